"""Points on the globe: distance, and the point so many kilometres off in a direction."""

from __future__ import annotations

import math

EARTH_KM = 6371.0

BEARINGS = {"n": 0.0, "ne": 45.0, "e": 90.0, "se": 135.0, "s": 180.0, "sw": 225.0, "w": 270.0, "nw": 315.0}
"""Degrees clockwise from north."""


def unit_vector(lat: float, lon: float) -> tuple[float, float, float]:
    """The point on the unit sphere.

    Args:
        lat: Degrees north.
        lon: Degrees east.
    """
    a, b = math.radians(lat), math.radians(lon)
    return math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a)


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two points.

    Args:
        one: Latitude and longitude in degrees.
        other: Likewise.
    """
    a, b = unit_vector(*one), unit_vector(*other)
    return EARTH_KM * math.acos(max(-1.0, min(1.0, sum(x * y for x, y in zip(a, b, strict=True)))))


def offset(point: tuple[float, float], *, km: float, bearing: str) -> tuple[float, float]:
    """The point ``km`` away from ``point``.

    Args:
        point: Latitude and longitude in degrees.
        km: Distance.
        bearing: A key of :data:`BEARINGS`.
    """
    lat, lon = math.radians(point[0]), math.radians(point[1])
    angle, far = math.radians(BEARINGS[bearing]), km / EARTH_KM
    north = math.asin(math.sin(lat) * math.cos(far) + math.cos(lat) * math.sin(far) * math.cos(angle))
    east = lon + math.atan2(
        math.sin(angle) * math.sin(far) * math.cos(lat), math.cos(far) - math.sin(lat) * math.sin(north)
    )
    return round(math.degrees(north), 4), round((math.degrees(east) + 540) % 360 - 180, 4)
