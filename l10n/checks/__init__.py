"""The checks: each module finds one kind of fault.

A check of entries defines ``find(pair)``, a check of whole catalogs ``survey(catalog, locale)``. Its
docstring is its help text: the first sentence says what is right. A message puts the words at fault
between “ and ”, and reporters mark them where they stand in the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from typing import TYPE_CHECKING, Protocol

from l10n import cldr, plugins
from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from l10n.catalog import Catalog
    from l10n.model import Key
    from l10n.pair import Pair

CUT_OFF = 60
"""Characters from which a sentence without its end was cut off, rather than its full stop forgotten."""
_DENSE = {"Hans": 0.33, "Hant": 0.33, "Jpan": 0.45, "Kore": 0.5}
ICU = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal|number|date|time)\b")
"""An argument of a message of ICU; what else stands in braces there may be words."""


class Trigger(Enum):
    """What a check can wait for, beside characters."""

    DIFFERENCE = "some markup, or what stands for itself, is in one text only"


class Check(Protocol):
    """What a module that checks entries defines."""

    SEVERITY: Severity

    def find(self, pair: Pair) -> Iterable[str]:
        """Give a sentence for each fault; none where the translation is right.

        A module may also define ``TRIGGER``, without which there is nothing to find: a pattern of
        single characters, of which one of the texts has one, or a :class:`Trigger`.
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
        """Return the checks of entries that can find something in a pair; the others would find nothing."""
        return self._triggers.pulled(pair)

    @cached_property
    def _triggers(self) -> _Triggers:
        return _Triggers(self.entries)


class _Triggers:
    """Which checks are triggered by what: sets of them as integers, one bit for each."""

    def __init__(self, modules: Mapping[str, Check]) -> None:
        self._modules = tuple(modules.items())
        triggers = [getattr(module, "TRIGGER", None) for module in modules.values()]
        self._always = sum(1 << n for n, trigger in enumerate(triggers) if trigger is None)
        self._by_difference = sum(1 << n for n, t in enumerate(triggers) if t is Trigger.DIFFERENCE)
        self._patterns = {1 << n: t for n, t in enumerate(triggers) if isinstance(t, re.Pattern)}
        self._known: set[str] = set()
        """Characters that were met; most letters trigger nothing."""
        self._by_character: dict[str, int] = {}
        """What the others of them trigger."""
        self._by_bits: dict[int, tuple[tuple[str, Check], ...]] = {}

    def pulled(self, pair: Pair) -> tuple[tuple[str, Check], ...]:
        bits = self._always | self._by_difference if pair.differs else self._always
        if not self._known.issuperset(pair.characters):
            self._meet(pair.characters - self._known)
        for character in self._by_character.keys() & pair.characters:
            bits |= self._by_character[character]
        found = self._by_bits.get(bits)
        return self._remembered(bits) if found is None else found

    def _meet(self, characters: AbstractSet[str]) -> None:
        self._known |= characters
        for character in characters:
            bits = sum(bit for bit, pattern in self._patterns.items() if pattern.match(character))
            if bits:
                self._by_character[character] = bits

    def _remembered(self, bits: int) -> tuple[tuple[str, Check], ...]:
        found = tuple(module for n, module in enumerate(self._modules) if bits >> n & 1)
        self._by_bits[bits] = found
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


@cache
def density(locale: str) -> float:
    """Return how many characters of a locale's script stand for one of Latin letters; 1 for most."""
    return _DENSE.get(cldr.script(locale), 1)
