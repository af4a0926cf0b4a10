"""The palette has one place, cnn_core.plotting: style sheets and drawings have its colours."""

import colorsys
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from matplotlib.colors import to_rgb

from cnn_core.plotting import PALETTE, TEXT

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "book" / "_static"
ROLES = ("input", "kernel", "delta", "output", "accent", "ink")
NAMED = {**{role: TEXT[role] for role in ROLES}, "quiet": TEXT["grey"], "paper": PALETTE["paper"]}
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b")
THEME = re.compile(r'html\[data-theme="(light|dark)"\] \{(.*?)\n\}', re.DOTALL)


def variables(body: str) -> dict[str, str]:
    return dict(re.findall(r"--book-([\w-]+): (#\w{6});", body))


def style_sheet_faults(style: str) -> Iterator[str]:
    """Variables that are not the palette's, in either theme, and colours named elsewhere."""
    themes = {name: variables(body) for name, body in THEME.findall(style)}
    for name, colour in NAMED.items():
        if themes["light"].get(name, "").casefold() != colour.casefold():
            yield f"--book-{name} is {themes['light'].get(name)}, not {colour}"
    for role in ROLES[:-1]:
        if turned(themes["dark"].get(role, "#000000"), TEXT[role]) > 15:
            yield f"--book-{role} of the dark theme has another hue than {TEXT[role]}"
    if themes["light"].keys() != themes["dark"].keys():
        yield f"of one theme alone: {sorted(themes['light'].keys() ^ themes['dark'].keys())}"
    yield from (f"{colour} is no variable" for colour in COLOUR.findall(THEME.sub("", style)))


def turned(one: str, other: str) -> float:
    """How far apart two hues are, in degrees."""
    hues = [360 * colorsys.rgb_to_hls(*to_rgb(colour))[0] for colour in (one, other)]
    return abs((hues[0] - hues[1] + 180) % 360 - 180)


def foreign(text: str) -> list[str]:
    """Colours that are neither the palette's nor one of its thinned with white."""
    known = {*PALETTE.values(), *TEXT.values()}
    return [c for c in COLOUR.findall(text) if not any(is_tint(c, one) for one in known)]


def is_tint(colour: str, of: str) -> bool:
    """Whether a colour is another with white in it, to two steps of 255."""
    thin, full = ([255 * (1 - c) for c in to_rgb(one)] for one in (colour, of))
    amount = max(thin) / max(*full, 1e-9)
    return amount <= 1.01 and all(abs(t - amount * f) <= 2 for t, f in zip(thin, full, strict=True))


CUSTOM = (STATIC / "custom.css").read_text("utf-8")
DRAWN = [STATIC / "logo.svg", STATIC / "favicon.svg", ROOT / "tools" / "pdf.css"]
DRAWN += sorted((ROOT / "cnn_core" / "plotting").glob("*.[cj]s*"))


def test_the_style_sheet_has_the_colours_of_the_figures() -> None:
    assert list(style_sheet_faults(CUSTOM)) == []


@pytest.mark.parametrize("path", DRAWN, ids=lambda path: path.name)
def test_a_drawing_has_the_colours_of_the_figures(path: Path) -> None:
    assert foreign(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("--book-delta: #a50f2e", "--book-delta: #a50f2f", "--book-delta is #a50f2f, not #A50F2E"),
        ("--book-kernel: #f2bb55", "--book-kernel: #8ec1ec", "has another hue than #8F5A00"),
        ("  --book-wash-input: #17242f;\n", "", "of one theme alone: ['wash-input']"),
        (".cell_input {", ".cell_input { color: #B9560B;", "#B9560B is no variable"),
    ],
)
def test_a_style_sheet_with_other_colours_is_noticed(old: str, new: str, said: str) -> None:
    assert old in CUSTOM
    found = list(style_sheet_faults(CUSTOM.replace(old, new, 1)))
    assert len(found) == 1
    assert said in found[0]


def test_a_drawing_with_another_colour_is_noticed() -> None:
    assert foreign("#B9560B #2F6FB0 #1F6FB2 #8fb7d9 #fff") == ["#B9560B", "#2F6FB0"]
