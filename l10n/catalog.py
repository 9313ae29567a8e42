"""What is known of one article in one locale: entries, their states, and how they follow the article.

A catalog is a PO file and nothing else; its own marks are the states. Laws: a person's words are
never overwritten or dropped, an entry that does not change keeps its bytes, and the second of two
equal changes changes nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from l10n import cldr, matching
from l10n.model import Kind, State
from l10n.po import PoFile
from l10n.po_message import Message, Previous

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from l10n.model import Key, Proposal, Segment

_MACHINE = re.compile(r"mt: (?P<origin>.+), score (?P<score>[01]\.\d\d), (?P<digest>[0-9a-f]{6})")
_NO_DRAFT = re.compile(r"mt: (?P<origin>.+), no draft: (?P<reason>.+)")
_NOTE = "note: "
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
        return self.message.msgid

    @cached_property
    def translation(self) -> str:
        """The translation; "" for none."""
        return self.message.msgstr or self.message.msgstr_plural.get(0, "")

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        """What the segment is, at each place where it stands."""
        known = {kind.value for kind in Kind}
        return frozenset(Kind(line) for line in self.message.extracted if line in known)

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
    def no_draft(self) -> tuple[str, str] | None:
        """Which engine could make no draft, and why; None where none tried in vain."""
        match = _comment(self.message, _NO_DRAFT)
        return (match["origin"], match["reason"]) if match else None

    @property
    def has_words_of_a_person(self) -> bool:
        """True where losing the entry would lose somebody's work."""
        return bool(self.translation) and not (self.message.fuzzy and self._untouched)

    @property
    def _untouched(self) -> bool:
        """True where the translation is still the one that a machine wrote for this very text."""
        match = _comment(self.message, _MACHINE)
        return match is not None and match["digest"] == _digest(self.text, self.translation)

    def drafted(self, proposal: Proposal) -> Entry:
        """Return the entry with a machine's words, which only a missing one may take."""
        digest = _digest(self.text, proposal.text)
        line = f"mt: {proposal.origin}, score {proposal.score:.2f}, {digest}"
        comments = (*_without_machine(self.message), line)
        return Entry(self.message.replaced(msgstr=proposal.text, fuzzy=True, comments=comments))

    def refused(self, origin: str, reason: str) -> Entry:
        """Return the entry, still missing, with the reason why an engine could make no draft."""
        line = f"mt: {origin}, no draft: {' '.join(reason.split())[:_REASON_LENGTH]}"
        return Entry(self.message.replaced(comments=(*_without_machine(self.message), line)))


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
        return cls(PoFile.parse(_header(article, source_locale, locale, revised).encode(), article))

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

    def merged_with(self, segments: Iterable[Segment], seeds: Mapping[Key, Entry]) -> Merge:
        """Follow an article: keep what stands, retire what left, guess for what changed.

        Args:
            segments: The segments of the article as it is now.
            seeds: Entries of articles that are gone, by key, for sentences that are new here.
        """
        return _merged(self, _grouped(segments), seeds)


@dataclass(frozen=True, slots=True)
class Merge:
    """A catalog that followed its article, and what that took."""

    catalog: Catalog
    counts: Mapping[str, int]
    """``new``, ``stale``, ``back``, ``left`` and ``unchanged`` entries."""
    reviewed_before: int
    reviewed_left: int


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An entry as the article asks for it."""

    key: Key
    extracted: tuple[str, ...]
    article: str


def template(article: str, source_locale: str, segments: Iterable[Segment]) -> bytes:
    """Return the template (POT) of an article; the same for the same segments, always."""
    header = PoFile.parse(_header(article, source_locale, None, "").encode(), article)
    return header.replaced(_blank(wanted) for wanted in _grouped(segments)).dump()


def _grouped(segments: Iterable[Segment]) -> list[_Wanted]:
    """Make one entry of all segments with the same context and text, in the article's order."""
    lines: dict[Key, dict[str, None]] = {}
    article = ""
    for segment in segments:
        said = lines.setdefault(segment.key, {})
        said[segment.kind.value] = None
        if segment.note:
            said[_NOTE + segment.note] = None
        article = segment.article
    return [_Wanted(key, tuple(said), article) for key, said in lines.items()]


@lru_cache(maxsize=4096)
def _blank(wanted: _Wanted) -> Message:
    context, text = wanted.key
    return Message.new(text, msgctxt=context, extracted=wanted.extracted, references=(wanted.article,))


