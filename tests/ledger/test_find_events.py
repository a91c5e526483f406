from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.ledger.conftest import like_sample, put

from marsad import UsageError
from marsad.incidents import find_incidents, update_incidents
from marsad.ledger import EventFilter, Ledger
from marsad.records import Actor, Party, Reading


def ids(ledger: Ledger, **wanted: Any) -> list[str]:
    return [found.event.id for found in ledger.events(EventFilter(**wanted))]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["e1", "e2"]),
        ({"kind": "shelling"}, ["e1"]),
        ({"status": "claimed"}, ["e2"]),
        ({"background": False}, ["e1"]),
        ({"since": "2031-03-05"}, ["e2"]),
        ({"until": "2031-03-04"}, ["e1"]),
        ({"since": "2031-03-04", "until": "2031-03-05"}, ["e1", "e2"]),
        ({"since": "2031-03-06"}, []),
        ({"place": "TARSK"}, ["e1"]),
        ({"place": "old-ferry"}, ["e2"]),
        ({"actor": "orlen brigade"}, ["e1", "e2"]),
        ({"actor": "orlen-brigade", "place": "Tarsk"}, ["e1"]),
        ({"actor": "Nobody"}, []),
        ({"source": "Valley Monitor"}, ["e1"]),
        ({"source": "valley wire"}, ["e1", "e2"]),
        ({"report": "sample"}, ["e1", "e2"]),
        ({"report": "other"}, []),
        ({"limit": 1}, ["e1"]),
    ],
)
def test_filters(ledger: Ledger, sample: Reading, wanted: dict[str, Any], found: list[str]) -> None:
    put(ledger, sample)
    assert ids(ledger, **wanted) == found


def test_an_actor_is_found_under_any_known_name(ledger: Ledger, sample: Reading) -> None:
    actor = Actor("islamic-state", "Islamic State", "armed-group", None, "REB", ("Daesh",), ())
    event = replace(sample.events[0], targets=(Party("islamic-state", "Islamic State", None),))
    put(ledger, replace(sample, actors=(*sample.actors, actor), events=(event,)))
    assert ids(ledger, actor="ISIS") == ids(ledger, actor="Islamic State") == ["e2"]


def test_events_come_by_day_and_undated_ones_last(ledger: Ledger) -> None:
    for name, day in (("a", "2031-03-09"), ("b", None), ("c", "2031-03-01"), ("d", "2031-03-01")):
        reading = like_sample(name, f"Shells fell on {name}.")
        event = replace(reading.events[0], time=replace(reading.events[0].time, start=day, end=day))
        put(ledger, replace(reading, events=(event,)))
    assert [found.report.id for found in ledger.events()] == ["c", "d", "a", "b"]
    newest = [found.report.id for found in ledger.events(EventFilter(newest=True))]
    assert newest == ["a", "c", "d", "b"]
    assert [found.report.id for found in ledger.events(EventFilter(newest=True, limit=2, offset=1))] == newest[1:3]


def test_as_many_are_counted_as_are_found(ledger: Ledger, sample: Reading) -> None:
    put(ledger, sample)
    ledger.judge("reject", ("sample", "e1"), who="A", why="w")
    for wanted in ({}, {"kind": "shelling"}, {"place": "old-ferry"}, {"rejected": True}, {"limit": 1}):
        asked = EventFilter(**wanted)
        assert ledger.count_events(asked) == len(list(ledger.events(replace(asked, limit=None)))), wanted


def test_by_the_grade_of_the_incident_that_they_are_in(ledger: Ledger, sample: Reading) -> None:
    put(ledger, sample)
    put(ledger, like_sample("later", "Shells fell again."))
    update_incidents(ledger)
    graded = {member: one.grade for one in find_incidents(ledger) for member in one.members}
    assert len(graded) == 3
    for grade in ("confirmed", "fair", "weak", "contested", "discounted"):
        found = {(one.report.id, one.event.id) for one in ledger.events(EventFilter(grade=grade))}
        assert found == {member for member, told in graded.items() if told == grade}
        assert ledger.count_events(EventFilter(grade=grade)) == len(found)


def test_an_event_comes_with_its_first_place_as_the_report_has_it(ledger: Ledger, sample: Reading) -> None:
    put(ledger, sample)
    places = {place.id: place for place in sample.places}
    for found in ledger.events():
        assert found.place == (places[found.event.places[0].place] if found.event.places else None)


def test_a_day_that_is_none_is_wrong_use(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="'Monday' is no day"):
        ids(ledger, since="Monday")
