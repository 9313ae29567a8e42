"""Real servers on 127.0.0.1 for the tests of what is about the network."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Give the address of a server that lives as long as the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def files(
    contents: dict[str, bytes], *, breaks_at: int = 0, ranges: bool = True
) -> type[BaseHTTPRequestHandler]:
    """Return a server of files.

    Args:
        contents: Path and bytes of each file; the server looks them up for every request.
        breaks_at: Bytes after which an answer breaks off; 0 for never.
        ranges: False for a server that always sends the whole file.
    """

    class Files(BaseHTTPRequestHandler):
        asked: list[tuple[str, str]] = []

        def do_GET(self) -> None:
            data = contents.get(self.path)
            wanted = self.headers.get("Range", "")
            self.asked.append((self.path, wanted))
            if data is None:
                self.send_error(404)
                return
            tag = f'"{hash(data)}"'
            start = 0
            if ranges and wanted and self.headers.get("If-Range") == tag:
                start = int(re.match(r"bytes=(\d+)-", wanted)[1])
            if data and start >= len(data):
                self.send_error(416)
                return
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(data) - start))
            self.send_header("ETag", tag)
            self.end_headers()
            self.wfile.write(data[start : start + breaks_at] if breaks_at else data[start:])

        def log_message(self, *arguments: object) -> None:
            """Print nothing."""

    return Files


def libretranslate(
    translated: Callable[[list[str]], list[str]],
    *,
    key: str = "",
    texts: int = 100,
    characters: int = 10_000,
    busy: int = 0,
    dies_after: int = 0,
) -> type[BaseHTTPRequestHandler]:
    """Return a server with the API of LibreTranslate 1.6 for English to Vietnamese.

    Args:
        translated: Translates the texts of a request.
        key: The API key that it wants; "" for none.
        texts: Its limit of texts a request.
        characters: Its limit of characters a request.
        busy: How many requests it turns away first.
        dies_after: Requests after which it answers no more; 0 for never.
    """

    class LibreTranslate(BaseHTTPRequestHandler):
        asked: list[list[str]] = []
        refused: list[int] = []

        def do_GET(self) -> None:
            languages = [{"code": "en", "name": "English", "targets": ["vi", "pt-BR"]}]
            self._answer(200, languages if self.path == "/languages" else {"error": "Not found"})

        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked = question["q"]
            if len(self.refused) < busy:
                self._refuse(429, "Slowdown: too many requests")
            elif dies_after and len(self.asked) >= dies_after:
                self._refuse(500, "the model is gone")
            elif key and question.get("api_key") != key:
                self._refuse(403, "Invalid API key")
            elif (question["source"], question["target"], question["format"]) != ("en", "vi", "text"):
                self._refuse(400, "fr is not supported")
            elif len(asked) > texts:
                self._refuse(400, f"Invalid request: request ({len(asked)}) exceeds batch limit ({texts})")
            elif sum(map(len, asked)) > characters:
                self._refuse(400, "Invalid request: request exceeds text limit")
            else:
                self.asked.append(asked)
                found = translated(asked)
                more = [[text + "?"] for text in found] if question.get("alternatives") else []
                self._answer(200, {"translatedText": found, "alternatives": more})

        def _refuse(self, status: int, error: str) -> None:
            self.refused.append(status)
            self._answer(status, {"error": error})

        def _answer(self, status: int, answer: object) -> None:
            data = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *arguments: object) -> None:
            """Print nothing."""

    return LibreTranslate


def saying(status: int, body: bytes, **headers: str) -> type[BaseHTTPRequestHandler]:
    """Return a server that knows English and Vietnamese, and answers all questions with the same."""

    class Saying(BaseHTTPRequestHandler):
        asked: list[str] = []

        def do_GET(self) -> None:
            known = b'[{"code": "en", "targets": ["vi"]}]'
            self._answer(200, known) if self.path == "/languages" else self._answer(status, body)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.asked.append(self.path)
            self._answer(status, body)

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            """Print nothing."""

    return Saying
