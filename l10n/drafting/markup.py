"""Hides from an engine what it must leave alone, and puts it back.

What stands for itself (code, placeholders, addresses, footnote marks) is masked: the engine gets a
word that it carries over. Markup around words is lifted off, and so are the terms of a glossary: the
engine gets the plain sentence, and :mod:`l10n.drafting.projection` finds where in it they belong.

Law: each hidden piece is in a translation exactly once and well nested, or there is no translation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from l10n.drafting import atoms, projection, terms
from l10n.drafting.projection import Edit, Span
from l10n.errors import L10nError
from l10n.model import Piece, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.drafting.projection import Reading
    from l10n.glossary import Glossary, Match
    from l10n.model import Proposal

_LETTER = re.compile(r"[^\W_]")
_CAPITALS = re.compile(r"(?<![\w-])[^\W\d_a-z]+(?![\w-])")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHOUTED_WORDS = 2
"""Fewer words in capitals are an abbreviation."""


class MaskLostError(L10nError):
    """An engine lost, doubled or misplaced what it was to keep; the message names it."""


@dataclass(frozen=True, slots=True)
class Masked:
    """Words as an engine gets them."""

    text: str
    """The words, with a mask for every hidden piece."""
    hidden: tuple[Piece, ...]
    """What the masks stand for; mask number 1 for the first."""
    spans: tuple[Span, ...]
    """The markup lifted off, outer before inner."""
    glued: frozenset[int]
    """The numbers of the masks before which stands a space that the text has not."""
    glued_behind: frozenset[int]
    """Those behind which stands one; not behind atoms, whose ending in the source is none of the word's."""
    style: str
    """How a mask is written, with ``{}`` for its number: ``XQ{}Z``."""
    in_capitals: bool = False
    """True where all the words are in capitals, which engines hardly read: they get small letters."""
    terms: tuple[Match, ...] = ()
    """The terms that are to stand where their words went."""

    @property
    def alone(self) -> tuple[str, ...]:
        """The words of each span, then of each term, whose own translation helps to find them."""
        stretches = [(span.start, span.end) for span in self.spans]
        stretches += [(term.start, term.end) for term in self.terms]
        return tuple(self.text[start:end] for start, end in stretches)

    def masks(self, text: str) -> dict[int, list[re.Match[str]]]:
        """Find the masks in a text, by number; a letter or digit next to one makes it another word."""
        left, right = map(re.escape, self.style.split("{}"))
        found: dict[int, list[re.Match[str]]] = {}
        for match in re.finditer(rf"(?<![A-Za-z0-9]){left}(\d+){right}(?![A-Za-z0-9])", text):
            found.setdefault(int(match[1]), []).append(match)
        return found


Part = str | Masked
"""What stays as it is, or what an engine translates."""


def whole(pieces: Sequence[Piece], style: str, glossary: Glossary) -> tuple[Part, ...]:
    """Take a segment as one text; markup around all of it stays outside, terms are placed in it."""
    begin, end = 0, len(pieces)
    partners = atoms.partners(pieces)
    while begin < end:
        if pieces[end - 1].role is Role.MARK:
            end -= 1
        elif partners.get(begin) == end - 1:
            begin, end = begin + 1, end - 1
        else:
            break
    inside = (
        replace(part, terms=tuple(match for match in glossary.found(part.text) if match.term.wanted))
        if isinstance(part, Masked)
        else part
        for part in _set_off(pieces[begin:end], style)
    )
    return (*_text(pieces[:begin]), *inside, *_text(pieces[end:]))


def fragments(pieces: Sequence[Piece], style: str) -> tuple[Part, ...]:
    """Take the words between markup each on their own: clumsier, but no markup can be lost."""
    return _cut(pieces, style, frozenset({Role.OPEN, Role.CLOSE, Role.BREAK, Role.MARK}))


def apart(pieces: Sequence[Piece], style: str) -> tuple[Part, ...]:
    """Take the words between everything that is hidden each on their own: nothing can be lost."""
    return _cut(pieces, style, frozenset({Role.OPEN, Role.CLOSE, Role.BREAK, Role.MARK, Role.ATOM}))


def _cut(pieces: Sequence[Piece], style: str, at: frozenset[Role]) -> tuple[Part, ...]:
    parts: list[Part] = []
    run: list[Piece] = []
    for piece in pieces:
        if piece.role in at or not (piece.role is not Role.TEXT or atoms.is_plain(piece)):
            parts += [*_set_off(run, style), piece.text]
            run = []
        else:
            run.append(piece)
    return (*parts, *_set_off(run, style))


def _set_off(run: Sequence[Piece], style: str) -> tuple[Part, ...]:
    """Mask a run, with the white space around it kept; without words it stays."""
    text = "".join(piece.text for piece in run)
    if not any(piece.role is Role.TEXT and _LETTER.search(piece.words) for piece in run):
        return _text(run)
    before = text[: len(text) - len(text.lstrip())]
    after = text[len(text.rstrip()) :]
    return tuple(part for part in (before, _masked(run, style), after) if part)


def _text(pieces: Sequence[Piece]) -> tuple[str, ...]:
    text = "".join(piece.text for piece in pieces)
    return (text,) if text else ()


