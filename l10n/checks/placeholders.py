"""Placeholders and template tags are those of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.checks import differences
from l10n.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.checks import Pair

SEVERITY = Severity.ERROR


def find(pair: Pair) -> Iterable[str]:
    """Compare printf and brace placeholders, and the tags of Hugo, Liquid and MDX."""
    return differences(pair, frozenset({"placeholder"}))
