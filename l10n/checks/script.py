"""Letters are of the script of the locale, and no word mixes two.

A Cyrillic ``о`` in a Latin word looks right and is not found by a search; it comes from the wrong
keyboard, or from somebody who hides an address.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.WARNING
TRIGGER = re.compile("[\u0370-\u052f]")

_MIXED = re.compile(
    r"(?<![\w%])(?:[a-zA-Z\u00c0-\u024f\u1e00-\u1eff]+[\u0370-\u03ff\u0400-\u052f][^\W\d_]*|[\u0370-\u03ff\u0400-\u052f]+[a-zA-Z\u00c0-\u024f\u1e00-\u1eff][^\W\d_]*)"
)
_ALIKE = frozenset("асеорхуіјѕԁһАВЕКМНОРСТХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανιρυaceopxyijsdhABEKMHOPCTXIJSZNYvu")
"""Letters that have a double in the other script."""


def find(pair: Pair) -> Iterable[str]:
    """Look for words of two scripts that can be taken for words of one."""
    if not _MIXED.search(pair.translation):
        return
    for match in _MIXED.finditer(pair.translation_words):
        disguised = _disguised(match[0]) if match[0] not in pair.source else ""
        if disguised:
            names = ", ".join(f"U+{ord(c):04X} {unicodedata.name(c).lower()}" for c in disguised)
            yield f"“{match[0]}” holds letters of two scripts: {names}"
            return


def _disguised(word: str) -> str:
    """Return the letters of the rarer script that can be taken for those of the other."""
    scripts = sorted({_script(c) for c in word}, key=[_script(c) for c in word].count)
    for script in scripts:
        letters = dict.fromkeys(c for c in word if _script(c) == script)
        if all(c in _ALIKE for c in letters):
            return "".join(letters)
    return ""


@lru_cache(maxsize=2048)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