def _masked(pieces: Sequence[Piece], style: str) -> Masked:
    """Hide atoms, marks and breaks behind numbered masks, and lift markup off.

    A mask is set off by spaces where a word would touch it, since engines read words.
    """
    partners = atoms.partners(pieces)
    openings = {end: start for start, end in partners.items()}
    hidden: list[Piece] = []
    starts: dict[int, int] = {}
    spans: list[Span] = []
    glued: set[int] = set()
    glued_behind: set[int] = set()
    text, after_mask = "", False
    for number, piece in enumerate(pieces):
        if number in partners:
            starts[number] = len(spans)
            spans.append(Span(len(text), len(text), piece.text, pieces[partners[number]].text))
            continue
        if number in openings:
            opened = starts[openings[number]]
            spans[opened] = replace(spans[opened], end=len(text))
            continue
        hides = not (piece.role is Role.SPACE or (piece.role is Role.TEXT and atoms.is_plain(piece)))
        shown = style.format(len(hidden) + 1) if hides else piece.words or " "
        touching = (text[-1:].isalnum() and hides) or (after_mask and shown[:1].isalnum())
        text += (" " if touching else "") + shown
        if touching and not hides and hidden[-1].role is not Role.ATOM:
            glued_behind.add(len(hidden))
        hidden += [piece] if hides else []
        glued |= {len(hidden)} if hides and touching else set()
        after_mask = hides
    lead = len(text) - len(text.lstrip())
    moved = (replace(span, start=max(span.start - lead, 0), end=span.end - lead) for span in spans)
    in_capitals = _is_in_capitals("".join(piece.words for piece in pieces))
    shown = _sentence_case(text.strip()) if in_capitals else text.strip()
    glue = frozenset(glued), frozenset(glued_behind)
    return Masked(shown, tuple(hidden), tuple(moved), *glue, style, in_capitals)


def _is_in_capitals(words: str) -> bool:
    """Tell a text in capitals from an abbreviation."""
    return len(_CAPITALS.findall(words)) >= _SHOUTED_WORDS and words == words.upper()


def _sentence_case(text: str) -> str:
    """Return a text, as long as before, with small letters in words without digits and hyphens."""
    small = _CAPITALS.sub(lambda match: match[0].lower(), text)
    return text[:1] + small[1:] if len(small) == len(text) else text


def _upper(text: str) -> str:
    """Return a text in capitals, as long as before: ``ß`` has none."""
    return "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in text)


def begun_as(text: str, translation: str) -> str:
    """Return a translation that begins with a capital, or with none, as its text does; names aside.

    A text with a capital may hold a name, and its translation may begin with that.
    """
    first = _LETTERS.match(translation)
    if not first or first[0] in text:
        return translation
    if text[:1].isupper() and first[0].islower():
        return _upper(translation[:1]) + translation[1:]
    if text.islower() and first[0].istitle():
        return first[0].lower() + translation[first.end() :]
    return translation


def restored(masked: Masked, proposal: Proposal, alone: Sequence[Sequence[str]]) -> str:
    """Put into a proposal for ``masked.text`` what was hidden and lifted off, and set its terms in.

    Args:
        masked: What the engine got.
        proposal: What it made of it.
        alone: What it made of each of ``masked.alone``, the best first.

    Raises:
        MaskLostError: A piece is not there exactly once, or there is no place for a span.
    """
    translation = _upper(proposal.text) if masked.in_capitals else proposal.text
    masks = _each_once(masked, translation)
    edits = [
        edit for number, match in masks.items() for edit in _set_back(match, translation, masked, number)
    ]
    if masked.spans or masked.terms:
        sources = masked.masks(masked.text)
        same = {sources[number][0].span(): match.span() for number, match in masks.items()}
        reading = projection.read(masked.text, translation, proposal.links(), same)
        edits += _placed(masked, reading, alone)
    return projection.edited(translation, edits).strip()


def _placed(masked: Masked, reading: Reading, alone: Sequence[Sequence[str]]) -> Iterator[Edit]:
    count = len(masked.spans)
    places = projection.place(masked.spans, reading, alone[:count])
    for span, place in zip(masked.spans, places, strict=True):
        if place is None:
            raise MaskLostError(f"there is no place for {span.before}…{span.after}")
    yield from projection.edits(masked.spans, places)
    walls = [(span, place) for span, place in zip(masked.spans, places, strict=True) if place]
    for edit in terms.edits(masked.terms, reading, alone[count:], walls):
        yield edit._replace(text=_upper(edit.text)) if masked.in_capitals else edit


def _each_once(masked: Masked, translation: str) -> dict[int, re.Match[str]]:
    found = masked.masks(translation)
    for number, piece in enumerate(masked.hidden, 1):
        times = len(found.get(number, ()))
        if times != 1:
            raise MaskLostError(f"{piece.text} came back {times} times")
    if len(found) != len(masked.hidden):
        raise MaskLostError("a mask that was never set came back")
    return {number: matches[0] for number, matches in found.items()}


def _set_back(mask: re.Match[str], translation: str, masked: Masked, number: int) -> Iterator[Edit]:
    """Replace a mask by its piece.

    A break takes the spaces around it, and every piece those that were set around its mask; what stands
    for words comes without those that stand there already.
    """
    start, end = mask.span()
    piece = masked.hidden[number - 1]
    if piece.key:
        yield Edit(start, end, piece.text)
    else:
        form = terms.cased(piece.text, not start and masked.text[:1].isupper())
        yield Edit(start, end, terms.once(form, translation[:start]))
    if (piece.role is Role.BREAK or number in masked.glued) and translation[:start][-1:].isspace():
        yield Edit(start - 1, start, "")
    if (piece.role is Role.BREAK or number in masked.glued_behind) and translation[end : end + 1].isspace():
        yield Edit(end, end + 1, "")
