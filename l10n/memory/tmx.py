"""Translation Memory eXchange files, as TMX 1.4b defines them, read and written unit by unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import IO, TYPE_CHECKING
from xml.etree import ElementTree as Tree

from l10n.errors import MemoryFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_UNFIT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write."""
_DATE = re.compile(
    r"(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])([0-5]\d)([0-6]\d)Z", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One text in two languages."""

    source_locale: str
    source: str
    target_locale: str
    target: str
    date: str = ""
    """When it was made or changed: ``2026-11-25T09:30:00Z``; "" where the file does not say."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """What tools say of it beyond the standard, by type."""


def read(stream: IO[bytes], name: str, is_source: Callable[[str], object]) -> Iterator[Unit]:
    """Give the units of a file, each text of the source with each in another language, in bounded memory.

    Which language a file was translated from (``srclang``) makes no difference: the translation
    holds in both directions. Native codes in ``bpt``, ``ept``, ``ph`` and ``it`` are part of the text,
    as our segments hold their markup.

    Args:
        stream: The file.
        name: What errors call it.
        is_source: Tells whether a language is the source.

    Raises:
        MemoryFileError: It is no TMX file, or broken; the message names the line.
    """
    path: list[Tree.Element] = []
    units = 0
    begun = False
    try:
        # Expat itself bounds how far entities may expand, and it opens no other file.
        for event, element in Tree.iterparse(stream, events=("start", "end")):  # noqa: S314
            if event == "start":
                if not begun and element.tag != "tmx":
                    raise MemoryFileError(f"{name}:1: is no TMX file: it begins with <{element.tag}>")
                begun = True
                units += element.tag == "tu"
                path.append(element)
                continue
            path.pop()
            if element.tag == "tu":
                units -= 1
                yield from _units(element, is_source)
            if path and not units:
                path[-1].clear()
    except Tree.ParseError as error:
        what, said = "the file is broken" if begun else "is no TMX file", str(error).rpartition(": line ")[0]
        mend = "; mend it, or get it again" if begun else ""
        raise MemoryFileError(f"{name}:{error.position[0]}: {what}: {said}{mend}") from error
    except (LookupError, ValueError) as error:
        said = f"the charset cannot be read: {error}; save the file as UTF-8"
        raise MemoryFileError(f"{name}:1: {said}") from error


def _units(element: Tree.Element, is_source: Callable[[str], object]) -> Iterator[Unit]:
    texts = [
        (tuv.get(_LANG) or tuv.get("lang") or "", "".join(seg.itertext()), _date(tuv))
        for tuv in element.iter("tuv")
        if (seg := tuv.find("seg")) is not None
    ]
    properties = {prop.get("type", ""): prop.text or "" for prop in element.iter("prop")}
    filled = [text for text in texts if text[1].strip()]
    sources = [text for text in filled if is_source(text[0])]
    for language, said, date in filled:
        if not is_source(language):
            for source in sources:
                yield Unit(source[0], source[1], language, said, date or _date(element), properties)


def _date(element: Tree.Element) -> str:
    found = _DATE.fullmatch(element.get("changedate") or element.get("creationdate") or "")
    return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else ""


def written(units: Iterable[Unit], source_locale: str, version: str) -> Iterator[bytes]:
    """Give the lines of a file; units that XML cannot hold are left out."""
    yield (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        + f'<header creationtool="l10n" creationtoolversion="{escape(version)}" segtype="sentence" '
        f'o-tmf="PO" adminlang="en" srclang="{escape(source_locale)}" datatype="plaintext"/>\n'.encode()
        + b"<body>\n"
    )
    for unit in units:
        if is_fit(unit):
            yield _written(unit).encode()
    yield b"</body>\n</tmx>\n"


def is_fit(unit: Unit) -> bool:
    """Tell whether XML can hold a unit: it has no way to write most control characters."""
    return not any(map(_UNFIT.search, (unit.source, unit.target, *unit.properties.values())))


def _written(unit: Unit) -> str:
    date = f' creationdate="{re.sub("[-:]", "", unit.date)}"' if unit.date else ""
    properties = "".join(
        f'<prop type="{escape(name)}">{_text(value)}</prop>'
        for name, value in unit.properties.items()
        if value
    )
    return (
        f"<tu{date}>{properties}\n"
        f'<tuv xml:lang="{escape(unit.source_locale)}"><seg>{_text(unit.source)}</seg></tuv>\n'
        f'<tuv xml:lang="{escape(unit.target_locale)}"><seg>{_text(unit.target)}</seg></tuv>\n'
        "</tu>\n"
    )


def _text(text: str) -> str:
    return escape(text, quote=False).replace("\r", "&#13;")
