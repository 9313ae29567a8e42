"""What `l10n check` finds of the defects that are planted into right translations."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from l10n import project as projects
from l10n.catalog import Catalog
from l10n.events import Problem
from l10n.files import Disk
from l10n.model import State
from l10n.verbs.check import check
from tests.checks import mutations

REPOSITORY = Path(__file__).parents[2]
DATA = Path(__file__).parents[1] / "data" / "checks"
SEED, COUNT = 6, 200
WANTED = 0.97


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> projects.Project:
    """This repository's articles and catalogs, and a manual full of markup, numbers and placeholders."""
    root = tmp_path_factory.mktemp("repository")
    for name in ("l10n.toml", "glossary.toml"):
        shutil.copy(REPOSITORY / name, root)
    for folder in ("source_articles", "locales"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    shutil.copy(DATA / "manual.md", root / "source_articles")
    shutil.copy(DATA / "manual.md.po", root / "locales/vi/LC_MESSAGES")
    return projects.find(root)


def test_planted_defects_are_found(project: projects.Project, capsys: pytest.CaptureFixture[str]) -> None:
    entries = [
        (article, number)
        for article in project.articles
        for number, entry in enumerate(_entries(project, article))
        if entry.state is State.REVIEWED
    ]
    pairs = [(e.text, e.translation) for a, n in entries for e in [_entries(project, a)[n]]]
    defects = mutations.planted(pairs, COUNT, SEED)
    assert len(defects) == COUNT
    found = [_is_found(project, entries[defect.entry], defect.translation) for defect in defects]
    missed = Counter(d.operator for d, names in zip(defects, found, strict=True) if not names)
    share = sum(map(bool, found)) / COUNT
    with capsys.disabled():
        print(f"\n{share:.1%} of {COUNT} planted defects are found; missed: {dict(missed)}")
    assert share >= WANTED, missed


def _entries(project: projects.Project, article: str) -> tuple:
    path = project.catalog(article, "vi")
    return Catalog.parse(path.read_bytes(), article).entries if path.exists() else ()


def _is_found(project: projects.Project, place: tuple[str, int], translation: str) -> set[str]:
    """Write the catalog with the defect, check it, and return the checks that name its entry."""
    article, number = place
    path = project.catalog(article, "vi")
    right = path.read_bytes()
    entry = Catalog.parse(right, article).entries[number]
    clean = _problems(project, article, entry.text)
    changed = type(entry)(entry.message.replaced(msgstr=translation))
    path.write_bytes(Catalog.parse(right, article).with_entries({entry.key: changed}).dump())
    try:
        return _problems(project, article, entry.text) - clean
    finally:
        path.write_bytes(right)


def _problems(project: projects.Project, article: str, text: str) -> set[str]:
    events = check(project, [article], ["vi"], Disk(project.cache))
    return {event.check for event in events if isinstance(event, Problem) and event.source == text}


def test_nine_defects_that_other_tools_miss_are_named(tmp_path: Path) -> None:
    """A broken link, a changed number, a copy, a dropped sentence, an open tag, a renamed variable, …"""
    (tmp_path / "l10n.toml").write_text('locales = ["vi"]\nsegmentation = "paragraph"\nengine = "none"\n')
    folder = tmp_path / "locales/vi/LC_MESSAGES"
    folder.mkdir(parents=True)
    (tmp_path / "source_articles").mkdir()
    shutil.copy(DATA / "nine.md", tmp_path / "source_articles")
    shutil.copy(DATA / "nine.md.po", folder)
    project = projects.find(tmp_path)
    events = [
        event
        for event in check(project, ["nine.md"], ["vi"], Disk(project.cache))
        if isinstance(event, Problem)
    ]
    for entry in Catalog.parse((folder / "nine.md.po").read_bytes(), "nine").entries:
        names = {event.check for event in events if event.source == entry.text}
        assert entry.message.comments[-1] in names, (entry.text, names)
