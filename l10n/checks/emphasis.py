"""Words that the source stresses, or sets as code, are so in the translation.

Foreign words are often set in italics, so italics that were added are left alone; bold words are told
where the source has none. Some locales put quotation marks in the place of italics, and any may put its
own in the place of ``<q>``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n import cldr
from l10n.checks import Trigger
from l10n.difference import differences
from l10n.events import Severity
from l10n.model import Role
from l10n.pair import code_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from l10n.pair import Pair

SEVERITY = Severity.WARNING
TRIGGER = Trigger.DIFFERENCE

_STRONG = ("**", "<b>", "<strong>", '<emphasis role="bold">', '<emphasis role="strong">')
_UPRIGHT = frozenset({"Hans", "Hant", "Jpan", "Kore"})
_QUOTING = frozenset({"<q>", "<quote>"})
_MARKS = '「」『』《》“”„«»"‘‘'
"""Quotation marks, of which two are one quotation; ’ is an apostrophe too, and so ‘ stands for both."""


def find(pair: Pair) -> Iterable[str]:
    """Look for emphasis that was lost, unless other markup came in its place, and for bare code."""
    found = differences(pair, "emphasis")
    lost = {one.key: one.times for one in found if one.is_loss and one.role is Role.OPEN}
    if not lost and not any(mark in pair.source for mark in _STRONG):
        yield from (f"the emphasis “{key}” was added" for role, key in pair.added if _is_strong(role, key))
    added = sum(n for (role, key), n in pair.added.items() if role is Role.OPEN and key[:1] in "*~<")
    in_its_place = added + _quoted(pair, lost)
    if sum(lost.values()) > in_its_place and not pair.stray:  # `markup` tells where its rest is
        yield from (f"the emphasis “{key}” is missing" for key in lost)
    for one in differences(pair, "code"):
        inside = code_in(one.key) if one.is_loss else ""
        if inside and inside in pair.translation_words and one.key not in pair.translation:
            yield f"“{inside}” stands without its marks, “{one.key}”"


def _is_strong(role: Role, key: str) -> bool:
    return role is Role.OPEN and key in _STRONG


def _quoted(pair: Pair, lost: Mapping[str, int]) -> int:
    """Count quotation marks that stand for ``<q>``, and for italics in scripts that have none."""
    most = sum(n for key, n in lost.items() if key in _QUOTING or cldr.script(pair.locale) in _UPRIGHT)
    return min(most, (_marks(pair.translation_words) - _marks(pair.source_words)) // 2) if most else 0


def _marks(text: str) -> int:
    return sum(map(text.count, _MARKS))
