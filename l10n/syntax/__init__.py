"""How segments are written: Markdown, HTML and plain text, read alike by formats, markup and checks.

Everything here turns text into :class:`l10n.model.Piece` and back, and knows no file.
"""

from __future__ import annotations

import importlib
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from l10n.model import Notation, Piece, Role


def pieces(notation: Notation, text: str) -> list[Piece]:
    """Read the text of a segment, or a translation of one, in its notation."""
    return _reader(notation)(text)


@cache
def _reader(notation: Notation) -> Callable[[str], list[Piece]]:
    reader: Callable[[str], list[Piece]] = importlib.import_module(f"l10n.syntax.{notation.value}").pieces
    return reader


def published(notation: Notation, text: str, source: Iterable[Piece]) -> list[Piece]:
    """Read a translation of a text as it will stand in an article, where its emphasis is mended."""
    if not notation.is_markdown:
        return pieces(notation, text)
    from l10n.syntax.markdown import put

    return pieces(notation, put.mended(text, source))


def skeleton(found: Iterable[Piece]) -> Counter[tuple[Role, str]]:
    """Count the markup and atoms that a translation must hold again."""
    return Counter((piece.role, piece.key) for piece in found if piece.key)


def words(found: Iterable[Piece]) -> str:
    """Return what a reader reads, without white space, for comparing two texts."""
    return "".join("".join(piece.words.split()) for piece in found)
