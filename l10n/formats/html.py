"""HTML, however broken its tags."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from l10n import cldr
from l10n.errors import ArticleError
from l10n.model import Block, Notation
from l10n.syntax import html
from l10n.syntax.html.tokens import TokenKind, attributes, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
NOTATION = Notation.HTML

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(
    rb"<(?:meta[^>]*?charset|\?xml[^>]*?\sencoding)\s*=\s*[\"']?\s*([\w.:-]+)",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"utf-8|ascii|cp\d+|iso8859-\d+|koi8-[rtu]|mac-\w+|tis-620|gb\w+|big5\w*|euc_\w+|shift_jis\w*|iso2022_jp"
)
"""Codecs of characters; Python has others under such labels, ``rot13`` among them."""
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""What browsers read under the name of a smaller set (WHATWG Encoding, 4.2)."""


def decode(data: bytes) -> tuple[str, str]:
    """Decode by the byte order mark, the declared charset, or else as UTF-8 or windows-1252.

    Bytes that the codec does not know become lone surrogates and are written back as they were.

    Raises:
        ArticleError: The codec would not give the same bytes again.
    """
    encoding = _encoding(data)
    try:
        text = data.decode(encoding, "surrogateescape")
        same = text.encode(encoding, "surrogateescape") == data
    except UnicodeError:
        same = False
    if not same:
        raise ArticleError(f"the bytes are not {encoding.upper()}, as the page says; save the page as UTF-8")
    return text, encoding


def _encoding(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    declared = _CHARSET.search(data[:1024])
    codec = _codec(declared[1].decode("ascii", "replace")) if declared else None
    if codec:
        return codec
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _codec(label: str) -> str | None:
    """Return the codec that browsers take for a label; None where they know none."""
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    if name.startswith("utf-16"):
        return "utf-8"  # a tag that can be read at all is not UTF-16
    return _WIDER.get(name, name) if _KNOWN.fullmatch(name) else None


def blocks(text: str) -> Iterable[str | Block]:
    """Cut HTML without its front matter."""
    cuts, _ = html.blocks(text, text)
    return cuts


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
