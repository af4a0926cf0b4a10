"""A statement kept in an output is the statement again when it is loaded; nothing else is."""

import json

import nbformat
import pytest
import sympy as sp
from sympy import Eq, KroneckerDelta

from cnn_core.symbolic import (
    Partial,
    ProofTable,
    Record,
    Table,
    activation,
    define,
    indices,
    inside,
    prove,
    records,
    refute,
    sizes,
    tensors,
    total,
)
from cnn_core.symbolic.binding import breaches, is_bound
from cnn_core.symbolic.records import MIME, bundle, record

i, m, p = indices("i m p")
H, k = sizes("H k")
x, w, d, y = tensors("x w delta y")
E = total(d[i] * total(w[m] * x[i + m], (m, k)), (i, H - k + 1))
RIGHT = total(d[i] * x[i + p], (i, H - k + 1))
LATEX = r"\frac{\partial E}{\partial w_p} = \sum_{i=0}^{H-k} \delta_i x_{i+p}"


def proof(**more: object) -> object:
    return prove(Partial(E, w[p]), RIGHT, where=[inside(p, k)], label="kernel", **more)


def test_a_proof_that_states_nothing_leaves_no_record() -> None:
    assert proof()._repr_mimebundle_() == {}


def test_a_record_is_the_same_again() -> None:
    s = sp.Symbol(r"\hat{y}", positive=True)
    names = {
        "T": Table(lambda i, j: w[i] * x[j], k, H),
        "f": activation("f'"),
        "r": lambda i: d[H - i],
        "n": (0, H),
        "K": KroneckerDelta,
        "A": x,
        "c": sp.Rational(1, 3) * sp.pi + sp.exp(s) + sp.Abs(sp.log(s)) + sp.Max(s, 0),
    }
    facts = [inside(p, k), Eq(total(d[i], (i, k)), 1)]
    sides = Partial(E, w[p], r"\mathrm{BCE}"), RIGHT
    one = record("proof", "a", sides, states="eq-a", where=facts, names=names, rung=1)
    assert one is not None
    two = Record.from_json(json.loads(json.dumps(one.as_json())))
    assert (two.lhs, two.rhs, two.where, two.states, two.rung) == (
        one.lhs,
        one.rhs,
        one.where,
        one.states,
        1,
    )
    assert two.names["c"] == names["c"]
    assert two.names["n"] == (0, H)
    assert two.names["r"](p) == d[H - p]
    assert two.names["T"][i, m] == w[i] * x[m]
    assert two.names["f"] is activation("f'")
    assert two.as_json() == one.as_json()


def test_a_definition_by_cases_is_the_same_again_and_binds() -> None:
    z = sp.Symbol("z", real=True)
    cases = sp.Piecewise((z, z > 1), (0, (z > 0) & (z <= 1)), (sp.exp(z), True))
    kept = define(sp.Symbol("f(z)"), cases, states="eq-f").record
    two = Record.from_json(json.loads(json.dumps(kept.as_json())))
    assert two.rhs == cases
    rows = r"z & z > 1 \\ 0 & 0 < z \le 1 \\ e^z & \text{otherwise}"
    text = rf"f(z) = \begin{{cases}} {rows} \end{{cases}}"
    assert breaches(text, [two]) == []
    [line] = breaches(text.replace("z > 1", r"z \ge 1"), [two])
    assert line.startswith("stands: ")
    for wrong in (sp.Piecewise((0.5, z > 1), (0, True)), sp.Piecewise((1, z > 0.5), (0, True))):
        with pytest.raises(ValueError, match=r"rhs, case \d: got the rounded number"):
            define(sp.Symbol("f(z)"), wrong, states="eq-f")


def test_records_are_read_from_the_outputs_of_a_notebook(tmp_path) -> None:
    shown = proof(states="eq-a")
    wrong = refute(-RIGHT, Partial(E, w[p]), where=[inside(p, k)], label="sign", of="eq-a")
    table = ProofTable("c", ["one"], {"row": [("f", shown)]})
    layer = define(y[i], total(w[m] * x[i + m], (m, k)), states=["eq-y", "eq-z"])
    cells = [
        nbformat.v4.new_code_cell(
            outputs=[
                nbformat.v4.new_output(
                    "display_data", data={"text/plain": "", **o._repr_mimebundle_()}
                )
            ]
        )
        for o in (shown, wrong, table, layer)
    ]
    path = tmp_path / "chapter.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    assert list(map(str, records(path))) == [
        "proof 'kernel' states eq-a",
        "counterexample 'sign' of eq-a",
        "proof 'kernel' states eq-a",
        "definition 'y[i]' states eq-y, eq-z",
    ]
    assert records(path)[0].lhs == Partial(E, w[p])


@pytest.mark.parametrize("expression", ['["__import__","os"]', '["system",1]', '"unknown"'])
def test_nothing_but_the_vocabulary_is_loaded(expression: str) -> None:
    data = proof(states="eq-a").record.as_json() | {"lhs": expression}
    with pytest.raises(ValueError, match="is not"):
        Record.from_json(data)


def test_bad_arguments() -> None:
    with pytest.raises(ValueError, match="states: got nothing"):
        define(y[i], x[i], states=())
    with pytest.raises(ValueError, match="states: got ''"):
        proof(states="")
    with pytest.raises(TypeError, match="names: z got"):
        proof(states="eq-a", names={"z": object()})
    with pytest.raises(ValueError, match="kind: got 'guess'"):
        Record.from_json({"kind": "guess"})
    assert MIME not in bundle(None)


def test_a_formula_is_bound_or_one_is_told_why() -> None:
    kept = [proof(states="eq-a").record]
    assert is_bound(LATEX, kept)
    assert breaches(LATEX, []) == ["nothing was proved or defined under this label"]
    [line] = breaches(LATEX.replace("i+p", "i-p"), kept)
    assert line.startswith("stands: ")
    assert "proved: " in line
    assert "(- p for p)" in line
    assert "assumed: " in breaches(LATEX + r", \quad 0 \le p \le k", kept)[0]
    assert breaches(LATEX + r", \quad 0 \le p < k", kept) == []
    other = define(y[i], x[i], states="eq-a").record
    assert breaches(LATEX, [*kept, other]) == ["not said by the formula: {y}_{i} = {x}_{i}"]


def test_a_chain_of_equalities_needs_each_link() -> None:
    chain = LATEX + r" = \sum_{i=0}^{H-k} x_{i+p} \delta_i"
    assert is_bound(chain, [proof(states="eq-a").record])
    assert not is_bound(LATEX + " = 0", [proof(states="eq-a").record])
