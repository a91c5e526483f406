"""Events by box and by distance: the same on both databases, and as measured on the globe."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Float, MetaData, Table, insert, select
from tests.ledger.conftest import like_sample, put

from marsad import UsageError
from marsad.incidents import kilometres
from marsad.ledger import Area, EventFilter, Ledger
from marsad.ledger._database import engine_of, writing

POINTS = ((35.5, 40.25), (36.9, 43.1), (-17.0, 179.9), (-17.0, -179.9), (89.9, 10.0))


def filled(ledger: Ledger) -> None:
    for number, (lat, lon) in enumerate(POINTS):
        one = like_sample(f"r{number}")
        spots = tuple(replace(spot, lat=lat, lon=lon) for spot in one.events[0].places)
        assert spots
        put(ledger, replace(one, events=(replace(one.events[0], places=spots),)))


def reports(ledger: Ledger, wanted: EventFilter) -> list[str]:
    return sorted(found.report.id for found in ledger.events(wanted))


@pytest.mark.parametrize(
    ("area", "found"),
    [
        ({"box": (40, 35, 41, 36)}, ["r0"]),
        ({"box": (40, 35, 44, 37)}, ["r0", "r1"]),
        ({"box": (179, -20, -179, -10)}, ["r2", "r3"]),
        ({"near": (35.5, 40.0, 25)}, ["r0"]),
        ({"near": (35.5, 40.0, 400)}, ["r0", "r1"]),
        ({"near": (-17.0, 180, 30)}, ["r2", "r3"]),
        ({"near": (90, 0, 50)}, ["r4"]),
        ({"near": (0, 0, 25_000)}, ["r0", "r1", "r2", "r3", "r4"]),
    ],
)
def test_events_by_where_they_lie(ledger: Ledger, area: dict[str, tuple[float, ...]], found: list[str]) -> None:
    filled(ledger)
    assert reports(ledger, EventFilter(**area)) == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "area", [{"box": (40, 36, 41, 35)}, {"box": (190, 0, 191, 1)}, {"near": (91, 0, 5)}, {"near": (0, 0, 0)}]
)
def test_what_is_no_area_is_refused(area: dict[str, tuple[float, ...]]) -> None:
    with pytest.raises(UsageError, match="give "):
        Area.of(box=area.get("box"), near=area.get("near"))  # type: ignore[arg-type]


Place = tuple[float, float]
PLACE = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@settings(deadline=None)
@given(PLACE, st.floats(1, 3000), st.lists(PLACE, min_size=1, max_size=8))
def test_distance_is_that_on_the_globe(centre: Place, km: float, points: list[Place]) -> None:
    table = Table("points", MetaData(), Column("lat", Float), Column("lon", Float))
    engine = engine_of(":memory:")
    with writing(engine) as connection:
        table.create(connection)
        connection.execute(insert(table), [{"lat": lat, "lon": lon} for lat, lon in points])
        within = Area.of(box=None, near=(*centre, km)).holds(table.c.lat, table.c.lon)
        found = {tuple(row) for row in connection.execute(select(table).where(within))}
    engine.dispose()
    for point in points:
        away = kilometres(centre, point)
        if abs(away - km) > 1e-3:
            assert (point in found) == (away < km)
