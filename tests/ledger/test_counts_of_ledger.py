"""How much a ledger holds, and how much of it meets a filter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.ledger.conftest import like_sample, put

from marsad import UsageError
from marsad.ledger import EventFilter, Ledger
from marsad.records import Reading


@pytest.fixture
def filled(ledger: Ledger, sample: Reading) -> Ledger:
    """The sample; another text of another outlet, of a later day; and one whose event was rejected."""
    put(ledger, sample)
    later = like_sample("later", "Shells fell again.", outlet="Lake Times", published="2031-04-01")
    day = replace(later.events[0].time, start="2031-03-31", end="2031-03-31")
    put(ledger, replace(later, events=(replace(later.events[0], time=day, kind="raid", status="asserted"),)))
    put(ledger, like_sample("drill", "They drilled.", published=None))
    ledger.judge("reject", ("drill", "e2"), who="A. Desk", why="a drill")
    ledger.judge("note", ("sample", "e1"), who="A. Desk", why="see the film")
    ledger.undo(2, who="A. Desk", why="lost")
    return ledger


def test_everything_is_counted_without_a_filter(filled: Ledger) -> None:
    told = filled.stats()
    assert (told.reports, told.texts, told.readings, told.events, told.judgements) == (3, 3, 3, 4, 3)
    assert told.outlets == {"Valley Wire": 2, "Lake Times": 1}
    assert (told.statements, told.forecasts, told.control) == (1, 1, 1)
    again = filled.stats(EventFilter())
    assert again == replace(told, bytes=again.bytes)  # a server grows and cleans its database as it likes


def test_with_a_filter_the_events_that_meet_it_and_what_their_reports_hold(filled: Ledger) -> None:
    told = filled.stats(EventFilter(place="Tarsk"))
    assert (told.reports, told.texts, told.readings, told.events) == (1, 1, 1, 1)
    assert (told.kinds, told.statuses, told.outlets) == ({"shelling": 1}, {"reported": 1}, {"Valley Wire": 1})
    assert (told.statements, told.forecasts, told.control) == (1, 1, 1)
    assert (told.first_day, told.last_day) == ("2031-03-04", "2031-03-04")
    assert told.judgements == 2  # the note, and what took it back
    assert told.bytes > 0  # of the whole database


def test_of_days_events_are_counted_by_their_own_and_reports_by_theirs(filled: Ledger) -> None:
    told = filled.stats(EventFilter(since="2031-03-05", until="2031-03-31"))
    assert (told.reports, told.outlets) == (1, {"Valley Wire": 1})
    assert told.kinds == {"killing": 1, "raid": 1}


def test_a_rejected_event_meets_no_filter(filled: Ledger) -> None:
    kinds = filled.stats(EventFilter(actor="Orlen Brigade")).kinds
    assert kinds == {"killing": 1, "shelling": 1}
    assert filled.stats(EventFilter(report="drill")).events == 0
    assert filled.stats(EventFilter(report="drill", rejected=True)).events == 1


def test_what_nothing_meets_is_counted_as_nothing(filled: Ledger) -> None:
    told = filled.stats(EventFilter(kind="bombing"))
    assert (told.reports, told.readings, told.events, told.judgements, told.first_day) == (0, 0, 0, 0, None)
    with pytest.raises(UsageError, match="is no day"):
        filled.stats(EventFilter(since="Monday"))
