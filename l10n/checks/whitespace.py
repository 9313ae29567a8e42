"""White space at both ends is that of the source.

A space or a line break at an end comes in with a paste; the article has its own around the segment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.pair import Pair

SEVERITY = Severity.WARNING

_MARKS = frozenset(":;!?»")


def find(pair: Pair) -> Iterable[str]:
    """Compare the spaces, line breaks and non-breaking spaces at the beginning and the end."""
    is_stripped = pair.source == pair.source.strip() and pair.translation == pair.translation.strip()
    return () if is_stripped else _compared(pair)


def _compared(pair: Pair) -> Iterator[str]:
    for where, source, translation in (
        ("begins", _before(pair.source), _before(pair.translation)),
        ("ends", _before(pair.source[::-1]), _before(pair.translation[::-1])),
    ):
        if source != translation and not _is_typeset(translation, pair.translation):
            yield f"the translation {where} with {_named(translation)}, the source with {_named(source)}"


def mended(pair: Pair) -> str:
    """Take the white space of the source."""
    before, after = _before(pair.source), _before(pair.source[::-1])[::-1]
    return f"{before}{pair.translation.strip()}{after}"


def _is_typeset(space: str, text: str) -> bool:
    """Tell whether a no-break space is set before a mark, as in French."""
    return space in {"\u00a0", "\u202f"} and text[1:2] in _MARKS


def _before(text: str) -> str:
    """Return the white space at the beginning; spaces beside a line break show nowhere."""
    space = text[: len(text) - len(text.lstrip())]
    return "\n" * space.count("\n") or space


def _named(space: str) -> str:
    names = {" ": "a space", "\n": "a line break", "\u00a0": "a no-break space"}
    return " and ".join(names.get(character, repr(character)) for character in space) or "no white space"
