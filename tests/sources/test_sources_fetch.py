"""Fetching: only what was asked for, only from where it may be, and within limits."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.serving import BODY, PAGE, Answer, Site, serving

from marsad._errors import InputError
from marsad.records import Report, Unread
from marsad.sources import Arrival, Fetcher, FetchLimits, Web, read_arrivals, read_inputs
from marsad.sources._addresses import is_public, resolved, target_of

FELL = "Shells fell on Çatak, and the people of the town fled."
QUICK = FetchLimits(pause=0.0)
REDIRECT = {"status": 302, "body": ""}


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def fetcher(**changes: object) -> Fetcher:
    return Fetcher(allow_private=True, limits=FetchLimits(**({"pause": 0.0} | changes)))  # type: ignore[arg-type]


def arrivals(*urls: str, **changes: object) -> list[Arrival]:
    return list(read_arrivals(urls, web=Web(False, fetcher(**changes))))


def error_of(url: str, **changes: object) -> str:
    with pytest.raises(InputError) as told:
        fetcher(**changes).fetch(url)
    assert "\n" not in str(told.value)
    return str(told.value)


def test_a_page_is_a_report_with_its_way(site: Site) -> None:
    site.answers["/news/2018/12/14/villages.html"] = Answer(PAGE, headers={"ETag": '"1"'})
    url = f"{site.url}/news/2018/12/14/villages.html"
    (arrival,) = arrivals(f"{url}#comments")
    report = arrival.result
    assert isinstance(report, Report)
    assert (report.id, report.text, report.url) == ("villages", BODY.strip(), url)
    assert (report.published, report.published_basis) == ("2018-12-14", "url")
    assert report.sha256 == hashlib.sha256(PAGE.encode()).hexdigest() == arrival.sha256
    trace = arrival.trace
    assert trace is not None
    assert [(hop.url, hop.address, hop.status) for hop in trace.hops] == [(url, "127.0.0.1", 200)]
    assert trace.etag == '"1"'
    assert trace.http_date is not None
    assert site.asked == ["/robots.txt", "/news/2018/12/14/villages.html"]


def test_what_is_sent_along(site: Site) -> None:
    site.answers["/a"] = Answer(PAGE, headers={"Set-Cookie": "a=b"})
    one = fetcher()
    one.fetch(f"{site.url}/a")
    one.fetch(f"{site.url}/a")
    assert site.asked == ["/robots.txt", "/a", "/a"]
    for headers in site.headers:
        assert headers["User-Agent"].startswith("marsad/")
        assert headers["Host"] == site.url.removeprefix("http://")
        assert not {"Cookie", "Authorization", "Referer", "Proxy-Authorization"} & set(headers)


def test_the_content_type_decides(site: Site) -> None:
    row = json.dumps({"id": "r1", "text": BODY})
    site.answers |= {
        "/page": Answer(PAGE),
        "/text": Answer(BODY, kind="text/plain"),
        "/rows": Answer(f"{row}\n", kind="application/x-ndjson"),
        "/packed": Answer(gzip.compress(row.encode()), kind="application/gzip"),
        "/unsaid": Answer(PAGE, kind=None),
        "/squeezed": Answer(gzip.compress(PAGE.encode()), headers={"Content-Encoding": "gzip"}),
        "/turkish": Answer(FELL.encode("cp1254"), kind="text/plain; charset=cp1254"),
    }  # fmt: skip
    found = arrivals(*(f"{site.url}{path}" for path in site.answers))
    texts = [(one.result.id, one.result.text.strip()) for one in found if isinstance(one.result, Report)]
    assert texts == [
        ("page", BODY.strip()), ("text", BODY.strip()), ("r1", BODY.strip()), ("unsaid", BODY.strip()),
        ("squeezed", BODY.strip()), ("turkish", FELL),
    ]  # fmt: skip
    # the second row of the same id is refused; what is no report itself leaves a trace behind its reports
    assert [one.result is None for one in found] == [False, False, False, True, False, True, False, False, False]
    assert "image/png" in error_of_type(site)


def error_of_type(site: Site) -> str:
    site.answers["/picture"] = Answer(b"\x89PNG", kind="image/png")
    return error_of(f"{site.url}/picture")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/a.txt", "is not fetched: only http:// and https:// are"),
        ("file:///etc/passwd", "is not fetched: only http:// and https:// are"),
        ("http:///a", "is not fetched"),
        ("http://user:secret@example.org/a", "is given with a user name or password, which marsad never sends"),
        ("https://token@example.org/", "is given with a user name or password"),
        ("http://[::1", "is no address; correct it"),
        ("http://example.org:99999/", "is no address; correct it"),
    ],
)
def test_addresses_that_are_never_asked(url: str, reason: str) -> None:
    (unread,) = read_inputs([url])
    assert isinstance(unread, Unread)
    assert reason in unread.error
    assert "secret" not in unread.error


@pytest.mark.parametrize(
    "number",
    """127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 240.0.0.1 255.255.255.255
    192.0.2.1 198.18.0.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fec0::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
    64:ff9b::7f00:1 64:ff9b::a00:1 2002:7f00:1:: 2002:c0a8:101:: 2001:db8::1""".split(),
)
def test_numbers_that_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_numbers_that_are_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "127.1"]
)
def test_this_machine_is_not_asked_unless_allowed(site: Site, host: str) -> None:
    site.answers["/a"] = Answer(PAGE)
    port = site.url.rpartition(":")[2]
    (unread,) = read_inputs([f"http://{host}:{port}/a"])
    assert isinstance(unread, Unread)
    assert "is on this machine or in a private network" in unread.error
    assert "--allow-private" in unread.error
    assert site.asked == []
    (report,) = read_inputs([f"{site.url}/a"], allow_private=True)
    assert isinstance(report, Report)


def names(*answers: list[str]) -> Callable[..., list[tuple[object, ...]]]:
    """A name server that answers each question with the next of its answers."""
    left = list(answers)

    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        numbers = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in numbers]

    return resolve


def test_private_numbers_of_a_public_name_are_left_out() -> None:
    target = target_of("http://news.example/a")
    assert resolved(target, allow_private=False, resolve=names(["10.0.0.1", "8.8.8.8"])) == ["8.8.8.8"]
    with pytest.raises(InputError, match="private network"):
        resolved(target, allow_private=False, resolve=names(["10.0.0.1", "127.0.0.1"]))


def test_a_name_is_resolved_once_for_a_request_and_that_number_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that says another number the second time leads nowhere else."""
    asked: list[str] = []
    connected: list[object] = []

    def resolve(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        if host == "news.example":
            asked.append(host)
            number = "8.8.8.8" if len(asked) == 1 else "127.0.0.1"
        else:
            number = host  # what a connection makes of the number that it is given
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    def connect(self: socket.socket, address: object) -> None:
        connected.append(address)
        raise OSError("no route")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(InputError, match=r"/a: cannot be fetched \(.*no route"):
        Fetcher(limits=QUICK).fetch("http://news.example/a")
    assert asked == ["news.example"]
    assert connected == [("8.8.8.8", 80)]
    with pytest.raises(InputError, match="private network"):
        Fetcher(limits=QUICK).fetch("http://news.example/a")
    assert len(connected) == 1


def test_the_name_goes_along_to_the_number(site: Site) -> None:
    site.answers["/a"] = Answer(PAGE)
    port = site.url.rpartition(":")[2]
    one = Fetcher(allow_private=True, limits=QUICK, resolve=names(["127.0.0.1"]))
    found = one.fetch(f"http://BÜCHER.example:{port}/a")
    assert found.trace.url == f"http://xn--bcher-kva.example:{port}/a"
    assert site.headers[-1]["Host"] == f"xn--bcher-kva.example:{port}"


def test_the_second_number_is_tried_where_the_first_takes_no_connection(site: Site) -> None:
    site.answers["/a"] = Answer(PAGE)
    port = site.url.rpartition(":")[2]
    one = Fetcher(allow_private=True, limits=QUICK, resolve=names(["::1", "127.0.0.1"]))
    assert one.fetch(f"http://news.example:{port}/a").trace.hops[0].address == "127.0.0.1"


def test_redirects_are_followed_and_kept(site: Site) -> None:
    site.answers |= {"/old": Answer(**REDIRECT, headers={"Location": "new?a=b c"}), "/new?a=b%20c": Answer(PAGE)}
    (arrival,) = arrivals(f"{site.url}/old")
    assert arrival.trace is not None
    assert arrival.trace.asked == f"{site.url}/old"
    assert arrival.url == arrival.trace.url == f"{site.url}/new?a=b%20c"
    assert [hop.status for hop in arrival.trace.hops] == [302, 200]


def test_a_redirect_to_a_private_address_is_refused(site: Site) -> None:
    """The first name is public to the fetcher, the second is not."""
    port = site.url.rpartition(":")[2]
    site.answers["/a"] = Answer(**REDIRECT, headers={"Location": f"http://169.254.169.254:{port}/secret"})
    one = Fetcher(limits=QUICK)

    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        one.allow_private = host == "news.example"
        number = "127.0.0.1" if host == "news.example" else host
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    one.resolve = resolve
    with pytest.raises(InputError, match=r"169\.254\.169\.254:\d+/.*private network"):
        PublicFirst(one).fetch(f"http://news.example:{port}/a")
    assert site.pages == ["/a"]


class PublicFirst:
    """Decides anew for each host what is allowed, as the check of a public number would."""

    def __init__(self, inner: Fetcher) -> None:
        self.inner = inner

    def fetch(self, url: str) -> object:
        from marsad.sources import _fetch

        patch = pytest.MonkeyPatch()
        told = _fetch.resolved

        def check(target: object, *, allow_private: bool, resolve: object) -> list[str]:
            inside = target.host == "news.example"  # type: ignore[attr-defined]
            return told(target, allow_private=inside, resolve=resolve)  # type: ignore[arg-type]

        patch.setattr(_fetch, "resolved", check)
        try:
            return self.inner.fetch(url)
        finally:
            patch.undo()


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("/a", "redirects in a circle"),
        ("file:///etc/passwd", "only http:// and https:// are"),
        ("http://u:p@127.0.0.1/", "user name or password"),
    ],
)
def test_redirects_that_are_not_followed(site: Site, location: str, reason: str) -> None:
    site.answers["/a"] = Answer(**REDIRECT, headers={"Location": location})
    assert reason in error_of(f"{site.url}/a")
    assert site.pages == ["/a"]


