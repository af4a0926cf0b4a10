"""Data sets as plain arrays: the bundled digits, MNIST, and any other data set in IDX files.

Each loader returns ``x_train, y_train, x_test, y_test``: images ``(N, H, W)`` and labels ``(N,)``.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import DTypeLike, NDArray

from cnn_core._checks import as_bool, as_int, describe, missing
from cnn_core._idx import MAX_BYTES, as_path, decode, read_idx, read_parts

__all__ = ["load_digits", "load_idx_dataset", "load_mnist", "mnist_available", "read_idx"]

Array: TypeAlias = NDArray[Any]
Labels: TypeAlias = NDArray[np.int64]
Dataset: TypeAlias = tuple[Array, Labels, Array, Labels]

# SHA-256 of the decompressed files, in the order images, labels, images, labels.
_MNIST_FILES = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}
_MNIST_MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)

_QMNIST_COLUMNS = 8  # class, series, writer, and where the picture comes from

_DIGITS_SEED = 0
_DIGITS_TEST_FRACTION = 0.2
_DIGITS_GRID = 2.0**20


# --- The bundled digits ---------------------------------------------------------------------


def load_digits(size: int = 28, *, dtype: DTypeLike = "float64") -> Dataset:
    """The 1797 real handwritten digits that come with scikit-learn, enlarged to ``size``.

    The 8x8 originals (UCI, Alpaydin and Kaynak 1998) are divided by 16 and enlarged by linear
    interpolation (``scipy.ndimage.zoom``), and the values are rounded to multiples of ``2**-20``.
    So float32 and float64 hold the same numbers, and so does every machine. ``size=8`` gives the
    originals. One fifth of each class is kept for testing: a stratified split with seed 0.

    Args:
        size: height and width in pixels, 8 to 256.
        dtype: a floating type.

    Returns:
        ``x_train, y_train, x_test, y_test``: images ``(1437, size, size)`` and
        ``(360, size, size)`` in [0, 1], labels in 0..9 (int64).

    Raises:
        TypeError: ``size`` is not an integer or ``dtype`` is not a floating type.
        ValueError: ``size`` is outside 8..256.

    >>> x_train, y_train, x_test, y_test = load_digits(size=28)
    >>> x_train.shape, y_train.shape, x_test.shape
    ((1437, 28, 28), (1437,), (360, 28, 28))
    >>> float(x_train.min()), float(x_train.max())
    (0.0, 1.0)
    """
    size, floating = _digits_size(size), _floating_type(dtype)
    try:
        from sklearn.datasets import load_digits as bundled
        from sklearn.model_selection import train_test_split
    except ModuleNotFoundError as error:
        raise missing("load_digits", "scikit-learn", "data") from error

    digits = bundled()
    images = _enlarge(digits.images / 16, size).astype(floating)
    x_train, x_test, y_train, y_test = train_test_split(
        images,
        digits.target.astype(np.int64),
        test_size=_DIGITS_TEST_FRACTION,
        stratify=digits.target,
        random_state=_DIGITS_SEED,
    )
    return x_train, y_train, x_test, y_test


def _enlarge(images: Array, size: int) -> Array:
    """Images ``(N, h, h)`` as ``(N, size, size)``, on the grid of exact values."""
    from scipy.ndimage import zoom

    factor = size / images.shape[-1]
    enlarged = zoom(images, (1, factor, factor), order=1, mode="nearest", grid_mode=True)
    # The exact values are fractions that never lie halfway between two multiples of 2**-20, so the
    # last bits of the interpolation, which differ between processors, cannot change the rounding.
    return np.asarray(np.round(enlarged * _DIGITS_GRID) / _DIGITS_GRID)


def _digits_size(size: Any) -> int:
    number = as_int(size, "size")
    if not 8 <= number <= 256:
        raise ValueError(f"size: expected 8 to 256 pixels, got {number}")
    return number


# --- MNIST ----------------------------------------------------------------------------------


def load_mnist(
    root: str | os.PathLike[str] | None = None,
    *,
    dtype: DTypeLike = "float32",
    progress: bool = True,
) -> Dataset:
    """MNIST: 60 000 training and 10 000 test images of handwritten digits.

    Each of the four files (``train-images-idx3-ubyte`` and so on, plain or ``.gz``) is looked for
    in ``root``, then in ``$CNN_CORE_DATA/mnist``, then in the cache of this user. A file that is in
    none of them is downloaded into the cache. The SHA-256 of the decompressed bytes must be that of
    MNIST, wherever the file came from; a file that fails is left as it is, and a download
    that fails leaves nothing behind. ``load_idx_dataset`` reads other data sets of this format.

    Args:
        root: the folder to look in first.
        dtype: a floating type; float32 needs 0.2 GB, float64 twice that.
        progress: show a bar while downloading.

    Returns:
        ``x_train, y_train, x_test, y_test``: images ``(60000, 28, 28)`` and ``(10000, 28, 28)``
        in [0, 1], labels in 0..9 (int64).

    Raises:
        TypeError: ``root`` is not a path or ``dtype`` is not a floating type.
        ValueError: a file is not the MNIST file of that name; both digests are in the message.
        ConnectionError: a file is missing and no mirror delivers it; the message says why.
        OSError: the cache cannot be written.

    >>> if mnist_available():
    ...     x_train, y_train, x_test, y_test = load_mnist()
    ...     assert x_train.shape == (60000, 28, 28)
    """
    folder, floating = _as_root(root), _floating_type(dtype)
    paths = [_find_mnist(name, folder) or _download(name, progress) for name in _MNIST_FILES]
    arrays = [_read_checked(p, *item) for p, item in zip(paths, _MNIST_FILES.items(), strict=True)]
    return _as_dataset(arrays, paths, floating)


def mnist_available(root: str | os.PathLike[str] | None = None) -> bool:
    """Whether ``load_mnist`` would find all four files without the network.

    Args:
        root: the folder to look in first.

    Returns:
        ``True`` or ``False``. The files are looked for, not read.

    Raises:
        TypeError: ``root`` is not a path.

    >>> isinstance(mnist_available(), bool)
    True
    """
    folder = _as_root(root)
    return all(_find_mnist(name, folder) is not None for name in _MNIST_FILES)


def _find_mnist(name: str, root: Path | None) -> Path | None:
    """The first file of this name, plain or compressed, in the folders of ``load_mnist``."""
    names = [form + end for form in (name, name.replace("-idx", ".idx")) for end in ("", ".gz")]
    candidates = (folder / form for folder in _mnist_folders(root) for form in names)
    return next((path for path in candidates if path.is_file()), None)


def _mnist_folders(root: Path | None) -> Iterator[Path]:
    if root is not None:
        yield root
    if os.environ.get("CNN_CORE_DATA"):
        yield Path(os.environ["CNN_CORE_DATA"], "mnist")
    cache = _cache_folder()
    if cache is not None:
        yield cache


def _cache_folder() -> Path | None:
    """Where downloads are kept; None where pooch is not installed, as in a browser."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # in a notebook its progress bar asks for widgets
            import pooch
    except ImportError:
        return None
    return Path(pooch.os_cache("cnn_core"), "mnist")


