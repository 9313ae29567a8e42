"""The last word of a verb: what it did to all files of a locale."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from l10n.events import Outcome, Problem, Total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.events import Event


def totalled(events: Iterable[Event]) -> Iterator[Event]:
    """Give the events of a verb, and at their end a total for each locale that has several files.

    What is wrong with the project itself has a total of its own, for no locale.
    """
    counts: dict[str, Counter[str]] = {}
    files: Counter[str] = Counter()
    general: Counter[str] = Counter()
    for event in events:
        yield event
        if isinstance(event, Outcome) and event.counts:
            files[event.locale] += 1
            counts.setdefault(event.locale, Counter()).update(event.counts)
        elif isinstance(event, Problem) and not event.locale:
            general[f"{event.severity.value}s"] += 1
    if general:
        yield Total("", 0, general)
    for locale, counted in counts.items():
        if files[locale] > 1:
            yield Total(locale, files[locale], counted)
