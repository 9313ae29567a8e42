"""Real servers on 127.0.0.1 for the tests of what is about the network."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
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
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(data) - start))
            self.send_header("ETag", tag)
            self.end_headers()
            self.wfile.write(data[start : start + breaks_at] if breaks_at else data[start:])

        def log_message(self, *arguments: object) -> None:
            """Print nothing."""

    return Files
