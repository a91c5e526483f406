"""An open stream to its reports. What it holds shows by its first bytes; a name decides only among kinds of text.

One bad part of a file or an archive leaves one :class:`Unread`, and the rest goes on.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from marsad._errors import InputError
from marsad.records import Unread
from marsad.sources._arrival import Arrival
from marsad.sources._decode import check_is_text, decode, normalise
from marsad.sources._draft import report_of
from marsad.sources._feed import looks_like_feed, read_feed
from marsad.sources._gzip import unpacked
from marsad.sources._html import html_draft, looks_like_html
from marsad.sources._ids import shown
from marsad.sources._jsonl import is_json, lines_of, looks_like_jsonl, report_of_row, row_id, row_of
from marsad.sources._pdf import pdf_draft
from marsad.sources._plain import plain_draft
from marsad.sources._run import LIMIT, PDF_LIMIT, refusal
from marsad.sources._streams import from_the_beginning
from marsad.sources._warc import read_warc
from marsad.sources._zip import read_zip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.sources._draft import Draft
    from marsad.sources._jsonl import Line
    from marsad.sources._run import Form, Input, Run

__all__ = ["read_stream"]

_MAGIC: tuple[tuple[bytes, Form], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"WARC/", "warc"),
)
_HEAD = 4_096  # bytes in which a page or a feed shows what it is
_TOO_LARGE = "is larger than the {} MB that {} may have; split it, or give .jsonl with one report per line"


def read_stream(stream: BinaryIO, about: Input, run: Run) -> Iterator[Arrival]:
    """The reports of an open stream, whatever form they are in.

    Args:
        stream: At its beginning; need not be seekable.
        about: What is known of it.
        run: The run that it belongs to.
    """
    try:
        if about.hint in ("plain", "html"):
            _check_size(about.size, about.name)
        first = stream.readline(LIMIT + 1)
        if first[:_HEAD].strip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"", b"<") and about.hint not in ("plain", "jsonl"):
            first += stream.read(_HEAD)
        form = _form_of(first, about.hint)
        if form == "jsonl":
            check_is_text(first[:_HEAD], name=about.name)
    except (InputError, OSError) as error:
        yield about.unread(run, error)
        return
    if form == "jsonl":
        yield from _read_rows(lines_of(first, stream, name=about.name, limit=LIMIT), about, run)
    elif form in ("zip", "gzip", "warc", "feed"):
        yield from _read_many(form, first, stream, about, run)
    else:
        yield _read_document(form, first, stream, about, run)


def _form_of(first: bytes, hint: Form | None) -> Form | None:
    for magic, form in _MAGIC:
        if first.startswith(magic):
            return form
    if hint in ("plain", "jsonl"):
        return hint
    if looks_like_feed(first[: 2 * _HEAD]):
        return "feed"
    if hint == "html" or looks_like_html(first[:_HEAD]):
        return "html"
    return "jsonl" if looks_like_jsonl(first) else None


def _read_many(form: Form, first: bytes, stream: BinaryIO, about: Input, run: Run) -> Iterator[Arrival]:
    try:
        if form == "feed":
            yield from read_feed(_whole(first, stream, about, LIMIT), about, run, read=read_stream)
            return
        whole = from_the_beginning(first, stream)
        if form == "zip":
            yield from read_zip(whole, about, run, read=read_stream)
        elif form == "warc":
            yield from read_warc(whole, about, run, read=read_stream)
        else:
            yield from _read_packed(whole, about, run)
    except (InputError, OSError) as error:
        yield about.unread(run, error)


def _read_packed(stream: BinaryIO, about: Input, run: Run) -> Iterator[Arrival]:
    """What a gzip file holds; a web archive is left as it is, since each of its records is packed for itself."""
    inner = unpacked(stream, name=about.name)
    first = inner.readline(LIMIT + 1)
    if first.startswith(b"\x1f\x8b"):
        raise InputError(about.name, "is compressed twice; unpack it once")
    if first.startswith(b"WARC/") and stream.seekable():
        stream.seek(0)
        yield from read_warc(stream, about, run, read=read_stream)
    else:
        yield from read_stream(from_the_beginning(first, inner), replace(about, size=None), run)


def _check_size(size: int | None, name: str, limit: int = LIMIT) -> None:
    if size is not None and size > limit:
        what = "one report" if limit == LIMIT else "a PDF"
        raise InputError(name, _TOO_LARGE.format(limit // 1_000_000, what))


def _whole(first: bytes, stream: BinaryIO, about: Input, limit: int) -> bytes:
    _check_size(about.size, about.name, limit)
    raw = first + stream.read(max(limit + 1 - len(first), 0))
    _check_size(len(raw), about.name, limit)
    return raw


def _read_document(form: Form | None, first: bytes, stream: BinaryIO, about: Input, run: Run) -> Arrival:
    report_id = run.ids.free(about.stem)
    try:
        raw = _whole(first, stream, about, PDF_LIMIT if form == "pdf" else LIMIT)
        draft, note = _draft(form, raw, about)
        digest = hashlib.sha256(raw).hexdigest()
        draft = _completed(draft, about.told)
        report = report_of(draft, id=report_id, name=about.name, sha256=digest, given=run.given)
    except (InputError, OSError) as error:
        return about.unread(run, error, id=report_id)
    return about.arrived(report, note=note)


def _draft(form: Form | None, raw: bytes, about: Input) -> tuple[Draft, str | None]:
    if form == "pdf":
        return pdf_draft(raw, name=about.name)
    if form == "html":
        return html_draft(raw, name=about.name, charset=about.charset), None
    if form is None:
        _check_is_prose(raw, about.name)
    return plain_draft(normalise(decode(raw, name=about.name, declared=about.charset))), None


def _completed(draft: Draft, told: Draft | None) -> Draft:
    """A draft, with what is known from outside where it says nothing itself."""
    if told is None:
        return draft
    return replace(
        draft,
        title=draft.title or told.title,
        url=draft.url or told.url,
        outlet=draft.outlet or told.outlet,
        byline=draft.byline or told.byline,
        published=draft.published or told.published,
        basis=draft.basis if draft.published else told.basis,
    )


def _check_is_prose(raw: bytes, name: str) -> None:
    """Refuse data that would pass for plain text: their keys and marks are no sentences."""
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        raise InputError(name, "is XML, but no feed; give the articles that it names, as HTML or plain text (.txt)")
    if is_json(raw):
        raise InputError(
            name, "is JSON, but not JSON Lines; write one object per line, on one line, and name it .jsonl"
        )


def _read_rows(lines: Iterator[Line], about: Input, run: Run) -> Iterator[Arrival]:
    empty = True
    try:
        for line in lines:
            empty = False
            yield _read_row(line, about, run)
    except (InputError, OSError) as error:
        yield about.unread(run, error)
        return
    if empty:
        yield about.unread(run, InputError(about.name, "holds no reports; write one JSON object per line"))


def _read_row(line: Line, about: Input, run: Run) -> Arrival:
    part = f"line {line.number}"
    name = f"{about.name}, {part}"
    report_id = f"{shown(about.stem)}:{line.number}"
    try:
        row = row_of(line, name=name)
        report_id = row_id(row, name=name)
        report = report_of_row(row, line, name=name, given=run.given)
        run.ids.take(report_id, file=about.name, line=line.number)
    except InputError as error:
        return Arrival(Unread(report_id, str(refusal(name, error))), part=about.part)
    return about.arrived(report, part=part)
