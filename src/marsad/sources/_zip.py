"""ZIP archives: their members in sorted order, each as the file that it is; an archive in an archive, no deeper.

Nothing is written to disk under a member's name, and of the name only the last piece becomes an id, so where a member
says that it wants to go does not matter. Sizes are checked before anything is unpacked, and unpacking stops at them.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from contextlib import nullcontext
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from marsad._errors import InputError
from marsad.sources._gzip import FREE, RATIO
from marsad.sources._ids import shown
from marsad.sources._run import FORMS, Input, Room
from marsad.sources._streams import in_a_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _typeshed import WriteableBuffer

    from marsad.sources._arrival import Arrival
    from marsad.sources._run import Run

__all__ = ["read_zip"]

_MEMBERS = 100_000
_TOTAL = 8_000_000_000  # bytes, unpacked
_DIRECTORY = 64_000_000  # bytes of the list of members
_STREAMED = 2_000_000_000  # bytes of an archive that comes through a pipe or lies in another
_DEEPEST = 2  # an archive in an archive
_ENCRYPTED = 0x1
_OFFICE = ("[Content_Types].xml", "mimetype")
# All that the library makes of bytes that are no archive, or no whole one.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, struct.error, OSError, ValueError,
    LookupError, OverflowError, MemoryError,
)  # fmt: skip


class _Guarded:
    """A file that gives no more than so much at once, so that no list of members fills the memory."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek = stream.seek
        self.tell = stream.tell
        self.seekable = stream.seekable

    def read(self, size: int = -1) -> bytes:
        if size > _DIRECTORY:
            raise zipfile.BadZipFile("the list of its members is too long")
        return self._stream.read(size)


def read_zip(
    stream: BinaryIO, about: Input, run: Run, *, read: Callable[[BinaryIO, Input, Run], Iterator[Arrival]]
) -> Iterator[Arrival]:
    """The reports of an archive.

    Args:
        stream: At its beginning.
        about: What is known of it.
        run: The run that it belongs to.
        read: Reads a member.

    Raises:
        InputError: It is no archive, is an office document, or unpacks to more than it may.
    """
    if about.depth >= _DEEPEST:
        raise InputError(about.name, "is an archive in an archive in an archive; unpack the outer one")
    seekable = stream.seekable() and not about.depth
    with nullcontext(stream) if seekable else in_a_file(stream, name=about.name, limit=_STREAMED) as file:
        try:
            archive = zipfile.ZipFile(cast("BinaryIO", _Guarded(file)))
        except _BROKEN as error:
            raise InputError(about.name, f"is no whole ZIP archive ({error}); pack it anew") from error
        size = _size_of(file)
        within = about if about.room else replace(about, room=Room(min(_TOTAL, max(FREE, RATIO * size))))
        with archive:
            for member in _members(archive, within):
                yield from _read_member(archive, member, within, run, read)


def _size_of(file: BinaryIO) -> int:
    place = file.tell()
    size = file.seek(0, 2)
    file.seek(place)
    return size


def _members(archive: zipfile.ZipFile, about: Input) -> list[zipfile.ZipInfo]:
    infos = archive.infolist()
    if any(info.filename in _OFFICE for info in infos[:20]):
        raise InputError(about.name, "is an office document; save it as PDF or plain text (.txt)")
    if len(infos) > _MEMBERS:
        raise InputError(about.name, f"has more than {_MEMBERS:,} members; split it")
    total = sum(info.file_size for info in infos)
    if about.room and not about.room.takes(total):
        raise InputError(
            about.name, f"unpacks to {total:,} bytes, more than text does or may; unpack it and look inside"
        )
    known = [info for info in infos if _is_report(info)]
    if not known:
        raise InputError(
            about.name, f"is an archive without reports; pack files with these suffixes: {' '.join(FORMS)}"
        )
    return sorted(known, key=lambda info: (PurePosixPath(info.filename).parts, info.header_offset))


def _is_report(info: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(info.filename).parts
    hidden = any((part.startswith(".") and part not in ("..", ".")) or part == "__MACOSX" for part in parts)
    return not info.is_dir() and not hidden and PurePosixPath(info.filename).suffix.lower() in FORMS


def _read_member(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    about: Input,
    run: Run,
    read: Callable[[BinaryIO, Input, Run], Iterator[Arrival]],
) -> Iterator[Arrival]:
    part = f"member {shown(info.filename)}"
    name = f"{about.name}, {part}"
    inner = about.inside(part, Input.named(PurePosixPath(info.filename).name, name=name, size=info.file_size))
    if info.flag_bits & _ENCRYPTED:
        yield inner.unread(run, InputError(name, "is encrypted; unpack it with its password and give what is inside"))
        return
    try:
        with archive.open(info) as member:
            yield from read(io.BufferedReader(_Member(cast("BinaryIO", member), name)), inner, run)
    except _BROKEN as error:
        yield inner.unread(run, _broken(name, error))


class _Member(io.RawIOBase):
    """A member as it is unpacked; what is wrong with it is told in its name."""

    def __init__(self, member: BinaryIO, name: str) -> None:
        self._member = member
        self._name = name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        try:
            piece = self._member.read(len(view))
        except _BROKEN as error:
            raise _broken(self._name, error) from error
        view[: len(piece)] = piece
        return len(piece)


def _broken(name: str, error: Exception) -> InputError:
    return InputError(name, f"cannot be unpacked ({error}); pack it anew")
