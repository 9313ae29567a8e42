"""The publisher's words: terms with the translations they are to have, and terms that stay as they are.

A glossary is a TOML file of ``[[term]]`` tables or a CSV file with a header; both say the same. Terms are
found whole, the longest first, and with the endings of an English plural; in a translation a word counts
with other endings too, since words inflect.
"""

from __future__ import annotations

import csv
import io
import math
import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from l10n import cldr
from l10n.errors import GlossaryError, LocaleError
from l10n.files import read as read_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_PARTED = rf"[^\W_{cldr.UNSPACED_LETTERS}]"
"""A letter or digit of a word that spaces part from others."""
_WORD = re.compile(rf"[{cldr.UNSPACED_LETTERS}]|{_PARTED}+")
_ENDING = r"(?:[’']s|e?s)?"
_BETWEEN = r"[\s\u00a0\u2010\u2011-]+"
"""A hyphen and a space are alike: ``CAR-T cell`` is ``CAR T cell``."""
_STEM = 0.7
"""Share of a word that no ending changes; words of up to four letters do not change."""
_LONGEST_ENDING = 4
_HANGUL = re.compile(r"[\uac00-\ud7af]$")
"""Korean words have their particles behind them, without a space."""
_ALTERNATIVES = re.compile(r"\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Term:
    """What a publisher says of a word, for one locale."""

    source: str
    forms: tuple[str, ...] = ()
    """Its translations, the one that an engine sets first; none where only ``keep`` or ``never`` speak."""
    never: tuple[str, ...] = ()
    """What it is never to be translated as."""
    keep: bool = False
    """True for a name that stays as it is."""
    case: bool = False
    """True where only this spelling of small and capital letters is the term."""
    note: str = ""
    """For translators."""

    @property
    def wanted(self) -> tuple[str, ...]:
        """What may stand in a translation."""
        return (self.source,) if self.keep else self.forms


class Match(NamedTuple):
    """A term in a text."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True)
class Glossary:
    """The terms for one locale."""

    terms: tuple[Term, ...] = ()

    def found(self, text: str) -> list[Match]:
        """Return the terms in a text, from left to right, the longest where several begin."""
        matches: list[Match] = []
        end = 0
        for word in _WORD.finditer(text) if self.terms else ():
            if word.start() >= end:
                longest = max(self._at(text, word), key=lambda match: match.end, default=None)
                matches += [longest] if longest else []
                end = longest.end if longest else end
        return matches

    def _at(self, text: str, word: re.Match[str]) -> Iterator[Match]:
        for term, pattern in self._by_first_word.get(word[0][:3].casefold(), ()):
            match = pattern.match(text, word.start())
            if match:
                yield Match(match.start(), match.end(), term)

    @cached_property
    def _by_first_word(self) -> Mapping[str, Sequence[tuple[Term, re.Pattern[str]]]]:
        """The terms by the beginning of their first word, so that few are tried at each word."""
        found: dict[str, list[tuple[Term, re.Pattern[str]]]] = defaultdict(list)
        for term in self.terms:
            spelled = _BETWEEN.join(map(re.escape, re.split(_BETWEEN, term.source)))
            flags = re.NOFLAG if term.case else re.IGNORECASE
            first = _WORD.search(term.source)
            if first:
                end = rf"{_ENDING}(?!{_PARTED})" if re.search(rf"{_PARTED}$", term.source) else ""
                pattern = re.compile(spelled + end, flags)
                found[first[0][:3].casefold()].append((term, pattern))
        return found


def stands(form: str, text: str) -> bool:
    """Tell whether a translation of a term stands in a text, whatever the endings of its words."""
    return next(places(form, text), None) is not None


def places(form: str, text: str) -> Iterator[tuple[int, int]]:
    """Give where a translation of a term stands in a text, whatever the endings of its words."""
    words = map(_inflected, form.split())
    for found in re.finditer(r"[\s\u00a0]+".join(words), text, re.IGNORECASE) if form else ():
        yield found.span()


def _inflected(word: str) -> str:
    return "".join(
        _with_endings(part) if number % 2 else re.escape(part)
        for number, part in enumerate(re.split(rf"({_PARTED}+)", word))
    )


def _with_endings(part: str) -> str:
    if _HANGUL.search(part):
        return rf"(?<!{_PARTED}){re.escape(part)}"
    stem = max(4, math.ceil(len(part) * _STEM))
    more = len(part) - stem + _LONGEST_ENDING
    ending = rf"{_PARTED}{{0,{more}}}" if len(part) > 4 else ""
    return rf"(?<!{_PARTED}){re.escape(part[:stem])}{ending}(?!{_PARTED})"


def read(path: Path, locale: str) -> Glossary:
    """Read the terms of a glossary that say something for a locale.

    Raises:
        GlossaryError: The file is missing or wrong, or says two things of one term; the message names
            the line.
    """
    data = read_file(path)
    if data is None:
        raise GlossaryError(f"{path}: there is no such glossary; mend `glossary` in the settings")
    return _parsed(path, data, cldr.tag(locale))


@lru_cache(maxsize=64)
def _parsed(path: Path, data: bytes, locale: str) -> Glossary:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GlossaryError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
    rows = _csv_rows(text, path) if path.suffix.lower() == ".csv" else _toml_rows(text, path)
    terms: dict[tuple[str, bool], Term] = {}
    lines: dict[tuple[str, bool], int] = {}
    for line, row in rows:
        for term in _spelled(row, locale, f"{path}:{line}"):
            spelling = " ".join(re.split(_BETWEEN, term.source))
            key = (spelling if term.case else spelling.casefold(), term.case)
            if key in terms and terms[key] != term:
                raise GlossaryError(
                    f"{path}:{line}: “{term.source}” has another translation in line {lines[key]}; "
                    "make one entry of the two, with a list of translations"
                )
            terms[key], lines[key] = term, line
    return Glossary(tuple(terms.values()))


Row = dict[str, tuple[str, ...]]
"""What a file says of a term: by key, one text or more; ``never.vi`` for the table ``never``."""
_FLAGS = ("keep", "case")
_PLAIN = ("source", "note", *_FLAGS)
_SAID = {"": False, "no": False, "false": False, "0": False, "yes": True, "true": True, "1": True, "x": True}


def _toml_rows(text: str, path: Path) -> Iterator[tuple[int, Row]]:
    try:
        tables = _terms(tomllib.loads(text), path)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        raise GlossaryError(f"{path}:{place[1] if place else 1}: no valid TOML: {error}") from error
    lines = [n for n, line in enumerate(text.split("\n"), 1) if re.match(r"\s*\[\[\s*term\s*\]\]", line)]
    if not isinstance(tables, list) or len(lines) != len(tables):
        raise GlossaryError(
            f"{path}:1: a glossary is a list of [[term]] tables, each with its head on a line"
        )
    for line, table in zip(lines, tables, strict=True):
        yield line, dict(_flat(table, "", f"{path}:{line}"))


def _terms(found: dict[str, object], path: Path) -> object:
    tables = found.pop("term", [])
    for other in found:
        raise GlossaryError(f"{path}:1: there is no `{other}`; each term begins with [[term]]")
    return tables


def _flat(table: Mapping[str, object], prefix: str, place: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key, value in table.items():
        if isinstance(value, dict) and not prefix:
            yield from _flat(value, f"{key}.", place)
        elif isinstance(value, bool) and key in _FLAGS:
            yield prefix + key, (str(value).lower(),)
        elif isinstance(value, str):
            yield prefix + key, (value,)
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            yield prefix + key, tuple(map(str, value))
        else:
            raise GlossaryError(f"{place}: `{prefix}{key}` is a text or a list of texts")


def _csv_rows(text: str, path: Path) -> Iterator[tuple[int, Row]]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if "source" not in (reader.fieldnames or ()):
        raise GlossaryError(
            f"{path}:1: the first line names the columns, parted by commas, one of them `source`"
        )
    for row in reader:
        if None in row or None in row.values():
            raise GlossaryError(
                f"{path}:{reader.line_num}: the line has not as many columns as the first one"
            )
        cells = {key: tuple(filter(None, _ALTERNATIVES.split(cell.strip()))) for key, cell in row.items()}
        yield reader.line_num, cells


def _spelled(row: Row, locale: str, place: str) -> Iterator[Term]:
    """Give the term of a row in each of its spellings, if it says something for a locale."""
    row = {key: tuple(filter(None, (" ".join(text.split()) for text in row[key]))) for key in row}
    sources = row.get("source", ())
    if not sources or not all(map(_WORD.search, sources)):
        raise GlossaryError(f"{place}: the entry has no `source`; write the term as it stands in articles")
    term = _term(row, sources[0], locale, place)
    if term.wanted or term.never:
        yield from (replace(term, source=source) for source in sources)


def _term(row: Row, source: str, locale: str, place: str) -> Term:
    forms: list[tuple[str, ...]] = [()]
    never: list[tuple[str, ...]] = [()]
    for key, value in row.items():
        kind, _, name = key.rpartition(".")
        if key not in _PLAIN and kind in {"", "never"} and _locale(name, place) == locale:
            (never if kind else forms).append(value)
        elif key not in _PLAIN and kind not in {"", "never"}:
            raise GlossaryError(
                f"{place}: there is no `{key}`; a term has {', '.join(_PLAIN)}, locales, never.LOCALE"
            )
    keep, case = (_is_said(row, flag, place) for flag in _FLAGS)
    term = Term(source, forms[-1], never[-1], keep, case, " ".join(row.get("note", ())))
    _refuse_contradictions(term, place)
    return term


def _is_said(row: Row, flag: str, place: str) -> bool:
    word = " ".join(row.get(flag, ())).lower()
    if word not in _SAID:
        raise GlossaryError(f"{place}: `{flag}` is yes or no, true or false, not “{word}”")
    return _SAID[word]


def _refuse_contradictions(term: Term, place: str) -> None:
    if term.keep and term.forms:
        raise GlossaryError(
            f"{place}: “{term.source}” is to stay as it is, and to be “{term.forms[0]}”; take one out"
        )
    for form in term.wanted:
        for other in term.never:
            if form.casefold() == other.casefold():
                raise GlossaryError(
                    f"{place}: “{term.source}” is to be “{form}”, and is never to be “{other}”; take one out"
                )


def _locale(name: str, place: str) -> str:
    try:
        return cldr.tag(name)
    except LocaleError as error:
        raise GlossaryError(f"{place}: {error}; a term has {', '.join(_PLAIN)} and locales") from error
