"""Problems in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS).

The place of a result is the line of the catalog; the line of the article is a related place. A
fingerprint stays the same when lines move, so that what was seen once is known again.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote

from l10n import __version__, plugins
from l10n.errors import PluginError
from l10n.events import Did, Outcome, Problem
from l10n.project.settings import OWN_CHECKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.events import Event, Place

FROM_TOP = True
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def lines(events: Iterable[Event]) -> Iterator[str]:
    """Give the log, when all events are known."""
    found = list(events)
    problems = [event for event in found if isinstance(event, Problem)]
    refused = [e for e in found if isinstance(e, Outcome) and e.did is Did.REFUSED]
    names = sorted({problem.check for problem in problems})
    seen: Counter[str] = Counter()
    results = []
    for problem in problems:
        seen[problem.fingerprint] += 1
        results.append(_result(problem, names.index(problem.check), seen[problem.fingerprint]))
    driver = {
        "name": "l10n",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(name) for name in names],
    }
    invocation = {
        "executionSuccessful": not refused,
        "toolExecutionNotifications": [_notification(outcome) for outcome in refused],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "results": results,
        "columnKind": "unicodeCodePoints",
    }
    yield json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(name: str) -> dict[str, object]:
    try:
        text = OWN_CHECKS.get(name) or (plugins.load("checks", name).__doc__ or name).strip()
    except PluginError:  # a check of somebody else's, which is no longer installed
        text = name
    short = {"text": text.partition("\n")[0]}
    return {"id": name, "shortDescription": short, "fullDescription": {"text": text}, "help": {"text": text}}


def _result(problem: Problem, rule: int, number: int) -> dict[str, object]:
    said = problem.message + (f"\n- {problem.source}\n+ {problem.translation}" if problem.source else "")
    result: dict[str, object] = {
        "ruleId": problem.check,
        "ruleIndex": rule,
        "level": problem.severity.value,
        "message": {"text": said},
        "locations": [_location(problem.catalog)],
        "partialFingerprints": {"l10n/v1": f"{problem.fingerprint}:{number}"},
    }
    if problem.article:
        related = {"id": 1, "message": {"text": "the sentence in the article"}, **_location(problem.article)}
        result["relatedLocations"] = [related]
    if problem.locale:
        result["properties"] = {"locale": problem.locale}
    return result


def _location(place: Place) -> dict[str, object]:
    # Code scanning of GitHub shows no result without a line; a whole file stands at its first.
    region = {"startLine": max(place.line, 1)}
    return {"physicalLocation": {**_file(place.path), "region": region}}


def _file(path: str) -> dict[str, object]:
    return {"artifactLocation": {"uri": quote(path), "uriBaseId": "%SRCROOT%"}}


def _notification(outcome: Outcome) -> dict[str, object]:
    return {
        "level": "error",
        "message": {"text": outcome.summary},
        "locations": [{"physicalLocation": _file(outcome.path)}],
    }
