"""Inline HTML as pieces, and translations put back so that no words turn into markup.

Law: the pieces, joined by ``source``, are the text; their texts, joined and cut again, have the same
keys and words.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from l10n.model import Block, Kind, Piece, Role
from l10n.syntax import plain
from l10n.syntax.html_tokens import (
    TAGS,
    VOID,
    Attribute,
    Token,
    TokenKind,
    attributes,
    decoded,
    references,
    tokens,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Tag(NamedTuple):
    """What of a tag matters to a translation."""

    kind: TokenKind
    name: str
    text: str
    """The tag on one line."""
    key: str
    """The tag without what is translated in it."""
    translate: bool | None
    """What its ``translate`` or ``class="notranslate"`` says; None where they say nothing."""
    worded: tuple[tuple[Attribute, Kind], ...]
    """The attributes that a reader reads."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of an article in which inline HTML stands."""

    shown: str
    """What is cut into tokens."""
    source: str
    """The article's own characters, of the same length."""
    seen: str
    """What segments show: the source, with blanks where ``shown`` has them."""
    context: str | None = None
    note: str = ""

    @classmethod
    def of(cls, shown: str, source: str) -> Stretch:
        """Build a stretch from what the tokenizer sees and the article has."""
        if shown == source:
            return cls(shown, source, source)
        pairs = zip(shown, source, strict=True)
        return cls(shown, source, "".join([a if a.isspace() else b for a, b in pairs]))

    def tag(self, token: Token) -> Tag:
        """Read the tag that ``token`` is."""
        shown = self.shown[token.start : token.end]
        return _tag(shown, shown if self.seen is self.shown else self.seen[token.start : token.end])


def pieces(text: str) -> list[Piece]:
    """Cut the text of a segment, or a translation of one, into pieces."""
    if "<" not in text and "&" not in text and not _IRREGULAR.search(text):
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


def is_translated(name: str, translate: bool | None) -> bool:
    """Tell whether the content of an element is translated where that around it is."""
    if name in _NEVER:
        return False
    return name not in _UNTRANSLATED if translate is None else translate


def attribute_blocks(stretch: Stretch, token: Token) -> list[str | Block]:
    """Cut a tag into text that stays and a block for each attribute that a reader reads."""
    cuts: list[str | Block] = []
    at = token.start
    for attribute, kind in stretch.tag(token).worded:
        start, end = token.start + attribute.start, token.start + attribute.end
        start, end = trimmed(stretch.shown, start, end)
        cuts.append(stretch.source[at:start])
        bits = _plain_bits(stretch, start, end, attribute=True)
        cuts.append(_plain_block(stretch, bits, kind, attribute.quote))
        at = end
    cuts.append(stretch.source[at : token.end])
    return cuts


def title_block(stretch: Stretch, start: int, end: int) -> Block:
    """Make a block of the content of ``<title>``: decoded text."""
    bits = _plain_bits(stretch, start, end, attribute=False)
    return _plain_block(stretch, bits, Kind.TITLE, "<")


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


class _Bit(NamedTuple):
    """Characters that are the same in article and segment, or one reference or white space."""

    text: str
    source: str
    words: str


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
            self._found += _words(self._stretch, run[at:end])
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
            self._found.append(tag_piece(self._stretch, token, tag, Role.OPEN))
        else:
            role = Role.BREAK if token.name == "br" else Role.ATOM
            self._found.append(tag_piece(self._stretch, token, tag, role))
        return at + 1

    def _end(self, token: Token, tag: Tag) -> None:
        if not self._open_names.get(token.name):
            self._found.append(tag_piece(self._stretch, token, tag, Role.ATOM))
            return
        above = len(self._opened)
        while self._opened[above - 1][0] != token.name:
            above -= 1
        self._leave_open(above)
        _, start = self._opened.pop()
        self._open_names[token.name] -= 1
        self._found.append(tag_piece(self._stretch, token, tag, Role.CLOSE))
        if token.name in _MARKING and len(self._found) - start <= _LONGEST_MARK:
            self._found[start:] = _marked(self._found[start:], token.name)

    def _leave_open(self, above: int) -> None:
        for name, at in self._opened[above:]:
            self._open_names[name] -= 1
            self._found[at] = replace(self._found[at], role=Role.ATOM)
        del self._opened[above:]


def tag_piece(stretch: Stretch, token: Token, tag: Tag, role: Role) -> Piece:
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
        else _IRREGULAR.sub(" ", stretch.seen[token.start : token.end])
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


