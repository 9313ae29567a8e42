"""The translation memory through the command line, on projects that share it."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import polib
import pytest
from lxml import etree

from l10n.memory import Lesson, Memory, Occurrence, Pair
from tests.conftest import Folder
from tests.golden import DATA
from tests.test_cli import accept

GUIDE = "# Care\n\nThe cells are washed. Then they are counted twice. Nobody waits.\n"
MEMORY = 'memory = "../memory.sqlite"\n'
TRANSLATIONS = {
    "The cells are washed.": "Các tế bào được rửa.",
    "Then they are counted twice.": "Rồi chúng được đếm hai lần.",
    "Nobody waits.": "Không ai chờ.",
}


@pytest.fixture
def first(tmp_path: Path) -> Folder:
    return project(tmp_path, "first").article("guide.md", GUIDE)


def project(tmp_path: Path, name: str) -> Folder:
    (tmp_path / name).mkdir()
    return Folder(tmp_path / name).settings(engine="none", more=MEMORY)


def reviewed(folder: Folder) -> Folder:
    folder.run("extract")
    for text, translation in TRANSLATIONS.items():
        accept(folder.catalog("guide.md"), text, translation)
    return folder


def entries(folder: Folder, name: str) -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in polib.pofile(str(folder.catalog(name)))}


def test_a_text_in_the_same_surroundings_is_reviewed_in_another_project(
    first: Folder, tmp_path: Path
) -> None:
    reviewed(first).run("extract")
    other = project(tmp_path, "other").article(
        "page.md", "The cells are washed. Then they are counted twice.\n"
    )
    result = other.run("run")
    assert result.exit_code == 0, result.output
    assert other.built("page.md") == "Các tế bào được rửa. Rồi chúng được đếm hai lần.\n"
    assert entries(other, "page.md")["The cells are washed."].tcomment == "memory: 1.00"


def test_a_text_in_other_surroundings_waits_for_a_person(first: Folder, tmp_path: Path) -> None:
    reviewed(first).run("extract")
    other = project(tmp_path, "other").article("page.md", "# Nobody waits.\n\nAnother text.\n")
    other.run("extract")
    entry = entries(other, "page.md")["Nobody waits."]
    assert (entry.msgstr, entry.fuzzy, entry.tcomment) == ("Không ai chờ.", True, "memory: 1.00")
    assert entry.previous_msgid == "Nobody waits."


def test_a_text_that_is_like_one_waits_for_a_person_and_says_how_like(first: Folder, tmp_path: Path) -> None:
    reviewed(first).run("extract")
    other = project(tmp_path, "other").article("page.md", "Then they are counted thrice.\n")
    assert "1 recalled" in other.run("extract").output
    entry = entries(other, "page.md")["Then they are counted thrice."]
    assert (entry.msgstr, entry.fuzzy) == ("Rồi chúng được đếm hai lần.", True)
    assert entry.tcomment.startswith("memory: 0.9")
    assert entry.previous_msgid == "Then they are counted twice."
    before = other.bytes()
    assert other.run("run").exit_code == 0
    assert other.catalog("page.md").read_bytes() == before["locales/vi/LC_MESSAGES/page.md.po"]


def test_translate_asks_the_memory_before_any_engine(first: Folder, tmp_path: Path) -> None:
    other = project(tmp_path, "other").article("page.md", GUIDE)
    other.settings(engine="pseudo", more=MEMORY).run("extract")
    reviewed(first).run("extract")
    assert "3 recalled" in other.run("translate").output
    found = entries(other, "page.md")
    assert found["Nobody waits."].msgstr == "Không ai chờ."
    assert found["Care"].msgstr.startswith("[Çáŕé")


def test_a_translation_that_left_the_catalog_is_still_in_the_memory(first: Folder, tmp_path: Path) -> None:
    reviewed(first).run("extract")
    first.catalog("guide.md").unlink()
    first.run("extract")
    assert entries(first, "guide.md")["Nobody waits."].msgstr == "Không ai chờ."
    assert not entries(first, "guide.md")["Nobody waits."].fuzzy


def test_a_dry_run_makes_no_memory_and_teaches_it_nothing(first: Folder, tmp_path: Path) -> None:
    first.run("extract", "--dry-run")
    assert not (tmp_path / "memory.sqlite").exists()
    reviewed(first)
    first.run("run", "--dry-run")
    with Memory(tmp_path / "memory.sqlite") as memory:
        assert not any(memory.pairs().values())


def test_a_memory_goes_to_a_file_and_comes_back(first: Folder, tmp_path: Path) -> None:
    reviewed(first).run("extract")
    path = tmp_path / "all.tmx"
    assert "3 units" in first.run("memory", "export", str(path)).output
    assert etree.DTD(str(DATA / "tmx14.dtd")).validate(etree.parse(path))
    with Memory(tmp_path / "memory.sqlite") as memory:
        known = list(memory.lessons(Pair("en", "vi")))
    (tmp_path / "memory.sqlite").unlink()
    assert "3 new from en" in first.run("memory", "import", str(path)).output
    with Memory(tmp_path / "memory.sqlite") as memory:
        assert list(memory.lessons(Pair("en", "vi"))) == known


def test_a_great_memory_goes_to_a_file_piece_by_piece(first: Folder, tmp_path: Path) -> None:
    words = "một câu dài " * 100
    with Memory(tmp_path / "memory.sqlite") as memory:
        memory.learn(
            Pair("en", "vi"), (Lesson(Occurrence(f"Text {number}"), words) for number in range(5_000))
        )
    path = tmp_path / "all.tmx"
    tracemalloc.start()
    try:
        assert "5000 units" in first.run("memory", "export", str(path)).output
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert path.stat().st_size > 6_000_000 > 2 * peak
    before = path.stat().st_ino
    assert first.run("memory", "export", str(path)).exit_code == 0
    assert path.stat().st_ino == before
    assert not list(tmp_path.glob(".*l10n-new"))


def test_a_file_of_another_tool_helps_with_the_next_article(first: Folder) -> None:
    assert "2 new from en" in first.run("memory", "import", str(DATA / "others.tmx")).output
    first.run("extract")
    assert entries(first, "guide.md")["The cells are washed."].msgstr == "Các tế bào được rửa."


UNIT = '<tu>{}<tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="vi"><seg>{}</seg></tuv></tu>\n'


def test_what_stands_above_the_fault_of_a_broken_file_is_learned(first: Folder, tmp_path: Path) -> None:
    units = "".join(UNIT.format("", f"Text {n}.", f"Câu {n}.") for n in range(7))
    (tmp_path / "bad.tmx").write_text(f"<tmx version='1.4'>\n<body>\n{units}<tu>\n")
    result = first.run("memory", "import", str(tmp_path / "bad.tmx"))
    assert result.exit_code == 2
    assert "bad.tmx, vi: 7 new from en" in result.output
    assert "bad.tmx:11: the file is broken: no element found; mend it, or get it again" in result.output
    assert "7 from en" in first.run("memory", "stats").output


def test_what_a_file_says_of_the_surroundings_of_a_text_is_not_trusted(first: Folder, tmp_path: Path) -> None:
    wrong = ("99999999999999999999999", "--5", "٣", "1.5", "-", "")
    props = (
        f'<prop type="x-l10n-before">{n}</prop><prop type="x-l10n-kinds">odd</prop><prop/>' for n in wrong
    )
    units = "".join(UNIT.format(prop, f"Text {n}.", f"Câu {n}.") for n, prop in enumerate(props))
    (tmp_path / "odd.tmx").write_text(f"<tmx version='1.4'><body>{units}</body></tmx>")
    assert "6 new from en" in first.run("memory", "import", str(tmp_path / "odd.tmx")).output
    with Memory(tmp_path / "memory.sqlite") as memory:
        assert {lesson.occurrence.before for lesson in memory.lessons(Pair("en", "vi"))} == {0}


def test_the_memory_is_searched_counted_and_pruned(first: Folder) -> None:
    reviewed(first).run("extract")
    found = first.run("memory", "search", "Then they are counted.").output
    assert "guide.md, vi: 0." in found
    assert "+ Rồi chúng được đếm hai lần." in found
    assert "vi: no text is like it" in first.run("memory", "search", "Something else entirely.").output
    assert "3 from en" in first.run("memory", "stats").output
    accept(first.catalog("guide.md"), "Nobody waits.", "Chẳng ai chờ.")
    first.run("extract")
    assert "1 forgotten" in first.run("memory", "prune", "--before", "2100-01-01").output
    assert "Chẳng ai chờ." in first.run("memory", "search", "Nobody waits.").output


def test_a_project_without_a_memory_says_how_to_have_one(tmp_path: Path) -> None:
    result = Folder(tmp_path).settings().run("memory", "stats")
    assert result.exit_code == 2
    assert "name a file in the setting `memory` first" in result.output
