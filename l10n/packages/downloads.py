"""Translation packages on the network: what the indexes offer, and files fetched piece by piece.

A download that breaks off goes on where it was, if the server still has the same file (RFC 9110,
13.1.5 and 14.2).
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from l10n import network
from l10n.errors import EngineError, NetworkError
from l10n.events import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from urllib3.response import BaseHTTPResponse

_CHUNK = 1 << 18
"""Bytes."""
_NOTHING_MORE = 416
"""What a server answers where a file ends before the wanted range begins (RFC 9110, 15.5.17)."""
_TRIES = 5
"""How often in a row a download may break off without a byte gained."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A package that can be fetched."""

    pair: str
    version: str
    address: str


def offers(places: Iterable[str], index: str) -> Iterator[Offer]:
    """Give what can be fetched: the addresses of packages in the settings first, then by index.

    Args:
        places: The ``models`` of the settings: addresses of packages, or of indexes (``.json``).
        index: Address of the index of Argos Translate.

    Raises:
        NetworkError: An index does not answer.
        EngineError: It is no index of packages.
    """
    addresses = [place for place in places if "://" in place]
    yield from filter(None, map(_named, addresses))
    for address in [*(one for one in addresses if one.endswith(".json")), index]:
        yield from _listed(address, network.asked(address))


def _named(address: str) -> Offer | None:
    """Read pair and version from a name such as ``translate-en_de-1_3.argosmodel``."""
    words = _name(address).removesuffix(".argosmodel").split("-")
    if len(words) != 3 or not address.endswith(".argosmodel"):
        return None
    return Offer(words[1], words[2].replace("_", "."), address)


def _listed(address: str, entries: Any) -> Iterator[Offer]:
    try:
        for entry in entries:
            links = [link for link in entry.get("links", ()) if link.startswith("http")]
            if links and entry.get("type", "translate") == "translate":
                pair = f"{entry['from_code']}_{entry['to_code']}"
                yield Offer(pair, str(entry.get("package_version", "")), links[0])
    except (TypeError, AttributeError, KeyError) as error:
        raise EngineError(f"{address}: no index of translation packages; mend `models`") from error


def _name(address: str) -> str:
    return PurePosixPath(unquote(urlsplit(address).path)).name


def path_of(address: str, folder: Path) -> Path:
    """Return where :func:`fetch` puts a file."""
    return folder / (_name(address) or "package")


def fetch(address: str, folder: Path) -> Iterator[Progress]:
    """Fetch a file into a folder, and say how far it has come, in bytes.

    Raises:
        NetworkError: It cannot be fetched; what has come is kept, and the next call goes on there.
        EngineError: It cannot be written.
    """
    path = path_of(address, folder)
    part, mark = path.with_name(f"{path.name}.part"), path.with_name(f"{path.name}.part-of")
    with _kept(folder):
        folder.mkdir(parents=True, exist_ok=True)
    left = _TRIES
    while True:
        before = _size(part)
        try:
            yield from _more(address, part, mark)
        except NetworkError as error:
            left = _TRIES if _size(part) > before else left - 1
            if error.status == _NOTHING_MORE and before:
                part.unlink()
            elif error.status or not left:
                raise
        else:
            with _kept(path):
                part.replace(path)
                mark.unlink(missing_ok=True)
            return


def _more(address: str, part: Path, mark: Path) -> Iterator[Progress]:
    """Fetch what is lacking; all of it where the server has another file by now, or no ranges."""
    known = mark.read_text(encoding="utf-8") if mark.is_file() and part.is_file() else ""
    headers = {"Range": f"bytes={_size(part)}-", "If-Range": known} if known and _size(part) else {}
    with network.answer(address, headers=headers) as response:
        goes_on = response.status == 206
        with _kept(part):
            mark.write_text(_validator(response), encoding="utf-8")
            part.open("ab" if goes_on else "wb").close()
        done = _size(part)
        length = response.headers.get("Content-Length", "")
        total = done + (int(length) if length.isdecimal() else 0)
        for chunk in response.stream(_CHUNK):
            with _kept(part), part.open("ab") as file:
                file.write(chunk)
            done += len(chunk)
            yield Progress(f"fetch {_name(address)}", done, max(total, done))


@contextmanager
def _kept(path: Path) -> Iterator[None]:
    """Tell a disk that refuses from a server that does."""
    try:
        yield
    except OSError as error:
        raise EngineError(f"{path}: cannot be written: {error.strerror}; make room and try again") from error


def _validator(response: BaseHTTPResponse) -> str:
    """Return what tells this version of a file from another; "" where the server says nothing strong."""
    tag = response.headers.get("ETag", "")
    return tag if tag and not tag.startswith("W/") else response.headers.get("Last-Modified", "")


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
