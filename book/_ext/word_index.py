"""The index of words: where the book decides what a usual word of the field means.

``{word-index}`` is filled from the ``{index}`` entries of the chapters and from the terms of the
glossary, each with the section in which it stands. What stands in the directive are other words for
an entry, a line each, ``flops: FLOPs``; one that leads to no entry is a warning. The functions of
the package have a page of their own and are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from docutils import nodes
from exercise_list import link, name_of, pages_in_order
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

logger = logging.getLogger(__name__)

PLACE = "word-index"  # noted in the metadata of a page that has the index
GLOSSARY = "glossary"

Place = tuple[str, str, str]  # page, anchor, title of the section
Words = dict[str, list[Place]]


class word_index(nodes.General, nodes.Element):
    """The place of the index."""


class WordIndex(SphinxDirective):
    has_content = True

    def run(self) -> list[nodes.Node]:
        self.env.metadata[self.env.docname][PLACE] = "yes"
        lines = [line for line in self.content if line.strip()]
        return [word_index(also=dict(self._pair(line) for line in lines))]

    def _pair(self, line: str) -> tuple[str, str]:
        word, colon, entry = (part.strip() for part in line.partition(":"))
        if not (word and colon and entry):
            raise self.error(f"word-index: expected 'word: entry', got {line!r}")
        return word, entry


# --- entries ---------------------------------------------------------------------------------


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Note the entries of a page that was read, with their sections."""
    found = [
        (word, target, section_of(node))
        for node in doctree.findall(addnodes.index)
        if not is_code(node)
        for kind, value, target, *_ in node["entries"]
        for word in words_of(kind, value)
    ]
    _noted(app.env)[app.env.docname] = found


def is_code(node: nodes.Node) -> bool:
    """Whether the entry is a function or class of the package, made by its signature."""
    following = node.next_node(descend=False, siblings=True)
    return isinstance(following, addnodes.desc)


def words_of(kind: str, value: str) -> list[str]:
    """The words of one entry as Sphinx keeps it: ``single``, ``pair``, ``triple``."""
    parts = [part.strip() for part in value.split(";")]
    if kind == "single":
        return [", ".join(parts)]
    if kind == "pair":
        return [", ".join(parts), ", ".join(reversed(parts))]
    return parts if kind == "triple" else []


def section_of(node: nodes.Node) -> str:
    """The title of the section around a node."""
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.section):
        parent = parent.parent
    return "" if parent is None else str(parent[0].astext())


def entries(env: Any) -> Words:
    """Each word with its places: the chapters in their order, the glossary last."""
    order = pages_in_order(env)
    pages = sorted(
        (page for page in _noted(env) if page in order),
        key=lambda page: (page.rpartition("/")[2] == GLOSSARY, order.index(page)),
    )
    return together(
        (word, (page, target, section))
        for page in pages
        for word, target, section in _noted(env)[page]
    )


def together(found: Iterable[tuple[str, Place]]) -> Words:
    """One list of places a word, once a section; case makes no other word of it."""
    spelling: dict[str, str] = {}
    result: Words = {}
    for word, place in found:
        known = spelling.setdefault(word.casefold(), word)
        best = min(known, word, key=_capitals)  # "Inference" began a sentence, "ReLU" did not
        if best != known:
            result[best], spelling[word.casefold()] = result.pop(known), best
        places = result.setdefault(best, [])
        if all((place[0], place[2]) != (page, section) for page, _, section in places):
            places.append(place)
    return result


def _capitals(word: str) -> int:
    return sum(letter.isupper() for letter in word)


def by_letter(words: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The words in order under their first letters; what begins with none comes first."""

    def letter(word: str) -> str:
        return word[0].upper() if word[0].isalpha() else "#"

    ordered = sorted(words, key=lambda word: (letter(word), word.casefold()))
    for first, group in groupby(ordered, letter):
        yield first, list(group)


def _noted(env: Any) -> dict[str, list[tuple[str, str, str]]]:
    if not hasattr(env, "word_index"):
        env.word_index = {}
    noted: dict[str, list[tuple[str, str, str]]] = env.word_index
    return noted


# --- the page --------------------------------------------------------------------------------


def fill(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Put the index in its place, when numbers are known."""
    for place in list(doctree.findall(word_index)):
        found, also = entries(app.env), place["also"]
        for word, entry in missing(also, found).items():
            logger.warning("word-index: %r leads to %r, which has no entry", word, entry)
        spelled = {word.casefold(): word for word in found}
        known = {
            word: spelled[entry.casefold()]
            for word, entry in also.items()
            if entry.casefold() in spelled and word.casefold() not in spelled
        }
        parts: list[nodes.Node] = []
        for letter, words in by_letter({*found, *known}):
            parts.append(nodes.paragraph("", letter, classes=["list-head"]))
            parts.append(_list(app, page, words, found, known))
        place.replace_self(parts)


def missing(also: Mapping[str, str], found: Words) -> dict[str, str]:
    """Other words that lead to no entry."""
    spelled = {word.casefold() for word in found}
    return {word: entry for word, entry in also.items() if entry.casefold() not in spelled}


def _list(
    app: Sphinx, page: str, words: list[str], found: Words, also: Mapping[str, str]
) -> nodes.bullet_list:
    rows = nodes.bullet_list("", classes=["word-index"])
    for word in words:
        line = nodes.paragraph("", "", nodes.strong("", word))
        places = found[also.get(word, word)]
        if word in also:
            line += nodes.Text(f" (see {also[word]})")
        for number, place in enumerate(places):
            line += nodes.Text(", " if number else ": ")
            line += _to(app, page, place)
        rows += nodes.list_item("", line)
    return rows


def _to(app: Sphinx, page: str, place: Place) -> nodes.reference:
    target, anchor, section = place
    chapter = name_of(app.env, target)
    title = str(app.env.titles[target].astext())
    words = chapter if section in ("", title) else f"{chapter}: {section}"
    return link(app, page, target, anchor, words)


def forget(app: Sphinx, env: Any, page: str) -> None:
    _noted(env).pop(page, None)


def merge(app: Sphinx, env: Any, pages: Iterable[str], other: Any) -> None:
    for page in pages:
        if page in _noted(other):
            _noted(env)[page] = _noted(other)[page]


def again(app: Sphinx, env: Any) -> list[str]:
    """The page with the index is written anew whenever any chapter was."""
    return [page for page, noted in env.metadata.items() if PLACE in noted]


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_node(word_index)
    app.add_directive("word-index", WordIndex)
    app.connect("doctree-read", collect)
    app.connect("doctree-resolved", fill)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
    app.connect("env-updated", again)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
