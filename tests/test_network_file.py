"""Saved networks: round trips, hostile files, damaged files, and a process killed while saving."""

import io
import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

from cnn_core import _network_file
from cnn_core._network_file import NetworkFileError
from cnn_core.layers import (
    LAYERS,
    Attention,
    AvgPool1D,
    AvgPool2D,
    BatchNorm,
    Conv1D,
    Conv2D,
    ConvTranspose2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAvgPool2D,
    L2Pool2D,
    LayerNorm,
    LeakyReLU,
    LearnableInput,
    LocalConv2D,
    LocalResponseNorm,
    MaxPool1D,
    MaxPool2D,
    Parallel,
    Recurrent,
    ReLU,
    Sigmoid,
    Softmax,
    Subsample2D,
    Tanh,
)
from cnn_core.losses import LOSSES, binary_cross_entropy, half_mse, mse
from cnn_core.network import Network

TABLE = [[1, 0], [0, 1], [1, 1]]


def everything(**settings):
    """One of each layer."""
    layers = [
        Conv2D(2, (3, 2), stride=(1, 2), padding=1, dilation=(1, 2)), ReLU(), MaxPool2D(2, 1),
        Conv2D(3, 2, connections=TABLE), LeakyReLU(0.2), AvgPool2D(2), Subsample2D(1), Sigmoid(),
        L2Pool2D(1), Flatten(), Dropout(0.25), Dense(5, "lecun", bias=False), Tanh(),
        Parallel([], [Dense(5), Tanh()]), Parallel(Dense(1), Dense(2), join="concatenate"),
        Softmax(),
    ]  # fmt: skip
    return Network(layers, (1, 9, 12), **settings)


def later():
    """The layers that came after: two networks and the shapes of their samples."""
    images = [
        Conv2D(4, 3, padding="same"), BatchNorm(0.3), ConvTranspose2D(2, 2, 2),
        LocalResponseNorm(2), LearnableInput(2), LocalConv2D(2, 2, (2, 1)), GlobalAvgPool2D(),
        Dense(3),
    ]  # fmt: skip
    sequences = [
        Conv1D(4, 3, padding="same", groups=2), MaxPool1D(2), LayerNorm(),
        Attention(3, causal=True), AvgPool1D(2), Recurrent(3, last=True), Dense(3),
    ]  # fmt: skip
    return [(images, (1, 6, 6)), (sequences, (2, 9))]


def tiny(seed=0):
    return Network([Dense(2), Tanh(), Dense(2)], (3,), seed=seed)


def saved(network, path):
    network.save(path)
    return path.read_bytes()


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive_of(parts, compression=zipfile.ZIP_STORED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in parts.items() if isinstance(parts, dict) else parts:
            archive.writestr(name, data)
    return buffer.getvalue()


def npy(array, version=None):
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, np.asarray(array), version, allow_pickle=True)
    return buffer.getvalue()


def load_bytes(data, path):
    path.write_bytes(data)
    network = Network.load(path)
    assert path.read_bytes() == data
    return network


def test_every_layer_of_the_package_is_saved():
    networks = [everything(), *(Network(*arguments) for arguments in later())]
    places = [place for network in networks for place in _network_file._places(network)]
    assert {type(place.layer) for place in places} == set(LAYERS.values())


@pytest.mark.parametrize(("layers", "shape"), later())
@pytest.mark.filterwarnings("ignore::cnn_core.TrainingCollapsed")
def test_round_trip_of_the_layers_that_came_after(layers, shape, tmp_path):
    network = Network(layers, shape, seed=1)
    x = np.random.default_rng(0).normal(size=(5, *shape))
    network.fit(x, [0, 1, 2, 0, 1], 2, progress=False)
    network.save(tmp_path / "net.npz")
    for again in (Network.load(tmp_path / "net.npz"), network.copy()):
        np.testing.assert_array_equal(again.predict_proba(x), network.predict_proba(x))
    if isinstance(again.layers[1], BatchNorm):
        assert again.layers[1].running_mean.any()


