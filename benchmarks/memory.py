"""Measure the translation memory: import of TMX files, look-ups, and what they find beside a linear scan.

The texts are words of English as often as English has them; arguments are sizes, such as 100000 1000000.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process
from spellchecker import SpellChecker

from benchmarks.process import Cost, cost_of_success
from l10n.memory import Memory, Pair, tmx
from l10n.memory.recall import LEAST, Recall

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = (100_000, 1_000_000)
QUERIES = 100
SHARES = (0.1, 0.2, 0.3, 0.45)
"""How many of the words of a known text are others in a query; the last stands for texts never seen."""
PAIR = Pair("en", "vi")


class English:
    """Sentences with the words of English."""

    def __init__(self) -> None:
        counts = SpellChecker(language="en").word_frequency.dictionary
        self._words = list(counts)
        self._weights = list(accumulate(counts.values()))

    def words(self, count: int, chance: random.Random) -> list[str]:
        return chance.choices(self._words, cum_weights=self._weights, k=count)

    def sentences(self, count: int) -> Iterator[str]:
        chance = random.Random(count)
        for _ in range(count):
            yield " ".join(self.words(chance.randint(4, 34), chance)).capitalize() + "."

    def edited(self, text: str, share: float, chance: random.Random) -> str:
        words = text.split(" ")
        for place in chance.sample(range(len(words)), max(1, round(share * len(words)))):
            words[place : place + 1] = chance.choice((self.words(1, chance), [], self.words(2, chance)))
        return " ".join(words)


def write(path: Path, english: English, count: int) -> None:
    units = (tmx.Unit("en", text, "vi", text[::-1]) for text in english.sentences(count))
    with path.open("wb") as file:
        file.writelines(tmx.written(units, "en", "0"))


def imported(folder: Path, path: Path) -> Cost:
    """Import a file in a process of its own."""
    (folder / "l10n.toml").write_text('locales = ["vi"]\nmemory = "memory.sqlite"\n')
    (folder / "source_articles").mkdir(exist_ok=True)
    command = [
        str(Path(sys.executable).with_name("l10n")),
        "--project",
        str(folder),
        "memory",
        "import",
        str(path),
    ]
    return cost_of_success(command)


def measure(english: English, count: int, folder: Path) -> None:
    path = folder / "all.tmx"
    write(path, english, count)
    taken = imported(folder, path)
    print(
        f"| {count:,} | import of a TMX file, with the index | {taken.cpu:.1f} s of CPU, {taken.peak:.0f} MB at the peak |"
    )
    texts = list(english.sentences(count))
    with Memory(folder / "memory.sqlite") as memory:
        recall = Recall(memory, PAIR)
        recall.near("to wake what wakes late")
        for share in SHARES:
            look_up(english, texts, recall, share)


def look_up(english: English, texts: list[str], recall: Recall, share: float) -> None:
    chance = random.Random(share)
    spent: list[float] = []
    found = best = 0
    for text in chance.sample(texts, QUERIES):
        query = english.edited(text, share, chance)
        begin = time.process_time()
        ours = recall.near(query)
        spent.append(1000 * (time.process_time() - begin))
        scanned = process.extractOne(query, texts, scorer=fuzz.ratio, score_cutoff=100 * LEAST)
        best += scanned is not None
        found += scanned is not None and bool(ours) and ours[0].score >= scanned[1] / 100 - 1e-9
    spent.sort()
    mean, late = sum(spent) / len(spent), spent[95 * len(spent) // 100]
    print(
        f"| {len(texts):,} | {share:.0%} of the words are others | {mean:.2f} ms of CPU a look-up, 95 % within {late:.2f} ms; "
        f"found {found} of the {best} that a scan of everything finds |",
        flush=True,
    )


def main() -> None:
    english = English()
    print("| texts | what | figures |\n|--:|---|---|")
    for count in [int(size) for size in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as place:
            measure(english, count, Path(place))


if __name__ == "__main__":
    main()
