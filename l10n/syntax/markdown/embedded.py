"""Words inside of markup that are read on their own: titles, image descriptions, the words of a role."""

from __future__ import annotations

import re
from functools import partial

from l10n.model import Block, Kind, Piece, Role

_TITLE = re.compile(
    r"""(\]\([\s>]*(?:<(?:\\.|[^<>\\])*>|\S*?)[\s>]+)(?P<quoted>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))([\s>]*\))$""",
    re.DOTALL,
)
_DESCRIBED = re.compile(
    r"""(?<=[\s{:]fig-(?:alt|cap)=")((?:\\.|[^"\\])*[^\W\d_](?:\\.|[^"\\])*)(?=")""", re.DOTALL
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SHOWN_BY_ROLE = re.compile(r"(?<=\}`)([^`<>]*[^\W\d_][^`<>]*?)(?=\s*<[^<>`]+>`\Z)")
"""The words of a role that names its target, too: ``{ref}`the guide <guide>```."""


def hidden(source: str, newline: re.Pattern[str]) -> Piece:
    """Make a piece of what was hidden from the parser, with blocks of its own where it is read.

    Args:
        source: A template tag, a role, a list of attributes or a hard break.
        newline: What ends a line of the block, with the prefix of the next.
    """
    if source.endswith("\n"):
        return Piece(source, source, Role.BREAK, "\n", " ")
    text = newline.sub(" ", source)
    if source[1] in "{%":
        return Piece(source, text, Role.ATOM, text)
    role = source[-1] == "`"
    said = _SHOWN_BY_ROLE if role else _DESCRIBED
    cuts: list[str | Block] = [*said.split(source)]
    for number in range(1, len(cuts), 2):
        part = str(cuts[number])
        words = _ESCAPED.sub(r"\1", newline.sub(" ", part))
        cuts[number] = _role_label(part, words) if role else attribute(part, words, Kind.ALT)
    return Piece(source, text, Role.ATOM, said.sub("", text), inner=tuple(cuts) if cuts[1:] else ())


def titled(tail: str, title: str) -> tuple[str | Block, ...]:
    """Cut the tail of a link around its title; nothing where it has none."""
    match = _TITLE.search(tail) if title else None
    if match is None:
        return ()
    start, end = match.start("quoted") + 1, match.end("quoted") - 1
    return tail[:start], attribute(tail[start:end], title, Kind.TITLE), tail[end:]


def attribute(source: str, text: str, kind: Kind, label: str = "") -> Block:
    """Make a block of a title or an image description: decoded text."""
    text = " ".join(text.split("\n"))
    return Block((Piece(source, text, words=text),), kind, partial(_put_attribute, label))


def _put_attribute(label: str, translation: str) -> str:
    text = re.sub(r"([\\`*_\[\]<>\"'()&$~|{])", r"\\\1", " ".join(translation.split()))
    return f"{text}][{label}" if label else text


def _role_label(source: str, text: str) -> Block:
    return Block((Piece(source, text, words=text),), Kind.LABEL, _put_in_role)


def _put_in_role(translation: str) -> str:
    return re.sub(r"[`<>]", "", " ".join(translation.split()))
