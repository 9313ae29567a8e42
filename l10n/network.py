"""HTTP with patience: time-outs, retries with back-off, the proxies of the environment.

Law: nothing is asked of the network but what a caller names.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from l10n.errors import NetworkError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from urllib3 import PoolManager
    from urllib3.response import BaseHTTPResponse

_TRIES = 5
_BACK_OFF = 0.25
"""Seconds before the second retry; each waits twice as long as the one before."""
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

    parts = urlsplit(address)
    if parts.scheme != "https" and (parts.scheme != "http" or parts.hostname not in _HERE):
        raise NetworkError(f"{address}: only https:// addresses are asked, and http:// on this machine")
    try:
        response = _pool(parts.scheme, parts.hostname or "").request(
            "GET" if body is None else "POST",
            address,
            body=None if body is None else json.dumps(body).encode(),
            headers={"User-Agent": "l10n", "Content-Type": "application/json", **(headers or {})},
            preload_content=False,
        )
        try:
            if response.status >= 400:
                raise NetworkError(f"{address}: {response.status}: {_words(response)}", response.status)
            yield response
        finally:
            response.release_conn()
    except urllib3.exceptions.MaxRetryError as error:
        raise NetworkError(f"{address}: no answer: {error.reason}") from error
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise NetworkError(f"{address}: the answer broke off: {error}") from error


def asked(address: str, *, body: object = None) -> Any:
    """Return the JSON that a server answers.

    Raises:
        NetworkError: There is no answer, or it is no JSON.
    """
    with answer(address, body=body) as response:
        data = response.read()
    try:
        return json.loads(data)
    except ValueError as error:
        raise NetworkError(f"{address}: the answer is no JSON; is the address right?") from error


def _words(response: BaseHTTPResponse) -> str:
    """Return what a server says is wrong: the ``error`` of a JSON answer, or the name of the status."""
    try:
        return str(json.loads(response.read())["error"])
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
        status_forcelist=_BUSY,
        allowed_methods=None,
        raise_on_status=False,
    )
    timeout = urllib3.Timeout(**_TIMEOUT)
    proxy = None if urllib.request.proxy_bypass(host) else urllib.request.getproxies().get(scheme)
    if proxy and host not in _HERE:
        return urllib3.ProxyManager(proxy, retries=retries, timeout=timeout)
    return urllib3.PoolManager(retries=retries, timeout=timeout)
