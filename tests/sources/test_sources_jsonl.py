"""JSON Lines."""

import hashlib
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.records import Report, Unread
from marsad.sources import LIMIT, read_inputs
from marsad.sources._jsonl import lines_of, looks_like_jsonl

BODY = "The army said on Tuesday that its troops had taken three villages near the river."


def read(path: Path, raw: bytes, *, published: str | None = None) -> list[Report | Unread]:
    path.write_bytes(raw)
    return list(read_inputs([path], published=published))


def report(results: list[Report | Unread]) -> Report:
    assert len(results) == 1
    assert isinstance(results[0], Report)
    return results[0]


def test_a_full_row(tmp_path: Path) -> None:
    row = {
        "id": "r1", "text": BODY, "title": "T", "url": "https://a.example/2018/09/23/t", "outlet": "O",
        "published": "2018-09-22 14:05+0300", "unknown": [1],
    }  # fmt: skip
    raw = json.dumps(row).encode()
    read_report = report(read(tmp_path / "a.jsonl", b"\xef\xbb\xbf\r\n" + raw + b"\r\n", published="2000-01-01"))
    assert read_report == Report(
        id="r1", text=BODY, title="T", url="https://a.example/2018/09/23/t", outlet="O", byline=None,
        published="2018-09-22T14:05+03:00", published_basis="metadata", language="en",
        sha256=hashlib.sha256(raw).hexdigest(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ("2000-01-01", "given")),
        ({"published": None}, ("2000-01-01", "given")),
        ({"published": " "}, ("2000-01-01", "given")),
        ({"url": "https://a.example/2018/09/23/t"}, ("2018-09-23", "url")),
        ({"url": "https://a.example/2018/09/23/t", "published": "2018-09-24"}, ("2018-09-24", "metadata")),
    ],
)
def test_where_the_date_comes_from(tmp_path: Path, fields: dict[str, object], expected: tuple[str, str]) -> None:
    raw = json.dumps({"id": "r", "text": f"Published: 2017-01-01. {BODY}", **fields}).encode()
    result = report(read(tmp_path / "a.jsonl", raw, published="2000-01-01"))
    assert (result.published, result.published_basis) == expected


def test_no_title_is_taken_from_the_text_of_a_row(tmp_path: Path) -> None:
    raw = json.dumps({"id": 7, "text": f"- O - https://o.example -\n\nTitle\n\n{BODY}", "title": ""}).encode()
    result = report(read(tmp_path / "a.ndjson", raw))
    assert (result.id, result.title, result.outlet, result.url) == ("7", None, None, None)


GOOD = json.dumps({"id": "good", "text": BODY})


@pytest.mark.parametrize(
    ("line", "unread_id", "message"),
    [
        ('{"id": "x", "text": ', "a:2", "is no valid JSON (Expecting value at character 21); write one whole object"),
        ("[1, 2]", "a:2", 'is no JSON object; write {"id": ..., "text": ...} on one line'),
        ("9" * 5_000, "a:2", "is no JSON that can be read (a number too long or nesting too deep)"),
        ("[" * 100_000, "a:2", "is no JSON that can be read (a number too long or nesting too deep)"),
        ('{"text": "' + BODY + '"}', "a:2", 'has no "id" (text or a whole number); give each report its own'),
        ('{"id": true, "text": "x"}', "a:2", 'has no "id" (text or a whole number)'),
        ('{"id": " ", "text": "x"}', "a:2", 'has no "id" (text or a whole number)'),
        ('{"id": "\\ud800", "text": "x"}', "a:2", 'has half a character (a lone surrogate) in "id"'),
        ('{"id": "x"}', "x", 'has no "text" (the body of the report, as text); add it or leave the line out'),
        ('{"id": "x", "text": 5}', "x", 'has no "text" (the body of the report, as text)'),
        ('{"id": "x", "text": " "}', "x", "holds no text; give the body of the report, or leave it out"),
        ('{"id": "x", "text": "a\\ud800"}', "x", "holds half a character (a lone surrogate) at character 1"),
        ('{"id": "x", "text": "a", "title": 5}', "x", 'has a "title" that is no text; write it in quotation marks'),
        ('{"id": "x", "text": "a", "url": "\\ud800"}', "x", 'has half a character (a lone surrogate) in "url"'),
        (
            '{"id": "x", "text": "a", "published": "23/09/2018"}',
            "x",
            "has a \"published\" that is no date ('23/09/2018'); write 2018-09-23 or 2018-09-23T14:05+03:00, or leave",
        ),
        ('{"id": "x", "text": "a", "published": 1537711500}', "x", 'has a "published" that is no text'),
        (
            '{"id": "x", "text": "Die Armee teilte am Dienstag mit, dass drei Soldaten starben."}',
            "x",
            "is not in English (language de); marsad reads English: give a translation",
        ),
        (GOOD, "good", "has the id 'good', which {file}, line 1 has already; give it its own id"),
    ],
)
def test_a_bad_line_costs_itself_only(tmp_path: Path, line: str, unread_id: str, message: str) -> None:
    path = tmp_path / "a.jsonl"
    last = json.dumps({"id": "last", "text": BODY})
    results = read(path, f"{GOOD}\n{line}\n\n{last}".encode())
    assert [result.id for result in results] == ["good", unread_id, "last"]
    assert isinstance(results[1], Unread)
    assert results[1].error.startswith(f"{path}, line 2: {message.replace('{file}', str(path))}")
    assert "\n" not in results[1].error
    assert isinstance(results[2], Report)


