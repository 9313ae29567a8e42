"""Catalogs that follow their articles; the cases are in ``tests/data/merge``."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from l10n import project as projects
from l10n.catalog import Catalog, Entry
from l10n.catalog.join import joined
from l10n.catalog.merge import merged
from l10n.catalog.template import Template
from l10n.model import Kind, Notation, Segment, State
from l10n.verbs import cut_article
from tests.conftest import REPOSITORY
from tests.golden import cases


def template(sentences: list[str]) -> Template:
    found = [re.fullmatch(r"(?:\[(.*?)\] )?(.*)", sentence) for sentence in sentences]
    segments = [Segment(match[2], Kind.PARAGRAPH, "guide.md", 1, match[1]) for match in found if match]
    return Template.of("guide.md", "en", Notation.MARKDOWN, segments)


def reviewed(catalog: Catalog, translations: dict[str, str]) -> Catalog:
    """Do what a translator does."""
    entries = (entry for entry in catalog.entries if translations.get(entry.text))
    return catalog.with_entries(
        {e.key: Entry(e.message.replaced(msgstr=translations[e.text], fuzzy=False)) for e in entries}
    )


def catalog_of(translations: dict[str, str]) -> Catalog:
    new = Catalog.new("guide.md", "en", "vi", "2026-11-25 09:30+0000")
    return reviewed(merged(new, template(list(translations)), {}).catalog, translations)


def shown(catalog: Catalog) -> Iterator[str]:
    for entry in (*catalog.entries, *catalog.obsolete):
        previous = entry.message.previous
        made_for = f" < {previous.msgid}" if previous else ""
        comments = f" ({'; '.join(entry.message.comments)})" if entry.message.comments else ""
        yield f"{entry.state.value}: {entry.translation}{made_for}{comments}".strip()


@pytest.mark.parametrize(("old", "new", "expected"), cases("merge/cases.txt"))
def test_a_catalog_follows_its_article(old: str, new: str, expected: str) -> None:
    pairs = (line.partition(" =") for line in old.splitlines())
    before = catalog_of({text: translation.strip() for text, _, translation in pairs})
    asked = template(new.splitlines())
    after = merged(before, asked, {}).catalog
    assert list(shown(after)) == expected.splitlines()
    assert merged(after, asked, {}).catalog.dump() == after.dump()


def test_a_guess_that_was_handed_on_is_given_to_no_other_sentence_in_the_next_run() -> None:
    """The stale entry names the sentence that a person translated, not the one that it was handed on by."""
    last = "Then they are counted by two people, and then they rest for a while."
    catalog = catalog_of({last: "Rồi đếm và nghỉ."})
    for words in (
        "The cells are washed in a warm bath, and then they rest for a while.",
        "The cells are washed twice in a warm bath.",
    ):
        asked = template(["The cells are washed in a warm bath.", words, last])
        catalog = merged(catalog, asked, {}).catalog
        assert [e.state for e in catalog.entries] == [State.MISSING, State.STALE, State.REVIEWED]
        assert merged(catalog, asked, {}).catalog.dump() == catalog.dump()


def test_a_setting_makes_every_change_a_real_one() -> None:
    before = catalog_of({'She said "yes".': "Cô ấy nói “vâng”."})
    after = merged(before, template(["She said “yes”."]), {}, keeps_cosmetic=False).catalog
    assert [entry.state for entry in after.entries] == [State.STALE]


def test_an_untouched_draft_is_not_carried_along() -> None:
    from l10n.model import Proposal

    before = catalog_of({"The pump runs all night.": ""})
    drafted = {e.key: e.drafted(Proposal("Bơm chạy đêm.", 0.5, "argos")) for e in before.entries}
    after = merged(before.with_entries(drafted), template(["The pump runs all day and night."]), {}).catalog
    assert [entry.state for entry in after.entries] == [State.MISSING]
    assert not after.obsolete


def test_what_a_branch_translated_of_a_sentence_that_changed_meanwhile_is_a_guess() -> None:
    """Joined, the catalog has the new sentence without a translation and the old one as obsolete."""
    base = catalog_of({"The pump runs all night.": "", "It is quiet.": ""})
    asked = template(["The pump runs all day and night.", "It is quiet."])
    ours = merged(base, asked, {}).catalog
    theirs = reviewed(base, {"The pump runs all night.": "Máy bơm chạy cả đêm."})
    after = merged(joined(base, ours, theirs).catalog, asked, {}).catalog
    assert list(shown(after)) == [
        "stale: Máy bơm chạy cả đêm. < The pump runs all night.",
        "missing:",
        "obsolete: Máy bơm chạy cả đêm.",
    ]


def test_a_missing_entry_gets_the_translation_that_is_obsolete_beside_it() -> None:
    """Where a sentence came back on one branch while it was gone on the other, catalogs hold it twice."""
    gone = merged(catalog_of({"It is quiet.": "Nó êm."}), template([]), {}).catalog
    asked = template(["It is quiet."])
    blank = asked.entries[None, "It is quiet."].message.replaced(comments=("Ask An.",))
    twice = Catalog(gone.file.replaced([blank, *gone.file.messages]))
    after = merged(twice, asked, {})
    assert list(shown(after.catalog)) == ["reviewed: Nó êm. (Ask An.)"]
    assert after.counts["back"] == 1


def test_every_sentence_of_an_edited_paragraph_that_did_not_change_stays_reviewed() -> None:
    project = projects.find(REPOSITORY)
    sentences: dict[int, list[str]] = {}
    for slot in cut_article(project, "car-t-explained.md").slots:
        sentences.setdefault(slot.block, []).append(slot.segment.text)
    texts = [text for block in sentences.values() for text in block]
    before = catalog_of({text: f"Câu {number}" for number, text in enumerate(texts)})
    edited = {block[0] for block in sentences.values()}
    asked = template([f"{text} Indeed" if text in edited else text for text in texts])
    states = {entry.text: entry.state for entry in merged(before, asked, {}).catalog.entries}
    unchanged = [text for text in texts if text not in edited]
    assert len(unchanged) > 20
    assert {states[text] for text in unchanged} == {State.REVIEWED}
    assert State.REVIEWED not in {states[f"{text} Indeed"] for text in edited}