def _words(stretch: Stretch, run: Sequence[Token]) -> list[Piece]:
    start, end = run[0].start, run[-1].end
    plainly = len(run) == 1 and run[0].kind is TokenKind.TEXT
    if plainly and not _IRREGULAR.search(stretch.shown, start, end):
        return plain.pieces(stretch.seen[start:end])
    found: list[Piece] = []
    bits: list[_Bit] = []
    before = ""
    for token in run:
        if token.kind is TokenKind.TEXT:
            bits += _spaced_bits(stretch, token.start, token.end, _IRREGULAR, " ")
            before = stretch.seen[max(token.start, token.end - _LONGEST_REFERENCE) : token.end]
            continue
        bit = _reference(stretch.source[token.start : token.end], before)
        before = bit.text
        if bit.words in _SEPARATING:
            found += _mapped(bits)
            found.append(Piece(bit.source, bit.text, words=bit.words))
            bits = []
        else:
            bits.append(bit)
    return [*found, *_mapped(bits)]


def _reference(source: str, before: str) -> _Bit:
    """Decode a reference, unless its characters would be markup or join with what stands before."""
    words = decoded(source)
    kept = words in _KEPT or words < " " or "\x7f" <= words < "\xa0" or _PENDING.search(before)
    return _Bit(source if kept else words, source, words)


def _plain_bits(stretch: Stretch, start: int, end: int, *, attribute: bool) -> list[_Bit]:
    spaces, space = (_CARRIAGE_RETURN, "\n") if attribute else (_IRREGULAR, " ")
    bits: list[_Bit] = []
    at = start
    for begin, stop in references(stretch.shown, start, end, attribute=attribute):
        bits += _spaced_bits(stretch, at, begin, spaces, space)
        source = stretch.source[begin:stop]
        bits.append(_Bit(decoded(source), source, decoded(source)))
        at = stop
    return bits + _spaced_bits(stretch, at, end, spaces, space)


def _spaced_bits(stretch: Stretch, start: int, end: int, spaces: re.Pattern[str], space: str) -> list[_Bit]:
    """Cut characters where ``spaces`` matches, which a segment shows as ``space``."""
    bits: list[_Bit] = []
    for match in spaces.finditer(stretch.shown, start, end):
        if match.start() > start:
            same = stretch.seen[start : match.start()]
            bits.append(_Bit(same, same, same))
        bits.append(_Bit(space, stretch.source[match.start() : match.end()], space))
        start = match.end()
    if end > start:
        same = stretch.seen[start:end]
        bits.append(_Bit(same, same, same))
    return bits


def _plain_block(stretch: Stretch, bits: list[_Bit], kind: Kind, quote: str) -> Block:
    put_back = partial(put_plain, quote=quote)
    return Block(tuple(_mapped(bits)), kind, put_back, stretch.context, stretch.note)


def _mapped(bits: Sequence[_Bit]) -> Iterator[Piece]:
    """Cut what a segment shows into pieces and give them the sources they have in the article."""
    number = used = 0
    for piece in plain.pieces("".join([bit.text for bit in bits])):
        taken: list[_Bit] = []
        missing = len(piece.text)
        while missing:
            bit = bits[number]
            part = min(missing, len(bit.text) - used)
            taken.append(_part(bit, used, used + part))
            missing -= part
            used += part
            if used == len(bit.text):
                number, used = number + 1, 0
        if piece.role is Role.TEXT:
            yield from (Piece(bit.source, bit.text, _role(bit), words=bit.words) for bit in taken)
        else:
            yield replace(piece, source="".join([bit.source for bit in taken]))


def _part(bit: _Bit, start: int, end: int) -> _Bit:
    if end - start == len(bit.text):
        return bit
    text = bit.text[start:end]
    if bit.text == bit.source == bit.words:
        return _Bit(text, text, text)
    return _Bit(text, "" if start else bit.source, "" if start else bit.words)


def _role(bit: _Bit) -> Role:
    return Role.SPACE if bit.text == " " != bit.source else Role.TEXT


def _escaped(text: str) -> str:
    return _SPECIAL.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    if match[0] == "<":
        return "&lt;"
    known = any(references(match[0], 0, len(match[0])))
    return match[0] if known else "&amp;" + match[0][1:]


@lru_cache(maxsize=4096)
def _tag(shown: str, seen: str) -> Tag:
    if shown[1] == "/":
        name = _TAG_NAME.match(shown, 2)[0].lower()  # type: ignore[index] # the tokenizer saw a name
        return Tag(TokenKind.END, name, _IRREGULAR.sub(" ", seen), f"</{name}>", None, ())
    name = _TAG_NAME.match(shown, 1)[0].lower()  # type: ignore[index]
    found = list(attributes(shown))
    values = {a.name: seen[a.start : a.end] for a in found}
    kinds = [(a, _kind(name, a.name, values)) for a in found]
    worded = tuple((a, kind) for a, kind in kinds if kind and _LETTER.search(values[a.name]))
    kept = [a for a, kind in kinds if not kind]
    key = "".join([f" {a.name}" + _valued(shown, values[a.name], a) for a in kept])
    kind = TokenKind.EMPTY if name in VOID else TokenKind.START
    return Tag(kind, name, _tag_text(shown, seen, found), f"<{name}{key}>", _says(values), worded)


