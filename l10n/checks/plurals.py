"""Every plural of a catalog has as many forms as its header says, and none is empty.

The formula of ``Plural-Forms`` is C, as the gettext manual has it. Where a locale has one formula for
most catalogs and another stands here, that is no fault: a catalog keeps its own.
"""

from __future__ import annotations

import re
from functools import cache
from gettext import c2py
from typing import TYPE_CHECKING, NamedTuple

from l10n import cldr
from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.catalog import Catalog
    from l10n.model import Key

SEVERITY = Severity.ERROR

_FORMS = re.compile(r"\s*nplurals\s*=\s*([1-9])\s*;\s*plural\s*=\s*([n0-9\s()?:%&|=!<>+*/-]+);?\s*")
_NUMBERS = 1000
"""So many numbers are tried: no formula of a language looks at more than three digits."""


def survey(catalog: Catalog, locale: str) -> Iterable[tuple[Key | None, str]]:
    """Compare the plurals with the header."""
    said = catalog.file.fields.get("Plural-Forms", "")
    forms = _forms(said)
    plurals = [entry for entry in catalog.entries if entry.message.msgid_plural is not None]
    if said and forms is None:
        yield (
            None,
            f"the Plural-Forms “{said}” are none; for this locale they are {cldr.plural_forms(locale)}",
        )
    if plurals and not said:
        yield None, f"the header has no Plural-Forms; for this locale they are {cldr.plural_forms(locale)}"
    if forms and forms.given > forms.counted:
        yield None, f"the Plural-Forms “{said}” count {forms.counted} forms and choose among {forms.given}"
    for entry in plurals:
        found = entry.message.msgstr_plural
        if forms and len(found) != forms.counted:
            yield entry.key, f"the entry has {len(found)} plural forms, the header says {forms.counted}"
        if any(found.values()) and not all(found.values()):
            yield entry.key, "a plural form is empty"


class _Forms(NamedTuple):
    counted: int
    """As ``nplurals`` says."""
    given: int
    """As the formula has them."""


@cache
def _forms(said: str) -> _Forms | None:
    """Read the field of the header; None where it is wrong."""
    form = _FORMS.fullmatch(said)
    try:
        chosen = map(c2py(form[2].strip()), range(_NUMBERS)) if form else ()
        return _Forms(int(form[1]), max(chosen) + 1) if form else None
    except (ValueError, ArithmeticError):
        return None
