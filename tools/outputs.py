"""Compare a stored notebook output with the one just computed, pictures included.

Text of every kind must be equal. A picture must look the same: an SVG has the same shapes and
words, its numbers within a twentieth of a point; a PNG has the same size and, but for one pixel in
ten thousand, the same colours. So a figure survives another processor, and an edit does not.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any
from xml.etree import ElementTree

import numpy as np

SVG_TOLERANCE = 0.05  # points
PNG_LEVEL = 24  # of 255: a smaller change of a colour is not seen
PNG_SHARE = 1e-4  # of the pixels: this many may change more

IMAGES = ("image/svg+xml", "image/png", "image/jpeg")
DRAWN = (*IMAGES, "text/html")  # HTML may hold pictures

Output = Mapping[str, Any]

_TOKEN = re.compile(
    r"""(?P<data>data:image/png;base64,[A-Za-z0-9+/=\s]+)
      | (?P<colour>\#[0-9a-fA-F]{3,8}\b)
      | (?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"[-+]?(?<![\w.])\d[\d_,]*(?:\.\d*)?(?:[eE][-+]?\d+)?")
_HASHED_ID = re.compile(r"[A-Za-z_]*[0-9a-f]{10}")
_REFERENCE = re.compile(r"(?<=#)[A-Za-z_]*[0-9a-f]{10}\b")
_INLINE_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


def differences(stored: Sequence[Output], computed: Sequence[Output]) -> list[str]:
    """What differs between two lists of outputs in form, pictures and HTML; empty if nothing.

    Plain text, LaTeX, Markdown and streams are left to nbval, which compares them exactly.
    """
    forms = [form(output) for output in stored], [form(output) for output in computed]
    if forms[0] != forms[1]:
        return [f"stored outputs are {forms[0]}, computed outputs are {forms[1]}"]
    pairs = zip(stored, computed, strict=True)
    return [line for old, new in pairs for line in _data_differences(old, new)]


def form(output: Output) -> tuple[Any, ...]:
    """The kind of an output, what it holds, and its metadata (where glue keeps its keys)."""
    if output["output_type"] == "stream":
        return ("stream", output["name"])
    if output["output_type"] == "error":
        return ("error", output["ename"])
    metadata = {key: value for key, value in output.get("metadata", {}).items() if value}
    return (output["output_type"], sorted(output["data"]), metadata)


def wording(output: Output) -> tuple[Any, ...]:
    """What a measurement says, its numbers left out: the same on every machine.

    >>> wording({"output_type": "stream", "name": "stdout", "text": "fit:  0.31 s"})
    ('stream', 'stdout', 'fit: # s')
    """
    kind, held, *_ = form(output)
    texts = {"": output["text"]} if kind == "stream" else output.get("data", {})
    words = (_masked(_text(text)) for mime, text in sorted(texts.items()) if mime not in IMAGES)
    return (kind, held, *words)


def _masked(text: str) -> str:
    """The words of a text, each number replaced by a sign."""
    return " ".join(_NUMBER.sub("#", text).split())


def _data_differences(stored: Output, computed: Output) -> Iterator[str]:
    for mime in stored.get("data", {}):
        old, new = _text(stored["data"][mime]), _text(computed["data"][mime])
        match mime:
            case "image/svg+xml":
                found = svg_difference(old, new)
            case "image/png":
                found = png_difference(base64.b64decode(old), base64.b64decode(new))
            case "text/html":
                found = html_difference(old, new)
            case "image/jpeg" if old != new:
                found = "the JPEG data differ"
            case _:
                found = None
        if found:
            yield f"{mime}: {found}"


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)


# --- PNG -------------------------------------------------------------------------------------


def png_difference(stored: bytes, computed: bytes) -> str | None:
    """How two PNG pictures differ to the eye, or None.

    >>> from PIL import Image
    >>> file = io.BytesIO(); Image.new("L", (4, 4)).save(file, "png"); black = file.getvalue()
    >>> file = io.BytesIO(); Image.new("L", (4, 4), 255).save(file, "png"); white = file.getvalue()
    >>> png_difference(black, white)
    '16 of 16 pixels differ'
    """
    if stored == computed:
        return None
    try:
        old, new = _pixels(stored), _pixels(computed)
    except OSError:
        return "the stored data are not a picture"
    if old.shape != new.shape:
        return f"the stored picture is {_size(old)} pixels, the computed one {_size(new)}"
    changed = int(np.count_nonzero((np.abs(old - new) > PNG_LEVEL).any(axis=-1)))
    total = old.shape[0] * old.shape[1]
    return f"{changed} of {total} pixels differ" if changed > PNG_SHARE * total else None


def _pixels(data: bytes) -> np.ndarray[Any, Any]:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image.convert("RGBA"), dtype=np.int16)


