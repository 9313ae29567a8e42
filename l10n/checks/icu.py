"""ICU messages keep their arguments and are well formed.

In ``{n, plural, one {# dose} other {# doses}}`` the words inside the inner braces are translated; the
name ``n``, the type ``plural`` and the keys of ``select`` stay. Plural keys are the categories of CLDR,
and ``other`` is always there. The syntax is that of ICU MessageFormat.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.checks import ICU
from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.pair import Pair

SEVERITY = Severity.ERROR
TRIGGER = re.compile("[{]")

Arguments = dict[str, dict[str, frozenset[str]]]
"""The types in which each argument stands, by its name, and the keys of each; "" is a bare ``{name}``."""

_ARGUMENT = re.compile(r"\{\s*(\w+)\s*(?:,\s*(\w+)\s*)?(,(?:\s*offset:\d+)?)?")
_KEY = re.compile(r"\s*(=\d+|[\w-]+)\s*(?=\{)")
_QUOTED = re.compile(r"'[{}][^']*'")
_PLURAL = {"plural", "selectordinal"}
_CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})
"""Those of CLDR; what a locale has not is never chosen and does no harm."""
_DEEPEST = 20


def find(pair: Pair) -> Iterable[str]:
    """Compare the arguments, if the source is a message of ICU."""
    if not ICU.search(pair.source):
        return
    source, translation = _arguments(pair.source), _arguments(pair.translation)
    if translation is None:
        if source is not None:
            yield "the braces “{” and “}” of the message do not match"
        return
    for name, kinds in (source or {}).items():
        there = translation.get(name)
        if there is None:
            yield f"the argument “{name}” is missing"
            continue
        for kind, keys in kinds.items():
            if kind in there:
                yield from _keys(kind, keys, there[kind])
            elif kind:
                yield f"the argument “{name}” is nowhere a “{kind}”"
    for name in translation.keys() - (source or {}).keys():
        yield f"the argument “{name}” was added"


def _keys(kind: str, source: frozenset[str], found: frozenset[str]) -> Iterator[str]:
    if kind in _PLURAL:
        yield from (f"“{key}” is no plural" for key in sorted(found - _CATEGORIES) if key[0] != "=")
        if "other" not in found:
            yield "the plural has no “other”"
    elif kind == "select":
        yield from (f"the key “{key}” is missing" for key in sorted(source - found))
        yield from (f"the key “{key}” was added" for key in sorted(found - source))


def _arguments(text: str) -> Arguments | None:
    """Return the arguments of a message; None where its braces do not match."""
    text = _QUOTED.sub("", text)
    found: Arguments = {}
    try:
        end = _message(text, 0, found, _DEEPEST)
    except ValueError:
        return None
    return found if end == len(text) else None


def _message(text: str, at: int, found: Arguments, deep: int) -> int:
    """Read a message up to its closing brace and return where that stands."""
    if not deep:
        raise ValueError
    while at < len(text) and text[at] != "}":
        at = _argument(text, at, found, deep) if text[at] == "{" else at + 1
    return at


def _argument(text: str, at: int, found: Arguments, deep: int) -> int:
    match = _ARGUMENT.match(text, at)
    if match is None:  # a brace of ordinary text
        return at + 1
    name, kind, at = match[1], match[2] or "", match.end()
    keys: set[str] = set()
    while kind in {*_PLURAL, "select"} and (key := _KEY.match(text, at)):
        keys.add(key[1])
        at = _message(text, key.end() + 1, found, deep - 1) + 1
    at = text.index("}", at) + 1  # a ValueError where it is not closed
    kinds = found.setdefault(name, {})
    kinds[kind] = kinds.get(kind, frozenset()) | keys
    return at
