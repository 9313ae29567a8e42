"""Text all in capitals stays so, and no other text becomes so, in scripts that have capitals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.pair import Pair

SEVERITY = Severity.WARNING

_WORD = re.compile(r"[^\W\d_]{2,}")
_WORDS = 2
"""Fewer words in capitals are an abbreviation."""


def find(pair: Pair) -> Iterable[str]:
    """Compare the letters, if there are enough of them."""
    capitals = pair.source_words.isupper() or pair.translation_words.isupper()
    return _compared(pair) if capitals else ()


def _compared(pair: Pair) -> Iterator[str]:
    source, translation = _words(pair.source_words), _words(pair.translation_words)
    if len(source) < _WORDS or not translation or set(source) <= set(translation):
        return
    is_cased = len(translation) == len(_WORD.findall(pair.translation_words))
    if is_cased and _are_capitals(source) and not _are_capitals(translation):
        yield "the source is in capitals, the translation is not"
    is_cased = is_cased and len(translation) >= _WORDS
    is_named = all(word in pair.source_words for word in translation)  # APIs of REST: API REST
    if is_cased and not is_named and _are_capitals(translation) and not _are_capitals(source):
        yield "the translation is in capitals, the source is not"


def _words(text: str) -> list[str]:
    """Return the words of letters that can be capitals, in a text that may have others."""
    return [word for word in _WORD.findall(text) if all(c.lower() != c.upper() for c in word)]


def _are_capitals(words: list[str]) -> bool:
    return all(word.replace("ß", "").isupper() for word in words)
