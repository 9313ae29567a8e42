"""Web and e-mail addresses that stand in the text are those of the source.

A page that exists in the reader's language under another address is a good reason to differ; say so
with ``# l10n: ignore addresses`` in the entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.checks import Trigger
from l10n.difference import differences
from l10n.events import Severity
from l10n.pair import family

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.ERROR
TRIGGER = Trigger.DIFFERENCE


def find(pair: Pair) -> Iterable[str]:
    """Compare bare addresses; one that stands bare because its link broke is told by ``links``."""
    is_broken = any(family(*piece) == "links" for piece in pair.lost)
    found = differences(pair, "addresses")
    return (one.told for one in found if one.is_loss or not is_broken)
