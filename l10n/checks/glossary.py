"""The terms of the glossary are translated as it says, whatever the endings of the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.events import Severity
from l10n.glossary import stands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.pair import Pair

SEVERITY = Severity.WARNING


def find(pair: Pair) -> Iterable[str]:
    """Look for a translation of every term in the source, and for those that are ruled out."""
    return _faults(pair) if pair.glossary.terms else ()


def _faults(pair: Pair) -> Iterator[str]:
    text = f"{pair.translation_words} {pair.translation}"
    for term in {match.term: None for match in pair.glossary.found(pair.source_words)}:
        if any(stands(form, text) for form in term.wanted):
            continue  # what is ruled out, if it stands there too, belongs to other words
        if term.wanted:
            wanted = " or ".join(f"“{form}”" for form in term.wanted)
            yield f"“{term.source}” is to be {wanted}"
        for form in term.never:
            if stands(form, text):
                yield f"“{term.source}” is never to be “{form}”"
