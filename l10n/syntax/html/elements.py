"""The elements that are open where a block stands: what they are to a reader, and which are translated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from l10n.model import Kind
from l10n.syntax.html.tags import is_translated

if TYPE_CHECKING:
    from collections.abc import Iterable


_FENCES = ("table", "td", "th", "caption", "template", "object", "button")
_PARAGRAPH = (("p",), _FENCES)
_NOTHING: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
_SECTIONS = ("thead", "tbody", "tfoot")
_IMPLIED = {
    "li": (("li",), ("ul", "ol", "menu", *_FENCES)),
    "dt": (("dt", "dd"), ("dl", *_FENCES)),
    "dd": (("dt", "dd"), ("dl", *_FENCES)),
    "td": (("td", "th"), ("table",)),
    "th": (("td", "th"), ("table",)),
    "tr": (("tr", "caption", "colgroup"), ("table",)),
    **dict.fromkeys(_SECTIONS, ((*_SECTIONS, "caption", "colgroup"), ("table",))),
    "option": (("option",), ("select", "datalist")),
    "optgroup": (("optgroup",), ("select",)),
    "body": (("head",), ()),
}
"""What a start tag closes, and what keeps it from doing so."""
_IN_P = frozenset("link meta base title noscript object template option optgroup body head html".split())
"""Elements of block level, for this module, that may stand in a paragraph."""
_KINDS = {
    **{f"h{level}": Kind.HEADING for level in range(1, 7)},
    "li": Kind.ITEM,
    "td": Kind.CELL,
    "th": Kind.CELL,
    "dt": Kind.TERM,
    "dd": Kind.DEFINITION,
    "figcaption": Kind.CAPTION,
    "caption": Kind.CAPTION,
    "title": Kind.TITLE,
    **dict.fromkeys(["p", "div", "blockquote", "section", "article", "body", "footer"], Kind.PARAGRAPH),
}


class Element(NamedTuple):
    """An open element."""

    name: str
    translated: bool
    kind: Kind
    block: bool
    """False for an inline element that says whether it is translated, and those inside it."""


@dataclass(frozen=True, slots=True)
class Elements:
    """What surrounds the next stretch of HTML: the open elements, and what the author said."""

    open: tuple[Element, ...] = ()
    skips: bool = False
    context: str | None = None
    note: str = ""


NONE_OPEN = Elements()


def translating(elements: Elements) -> bool:
    """Tell whether text inside ``elements`` is translated."""
    return not elements.skips and (not elements.open or elements.open[-1].translated)


class Stack:
    """The open elements, with their places by name so that no look-up walks the stack."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self.elements: list[Element] = []
        self._places: dict[str, list[int]] = {}
        self._blocks: list[int] = []
        for element in elements:
            self._push(element)

    @property
    def translated(self) -> bool:
        """True where text that stands next is translated."""
        return not self.elements or self.elements[-1].translated

    @property
    def kind(self) -> Kind:
        """What a block that stands next is to a reader."""
        return self.elements[-1].kind if self.elements else Kind.PARAGRAPH

    def open(self, name: str, says: bool | None, *, block: bool) -> None:
        """Open an element; ``says`` is what its tag says of its translation."""
        translated = (says or self.translated) and is_translated(name, says)
        self._push(Element(name, translated, _KINDS.get(name, self.kind), block))

    def closes(self, name: str, *, block: bool) -> bool:
        """Tell whether an end tag has its element; that of an inline one is in the same block."""
        return self._last((name,)) > (-1 if block or not self._blocks else self._blocks[-1])

    def close(self, name: str) -> None:
        """Close the last element of that name, and those inside it."""
        self._cut(self._places[name][-1])

    def imply_ends(self, name: str) -> None:
        """Close what the start tag of a block closes without an end tag (WHATWG HTML, 13.1.2.4)."""
        for closed, fences in (_IMPLIED.get(name, _NOTHING), _NOTHING if name in _IN_P else _PARAGRAPH):
            place = self._last(closed)
            if place > self._last(fences):
                self._cut(place)

    def _push(self, element: Element) -> None:
        place = len(self.elements)
        self._places.setdefault(element.name, []).append(place)
        if element.block:
            self._blocks.append(place)
        self.elements.append(element)

    def _last(self, names: Iterable[str]) -> int:
        last = -1
        for name in names:
            places = self._places.get(name)
            if places and places[-1] > last:
                last = places[-1]
        return last

    def _cut(self, place: int) -> None:
        for element in self.elements[place:]:
            self._places[element.name].pop()
            if element.block:
                self._blocks.pop()
        del self.elements[place:]
