"""No line begins with the comma after a formula: the two are kept together.

A browser may break a line on either side of a formula that MathJax has set. What follows one
without a space, and what stands right before one, is therefore wrapped with it.
"""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx

BEFORE, AFTER = r"[(\[]*", r"[,.;:!?)\]]+|-[A-Za-z]+"
SPAN = re.compile(rf'({BEFORE}<span class="math notranslate nohighlight">[^<]*</span>(?:{AFTER}))')
PLAIN = re.compile(
    r"(<(pre|code|script|style|svg)\b.*?</\2>|<[^>]*>)"  # left as they are
    rf"|({BEFORE}(?:\$[^$<>\n]+\$|\\\((?:(?!\\[()])[^<>])*\\\))(?:{AFTER}))",
    re.DOTALL,
)


def kept_together(body: str) -> str:
    r"""The HTML of a page with formulas tied to their punctuation.

    >>> kept_together("<p>if $a$, then <code>$a$,</code></p>")
    '<p>if <span class="together">$a$,</span> then <code>$a$,</code></p>'
    """
    body = PLAIN.sub(lambda found: found[1] or _together(found[3]), body)
    return SPAN.sub(lambda found: _together(found[1]), body)


def _together(words: str) -> str:
    return f'<span class="together">{words}</span>'


def tie(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    if context.get("body"):
        context["body"] = kept_together(context["body"])


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("html-page-context", tie)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
