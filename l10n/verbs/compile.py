"""Catalogs into MO files, for programs that look translations up at run time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.errors import L10nError
from l10n.events import Did, Outcome, Progress
from l10n.po import mo
from l10n.verbs import read_catalog

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.events import Event
    from l10n.files import Disk
    from l10n.project import Project


def compile_(
    project: Project, articles: Sequence[str], locales: Sequence[str], disk: Disk
) -> Iterator[Event]:
    """Write the entries that the settings publish to an MO file beside each catalog."""
    for number, article in enumerate(articles):
        yield Progress("compile", number, len(articles))
        for locale in locales:
            path = project.catalog(article, locale).with_suffix(".mo")
            try:
                catalog = read_catalog(project, article, locale)
                if catalog is None:
                    continue
                entries = [entry for entry in catalog.entries if entry.state in project.published]
                data = mo.dump(catalog.file.fields, (entry.message for entry in entries))
                did = Did.WRITTEN if disk.write(path, data) else Did.UNCHANGED
                said = f"{len(entries)} entries, {did.value}"
                yield Outcome(project.shown(path), did, said, locale, {"entries": len(entries), did.value: 1})
            except L10nError as error:
                yield Outcome(project.shown(path), Did.REFUSED, str(error), locale)
