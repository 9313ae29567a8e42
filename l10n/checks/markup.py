"""Emphasis, code and tags are those of the source, and well nested.

Where the translation has ``**`` once, a bold word was opened and never closed. Words inside code and
tags stay as they are; words between tags are translated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.checks import differences
from l10n.model import Notation, Role, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.checks import Pair

SEVERITY = Severity.ERROR


def find(pair: Pair) -> Iterable[str]:
    """Compare all markup that no other check compares."""
    yield from differences(pair, "markup")
    yield from _crossed(pair)


def _crossed(pair: Pair) -> Iterator[str]:
    """Find HTML elements that overlap; the delimiters of Markdown cannot."""
    if pair.notation is not Notation.HTML or "<" not in pair.translation or pair.lost or pair.added:
        return
    stack: list[str] = []
    for piece in pair.translation_pieces:
        if piece.role is Role.OPEN:
            stack.append(piece.key)
        elif piece.role is Role.CLOSE and stack:
            opened = stack.pop()
            if not opened.startswith("<" + piece.key[2:-1]):
                yield f"“{piece.key}” closes “{opened}”"
                return
