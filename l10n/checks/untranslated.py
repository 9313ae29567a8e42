"""The translation is not the source again, as a whole or in a part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.pair import Pair

SEVERITY = Severity.WARNING

_WORD = re.compile(r"[^\W\d_]{3,}")
_WORDS = 3
"""Shorter texts are often names, which are the same everywhere."""
_TOKEN = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*|[^\w\s]")


def find(pair: Pair) -> Iterable[str]:
    """Compare the words, if there are enough of them."""
    tokens = pair.source_tokens
    shared = {*tokens}.intersection(pair.translation_tokens)
    if len(shared) < _WORDS or _is_one_language(pair):
        return ()
    left = [token in shared for token in tokens]
    return _left(pair) if any(map(all, zip(left, left[1:], left[2:], strict=False))) else ()


def _is_one_language(pair: Pair) -> bool:
    source, target = (tag.partition("-")[0] for tag in (pair.source_locale, pair.locale))
    return source == target


def _left(pair: Pair) -> Iterator[str]:
    same = pair.source_words.strip() == pair.translation_words.strip()
    if same and sum(_WORD.search(word) is not None for word in pair.source_words.split()) >= _WORDS:
        yield "the translation is the source text"
        return
    source, translation = pair.source_words, pair.translation_words
    if source.isupper():
        source, translation = source.lower(), translation.lower()
    tokens = _TOKEN.findall(source), _TOKEN.findall(translation)
    shared = set(tokens[0]).intersection(tokens[1])
    if sum(map(_is_common, shared)) < _WORDS:
        return
    left = _longest_run(*tokens)
    if f"({' '.join(left)}" in translation:
        return  # the foreign words of a term, behind its translation
    if sum(map(_is_common, left)) >= _WORDS:
        yield f"“{' '.join(left)}” is not translated"


def _is_common(word: str) -> bool:
    """Tell a word from a name, which is kept and has a capital, and from an article or a sign."""
    return word.islower() and len(word) > 2


def _longest_run(source: list[str], translation: list[str]) -> list[str]:
    """Return the longest run of words without punctuation, as lists of names have, that stands in both."""
    best: list[str] = []
    lengths = [0] * (len(translation) + 1)
    for word in source:
        before = lengths
        lengths = [
            0,
            *(
                before[at] + 1 if word == other and word.isalnum() else 0
                for at, other in enumerate(translation)
            ),
        ]
        at = max(range(len(lengths)), key=lengths.__getitem__)
        if lengths[at] > len(best):
            best = translation[at - lengths[at] : at]
    return best
