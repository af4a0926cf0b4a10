"""Data sets: the split of the digits, the IDX reader on hostile files, MNIST found or fetched."""

import gzip
import hashlib
import os
import re
import struct
import threading
import tracemalloc
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from cnn_core import datasets
from cnn_core._idx import MAX_BYTES
from cnn_core.datasets import (
    load_digits,
    load_idx_dataset,
    load_mnist,
    mnist_available,
    read_idx,
)

CODES = {"u1": 0x08, "i1": 0x09, "i2": 0x0B, "i4": 0x0C, "f4": 0x0D, "f8": 0x0E}
IMAGES = np.arange(24, dtype=np.uint8).reshape(2, 3, 4) * 11
LABELS = np.array([7, 2], dtype=np.uint8)


def header(code, *lengths):
    return struct.pack(f">BBBB{len(lengths)}I", 0, 0, code, len(lengths), *lengths)


def idx_bytes(array):
    """An IDX file, written independently of the reader."""
    kind = array.dtype.str[1:]
    return header(CODES[kind], *array.shape) + array.astype(">" + kind).tobytes()


def write_set(folder, images=IMAGES, labels=LABELS, prefix="", end="", test_name="t10k"):
    """The four files of a small data set; the test part holds the same images reversed."""
    folder.mkdir(exist_ok=True)
    parts = {"train": (images, labels), test_name: (images[::-1], labels[::-1])}
    for part, (x, y) in parts.items():
        for name, array in ((f"{part}-images-idx3-ubyte", x), (f"{part}-labels-idx1-ubyte", y)):
            data = idx_bytes(array)
            packed = gzip.compress(data) if end == ".gz" else data
            (folder / (prefix + name + end)).write_bytes(packed)
    return folder


