"""How a catalog follows its article: what stands is kept, what left is retired, what changed is guessed.

Laws: a person's words are never overwritten or dropped, no guess is passed off as reviewed, and the
second of two equal merges changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from l10n.catalog import COSMETIC, Catalog, Entry, cosmetic, matching
from l10n.catalog.cosmetic import Kept
from l10n.model import State
from l10n.po.message import Message, Previous

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from l10n.catalog.template import Template
    from l10n.model import Key

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Merge:
    """A catalog that followed its article, and what that took."""

    catalog: Catalog
    counts: Mapping[str, int]
    """``new``, ``stale``, ``kept``, ``back``, ``left`` and ``unchanged`` entries."""
    reviewed: int
    """How many entries of the catalog were reviewed."""
    lost: tuple[Entry, ...]
    """Those of them whose translation no longer stands in the article."""


def merged(
    catalog: Catalog, template: Template, seeds: Mapping[Key, Entry], *, keeps_cosmetic: bool = True
) -> Merge:
    """Let a catalog follow its article.

    Args:
        catalog: The catalog as it is.
        template: What the article asks for.
        seeds: Entries from elsewhere, for sentences that are new here, in the state they are to have.
        keeps_cosmetic: Whether a reviewed entry stays so where its sentence changed in looks alone.
    """
    return _Following(catalog, template, seeds, keeps_cosmetic).merge()


@dataclass(frozen=True)
class _Following:
    catalog: Catalog
    template: Template
    seeds: Mapping[Key, Entry]
    keeps_cosmetic: bool

    def merge(self) -> Merge:
        followed = [self._followed(key, blank) for key, blank in self.template.entries.items()]
        messages = [message for _, message in followed]
        messages += [entry.message for entry in self.catalog.obsolete if not self._returns(entry)]
        gone = (entry for entry in self.leaving if self._worth_keeping(entry))
        messages += [entry.message.replaced(obsolete=True) for entry in gone]
        counts = Counter(did for did, _ in followed) + Counter({"left": len(self.leaving)})
        reviewed = sum(entry.state is State.REVIEWED for entry in self.catalog.entries)
        lost = tuple(e for e in self.leaving if e.state is State.REVIEWED and e.key not in self._held)
        return Merge(Catalog(self.catalog.file.replaced(messages)), counts, reviewed, lost)

    @cached_property
    def leaving(self) -> list[Entry]:
        """The entries whose sentence is no longer in the article."""
        return [entry for entry in self.catalog.entries if entry.key not in self.template.entries]

    @cached_property
    def _retired(self) -> dict[Key, Entry]:
        return {entry.key: entry for entry in self.catalog.obsolete}

    @cached_property
    def _translated(self) -> dict[Key, Entry]:
        return {entry.key: entry for entry in self.catalog.entries if entry.translation}

    def _returns(self, entry: Entry) -> bool:
        wanted = entry.key in self.template.entries and entry.key not in self._translated
        return wanted and entry is self._retired[entry.key]

    def _followed(self, key: Key, blank: Entry) -> tuple[str, Message]:
        """Return what became of an entry that the article asks for, and its message."""
        if key in self._translated:
            return "unchanged", _placed(self._translated[key].message, blank)
        there = self.catalog.by_key.get(key)
        missing = _placed(there.message, blank) if there else blank.message
        if key in self._retired:
            back = _placed(self._retired[key].message.replaced(obsolete=False), blank)
            return "back", _noted(back, missing.comments)
        if key in self._origins:
            return self._guessed(key, missing)
        if there:
            return "unchanged", missing
        if key in self._usable:
            seed = self._usable[key]
            return "stale" if seed.message.fuzzy else "back", _seeded(blank, seed)
        return "new", missing

    @cached_property
    def _usable(self) -> dict[Key, Entry]:
        """The seeds, without guesses for a sentence that stood here in another context."""
        here = {e.text for e in self.catalog.known.values() if e.has_words_of_a_person}
        return {k: seed for k, seed in self.seeds.items() if not (seed.message.fuzzy and k[1] in here)}

    @cached_property
    def _origins(self) -> dict[Key, list[Entry]]:
        """Return for the entries without a translation those that they come from."""
        old = (*self.catalog.entries, *self.catalog.obsolete)
        useful = {number for number, entry in enumerate(old) if entry.has_words_of_a_person}
        if not useful:
            return {}
        places = {entry.key: number for number, entry in enumerate(self.catalog.entries)}
        known = {*self._translated, *self._retired, *(self._usable.keys() - places.keys())}
        wanted = list(self.template.entries)
        change = matching.Change(
            old=[entry.text for entry in old],
            new=[text for _, text in wanted],
            same={number: places[key] for number, key in enumerate(wanted) if key in places},
            left=[places[entry.key] for entry in self.leaving],
            arrived=[number for number, key in enumerate(wanted) if key not in known],
            spare=[number for number in range(len(places), len(old)) if not self._is_handed_on(old[number])],
        )
        found = matching.origins(change, useful) if change.arrived else {}
        return {wanted[new]: [old[place] for place in origin.old] for new, origin in found.items()}

    def _is_handed_on(self, entry: Entry) -> bool:
        """Tell whether a stale entry has the words of one that left: it quotes it, or what it quoted."""
        previous = entry.message.previous
        return entry.text in self._quoted or (previous is not None and previous.msgid in self._quoted)

    @cached_property
    def _quoted(self) -> str:
        """What the stale entries were made for."""
        quoted = (entry.message.previous for entry in self.catalog.entries)
        return "\n".join(previous.msgid for previous in quoted if previous)

    def _guessed(self, key: Key, missing: Message) -> tuple[str, Message]:
        if key in self._kept:
            origin, kept = self._kept[key]
            comments = (*origin.notes, f"{COSMETIC}{', '.join(kept.changes)}")
            return "kept", _noted(missing.replaced(msgstr=kept.translation), comments)
        return "stale", _stale(missing, self._origins[key])

    @cached_property
    def _kept(self) -> dict[Key, tuple[Entry, Kept]]:
        """Return for sentences that changed in looks alone what still holds."""
        if not self.keeps_cosmetic:
            return {}
        single = ((key, origins[0]) for key, origins in self._origins.items() if len(origins) == 1)
        found = ((key, origin, self._still_held(key, origin)) for key, origin in single)
        return {key: (origin, kept) for key, origin, kept in found if kept}

    def _still_held(self, key: Key, origin: Entry) -> Kept | None:
        context, text = key
        if origin.state is not State.REVIEWED or origin.key in self.template.entries:
            return None
        if origin.text == text:
            alone = sum(other == text for _, other in self.template.entries) == 1
            in_place = not self._now_beside[key].isdisjoint(self._once_beside[origin.key])
            return Kept(origin.translation, ("context",)) if alone and in_place else None
        if origin.key[0] != context:
            return None
        language = self.template.source_locale.partition("-")[0]
        notation = self.template.entries[key].notation_in(self.template.notation)
        return cosmetic.kept(origin.text, text, origin.translation, notation, language, self._known_words)

    @cached_property
    def _once_beside(self) -> Mapping[Key, AbstractSet[tuple[int, str]]]:
        return _beside([entry.key for entry in self.catalog.entries])

    @cached_property
    def _now_beside(self) -> Mapping[Key, AbstractSet[tuple[int, str]]]:
        return _beside(list(self.template.entries))

    @cached_property
    def _held(self) -> set[Key]:
        """Keys of the entries that left and whose translations are kept for other sentences."""
        return {origin.key for origin, _ in self._kept.values()}

    @cached_property
    def _known_words(self) -> frozenset[str]:
        """Words of the sentences that stay, in lower case."""
        texts = (text for context, text in self.template.entries if (context, text) in self.catalog.by_key)
        return frozenset(word for text in texts for word in _WORD.findall(text.lower()))

    def _worth_keeping(self, entry: Entry) -> bool:
        """Tell whether an entry that leaves holds words that stand nowhere else in the catalog."""
        previous = entry.message.previous
        if entry.message.fuzzy and previous is not None:
            origin = self._retired.get((previous.msgctxt, previous.msgid))
            if origin is not None and origin.translation == entry.translation:
                return False
        return entry.has_words_of_a_person


def _beside(keys: Sequence[Key]) -> dict[Key, set[tuple[int, str]]]:
    """Return for each of the keys the texts next to it, with the side that they are on."""
    beside: dict[Key, set[tuple[int, str]]] = {key: set() for key in keys}
    for before, after in pairwise(keys):
        beside[before].add((1, after[1]))
        beside[after].add((-1, before[1]))
    return beside


def _placed(message: Message, blank: Entry) -> Message:
    """Say of an entry that stays what it is and where it stands now."""
    wanted = blank.message
    if message.lines.head == wanted.lines.head:
        return message
    return message.replaced(extracted=wanted.extracted, references=wanted.references)


def _noted(message: Message, comments: Iterable[str]) -> Message:
    """Add comments to those of a message that are none of ours."""
    return message.replaced(comments=tuple(dict.fromkeys((*Entry(message).notes, *comments))))


def _stale(message: Message, origins: Sequence[Entry]) -> Message:
    """Give a new sentence the translation of old ones, marked as made for them."""
    first = origins[0]
    whole = Previous(first.message.msgctxt, " ".join(origin.text for origin in origins))
    made_for = (first.message.previous if len(origins) == 1 else None) or whole
    guess = message.replaced(
        msgstr=" ".join(origin.translation for origin in origins), fuzzy=True, previous=made_for
    )
    return _noted(guess, [note for origin in origins for note in origin.notes])


def _seeded(blank: Entry, seed: Entry) -> Message:
    return blank.message.replaced(
        msgstr=seed.translation,
        fuzzy=seed.message.fuzzy,
        comments=seed.message.comments,
        previous=seed.message.previous,
    )
