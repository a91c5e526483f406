"""Web archives: each page that was answered with 200 is a report, with the address and the time of its archiving.

Read as a stream, one record at a time. A broken record leaves an :class:`Unread` with its offset, and reading goes on
at the next one, where the archive lies in a file. When a page was archived is not when it was published.
"""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from marsad._errors import InputError
from marsad.sources._draft import Draft
from marsad.sources._run import LIMIT, PDF_LIMIT, Input
from marsad.sources._web_types import charset_of, form_of_type, media_type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from marsad.sources._arrival import Arrival
    from marsad.sources._run import Run

__all__ = ["read_warc"]

_WORD = b"WARC/"
_PACKED = b"\x1f\x8b\x08"  # how a record begins, and how one that is not packed stands behind another
_PLAIN = b"\r\n\r\nWARC/"
_HEAD = 1_024  # bytes in which a packed record shows its first word
_PIECE = 1 << 20
_SKIPPED = ("/robots.txt", "/favicon.ico")
_READ = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")


class _BrokenError(Exception):
    """A record cannot be read; the message says why."""


def read_warc(
    stream: BinaryIO, about: Input, run: Run, *, read: Callable[[BinaryIO, Input, Run], Iterator[Arrival]]
) -> Iterator[Arrival]:
    """The reports of a web archive.

    Args:
        stream: At its beginning.
        about: What is known of it.
        run: The run that it belongs to.
        read: Reads a page.
    """
    start: int | None = 0
    failing, empty = False, True
    while start is not None:
        last: int | None = None
        try:
            for record in _records(stream):
                last = int(record.stream_pos)
                if record.headers.get("Content-Length") is None:
                    raise _BrokenError("its head is cut off")
                failing = False
                found = _input_of(record, about)
                if found is None:
                    _pass(record)
                    continue
                empty = False
                raw, inner = found
                yield from read(io.BytesIO(raw), inner, run)
            rest = None if last is None else _next_record(stream, last + 1)
            if rest is not None:  # the reader ends without a word where the beginning of a record is cut off
                yield _failure(_BrokenError("it is cut off"), rest, is_last=True, about=about, run=run)
            break
        except (OSError, ValueError, _BrokenError, InputError) as error:
            empty = False
            if not failing:
                yield _failure(error, start if last is None else last, is_last=last is not None, about=about, run=run)
            failing = True
            start = _next_record(stream, (start if last is None else last) + 1)
    if empty:
        reason = "is a web archive without pages (text, HTML or PDF answered with 200)"
        yield about.unread(run, InputError(about.name, f"{reason}; give another"))