def test_too_many_redirects(site: Site) -> None:
    site.answers |= {f"/{n}": Answer(**REDIRECT, headers={"Location": f"/{n + 1}"}) for n in range(9)}
    assert "redirects more than 5 times" in error_of(f"{site.url}/0")
    assert len(site.pages) == 6


def test_a_body_that_is_too_large(site: Site) -> None:
    site.answers |= {
        "/large": Answer(b"word " * 40_000),
        "/bomb": Answer(gzip.compress(b" " * 5_000_000), headers={"Content-Encoding": "gzip"}),
    }
    for path in site.answers:
        assert "is larger than the 0.1 MB that are fetched" in error_of(f"{site.url}{path}", size=100_000)


def test_a_body_that_comes_too_slowly(site: Site) -> None:
    site.answers["/slow"] = Answer(b"word " * 100, slow=0.05)
    assert "answers too slowly" in error_of(f"{site.url}/slow", seconds=0.3)
    site.answers["/idle"] = Answer(b"word", slow=1.0)
    assert "answers too slowly" in error_of(f"{site.url}/idle", idle_seconds=0.2)


def test_headers_that_never_end() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            connection, _ = server.accept()
            with connection:
                try:
                    connection.sendall(b"HTTP/1.1 200 OK\r\n")
                    while True:
                        connection.sendall(b"X-Y: z\r\n"[:1])
                        threading.Event().wait(0.05)
                except OSError:
                    pass

        thread = threading.Thread(target=drip)
        thread.start()
        port = server.getsockname()[1]
        told = error_of(f"http://127.0.0.1:{port}/", seconds=0.3)
        thread.join()
    assert "/: answers too slowly" in told


