"""The values that flow between the rooms: what an article, a segment and an entry are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import NamedTuple

LETTER = re.compile(r"[^\W\d_]")
"""Without one there is nothing to translate."""


class Role(Enum):
    """What a piece of a block is to a reader, a translator and an engine."""

    TEXT = "text"
    """Words, to be translated."""
    SPACE = "space"
    """White space that the article may lay out as it likes; one space in a segment."""
    BREAK = "break"
    """A line break that a reader sees."""
    ATOM = "atom"
    """Stands for itself and is kept as it is: code, an image, a placeholder, a URL."""
    MARK = "mark"
    """A footnote or citation mark; it belongs to the sentence before it."""
    OPEN = "open"
    """The beginning of inline markup around words."""
    CLOSE = "close"
    """The end of inline markup around words."""

    __hash__ = object.__hash__  # the one of Enum looks the name up, for every piece of every article


class Kind(StrEnum):
    """What a segment is in its article; the word stands as ``#.`` comment in the catalog."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    CELL = "table cell"
    TERM = "term"
    DEFINITION = "definition"
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"
    """A line that is no article at all, such as "Leave a comment"."""
    FRONT_MATTER = "front matter"
    TITLE = "title"
    ALT = "image description"
    LABEL = "label"
    META = "page description"

    __hash__ = str.__hash__

    @property
    def plain(self) -> bool:
        """True where the segment is decoded text without inline markup: attributes, front matter."""
        return self in _PLAIN


_PLAIN = frozenset({Kind.FRONT_MATTER, Kind.TITLE, Kind.ALT, Kind.LABEL, Kind.META})


