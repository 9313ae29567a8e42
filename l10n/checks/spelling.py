"""Words are spelt as the dictionary of Hunspell has them.

Needs the program ``hunspell`` and a dictionary of the locale (``apt-get install hunspell-vi``);
without them nothing is checked. Words that stand in the source are names and are left alone.
"""

from __future__ import annotations

import atexit
import re
import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING

from l10n import cldr
from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.NOTE

_WORD = re.compile(r"(?<![\w@./-])[^\W\d_]+(?:['’][^\W\d_]+)?(?![\w@/])")


def find(pair: Pair) -> Iterable[str]:
    """Look up the words in the dictionary."""
    speller = _speller(pair.locale)
    if speller is None:
        return
    known = {word.casefold() for word in _WORD.findall(pair.source)}
    for word in dict.fromkeys(_WORD.findall(pair.translation_words)):
        if word.casefold() not in known and not speller.knows(word):
            yield f"“{word}” is in no dictionary"


class _Speller:
    """A running ``hunspell``, asked word by word over its pipe."""

    def __init__(self, program: str, dictionary: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - the program is the one that the path names
            [program, "-a", "-i", "utf-8", "-d", dictionary],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        self._known: dict[str, bool] = {}
        self.speaks = self._line().startswith("@")
        atexit.register(self.close)

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def knows(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = self._asked(word)
        return self._known[word]

    def _asked(self, word: str) -> bool:
        if self._process.stdin is None:
            return True
        self._process.stdin.write(f"^{word}\n")
        self._process.stdin.flush()
        answers = []
        while line := self._line().strip():
            answers.append(line[0])
        return not set(answers) & {"&", "#"}

    def _line(self) -> str:
        return self._process.stdout.readline() if self._process.stdout else ""


@cache
def _speller(locale: str) -> _Speller | None:
    program = shutil.which("hunspell")
    if program is None:
        return None
    for name in (cldr.gettext_name(locale), locale.partition("-")[0]):
        found = _Speller(program, name)
        if found.speaks:
            return found
        found.close()
    return None
