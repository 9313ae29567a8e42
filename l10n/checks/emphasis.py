"""Words that the source stresses, or sets as code, are so in the translation.

Foreign words are often set in italics, so italics that were added are left alone; bold words are told
where the source has none. Some locales put quotation marks in the place of italics.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n import cldr
from l10n.checks import Trigger
from l10n.events import Severity
from l10n.model import Role
from l10n.pair import code_in, family

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.WARNING
TRIGGER = Trigger.DIFFERENCE

_STRONG = ("**", "<b>", "<strong>")
_UPRIGHT = frozenset({"Hans", "Hant", "Jpan", "Kore"})
_QUOTES = '「『“‘《"'


def find(pair: Pair) -> Iterable[str]:
    """Look for emphasis that was lost, unless other emphasis came in its place, and for bare code."""
    alone = {key for role, key in pair.added if role is Role.ATOM}
    lost = {k: n for (role, k), n in pair.lost.items() if _is_emphasis(role, k) and k not in alone}
    if not lost and not any(mark in pair.source for mark in _STRONG):
        yield from (f"the emphasis “{key}” was added" for role, key in pair.added if _is_strong(role, key))
    added = sum(n for (role, key), n in pair.added.items() if _is_emphasis(role, key))
    if sum(lost.values()) > added + _quoted(pair) and not pair.stray:  # `markup` tells where its rest is
        yield from (f"the emphasis “{key}” is missing" for key in lost)
    for _, key in pair.lost:
        inside = code_in(key)
        if inside and inside in pair.translation_words and key not in pair.translation:
            yield f"“{inside}” stands without its marks, “{key}”"


def _is_strong(role: Role, key: str) -> bool:
    return role is Role.OPEN and key in _STRONG


def _quoted(pair: Pair) -> int:
    """Count the quotation marks that stand for italics in scripts that have none."""
    if cldr.script(pair.locale) not in _UPRIGHT:
        return 0
    more = sum(pair.translation.count(mark) - pair.source.count(mark) for mark in _QUOTES)
    return max(more, 0)


def _is_emphasis(role: Role, key: str) -> bool:
    return role is Role.OPEN and family(role, key) == "emphasis"
