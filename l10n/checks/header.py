"""The header of a catalog says what it is: its locale, its charset, and who made it.

The fields are those of the gettext manual. Tools read ``Language``, ``Content-Type`` and
``Plural-Forms``; a wrong one makes them write the wrong thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n import cldr
from l10n.errors import LocaleError
from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from l10n.catalog import Catalog
    from l10n.model import Key

SEVERITY = Severity.WARNING

_WANTED = ("Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")
_DEFAULTS = ("PACKAGE VERSION", "YEAR-MO-DA HO:MI+ZONE", "FULL NAME <EMAIL@ADDRESS>", "LANGUAGE <LL@li.org>")


def survey(catalog: Catalog, locale: str) -> Iterable[tuple[Key | None, str]]:
    """Look for fields that are missing, left as a template has them, or wrong."""
    fields = catalog.file.fields
    if not fields:
        return [(None, "the catalog has no header")]
    return [(None, fault) for fault in _faults(fields, locale, fuzzy=bool(_is_fuzzy(catalog)))]


def _is_fuzzy(catalog: Catalog) -> bool:
    return catalog.file.header is not None and catalog.file.header.fuzzy


def _faults(fields: Mapping[str, str], locale: str, *, fuzzy: bool) -> Iterable[str]:
    if fuzzy:
        yield "the header is fuzzy, so that msgfmt leaves it out"
    yield from (f"the header has no field {name}" for name in _WANTED if not fields.get(name))
    for name, value in fields.items():
        if value in _DEFAULTS:
            yield f"the field {name} of the header is still “{value}”"
    said = fields.get("Language", "")
    if said and not _same(said, locale):
        yield f"the header says that the catalog is in “{said}”, its folder says {locale}"
    charset = fields.get("Content-Type", "").partition("charset=")[2]
    if charset and charset.upper() != "UTF-8":
        yield f"the charset is “{charset}”; save the catalog as UTF-8"
    if fields.get("Content-Transfer-Encoding", "8bit") != "8bit":
        yield "the Content-Transfer-Encoding is not 8bit"


def _same(said: str, locale: str) -> bool:
    try:
        found = cldr.tag(said)
    except LocaleError:
        return False
    return found == locale or found.startswith(f"{locale}-") or locale.startswith(f"{found}-")