def test_answers_that_are_no_document(site: Site) -> None:
    site.answers["/gone"] = Answer("gone", status=410)
    assert "answers 410 Gone; correct the address" in error_of(f"{site.url}/gone")
    assert "answers 404 Not Found" in error_of(f"{site.url}/missing")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert "cannot be fetched" in error_of(f"http://127.0.0.1:{port}/")


def test_an_answer_that_is_no_http() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def talk() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"SSH-2.0-OpenSSH_9\r\n")

        thread = threading.Thread(target=talk)
        thread.start()
        assert "cannot be fetched" in error_of(f"http://127.0.0.1:{server.getsockname()[1]}/")
        thread.join()


def test_robots_are_obeyed(site: Site) -> None:
    site.answers |= {
        "/robots.txt": Answer(
            "User-agent: marsad\nDisallow: /closed\n\nUser-agent: *\nDisallow: /\n", kind="text/plain"
        ),
        "/open": Answer(PAGE),
        "/closed/a": Answer(PAGE),
        "/way": Answer(**REDIRECT, headers={"Location": "/closed/a"}),
    }
    assert fetcher().fetch(f"{site.url}/open").raw == PAGE.encode()
    assert "is closed to programs by the site's robots.txt" in error_of(f"{site.url}/closed/a")
    assert "/closed/a: is closed to programs" in error_of(f"{site.url}/way")
    assert "/closed/a" not in site.asked


