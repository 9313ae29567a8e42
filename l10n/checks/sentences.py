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

_END = re.compile(r"(?<!^\d)[.!?…؟।][\"'”’»)*_\]]*(?=\s|\Z)(?!\s+[a-z\u00df-\u00ff\u0430-\u044f])|[。！？]")
_SHORT, _LONG = 0.85, 2.0
_LEAST = 50
_USUAL = {"ar": 0.87, "he": 0.85, "th": 0.9, "fa": 0.95, "de": 1.14, "el": 1.16, "fr": 1.14, "vi": 1.1}
_USUAL |= dict.fromkeys(("ca", "es", "hu", "it", "nl", "pt", "ro"), 1.1)
_USUAL |= dict.fromkeys(("ja", "ko", "zh"), 1.3)
"""Median length of translations out of English; nearer to what a lost sentence leaves, none was joined."""
_MOSTLY = 1.03
"""That of other languages."""


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
    usual = _USUAL.get(pair.locale.partition("-")[0], _MOSTLY)
    least = min(_SHORT * (translation + 1) / source, usual * (1 + translation / source) / 2)
    fewer = translation < source > 1 and share < least
    if (fewer and share < _SHORT) or (translation > source and share > _LONG):
        yield f"{source} sentences have become {translation}"
