"""Catalogs and articles into localized articles.

Before an article is written it is read back: cut again, it must have, block by block, the same kinds
and markup as the source and the words that were put in. A block that has not is published in the
source language and named. What is added on purpose (the language of a page, anchors of translated
headings) comes after that, and only where something is translated.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from l10n import cldr, formats, readback, workers
from l10n.errors import L10nError
from l10n.events import Did, Outcome, Progress
from l10n.files import read
from l10n.model import Document, State
from l10n.syntax import anchors
from l10n.verbs import cut_article, read_catalog
from l10n.verbs.manifest import Manifest
from l10n.verbs.status import coverage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from l10n.catalog import Catalog
    from l10n.events import Event
    from l10n.files import Disk
    from l10n.model import Block, Segment
    from l10n.project import Project
    from l10n.verbs.manifest import Record

_Renamed = dict[str, dict[str, dict[str, str]]]
"""New names of anchors, by locale and article."""
_LINK = re.compile(
    r"""\]\(\s*<?([^\s<>)]+)|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?([^\s<>]+)"""
    r"""|\b(?:src|href|poster)\s*=\s*["']?([^\s"'<>]+)""",
    re.MULTILINE,
)


def build(project: Project, articles: Sequence[str], locales: Sequence[str], disk: Disk) -> Iterator[Event]:
    """Write the localized articles, the files they show, and the manifest.

    A file is removed only if an earlier manifest says that we wrote it, and only by a run that
    covers every article, if there are any, and every locale.
    """
    manifest = Manifest.read(project)
    whole = project.are_all(articles) and set(locales) == set(project.settings.locales)
    files: set[str] = set()
    records: list[Record] = []
    renamed: _Renamed = {locale: {} for locale in locales}
    work = partial(_built, project, locales, disk, renamed)
    for number, localized in enumerate(workers.mapped(work, articles)):
        for one in localized:
            yield from one.outcomes
            files.update(one.files)
            records += [one.record] if one.record else []
        yield Progress("build", number + 1, len(articles))
    yield from manifest.updated(records, files, whole=whole).write(project, disk, manifest, whole=whole)


@dataclass(frozen=True, slots=True)
class _Built:
    """What became of one article in one locale; in all of them where it could not be read."""

    outcomes: tuple[Outcome, ...]
    files: tuple[str, ...]
    """What is or would be of it, below the folder of built articles."""
    record: Record | None = None
    """What the manifest says of it; None where it was refused."""


def _built(
    project: Project, locales: Sequence[str], disk: Disk, renamed: _Renamed, article: str
) -> list[_Built]:
    """Write one article and what it shows, for every locale."""
    try:
        document = cut_article(project, article)
    except L10nError as error:
        refused = Outcome(f"{project.settings.articles}/{article}", Did.REFUSED, str(error))
        return [_Built((refused,), tuple(f"{locale}/{article}" for locale in locales))]
    assets = _assets(project, article, document)
    return [
        _Localization(project, article, locale, document, renamed[locale]).built(assets, disk)
        for locale in locales
    ]


class _Words(NamedTuple):
    """A translation that is published."""

    text: str
    said: str
    """Its state, with the locale where that is another one: ``reviewed in pt``."""


