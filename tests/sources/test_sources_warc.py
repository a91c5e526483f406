"""Web archives: pages as reports, what is broken told with its place, the rest read on."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import tracemalloc
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from marsad.records import Report, Unread
from marsad.sources import Arrival, read_arrivals, read_inputs

BODY = "The army said on Tuesday that its troops had taken three villages near the river.\n"
PAGE = f"<!doctype html><html><body><article><p>{BODY}</p></article></body></html>".encode()
DAY = "2018-09-25T08:00:00Z"

Record = tuple[str, bytes, dict[str, str]]


def record(address: str, body: bytes = PAGE, **headers: str) -> Record:
    """A record: address, body, and headers of the answer, with ``status`` and ``kind`` (of record) among them."""
    return address, body, {"Content_Type": "text/html; charset=utf-8"} | headers


class Writer(WARCWriter):
    """Leaves no temporary files open."""

    def _create_temp_file(self) -> io.BytesIO:
        return io.BytesIO()


def archive(*records: Record, packed: bool = False) -> tuple[bytes, list[int]]:
    """An archive as a crawler writes it, and the offset of each record."""
    out = io.BytesIO()
    writer = Writer(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    offsets = []
    for address, body, headers in records:
        offsets.append(out.tell())
        kind = headers.pop("kind", "response")
        status = headers.pop("status", "200 OK")
        fields = [(name.replace("_", "-"), value) for name, value in headers.items() if value]
        of_http = StatusAndHeaders(status, fields, protocol="HTTP/1.1") if kind == "response" else None
        content = dict(fields).get("Content-Type") if of_http is None else None
        made = writer.create_warc_record(
            address, kind, payload=io.BytesIO(body), http_headers=of_http, warc_content_type=content or "",
            warc_headers_dict={"WARC-Date": DAY},
        )  # fmt: skip
        writer.write_record(made)
    return out.getvalue(), offsets


def read(raw: bytes, folder: Path, name: str = "crawl.warc.gz") -> list[Arrival]:
    (folder / name).write_bytes(raw)
    return list(read_arrivals([folder / name]))


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", ["crawl.warc.gz", "crawl.warc", "crawl", "crawl.txt"])
def test_pages_are_reports(tmp_path: Path, packed: bool, name: str) -> None:
    raw, offsets = archive(
        record("https://wire.example/2018/09/23/villages"), record("https://wire.example/mill?a=1"), packed=packed
    )
    first, second = read(raw, tmp_path, name)
    assert isinstance(first.result, Report)
    assert (first.result.text, first.result.url) == (BODY.strip(), "https://wire.example/2018/09/23/villages")
    assert (first.result.published, first.result.published_basis) == ("2018-09-23", "url")
    assert first.result.id == f"crawl:{offsets[0]}"
    assert (first.part, first.archived_at, first.trace) == (f"record at {offsets[0]}", DAY, None)
    assert isinstance(second.result, Report)
    # when it was archived is not when it was published
    assert (second.result.published, second.url) == (None, "https://wire.example/mill?a=1")


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    text, pdf = {"Content_Type": "text/plain"}, {"Content_Type": "application/pdf"}
    raw, offsets = archive(
        record("https://wire.example/missing", status="404 Not Found"),
        record("https://wire.example/moved", b"", status="301 Moved", Location="/a"),
        record("https://wire.example/a.png", b"\x89PNG", Content_Type="image/png"),
        record("https://wire.example/robots.txt", b"User-agent: *", **text),
        record("https://wire.example/a.txt", BODY.encode(), **text),
        record("https://wire.example/a.pdf", b"%PDF-1.4", **pdf),
        record("https://wire.example/kept", BODY.encode(), kind="resource", **text),
        record("metadata://crawler/log", BODY.encode(), kind="resource", **text),
        record("dns:wire.example", b"1.2.3.4", kind="resource", **text),
        record("https://wire.example/asked", b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record("https://wire.example/unsaid", Content_Type=""),
    )
    found = [(one.result.id, isinstance(one.result, Report)) for one in read(raw, tmp_path) if one.result]
    expected = [(4, True), (5, False), (6, True), (10, True)]
    assert found == [(f"crawl:{offsets[number]}", is_report) for number, is_report in expected]


def test_bodies_are_unpacked(tmp_path: Path) -> None:
    half = len(PAGE) // 2
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (PAGE[:half], PAGE[half:], b""))
    raw, _ = archive(
        record("https://a.example/1", chunked, Transfer_Encoding="chunked"),
        record("https://a.example/2", gzip.compress(PAGE), Content_Encoding="gzip"),
        record("https://a.example/3", zlib.compress(PAGE), Content_Encoding="deflate"),
        record("https://a.example/4", PAGE, Content_Encoding="gzip", Transfer_Encoding="chunked"),  # already unpacked
        record("https://a.example/5", PAGE, Content_Encoding="br"),
    )
    results = [arrival.result for arrival in read(raw, tmp_path)]
    assert [result.text for result in results if isinstance(result, Report)] == [BODY.strip()] * 5


def three(packed: bool) -> tuple[bytes, list[int]]:
    return archive(*(record(f"https://a.example/{n}") for n in range(3)), packed=packed)


def told(found: list[Arrival]) -> list[str]:
    """Per arrival the address of the report, or which record the error names."""
    results = [one.result for one in found if one.result]
    return [
        str(one.url) if isinstance(one, Report) else one.error.partition(": ")[0].partition(", ")[2] for one in results
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_a_broken_record_costs_only_itself(tmp_path: Path, packed: bool) -> None:
    raw, offsets = three(packed)
    broken = raw[: offsets[1]] + b"\x00" * 20 + raw[offsets[1] + 20 :]
    found = told(read(broken, tmp_path))
    assert found == ["https://a.example/0", f"record after offset {offsets[0]}", "https://a.example/2"]


def test_a_broken_stream_within_a_packed_record(tmp_path: Path) -> None:
    raw, offsets = three(True)
    broken = raw[: offsets[1] + 40] + b"\xff" * 30 + raw[offsets[1] + 70 :]
    found = told(read(broken, tmp_path))
    assert found[0] == "https://a.example/0"
    assert found[1].startswith("record ")
    assert found[2:] == ["https://a.example/2"]


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_is_cut_off(tmp_path: Path, packed: bool) -> None:
    raw, offsets = three(packed)
    found = told(read(raw[: offsets[2] + 150], tmp_path))
    assert found[:2] == ["https://a.example/0", "https://a.example/1"]
    assert len(found) == 3
    assert found[2].startswith("record ")


def test_a_record_that_claims_what_follows_it(tmp_path: Path) -> None:
    raw, _ = three(False)
    greedy = re.sub(rb"Content-Length: \d+", b"Content-Length: 99999", raw, count=1)
    assert told(read(greedy, tmp_path)) == ["record at offset 0", *(f"https://a.example/{n}" for n in range(3))]


def test_archives_without_pages(tmp_path: Path) -> None:
    (arrival,) = read(archive()[0], tmp_path)
    assert isinstance(arrival.result, Unread)
    assert "is a web archive without pages" in arrival.result.error
    (arrival,) = read(b"WARC/1.0\r\nnonsense\r\n\r\n", tmp_path)
    assert isinstance(arrival.result, Unread)


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_through_a_pipe(packed: bool) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation

    raw, _ = three(packed)
    results = list(read_inputs(["-"], stdin=Pipe(raw)))
    found = [result.url for result in results if isinstance(result, Report)]
    assert found == [f"https://a.example/{n}" for n in range(3)]


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(3_000_000)
    raw, _ = archive(*(record(f"https://a.example/{n}.bin", noise, Content_Type="image/png") for n in range(8)))
    (tmp_path / "a.warc").write_bytes(raw)
    del raw
    tracemalloc.start()
    assert len(list(read_inputs([tmp_path / "a.warc"]))) == 1
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


RAW, OFFSETS = three(False)
PACKED, _ = three(True)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(PACKED)), st.binary(max_size=30), st.integers(0, 30), st.booleans())
def test_damage_is_told_and_never_raised(place: int, garbage: bytes, lost: int, packed: bool) -> None:
    raw = PACKED if packed else RAW
    broken = raw[:place] + garbage + raw[place + lost :]
    for result in read_inputs(["-"], stdin=io.BytesIO(broken)):
        assert isinstance(result, (Report, Unread))
        assert json.dumps(result.id)
