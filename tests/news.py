"""What the tests of single turns of the news ask of a text."""

from __future__ import annotations

from marsad import read_report
from marsad.records import Event, Reading
from marsad.sources import report_from_text


def reading(text: str) -> Reading:
    return read_report(report_from_text(text, published="2024-02-01"))


def event(told: Reading, trigger: str) -> Event:
    return next(e for e in told.events if e.trigger.exact == trigger)


def places(told: Reading, trigger: str) -> list[str]:
    names = {place.id: place.name for place in told.places}
    return [names[spot.place] for spot in event(told, trigger).places]
