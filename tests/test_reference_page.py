"""The reference page shows every public name once, and its formula labels exist in the book."""

import importlib
import importlib.util
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BOOK = ROOT / "book"
PACKAGES = ["cnn_core", "cnn_core.symbolic", "cnn_core.plotting", "cnn_ledger"]
LABEL = re.compile(r"\beq-[a-z0-9]+(?:-[a-z0-9]+)*")


def load_extension():
    spec = importlib.util.spec_from_file_location("api_reference", BOOK / "_ext/api_reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


extension = load_extension()


def shown(page):
    """How often each public name is an entry of the page."""
    modules = " ".join(re.findall(r"^\.\. api:: (.*)$", page, re.MULTILINE)).split()
    return Counter(name for module in modules for name in extension.public_names(module))


def public():
    return {
        f"{package}.{name}"
        for package in PACKAGES
        for name in importlib.import_module(package).__all__
        if callable(getattr(importlib.import_module(package), name))
    }


def test_every_public_name_is_shown_once():
    assert shown((BOOK / "api.md").read_text("utf-8")) == Counter(public())


def test_a_missing_and_a_repeated_module_would_be_noticed():
    page = (BOOK / "api.md").read_text("utf-8")
    assert shown(page.replace(".. api:: cnn_core.losses", "")) != Counter(public())
    assert shown(page + "\n.. api:: cnn_core.losses\n") != Counter(public())


def linked(text):
    lines = [text]
    extension.link_names(None, "function", "f", None, None, lines)
    return lines[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see ``eq-kernel-gradient``.", "see :eq:`eq-kernel-gradient`."),
        ("(`eq-sigmoid`)", ":eq:`eq-sigmoid`"),
        ("as ``conv2d`` does", "as :py:obj:`~cnn_core.conv2d` does"),
        ("`prove` it", ":py:obj:`~cnn_core.symbolic.prove` it"),
        ("an array ``x`` of", "an array ``x`` of"),
        ("``y = w @ x``", "``y = w @ x``"),
        (":eq:`eq-sigmoid`", ":eq:`eq-sigmoid`"),
        (">>> conv2d(x, w)  # ``conv2d``", ">>> conv2d(x, w)  # ``conv2d``"),
    ],
)
def test_labels_and_names_become_links(text, expected):
    assert linked(text) == expected


def test_the_name_of_an_argument_is_no_link():
    def step(conv2d):
        """Neither is its own."""

    lines = ["`conv2d` and `prove`"]
    extension.link_names(None, "function", "step", step, None, lines)
    assert lines == ["``conv2d`` and :py:obj:`~cnn_core.symbolic.prove`"]


def test_markdown_tables_become_tables():
    lines = ["Text | as it is.", "", "| a | b |", "|---|---|", "| 1 | ``c`` |", "", "    |x| <= 1"]
    table = [".. list-table::", "   :header-rows: 1", ""]
    rows = ["   * - a", "     - b", "   * - 1", "     - ``c``"]
    assert extension.with_tables(lines) == [*lines[:2], *table, *rows, *lines[5:]]


# --- Formula labels -------------------------------------------------------------------------


def labels_named(folder):
    """Labels of formulas named in the sources of the package, with one file that names each."""
    paths = sorted(folder.rglob("*.py"))
    return {label: path.name for path in paths for label in LABEL.findall(path.read_text("utf-8"))}


def labels_defined(text):
    """Labels given by ``$$ ... $$ (label)`` or ``:label: label`` in a chapter."""
    given = re.findall(r"\$\$\s*\(([\w-]+)\)|:label:\s*([\w-]+)", text)
    return {first or second for first, second in given}


def chapters():
    return [p.read_text("utf-8") for p in sorted(BOOK.glob("*.md"))]


@pytest.mark.skipif(
    not (BOOK / "90_ledger.ipynb").exists(), reason="the chapters are not all written"
)
def test_every_label_named_in_the_package_is_defined_in_the_book():
    defined = set().union(*map(labels_defined, chapters()))
    named = labels_named(ROOT / "cnn_core")
    assert {label: where for label, where in named.items() if label not in defined} == {}


def test_the_reading_of_labels():
    text = "$$ a = b $$ (eq-one)\n```{math}\n:label: eq-two\n```\n$$\nc\n$$ (eq-three)\n"
    assert labels_defined(text) == {"eq-one", "eq-two", "eq-three"}
    assert "eq-kernel-gradient" in labels_named(ROOT / "cnn_core")
