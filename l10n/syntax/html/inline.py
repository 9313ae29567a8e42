"""Inline HTML as pieces, and translations put back so that no words turn into markup.

Law: the pieces, joined by ``source``, are the text; their texts, joined and cut again, have the same
keys and words.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from l10n.model import Block, Kind, Piece, Role
from l10n.syntax import plain
from l10n.syntax.html.tags import IRREGULAR, Tag, is_translated
from l10n.syntax.html.tokens import TAGS, Token, TokenKind, references, tokens
from l10n.syntax.html.words import Stretch, plain_pieces, words

if TYPE_CHECKING:
    from collections.abc import Sequence


_LAID_OUT = frozenset("script style textarea pre listing xmp plaintext".split())
_TEXTUAL = (TokenKind.TEXT, TokenKind.REFERENCE)
_MARKING = frozenset({"sup", "a"})
_LONGEST_MARK = 16
_IN_A_MARK = frozenset({Role.OPEN, Role.CLOSE, Role.MARK, Role.TEXT, Role.SPACE})
_SUPERSCRIPT = re.compile(r"(?=.*[\d*†‡§¶])[\s\d\[\](){},;*†‡§¶–-]+", re.DOTALL)
_BRACKETED = re.compile(r"\s*(?:\[[\d\s,;*†‡§¶–-]+\]|[*†‡§¶]+)\s*")
_SPACES = "\t\n\f\r "
_NEWLINE = re.compile(r"\r\n|[\n\f\r]")
_SPECIAL = re.compile(r"<|&(?:#[0-9]++;?+|#[xX][0-9A-Fa-f]++;?+|[A-Za-z][A-Za-z0-9]*+;?+)?")
_BARE = re.compile(r"[^\s\"'=<>`&/]+")
_ROLES = {TokenKind.START: Role.OPEN, TokenKind.EMPTY: Role.ATOM, TokenKind.END: Role.CLOSE}


def pieces(text: str) -> list[Piece]:
    """Cut the text of a segment, or a translation of one, into pieces."""
    if "<" not in text and "&" not in text and not IRREGULAR.search(text):
        return plain.pieces(text)
    return inline(Stretch(text, text, text), list(tokens(text)))


def inline(stretch: Stretch, run: Sequence[Token]) -> list[Piece]:
    """Make pieces of a run of text, references and inline tags."""
    found = _Inline(stretch)
    at = 0
    while at < len(run):
        at = found.add(run, at)
    return found.pieces()


def put(translation: str, *, keys: tuple[str, ...]) -> str:
    """Give a translation the form in which it stands in HTML.

    What would read as markup and is not among ``keys``, those of the block's source, is escaped;
    references stay as the translator wrote them.
    """
    free = Counter(keys)
    opened: list[bool] = []
    out: list[str] = []
    for piece in pieces(translation):
        begun = piece.role is not Role.CLOSE or opened.pop()
        kept = begun and free[piece.key] > 0
        free[piece.key] -= 1
        if piece.role is Role.OPEN:
            opened.append(kept)
        if piece.role is Role.SPACE:
            out.append(_NEWLINE.sub(" ", piece.source))
        else:
            out.append(piece.source if kept and piece.key else _escaped(piece.source))
    return "".join(out)


def put_plain(translation: str, *, quote: str) -> str:
    """Give decoded text the form in which it stands in an attribute's value or a title.

    Args:
        translation: Decoded text.
        quote: The quotes around the value; "" where it stands without, "<" in a title.
    """
    text = translation.replace("&", "&amp;").replace("<", "&lt;")
    if not quote:
        bare = _BARE.fullmatch(translation)
        return text if bare else '"' + text.replace('"', "&quot;") + '"'
    return text.replace(quote, "&quot;" if quote == '"' else "&#39;")


def attribute_blocks(stretch: Stretch, token: Token) -> list[str | Block]:
    """Cut a tag into text that stays and a block for each attribute that a reader reads."""
    cuts: list[str | Block] = []
    at = token.start
    for attribute, kind in stretch.tag(token).worded:
        start, end = token.start + attribute.start, token.start + attribute.end
        start, end = trimmed(stretch.shown, start, end)
        cuts.append(stretch.source[at:start])
        found = plain_pieces(stretch, start, end, attribute=True)
        cuts.append(_plain_block(stretch, found, kind, attribute.quote))
        at = end
    cuts.append(stretch.source[at : token.end])
    return cuts


def title_block(stretch: Stretch, start: int, end: int) -> Block:
    """Make a block of the content of ``<title>``: decoded text."""
    found = plain_pieces(stretch, start, end, attribute=False)
    return _plain_block(stretch, found, Kind.TITLE, "<")


def inline_block(stretch: Stretch, run: Sequence[Token], kind: Kind) -> Block:
    """Make a block of a run of text, references and inline tags."""
    found = tuple(inline(stretch, run))
    keys = tuple([piece.key for piece in found if piece.key])
    return Block(found, kind, partial(put, keys=keys), stretch.context, stretch.note)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of ``text[start:end]`` without the white space of HTML at its ends."""
    while start < end and text[start] in _SPACES:
        start += 1
    while start < end and text[end - 1] in _SPACES:
        end -= 1
    return start, end


