"""Catalogs and articles into localized articles.

Before an article is written it is read back: cut again, it must have, block by block, the same kinds
and markup as the source and the words that were put in. A block that has not is published in the
source language and named. What is added on purpose (the language of a page, anchors of translated
headings) comes after that, and only where something is translated.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from l10n import cldr, formats, syntax
from l10n.errors import L10nError
from l10n.files import read
from l10n.model import Did, Document, Kind, Notation, Outcome, Progress, Slot
from l10n.verbs import cut_article, read_catalog
from l10n.verbs.status import coverage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from l10n.catalog import Catalog
    from l10n.files import Disk
    from l10n.model import Event, Segment
    from l10n.project import Project

MANIFEST = "index.json"
_LINK = re.compile(r"""\]\(\s*<?([^\s<>)]+)|^\s*\[[^\]]+\]:\s*<?([^\s<>]+)|\b(?:src|href|poster)\s*=\s*["']?([^\s"'<>]+)""", re.MULTILINE)


def build(
    project: Project, articles: Sequence[str], locales: Sequence[str], disk: Disk
) -> Iterator[Event]:
    """Write the localized articles, the files they show, and the manifest.

    A file is removed only if an earlier manifest says that we wrote it, and only by a run that
    covers every article and locale.
    """
    manifest = _Manifest.read(project)
    whole = set(articles) == set(project.articles) and set(locales) == set(project.settings.locales)
    built: list[dict[str, object]] = []
    written: set[str] = set()
    for number, article in enumerate(articles):
        yield Progress("build", number, len(articles))
        try:
            document = cut_article(project, article)
        except L10nError as error:
            yield Outcome(f"{project.settings.articles}/{article}", Did.REFUSED, str(error))
            written |= {f"{locale}/{article}" for locale in locales}
            continue
        assets = _assets(project, article, document)
        for locale in locales:
            written.add(f"{locale}/{article}")
            try:
                outcome, record = _Localization(project, article, locale, document).write(disk)
            except L10nError as error:
                yield Outcome(project.shown(project.catalog(article, locale)), Did.REFUSED, str(error), locale)
                continue
            built.append(record)
            yield outcome
            written |= {f"{locale}/{asset}" for asset in assets}
            yield from _copied(project, assets, locale, disk)
    yield from manifest.updated(built, written, whole=whole).write(project, disk, manifest, whole=whole)


@dataclass(frozen=True, slots=True)
class _Localization:
    """One article for one locale."""

    project: Project
    article: str
    locale: str
    document: Document

    def write(self, disk: Disk) -> tuple[Outcome, dict[str, object]]:
        """Write the localized article; return what was done and its record for the manifest."""
        catalog = read_catalog(self.project, self.article, self.locale)
        texts = self._published(catalog)
        text, broken = self._read_back(texts)
        used = Counter(
            _state(catalog, s) for s in self.document.segments if s in texts and s not in broken
        )
        if used:
            form = formats.of(self.article)
            text = form.dressed(text, self.document, self.locale) if form else text
        path = self.project.output(self.locale) / self.article
        changed = disk.write(path, self.document.encode(text))
        states = coverage(self.document.segments, catalog)
        total = sum(1 for _ in self.document.segments)
        said = [f"{count} {state}" for state, count in sorted(used.items(), reverse=True)]
        said += [f"{total - used.total()} in the source language"] if total > used.total() else []
        for segment in broken:
            said.append(f"line {segment.line} would not come back as it was put in: “{segment.text[:50]}”")
        shown = self.project.shown(path)
        outcome = Outcome(
            shown, Did.WRITTEN if changed else Did.UNCHANGED, ", ".join(said), self.locale, dict(used)
        )
        return outcome, {
            "article": self.article,
            "locale": self.locale,
            "path": f"{self.locale}/{self.article}",
            "coverage": states,
            "published": {**dict(sorted(used.items())), "source": total - used.total()},
            "machine_drafts": bool(used["draft"]),
            "complete": total == used.total(),
        }

    def _published(self, catalog: Catalog | None) -> dict[Segment, str]:
        """Return the translations that the settings publish."""
        if catalog is None:
            return {}
        entries = catalog.by_key
        return {
            segment: entry.translation
            for segment in self.document.segments
            if (entry := entries.get((segment.context, segment.text)))
            and entry.state in self.project.published
        }

    def _read_back(self, texts: Mapping[Segment, str]) -> tuple[str, list[Segment]]:
        """Render, cut again, and drop the translations of blocks that come back changed."""
        left = dict(texts)
        spaced = cldr.spaced(self.locale)
        while True:
            text = self.document.render(left.get, spaced=spaced)
            if not left:
                break
            data = self.document.encode(text)
            again = formats.cut(self.article, data, self.project.split)
            broken = _broken(self.document, again, left, exact=formats.of(self.article))
            if not broken:
                break
            left = {segment: words for segment, words in left.items() if segment not in broken}
        return text, [segment for segment in texts if segment not in left]
