r"""The book's dialect of LaTeX, construct by construct; two readings are refused, errors point."""

import time

import pytest
import sympy as sp
from sympy import KroneckerDelta, Lambda, exp, log

from cnn_core.symbolic import (
    Inside,
    LatexError,
    Partial,
    Table,
    activation,
    indices,
    inside,
    read,
    same,
    sizes,
    tensors,
    total,
)
from cnn_core.symbolic.latex import _parser, declarations
from cnn_core.symbolic.tokens import spelling

i, j, k, m, p, q, f = indices("i j k m p q f")
H, K, N, S, D, P, n = sizes("H K N S D P n")
x, w, d, z, t, A = tensors("x w delta z t A")
a, b = sp.symbols("a b", real=True)
F = activation("f")
E = total(d[i] * total(w[m] * x[i + m], (m, K)), (i, H - K + 1))
NAMES = declarations(
    E, Partial(E, w[p]), F(a) + b + n + N, A[p, q], z[j], total(t[k], (k, K)), S * i + D * p - P + H
) | {(r"\delta",): d}  # fmt: skip


def value(latex: str, **names: object) -> object:
    known = {**NAMES, **{spelling(key): meaning for key, meaning in names.items()}}
    return read(latex, known)[0].sides[-1]


STEP = sp.Piecewise((1, a > 0), (0, True))
READ = {
    r"\frac{\partial E}{\partial w_p}": Partial(E, w[p]),
    r"\partial E/\partial w_p": Partial(E, w[p]),
    r"\sum_{i=0}^{H-K} \delta_i\, x_{i+p}": total(d[i] * x[i + p], (i, H - K + 1)),
    r"\sum_k t_k": total(t[k], (k, K)),
    r"\sum_k t_k - a": total(t[k], (k, K)) - a,
    r"\sum_{k=0}^{K-1} \sum_{0 \le m < n} t_k z_m": total(t[k] * z[m], (k, K), (m, n)),
    r"\sum_{m,k=0}^{K-1} t_k z_m": total(t[k] * z[m], (m, K), (k, K)),
    r"A_{pq}": A[p, q],
    r"A_{p,q}": A[p, q],
    r"A_{12}": A[1, 2],
    r"x_{Si+Dp-P}": x[S * i + D * p - P],
    r"x_{pq}": x[p * q],
    r"\frac12 a": a / 2,
    r"\tfrac1{2N} a^2": a**2 / (2 * N),
    r"2a \cdot b": 2 * a * b,
    r"-\big(a - b\big)^2": -((a - b) ** 2),
    r"f'(a)": activation("f'")(a),
    r"f''(a)\,b": activation("f''")(a) * b,
    r"[\,0 \le i-p < n\,]\; w_{i-p}": inside(i - p, n) * w[i - p],
    r"\big[Si+Dp-P=j\big]": KroneckerDelta(S * i + D * p - P, j),
    r"e^{z_j}": exp(z[j]),
    r"\log \sum_k e^{t_k}": log(total(exp(t[k]), (k, K))),
    r"\log(a) b": log(a) * b,
    r"\tanh^2 a": sp.tanh(a) ** 2,
    r"\operatorname{sign}(a/b)": sp.sign(a / b),
    r"\left|a - b\right|": sp.Abs(a - b),
    r"|a| + |b|": sp.Abs(a) + sp.Abs(b),
    r"\max(a, 0)": sp.Max(a, 0),
    r"\sqrt{\sum_k t_k^2}": sp.sqrt(total(t[k] ** 2, (k, K))),
    r"\left\lfloor \frac{n}{S} \right\rfloor + 1": sp.floor(n / S) + 1,
    r"\underbrace{a}_{\text{small}}\,b": a * b,
    r"a / b": a / b,
    r"\begin{cases} 1 & a > 0 \\ 0 & a \le 0 \end{cases}": STEP,
    r"\begin{cases} 1, & \text{if } a > 0, \\[2pt] 0 & \text{otherwise} \end{cases}": STEP,
    r"2b \begin{cases} 1 & 0 < a \\ 0 & \text{else.} \\ \end{cases} - a": 2 * b * STEP - a,
    r"\begin{cases} a & 0 \le a < 1 \\ |a| + b & \text{otherwise} \end{cases}": sp.Piecewise(
        (a, (a >= 0) & (a < 1)), (sp.Abs(a) + b, True)
    ),
    r"\begin{cases} 1 & p = q \\ 0 & p \ne q \end{cases}": sp.Piecewise(
        (1, sp.Eq(p, q)), (0, sp.Ne(p, q))
    ),
}  # fmt: skip


@pytest.mark.parametrize("latex", READ)
def test_what_is_read(latex: str) -> None:
    assert same(value(latex), READ[latex])


