"""No sentence was left out or made up.

Translators join and split sentences, so a count alone says little: it is told only where the length
of the translation speaks the same way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.checks import density
from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.pair import Pair

SEVERITY = Severity.WARNING

_END = re.compile(r"(?<!^\d)[.!?…؟।][\"'”’»)*_\]]*(?=\s|\Z)|[。！？]")
_SHORT, _LONG = 0.85, 2.0
_LEAST = 50
_LONGER = 1.07
"""Length of most translations. Nearer to what a lost sentence leaves of it, none was joined."""


def find(pair: Pair) -> Iterable[str]:
    """Compare the number of sentences and the length."""
    if len(pair.source) < _LEAST:
        return ()
    share = len(pair.translation) / len(pair.source) / density(pair.locale)
    return () if _SHORT <= share <= _LONG else _counted(pair, share)


def _counted(pair: Pair, share: float) -> Iterator[str]:
    source, translation = len(_END.findall(pair.source)), len(_END.findall(pair.translation))
    if source in {0, translation}:
        return
    kept = translation / source
    fewer = translation < source > 1 and share < min(
        _SHORT * (translation + 1) / source, _LONGER * (1 + kept) / 2
    )
    if (fewer and share < _SHORT) or (translation > source and share > _LONG):
        yield f"{source} sentences have become {translation}"
