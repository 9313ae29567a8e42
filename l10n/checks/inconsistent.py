"""One text has one translation in all articles, and two texts have two.

Headings, table cells and the names of things read as one when they are translated as one. Often
there is a reason to differ, so this is a matter of style.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.NOTE


def find(pair: Pair) -> Iterable[str]:
    """Name other translations of the text, and other texts with the translation."""
    yield from (f"elsewhere the translation is “{other}”" for other in sorted(pair.twins))
    yield from (f"“{other}” has the same translation" for other in sorted(pair.namesakes))
