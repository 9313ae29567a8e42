"""What an article asks of its catalogs, which a PO template (POT) tells other tools."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from l10n.catalog import Entry, header
from l10n.po import PoFile
from l10n.po.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from l10n.model import Key, Notation, Segment

_NOTE = "note: "


@dataclass(frozen=True)
class Template:
    """What an article asks of its catalogs."""

    article: str
    source_locale: str
    notation: Notation
    """The inline notation of the article."""
    said: Mapping[Key, tuple[str, ...]]
    """By context and text, in the article's order, what the catalog tells translators of an entry."""

    @classmethod
    def of(
        cls, article: str, source_locale: str, notation: Notation, segments: Iterable[Segment]
    ) -> Template:
        """Make one entry of all segments with the same context and text."""
        said: dict[Key, dict[str, None]] = {}
        for segment in segments:
            lines = said.setdefault(segment.key, {})
            lines[segment.kind.value] = None
            if segment.note:
                lines[_NOTE + segment.note] = None
        return cls(article, source_locale, notation, {key: tuple(lines) for key, lines in said.items()})

    @cached_property
    def entries(self) -> Mapping[Key, Entry]:
        """The entries, missing all of them."""
        return {key: _blank(key, said, self.article) for key, said in self.said.items()}

    def dump(self) -> bytes:
        """Return the PO template (POT); the same for the same segments, always."""
        file = PoFile.parse(header(self.article, self.source_locale, None, "").encode(), self.article)
        return file.replaced(entry.message for entry in self.entries.values()).dump()


def _blank(key: Key, extracted: tuple[str, ...], article: str) -> Entry:
    context, text = key
    return Entry(Message.new(text, msgctxt=context, extracted=extracted, references=(article,)))
