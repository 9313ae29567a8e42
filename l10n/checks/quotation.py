"""Quotation marks are those of the locale.

The table is that of the delimiters of CLDR for the commonest languages; straight marks are told only
where the source has curly ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.NOTE

_MARKS = {
    "“”": "en vi pt nl tr ko hi id ms th zh fil he",
    "„“": "de cs sk sl bg et lt is lv hr sr mk",
    "„”": "pl ro hu hr nl",
    "«»": "fr it es pt ru uk be el ca fa ar nb no sq hy eu gl kk az",
    "””": "sv fi",
    "「」": "ja zh",
    "»«": "da de",
}
_ALL = "“”„«»「」"


def find(pair: Pair) -> Iterable[str]:
    """Look for marks that the locale does not use."""
    language = pair.locale.partition("-")[0]
    right = {mark for marks, languages in _MARKS.items() if language in languages.split() for mark in marks}
    if not right:
        return
    wrong = [mark for mark in _ALL if mark in pair.translation and mark not in right]
    yield from (f"“{mark}” is no quotation mark of the locale" for mark in wrong)
    curly = any(mark in pair.source for mark in _ALL)
    if curly and '"' in pair.translation_words and '"' not in pair.source_words:
        yield 'the straight mark “"” stands where the source has curly ones'
