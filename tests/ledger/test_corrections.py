"""What a person may correct of an event, in which form, and what follows."""

from __future__ import annotations

import pytest

from marsad import UsageError
from marsad.ledger import Json, Ledger, corrected, standing_on_events
from marsad.records import Event, Reading

WHO = {"who": "A. Desk", "why": "compared the texts"}


def event_after(ledger: Ledger, sample: Reading, field: str, value: Json) -> Event:
    ledger.add_reading(sample, setting="balanced", reader="trained")
    ledger.judge("correct", ("sample", sample.events[0].id), field=field, value=value, **WHO)
    with ledger.looking() as connection:
        standing = {(start, end): judged for (_, start, end), judged in standing_on_events(connection).items()}
    return corrected(sample, standing).events[0]


@pytest.mark.parametrize(("field", "value"), [("kind", "bombing"), ("status", "denied")])
def test_a_word_is_corrected(ledger: Ledger, sample: Reading, field: str, value: str) -> None:
    assert getattr(event_after(ledger, sample, field, value), field) == value


def test_a_time_of_days(ledger: Ledger, sample: Reading) -> None:
    time = event_after(ledger, sample, "time", "2031-03-01/2031-03-02").time
    assert (time.start, time.end, time.precision, time.basis) == ("2031-03-01", "2031-03-02", "days", "stated")


def test_a_place_of_the_gazetteer_by_its_id(ledger: Ledger, sample: Reading) -> None:
    (spot,) = event_after(ledger, sample, "place", "geonames-170063").places
    assert (spot.name, spot.precision, spot.relation) == ("Aleppo", "exact", "in")


def test_a_place_that_only_the_desk_knows(ledger: Ledger, sample: Reading) -> None:
    (spot,) = event_after(ledger, sample, "place", {"name": "Upper Mill", "lat": 35.5, "lon": 40.5}).places
    assert (spot.place, spot.name, spot.lat, spot.lon) == ("desk-upper-mill", "Upper Mill", 35.5, 40.5)


def test_actors_by_name_and_nobody(ledger: Ledger, sample: Reading) -> None:
    event = event_after(ledger, sample, "actors", ["ISIS", {"actor": "upper-guard", "name": "Upper Guard"}])
    assert [party.actor for party in event.actors] == ["islamic-state", "upper-guard"]


def test_counts_take_the_place_of_those_of_the_same(ledger: Ledger, sample: Reading) -> None:
    counts = event_after(ledger, sample, "counts", {"killed": [10, 12, 15], "captured": 3}).counts
    assert {count.what: (count.low, count.best, count.high) for count in counts}["killed"] == (10, 12, 15)
    assert {count.what: count.best for count in counts}["captured"] == 3


def test_means_by_their_words_and_none(ledger: Ledger, sample: Reading) -> None:
    means = event_after(ledger, sample, "means", ["drone", "  car   bomb "]).means
    assert [(one.name, one.span) for one in means] == [("drone", None), ("car bomb", None)]
    assert event_after(ledger, sample, "means", []).means == ()


def test_no_counts_at_all(ledger: Ledger, sample: Reading) -> None:
    assert event_after(ledger, sample, "counts", []).counts == ()


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("colour", "red", "there are kind, status, time"),
        ("kind", "picnic", "there are"),
        ("time", "last week", "write a day"),
        ("time", "2031-03-04/2031-03-01", "write a day"),
        ("place", "Nowhere-at-all", "no place of the report or the gazetteer"),
        ("place", "San Juan", "give the id of one"),
        ("place", {"name": "Mill", "lat": 95, "lon": 1}, "a place is a name"),
        ("actors", ["Nobody Known"], "no actor of the report"),
        ("counts", {"killed": [12, 10, 15]}, "is no figure"),
        ("counts", {"eaten": 3}, "is no count"),
        ("counts", 12, "counts are an object"),
        ("means", [""], "means are words"),
        ("means", {"name": "drone"}, "means are words"),
    ],
)
def test_what_makes_no_sense_is_refused(ledger: Ledger, sample: Reading, field: str, value: Json, word: str) -> None:
    ledger.add_reading(sample, setting="balanced", reader="trained")
    with pytest.raises(UsageError, match=word):
        ledger.judge("correct", ("sample", sample.events[0].id), field=field, value=value, **WHO)
    assert ledger.judgements() == []
