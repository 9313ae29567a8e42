"""What the toolkit does: each verb reads files, calls pure functions, writes files and yields events.

One bad file stops no other: it is named in an outcome, and the rest is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from l10n import formats
from l10n.catalog import Catalog, Entry
from l10n.catalog.template import Template
from l10n.errors import ArticleError
from l10n.files import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from l10n.files import Disk
    from l10n.model import Document, Key, Notation, Segment
    from l10n.project import Project


def cut_article(project: Project, article: str) -> Document:
    """Read an article and cut it into a document.

    Raises:
        ArticleError: It cannot be read or cut; the message names it.
    """
    path = project.article(article)
    data = read(path)
    if data is None:
        raise ArticleError(f"{project.shown(path)}: there is no such article")
    try:
        return cut(project, article, data)
    except ArticleError as error:
        raise ArticleError(f"{project.settings.articles}/{error}") from error


def cut(project: Project, article: str, data: bytes) -> Document:
    """Cut the bytes of an article, or of one that was built from it, as the settings say.

    Raises:
        ArticleError: They cannot be cut.
    """
    return formats.cut(
        article, data, project.split(project.settings.source_locale), project.settings.front_matter
    )


def template_of(project: Project, article: str, segments: Iterable[Segment]) -> Template:
    """Return what an article asks of its catalogs."""
    return Template.of(article, project.settings.source_locale, formats.notation(article), segments)


def read_catalog(project: Project, article: str, locale: str) -> Catalog | None:
    """Read the catalog of an article for a locale; None where there is none.

    Raises:
        CatalogError: It is broken; the message names the line.
    """
    path = project.catalog(article, locale)
    data = read(path)
    return None if data is None else Catalog.parse(data, project.shown(path))


class Refill(NamedTuple):
    """What became of a catalog."""

    before: Catalog
    changed: Mapping[Key, Entry]
    written: bool


def refill(
    project: Project,
    article: str,
    locale: str,
    disk: Disk,
    changes: Callable[[Catalog], Mapping[Key, Entry]],
) -> Refill | None:
    """Replace live entries of a catalog; None where there is no catalog.

    Args:
        project: The project.
        article: The article.
        locale: The locale.
        disk: Where to write.
        changes: Gives the entries that change; it is asked again when the file changed meanwhile.

    Raises:
        L10nError: The catalog cannot be read or written, or is broken; it is as it was.
    """
    path = project.catalog(article, locale)
    last: tuple[Catalog, Mapping[Key, Entry]] | None = None

    def change(data: bytes | None) -> bytes | None:
        nonlocal last
        last = None
        if data is None:
            return None
        catalog = Catalog.parse(data, project.shown(path))
        last = catalog, changes(catalog)
        return catalog.with_entries(last[1]).dump() if last[1] else data

    written = disk.update(path, change)
    return Refill(*last, written) if last else None


def notation(article: str, entry: Entry) -> Notation:
    """Return the notation in which an entry of an article is written."""
    return entry.notation_in(formats.notation(article))
