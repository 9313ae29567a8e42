"""Two people's work on one catalog, joined entry by entry.

Laws: a translation stays with the sentence it was made for, no words of a person are dropped, and
what only one of the two changed is taken as that one left it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from l10n.catalog import Catalog, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from l10n.model import Key
    from l10n.po import PoFile
    from l10n.po.message import Message

_T = TypeVar("_T")
_THEIRS = "theirs: "
"""Begins the comment with the translation of the other side; each plural form has its own."""
_DATE, _TRANSLATOR = "PO-Revision-Date", "Last-Translator"


@dataclass(frozen=True, slots=True)
class Joined:
    """A catalog with the work of both."""

    catalog: Catalog
    conflicts: tuple[Entry, ...]
    """Entries for which both had words of a person: ours, fuzzy, with theirs in a comment."""


def joined(base: Catalog, ours: Catalog, theirs: Catalog) -> Joined:
    """Join what two sides made of a catalog.

    Args:
        base: The catalog that both began with; an empty one where there was none.
        ours: The one side, whose layout and order the result has.
        theirs: The other side.
    """
    before, mine, other = base.known, ours.known, theirs.known
    messages: list[Message] = []
    conflicts: list[Entry] = []
    for key in _order(list(mine), list(other), list(before)):
        start = before.get(key) or _guess(key, before, mine, other)
        entry, conflict = _entry(start, mine.get(key), other.get(key))
        if entry:
            messages.append(entry.message)
        if entry and conflict:
            conflicts.append(entry)
    live = [message for message in messages if not message.obsolete]
    file = _with_header(base.file, ours.file, theirs.file)
    retired = [message for message in messages if message.obsolete]
    retired += {entry.message.raw: entry.message for entry in (*_hidden(ours), *_hidden(theirs))}.values()
    return Joined(Catalog(file.replaced([*live, *retired])), tuple(conflicts))


def _hidden(catalog: Catalog) -> list[Entry]:
    """Return the obsolete entries whose sentence another entry has."""
    return [entry for entry in catalog.obsolete if catalog.known[entry.key] is not entry]


def _guess(key: Key, *versions: Mapping[Key, Entry]) -> Entry | None:
    """Return what both sides got for a sentence that is new, where one left it as it was guessed.

    What it was guessed from stands unchanged in all three versions, so that no words are lost with it.
    """
    found = [version[key] for version in versions if key in version]
    if len(found) == len(versions) - 1 and all(entry.has_words_of_a_person for entry in found):
        for entry in found:
            previous = entry.message.previous if entry.message.fuzzy else None
            made_for = (previous.msgctxt, previous.msgid) if previous else key
            origins = [version.get(made_for) for version in versions]
            if all(origin and _words(origin) == _words(entry) for origin in origins):
                return entry
    return None


def _order(mine: Sequence[Key], other: Sequence[Key], before: Sequence[Key]) -> Iterator[Key]:
    """Give our keys in our order, each followed by those that only stand behind it elsewhere."""
    behind: dict[Key | None, list[Key]] = {}
    known = set(mine)
    for keys in (other, before):
        last: Key | None = None
        for key in keys:
            if key not in known:
                known.add(key)
                behind.setdefault(last, []).append(key)
            last = key
    waiting: list[Key | None] = [*reversed(mine), None]
    while waiting:
        at = waiting.pop()
        if at is not None:
            yield at
        waiting += reversed(behind.get(at, []))


def _entry(before: Entry | None, mine: Entry | None, other: Entry | None) -> tuple[Entry | None, bool]:
    """Return what both made of an entry, and whether they disagree."""
    raw = [entry.message.raw if entry else None for entry in (before, mine, other)]
    if mine is None or other is None:
        return _kept(before, mine or other), False
    if raw[1] == raw[2] or raw[2] == raw[0]:
        return mine, False
    if raw[1] == raw[0]:
        return other, False
    return _both(before, mine, other)


def _kept(before: Entry | None, entry: Entry | None) -> Entry | None:
    """Return an entry that one side has not: new, or dropped there, which drops no words of a person."""
    entry = entry or before
    if entry is None or before is None:
        return entry
    if not entry.has_words_of_a_person:
        return None
    return Entry(entry.message.replaced(obsolete=True))


def _both(before: Entry | None, mine: Entry, other: Entry) -> tuple[Entry, bool]:
    start = before or Entry(mine.message.replaced(msgstr="", fuzzy=False, previous=None, comments=()))
    winner, conflict = _translated(start, mine, other)
    comments = _comments(start, mine, other)
    if conflict:
        said = (text for text in (other.message.msgstr, *other.message.msgstr_plural.values()) if text)
        comments = (*comments, *(_THEIRS + text.replace("\n", "\\n") for text in said))
    retired = _changed(start.message.obsolete, mine.message.obsolete, other.message.obsolete)
    shown = _changed(start.message.extracted, mine.message.extracted, other.message.extracted)
    places = _changed(start.message.references, mine.message.references, other.message.references)
    message = mine.message.replaced(obsolete=False)
    message = message.replaced(
        msgstr=winner.message.msgstr,
        msgstr_plural=winner.message.msgstr_plural,
        fuzzy=winner.message.fuzzy or conflict,
        previous=winner.message.previous,
        comments=comments,
        extracted=shown,
        references=places,
    )
    return Entry(message.replaced(obsolete=retired)), conflict


def _translated(before: Entry, mine: Entry, other: Entry) -> tuple[Entry, bool]:
    """Return the side whose translation is taken, and whether the other had words that are not in it."""
    alike = _words(mine) == _words(other)
    if _is_as(other, before) or (alike and mine.message.fuzzy == other.message.fuzzy):
        return mine, False
    if _is_as(mine, before):
        return other, False
    if alike:
        return (other if mine.message.fuzzy else mine), False
    if not other.has_words_of_a_person:
        return mine, False
    if not mine.has_words_of_a_person:
        return other, False
    return mine, True


def _is_as(entry: Entry, before: Entry) -> bool:
    """Tell whether a side left the translation and its mark as they were."""
    return _words(entry) == _words(before) and entry.message.fuzzy == before.message.fuzzy


def _words(entry: Entry) -> tuple[str, tuple[tuple[int, str], ...]]:
    return entry.message.msgstr, tuple(sorted(entry.message.msgstr_plural.items()))


def _changed(before: _T, mine: _T, other: _T) -> _T:
    """Return what was changed, by us where both did."""
    return other if mine == before else mine


def _comments(before: Entry, mine: Entry, other: Entry) -> tuple[str, ...]:
    old, others = before.message.comments, other.message.comments
    kept = (line for line in mine.message.comments if line in others or line not in old)
    added = (line for line in others if line not in old)
    return tuple(dict.fromkeys((*kept, *added)))


def _with_header(base: PoFile, ours: PoFile, theirs: PoFile) -> PoFile:
    """Return our file with the fields of the header that only they changed, and the later date."""
    before, mine, other = base.fields, ours.fields, theirs.fields
    changed = {name: value for name, value in other.items() if mine.get(name) == before.get(name) != value}
    if {_DATE} <= mine.keys() & other.keys() and mine[_DATE] != other[_DATE]:
        later = mine if mine[_DATE] > other[_DATE] else other
        changed |= {name: later[name] for name in (_DATE, _TRANSLATOR) if name in later}
    for name, value in changed.items():
        if mine.get(name) != value and name.lower() != "content-type":
            ours = ours.with_header(name, value)
    return ours
