"""What the user names, one after the other: files, folders, patterns, standard input; each to its reports.

Invariants: the order of the output is that of the inputs, of the sorted names in a folder, of the lines in a file.
Whatever cannot be read leaves one :class:`Unread` in its place and the rest goes on. Nothing is read before it is
asked for, and no more than one report is held at a time.
"""

from __future__ import annotations

import glob
import hashlib
import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from marsad._errors import InputError, UsageError
from marsad.records import Report, Unread
from marsad.sources._dates import given as checked
from marsad.sources._decode import check_is_text, decode, normalise
from marsad.sources._draft import Draft, report_of
from marsad.sources._html import html_draft, looks_like_html
from marsad.sources._ids import Ids, shown
from marsad.sources._jsonl import Line, is_json, lines_of, looks_like_jsonl, report_of_row, row_id, row_of
from marsad.sources._plain import plain_draft

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["LIMIT", "read_inputs"]

LIMIT = 10_000_000  # bytes of one report; the longest reports of the trade have less than a hundredth of it
_FORMS: dict[str, Literal["plain", "html", "jsonl"]] = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "plain",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_STDIN = "-"
_PATTERN = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class _Run:
    """What holds for the whole run: the caller's date, the ids given out, where standard input comes from."""

    given: str | None
    ids: Ids
    stdin: BinaryIO | None


def read_inputs(
    inputs: Sequence[str | os.PathLike[str]], *, published: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Report | Unread]:
    """The reports of files, folders, patterns and standard input, lazily and in order.

    Args:
        inputs: Paths; folders are searched to the bottom for files with known suffixes; a pattern (``news/*.html``)
            that no shell expanded is expanded here; ``-`` is standard input, whose form shows at its beginning.
        published: Date of publication, ISO, for inputs that state none.
        stdin: Where ``-`` reads from, if not from the process's standard input.

    Returns:
        For each report that can be read a :class:`Report`, for each that cannot an :class:`Unread`.

    Raises:
        UsageError: ``published`` is no ISO date, or ``inputs`` is a single path instead of a sequence of them.
    """
    if isinstance(inputs, (str, bytes, os.PathLike)):
        raise UsageError(f"inputs is the single path {os.fspath(inputs)!r}; give a list of paths")
    run = _Run(checked(published), Ids(), stdin)
    return (result for item in inputs for result in _read_input(os.fspath(item), run))


def _read_input(name: str, run: _Run) -> Iterator[Report | Unread]:
    if name == _STDIN:
        stream = sys.stdin.buffer if run.stdin is None else run.stdin
        yield from _read_stream(stream, _Input("standard input", "stdin", ""), run)
        return
    try:
        mode = Path(name).stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        yield from _read_pattern(name, run, error)
    except (OSError, ValueError) as error:
        yield _unread(run, Path(name).stem, _refusal(name, error))
    else:
        yield from _read_folder(Path(name), run) if stat.S_ISDIR(mode) else _read_file(Path(name), run)


def _read_pattern(pattern: str, run: _Run, error: OSError) -> Iterator[Report | Unread]:
    if _PATTERN.isdisjoint(pattern):
        yield _unread(run, Path(pattern).stem, _refusal(pattern, error))
        return
    matches = sorted((Path(match) for match in glob.iglob(pattern, recursive=True)), key=lambda path: path.parts)  # noqa: PTH207
    if "**" in pattern:
        matches = [path for path in matches if not _is_folder(path)]  # their files match by themselves
    if not matches:
        reason = "matches no file; correct the pattern, or name the folder"
        yield _unread(run, Path(pattern).stem, InputError(shown(pattern), reason))
    for path in matches:
        yield from _read_folder(path, run) if _is_folder(path) else _read_file(path, run)


def _read_folder(folder: Path, run: _Run) -> Iterator[Report | Unread]:
    empty = True
    for found in _files_in(folder):
        empty = False
        yield from _read_file(found, run) if isinstance(found, Path) else [_unread(run, Path(found.name).stem, found)]
    if empty:
        known = " ".join(_FORMS)
        reason = f"is a folder without reports; put files with one of these suffixes into it: {known}"
        yield _unread(run, folder.stem, InputError(shown(str(folder)), reason))


