"""What is known of one article in one locale: its entries and their states.

A catalog is a PO file and nothing else; its own marks are the states. Laws: a machine's words never
replace a person's, and an entry that does not change keeps its bytes.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from l10n import cldr
from l10n.model import Kind, Notation, Proposal, State
from l10n.po import UNWRAPPED, PoFile
from l10n.po.text import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from l10n.model import Key
    from l10n.po.message import Message

_MACHINE = re.compile(r"mt: (?P<origin>.+), score (?P<score>[01]\.\d\d), (?P<digest>[0-9a-f]{6})")
_NO_DRAFT = re.compile(r"mt: (?P<origin>.+), no draft: (?P<reason>.+)")
_OURS = re.compile(r"mt: .+, (?:score|no draft)\b|cosmetic: |(?:memory|aligned): [01]\.\d\d")
COSMETIC = "cosmetic: "
"""Begins the comment of a reviewed entry whose sentence changed in looks alone."""
MEMORY = "memory: "
"""Begins the comment of an entry whose translation the memory had; how alike the texts are follows."""
ALIGNED = "aligned: "
"""Begins the comment of an entry whose translation is from an old article; how sure that is follows."""
_KINDS = {kind.value: kind for kind in Kind}
_REASON_LENGTH = 60
"""Characters; longer comments are wrapped by some editors, and a reason is to stay one line."""


@dataclass(frozen=True)
class Entry:
    """A segment with its translation and state, as a message of a PO file."""

    message: Message

    @cached_property
    def key(self) -> Key:
        """Context and text."""
        return self.message.msgctxt, self.message.msgid

    @property
    def text(self) -> str:
        """The segment."""
        return self.key[1]

    @cached_property
    def translation(self) -> str:
        """The translation; "" for none."""
        return self.message.msgstr or self.message.msgstr_plural.get(0, "")

    @property
    def kinds(self) -> frozenset[Kind]:
        """What the segment is, at each place where it stands."""
        return _kinds(self.message.extracted)

    def notation_in(self, notation: Notation) -> Notation:
        """Return how the entry is written in an article of a notation: plainly where it is an attribute."""
        return Notation.PLAIN if _is_attribute(self.message.extracted) else notation

    @cached_property
    def state(self) -> State:
        """How far it has come, by the marks of PO."""
        if self.message.obsolete:
            return State.OBSOLETE
        if not self.translation:
            return State.MISSING
        if not self.message.fuzzy:
            return State.REVIEWED
        return State.DRAFT if self._untouched else State.STALE

    @property
    def score(self) -> float | None:
        """How sure the engine was of a draft, 0 to 1; None where no engine said."""
        match = _comment(self.message, _MACHINE)
        return float(match["score"]) if match else None

    @property
    def origin(self) -> str:
        """The engine that made a draft of the entry, whatever became of it; "" for none."""
        match = _comment(self.message, _MACHINE)
        return match["origin"] if match else ""

    @property
    def no_draft(self) -> tuple[str, str] | None:
        """Which engine could make no draft, and why; None where none tried in vain."""
        match = _comment(self.message, _NO_DRAFT)
        return (match["origin"], match["reason"]) if match else None

    @property
    def has_words_of_a_person(self) -> bool:
        """True where losing the entry would lose somebody's work."""
        some = self.translation or any(self.message.msgstr_plural.values())
        return bool(some) and not (self.message.fuzzy and self._untouched)

    @property
    def notes(self) -> tuple[str, ...]:
        """The comments of translators, without what this toolkit says of an entry."""
        return tuple(line for line in self.message.comments if not _OURS.match(line))

    @property
    def _untouched(self) -> bool:
        """True where the translation is still the one that a machine wrote for this very text."""
        match = _comment(self.message, _MACHINE)
        return match is not None and match["digest"] == _digest(self.text, self.translation)

    def drafted(self, proposal: Proposal) -> Entry:
        """Return the entry with a machine's words, which only a missing one may take."""
        digest = _digest(self.text, proposal.text)
        line = f"mt: {proposal.origin}, score {proposal.score:.2f}, {digest}"
        comments = (*self.notes, line)
        return Entry(self.message.replaced(msgstr=proposal.text, fuzzy=True, comments=comments))

    def mended(self, translation: str, checks: Iterable[str]) -> Entry:
        """Return the entry with a fault mended, and not reviewed: a draft stays one, all else is stale."""
        machine = _comment(self.message, _MACHINE)
        if machine and self.state is State.DRAFT:
            return self.drafted(Proposal(translation, float(machine["score"]), machine["origin"]))
        comments = (*self.message.comments, f"mended: {', '.join(checks)}")
        return Entry(self.message.replaced(msgstr=translation, fuzzy=True, comments=comments))

    def refused(self, origin: str, reason: str) -> Entry:
        """Return the entry, still missing, with the reason why an engine could make no draft."""
        line = f"mt: {origin}, no draft: {' '.join(reason.split())[:_REASON_LENGTH]}"
        return Entry(self.message.replaced(comments=(*self.notes, line)))


