"""Events for a program: one JSON object with outcomes and problems."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from l10n.events import Outcome, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.events import Event, Place


def lines(events: Iterable[Event]) -> Iterator[str]:
    """Give the object, when all events are known."""
    found = [event for event in events if isinstance(event, Outcome | Problem)]
    data = {
        "outcomes": [_outcome(event) for event in found if isinstance(event, Outcome)],
        "problems": [_problem(event) for event in found if isinstance(event, Problem)],
    }
    yield json.dumps(data, ensure_ascii=False, indent=2)


def _outcome(outcome: Outcome) -> dict[str, object]:
    return {
        "path": outcome.path,
        "locale": outcome.locale or None,
        "did": outcome.did.value,
        "summary": outcome.summary,
        "counts": dict(outcome.counts),
    }


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "check": problem.check,
        "fingerprint": problem.fingerprint,
        "locale": problem.locale or None,
        "severity": problem.severity.value,
        "message": problem.message,
        "catalog": _place(problem.catalog),
        "article": _place(problem.article) if problem.article else None,
        "source": problem.source,
        "translation": problem.translation,
    }


def _place(place: Place) -> dict[str, object]:
    return {"path": place.path, "line": place.line}
