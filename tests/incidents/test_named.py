"""The actors and places of a ledger, with what is told of them: on both databases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from conftest_incidents import event, figure, source
from test_kept_incidents import put, told

from marsad import UsageError
from marsad.incidents import (
    ActorTally,
    IncidentFilter,
    PlaceTally,
    actor_tallies,
    incident_rows,
    namings,
    place_tallies,
    update_incidents,
)
from marsad.ledger import EventFilter, Ledger

RAID = event("raid", "Orlen Brigade", "villagers", "Tarsk", counts=(figure("killed", 5),))
STRIKE = event("air-strike", "Lake Army", "Orlen Brigade", "Old Ferry", "2031-03-09", counts=(figure("killed", 12),))


@pytest.fixture
def war(ledger: Ledger) -> Ledger:
    """A raid that two reports tell, with other figures; and a strike, which one tells and somebody denies."""
    put(
        ledger,
        told("a", RAID),
        told("b", replace(RAID, counts=(figure("killed", 7),), sources=(source("Valley Monitor"),), status="reported")),
        told("c", STRIKE),
        told("d", event("shelling", "Harun Guard", "", "Karth", "2031-04-02", status="denied")),
    )
    return ledger


def actors(ledger: Ledger, **wanted: Any) -> dict[str, ActorTally]:
    return {one.id: one for one in actor_tallies(ledger, EventFilter(**wanted))}


def places(ledger: Ledger, **wanted: Any) -> dict[str, PlaceTally]:
    return {one.id: one for one in place_tallies(ledger, EventFilter(**wanted))}


def test_actors_with_what_is_told_of_them(war: Ledger) -> None:
    found = actors(war)
    assert list(found) == ["orlen-brigade", "villagers", "harun-guard", "lake-army", "valley-monitor"]
    assert found["orlen-brigade"] == ActorTally(
        id="orlen-brigade", name="Orlen Brigade", kind="armed-group", country=None, reports=4, events=3, as_actor=2,
        as_target=1, incidents=2, first_day="2031-03-04", last_day="2031-03-09", killed_low=5, killed_high=7,
    )  # fmt: skip
    villagers = found["villagers"]
    assert (villagers.as_actor, villagers.as_target, villagers.incidents) == (0, 2, 1)
    assert (villagers.killed_low, villagers.killed_high) == (None, None)  # they killed nobody
    monitor = found["valley-monitor"]
    assert (monitor.events, monitor.reports, monitor.first_day) == (0, 4, None)


def test_places_with_what_is_told_of_them(war: Ledger) -> None:
    found = places(war)
    assert list(found) == ["p-tarsk", "p-ferry", "p-karth", "p-valley"]
    assert found["p-tarsk"] == PlaceTally(
        id="p-tarsk", name="Tarsk", country="SYR", admin1="Valley", lat=35.5, lon=40.25, precision="exact", reports=4,
        events=2, incidents=1, first_day="2031-03-04", last_day="2031-03-04", killed_low=5, killed_high=7,
    )  # fmt: skip
    assert (found["p-valley"].events, found["p-valley"].reports, found["p-valley"].killed_high) == (0, 4, None)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"since": "2031-03-05"}, ["harun-guard", "lake-army", "orlen-brigade"]),
        ({"until": "2031-03-04"}, ["orlen-brigade", "villagers"]),
        ({"place": "Old Ferry"}, ["lake-army", "orlen-brigade"]),
        ({"box": (43.0, 36.0, 44.0, 37.0)}, ["harun-guard"]),
        ({"near": (35.5, 40.25, 5.0)}, ["orlen-brigade", "villagers"]),
        ({"kind": "raid"}, ["orlen-brigade", "villagers"]),
        ({"source": "Valley Monitor"}, ["orlen-brigade", "villagers"]),
        ({"source": "The C"}, ["lake-army", "orlen-brigade"]),
        ({"status": "denied"}, ["harun-guard"]),
        ({"actor": "lake army"}, ["lake-army"]),
        ({"actor": "valley-monitor"}, ["valley-monitor"]),
        ({"actor": "Lake Army", "kind": "raid"}, []),
        ({"limit": 2}, ["orlen-brigade", "villagers"]),
        ({"limit": 2, "offset": 3}, ["lake-army", "valley-monitor"]),
    ],
)
def test_filters_of_actors(war: Ledger, wanted: dict[str, Any], found: list[str]) -> None:
    assert list(actors(war, **wanted)) == found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"place": "TARSK"}, ["p-tarsk"]),
        ({"place": "p-valley"}, ["p-valley"]),
        ({"box": (40.0, 35.0, 41.0, 36.0)}, ["p-tarsk", "p-ferry", "p-valley"]),
        ({"near": (35.5, 40.25, 5.0)}, ["p-tarsk"]),
        ({"near": (35.5, 40.25, 5.0), "kind": "air-strike"}, []),
        ({"actor": "Orlen Brigade"}, ["p-tarsk", "p-ferry"]),
        ({"kind": "shelling"}, ["p-karth"]),
        ({"since": "2031-03-05", "until": "2031-03-31"}, ["p-ferry"]),
        ({"limit": 1}, ["p-tarsk"]),
    ],
)
def test_filters_of_places(war: Ledger, wanted: dict[str, Any], found: list[str]) -> None:
    assert list(places(war, **wanted)) == found


def test_with_a_filter_what_is_counted_is_of_the_events_that_meet_it(war: Ledger) -> None:
    brigade = actors(war, source="Valley Monitor")["orlen-brigade"]
    assert (brigade.events, brigade.reports, brigade.incidents, brigade.as_target) == (1, 1, 1, 0)
    assert (brigade.killed_low, brigade.killed_high) == (5, 7)  # of the incident, whoever gave the figure
    tarsk = places(war, source="Valley Monitor")["p-tarsk"]
    assert (tarsk.events, tarsk.reports, tarsk.incidents, tarsk.killed_high) == (1, 1, 1, 7)


def test_what_is_denied_or_rejected_is_nobodys_act(war: Ledger) -> None:
    put(war, told("e", event("raid", "Harun Guard", "villagers", "Karth", "2031-05-01", counts=(figure("killed", 3),))))
    put(war, told("f", event("raid", "Lake Army", "villagers", "Karth", "2031-05-01", status="denied")))
    row = next(one for one in incident_rows(war, IncidentFilter(report="e")))
    assert actors(war)["harun-guard"].killed_high == row.killed_high == 3
    assert actors(war)["lake-army"].killed_high == 12
    war.judge("reject", ("e", "e1"), who="A. Desk", why="a drill")
    guard = actors(war)["harun-guard"]
    assert (guard.events, guard.killed_high) == (1, None)
    assert actors(war, rejected=True)["harun-guard"].events == 2


def test_the_latest_reading_counts(war: Ledger) -> None:
    put(war, replace(told("c", replace(STRIKE, places=())), model=replace(told("c").model, version="1")))
    assert places(war)["p-ferry"].events == 0
    assert actors(war)["lake-army"].events == 1


def test_the_pages_of_the_desk_rest_on_the_same_names(war: Ledger) -> None:
    update_incidents(war)
    with war.looking() as connection:
        named = {one.fields["id"]: (one.reports, one.incidents) for one in namings(connection, "actor")}
    assert named == {one.id: (one.reports, one.incidents) for one in actor_tallies(war)}


def test_an_area_off_the_globe_is_wrong_use(war: Ledger) -> None:
    with pytest.raises(UsageError, match="give latitude, longitude, kilometres"):
        place_tallies(war, EventFilter(near=(100.0, 0.0, 5.0)))
