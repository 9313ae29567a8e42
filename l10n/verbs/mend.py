"""Mends faults that have one right answer, and leaves the entry for a person to look at.

Law: a mended entry is not reviewed. A machine's draft stays a draft; all else becomes stale, with a
comment that names the checks, so that what a person wrote is never published changed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from l10n.errors import L10nError
from l10n.events import Did, Outcome
from l10n.inspection import Inspection, suppression
from l10n.verbs import refill

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.catalog import Catalog, Entry
    from l10n.events import Event
    from l10n.files import Disk
    from l10n.model import Key
    from l10n.project import Project


def mend(project: Project, articles: Sequence[str], locales: Sequence[str], disk: Disk) -> Iterator[Event]:
    """Write the catalogs in which something was mended; say which."""
    for article in articles:
        for locale in locales:
            yield from _mended(project, article, locale, disk)


def _mended(project: Project, article: str, locale: str, disk: Disk) -> Iterator[Event]:
    shown = project.shown(project.catalog(article, locale))
    inspection = Inspection.of(project, article, locale)
    try:
        filled = refill(project, article, locale, disk, partial(_entries, inspection))
    except L10nError as error:
        yield Outcome(shown, Did.REFUSED, str(error), locale)
        return
    if filled and filled.written:
        count = len(filled.changed)
        entries = "entry" if count == 1 else "entries"
        said = f"{count} {entries} mended, to be looked at"
        yield Outcome(shown, Did.WRITTEN, said, locale)


def _entries(inspection: Inspection, catalog: Catalog) -> dict[Key, Entry]:
    """Return the entries in which something is mended."""
    entries = {entry.key: _entry(inspection, entry) for entry in catalog.entries if entry.translation}
    return {key: entry for key, entry in entries.items() if entry is not catalog.by_key[key]}


def _entry(inspection: Inspection, entry: Entry) -> Entry:
    """Return an entry with its faults mended; itself where there are none."""
    off = suppression.in_entry(entry) | suppression.in_settings(
        inspection.settings.ignore, inspection.article
    )
    used: list[str] = []
    mended = entry
    for name, module in inspection.chosen.entries.items():
        pair = inspection.pair(mended)
        if name in off or not hasattr(module, "mended") or not any(module.find(pair)):
            continue
        translation = module.mended(pair)
        if translation != pair.translation and translation.strip():
            used.append(name)
            mended = entry.mended(translation, used)
    return mended
