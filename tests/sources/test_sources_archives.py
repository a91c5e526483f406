"""ZIP and gzip: what lies in them is read as it is, and hostile ones are refused before they unpack."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.records import Report, Unread
from marsad.sources import Arrival, _zip, read_arrivals, read_inputs

BODY = "The army said on Tuesday that its troops had taken three villages near the river.\n"
PAGE = f"<!doctype html><html><body><article><p>{BODY}</p></article></body></html>"
ROWS = "".join(json.dumps({"id": f"r{n}", "text": BODY}) + "\n" for n in range(3))


def zipped(members: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def read(raw: bytes, folder: Path, name: str = "news.zip") -> list[Arrival]:
    (folder / name).write_bytes(raw)
    return list(read_arrivals([folder / name]))


def only_error(found: list[Arrival]) -> str:
    (arrival,) = found
    assert isinstance(arrival.result, Unread)
    return arrival.result.error


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_are_read_in_sorted_order(tmp_path: Path, method: int) -> None:
    raw = zipped(
        {
            "b.txt": BODY, "a/z.HTML": PAGE, "a/rows.jsonl": ROWS, "a/": "", "picture.png": "x", ".hidden.txt": BODY,
            "__MACOSX/b.txt": BODY, "c/packed.jsonl.gz": gzip.compress(b'{"id": "g", "text": "Shells fell."}'),
        },
        method,
    )  # fmt: skip
    found = read(raw, tmp_path)
    assert [(one.result.id, one.part) for one in found if isinstance(one.result, Report)] == [
        ("r0", "member a/rows.jsonl, line 1"), ("r1", "member a/rows.jsonl, line 2"),
        ("r2", "member a/rows.jsonl, line 3"), ("z", "member a/z.HTML"), ("b", "member b.txt"),
        ("g", "member c/packed.jsonl.gz, line 1"),
    ]  # fmt: skip
    assert len(found) == 6


def test_names_lead_nowhere(tmp_path: Path) -> None:
    names = [
        "../../etc/passwd.txt",
        "/abs/olute.txt",
        "C:\\x\\evil.txt",
        "two\nlines.txt",
        "a/../../b.txt",
        "x" * 300 + ".txt",
    ]
    found = read(zipped(dict.fromkeys(names, BODY)), tmp_path)
    ids = {one.result.id for one in found if isinstance(one.result, Report)}
    assert ids == {"passwd", "olute", "C:\\x\\evil", "two\\nlines", "b", "x" * 300}
    assert all("\n" not in str(one.part) for one in found)
    assert [path.name for path in tmp_path.iterdir()] == ["news.zip"]


def test_an_archive_in_an_archive_and_no_deeper(tmp_path: Path) -> None:
    inner = zipped({"a.txt": BODY})
    (arrival,) = read(zipped({"b.zip": inner}), tmp_path)
    assert isinstance(arrival.result, Report)
    assert arrival.part == "member b.zip, member a.txt"
    deeper = zipped({"c.zip": zipped({"b.zip": inner}), "d.gz": BODY})
    first, second = read(deeper, tmp_path)
    assert isinstance(first.result, Unread)
    assert "news.zip, member c.zip, member b.zip: is an archive in an archive in an archive" in first.result.error
    assert isinstance(second.result, Report)


def test_one_bad_member_costs_only_itself(tmp_path: Path) -> None:
    raw = zipped({"a.txt": BODY, "b.txt": BODY + "Nobody confirmed it.", "c.txt": ""}, zipfile.ZIP_STORED)
    raw = raw.replace(b"Nobody confirmed it.", b"Nobody confirmed at.")
    first, second, third = (one.result for one in read(raw, tmp_path))
    assert isinstance(first, Report)
    assert isinstance(second, Unread)
    assert (second.id, "news.zip, member b.txt: cannot be unpacked (Bad CRC-32" in second.error) == ("b", True)
    assert isinstance(third, Unread)


def test_encrypted_members_and_office_documents_are_refused(tmp_path: Path) -> None:
    raw = bytearray(zipped({"a.txt": BODY}))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert "member a.txt: is encrypted" in only_error(read(bytes(raw), tmp_path))
    office = zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"})
    assert "is an office document; save it as PDF" in only_error(read(office, tmp_path, "a.docx"))
    assert "is an archive without reports" in only_error(read(zipped({"a.png": "x"}), tmp_path))
    assert "is an archive without reports" in only_error(read(zipped({}), tmp_path))


def test_bombs_are_refused_before_they_unpack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flat = zipped({"a.txt": b" " * 30_000_000})
    assert len(flat) < 50_000
    assert "news.zip: unpacks to 30,000,000 bytes" in only_error(read(flat, tmp_path))
    many = zipped({f"{n}.txt": b" " * 3_000_000 for n in range(8)})
    assert "unpacks to 24,000,000 bytes" in only_error(read(many, tmp_path))
    # each of the inner ones is small enough by itself; together they are not
    nested = zipped({f"{n}.zip": zipped({"a.txt": b"shell " * 1_500_000}) for n in range(3)})
    told = [one.result.error for one in read(nested, tmp_path) if isinstance(one.result, Unread)]
    assert any("unpacks to 9,000,000 bytes" in error for error in told)
    monkeypatch.setattr(_zip, "_MEMBERS", 3)
    assert "has more than 3 members; split it" in only_error(
        read(zipped({f"{n}.txt": BODY for n in range(4)}), tmp_path)
    )


def test_a_member_that_lies_about_its_size(tmp_path: Path) -> None:
    raw = zipped({"a.txt": BODY * 1000})
    size = len(BODY * 1000).to_bytes(4, "little")
    assert raw.count(size) == 2
    error = only_error(read(raw.replace(size, (100).to_bytes(4, "little")), tmp_path))
    assert "cannot be unpacked" in error


def test_overlapping_members_are_refused(tmp_path: Path) -> None:
    """The bomb of one kernel that many entries of the list point into."""
    raw = zipped({"a.txt": b" " * 1_000_000, "b.txt": b"x"}, zipfile.ZIP_DEFLATED)
    place = raw.rindex(b"PK\x01\x02")
    broken = raw[: place + 42] + (0).to_bytes(4, "little") + raw[place + 46 :]
    results = [one.result for one in read(broken, tmp_path)]
    assert any(isinstance(result, Unread) for result in results)


def test_gzip_is_read_as_what_is_in_it(tmp_path: Path) -> None:
    cases = {
        "a.jsonl.gz": (ROWS, 3),
        "b.txt.gz": (BODY, 1),
        "c.html.gz": (PAGE, 1),
        "d.gz": (ROWS, 3),
        "e.gz": (PAGE, 1),
    }
    for name, (content, count) in cases.items():
        raw = gzip.compress(content.encode())
        found = [one.result for one in read(raw, tmp_path, name)]
        assert all(isinstance(result, Report) for result in found), found
        assert len(found) == count
    (report,) = read_inputs([tmp_path / "b.txt.gz"])
    assert report.id == "b"
    (report,) = read_inputs(["-"], stdin=io.BytesIO(gzip.compress(BODY.encode())))
    assert isinstance(report, Report)


def test_gzip_that_is_damaged_or_hostile(tmp_path: Path) -> None:
    raw = gzip.compress(ROWS.encode())
    *_, last = read(raw[:-12], tmp_path, "a.jsonl.gz")
    assert isinstance(last.result, Unread)
    assert "is damaged" in last.result.error
    assert "unpacks to more than 100 times its size" in only_error(
        read(gzip.compress(b" " * 40_000_000), tmp_path, "b.jsonl.gz")
    )
    assert "is compressed twice" in only_error(read(gzip.compress(raw), tmp_path, "c.gz"))
    assert "is no text" in only_error(read(gzip.compress(bytes(range(256)) * 4), tmp_path, "d.gz"))


def test_an_archive_through_a_pipe() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    for raw in (zipped({"a.txt": BODY}), gzip.compress(BODY.encode())):
        (result,) = read_inputs(["-"], stdin=Pipe(raw))
        assert isinstance(result, Report)


WHOLE = zipped({"a.txt": BODY, "b.jsonl": ROWS, "c.zip": zipped({"d.html": PAGE})})
SQUEEZED = gzip.compress(ROWS.encode())


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(WHOLE)), st.binary(max_size=30), st.integers(0, 30), st.booleans())
def test_damage_is_told_and_never_raised(place: int, garbage: bytes, lost: int, packed: bool) -> None:
    raw = SQUEEZED if packed else WHOLE
    broken = raw[:2] + raw[2:place] + garbage + raw[place + lost :]
    for result in read_inputs(["-"], stdin=io.BytesIO(broken)):
        assert isinstance(result, (Report, Unread))


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from([b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"%PDF-", b"WARC/1.0\r\n", b"<rss", b"{", b"<html>"]),
    st.binary(max_size=300),
)
def test_garbage_of_every_kind_is_told_and_never_raised(mark: bytes, garbage: bytes) -> None:
    for result in read_inputs(["-"], stdin=io.BytesIO(mark + garbage)):
        assert isinstance(result, (Report, Unread))
        assert isinstance(result, Report) or "\n" not in result.error
