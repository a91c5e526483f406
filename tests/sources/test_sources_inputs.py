"""What the user names: files, folders, patterns, standard input, and what is wrong with them."""

import hashlib
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad._errors import UsageError
from marsad.records import Report, Unread
from marsad.sources import LIMIT, read_inputs

BODY = "The army said on Tuesday that its troops had taken three villages near the river.\n"
PAGE = f"<!doctype html><html><body><article><p>{BODY}</p></article></body></html>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with reports in every form, and with things that are none."""
    for name, content in {
        "b.txt": BODY,
        "a/z.HTML": PAGE,
        "a/rows.jsonl": json.dumps({"id": "r1", "text": BODY}) + "\n" + json.dumps({"id": "r2", "text": BODY}),
        "a.txt": BODY,
        "c/a.md": BODY,
        "c/picture.png": "\x89PNG",
        "c/.hidden.txt": BODY,
        ".git/x.txt": BODY,
        "notes.docx": "PK",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


def ids(results: list[Report | Unread]) -> list[str]:
    return [result.id for result in results]


def only(results: list[Report | Unread]) -> str:
    """The error of the one thing unread."""
    assert len(results) == 1
    assert isinstance(results[0], Unread)
    assert "\n" not in results[0].error
    return results[0].error


def test_a_folder_is_read_to_the_bottom_in_sorted_order(folder: Path) -> None:
    results = list(read_inputs([folder]))
    assert all(isinstance(result, Report) for result in results)
    assert ids(results) == ["r1", "r2", "z", "a", "b", "a-2"]
    assert list(read_inputs([str(folder)])) == results


def test_inputs_keep_their_order(folder: Path) -> None:
    results = list(read_inputs([folder / "b.txt", folder / "gone.txt", folder / "a", folder / "b.txt"]))
    assert ids(results) == ["b", "gone", "r1", "r2", "z", "b-2"]


def test_patterns_are_expanded_in_sorted_order(folder: Path) -> None:
    assert ids(list(read_inputs([f"{folder}/*.txt"]))) == ["a", "b"]
    assert ids(list(read_inputs([f"{folder}/[ac]"]))) == ["r1", "r2", "z", "a"]
    assert ids(list(read_inputs([f"{folder}/**/*.txt"]))) == ["a", "b"]
    assert ids(list(read_inputs([f"{folder}/?/a.*"]))) == ["a"]


def test_pattern_to_the_bottom_names_no_file_twice(folder: Path) -> None:
    results = list(read_inputs([f"{folder}/a/**"]))
    assert ids(results) == ["r1", "r2", "z"]


def test_a_file_may_be_named_like_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text(BODY)
    assert ids(list(read_inputs([tmp_path / "a[1].txt"]))) == ["a[1]"]


def test_text_and_hash_of_a_file(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf" + BODY.encode().replace(b"\n", b"\r\n") + b"One \r lone."
    path = tmp_path / "dir.d" / "report.2018.txt"
    path.parent.mkdir()
    path.write_bytes(raw)
    (report,) = read_inputs([path], published="2018-09-23")
    assert report == Report(
        id="report.2018", text=BODY + "One \r lone.", title=None, url=None, outlet=None, byline=None,
        published="2018-09-23", published_basis="given", language="en", sha256=hashlib.sha256(raw).hexdigest(),
    )  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=60), st.booleans())
def test_any_text_is_kept(tmp_path: Path, text: str, marked: bool) -> None:
    text = f"{BODY * 4}{text}\n{BODY}"
    path = tmp_path / "a.txt"
    path.write_bytes((b"\xef\xbb\xbf" if marked else b"") + text.replace("\n", "\r\n").encode())
    (report,) = read_inputs([path])
    assert isinstance(report, Report)
    assert report.text == text


