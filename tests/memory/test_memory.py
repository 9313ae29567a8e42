"""The translation memory: what it learns, what it has for a text, and the files it is exchanged in."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from l10n.errors import MemoryFileError
from l10n.memory import Lesson, Memory, Occurrence, Pair, digest, grams, tmx
from l10n.memory.recall import Recall, surest
from l10n.model import Kind
from tests.golden import DATA, cases

PAIR = Pair("en", "vi")
WORDS = (
    "cell blood dose given once treated patient rests marrow donor count rises falls early late week".split()
)


def lesson(text: str, translation: str, date: str = "2026-01-01", **at: object) -> Lesson:
    return Lesson(Occurrence(text, **at), translation, "guide.md", "An", date)  # type: ignore[arg-type]


def sentences(count: int) -> list[str]:
    chance = random.Random(count)
    return [
        f"{' '.join(chance.choices(WORDS, k=chance.randint(4, 20)))} {number}." for number in range(count)
    ]


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    with Memory(tmp_path / "memory.sqlite") as opened:
        yield opened


def test_what_was_learned_is_found_again_with_where_it_is_from(memory: Memory) -> None:
    known = lesson("Rest.", "Nghỉ.", context="menu", kinds=frozenset({Kind.HEADING}), before=4, after=-5)
    assert memory.learn(PAIR, [known]) == 1
    assert memory.exact(PAIR, "Rest.") == [known]
    assert memory.exact(Pair("en", "fr"), "Rest.") == []


def test_learning_twice_is_learning_once(memory: Memory) -> None:
    memory.learn(PAIR, [lesson("Rest.", "Nghỉ.")])
    assert memory.learn(PAIR, [lesson("Rest.", "Nghỉ.", "2026-02-02")]) == 0
    assert [known.date for known in memory.exact(PAIR, "Rest.")] == ["2026-01-01"]


def test_a_translation_that_was_taken_back_is_the_latest_again(memory: Memory) -> None:
    for day, translation in enumerate(("Nghỉ.", "Nghỉ đi.", "Nghỉ."), 1):
        memory.learn(PAIR, [lesson("Rest.", translation, f"2026-01-0{day}")])
    assert [known.translation for known in memory.exact(PAIR, "Rest.")] == ["Nghỉ.", "Nghỉ đi."]


def test_the_latest_translation_comes_first(memory: Memory) -> None:
    memory.learn(PAIR, [lesson("Rest.", "Nghỉ.", "2026-02-02"), lesson("Rest.", "Nghỉ đi.", "2026-01-01")])
    found = surest(Recall(memory, PAIR).exact("Rest."), Occurrence("Rest."))
    assert found.lesson.translation == "Nghỉ."


PARAGRAPH = frozenset({Kind.PARAGRAPH})


@pytest.mark.parametrize(
    ("known", "asked", "certain"),
    [
        ({"context": "menu"}, {"context": "menu"}, True),
        ({"context": "menu"}, {}, False),
        ({"kinds": PARAGRAPH, "before": 1, "after": 2}, {"kinds": PARAGRAPH, "before": 1, "after": 9}, True),
        ({"kinds": PARAGRAPH, "before": 1, "after": 2}, {"kinds": PARAGRAPH, "before": 8, "after": 9}, False),
        ({"kinds": PARAGRAPH, "before": 1}, {"kinds": frozenset({Kind.HEADING}), "before": 1}, False),
        ({"kinds": PARAGRAPH}, {"kinds": PARAGRAPH}, False),
    ],
)
def test_the_same_text_is_certain_in_the_same_surroundings_only(memory, known, asked, certain) -> None:
    memory.learn(PAIR, [lesson("Open", "Mở", **known)])
    found = surest(Recall(memory, PAIR).exact("Open"), Occurrence("Open", **asked))
    assert found.certain is certain


@pytest.mark.parametrize("count", [300, 26_000])
def test_a_text_is_found_by_one_that_is_like_it(memory: Memory, count: int) -> None:
    texts = sentences(count)
    memory.learn(PAIR, (lesson(text, text.upper()) for text in texts))
    recall = Recall(memory, PAIR)
    for text in random.Random(1).sample(texts, 40):
        found = recall.near(text.replace(" ", " nearly ", 1))
        assert found, text
        assert found[0].lesson.translation == text.upper()
    assert recall.near("Nothing at all is like this sentence, whatever it may say.") == []
    assert (memory.beside("en-vi.index")).exists() is (count > 20_000)


def test_an_index_that_is_broken_or_gone_is_built_again(memory: Memory) -> None:
    texts = sentences(21_000)
    memory.learn(PAIR, (lesson(text, text.upper()) for text in texts))
    Recall(memory, PAIR).prepare()
    path = memory.beside("en-vi.index")
    whole = path.read_bytes()
    for broken in (b"", whole[:1000], b"x" * len(whole)):
        path.write_bytes(broken)
        assert Recall(memory, PAIR).near(texts[5] + "!")
        assert path.read_bytes() == whole


def test_without_room_for_an_index_every_text_is_looked_at(memory: Memory) -> None:
    memory.learn(PAIR, (lesson(text, f"Câu {text}") for text in sentences(21_000)))
    memory.beside("en-vi.index").mkdir()  # no index can be written there, as on a full disk
    query = sentences(21_000)[7]
    assert Recall(memory, PAIR).near(query)[0].lesson.occurrence.text == query
    assert [path.name for path in memory.beside("x").parent.iterdir() if "new" in path.name] == []


def test_what_is_learned_after_the_index_was_built_is_found(memory: Memory) -> None:
    memory.learn(PAIR, (lesson(text, text.upper()) for text in sentences(21_000)))
    Recall(memory, PAIR).prepare()
    memory.learn(PAIR, [lesson("A wholly other sentence about apples.", "Táo.")])
    found = Recall(memory, PAIR).near("A wholly other sentence about pears.")
    assert [recollection.lesson.translation for recollection in found] == ["Táo."]


def test_the_index_knows_texts_in_every_script(tmp_path: Path) -> None:
    texts = ["患者は毎日薬を飲みます。", "Người bệnh uống thuốc.", "abc", "", "\0nul\0", "😀 smile 😀"]
    grams.build(tmp_path / "index", enumerate(texts, 1))
    index = grams.Grams(tmp_path / "index")
    assert index.last == len(texts)
    assert index.similar("患者は毎朝薬を飲みます。", 3) == [1]
    assert index.similar("😀 smiles", 3) == [6]
    assert index.similar("abc", 3) == []  # it has no run of four characters


def test_pruning_forgets_only_what_was_replaced(memory: Memory) -> None:
    memory.learn(PAIR, [lesson("Rest.", "Cũ.", "2026-01-01"), lesson("Rest.", "Mới.", "2026-03-01")])
    memory.learn(PAIR, [lesson("Alone.", "Một mình.", "2025-01-01")])
    memory.learn(PAIR, [lesson("Rest.", "Thực đơn.", "2025-01-01", context="menu")])
    assert memory.prune("2026-02-01") == 1
    assert {known.translation for known in memory.lessons(PAIR)} == {"Mới.", "Một mình.", "Thực đơn."}


LEARN = """
import sys
from pathlib import Path
from l10n.memory import Lesson, Memory, Occurrence, Pair
for number in range(40):
    with Memory(Path(sys.argv[1])) as memory:
        texts = (Occurrence(f"Text {number} {place} of {sys.argv[2]}") for place in range(25))
        memory.learn(Pair("en", "vi"), (Lesson(text, "Câu", date="2026-01-01") for text in texts))
