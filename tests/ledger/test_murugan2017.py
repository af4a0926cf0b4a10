"""The entries of Murugan 2017: what contradicts what, and truths that can fail.

That each entry checks is tested with the whole ledger, in `test_sources`.
"""

import re
from collections import Counter

import pytest
import sympy as sp

from cnn_core.symbolic import Partial, total
from cnn_core.symbolic.proof import Counterexample, Proof
from cnn_ledger import VERDICTS, Identity, equations
from cnn_ledger.claims import EVERY_SIZE, evidence_of
from cnn_ledger.sources.murugan2017 import (
    _network,
    convolution_layer,
    hidden_layers,
    output_layer,
)

FALSE_OF_MURUGAN = {
    "Table 1: sigmoid", "2.5", "2.10", "2.13", "3.3", "3.4", "3.7", "3.8", "3.9", "3.22", "3.25",
    "3.27", "3.30", "3.31", "3.32", "3.33", "3.37", "3.38", "3.39", "3.40", "3.42", "3.46", "3.47",
    "3.48", "3.49", "3.50", "3.51", "3.53", "3.54", "3.56", "3.57", "3.58", "3.59", "3.61", "3.62",
    "3.63", "3.64", "3.66", "3.68", "3.69", "3.70", "3.71", "3.73", "3.74",
}  # fmt: skip
RIGHT_OF_MURUGAN = {
    "Table 1: tanh", "2.4", "2.6", "2.7", "2.8", "2.9", "2.11", "2.12", "2.14", "3.16", "3.17",
    "3.20", "3.21", "3.23", "3.34", "3.35", "3.36",
}  # fmt: skip


def numbers(verdict):
    entries = equations("murugan2017", verdict=verdict)
    return {e.number for e in entries if e.kind == "equation"}


def test_verdicts_of_the_equations_of_murugan():
    assert numbers("false as printed") == FALSE_OF_MURUGAN
    assert numbers("holds") == RIGHT_OF_MURUGAN


def test_counts_of_murugan():
    found = Counter((e.kind, e.verdict) for e in equations("murugan2017"))
    equation = dict(zip(VERDICTS, (17, 36, 44), strict=True))
    claim = dict(zip(VERDICTS, (7, 19, 13), strict=True))
    assert found == {("equation", v): n for v, n in equation.items()} | {
        ("claim", v): n for v, n in claim.items()
    }


def test_each_gradient_of_murugan_is_proved_for_every_size():
    gradients = {"3.25", "3.29", "3.39", "3.40", "3.43", "3.46", "3.49", "3.56", "3.57"}
    gradients |= {"3.62", "3.67", "3.69", "3.71"}
    found = {e.number for e in equations("murugan2017") if EVERY_SIZE in evidence_of(e.proof)}
    assert gradients <= found


@pytest.mark.parametrize(
    ("number", "others"),
    [
        ("Table 1: sigmoid", {"3.36"}),
        ("2.10", {"2.11"}),
        ("2.13", {"2.11", "2.12"}),
        ("3.1", {"3.3", "3.4", "3.68"}),
        ("3.3", {"3.1", "3.2", "3.68"}),
        ("3.10", {"3.11", "3.12", "3.13", "3.15"}),
        ("3.15", {"3.10", "3.22"}),
        ("3.18", {"3.10", "3.15", "3.17"}),
        ("3.22", {"3.13", "3.15", "3.19"}),
        ("3.39", {"3.38"}),
        ("3.42", {"3.29", "3.41"}),
        ("3.43", {"3.41"}),
        ("3.45", {"3.46"}),
        ("3.48", {"3.29", "3.45"}),
        ("3.49", {"3.48"}),
        ("3.54", {"3.77"}),
        ("3.55", {"3.56"}),
        ("3.60", {"3.61"}),
        ("3.65", {"3.5", "3.6"}),
        ("3.66", {"2.2", "3.5", "3.65"}),
        ("3.69", {"3.68", "3.70"}),
        ("3.74", {"3.73", "3.80"}),
        ("3.75", {"3.77"}),
    ],
)
def test_contradictions(number, others):
    entry = next(e for e in equations("murugan2017") if e.number == number)
    assert {other for other, _ in entry.contradicts} == others


