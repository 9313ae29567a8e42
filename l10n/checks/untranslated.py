"""The translation is not the source again, as a whole or in a part.

Only prose of the source language is told, by its commonest words where they are known: commands, names
and listings are the same in all languages, and so is what a translation quotes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n import vocabulary
from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.pair import Pair

SEVERITY = Severity.WARNING

_WORD = re.compile(r"[^\W\d_]{3,}")
_WORDS = 3
"""Shorter texts are often names, which are the same everywhere."""
_PLAIN = re.compile(r"[(\"'“‘]*[^\W\d_]+(?:[’'-][^\W\d_]+)*[)\"'”’.,;:!?]*")
"""A word as prose has it, without signs in it."""
_MOSTLY = 0.6
"""Share of plain words from which a text with common words is prose; code has them in its comments."""
_LISTING = re.compile(r"^[ \t]*(?:#|//|/\*|[$%>] )|^[ \t]{2,}[^\s<]", re.MULTILINE)
"""A comment, a command, or a line that is indented: a listing may stay as it is."""
_CITED = re.compile(
    r"[“„«»「『(（][^“”„«»「」『』()（）]*[”“»«」』)）]|\"[^\"]*\"|(?<!\w)['‘][^'‘’]*['’](?!\w)"
    r"|<(cite|citetitle|q|quote|samp|computeroutput|output|foreignphrase)\b[^>]*>.*?</\1>"
)
"""What a translation quotes as it stands elsewhere: the words of a program, a title, a foreign term."""
_TOKEN = re.compile(r"\w+(?:[./:@]\w+)+|[^\W_]+(?:[’'-][^\W_]+)*|[^\w\s]")


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
    if _LISTING.search(pair.source):
        return
    same = pair.source_words.strip() == pair.translation_words.strip()
    if same and sum(_WORD.search(word) is not None for word in pair.source_words.split()) >= _WORDS:
        if _is_prose(pair):
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
    if _is_phrase(left, pair.source_locale) and not _is_cited(" ".join(left), pair.translation):
        yield f"“{' '.join(left)}” is not translated"


def _is_prose(pair: Pair) -> bool:
    """Tell prose from code and names: by common words of the language, or a capital before other words."""
    words = pair.source_words.split()
    plain = [word for word in words if _PLAIN.fullmatch(word)]
    bare = [word.strip("(\"'“‘)”’.,;:!?") for word in plain]
    common = vocabulary.commonest(pair.source_locale)
    if not common or not common.isdisjoint(map(str.lower, bare)):
        return len(plain) >= _MOSTLY * len(words)
    return len(plain) == len(words) and sum(map(_is_common, bare)) >= _WORDS - 1 and words[0][:1].isupper()


def _is_phrase(words: list[str], locale: str) -> bool:
    """Tell what is said from names, whose only small words are the commonest: the House of the People."""
    common = vocabulary.commonest(locale)
    small = {word for word in words if _is_common(word)}
    told = not common or (len(small - common) >= _WORDS - 1 and not common.isdisjoint(map(str.lower, words)))
    return told and sum(map(_is_common, words)) >= _WORDS


def _is_cited(words: str, translation: str) -> bool:
    """Tell whether words stand in a translation where it quotes, and nowhere else."""
    return words in translation and words not in _CITED.sub(" ", translation)


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
