"""Placeholders and template tags are those of the source.

A program puts a value in the place of ``%(name)s``, ``%1$d``, ``{name}``, ``${name}`` or ``{{ name }}``;
it does not know a translated name. Their order may change.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from l10n.checks import ICU, differences
from l10n.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.ERROR
TRIGGER = re.compile(r"[%{]")

_VARIABLE = re.compile(
    r"%\d+\$[-+#0]*\d*(?:\.\d+)?[a-zA-Z@]|%\{\w+\}|%-?\d*\.\d+[feg]\b|%l{1,2}[dux]\b|%@|%[A-Z_]{3,}%"
    r"|\{\d*(?:[:!][^{}\s]*)?\}"
)
"""Placeholders that no notation sets apart from words."""


def find(pair: Pair) -> Iterable[str]:
    """Compare placeholders of printf and braces, and the tags of Hugo, Liquid and MDX."""
    if ICU.search(pair.source):
        return  # `icu` reads it
    yield from differences(pair, "placeholders")
    source, translation = (
        Counter(_VARIABLE.findall(words)) for words in (pair.source_words, pair.translation_words)
    )
    yield from (f"“{name}” is missing" for name in source - translation)
    yield from (f"“{name}” was added" for name in translation - source)
