"""Docstrings of all public names: every argument described, and examples that run."""

import doctest
import importlib
import inspect
import re

import numpy as np
import pytest

import cnn_core

OPTIONS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
CORE = ["cnn_core"]
RETURNED = ["GradientError", "GradientReport", "History"]
MODULES = ["cnn_core", "cnn_core.symbolic", "cnn_core.plotting", "cnn_ledger"]


def public_names(modules=MODULES):
    """``module:name`` for every public function and class."""
    for module_name in modules:
        module = importlib.import_module(module_name)
        for name in module.__all__:
            if callable(getattr(module, name)):
                yield f"{module_name}:{name}"


def public_methods():
    """``module:Class.method`` for what a public class of the package adds to its bases."""
    for full in public_names(CORE):
        module_name, name = full.split(":")
        thing = getattr(importlib.import_module(module_name), name)
        if inspect.isclass(thing):
            for method, value in vars(thing).items():
                if not method.startswith("_") and callable(getattr(value, "__func__", value)):
                    yield f"{full}.{method}"


def called_by_users():
    """The public names of the package but its exceptions and what its functions return."""
    return [full for full in public_names(CORE) if not is_returned(resolve(full))]


def is_returned(thing):
    return inspect.isclass(thing) and (issubclass(thing, Exception) or thing.__name__ in RETURNED)


def resolve(full):
    module_name, name = full.split(":")
    thing = importlib.import_module(module_name)
    for part in name.split("."):
        thing = getattr(thing, part)
    return thing


def home(thing):
    """The names that an example can use: those of the module where the thing was written."""
    return {**vars(importlib.import_module(thing.__module__)), "np": np, "__name__": "examples"}


def examples(thing, name):
    return doctest.DocTestParser().get_doctest(
        thing.__doc__ or "", dict(home(thing)), name, None, 0
    )


def failures(test):
    """The report of the examples that fail, empty if all is well."""
    report = []
    doctest.DocTestRunner(optionflags=OPTIONS, verbose=False).run(test, out=report.append)
    return "".join(report)


def undescribed(thing):
    """Arguments that the docstring, with that of the class, does not name."""
    text = inspect.getdoc(thing) or ""
    arguments = [name for name in inspect.signature(thing).parameters if name != "self"]
    return [name for name in arguments if not re.search(rf"\b{re.escape(name)}\b", text)]


@pytest.mark.parametrize("full", [*public_names()])
def test_docstring_begins_with_a_sentence(full):
    text = inspect.getdoc(resolve(full))
    assert text, "no docstring"
    assert not re.match(r"\w+\(.*\)$", text.splitlines()[0]), "the signature generated for a class"
    first = text.split("\n\n")[0]
    assert first.rstrip().endswith((".", ":")), first


@pytest.mark.parametrize("full", called_by_users())
def test_docstring_names_every_argument(full):
    assert undescribed(resolve(full)) == []


@pytest.mark.parametrize("full", called_by_users())
def test_docstring_has_an_example(full):
    assert examples(resolve(full), full).examples


@pytest.mark.parametrize("full", [*public_names(), *public_methods()])
def test_examples_run(full):
    assert failures(examples(resolve(full), full)) == ""


@pytest.mark.parametrize("full", [*public_methods()])
def test_methods_have_docstrings(full):
    cls, method = resolve(full.rpartition(".")[0]), full.rpartition(".")[2]
    assert any(getattr(vars(base).get(method), "__doc__", None) for base in cls.__mro__)


# --- The checks themselves can fail ---------------------------------------------------------


def described_badly(first, second):
    pass


def test_a_wrong_example_and_a_forgotten_argument_are_noticed(monkeypatch):
    text = "About ``first`` alone.\n\n>>> 1 + 1\n3\n"  # not where pytest itself would run it
    monkeypatch.setattr(described_badly, "__doc__", text)
    assert "Expected:\n    3\nGot:\n    2" in failures(examples(described_badly, "bad"))
    assert undescribed(described_badly) == ["second"]


def test_examples_of_callable_objects_are_found():
    """``sigmoid`` and the losses are objects that stand for a function."""
    assert examples(cnn_core.sigmoid, "sigmoid").examples
    assert examples(cnn_core.mse, "mse").examples
