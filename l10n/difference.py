"""What markup a translation lost or added, without what is the reader's own and does no harm.

A piece is the reader's where it leads to the same place in another language, names a value that the
reader puts in, or is said once more: all else is a fault, and a check of its family tells it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from l10n.model import Role
from l10n.pair import code_in, family

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from l10n.pair import Pair, Skeleton

_ADDRESS = re.compile(r"://|www\.|@|=\"[^\"]*/|\]\(")
_NO_ADDRESS = re.compile("[^!-~]")
"""Where an address ends at the latest: words of Chinese or Korean may follow it without a space."""
_HOST = re.compile(r"(?<=://)[^/\"]+|(?<=@)[\w.-]+")
_INDEX = re.compile(r"/(?:index(?:\.html?)?)?(?=[\"?#]|\Z)")
_INLINE = re.compile(r"<(?!(?:p|div|h\d|[uod]l|li|d[td]|table|t\w+|section|article|pre|form|a)>)[a-z]+>")
_DIRECTION = re.compile(r'<(span|bdo|bdi(?=>))(?: (?:dir|lang)="[\w-]*")*(?<!span)>')
_WORDED = re.compile(r'(?<= )(?:alt|caption|label|summary|title|xreflabel)="[^"]*"')
"""Attributes that readers read, on whatever element: in JSX and DocBook they are no blocks of their own."""
_VALUE = re.compile(r"(?<![\w>])<[^\s<>/][^<>/]*>")
"""What a reader replaces in a command: ``--file <name>``; ``Vec<T>`` is code."""
_VARIABLE = re.compile(r"<(var|replaceable|parameter)\b[^<>]*>([^<>]*)</\1>")
"""Elements for such values, in HTML, DocBook and Mallard."""
_ELEMENT = re.compile(r"(<(\w+)[^<>]*>)[^<>]*</\2>")
_LOCALE = re.compile(r"([a-z]{2,3})_[A-Z]{2}\b")


class Difference(NamedTuple):
    """A piece that stands more often in one of the two texts."""

    role: Role
    key: str
    times: int
    what: str

    @property
    def is_loss(self) -> bool:
        """True where the source has more of it."""
        return self.what == "is missing"

    @property
    def told(self) -> str:
        """The sentence for a message."""
        often = f" {self.times} times" if self.times > 1 else ""
        return f"{_shown(self.role, self.key)} {self.what}{often}"


def differences(pair: Pair, belongs: str) -> Iterable[Difference]:
    """Give each piece of a family that was lost or added and is not the reader's own."""
    return _differences(pair, belongs) if pair.differs else ()


def _differences(pair: Pair, belongs: str) -> Iterator[Difference]:
    if not any(family(*piece) == belongs for found in (pair.lost, pair.added) for piece in found):
        return
    passing = _same(pair) | _directing(pair) | _exponents(pair) | _around(pair) | _again(pair) | _values(pair)
    for (role, key), count in pair.lost.items():
        if family(role, key) == belongs and key not in passing and (Role.ATOM, key) not in pair.added:
            yield Difference(role, key, count, "is missing")
    for (role, key), count in pair.added.items():
        known = role is Role.ATOM and _is_named(pair.source, key)
        if family(role, key) == belongs and key not in passing and not known:
            lone = role is Role.ATOM and {(Role.OPEN, key), (Role.CLOSE, key)} & pair.lost.keys()
            yield Difference(role, key, count, "has no partner" if lone else "was added")


def _same(pair: Pair) -> frozenset[str]:
    """Return the lost and added pieces that are one and the same but for what is the reader's in them."""
    if not (pair.lost and pair.added):
        return frozenset()
    lost, added = _stems(pair.lost, pair.source_locale), _stems(pair.added, pair.locale)
    both = set(lost.values()) & set(added.values())
    return frozenset(key for stems in (lost, added) for (_, key), stem in stems.items() if stem in both)


def _stems(found: Skeleton, locale: str) -> Mapping[tuple[Role, str], tuple[Role, str]]:
    language = locale.partition("-")[0]
    return {(role, key): (role, _stem(key, language)) for role, key in found}