def _size(pixels: np.ndarray[Any, Any]) -> str:
    return f"{pixels.shape[1]} x {pixels.shape[0]}"


# --- SVG and HTML ----------------------------------------------------------------------------


def svg_difference(stored: str, computed: str) -> str | None:
    """How two SVG pictures differ in shapes, words or numbers, or None.

    Identifiers made by hashing are compared by the order in which they appear; the metadata
    element is not part of the picture.

    >>> svg_difference('<svg><path d="M 1 2"/></svg>', '<svg><path d="M 1.001 2"/></svg>')
    >>> svg_difference('<svg><path d="M 1 2"/></svg>', '<svg><path d="M 1 3"/></svg>')
    "path: attribute d: '2' is stored, '3' was computed"
    """
    if stored == computed:
        return None
    try:
        old, new = _svg_parts(stored), _svg_parts(computed)
    except ElementTree.ParseError:
        return "the stored data are not a picture"
    if len(old) != len(new):
        return f"the stored picture has {len(old)} parts, the computed one {len(new)}"
    found = (_part_difference(*pair) for pair in zip(old, new, strict=True))
    return next(filter(None, found), None)


def html_difference(stored: str, computed: str) -> str | None:
    """How two pieces of HTML differ, pictures drawn inside them compared as pictures, or None."""
    if stored == computed:
        return None
    for old, new in zip_longest(_INLINE_SVG.split(stored), _INLINE_SVG.split(computed)):
        if old != new:
            return _first_difference(old or "", new or "")
    pairs = zip(_INLINE_SVG.findall(stored), _INLINE_SVG.findall(computed), strict=True)
    return next(filter(None, (svg_difference(*pair) for pair in pairs)), None)


def _first_difference(stored: str, computed: str) -> str:
    """The place where two texts begin to differ, with a few characters before it."""
    pairs = enumerate(zip(stored, computed, strict=False))
    place = next((n for n, (a, b) in pairs if a != b), min(len(stored), len(computed)))
    old, new = (text[max(place - 20, 0) : place + 40] for text in (stored, computed))
    return f"{old!r} is stored, {new!r} was computed"


Part = tuple[str, dict[str, str], str]


def _svg_parts(svg: str) -> list[Part]:
    """Tag, attributes and text of every element, hashed identifiers renamed by order."""
    root = ElementTree.fromstring(svg)
    elements = list(_drawn(root))
    hashed = (e.get("id", "") for e in elements if _HASHED_ID.fullmatch(e.get("id", "")))
    names = {name: f"id{number}" for number, name in enumerate(dict.fromkeys(hashed))}

    def rename(text: str) -> str:
        return _REFERENCE.sub(lambda match: names.get(match[0], match[0]), names.get(text, text))

    return [
        (
            e.tag.rpartition("}")[2],
            {key.rpartition("}")[2]: rename(value) for key, value in e.attrib.items()},
            " ".join(f"{e.text or ''} {e.tail or ''}".split()),
        )
        for e in elements
    ]


def _drawn(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    if element.tag.rpartition("}")[2] == "metadata":
        return
    yield element
    for child in element:
        yield from _drawn(child)


def _part_difference(stored: Part, computed: Part) -> str | None:
    tag, attributes, text = stored
    if (tag, attributes.keys()) != (computed[0], computed[1].keys()):
        return f"{tag}: another element or other attributes were computed"
    if found := _token_difference(text, computed[2]):
        return f"{tag}: text: {found}"
    for name, value in attributes.items():
        if found := _token_difference(value, computed[1][name]):
            return f"{tag}: attribute {name}: {found}"
    return None


def _token_difference(stored: str, computed: str) -> str | None:
    """The first token that differs; numbers may differ by the tolerance."""
    if stored == computed:
        return None
    old, new = _tokens(stored), _tokens(computed)
    for a, b in zip(old, new, strict=False):
        if a != b and not _equal_tokens(a, b):
            return f"{a[1][:40]!r} is stored, {b[1][:40]!r} was computed"
    return None if len(old) == len(new) else f"{len(old)} tokens are stored, {len(new)} computed"


def _tokens(text: str) -> list[tuple[str, str]]:
    found, end = [], 0
    for match in _TOKEN.finditer(text):
        found.append(("text", text[end : match.start()].strip()))
        found.append((str(match.lastgroup), match[0]))
        end = match.end()
    return [*found, ("text", text[end:].strip())]


def _equal_tokens(stored: tuple[str, str], computed: tuple[str, str]) -> bool:
    if stored[0] != computed[0]:
        return False
    if stored[0] == "number":
        return abs(float(stored[1]) - float(computed[1])) <= SVG_TOLERANCE
    if stored[0] == "data":
        old, new = (base64.b64decode(text.partition(",")[2]) for text in (stored[1], computed[1]))
        return png_difference(old, new) is None
    return False
