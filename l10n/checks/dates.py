"""A date of the source is the same day in the translation.

The month may be a name of the locale, as CLDR has it, or a number; day and year are figures.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from l10n import cldr
from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.WARNING
TRIGGER = re.compile("[12]")

_YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d\b")
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")


def find(pair: Pair) -> Iterable[str]:
    """Look for the month of each date with a year; its figures are a matter of ``numbers``."""
    if not _YEAR.search(pair.source):
        return
    taken: dict[str, str] = {}
    for match in _dates(pair.source_locale).finditer(pair.source_words):
        named = next(name for name in match.groups() if name).lower()
        if named not in taken:
            taken[named] = _taken_for(named, pair)
        if taken[named]:
            yield f"the month of “{match[0]}” has become “{taken[named]}”"


def _taken_for(named: str, pair: Pair) -> str:
    """Return the month that stands in place of another; "" where that one is there."""
    month = _number(named, pair.source_locale)
    translation = pair.translation_words.lower()
    names = cldr.months(pair.locale)[month - 1]
    right = any(name in translation for name in names) or named in translation
    if right or month in map(int, _NUMBER.findall(translation)):
        return ""
    others = (
        name
        for number, others in enumerate(cldr.months(pair.locale), 1)
        if number != month
        for name in others
    )
    return next((name for name in others if name not in names and _stands(name, translation)), "")


def _stands(name: str, text: str) -> bool:
    """Tell whether a month stands beside a figure; alone, many names are other words too."""
    month = re.escape(name)
    return re.search(rf"\d\W{{0,3}}(?:de\W)?{month}(?!\w)|(?<!\w){month}\W{{1,4}}\d", text) is not None


@cache
def _dates(locale: str) -> re.Pattern[str]:
    names = sorted((name for names in cldr.months(locale) for name in names), key=len, reverse=True)
    month = "|".join(re.escape(name) for name in names if not name.isdigit()) or "(?!)"
    day_first = rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)? (?:of )?({month})\.?,? \d{{4}}\b"
    month_first = rf"\b({month})\.? (?:\d{{1,2}},? )?\d{{4}}\b"
    return re.compile(f"{day_first}|{month_first}", re.IGNORECASE)


def _number(named: str, locale: str) -> int:
    said = re.compile(re.escape(named), re.IGNORECASE)  # as it was found: of KASIM, lower() makes no kasım
    return next(n for n, names in enumerate(cldr.months(locale), 1) if any(map(said.fullmatch, names)))
