"""Sentences that changed in looks alone, and those that say something else; the cases are in ``tests/data/cosmetic``."""

from __future__ import annotations

import pytest

from l10n.catalog import cosmetic
from l10n.model import Notation
from tests.golden import cases

KNOWN = frozenset({"leukapheresis"})


def kept(request: pytest.FixtureRequest, old: str, new: str, translation: str) -> cosmetic.Kept | None:
    notation = Notation.HTML if "html: " in request.node.name else Notation.MARKDOWN
    return cosmetic.kept(old, new, translation, notation, "en", KNOWN)


@pytest.mark.parametrize(("old", "new", "translation", "holds", "changes"), cases("cosmetic/kept.txt"))
def test_a_translation_holds_where_looks_alone_changed(
    request, old, new, translation, holds, changes
) -> None:
    assert kept(request, old, new, translation) == cosmetic.Kept(holds, tuple(changes.split(", ")))


@pytest.mark.parametrize(("old", "new", "translation"), cases("cosmetic/real.txt"))
def test_a_translation_does_not_hold_for_another_meaning(request, old, new, translation) -> None:
    assert kept(request, old, new, translation) is None


def test_a_language_whose_misspellings_are_unknown_has_none() -> None:
    assert cosmetic.kept("Dobry den vsem.", "Dobrý den vsem.", "Hello.", Notation.PLAIN, "cs", KNOWN) is None
