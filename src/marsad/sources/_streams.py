"""Streams that other readers can work with: put back to the beginning, or made seekable."""

from __future__ import annotations

import io
import tempfile
from typing import TYPE_CHECKING, BinaryIO, cast

from marsad._errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["from_the_beginning", "in_a_file"]

_IN_MEMORY = 16_000_000  # bytes that are held in memory before a copy goes to the disk
_PIECE = 1 << 20


class _PutBack(io.RawIOBase):
    """A stream in front of which stands again what was read of it."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first = memoryview(first)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        piece = bytes(self._first[: len(view)]) if self._first else self._rest.read(len(view))
        self._first = self._first[len(piece) :]
        view[: len(piece)] = piece
        return len(piece)


def from_the_beginning(first: bytes, stream: BinaryIO) -> BinaryIO:
    """A stream as it was before ``first`` was read."""
    if stream.seekable():
        stream.seek(0)
        return stream
    return io.BufferedReader(_PutBack(first, stream))


def in_a_file(stream: BinaryIO, *, name: str, limit: int) -> BinaryIO:
    """A seekable copy of a stream, in memory while it is small; close it after use.

    Raises:
        InputError: It has more than ``limit`` bytes.
    """
    copy = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - the caller closes it
    left = limit
    while piece := stream.read(_PIECE):
        left -= len(piece)
        if left < 0:
            copy.close()
            raise InputError(name, f"is larger than the {limit // 1_000_000} MB that may be unpacked from a stream")
        copy.write(piece)
    copy.seek(0)
    return copy
