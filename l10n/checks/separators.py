"""Numbers are written as the locale writes them: 12,5 and not 12.5 in Vietnamese.

Decimal and group separators are those of CLDR. Versions and sections look like numbers too, so this
is a matter of style; in prices and doses it is worth asking for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n import cldr
from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.NOTE

_NUMBER = re.compile(r"(?<![\w.,:/-])\d++(?:,\d{3})*+(?:[.,]\d++)?+(?![\w.,:/-]*\w)")


def find(pair: Pair) -> Iterable[str]:
    """Look for numbers with separators that stand as they do in the source."""
    marks = cldr.decimal_and_group(pair.source_locale)
    if marks == cldr.decimal_and_group(pair.locale) or not _NUMBER.search(pair.translation):
        return
    source = set(_NUMBER.findall(pair.source_words))
    decimal, group = map(re.escape, marks)
    foreign = re.compile(rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{decimal}\d+)?|\d+{decimal}\d+")
    for number in _NUMBER.findall(pair.translation_words):
        if number in source and foreign.fullmatch(number):
            yield f"“{number}” is written as in {cldr.name(pair.source_locale)}"
