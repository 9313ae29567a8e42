"""The checks: each module finds one kind of fault in the translation of one entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from l10n import plugins, syntax
from l10n.glossary import Glossary
from l10n.model import Role

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.model import Notation, Piece, Severity


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
        return "".join(piece.words for piece in self.source_pieces)

    @cached_property
    def translation_words(self) -> str:
        """What a reader of the translation reads."""
        return "".join(piece.words for piece in self.translation_pieces)

    @cached_property
    def lost(self) -> Counter[tuple[Role, str]]:
        """Markup and atoms of the source that the translation has not."""
        return self._skeletons[0] - self._skeletons[1]

    @cached_property
    def added(self) -> Counter[tuple[Role, str]]:
        """Markup and atoms of the translation that the source has not."""
        return self._skeletons[1] - self._skeletons[0]

    @cached_property
    def _skeletons(self) -> tuple[Counter[tuple[Role, str]], Counter[tuple[Role, str]]]:
        return syntax.skeleton(self.source_pieces), syntax.skeleton(self.translation_pieces)


class Check(Protocol):
    """What a module in this folder defines."""

    SEVERITY: Severity

    def find(self, pair: Pair) -> Iterable[str]:
        """Give a sentence for each fault; none where the translation is right."""


def loaded() -> Iterator[tuple[str, Check]]:
    """Give every check with its name."""
    for name in plugins.names("checks"):
        yield name, plugins.load("checks", name)


def differences(pair: Pair, belongs: frozenset[str]) -> Iterator[str]:
    """Give a sentence for each piece of some families that was lost or added."""
    for word, found in (("is missing", pair.lost), ("was added", pair.added)):
        for (role, key), count in found.items():
            if family(role, key) in belongs:
                times = f" {count} times" if count > 1 else ""
                yield f"{_shown(role, key)} {word}{times}"


def family(role: Role, key: str) -> str:
    """Return what a piece is to a publisher: a link, a placeholder, or other markup."""
    if key.startswith(
        ("](", "][", "![", "!](", "!][", "<a ", "<img ", "http://", "https://", "www.", "ftp://")
    ):
        return "link"
    if role is Role.ATOM and "@" in key and "<" not in key:
        return "link"
    if role is Role.ATOM and key.startswith(("{", "%", "${")):
        return "placeholder"
    return "markup"


def _shown(role: Role, key: str) -> str:
    if key == "\n":
        return "a line break"
    target = key.removeprefix("!")
    if target.startswith("]("):
        return f"the {'image' if key[0] == '!' else 'link to'} {target[2:-1]}"
    if role is Role.OPEN and key == "[":
        return "the beginning of a link"
    return (
        f"the {'end' if role is Role.CLOSE else 'beginning'} of {key}"
        if role in {Role.OPEN, Role.CLOSE}
        else key
    )