def _valued(shown: str, value: str, attribute: Attribute) -> str:
    without = not value and not attribute.quote and shown[attribute.start - 1] != "="
    return "" if without else '="' + value.replace('"', "&quot;") + '"'


def _tag_text(shown: str, seen: str, found: Sequence[Attribute]) -> str:
    if not _IRREGULAR.search(shown):
        return seen
    out: list[str] = []
    at = 0
    for attribute in found:
        out.append(_IRREGULAR.sub(" ", seen[at : attribute.start]))
        out.append(seen[attribute.start : attribute.end])
        at = attribute.end
    return "".join([*out, _IRREGULAR.sub(" ", seen[at:])])


def _says(values: dict[str, str]) -> bool | None:
    said = {"no": False, "yes": True, "": True}.get(values.get("translate", "-").lower())
    if said is None and "notranslate" in values.get("class", "").split():
        return False
    return said


def _kind(name: str, attribute: str, values: dict[str, str]) -> Kind | None:
    """Return what a reader reads in an attribute; None where it is for machines."""
    if name == "meta":
        about = values.get("name") or values.get("property") or ""
        return Kind.META if attribute == "content" and about.lower() in _DESCRIBING else None
    if attribute == "title" and name in {"link", "style"}:
        return None
    if attribute == "value" and name == "input":
        return Kind.LABEL if values.get("type", "").lower() in _BUTTONS else None
    return _WORDED.get(attribute) or _WORDED_ON.get((name, attribute))


_NEVER = frozenset("script style xmp iframe noembed noframes plaintext pre listing".split())
"""Their white space or their syntax would not survive."""
_UNTRANSLATED = _NEVER | frozenset("code kbd samp var tt math svg noscript template object textarea".split())
_LAID_OUT = frozenset("script style textarea pre listing xmp plaintext".split())
_WORDED = {
    "alt": Kind.ALT,
    "title": Kind.TITLE,
    "placeholder": Kind.LABEL,
    "aria-label": Kind.LABEL,
    "aria-description": Kind.LABEL,
    "aria-placeholder": Kind.LABEL,
    "aria-roledescription": Kind.LABEL,
    "aria-valuetext": Kind.LABEL,
}
_WORDED_ON = {
    ("track", "label"): Kind.LABEL,
    ("option", "label"): Kind.LABEL,
    ("optgroup", "label"): Kind.LABEL,
    ("table", "summary"): Kind.LABEL,
    ("th", "abbr"): Kind.LABEL,
    ("td", "abbr"): Kind.LABEL,
}
_BUTTONS = frozenset({"submit", "button", "reset"})
_DESCRIBING = frozenset(
    "description keywords application-name apple-mobile-web-app-title dc.title dc.description "
    "og:title og:description og:site_name og:image:alt "
    "twitter:title twitter:description twitter:image:alt".split()
)

_TEXTUAL = (TokenKind.TEXT, TokenKind.REFERENCE)
_MARKING = frozenset({"sup", "a"})
_LONGEST_MARK = 16
_IN_A_MARK = frozenset({Role.OPEN, Role.CLOSE, Role.MARK, Role.TEXT, Role.SPACE})
_SUPERSCRIPT = re.compile(r"(?=.*[\d*†‡§¶])[\s\d\[\](){},;*†‡§¶–-]+", re.DOTALL)
_BRACKETED = re.compile(r"\s*(?:\[[\d\s,;*†‡§¶–-]+\]|[*†‡§¶]+)\s*")

_SPACES = "\t\n\f\r "
_IRREGULAR = re.compile(r"[\t\n\f\r ]{2,}|[\t\n\f\r]")
_CARRIAGE_RETURN = re.compile(r"\r\n?")
_NEWLINE = re.compile(r"\r\n|[\n\f\r]")
_LONGEST_REFERENCE = 42
_PENDING = re.compile(r"(?:&#?\w*|</?)\Z")
_KEPT = frozenset("&<> ")
_SEPARATING = frozenset("<>\t\n\f\r ")
_SPECIAL = re.compile(r"<|&(?:#[0-9]++;?+|#[xX][0-9A-Fa-f]++;?+|[A-Za-z][A-Za-z0-9]*+;?+)?")
_BARE = re.compile(r"[^\s\"'=<>`&/]+")
_TAG_NAME = re.compile(r"[^\t\n\f\r />]+")
_LETTER = re.compile(r"[^\W\d_]")
