"""Rows as files that map programs read: GeoJSON (RFC 7946) and KML (OGC 12-007r2).

A point stands for what its ``precision`` says; rows without a point are kept in GeoJSON, without a geometry, and in
KML, as a placemark that lies nowhere.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.sax.saxutils import escape

from marsad.views._cells import printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.views.exports._shapes import About, Column, Row

_NOT_IN_XML = {number: None for number in range(32) if number not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}


def write_geojson(target: BinaryIO, columns: Sequence[Column], rows: Iterable[Row], about: About) -> int:
    """A FeatureCollection; rule, program and filter stand in its member ``marsad``. Returns how many features."""
    head = json.dumps(dict(about.pairs()), ensure_ascii=False)
    target.write(f'{{"type":"FeatureCollection","marsad":{head},"features":['.encode())
    names = [column.name for column in columns]
    written = 0
    for row in rows:
        mark = row.mark
        known = mark.lat is not None and mark.lon is not None
        feature: dict[str, Any] = {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [mark.lon, mark.lat]} if known else None,
            "properties": dict(zip(names, row.cells, strict=True)) | {"precision": mark.precision},
        }
        text = json.dumps(feature, ensure_ascii=False, allow_nan=False)
        target.write((",\n" if written else "\n").encode() + text.encode("utf-8", "surrogatepass"))
        written += 1
    target.write(b"\n]}\n")
    return written


def write_kml(target: BinaryIO, columns: Sequence[Column], rows: Iterable[Row], about: About) -> int:
    """A KML document with a placemark per row, its time as a span, its cells as extended data."""
    told = "; ".join(f"{name}: {value}" for name, value in about.pairs())
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    target.write(f"{head}<name>marsad: {_xml(about.shape)}</name><description>{_xml(told)}</description>\n".encode())
    written = 0
    for row in rows:
        target.write(_placemark(columns, row).encode("utf-8", "replace"))
        written += 1
    target.write(b"</Document></kml>\n")
    return written


def _placemark(columns: Sequence[Column], row: Row) -> str:
    mark = row.mark
    data = "".join(
        f'<Data name="{column.name}"><value>{_xml(printed(cell))}</value></Data>'
        for column, cell in zip(columns, row.cells, strict=True)
        if cell not in (None, "")
    )
    bounds = (("begin", mark.start), ("end", mark.end))
    span = "".join(f"<{name}>{day}</{name}>" for name, day in bounds if day)
    when = f"<TimeSpan>{span}</TimeSpan>" if span else ""
    point = ""
    if mark.lat is not None and mark.lon is not None:
        point = f"<Point><coordinates>{mark.lon},{mark.lat}</coordinates></Point>"
    # Viewers take a description for HTML, so it is escaped once more.
    words = f"{mark.words} ({mark.precision})" if mark.precision else mark.words
    return (
        f"<Placemark><name>{_xml(mark.name)}</name><description>{_xml(escape(words))}</description>{when}"
        f"<ExtendedData>{data}</ExtendedData>{point}</Placemark>\n"
    )


def _xml(text: str) -> str:
    """Text as XML holds it, without the control characters that it cannot hold."""
    return escape(text.translate(_NOT_IN_XML))
