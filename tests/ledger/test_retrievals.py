"""How reports came in: a row each time, with the way of the bytes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from tests.ledger.conftest import put
from tests.ledger.killing import _MODEL, read_quickly
from tests.ledger.test_ledger_check import tamper
from tests.serving import BODY, PAGE, Answer, Site, serving

from marsad import _read
from marsad.ledger import Ledger, _schema
from marsad.records import Reading

ENTRY = "<item><title>{0}</title><link>/{0}</link><description>Shells fell on the mill, said {0}.</description></item>"


@pytest.fixture(autouse=True)
def quick_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads without the model, which is not the point here."""
    monkeypatch.setattr(_read, "read_report", read_quickly)
    monkeypatch.setattr(_read, "program_of", lambda reader, setting: _MODEL)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def feed(*names: str) -> str:
    entries = "".join(ENTRY.format(name) for name in names)
    return f"<rss version='2.0'><channel><title>Wire</title>{entries}</channel></rss>"


def rows(ledger: Ledger) -> list[dict[str, Any]]:
    table, reports = _schema.RETRIEVALS, _schema.REPORTS
    query = select(table, reports.c.id).join_from(table, reports, isouter=True).order_by(table.c.number)
    with ledger._engine.connect() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def test_a_date_once_told_stays_until_another_is_told(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY)

    def add(day: str | None, **asked: bool) -> tuple[str, str | None, str]:
        (done,) = ledger.add([path], published=day, **asked)
        reading = ledger.reading("a")
        assert reading is not None
        return done.state, reading.report.published, reading.report.published_basis  # type: ignore[union-attr]

    assert add(None) == ("added", None, "unknown")
    assert add("2031-03-05") == ("read anew", "2031-03-05", "given")
    assert add(None) == ("known", "2031-03-05", "given")
    assert add(None, again=True) == ("known", "2031-03-05", "given")
    assert add("2031-03-06") == ("read anew", "2031-03-06", "given")
    assert add("2031-03-05") == ("read anew", "2031-03-05", "given")
    assert add("2031-03-05") == ("known", "2031-03-05", "given")


def test_each_time_is_kept(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY)
    assert [one.state for one in ledger.add([path])] == ["added"]  # type: ignore[union-attr]
    assert [one.state for one in ledger.add([path])] == ["known"]  # type: ignore[union-attr]
    first, second = rows(ledger)
    assert first["id"] == second["id"] == "a"
    assert first["input"] == str(path)
    assert first["retrieved_at"] <= second["retrieved_at"]
    assert first["sha256"] == second["sha256"]
    assert (first["url"], first["part"], first["note"]) == (None, None, None)
    assert list(ledger.check()) == []


def test_members_of_an_archive_say_where_they_lay(ledger: Ledger, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        archive.writestr("day1/a.txt", BODY)
    list(ledger.add([tmp_path / "news.zip"]))
    assert [row["part"] for row in rows(ledger)] == ["member day1/a.txt"]


def test_a_fetch_is_kept_with_its_way(ledger: Ledger, site: Site) -> None:
    site.answers["/old"] = Answer("", status=301, headers={"Location": "/new"})
    site.answers["/new"] = Answer(PAGE, headers={"ETag": '"1"', "Last-Modified": "Sun, 23 Sep 2018 14:05:00 GMT"})
    list(ledger.add([f"{site.url}/old"], allow_private=True))
    (row,) = rows(ledger)
    assert (row["asked"], row["url"]) == (f"{site.url}/old", f"{site.url}/new")
    assert json.loads(row["hops"]) == [[row["asked"], "127.0.0.1", 301], [row["url"], "127.0.0.1", 200]]
    assert (row["etag"], row["last_modified"]) == ('"1"', "Sun, 23 Sep 2018 14:05:00 GMT")
    assert row["http_date"].endswith("GMT")
    assert list(ledger.check()) == []


def test_a_feed_stands_behind_its_entries(ledger: Ledger, site: Site) -> None:
    site.answers["/feed"] = Answer(feed("mill", "bridge"), kind="application/rss+xml", headers={"ETag": '"1"'})
    assert len(list(ledger.add([f"{site.url}/feed"], allow_private=True))) == 2
    found = [(row["id"], row["part"], row["note"]) for row in rows(ledger)]
    told = "only a teaser; --follow fetches the whole"
    assert found == [("mill", "entry 1", told), ("bridge", "entry 2", told), (None, None, None)]
    assert list(ledger.check()) == []


def test_a_reading_made_elsewhere_has_a_row_too(ledger: Ledger, sample: Reading) -> None:
    put(ledger, sample)
    assert [(row["id"], row["input"]) for row in rows(ledger)] == [("sample", "reading")]


def test_an_archived_page_has_its_address_and_time(ledger: Ledger, tmp_path: Path) -> None:
    from tests.sources.test_sources_warc import DAY, archive, record

    (tmp_path / "a.warc").write_bytes(archive(record("https://wire.example/a"))[0])
    list(ledger.add([tmp_path / "a.warc"]))
    (row,) = rows(ledger)
    assert (row["url"], row["archived_at"], row["asked"]) == ("https://wire.example/a", DAY, None)


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE retrievals SET sha256 = 'x'", "retrieval 1: is of other bytes than its report"),
        ("UPDATE retrievals SET hops = '[]'", "retrieval 1: its addresses do not lead"),
        ("UPDATE retrievals SET hops = 'x'", "retrieval 1: its addresses do not lead"),
        ("UPDATE retrievals SET asked = 'http://a.example/'", "retrieval 1: its addresses do not lead"),
        ("UPDATE retrievals SET report = NULL, asked = NULL, hops = NULL", "retrieval 1: is of nothing"),
        ("DELETE FROM retrievals", "report a: nothing says how it came in"),
    ],
)
def test_what_was_changed_is_found(ledger: Ledger, site: Site, statement: str, problem: str) -> None:
    site.answers["/a"] = Answer(PAGE)
    list(ledger.add([f"{site.url}/a"], allow_private=True))
    assert list(ledger.check()) == []
    tamper(ledger, "retrievals", statement)
    assert any(problem in line for line in ledger.check()), list(ledger.check())


def test_standard_input_is_named(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(BODY.encode())))
    list(ledger.add(["-"]))
    assert [row["input"] for row in rows(ledger)] == ["-"]