def test_columns_are_printed_whole():
    """The rows 1, 2 and i of the paper, with its slip w_{2,i-2} in 3.40."""
    printed = {e.number: e.printed for e in equations("murugan2017")}
    for number in ("3.27", "3.40", "3.44", "3.54", "3.59"):
        columns = re.findall(r"begin\{bmatrix\}(.*?)\\end", printed[number])
        assert len(columns) == 2
        for rows in (column.split(r" \\ ") for column in columns):
            assert [k for k, row in enumerate(rows) if r"\vdots" in row] == [2, 4]
            assert all(f"_{n}" in rows[k] for k, n in ((0, 1), (1, 2), (3, "i")))
    assert "w_{1,0}^L" in printed["3.40"]
    assert "w_{2,i-2}^L" in printed["3.40"]
    assert "w_{2,1}^l" in printed["3.54"]
    assert "w_{i,i-1}^l" in printed["3.54"]


def test_column_wants_a_place_for_each_row():
    with pytest.raises(ValueError):
        _network.column("w_{#}", "1,0")


# --- wrong variants of each truth ---------------------------------------------------------------

N, C, L, V = _network, convolution_layer, hidden_layers, output_layer
one_place = C.image[C.m - C.row + 1, C.n - C.column]
VARIANTS = {
    "the sum over the samples instead of the mean": lambda: V.by_weight(
        total(N.error * N.a[N.s], (N.s, N.t))
    ),
    "the label minus the prediction": lambda: V.by_weight(-N.mean(N.error * N.a[N.s])),
    "the prediction times the error": lambda: V.by_weight(V.times_prediction),
    "the label of another sample": lambda: V.by_all_predictions(
        N.mean(-N.y[N.t - 1] / V.shifted + (1 - N.y[N.s]) / (1 - V.shifted))
    ),
    "the chain rule at one output without the mean": lambda: Identity(
        Partial(N.mean(N.cross_entropy(L.sampled, N.y[N.s])), L.parameter, "L"),
        total(L.sampled_chain, (N.s, N.t)),
    ),
    "a mean that is one of the samples": L.mean_or_one_sample,
    "the wrong neuron before": lambda: Identity(
        Partial(L.following, N.w[N.i, N.j]),
        N.mean(L.hidden_delta(N.i) * N.x[N.s, N.i]),
        [L.NEURON, L.BEFORE],
    ),
    "no transpose on the way back": lambda: Identity(
        Partial(L.following, N.x[N.r, N.j]),
        total(N.w[N.j, N.i] * L.hidden_delta(N.i).subs(N.s, N.r), (N.i, N.n)) / N.t,
        [L.BEFORE],
    ),
    "a kernel gradient without the slope": lambda: C.by_kernel(
        C.over_map(C.errors[C.m, C.n] * C.image[C.m - C.row, C.n - C.column])
    ),
    "a kernel gradient shifted by one": lambda: C.by_kernel(
        C.over_map(C.errors[C.m, C.n] * C.slopes * one_place)
    ),
    "a rotated image, and the slope left out": lambda: C.turned_image(C.loss, masked=False),
    "a bias gradient without the slope": lambda: C.by_bias(C.over_map(C.errors[C.m, C.n])),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_wrong_variant_is_refuted(name):
    assert isinstance(VARIANTS[name]().judge(), Counterexample)


def test_short_network_agrees_with_the_proved_recursion():
    """The smallest network, which refutes, and the sums, which prove, say the same."""
    error = L.prediction - L.label
    assert isinstance(L.against_truth(L.weight, error * L.send[0, 0] * L.entry).judge(), Proof)
    assert isinstance(L.against_truth(L.offset, error * L.send[0, 0]).judge(), Proof)
    back = sum(error * L.send[0, e] * L.weights[e, 0] for e in range(2))
    assert isinstance(L.against_truth(L.entry, back).judge(), Proof)


def test_row_of_pixels_agrees_with_the_proved_gradient():
    def masked(tap):
        return C.summed(lambda place: C.active(C.row_nets[place]) * C.pixels[place - tap])

    for tap, truth in zip(C.TAPS, C.row_gradient(with_relu=True), strict=True):
        assert sp.simplify(sp.piecewise_fold(masked(tap) - truth)) == 0
