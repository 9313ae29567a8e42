"""Footnote and citation marks are those of the source.

``[^1]``, ``[3]`` and ``<sup>2</sup>`` lead to a note or a work; each stands in the translation once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.checks import Trigger
from l10n.difference import differences
from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.ERROR
TRIGGER = Trigger.DIFFERENCE


def find(pair: Pair) -> Iterable[str]:
    """Compare marks of footnotes and citations."""
    return (found.told for found in differences(pair, "footnotes"))
