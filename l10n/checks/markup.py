"""Emphasis, code, tags, line breaks and footnote marks are those of the source, and well nested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.checks import differences
from l10n.model import Notation, Role, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.checks import Pair

SEVERITY = Severity.ERROR


def find(pair: Pair) -> Iterable[str]:
    """Compare all markup that is neither a link nor a placeholder."""
    yield from differences(pair, frozenset({"markup"}))
    yield from _crossed(pair)


def _crossed(pair: Pair) -> Iterator[str]:
    """Find HTML elements that overlap; the tags of Markdown cannot."""
    if pair.notation is not Notation.HTML or pair.lost or pair.added:
        return
    stack: list[str] = []
    for piece in pair.translation_pieces:
        if piece.role is Role.OPEN:
            stack.append(piece.key)
        elif piece.role is Role.CLOSE and stack:
            opened = stack.pop()
            if not opened.startswith("<" + piece.key[2:-1]):
                yield f"{piece.key} closes {opened}"
                return