class Notation(Enum):
    """The inline notation in which the text of a segment is written."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    MDX = "mdx"
    """Markdown in which braces hold expressions."""
    HTML = "html"

    @property
    def is_markdown(self) -> bool:
        """True for Markdown of any dialect."""
        return self in {Notation.MARKDOWN, Notation.MDX}


class Piece(NamedTuple):
    """A stretch of a block; the pieces of a block, joined by ``source``, are the block.

    A named tuple, since so many are made and a frozen dataclass takes twice as long.
    """

    source: str
    """The slice of the article."""
    text: str
    """The same as it stands in a segment: one space for a soft line break, decoded entities."""
    role: Role = Role.TEXT
    key: str = ""
    """What a translation must hold again, such as ``**`` or ``](https://who.int)``; "" for words."""
    words: str = ""
    """What a reader reads; "" for markup and atoms."""
    inner: tuple[str | Block, ...] = ()
    """The piece cut again, where it holds blocks of its own: a link title, an image description."""

    @property
    def has_letters(self) -> bool:
        """True for words with something to translate: not numbers or punctuation alone."""
        return self.role is Role.TEXT and LETTER.search(self.words) is not None


@dataclass(frozen=True, slots=True)
class Block:
    """A run of pieces that a reader takes in as one: a paragraph, a heading, a cell, an attribute."""

    pieces: tuple[Piece, ...]
    kind: Kind
    put: Callable[[str], str]
    """Gives a translation the form in which it stands in the article: escapes, line prefixes."""
    context: str | None = None
    """From the author's ``l10n: context KEY``; see :attr:`Segment.context`."""
    note: str = ""
    """From the author's ``l10n: note …``; see :attr:`Segment.note`."""


Key = tuple[str | None, str]
"""Context and text: what makes an entry one."""


class Segment(NamedTuple):
    """A text translated as one; a named tuple as a piece is, and for the same reason."""

    text: str
    """In the article's inline notation, or decoded text where ``kind.plain``."""
    kind: Kind
    article: str
    """Path of the article below the folder of articles, with ``/``."""
    line: int
    """Line of the article on which the segment begins, counted from 1."""
    context: str | None = None
    """A key that keeps this segment apart from the same text elsewhere (``msgctxt``)."""
    note: str = ""
    """What the author says to the translator; "" for nothing."""

    @property
    def key(self) -> Key:
        """What its entry is found by in a catalog."""
        return self.context, self.text


class Slot(NamedTuple):
    """A place in an article that a translation can take; as many as there are segments."""

    segment: Segment
    source: str
    """The exact slice of the article that the segment stands for."""
    pieces: tuple[Piece, ...]
    """The same, read."""
    put: Callable[[str], str]
    """Gives a translation the form in which it stands in the article: escapes, line prefixes."""
    block: int
    """Number of its block in :attr:`Document.blocks`; the sentences of a paragraph share one."""
    space: str = ""
    """White space of the article between the previous sentence of the block and this one."""
    inner: tuple[tuple[str, Document], ...] = ()
    """Pieces of the segment that hold slots of their own, each as it stands in the segment's text."""

    def rendered(self, lookup: Lookup) -> str:
        """Return what stands in the article for this slot when ``lookup`` has the translations."""
        translation = lookup(self.segment)
        if translation is None or translation == self.segment.text:
            return self._untouched(lookup) if self.inner else self.source
        result = self.put(translation)
        for shown, document in self.inner:
            new = document.render(lookup)
            if new != document.source:
                result = result.replace(shown, new)
        return result

    def _untouched(self, lookup: Lookup) -> str:
        inner = (document.render(lookup) for _, document in self.inner)
        return "".join(next(inner) if piece.inner else piece.source for piece in self.pieces)


Part = str | Slot
"""Text that stays, or a slot for text that is translated."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article cut into parts; the parts, joined by their sources, are the article."""

    parts: tuple[Part, ...]
    encoding: str = "utf-8"
    """The codec of the file; a byte order mark is part of the text."""
    blocks: tuple[Block, ...] = ()
    """The blocks of an article by their numbers, counted from 0; those inside a piece are counted too."""

    @property
    def source(self) -> str:
        """The article as it was cut."""
        return "".join(p if isinstance(p, str) else p.space + p.source for p in self.parts)

    @property
    def slots(self) -> Iterator[Slot]:
        """Every slot in the order of the article, each followed by those inside it."""
        for part in self.parts:
            if not isinstance(part, str):
                yield part
                for _, document in part.inner:
                    yield from document.slots

    @property
    def segments(self) -> Iterator[Segment]:
        """The segment of every slot, in the order of :attr:`slots`."""
        return (slot.segment for slot in self.slots)

    def render(self, lookup: Lookup, *, spaced: bool = True) -> str:
        """Return the article with the translations that ``lookup`` gives; see :meth:`rendered_parts`."""
        return "".join(self.rendered_parts(lookup, spaced=spaced))

    def rendered_parts(self, lookup: Lookup, *, spaced: bool = True) -> list[str]:
        """Return what stands for each part, with the translations that ``lookup`` gives.

        Args:
            lookup: The translation of a segment, or None where its source is to stand.
            spaced: False where the script of the translation puts no space between sentences.
        """
        out: list[str] = []
        before: Slot | None = None
        for part in self.parts:
            if isinstance(part, str):
                out.append(part)
                before = None
                continue
            glued = (
                not spaced
                and before is not None
                and before.block == part.block
                and lookup(before.segment)
                and lookup(part.segment)
            )
            out.append(("" if glued else part.space) + part.rendered(lookup))
            before = part
        return out

    def encode(self, text: str) -> bytes:
        """Return ``text`` as the bytes of the file, with bytes that the codec did not know put back.

        Characters that the codec lacks, as an old codec of a page can, become character references.
        """
        return self.spelled(text).encode(self.encoding, "surrogateescape")

    def spelled(self, text: str) -> str:
        """Return ``text`` as the file holds it, where its codec may lack characters."""
        try:
            text.encode(self.encoding, "surrogateescape")
        except UnicodeEncodeError:
            return "".join(_spelled(character, self.encoding) for character in text)
        return text


def _spelled(character: str, encoding: str) -> str:
    try:
        character.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        return f"&#{ord(character)};"
    return character


Lookup = Callable[[Segment], str | None]
"""Gives the translation of a segment, or None where its source is to stand."""
Sentence = tuple[Piece, ...]
"""The pieces of one segment."""
Split = Callable[[Sequence[Piece]], Iterable[str | Sentence]]
"""Cuts a block into sentences and the white space between them."""


class State(Enum):
    """How far an entry has come; each is one set of marks in the PO file."""

    MISSING = "missing"
    """Empty ``msgstr``."""
    DRAFT = "draft"
    """``fuzzy``, and a ``# mt:`` comment whose digest fits: a machine's untouched words."""
    STALE = "stale"
    """Any other ``fuzzy``: made for another sentence, or not finished."""
    REVIEWED = "reviewed"
    """Not ``fuzzy``: a person stands behind it."""
    OBSOLETE = "obsolete"
    """``#~``: its sentence left the article."""

    __hash__ = object.__hash__


class Link(NamedTuple):
    """A stretch of a translation and what it translates, as offsets of characters."""

    source: tuple[int, int]
    target: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an engine offers for a text."""

    text: str
    score: float
    """0 (worthless) to 1 (sure)."""
    origin: str
    """Engine, package and version: ``argos en_vi 1.0``."""
    links: Callable[[], Sequence[Link]] = field(default=tuple, compare=False)
    """Finds which words come from which, in the order of the translation; none where the engine
    does not tell. Most proposals are never asked."""