def _read_checked(path: Path, name: str, expected: str) -> Array:
    """The array of an IDX file, after its SHA-256 has been compared with the one expected."""
    header, body = read_parts(path, MAX_BYTES)
    digest = hashlib.sha256(header)
    digest.update(body.data)
    if digest.hexdigest() != expected:
        raise ValueError(
            f"{path}: expected the MNIST file {name} with SHA-256 {expected}, got "
            f"{digest.hexdigest()} (of the decompressed bytes). The file was left as it is: remove "
            "it to have it downloaded, or read another data set with load_idx_dataset(folder)"
        )
    return decode(header, body)


def _download(name: str, progress: bool) -> Path:
    """Fetch one file into the cache from the first mirror that delivers it whole."""
    cache = _writable_cache()
    reasons = []
    for mirror in _MNIST_MIRRORS:
        try:
            return _fetch(mirror, name, cache, progress)
        except (OSError, ValueError) as error:
            reasons.append(f"{mirror}: {error}")
    raise ConnectionError(
        f"MNIST file {name} was not found and could not be downloaded. "
        "Put the four files in a folder and pass it as root, or set CNN_CORE_DATA to the folder "
        "above one named mnist. What the mirrors said: " + "; ".join(reasons)
    )


def _fetch(mirror: str, name: str, cache: Path, progress: bool) -> Path:
    """Download to a temporary file; only once its digest is right does it get its name."""
    from pooch import HTTPDownloader

    final = cache / f"{name}.gz"
    with tempfile.TemporaryDirectory(prefix=".download-", dir=cache) as folder:
        partial = Path(folder, final.name)
        download = HTTPDownloader(progressbar=bool(progress), chunk_size=2**16)
        download(mirror + final.name, str(partial), None)
        _read_checked(partial, name, _MNIST_FILES[name])
        partial.replace(final)
    return final


