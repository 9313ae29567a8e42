"""HTML cut into text that stays and blocks; law: their sources, joined, are the HTML.

A block is a run of text and inline tags between two tags of block level. No tree is built: where a
block begins and ends is told by tags alone, and what is translated by a small stack of open elements.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from l10n.model import Block, Kind, Role
from l10n.syntax.html_inline import (
    Stretch,
    attribute_blocks,
    inline_block,
    is_translated,
    pieces,
    title_block,
    trimmed,
)
from l10n.syntax.html_tokens import Token, TokenKind, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["NONE_OPEN", "Author", "Elements", "blocks", "directive", "pieces", "translating"]


class Element(NamedTuple):
    """An open element."""

    name: str
    translated: bool
    kind: Kind
    block: bool
    """False for an inline element that says whether it is translated, and those inside it."""


class Author:
    """What the author's directives have said so far, for the blocks that follow."""

    def __init__(self) -> None:
        self.skips = False
        self._context: str | None = None
        self._notes: tuple[str, ...] = ()

    def hears(self, comment: str) -> bool:
        """Take in a comment, and tell whether it was a directive."""
        said = directive(comment)
        if said is None:
            return False
        verb, words = said
        if verb == "context":
            self._context = words or None
        elif verb == "note":
            self._notes += (words,)
        else:
            self.skips = verb == "skip"
        return True

    def taken(self) -> tuple[str | None, str]:
        """Return context and note for the next block, which no other block gets."""
        said = self._context, " ".join(self._notes)
        self._context, self._notes = None, ()
        return said


@dataclass(frozen=True, slots=True)
class Elements:
    """What surrounds the next stretch of HTML: the open elements, and what the author said."""

    open: tuple[Element, ...] = ()
    skips: bool = False
    context: str | None = None
    note: str = ""


NONE_OPEN = Elements()


def translating(elements: Elements) -> bool:
    """Tell whether text inside ``elements`` is translated."""
    return not elements.skips and (not elements.open or elements.open[-1].translated)


def directive(comment: str) -> tuple[str, str] | None:
    """Read what a comment, with or without its delimiters, says to this toolkit.

    Returns:
        The verb (``skip``, ``end``, ``context`` or ``note``) and the words after it; None for any
        other comment.
    """
    said = comment.strip().removeprefix("<!--").removesuffix("-->").split()
    if len(said) < 2 or said[0] != "l10n:" or said[1] not in _VERBS:
        return None
    return said[1], " ".join(said[2:])


def blocks(
    shown: str, source: str, open_elements: Elements = NONE_OPEN
) -> tuple[list[str | Block], Elements]:
    """Cut HTML into text that stays and blocks.

    Args:
        shown: What is cut into tokens; white space in it is white space in the segments.
        source: The HTML itself, of the same length.
        open_elements: What surrounds it; from the call before, where HTML is cut in stretches.

    Returns:
        The cuts, and what surrounds the HTML that follows.
    """
    cutter = _Cutter(Stretch.of(shown, source), open_elements)
    for token in tokens(shown):
        cutter.take(token)
    return cutter.finish()
