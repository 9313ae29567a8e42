"""How good the drafts of an engine are, measured on what people have reviewed or on two plain files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n import engines, syntax
from l10n.drafting import Drafter, scores
from l10n.errors import ArticleError, L10nError
from l10n.events import Did, Outcome, Progress
from l10n.files import read_given
from l10n.glossary import Glossary
from l10n.model import Notation, State
from l10n.verbs import notation, read_catalog

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from l10n.drafting.plan import Text
    from l10n.events import Event
    from l10n.project import Project

_STEP = 16
"""Texts after which the progress is told."""


def evaluate(project: Project, articles: Sequence[str], locales: Sequence[str]) -> Iterator[Event]:
    """Draft what is reviewed in some catalogs anew, and compare: nothing is written.

    Raises:
        EngineError: The engine, a package or sacrebleu is missing.
    """
    for locale in locales:
        references: dict[Text, str] = {}
        for article in articles:
            try:
                references |= _reviewed(project, article, locale)
            except L10nError as error:
                path = project.shown(project.catalog(article, locale))
                yield Outcome(path, Did.REFUSED, str(error), locale)
        folder = project.shown(project.catalog_folder(locale))
        if references:
            yield from _measured(project, locale, references, folder)
        else:
            yield Outcome(folder, Did.UNCHANGED, "nothing is reviewed", locale)


def evaluate_files(
    project: Project, source: Path, reference: Path, locales: Sequence[str]
) -> Iterator[Event]:
    """Draft the lines of a file, and compare them with those of another.

    Raises:
        ArticleError: A file cannot be read, or they have not as many lines, or no words.
        EngineError: The engine, a package or sacrebleu is missing.
    """
    texts, references = _lines(source), _lines(reference)
    if len(texts) != len(references):
        raise ArticleError(
            f"{reference}: {len(references)} lines for the {len(texts)} of {source}; "
            "line by line, each is to be the translation of the other"
        )
    pairs = zip(texts, references, strict=True)
    wanted = {(Notation.PLAIN, text): other for text, other in pairs if text.strip() and other.strip()}
    if not wanted:
        raise ArticleError(
            f"{source}: no line has words both there and in {reference}; there is nothing to compare"
        )
    for locale in locales:
        yield from _measured(project, locale, wanted, str(source))


def _reviewed(project: Project, article: str, locale: str) -> dict[Text, str]:
    catalog = read_catalog(project, article, locale)
    return {
        (notation(article, entry), entry.text): entry.translation
        for entry in (catalog.entries if catalog else ())
        if entry.state is State.REVIEWED
    }


def _lines(path: Path) -> list[str]:
    data = read_given(path)
    if data is None:
        raise ArticleError(f"{path}: there is no such file")
    try:
        return data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise ArticleError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from error


def _measured(project: Project, locale: str, references: Mapping[Text, str], what: str) -> Iterator[Event]:
    """Compare the words alone, without markup: with the glossary too, where there is one."""
    engine = engines.load(project, locale)
    glossary = project.glossary(locale)
    for name, terms in {"": Glossary(), ", with the glossary": glossary}.items():
        if name and not terms.terms:
            continue
        drafts = dict.fromkeys(references, "")
        drafter = Drafter(engine, project.settings.source_locale, locale, terms)
        for number, draft in enumerate(drafter.drafts(references), 1):
            drafts[draft.text] = draft.proposals[0].text if draft.proposals else ""
            if number % _STEP == 0:
                yield Progress(f"evaluate {locale}{name}", number, len(references))
        yield _outcome(f"{engine.origin}{name}", drafts, references, what, locale)


def _outcome(
    by: str, drafts: Mapping[Text, str], references: Mapping[Text, str], what: str, locale: str
) -> Outcome:
    taken = scores.measured(
        [_words(text[0], drafts[text]) for text in references],
        [_words(text[0], reference) for text, reference in references.items()],
    )
    same = sum(drafts[text] == reference for text, reference in references.items())
    counts = {
        "sentences": len(references),
        "same": same,
        "without draft": sum(not draft for draft in drafts.values()),
        "chrF": round(taken.chrf, 2),
        "BLEU": round(taken.bleu, 2),
        "edits": round(taken.edits, 2),
    }
    summary = (
        f"{by}: {len(references)} sentences, chrF {taken.chrf:.1f}, BLEU {taken.bleu:.1f}, "
        f"{taken.edits:.0f} of 100 words changed, {same} left as drafted ({taken.signature})"
    )
    return Outcome(what, Did.UNCHANGED, summary, locale, counts)


def _words(in_notation: Notation, text: str) -> str:
    return " ".join("".join(piece.words for piece in syntax.pieces(in_notation, text)).split())