def _writable_cache() -> Path:
    cache = _cache_folder()
    if cache is None:
        raise ConnectionError(
            "MNIST is not on this machine and is not downloaded without pooch, which is not "
            'installed (pip install "cnn-core[data]"). Pass the folder of the four files as root, '
            "or set CNN_CORE_DATA to the folder above one named mnist"
        )
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=cache):
            return cache
    except OSError as error:
        raise OSError(
            f"MNIST is not on this machine and the cache folder {cache} cannot be written "
            f"({error}). Pass the folder of the four files as root, or set CNN_CORE_DATA"
        ) from error


# --- Other data sets of the same format -----------------------------------------------------


def load_idx_dataset(
    folder: str | os.PathLike[str],
    *,
    prefix: str = "",
    dtype: DTypeLike = "float32",
    transpose: bool | None = None,
    first_label: int | None = None,
) -> Dataset:
    """A data set of four IDX files in one folder: Fashion-MNIST, KMNIST, QMNIST, EMNIST, their kin.

    The four files are known by their names: ``train`` or ``t10k`` (or ``test``), then ``images`` or
    ``labels``, plain or ``.gz``; ``train-images-idx3-ubyte.gz``, ``t10k-labels.idx1-ubyte`` and
    ``emnist-letters-test-images-idx3-ubyte`` are such names. No digest is checked.

    Args:
        folder: where the files are.
        prefix: what the names begin with, such as ``"emnist-letters-"``, if the folder holds
            several data sets.
        dtype: a floating type.
        transpose: whether the file holds columns where rows should be, so that pictures lie on
            their side. By default so for EMNIST, whose files are named ``emnist-...``.
        first_label: the label in the file that becomes 0. By default 1 for EMNIST's letters
            (``emnist-letters-...``), whose labels are 1 to 26, and otherwise 0.

    Returns:
        ``x_train, y_train, x_test, y_test``: upright images ``(N, H, W)`` or ``(N, C, H, W)`` and
        labels ``(N,)`` (int64) from 0. Of QMNIST's eight numbers for each image the label is the
        first, the class; ``read_idx`` reads them all. Unsigned bytes are divided by 255, so that
        they lie in [0, 1]; other types keep their values.

    Raises:
        TypeError: ``folder`` is not a path, ``prefix`` not a string, ``dtype`` not floating,
            ``transpose`` not a bool, ``first_label`` not an integer.
        ValueError: a file is missing, ambiguous or damaged, the four do not belong together, or a
            label is below ``first_label``.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for part in ("train", "t10k"):
    ...         images = bytes([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 0, 51, 102, 255])
    ...         labels = bytes([0, 0, 8, 1, 0, 0, 0, 1, 7])
    ...         _ = Path(folder, f"{part}-images-idx3-ubyte").write_bytes(images)
    ...         _ = Path(folder, f"{part}-labels-idx1-ubyte").write_bytes(labels)
    ...     x_train, y_train, x_test, y_test = load_idx_dataset(folder, dtype="float64")
    >>> x_train
    array([[[0. , 0.2],
            [0.4, 1. ]]])
    >>> y_train
    array([7])
    """
    place, floating = as_path(folder, "folder"), _floating_type(dtype)
    if not isinstance(prefix, str):
        raise TypeError(f"prefix: expected a string, got {describe(prefix)}")
    if not place.is_dir():
        raise ValueError(f"folder: expected an existing folder, got {place}")
    wanted = [(part, kind) for part in ("train", "t10k|test") for kind in ("images", "labels")]
    paths = [_find_idx(place, prefix, part, kind) for part, kind in wanted]
    sideways = paths[0].name.lower().startswith("emnist")
    if transpose is not None:
        sideways = as_bool(transpose, "transpose")
    first = int(paths[0].name.lower().startswith("emnist-letters"))
    if first_label is not None:
        first = as_int(first_label, "first_label")
    arrays = [read_idx(path) for path in paths]
    arrays[1::2] = [
        _as_labels(*pair, first) for pair in zip(arrays[1::2], paths[1::2], strict=True)
    ]
    dataset = _as_dataset(arrays, paths, floating)
    return _turned(dataset) if sideways else dataset


