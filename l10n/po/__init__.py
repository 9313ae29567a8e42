"""PO files as the gettext manual defines them; what nobody changed is written as it was read.

The law: ``PoFile.parse(data, name).dump() == data`` for every ``data`` that parses.
"""

from __future__ import annotations

import codecs
import re
import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from l10n.errors import CatalogError
from l10n.po.message import Fields, Lines, Message, Previous
from l10n.po.text import QUOTED, UNWRAPPED, WIDTH, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["UNWRAPPED", "WIDTH", "Fields", "Form", "Message", "PoFile", "Previous"]

_BLANK = r"[ \t\r\f\v]*+"


def _parts(before_keyword: str, before_quote: str, comment: str) -> tuple[str, ...]:
    text = rf"(?:{before_quote}{QUOTED})++{_BLANK}\n?+"
    form = rf"{before_keyword}msgstr\s*\[\s*\d{{1,9}}\s*\]{text}"
    return (
        rf"((?:{_BLANK}\n)*+)",
        rf"((?:\s*+(?:{comment}[^\n]*+\n|domain{_BLANK}{QUOTED}{_BLANK}\n))*+)",
        rf"((?:{before_keyword}msgctxt{text})?+)",
        rf"({before_keyword}msgid{text})",
        rf"((?:{before_keyword}msgid_plural{text})?+)",
        rf"({before_keyword}msgstr{text}|(?:{form})++)",
    )


_LIVE_PARTS = _parts(r"\s*+", r"\s*+", r"\#(?!~)")
_OBSOLETE_PARTS = _parts(
    rf"\s*+\#~{_BLANK}",
    rf"{_BLANK}(?:\n\s*+\#~{_BLANK})*+",
    rf"\#(?!~{_BLANK}[^|\#\n])",
)
_LIVE, _OBSOLETE = (
    re.compile("".join(parts) + r"(?<=\n)", re.ASCII) for parts in (_LIVE_PARTS, _OBSOLETE_PARTS)
)
_BEGUN = tuple(
    re.compile("(?:" + "(?:".join(parts) + ")?" * 5 + r")\s*+", re.ASCII)
    for parts in (_LIVE_PARTS, _OBSOLETE_PARTS)
)
"""As much of a message as there is, for the place where it goes wrong."""
_FAULT = re.compile(
    rf"\s*(?:\#~\s*)?(domain|msg\w*(?:\s*\[\s*\d+\s*\])?)?(?:\s*{QUOTED})*\s*([^\n]*)", re.ASCII
)
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
"""A line with which git marks the two versions of what it could not merge."""
_TAIL = re.compile(rf"((?:{_BLANK}\n)*+)((?:\s*+\#(?!~{_BLANK}[^|\#\n])[^\n]*+\n)*+\s*+)\Z", re.ASCII)
_DOMAIN = re.compile(rf"^{_BLANK}domain{_BLANK}({QUOTED})", re.MULTILINE)
_TOP, _END = -1, -2
_HEADER = re.compile(
    rb'^[ \t]*msgid[ \t]+""[ \t\r]*\n[ \t]*msgstr((?:[ \t]*"[^\n]*(?:\n|\Z))+)', re.MULTILINE
)
_CHARSET = re.compile(rb"charset=[ \t]*([\w.:+-]+)", re.IGNORECASE)
_LONG = re.compile(r'(?:msg\S* )?"(?=.{80})[^ ]*+ [^ "]')
_ROW = re.compile(r'".*(?<!\\n)"\Z')
_SAMPLE = 400_000
"""Characters that tell how a file is wrapped."""
_FIELD = re.compile(r'((?:"\s*")*+)((?:[^"\\]|\\[^n]|"\s*")*+(?:\\n)?)')


@dataclass(frozen=True, slots=True)
class Form:
    """How a file is laid out, apart from its messages."""

    name: str = ""
    """The file as an error names it."""
    charset: str = "utf-8"
    """The codec that the header names."""
    mark: bool = False
    """True where it begins with a byte order mark."""
    newline: str = "\n"
    ended: bool = True
    """False where the last line has no line feed."""
    width: int = WIDTH
    """Columns at which long texts are wrapped, or :data:`UNWRAPPED`."""
    gaps: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """What stands between the messages that began on two lines, where it is not one blank line."""
    tail: str = ""
    """Comments behind the last message."""


