"""Each check finds what is wrong and is quiet about what is right, in the words of its golden cases."""

from __future__ import annotations

import pytest

from l10n import plugins
from l10n.checks import spelling
from l10n.events import Severity
from tests.checks import golden

CASES = [case for name in plugins.names("checks") for case in golden.cases(name)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.check}: {case.name}")
def test_a_check_says_what_its_golden_case_says(case: golden.Case) -> None:
    if case.check == "spelling" and spelling._speller("fr") is None:
        pytest.skip("needs the Debian packages hunspell and hunspell-fr")
    assert case.found() == case.messages


@pytest.mark.parametrize("name", plugins.names("checks"))
def test_a_check_has_golden_cases_both_ways(name: str) -> None:
    cases = list(golden.cases(name))
    assert any(case.messages for case in cases), f"{name}: no case in which something is wrong"
    assert any(not case.messages for case in cases), f"{name}: no case in which all is right"


@pytest.mark.parametrize("case", [c for c in CASES if c.mended], ids=lambda c: f"{c.check}: {c.name}")
def test_what_is_mended_has_no_fault_left(case: golden.Case) -> None:
    module = plugins.load("checks", case.check)
    assert module.mended(case.pair) == case.mended
    assert not list(module.find(case.pair.__class__(case.pair.source, case.mended, *_rest(case))))


def _rest(case: golden.Case) -> tuple:
    return case.pair.notation, case.pair.source_locale, case.pair.locale


@pytest.mark.parametrize("name", plugins.names("checks"))
def test_a_check_says_in_its_docstring_what_is_right(name: str) -> None:
    module = plugins.load("checks", name)
    first = module.__doc__.partition("\n")[0]
    assert first.endswith(".")
    assert isinstance(module.SEVERITY, Severity)