def tag(source: str) -> Piece:
    """Read one inline tag or comment as a piece, whatever stands around it."""
    token = next(tokens(source))
    if token.end < len(source) or token.kind not in _ROLES:
        return Piece(source, source, Role.ATOM, source)
    role = Role.BREAK if token.name == "br" else _ROLES[token.kind]
    stretch = Stretch.of(source, source)
    return _tag_piece(stretch, token, stretch.tag(token), role)


def opens_untranslated(source: str) -> str:
    """Return the name of the element that a start tag opens if it is not translated, else ""."""
    token = next(tokens(source))
    says = Stretch.of(source, source).tag(token).translate if token.kind is TokenKind.START else None
    opens = token.kind is TokenKind.START and not is_translated(token.name, says)
    return token.name if opens else ""


def closes(source: str, name: str) -> bool:
    """Tell whether a tag ends an element of that name."""
    token = next(tokens(source))
    return token.kind is TokenKind.END and token.name == name


class _Inline:
    """Gathers the pieces of one run, pairing tags on the way."""

    def __init__(self, stretch: Stretch) -> None:
        self._stretch = stretch
        self._found: list[Piece] = []
        self._opened: list[tuple[str, int]] = []
        self._open_names: dict[str, int] = {}

    def add(self, run: Sequence[Token], at: int) -> int:
        """Add what begins at ``run[at]`` and return where the next begins."""
        token = run[at]
        if token.kind in _TEXTUAL:
            end = at + 1
            while end < len(run) and run[end].kind in _TEXTUAL:
                end += 1
            self._found += words(self._stretch, run[at:end])
            return end
        if token.kind in TAGS:
            return self._tag(run, at)
        source = self._stretch.source[token.start : token.end]
        if token.kind is TokenKind.UNFINISHED:
            self._found.append(Piece(source, source, words=source))
        else:
            text = self._stretch.seen[token.start : token.end]
            self._found.append(Piece(source, text, Role.ATOM, text))
        return at + 1

    def pieces(self) -> list[Piece]:
        """Return what was found; a tag that was never closed is an atom."""
        self._leave_open(0)
        return self._found

    def _tag(self, run: Sequence[Token], at: int) -> int:
        token = run[at]
        tag = self._stretch.tag(token)
        if token.kind is TokenKind.END:
            self._end(token, tag)
        elif not is_translated(token.name, tag.translate):
            end = at + 1 if token.kind is TokenKind.EMPTY else _element_end(run, at)
            self._found.append(_atom(self._stretch, run[at:end], tag))
            return end
        elif token.kind is TokenKind.START:
            self._opened.append((token.name, len(self._found)))
            self._open_names[token.name] = self._open_names.get(token.name, 0) + 1
            self._found.append(_tag_piece(self._stretch, token, tag, Role.OPEN))
        else:
            role = Role.BREAK if token.name == "br" else Role.ATOM
            self._found.append(_tag_piece(self._stretch, token, tag, role))
        return at + 1

    def _end(self, token: Token, tag: Tag) -> None:
        if not self._open_names.get(token.name):
            self._found.append(_tag_piece(self._stretch, token, tag, Role.ATOM))
            return
        above = len(self._opened)
        while self._opened[above - 1][0] != token.name:
            above -= 1
        self._leave_open(above)
        _, start = self._opened.pop()
        self._open_names[token.name] -= 1
        self._found.append(_tag_piece(self._stretch, token, tag, Role.CLOSE))
        if token.name in _MARKING and len(self._found) - start <= _LONGEST_MARK:
            self._found[start:] = _marked(self._found[start:], token.name)

    def _leave_open(self, above: int) -> None:
        for name, at in self._opened[above:]:
            self._open_names[name] -= 1
            self._found[at] = self._found[at]._replace(role=Role.ATOM)
        del self._opened[above:]


