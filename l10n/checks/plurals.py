"""Every plural of a catalog has as many forms as its header says, and none is empty.

The formula of ``Plural-Forms`` is C, as the gettext manual has it. Where a locale has one formula for
most catalogs and another stands here, that is no fault: a catalog keeps its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n import cldr
from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.catalog import Catalog
    from l10n.model import Key

SEVERITY = Severity.ERROR

_FORMS = re.compile(r"\s*nplurals\s*=\s*([1-9])\s*;\s*plural\s*=\s*([n0-9\s()?:%&|=!<>+*/-]+);?\s*")


def survey(catalog: Catalog, locale: str) -> Iterable[tuple[Key | None, str]]:
    """Compare the plurals with the header."""
    said = catalog.file.fields.get("Plural-Forms", "")
    form = _FORMS.fullmatch(said)
    plurals = [entry for entry in catalog.entries if entry.message.msgid_plural is not None]
    if said and form is None:
        yield (
            None,
            f"the Plural-Forms “{said}” are none; for this locale they are {cldr.plural_forms(locale)}",
        )
    if plurals and not said:
        yield None, f"the header has no Plural-Forms; for this locale they are {cldr.plural_forms(locale)}"
    for entry in plurals:
        forms = entry.message.msgstr_plural
        if form and len(forms) != int(form[1]):
            yield entry.key, f"the entry has {len(forms)} plural forms, the header says {form[1]}"
        if any(forms.values()) and not all(forms.values()):
            yield entry.key, "a plural form is empty"
