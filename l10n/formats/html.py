"""HTML, however broken its tags."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from l10n import cldr
from l10n.errors import ArticleError
from l10n.model import Block, Notation
from l10n.syntax import html
from l10n.syntax.html_tokens import TokenKind, attributes, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
NOTATION = Notation.HTML

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(rb"<meta[^>]*charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_UNKNOWN = re.compile(r"[\udc80-\udcff]")


def decode(data: bytes) -> tuple[str, str]:
    """Decode by the byte order mark, the ``meta`` charset, or else as UTF-8 or windows-1252.

    Bytes that the codec does not know become lone surrogates and are written back as they were.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "surrogateescape"), encoding
    named = _CHARSET.search(data[:1024])
    if named:
        encoding = _codec(named[1].decode("ascii"))
    else:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            encoding = "cp1252"
    return data.decode(encoding, "surrogateescape"), encoding


def _codec(name: str) -> str:
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return "utf-8"
    # What is labelled Latin-1 is read as windows-1252 (WHATWG Encoding, 4.2); both keep all bytes.
    return "cp1252" if codec in {"iso8859-1", "ascii"} else codec


def blocks(text: str) -> Iterable[str | Block]:
    """Cut HTML without its front matter."""
    cuts, _ = html.blocks(text, text)
    line = 1
    for cut in cuts:
        source = cut if isinstance(cut, str) else "".join(piece.source for piece in cut.pieces)
        unknown = None if isinstance(cut, str) else _UNKNOWN.search(source)
        if unknown:
            byte = ord(unknown[0]) - 0xDC00
            raise ArticleError(
                f"line {line + source.count(chr(10), 0, unknown.start())}: the byte {byte:#04x} is not "
                "in the encoding of the page; save the page as UTF-8"
            )
        line += source.count("\n")
        yield cut


def dressed(text: str, locale: str) -> str:
    """Say on the ``<html>`` tag in which language, and in which direction, the page is."""
    for token in tokens(text):
        if token.kind is TokenKind.START and token.name == "html":
            tag = text[token.start : token.end]
            said = {"lang": locale, "dir": cldr.direction(locale)}
            if said["dir"] == "ltr" and not any(a.name == "dir" for a in attributes(tag)):
                del said["dir"]
            return text[: token.start] + _with_attributes(tag, said) + text[token.end :]
    return text


def _with_attributes(tag: str, said: dict[str, str]) -> str:
    for name, value in said.items():
        found = next((a for a in attributes(tag) if a.name == name), None)
        if found is None:
            tag = f'{tag[:5]} {name}="{value}"{tag[5:]}'
        else:
            quote = "" if found.quote else '"'
            tag = f"{tag[: found.start]}{quote}{value}{quote}{tag[found.end :]}"
    return tag
