"""Mends faults that have one right answer, and leaves the entry for a person to look at.

Law: a mended entry is not reviewed. A machine's draft stays a draft; all else becomes stale, with a
comment that names the checks, so that what a person wrote is never published changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n import checks, formats
from l10n.catalog import Catalog
from l10n.errors import L10nError
from l10n.inspection import Inspection, suppression
from l10n.model import Did, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.catalog import Entry
    from l10n.files import Disk
    from l10n.model import Event
    from l10n.project import Project


def mend(project: Project, articles: Sequence[str], locales: Sequence[str], disk: Disk) -> Iterator[Event]:
    """Write the catalogs in which something was mended; say which."""
    for article in articles:
        for locale in locales:
            yield from _mended(project, article, locale, disk)


def _mended(project: Project, article: str, locale: str, disk: Disk) -> Iterator[Event]:
    path = project.catalog(article, locale)
    shown = project.shown(path)
    chosen = checks.chosen(project.settings.checks)
    inspection = Inspection(
        project.settings, project.published, chosen, article, locale, shown, formats.notation(article), ()
    )
    count = 0

    def change(data: bytes | None) -> bytes | None:
        nonlocal count
        if data is None:
            return None
        catalog = Catalog.parse(data, shown)
        entries = {entry.key: _entry(inspection, entry) for entry in catalog.entries if entry.translation}
        changed = {key: entry for key, entry in entries.items() if entry is not catalog.by_key[key]}
        count = len(changed)
        return catalog.with_entries(changed).dump() if changed else data

    try:
        if disk.update(path, change):
            entries = "entry was" if count == 1 else "entries were"
            yield Outcome(
                shown,
                Did.WRITTEN,
                f"{count} {entries} mended; look at them before they are published",
                locale,
            )
    except L10nError as error:
        yield Outcome(shown, Did.REFUSED, str(error), locale)


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