def test_line_numbers_count_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    (result,) = read(path, b"\n \n\nnonsense\n")
    assert isinstance(result, Unread)
    assert result.error.startswith(f"{path}, line 4: is no valid JSON")


@pytest.mark.parametrize("raw", [b"", b"\n \r\n", b"\xef\xbb\xbf"])
def test_a_file_without_rows(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.jsonl"
    assert read(path, raw) == [Unread("a", f"{path}: holds no reports; write one JSON object per line")]


def test_a_packed_file_gives_one_error(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    raw = b"BZh\n\n\x00\nabc\n"
    assert read(path, raw) == [Unread("a", f"{path}: is compressed; unpack it and give what is inside")]


def test_a_row_may_have_ten_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    frame = len(json.dumps({"id": "full", "text": ""}))
    full = json.dumps({"id": "full", "text": (BODY + "\n" * LIMIT)[: (LIMIT - frame - len(BODY)) // 2]})
    over = json.dumps({"id": "over", "text": "x" * LIMIT})
    results = read(path, f"{full}\n{over}\n{over}{over}{over}\n{GOOD}".encode())
    assert [result.id for result in results] == ["full", "a:2", "a:3", "good"]
    assert [type(result) for result in results] == [Report, Unread, Unread, Report]
    assert results[1] == Unread(
        "a:2", f"{path}, line 2: is longer than the 10 MB that one report may have; split the report"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    rows = [{"id": f"r{number}", "text": f"{BODY} The “town’s” ferry \u0a0d ä"} for number in range(3)]
    if encoding == "cp1252":
        rows = [row | {"text": row["text"].replace("\u0a0d ", "")} for row in rows]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\r\n" for row in rows)
    results = read(tmp_path / "a.jsonl", text.encode(encoding))
    assert [(result.id, result.text) for result in results if isinstance(result, Report)] == [
        (row["id"], row["text"]) for row in rows
    ]


def test_hash_of_a_utf16_row_is_that_of_its_bytes(tmp_path: Path) -> None:
    results = read(tmp_path / "a.jsonl", f"{GOOD}\n".encode("utf-16"))
    assert report(results).sha256 == hashlib.sha256(GOOD.encode("utf-16-le")).hexdigest()


def test_long_utf16_lines_are_counted_and_passed_over() -> None:
    raw = "short\n\nmuch too long\nlast".encode("utf-16")
    lines = list(lines_of(raw[:4], io.BytesIO(raw), name="a", limit=6))
    assert [(line.number, line.raw) for line in lines] == [
        (1, "short".encode("utf-16-le")),
        (3, None),
        (4, "last".encode("utf-16-le")),
    ]


def test_only_as_much_is_read_as_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [json.dumps({"id": number, "text": BODY}) for number in range(50_000)]
    with path.open("w") as file:
        file.write("\n".join(rows))
    stream = path.open("rb")
    with stream:
        results = read_inputs(["-"], stdin=stream)
        assert next(results).id == "0"
        assert stream.tell() < 100_000


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"), max_size=30), max_size=4), st.booleans())
def test_any_text_of_a_row_is_kept(tmp_path: Path, texts: list[str], ascii_only: bool) -> None:
    rows = [{"id": number, "text": "\ufeff" + BODY * 3 + text} for number, text in enumerate(texts)]
    raw = "\n".join(json.dumps(row, ensure_ascii=ascii_only) for row in rows).encode()
    results = read(tmp_path / "a.jsonl", raw) if rows else []
    assert [result.text for result in results if isinstance(result, Report)] == [
        BODY * 3 + text.replace("\r\n", "\n") for text in texts
    ]


@pytest.mark.parametrize(
    ("line", "rows"),
    [
        (b'\xef\xbb\xbf {"id": 1}\r\n', True),
        (b"{", False),
        (b"{}", True),
        (b"[1]", False),
        (b"Text", False),
        (b"", False),
    ],
)
def test_looks_like_jsonl(line: bytes, rows: bool) -> None:
    assert looks_like_jsonl(line) is rows
