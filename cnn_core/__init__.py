"""Convolutional networks in NumPy: every formula proved, every function its own reference.

Functions stand beside their gradients (`sigmoid` and ``sigmoid.derivative``, `conv2d` and
`conv2d_backward`), `Network` stacks them and trains. Feature axes come first and the batch last,
``(C, H, W, N)``; at the border of `Network` images are ``(N, C, H, W)``.

Importing this package imports NumPy alone, and that when the first of its names is asked for.
``cnn_core.symbolic`` (the proofs) needs SymPy, ``cnn_core.plotting`` needs Matplotlib.
"""

import sys as _sys
from importlib import import_module as _import_module
from importlib.util import find_spec as _find_spec
from types import ModuleType as _ModuleType
from typing import TYPE_CHECKING as _TYPE_CHECKING
from typing import Any as _Any

if _TYPE_CHECKING:
    from cnn_core._public import *  # noqa: F403

__version__ = "0.1.0"


_FUNCTIONS = ("attention", "dense", "recurrent")
"""Names of functions that their modules have too; all other modules come alone when asked for."""


class _Package(_ModuleType):
    """The package, whose public names arrive together when one is asked for; proofs need none.

    A function has the name of its module, as `dense` does, and comes before it.
    """

    def __getattr__(self, name: str) -> _Any:
        if name.startswith("_") and name != "__all__":
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        if name not in _FUNCTIONS and _find_spec(f"{self.__name__}.{name}") is not None:
            return _import_module(f"{self.__name__}.{name}")
        _import_public(self)
        if name not in vars(self):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        return vars(self)[name]

    def __setattr__(self, name: str, value: _Any) -> None:
        """What the import of a submodule does; before the public names are here, it waits."""
        public = vars(self).get("__all__")
        hidden = isinstance(value, _ModuleType) and (public is None or name in public)
        if name == "symbolic" or not hidden:
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        _import_public(self)
        return sorted(vars(self))


def _import_public(package: _ModuleType) -> None:
    """Import all public names, unless that is done or going on."""
    if f"{package.__name__}._public" not in _sys.modules:
        public = _import_module(f"{package.__name__}._public")
        vars(package).update({name: getattr(public, name) for name in public.__all__})
        vars(package)["__all__"] = public.__all__


_sys.modules[__name__].__class__ = _Package
