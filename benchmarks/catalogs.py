"""Measure the catalogs beside gettext and polib: a big one edited, and one whose article was revised.

Every measurement is of a whole process of its own; the figures are seconds of CPU.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.articles import WORDS, sentence
from benchmarks.process import cost_of_success
from l10n.catalog import Catalog
from l10n.po import PoFile
from l10n.po.message import Message

ENTRIES = 20_000
BIG = 100_000
HEADER = b'msgid ""\nmsgstr ""\n"Language: vi\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'

OURS_EDIT = """
import sys
from pathlib import Path
from l10n.po import PoFile
file = PoFile.parse(Path(sys.argv[1]).read_bytes(), "big.po")
changed = (m.replaced(msgstr="Khác " + m.msgstr) if n % 10 == 0 else m for n, m in enumerate(file.messages))
Path(sys.argv[2]).write_bytes(file.replaced(changed).dump())
"""
POLIB_EDIT = """
import sys
import polib
file = polib.pofile(sys.argv[1])
for number, entry in enumerate(file):
    if number % 10 == 0:
        entry.msgstr = "Khác " + entry.msgstr
file.save(sys.argv[2])
"""
OURS_UPDATE = """
import sys
from pathlib import Path
from l10n.catalog import Catalog
from l10n.catalog.merge import merged
from l10n.catalog.template import Template
from l10n.model import Kind, Notation, Segment
from l10n.po import PoFile
old, new, out = map(Path, sys.argv[1:])
texts = (message.msgid for message in PoFile.parse(new.read_bytes(), "new.pot").messages)
segments = (Segment(text, Kind.PARAGRAPH, "guide.md", 1) for text in texts)
template = Template.of("guide.md", "en", Notation.MARKDOWN, segments)
out.write_bytes(merged(Catalog.parse(old.read_bytes(), "old.po"), template, {}).catalog.dump())
"""


def file_of(texts: dict[str, str]) -> bytes:
    messages = (Message.new(text, msgstr=said, references=("guide.md",)) for text, said in texts.items())
    return PoFile.parse(HEADER, "new.po").replaced(messages).dump()


def sentences(count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found[sentence(chance, chance.randint(6, 28))] = None
    return list(found)


def edited(text: str, share: float, chance: random.Random) -> str:
    """Replace, drop or add words, as many as ``share`` of them."""
    words = text.split(" ")
    for _ in range(max(1, round(share * len(words)))):
        place = chance.randrange(len(words))
        words[place : place + 1] = chance.choice(
            ([chance.choice(WORDS)], [], [words[place], chance.choice(WORDS)])
        )
        words = words or ["Nothing"]
    return " ".join(words)


def revision(old: list[str]) -> tuple[list[str], dict[str, str]]:
    """Return the sentences after a revision, and which old one each edited one was."""
    chance = random.Random(7)
    fresh = iter(sentences(len(old) // 20, 11))
    new: list[str] = []
    origins: dict[str, str] = {}
    for text in old:
        luck = chance.random()
        if luck < 0.03:
            continue
        if luck < 0.06:
            new.append(next(fresh))
        if luck < 0.16:
            again = edited(text, chance.choice((0.1, 0.2, 0.3)), chance)
            origins[again] = text
            new.append(again)
        else:
            new.append(text)
    return list(dict.fromkeys(new)), origins


def right(data: bytes, old: dict[str, str], origins: dict[str, str]) -> tuple[int, int]:
    """Count the edited sentences with the translation of the right old one, and those with another."""
    live = {entry.text: entry.translation for entry in Catalog.parse(data, "new.po").entries}
    found = [(live.get(text), old[origin]) for text, origin in origins.items() if text not in old]
    return sum(got == wanted for got, wanted in found), sum(
        bool(got) and got != wanted for got, wanted in found
    )


def edit_big(folder: Path) -> None:
    texts = sentences(BIG, 3)
    big, out = folder / "big.po", folder / "out.po"
    big.write_bytes(file_of({text: f"Bản dịch của câu {text}" for text in texts}))
    same = PoFile.parse(big.read_bytes(), "big.po").dump() == big.read_bytes()
    ours = cost_of_success([sys.executable, "-c", OURS_EDIT, str(big), str(out)]).cpu
    theirs = cost_of_success([sys.executable, "-c", POLIB_EDIT, str(big), str(out)]).cpu
    print(f"\n{BIG:,} entries ({big.stat().st_size / 1e6:.0f} MB) read, every tenth changed, written back\n")
    print("| tool | CPU s | against l10n |\n|---|--:|--:|")
    print(f"| l10n | {ours:.2f} | 1.00 |\n| polib | {theirs:.2f} | {theirs / ours:.2f} |")
    print(f"\nUnchanged, l10n writes the same bytes: {'yes' if same else 'no'}.")


def update(folder: Path) -> None:
    texts = sentences(ENTRIES, 5)
    old = {text: f"Bản dịch {number}" for number, text in enumerate(texts)}
    new, origins = revision(texts)
    before, asked = folder / "old.po", folder / "new.pot"
    before.write_bytes(file_of(old))
    asked.write_bytes(file_of(dict.fromkeys(new, "")))
    print(f"\nUpdate of {ENTRIES:,} entries, 10 % of them edited, 3 % deleted, 3 % added\n")
    print("| tool | CPU s | against l10n | right old translation | another one |\n|---|--:|--:|--:|--:|")
    out = folder / "ours.po"
    ours = cost_of_success([sys.executable, "-c", OURS_UPDATE, str(before), str(asked), str(out)]).cpu
    rows = [("l10n", ours, out)]
    if shutil.which("msgmerge"):
        out = folder / "theirs.po"
        rows.append(
            (
                "msgmerge",
                cost_of_success(["msgmerge", "-q", "-o", str(out), str(before), str(asked)]).cpu,
                out,
            )
        )
    for name, seconds, path in rows:
        good, bad = right(path.read_bytes(), old, origins)
        share = f"{100 * good / len(origins):.1f} %"
        print(f"| {name} | {seconds:.2f} | {seconds / ours:.1f} | {share} | {bad} |")


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        edit_big(Path(place))
        update(Path(place))


if __name__ == "__main__":
    main()