@dataclass(frozen=True, slots=True)
class _Localization:
    """One article for one locale."""

    project: Project
    article: str
    locale: str
    document: Document
    renamed: dict[str, dict[str, str]]
    """For articles of the locale, new names of anchors; filled when a link first asks for them."""

    def built(self, assets: Sequence[str], disk: Disk) -> _Built:
        """Write the localized article and copy what it shows."""
        path = f"{self.locale}/{self.article}"
        try:
            outcome, record = self._written(disk)
        except L10nError as error:
            shown = self.project.shown(self.project.catalog(self.article, self.locale))
            return _Built((Outcome(shown, Did.REFUSED, str(error), self.locale),), (path,))
        copied = _copied(self.project, assets, self.locale, disk)
        shows = (f"{self.locale}/{asset}" for asset in assets)
        return _Built((outcome, *copied), (path, *shows), record)

    def _written(self, disk: Disk) -> tuple[Outcome, Record]:
        """Write the localized article; return what was done and its record for the manifest."""
        catalog = read_catalog(self.project, self.article, self.locale)
        published = self.published(catalog)
        text, broken = self.read_back(published)
        put_in = [s for s in self.document.segments if s in published and s not in broken]
        used = Counter(published[segment].said for segment in put_in)
        if used:
            form = formats.of(self.article)
            text = form.dressed(text, self.locale) if form else text
            text = anchors.followed(text, self._renamed_anchor)
        path = self.project.output(self.locale) / self.article
        did = Did.WRITTEN if disk.write(path, self.document.encode(text)) else Did.UNCHANGED
        source = sum(1 for _ in self.document.segments) - used.total()
        record = self._record(used, source, catalog)
        said = [f"{count} {state}" for state, count in sorted(used.items(), reverse=True)]
        said += [f"{source} in the source language"] if source else []
        for segment in broken:
            said.append(f"line {segment.line} would not come back as it was put in: “{segment.text[:50]}”")
        said += [did.value] if did is Did.UNCHANGED else []
        counts = {**used, "source": source, "unchanged": int(did is Did.UNCHANGED)}
        return Outcome(self.project.shown(path), did, ", ".join(said), self.locale, counts), record

    def _record(self, used: Counter[str], source: int, catalog: Catalog | None) -> Record:
        """Return what the manifest says of the article; a fallback locale does not complete it."""
        own = sum(used[state.value] for state in self.project.published)
        return {
            "article": self.article,
            "locale": self.locale,
            "path": f"{self.locale}/{self.article}",
            "coverage": coverage(self.document.segments, catalog),
            "published": {**dict(sorted(used.items())), "source": source},
            "machine_drafts": bool(used["draft"]),
            "complete": used.total() + source == own,
        }

    def _renamed_anchor(self, path: str, anchor: str) -> str | None:
        """Return what an anchor of a linked article is called in its translation."""
        target = _beside(self.article, path) if path else self.article
        if target in self.project.articles and formats.notation(target).is_markdown:
            if target not in self.renamed:
                self.renamed[target] = self._renamed_anchors(target)
            return self.renamed[target].get(anchor)
        return None

    def _renamed_anchors(self, article: str) -> dict[str, str]:
        """Return the anchors of an article that have another name in its translation."""
        try:
            document = self.document if article == self.article else cut_article(self.project, article)
            linked = replace(self, article=article, document=document)
            catalog = read_catalog(self.project, article, self.locale)
            text, _ = linked.read_back(linked.published(catalog))
        except L10nError:
            return {}  # what is wrong with that article is said where it is built
        before, after = map(anchors.of_headings, (document.blocks, linked.blocks_of(text)))
        pairs = zip(before, after, strict=True) if len(before) == len(after) else ()
        given = anchors.given(document.source)
        return {old: new for old, new in pairs if old != new and old not in given}

    def published(self, catalog: Catalog | None) -> dict[Segment, _Words]:
        """Return the translations that the settings publish, those of fallback locales last."""
        found: dict[Segment, _Words] = {}
        for locale in self.project.settings.fallback.get(self.locale, ()):
            fallback = read_catalog(self.project, self.article, locale)
            found = self._of(fallback, frozenset({State.REVIEWED}), f" in {locale}") | found
        return found | self._of(catalog, self.project.published)

    def _of(
        self, catalog: Catalog | None, states: frozenset[State], where: str = ""
    ) -> dict[Segment, _Words]:
        entries = catalog.by_key if catalog else {}
        said = {state: state.value + where for state in states}
        return {
            segment: _Words(entry.translation, said[entry.state])
            for segment in self.document.segments
            if (entry := entries.get(segment.key)) and entry.state in said
        }

    def blocks_of(self, text: str) -> list[Block]:
        """Cut the localized article into blocks."""
        keys = self.project.settings.front_matter
        return formats.blocks(self.article, self.document.encode(text), keys)

    def read_back(self, published: Mapping[Segment, _Words]) -> tuple[str, list[Segment]]:
        """Render, cut again, and drop the translations of blocks that come back changed."""
        texts = {segment: words.text for segment, words in published.items()}
        left = dict(texts)
        spaced = cldr.spaced(self.locale)
        while True:
            parts = self.document.rendered_parts(left.get, spaced=spaced)
            rendered = [self.document.spelled(part) for part in parts]
            text = "".join(rendered)
            if not left:
                break
            again = self.blocks_of(text)
            broken = readback.broken(self.document, rendered, again, left, formats.notation(self.article))
            if not broken:
                break
            left = {segment: words for segment, words in left.items() if segment not in broken}
        return text, [segment for segment in texts if segment not in left]


def _beside(article: str, path: str) -> str:
    """Return the path, below the folder of articles, that a relative link of an article means."""
    parts = article.split("/")[:-1]
    for part in unquote(path).split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def _assets(project: Project, article: str, document: Document) -> list[str]:
    """Return the files beside the articles that an article refers to by a relative path."""
    if not project.assets:
        return []
    addresses = (next(filter(None, match.groups())) for match in _LINK.finditer(document.source))
    found = {_beside(article, urlsplit(address).path) for address in addresses}
    return sorted(found & project.assets)


def _copied(project: Project, assets: Iterable[str], locale: str, disk: Disk) -> Iterator[Outcome]:
    for asset in assets:
        path = project.output(locale) / asset
        try:
            if disk.write(path, read(project.article(asset)) or b""):
                yield Outcome(project.shown(path), Did.COPIED, "", locale)
        except L10nError as error:
            yield Outcome(project.shown(path), Did.REFUSED, str(error), locale)