# --- round trips ------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_round_trip_of_every_layer(dtype, tmp_path):
    network = everything(seed=7, dtype=dtype)
    x = np.random.default_rng(0).normal(size=(4, 9, 12))
    network.fit(x, [0, 1, 2, 0], 2, progress=False)
    network.save(tmp_path / "net.npz")
    again = Network.load(tmp_path / "net.npz")
    np.testing.assert_array_equal(again.vector, network.vector)
    assert again.vector.dtype == network.vector.dtype
    np.testing.assert_array_equal(again.predict_proba(x), network.predict_proba(x))
    assert [repr(layer) for layer in again.layers] == [repr(layer) for layer in network.layers]
    assert str(again.layers) == str(network.layers)
    assert (again.seed, again.loss, again.input_shape) == (7, network.loss, (1, 9, 12))
    assert str(again) == str(network)


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_round_trip_of_every_loss(loss, tmp_path):
    last = [Sigmoid()] if loss is binary_cross_entropy else []
    Network([Dense(2), *last], (3,), loss, seed=None).save(tmp_path / "net")
    again = Network.load(str(tmp_path / "net"))
    assert again.loss is loss
    assert again.seed is None


def test_a_loaded_network_trains_on(tmp_path):
    network = tiny()
    network.save(tmp_path / "a.npz")
    again = Network.load(tmp_path / "a.npz")
    x, y = np.random.default_rng(0).normal(size=(6, 3)), [0, 1, 0, 1, 0, 1]
    for net in (network, again):
        net.fit(x, y, 2, shuffle=False, progress=False)
    np.testing.assert_array_equal(network.vector, again.vector)


def test_file_is_a_plain_npz_and_always_the_same(tmp_path):
    first, second = (saved(tiny(), tmp_path / name) for name in ("a.npz", "b.npz"))
    assert first == second
    with np.load(tmp_path / "a.npz", allow_pickle=False) as arrays:
        assert set(arrays) == {"architecture", "0.w", "0.b", "2.w", "2.b"}
        np.testing.assert_array_equal(arrays["2.w"], tiny().parameters["2.w"])
        architecture = json.loads(arrays["architecture"].tobytes())
    assert architecture["layers"][0] == {
        "type": "Dense", "units": 2, "initializer": None, "bias": True,
    }  # fmt: skip
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.npz", "b.npz"]


def test_saving_replaces_and_follows_links(tmp_path):
    target = tmp_path / "real.npz"
    target.write_text("something else")
    link = tmp_path / "link.npz"
    link.symlink_to(target)
    tiny().save(link)
    assert link.is_symlink()
    np.testing.assert_array_equal(Network.load(target).vector, tiny().vector)


def test_saving_where_there_is_no_folder(tmp_path):
    with pytest.raises(FileNotFoundError):
        tiny().save(tmp_path / "nowhere" / "net.npz")
    with pytest.raises(TypeError):
        tiny().save(3.5)


def test_missing_files_and_folders_are_no_network_files(tmp_path):
    with pytest.raises(FileNotFoundError):
        Network.load(tmp_path / "nothing.npz")
    with pytest.raises(IsADirectoryError):
        Network.load(tmp_path)


# --- never half a file ------------------------------------------------------------------------


@pytest.mark.parametrize("call", ["savez", "fsync", "replace", "flush"])
@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_a_failure_at_any_step_keeps_the_old_file(call, error, tmp_path, monkeypatch):
    path = tmp_path / "net.npz"
    before = saved(tiny(), path)

    def fail(*args, **kwargs):
        raise error

    def fail_late(file, **arrays):
        file.write(b"half of it")
        raise error

    if call == "savez":
        monkeypatch.setattr(np, "savez", fail_late)
    elif call == "flush":
        monkeypatch.setattr(np, "savez", lambda file, **arrays: file.close())
        error = ValueError("closed")
    else:
        monkeypatch.setattr(os, call, fail)
    with pytest.raises(type(error)):
        tiny(seed=1).save(path)
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["net.npz"]


