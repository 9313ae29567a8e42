"""What in a segment an engine is not to translate, beyond what its notation marks: pieces become atoms.

Numbers with raised digits, signs and names that an engine cannot spell, terms of a glossary.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.model import Piece, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from l10n.glossary import Glossary, Term

_SCRIPT_TAG = re.compile(r"<su[bp][\s>]", re.IGNORECASE)
_LAST_WORD = re.compile(r"\S*$")
_FIRST_WORD = re.compile(r"^[^\W_]+")
_SIGN = re.compile(
    r"""
      (?P<word>[^\W\d_]*[^\W\d_\x00-\x7f][^\W_]*)
    | (?:\d+(?:[.,]\d+)*)?
      (?P<sign>
        (?: [^\w\s!-~\xa0-\xbf\u02b0-\u036f\u2010-\u203f\u3000-\u303f\uff00-\uffef]
          | [\xa6-\xb1\xbc-\xbe\u2150-\u215f] )
        [\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*
      )
      (?:[ \xa0\u202f]?\d+(?:[.,]\d+)*)?
    """,
    re.VERBOSE,
)
"""Words with letters beyond ASCII; what is neither letter, digit nor punctuation, with its figures."""
_FIGURES = re.compile(r"(?<![^\W_])\d+(?:[.,:/]\d+)*")
"""Numbers, dates and times; not the 19 of ``CD19``."""
_QUOTED = re.compile(r"([“„«])([^“”„«»]+)([”»])")
_RELATIONS = frozenset("≥≤±≠≈≪≫∓≡")
"""Engines know them and drop them all the same, and a dose is another one without."""


def with_scripts(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Make one atom of a word and the raised or lowered characters that tags set behind it.

    ``10<sup>6</sup>`` is one number, and ``106`` would be another; ``shown<sup>6</sup>`` is a note;
    ``H<sub>2</sub>O`` is a formula to its end.
    """
    if not any(_SCRIPT_TAG.match(piece.key) for piece in pieces):
        return pieces
    closing = partners(pieces)
    found: list[Piece] = []
    until = -1
    for number, piece in enumerate(pieces):
        if number <= until:
            continue
        before, word = _last_word(found)
        raised = _SCRIPT_TAG.match(piece.key) and (number in closing or word[-1:].isdigit())
        if raised and word:
            until = closing.get(number, number)
            text = word + "".join(inner.text for inner in pieces[number : until + 1])
            found[-1:] = [*before, Piece(text, text, Role.ATOM, text)]
        elif piece.role is Role.TEXT and found and _is_formula(found[-1]) and piece.text[:1].isalnum():
            ending = _FIRST_WORD.findall(piece.text)[0]
            text, rest = found[-1].text + ending, piece.text.removeprefix(ending)
            found[-1:] = [Piece(text, text, Role.ATOM, text), *([_words(rest)] if rest else [])]
        else:
            found.append(piece)
    return found


def _last_word(found: Sequence[Piece]) -> tuple[list[Piece], str]:
    """Cut off what a raised character would belong to: a word of the text, or a formula so far."""
    last = found[-1] if found else _words("")
    if _is_formula(last):
        return [], last.text
    word = _LAST_WORD.findall(last.text)[0] if last.role is Role.TEXT else ""
    rest = last.text.removesuffix(word)
    return [_words(rest)] if rest else [], word


def _is_formula(piece: Piece) -> bool:
    return piece.role is Role.ATOM and _SCRIPT_TAG.search(piece.key) is not None


def with_signs(
    pieces: Sequence[Piece], carries: Callable[[str], bool], put: Callable[[str], str]
) -> list[Piece]:
    """Make atoms of signs, and of names, that an engine cannot spell, and of signs that must not be lost.

    Args:
        pieces: The text.
        carries: Tells what the engine can spell.
        put: Gives what stands in the translation for a sign with its figures.
    """

    def find(text: str) -> Iterator[Stretch]:
        for sign in _SIGN.finditer(text):
            letters = [letter for letter in sign["word"] or "" if not letter.isascii()]
            if sign["sign"] in _RELATIONS or not all(map(carries, letters or [sign["sign"]])):
                yield sign.start(), sign.end(), put(sign[0]), ""

    return _with_atoms(pieces, find)


def with_masks(pieces: Sequence[Piece], styles: Iterable[str]) -> list[Piece]:
    """Make atoms of words that an engine could take for masks, or we for masks that came back."""
    alike = "|".join(re.escape(style).replace(r"\{\}", r"\d+") for style in styles)
    return _with_atoms(
        pieces, lambda text: ((*mask.span(), mask[0], mask[0]) for mask in re.finditer(alike, text))
    )


def with_figures(pieces: Sequence[Piece], put: Callable[[str], str]) -> list[Piece]:
    """Make atoms of all numbers in figures, with what ``put`` gives for each in the translation."""
    return _with_atoms(
        pieces,
        lambda text: ((found.start(), found.end(), put(found[0]), "") for found in _FIGURES.finditer(text)),
    )


def with_quotes(pieces: Sequence[Piece]) -> list[Piece]:
    """Make markup of the quotation marks around words, so that they come in pairs."""
    found: list[Piece] = []
    for piece in pieces:
        cut = _QUOTED.split(piece.text) if piece.role is Role.TEXT and is_plain(piece) else [piece.text]
        for number, text in enumerate(cut):
            role = (Role.TEXT, Role.OPEN, Role.TEXT, Role.CLOSE)[number % 4]
            if len(cut) == 1:
                found.append(piece)
            elif text:
                found.append(_words(text) if role is Role.TEXT else Piece(text, text, role, text))
    return found


def with_terms(pieces: Sequence[Piece], glossary: Glossary) -> list[Piece]:
    """Make atoms of the terms, with what they are to be in the translation."""

    def find(text: str) -> Iterator[Stretch]:
        for start, end, term in glossary.found(text):
            if term.wanted:
                form = _form(term, text[start:end])
                yield start, end, form, form if term.keep else ""

    return _with_atoms(pieces, find)


Stretch = tuple[int, int, str, str]
"""Where an atom begins and ends in some words, what stands there instead, and its key; "" for words."""


def _with_atoms(pieces: Sequence[Piece], find: Callable[[str], Iterator[Stretch]]) -> list[Piece]:
    found: list[Piece] = []
    for piece in pieces:
        at = 0
        for start, end, text, key in find(piece.text) if piece.role is Role.TEXT and is_plain(piece) else ():
            found += [_words(piece.text[at:start])] if start > at else []
            found.append(Piece(text, text, Role.ATOM, key))
            at = end
        if at < len(piece.text) or not at:
            found.append(_words(piece.text[at:]) if at else piece)
    return found


def _form(term: Term, words: str) -> str:
    """Return what a term is to be, with a capital where the words have one that the term has not."""
    form = term.wanted[0]
    capital = words[:1].isupper() and not term.source[:1].isupper()
    return form[:1].upper() + form[1:] if capital else form


def _words(text: str) -> Piece:
    return Piece(text, text, words=text)


def is_plain(piece: Piece) -> bool:
    """Tell words from escapes and references that stand for markup characters."""
    return piece.text == piece.words or piece.words.isalnum() or piece.words == "&"


def partners(pieces: Sequence[Piece]) -> dict[int, int]:
    """Return the number of the closing piece for that of each opening one."""
    stack: list[int] = []
    partners: dict[int, int] = {}
    for number, piece in enumerate(pieces):
        if piece.role is Role.OPEN:
            stack.append(number)
        elif piece.role is Role.CLOSE and stack:
            partners[stack.pop()] = number
    return partners