def _tag_piece(stretch: Stretch, token: Token, tag: Tag, role: Role) -> Piece:
    """Make a piece of a tag, with blocks of its own where a reader reads its attributes."""
    source = stretch.source[token.start : token.end]
    words = " " if role is Role.BREAK else ""
    inner = tuple(attribute_blocks(stretch, token)) if tag.worded else ()
    return Piece(source, tag.text, role, tag.key, words, inner)


def _element_end(run: Sequence[Token], at: int) -> int:
    """Return where the element that begins at ``run[at]`` ends: behind its end tag, or with the run."""
    name, depth = run[at].name, 0
    for number in range(at, len(run)):
        if run[number].name == name:
            depth += {TokenKind.START: 1, TokenKind.END: -1}.get(run[number].kind, 0)
            if not depth:
                return number + 1
    return len(run)


def _atom(stretch: Stretch, run: Sequence[Token], tag: Tag) -> Piece:
    """Make one piece of an element that is not translated; its own attributes are, as a rule."""
    first, last = run[0], run[-1]
    source = stretch.source[first.start : last.end]
    as_it_is = any(token.name in _LAID_OUT for token in run)
    shown = stretch.seen[first.end : last.end] if as_it_is else _on_one_line(stretch, run[1:])
    if tag.translate is False or not tag.worded:
        text = (stretch.seen[first.start : first.end] if as_it_is else tag.text) + shown
        return Piece(source, text, Role.ATOM, text)
    inner = (*attribute_blocks(stretch, first), stretch.source[first.end : last.end])
    return Piece(source, tag.text + shown, Role.ATOM, tag.key + shown, inner=inner)


def _on_one_line(stretch: Stretch, run: Sequence[Token]) -> str:
    texts = (
        stretch.tag(token).text
        if token.kind in TAGS
        else IRREGULAR.sub(" ", stretch.seen[token.start : token.end])
        if token.kind in _TEXTUAL
        else stretch.seen[token.start : token.end]
        for token in run
    )
    return "".join(texts)


def _marked(found: list[Piece], name: str) -> list[Piece]:
    """Make one mark of ``<sup>[1]</sup>`` and its like."""
    inside = found[1:-1]
    if not all(piece.role in _IN_A_MARK for piece in inside):
        return found
    shown = "".join([piece.key if piece.role is Role.MARK else piece.words for piece in inside])
    marked = any(piece.role is Role.MARK and piece.key[:1] == "<" for piece in inside)
    if not (marked or (_SUPERSCRIPT if name == "sup" else _BRACKETED).fullmatch(shown)):
        return found
    source = "".join([piece.source for piece in found])
    text = "".join([piece.text for piece in found])
    key = "".join([piece.key or piece.text for piece in found])
    cuts = [cut for piece in found for cut in piece.inner or (piece.source,)]
    inner = tuple(cuts) if any(isinstance(cut, Block) for cut in cuts) else ()
    return [Piece(source, text, Role.MARK, key, inner=inner)]


def _plain_block(stretch: Stretch, found: tuple[Piece, ...], kind: Kind, quote: str) -> Block:
    put_back = partial(put_plain, quote=quote)
    return Block(found, kind, put_back, stretch.context, stretch.note)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    if match[0] == "<":
        return "&lt;"
    known = any(references(match[0], 0, len(match[0])))
    return match[0] if known else "&amp;" + match[0][1:]