def _files_in(folder: Path) -> Iterator[Path | InputError]:
    """Files with known suffixes, in sorted order to the bottom; hidden ones and linked folders are left out."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _refusal(str(folder), error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files_in(folder / entry.name)
        elif Path(entry.name).suffix.lower() in _FORMS and not _is_folder(folder / entry.name):
            yield folder / entry.name


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - unlike Path.is_dir, it never raises (links in a circle, closed folders)


@dataclass(frozen=True, slots=True)
class _Input:
    """An open input: its name for messages, the stem of its id, its suffix, its size where it has one."""

    name: str
    stem: str
    suffix: str
    size: int | None = None


def _read_file(path: Path, run: _Run) -> Iterator[Report | Unread]:
    try:
        with path.open("rb") as stream:
            about = os.fstat(stream.fileno())
            size = about.st_size if stat.S_ISREG(about.st_mode) else None
            yield from _read_stream(stream, _Input(shown(str(path)), path.stem, path.suffix.lower(), size), run)
    except (OSError, ValueError) as error:
        yield _unread(run, path.stem, _refusal(str(path), error))


def _read_stream(stream: BinaryIO, about: _Input, run: _Run) -> Iterator[Report | Unread]:
    form = _FORMS.get(about.suffix)
    try:
        if form in ("plain", "html"):
            _check_size(about.size, about.name)
        first = stream.readline(LIMIT + 1)
        if form is None:
            form = "jsonl" if looks_like_jsonl(first) else None
        if form == "jsonl":
            check_is_text(first[:4096], name=about.name)
    except (InputError, OSError) as error:
        yield _unread(run, about.stem, _refusal(about.name, error))
        return
    if form == "jsonl":
        yield from _read_rows(lines_of(first, stream, name=about.name, limit=LIMIT), about, run)
    else:
        yield _read_document(first, stream, about, run)


def _check_size(size: int | None, name: str) -> None:
    if size is not None and size > LIMIT:
        reason = "is larger than the 10 MB that one report may have; split it, or give .jsonl with one report per line"
        raise InputError(name, reason)


def _read_document(first: bytes, stream: BinaryIO, about: _Input, run: _Run) -> Report | Unread:
    report_id = run.ids.free(about.stem)
    try:
        _check_size(about.size, about.name)
        raw = first + stream.read(max(LIMIT + 1 - len(first), 0))
        _check_size(len(raw), about.name)
        draft = _draft(raw, about)
        digest = hashlib.sha256(raw).hexdigest()
        return report_of(draft, id=report_id, name=about.name, sha256=digest, given=run.given)
    except (InputError, OSError) as error:
        return Unread(report_id, str(_refusal(about.name, error)))


def _draft(raw: bytes, about: _Input) -> Draft:
    form = _FORMS.get(about.suffix)
    if form == "html" or (form is None and looks_like_html(raw[:4096])):
        return html_draft(raw, name=about.name)
    if form is None:
        _check_is_prose(raw, about.name)
    return plain_draft(normalise(decode(raw, name=about.name)))


def _check_is_prose(raw: bytes, name: str) -> None:
    """Refuse data that would pass for plain text: their keys and marks are no sentences."""
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<rss", b"<feed")):
        raise InputError(name, "is XML; give the articles that it names, as HTML or plain text (.txt)")
    if is_json(raw):
        raise InputError(
            name, "is JSON, but not JSON Lines; write one object per line, on one line, and name it .jsonl"
        )


def _read_rows(lines: Iterator[Line], about: _Input, run: _Run) -> Iterator[Report | Unread]:
    empty = True
    try:
        for line in lines:
            empty = False
            yield _read_row(line, about, run)
    except (InputError, OSError) as error:
        yield _unread(run, about.stem, _refusal(about.name, error))
        return
    if empty:
        yield _unread(run, about.stem, InputError(about.name, "holds no reports; write one JSON object per line"))


def _read_row(line: Line, about: _Input, run: _Run) -> Report | Unread:
    name = f"{about.name}, line {line.number}"
    report_id = f"{shown(about.stem)}:{line.number}"
    try:
        row = row_of(line, name=name)
        report_id = row_id(row, name=name)
        report = report_of_row(row, line, name=name, given=run.given)
        run.ids.take(report_id, file=about.name, line=line.number)
    except InputError as error:
        return Unread(report_id, str(error))
    return report


def _unread(run: _Run, stem: str, error: InputError) -> Unread:
    return Unread(run.ids.free(stem), str(error))


def _refusal(name: str, error: Exception) -> InputError:
    """What to tell of an error of the operating system, in one line."""
    if isinstance(error, InputError):
        return error
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return InputError(shown(name), "does not exist; correct the path")
    if isinstance(error, PermissionError):
        return InputError(shown(name), "may not be read by this user; change its permissions")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(shown(name), f"cannot be read ({reason}); check the path and the disk")