def contents(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# --- load_digits ----------------------------------------------------------------------------


def digest(arrays):
    joined = hashlib.sha256()
    for array in arrays:
        joined.update(np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<")).data)
    return joined.hexdigest()


# SHA-256 of the four arrays, little-endian.
DIGITS_28 = "b5a5fed547eafc2bca4851f03623c78e8c4a0ac333450c2e01a0da08ef38e523"
DIGITS_32 = "69317e65763447249087c2b5dbb8ac8dc1fe60c400c30d726b71ebd36639727a"


def test_digits_shapes_types_and_range():
    x_train, y_train, x_test, y_test = load_digits()
    assert (x_train.shape, x_test.shape) == ((1437, 28, 28), (360, 28, 28))
    assert (y_train.shape, y_test.shape) == ((1437,), (360,))
    assert x_train.dtype == x_test.dtype == np.float64
    assert y_train.dtype == y_test.dtype == np.int64
    assert x_train.min() == x_test.min() == 0
    assert x_train.max() == x_test.max() == 1


def test_digits_are_the_same_bits_on_every_machine():
    """The digests were computed once; a library that resizes or splits anew is noticed here."""
    assert digest(load_digits()) == DIGITS_28
    assert digest(load_digits(32)) == DIGITS_32


def test_digits_differ_by_size_so_the_digest_can_fail():
    assert digest(load_digits(28)) != digest(load_digits(29))


def test_digits_at_size_8_are_the_originals_each_once():
    from sklearn.datasets import load_digits as bundled

    x_train, y_train, x_test, y_test = load_digits(size=8)
    got = [(label, image.tobytes()) for label, image in zip(y_train, x_train, strict=True)]
    got += [(label, image.tobytes()) for label, image in zip(y_test, x_test, strict=True)]
    original = bundled()
    want = zip(original.target, original.images / 16, strict=True)
    assert sorted(got) == sorted((label, image.tobytes()) for label, image in want)


def test_digits_split_is_stratified():
    _, y_train, _, y_test = load_digits(8)
    fraction = np.bincount(y_test) / (np.bincount(y_test) + np.bincount(y_train))
    assert np.all(np.abs(fraction - 0.2) < 0.005)


def test_digits_split_does_not_depend_on_the_size():
    assert np.array_equal(load_digits(8)[1], load_digits(32)[1])


@pytest.mark.parametrize("size", [8, 9, 28, 31, 32])
def test_digits_are_the_bilinear_interpolation_of_the_originals(size):
    """Each pixel centre lies among those of the original; beyond the border its value continues."""
    small, large = load_digits(8)[0][:5], load_digits(size)[0][:5]
    place = np.clip((np.arange(size) + 0.5) * 8 / size - 0.5, 0, 7)
    weights = np.maximum(0, 1 - np.abs(place[:, None] - np.arange(8)))
    want = np.einsum("ia,nab,jb->nij", weights, small, weights)
    assert np.abs(large - want).max() <= 2.0**-21 + 1e-12


@pytest.mark.parametrize("size", [9, 28, 32, 251, 255, 256])
def test_digits_are_rounded_far_from_halfway(size, monkeypatch):
    """So rounding noise, some 1e-9 of a step, cannot move a value to another multiple."""
    monkeypatch.setattr(datasets, "_DIGITS_GRID", 2.0**52)
    small = load_digits(8)[0][:20]
    steps = datasets._enlarge(small, size) * 2.0**20
    assert np.abs(steps % 1 - 0.5).min() > 1e-6


def test_digits_float32_holds_the_same_numbers():
    double, single = load_digits(dtype="float64"), load_digits(dtype="float32")
    assert single[0].dtype == single[2].dtype == np.float32
    assert all(np.array_equal(a, b) for a, b in zip(double, single, strict=True))


def test_digits_calls_do_not_share_memory():
    first = load_digits(8)
    first[0][:] = -1
    assert load_digits(8)[0].min() == 0


@pytest.mark.parametrize(
    ("size", "error", "words"),
    [
        (7, ValueError, "size: expected 8 to 256 pixels, got 7"),
        (-28, ValueError, "size: expected 8 to 256 pixels, got -28"),
        (257, ValueError, "size: expected 8 to 256 pixels, got 257"),
        (10**9, ValueError, "size: expected 8 to 256 pixels"),
        (28.0, TypeError, "size: expected an integer, got float 28.0"),
        ("28", TypeError, "size: expected an integer"),
        (True, TypeError, "size: expected an integer"),
        (None, TypeError, "size: expected an integer"),
    ],
)
def test_digits_refuse_a_bad_size(size, error, words):
    with pytest.raises(error, match=re.escape(words)):
        load_digits(size)


@pytest.mark.parametrize("dtype", ["int64", "object", "complex128", "no such type", 3.5])
@pytest.mark.parametrize(
    "loader", [load_digits, load_mnist, lambda dtype: load_idx_dataset(".", dtype=dtype)]
)
def test_loaders_refuse_a_type_that_is_not_floating(loader, dtype):
    with pytest.raises(TypeError, match=r"^dtype: expected a floating type, got"):
        loader(dtype=dtype)


# --- read_idx: what it reads ----------------------------------------------------------------


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
@pytest.mark.parametrize("kind", CODES)
def test_every_type_round_trips(tmp_path, kind, pack):
    array = np.array([[0, 1, -1], [100, 2, 3]]).astype(kind)
    path = tmp_path / "file"
    path.write_bytes(pack(idx_bytes(array)))
    got = read_idx(path)
    assert got.dtype == np.dtype(kind)
    assert got.dtype.isnative
    assert np.array_equal(got, array)


def test_numbers_are_big_endian(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(header(0x0B, 2) + b"\x01\x02\xff\xfe")
    assert read_idx(path).tolist() == [0x0102, -2]


def test_extreme_values_survive(tmp_path):
    array = np.array([np.nan, np.inf, -0.0, 5e-324, 1.7e308])
    (tmp_path / "file").write_bytes(idx_bytes(array))
    assert read_idx(tmp_path / "file").tobytes() == array.tobytes()


def test_result_is_writable_and_its_own(tmp_path):
    (tmp_path / "file").write_bytes(idx_bytes(IMAGES))
    read_idx(tmp_path / "file")[:] = 0
    assert np.array_equal(read_idx(tmp_path / "file"), IMAGES)


def test_thirty_two_axes(tmp_path):
    (tmp_path / "file").write_bytes(header(0x08, *[1] * 32) + b"\x05")
    assert read_idx(tmp_path / "file").shape == (1,) * 32


def test_gzip_is_known_by_content_not_by_name(tmp_path):
    (tmp_path / "plain.gz").write_bytes(idx_bytes(IMAGES))
    (tmp_path / "packed").write_bytes(gzip.compress(idx_bytes(IMAGES)))
    assert np.array_equal(read_idx(tmp_path / "plain.gz"), read_idx(str(tmp_path / "packed")))


def test_gzip_of_several_members(tmp_path):
    data = idx_bytes(IMAGES)
    (tmp_path / "file").write_bytes(gzip.compress(data[:9]) + gzip.compress(data[9:]))
    assert np.array_equal(read_idx(tmp_path / "file"), IMAGES)


@settings(deadline=timedelta(seconds=5), max_examples=60)
@given(
    array=st.sampled_from(sorted(CODES)).flatmap(
        lambda kind: hnp.arrays(kind, hnp.array_shapes(max_dims=5, max_side=6))
    ),
    packed=st.booleans(),
)
def test_any_array_round_trips(scratch, array, packed):
    scratch.write_bytes(gzip.compress(idx_bytes(array)) if packed else idx_bytes(array))
    got = read_idx(scratch)
    assert got.shape == array.shape
    assert got.tobytes() == array.tobytes()


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz") / "file"


# --- read_idx: what it refuses --------------------------------------------------------------

GOOD = idx_bytes(IMAGES)
PACKED = gzip.compress(GOOD, mtime=0)
BAD_FILES = {
    "empty file": (b"", "truncated: an IDX file has at least 4 bytes, got 0"),
    "three bytes": (GOOD[:3], "truncated: an IDX file has at least 4 bytes, got 3"),
    "half a header": (GOOD[:9], "truncated inside the header of 16 bytes"),
    "header alone": (GOOD[:16], "needs 40 bytes, the file holds at most 16"),
    "one byte short": (GOOD[:-1], "truncated: shape (2, 3, 4) needs 40 bytes"),
    "one byte over": (GOOD + b"\0", "too long: more bytes than shape (2, 3, 4) needs"),
    "wrong magic": (b"\1" + GOOD[1:], r"to begin with two zero bytes, got b'\x01\x00'"),
    "wrong second byte": (b"\0\1" + GOOD[2:], r"two zero bytes, got b'\x00\x01'"),
    "an HTML page": (b"<!DOCTYPE html>", "not an IDX file: it begins as a web page"),
    "a PNG image": (b"\x89PNG\r\n\x1a\n" + GOOD, "not an IDX file: it begins as a PNG picture"),
    "a NumPy file": (b"\x93NUMPY\1\0" + GOOD, "it begins as a NumPy array (.npy) does"),
    "a zip archive": (b"PK\3\4" + GOOD, "it begins as a zip archive"),
    "little-endian": (b"\3\x08\0\0" + GOOD[4:], "its header is little-endian, IDX is big-endian"),
    "little-endian lengths": (
        GOOD[:4] + b"\2\0\0\0\3\0\0\0\4\0\0\0" + GOOD[16:],
        "read as little-endian, which IDX is not, the shape would be (2, 3, 4)",
    ),
    "unknown type": (b"\0\0\x0a\3" + GOOD[4:], "unknown IDX type 0x0a, expected one of 0x08"),
    "no axes": (b"\0\0\x08\0\x05", "expected 1 to 32 axes, got 0"),
    "too many axes": (header(0x08, *[1] * 33) + b"\0", "expected 1 to 32 axes, got 33"),
    "255 axes": (b"\0\0\x08\xff" + b"\xff" * 1020, "expected 1 to 32 axes, got 255"),
    "an empty axis": (header(0x08, 0, 28, 28), "empty: the header announces shape (0, 28, 28)"),
    "empty and absurd": (header(0x08, 0, 2**32 - 1, 2**32 - 1, 2**32 - 1), "empty"),
    "absurd length": (header(0x08, 2**32 - 1) + b"\0", "shape (4294967295,) needs 4294967303"),
    "absurd product": (header(0x0E, *[2**32 - 1] * 8) + b"\0", "truncated: shape (4294967295, "),
    "product 2**64": (header(0x08, *[2**16] * 4) + b"\0", "truncated: shape (65536, "),
    "gzip header alone": (PACKED[:10], "damaged gzip file"),
    "gzip cut": (PACKED[:-9], "damaged gzip file"),
    "gzip without checksum": (PACKED[:-8], "damaged gzip file"),
    "gzip with wrong checksum": (PACKED[:-8] + b"\0" * 4 + PACKED[-4:], "gzip file (CRC check"),
    "gzip with wrong length": (PACKED[:-4] + b"\0" * 4, "damaged gzip file (Incorrect length"),
    "gzip of garbage": (gzip.compress(b"garbage"), "not an IDX file"),
    "gzip of nothing": (gzip.compress(b""), "truncated: an IDX file has at least 4 bytes, got 0"),
    "gzip of a short file": (gzip.compress(GOOD[:-1]), "truncated: 23 of 24 bytes after"),
    "gzip of a long file": (gzip.compress(GOOD + b"\0"), "too long"),
    "gzip and another file": (PACKED * 2, "too long"),
    "gzip and garbage": (PACKED + b"garbage", "damaged gzip file"),
    "gzip with unknown method": (b"\x1f\x8b\x07" + PACKED[3:], "gzip file (Unknown compression"),
    "gzip with damaged blocks": (PACKED[:10] + b"\xff" * 40, "damaged gzip file"),
    "gzip in gzip": (gzip.compress(PACKED), "not an IDX file"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_FILES)
def test_each_damage_has_its_own_message_and_leaves_the_file(tmp_path, case):
    data, words = BAD_FILES[case]
    path = tmp_path / "damaged"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=re.escape(words)) as caught:
        read_idx(path)
    assert str(path) in str(caught.value)
    assert contents(tmp_path) == {Path("damaged"): data}


def test_undamaged_file_is_accepted_so_the_refusals_mean_something(tmp_path):
    for pack in (bytes, gzip.compress):
        (tmp_path / "file").write_bytes(pack(GOOD))
        assert np.array_equal(read_idx(tmp_path / "file"), IMAGES)


@pytest.mark.parametrize("path", [None, 3, 1.5, b"bytes", ["list"]])
def test_path_of_the_wrong_type(path):
    with pytest.raises(TypeError, match=r"^path: expected a path, got"):
        read_idx(path)


def test_missing_file(tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere"):
        read_idx(tmp_path / "nowhere")


def test_folder_is_not_a_file(tmp_path):
    with pytest.raises(ValueError, match="expected a regular file"):
        read_idx(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipe_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ValueError, match="expected a regular file"):
        read_idx(tmp_path / "pipe")


@pytest.mark.parametrize(
    ("limit", "error"), [(0, ValueError), (-1, ValueError), (1e6, TypeError), (None, TypeError)]
)
def test_max_bytes_is_checked(tmp_path, limit, error):
    with pytest.raises(error, match=r"^max_bytes: expected an integer"):
        read_idx(tmp_path, max_bytes=limit)


def test_max_bytes_is_the_size_of_the_decompressed_file(tmp_path):
    path = tmp_path / "file"
    for pack in (bytes, gzip.compress):
        path.write_bytes(pack(GOOD))
        assert read_idx(path, max_bytes=len(GOOD)).shape == IMAGES.shape
        with pytest.raises(ValueError, match=r"too large: shape .* needs 40 bytes, .*max_bytes=39"):
            read_idx(path, max_bytes=len(GOOD) - 1)


def test_a_gigabyte_is_the_limit_by_default(tmp_path):
    path = tmp_path / "large"
    with path.open("wb") as file:  # a hole, not a gigabyte
        file.write(header(0x08, 2**30 - 7))
        file.truncate(2**30 + 1)
    with pytest.raises(ValueError, match=r"needs 1073741825 bytes, .* max_bytes=1073741824"):
        read_idx(path)


def peak_memory(action):
    """Peak of the memory taken, in bytes, and the error that the action raised."""
    tracemalloc.start()
    try:
        with pytest.raises(ValueError) as caught:
            action()
        return tracemalloc.get_traced_memory()[1], str(caught.value)
    finally:
        tracemalloc.stop()


def test_gzip_bomb_behind_a_small_header_is_not_unpacked(tmp_path):
    path = tmp_path / "bomb"
    path.write_bytes(gzip.compress(GOOD + bytes(200_000_000), compresslevel=1))
    peak, message = peak_memory(lambda: read_idx(path))
    assert "too long" in message
    assert peak < 5_000_000


def test_gzip_bomb_that_announces_its_size_is_refused(tmp_path):
    path = tmp_path / "bomb"
    body = gzip.compress(bytes(4_000_000), compresslevel=9)
    path.write_bytes(gzip.compress(header(0x08, MAX_BYTES)) + body * 300)
    peak, message = peak_memory(lambda: read_idx(path))
    assert "too large" in message
    assert peak < 5_000_000


def test_small_gzip_file_cannot_announce_more_than_gzip_can_hold(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(gzip.compress(header(0x08, 500_000_000) + bytes(100)))
    peak, message = peak_memory(lambda: read_idx(path))
    assert f"the file holds at most {1032 * path.stat().st_size}" in message
    assert peak < 5_000_000


def test_best_compression_there_is_stays_within_what_gzip_can_hold(tmp_path):
    array = np.zeros(20_000_000, np.uint8)
    path = tmp_path / "zeros"
    path.write_bytes(gzip.compress(idx_bytes(array), compresslevel=9))
    assert read_idx(path).shape == array.shape


@pytest.mark.parametrize("pack", [bytes, lambda data: gzip.compress(data, 1)])
def test_files_of_several_pieces_are_read_strictly_too(tmp_path, pack):
    path, data = tmp_path / "file", idx_bytes(np.arange(700_000, dtype=np.int32))
    path.write_bytes(pack(data))
    assert np.array_equal(read_idx(path), np.arange(700_000))
    path.write_bytes(pack(data + b"\0"))
    with pytest.raises(ValueError, match="too long"):
        read_idx(path)
    path.write_bytes(pack(data[:-1]))
    with pytest.raises(ValueError, match="truncated"):
        read_idx(path)


# --- read_idx: fuzz -------------------------------------------------------------------------

FUZZ = settings(deadline=timedelta(seconds=5), max_examples=150)


def read_or_refuse(path, data):
    """The array, or None if the reader refused with a ValueError; any other error propagates."""
    path.write_bytes(data)
    try:
        return read_idx(path, max_bytes=2**24)
    except ValueError as error:
        message = str(error)
    assert str(path) in message
    return None


@FUZZ
@given(
    data=st.binary(max_size=300),
    start=st.sampled_from([b"", b"\0\0", b"\0\0\x08", b"\x1f\x8b\x08"]),
)
def test_random_bytes_raise_nothing_but_valueerror(scratch, data, start):
    read_or_refuse(scratch, start + data)


@FUZZ
@given(
    lengths=st.lists(st.integers(0, 2**32 - 1), max_size=40),
    code=st.sampled_from(list(CODES.values())),
    body=st.binary(max_size=64),
    packed=st.booleans(),
)
def test_random_headers_raise_nothing_but_valueerror(scratch, lengths, code, body, packed):
    data = header(code, *lengths) + body
    read_or_refuse(scratch, gzip.compress(data) if packed else data)


@FUZZ
@given(
    flips=st.lists(st.tuples(st.integers(0), st.integers(1, 255)), min_size=1, max_size=4),
    packed=st.booleans(),
)
def test_flipped_bytes_raise_nothing_but_valueerror(scratch, flips, packed):
    data = bytearray(PACKED if packed else GOOD)
    for place, mask in flips:
        data[place % len(data)] ^= mask
    read_or_refuse(scratch, bytes(data))


@pytest.mark.parametrize("packed", [False, True])
def test_every_truncation_is_refused(scratch, packed):
    data = PACKED if packed else GOOD
    assert read_or_refuse(scratch, data) is not None
    for length in range(len(data)):
        assert read_or_refuse(scratch, data[:length]) is None


@FUZZ
@given(tail=st.binary(min_size=1, max_size=50))
def test_every_extension_of_a_plain_file_is_refused(scratch, tail):
    assert read_or_refuse(scratch, GOOD + tail) is None


@FUZZ
@given(place=st.integers(10, len(PACKED) - 1), mask=st.integers(1, 255))
def test_flips_in_compressed_data_are_never_read_as_other_data(scratch, place, mask):
    data = bytearray(PACKED)
    data[place] ^= mask
    got = read_or_refuse(scratch, bytes(data))
    assert got is None or np.array_equal(got, IMAGES)


# --- load_idx_dataset -----------------------------------------------------------------------


def check_small_set(arrays, dtype=np.float32):
    x_train, y_train, x_test, y_test = arrays
    assert x_train.dtype == x_test.dtype == dtype
    assert y_train.dtype == y_test.dtype == np.int64
    np.testing.assert_array_equal(x_train, IMAGES.astype(dtype) / dtype(255))
    np.testing.assert_array_equal(x_test, IMAGES[::-1].astype(dtype) / dtype(255))
    assert (y_train.tolist(), y_test.tolist()) == ([7, 2], [2, 7])


@pytest.mark.parametrize("end", ["", ".gz"])
@pytest.mark.parametrize("test_name", ["t10k", "test"])
def test_any_data_set_of_the_format(tmp_path, end, test_name):
    write_set(tmp_path, end=end, test_name=test_name)
    check_small_set(load_idx_dataset(tmp_path))
    check_small_set(load_idx_dataset(str(tmp_path), dtype="float64"), np.float64)


@pytest.mark.parametrize("form", ["{0}-images.idx3-ubyte", "{0}_images.gz", "{0}-images"])
def test_other_spellings_of_the_names(tmp_path, form):
    write_set(tmp_path)
    for part in ("train", "t10k"):
        (tmp_path / f"{part}-images-idx3-ubyte").rename(tmp_path / form.format(part))
    check_small_set(load_idx_dataset(tmp_path))


def test_prefix_chooses_among_several_data_sets(tmp_path):
    write_set(tmp_path, prefix="kana-a-", test_name="test")
    write_set(tmp_path, labels=LABELS + 1, prefix="kana-b-", test_name="test")
    check_small_set(load_idx_dataset(tmp_path, prefix="kana-a-"))
    assert load_idx_dataset(tmp_path, prefix="kana-b-")[1].tolist() == [8, 3]
    with pytest.raises(ValueError, match=r"expected one file of train-images .* choose .* prefix"):
        load_idx_dataset(tmp_path)


def lying(folder, prefix, labels):
    """A set whose files hold the pictures on their side, as EMNIST's do."""
    for part, step in (("train", 1), ("test", -1)):
        images = np.ascontiguousarray(IMAGES[::step].swapaxes(1, 2))
        (folder / f"{prefix}{part}-images-idx3-ubyte").write_bytes(idx_bytes(images))
        (folder / f"{prefix}{part}-labels-idx1-ubyte").write_bytes(idx_bytes(labels[::step]))


@pytest.mark.parametrize("name", ["letters", "balanced", "byclass", "bymerge", "digits", "mnist"])
def test_emnist_stands_upright_and_its_labels_begin_at_0(tmp_path, name):
    lying(tmp_path, f"emnist-{name}-", LABELS + (name == "letters"))
    check_small_set(load_idx_dataset(tmp_path))
    plain = load_idx_dataset(tmp_path, transpose=False, first_label=0)  # as stored
    assert plain[0].shape[1:] == IMAGES.shape[:0:-1]
    assert plain[1].tolist() == [7 + (name == "letters"), 2 + (name == "letters")]


def test_what_the_name_does_not_say_can_be_said(tmp_path):
    lying(tmp_path, "letters-", LABELS + 3)
    check_small_set(load_idx_dataset(tmp_path, transpose=True, first_label=3))
    for arguments, error, words in [
        ({"first_label": 9}, ValueError, "expected labels from 9, got 5"),
        ({"first_label": 1.0}, TypeError, "first_label:"),
        ({"transpose": 1}, TypeError, "transpose:"),
    ]:
        with pytest.raises(error, match=words):
            load_idx_dataset(tmp_path, **arguments)


@pytest.mark.parametrize("prefix", ["", "fashion-", "kmnist-"])
def test_fashion_and_kuzushiji_are_as_they_are_stored(tmp_path, prefix):
    write_set(tmp_path, prefix=prefix)
    check_small_set(load_idx_dataset(tmp_path))


def test_the_label_of_qmnist_is_the_class(tmp_path):
    write_set(tmp_path, prefix="qmnist-", test_name="test")
    for part, step in (("train", 1), ("test", -1)):
        (tmp_path / f"qmnist-{part}-labels-idx1-ubyte").unlink()
        rows = np.arange(16, dtype=np.int32).reshape(2, 8)
        rows[:, 0] = LABELS[::step]
        (tmp_path / f"qmnist-{part}-labels-idx2-int").write_bytes(idx_bytes(rows))
    check_small_set(load_idx_dataset(tmp_path))


def test_negative_labels_are_refused(tmp_path):
    write_set(tmp_path)
    path = tmp_path / "train-labels-idx1-ubyte"
    path.write_bytes(idx_bytes(np.array([3, -1], np.int8)))
    with pytest.raises(ValueError, match=r"train-labels.*: expected labels from 0, got -1"):
        load_idx_dataset(tmp_path)


def test_plain_file_is_preferred_to_its_compressed_copy(tmp_path):
    write_set(tmp_path)
    write_set(tmp_path, labels=LABELS + 1, end=".gz")
    check_small_set(load_idx_dataset(tmp_path))


def test_unrelated_files_do_not_disturb(tmp_path):
    write_set(tmp_path)
    for name in ("README.md", "train-images.png", "train-images-idx3-ubyte.part", "training.txt"):
        (tmp_path / name).write_bytes(b"unrelated")
    (tmp_path / "train-images-idx3-ubyte.gz").mkdir()
    check_small_set(load_idx_dataset(tmp_path))


def test_other_types_keep_their_values(tmp_path):
    images = np.array([[[0.5, -2.0]], [[3.0, 1e-3]]])
    write_set(tmp_path, images=images)
    assert np.array_equal(load_idx_dataset(tmp_path, dtype="float64")[0], images)


def test_colour_images_keep_their_channels(tmp_path):
    write_set(tmp_path, images=np.zeros((2, 3, 4, 5), np.uint8))
    assert load_idx_dataset(tmp_path)[0].shape == (2, 3, 4, 5)


@pytest.mark.parametrize("missing", range(4))
def test_each_missing_file_is_named(tmp_path, missing):
    write_set(tmp_path)
    name = sorted(contents(tmp_path))[missing]
    (tmp_path / name).unlink()
    with pytest.raises(
        ValueError, match=r"^folder: expected a file such as .*found none"
    ) as caught:
        load_idx_dataset(tmp_path)
    assert str(name).split("-idx")[0] in str(caught.value)


def refuse_set(folder, words, **changes):
    write_set(folder, **changes)
    before = contents(folder)
    with pytest.raises(ValueError, match=words):
        load_idx_dataset(folder)
    assert contents(folder) == before


def test_files_that_do_not_belong_together(tmp_path):
    refuse_set(tmp_path / "a", "expected 2 labels, one for each image", labels=LABELS[:1])
    refuse_set(tmp_path / "b", "expected images of shape", images=IMAGES[0])
    refuse_set(tmp_path / "c", "expected one integer label", labels=IMAGES)
    refuse_set(tmp_path / "d", "expected one integer label", labels=np.array([0.0, 1.0]))
    nan = np.full((2, 3, 4), np.nan)
    refuse_set(tmp_path / "e", "expected finite numbers, got NaN or infinity", images=nan)


@pytest.mark.parametrize("part", ["train", "t10k"])
def test_both_parts_are_checked_and_named(tmp_path, part):
    images, labels = f"{part}-images-idx3-ubyte", f"{part}-labels-idx1-ubyte"
    write_set(tmp_path)
    (tmp_path / labels).write_bytes(idx_bytes(LABELS[:1]))
    with pytest.raises(ValueError, match=rf"{labels}: expected 2 labels, .* of {images}, got 1"):
        load_idx_dataset(tmp_path)
    (tmp_path / images).write_bytes(idx_bytes(LABELS))
    with pytest.raises(ValueError, match=rf"{images}: expected images of shape"):
        load_idx_dataset(tmp_path)


def test_a_single_pixel_is_an_image(tmp_path):
    write_set(tmp_path, images=IMAGES[:1, :1, 1:2], labels=LABELS[:1])
    assert load_idx_dataset(tmp_path, dtype="float64")[0].tolist() == [[[11 / 255]]]


def test_swapped_images_and_labels(tmp_path):
    write_set(tmp_path)
    images, labels = tmp_path / "train-images-idx3-ubyte", tmp_path / "train-labels-idx1-ubyte"
    images_data, labels_data = images.read_bytes(), labels.read_bytes()
    images.write_bytes(labels_data)
    labels.write_bytes(images_data)
    with pytest.raises(
        ValueError, match=r"train-images.*expected images of shape .* got shape \(2,"
    ):
        load_idx_dataset(tmp_path)


def test_test_images_of_another_shape(tmp_path):
    write_set(tmp_path)
    (tmp_path / "t10k-images-idx3-ubyte").write_bytes(idx_bytes(IMAGES.reshape(2, 4, 3)))
    with pytest.raises(ValueError, match=r"t10k.*expected images of shape \(3, 4\).*got \(4, 3\)"):
        load_idx_dataset(tmp_path)


def test_damaged_file_of_a_data_set(tmp_path):
    write_set(tmp_path)
    (tmp_path / "t10k-labels-idx1-ubyte").write_bytes(idx_bytes(LABELS)[:-1])
    with pytest.raises(ValueError, match=r"t10k-labels.*truncated"):
        load_idx_dataset(tmp_path)


@pytest.mark.parametrize(
    ("folder", "prefix", "error", "words"),
    [
        (None, "", TypeError, "folder: expected a path, got NoneType"),
        (7, "", TypeError, "folder: expected a path, got int 7"),
        ("nowhere/at/all", "", ValueError, "folder: expected an existing folder"),
        (__file__, "", ValueError, "folder: expected an existing folder"),
        (".", None, TypeError, "prefix: expected a string, got NoneType"),
    ],
)
def test_bad_arguments_of_load_idx_dataset(folder, prefix, error, words):
    with pytest.raises(error, match=words):
        load_idx_dataset(folder, prefix=prefix)


# --- load_mnist: found on disk --------------------------------------------------------------


@pytest.fixture
def small_mnist(tmp_path, monkeypatch):
    """A stand-in for MNIST: the small data set is what the digests expect; no network."""
    made = contents(write_set(tmp_path / "original"))
    digests = {name: hashlib.sha256(made[Path(name)]).hexdigest() for name in datasets._MNIST_FILES}
    monkeypatch.setattr(datasets, "_MNIST_FILES", digests)
    monkeypatch.setattr(datasets, "_MNIST_MIRRORS", ())
    monkeypatch.setattr(datasets, "_cache_folder", lambda: tmp_path / "cache" / "mnist")
    monkeypatch.delenv("CNN_CORE_DATA", raising=False)
    return tmp_path


@pytest.mark.parametrize("end", ["", ".gz"])
def test_mnist_in_root(small_mnist, end):
    root = write_set(small_mnist / "root", end=end)
    assert mnist_available(root)
    assert mnist_available(str(root))
    assert not mnist_available()
    check_small_set(load_mnist(root))
    check_small_set(load_mnist(str(root), dtype="float64"), np.float64)


def test_mnist_in_the_named_folder_and_in_the_cache(small_mnist, monkeypatch):
    (small_mnist / "cache").mkdir()
    write_set(small_mnist / "cache" / "mnist", end=".gz")
    check_small_set(load_mnist())
    monkeypatch.setenv("CNN_CORE_DATA", str(small_mnist / "data"))
    assert mnist_available()
    (small_mnist / "data").mkdir()
    write_set(small_mnist / "data" / "mnist", labels=LABELS + 1)
    with pytest.raises(ValueError, match=r"data.mnist.*expected the MNIST file"):
        load_mnist()
    write_set(small_mnist / "data" / "mnist")
    check_small_set(load_mnist())


def test_places_are_searched_in_order(small_mnist, monkeypatch):
    monkeypatch.setenv("CNN_CORE_DATA", "data")
    folders = list(datasets._mnist_folders(Path("root")))
    assert folders == [Path("root"), Path("data/mnist"), small_mnist / "cache" / "mnist"]
    monkeypatch.setenv("CNN_CORE_DATA", "")
    assert list(datasets._mnist_folders(None)) == [small_mnist / "cache" / "mnist"]


def test_files_may_lie_in_different_places(small_mnist):
    root = write_set(small_mnist / "root")
    (small_mnist / "cache").mkdir()
    cache = write_set(small_mnist / "cache" / "mnist", end=".gz")
    (root / "train-labels-idx1-ubyte").unlink()
    (cache / "t10k-images-idx3-ubyte.gz").unlink()
    check_small_set(load_mnist(root))


def test_dotted_names_are_found(small_mnist):
    root = write_set(small_mnist / "root")
    for path in list(root.iterdir()):
        path.rename(root / path.name.replace("-idx", ".idx"))
    check_small_set(load_mnist(root))


def test_wrong_digest_gives_both_and_leaves_the_file(small_mnist):
    root = write_set(small_mnist / "root")
    data = idx_bytes(LABELS + 1)
    (root / "t10k-labels-idx1-ubyte").write_bytes(data)
    before = contents(small_mnist)
    with pytest.raises(ValueError, match="load_idx_dataset") as caught:
        load_mnist(root)
    assert hashlib.sha256(data).hexdigest() in str(caught.value)
    assert datasets._MNIST_FILES["t10k-labels-idx1-ubyte"] in str(caught.value)
    assert str(root / "t10k-labels-idx1-ubyte") in str(caught.value)
    assert contents(small_mnist) == before


def test_digest_covers_the_header_too(small_mnist):
    root = write_set(small_mnist / "root")
    reshaped = idx_bytes(IMAGES.reshape(2, 4, 3))
    (root / "train-images-idx3-ubyte").write_bytes(reshaped)
    with pytest.raises(ValueError, match=hashlib.sha256(reshaped).hexdigest()):
        load_mnist(root)


@pytest.mark.parametrize("name", ["train-images-idx3-ubyte", "t10k-labels-idx1-ubyte"])
def test_damaged_mnist_file_is_refused_and_left(small_mnist, name):
    root = write_set(small_mnist / "root")
    (root / name).write_bytes((root / name).read_bytes()[:-1])
    before = contents(small_mnist)
    with pytest.raises(ValueError, match=f"{name}.*truncated"):
        load_mnist(root)
    assert contents(small_mnist) == before


def test_missing_everywhere_without_a_mirror(small_mnist):
    with pytest.raises(ConnectionError, match="train-images-idx3-ubyte was not found"):
        load_mnist(small_mnist / "nowhere")


@pytest.mark.parametrize("root", [3, b"bytes", ["list"], 1.5])
def test_root_of_the_wrong_type(root):
    with pytest.raises(TypeError, match=r"^root: expected a path, got"):
        load_mnist(root)
    with pytest.raises(TypeError, match=r"^root: expected a path, got"):
        mnist_available(root)


def test_listed_digests_have_the_form_of_sha256():
    assert len(datasets._MNIST_FILES) == 4
    assert all(re.fullmatch("[0-9a-f]{64}", value) for value in datasets._MNIST_FILES.values())


def test_mirrors_are_encrypted():
    assert all(re.fullmatch("https://.+/", mirror) for mirror in datasets._MNIST_MIRRORS)


def test_cache_is_this_users_own(monkeypatch):
    import pooch

    assert datasets._cache_folder() == Path(pooch.os_cache("cnn_core")) / "mnist"


# --- load_mnist: downloaded from a server on this machine -----------------------------------


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        data, length, code = self.server.answer(self.path.rsplit("/", 1)[1])
        self.send_response(code)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


class Mirror:
    """A mirror that delivers the small data set, changed by ``spoil(name, data)``."""

    def __init__(self, files):
        self.files, self.spoil, self.cut, self.code = files, lambda name, data: data, 0, 200
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.asked, self.server.answer = [], self.answer
        self.url = f"http://127.0.0.1:{self.server.server_port}/mnist/"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def answer(self, name):
        data = self.spoil(name, gzip.compress(self.files[Path(name.removesuffix(".gz"))]))
        return data[: len(data) - self.cut], len(data), self.code

    @property
    def asked(self):
        return self.server.asked


@pytest.fixture
def mirrors(small_mnist, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    both = [Mirror(contents(small_mnist / "original")) for _ in range(2)]
    monkeypatch.setattr(datasets, "_MNIST_MIRRORS", tuple(mirror.url for mirror in both))
    yield both
    for mirror in both:
        mirror.server.shutdown()
        mirror.server.server_close()


def test_download_fills_the_cache_once(small_mnist, mirrors, capfd):
    check_small_set(load_mnist())
    cache = small_mnist / "cache" / "mnist"
    assert {p.name for p in cache.iterdir()} == {f"{name}.gz" for name in datasets._MNIST_FILES}
    assert (len(mirrors[0].asked), len(mirrors[1].asked)) == (4, 0)
    assert "100%" in capfd.readouterr().err
    check_small_set(load_mnist())
    assert len(mirrors[0].asked) == 4


def test_progress_bar_can_be_switched_off(small_mnist, mirrors, capfd):
    check_small_set(load_mnist(progress=False))
    assert capfd.readouterr() == ("", "")


def test_only_what_is_missing_is_downloaded(small_mnist, mirrors):
    root = write_set(small_mnist / "root")
    (root / "train-labels-idx1-ubyte").unlink()
    before = contents(root)
    check_small_set(load_mnist(root, progress=False))
    assert mirrors[0].asked == ["/mnist/train-labels-idx1-ubyte.gz"]
    assert contents(root) == before


def test_next_mirror_is_asked_when_one_fails(small_mnist, mirrors):
    mirrors[0].code = 503
    check_small_set(load_mnist(progress=False))
    assert len(mirrors[1].asked) == 4


def spoil_all(mirrors, **changes):
    for mirror in mirrors:
        for name, value in changes.items():
            setattr(mirror, name, value)


FAILURES = {
    "not found": ({"code": 404}, "404"),
    "interrupted": ({"cut": 30}, "IncompleteRead"),
    "nothing sent": ({"spoil": lambda name, data: b""}, "truncated: an IDX file has at least 4"),
    "a login page": ({"spoil": lambda name, data: b"<html>sign in</html>"}, "not an IDX file"),
    "a cut file": ({"spoil": lambda name, data: data[:-5]}, "damaged gzip file"),
    "other images": (
        {"spoil": lambda name, data: gzip.compress(idx_bytes(IMAGES + 1))},
        "expected the MNIST file train-images-idx3-ubyte with SHA-256",
    ),
}


@pytest.mark.parametrize("case", FAILURES)
def test_failed_download_leaves_nothing_behind(small_mnist, mirrors, case):
    changes, words = FAILURES[case]
    spoil_all(mirrors, **changes)
    with pytest.raises(ConnectionError, match=words) as caught:
        load_mnist(progress=False)
    assert all(mirror.url in str(caught.value) for mirror in mirrors)
    assert contents(small_mnist / "cache") == {}
    assert list((small_mnist / "cache" / "mnist").iterdir()) == []
    spoil_all(mirrors, code=200, cut=0, spoil=lambda name, data: data)
    check_small_set(load_mnist(progress=False))


def test_later_failure_keeps_what_arrived_whole(small_mnist, mirrors):
    spoil_all(mirrors, spoil=lambda name, data: b"" if name.startswith("t10k") else data)
    with pytest.raises(ConnectionError, match="t10k-images"):
        load_mnist(progress=False)
    kept = contents(small_mnist / "cache" / "mnist")
    assert {str(name) for name in kept} == {
        "train-images-idx3-ubyte.gz",
        "train-labels-idx1-ubyte.gz",
    }


def test_interrupt_from_the_keyboard_leaves_nothing_behind(small_mnist, mirrors, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(datasets, "_read_checked", interrupted)
    with pytest.raises(KeyboardInterrupt):
        load_mnist(progress=False)
    assert list((small_mnist / "cache" / "mnist").iterdir()) == []


def test_server_that_is_not_there(small_mnist, mirrors):
    for mirror in mirrors:
        mirror.server.server_close()
    with pytest.raises(ConnectionError, match="could not be downloaded"):
        load_mnist(progress=False)


def test_cache_that_cannot_be_written(small_mnist, mirrors):
    (small_mnist / "cache").write_bytes(b"a file where a folder should be")
    with pytest.raises(OSError, match=r"cache folder .* cannot be written .* CNN_CORE_DATA"):
        load_mnist(progress=False)
    assert not mirrors[0].asked
    check_small_set(load_mnist(write_set(small_mnist / "root"), progress=False))


def test_read_only_cache(small_mnist, mirrors):
    cache = small_mnist / "cache" / "mnist"
    cache.mkdir(parents=True)
    cache.chmod(0o555)
    if os.access(cache, os.W_OK):
        pytest.skip("this user may write everywhere")
    with pytest.raises(OSError, match="cannot be written"):
        load_mnist(progress=False)
    cache.chmod(0o755)


def test_read_only_cache_that_is_full_is_read(small_mnist, monkeypatch):
    (small_mnist / "cache").mkdir()
    write_set(small_mnist / "cache" / "mnist", end=".gz").chmod(0o555)
    check_small_set(load_mnist())
    (small_mnist / "cache" / "mnist").chmod(0o755)


# --- The real files -------------------------------------------------------------------------

REAL = Path(os.environ.get("CNN_CORE_DATA", "/nonexistent"), "mnist")
needs_mnist = pytest.mark.skipif(
    not os.environ.get("CNN_CORE_DATA") or not mnist_available(REAL),
    reason="real MNIST: set CNN_CORE_DATA to the folder above mnist/",
)


@needs_mnist
def test_real_mnist():
    x_train, y_train, x_test, y_test = load_mnist()
    assert (x_train.shape, x_test.shape) == ((60000, 28, 28), (10000, 28, 28))
    assert (x_train.dtype, y_train.dtype) == (np.float32, np.int64)
    assert (x_train.min(), x_train.max(), x_test.min(), x_test.max()) == (0, 1, 0, 1)
    assert np.bincount(y_train).tolist() == [
        5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949,
    ]  # fmt: skip
    assert y_train[:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
    assert y_test[:10].tolist() == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]
    assert round(float(x_train.mean(dtype="float64")), 4) == 0.1307


@needs_mnist
def test_real_mnist_with_one_pixel_changed_is_refused(tmp_path):
    for path in REAL.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    images = gzip.decompress((tmp_path / "t10k-images-idx3-ubyte.gz").read_bytes())
    changed = images[:-1] + bytes([images[-1] ^ 1])
    (tmp_path / "t10k-images-idx3-ubyte").write_bytes(changed)
    with pytest.raises(ValueError, match=hashlib.sha256(changed).hexdigest()):
        load_mnist(tmp_path)
    check = load_idx_dataset(tmp_path)
    assert check[2].shape == (10000, 28, 28)
