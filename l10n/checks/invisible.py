"""No invisible or control character stands in the translation that the source has not.

A zero-width space, a soft hyphen or a stray control character comes in with a paste: nobody sees it,
and searches and links break on it. Joiners are right in the scripts that need them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from l10n import cldr
from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.ERROR

TRIGGER = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u180e\u200b-\u200d\u2028\u2029\u2060-\u2064"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_JOINERS = "\u200c\u200d"
_BREAKING = frozenset({"Thai", "Khmr", "Laoo", "Mymr", "Jpan", "Hans", "Hant", "Hani"})
"""Scripts without spaces, where a zero-width space is a place to break a line."""
_JOINED = frozenset({"Latn", "Cyrl", "Grek", "Hans", "Hant", "Jpan", "Kore"})
"""Scripts whose letters never need a joiner."""
_EMOJI = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]\ufe0f?\u200d")
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e007a]+\U000e007f")
"""The flag of a part of a country, such as Scotland, whose letters are tags (UTS #51)."""


def find(pair: Pair) -> Iterable[str]:
    """Compare the invisible characters."""
    for character, count in _surplus(pair).items():
        name = unicodedata.name(character, f"control character {ord(character):#04x}").lower()
        times = f" {count} times" if count > 1 else ""
        yield f"an invisible character, U+{ord(character):04X} {name}, was added{times}"


def mended(pair: Pair) -> str:
    """Leave out the characters that were added, the last ones first."""
    text = pair.translation
    for character, count in _surplus(pair).items():
        head, *rest = text.rsplit(character, count)
        text = "".join((head, *rest))
    return text


def _surplus(pair: Pair) -> Counter[str]:
    found = Counter(TRIGGER.findall(_FLAG.sub("", pair.translation)))
    if not found:
        return found
    found -= Counter(TRIGGER.findall(pair.source))
    script = cldr.script(pair.locale)
    for character in list(found):
        joins = character in _JOINERS and (script not in _JOINED or _EMOJI.search(pair.translation))
        if joins or (character == "\u200b" and script in _BREAKING):
            del found[character]
    return found