class _Told:
    """A stream that only goes forward, and knows where it is."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._place = 0

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self._place += len(piece)
        return piece

    def tell(self) -> int:
        return self._place


def _records(stream: BinaryIO) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    try:
        source = stream if stream.seekable() else cast("BinaryIO", _Told(stream))
        yield from ArchiveIterator(source, record_types=WarcRecordType.any_type, parse_http=False)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what its Rust code raises; no subclass of Exception
            raise
        raise _BrokenError(str(error)) from error


def _failure(error: Exception, offset: int, *, is_last: bool, about: Input, run: Run) -> Arrival:
    where = f"record at offset {offset}"
    if is_last and not isinstance(error, (InputError, _BrokenError)):
        where = f"record after offset {offset}"
    reason = error.reason if isinstance(error, InputError) else f"is broken ({error}); fetch the archive anew"
    return about.unread(run, InputError(f"{about.name}, {where}", reason), id=f"{about.stem}:{offset}")


def _pass(record: Any) -> None:
    """Goes over a record, and fails where it is cut off."""
    due = int(record.content_length)
    if int(record.consume()) < due:
        raise _BrokenError("it is cut off")


def _next_record(stream: BinaryIO, start: int) -> int | None:
    """Puts a stream to the next whole beginning of a record from an offset on; None where there is none."""
    if not stream.seekable():
        return None
    stream.seek(0)
    is_packed = stream.read(2) == _PACKED[:2]
    mark, lead = (_PACKED, 0) if is_packed else (_PLAIN, len(_PLAIN) - len(_WORD))
    offset = start
    while True:
        found = _find(stream, mark, offset)
        if found is None:
            return None
        stream.seek(found + lead)
        if not is_packed or _unpacks(stream.read(_HEAD)):
            stream.seek(found + lead)
            return found + lead
        offset = found + 1


def _find(stream: BinaryIO, mark: bytes, start: int) -> int | None:
    """The offset of some bytes from an offset on."""
    stream.seek(start)
    before, offset = b"", start
    while piece := stream.read(_PIECE):
        block = before + piece
        found = block.find(mark)
        if found >= 0:
            return offset - len(before) + found
        offset += len(piece)
        before = block[-len(mark) + 1 :]
    return None


def _unpacks(head: bytes) -> bool:
    """Whether packed bytes are the beginning of a record."""
    try:
        return zlib.decompressobj(31).decompress(head, len(_WORD)) == _WORD
    except zlib.error:
        return False


def _input_of(record: Any, about: Input) -> tuple[bytes, Input] | None:
    """The page in a record and what is known of it; None where it holds none."""
    from fastwarc.warc import WarcRecordType

    url = str(record.headers.get("WARC-Target-URI") or "").strip("<> ")
    wanted = WarcRecordType.response, WarcRecordType.resource
    if record.record_type not in wanted or not url.startswith(("http://", "https://")) or url.endswith(_SKIPPED):
        return None
    headers, encodings = record.headers, ""
    if record.record_type == WarcRecordType.response:
        record.parse_http(auto_decode="none")
        headers = record.http_headers
        if headers is None or headers.status_code != 200:
            return None
        encodings = f"{headers.get('Content-Encoding') or ''},{headers.get('Transfer-Encoding') or ''}".lower()
    declared = headers.get("Content-Type") or ""
    kind = media_type(declared)
    if kind and kind not in _READ:
        return None
    part = f"record at {record.stream_pos}"
    name = f"{about.name}, record at offset {record.stream_pos}"
    limit = PDF_LIMIT if kind == "application/pdf" else LIMIT
    due = int(record.content_length)
    raw = record.reader.read(min(due, limit + 1))
    if len(raw) < min(due, limit + 1):
        raise _BrokenError("it is cut off")
    day = record.headers.get("WARC-Date")
    inner = Input(
        name, f"{about.stem}:{record.stream_pos}", hint=form_of_type(kind, url), charset=charset_of(declared),
        archived_at=str(day) if day else None, told=Draft("", url=url),
    )  # fmt: skip
    return _plain_body(raw, encodings, limit), about.inside(part, inner)


def _plain_body(raw: bytes, encodings: str, limit: int) -> bytes:
    """A body as it was before it was packed for the way; many archives keep it so already, whatever the headers say."""
    body = _joined_chunks(raw) if "chunked" in encodings else raw
    if "gzip" in encodings or "deflate" in encodings:
        for window in (47, -15):
            try:
                return zlib.decompressobj(window).decompress(body, limit + 1)
            except zlib.error:
                continue
    if "br" in encodings.partition(",")[0] or "zstd" in encodings:
        from fastwarc.stream_io import BrotliReader, ZstdReader

        kind = BrotliReader if "br" in encodings else ZstdReader
        try:
            return bytes(kind(io.BytesIO(body)).read(limit + 1))
        except (OSError, ValueError):
            return body
    return body


def _joined_chunks(raw: bytes) -> bytes:
    """The pieces of a chunked body, put together; the body itself where it is not chunked after all."""
    pieces: list[bytes] = []
    place = 0
    while True:
        end = raw.find(b"\r\n", place)
        try:
            size = int(raw[place:end].split(b";")[0], 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return raw
        if size == 0:
            return b"".join(pieces)
        pieces.append(raw[end + 2 : end + 2 + size])
        place = end + 2 + size + 2
