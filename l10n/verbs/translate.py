"""Missing entries into drafts: every distinct text of a locale once, by machine, never a person's.

Drafts are written while the work goes on, so that a run that is stopped loses seconds and the next
one picks up where it was.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n import engines, markup, syntax
from l10n.catalog import Catalog
from l10n.errors import L10nError
from l10n.markup import Masked, MaskLostError
from l10n.model import Did, Notation, Outcome, Progress, Proposal, State
from l10n.verbs import notation, read_catalog

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from l10n.catalog import Entry
    from l10n.engines import Engine
    from l10n.files import Disk
    from l10n.markup import Part
    from l10n.model import Event, Key, Role
    from l10n.project import Project

_FLUSH = 256
"""Texts after which the drafts so far are written."""

Draft = Proposal | str
"""What an engine made of a text, or the reason why it is no draft."""
Text = tuple[Notation, str]
"""A text to translate, in its notation."""


def translate(
    project: Project, articles: Sequence[str], locales: Sequence[str], disk: Disk
) -> Iterator[Event]:
    """Give a draft to every missing entry of the catalogs of some articles.

    Raises:
        EngineError: The engine, or a package that it needs, is missing; nothing was written for the
            locale, and the message names the command that installs one.
    """
    if project.settings.engine == "none":
        return
    for locale in locales:
        wanted, refused = _wanted(project, articles, locale)
        yield from refused
        if not wanted:
            yield from (_outcome(project, a, locale, Counter()) for a in articles)
            continue
        engine = engines.load(project, locale)
        yield from _Locale(project, locale, engine, disk).run(articles, wanted)


def _wanted(
    project: Project, articles: Sequence[str], locale: str
) -> tuple[dict[Text, list[tuple[str, Entry]]], list[Outcome]]:
    """Return the distinct texts without a translation, each with the entries that want it."""
    wanted: dict[Text, list[tuple[str, Entry]]] = defaultdict(list)
    refused: list[Outcome] = []
    for article in articles:
        try:
            catalog = read_catalog(project, article, locale)
        except L10nError as error:
            path = project.shown(project.catalog(article, locale))
            refused.append(Outcome(path, Did.REFUSED, str(error), locale))
            continue
        for entry in catalog.entries if catalog else ():
            if entry.state is State.MISSING:
                wanted[notation(article, entry), entry.text].append((article, entry))
    return wanted, refused


@dataclass(frozen=True, slots=True)
class _Locale:
    """The translation of one locale."""

    project: Project
    locale: str
    engine: Engine
    disk: Disk

    def run(self, articles: Sequence[str], wanted: Mapping[Text, list[tuple[str, Entry]]]) -> Iterator[Event]:
        texts = [text for text, places in wanted.items() if self._untried(places)]
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        ready: dict[str, dict[Key, Draft]] = defaultdict(dict)
        for number, (text, draft) in enumerate(_drafts(self.engine, texts), 1):
            for article, entry in wanted[text]:
                ready[article][entry.key] = draft
            if number % _FLUSH == 0 or number == len(texts):
                yield Progress(f"translate {self.locale}", number, len(texts))
                yield from self._written(ready, counts)
                ready.clear()
        for places in wanted.values():
            if not self._untried(places):
                for article, _ in places:
                    counts[article]["without draft"] += 1
        yield from (_outcome(self.project, a, self.locale, counts[a]) for a in articles)

    def _untried(self, places: list[tuple[str, Entry]]) -> bool:
        """Tell whether the engine has not yet tried in vain."""
        return all(e.no_draft is None or e.no_draft[0] != self.engine.origin for _, e in places)

    def _written(
        self, ready: Mapping[str, dict[Key, Draft]], counts: dict[str, Counter[str]]
    ) -> Iterator[Outcome]:
        """Write what is ready to each catalog."""
        for article, drafts in ready.items():
            try:
                counts[article] += self._fill(article, drafts)
            except L10nError as error:
                path = self.project.shown(self.project.catalog(article, self.locale))
                yield Outcome(path, Did.REFUSED, str(error), self.locale)

    def _fill(self, article: str, drafts: Mapping[Key, Draft]) -> Counter[str]:
        """Write drafts into the entries of a catalog that are still missing there; count them."""
        path = self.project.catalog(article, self.locale)
        done: Counter[str] = Counter()

        def fill(data: bytes | None) -> bytes | None:
            nonlocal done
            if data is None:
                return None
            catalog = Catalog.parse(data, self.project.shown(path))
            changed = _filled(catalog, drafts, self.engine.origin)
            done = Counter(_did(entry) for entry in changed.values())
            return catalog.with_entries(changed).dump()

        self.disk.update(path, fill)
        return done


def _filled(catalog: Catalog, drafts: Mapping[Key, Draft], origin: str) -> dict[Key, Entry]:
    changed: dict[Key, Entry] = {}
    for key, draft in drafts.items():
        entry = catalog.by_key.get(key)
        if entry is not None and entry.state is State.MISSING:
            changed[key] = entry.refused(origin, draft) if isinstance(draft, str) else entry.drafted(draft)
    return changed


def _did(entry: Entry) -> str:
    return "drafted" if entry.state is State.DRAFT else "without draft"


def _drafts(engine: Engine, texts: Sequence[Text]) -> Iterator[tuple[Text, Draft]]:
    """Translate texts with everything masked that is no words; what comes back broken, in pieces."""
    left: dict[Text, str] = dict.fromkeys(texts, "")
    for way in (markup.whole, markup.fragments):
        parts = {text: way(syntax.pieces(*text), engine.mask) for text in left}
        masked = [part.text for way_ in parts.values() for part in way_ if isinstance(part, Masked)]
        proposals = engine.translate(masked)
        for text, way_ in parts.items():
            draft = _draft(text, way_, proposals)
            if isinstance(draft, Proposal):
                del left[text]
                yield text, draft
            else:
                left[text] = draft
    yield from left.items()


def _draft(text: Text, parts: Sequence[Part], proposals: Iterator[Proposal]) -> Draft:
    """Put a draft together from parts, or tell why it is none; takes a proposal for each part."""
    offered = [next(proposals) if isinstance(part, Masked) else None for part in parts]
    try:
        words = "".join(
            part if isinstance(part, str) else markup.unmask(part, offer.text if offer else "")
            for part, offer in zip(parts, offered, strict=True)
        )
    except MaskLostError as error:
        return str(error)
    if not syntax.words(syntax.pieces(text[0], words)):
        return "the engine gave no words"
    if _skeleton((text[0], words)) != _skeleton(text):
        return "the engine changed the markup"
    scores = [offer.score for offer in offered if offer]
    return Proposal(words, min(scores, default=0.0), next(o.origin for o in offered if o))


def _skeleton(text: Text) -> Counter[tuple[Role, str]]:
    return syntax.skeleton(syntax.pieces(*text))


def _outcome(project: Project, article: str, locale: str, counts: Counter[str]) -> Outcome:
    said = [f"{counts[name]} {name}" for name in ("drafted", "without draft") if counts[name]]
    did = Did.WRITTEN if counts["drafted"] else Did.UNCHANGED
    path = project.shown(project.catalog(article, locale))
    return Outcome(path, did, ", ".join(said) or "nothing missing", locale, dict(counts))
