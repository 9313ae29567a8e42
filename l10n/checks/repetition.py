"""No words come again and again, as they do when an engine runs in circles."""

from __future__ import annotations

import re
from operator import eq
from typing import TYPE_CHECKING

from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from l10n.pair import Pair

SEVERITY = Severity.ERROR

_WORD = re.compile(r"[^\W\d_]{2}")
"""What a phrase holds; figures and single letters are addresses, sizes and formulas."""
_LONGEST = 8
"""Words of the longest phrase that is looked for."""
_TIMES = 3


def find(pair: Pair) -> Iterable[str]:
    """Find a phrase that stands three times in a row, or oftener than it does in the source."""
    phrase, times = _most_repeated(pair.translation_tokens)
    is_stuck = times >= _TIMES and _WORD.search(phrase) and times > _most_repeated(pair.source_tokens)[1]
    is_stuck = is_stuck and _stands(phrase, pair)
    return [f"“{phrase}” comes {times} times in a row"] if is_stuck else ()


def _most_repeated(words: Sequence[str]) -> tuple[str, int]:
    best = ("", 1)
    again = len(words) - len(set(words))
    for length in range(1, min(_LONGEST, again // (_TIMES - 1)) + 1):
        same = 0
        if sum(map(eq, words, words[length:])) < (_TIMES - 1) * length:
            continue
        for at in range(length, len(words)):
            same = same + 1 if words[at] == words[at - length] else 0
            times = same // length + 1
            if times > best[1]:
                best = (" ".join(words[at - length + 1 : at + 1]), times)
    return best


def _stands(phrase: str, pair: Pair) -> bool:
    """Tell whether a phrase follows itself where a reader reads it, with no code between.

    A single word does so with the same marks between; German “die, die die Tür öffnen” is grammar.
    """
    text = "".join([piece.words or "\x00" for piece in pair.translation_pieces])
    words = r"[^\w\x00]+".join(map(re.escape, phrase.split()))
    between = r"[^\w\x00]+" if " " in phrase else r"\1"
    again = rf"\b{words}([^\w\x00]+)(?:{words}{between}){{{_TIMES - 2}}}{words}\b"
    return re.search(again, text, re.IGNORECASE) is not None
