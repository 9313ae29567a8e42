"""The translation is not many times as long as its source.

What is far too long holds something that the source does not say: a comment of the engine, the
translation twice, or the text of another entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.WARNING

_MOST = 3
_LEAST = 40
"""Characters from which a length says something; short words have long translations."""


def find(pair: Pair) -> Iterable[str]:
    """Compare the lengths."""
    source, translation = len(pair.source), len(pair.translation)
    is_too_long = translation > _MOST * source and source >= _LEAST
    return [f"{translation} characters stand for {source}"] if is_too_long else ()