REFUSED = {
    r"a / b c": "two readings",
    r"\log a b": "two readings",
    r"f(a)^2": "two readings",
    r"|a|b|a|b|": "two readings",
    r"\gamma + a": r"\gamma is not declared",
    r"x": "needs indices",
    r"a_i": "has no indices",
    r"a'": "has no prime",
    r"A_{i+j}": "has 2 indices",
    r"A_{p,q,p}": "has 2 indices, here 3",
    r"\sum_q t_q": "over which range does q run",
    r"\sum_{i=0} t_i": "lower and an upper bound",
    r"\sum_{k,k} t_k": "bound twice",
    r"f": "needs an argument",
    r"\frac{a}{\partial w_p}": "without one above",
    r"a + = b": "stands where one expects",
    r"\sum_k (t_k": "stands where one expects",
    r"a = \int b": r"\int is not of the vocabulary",
    r"\frac{a}": "needs an argument",
    r"\frac{a}{b": "never closed",
    r"a^{\mathsf T}": "only a Table",
    r"\begin{cases} 1 & a \\ 0 & a > 0 \end{cases}": "a case is chosen by",
    r"\begin{cases} 1 \\ 0 & a > 0 \end{cases}": "'&' and a condition",
    r"\begin{cases} 1 & a < a \\ 0 & a > 0 \end{cases}": "a condition that never holds",
    r"\begin{cases} 1 & a > 0": "the end of the cases",
}


@pytest.mark.parametrize("latex", REFUSED)
def test_what_is_refused(latex: str) -> None:
    with pytest.raises(LatexError) as caught:
        value(latex)
    assert REFUSED[latex] in str(caught.value)


ALTERED = [
    r"\begin{cases} 1 & a \ge 0 \\ 0 & a < 0 \end{cases}",  # another value at the jump
    r"\begin{cases} 1 & a > 0 \\ 0 & a < 0 \end{cases}",  # no value there
    r"\begin{cases} 1 & a > 0 \\ 0 & a \le 1 \end{cases}",
    r"\begin{cases} 1 & a < 0 \\ 0 & a \ge 0 \end{cases}",
    r"\begin{cases} 1 & b > 0 \\ 0 & b \le 0 \end{cases}",
    r"\begin{cases} 0 & a > 0 \\ 1 & a \le 0 \end{cases}",
    r"\begin{cases} 1 & a > 0 \\ a & a \le 0 \end{cases}",
    r"\begin{cases} 1 & a > 0 \end{cases}",
]


@pytest.mark.parametrize("latex", ALTERED)
def test_other_cases_are_something_else(latex: str) -> None:
    assert not same(value(latex), STEP)


def test_an_error_points_into_the_formula() -> None:
    with pytest.raises(LatexError, match="position 6: a \\+ b »"):
        value(r"a + b \gamma")


def test_a_name_may_have_several_tokens() -> None:
    turned = {r"\mathrm{rot180}(\delta)": lambda i: d[n - 1 - i]}
    assert value(r"\mathrm{rot180}(\delta)_p", **turned) == d[n - 1 - p]
    assert value(r"E'(a)", **{"E'(a)": a * b}) == a * b
    assert value(r"k_h", k_h=n) == value("k_{h}", k_h=n) == n
    assert value(r"\hat y", **{r"\hat{y}": b}) == b


def test_a_name_may_be_read_through_a_function() -> None:
    padded = Lambda(i, inside(i, n) * x[i])
    assert value(r"x_{p+q}", x=padded) == inside(p + q, n) * x[p + q]
    with pytest.raises(LatexError, match="has 1 indices, here 2"):
        value(r"x_{p,q}", x=padded)


def test_a_matrix_is_read_by_its_entries() -> None:
    W, Delta = Table(lambda i, j: A[i, j], n, N), Table(lambda i: d[i], n)
    table = value(r"W^{\mathsf T} \Delta", W=W, **{r"\Delta": Delta})
    assert same(table[(q,)], total(A[i, q] * d[i], (i, n)))
    entrywise = value(r"\Delta \odot f'(\Delta)", **{r"\Delta": Delta})
    assert same(entrywise[(q,)], d[q] * activation("f'")(d[q]))
    slope = value(r"\frac{\partial E}{\partial W}", W=Table(lambda i, j: A[i, j], n, N))
    assert slope[p, q] == Partial(E, A[p, q])
    with pytest.raises(LatexError, match="no matrix product"):
        value(r"W \Delta", W=W, **{r"\Delta": Delta})
    with pytest.raises(LatexError, match="a matrix stands where one expects an index"):
        value(r"x_W", W=W)


def test_several_statements_and_their_conditions() -> None:
    said = read(
        r"\begin{aligned} a &= b, & b &= a \\[4pt] n &= N \end{aligned}, \qquad 0 \le p \le n",
        NAMES,
    )
    assert [one.relations for one in said] == [("=",), ("=",), ("=",), (r"\le", r"\le")]
    assert said[-1].condition() == Inside(p, 0, n)
    line = read(r"p = 1, \dots, n", NAMES)
    assert line[0].condition() == Inside(p, 1, n)


def test_a_name_of_two_meanings_is_refused() -> None:
    known = declarations(Partial(a, w[p]) + Partial(b, w[p]))
    with pytest.raises(LatexError, match="means two things"):
        read(r"\frac{\partial E}{\partial w_p}", known)


def test_the_grammar_has_no_conflict() -> None:
    """Built strictly, so that a rule with two readings fails here; the text is the shipped file."""
    assert _parser().options.strict
    assert _parser().options.parser == "lalr"


def test_reading_is_fast() -> None:
    latex = r"\frac{\partial E}{\partial w_p} = \sum_{i=0}^{H-K} \delta_i\, x_{i+p} + a"
    value(latex)
    start = time.perf_counter()
    for number in range(10):
        value(latex + f"^{number}")
    assert time.perf_counter() - start < 3  # some 10 ms each, on a machine that does much besides
