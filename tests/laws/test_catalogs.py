"""The life of catalogs: whatever becomes of articles and catalogs, no words of a person are lost."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from l10n import project as projects
from l10n.catalog import Catalog, Entry
from l10n.events import Did, Outcome
from l10n.files import Disk
from l10n.memory import Memory, Pair
from l10n.model import State
from l10n.verbs.extract import extract

ARTICLES = ("a.md", "b.md", "c.md")
STEMS = (
    "The cells are washed in a warm bath",
    "Then they are counted by two people",
    "A nurse gives the dose at noon",
    'They call it "safe" and mean it',
    "Rest is what everybody needs",
)
ENDS = ("", " twice", " 2 times", ", and then they rest for a while", " again and again")
sentences = st.builds(lambda stem, end: f"{stem}{end}.", st.sampled_from(STEMS), st.sampled_from(ENDS))
names = st.sampled_from(ARTICLES)
places = st.integers(0, 5)


class Life(RuleBasedStateMachine):
    """Writers change articles, translators review, and the toolkit runs in between."""

    memory = ""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        (self.root / "source_articles").mkdir()
        (self.root / "l10n.toml").write_text(f'locales = ["vi"]\nengine = "none"\nmemory = "{self.memory}"\n')
        self.articles: dict[str, list[str]] = {}
        self.words: dict[tuple[str, str], str] = {}
        """What a person wrote last, by catalog and sentence."""
        self.reviewed: set[tuple[str, str]] = set()
        """Sentences with the translations that a person ever stood behind."""
        self.written = 0

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    def save(self, name: str, texts: list[str]) -> None:
        self.articles[name] = list(dict.fromkeys(texts))
        (self.root / "source_articles" / name).write_text("\n\n".join(self.articles[name]) + "\n")

    def catalogs(self) -> Iterator[tuple[Path, Catalog]]:
        for path in sorted((self.root / "locales").rglob("*.po")):
            yield path, Catalog.parse(path.read_bytes(), path.name)

    @initialize(a=st.lists(sentences, min_size=2, max_size=5), b=st.lists(sentences, max_size=3))
    def begin(self, a: list[str], b: list[str]) -> None:
        """Begin with two articles whose translation is under way."""
        self.save("a.md", a)
        self.save("b.md", b)
        self.extract()
        for choice in range(4):
            self.translate(choice, finished=choice != 1)

    @rule(name=names, text=sentences, place=places)
    def add(self, name: str, text: str, place: int) -> None:
        texts = self.articles.get(name, [])
        self.save(name, [*texts[:place], text, *texts[place:]])

    @rule(name=names, text=sentences, place=places)
    def edit(self, name: str, text: str, place: int) -> None:
        texts = self.articles.get(name, [])
        if texts:
            place %= len(texts)
            self.save(name, [*texts[:place], text, *texts[place + 1 :]])

    @rule(name=names, place=places)
    def delete(self, name: str, place: int) -> None:
        texts = self.articles.get(name, [])
        self.save(name, texts[:place] + texts[place + 1 :])

    @rule(name=names, other=names, place=places)
    def move(self, name: str, other: str, place: int) -> None:
        texts = self.articles.get(name, [])
        if texts:
            text = texts[place % len(texts)]
            self.save(name, [kept for kept in texts if kept != text])
            self.save(other, [*self.articles.get(other, []), text])

    @rule(name=names, other=names, place=places, count=st.integers(1, 3), at=places)
    def copy(self, name: str, other: str, place: int, count: int, at: int) -> None:
        """Copy some sentences that follow one another."""
        copied = self.articles.get(name, [])[place : place + count]
        texts = self.articles.get(other, [])
        self.save(other, [*texts[:at], *copied, *texts[at:]])

    @rule(name=names)
    def remove(self, name: str) -> None:
        self.articles.pop(name, None)
        (self.root / "source_articles" / name).unlink(missing_ok=True)

    @precondition(lambda self: (self.root / "locales").exists())
    @rule(choice=st.integers(0, 30), finished=st.booleans())
    def translate(self, choice: int, finished: bool) -> None:
        """Write a translation, as reviewed or as work that is not finished."""
        found = [(path, catalog, entry) for path, catalog in self.catalogs() for entry in catalog.entries]
        if not found:
            return
        path, catalog, entry = found[choice % len(found)]
        self.written += 1
        words = f"Câu dịch số {self.written}."
        message = entry.message.replaced(msgstr=words, fuzzy=not finished, previous=None)
        path.write_bytes(catalog.with_entries({entry.key: Entry(message)}).dump())
        self.words[path.name, entry.text] = words
        if finished:
            self.reviewed.add((entry.text, words))

    @rule()
    def extract(self) -> None:
        project = projects.find(self.root)
        disk = Disk(self.root / ".l10n")
        was = dict(self.catalogs())
        reviewed = {e.text for c in was.values() for e in c.entries if e.state is State.REVIEWED}
        run = extract(project, project.articles, ("vi",), disk, accept=True)
        assert not [o for o in run if isinstance(o, Outcome) and o.did is Did.REFUSED]
        before = {path: path.read_bytes() for path in self.root.rglob("*.po*")}
        list(extract(project, project.articles, ("vi",), disk, accept=True))
        assert {path: path.read_bytes() for path in self.root.rglob("*.po*")} == before
        for path, catalog in self.catalogs():
            new = (e for e in catalog.entries if path not in was or e.key not in was[path].known)
            assert not [e.text for e in new if e.text in reviewed and e.state is State.MISSING]

    def texts(self) -> set[str]:
        """Every translation in a catalog, of live and of obsolete entries."""
        return {
            e.translation for _, catalog in self.catalogs() for e in (*catalog.entries, *catalog.obsolete)
        }

    @invariant()
    def nothing_is_lost(self) -> None:
        there = "\n".join(self.texts())
        assert not {words for words in self.words.values() if words not in there}

    @invariant()
    def nothing_is_passed_off_as_reviewed(self) -> None:
        for _, catalog in self.catalogs():
            for entry in catalog.entries:
                if entry.state is State.REVIEWED and not any(
                    "cosmetic: " in c for c in entry.message.comments
                ):
                    assert (entry.text, entry.translation) in self.reviewed


class LifeWithMemory(Life):
    """The same, with a translation memory that keeps what people replaced too."""

    memory = "memory.sqlite"

    def __init__(self) -> None:
        super().__init__()
        self.learned: set[str] = set()

    @rule()
    def extract(self) -> None:
        found = (entry for _, catalog in self.catalogs() for entry in catalog.entries)
        self.learned |= {entry.translation for entry in found if entry.state is State.REVIEWED}
        super().extract()

    @invariant()
    def nothing_that_was_learned_is_lost(self) -> None:
        if self.learned:
            with Memory(self.root / "memory.sqlite") as memory:
                known = {lesson.translation for lesson in memory.lessons(Pair("en", "vi"))}
            assert self.learned <= known


TestLife = Life.TestCase
TestLifeWithMemory = LifeWithMemory.TestCase
TestLife.settings = settings(max_examples=30, stateful_step_count=30, deadline=None)
TestLifeWithMemory.settings = settings(max_examples=12, stateful_step_count=30, deadline=None)
