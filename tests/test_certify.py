"""Certificates: what the generator writes, what Rocq accepts of it, and what it must refuse.

Where ``coqc`` is not installed the tests that run it are skipped, and say so.
"""

import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sympy as sp

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT))

from cnn_core.symbolic import Partial, records  # noqa: E402
from tools.certify import NotCertified, equations, files  # noqa: E402
from tools.certify.statement import certificate, digest, statements  # noqa: E402
from tools.certify.values import Samples  # noqa: E402

needs_rocq = pytest.mark.skipif(
    not shutil.which("coqc"), reason="coqc is not installed: the certificates are not checked here"
)
CHAPTERS = {chapter.name: chapter for chapter in files.chapters()}
CHECKED = "10_kernel_gradient"  # the chapter that the tests hand to Rocq; make certify does all
SHORT = 10_000  # characters of a certificate that a test hands over: seconds, not half a minute


def counterexamples():
    """The first wrong form of each chapter."""
    for path in (ROOT / "book" / f"{name}.ipynb" for name in CHAPTERS):
        found = [r for r in records(path) if r.kind == "counterexample"] if path.exists() else []
        for one in found[:1]:
            yield pytest.param(one, id=f"{path.stem}: {one.label}")


def kept(chapter):
    outcome = files.noted()[chapter.name]
    return [files.written(claim) for claim in chapter.claims if "digest" in outcome[claim.key]]


@pytest.mark.parametrize("name", CHAPTERS)
def test_committed_certificates_state_what_the_records_say(name):
    """A statement that changed, came or went is noticed: run ``make certify``."""
    assert_stated(CHAPTERS[name], files.noted().get(name, {}))


def assert_stated(chapter, outcome):
    assert list(outcome) == sorted(claim.key for claim in chapter.claims)
    file = chapter.file
    sections = files.sections(file.read_text(encoding="utf-8")) if file.exists() else {}
    held = {outcome[c.key]["theorem"]: c for c in chapter.claims if "digest" in outcome[c.key]}
    assert set(sections) == set(held)
    for name, claim in held.items():
        assert sections[name] in statements(claim.name, claim.lhs, claim.rhs, claim.where)
        assert outcome[claim.key]["digest"] == digest(sections[name])
        assert outcome[claim.key]["file"] == file.name
    assert all(outcome[c.key].get("reason") for c in chapter.claims if c not in held.values())


def test_an_entry_that_stands_for_something_is_not_taken_for_constant():
    """``a = f(w)`` beside ``D a = 0`` would say that the slope of f is zero, or nothing."""
    x, w, i, j = sp.IndexedBase("x"), sp.IndexedBase("w"), *sp.symbols("i j", integer=True)
    claim = Partial(w[i] * x[i], w[i]), x[i], (sp.Eq(x[j], w[i]),)
    (plain, _) = statements("one", *claim)
    assert "Hypothesis D_x : forall i0, i0 != j -> D (x i0) = 0." in plain
    with pytest.raises(NotCertified):
        certificate("one", Partial(x[j], w[i]), sp.Integer(0), (sp.Eq(x[j], w[i]),))


def test_a_record_that_changed_is_noticed():
    chapter, outcome = CHAPTERS[CHECKED], files.noted()[CHECKED]
    first, *rest = chapter.claims
    with pytest.raises(AssertionError):
        assert_stated(replace(chapter, claims=(replace(first, rhs=-first.rhs), *rest)), outcome)
    with pytest.raises(AssertionError):
        assert_stated(replace(chapter, claims=tuple(rest)), outcome)
    with pytest.raises(AssertionError):
        assert_stated(chapter, {})


def test_the_generator_writes_what_is_committed():
    chapter = CHAPTERS[CHECKED]
    assert chapter.file.read_text(encoding="utf-8") == files.text_of(kept(chapter))


def test_there_are_no_other_certificates():
    known = {c.file.name for c in CHAPTERS.values()} | {"Sums.v", "Models.v"}
    assert {path.name for path in files.FOLDER.glob("*.v")} <= known
    assert set(files.noted()) == set(CHAPTERS)


