r"""Formulas in the usual notations: proved, refuted with numbers, not decided, or asked about."""

import pytest

from cnn_core.symbolic import LatexError, activation, judge

CONV = r"E = \sum_i \delta_i y_i,\; y_i = \sum_{m=0}^{k-1} w_m x_{i+m}, \qquad 0 \le i < n"
BARE = r"E = \sum_i \delta_i y_i,\; y_i = \sum_{m=0}^{k-1} w_m x_{i+m}"
DENSE = r"E = \sum_i \delta_i z_i,\; z_i = \sum_j w_{i,j} a_j + b_i"
SOFTMAX = r"E = -\sum_k t_k \log p_k,\; p_q = \frac{e^{z_q}}{\sum_j e^{z_j}}, \qquad 0 \le q < K"
SQUARE = r"E = \frac12 \sum_n (y_n - t_n)^2"

PROVED = [
    (r"\frac{\partial E}{\partial w_p} = \sum_{i=0}^{H-k} \delta_i x_{i+p}", BARE),
    (r"\partial E/\partial w_p = \sum_i \delta_i x_{p+i}", CONV),
    (r"\frac{\partial E}{\partial x_a} = \sum_m w_m \delta_{a-m} [0 \le a-m < n]", CONV),
    (r"\frac{\partial E}{\partial w_{p,q}} = \delta_p a_q", DENSE),
    (r"\frac{\partial E}{\partial a_q} = \sum_i w_{i,q} \delta_i", DENSE),
    (r"\frac{\partial E}{\partial b_p} = \delta_p", DENSE),
    (r"\frac{\partial E}{\partial z_q} = p_q \sum_k t_k - t_q", SOFTMAX),
    (r"\frac{\partial E}{\partial y_q} = y_q - t_q", SQUARE),
    (r"\frac{\partial E}{\partial z_i} = \delta_i\, f'(z_i)", r"E = \sum_i \delta_i f(z_i)"),
    (r"\sum_i (a_i + b_i) = \sum_i a_i + \sum_i b_i", ""),
]  # fmt: skip
REFUTED = [
    (r"\frac{\partial E}{\partial w_p} = \sum_i \delta_i x_{i-p}", CONV),
    (r"\frac{\partial E}{\partial w_{p,q}} = \delta_q a_p", DENSE),
    (r"\frac{\partial E}{\partial z_q} = p_q - t_q", SOFTMAX),
    (r"\frac{\partial E}{\partial y_q} = 2 (y_q - t_q)", SQUARE),
]


@pytest.mark.parametrize(("latex", "where"), PROVED)
def test_proved(latex: str, where: str) -> None:
    assert judge(latex, where).verdict == "proved"


@pytest.mark.parametrize(("latex", "where"), REFUTED)
def test_refuted_with_numbers(latex: str, where: str) -> None:
    found = judge(latex, where)
    assert found.verdict == "refuted"
    assert " at " in str(found)


def test_what_the_prover_cannot_decide() -> None:
    assert judge(r"\sum_{i=1}^{n} i 2^i = (n - 1) 2^{n+1} + 2").verdict == "not decided"


def test_the_sum_of_the_integers_is_decided() -> None:
    assert judge(r"\sum_{i=1}^{n} i = \frac{n (n+1)}{2}").verdict == "proved"


def test_the_ranges_are_told() -> None:
    told = judge(*PROVED[1]).understood
    assert r"0 \le i \le n - 1" in told
    assert r"0 \le p \le k - 1" in told
    assert "Understood" in judge(*PROVED[1])._repr_html_()


@pytest.mark.parametrize(
    ("latex", "asked"),
    [
        (r"g(z) = z", "a function or a factor"),
        (r"w_{pq} = 1", "one index or several"),
        (r"w_p + w_{p,q} = 1", "1 or 2 indices"),
        (r"a = b, b = a", "expected one equation"),
        (r"a / b c = 1", "two readings"),
    ],
)
def test_an_ambiguity_is_asked(latex: str, asked: str) -> None:
    with pytest.raises(LatexError, match=asked):
        judge(latex)


def test_a_name_may_be_declared() -> None:
    g = activation("g")
    assert (
        judge(r"\frac{\partial E}{\partial z} = g'(z)", "E = g(z)", names={"g": g}).verdict
        == "proved"
    )
