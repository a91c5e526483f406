"""A source of tiles that was named: what is taken, what is sent, and what the page may then ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.views.desk.tile_files import png, write_pmtiles

from marsad import UsageError
from marsad.ledger import Ledger
from marsad.views.desk import Access, Tiles, desk_app, tiles_of

TEMPLATE = "https://tiles.example.org/base/{z}/{x}/{y}.png?key=1"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_pmtiles(tmp_path / "world.pmtiles", png(0, 128, 0), png(0, 128, 0))


def client_of(war: Ledger, tiles: Tiles | None, access: Access | None = None) -> TestClient:
    app = desk_app(war, access=access, tiles=tiles)
    return TestClient(app, base_url="http://127.0.0.1:8765", client=("127.0.0.1", 1))


def policy_of(client: TestClient, path: str = "/map") -> dict[str, str]:
    return dict(part.split(" ", 1) for part in client.get(path).headers["content-security-policy"].split("; "))


def test_three_forms_of_a_source(file: Path) -> None:
    here = tiles_of(str(file), credit=" Example Maps ")
    assert here == Tiles("pmtiles", "/api/tiles", file=file.resolve(), credit="Example Maps")
    assert tiles_of("HTTPS://Tiles.Example.org:8443/a.pmtiles#x", credit=" ") == Tiles(
        "pmtiles", "https://tiles.example.org:8443/a.pmtiles", origin="https://tiles.example.org:8443"
    )
    assert tiles_of(TEMPLATE) == Tiles("template", TEMPLATE, origin="https://tiles.example.org")
    assert tiles_of("http://bücher.example/{z}/{y}/{x}").origin == "http://xn--bcher-kva.example"


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("file:///etc/passwd", "neither http nor https"),
        ("ftp://example.org/a.pmtiles", "neither http nor https"),
        ("javascript:alert(1)", "does not exist"),
        ("/etc/passwd", "is no PMTiles file"),
        ("/dev/zero", "is no file"),
        ("/etc", "is no file"),
        ("nowhere.pmtiles", "does not exist"),
        ("", "is no file"),
        ("a\0b", "a\0b: "),
        ("https://example.org/", "no .pmtiles, and no {z}, {x} and {y}"),
        ("https://example.org/{z}/{x}.png", "each of them there"),
        ("https://example.org/{z}/{x}/{y}/{key}", "each of them there"),
        ("https://example.org/{z}/{x}/{y}}", "each of them there"),
        ("https://{s}.example.org/{z}/{x}/{y}.png", "its host must be written out"),
        ("https://a.example; script-src *.evil.example/{z}/{x}/{y}", "has no blanks"),
        ("https://a.example;script-src/{z}/{x}/{y}", "its host must be written out"),
        ("https://*/{z}/{x}/{y}", "its host must be written out"),
        ("https://[::1]/{z}/{x}/{y}", "its host must be written out"),
        ("https://example.org:port/{z}/{x}/{y}", "is no address"),
        ("https:///{z}/{x}/{y}", "its host must be written out"),
    ],
)  # fmt: skip
def test_what_is_no_source_is_refused(source: str, word: str) -> None:
    with pytest.raises(UsageError, match=r"^--tiles") as told:
        tiles_of(source)
    assert word in str(told.value)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError, match="name and password") as told:
        tiles_of("https://me:secret@example.org/{z}/{x}/{y}")
    assert "secret" not in str(told.value)


def test_a_file_that_browsers_cannot_show_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pmtiles"
    for told, change in (
        ("version 2", {"version": 2}),
        ("convert it to gzip", {"packing": 3}),
        ("unknown type", {"kind": 9}),
    ):
        with pytest.raises(UsageError, match=told):
            tiles_of(str(write_pmtiles(path, png(0, 0, 0), **change)))
    path.write_bytes(b"PMTiles\x03")
    with pytest.raises(UsageError, match="is no PMTiles file"):
        tiles_of(str(path))


def test_parts_of_the_file_are_sent(war: Ledger, file: Path) -> None:
    whole = file.read_bytes()
    client = client_of(war, tiles_of(str(file)))
    assert client.get("/api/session").json()["tiles"] == {"form": "pmtiles", "address": "/api/tiles", "credit": None}
    part = client.get("/api/tiles", headers={"Range": "bytes=0-126", "Accept-Encoding": "gzip"})
    assert (part.status_code, part.content) == (206, whole[:127])
    assert part.headers["content-range"] == f"bytes 0-126/{len(whole)}"
    assert "content-encoding" not in part.headers
    longer = client.get("/api/tiles", headers={"Range": "bytes=7-16383"})
    assert (longer.status_code, longer.content) == (206, whole[7:])
    beyond = client.get("/api/tiles", headers={"Range": f"bytes={len(whole)}-{len(whole) + 9}"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{len(whole)}")
    assert client.get("/api/tiles", headers={"Range": "lines=1-2"}).status_code == 400
    assert client.get("/api/tiles").headers["etag"] == part.headers["etag"]


def test_no_other_file_is_sent(war: Ledger, file: Path) -> None:
    (file.parent / "beside.txt").write_text("beside")
    client = client_of(war, tiles_of(str(file)))
    for path in (
        "/api/tiles/beside.txt",
        "/api/tiles/../beside.txt",
        "/api/tiles/%2e%2e/beside.txt",
        "/api/tiles//etc/passwd",
    ):
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert b"beside" not in answer.content or b"no such page" in answer.content
    assert client.get("/api/tiles", params={"file": "/etc/passwd"}).content == file.read_bytes()
    file.unlink()
    assert (client.get("/api/tiles").status_code, client.get("/api/tiles").json()["detail"]) == (
        404, "the file of tiles is not there any more",
    )  # fmt: skip
    file.mkdir()
    assert client.get("/api/tiles").status_code == 404
    assert client_of(war, None).get("/api/tiles").status_code == 404
    assert client_of(war, tiles_of(TEMPLATE)).get("/api/tiles").status_code == 404


def test_the_page_may_fetch_from_the_named_origin_alone(war: Ledger, file: Path) -> None:
    plain = policy_of(client_of(war, None))
    assert plain["connect-src"] == "'self'"
    assert policy_of(client_of(war, tiles_of(str(file)))) == plain
    for path in ("/map", "/api/session", "/assets/none.js"):
        named = policy_of(client_of(war, tiles_of(TEMPLATE)), path)
        assert named == plain | {"connect-src": "'self' https://tiles.example.org"}


def test_who_is_not_in_learns_nothing_of_tiles(war: Ledger, file: Path) -> None:
    client = client_of(war, tiles_of(str(file)), Access("token", token="sixteen letters!"))
    assert client.get("/api/session").json()["tiles"] is None
    assert client.get("/api/tiles").status_code == 401
