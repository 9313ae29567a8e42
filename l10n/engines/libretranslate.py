"""LibreTranslate: a server that translates, on this machine or elsewhere, over HTTP.

The setting ``server`` has its address, and the environment, if it wants one, its key as
``LIBRETRANSLATE_API_KEY``.
"""

from __future__ import annotations

import os
import re
from itertools import chain
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from l10n import cldr, network
from l10n.errors import EngineError, NetworkError
from l10n.model import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.project import Project

_KEY = "LIBRETRANSLATE_API_KEY"
_MASKS = ("XQ{}Z", "X{}X")
_TEXTS = 32
"""Texts a request, at most."""
_CHARACTERS = 4000
"""Characters a request, at most, unless one text is longer."""
_MORE = 2
"""Other translations that are asked for."""
_UNKNOWN = 0.5
"""The server does not tell how sure it is."""
_LINES = re.compile(r"\s*[\r\n]\s*")
"""A line break, which no text of ours has, and no translation either."""
_TOO_MUCH = frozenset({400, 413})
"""What a server answers to more texts or characters than its limits; it says so, too."""


def engine(project: Project, target: str) -> LibreTranslate:
    """Return the engine for the pair, if the server translates it.

    Raises:
        EngineError: There is no server in the settings, or it does not know the pair.
        NetworkError: The server does not answer.
    """
    address = project.settings.server.rstrip("/")
    if not address:
        raise EngineError(
            f"{project.place}: the engine libretranslate needs a server; set `server` to its address, "
            'such as "http://127.0.0.1:5000"'
        )
    source, goal = _pair(address, project.settings.source_locale, target)
    return LibreTranslate(address, source, goal)


def _pair(address: str, source: str, target: str) -> tuple[str, str]:
    languages = network.asked(f"{address}/languages")
    try:
        targets = {str(entry["code"]): frozenset(map(str, entry["targets"])) for entry in languages}
    except (TypeError, KeyError) as error:
        raise EngineError(f"{address}: the server is no LibreTranslate; mend `server`") from error
    for begin in _codes(source):
        for end in _codes(target):
            if end in targets.get(begin, ()):
                return begin, end
    raise EngineError(
        f"{address}: the server does not translate from {source} to {target}; "
        "choose another engine or server, or load the languages there"
    )


def _codes(locale: str) -> Iterator[str]:
    """Give the names under which a server can know a locale."""
    yield from dict.fromkeys((locale, cldr.argos_code(locale), locale.split("-", 1)[0]))


class LibreTranslate:
    """A server, asked for one pair of languages."""

    masks = _MASKS

    def __init__(self, address: str, source: str, target: str) -> None:
        self._address = address
        self._source = source
        self._target = target
        self.origin = f"libretranslate {source}_{target} {urlsplit(address).netloc}"

    def carries(self, text: str) -> bool:
        """Trust the signs of Western European keyboards; what the server's models have is not known."""
        return all(sign < "\u0100" for sign in text)

    def translate(self, texts: Iterable[str], attempt: int = 0) -> Iterator[Sequence[Proposal]]:
        """Ask for many texts at a time; a batch that is too much for the server is halved."""
        for batch in _batches(texts):
            yield from self._translated(batch)

    def _translated(self, batch: Sequence[str]) -> Iterator[Sequence[Proposal]]:
        try:
            answer = network.asked(f"{self._address}/translate", body=self._question(batch))
        except NetworkError as error:
            if error.status not in _TOO_MUCH or "limit" not in str(error):
                raise
            if len(batch) == 1:
                yield ()
                return
            half = len(batch) // 2
            yield from chain(self._translated(batch[:half]), self._translated(batch[half:]))
            return
        yield from self._proposals(batch, answer)

    def _question(self, batch: Sequence[str]) -> dict[str, object]:
        key = os.environ.get(_KEY)
        return {
            "q": list(batch),
            "source": self._source,
            "target": self._target,
            "format": "text",
            "alternatives": _MORE,
            **({"api_key": key} if key else {}),
        }

    def _proposals(self, batch: Sequence[str], answer: Any) -> Iterator[Sequence[Proposal]]:
        best = _texts(answer.get("translatedText") if isinstance(answer, dict) else None)
        if len(best) != len(batch):
            raise EngineError(
                f"{self._address}: {len(best)} translations came for {len(batch)} texts; "
                "is the server a LibreTranslate?"
            )
        more = answer.get("alternatives")
        others = more if isinstance(more, list) and len(more) == len(batch) else [[]] * len(batch)
        for first, rest in zip(best, others, strict=True):
            texts = dict.fromkeys(_LINES.sub(" ", text).strip() for text in (first, *_texts(rest)))
            yield tuple(Proposal(text, _UNKNOWN, self.origin) for text in texts)


def _texts(found: object) -> list[str]:
    """Return a list of texts; an empty one where it is none."""
    return found if isinstance(found, list) and all(isinstance(one, str) for one in found) else []


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and (len(batch) == _TEXTS or size + len(text) > _CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch
