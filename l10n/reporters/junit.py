"""Problems as a JUnit report, which every CI server shows: a suite for each catalog.

An error is a failure. A warning is no failure, and stands in the output of its test case.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from l10n.events import Did, Outcome, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.events import Event

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document can hold."""


def lines(events: Iterable[Event]) -> Iterator[str]:
    """Give the report, when all events are known."""
    suites: dict[str, list[tuple[str, str]]] = {}
    for event in events:
        if isinstance(event, Problem):
            suites.setdefault(event.catalog.path, []).append((_case(event), event.severity.value))
        elif isinstance(event, Outcome) and event.did is Did.REFUSED:
            suites.setdefault(event.path, []).append((_refusal(event), Severity.ERROR.value))
        elif isinstance(event, Outcome):
            suites.setdefault(event.path, [])
    total = sum(len(cases) or 1 for cases in suites.values())
    failures = sum(severity == "error" for cases in suites.values() for _, severity in cases)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="l10n check" tests="{total}" failures="{failures}">'
    for path, cases in suites.items():
        yield from _suite(path, cases)
    yield "</testsuites>"


def _suite(path: str, cases: list[tuple[str, str]]) -> Iterator[str]:
    failures = sum(severity == "error" for _, severity in cases)
    tests = len(cases) or 1
    yield f'  <testsuite name={_quoted(path)} tests="{tests}" failures="{failures}" errors="0">'
    if not cases:
        yield f'    <testcase classname={_quoted(path)} name="no problems"/>'
    yield from (case for case, _ in cases)
    yield "  </testsuite>"


def _case(problem: Problem) -> str:
    place = str(problem.catalog)
    said = f"{problem.message}\n{problem.article or ''}\n- {problem.source}\n+ {problem.translation}"
    failed = problem.severity is Severity.ERROR
    tag = (
        f"failure message={_quoted(problem.message)} type={_quoted(problem.check)}"
        if failed
        else "system-out"
    )
    # GitLab takes two cases of one name for one.
    name = _quoted(f"{problem.check}: line {problem.catalog.line}: {problem.message}")
    return (
        f"    <testcase classname={_quoted(problem.catalog.path)} name={name}>"
        f"<{tag}>{_text(f'{place}: {said}')}</{tag.split(maxsplit=1)[0]}></testcase>"
    )


def _refusal(outcome: Outcome) -> str:
    return (
        f'    <testcase classname={_quoted(outcome.path)} name="refused">'
        f'<failure message={_quoted(outcome.summary)} type="refused"/></testcase>'
    )


def _quoted(text: str) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", text))


def _text(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", text))