print("done", flush=True)
if input() == "fall":
    def half():
        yield from (Lesson(Occurrence(f"Never {number}"), "Không") for number in range(1000))
        print("deep", flush=True)
        input()  # whoever reads this line is to kill us; if it is gone itself, so are we
    with Memory(Path(sys.argv[1])) as memory:
        memory.learn(Pair("en", "vi"), half())
"""


def test_two_processes_learn_at_once_and_a_crash_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    learners = [
        subprocess.Popen(
            [sys.executable, "-c", LEARN, str(path), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("one", "other")
    ]
    assert [learner.stdout.readline() for learner in learners] == ["done\n", "done\n"]
    assert learners[0].communicate("end\n") == ("", None)
    learners[1].stdin.write("fall\n")
    learners[1].stdin.flush()
    assert learners[1].stdout.readline() == "deep\n"
    learners[1].kill()
    learners[1].communicate()
    with Memory(path) as memory:
        assert memory.pairs() == {PAIR: 2 * 40 * 25}
        assert memory.learn(PAIR, [lesson("After.", "Sau.")]) == 1


def whole(path: Path) -> bytes:
    """Make a memory of some pages; return its bytes."""
    with Memory(path) as memory:
        memory.learn(PAIR, (lesson(text, f"Câu {text}") for text in sentences(500)))
    return path.read_bytes()


def of_another_program(path: Path, version: int) -> bytes:
    with closing(sqlite3.connect(path)) as database:
        database.executescript(f"CREATE TABLE entry (name TEXT); PRAGMA user_version = {version}")
    return path.read_bytes()


def use(path: Path) -> None:
    with Memory(path) as memory:
        memory.learn(PAIR, [lesson("After.", "Sau.")])
        list(memory.lessons(PAIR))


DAMAGED = {
    "text": lambda path: b"This is no database, whatever its name says." * 100,
    "truncated": lambda path: whole(path)[:20_000],
    "damaged": lambda path: whole(path)[:8192] + bytes(range(256)) * 200,
    "a database of another program": lambda path: of_another_program(path, 0),
    "a database of another program with a version": lambda path: of_another_program(path, 1),
    "a memory of a version to come": lambda path: of_another_program(path, 99),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_file_that_is_no_memory_is_named_and_left_as_it_is(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "memory.sqlite"
    before = DAMAGED[kind](path)
    path.write_bytes(before)
    with pytest.raises(
        MemoryFileError, match=r"memory\.sqlite: cannot be used as a translation memory: .*; "
    ):
        use(path)
    assert path.read_bytes() == before


def test_a_folder_is_no_memory(tmp_path: Path) -> None:
    with pytest.raises(MemoryFileError, match="cannot be used as a translation memory: it is a folder; "):
        Memory(tmp_path)


def test_an_empty_file_becomes_a_memory(tmp_path: Path) -> None:
    (tmp_path / "memory.sqlite").touch()
    with Memory(tmp_path / "memory.sqlite") as memory:
        assert memory.learn(PAIR, [lesson("One.", "Một.")]) == 1


def test_a_memory_that_may_not_be_written_still_answers(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    whole(path)
    with Memory(path) as memory:
        memory._connection.execute("PRAGMA query_only = ON")  # whoever runs tests may write every file
        assert len(memory.exact(PAIR, sentences(500)[3])) == 1
        assert memory.exact(Pair("en", "de"), "One.") == []
        with pytest.raises(MemoryFileError, match="it may not be written; "), memory:
            memory.learn(PAIR, [lesson("One.", "Một.")])


FULL = """
import resource, sys
from pathlib import Path
from l10n.errors import MemoryFileError
from l10n.memory import Lesson, Memory, Occurrence, Pair
path = Path(sys.argv[1])
size = path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 10_000, size + 10_000))
try:
    with Memory(path) as memory:
        memory.learn(Pair("en", "vi"), (Lesson(Occurrence(f"{n} of many"), "x" * 1000) for n in range(10_000)))
