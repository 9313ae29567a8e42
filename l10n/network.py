"""HTTP with patience: time-outs, retries with back-off, the proxies of the environment.

Law: nothing is asked of the network but what a caller names.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from l10n.errors import NetworkError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from urllib3 import PoolManager
    from urllib3.response import BaseHTTPResponse

_TRIES = 5
_BACK_OFF = 0.25
"""Seconds before the second retry; each waits twice as long as the one before."""
_LONGEST_WAIT = 60
"""Seconds, where a busy server says when to come back."""
_MOVES = 5
"""How often in a row a server may say that what is asked for has moved."""
_MOST = 64 << 20
"""Bytes of an answer that is read at once."""
_TIMEOUT = {"connect": 10.0, "read": 120.0}
"""Seconds."""
_BUSY = frozenset({429, 502, 503, 504})
"""What a server answers that may serve in a moment."""
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})


@contextmanager
def answer(
    address: str, *, body: object = None, headers: Mapping[str, str] | None = None
) -> Iterator[BaseHTTPResponse]:
    """Give the answer to a request, to be read as it comes.

    Args:
        address: ``https://…``; ``http://…`` for a server on this machine alone.
        body: What is sent as JSON, by POST; None asks by GET.
        headers: More headers.

    Raises:
        NetworkError: There is no answer, or it is not a good one; the message has the server's words.
    """
    import urllib3

    try:
        response = _sent(address, body, headers or {})
        try:
            if response.status >= 400:
                raise NetworkError(f"{address}: {response.status}: {_words(response)}", response.status)
            yield response
        finally:
            response.close()
    except urllib3.exceptions.MaxRetryError as error:
        raise NetworkError(f"{address}: no answer: {error.reason}") from error
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise NetworkError(f"{address}: the answer broke off: {error}") from error


def _sent(address: str, body: object, headers: Mapping[str, str]) -> BaseHTTPResponse:
    """Send a request, and follow where a server has moved; what is sent to it is not sent to another one."""
    asked = address
    for _ in range(_MOVES):
        parts = urlsplit(asked)
        if parts.scheme != "https" and (parts.scheme != "http" or parts.hostname not in _HERE):
            raise NetworkError(f"{asked}: only https:// addresses are asked, and http:// on this machine")
        response = _pool(parts.scheme, parts.hostname or "").request(
            "GET" if body is None else "POST",
            asked,
            body=None if body is None else json.dumps(body).encode(),
            headers={"User-Agent": "l10n", "Content-Type": "application/json", **headers},
            preload_content=False,
            redirect=False,
        )
        place = response.get_redirect_location()
        if not place:
            return response
        response.close()
        asked = urljoin(asked, place)
        if body is not None:
            break
    raise NetworkError(f"{address}: the server sends on to {asked}; is the address right?")


def asked(address: str, *, body: object = None) -> Any:
    """Return the JSON that a server answers.

    Raises:
        NetworkError: There is no answer, or it is no JSON, or too much of it.
    """
    with answer(address, body=body) as response:
        data = response.read(_MOST)
    if len(data) == _MOST:
        raise NetworkError(f"{address}: the answer is longer than {_MOST >> 20} MiB; is the address right?")
    try:
        return json.loads(data)
    except ValueError as error:
        raise NetworkError(f"{address}: the answer is no JSON; is the address right?") from error


def _words(response: BaseHTTPResponse) -> str:
    """Return what a server says is wrong: the ``error`` of a JSON answer, or the name of the status."""
    try:
        return str(json.loads(response.read(_MOST))["error"])
    except (ValueError, TypeError, KeyError):
        return response.reason or "the server refused"


@cache
def _pool(scheme: str, host: str) -> PoolManager:
    import urllib.request

    import urllib3

    retries = urllib3.Retry(
        total=_TRIES,
        connect=2,
        backoff_factor=_BACK_OFF,
        retry_after_max=_LONGEST_WAIT,
        status_forcelist=_BUSY,
        allowed_methods=None,
        raise_on_status=False,
    )
    timeout = urllib3.Timeout(**_TIMEOUT)
    proxy = None if urllib.request.proxy_bypass(host) else urllib.request.getproxies().get(scheme)
    if proxy and host not in _HERE:
        return urllib3.ProxyManager(proxy, retries=retries, timeout=timeout)
    return urllib3.PoolManager(retries=retries, timeout=timeout)