@dataclass(frozen=True, slots=True)
class PoFile:
    """A PO file; the header stands first and is none of the messages."""

    header: Message | None = None
    messages: tuple[Message, ...] = ()
    form: Form = Form()

    @classmethod
    def parse(cls, data: bytes, name: str) -> PoFile:
        """Read the bytes of a file that errors call ``name``.

        Raises:
            CatalogError: Not a PO file that gettext would take; the sentence names the line.
        """
        text, form = _decoded(data, name)
        messages, form = _cut(text, form)
        _refuse_duplicates(messages, name)
        first = messages[0] if messages else None
        if first and not (first.obsolete or first.lines.context or first.msgid):
            return cls(first, tuple(messages[1:]), form)
        return cls(None, tuple(messages), form)

    @property
    def fields(self) -> dict[str, str]:
        """The fields of the header."""
        lines = self.header.msgstr.split("\n") if self.header else []
        pairs = (line.partition(":") for line in lines if ":" in line)
        return {name.strip(): value.strip() for name, _, value in pairs}

    def with_header(self, field: str, value: str) -> PoFile:
        """Write one field of the header anew, behind the others where it is missing.

        A new charset is that of the next :meth:`dump`.
        """
        header = self.header or Message.new("", width=self.form.width)
        lines = header.lines._replace(msgstr=_with_field(header.lines.msgstr, field, value, header.width))
        charset = _CHARSET.search(value.encode()) if field.lower() == "content-type" else None
        form = (
            replace(self.form, charset=_codec(charset[1].decode(), self.form.name)) if charset else self.form
        )
        return replace(self, header=replace(header, lines=lines), form=form)

    def replaced(self, messages: Iterable[Message]) -> PoFile:
        """Hold other messages, in any order; what stood between two neighbours stays."""
        return replace(self, messages=tuple(messages))

    def dump(self) -> bytes:
        """Write the file.

        Raises:
            CatalogError: A message holds a character that the charset of the header has not.
        """
        parts: list[str] = []
        before, gaps = _TOP, self.form.gaps
        for message in (self.header, *self.messages) if self.header else self.messages:
            parts += (gaps.get((before, message.line), "\n" if parts else ""), *message.lines)
            before = message.line
        parts += (
            gaps.get((before, _END), "\n" if parts and self.form.tail else ""),
            self.form.tail,
        )
        return _encoded("".join(parts), self.form)


def _codec(charset: str, name: str) -> str:
    try:
        "".encode(charset)
    except LookupError as error:
        if charset == "CHARSET":
            return "utf-8"
        raise CatalogError(
            f"{name}: the header names the charset {charset}, which nobody knows; "
            "write the one in which the file is saved, such as UTF-8"
        ) from error
    return codecs.lookup(charset).name


def _decoded(data: bytes, name: str) -> tuple[str, Form]:
    body = data.removeprefix(codecs.BOM_UTF8)
    header = _HEADER.search(body)
    named = _CHARSET.search(header[1]) if header else None
    charset = named[1].decode() if named else "utf-8"
    codec = _codec(charset, name)
    try:
        text = body.decode(codec)
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        line = body.count(b"\n", 0, start) + 1
        raise CatalogError(
            f"{name}:{line}: the bytes are not {charset}; save the file in the charset that its header names"
        ) from error
    if codec != "utf-8" and text.encode(codec) != body:
        raise CatalogError(
            f"{name}: the text cannot be written back in {charset} as it was read; "
            "convert the file with msgconv --to-code=UTF-8"
        )
    newline = "\r\n" if 0 < text.count("\n") == text.count("\r\n") else "\n"
    text = text.replace(newline, "\n")
    ended = not text or text.endswith("\n")
    return text if ended else text + "\n", Form(name, codec, body != data, newline, ended)


