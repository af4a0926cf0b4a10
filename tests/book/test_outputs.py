"""The comparison of pictures: what the eye would see is noticed, rounding noise is not."""

import base64
import io

import pytest
from PIL import Image

from tools.outputs import differences, html_difference, png_difference, svg_difference

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
    "<metadata><date>2026</date></metadata>"
    '<defs><path id="m0123456789" d="M 0 3 L 1e-3 4"/></defs>'
    '<g id="axes_1" style="fill: #1e7702; stroke-width: 0.8">'
    '<use xlink:href="#m0123456789" x="10.5"/>'
    "<text>loss 0.5</text></g></svg>"
)


def png(size: tuple[int, int] = (200, 100), dots: int = 0, colour: int = 255) -> bytes:
    image = Image.new("L", size, 100)
    for number in range(dots):
        image.putpixel((number % size[0], number // size[0]), colour)
    file = io.BytesIO()
    image.save(file, "png")
    return file.getvalue()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("10.5", "10.53"),  # moved by less than a twentieth of a point
        ("2026", "2027"),  # metadata are not drawn
        ("m0123456789", "mabcdefabcd"),  # an identifier made by hashing, in both places
        ("<defs>", "\n <defs>"),
        ("1e-3", "0.001"),
    ],
)
def test_svg_that_looks_the_same(old: str, new: str) -> None:
    assert svg_difference(SVG, SVG.replace(old, new)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("10.5", "10.6"),
        ("#1e7702", "#1e7703"),
        ("loss 0.5", "loss 0.6"),
        ("loss", "cost"),
        ("axes_1", "axes_2"),
        ("M 0 3 L", "M 0 3 M"),
        ("M 0 3 L 1e-3 4", "M 0 3"),
        ('x="10.5"', ""),
        ("<text>loss 0.5</text>", ""),
        ('href="#m0123456789"', 'href="#m0123456780"'),
        ("</svg>", ""),
    ],
)
def test_svg_that_differs(old: str, new: str) -> None:
    assert old in SVG
    assert svg_difference(SVG.replace(old, new), SVG)


def test_png() -> None:
    assert png_difference(png(), png(dots=2)) is None  # 2 of 20 000
    assert png_difference(png(), png(dots=200, colour=110)) is None  # too faint to be seen
    assert png_difference(png(), png(dots=3)) == "3 of 20000 pixels differ"
    assert png_difference(png((100, 200)), png()) == (
        "the stored picture is 100 x 200 pixels, the computed one 200 x 100"
    )
    assert png_difference(b"no picture", png()) == "the stored data are not a picture"


def test_png_inside_svg() -> None:
    def drawn(data: bytes) -> str:
        code = base64.b64encode(data).decode()
        return f'<svg><image href="data:image/png;base64,{code}"/></svg>'

    assert svg_difference(drawn(png()), drawn(png(dots=2))) is None
    assert svg_difference(drawn(png()), drawn(png(dots=9)))


def test_html() -> None:
    assert html_difference(f"<p>{SVG}</p>", f"<p>{SVG.replace('10.5', '10.53')}</p>") is None
    assert html_difference(f"<p>{SVG}</p>", f"<p>{SVG.replace('10.5', '10.9')}</p>")
    assert html_difference("<p>1.00</p>", "<p>1.01</p>") == (
        "'<p>1.00</p>' is stored, '<p>1.01</p>' was computed"
    )
    assert html_difference("<p>1</p>", "<p>1</p><svg></svg>")


def test_forms() -> None:
    shown = {"output_type": "display_data", "data": {"text/plain": "1"}, "metadata": {}}
    glued = {**shown, "metadata": {"scrapbook": {"name": "a"}}}
    printed = {"output_type": "stream", "name": "stdout", "text": "1"}
    assert differences([shown, printed], [shown, printed]) == []
    assert differences([shown, printed], [printed, shown])
    assert differences([shown], [glued])
    assert differences([printed], [{**printed, "name": "stderr"}])
    assert differences([], [shown])
    jpeg = [{**shown, "data": {"image/jpeg": code}} for code in ("AAAA", "BBBB")]
    assert differences(jpeg[:1], jpeg[1:]) == ["image/jpeg: the JPEG data differ"]
