"""What stands before every request: the host asked for, where a write comes from, how long it is; then the headers.

The page runs scripts and styles from this server only, is shown in no frame, and loads nothing from elsewhere, but for
map tiles where their source was named at start: then it may fetch from that one origin, and only fetch. So the text of
a report cannot act, even if it came to stand in the page unescaped.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from marsad.views.desk._access import Access

LONGEST_BODY = 64 * 1024  # bytes of a write
_SAFE = frozenset({"GET", "HEAD"})
_POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data: blob:",
    "connect-src": "'self'", "worker-src": "'self'", "font-src": "'self'", "manifest-src": "'self'",
    "base-uri": "'none'", "form-action": "'none'", "frame-ancestors": "'none'",
}  # fmt: skip
_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_Headers = list[tuple[bytes, bytes]]


class Guard:
    """The outermost layer of the desk."""

    def __init__(self, app: ASGIApp, access: Access, also_asked: str | None = None) -> None:
        self._app = app
        self._access = access
        self._headers = _headers(also_asked)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuses a request, or passes it on and adds the headers to its answer."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        guarded = _with_headers(send, self._headers)
        refusal = self._refusal(scope)
        if refusal is not None:
            await _refuse(guarded, *refusal)
            return
        await self._app(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get("host", "")
        if not self._access.may_be_asked_as(host):
            return 400, f"{host[:100]!r} is no name of this server; start it with --allow-host NAME if it should be"
        return None if scope["method"] in _SAFE else _refusal_of_a_write(scope["method"], host, headers)


def _refusal_of_a_write(method: str, host: str, headers: Mapping[str, str]) -> tuple[int, str] | None:
    origin = headers.get("origin")
    is_foreign = origin is not None and urlsplit(origin).netloc.lower() != host.lower()
    if is_foreign or headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return 403, "a write must come from the page of this server"
    length = headers.get("content-length", "0" if method == "DELETE" else "")
    if not length.isdecimal() or "transfer-encoding" in headers:
        return 411, "a write tells its length"
    if int(length) > LONGEST_BODY:
        return 413, f"a write has at most {LONGEST_BODY} bytes"
    if method != "DELETE" and headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return 415, "a write is application/json"
    return None


def _headers(also_asked: str | None) -> _Headers:
    """What every answer says, with an origin beside this server that the page may fetch from."""
    policy = _POLICY if also_asked is None else _POLICY | {"connect-src": f"'self' {also_asked}"}
    told = {"content-security-policy": "; ".join(f"{part} {whence}" for part, whence in policy.items())} | _HEADERS
    return [(name.encode(), value.encode()) for name, value in told.items()]


def _with_headers(send: Send, headers: _Headers) -> Send:
    async def send_guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            present = {name for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *headers]
            if b"cache-control" not in present:
                message["headers"].append((b"cache-control", b"no-store"))
        await send(message)

    return send_guarded


async def _refuse(send: Send, status: int, why: str) -> None:
    body = json.dumps({"detail": why}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