def test_everything_is_written_before_it_is_flushed_and_renamed(tmp_path, monkeypatch):
    sizes = []
    right = os.fsync, os.replace

    def fsync(descriptor):
        sizes.append(os.fstat(descriptor).st_size)
        right[0](descriptor)

    def replace(source, target):
        sizes.append(Path(source).stat().st_size)
        assert Path(source).parent == tmp_path
        right[1](source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    tiny().save(tmp_path / "net.npz")
    assert sizes == [(tmp_path / "net.npz").stat().st_size] * 2


SAVE_FOR_EVER = """
import sys
import numpy as np
from cnn_core.layers import Dense
from cnn_core.losses import mse
from cnn_core.network import Network
network = Network([Dense(300)], (300,), mse)
value = 0
while True:
    value += 1
    network.vector[...] = value
    network.save(sys.argv[1])
    if value == 1:
        print("saved once", flush=True)
"""


def test_a_process_killed_while_saving_leaves_a_whole_file(tmp_path):
    path = tmp_path / "net.npz"
    Network([Dense(300)], (300,), mse).save(path)
    root = str(Path(__file__).parents[1])
    for attempt in range(4):
        process = subprocess.Popen(
            [sys.executable, "-c", SAVE_FOR_EVER, str(path)], stdout=subprocess.PIPE, cwd=root
        )
        process.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.02 + 0.0237 * attempt)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        vector = Network.load(path).vector
        assert (vector == vector[0]).all()
        assert vector[0] >= 1


# --- files that are not what they should be ---------------------------------------------------


def changed(network, tmp_path, **changes):
    """The file of ``network`` with another architecture."""
    parts = members(saved(network, tmp_path / "good.npz"))
    text = json.loads(np.load(io.BytesIO(parts["architecture.npy"])).tobytes())
    text.update(changes)
    data = json.dumps(text).encode()
    return archive_of({**parts, "architecture.npy": npy(np.frombuffer(data, np.uint8))})


DENSE = {"type": "Dense", "units": 2, "initializer": None}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"format": "cnn_core network 3"}, "expected format"),
        ({"format": None}, "expected format"),
        ({"more": 1}, "expected exactly the keys"),
        ({"layers": {}}, "expected exactly the keys"),
        ({"layers": []}, "expected 1 to 1000 layers"),
        ({"layers": [DENSE] * 1001}, "expected 1 to 1000 layers"),
        ({"layers": [DENSE] * 1000}, "missing arrays"),
        ({"layers": [3]}, r"layers\[0\]: expected a layer"),
        ({"layers": [{"units": 3}]}, r"layers\[0\]: expected a layer"),
        ({"layers": [{"type": ["Dense"]}]}, r"layers\[0\]: expected a layer"),
        ({"layers": [{"type": "Evil"}]}, r"layers\[0\]: unknown layer 'Evil'"),
        ({"layers": [{"type": "__import__"}]}, "unknown layer"),
        ({"layers": [{"type": "Dense"}]}, r"layers\[0\], Dense: .*units"),
        ({"layers": [{**DENSE, "more": 1}]}, r"layers\[0\], Dense: .*more"),
        ({"layers": [{**DENSE, "units": -2}]}, r"layers\[0\], Dense: units"),
        ({"layers": [{**DENSE, "units": "2"}]}, r"layers\[0\], Dense: units"),
        ({"layers": [{**DENSE, "units": True}]}, r"layers\[0\], Dense: units"),
        ({"layers": [{**DENSE, "units": [2]}]}, r"layers\[0\], Dense: units"),
        ({"layers": [{**DENSE, "initializer": "os.system"}]}, "initializer"),
        ({"layers": [{**DENSE, "initializer": ["he"]}]}, "initializer"),
        ({"layers": [{"type": "Dropout", "p": float("nan")}]}, r"layers\[0\], Dropout: p"),
        ({"layers": [{"type": "Dropout", "p": None}]}, r"layers\[0\], Dropout: p"),
        ({"layers": [{"type": "MaxPool2D", "size": {}}]}, r"layers\[0\], MaxPool2D: size"),
        ({"layers": [DENSE, {"type": "Flatten"}, {"type": "MaxPool2D", "size": 2}]}, "images"),
        ({"layers": [DENSE]}, "unexpected arrays: 2.b, 2.w"),
        ({"layers": [DENSE, {"type": "Tanh"}, DENSE, DENSE]}, "missing arrays: 3.b, 3.w"),
        ({"layers": [{**DENSE, "units": 3}, {"type": "Tanh"}, DENSE]}, "0.w: expected shape"),
        ({"layers": [{**DENSE, "units": 10**18}, {"type": "Tanh"}, DENSE]}, "expected shape"),
        ({"layers": [{**DENSE, "units": 10**30}, {"type": "Tanh"}, DENSE]}, "expected shape"),
        ({"input_shape": [10**15]}, "0.w: expected shape"),
        ({"input_shape": [-3]}, r"input_shape\[0\]"),
        ({"input_shape": 3}, "input_shape"),
        ({"input_shape": "abc"}, "input_shape"),
        ({"input_shape": None}, "input_shape"),
        ({"input_shape": [[3]]}, "input_shape"),
        ({"loss": "sigmoid"}, "unknown loss 'sigmoid'"),
        ({"loss": ["mse"]}, "unknown loss"),
        ({"loss": "binary_cross_entropy"}, r"Sigmoid\(\) last"),
        ({"dtype": "object"}, "expected float32 or float64, got object"),
        ({"dtype": "float64"}, "expected shape .* dtype float64"),
        ({"dtype": ["float32"]}, "expected float32 or float64"),
        ({"seed": -1}, "seed"),
        ({"seed": "0"}, "seed"),
    ],
)
def test_architectures_that_are_refused(changes, message, tmp_path):
    data = changed(tiny(), tmp_path, **changes)
    with pytest.raises(NetworkFileError, match=message):
        load_bytes(data, tmp_path / "bad.npz")