def _encoded(text: str, form: Form) -> bytes:
    text = text if form.ended else text.removesuffix("\n")
    try:
        body = text.replace("\n", form.newline).encode(form.charset)
    except UnicodeEncodeError as error:
        raise CatalogError(
            f"{form.name}:{_line(text, error.start)}: the charset {form.charset} of the header has no "
            f"{error.object[error.start]!r}; convert the file with msgconv --to-code=UTF-8"
        ) from error
    return codecs.BOM_UTF8 + body if form.mark else body


def _cut(text: str, form: Form) -> tuple[list[Message], Form]:
    messages: list[Message] = []
    gaps: dict[tuple[int, int], str] = {}
    width = _width(text[:_SAMPLE])
    position, line, before = 0, 1, _TOP
    while found := _LIVE.match(text, position) or _OBSOLETE.match(text, position):
        gap, *lines = found.groups()
        line += gap.count("\n")
        if gap != "\n":
            gaps[before, line] = gap
        messages.append(Message(Lines(*lines), line, width))
        before = line
        position = found.end()
        line += text.count("\n", found.end(1), position)
    tail = _TAIL.match(text, position)
    if not tail:
        raise _complaint(text, position, form.name)
    gaps[before, _END] = tail[1]
    return messages, replace(form, width=width, gaps=gaps, tail=tail[2])


def _width(sample: str) -> int:
    """Return the columns that texts are wrapped at: none where more lines are too long than continued."""
    lines = sample.split("\n")
    long = sum(_LONG.match(line) is not None for line in lines if len(line) > WIDTH)
    if not long:
        return WIDTH
    return UNWRAPPED if long > sum(_ROW.match(line) is not None for line in lines) else WIDTH


def _complaint(text: str, position: int, name: str) -> CatalogError:
    begun = [found for found in (part.match(text, position) for part in _BEGUN) if found]
    furthest = max(begun, key=lambda found: found.end())
    place = furthest.end()
    fault = _FAULT.match(text, text.rfind("\n", 0, place) + 1)
    keyword, rest = fault.groups() if fault else (None, "")
    if _CONFLICT.match(rest):
        sentence = "a merge left both versions here; choose between them, and delete the marks"
    elif rest.startswith('"'):
        sentence = f"the {keyword or 'text'} is not closed; add the quote at its end"
    elif rest.startswith("#"):
        sentence = "a comment stands inside the entry; move it above the msgid"
    elif rest:
        sentence = 'there is text outside the quotes; put it inside, and write \\" for a quote in it'
    elif furthest[4]:
        place = furthest.end(3)
        sentence = 'the msgid has no msgstr; add the line msgstr "" below it'
    else:
        sentence = "the text belongs to no msgid; write the msgid above it"
    return CatalogError(f"{name}:{_line(text, place)}: {sentence}")


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _refuse_duplicates(messages: Iterable[Message], name: str) -> None:
    lines: dict[tuple[str, str | None, str], int] = {}
    domain = ""
    for message in messages:
        if "domain" in message.lines.head and (found := _DOMAIN.search(message.lines.head)):
            domain = found[1]
        if message.obsolete:
            continue
        key = domain, message.msgctxt, message.msgid
        first = lines.setdefault(key, message.line)
        if first != message.line:
            raise CatalogError(
                f"{name}:{message.line}: the msgid stands in line {first} already; delete one of them"
            )
        if key == ("", None, "") and len(lines) > 1:
            raise CatalogError(f"{name}:{message.line}: the header does not stand first; move it to the top")


def _with_field(msgstr: str, field: str, value: str, width: int) -> str:
    line = '"\n"'.join(rows(f"{field}: {value}\n", (width or sys.maxsize) - 2))
    start, end = msgstr.index('"') + 1, msgstr.rindex('"')
    body = msgstr[start:end]
    for found in _FIELD.finditer(body):
        if found[2].partition(":")[0].strip().lower() == field.lower():
            body = f"{body[: found.start(2)]}{line}{body[found.end(2) :]}"
            return msgstr[:start] + body + msgstr[end:]
    closed = body if not body.strip('"\n') or body.endswith("\\n") else body + "\\n"
    return f'{msgstr[:start]}{closed}"\n"{line}{msgstr[end:]}'
