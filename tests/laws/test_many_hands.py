"""A person saves a catalog while a verb is about to write it: both are in the file afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from l10n import project as projects
from l10n.catalog import Catalog, Entry
from l10n.events import Event
from l10n.files import Change, Disk
from l10n.project import Project
from l10n.verbs.align import align
from l10n.verbs.extract import extract
from l10n.verbs.memory import recall
from l10n.verbs.translate import translate
from tests.conftest import Folder

GUIDE = "# Care\n\nThe cells are washed. Then they are counted twice. Nobody waits.\n"
TRANSLATED = "# Chăm sóc\n\nCác tế bào được rửa. Rồi chúng được đếm hai lần. Không ai chờ.\n"
SAVED = "Không một ai phải chờ."


def review(data: bytes, text: str, translation: str) -> bytes:
    catalog = Catalog.parse(data, "a.po")
    message = catalog.by_key[None, text].message.replaced(msgstr=translation, fuzzy=False)
    return catalog.with_entries({(None, text): Entry(message)}).dump()


class Beside(Disk):
    """A disk on which somebody saves the catalog just when a verb has worked out what to write."""

    saved = False

    def update(self, path: Path, change: Change) -> bool:
        def meanwhile(data: bytes | None) -> bytes | None:
            result = change(data)
            if path.suffix == ".po" and data and not self.saved:
                self.saved = True
                path.write_bytes(review(data, "Nobody waits.", SAVED))
            return result

        return super().update(path, meanwhile)


Verb = Callable[[Project, Disk, Path], Iterator[Event]]
ARTICLES: Sequence[str] = ("guide.md",)
VERBS: dict[str, Verb] = {
    "extract": lambda project, disk, _: extract(project, ARTICLES, ("vi",), disk),
    "translate": lambda project, disk, _: translate(project, ARTICLES, ("vi",), disk),
    "align": lambda project, disk, root: align(
        project, "guide.md", root / "guide.vi.md", "vi", disk, review=True
    ),
    "recall": lambda project, disk, _: recall(project, ARTICLES, ("vi",), disk),
}


@pytest.mark.parametrize("verb", VERBS)
def test_what_a_person_saves_meanwhile_stays(tmp_path: Path, verb: str) -> None:
    folder = Folder(tmp_path).settings(more='memory = "memory.sqlite"\n')
    folder.article("other.md", GUIDE.replace("Nobody", "Everybody"))
    folder.article("guide.md", GUIDE)
    folder.run("extract")
    other = folder.catalog("other.md")
    other.write_bytes(review(other.read_bytes(), "The cells are washed.", "Các tế bào được rửa."))
    if verb == "extract":
        folder.article("guide.md", GUIDE.replace("twice", "two times"))
    (tmp_path / "guide.vi.md").write_text(TRANSLATED)
    disk = Beside(tmp_path / ".l10n")
    before = folder.catalog("guide.md").read_bytes()
    list(VERBS[verb](projects.find(tmp_path), disk, tmp_path))
    assert disk.saved
    after = Catalog.parse(folder.catalog("guide.md").read_bytes(), "guide.md.po")
    assert after.by_key[None, "Nobody waits."].translation == SAVED
    assert after.dump() != review(before, "Nobody waits.", SAVED)