def _merged(catalog: Catalog, wanted: list[_Wanted], seeds: Mapping[Key, Entry]) -> Merge:
    live = catalog.by_key
    retired = {entry.key: entry for entry in catalog.obsolete}
    keys = {one.key for one in wanted}
    leaving = [entry for entry in catalog.entries if entry.key not in keys]
    origins = _origins([one.key[1] for one in wanted], live, retired, leaving, catalog)
    counts: Counter[str] = Counter()
    messages: list[Message] = []
    for one in wanted:
        if one.key in live:
            counts["unchanged"] += 1
            messages.append(_placed(live[one.key].message, one))
        elif one.key in retired:
            counts["back"] += 1
            messages.append(_placed(retired[one.key].message.replaced(obsolete=False), one))
        elif one.key in seeds:
            counts["back"] += 1
            messages.append(_seeded(one, seeds[one.key]))
        else:
            origin = origins.get(one.key[1])
            counts["stale" if origin else "new"] += 1
            messages.append(_stale(_blank(one), origin) if origin else _blank(one))
    revived = keys - live.keys()
    kept = [e for e in catalog.obsolete if e.key not in revived or e is not retired[e.key]]
    gone = [entry for entry in leaving if _worth_keeping(entry, retired)]
    counts["left"] = len(leaving)
    messages += [entry.message for entry in kept]
    messages += [entry.message.replaced(obsolete=True) for entry in gone]
    reviewed = [entry for entry in catalog.entries if entry.state is State.REVIEWED]
    return Merge(
        Catalog(catalog.file.replaced(messages)),
        counts,
        len(reviewed),
        sum(entry.key not in keys for entry in reviewed),
    )


def _origins(
    wanted: list[str],
    live: Mapping[Key, Entry],
    retired: Mapping[Key, Entry],
    leaving: list[Entry],
    catalog: Catalog,
) -> dict[str, Entry]:
    """Return for new sentences the entry of the sentence that each most likely was."""
    old = {entry.text: entry for entry in leaving if entry.has_words_of_a_person}
    if not old:
        return {}
    known = {text for _, text in (*live, *retired)}
    new = [text for text in wanted if text not in known]
    anchors = _anchors(wanted, known) | _anchors([e.text for e in catalog.entries], set(wanted))
    pairs = matching.near(new, list(old), anchors)
    return {text: old[origin] for text, origin in pairs.items()}


def _anchors(texts: list[str], unchanged: set[str]) -> dict[str, str]:
    anchors: dict[str, str] = {}
    last = ""
    for text in texts:
        if text in unchanged:
            last = text
        else:
            anchors[text] = last
    return anchors


def _placed(message: Message, wanted: _Wanted) -> Message:
    """Say of an entry that stays what it is and where it stands now."""
    return message.replaced(extracted=wanted.extracted, references=(wanted.article,))


def _stale(message: Message, origin: Entry) -> Message:
    """Give a new sentence the translation of an old one, marked as made for that."""
    made_for = origin.message.previous or Previous(origin.message.msgctxt, origin.text)
    return message.replaced(
        msgstr=origin.translation,
        fuzzy=True,
        previous=made_for,
        comments=_without_machine(origin.message),
    )


def _seeded(wanted: _Wanted, seed: Entry) -> Message:
    return _blank(wanted).replaced(
        msgstr=seed.translation,
        fuzzy=seed.message.fuzzy,
        comments=seed.message.comments,
        previous=seed.message.previous,
    )


def _worth_keeping(entry: Entry, retired: Mapping[Key, Entry]) -> bool:
    """Tell whether an entry that leaves holds words that stand nowhere else in the catalog."""
    previous = entry.message.previous
    if entry.message.fuzzy and previous is not None:
        origin = retired.get((previous.msgctxt, previous.msgid))
        if origin is not None and origin.translation == entry.translation:
            return False
    return entry.has_words_of_a_person


def _without_machine(message: Message) -> tuple[str, ...]:
    return tuple(
        line for line in message.comments if not (_MACHINE.fullmatch(line) or _NO_DRAFT.fullmatch(line))
    )


def _comment(message: Message, pattern: re.Pattern[str]) -> re.Match[str] | None:
    if "mt: " not in message.lines.head:
        return None
    return next((match for line in message.comments if (match := pattern.fullmatch(line))), None)


def _digest(text: str, translation: str) -> str:
    """Return six hexadecimal digits that tell whether either text was changed since."""
    return hashlib.sha256(f"{text}\0{translation}".encode("utf-8", "surrogatepass")).hexdigest()[:6]


def _header(article: str, source_locale: str, locale: str | None, revised: str) -> str:
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
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items())
    mark = "" if locale else "#, fuzzy\n"
    return f'# {title}, which is in {cldr.name(source_locale)}.\n{mark}msgid ""\nmsgstr ""\n{lines}'
