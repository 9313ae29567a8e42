"""A translation brings no code into a page: no script, no event handler, no ``javascript:`` link.

What the source has, it may have: the check looks only for what was added. The list of elements and
attributes that run code is that of the HTML standard.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.ERROR
TRIGGER = re.compile("[<:=]")

_CODE = re.compile(
    r"<(?:script|iframe|object|embed|applet|base|meta|form|style)\b(?!-)|<link\b(?=[^<>]*\brel\s*=)"
    r"|(?<=[\s\"'/])on[a-z]{3,}\s*=(?=[^<>]*>)"
    r"|\b(?:java|vb)script\s*:(?!\s)"
    r"|\bdata\s*:\s*text/html"
    r"|\bsrcdoc\s*=",
    re.IGNORECASE,
)

_SIGNS = ("<", "script", "text/html", "srcdoc")


def find(pair: Pair) -> Iterable[str]:
    """Look for what runs code and was not in the source."""
    lowered = pair.translation.lower()
    if not any(sign in lowered for sign in _SIGNS):
        return
    found = Counter(match.lower() for match in _CODE.findall(pair.translation))
    known = Counter(match.lower() for match in _CODE.findall(pair.source)) if found else Counter[str]()
    yield from (f"“{code}” runs code that the source has not" for code in found - known)
