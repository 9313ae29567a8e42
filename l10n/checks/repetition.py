"""No words come again and again, as they do when an engine runs in circles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.checks import Pair

SEVERITY = Severity.ERROR

_WORD = re.compile(r"[\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u109f\u1780-\u17d3\u200c\u200d]+")
"""Vowel marks of Hebrew, Arabic and the scripts of India are no letters to ``\\w``."""
_LONGEST = 8
"""Words of the longest phrase that is looked for."""
_TIMES = 3


def find(pair: Pair) -> Iterable[str]:
    """Find a phrase that stands three times in a row, or oftener than it does in the source."""
    phrase, times = _most_repeated(pair.translation_words)
    if times >= _TIMES and times > _most_repeated(pair.source_words)[1]:
        yield f"“{phrase}” comes {times} times in a row"


def _most_repeated(text: str) -> tuple[str, int]:
    words = [word.casefold() for word in _WORD.findall(text)]
    best = ("", 1)
    if len(words) - len(set(words)) < _TIMES - 1:
        return best
    for length in range(1, _LONGEST + 1):
        same = 0
        for at in range(length, len(words)):
            same = same + 1 if words[at] == words[at - length] else 0
            times = same // length + 1
            if times > best[1]:
                best = (" ".join(words[at - length + 1 : at + 1]), times)
    return best