@pytest.mark.parametrize("name", ["page", "page.php", "page.asp"])
def test_unknown_suffix_is_judged_by_the_content(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(PAGE)
    (tmp_path / "rows.json").write_text(json.dumps({"id": 5, "text": BODY}))
    (tmp_path / "text.asc").write_text(BODY)
    results = list(read_inputs([tmp_path / name, tmp_path / "rows.json", tmp_path / "text.asc"]))
    assert [(result.id, result.text) for result in results if isinstance(result, Report)] == [
        ("page", BODY.strip()),
        ("5", BODY),
        ("text", BODY),
    ]


def test_standard_input_in_every_form() -> None:
    rows = json.dumps({"id": "r1", "text": BODY}) + "\nbroken"
    assert ids(list(read_inputs(["-"], stdin=io.BytesIO(BODY.encode())))) == ["stdin"]
    (page,) = read_inputs(["-"], stdin=io.BytesIO(PAGE.encode()))
    assert isinstance(page, Report)
    assert page.text == BODY.strip()
    first, second = read_inputs(["-"], stdin=io.BytesIO(rows.encode()))
    assert first.id == "r1"
    assert isinstance(second, Unread)
    assert second.error.startswith("standard input, line 2: is no valid JSON")
    error = only(list(read_inputs(["-"], stdin=io.BytesIO(b" "))))
    assert error == "standard input: holds no text; give the body of the report, or leave it out"


def test_standard_input_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(BODY.encode())))
    (report,) = read_inputs(["-"])
    assert isinstance(report, Report)
    assert report.text == BODY


def test_a_pipe_is_read_like_a_file(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, BODY.encode())
    os.close(writing)
    (report,) = read_inputs([f"/dev/fd/{reading}"])
    os.close(reading)
    assert isinstance(report, Report)
    assert report.text == BODY


def test_same_names_get_different_ids(tmp_path: Path) -> None:
    for name in ("a/x.txt", "b/x.txt", "c/x-2.txt", "d/x.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(BODY)
    assert ids(list(read_inputs([tmp_path]))) == ["x", "x-2", "x-2-2", "x-3"]


def test_a_row_may_not_take_the_id_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "b.jsonl").write_text(json.dumps({"id": "a", "text": BODY}))
    report, unread = read_inputs([tmp_path])
    assert isinstance(report, Report)
    assert unread == Unread(
        "a", f"{tmp_path / 'b.jsonl'}, line 1: has the id 'a', which a file of this run has already; give it its own id"
    )


def test_two_runs_give_the_same(folder: Path) -> None:
    inputs = [folder, f"{folder}/*.txt", "gone", folder / "notes.docx"]
    assert list(read_inputs(inputs)) == list(read_inputs(inputs))


def test_missing_file() -> None:
    assert only(list(read_inputs(["no/such/file.txt"]))) == "no/such/file.txt: does not exist; correct the path"
    (unread,) = read_inputs(["no/such/file.txt"])
    assert unread.id == "file"


def test_file_taken_for_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY)
    path = tmp_path / "a.txt" / "b.txt"
    assert only(list(read_inputs([path]))) == f"{path}: does not exist; correct the path"


def test_pattern_that_matches_nothing(tmp_path: Path) -> None:
    error = only(list(read_inputs([f"{tmp_path}/*.txt"])))
    assert error == f"{tmp_path}/*.txt: matches no file; correct the pattern, or name the folder"


def test_folder_without_reports(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "x.png").write_text("x")
    error = only(list(read_inputs([tmp_path])))
    assert error.startswith(
        f"{tmp_path}: is a folder without reports; put files with one of these suffixes into it: .txt"
    )


def test_linked_folders_in_a_folder_are_left_out(folder: Path) -> None:
    (folder / "a" / "loop").symlink_to(folder)
    (folder / "a" / "loop.txt").symlink_to(folder)
    assert ids(list(read_inputs([folder]))) == ["r1", "r2", "z", "a", "b", "a-2"]