@pytest.mark.parametrize(
    ("status", "reason"), [(401, "is closed"), (403, "is closed"), (500, "robots.txt answers 500")]
)
def test_robots_that_are_refused(site: Site, status: int, reason: str) -> None:
    site.answers |= {"/robots.txt": Answer("", status=status), "/a": Answer(PAGE), "/b": Answer(PAGE)}
    one = fetcher()
    for path in ("/a", "/b"):
        with pytest.raises(InputError, match=reason):
            one.fetch(f"{site.url}{path}")
    assert site.asked == ["/robots.txt"]


def test_the_pause_between_two_pages(site: Site) -> None:
    waited: list[float] = []
    site.answers |= {"/a": Answer(PAGE), "/robots.txt": Answer("User-agent: *\nCrawl-delay: 7\n")}
    one = Fetcher(allow_private=True, limits=FetchLimits(longest_pause=5.0), wait=waited.append)
    one.fetch(f"{site.url}/a")
    assert waited == []
    one.fetch(f"{site.url}/a")
    assert 4.0 < waited[0] <= 5.0


def test_tags_save_the_way(site: Site) -> None:
    def answer(headers: dict[str, str]) -> Answer:
        return (
            Answer("", status=304) if headers.get("If-None-Match") == '"1"' else Answer(PAGE, headers={"ETag": '"1"'})
        )

    site.answers["/a"] = answer
    first = fetcher().fetch(f"{site.url}/a", etag='"0"')
    assert (first.is_new, first.trace.etag) == (True, '"1"')
    second = fetcher().fetch(f"{site.url}/a", etag=first.trace.etag, last_modified="Sun, 23 Sep 2018 14:05:00 GMT")
    assert not second.is_new
    assert site.headers[-1]["If-Modified-Since"] == "Sun, 23 Sep 2018 14:05:00 GMT"


def test_a_page_without_an_article_leaves_a_trace(site: Site) -> None:
    site.answers["/a"] = Answer("<html><body></body></html>")
    unread, trace = arrivals(f"{site.url}/a")
    assert isinstance(unread.result, Unread)
    assert trace.result is None
    assert trace.url == f"{site.url}/a"


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """The port of a server that speaks TLS for news.example, and the certificate that it shows."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("no openssl to make a certificate with")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = [
        program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
        "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example",
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    with serving({"/a": Answer(PAGE)}, certificate=certificate, key=key) as site:
        yield int(site.url.rpartition(":")[2]), certificate


def test_certificates_are_checked_against_the_name(secure: tuple[int, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    port, certificate = secure

    def fetch(host: str) -> bytes:
        one = Fetcher(allow_private=True, limits=QUICK, resolve=names(["127.0.0.1"]))
        return one.fetch(f"https://{host}:{port}/a").raw

    with pytest.raises(InputError, match="certificate verify failed"):
        fetch("news.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert fetch("news.example") == PAGE.encode()
    with pytest.raises(InputError, match=r"certificate verify failed: Hostname mismatch"):
        fetch("other.example")
