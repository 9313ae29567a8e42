"""Drafts in catalogs: which entries get one, what it says of itself, and what is left alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import polib
import pytest

from l10n.drafting import proposals
from tests.conftest import Folder
from tests.test_cli import accept

TEXT = "Many **young people** need water.\n\nMost patients know that the book is dangerous.\n"
FIRST, SECOND = TEXT.strip().split("\n\n")


def with_package(root: Path, package: Path) -> Folder:
    return Folder(root).settings("argos", more=f'models = ["{package}"]\n')


@pytest.fixture
def drafted(tmp_path: Path, toys: dict[str, Path]) -> Folder:
    folder = with_package(tmp_path, toys["en_vi"]).article("a.md", TEXT)
    folder.run("extract")
    assert "2 drafted" in folder.run("translate").output
    return folder


def entries(folder: Folder) -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in polib.pofile(str(folder.catalog("a.md")))}


def test_a_draft_names_its_engine_package_version_and_score(drafted: Folder) -> None:
    for entry in entries(drafted).values():
        assert entry.fuzzy
        assert re.fullmatch(r"mt: argos en_vi 1\.0, score [01]\.\d\d, [0-9a-f]{6}", entry.tcomment)


def test_each_step_of_a_bridge_is_named(tmp_path: Path, toys: dict[str, Path]) -> None:
    folder = Folder(tmp_path).article("a.md", "Many people need water.\n")
    models = f'models = ["{toys["de_en"]}", "{toys["en_vi"]}"]'
    (tmp_path / "l10n.toml").write_text(f'source_locale = "de"\nlocales = ["vi"]\n{models}\n')
    folder.run("extract")
    folder.run("translate")
    assert "mt: argos de_en 1.0 + en_vi 1.0, score" in folder.catalog("a.md").read_text()


def test_the_next_best_proposals_are_kept_beside_the_caches(drafted: Folder) -> None:
    (kept,) = (drafted.root / ".l10n" / "proposals" / "vi").glob("*.json")
    found = proposals.read(kept.read_bytes())
    assert set(found) <= {FIRST, SECOND}
    assert all(1 <= len(others) <= 2 for others in found.values())
    drafts = {entry.msgid: entry.msgstr for entry in entries(drafted).values()}
    assert all(drafts[text] != other.text for text, others in found.items() for other in others)


def test_a_sentence_that_left_has_no_proposals_kept(drafted: Folder) -> None:
    drafted.article("a.md", "Many nurses need blood.\n")
    drafted.run("extract")
    drafted.run("translate")
    (kept,) = (drafted.root / ".l10n" / "proposals" / "vi").glob("*.json")
    assert set(proposals.read(kept.read_bytes())) <= {"Many nurses need blood."}


@pytest.mark.parametrize("data", [None, b"", b"{", b"[]", b'{"a": 1}', b'{"a": [[1]]}', b"\xff"])
def test_proposals_that_cannot_be_read_are_none(data: bytes | None) -> None:
    assert not proposals.read(data)


def test_a_second_run_leaves_drafts_as_they_are(drafted: Folder) -> None:
    before = drafted.bytes()
    assert "nothing missing" in drafted.run("translate").output
    assert drafted.bytes() == before


def test_again_with_the_same_package_changes_nothing(drafted: Folder) -> None:
    before = drafted.bytes()
    assert "drafted" not in drafted.run("translate", "--again").output
    assert drafted.bytes() == before


def test_again_renews_what_nobody_touched_and_counts_the_rest(drafted: Folder, toys: dict[str, Path]) -> None:
    accept(drafted.catalog("a.md"), SECOND, "Sách nguy hiểm.")
    with_package(drafted.root, toys["newer"])
    assert "nothing missing" in drafted.run("translate").output
    result = json.loads(drafted.run("translate", "--again", "--json").output)
    (outcome,) = result["outcomes"]
    assert outcome["counts"] == {"drafted": 1, "left alone": 1}
    found = entries(drafted)
    assert "argos en_vi 1.1" in found[FIRST].tcomment
    assert found[SECOND].msgstr == "Sách nguy hiểm."
    assert not found[SECOND].fuzzy


def test_a_touch_makes_a_draft_a_persons(drafted: Folder, toys: dict[str, Path]) -> None:
    catalog = drafted.catalog("a.md")
    mended = entries(drafted)[FIRST].msgstr
    catalog.write_text(catalog.read_text().replace(f'msgstr "{mended}"', 'msgstr "Đang sửa **dở** dang"'))
    with_package(drafted.root, toys["newer"])
    drafted.run("translate", "--again")
    assert entries(drafted)[FIRST].msgstr == "Đang sửa **dở** dang"


def test_a_dry_run_of_again_writes_nothing(drafted: Folder, toys: dict[str, Path]) -> None:
    with_package(drafted.root, toys["newer"])
    before = drafted.bytes()
    kept = {path: path.read_bytes() for path in (drafted.root / ".l10n" / "proposals").rglob("*.json")}
    assert "2 drafted" in drafted.run("translate", "--again", "--dry-run").output
    assert drafted.bytes() == before
    assert (
        kept.items()
        <= {
            path: path.read_bytes() for path in (drafted.root / ".l10n" / "proposals").rglob("*.json")
        }.items()
    )


def test_a_text_without_draft_is_not_tried_again_unless_asked(tmp_path: Path, toys: dict[str, Path]) -> None:
    folder = with_package(tmp_path, toys["en_vi"]).article("a.md", "water " * 900)
    folder.run("extract")
    assert "1 without draft" in folder.run("translate").output
    assert "no draft: a sentence is too long for the engine" in folder.catalog("a.md").read_text()
    before = folder.bytes()
    assert "1 without draft" in folder.run("translate").output
    assert folder.bytes() == before
    assert "nothing missing" in folder.run("translate", "--again").output


def test_unusual_ways_are_counted(tmp_path: Path, toys: dict[str, Path]) -> None:
    folder = with_package(tmp_path, toys["unaligned"]).article("a.md", TEXT)
    folder.run("extract")
    assert "2 drafted (1 markup found)" in folder.run("translate").output


def test_status_speaks_of_doubtful_drafts(drafted: Folder) -> None:
    assert "below" not in drafted.run("status").output
    catalog = drafted.catalog("a.md")
    catalog.write_text(re.sub(r"score [01]\.\d\d", "score 0.31", catalog.read_text(), count=1))
    assert "2 draft, 1 of them below 0.4" in drafted.run("status").output
    (outcome,) = json.loads(drafted.run("status", "--json").output)["outcomes"]
    assert outcome["counts"]["doubtful"] == 1


def test_a_catalog_that_is_refused_is_told_of_once(drafted: Folder) -> None:
    drafted.catalog("a.md").write_text('msgid "open\n')
    result = drafted.run("translate", "--json")
    outcomes = json.loads(result.output)["outcomes"]
    assert [(outcome["did"], result.exit_code) for outcome in outcomes] == [("refused", 1)]