def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "b.txt")
    first, second = read_inputs([tmp_path])
    assert first == Unread("a", f"{tmp_path / 'a.txt'}: does not exist; correct the path")
    assert isinstance(second, Unread)
    assert second.error.startswith(f"{tmp_path / 'b.txt'}: cannot be read (Too many levels of symbolic links); check")
    (named,) = read_inputs([tmp_path / "b.txt"])
    assert isinstance(named, Unread)
    assert named.error == second.error


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_closed_file_and_folder(folder: Path) -> None:
    (folder / "a").chmod(0)
    (folder / "a.txt").chmod(0)
    results = list(read_inputs([folder]))
    (folder / "a").chmod(0o700)
    errors = [result.error for result in results if isinstance(result, Unread)]
    assert errors == [
        f"{folder / name}: may not be read by this user; change its permissions" for name in ("a", "a.txt")
    ]


def test_names_that_are_no_paths() -> None:
    error = only(list(read_inputs(["a\x00b.txt"])))
    assert error == "a\\x00b.txt: cannot be read (embedded null byte); check the path and the disk"


def test_names_are_shown_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "two\nlines.txt"
    path.write_text("")
    (unread,) = read_inputs([path])
    assert unread == Unread(
        "two\\nlines", f"{tmp_path}/two\\nlines.txt: holds no text; give the body of the report, or leave it out"
    )


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("a.txt", b"", "holds no text; give the body of the report, or leave it out"),
        ("a.txt", b"\xef\xbb\xbf \r\n", "holds no text; give the body of the report, or leave it out"),
        ("a.html", b"", "holds no article that could be found; save its text as plain text (.txt) and give that"),
        ("a.txt", bytes(range(256)), "is no text (binary data); give plain text, HTML or .jsonl"),
        ("a.html", b"%PDF-1.4", "is a PDF that cannot be read (PdfStreamError); save its text as .txt and give that"),
        ("a.json", b'[\n{"id": 1, "text": "x"}\n]', "is JSON, but not JSON Lines; write one object per line"),
        ("a.json", b'\xef\xbb\xbf{\n"id": 1, "text": "x"}', "is JSON, but not JSON Lines; write one object per line"),
        ("a.xml", b'<?xml version="1.0"?><rss/>', "is a feed without entries; look again later"),
        ("a.xml", b'<?xml version="1.0"?><urlset/>', "is XML, but no feed; give the articles that it names, as HTML"),
        ("a.pdf", b"%PDF-1.4", "is a PDF that cannot be read (PdfStreamError); save its text as .txt and give that"),
        ("a.docx", b"PK\x03\x04\x00\x00", "is no whole ZIP archive (File is not a zip file); pack it anew"),
        ("a.txt", b"BZh91AY", "is compressed; unpack it and give what is inside"),
        (
            "a.txt",
            "قال المرصد إن عشرين شخصا قتلوا في غارات جوية على البلدة".encode(),
            "is not in English (language ar)",
        ),
    ],
)
def test_unreadable_contents(tmp_path: Path, name: str, raw: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(raw)
    (tmp_path / "good.txt").write_text(BODY)
    unread, good = read_inputs([tmp_path / name, tmp_path / "good.txt"])
    assert isinstance(unread, Unread)
    assert unread.id == "a"
    assert unread.error.startswith(f"{tmp_path / name}: {message}")
    assert isinstance(good, Report)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.unknown"])
def test_enormous_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(LIMIT + 1)
    message = "is larger than the 10 MB that one report may have; split it, or give .jsonl with one report per line"
    assert only(list(read_inputs([path]))) == f"{path}: {message}"


def test_enormous_standard_input() -> None:
    stream = io.BytesIO(b"word\n" * (LIMIT // 5 + 1))
    assert only(list(read_inputs(["-"], stdin=stream))).startswith("standard input: is larger than the 10 MB")


def test_wrong_use() -> None:
    with pytest.raises(UsageError, match="'23 Sept' is no date"):
        read_inputs([], published="23 Sept")
    with pytest.raises(UsageError, match=r"inputs is the single path 'a\.txt'; give a list of paths"):
        read_inputs("a.txt")
    with pytest.raises(UsageError, match=r"single path 'a\.txt'"):
        read_inputs(Path("a.txt"))  # type: ignore[arg-type]


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    results = read_inputs([tmp_path / "later.txt"])
    (tmp_path / "later.txt").write_text(BODY)
    assert isinstance(next(results), Report)
