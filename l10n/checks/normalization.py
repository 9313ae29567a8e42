"""Letters are composed: one character for ế, not three.

Some keyboards and file systems store a letter and its accents apart (Unicode normal form D). It looks
the same, and searches, spell checkers and fonts fail on it. The right form is C (Unicode Standard
Annex 15).
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING
from unicodedata import is_normalized, normalize

from l10n.model import Severity

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
    # Where the normal form is not shorter nothing is composed: the order of Arabic vowel marks, say.
    apart = (word for word in pair.translation.split() if len(normalize("NFC", word)) < len(word))
    yield from (f"the letters of “{word}” are not in Unicode normal form C" for word in islice(apart, 1))


def mended(pair: Pair) -> str:
    """Compose the letters."""
    return normalize("NFC", pair.translation)