def test_the_error_names_the_file(tmp_path):
    (tmp_path / "bad.npz").write_bytes(b"nothing of the kind")
    with pytest.raises(NetworkFileError, match=r"bad\.npz: not a whole network file"):
        Network.load(tmp_path / "bad.npz")
    assert issubclass(NetworkFileError, ValueError)
    (tmp_path / "evil.npz").write_bytes(changed(tiny(), tmp_path, layers=[{"type": "Evil"}]))
    with pytest.raises(NetworkFileError) as caught:
        Network.load(tmp_path / "evil.npz")
    assert str(caught.value) == f"{tmp_path / 'evil.npz'}: layers[0]: unknown layer 'Evil'"


def replaced(name, data):
    return lambda parts: archive_of({**parts, name: data})


def encrypted(data):
    """The archive with the sign of encryption at each member."""
    marked = bytearray(data)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            marked[at + flags] |= 1
            at = data.find(signature, at + 1)
    return bytes(marked)


def text_architecture(text):
    return replaced("architecture.npy", npy(np.frombuffer(text, np.uint8)))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda parts: b"", "not a whole network file"),
        (lambda parts: archive_of({}), "got another archive"),
        (lambda parts: archive_of({"a.npy": npy([1.0])}), "got another archive"),
        (lambda parts: archive_of({"readme.txt": b"hello"}), "expected arrays, each once"),
        (lambda parts: archive_of({**parts, "9.w.npy": npy([1.0])}), "unexpected arrays: 9.w"),
        (lambda parts: archive_of({**parts, "../../x.npy": npy([1.0])}), "unexpected arrays"),
        (lambda parts: archive_of(parts, zipfile.ZIP_DEFLATED), "expected a stored array"),
        (replaced("0.w.npy", npy(np.zeros((2, 2), "f4"))), r"0.w: expected shape \(2, 3\)"),
        (replaced("0.w.npy", npy(np.zeros((2, 3), "f8"))), "0.w: .*float64"),
        (replaced("0.w.npy", npy(np.zeros((2, 3), ">f4"))), "0.w: expected"),
        (replaced("0.w.npy", npy(np.asfortranarray(np.zeros((2, 3), "f4")))), "0.w: expected"),
        (replaced("0.w.npy", npy(np.full((2, 3), None, object))), "0.w: .*object"),
        (replaced("0.w.npy", npy(np.zeros((2, 3), "f4"), (2, 0))), "0.w: not an array"),
        (replaced("0.w.npy", b"\x93NUMPY\x01\x00\xff\xff"), "0.w: not an array"),
        (replaced("0.w.npy", b"garbage"), "0.w: not an array"),
        (replaced("0.w.npy", npy(np.zeros((2, 3), "f4"))[:-1]), "0.w: expected 6 numbers"),
        (
            replaced("0.w.npy", npy(np.zeros((2, 3), "f4"))[:-4]),
            "0.w: expected 6 numbers, got 20 bytes",
        ),
        (
            replaced("0.w.npy", npy(np.zeros((2, 3), "f4")) + b"1234"),
            "0.w: expected 6 numbers, got 28 bytes",
        ),
        (replaced("architecture.npy", npy(np.zeros(3))), "architecture: expected"),
        (replaced("architecture.npy", npy(np.zeros((2, 2), "u1"))), "architecture: expected"),
        (text_architecture(b"{"), "architecture: not valid JSON"),
        (text_architecture(b"\xff\xfe"), "architecture: not valid JSON"),
        (text_architecture(b"[" * 100_000), "architecture: not valid JSON"),
        (text_architecture(b"[]"), "expected format"),
        (text_architecture(b" " * (1 << 20)), "at most 1048576 bytes"),
        (text_architecture(b" " * ((1 << 20) - 127)), "at most 1048576 bytes"),
        (text_architecture(b" " * ((1 << 20) - 128)), "not valid JSON"),  # the header has 128
        (lambda parts: encrypted(archive_of(parts)), "expected a stored array, got a packed one"),
    ],
)
def test_archives_that_are_refused(damage, message, tmp_path):
    parts = members(saved(tiny(), tmp_path / "good.npz"))
    with pytest.raises(NetworkFileError, match=message):
        load_bytes(damage(parts), tmp_path / "bad.npz")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice_is_refused(tmp_path):
    parts = members(saved(tiny(), tmp_path / "good.npz"))
    data = archive_of([*parts.items(), ("0.w.npy", parts["0.w.npy"])])
    with pytest.raises(NetworkFileError, match="each once"):
        load_bytes(data, tmp_path / "bad.npz")


