"""Tags are those of the source, and what is opened is closed, well nested.

Where the translation has ``**`` once, a bold word was begun and never ended. What stands in a tag
stays as it is; words between tags are translated.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.checks import Trigger, differences
from l10n.model import Notation, Severity
from l10n.pair import family

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.pair import Pair

SEVERITY = Severity.ERROR
TRIGGER = Trigger.DIFFERENCE

_DELIMITER = re.compile(r"\*\*|~~|`|(?<!\*)\*(?!\*)|(?<![\w_])_(?=\w)|(?<=\w)_(?![\w_])")


def find(pair: Pair) -> Iterable[str]:
    """Compare all markup that no other check compares."""
    yield from differences(pair, "markup")
    yield from _unclosed(pair)


def _unclosed(pair: Pair) -> Iterator[str]:
    """Find delimiters of Markdown that are read as words, where the source has none."""
    if pair.notation is not Notation.MARKDOWN or not any(family(*piece) == "emphasis" for piece in pair.lost):
        return
    for mark in dict.fromkeys(_DELIMITER.findall(pair.translation_words)):
        if mark not in pair.source_words:
            yield f"“{mark}” begins or ends nothing"
