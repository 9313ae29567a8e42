"""An article that was translated by hand into a catalog: each sentence gets the one it was translated by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from l10n import cldr, formats, plugins
from l10n.catalog import ALIGNED, Catalog, Entry
from l10n.catalog.beads import Sentence
from l10n.catalog.bitext import LIKELY
from l10n.catalog.bitext import align as aligned
from l10n.errors import ArticleError
from l10n.events import Did, Outcome
from l10n.files import read_given
from l10n.inspection import Inspection
from l10n.model import Role, State
from l10n.po.message import Message, Previous
from l10n.verbs import cut_article, refill
from l10n.verbs.extract import extract

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from l10n.events import Event
    from l10n.files import Disk
    from l10n.model import Document, Key, Slot
    from l10n.project import Project


def align(
    project: Project, article: str, translated: Path, locale: str, disk: Disk, *, review: bool
) -> Iterator[Event]:
    """Fill the entries of an article that a person has not translated from an old translation of it.

    Args:
        project: The project.
        article: The article.
        translated: Its translation, in any format that the toolkit cuts.
        locale: The locale of the translation.
        disk: Where to write.
        review: Whether sure pairs are reviewed; all others are stale, with a comment that says how
            sure they are.

    Raises:
        ArticleError: One of the two cannot be read or cut, or the other is no translation into the locale.
    """
    source, target = cut_article(project, article), _cut(project, translated, locale)
    inspection = Inspection.of(project, article, locale)
    _ensure_translated(source, target, translated, inspection)
    yield from extract(project, [article], [locale], disk)
    found = _translations(source, target, locale, review=review)

    def changes(catalog: Catalog) -> dict[Key, Entry]:
        asked = {key: entry for key, entry in _open(catalog).items() if key in found}
        return {key: _checked(found[key], entry, inspection) for key, entry in asked.items()}

    filled = refill(project, article, locale, disk, changes)
    counts: Counter[str] = Counter()
    if filled:
        counts.update(entry.state.value for entry in filled.changed.values())
        counts["without"] = len(_open(filled.before)) - len(filled.changed)
    said = f"{counts['reviewed']} reviewed, {counts['stale']} stale, {counts['without']} found no translation"
    did = Did.WRITTEN if filled and filled.written else Did.UNCHANGED
    yield Outcome(project.shown(project.catalog(article, locale)), did, said, locale, dict(counts))


def _open(catalog: Catalog) -> dict[Key, Entry]:
    """Return the entries that no person has translated."""
    return {e.key: e for e in catalog.entries if e.state in {State.MISSING, State.DRAFT}}


def _cut(project: Project, path: Path, locale: str) -> Document:
    data = read_given(path)
    if data is None:
        raise ArticleError(f"{path}: there is no such article")
    return formats.cut(path.name, data, project.split(locale), project.settings.front_matter)


def _ensure_translated(source: Document, target: Document, path: Path, inspection: Inspection) -> None:
    own, others = ([segment.text for segment in side.segments] for side in (source, target))
    same = sum(map(frozenset(own).__contains__, others))
    if 2 * same > len(others):
        raise ArticleError(f"{path}: says what the article says, in its own words; name its translation")
    whole = Entry(Message.new(" ".join(own), msgstr=" ".join(others)))
    for problem in plugins.load("checks", "language").find(inspection.pair(whole)):
        raise ArticleError(f"{path}: {problem}; name the locale that it is in")


def _checked(found: _Found, entry: Entry, inspection: Inspection) -> Entry:
    """Fill an entry; one in which a check finds something is not reviewed, however sure it was found."""
    filled = found.put_into(entry)
    pair = inspection.pair(filled)
    faults = (fault for _, module in inspection.chosen.concerned(pair) for fault in module.find(pair))
    return replace(found, reviewed=False).put_into(entry) if any(faults) else filled


@dataclass(frozen=True, slots=True)
class _Found:
    """What an old translation has for an entry."""

    translation: str
    sureness: float
    reviewed: bool
    joined: str
    """The sentences that it translates together; "" where it is one."""

    def put_into(self, entry: Entry) -> Entry:
        previous = Previous(entry.key[0], self.joined) if self.joined else None
        comments = (*entry.notes, f"{ALIGNED}{self.sureness:.2f}")
        fuzzy = not self.reviewed
        return Entry(
            entry.message.replaced(msgstr=self.translation, fuzzy=fuzzy, previous=previous, comments=comments)
        )


def _translations(source: Document, target: Document, locale: str, *, review: bool) -> dict[Key, _Found]:
    slots, others = list(source.slots), list(target.slots)
    glue = " " if cldr.spaced(locale) else ""
    found: dict[Key, _Found] = {}
    for bead in aligned(_sentences(slots), _sentences(others)):
        if not bead.source or not bead.target or bead.sureness < LIKELY:
            continue
        translation = glue.join(others[number].segment.text for number in bead.target)
        texts = [slots[number].segment.text for number in bead.source]
        joined = " ".join(texts) if len(texts) > 1 else ""
        for number in bead.source:
            new = _Found(translation, bead.sureness, review and bead.sure, joined)
            found.setdefault(slots[number].segment.key, new)
    return found


def _sentences(slots: Sequence[Slot]) -> list[Sentence]:
    blocks = [None, *(slot.block for slot in slots)]
    return [
        Sentence(
            slot.segment.text,
            slot.segment.kind,
            slot.block != before,
            frozenset(
                piece.key for piece in slot.pieces if piece.role in {Role.ATOM, Role.CLOSE} and piece.key
            ),
        )
        for slot, before in zip(slots, blocks, strict=False)
    ]
