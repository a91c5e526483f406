"""A stretch of the globe to look in: a box, a circle, or where both meet, as a condition that both databases know.

What is tested is the point of a place. An area (a province, a valley) is where its point is: it is found though most of
it lies outside, and missed though it reaches in.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING, Self

from sqlalchemy import and_, case, func, or_

from marsad._errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Column, ColumnElement

Box = tuple[float, float, float, float]
Near = tuple[float, float, float]
_KM_IN_DEGREE = 111.195  # of latitude, on the globe that distances are measured on
_EARTH_KM = 6371.0
_WHOLE_ROUND = 360.0


@dataclass(frozen=True, slots=True)
class Area:
    """Where to look.

    Attributes:
        box: West, south, east, north in degrees; a box whose east is less than its west goes on behind 180.
        near: Latitude, longitude in degrees and kilometres.
    """

    box: Box | None
    near: Near | None

    @classmethod
    def of(cls, *, box: Box | None, near: Near | None) -> Self:
        """An area, if it makes sense.

        Raises:
            UsageError: A bound lies off the globe, the box is upside down, or the distance is none.
        """
        if box is not None:
            west, south, east, north = box
            if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
                raise UsageError(f"box {_listed(box)}: give west, south, east, north: 40.5,34.2,41.2,35.6")
        if near is not None:
            lat, lon, km = near
            if not (-90 <= lat <= 90 and -180 <= lon <= 180 and km > 0):
                raise UsageError(f"near {_listed(near)}: give latitude, longitude, kilometres: 34.45,40.92,25")
        return cls(box, near)

    def holds(self, lat: Column[float], lon: Column[float]) -> ColumnElement[bool]:
        """Whether a point, in degrees, lies within."""
        conditions: list[ColumnElement[bool]] = []
        if self.box is not None:
            conditions.append(_within(self.box, lat, lon))
        if self.near is not None:
            conditions += [_within(_around(self.near), lat, lon), _distance(self.near, lat, lon) <= self.near[2]]
        return and_(*conditions)


def _listed(numbers: tuple[float, ...]) -> str:
    return ",".join(f"{number:g}" for number in numbers)


def _within(box: Box, lat: Column[float], lon: Column[float]) -> ColumnElement[bool]:
    west, south, east, north = box
    across = or_(lon >= west, lon <= east) if east < west else lon.between(west, east)
    return and_(lat.between(south, north), across)


def _around(near: Near) -> Box:
    """The box around a circle, by which an index is used before distances are measured."""
    lat, lon, km = near
    high = km / _KM_IN_DEGREE
    widest = max(abs(lat - high), abs(lat + high))
    wide = high / cos(radians(widest)) * 1.01 if widest < 89 else _WHOLE_ROUND
    south, north = max(lat - high * 1.01, -90.0), min(lat + high * 1.01, 90.0)
    if wide >= _WHOLE_ROUND / 2:
        return -180.0, south, 180.0, north
    return (lon - wide + 180) % _WHOLE_ROUND - 180, south, (lon + wide + 180) % _WHOLE_ROUND - 180, north


def _distance(near: Near, lat: Column[float], lon: Column[float]) -> ColumnElement[float]:
    """Kilometres on the globe, as ``marsad.incidents.kilometres`` measures them."""
    here, east, _ = near
    north, aside = func.sin(func.radians(lat - here) / 2), func.sin(func.radians(lon - east) / 2)
    half = north * north + cos(radians(here)) * func.cos(func.radians(lat)) * aside * aside
    return 2 * _EARTH_KM * func.asin(func.sqrt(case((half > 1.0, 1.0), else_=half)))