def _stem(key: str, language: str) -> str:
    """Return what of a piece is the same in all languages."""
    code = code_in(key)
    if code:
        return "<var>" if key.startswith("<var>") else f"`{_VALUE.sub('<>', code)}`"
    named = _LOCALE.fullmatch(key)
    if named:
        return "*_*" if named[1] == language else key
    if key.startswith("<!--"):
        return "<!-- -->"  # a comment, which nobody reads on the page
    if key[:1] == "<":
        key = _WORDED.sub("", key)
    return _place(key, language) if _ADDRESS.search(key) else key


def _place(key: str, language: str) -> str:
    """Return where an address leads: ``/en/start`` and ``/start.vi.html`` are pages of one place."""
    whole = key if key[:1] == "<" else _NO_ADDRESS.split(key, maxsplit=1)[0]
    address = _HOST.sub(lambda host: host[0].lower(), whole.rstrip(".,;:()/>")).replace("https://", "http://")
    wiki = re.match(rf"(?:(?!://).)*://{language}\.(?:m\.)?(wik\w+\.org)/", address)
    if wiki:
        return wiki[1]
    bare = re.sub(rf"[/.]{language}(?:[-_]\w+)?(?=[/.\"?#]|\Z)|(?<=//){language}\.", "", address)
    return _INDEX.sub("", bare)


def _values(pair: Pair) -> frozenset[str]:
    """Return names of values that the reader puts in, which are words, whatever they look like."""
    texts = (pair.source, pair.translation)
    inside = (match[2] for text in texts if "</" in text for match in _VARIABLE.finditer(text))
    return frozenset(name for words in inside for name in re.findall(r"\w+", words))


def _around(pair: Pair) -> frozenset[str]:
    """Return added tags without attributes that begin and end around words: a ``<q>`` does no harm."""
    begun = {key for role, key in pair.added if role is Role.OPEN and _INLINE.fullmatch(key)}
    pairs = ((key, f"</{key[1:]}") for key in begun)
    added = pair.added
    return frozenset(
        tag for both in pairs if added[Role.OPEN, both[0]] == added[Role.CLOSE, both[1]] for tag in both
    )


def _again(pair: Pair) -> frozenset[str]:
    """Return lost tags around what the source says again: a pronoun may stand for ``<app>Maps</app>``."""
    lost = [key for role, key in pair.lost if role is Role.OPEN and key[:1] == "<"]
    if not lost:
        return frozenset()
    said = [match[0] for match in _ELEMENT.finditer(pair.source)]
    kept = [match[1] for match in _ELEMENT.finditer(pair.translation)]
    spared = [key for key in lost if 0 < sum(one.startswith(key) for one in set(said)) <= kept.count(key)]
    names = (re.match(r"<\w+", key) for key in spared)
    return frozenset([*spared, *(f"</{name[0][1:]}>" for name in names if name)])


def _exponents(pair: Pair) -> frozenset[str]:
    """Return what only looks like the mark of a note: m², which may be said again, and [0,5] for [0.5]."""
    marks = {key: key.rstrip(",") for role, key in (*pair.lost, *pair.added) if role is Role.MARK}
    both = (key for key, mark in marks.items() if mark in pair.source and mark in pair.translation)
    raised = [key for key in both if marks[key].isdigit()]
    return frozenset(
        [*raised, *(key for key in marks if "," in key and key.replace(",", ".") in pair.source)]
    )


def _directing(pair: Pair) -> frozenset[str]:
    """Return added tags that say a language or a text direction, as right-to-left texts need them."""
    tags = [tag for _, key in pair.added if (tag := _DIRECTION.fullmatch(key))]
    return frozenset(shown for tag in tags for shown in (tag[0], f"</{tag[1]}>"))


def _is_named(source: str, key: str) -> bool:
    """Tell whether a source names what a translation adds: it may be said again, or set as code."""
    code = code_in(key)
    shown = _NO_ADDRESS.split(key, maxsplit=1)[0] if _ADDRESS.search(key) else key
    named = rf"(?<![\w.]){re.escape(shown)}(?!\w)"
    return code in source if code else key[:1] != "<" and re.search(named, source) is not None


def _shown(role: Role, key: str) -> str:
    if key == "\n":
        return "a line break"
    target = key.removeprefix("!")
    if target.startswith("]("):
        return f"the {'image' if key[0] == '!' else 'link to'} “{target[2:-1]}”"
    if role is Role.OPEN and key == "[":
        return "the beginning of a link"
    if role is Role.OPEN or role is Role.CLOSE:
        return f"the {'end' if role is Role.CLOSE else 'beginning'} of “{key}”"
    return f"“{key}”"
