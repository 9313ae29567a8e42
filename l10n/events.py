"""What verbs tell: what they did to a file, what is wrong with a translation, how far they have come."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_COUNTS = re.compile(r"\d+|;.*")
"""The numbers of a message, and what it tells of them in the end."""


class Severity(StrEnum):
    """How bad a problem is; an error makes ``check`` fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    """A matter of style; looked for only where the settings ask."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file; ``line`` counts from 1, 0 stands for the whole file."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check found in a translation, with both places."""

    check: str
    severity: Severity
    message: str
    catalog: Place
    article: Place | None
    source: str = ""
    translation: str = ""
    locale: str = ""
    amount: int = 0
    """How many segments a message about a catalog counts; 0 where it counts none."""

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that stay the same when lines move, and when a count changes.

        What is wrong with an entry stays the same in another article too, as when one is renamed.
        """
        message = _COUNTS.sub("", self.message) if self.amount else self.message
        place = self.locale if self.source else self.catalog.path
        said = "\0".join((self.check, place, self.source, message))
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Did(StrEnum):
    """What a verb did to a file."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    COPIED = "copied"
    REMOVED = "removed"
    SKIPPED = "skipped"
    """Not of our kind; named, and no reason to fail."""
    REFUSED = "refused"
    """Left as it was because something is wrong with it; the run has failed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a verb did to a file."""

    path: str
    """Relative to the project, with ``/``."""
    did: Did
    summary: str = ""
    """For a person: ``14 new, 4 stale, 5 left, 988 unchanged``, or why it was refused."""
    locale: str = ""
    """The locale it was done for; "" for none."""
    counts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Total:
    """What a verb did to all files of a locale, or found in none of them."""

    locale: str
    """The locale; "" for the articles, templates and settings."""
    files: int
    counts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long verb has come."""

    task: str
    done: int
    total: int


Event = Outcome | Problem | Total | Progress
"""What a verb yields."""
