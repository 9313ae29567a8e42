"""Problems for merge requests of GitLab: a Code Quality report, a JSON list of issues."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from l10n.events import Did, Outcome, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.events import Event

FROM_TOP = True
_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def lines(events: Iterable[Event]) -> Iterator[str]:
    """Give the report, when all events are known; each fingerprint stands in it once."""
    seen: Counter[str] = Counter()
    issues: list[dict[str, object]] = []
    for event in events:
        if isinstance(event, Problem):
            seen[event.fingerprint] += 1
            issues.append(_issue(event, f"{event.fingerprint}-{seen[event.fingerprint]}"))
        elif isinstance(event, Outcome) and event.did is Did.REFUSED:
            issues.append(_entry("refused", event.summary, "blocker", event.path, 1, event.path))
    yield json.dumps(issues, ensure_ascii=False, indent=2)


def _issue(problem: Problem, fingerprint: str) -> dict[str, object]:
    article = f" ({problem.article})" if problem.article else ""
    severity = _SEVERITIES[problem.severity]
    place = problem.catalog
    return _entry(
        problem.check, f"{problem.message}{article}", severity, place.path, max(place.line, 1), fingerprint
    )


def _entry(
    check: str, description: str, severity: str, path: str, line: int, fingerprint: str
) -> dict[str, object]:
    return {
        "check_name": check,
        "description": description,
        "severity": severity,
        "fingerprint": fingerprint,
        "location": {"path": path, "lines": {"begin": line}},
    }
