"""What the user names, one after the other: files, folders, patterns, addresses, standard input; each to its reports.

Invariants: the order of the output is that of the inputs, of the sorted names in a folder or an archive, of the lines
in a file. Whatever cannot be read leaves one :class:`Unread` in its place and the rest goes on. Nothing is read before
it is asked for, and no more than one report is held at a time.
"""

from __future__ import annotations

import glob
import hashlib
import io
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from marsad._errors import InputError, UsageError
from marsad.records import Report
from marsad.sources._addresses import is_address
from marsad.sources._arrival import Arrival
from marsad.sources._contents import read_stream
from marsad.sources._dates import given as checked
from marsad.sources._fetch import Fetcher
from marsad.sources._ids import shown
from marsad.sources._run import FORMS, Input, Run, refusal, stem_of_address
from marsad.sources._web import Web

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.records import Unread

__all__ = ["files_in", "read_address", "read_arrivals", "read_inputs"]

_STDIN = "-"
_PATTERN = frozenset("*?[")


def read_inputs(
    inputs: Sequence[str | os.PathLike[str]],
    *,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    follow: bool = False,
    allow_private: bool = False,
) -> Iterator[Report | Unread]:
    """The reports of files, folders, patterns, addresses and standard input, lazily and in order.

    Args:
        inputs: Paths; folders are searched to the bottom for files with known suffixes; a pattern (``news/*.html``)
            that no shell expanded is expanded here; ``http://`` and ``https://`` are fetched; ``-`` is standard input,
            whose form shows at its beginning.
        published: Date of publication, ISO, for inputs that state none.
        stdin: Where ``-`` reads from, if not from the process's standard input.
        follow: Whether the pages that feeds link are fetched, instead of what the feed has of them.
        allow_private: Whether this machine and private networks may be asked.

    Returns:
        For each report that can be read a :class:`Report`, for each that cannot an :class:`Unread`.

    Raises:
        UsageError: ``published`` is no ISO date, or ``inputs`` is a single path instead of a sequence of them.
    """
    web = Web(follow, Fetcher(allow_private))
    arrivals = read_arrivals(inputs, published=published, stdin=stdin, web=web)
    return (arrival.result for arrival in arrivals if arrival.result is not None)


def read_arrivals(
    inputs: Sequence[str | os.PathLike[str]],
    *,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    web: Web | None = None,
) -> Iterator[Arrival]:
    """As :func:`read_inputs`, each with how it came in.

    Args:
        inputs: As there.
        published: As there.
        stdin: As there.
        web: How to go to the network.

    Raises:
        UsageError: As there.
    """
    if isinstance(inputs, (str, bytes, os.PathLike)):
        raise UsageError(f"inputs is the single path {os.fspath(inputs)!r}; give a list of paths")
    run = Run(checked(published), stdin, web or Web())
    return (arrival for item in inputs for arrival in _read_input(os.fspath(item), run))


def read_address(
    url: str, *, web: Web, published: str | None = None, etag: str | None = None, last_modified: str | None = None
) -> Iterator[Arrival]:
    """The reports at an address, and behind them an arrival without result where it is no report itself.

    Args:
        url: The address.
        web: How to go to the network.
        published: Date of publication, ISO, for reports that state none.
        etag: Of what is known already; where that is still there, nothing arrives.
        last_modified: The same, by date.
    """
    return _read_address(url, Run(checked(published), None, web), etag=etag, last_modified=last_modified)


def _read_address(
    url: str, run: Run, *, etag: str | None = None, last_modified: str | None = None
) -> Iterator[Arrival]:
    try:
        page = run.web.input_of(url, etag=etag, last_modified=last_modified)
    except InputError as error:
        yield Input(shown(url), stem_of_address(url)).unread(run, error)
        return
    if not page.is_new:
        return
    trace, is_report = page.about.trace, False
    for arrival in read_stream(io.BytesIO(page.raw), page.about, run):
        is_report = is_report or (arrival.trace is trace and not arrival.part and isinstance(arrival.result, Report))
        yield arrival
    if trace is not None and not is_report:
        yield Arrival(None, hashlib.sha256(page.raw).hexdigest(), url=trace.url, trace=trace)


def _read_input(name: str, run: Run) -> Iterator[Arrival]:
    if name == _STDIN:
        stream = sys.stdin.buffer if run.stdin is None else run.stdin
        yield from read_stream(stream, Input("standard input", "stdin"), run)
        return
    if is_address(name):
        yield from _read_address(name, run)
        return
    try:
        mode = Path(name).stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        yield from _read_pattern(name, run, error)
    except (OSError, ValueError) as error:
        yield _unread(run, name, Path(name).stem, error)
    else:
        yield from _read_folder(Path(name), run) if stat.S_ISDIR(mode) else _read_file(Path(name), run)


def _read_pattern(pattern: str, run: Run, error: OSError) -> Iterator[Arrival]:
    if _PATTERN.isdisjoint(pattern):
        yield _unread(run, pattern, Path(pattern).stem, error)
        return
    matches = sorted((Path(match) for match in glob.iglob(pattern, recursive=True)), key=lambda path: path.parts)  # noqa: PTH207
    if "**" in pattern:
        matches = [path for path in matches if not _is_folder(path)]  # their files match by themselves
    if not matches:
        reason = "matches no file; correct the pattern, or name the folder"
        yield _unread(run, pattern, Path(pattern).stem, InputError(shown(pattern), reason))
    for path in matches:
        yield from _read_folder(path, run) if _is_folder(path) else _read_file(path, run)


def _read_folder(folder: Path, run: Run) -> Iterator[Arrival]:
    empty = True
    for found in files_in(folder):
        empty = False
        if isinstance(found, Path):
            yield from _read_file(found, run)
        else:
            yield _unread(run, found.name, Path(found.name).stem, found)
    if empty:
        known = " ".join(FORMS)
        reason = f"is a folder without reports; put files with one of these suffixes into it: {known}"
        yield _unread(run, str(folder), folder.stem, InputError(shown(str(folder)), reason))


def files_in(folder: Path) -> Iterator[Path | InputError]:
    """Files with known suffixes, in sorted order to the bottom; hidden ones and linked folders are left out."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield refusal(str(folder), error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from files_in(folder / entry.name)
        elif Path(entry.name).suffix.lower() in FORMS and not _is_folder(folder / entry.name):
            yield folder / entry.name


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - unlike Path.is_dir, it never raises (links in a circle, closed folders)


def _read_file(path: Path, run: Run) -> Iterator[Arrival]:
    try:
        with path.open("rb") as stream:
            about = os.fstat(stream.fileno())
            size = about.st_size if stat.S_ISREG(about.st_mode) else None
            yield from read_stream(stream, Input.named(path.name, name=shown(str(path)), size=size), run)
    except (OSError, ValueError) as error:
        yield _unread(run, str(path), path.stem, error)


def _unread(run: Run, name: str, stem: str, error: Exception) -> Arrival:
    return Input(name, stem).unread(run, error)
