"""A text and its translation, read and compared: what a check is given.

Everything is read when it is first asked for, and most of it at a glance: a check that looks at words
costs no parsing, and two texts without markup are known to have the same.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from l10n import syntax
from l10n.glossary import Glossary
from l10n.model import Notation, Role
from l10n.syntax.shape import Glance, glance, is_bare

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from l10n.model import Piece

Skeleton = Counter[tuple[Role, str]]
_LETTERS = r"[\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u109f\u1780-\u17d3\u200c\u200d]+"
"""Vowel marks of Hebrew, Arabic and the scripts of India are no letters to ``\\w``."""
_TOKEN = re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})*")
_DELIMITER = re.compile(r"\*\*|~~|`|(?<!\*)\*(?!\*)|(?<![\w_])_(?=\w)|(?<=\w)_(?![\w_])")
_CODE = re.compile(r"`+ ?(.*?) ?`+|<(?:code|kbd|samp|var)>(.*)</\w+>", re.DOTALL)
_FAMILY_OF_ROLE = {Role.BREAK: "breaks", Role.MARK: "footnotes"}
_PAIRED = frozenset({Role.OPEN, Role.CLOSE})
_ANY = frozenset(Role)
_LINKS = "a|img|link|ulink|xref|graphic|imagedata"
"""Elements that lead to a target or show it, in HTML, DocBook and Mallard."""
_STRESSED = "b|strong|i|em|u|s|del|ins|small|mark|big|q|cite|dfn|emphasis|quote|citetitle|firstterm"
"""Elements that set words apart for the eye, in HTML and DocBook."""
_FAMILIES = (
    ("anchors", _ANY, re.compile(r"<a (?!.*\bhref=)|<(?!a |img )[^>]*\s(?:id|name)=")),
    ("links", _ANY, re.compile(rf"!?\][(\[]|<(?:{_LINKS}) |\[\Z|</(?:{_LINKS})>\Z")),
    ("code", _ANY, re.compile(rf"(?:{_CODE.pattern}|\w*_\w*)\Z", re.DOTALL)),
    ("emphasis", _PAIRED, re.compile(rf"(?:\*+|~~|</?(?:{_STRESSED})(?: role=\"\w+\")?>)\Z")),
    ("addresses", _ANY, re.compile(r"<?(?:https?://|ftp://|www\.|[^\s<>]*@[^\s<>]*>?\Z)")),
    ("placeholders", frozenset({Role.ATOM}), re.compile(r"\$?\{|%")),
)


@dataclass(frozen=True)
class Pair:
    """A text and its translation."""

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
    def characters(self) -> AbstractSet[str]:
        """Every character of the two texts."""
        return {*self.source, *self.translation}

    @cached_property
    def source_pieces(self) -> Sequence[Piece]:
        """The source, read."""
        return syntax.pieces(self.notation, self.source)

    @cached_property
    def translation_pieces(self) -> Sequence[Piece]:
        """The translation, read as it would be published."""
        return syntax.published(self.notation, self.translation, self.source_pieces)

    @cached_property
    def source_words(self) -> str:
        """What a reader of the source reads."""
        known = self.source if self._is_bare else self._glances[0].words
        return "".join([piece.words for piece in self.source_pieces]) if known is None else known

    @cached_property
    def translation_words(self) -> str:
        """What a reader of the translation reads."""
        known = self.translation if self._is_bare else self._glances[1].words
        return "".join([piece.words for piece in self.translation_pieces]) if known is None else known

    @cached_property
    def source_tokens(self) -> Sequence[str]:
        """The words of the source one by one, their case folded, without punctuation."""
        return _TOKEN.findall(self.source_words.casefold())

    @cached_property
    def translation_tokens(self) -> Sequence[str]:
        """The words of the translation one by one, their case folded, without punctuation."""
        return _TOKEN.findall(self.translation_words.casefold())

    @property
    def lost(self) -> Skeleton:
        """Markup and atoms of the source that the translation has not."""
        return self._differences[0]

    @property
    def added(self) -> Skeleton:
        """Markup and atoms of the translation that the source has not."""
        return self._differences[1]

    @cached_property
    def differs(self) -> bool:
        """True where any markup or atom was lost or added."""
        return not self._is_bare and any(self._differences)

    @property
    def stray(self) -> Sequence[str]:
        """Delimiters of Markdown that a reader of the translation reads, where emphasis was lost."""
        if not self.notation.is_markdown or not any(family(*p) == "emphasis" for p in self.lost):
            return ()
        found = dict.fromkeys(_DELIMITER.findall(self.translation_words))
        return [mark for mark in found if mark not in self.source_words]

    @cached_property
    def _differences(self) -> tuple[Skeleton, Skeleton]:
        shape, other = (one.shape for one in self._glances)
        if shape is not None and shape == other:
            return Counter(), Counter()
        before, after = syntax.skeleton(self.source_pieces), syntax.skeleton(self.translation_pieces)
        return before - after, after - before

    @cached_property
    def _is_bare(self) -> bool:
        return is_bare(self.characters, self.source, self.translation)

    @cached_property
    def _glances(self) -> tuple[Glance, Glance]:
        return glance(self.notation, self.source), glance(self.notation, self.translation)


def family(role: Role, key: str) -> str:
    """Return what a piece is to a publisher; the name of the check that compares it."""
    if role in _FAMILY_OF_ROLE:
        return _FAMILY_OF_ROLE[role]
    found = (name for name, roles, pattern in _FAMILIES if role in roles and pattern.match(key))
    return next(found, "markup")


def code_in(key: str) -> str:
    """Return what is inside a piece of code; "" where a piece has no marks of code."""
    found = _CODE.fullmatch(key)
    return (found[1] or found[2] or "") if found else ""
