"""How far the translation of an article has to be, by locale and folder."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields, replace
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from l10n import cldr
from l10n.errors import LocaleError, SettingsError
from l10n.model import State

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

_MOST_STALE = 1_000_000
_TRANSLATED = frozenset({State.REVIEWED, State.DRAFT, State.STALE})


@dataclass(frozen=True, slots=True)
class Policy:
    """What is asked of some articles in some locales; None asks nothing."""

    locales: tuple[str, ...] = ()
    """The locales it is for; all where there are none."""
    articles: tuple[str, ...] = ()
    """Articles, or folders of them, that it is for; all where there are none."""
    published: int | None = None
    """Percent of the segments, boilerplate aside, that must have a published state."""
    translated: int | None = None
    """Percent that must have a translation of any state."""
    reviewed: int | None = None
    """Percent that must be reviewed."""
    stale: int | None = None
    """How many entries may be stale."""
    score: float | None = None
    """What the engine's score of a draft must be at least, 0 to 1."""

    def fits(self, article: str, locale: str) -> bool:
        """Tell whether it is for an article in a locale."""
        within = (covers(path, article) for path in self.articles)
        return (not self.locales or locale in self.locales) and (not self.articles or any(within))

    def shortfalls(
        self, states: Collection[State], published: Collection[State]
    ) -> Iterator[tuple[str, int]]:
        """Say what the segments of an article, one state each, lack, and how many of them lack it.

        Args:
            states: The state of each segment.
            published: The states that are published.
        """
        shares = (
            (self.published, published, "can be published"),
            (self.translated, _TRANSLATED, "are translated"),
            (self.reviewed, {State.REVIEWED}, "are reviewed"),
        )
        for asked, enough, said in shares:
            lacking = Counter(state.value for state in states if state not in enough)
            have = len(states) - lacking.total()
            if asked is not None and have * 100 < asked * len(states):
                rest = ", ".join(f"{count} {state}" for state, count in sorted(lacking.items()))
                share = 100 * have // len(states)
                yield f"{share} % of the segments {said}, {asked} % are asked for; {rest}", lacking.total()
        stale = sum(state is State.STALE for state in states)
        if self.stale is not None and stale > self.stale:
            yield f"{stale} entries are stale, at most {self.stale} may be", stale


def covers(path: str, article: str) -> bool:
    """Tell whether a path of the settings is for an article: ``guides``, ``guides/`` and ``guides/*`` are."""
    path = PurePosixPath(path).as_posix()
    return path in (".", article) or article.startswith(f"{path}/") or fnmatchcase(article, path)


def demanded(policies: Iterable[Policy], article: str, locale: str) -> Policy:
    """Return what is asked of an article in a locale: of each demand, the last that fits."""
    asked = Policy()
    for policy in policies:
        if policy.fits(article, locale):
            given = {f.name: v for f in fields(Policy) if (v := getattr(policy, f.name)) not in {None, ()}}
            asked = replace(asked, **given)
    return asked


def read(table: Mapping[str, object], place: Callable[[str], str], locales: Collection[str]) -> Policy:
    """Read a table ``[[policy]]`` of the settings.

    Args:
        table: What TOML made of it.
        place: Gives the place of one of its keys, for messages.
        locales: The locales of the settings.

    Raises:
        SettingsError: It is none of a policy; the message begins with the place.
    """
    known = [field.name for field in fields(Policy)]
    for key in table:
        if key not in known:
            raise SettingsError(f"{place(key)}: a policy has no `{key}`; it has {', '.join(known)}")
    where = {name: place(name) for name in known}
    return Policy(
        locales=tuple(
            _tag(name, where["locales"], locales) for name in _texts(table, "locales", where["locales"])
        ),
        articles=_texts(table, "articles", where["articles"]),
        published=_whole(table, "published", 100, where["published"]),
        translated=_whole(table, "translated", 100, where["translated"]),
        reviewed=_whole(table, "reviewed", 100, where["reviewed"]),
        stale=_whole(table, "stale", _MOST_STALE, where["stale"]),
        score=_number(table, "score", 1, where["score"]),
    )


def _tag(name: str, where: str, locales: Collection[str]) -> str:
    try:
        tag = cldr.tag(name)
    except LocaleError as error:
        raise SettingsError(f"{where}: `locales` of a policy: {error}") from error
    if tag not in locales:
        raise SettingsError(
            f"{where}: a policy is for {tag}, which is none of the locales of the settings; "
            "add it to `locales` above, or mend it"
        )
    return tag


def _texts(table: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SettingsError(f'{where}: `{key}` of a policy is a list of texts, such as ["vi"]')
    return tuple(value)


def _whole(table: Mapping[str, object], key: str, most: int, where: str) -> int | None:
    value = _number(table, key, most, where)
    if value is not None and not isinstance(table[key], int):
        raise SettingsError(f"{where}: `{key}` of a policy is a whole number from 0 to {most}")
    return None if value is None else int(value)


def _number(table: Mapping[str, object], key: str, most: int, where: str) -> float | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= most:
        raise SettingsError(f"{where}: `{key}` of a policy is a number from 0 to {most}")
    return float(value)
