"""The formats of articles: each module cuts one kind of article into text that stays and blocks.

A format says where the blocks are and how a translation is put back; that the sentences of a block
become segments, and on which line each begins, is the same for all formats and stands here. Law:
the parts of a document, joined, are the article, for every input whatsoever.
"""

from __future__ import annotations

import codecs
import io
import itertools
import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Protocol

from l10n import plugins
from l10n.errors import ArticleError
from l10n.model import Document, Kind, Notation, Segment, Slot
from l10n.segmentation import paragraphs
from l10n.syntax import front_matter

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from l10n.model import Block, Part, Sentence, Split


class Format(Protocol):
    """What a module in this folder defines."""

    SUFFIXES: frozenset[str]
    """Endings of the file names it cuts, in lower case, with the dot."""
    NOTATION: Notation
    """The inline notation of its segments, save those whose kind is plain."""

    def decode(self, data: bytes) -> tuple[str, str]:
        """Return the text of an article and the codec that gives the same bytes again.

        Raises:
            ArticleError: The bytes are no text of this format; the message has no place yet.
        """

    def blocks(self, text: str) -> Iterable[str | Block]:
        """Cut an article without its front matter; the sources of what it gives are ``text``."""

    def dressed(self, text: str, locale: str) -> str:
        """Return a built article with what it says of its own locale; ``locale`` is a BCP 47 tag."""


@cache
def of(article: str) -> Format | None:
    """Return the format that cuts ``article``, judged by its suffix; None where there is none."""
    suffix = "." + article.rpartition(".")[2].lower()
    for name in plugins.names("formats"):
        module: Format = plugins.load("formats", name)
        if suffix in module.SUFFIXES:
            return module
    return None


def notation(article: str) -> Notation:
    """Return the inline notation of an article; plain where no format cuts it."""
    form = of(article)
    return form.NOTATION if form else Notation.PLAIN


def cut(
    article: str, data: bytes, split: Split, front_matter_keys: Collection[str] = front_matter.KEYS
) -> Document:
    """Cut the bytes of an article into a document.

    Args:
        article: Its path below the folder of articles; the suffix chooses the format.
        data: Its bytes.
        split: How a block becomes segments: by sentences or as a whole.
        front_matter_keys: The keys of front matter whose values are text.

    Raises:
        ArticleError: No format has the suffix, or the bytes are no text.
    """
    try:
        text, encoding, cuts = _read(article, data, front_matter_keys)
        cutter = _Cutter(article, text, split)
        parts = tuple(cutter.parts(cuts))
        return Document(parts, encoding, tuple(cutter.blocks))
    except ArticleError as error:
        raise ArticleError(f"{article}: {error}") from error


def blocks(article: str, data: bytes, front_matter_keys: Collection[str] = front_matter.KEYS) -> list[Block]:
    """Return the blocks of an article, as :func:`cut` finds them, each followed by those inside it.

    Raises:
        ArticleError: No format has the suffix, or the bytes are no text.
    """
    try:
        _, _, cuts = _read(article, data, front_matter_keys)
        return list(_blocks(cuts))
    except ArticleError as error:
        raise ArticleError(f"{article}: {error}") from error


def _read(
    article: str, data: bytes, front_matter_keys: Collection[str]
) -> tuple[str, str, Iterable[str | Block]]:
    """Return an article's text, its codec, and its blocks with what stands between them."""
    form = of(article)
    if form is None:
        raise ArticleError("no format cuts this kind of file")
    text, encoding = form.decode(data)
    front, body = front_matter.split(text, front_matter_keys)
    return text, encoding, itertools.chain(front, form.blocks(body))


def _blocks(cuts: Iterable[str | Block]) -> Iterator[Block]:
    for item in cuts:
        if not isinstance(item, str):
            yield item
            for piece in item.pieces:
                yield from _blocks(piece.inner)


