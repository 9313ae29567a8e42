"""Old translations into catalogs: the project's own articles with planted changes, and the cases in ``tests/data/align``."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import polib
import pytest

from l10n import project as projects
from l10n.catalog.beads import Bead, Sentence
from l10n.catalog.bitext import LIKELY, align
from l10n.model import Kind, State
from l10n.verbs import cut_article, read_catalog
from tests.conftest import REPOSITORY, Folder
from tests.golden import cases

PROJECT = projects.find(REPOSITORY)
Planted = list[tuple[Sentence, frozenset[int]]]
"""Sentences of a translation, each with the numbers of those of the source that it translates."""


def sides(article: str) -> tuple[list[Sentence], list[Sentence]]:
    """Return the reviewed sentences of an article of ours and their translations."""
    catalog = read_catalog(PROJECT, article, "vi")
    source, target, before = [], [], None
    for slot in cut_article(PROJECT, article).slots:
        entry = catalog.by_key.get(slot.segment.key)
        if entry and entry.state is State.REVIEWED:
            begins, before = slot.block != before, slot.block
            source.append(Sentence(entry.text, slot.segment.kind, begins))
            target.append(Sentence(entry.translation, slot.segment.kind, begins))
    return source, target


ARTICLES = [
    name for name in PROJECT.articles if PROJECT.catalog(name, "vi").exists() and len(sides(name)[0]) > 10
]


def inserted(planted: Planted, at: int, chance: random.Random) -> Planted:
    words = chance.choice(planted)[0].text.split()
    chance.shuffle(words)
    beside = planted[at][0]
    return [
        *planted[:at],
        (Sentence(" ".join(words), beside.kind, beside.begins), frozenset()),
        *planted[at:],
    ]


def deleted(planted: Planted, at: int, chance: random.Random) -> Planted:
    return [*planted[:at], *planted[at + 1 :]]


def merged(planted: Planted, at: int, chance: random.Random) -> Planted:
    (one, its), (other, others) = planted[at : at + 2]
    if other.begins:
        return planted
    whole = Sentence(f"{one.text[:-1]}, {other.text}", one.kind, one.begins)
    return [*planted[:at], (whole, its | others), *planted[at + 2 :]]


def split(planted: Planted, at: int, chance: random.Random) -> Planted:
    sentence, its = planted[at]
    words = sentence.text.split()
    half = len(words) // 2
    if half < 4:
        return planted
    parts = (
        Sentence(" ".join(words[:half]) + ".", sentence.kind, sentence.begins),
        Sentence(" ".join(words[half:]), sentence.kind, False),
    )
    return [*planted[:at], (parts[0], its), (parts[1], its), *planted[at + 1 :]]


def moved(planted: Planted, at: int, chance: random.Random) -> Planted:
    rest = deleted(planted, at, chance)
    place = chance.randrange(len(rest))
    return [*rest[:place], planted[at], *rest[place:]]


@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize("change", [inserted, deleted, merged, split, moved])
def test_no_sure_pair_is_wrong_and_most_pairs_are_found(article: str, change) -> None:
    source, target = sides(article)
    chance = random.Random(f"{article} {change.__name__}")
    planted: Planted = [(sentence, frozenset({number})) for number, sentence in enumerate(target)]
    for _ in range(max(len(source) // 20, 1)):
        planted = change(planted, chance.randrange(len(planted) - 1), chance)
    beads = align(source, [sentence for sentence, _ in planted])
    sure = [bead for bead in beads if bead.sure]
    assert all(planted[bead.target[0]][1] == set(bead.source) for bead in sure)
    assert len(sure) >= len(source) // 4
    found = [b for b in beads if b.source and {n for t in b.target for n in planted[t][1]} == set(b.source)]
    left = {number for _, its in planted for number in its}
    assert sum(len(bead.source) for bead in found) >= len(left) * 3 // 4


@pytest.mark.parametrize("article", ARTICLES)
def test_an_unchanged_translation_is_found_whole(article: str) -> None:
    source, target = sides(article)
    beads = align(source, target)
    assert [(b.source, b.target) for b in beads] == [((n,), (n,)) for n in range(len(source))]


@pytest.mark.parametrize("article", ARTICLES)
def test_a_paragraph_that_was_moved_to_the_other_end_is_often_found_and_never_sure(article: str) -> None:
    source, target = sides(article)
    starts = [number for number, one in enumerate(source) if one.begins]
    wanted = found = 0
    for start, end in list(zip(starts, [*starts[1:], len(source)], strict=True))[::3]:
        block = list(range(start, end))
        rest = [number for number in range(len(source)) if number not in block]
        order = [*rest, *block] if start < len(source) // 2 else [*block, *rest]
        beads = align(source, [target[number] for number in order])
        pairs = {
            (n, order[t], b.sure) for b in beads if b.sureness >= LIKELY for n in b.source for t in b.target
        }
        assert not [pair for pair in pairs if pair[2] and pair[0] != pair[1]]
        if len(block) > 1:
            wanted += len(block)
            found += sum((number, number, False) in pairs for number in block)
    assert found >= wanted // 3


@pytest.mark.parametrize(("one", "other"), list(permutations(ARTICLES, 2)))
def test_articles_that_are_no_translations_of_each_other_have_no_sure_pair(one: str, other: str) -> None:
    for side in sides(other):
        assert not [bead for bead in align(sides(one)[0], side) if bead.sure]


@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize("half", [0, 1])
def test_half_a_translation_finds_its_sentences(article: str, half: int) -> None:
    source, target = sides(article)
    middle = len(target) // 2
    beads = align(source, target[middle:] if half else target[:middle])
    shift = middle if half else 0
    sure = [bead for bead in beads if bead.sure]
    assert all(bead.source[0] == bead.target[0] + shift for bead in sure)
    assert len(sure) >= middle // 4


def test_an_article_of_thousands_of_sentences_is_aligned_stretch_by_stretch() -> None:
    source, target = (
        [replace(one, text=f"{one.text} {number}.") for number in range(5) for one in side]
        for side in sides("car-t-explained.md")
    )
    del target[100:104], source[200:203]
    beads = align(source, target)
    assert [n for bead in beads for n in bead.source] == list(range(len(source)))
    assert sorted(n for bead in beads for n in bead.target) == list(range(len(target)))
    assert all(
        source[b.source[0]].text.split()[-1] == target[b.target[0]].text.split()[-1] for b in beads if b.sure
    )
    assert sum(bead.sure for bead in beads) >= len(source) * 3 // 4


def sentence_of(line: str) -> Sentence:
    kind = Kind.HEADING if line.startswith("# ") else Kind.PARAGRAPH
    return Sentence(line.lstrip("#¶ "), kind, line.startswith(("# ", "¶ ")))


@pytest.mark.parametrize(("source", "target", "expected"), cases("align/cases.txt"))
def test_sentences_are_aligned(source: str, target: str, expected: str) -> None:
    beads = align(*([sentence_of(line) for line in side.splitlines()] for side in (source, target)))
    assert [shown(bead) for bead in beads] == expected.splitlines()


def shown(bead: Bead) -> str:
    return f"{' '.join(str(n + 1) for n in bead.source) or '-'} = {' '.join(str(n + 1) for n in bead.target) or '-'}"


def test_empty_articles_are_aligned() -> None:
    one = Sentence("One.", Kind.PARAGRAPH, True)
    assert align([], []) == []
    assert [(b.source, b.target) for b in align([one], [])] == [((0,), ())]
    assert [(b.source, b.target) for b in align([], [one])] == [((), (0,))]


GUIDE = """# The history of the bridge

