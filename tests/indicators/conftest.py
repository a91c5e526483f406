"""Ledgers of small reports: acts of one actor, and who holds what."""

from __future__ import annotations

from dataclasses import replace

from tests.control.conftest import PLACES
from tests.control.conftest import report as control_report
from tests.ledger.conftest import ledger, make_database, new_database, postgres, where

from marsad.ledger import Ledger
from marsad.records import Control, Event, EventTime, Party, Reading, Span, Spot

__all__ = ["ledger", "make_database", "new_database", "postgres", "where"]


def act(
    kind: str, day: str | None, *, by: str = "orlen-brigade", place: str = "Tarsk", until: str | None = None,
    status: str = "reported", on: str = "lake-army",
) -> Event:  # fmt: skip
    """An act; its words are given by :func:`report`."""
    here = PLACES[place]
    nowhere = Span(0, 1, "x")
    return Event(
        id="", kind=kind, plover=None, mode=None, cameo=None, acled=None, trigger=nowhere, evidence=nowhere,
        actors=(Party(by, by, None),), targets=(Party(on, on, None),),
        places=(Spot(here.id, here.name, here.lat, here.lon, here.precision, None, "in"),),
        time=EventTime(day, until or day, "day" if day else "unknown", "stated" if day else "none", None),
        counts=(), means=(), status=status, background=False, sources=(), confidence=0.9,  # type: ignore[arg-type]
    )  # fmt: skip


def report(name: str, published: str, *events: Event, control: tuple[Control, ...] = ()) -> Reading:
    """A report of acts, and of who holds what; every act in words of its own."""
    reading = control_report(name, *control, published=published, outlet=f"The {name}")
    text, made = reading.report.text, []
    for number, event in enumerate(events, start=1):
        sentence = f" Act {number} of {name}."
        span = Span(len(text), len(text) + len(sentence), sentence)
        made.append(replace(event, id=f"e{number}", trigger=span, evidence=span))
        text += sentence
    return replace(reading, report=replace(reading.report, text=text), events=tuple(made))


def put(ledger: Ledger, *readings: Reading) -> None:
    for reading in readings:
        ledger.add_reading(reading, setting="balanced", reader="trained")