def _as_labels(labels: Array, path: Path, first: int) -> Array:
    """Labels from 0; of QMNIST's columns the class alone."""
    if labels.ndim == 2 and labels.shape[1] == _QMNIST_COLUMNS:
        labels = labels[:, 0]
    if labels.ndim != 1 or labels.dtype.kind not in "iu":
        return labels  # and are refused as such
    if labels.min() < first:
        raise ValueError(f"{path}: expected labels from {first}, got {labels.min()}")
    return labels.astype(np.int64) - first


def _turned(dataset: Dataset) -> Dataset:
    """With rows and columns of the images exchanged."""
    x_train, y_train, x_test, y_test = dataset
    upright = [np.ascontiguousarray(x.swapaxes(-1, -2)) for x in (x_train, x_test)]
    return upright[0], y_train, upright[1], y_test


def _find_idx(folder: Path, prefix: str, part: str, kind: str) -> Path:
    """The one file of the folder with a name such as ``train-images-idx3-ubyte.gz``."""
    form = re.compile(rf"(.*[-_.])?({part})[-_.]{kind}([-_.]idx[^.]*)?(\.gz)?", re.IGNORECASE)
    names = sorted(p.name for p in folder.iterdir() if p.is_file() and p.name.startswith(prefix))
    found = [name for name in names if form.fullmatch(name)]
    if not found:
        example = f"{prefix}{part.split('|')[0]}-{kind}-idx...-ubyte[.gz]"
        raise ValueError(f"folder: expected a file such as {example} in {folder}, found none")
    if len({name.removesuffix(".gz") for name in found}) > 1:
        raise ValueError(
            f"folder: expected one file of {part}-{kind} in {folder}, found {', '.join(found)}: "
            "choose one data set by prefix"
        )
    return folder / found[0]  # sorted: the plain file before the compressed one


def _as_dataset(arrays: list[Array], paths: list[Path], dtype: np.dtype[Any]) -> Dataset:
    """The four raw arrays, checked against each other and converted."""
    x_train, y_train, x_test, y_test = arrays
    _check_pair(x_train, y_train, paths[0], paths[1])
    _check_pair(x_test, y_test, paths[2], paths[3])
    if x_train.shape[1:] != x_test.shape[1:]:
        raise ValueError(
            f"{paths[2]}: expected images of shape {x_train.shape[1:]} as in {paths[0].name}, "
            f"got {x_test.shape[1:]}"
        )
    return (
        _as_images(x_train, dtype),
        y_train.astype(np.int64),
        _as_images(x_test, dtype),
        y_test.astype(np.int64),
    )


def _check_pair(images: Array, labels: Array, images_path: Path, labels_path: Path) -> None:
    if images.ndim not in (3, 4):
        raise ValueError(
            f"{images_path}: expected images of shape (N, H, W) or (N, C, H, W), "
            f"got shape {images.shape}"
        )
    if not np.isfinite(images).all():
        raise ValueError(f"{images_path}: expected finite numbers, got NaN or infinity")
    if labels.ndim != 1 or labels.dtype.kind not in "iu":
        raise ValueError(
            f"{labels_path}: expected one integer label for each image, got {describe(labels)}; "
            "read_idx reads any IDX file"
        )
    if len(images) != len(labels):
        raise ValueError(
            f"{labels_path}: expected {len(images)} labels, one for each image of "
            f"{images_path.name}, got {len(labels)}"
        )


def _as_images(raw: Array, dtype: np.dtype[Any]) -> Array:
    """Unsigned bytes scaled to [0, 1], other types with their values."""
    if raw.dtype != np.uint8:
        return raw.astype(dtype)
    images = raw.astype(dtype)
    images /= 255
    return images


# --- Arguments ------------------------------------------------------------------------------


def _as_root(root: Any) -> Path | None:
    return None if root is None else as_path(root, "root")


def _floating_type(dtype: Any) -> np.dtype[Any]:
    """``dtype`` as a NumPy type, which must be floating."""
    try:
        wanted: np.dtype[Any] = np.dtype(dtype)
    except TypeError:
        raise TypeError(f"dtype: expected a floating type, got {describe(dtype)}") from None
    if wanted.kind != "f":
        raise TypeError(f"dtype: expected a floating type, got {wanted}")
    return wanted
