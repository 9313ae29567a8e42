"""A number keeps its unit: 250 ml do not become 250 mg.

Symbols of the SI and those beside it are the same in all Latin scripts; where a unit is written as a
word, or converted with its number, nothing is compared.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.pair import Pair

SEVERITY = Severity.ERROR
TRIGGER = re.compile(r"\d")

_MEASURE = re.compile(
    r"(\d(?<![\w.,]\d)\d*(?:[.,]\d+)?)[ \u00a0\u202f]?"
    r"(%|‰|°[CF]|[kcmµμn]?m[²³]?|[kmµμ]?g|[mµμdc]?[lL]|[kM]?Pa|mmHg|[kM]?Hz|GHz|kWh?|MW|[kmµμ]?mol|mSv|[KMGT]i?B|km/h|mph)(?![\w/²³])"
)
_SAME = str.maketrans({"L": "l", "μ": "µ", ",": "."})


def find(pair: Pair) -> Iterable[str]:
    """Compare the units behind the same number."""
    if not _MEASURE.search(pair.source):
        return
    translation = dict(_measures(pair.translation_words))
    for number, unit in _measures(pair.source_words):
        found = translation.get(number, unit)
        if found != unit and (number, unit) not in _measures(pair.translation_words):
            yield f"“{number} {unit}” has become “{number} {found}”"


def _measures(text: str) -> Iterator[tuple[str, str]]:
    return ((match[1].translate(_SAME), match[2].translate(_SAME)) for match in _MEASURE.finditer(text))
