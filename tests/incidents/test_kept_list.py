"""Rows of incidents that are kept are those that are read, and only what was written since is read again."""

from __future__ import annotations

import pytest
from conftest_incidents import event
from sqlalchemy import select
from test_kept_incidents import LATER, STRIKE, WHO, put, told

from marsad import UsageError
from marsad.incidents import IncidentFilter, KeptRows, _kept_list, incident_rows, rebuild_incidents, update_incidents
from marsad.ledger import Ledger, tables

RAID = event("raid", "Harun Guard", "Lake Army", "Karth", "2031-03-20")
TALKS = event("talks", "Lake Army", "", "", None)


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    put(ledger, told("north", STRIKE, RAID), told("west", LATER, TALKS), told("south", STRIKE))
    return ledger


def numbers(ledger: Ledger) -> dict[str, int]:
    """The number of each incident, brought up to date."""
    update_incidents(ledger)
    with ledger.looking() as connection:
        rows = connection.execute(select(tables.INCIDENTS.c.id, tables.INCIDENTS.c.number))
        return {row[0]: row[1] for row in rows}


@pytest.mark.parametrize("block", [1, 2, 1000])
def test_kept_rows_are_those_that_are_read(filled: Ledger, block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_kept_list, "_BLOCK", block)
    kept = KeptRows(filled)

    def same() -> int:
        for wanted in (IncidentFilter(), IncidentFilter(kind="raid"), IncidentFilter(limit=2, offset=1)):
            assert kept.get(wanted) == incident_rows(filled, wanted)
        return len(kept.all())

    assert same() == 4
    number = filled.judge("reject", ("north", "e2"), **WHO)
    assert same() == 3
    filled.undo(number, **WHO)
    assert same() == 4
    filled.judge("same", ("north", "e1"), ("west", "e1"), **WHO)
    assert same() == 3
    filled.judge("correct", ("west", "e2"), field="kind", value="aid", **WHO)
    assert same() == 3
    put(filled, told("east", RAID))
    assert same() == 3
    rebuild_incidents(filled)
    assert same() == 3


def test_what_stays_is_not_read_again(filled: Ledger) -> None:
    kept = KeptRows(filled)
    before = kept.all()
    assert kept.all() is before
    filled.judge("correct", ("west", "e2"), field="kind", value="aid", **WHO)
    after = kept.all()
    assert [row.kind for number, row in after.items() if number not in before] == ["aid"]
    stays = before.keys() & after.keys()
    assert len(stays) == 3
    assert all(after[number] is before[number] for number in stays)


def test_no_number_is_given_twice(filled: Ledger) -> None:
    before = numbers(filled)
    highest = max(before.values())
    with filled.looking() as connection:
        table, report = tables.MENTIONS, tables.REPORTS
        query = select(report.c.id, table.c.event).join_from(table, report).where(table.c.incident == highest)
        members = [(one[0], one[1]) for one in connection.execute(query)]
    rejected = [filled.judge("reject", member, **WHO) for member in members]
    assert highest not in numbers(filled).values()
    for number in rejected:
        filled.undo(number, **WHO)
    again = numbers(filled)
    assert again.keys() == before.keys()
    assert {number for id_, number in again.items() if before[id_] != number}.isdisjoint(range(highest + 1))
    rebuild_incidents(filled)
    assert min(numbers(filled).values()) > max(again.values())
    filled.rebuild_reprints()
    assert min(numbers(filled).values()) > max(again.values()) + len(again)


def test_a_filter_for_what_cannot_be_is_refused(filled: Ledger) -> None:
    with pytest.raises(UsageError):
        KeptRows(filled).get(IncidentFilter(grade="good"))
