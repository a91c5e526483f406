"""Fetching one address: to the very machine that was checked, over few redirects, within limits of size and time.

Nothing of the user goes along: no cookies, no credentials, no proxy. ``robots.txt`` is asked first, under the same
rules, and obeyed. Between two pages of one host there is a pause.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
import time
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from marsad._errors import InputError
from marsad.sources._addresses import resolved, target_of
from marsad.sources._arrival import Hop, Trace
from marsad.sources._ids import shown
from marsad.sources._run import PDF_LIMIT
from marsad.sources._web_types import is_readable, media_type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from urllib3 import BaseHTTPResponse
    from urllib3.connection import HTTPConnection

    from marsad.sources._addresses import Target

__all__ = ["FetchLimits", "Fetched", "Fetcher"]

_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_MODIFIED = 304
_FORBIDDING = (401, 403)  # as an answer to the question for robots.txt
_PIECE = 1 << 16
_AGENT = "marsad"
_NO_LEAVE = "is not fetched, for the site's robots.txt"
_ACCEPTED = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/pdf, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much a fetch may take.

    Attributes:
        size: Bytes of a body, unpacked.
        robots_size: Bytes of a ``robots.txt``.
        seconds: For one request, from its beginning to the last byte.
        idle_seconds: Without a byte.
        redirects: One after the other.
        pause: Seconds between two pages of a host, where its ``robots.txt`` asks for none.
        longest_pause: Seconds that a ``robots.txt`` may ask for.
    """

    size: int = PDF_LIMIT
    robots_size: int = 500_000
    seconds: float = 60.0
    idle_seconds: float = 15.0
    redirects: int = 5
    pause: float = 1.0
    longest_pause: float = 60.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave.

    Attributes:
        raw: The body, unpacked; empty where nothing is new.
        content_type: The header of that name.
        trace: How it was fetched.
        is_new: Whether it has changed since the tags that were sent along.
    """

    raw: bytes
    content_type: str | None
    trace: Trace
    is_new: bool = True


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses, and remembers the ``robots.txt`` of each host and when it was last asked.

    Attributes:
        allow_private: Whether this machine and private networks may be asked.
        limits: Of one fetch.
        wait: Sleeps so many seconds; may return earlier where the program is to stop.
        resolve: As :func:`socket.getaddrinfo`, which it is by default.
    """

    allow_private: bool = False
    limits: FetchLimits = field(default_factory=FetchLimits)
    wait: Callable[[float], object] = time.sleep
    resolve: Callable[..., list[tuple[object, ...]]] | None = None
    _robots: dict[str, RobotFileParser | str] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """What an address gives.

        Args:
            url: The address.
            etag: Of what is known already; if that is still it, nothing is sent.
            last_modified: The same, by date.

        Raises:
            InputError: It may not or cannot be fetched, or is no kind of document that marsad reads.
        """
        known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in known.items() if value}
        return self._follow(url, headers, size=self.limits.size, is_page=True)

    def forget(self) -> None:
        """Asks every site for its ``robots.txt`` anew, as whoever goes on for days must."""
        self._robots.clear()
        self._asked.clear()

    def _follow(self, url: str, headers: Mapping[str, str], *, size: int, is_page: bool) -> Fetched:
        """Goes from redirect to redirect, each checked as if the user had named it."""
        hops: list[Hop] = []
        target = target_of(url)
        while True:
            if is_page:
                self._ask_leave(target, is_redirect=bool(hops))
            with self._answer(target, headers) as (number, answer):
                hops.append(Hop(target.url, number, answer.status))
                if answer.status not in _REDIRECTS:
                    return _body(answer, tuple(hops), size, is_page=is_page)
                target = target_of(urljoin(target.url, answer.headers.get("Location", "")))
            if any(hop.url == target.url for hop in hops):
                raise InputError(shown(url), "redirects in a circle; name the page itself")
            if len(hops) > self.limits.redirects:
                raise InputError(shown(url), f"redirects more than {self.limits.redirects} times; name the page itself")

    def _ask_leave(self, target: Target, *, is_redirect: bool) -> None:
        """Obeys ``robots.txt`` and keeps the pause between two pages of a host."""
        robots = self._robots.get(target.origin) or self._robots_of(target)
        self._robots[target.origin] = robots
        if isinstance(robots, str):
            raise InputError(target.url, robots)
        if not robots.can_fetch(_AGENT, target.url):
            raise InputError(
                target.url, "is closed to programs by the site's robots.txt; save the page and give the file"
            )
        if is_redirect:
            return  # one page to whoever asked for it
        delay = robots.crawl_delay(_AGENT)
        pause = self.limits.pause if delay is None else min(float(delay), self.limits.longest_pause)
        last = self._asked.get(target.host)
        if last is not None:
            left = last + pause - time.monotonic()
            if left > 0:
                self.wait(left)
        self._asked[target.host] = time.monotonic()

    def _robots_of(self, target: Target) -> RobotFileParser | str:
        """The rules of a site, or why it is not asked without them, although they may be there."""
        url = f"{target.origin}/robots.txt"
        try:
            found = self._follow(url, {}, size=self.limits.robots_size, is_page=False)
        except InputError as error:
            # Where the site itself cannot be asked, its rules are not the point.
            return (
                error.reason if error.name == url else f"{_NO_LEAVE} cannot be had ({error.reason.partition(';')[0]})"
            )
        status = found.trace.hops[-1].status
        if status >= 500:
            return f"{_NO_LEAVE} answers {status}; try again later"
        rules = RobotFileParser()
        if status in _FORBIDDING:
            rules.parse(["User-agent: *", "Disallow: /"])
        else:
            rules.parse(found.raw.decode("utf-8", errors="replace").splitlines() if status == 200 else [])
        return rules

    @contextlib.contextmanager
    def _answer(self, target: Target, headers: Mapping[str, str]) -> Iterator[tuple[str, BaseHTTPResponse]]:
        """The answer to one request, and the address of who gave it; cut off when its time is over."""
        from urllib3.exceptions import HTTPError
        from urllib3.exceptions import TimeoutError as Late

        timer = None
        connection: HTTPConnection | None = None
        answer: BaseHTTPResponse | None = None
        is_late = threading.Event()
        try:
            number, connection = self._connected(target)
            timer = threading.Timer(self.limits.seconds, _cut, [connection.sock, is_late])
            timer.daemon = True
            timer.start()
            connection.request(
                "GET", target.path, headers={**_headers(target), **headers}, preload_content=False, decode_content=True
            )
            answer = connection.getresponse()
            yield number, answer
            if is_late.is_set():
                raise TimeoutError  # a body without a stated length looks whole where it was cut off
        except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            if is_late.is_set() or isinstance(error, (TimeoutError, Late)):
                raise InputError(
                    target.url, "answers too slowly; try again later, or save it and give the file"
                ) from None
            raise InputError(target.url, f"cannot be fetched ({_reason(error)}); try again later") from None
        finally:
            if timer is not None:
                timer.cancel()
            for one in (answer, connection):
                if one is not None:
                    one.close()

    def _connected(self, target: Target) -> tuple[str, HTTPConnection]:
        """A connection to the first of a target's addresses that takes one."""
        from urllib3.connection import HTTPConnection, HTTPSConnection

        failure: OSError = OSError("no address")
        for number in resolved(target, allow_private=self.allow_private, resolve=self.resolve):
            timeout = self.limits.idle_seconds
            if target.scheme == "https":
                connection: HTTPConnection = HTTPSConnection(
                    number, target.port, timeout=timeout, cert_reqs="CERT_REQUIRED",
                    server_hostname=target.host,
                )  # fmt: skip
            else:
                connection = HTTPConnection(number, target.port, timeout=timeout)
            try:
                connection.connect()
            except Exception as error:
                connection.close()
                failure = OSError(_reason(error))
            else:
                return number, connection
        raise failure