@pytest.mark.parametrize("path", sorted(files.FOLDER.glob("*.v")), ids=lambda path: path.name)
def test_nothing_is_assumed_outside_of_a_section(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(Admitted|Axiom|Parameter|Conjecture|admit|Abort)\b", text)
    if path.name.startswith(("chapter_", "theorems")):
        theorems = re.findall(r"^Theorem (\S+)", text, re.M)
        assert theorems == re.findall(r"^Print Assumptions (\S+)\.", text, re.M)
        assert theorems


def assert_refused(name, *identity):
    """A wrong identity gets no certificate, or one that Rocq does not accept."""
    try:
        found = certificate(re.sub(r"\W", "_", name), *identity)
    except NotCertified:
        return
    if not shutil.which("coqc"):
        pytest.skip("coqc is not installed: a certificate was guessed, and nobody can refuse it")
    files.library()
    assert files.coqc(files.HEAD + found.text).returncode != 0


@pytest.mark.parametrize("wrong", list(counterexamples()))
def test_wrong_forms_of_the_chapters_get_no_certificate(wrong):
    assert_refused("wrong", wrong.lhs, wrong.rhs, wrong.where)


def registry():
    folder = str(ROOT / "tests" / "symbolic")
    if folder not in sys.path:
        sys.path.append(folder)
    from test_theorems import THEOREMS

    return THEOREMS


@pytest.mark.parametrize("name", registry())
def test_wrong_variants_get_no_certificate(name):
    claim = registry()[name]()
    for variant, wrong in claim.wrong.items():
        assert_refused(variant, claim.lhs, wrong, claim.where)


@needs_rocq
def test_rocq_accepts_the_certificates_of_a_chapter():
    files.library()
    certificates = [one for one in kept(CHAPTERS[CHECKED]) if len(one.text) < SHORT]
    ran = files.coqc(files.text_of(certificates))
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count(files.CLOSED) == len(certificates) > 0


@needs_rocq
def test_the_hypotheses_have_a_model():
    files.library()
    ran = files.coqc((files.FOLDER / "Models.v").read_text(encoding="utf-8"))
    assert ran.returncode == 0, ran.stderr
    assert files.CLOSED in ran.stdout


@needs_rocq
def test_an_altered_certificate_is_refused():
    files.library()
    (first, *_) = kept(CHAPTERS[CHECKED])
    head, proof = first.text.split("Proof.", 1)
    assert "(i' + p)" in head
    altered = files.HEAD + head.replace("(i' + p)", "(i' - p)") + "Proof." + proof
    assert files.coqc(altered).returncode != 0


@needs_rocq
def test_a_wrong_form_is_refused_by_the_kernel_too(monkeypatch):
    """With every guess answered by yes, a certificate is written; Rocq does not accept it."""
    files.library()
    monkeypatch.setattr(Samples, "equal", lambda *_: True)
    monkeypatch.setattr(equations, "formally_equal", lambda *_: True)
    found = [
        one for one in records(ROOT / "book" / f"{CHECKED}.ipynb") if one.kind == "counterexample"
    ]
    assert found
    for n, wrong in enumerate(found[:2]):
        forged = certificate(f"wrong_{n}", wrong.lhs, wrong.rhs, wrong.where)
        ran = files.coqc(files.HEAD + forged.text)
        assert ran.returncode != 0
        assert "Error" in ran.stderr


# --- the page --------------------------------------------------------------------------------

sys.path.append(str(ROOT / "book" / "_ext"))


def test_certified_proofs_get_a_badge_and_their_statement():
    import json

    import certified

    page = ROOT / "book" / f"{CHECKED}.ipynb"
    known = files.noted()[CHECKED]
    shown = dict(certified.displayed(json.loads(page.read_text(encoding="utf-8"))))
    held = [(text, known[k]) for text, keys in shown.items() for k in keys if "digest" in known[k]]
    assert held
    for text, one in held:
        result = certified.with_badge(text, [one])
        assert result.count("proof-badge certified") == 1
        assert result.count("<div") == result.count("</div>") == text.count("<div")
        assert f"Theorem {one['theorem']}" in result
        assert "Proof." not in result
        assert "Let d" not in result


@pytest.mark.parametrize("name", [name for name in CHAPTERS if name != files.BEYOND])
def test_a_page_knows_its_theorems_by_the_names_of_the_note(name):
    """Two statements of one label have names of their own, on the page as in the note."""
    import json

    import certified

    page = ROOT / "book" / f"{name}.ipynb"
    shown = certified.displayed(json.loads(page.read_text(encoding="utf-8")))
    keys = {key for _, found in shown for key in found}
    assert keys == {claim.key for claim in CHAPTERS[name].claims} == set(files.noted()[name])


def test_the_table_counts_and_gives_reasons():
    import certified

    text = certified.table(ROOT / "book", {})
    assert "10_kernel_gradient" in text
    reasons = [one for part in files.noted().values() for one in part.values() if "reason" in one]
    assert text.count("\n- ") == len(reasons)
    assert all(one["reason"] for one in reasons)
