"""ICU messages keep their arguments and are well formed.

In ``{n, plural, one {# dose} other {# doses}}`` the words inside the inner braces are translated; the
name ``n``, the type ``plural`` and the keys of ``select`` stay. Plural keys are those of the locale in
CLDR, and ``other`` is always there. The syntax is that of ICU MessageFormat.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n import cldr
from l10n.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.checks import Pair

SEVERITY = Severity.ERROR

Arguments = dict[str, tuple[str, frozenset[str]]]
"""Type and keys of each argument, by name."""

_ICU = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal|number|date|time)\b")
_BEGIN = re.compile(r"\{\s*(\w+)\s*(?:,\s*(\w+)\s*(?:,\s*(?:offset:\d+\s*)?)?)?")
_KEY = re.compile(r"\s*(=\d+|[\w-]+)\s*\{")
_QUOTED = re.compile(r"'[{}][^']*'")
_PLURAL = {"plural", "selectordinal"}


def find(pair: Pair) -> Iterable[str]:
    """Compare the arguments, if the source is a message of ICU."""
    if "{" not in pair.source or not _ICU.search(pair.source):
        return
    source, translation = _arguments(pair.source), _arguments(pair.translation)
    if translation is None:
        if source is not None:
            yield "the braces “{” and “}” of the message do not match"
        return
    for name, (kind, keys) in (source or {}).items():
        if name not in translation:
            yield f"the argument “{name}” is missing"
        elif translation[name][0] != kind:
            yield f"the argument “{name}” is “{translation[name][0]}” and not “{kind}”"
        else:
            yield from _keys(kind, keys, translation[name][1], pair.locale)
    for name in translation.keys() - (source or {}).keys():
        yield f"the argument “{name}” was added"


def _keys(kind: str, source: frozenset[str], found: frozenset[str], locale: str) -> Iterator[str]:
    if kind in _PLURAL:
        known = cldr.plural_categories(locale)
        yield from (f"“{key}” is no plural of {locale}" for key in sorted(found - known) if key[0] != "=")
        if "other" not in found:
            yield "the plural has no “other”"
    elif kind == "select":
        yield from (f"the key “{key}” is missing" for key in sorted(source - found))
        yield from (f"the key “{key}” was added" for key in sorted(found - source))


def _arguments(text: str) -> Arguments | None:
    """Return the arguments of a message; None where its braces do not match."""
    text = _QUOTED.sub("", text)
    if text.count("{") != text.count("}"):
        return None
    found: Arguments = {}
    for match in _BEGIN.finditer(text):
        name, kind = match[1], match[2] or ""
        keys = _keys_behind(text, match.end()) if kind in {*_PLURAL, "select"} else []
        if kind or text[match.end() : match.end() + 1] == "}":
            found.setdefault(name, (kind, frozenset(keys)))
    return found


def _keys_behind(text: str, at: int) -> list[str]:
    keys = []
    while match := _KEY.match(text, at):
        keys.append(match[1])
        depth, at = 1, match.end()
        while depth and at < len(text):
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
    return keys
