"""JSON Lines: one report per line, read as a stream, so that a file of any length needs the memory of one line.

A line that cannot be read costs that line only. Lines are counted from 1, blank ones included; they are skipped.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from marsad._errors import InputError
from marsad.sources._dates import iso
from marsad.sources._decode import UTF16_MARKS, decode, normalise
from marsad.sources._draft import Draft, report_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.records import Report

__all__ = ["Line", "is_json", "lines_of", "looks_like_jsonl", "report_of_row", "row_id", "row_of"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: its number, and its bytes without the line end, or None where it is longer than allowed."""

    number: int
    raw: bytes | None
    encoding: str | None = None


def looks_like_jsonl(first_line: bytes) -> bool:
    """Whether an input whose first line is this holds JSON Lines."""
    return first_line.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{") and is_json(first_line)


def is_json(raw: bytes) -> bool:
    """Whether a whole input is one JSON object or array."""
    text = raw.removeprefix(codecs.BOM_UTF8).strip()
    if not text.startswith((b"{", b"[")):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def lines_of(first: bytes, stream: BinaryIO, *, name: str, limit: int) -> Iterator[Line]:
    """The lines of a stream that are not blank.

    Args:
        first: What was read of the first line already, up to ``limit`` + 1 bytes.
        stream: The rest.
        name: The input, for messages.
        limit: Bytes that one line may have.

    Raises:
        InputError: The stream is in UTF-16 and cannot be read from its beginning again.
    """
    encoding = UTF16_MARKS.get(first[:2])
    if encoding is not None:
        yield from _utf16_lines(stream, name=name, limit=limit, encoding=encoding)
        return
    piece, number = first, 1
    while piece:
        if len(piece) > limit and not piece.endswith(b"\n"):
            while piece and not piece.endswith(b"\n"):
                piece = stream.readline(limit)
            yield Line(number, None)
        elif piece.removeprefix(codecs.BOM_UTF8).strip():
            piece = piece.removeprefix(codecs.BOM_UTF8) if number == 1 else piece
            yield Line(number, piece.removesuffix(b"\n").removesuffix(b"\r"))
        piece, number = stream.readline(limit + 1), number + 1


def _utf16_lines(stream: BinaryIO, *, name: str, limit: int, encoding: str) -> Iterator[Line]:
    """Lines of what Windows shells write; decoded as a stream, since the byte of a line end may be half a letter."""
    if not stream.seekable():
        raise InputError(name, "is in UTF-16, which cannot be read from a pipe; convert it to UTF-8")
    stream.seek(2)
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline="\n")
    try:
        number = 1
        while piece := text.readline(limit + 1):
            if len(piece) > limit and not piece.endswith("\n"):
                while piece and not piece.endswith("\n"):
                    piece = text.readline(limit)
                yield Line(number, None)
            elif piece.strip():
                yield Line(number, piece.removesuffix("\n").removesuffix("\r").encode(encoding), encoding)
            number += 1
    finally:
        text.detach()  # the stream belongs to the caller


def row_of(line: Line, *, name: str) -> dict[str, Any]:
    """The object on a line.

    Raises:
        InputError: The line is too long, is no text, or is no JSON object.
    """
    if line.raw is None:
        raise InputError(name, "is longer than the 10 MB that one report may have; split the report")
    text = line.raw.decode(line.encoding) if line.encoding else decode(line.raw, name=name)
    try:
        row = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            name, f"is no valid JSON ({error.msg} at character {error.pos + 1}); write one whole object per line"
        ) from None
    except (ValueError, RecursionError):
        raise InputError(name, "is no JSON that can be read (a number too long or nesting too deep)") from None
    if not isinstance(row, dict):
        raise InputError(name, 'is no JSON object; write {"id": ..., "text": ...} on one line')
    return row


def row_id(row: dict[str, Any], *, name: str) -> str:
    """The id of a row.

    Raises:
        InputError: It has none, or one that is neither text nor a whole number.
    """
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value.strip():
        raise InputError(name, 'has no "id" (text or a whole number); give each report its own')
    if not _is_unicode(value):
        raise InputError(name, 'has half a character (a lone surrogate) in "id"; write it anew as UTF-8')
    return value


def report_of_row(row: dict[str, Any], line: Line, *, name: str, given: str | None) -> Report:
    """The report on a row.

    Args:
        row: The object on the line.
        line: The line itself, for the hash.
        name: File and line, for messages.
        given: The caller's date, for a row without one.

    Raises:
        InputError: A field is missing or of the wrong type, or the text cannot be read.
    """
    text = row.get("text")
    if not isinstance(text, str):
        raise InputError(name, 'has no "text" (the body of the report, as text); add it or leave the line out')
    draft = Draft(
        normalise(text),
        title=_optional(row, "title", name),
        url=_optional(row, "url", name),
        outlet=_optional(row, "outlet", name),
        published=_published(row, name),
    )
    digest = hashlib.sha256(line.raw or b"").hexdigest()
    return report_of(draft, id=row_id(row, name=name), name=name, sha256=digest, given=given)


def _optional(row: dict[str, Any], field: str, name: str) -> str | None:
    value = row.get(field)
    if value is not None and not isinstance(value, str):
        raise InputError(name, f'has a "{field}" that is no text; write it in quotation marks or leave it out')
    if value is not None and not _is_unicode(value):
        raise InputError(name, f'has half a character (a lone surrogate) in "{field}"; write it anew as UTF-8')
    return value or None


def _published(row: dict[str, Any], name: str) -> str | None:
    value = _optional(row, "published", name)
    if value is None or not value.strip():
        return None
    day = iso(value)
    if day is None:
        raise InputError(
            name,
            f'has a "published" that is no date ({value[:40]!r}); write 2018-09-23 or 2018-09-23T14:05+03:00, '
            "or leave it out",
        )
    return day


def _is_unicode(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
