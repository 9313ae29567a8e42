"""What of a tag matters to a translation: what in it is read, and whether its element is translated."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from l10n.model import LETTER, Kind
from l10n.syntax.html.tokens import VOID, Attribute, TokenKind, attributes

if TYPE_CHECKING:
    from collections.abc import Sequence


_NEVER = frozenset("script style xmp iframe noembed noframes plaintext pre listing".split())
"""Their white space or their syntax would not survive."""
_UNTRANSLATED = _NEVER | frozenset("code kbd samp var tt math svg noscript template object textarea".split())
_WORDED = {
    "alt": Kind.ALT,
    "title": Kind.TITLE,
    "label": Kind.LABEL,
    "placeholder": Kind.LABEL,
    "aria-label": Kind.LABEL,
    "aria-description": Kind.LABEL,
    "aria-placeholder": Kind.LABEL,
    "aria-roledescription": Kind.LABEL,
    "aria-valuetext": Kind.LABEL,
}
_WORDED_ON = {
    ("table", "summary"): Kind.LABEL,
    ("th", "abbr"): Kind.LABEL,
    ("td", "abbr"): Kind.LABEL,
}
_BUTTONS = frozenset({"submit", "button", "reset"})
_DESCRIBING = frozenset(
    "description keywords application-name apple-mobile-web-app-title dc.title dc.description "
    "og:title og:description og:site_name og:image:alt "
    "twitter:title twitter:description twitter:image:alt".split()
)
IRREGULAR = re.compile(r"[\t\n\f\r ](?:[\t\n\f\r ]+|(?<! ))")
"""White space that a segment shows as one space."""
_TAG_NAME = re.compile(r"[^\t\n\f\r />]+")


class Tag(NamedTuple):
    """What of a tag matters to a translation."""

    kind: TokenKind
    name: str
    text: str
    """The tag on one line."""
    key: str
    """The tag without what is translated in it."""
    translate: bool | None
    """What its ``translate`` or ``class="notranslate"`` says; None where they say nothing."""
    worded: tuple[tuple[Attribute, Kind], ...]
    """The attributes that a reader reads."""


def is_translated(name: str, translate: bool | None) -> bool:
    """Tell whether the content of an element is translated where that around it is."""
    if name in _NEVER:
        return False
    return name not in _UNTRANSLATED if translate is None else translate


@lru_cache(maxsize=4096)
def read(shown: str, seen: str) -> Tag:
    """Read a tag: what the tokenizer sees of it, and what segments show of it."""
    if shown[1] == "/":
        name = _TAG_NAME.match(shown, 2)[0].lower()  # type: ignore[index] # the tokenizer saw a name
        return Tag(TokenKind.END, name, IRREGULAR.sub(" ", seen), f"</{name}>", None, ())
    name = _TAG_NAME.match(shown, 1)[0].lower()  # type: ignore[index]
    found = list(attributes(shown))
    values = {a.name: seen[a.start : a.end] for a in found}
    kinds = [(a, _kind(name, a.name, values)) for a in found]
    worded = tuple((a, kind) for a, kind in kinds if kind and LETTER.search(values[a.name]))
    kept = [a for a, kind in kinds if not kind]
    key = "".join([f" {a.name}" + _valued(shown, values[a.name], a) for a in kept])
    kind = TokenKind.EMPTY if name in VOID else TokenKind.START
    return Tag(kind, name, _tag_text(shown, seen, found), f"<{name}{key}>", _says(values), worded)


def _valued(shown: str, value: str, attribute: Attribute) -> str:
    without = not value and not attribute.quote and shown[attribute.start - 1] != "="
    return "" if without else '="' + value.replace('"', "&quot;") + '"'


def _tag_text(shown: str, seen: str, found: Sequence[Attribute]) -> str:
    if not IRREGULAR.search(shown):
        return seen
    out: list[str] = []
    at = 0
    for attribute in found:
        out.append(IRREGULAR.sub(" ", seen[at : attribute.start]))
        out.append(seen[attribute.start : attribute.end])
        at = attribute.end
    return "".join([*out, IRREGULAR.sub(" ", seen[at:])])


def _says(values: dict[str, str]) -> bool | None:
    said = {"no": False, "yes": True, "": True}.get(values.get("translate", "-").lower())
    if said is None and "notranslate" in values.get("class", "").split():
        return False
    return said


def _kind(name: str, attribute: str, values: dict[str, str]) -> Kind | None:
    """Return what a reader reads in an attribute; None where it is for machines."""
    if name == "meta":
        about = values.get("name") or values.get("property") or ""
        return Kind.META if attribute == "content" and about.lower() in _DESCRIBING else None
    if attribute == "title" and name in {"link", "style"}:
        return None
    if attribute == "value" and name == "input":
        return Kind.LABEL if values.get("type", "").lower() in _BUTTONS else None
    return _WORDED.get(attribute) or _WORDED_ON.get((name, attribute))
