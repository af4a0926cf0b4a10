r"""The letters of the paper, for reading its formulas back.

The paper's i numbers samples under a sum and neurons elsewhere; here it is the sample, and
``\hat{y}_i^{L+1}`` the prediction for it. Superscripts name layers.
"""

from __future__ import annotations

from cnn_core.symbolic.vocabulary import indices
from cnn_ledger.reading import DEFINED, Spelled
from cnn_ledger.sources.murugan2017._network import p, t, y
from cnn_ledger.sources.murugan2017.forward import image, kernel

(i,) = indices("i")
LOSS = Spelled(
    {r"L(\hat{y}_i^{L+1}, y_i)": DEFINED, r"\hat{y}_i^{L+1}": p[i], "y": y, "t": t},
    from_one=True,
    spelling={r"^{i=t}": "^{t}", r"\sum_1^": r"\sum_{i=1}^", r"(y_i) \log": r"y_i \log"},
)
PLANES = Spelled({r"(I \otimes K)_{ij}": DEFINED, "I": image, "K": kernel})
SPELLED = {
    **dict.fromkeys(["2.4", "2.6", "2.7", "2.8", "2.9", "2.14", "3.23"], LOSS),
    **dict.fromkeys(["3.1", "3.2"], PLANES),
}
UNREAD: dict[str, str] = {}