def _reason(error: Exception) -> str:
    """What lies below an error of the library, in one line."""
    inner = next((one for one in (error.__cause__, *error.args) if isinstance(one, OSError)), error)
    return shown(str(inner).partition("\n")[0]) or type(error).__name__


def _cut(sock: socket.socket | None, is_late: threading.Event) -> None:
    is_late.set()
    if sock is not None:
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)


def _headers(target: Target) -> dict[str, str]:
    return {
        "Host": target.origin.partition("://")[2],
        "User-Agent": f"{_AGENT}/{version('marsad')}",
        "Accept": _ACCEPTED,
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }


def _body(answer: BaseHTTPResponse, hops: tuple[Hop, ...], size: int, *, is_page: bool) -> Fetched:
    headers = answer.headers
    trace = Trace(hops, headers.get("Date"), headers.get("ETag"), headers.get("Last-Modified"))
    content_type = headers.get("Content-Type")
    if is_page:
        if answer.status == _NOT_MODIFIED:
            return Fetched(b"", content_type, trace, is_new=False)
        if answer.status != 200:
            phrase = http.client.responses.get(answer.status, "")
            raise InputError(
                trace.url, f"answers {answer.status} {phrase}".rstrip() + "; correct the address or try later"
            )
        kind = media_type(content_type)
        if not is_readable(kind):
            raise InputError(trace.url, f"is of the type {shown(kind)}, which marsad does not read")
    raw = bytearray()
    while piece := answer.read1(_PIECE):
        raw += piece
        if len(raw) > size:
            if not is_page:
                break
            raise InputError(
                trace.url, f"is larger than the {size / 1_000_000:g} MB that are fetched; save it and split it"
            )
    return Fetched(bytes(raw[:size]), content_type, trace)