@dataclass(frozen=True)
class Catalog:
    """The entries of one article in one locale; every method returns a new catalog."""

    file: PoFile

    @classmethod
    def parse(cls, data: bytes, name: str) -> Catalog:
        """Read a PO file.

        Raises:
            CatalogError: It is broken; the message names the line.
        """
        return cls(PoFile.parse(data, name))

    @classmethod
    def new(cls, article: str, source_locale: str, locale: str, revised: str) -> Catalog:
        """Return a catalog without entries, with a header that is complete for its locale.

        Args:
            article: Path of the article.
            source_locale: Locale of the article.
            locale: Locale of the translations.
            revised: The time for ``PO-Revision-Date``, as ``2026-11-25 09:30+0000``.
        """
        return cls(PoFile.parse(header(article, source_locale, locale, revised).encode(), article))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of the article as it is, in the order of the file."""
        return tuple(Entry(m) for m in self.file.messages if not m.obsolete)

    @cached_property
    def obsolete(self) -> tuple[Entry, ...]:
        """The entries whose sentence left the article."""
        return tuple(Entry(m) for m in self.file.messages if m.obsolete)

    @cached_property
    def by_key(self) -> Mapping[Key, Entry]:
        """The entries of the article as it is, by context and text."""
        return {entry.key: entry for entry in self.entries}

    @cached_property
    def known(self) -> Mapping[Key, Entry]:
        """All entries by context and text, the live one where a sentence has several."""
        return {entry.key: entry for entry in (*self.obsolete, *self.entries)}

    def state_of(self, key: Key) -> State:
        """Return the state of a segment; one that has no entry is missing."""
        entry = self.by_key.get(key)
        return entry.state if entry else State.MISSING

    def dump(self) -> bytes:
        """Return the PO file."""
        return self.file.dump()

    def with_entries(self, changed: Mapping[Key, Entry]) -> Catalog:
        """Return the catalog with some of its live entries replaced."""
        return Catalog(
            self.file.replaced(
                changed.get(e.key, e).message if not e.message.obsolete else e.message
                for e in (Entry(m) for m in self.file.messages)
            )
        )


@lru_cache(maxsize=1024)
def _kinds(extracted: tuple[str, ...]) -> frozenset[Kind]:
    return frozenset(_KINDS[line] for line in extracted if line in _KINDS)


@lru_cache(maxsize=1024)
def _is_attribute(extracted: tuple[str, ...]) -> bool:
    kinds = _kinds(extracted)
    return bool(kinds) and all(kind.plain for kind in kinds)


def _comment(message: Message, pattern: re.Pattern[str]) -> re.Match[str] | None:
    if "mt: " not in message.lines.head:
        return None
    return next((match for line in message.comments if (match := pattern.fullmatch(line))), None)


def _digest(text: str, translation: str) -> str:
    """Return six hexadecimal digits that tell whether either text was changed since."""
    return hashlib.sha256(f"{text}\0{translation}".encode("utf-8", "surrogatepass")).hexdigest()[:6]


def header(article: str, source_locale: str, locale: str | None, revised: str) -> str:
    """Write the header of a catalog, or of a template where ``locale`` is None.

    Templates carry no date, and our verbs never change one: a date that runs with the clock makes
    the branches of translators conflict for nothing.
    """
    fields = {
        "Project-Id-Version": article,
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": revised or "YEAR-MO-DA HO:MI+ZONE",
        "Last-Translator": "Automatically generated" if locale else "FULL NAME <EMAIL@ADDRESS>",
        "Language-Team": "none" if locale else "LANGUAGE <LL@li.org>",
        "Language": cldr.gettext_name(locale) if locale else "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if locale:
        fields["Plural-Forms"] = cldr.plural_forms(locale)
    title = f"{cldr.name(locale)} translation of {article}" if locale else f"Template for {article}"
    said = "".join(f"{name}: {value}\n" for name, value in fields.items())
    mark = "" if locale else "#, fuzzy\n"
    comment = f"# {title}, which is in {cldr.name(source_locale)}.\n"
    return f'{comment}{mark}msgid ""\n{written("msgstr", said, UNWRAPPED)}'
