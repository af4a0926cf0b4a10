"""The picture in steps: one piece of HTML that stays the same and works by itself."""

import re
from xml.etree import ElementTree

import pytest

from cnn_core.plotting import new_figure, plot_convolution_step
from cnn_core.plotting.stepped import stepped

IMAGE, KERNEL = [[1, 2, 3], [4, 5, 6]], [[1, -1]]
LABELS = ["first: <1>", "second", "third", "fourth"]


def steps():
    places = [(i, j) for i in range(2) for j in range(2)]
    return [plot_convolution_step(IMAGE, KERNEL, place) for place in places]


def svgs(text):
    return re.findall(r"<svg.*?</svg>", text, flags=re.DOTALL)


def test_the_same_figures_give_the_same_text():
    assert stepped(steps(), LABELS) == stepped(steps(), LABELS)


def test_the_first_step_shows_without_a_script_and_the_others_wait():
    page = stepped(steps(), LABELS)
    shown = re.findall(r'<div class="step"( hidden)?>', page)
    assert shown == ["", " hidden", " hidden", " hidden"]
    assert '<p class="step-label" aria-live="polite">first: &lt;1&gt;</p>' in page


def test_every_step_is_a_picture_of_its_own_with_its_words():
    pictures = svgs(stepped(steps(), LABELS))
    roots = [ElementTree.fromstring(picture) for picture in pictures]
    assert [root.get("aria-label") for root in roots] == LABELS
    assert len({root.get("viewBox") for root in roots}) == 1


def test_identifiers_are_unique_and_every_reference_has_its_target():
    page = stepped(steps(), LABELS)
    names = re.findall(r'\bid="([^"]*)"', page)
    assert len(names) == len(set(names)) > 0
    assert set(re.findall(r'(?:url\(|href=")#([^)"]+)', page)) == set(names)


def test_two_pictures_on_a_page_share_no_identifier():
    one, two = stepped(steps(), LABELS), stepped(steps()[:2], LABELS[:2])
    names = [set(re.findall(r'\bid="([^"]*)"', page)) for page in (one, two)]
    assert not names[0] & names[1]


def test_nothing_is_fetched():
    page = stepped(steps(), LABELS)
    assert set(re.findall(r"https?://[^\s\"']+", page)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }


@pytest.mark.parametrize(
    ("figures", "labels", "message"),
    [
        ([], [], "figures: expected at least one"),
        (steps()[:2], ["one"], "labels: expected 2 texts, got 1"),
        (steps()[:2], ["one", " "], "labels: expected a text for every step"),
        ([new_figure(2, 2), new_figure(3, 2)], ["a", "b"], "figures of one size"),
    ],
)
def test_bad_input_is_refused(figures, labels, message):
    with pytest.raises(ValueError, match=message):
        stepped(figures, labels)


def test_the_slider_and_the_buttons_move_through_the_steps(tmp_path):
    playwright = pytest.importorskip("playwright.sync_api")
    page_file = tmp_path / "page.html"
    page_file.write_text(f"<!doctype html><body>{stepped(steps(), LABELS)}", encoding="utf-8")
    with playwright.sync_playwright() as engine:
        try:
            browser = engine.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        except playwright.Error as error:
            pytest.skip(f"no browser: {error}")
        page = browser.new_page()
        page.goto(page_file.as_uri())

        def visible():
            return [step.is_visible() for step in page.locator(".step").all()].index(True)

        assert visible() == 0
        page.get_by_label("Next step").click()
        assert visible() == 1
        assert page.locator(".step-label").inner_text() == "second"
        page.get_by_label("Step", exact=True).focus()
        page.keyboard.press("End")
        assert visible() == 3
        assert page.get_by_label("Next step").is_disabled()
        page.keyboard.press("ArrowLeft")
        assert visible() == 2
        page.get_by_label("Previous step").click()
        assert visible() == 1
        browser.close()


def _chromium():
    import shutil

    return shutil.which("chromium") or shutil.which("chromium-browser")
