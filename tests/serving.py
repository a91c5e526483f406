"""A web server on the loopback, for tests that fetch: what it answers is a table, and it keeps what it was asked."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

BODY = "The army said on Tuesday that its troops had taken three villages near the river.\n"
HEAD = "<!doctype html><html><head><title>Three villages</title></head>"
PAGE = f"{HEAD}<body><article><p>{BODY}</p></article></body></html>"


@dataclass
class Answer:
    """What the server says to one path.

    Attributes:
        body: The body.
        kind: Its content type.
        status: HTTP status.
        headers: More headers.
        slow: Seconds before each byte of the body, which then has no stated length.
    """

    body: bytes | str = b""
    kind: str | None = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    slow: float = 0.0


@dataclass
class Site:
    """A running server.

    Attributes:
        url: Its address, without a slash at the end.
        answers: By path; a path that is not there is answered with 404.
        asked: The paths that were asked for, in order.
        headers: The headers of each request.
    """

    url: str
    answers: dict[str, Answer | Callable[[dict[str, str]], Answer]]
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def pages(self) -> list[str]:
        return [path for path in self.asked if path != "/robots.txt"]


@contextmanager
def serving(
    answers: dict[str, Answer | Callable[[dict[str, str]], Answer]] | None = None,
    *,
    certificate: Path | None = None,
    key: Path | None = None,
) -> Iterator[Site]:
    """Runs a server on the loopback; with a certificate, it speaks TLS."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            pass  # who asked has gone, or did not like the certificate

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers.append(dict(self.headers))
            found = site.answers.get(self.path, Answer("none", status=404))
            answer = found if isinstance(found, Answer) else found(dict(self.headers))
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            self.send_response(answer.status)
            if answer.kind is not None:
                self.send_header("Content-Type", answer.kind)
            if not answer.slow:
                self.send_header("Content-Length", str(len(body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                if answer.slow:
                    for byte in body:
                        time.sleep(answer.slow)
                        self.wfile.write(bytes([byte]))
                else:
                    self.wfile.write(body)
            except OSError:
                pass  # who asked has gone

        def log_message(self, *_: object) -> None:
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        site = Site(f"http://127.0.0.1:{server.server_port}", answers or {})
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate, key)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