def test_pickles_are_never_opened(tmp_path):
    class Bomb:
        def __reduce__(self):
            return Path.touch, (tmp_path / "exploded",)

    parts = members(saved(tiny(), tmp_path / "good.npz"))
    bomb = npy(np.array([Bomb()], object))
    for name in ("architecture.npy", "0.w.npy"):
        with pytest.raises(NetworkFileError):
            load_bytes(archive_of({**parts, name: bomb}), tmp_path / "bad.npz")
    assert not (tmp_path / "exploded").exists()


def test_headers_that_promise_too_much_allocate_nothing(tmp_path):
    """Sizes in the zip directory and in array headers are only claims."""
    import tracemalloc

    parts = members(saved(tiny(), tmp_path / "good.npz"))
    header = npy(np.zeros((2, 3), "f4")).replace(b"(2, 3)", b"(10000000000, 3)", 1)
    bombs = [archive_of({**parts, "0.w.npy": header})]
    bombs.append(archive_of({**parts, "0.w.npy": b"\0" * 50_000_000}, zipfile.ZIP_DEFLATED))
    plain = archive_of(parts)
    size = len(parts["0.w.npy"]).to_bytes(4, "little")
    bombs.append(plain.replace(size, (2**31 - 1).to_bytes(4, "little")))
    for data in bombs:
        (tmp_path / "bad.npz").write_bytes(data)
        tracemalloc.start()
        with pytest.raises(NetworkFileError):
            Network.load(tmp_path / "bad.npz")
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
        tracemalloc.stop()


def test_weights_outside_the_connections_are_refused(tmp_path):
    network = everything()
    network.parameters["3.w"][0, 1] = 1
    network.save(tmp_path / "net.npz")
    with pytest.raises(NetworkFileError, match=r"3\.w: expected 0 where there is no connection"):
        Network.load(tmp_path / "net.npz")


# --- damage at random -------------------------------------------------------------------------


def survives(data, network, path):
    """Load damaged bytes: an error of the right kind, or exactly the network that was saved."""
    try:
        again = load_bytes(data, path)
    except NetworkFileError:
        return False
    np.testing.assert_array_equal(again.vector, network.vector)
    assert str(again.layers) == str(network.layers)
    return True