def decode_text(data: bytes) -> tuple[str, str]:
    """Decode an article that is UTF-8, or UTF-16 with a byte order mark, which stays in the text.

    Raises:
        ArticleError: The bytes are neither; the message names the offset of the first wrong byte.
    """
    encoding = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(data[:2], "utf-8")
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"the byte {data[error.start]:#04x} at offset {error.start} is not {encoding.upper()}; "
            "save the article as UTF-8"
        ) from error


def as_it_is(text: str, locale: str) -> str:
    """Return a built article unchanged: the ``dressed`` of formats that name no locale."""
    return text


class _Cutter:
    """Makes parts of blocks, counting lines and keeping the blocks on the way."""

    def __init__(self, article: str, text: str, split: Split) -> None:
        self._article = article
        self._split = split
        lines = io.StringIO(text, newline="")  # its lines end as those of an article: LF, CR, CR LF
        self._line_starts = [0, *itertools.accumulate(map(len, lines))]
        self._readable = not _UNREADABLE.search(text)
        self.blocks: list[Block] = []

    def parts(self, cuts: Iterable[str | Block], at: int = 0) -> Iterator[Part]:
        for item in cuts:
            if isinstance(item, str):
                yield item
                at += len(item)
            else:
                self.blocks.append(item)
                yield from self._block(item, at, len(self.blocks) - 1)
                at += _length(item.pieces)

    def _block(self, block: Block, at: int, number: int) -> Iterator[Part]:
        if not self._is_readable(block):
            yield from self._kept(block.pieces, at)
            return
        space = ""
        # A value of front matter is written anew as a whole: in quotes, if a sentence of it needs them.
        split = paragraphs if block.kind is Kind.FRONT_MATTER else self._split
        for item in split(block.pieces):
            if isinstance(item, str):
                space += item
                at += len(item)
                continue
            source = "".join([piece.source for piece in item])
            if _has_words(item):
                yield self._slot(block, item, source, at, number, space)
            else:
                yield space
                yield from self._kept(item, at)
            space = ""
            at += len(source)
        if space:
            yield space

    def _is_readable(self, block: Block) -> bool:
        """Tell whether a PO file can hold the block."""
        return self._readable or not any(_UNREADABLE.search(piece.source) for piece in block.pieces)

    def _slot(self, block: Block, sentence: Sentence, source: str, at: int, number: int, space: str) -> Slot:
        text = "".join([piece.text for piece in sentence])
        line = bisect_right(self._line_starts, at)
        undecoded = None if source.isascii() else _UNDECODED.search(source)
        if undecoded:
            byte = ord(undecoded[0]) - 0xDC00
            line = bisect_right(self._line_starts, at + undecoded.start())
            raise ArticleError(
                f"line {line}: the byte {byte:#04x} is not in the encoding of the article; save it as UTF-8"
            )
        segment = Segment(text, block.kind, self._article, line, block.context, block.note)
        return Slot(segment, source, sentence, block.put, number, space, self._inner(sentence, at))

    def _inner(self, sentence: Sentence, at: int) -> tuple[tuple[str, Document], ...]:
        if not any(piece.inner for piece in sentence):
            return ()
        ends = itertools.accumulate([len(piece.source) for piece in sentence], initial=at)
        return tuple(
            (piece.text, Document(tuple(self.parts(piece.inner, begin))))
            for piece, begin in zip(sentence, ends, strict=False)
            if piece.inner
        )

    def _kept(self, sentence: Sentence, at: int) -> Iterator[Part]:
        for piece in sentence:
            yield from self.parts(piece.inner or (piece.source,), at)
            at += len(piece.source)


def _has_words(sentence: Sentence) -> bool:
    return any(piece.has_letters for piece in sentence)


def _length(pieces: Sentence) -> int:
    return sum([len(piece.source) for piece in pieces])


_UNDECODED = re.compile(r"[\udc80-\udcff]")
"""What ``surrogateescape`` makes of a byte that the codec does not know."""
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