except MemoryFileError as error:
    print(error)
"""


def test_a_disk_without_room_costs_nothing_that_was_learned(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    whole(path)
    said = subprocess.run(
        [sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, check=True
    ).stdout
    assert "memory.sqlite: cannot be used as a translation memory: the disk has no room; " in said
    with Memory(path) as memory:
        assert memory.pairs() == {PAIR: 500}


def test_a_memory_that_another_process_holds_is_waited_for_and_then_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("l10n.memory.database._PATIENCE", 0.1)
    path = tmp_path / "memory.sqlite"
    whole(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(MemoryFileError, match="another process is writing it; "):
            use(path)


def is_english(language: str) -> bool:
    return language.lower().partition("-")[0] == "en"


def read(data: bytes) -> list[tmx.Unit]:
    return list(tmx.read(BytesIO(data), "a.tmx", is_english))


def test_a_file_of_another_tool_is_read() -> None:
    units = read((DATA / "others.tmx").read_bytes())
    assert [(u.source_locale, u.source, u.target_locale, u.target, u.date) for u in units] == [
        ("EN-US", "The cells are washed.", "VI-VN", "Các tế bào được rửa.", "2026-01-02T03:04:05Z"),
        ("en", "One <b>day</b>.", "fr", "Un <b>jour</b>.", ""),
        ("en", "One <b>day</b>.", "vi", "Một <b>ngày</b>.", ""),
    ]


def told(data: bytes) -> Iterator[str]:
    try:
        for unit in tmx.read(BytesIO(data), "a.tmx", is_english):
            yield f"{unit.source_locale}: {unit.source} | {unit.target_locale}: {unit.target}"
    except MemoryFileError as error:
        yield f"! {error}"


@pytest.mark.parametrize(("data", "expected"), cases("tmx.txt"))
def test_a_file_of_any_tool_is_read_or_refused(data: str, expected: str) -> None:
    assert list(told(data.encode())) == expected.splitlines()


@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16", b""),
        ("utf-16-le", b""),
        ("iso-8859-1", b""),
        ("windows-1252", b""),
    ],
)
def test_a_file_in_another_charset_is_read(codec: str, mark: bytes) -> None:
    named = "utf-16" if codec.startswith("utf-16") else codec
    text = f'<?xml version="1.0" encoding="{named}"?><tmx version="1.4"><body>'
    text += '<tu><tuv xml:lang="en"><seg>Café</seg></tuv><tuv xml:lang="vi"><seg>Cà phê</seg></tuv></tu></body></tmx>'
    assert list(told(mark + text.encode(codec))) == ["en: Café | vi: Cà phê"]


def test_bytes_of_another_charset_than_the_one_named_are_refused() -> None:
    text = '<tmx version="1.4"><body><tu><tuv xml:lang="en"><seg>Café</seg></tuv></tu></body></tmx>'
    (said,) = told(text.encode("latin-1"))
    assert said.startswith("! a.tmx:1: the file is broken: not well-formed (invalid token)")


def test_entities_that_grow_without_end_are_refused() -> None:
    names = [chr(number) for number in range(ord("a"), ord("j"))]
    grown = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    text = f'<!DOCTYPE tmx [<!ENTITY a "lol">{grown}]><tmx version="1.4"><body><tu><tuv xml:lang="en"><seg>&i;</seg></tuv></tu></body></tmx>'
    (said,) = told(text.encode())
    assert said.startswith("! a.tmx:1: the file is broken: limit on input amplification factor")


@pytest.mark.parametrize("what", ["<tu/>", "<note>" + "x" * 40 + "</note>"], ids=["units", "no units"])
def test_memory_does_not_grow_with_the_file(what: str) -> None:
    text = "<tmx><header>{}</header><body>{}</body></tmx>"
    data = BytesIO(text.format(what, what * 100_000).encode())
    tracemalloc.start()
    assert list(tmx.read(data, "a.tmx", is_english)) == []
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_500_000


UNITS = [
    tmx.Unit(
        "en",
        'A "b" & <c>\n\t’',
        "pt-BR",
        "Ä > ]]> 漢 \r😀",
        "2026-01-02T03:04:05Z",
        {"x-l10n-context": '"&<'},
    ),
    tmx.Unit("en", " spaces  stay ", "vi", " cách ", "", {}),
]


def test_a_written_file_is_valid_and_says_the_same() -> None:
    data = b"".join(tmx.written(UNITS, "en", "0.1"))
    assert etree.DTD(str(DATA / "tmx14.dtd")).validate(etree.fromstring(data))
    assert read(data) == UNITS


def test_units_that_xml_cannot_hold_are_left_out() -> None:
    data = b"".join(tmx.written([tmx.Unit("en", "a\x07", "vi", "b"), *UNITS], "en", "0.1"))
    assert read(data) == UNITS


@pytest.mark.parametrize("data", [b"", b"msgid", b"%PDF-1.4\n\x00\xff"])
def test_a_file_that_is_no_xml_is_named(data: bytes) -> None:
    (said,) = told(data)
    assert said.startswith("! a.tmx:1: is no TMX file: ")


def test_a_digest_is_never_the_one_of_nothing() -> None:
    assert digest("") != 0
