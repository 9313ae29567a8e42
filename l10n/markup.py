"""Hides from an engine what it must leave alone, and puts it back.

Law: each hidden piece is in a translation exactly once and well nested, or there is no translation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.errors import L10nError
from l10n.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.model import Piece


_LETTER = re.compile(r"[^\W_]")


class MaskLostError(L10nError):
    """An engine lost, doubled or misplaced a mask; the message names what it stood for."""


@dataclass(frozen=True, slots=True)
class Masked:
    """Words as an engine gets them."""

    text: str
    """The words, with a mask for every hidden piece."""
    hidden: tuple[Piece, ...]
    """What the masks stand for; mask number 1 for the first."""
    style: str
    """How a mask is written, with ``{}`` for its number: ``XQ{}Z``."""


Part = str | Masked
"""What stays as it is, or what an engine translates."""


def whole(pieces: Sequence[Piece], style: str) -> tuple[Part, ...]:
    """Take a segment as one text; markup around all of it stays outside."""
    begin, end = 0, len(pieces)
    partners = _partners(pieces)
    while begin < end:
        if pieces[end - 1].role is Role.MARK:
            end -= 1
        elif partners.get(id(pieces[end - 1])) is pieces[begin]:
            begin, end = begin + 1, end - 1
        else:
            break
    inside = _masked(pieces[begin:end], style)
    return _texts(pieces[:begin]), inside, _texts(pieces[end:])


def fragments(pieces: Sequence[Piece], style: str) -> tuple[Part, ...]:
    """Take the words between markup each on their own: clumsier, but no markup can be lost."""
    parts: list[Part] = []
    run: list[Piece] = []
    for piece in pieces:
        if piece.role in {Role.OPEN, Role.CLOSE, Role.BREAK, Role.MARK}:
            parts += [*_spaced(run, style), piece.text]
            run = []
        else:
            run.append(piece)
    return (*parts, *_spaced(run, style))


def _spaced(run: Sequence[Piece], style: str) -> tuple[Part, ...]:
    """Mask a run of words, with the white space around it kept; without words it stays."""
    text = _texts(run)
    if not any(piece.role is Role.TEXT and _LETTER.search(piece.words) for piece in run):
        return (text,)
    before = text[: len(text) - len(text.lstrip())]
    after = text[len(text.rstrip()) :]
    return before, _masked(run, style), after


def _texts(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _masked(pieces: Sequence[Piece], style: str) -> Masked:
    """Hide atoms, marks, breaks and markup behind numbered masks.

    A mask is set off by spaces where a word would touch it, since engines read words; the spaces go
    again in :func:`unmask`.
    """
    hidden: list[Piece] = []
    text = ""
    after_mask = False
    for piece in pieces:
        hides = not (piece.role is Role.SPACE or (piece.role is Role.TEXT and _plain(piece)))
        shown = style.format(len(hidden) + 1) if hides else piece.words or " "
        touching = (text[-1:].isalnum() and hides) or (after_mask and shown[:1].isalnum())
        text += (" " if touching else "") + shown
        hidden += [piece] if hides else []
        after_mask = hides
    return Masked(text.strip(), tuple(hidden), style)


def _plain(piece: Piece) -> bool:
    """Tell words from escapes and references that stand for markup characters."""
    return piece.text == piece.words or piece.words.isalnum() or piece.words == "&"


def unmask(masked: Masked, translation: str) -> str:
    """Put the hidden pieces back into a translation of ``masked.text``.

    Raises:
        MaskLostError: A piece is not there exactly once, or the markup is not well nested.
    """
    left, right = masked.style.split("{}")
    mask = rf"[ \xa0]?(?<![^\W_]){re.escape(left)}(\d+){re.escape(right)}(?![^\W_])[ \xa0]?"
    words = re.split(mask, translation)
    numbers = [int(number) for number in words[1::2]]
    for number, piece in enumerate(masked.hidden, 1):
        if numbers.count(number) != 1:
            raise MaskLostError(f"{piece.text} came back {numbers.count(number)} times")
    if len(numbers) != len(masked.hidden):
        raise MaskLostError("a mask that was never set came back")
    order = [masked.hidden[number - 1] for number in numbers]
    _ensure_nested(order, words[2::2], masked.hidden)
    found = re.finditer(mask, translation)
    pieces = [_set_back(match, piece) for match, piece in zip(found, order, strict=True)]
    return "".join(a + b for a, b in zip(words[0::2], [*pieces, ""], strict=True)).strip()


def _ensure_nested(order: Sequence[Piece], after: Sequence[str], hidden: Sequence[Piece]) -> None:
    """Refuse markup that is crossed or has no words inside; ``after`` stands behind each piece."""
    partners = _partners(hidden)
    stack: list[Piece] = []
    empty = False
    for piece, words in zip(order, after, strict=True):
        if piece.role is Role.OPEN:
            stack.append(piece)
            empty = True
        elif piece.role is Role.CLOSE:
            if not stack or partners.get(id(piece)) is not stack.pop():
                raise MaskLostError(f"{piece.text} does not close what it should")
            if empty:
                raise MaskLostError(f"no words stand before {piece.text}")
        elif piece.role is Role.ATOM:
            empty = False
        empty = empty and not _LETTER.search(words)


def _partners(hidden: Sequence[Piece]) -> dict[int, Piece]:
    stack: list[Piece] = []
    partners: dict[int, Piece] = {}
    for piece in hidden:
        if piece.role is Role.OPEN:
            stack.append(piece)
        elif piece.role is Role.CLOSE and stack:
            partners[id(piece)] = stack.pop()
    return partners


def _set_back(match: re.Match[str], piece: Piece) -> str:
    """Return a piece with the white space around it that its role asks for."""
    before = " " if match[0][0].isspace() else ""
    after = " " if match[0][-1].isspace() else ""
    if piece.role is Role.OPEN:
        after = ""
    elif piece.role is Role.CLOSE:
        before = ""
    elif piece.role in {Role.MARK, Role.BREAK}:
        before = ""
        after = "" if piece.role is Role.BREAK else after
    return f"{before}{piece.text}{after}"
