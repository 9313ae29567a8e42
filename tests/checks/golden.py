"""The golden cases of the checks: files in tests/data/checks/, one for each check.

A case is a name after "===". A case of entries has, if it likes, a line with the locales and the
notation, "[en > de, html]" (English to Vietnamese in Markdown without it), the source, ">>>", the
translation, "---", and a line for each message; after "+++" stands what `--fix` makes of it. A case of
catalogs has a line with the locale, "[de]", a PO file, "---" and the messages. "\\u200b" is U+200B,
and two backslashes are one where a character would be meant otherwise. All cases know the terms of
tests/data/glossary.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from l10n import glossary, plugins
from l10n.catalog import Catalog
from l10n.glossary import Glossary
from l10n.model import Notation
from l10n.pair import Pair

DATA = Path(__file__).parents[1] / "data" / "checks"
_ESCAPE = re.compile(r"\\\\(?=n)|\\u([0-9a-f]{4})")


class Case(NamedTuple):
    check: str
    name: str
    about: str
    given: str
    messages: list[str]
    mended: str

    @property
    def pair(self) -> Pair:
        about = re.fullmatch(r"(\S+) > ([^\s,]+)(?:, (\w+))?(?:; elsewhere (.+))?", self.about or "en > vi")
        assert about, f"{self.check}: {self.name}: {self.about}"
        source, _, translation = self.given.partition("\n>>>\n")
        notation = Notation(about[3] or "markdown")
        twins = frozenset({about[4]} if about[4] else ())
        texts = _meant(source), _meant(translation)
        return Pair(*texts, notation, about[1], about[2], _glossary(about[2]), twins)

    def found(self) -> list[str]:
        module = plugins.load("checks", self.check)
        if hasattr(module, "find"):
            return list(module.find(self.pair))
        catalog = Catalog.parse(f"{self.given}\n".encode(), self.name)
        return [message for _, message in module.survey(catalog, self.about)]


def cases(check: str) -> Iterator[Case]:
    text = (DATA / f"{check}.txt").read_text(encoding="utf-8")
    for part in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        name, _, rest = part.partition("\n")
        about = re.match(r"\[([^\]\n]*)\]\n", rest)
        body, _, after = rest[about.end() if about else 0 :].partition("\n---\n")
        messages, _, mended = after.partition("+++\n")
        said = [line for line in messages.split("\n") if line.strip()]
        yield Case(check, name, about[1] if about else "", body, said, _meant(mended.strip("\n")))


@cache
def _glossary(locale: str) -> Glossary:
    return glossary.read(DATA.parent / "glossary.toml", locale)


def _meant(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else "\\", text)
