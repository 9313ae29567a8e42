"""Letters are composed: one character for ế, not three.

Some keyboards and file systems store a letter and its accents apart (Unicode normal form D). It looks
the same, and searches, spell checkers and fonts fail on it. The right form is C (Unicode Standard
Annex 15).
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from unicodedata import is_normalized, normalize

from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.pair import Pair

SEVERITY = Severity.WARNING


def find(pair: Pair) -> Iterable[str]:
    """Look for letters that are not composed, where those of the source are."""
    return () if is_normalized("NFC", pair.translation) else _apart(pair)


def _apart(pair: Pair) -> Iterator[str]:
    if not is_normalized("NFC", pair.source):
        return
    apart = (word for word in pair.translation.split() if _composed(word) != word)
    yield from (f"the letters of “{word}” are not in Unicode normal form C" for word in islice(apart, 1))


def mended(pair: Pair) -> str:
    """Compose the letters, and leave alone characters that the normal form takes for others."""
    return re.sub(r"\S+", lambda found: _composed(found[0]), pair.translation)


def _composed(word: str) -> str:
    # The normal form also writes the usual character of Han for the variant that a name has.
    others = "".join(character for character in word if not is_normalized("NFC", character))
    parts = re.split(f"([{re.escape(others)}])", word) if others else [word]
    composed = "".join([part if part in others else normalize("NFC", part) for part in parts])
    # Where it is not shorter nothing is composed: the order of Arabic vowel marks, say.
    return composed if len(composed) < len(word) else word
