"""An entry of a PO file, as the gettext manual defines it; only what is changed is written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple, TypedDict, Unpack

from l10n.po.text import QUOTED, WIDTH, columns, value, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Previous(NamedTuple):
    """What an entry said when its translation was made (``#|``)."""

    msgctxt: str | None
    msgid: str
    msgid_plural: str | None = None


class Fields(TypedDict, total=False):
    """The fields of a message that can be written; see the properties of :class:`Message`."""

    msgctxt: str | None
    msgid: str
    msgstr: str
    msgstr_plural: Mapping[int, str]
    fuzzy: bool
    comments: tuple[str, ...]
    extracted: tuple[str, ...]
    references: tuple[str, ...]
    previous: Previous | None
    obsolete: bool


class Lines(NamedTuple):
    """The lines of a message by field; joined they are the message, byte for byte."""

    head: str
    """Comments, flags, references and the previous msgid."""
    context: str
    msgid: str
    plural: str
    msgstr: str


_PLURAL = re.compile(rf"\[\s*(\d+)\s*\]((?:[\s\#~]*+{QUOTED})++)")
_PREVIOUS = re.compile(rf"\b(msgctxt|msgid_plural|msgid)((?:\s*+{QUOTED})++)")
_COMMENT = re.compile(r"\s*(?:\#~[ \t]*(?=[|\#]))?(?:\#|(?=\|))([.:,=|!@~]?)([^\r\n]*)")
_REFERENCE = re.compile(r"\u2068[^\u2069]*\u2069[^ \t]*|[^ \t]+")
_FLAGS = re.compile(r"^([ \t]*(?:\#~[ \t]*)?\#[,=])([^\n]*?)([ \t\r]*\n)", re.MULTILINE)
_LINE = re.compile(r"[^\n]*\n")
_MARKS = frozenset({"fuzzy", "previous", "msgstr_plural", "obsolete"})
"""The fields that stand between or around the others; few new messages have one."""
_NO_MSGSTR = 'msgstr ""\n'
_KINDS = ("", ".", ":", ",", "=", "|")
"""The signs behind ``#`` in the order in which gettext writes the comments."""


@dataclass(frozen=True, slots=True)
class Message:
    """An entry of a PO file, whose fields are decoded when somebody asks for them."""

    lines: Lines
    line: int = field(default=0, compare=False)
    """Line on which it begins in the file it was read from, counted from 1; 0 for a new one."""
    width: int = field(default=WIDTH, compare=False)
    """Columns in which a changed field is written, or :data:`l10n.po.text.UNWRAPPED`."""

    @classmethod
    def new(cls, msgid: str, /, *, width: int = WIDTH, **fields: Unpack[Fields]) -> Message:
        """Lay out a message as msgcat does, in the ``width`` of the file it is for."""
        context = fields.get("msgctxt")
        message = cls(
            Lines(
                _head(
                    fields.get("comments", ()),
                    fields.get("extracted", ()),
                    fields.get("references", ()),
                    width,
                ),
                "" if context is None else written("msgctxt", context, width),
                written("msgid", msgid, width),
                "",
                written("msgstr", fields["msgstr"], width) if fields.get("msgstr") else _NO_MSGSTR,
            ),
            width=width,
        )
        return message.replaced(**fields) if fields.keys() & _MARKS else message

    @property
    def raw(self) -> str:
        """The message as it stands in the file."""
        return "".join(self.lines)

    @property
    def msgctxt(self) -> str | None:
        """What keeps it apart from the same msgid elsewhere; None where no context is given."""
        return value(self.lines.context) if self.lines.context else None

    @property
    def msgid(self) -> str:
        """The text to translate."""
        return value(self.lines.msgid)

    @property
    def msgid_plural(self) -> str | None:
        """The text for other numbers; None where it does not depend on a number."""
        return value(self.lines.plural) if self.lines.plural else None

    @property
    def msgstr(self) -> str:
        """The translation; "" where there is none, or where it depends on a number."""
        return "" if self.msgstr_plural else value(self.lines.msgstr)

    @property
    def msgstr_plural(self) -> dict[int, str]:
        """The translations by plural form; empty where the text does not depend on a number."""
        if "[" not in self.lines.msgstr.partition('"')[0]:
            return {}
        return {int(form): value(text) for form, text in _PLURAL.findall(self.lines.msgstr)}

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags of the ``#,`` and the ``#=`` lines (gettext 0.25) in their order."""
        lists = (found[2].split(",") for found in _FLAGS.finditer(self.lines.head))
        return tuple(flag.strip() for flags in lists for flag in flags if flag.strip())

    @property
    def fuzzy(self) -> bool:
        """True where a person still has to look at the translation."""
        return "fuzzy" in self.lines.head and "fuzzy" in self.flags

    @property
    def comments(self) -> tuple[str, ...]:
        """The lines of translators (``# ``)."""
        return _texts(self.lines.head, "")

    @property
    def extracted(self) -> tuple[str, ...]:
        """The lines for translators (``#.``)."""
        return _texts(self.lines.head, ".")

    @property
    def references(self) -> tuple[str, ...]:
        """Where the text is from (``#:``), without the isolates around a name with spaces."""
        return _references(self.lines.head)

    @property
    def previous(self) -> Previous | None:
        """What the entry said when its translation was made; None where nothing is known."""
        said = {k: value(v) for k, v in _PREVIOUS.findall("\n".join(_comments(self.lines.head, "|")))}
        if not said:
            return None
        return Previous(said.get("msgctxt"), said.get("msgid", ""), said.get("msgid_plural"))

    @property
    def obsolete(self) -> bool:
        """True where the text has left its source (``#~``)."""
        return (self.lines.context or self.lines.msgid).lstrip().startswith("#~")

    def replaced(self, **fields: Unpack[Fields]) -> Message:
        """Write the named fields anew where they differ from the present ones; all else stays.

        A ``msgstr`` is every form of a message whose text depends on a number, so that it stays one; a
        message whose text does not takes no forms. An obsolete message loses its ``#.`` and ``#:``
        lines, as in msgmerge.
        """
        moved = self
        if "obsolete" in fields and fields["obsolete"] != self.obsolete:
            change = _retired if fields["obsolete"] else _revived
            moved = replace(self, lines=change(self.lines))
        lines = _texts_with(moved, fields)
        return replace(moved, lines=lines._replace(head=_head_with(moved, fields)))


def _texts_with(message: Message, fields: Fields) -> Lines:
    lines = message.lines
    write = partial(written, width=message.width, prefix="#~ " if message.obsolete else "")
    if "msgctxt" in fields and fields["msgctxt"] != message.msgctxt:
        context = fields["msgctxt"]
        lines = lines._replace(context="" if context is None else write("msgctxt", context))
    if "msgid" in fields and fields["msgid"] != message.msgid:
        lines = lines._replace(msgid=write("msgid", fields["msgid"]))
    if "msgstr" in fields and fields["msgstr"] != message.msgstr:
        names = [f"msgstr[{form}]" for form in message.msgstr_plural] or ["msgstr"]
        lines = lines._replace(msgstr="".join([write(name, fields["msgstr"]) for name in names]))
    if message.lines.plural and fields.get("msgstr_plural", {}) not in ({}, message.msgstr_plural):
        forms = fields["msgstr_plural"].items()
        lines = lines._replace(msgstr="".join([write(f"msgstr[{f}]", text) for f, text in forms]))
    return lines


def _head_with(message: Message, fields: Fields) -> str:
    head = message.lines.head
    if "fuzzy" in fields and fields["fuzzy"] != message.fuzzy:
        head = _with_fuzzy(head) if fields["fuzzy"] else _FLAGS.sub(_without_fuzzy, head)
    if "comments" in fields and fields["comments"] != message.comments:
        head = _with_lines(head, "", _commented("#", fields["comments"]))
    if "extracted" in fields and fields["extracted"] != message.extracted:
        head = _with_lines(head, ".", _commented("#.", fields["extracted"]))
    if "references" in fields and fields["references"] != message.references:
        head = _with_lines(head, ":", _referring(fields["references"], message.width))
    if "previous" in fields and fields["previous"] != message.previous:
        head = _with_lines(head, "|", _previous_lines(message, fields["previous"]))
    return head


def _previous_lines(message: Message, previous: Previous | None) -> str:
    prefix = "#~| " if message.obsolete else "#| "
    said = previous._asdict().items() if previous else ()
    texts = ((name, text) for name, text in said if text is not None)
    return "".join(written(name, text, message.width, prefix) for name, text in texts)


@lru_cache(maxsize=1024)  # most entries of a catalog have one of a few heads
def _comments(head: str, kind: str) -> tuple[str, ...]:
    found = (_COMMENT.match(line) for line in _LINE.findall(head))
    return tuple(line[2] for line in found if line and line[1] == kind)


@lru_cache(maxsize=1024)
def _texts(head: str, kind: str) -> tuple[str, ...]:
    return tuple(text.removeprefix(" ") for text in _comments(head, kind))


@lru_cache(maxsize=1024)
def _references(head: str) -> tuple[str, ...]:
    found = _REFERENCE.findall(" ".join(_comments(head, ":")))
    return tuple(name.replace("\u2068", "").replace("\u2069", "") for name in found)


def _with_lines(head: str, kind: str, new: str) -> str:
    lines = _LINE.findall(head)
    found = [_COMMENT.match(line) for line in lines]
    kinds = [line[1] if line else None for line in found]
    later = _KINDS[_KINDS.index(kind) + 1 :]
    place = next((n for n, k in enumerate(kinds) if k == kind), None)
    if place is None:
        place = next((n for n, k in enumerate(kinds) if k in later), len(lines))
    kept = ["" if k == kind else line for line, k in zip(lines, kinds, strict=True)]
    return "".join((*kept[:place], new, *kept[place:]))


@lru_cache(maxsize=256)  # the entries of an article that have the same kind have the same head
def _head(
    comments: tuple[str, ...], extracted: tuple[str, ...], references: tuple[str, ...], width: int
) -> str:
    return _commented("#", comments) + _commented("#.", extracted) + _referring(references, width)


def _commented(sign: str, texts: Iterable[str]) -> str:
    lines = [line for text in texts for line in text.splitlines() or [""]]
    return "".join(f"{sign} {line}".rstrip() + "\n" for line in lines)


def _with_fuzzy(head: str) -> str:
    for found in _FLAGS.finditer(head):
        if found[1].endswith(",") and found[2].strip():
            return f"{head[: found.end(1)]} fuzzy,{head[found.end(1) :]}"
    return _with_lines(head, ",", "#, fuzzy\n")


def _without_fuzzy(found: re.Match[str]) -> str:
    flags = found[2].split(",")
    kept = [flag for flag in flags if flag.strip() != "fuzzy"]
    return f"{found[1]}{','.join(kept)}{found[3]}" if "".join(kept).strip() else ""


def _isolated(reference: str) -> str:
    name, colon, number = reference.rpartition(":")
    if not number.isdecimal():
        name, colon, number = reference, "", ""
    return f"\u2068{name}\u2069{colon}{number}" if " " in name or "\t" in name else reference


def _referring(references: Iterable[str], width: int) -> str:
    lines: list[str] = []
    for shown in map(_isolated, references):
        if lines and (not width or columns(lines[-1]) + 1 + columns(shown) <= width):
            lines[-1] += f" {shown}"
        else:
            lines.append(f"#: {shown}")
    return "".join(f"{line}\n" for line in lines)


def _retired(lines: Lines) -> Lines:
    head = _with_lines(_with_lines(lines.head, ".", ""), ":", "")
    head = re.sub(r"^[ \t]*#\|", "#~|", head, flags=re.MULTILINE)
    ended = (text.rstrip(" ") + "\n" if text[-1:] not in {"", "\n"} else text for text in lines[1:])
    return Lines(head, *(re.sub(r"^(?=.*\S)", "#~ ", text, flags=re.MULTILINE) for text in ended))


def _revived(lines: Lines) -> Lines:
    head = re.sub(r"^[ \t]*#~[ \t]*\|", "#|", lines.head, flags=re.MULTILINE)
    return Lines(
        re.sub(r"^[ \t]*#~[ \t]*\n?", "", head, flags=re.MULTILINE),
        *(re.sub(r"^[ \t]*#~ ?", "", text, flags=re.MULTILINE) for text in lines[1:]),
    )
