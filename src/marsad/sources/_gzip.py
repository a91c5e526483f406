"""gzip: unpacked as a stream, and not beyond measure."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

from marsad._errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["FREE", "RATIO", "unpacked"]

FREE = 20_000_000  # bytes that may be unpacked whatever the ratio
RATIO = 100  # times its packed size; text packs to a quarter, and the most repetitive lists to a fiftieth


class _Counted(io.RawIOBase):
    """Passes a stream on and counts what was taken from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        piece = self._stream.read(len(view))
        self.taken += len(piece)
        view[: len(piece)] = piece
        return len(piece)


class _Unpacked(io.RawIOBase):
    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._packed = _Counted(stream)
        self._file = gzip.GzipFile(fileobj=cast("BinaryIO", self._packed), mode="rb")
        self._name = name
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        try:
            piece = self._file.read1(len(view))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise InputError(self._name, f"is damaged ({error}); compress it anew") from error
        self._given += len(piece)
        if self._given > max(FREE, RATIO * self._packed.taken):
            raise InputError(
                self._name, f"unpacks to more than {RATIO} times its size, as no text does; unpack it and look inside"
            )
        view[: len(piece)] = piece
        return len(piece)


def unpacked(stream: BinaryIO, *, name: str) -> BinaryIO:
    """What a gzip stream holds, unpacked as it is read.

    Reading from it raises :class:`InputError` where the stream is damaged, or unpacks to more than text can.
    """
    return io.BufferedReader(_Unpacked(stream, name))
