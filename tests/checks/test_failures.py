"""The checks find what engines really do wrong, and only that; the cases are in ``tests/data``."""

from __future__ import annotations

import pytest

from l10n import plugins
from l10n.model import Notation
from l10n.pair import Pair
from tests.golden import cases


@pytest.mark.parametrize(("check", "source", "translation", "problems"), cases("failures.txt"))
def test_a_failure_of_an_engine_is_named(check: str, source: str, translation: str, problems: str) -> None:
    pair = Pair(source, translation, Notation.MARKDOWN, "en", "vi")
    found = plugins.load("checks", check.strip()).find(pair)
    assert list(found) == [line for line in problems.split("\n") if line]
