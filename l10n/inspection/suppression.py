"""Problems that somebody has seen and lets pass: in an entry, in the settings, or in a baseline."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.errors import L10nError
from l10n.project.policy import covers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from l10n.catalog import Entry
    from l10n.events import Problem

_COMMENT = re.compile(r"l10n:\s*ignore\s+(.+)")


def in_entry(entry: Entry) -> frozenset[str]:
    """Return the checks that comments of an entry switch off: ``# l10n: ignore numbers, links``."""
    if "l10n:" not in entry.message.lines.head:
        return frozenset()
    found = (_COMMENT.match(line) for line in entry.message.comments)
    return frozenset(name for line in found if line for name in re.split(r"[,\s]+", line[1].strip()))


def in_settings(ignored: Iterable[str], article: str) -> frozenset[str]:
    """Return the checks that the settings switch off for an article.

    Args:
        ignored: A check for all articles, ``numbers``, or for some, ``numbers guides``.
        article: Path of the article.
    """
    pairs = (item.split(maxsplit=1) for item in ignored)
    return frozenset(name for name, *paths in pairs if not paths or covers(paths[0].strip(), article))


@dataclass(frozen=True, slots=True)
class Baseline:
    """Old problems that new work must not add to, counted by fingerprint."""

    known: Mapping[str, int]

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> Baseline:
        """Take problems as known."""
        known: Counter[str] = Counter()
        for problem in problems:
            known[problem.fingerprint] += problem.amount or 1
        return cls(known)

    @classmethod
    def parse(cls, data: bytes, name: str) -> Baseline:
        """Read a baseline that errors call ``name``.

        Raises:
            L10nError: It is none.
        """
        try:
            known = json.loads(data)["problems"]
            return cls({str(fingerprint): int(count) for fingerprint, count in known.items()})
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise L10nError(
                f"{name}: this is no baseline; `l10n check --write-baseline` writes one"
            ) from error

    def dump(self) -> bytes:
        """Write the baseline, sorted, so that two branches merge."""
        known = dict(sorted(self.known.items()))
        return (json.dumps({"version": 1, "problems": known}, indent=1) + "\n").encode()

    def parted(self, problems: Iterable[Problem]) -> tuple[list[Problem], Baseline]:
        """Return the problems that are not known, and what of the baseline is left behind them.

        A fault that is known once and found twice is new once. What a catalog lacks is new where it
        lacks more; where it does not, none of its entries is.
        """
        left = Counter(self.known)
        fresh: list[Problem] = []
        no_more: dict[tuple[str, str], bool] = {}
        for problem in problems:
            about, count = (problem.check, problem.catalog.path), problem.amount or 1
            known = left[problem.fingerprint] >= count
            left[problem.fingerprint] -= count if known else 0
            if problem.amount:
                no_more[about] = known and no_more.get(about, True)
            if not known and (problem.amount or not no_more.get(about)):
                fresh.append(problem)
        return fresh, Baseline(left)
