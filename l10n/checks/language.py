"""The translation is in the language of its locale.

Judged by the commonest words of some languages and by scripts, so that only a sentence or more is
told. A catalog that was sent to the wrong folder, or an engine that took the wrong pair, shows here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from l10n import cldr
from l10n.events import Severity
from l10n.vocabulary import commonest, languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.pair import Pair

SEVERITY = Severity.ERROR

_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 12
"""Characters; shorter ones are not looked at."""
_LEAST_WORDS = 8
_LEAST_FOREIGN = 2
_LEAST_HITS = 4
_OF_SEVERAL_SCRIPTS = frozenset("az crh doi kk ks ku mn mni pa sat sd sr tt ug uz".split())
"""Languages that are written in another script than the likely one of CLDR too."""
_RANGES = {
    "Cyrl": "\u0400-\u052f", "Grek": "\u0370-\u03ff", "Arab": "\u0600-\u06ff", "Hebr": "\u0590-\u05ff",
    "Deva": "\u0900-\u097f", "Beng": "\u0980-\u09ff", "Taml": "\u0b80-\u0bff", "Thai": "\u0e00-\u0e7f",
    "Geor": "\u10a0-\u10ff", "Armn": "\u0530-\u058f", "Kore": "\uac00-\ud7af",
    "Latn": "a-zA-Z\u00c0-\u024f\u1e00-\u1eff",
    "Hans": "\u4e00-\u9fff", "Hant": "\u4e00-\u9fff", "Jpan": "\u3040-\u30ff\u4e00-\u9fff",
}  # fmt: skip
"""Letters of a script; a locale whose script is not here is not judged."""


def find(pair: Pair) -> Iterable[str]:
    """Count common words of other languages, and letters of the locale's script."""
    reads_so = len(pair.translation) < _LEAST or not commonest(pair.locale).isdisjoint(
        pair.translation_tokens
    )
    return () if reads_so or pair.source == pair.translation else _faults(pair)


def _faults(pair: Pair) -> Iterator[str]:
    named = _other_language(pair)
    if named:
        yield f"the translation reads as {cldr.name(named)}, not as {cldr.name(pair.locale)}"
    elif not _letters(cldr.script(pair.locale)).search(pair.translation):
        known = set(_WORD.findall(pair.source_words))
        words = [word for word in _WORD.findall(pair.translation_words) if word not in known]
        if (
            len(words) >= _least(pair.source_locale, words)
            and pair.locale.partition("-")[0] not in _OF_SEVERAL_SCRIPTS
        ):
            yield f"there is no letter of the script of {cldr.name(pair.locale)}"


def _least(source_locale: str, words: Sequence[str]) -> int:
    """Return how many words are enough: names may stay in the letters of the source, and in no others."""
    named = any(map(_letters(cldr.script(source_locale)).search, words))
    return _LEAST_WORDS if named else _LEAST_FOREIGN


def _other_language(pair: Pair) -> str | None:
    words = pair.translation_tokens
    if len(words) < _LEAST_WORDS or not commonest(pair.locale):
        return None
    others = languages() - {tag.partition("-")[0] for tag in (pair.locale, pair.source_locale)}
    hits = {tag: [word for word in words if word in commonest(tag)] for tag in sorted(others)}
    best = max(hits, key=lambda tag: len(set(hits[tag])))
    return best if len(set(hits[best])) >= _LEAST_HITS and len(hits[best]) * 5 >= len(words) else None


@cache
def _letters(script: str) -> re.Pattern[str]:
    return re.compile(f"[{_RANGES[script]}]" if script in _RANGES else "")
