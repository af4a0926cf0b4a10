"""What the page "Prove it yourself" offers to begin with: theorems, mistakes, printed equations.

Nothing is typed here but the formulas in LaTeX: the programs are cut from the stored chapters (see
`snippets`), or written from what the ledger judges (see `as_code`).
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from snippets import Chapter, programs, variants

SHELF = "Must the kernel be rotated?"
FLIPS = "10_kernel_gradient"
FORMULA = "As a formula"
WANTED = ("kind", "text", "where")
LAYER = r"E = \sum_i \delta_i y_i,\; y_i = \sum_{m=0}^{k-1} w_m x_{i+m}"
DENSE = r"E = \sum_{i=0}^{m-1} \delta_i z_i,\; z_i = \sum_{j=0}^{n-1} w_{i,j} a_j + b_i"


@dataclass(frozen=True)
class Preset:
    """One thing to begin with. `verdicts` are those that the prover must arrive at."""

    key: str
    shelf: str
    group: str
    title: str
    text: str
    verdicts: tuple[str, ...]
    kind: str = "code"
    where: str = ""


TYPED = tuple(
    Preset(f"typed-{key}", FORMULA, "In LaTeX", name, text, (verdict,), "latex", where)
    for key, name, verdict, text, where in [
        ("kernel", "Kernel gradient", "proved",
         r"\frac{\partial E}{\partial w_p} = \sum_{i=0}^{H-k} \delta_i x_{i+p}", LAYER),
        ("kernel-turned", "Kernel gradient, the delta turned and not convolved", "refuted",
         r"\frac{\partial E}{\partial w_p} = \sum_{i=0}^{H-k} \delta_{H-k-i} x_{i+p}", LAYER),
        ("input", "Input gradient", "proved",
         r"\frac{\partial E}{\partial x_a} = "
         r"\sum_{m=0}^{k-1} w_m \delta_{a-m} [0 \le a-m \le H-k]",
         r"E = \sum_{i=0}^{H-k} \delta_i y_i,\; y_i = \sum_{m=0}^{k-1} w_m x_{i+m}"),
        ("dense", "Weight gradient of a dense layer", "proved",
         r"\frac{\partial E}{\partial w_{p,q}} = \delta_p a_q", DENSE),
        ("dense-transposed", "Weight gradient, its factors exchanged", "refuted",
         r"\frac{\partial E}{\partial w_{p,q}} = a_p \delta_q", DENSE),
        ("activation", "Back through an activation and a dense layer", "proved",
         r"\frac{\partial E}{\partial a_q} = \sum_{i=0}^{m-1} w_{i,q}\, \delta_i\, f'(z_i)",
         r"E = \sum_{i=0}^{m-1} \delta_i f(z_i),\; z_i = \sum_{j=0}^{n-1} w_{i,j} a_j + b_i"),
        ("mse", "Mean squared error", "proved",
         r"\frac{\partial E}{\partial y_p} = \frac{2}{n} (y_p - t_p)",
         r"E = \frac{1}{n} \sum_{i=0}^{n-1} (y_i - t_i)^2"),
    ]
)  # fmt: skip


def presets(book: Path) -> list[Preset]:
    """All of them, shelf by shelf; chapters that are not there are passed over."""
    stored = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(book.glob("[0-8]*.ipynb"))
    }
    found = list(flips(stored[FLIPS])) if FLIPS in stored else []
    found += TYPED
    for notebook in stored.values():
        found += [
            Preset(p.key, "Theorems", title(notebook), p.title, p.code, ("proved",))
            for p in programs(notebook)
        ]
    for stem, notebook in stored.items():
        for p in variants(notebook, stem):
            verdicts = ("refuted",)
            found.append(Preset(p.key, "Mistakes", title(notebook), p.title, p.code, verdicts))
    return found + list(printed())


def title(notebook: Mapping[str, Any]) -> str:
    first = "".join(notebook["cells"][0]["source"])
    found = re.search(r"^# (.*)", first, re.M)
    return found[1] if found else ""


# --- must the kernel be rotated? ----------------------------------------------------------------


def flips(notebook: Mapping[str, Any]) -> Iterator[Preset]:
    """The eight cases: each cell of the table is a proof from a list that the chapter makes."""
    chapter = Chapter(notebook)
    for n, cell in enumerate(notebook["cells"]):
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and "ProofTable(" in source and "correlates" in source:
            said = _rows(cell)
            places = _places(ast.parse(source))
            for (layer, formula), (name, index) in zip(said, places, strict=True):
                code = chapter.element(n, name, index)
                key = f"flip-{name}-{index}"
                yield Preset(key, SHELF, layer, f"{layer}: {formula}", code, ("proved",))


PLAIN = {r"\\star": "⋆", r"\\delta": "δ", r"\\partial": "∂", r"\\[()]": "", r"\*": "∗"}


def _rows(cell: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Row and formula of each cell of a stored table, in plain signs."""
    text = "".join(cell["outputs"][0]["data"]["text/plain"])
    for pattern, sign in PLAIN.items():
        text = re.sub(pattern, sign, text)
    rows = [line.rpartition(": ") for line in text.splitlines()]
    return [("the layer " + row, f.strip()) for row, _, cells in rows for f in cells.split("|")]


def _places(tree: ast.Module) -> list[tuple[str, int]]:
    """Which element of which list stands in each cell of the table, row by row."""
    call = next(n for n in ast.walk(tree) if isinstance(n, ast.Call) and _is_table(n))
    table = call.args[-1]
    assert isinstance(table, ast.Dict)
    found = []
    for row in table.values:
        for node in ast.walk(row):
            if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
                assert isinstance(node.slice, ast.Constant)
                found.append((node.value.id, int(node.slice.value)))
    return found


def _is_table(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "ProofTable"


# --- what the sources print ---------------------------------------------------------------------


def printed() -> Iterator[Preset]:
    """Equations of the sources that are identities for every size, as printed or as corrected."""
    from as_code import NoProgram, as_code

    from cnn_ledger import equations

    for entry in equations():
        claims, form = _identities(entry.printed_claim()), "as printed"
        if not claims and entry.corrected_claim is not None:
            claims, form = _identities(entry.corrected_claim()), "as corrected"
        try:
            code = as_code(claims, entry.name, _comment(entry, form)) if claims else ""
        except NoProgram:
            continue
        if code:
            name = f"{entry.number}: {entry.title}, {form}"
            expected = ("proved",) if form == "as corrected" else ("proved", "refuted")
            group = entry.name.partition(",")[0]
            yield Preset(f"printed-{entry.key}", "Printed equations", group, name, code, expected)


def _identities(claim: Any) -> list[Any]:
    from cnn_ledger import All, Identity

    if isinstance(claim, Identity):
        return [claim]
    if isinstance(claim, All) and all(isinstance(one, Identity) for one in claim.claims):
        return list(claim.claims)
    return []


def _comment(entry: Any, form: str) -> str:
    if form == "as printed":
        return f"{entry.name} as printed, written out. What does it need to be true?"
    return f"{entry.name}, corrected. Change it to what is printed, {entry.printed}"


def as_data(found: list[Preset]) -> str:
    """The script that the page loads: every preset by its key."""
    texts = {p.key: {k: v for k, v in asdict(p).items() if k in WANTED and v} for p in found}
    return f"window.provePresets = {json.dumps(texts, ensure_ascii=False)};\n"
