"""The checks: each module finds one kind of fault.

A check of entries defines ``find(pair)``, a check of whole catalogs ``survey(catalog, locale)``. Its
docstring is its help text: the first sentence says what is right. A message puts the words at fault
between “ and ”, and reporters mark them where they stand in the sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Protocol

from l10n import plugins, syntax
from l10n.glossary import Glossary
from l10n.model import Role, Severity
from l10n.syntax.shape import Glance, glance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from l10n.catalog import Catalog
    from l10n.model import Key, Notation, Piece

Skeleton = Counter[tuple[Role, str]]
_ADDRESS = re.compile("://|www\\.|@")
_NO_ADDRESS = re.compile("[^!-~]")
"""Where an address ends at the latest: words of Chinese or Korean may follow it without a space."""
_CODE = re.compile(r"`+ ?(.*?) ?`+|<(?:code|kbd|samp|var)>(.*)</\w+>", re.DOTALL)
_DIRECTION = re.compile(r'<(span|bdo|bdi(?=>))(?: (?:dir|lang)="[\w-]*")*(?<!span)>')
_FAMILY_OF_ROLE = {Role.BREAK: "breaks", Role.MARK: "footnotes"}
_PAIRED = frozenset({Role.OPEN, Role.CLOSE})
_ANY = frozenset(Role)
_FAMILIES = (
    ("anchors", _ANY, re.compile(r"<a (?!.*\bhref=)|<(?!a |img )[^>]*\s(?:id|name)=")),
    ("links", _ANY, re.compile(r"!?\][(\[]|<a |<img |\[\Z|</a>\Z")),
    ("code", _ANY, re.compile(rf"(?:{_CODE.pattern})\Z", re.DOTALL)),
    ("emphasis", _PAIRED, re.compile(r"(?:\*+|~~|</?(?:b|strong|i|em|u|s|del|ins|small|mark|big)>)\Z")),
    ("addresses", _ANY, re.compile(r"<?(?:https?://|ftp://|www\.|[^\s<>]*@[^\s<>]*>?\Z)")),
    ("placeholders", frozenset({Role.ATOM}), re.compile(r"\$?\{|%")),
)


@dataclass(frozen=True)
class Pair:
    """A text and its translation, read."""

    source: str
    translation: str
    notation: Notation
    source_locale: str
    locale: str
    glossary: Glossary = field(default_factory=Glossary)
    """The terms of the project for the locale."""
    twins: frozenset[str] = frozenset()
    """Other translations of the same text in the locale."""
    namesakes: frozenset[str] = frozenset()
    """Other texts with the same translation in the locale."""

    @cached_property
    def _source(self) -> Glance:
        return glance(self.notation, self.source)

    @cached_property
    def _translation(self) -> Glance:
        return glance(self.notation, self.translation)

    @cached_property
    def source_pieces(self) -> Sequence[Piece]:
        """The source, read."""
        return syntax.pieces(self.notation, self.source)

    @cached_property
    def translation_pieces(self) -> Sequence[Piece]:
        """The translation, read."""
        return syntax.pieces(self.notation, self.translation)

    @cached_property
    def source_words(self) -> str:
        """What a reader of the source reads."""
        known = self._source.words
        return "".join([piece.words for piece in self.source_pieces]) if known is None else known

    @cached_property
    def translation_words(self) -> str:
        """What a reader of the translation reads."""
        known = self._translation.words
        return "".join([piece.words for piece in self.translation_pieces]) if known is None else known

    @property
    def lost(self) -> Skeleton:
        """Markup and atoms of the source that the translation has not."""
        return self._differences[0]

    @property
    def added(self) -> Skeleton:
        """Markup and atoms of the translation that the source has not."""
        return self._differences[1]

    @cached_property
    def _differences(self) -> tuple[Skeleton, Skeleton]:
        known = self._source.shape
        if known is not None and known == self._translation.shape:
            return Counter(), Counter()
        source, translation = syntax.skeleton(self.source_pieces), syntax.skeleton(self.translation_pieces)
        return source - translation, translation - source


class Check(Protocol):
    """What a module that checks entries defines."""

    SEVERITY: Severity

    def find(self, pair: Pair) -> Iterable[str]:
        """Give a sentence for each fault; none where the translation is right.

        A module may also define ``TRIGGER``, a pattern of single characters: where neither text has
        one of them, there is nothing to find, and it is not asked.
        """


class Mending(Protocol):
    """What a check may define beside ``find`` where a fault has one right answer."""

    def mended(self, pair: Pair) -> str:
        """Return the translation without the faults that the check finds."""


class CatalogCheck(Protocol):
    """What a module that checks whole catalogs defines."""

    SEVERITY: Severity

    def survey(self, catalog: Catalog, locale: str) -> Iterable[tuple[Key | None, str]]:
        """Give a sentence for each fault, with the key of its entry; None for the catalog as a whole."""


@dataclass(frozen=True)
class Chosen:
    """The checks of a run, by name."""

    entries: Mapping[str, Check]
    catalogs: Mapping[str, CatalogCheck]

    def concerned(self, pair: Pair) -> Iterable[tuple[str, Check]]:
        """Return the checks of entries that can find something in a pair, by the characters it holds."""
        wanted = 0
        for character in {*pair.source, *pair.translation}:
            wanted |= self._wanting[character]
        return self._by_want[wanted]

    @cached_property
    def _wanting(self) -> _Wanting:
        return _Wanting(tuple(getattr(module, "TRIGGER", None) for module in self.entries.values()))

    @cached_property
    def _by_want(self) -> _ByWant:
        return _ByWant(self)


class _Wanting(dict[str, int]):
    """For a character, the checks that it triggers: one bit each, in their order."""

    def __init__(self, triggers: Sequence[re.Pattern[str] | None]) -> None:
        super().__init__()
        self._triggers = triggers

    def __missing__(self, character: str) -> int:
        hits = (1 << n for n, pattern in enumerate(self._triggers) if pattern and pattern.match(character))
        self[character] = found = sum(hits)
        return found


class _ByWant(dict[int, tuple[tuple[str, "Check"], ...]]):
    """For bits, the checks that are triggered, and those that always look."""

    def __init__(self, chosen: Chosen) -> None:
        super().__init__()
        self._modules = list(chosen.entries.items())

    def __missing__(self, wanted: int) -> tuple[tuple[str, Check], ...]:
        numbered = enumerate(self._modules)
        self[wanted] = found = tuple(
            (name, module)
            for n, (name, module) in numbered
            if wanted >> n & 1 or not hasattr(module, "TRIGGER")
        )
        return found


@cache
def chosen(asked: tuple[str, ...]) -> Chosen:
    """Return all checks but those of style, and of these the ones that are asked for.

    Raises:
        PluginError: There is no check of a name.
    """
    wanted = {name for name in asked if plugins.load("checks", name)}
    modules = {name: plugins.load("checks", name) for name in plugins.names("checks")}
    on = {n: m for n, m in modules.items() if n in wanted or m.SEVERITY is not Severity.NOTE}
    return Chosen(
        {name: module for name, module in on.items() if hasattr(module, "find")},
        {name: module for name, module in on.items() if hasattr(module, "survey")},
    )


def differences(pair: Pair, belongs: str) -> Iterable[str]:
    """Give a sentence for each piece of a family that was lost or added."""
    return _differences(pair, belongs) if pair.lost or pair.added else ()


def _differences(pair: Pair, belongs: str) -> Iterator[str]:
    passing = _localized(pair) | _directing(pair)
    for (role, key), count in pair.lost.items():
        if family(role, key) == belongs and key not in passing and (Role.ATOM, key) not in pair.added:
            yield _told(_shown(role, key), "is missing", count)
    for (role, key), count in pair.added.items():
        known = role is Role.ATOM and _is_named(pair.source, key)
        if family(role, key) == belongs and key not in passing and not known:
            lone = role is Role.ATOM and {(Role.OPEN, key), (Role.CLOSE, key)} & pair.lost.keys()
            yield _told(_shown(role, key), "has no partner" if lone else "was added", count)


def _told(shown: str, what: str, count: int) -> str:
    return f"{shown} {what}" + (f" {count} times" if count > 1 else "")


def _directing(pair: Pair) -> frozenset[str]:
    """Return added tags that say a language or a text direction, as right-to-left texts need them."""
    tags = [tag for _, key in pair.added if (tag := _DIRECTION.fullmatch(key))]
    return frozenset(shown for tag in tags for shown in (tag[0], f"</{tag[1]}>"))


def _is_named(source: str, key: str) -> bool:
    """Tell whether a source names what a translation adds: it may be said again, or set as code."""
    code = code_in(key)
    named = rf"(?<![\w.]){re.escape(key)}(?!\w)"
    return code in source if code else key[:1] != "<" and re.search(named, source) is not None


def _localized(pair: Pair) -> frozenset[str]:
    """Return the addresses that lead to the same place in either language.

    These are pages of a wiki, whose host begins with the language, and those that differ in the
    language alone: ``/en/start`` and ``/vi/start``.
    """
    if not (pair.lost and pair.added):
        return frozenset()
    source, target = (tag.partition("-")[0] for tag in (pair.source_locale, pair.locale))
    lost = {_place(key, source): key for _, key in pair.lost if _ADDRESS.search(key)}
    added = {_place(key, target): key for _, key in pair.added if _ADDRESS.search(key)}
    both = lost.keys() & added.keys()
    return frozenset(key for place in both for key in (lost[place], added[place]))


def _place(key: str, language: str) -> str:
    address = _NO_ADDRESS.split(key, maxsplit=1)[0].rstrip(".,;:()")
    wiki = re.search(rf"://{language}\.(?:m\.)?(wik\w+\.org)/", address)
    return wiki[1] if wiki else re.sub(rf"(?<=[/.]){language}(?:[-_]\w+)?(?=[/.])", "*", address)


def family(role: Role, key: str) -> str:
    """Return what a piece is to a publisher; the name of the check that compares it."""
    if role in _FAMILY_OF_ROLE:
        return _FAMILY_OF_ROLE[role]
    found = (name for name, roles, pattern in _FAMILIES if role in roles and pattern.match(key))
    return next(found, "markup")


def code_in(key: str) -> str:
    """Return what is inside a piece of code; "" where a piece is none."""
    found = _CODE.fullmatch(key)
    return found[1] or found[2] if found else ""


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
