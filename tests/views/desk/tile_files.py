"""PMTiles files of version 3, written by hand: a header, one directory, metadata, and a tile for each zoom."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path
from typing import Any

VECTOR, PNG = 1, 2
_EXTENT = 4096


def png(red: int, green: int, blue: int, *, size: int = 256) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = (b"\0" + bytes((red, green, blue)) * size) * size
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def vector_tile(**layers: tuple[int, list[tuple[int, int]], dict[str, str | int]]) -> bytes:
    """A Mapbox Vector Tile: by the name of a layer its one shape (1 point, 2 line, 3 area), corners and properties."""
    return b"".join(_field(3, _layer(name, *shape)) for name, shape in layers.items())


def write_pmtiles(
    path: Path,
    *tiles: bytes,
    kind: int = PNG,
    metadata: dict[str, Any] | None = None,
    packing: int = 1,
    version: int = 3,
) -> Path:
    """A file in which every place of a zoom has the same tile: the first that of zoom 0, the second of zoom 1."""
    entries = [(0, 1)] + [(1 + sum(4**z for z in range(1, zoom)), 4**zoom) for zoom in range(1, len(tiles))]
    columns = [
        [first - before for (first, _), before in zip(entries, [0, *(first for first, _ in entries)], strict=False)],
        [run for _, run in entries],
        [len(tile) for tile in tiles],
        [1] + [0] * (len(tiles) - 1),  # the first begins at 0, each other where the one before ends
    ]
    directory = _varint(len(entries)) + b"".join(_varint(value) for column in columns for value in column)
    told = json.dumps(metadata or {}).encode()
    data = b"".join(tiles)
    places = []
    offset = 127
    for part in (directory, told, b"", data):
        places += [offset, len(part)]
        offset += len(part)
    header = (
        b"PMTiles"
        + bytes([version])
        + struct.pack("<11Q", *places, sum(run for _, run in entries), len(tiles), len(tiles))
    )
    header += bytes([1, 1, packing, kind, 0, len(tiles) - 1])
    header += struct.pack("<4iB2i", -1_800_000_000, -850_000_000, 1_800_000_000, 850_000_000, 0, 0, 0)
    path.write_bytes(header + directory + told + data)
    return path


def _layer(name: str, kind: int, corners: list[tuple[int, int]], properties: dict[str, str | int]) -> bytes:
    tags = b"".join(_varint(number) for place in range(len(properties)) for number in (place, place))
    feature = _field(2, tags) + _number(3, kind) + _field(4, _geometry(kind, corners))
    layer = _number(15, 2) + _field(1, name.encode()) + _field(2, feature)
    layer += b"".join(_field(3, key.encode()) for key in properties)
    layer += b"".join(_field(4, _value(value)) for value in properties.values())
    return layer + _number(5, _EXTENT)


def _value(value: str | int) -> bytes:
    return _number(4, value) if isinstance(value, int) else _field(1, value.encode())


def _geometry(kind: int, corners: list[tuple[int, int]]) -> bytes:
    numbers: list[int] = []
    x0, y0 = 0, 0
    for place, (x, y) in enumerate(corners):
        if place == 0:
            numbers.append(1 | 1 << 3)  # move to
        elif place == 1:
            numbers.append(2 | (len(corners) - 1) << 3)  # lines to
        numbers += [_zigzag(x - x0), _zigzag(y - y0)]
        x0, y0 = x, y
    if kind == 3:
        numbers.append(7 | 1 << 3)  # close
    return b"".join(map(_varint, numbers))


def _zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def _field(number: int, body: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(body)) + body


def _number(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)
