"""Catalogs of two branches into one, for git; and what is different in two catalogs, for people."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from l10n.catalog import Catalog
from l10n.catalog.join import joined
from l10n.errors import CatalogError
from l10n.events import Did, Outcome
from l10n.files import read_given

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from l10n.catalog import Entry
    from l10n.events import Event
    from l10n.files import Disk

_EMPTY = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def join(base: Path, ours: Path, theirs: Path, name: str, disk: Disk) -> Iterator[Event]:
    """Write into ``ours`` what both sides made of ``base``; a disagreement is a failure for git to show.

    Raises:
        CatalogError: One side is broken; ours is left as it is.
    """
    mine, other = (_read(path, f"{name} ({side})") for path, side in ((ours, "ours"), (theirs, "theirs")))
    result = joined(_common(base), mine, other)
    disk.write(ours, result.catalog.dump())
    for entry in result.conflicts:
        said = f"both sides translated “{entry.text[:60]}”; ours is kept as fuzzy, theirs is in a comment"
        yield Outcome(name, Did.REFUSED, f"{name}: {said}")
    if not result.conflicts:
        yield Outcome(name, Did.WRITTEN, "joined")


def _common(path: Path) -> Catalog:
    """Return the common version; one that is broken, which in a history nobody can mend, counts as none."""
    try:
        return _read(path, "the common version")
    except CatalogError:
        return Catalog.parse(_EMPTY, "the common version")


def _read(path: Path, name: str) -> Catalog:
    data = read_given(path)
    if data is None:
        raise CatalogError(f"{path}: there is no such catalog")
    return Catalog.parse(data or _EMPTY, name)


def diff(old: Path, new: Path) -> Iterator[Event]:
    """Give the entries that are different in two catalogs, with the words that are.

    Raises:
        CatalogError: One of them is broken or not there.
    """
    before, after = (_read(path, str(path)).known for path in (old, new))
    for key in dict.fromkeys((*after, *before)):
        said = "\n".join(_lines(before.get(key), after.get(key)))
        if said:
            entry = after.get(key) or before[key]
            place = f"{new}:{entry.message.line}" if key in after else f"{old}:{entry.message.line}"
            yield Outcome(place, Did.UNCHANGED, said)


def _lines(old: Entry | None, new: Entry | None) -> Iterator[str]:
    states = [entry.state.value if entry else "none" for entry in (old, new)]
    said = [entry.translation if entry else "" for entry in (old, new)]
    context, text = next(entry.key for entry in (new, old) if entry)
    where = "" if context is None else f" [{context}]"
    if states[0] != states[1] or said[0] != said[1]:
        yield states[1] if states[0] == states[1] else f"{states[0]} → {states[1]}"
        yield f"    ={where} {_indented(text)}"
        if said[0] != said[1]:
            yield f"    ~ {_indented(_marked(*said))}"


def _indented(text: str) -> str:
    return text.replace("\n", "\n      ")


def _marked(old: str, new: str) -> str:
    """Return the new words with what is gone in ``[-…-]`` and what is new in ``{+…+}``, as in git."""
    before, after = old.split(" "), new.split(" ")
    shown: list[str] = []
    for way, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = " ".join(before[a:b]), " ".join(after[c:d])
        if way == "equal":
            shown.append(come)
        else:
            shown += [f"[-{gone}-]"] * bool(gone) + [f"{{+{come}+}}"] * bool(come)
    return " ".join(shown)
