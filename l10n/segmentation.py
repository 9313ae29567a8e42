"""Blocks into sentences or paragraphs, without losing anything.

Law: the sentences of a block and the white space between them, joined by their sources, are the
block. There is no boundary inside open inline markup, a footnote or citation mark stays with the
sentence before it, and every sentence of a block with words has some.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import sentencex

from l10n.model import LETTER, Piece, Role
from l10n.rust import unless_it_panics

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.model import Sentence, Split

_SPACE = re.compile(r"\s")
_WORD = re.compile(r"\s*+(\S{1,50})")
_SURROGATE = re.compile("[\ud800-\udfff]")
_STAND_IN = "Code"
"""What the splitter reads for an atom: a word that can begin a sentence and is no abbreviation."""
_HEARD = {
    Role.ATOM: _STAND_IN,
    Role.MARK: "",
    Role.OPEN: "",
    Role.CLOSE: "",
    Role.SPACE: " ",
    Role.BREAK: " ",
}
_STAYS = frozenset({Role.CLOSE, Role.MARK})
"""What belongs to the sentence before it, where no space parts them."""
_MAY_END = re.compile(r"[.!?…।؟。！？](?:(?<=[。！？])|[\"'”’»)\]]*[\s\xa0])")
_GLUE_BEFORE_NUMBER = re.compile(
    r"\b(?:approx|art|ca|cf|ch|chap|eq|eqs|fig|figs|max|min|no|nos|p|pp|ref|refs|sec|sect|tab|vol)\.$",
    re.IGNORECASE,
)
_GLUE_BEFORE_LOWER = re.compile(
    r"(?:\b(?:approx|avg|b\.i\.d|ca|cf|e\.g|etc|i\.e|incl|max|min|resp|std|t\.i\.d|vs"
    r"|[kmc]?m|[km]g|mcg|[md]l|ft|hrs?|lbs?|oz|sq|yrs?)\.|…|\.\.\.)$",
    re.IGNORECASE,
)
_GLUE_BEFORE_NAME = re.compile(
    r"(?:\b(?:Drs?|Gen|Gov|Hon|Messrs|Mmes|Mrs?|Ms|Mx|Profs?|Rev|Sens?|Sgt|St)\.|(?:^|[(“\"])[^\W\d_]\.(?:-?[^\W\d_]\.)*)$"
)
_ACRONYM = re.compile(r"(?:^|[(“\"])(?:[^\W\d_]\.){2,}$")
_CLAUSE_END = re.compile(r"(?<=[;:,])\s+|\s+(?=[—–(])|(?<=[；：，])(?!\s)")
_ENUMERATOR = re.compile(r"^[\s(]*(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,4})[.)]\s*$")
_SENTENCE_OPENER = frozenset(
    "A After An And As At But By For From He Her His How However I If In It Its Many No On Or Our "
    "She So Some That The Their There These They This Those To We What When Where While Who Why You".split()
)


class _Gap(NamedTuple):
    """White space between two sentences, as offsets into what the splitter reads."""

    start: int
    end: int


def sentences(locale: str) -> Split:
    """Return a split into sentences by the rules that sentencex has for the language of ``locale``."""
    return partial(_sentences, locale.split("-", 1)[0])


def clauses(most: int) -> Split:
    """Return a split of what is longer than ``most`` characters at marks between clauses, if it has any."""
    return partial(_clauses, most)


def paragraphs(block: Sequence[Piece]) -> Iterable[str | Sentence]:
    """Give a block as one segment, with the white space at its ends apart."""
    heard = [_heard(piece) for piece in block]
    return _cut(block, heard, _ends(heard, "".join(heard)))


def _sentences(language: str, block: Sequence[Piece]) -> Iterable[str | Sentence]:
    heard = [_heard(piece) for piece in block]
    text = "".join(heard)
    gaps = _ends(heard, text)
    if _MAY_END.search(text):
        gaps[1:1] = _between_words(_spoken(block, heard), list(_between(language, text)))
    return _cut(block, heard, gaps)


def _spoken(block: Sequence[Piece], heard: Sequence[str]) -> str:
    """Return what the splitter reads, with blanks for what is no word of the article."""
    pairs = zip(block, heard, strict=True)
    return "".join([said if piece.role is Role.TEXT else " " * len(said) for piece, said in pairs])


def _between_words(spoken: str, gaps: list[_Gap]) -> Iterator[_Gap]:
    """Leave out the gaps beside a stretch without words, which goes with its neighbour."""
    at, speaks = 0, False
    ends = [*(gap.start for gap in gaps[1:]), len(spoken)]
    for gap, end in zip(gaps, ends, strict=False):
        speaks = speaks or LETTER.search(spoken, at, gap.start) is not None
        at = gap.end
        if speaks and LETTER.search(spoken, at, end):
            yield gap
            speaks = False


def _clauses(most: int, block: Sequence[Piece]) -> Iterable[str | Sentence]:
    heard = [_heard(piece) for piece in block]
    text = "".join(heard)
    gaps = _ends(heard, text)
    if len(text) > most:
        gaps[1:1] = _between_words(_spoken(block, heard), list(_between_clauses(text, most)))
    return _cut(block, heard, gaps)


def _between_clauses(heard: str, most: int) -> Iterator[_Gap]:
    """Give the gaps that leave clauses together as long as they are not too long."""
    begin = 0
    last = _Gap(0, 0)
    for end in (*(_Gap(*mark.span()) for mark in _CLAUSE_END.finditer(heard)), _Gap(len(heard), len(heard))):
        if end.start - begin > most and last.end > begin:
            yield last
            begin = last.end
        last = end


def _heard(piece: Piece) -> str:
    return piece.words if piece.role is Role.TEXT else _HEARD[piece.role]


def _ends(heard: Sequence[str], text: str) -> list[_Gap]:
    """Return the white space at both ends; within a mark or markup that ends there it is none."""
    begin = len(text) - len(text.lstrip()) if heard and heard[0] else 0
    end = len(text.rstrip()) if heard and heard[-1] else len(text)
    return [_Gap(0, begin), _Gap(max(begin, end), len(text))]


def _between(language: str, heard: str) -> Iterator[_Gap]:
    begin = 0
    # Offsets stay right; the splitter panics on other spaces, such as U+00A0 in "A .", and takes no
    # half of a pair, such as stands for a byte that the codec of an article has not.
    plain = heard if heard.isascii() else _SURROGATE.sub("?", _SPACE.sub(" ", heard))
    boundaries = unless_it_panics(lambda: sentencex.get_sentence_boundaries(language, plain))
    for boundary in boundaries or ():
        end: int = boundary["end_index"]
        before = heard[begin:end]
        if end >= len(heard) or _glued(before, _WORD.match(heard, end)):
            continue
        words_end = begin + len(before.rstrip())
        if words_end > begin:
            yield _Gap(words_end, end)
        begin = end


def _glued(before: str, after: re.Match[str] | None) -> bool:
    """True where a full stop is no end of a sentence, though sentencex takes it for one."""
    word = after[1].strip("“”\"'(),;:") if after else ""
    if _ENUMERATOR.match(before) or not word:
        return True
    last = before.rsplit(maxsplit=1)[-1] if before.strip() else ""
    if word[0].islower():
        return bool(_GLUE_BEFORE_LOWER.search(last) or _ACRONYM.search(last))
    if word[0].isdigit() or word == _STAND_IN:
        return bool(_GLUE_BEFORE_NUMBER.search(last))
    return word not in _SENTENCE_OPENER and bool(_GLUE_BEFORE_NAME.search(last))


def _cut(block: Sequence[Piece], heard: Sequence[str], gaps: list[_Gap]) -> Iterator[str | Sentence]:
    """Group pieces into sentences; a gap inside open markup is none."""
    if len(block) == 1 and block[0].role is Role.TEXT and block[0].source == block[0].words:
        yield from _sliced(block[0], gaps)
        return
    if len(gaps) == 2 and all(start == end for start, end in gaps):
        yield tuple(block)
        return
    spaces = {at for gap in gaps for at in range(gap.start, gap.end)}
    joints = {gap.start for gap in gaps[1:-1] if gap.start == gap.end}
    sentence: list[Piece] = []
    speaks = False  # what does not, such as an anchor, begins the next sentence
    for piece, said, at in _outside(block, heard, gaps):
        is_space = at in spaces and said.isspace() and (speaks or not sentence)
        if sentence and (is_space or (speaks and at in joints and piece.role not in _STAYS)):
            yield tuple(sentence)
            sentence, speaks = [], False
        if is_space:
            yield piece.source
        else:
            sentence.append(piece)
            speaks = speaks or not (said == "" or said.isspace())
    if sentence:
        yield tuple(sentence)


def _sliced(words: Piece, gaps: list[_Gap]) -> Iterator[str | Sentence]:
    """Group a block that is nothing but words."""
    at = 0
    for start, end in gaps:
        if start > at:
            text = words.source[at:start]
            yield (words,) if len(text) == len(words.source) else (Piece(text, text, words=text),)
        if end > start:
            yield words.source[start:end]
        at = end


_INSIDE = -1
"""Stands for the offset of a piece inside open markup, where no gap is one."""


def _outside(
    block: Sequence[Piece], heard: Sequence[str], gaps: list[_Gap]
) -> Iterator[tuple[Piece, str, int]]:
    """Give pieces with their offsets; each gap outside markup begins and ends between two pieces of words."""
    edges = sorted({edge for gap in gaps for edge in gap})
    depth = end = passed = 0
    for piece, said in zip(block, heard, strict=True):
        at, end = end, end + len(said)
        role = piece.role
        depth -= role is Role.CLOSE
        if depth > 0:
            yield piece, said, _INSIDE
        else:
            passed = bisect_right(edges, at, passed)
            last = bisect_left(edges, end, passed)
            if passed < last and role is Role.TEXT and piece.source == piece.text == piece.words:
                for begin, stop in pairwise([at, *edges[passed:last], end]):
                    words = said[begin - at : stop - at]
                    yield Piece(words, words, words=words), words, begin
            else:
                yield piece, said, at
        depth += role is Role.OPEN
