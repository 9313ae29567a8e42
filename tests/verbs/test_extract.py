"""Sentences that are copied from article to article, with a translation memory and without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.catalog import Catalog
from l10n.model import State
from tests.conftest import Folder
from tests.test_cli import accept

GUIDE = "# Care\n\nThe cells are washed. Then they are counted twice. Nobody waits.\n"
OTHER = "# Other\n\nA text of its own.\n"
TRANSLATIONS = {"The cells are washed.": "Các tế bào được rửa.", "Nobody waits.": "Không ai chờ."}
Said = tuple[State, str, tuple[str, ...]]


@pytest.fixture(params=["", 'memory = "memory.sqlite"\n'], ids=["no memory", "memory"])
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
    """Two articles, of which one is translated in part."""
    folder = Folder(tmp_path).settings(engine="none", more=request.param)
    folder.article("guide.md", GUIDE).article("other.md", OTHER).run("extract")
    for text, translation in TRANSLATIONS.items():
        accept(folder.catalog("guide.md"), text, translation)
    return folder


def said(folder: Folder, article: str, text: str, context: str | None = None) -> Said:
    entry = Catalog.parse(folder.catalog(article).read_bytes(), article).by_key[context, text]
    return entry.state, entry.translation, entry.message.comments


def test_a_copy_beside_a_copied_neighbour_is_reviewed(pair: Folder) -> None:
    pair.article("other.md", OTHER + "\nThe cells are washed. Then they are counted twice.\n")
    assert "1 back" in pair.run("extract").output
    reviewed = (State.REVIEWED, "Các tế bào được rửa.", ("memory: 1.00",))
    assert said(pair, "other.md", "The cells are washed.") == reviewed
    pair.article("guide.md", "# Care\n\nThen they are counted twice. Nobody waits.\n")
    pair.run("extract")
    assert said(pair, "other.md", "The cells are washed.") == reviewed


def test_a_copy_among_other_neighbours_waits_for_a_person(pair: Folder) -> None:
    pair.article("other.md", OTHER + "\nNobody waits. This is new.\n")
    assert "1 new, 1 stale, " in pair.run("extract").output
    assert said(pair, "other.md", "Nobody waits.") == (State.STALE, "Không ai chờ.", ("memory: 1.00",))


def test_a_copy_with_the_same_context_is_reviewed_and_with_another_one_it_waits(tmp_path: Path) -> None:
    folder = Folder(tmp_path).settings(engine="none")
    folder.article("a.md", "<!-- l10n: context menu -->\nSearch\n").run("extract")
    path = folder.catalog("a.md")
    path.write_bytes(
        path.read_bytes().replace(b'msgid "Search"\nmsgstr ""', b'msgid "Search"\nmsgstr "T\xc3\xacm"')
    )
    folder.article(
        "b.md", "# B\n\n<!-- l10n: context menu -->\nSearch\n\n<!-- l10n: context verb -->\nSearch\n"
    )
    folder.run("extract")
    assert said(folder, "b.md", "Search", "menu")[:2] == (State.REVIEWED, "Tìm")
    assert said(folder, "b.md", "Search", "verb")[:2] == (State.STALE, "Tìm")


def test_a_narrowed_run_finds_copies_and_writes_nothing_else(pair: Folder) -> None:
    pair.article("other.md", OTHER + "\nThe cells are washed. Then they are counted twice.\n")
    pair.article("guide.md", "# Care\n")
    before = pair.catalog("guide.md").read_bytes()
    pair.run("extract", "other.md")
    assert said(pair, "other.md", "The cells are washed.")[0] is State.REVIEWED
    assert pair.catalog("guide.md").read_bytes() == before


@pytest.mark.parametrize("names", [("a.md", "z.md"), ("z.md", "a.md")])
def test_the_order_of_the_articles_makes_no_difference(pair: Folder, names: tuple[str, str]) -> None:
    """One article drops a sentence in the run in which two others get it."""
    for name in names:
        pair.article(name, "# New\n\nThe cells are washed. Then they are counted twice.\n")
    pair.article("guide.md", "# Care\n\nThen they are counted twice. Nobody waits.\n")
    pair.run("extract", "--yes")
    assert {said(pair, name, "The cells are washed.")[:2] for name in names} == {
        (State.REVIEWED, "Các tế bào được rửa.")
    }


def test_a_sentence_that_two_articles_drop_keeps_the_translation_that_a_person_finished(pair: Folder) -> None:
    for name in ("a.md", "z.md"):
        pair.article(name, "# X\n\nNobody waits. This is another one.\n")
    pair.run("extract")
    for name in ("a.md", "z.md"):
        assert said(pair, name, "Nobody waits.")[0] is State.STALE
        pair.article(name, "# X\n\nThis is another one.\n")
    pair.article("guide.md", "# Care\n\nThe cells are washed. Then they are counted twice.\n")
    pair.article("other.md", OTHER + "\nNobody waits.\n")
    pair.run("extract", "--yes")
    assert said(pair, "other.md", "Nobody waits.") == (State.REVIEWED, "Không ai chờ.", ())


@pytest.mark.parametrize(
    ("before", "after", "context"),
    [
        ("", "<!-- l10n: context state -->\n", "state"),
        ("<!-- l10n: context state -->\n", "", None),
        ("<!-- l10n: context state -->\n", "<!-- l10n: context menu -->\n", "menu"),
    ],
    ids=["gained", "lost", "changed"],
)
def test_a_sentence_whose_context_changed_keeps_its_translation(
    pair: Folder, before: str, after: str, context: str | None
) -> None:
    pair.article("a.md", f"# Doors\n\n{before}Open\n\nAnother text.\n").run("extract")
    accept(pair.catalog("a.md"), "Open", "Mở")
    pair.run("extract")
    pair.article("a.md", f"# Doors\n\n{after}Open\n\nAnother text.\n").run("extract")
    assert said(pair, "a.md", "Open", context) == (State.REVIEWED, "Mở", ("cosmetic: context",))


def test_a_sentence_with_another_context_at_another_place_waits_for_a_person(pair: Folder) -> None:
    month, modal = (f"<!-- l10n: context {key} -->\nMay\n\n" for key in ("month", "modal"))
    pair.article("a.md", f"# Dates\n\n{month}Nobody waits here.\n\n## Verbs\n").run("extract")
    accept(pair.catalog("a.md"), "May", "Tháng Năm")
    pair.article("a.md", f"# Dates\n\nNobody waits here.\n\n## Verbs\n\n{modal}").run("extract")
    assert said(pair, "a.md", "May", "modal")[:2] == (State.STALE, "Tháng Năm")


def test_the_translation_of_the_new_context_elsewhere_comes_first(pair: Folder) -> None:
    menu = "# Menu\n\n<!-- l10n: context state -->\nOpen\n"
    pair.article("a.md", "# Doors\n\nOpen\n").article("m.md", menu).run("extract")
    accept(pair.catalog("a.md"), "Open", "Mở")
    accept(pair.catalog("m.md"), "Open", "Đang mở")
    pair.run("extract")
    pair.article("a.md", "# Doors\n\n<!-- l10n: context state -->\nOpen\n").run("extract")
    assert said(pair, "a.md", "Open", "state") == (State.REVIEWED, "Đang mở", ("memory: 1.00",))


def test_an_article_that_did_not_change_gets_what_the_memory_learned_since(tmp_path: Path) -> None:
    folder = Folder(tmp_path).settings(engine="none", more='memory = "memory.sqlite"\n')
    folder.article("guide.md", GUIDE).article("other.md", GUIDE).run("extract")
    accept(folder.catalog("guide.md"), "Nobody waits.", "Không ai chờ.")
    folder.run("extract")
    folder.run("extract")
    assert said(folder, "other.md", "Nobody waits.")[:2] == (State.REVIEWED, "Không ai chờ.")