The first bridge was built in 1875 by 40 workers. It was made of wood. A flood took it away 12 years later.

The second one, of iron, cost 3,500 dollars. It stands to this day. Every year it is painted by the people of the town.
"""
TRANSLATED = """# Lịch sử cây cầu

Cây cầu đầu tiên do 40 công nhân xây năm 1875. Cầu làm bằng gỗ. Mười hai năm sau, tức 12 năm, lũ cuốn nó đi.

Cây cầu thứ hai bằng sắt tốn 3.500 đô la. Nó vẫn đứng đến hôm nay. Hằng năm người dân thị trấn sơn lại cầu.
"""


GERMAN = """# Die Geschichte der Brücke

Die erste Brücke wurde 1875 von 40 Arbeitern gebaut. Sie war aus Holz. Eine Flut nahm sie nach 12 Jahren mit.

Die zweite ist aus Eisen und kostete 3.500 Dollar. Sie ist nicht neu. Sie wird auch von den Leuten der Stadt gestrichen.
"""


@pytest.fixture
def bridge(folder: Folder, tmp_path: Path) -> Folder:
    (tmp_path / "bridge.vi.md").write_text(TRANSLATED)
    return folder.article("bridge.md", GUIDE)


def entries(folder: Folder) -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in polib.pofile(str(folder.catalog("bridge.md")))}


def test_an_old_translation_waits_in_the_catalog_for_a_person(bridge: Folder, tmp_path: Path) -> None:
    result = bridge.run("align", "bridge.md", str(tmp_path / "bridge.vi.md"), "--locale", "vi")
    assert result.exit_code == 0, result.output
    found = entries(bridge)
    assert found["It was made of wood."].msgstr == "Cầu làm bằng gỗ."
    assert all(
        entry.fuzzy and entry.tcomment.startswith("aligned: ") for entry in found.values() if entry.msgstr
    )


def test_sure_pairs_are_published_if_wished(bridge: Folder, tmp_path: Path) -> None:
    result = bridge.run("align", "bridge.md", str(tmp_path / "bridge.vi.md"), "--locale", "vi", "--reviewed")
    assert "reviewed" in result.output
    reviewed = [entry for entry in entries(bridge).values() if entry.msgstr and not entry.fuzzy]
    pairs = dict(
        zip(GUIDE.replace("\n\n", " ").split(". "), TRANSLATED.replace("\n\n", " ").split(". "), strict=True)
    )
    assert reviewed
    assert all(
        entry.msgstr.rstrip(".") == pairs.get(entry.msgid.rstrip("."), entry.msgstr.rstrip("."))
        for entry in reviewed
    )


def test_what_a_person_translated_stays(bridge: Folder, tmp_path: Path) -> None:
    from tests.test_cli import accept

    bridge.run("extract")
    accept(bridge.catalog("bridge.md"), "It was made of wood.", "Nó bằng gỗ.")
    bridge.run("align", "bridge.md", str(tmp_path / "bridge.vi.md"), "--locale", "vi", "--reviewed")
    assert entries(bridge)["It was made of wood."].msgstr == "Nó bằng gỗ."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GUIDE, "bridge.vi.md: says what the article says, in its own words; name its translation"),
        (
            GERMAN,
            "bridge.vi.md: the translation reads as German, not as Vietnamese; name the locale that it is in",
        ),
    ],
    ids=["the article itself", "another language"],
)
def test_what_is_no_translation_into_the_locale_is_refused(
    bridge: Folder, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "bridge.vi.md").write_text(text)
    result = bridge.run("align", "bridge.md", str(tmp_path / "bridge.vi.md"), "--locale", "vi", "--reviewed")
    assert result.exit_code == 2
    assert said in result.output
    assert not bridge.catalog("bridge.md").exists()


def test_a_pair_in_which_a_check_finds_something_waits_for_a_person(bridge: Folder, tmp_path: Path) -> None:
    text = TRANSLATED.replace("Nó vẫn đứng đến hôm nay.", "It stands to this day.")
    (tmp_path / "bridge.vi.md").write_text(text)
    bridge.run("align", "bridge.md", str(tmp_path / "bridge.vi.md"), "--locale", "vi", "--reviewed")
    assert entries(bridge)["It stands to this day."].fuzzy
    assert not entries(bridge)["It was made of wood."].fuzzy


def test_a_translated_article_that_is_not_there_is_named(bridge: Folder) -> None:
    result = bridge.run("align", "bridge.md", "nowhere.md", "--locale", "vi")
    assert result.exit_code == 2
    assert "nowhere.md: there is no such article" in result.output
