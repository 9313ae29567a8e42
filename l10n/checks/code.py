"""Code stands as it is.

What a reader types, or sees on a screen, is copied and never translated: `--help`, <kbd>Esc</kbd>,
``max_speed``. It may stand more often or less often than in the source, since a translation says again
what it speaks of. What the reader replaces in a command, such as ``<name>``, is translated.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.checks import Trigger
from l10n.difference import differences
from l10n.events import Severity
from l10n.pair import code_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.ERROR
TRIGGER = Trigger.DIFFERENCE

_MENU = re.compile(r"[^\W\d_a-z][a-z]+(?: (?:[>→&/-] )?\(?[^\W\d_]+\)?)+")
"""Words that a reader sees on a screen in the reader's language: `File > Save as`."""


def find(pair: Pair) -> Iterable[str]:
    """Compare pieces of code; one that lost only its marks is told by ``emphasis``."""
    found = [one for one in differences(pair, "code") if _is_copied(one.key)]
    gone = [one for one in found if one.is_loss and not _stands(one.key, pair)]
    return [one.told for one in found if one in gone or not one.is_loss] if gone else []


def _is_copied(key: str) -> bool:
    """Tell code from a listing, from a text in quotation marks and from a menu, which are translated."""
    return not (key.startswith("```") or key[1:2] in {'"', "'"} or _MENU.fullmatch(code_in(key)))


def _stands(key: str, pair: Pair) -> bool:
    code = code_in(key) or key
    return code in pair.translation or code in pair.translation_words