def test_truncated_files_are_refused(tmp_path):
    network = tiny()
    data = saved(network, tmp_path / "good.npz")
    for length in [*range(0, len(data), 7), len(data) - 1]:
        assert not survives(data[:length], network, tmp_path / "bad.npz")


def test_flipped_bits_never_give_another_network(tmp_path):
    network = everything()
    data = saved(network, tmp_path / "good.npz")
    rng = np.random.default_rng(0)
    refused = 0
    for _ in range(500):
        damaged = bytearray(data)
        for _ in range(rng.integers(1, 4)):
            damaged[rng.integers(len(data))] ^= 1 << rng.integers(8)
        refused += not survives(bytes(damaged), network, tmp_path / "bad.npz")
    assert refused > 400


def test_spliced_and_random_bytes(tmp_path):
    network = tiny()
    data = saved(network, tmp_path / "good.npz")
    rng = np.random.default_rng(1)
    for _ in range(150):
        i, j, k = sorted(rng.integers(0, len(data), 3))
        for damaged in (data[:i] + data[j:], data[:j] + data[i:k] + data[k:], rng.bytes(i)):
            survives(damaged, network, tmp_path / "bad.npz")


def test_half_mse_is_still_half_mse(tmp_path):
    Network([Dense(2), Sigmoid()], (3,), half_mse).save(tmp_path / "net.npz")
    again = Network.load(tmp_path / "net.npz")
    assert again.loss is half_mse
    assert again.is_classifier


def test_files_of_the_first_format_are_read(tmp_path):
    network = tiny()
    parts = members(saved(network, tmp_path / "new.npz"))
    text = json.loads(np.load(io.BytesIO(parts["architecture.npy"])).tobytes())
    old = {key: text[key] for key in ("layers", "input_shape", "loss", "seed", "dtype")}
    for layer in old["layers"]:
        layer.pop("bias", None)
    data = json.dumps({"format": "cnn_core network 1", **old}).encode()
    data = archive_of({**parts, "architecture.npy": npy(np.frombuffer(data, np.uint8))})
    np.testing.assert_array_equal(load_bytes(data, tmp_path / "old.npz").vector, network.vector)


def test_a_layer_in_two_places_is_saved_once(tmp_path):
    shared = Dense(3)
    network = Network([shared, Tanh(), Parallel([shared], []), Dense(2)], (3,), seed=2)
    again = load_bytes(saved(network, tmp_path / "a.npz"), tmp_path / "b.npz")
    np.testing.assert_array_equal(again.vector, network.vector)
    assert again.layers[0] is again.layers[2].branches[0].layers[0]
    assert saved(again, tmp_path / "c.npz") == (tmp_path / "a.npz").read_bytes()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"random": {"bit_generator": "PCG64"}}, "random: not the state of a generator"),
        ({"random": 3}, "random: not the state"),
        ({"state": []}, "state: expected names with values"),
        ({"state": {"0.x": 1}}, r"state: expected \[\], got \['0.x'\]"),
        ({"state": {"0.x": {"shape": [1], "dtype": "O"}}}, "state 0.x: expected real numbers"),
        ({"state": {"0.x": {"shape": [2], "dtype": "f8"}}}, "missing arrays: 0.x"),
        ({"training": 1}, "training: expected names"),
        ({"training": {}}, "training: expected exactly"),
        ({"multilabel": 3}, "multilabel: expected True or False"),
        ({"layers": [{"same": 0}]}, r"layers\[0\]: expected an earlier layer"),
        ({"layers": [{"type": "Stack", "layers": [{"type": "Evil"}]}]}, "unknown layer 'Evil'"),
        ({"layers": [{"type": "Stack", "layers": 3}]}, r"layers\[0\], Stack: layers"),
        ({"layers": [{"type": "Parallel", "branches": []}]}, "branches: expected at least one"),
    ],
)
def test_states_and_stacks_that_are_refused(changes, message, tmp_path):
    data = changed(tiny(), tmp_path, **changes)
    with pytest.raises(NetworkFileError, match=message):
        load_bytes(data, tmp_path / "bad.npz")
