"""Keeping the incidents of a ledger up to date, step by step.

A step takes in some readings and judgements in one transaction with all that follows from them, so that a kill between
or within steps leaves the incidents of an earlier moment, never half of a change. The result is that of
``marsad.incidents`` on all latest readings, however the work was split.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update

from marsad.incidents._kept_form import FORM
from marsad.incidents._kept_groups import regrouped
from marsad.incidents._kept_mentions import neighbours, next_number, refresh
from marsad.incidents._kept_rows import write_groups
from marsad.incidents._kept_words import reports_spoken_of, spoken_of
from marsad.ledger import changed_between, portions
from marsad.ledger import tables as schema

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection, Table

    from marsad.ledger import Ledger

_READINGS_IN_STEP = 25
_JUDGEMENTS_IN_STEP = 200
_OURS = (
    schema.MENTION_PAIRS, schema.MENTION_KEYS, schema.MENTIONS, schema.INCIDENT_TERMS, schema.INCIDENTS,
    schema.INCIDENTS_KEPT,
)  # fmt: skip
_TABLES = ("bounds.tsv", "pairs.tsv", "scenes.tsv", "weights.tsv")


def update_incidents(ledger: Ledger) -> int:
    """Brings the incidents of a ledger up to date with its readings and judgements.

    Only what is new is read, and only its neighbourhood compared and grouped again. Where the tables of knowledge have
    changed since, all incidents are made anew.

    Args:
        ledger: The ledger; others may use it meanwhile.

    Returns:
        How many incidents were written or given up.

    Raises:
        LedgerError: The database cannot go on; what earlier steps did is kept.
    """
    changed = 0
    while _is_behind(ledger):
        with ledger.writing() as connection:
            changed += _step(connection)
    return changed


def rebuild_incidents(ledger: Ledger) -> int:
    """Makes all incidents of a ledger anew; nothing that a report said or a person decided is touched.

    Returns:
        How many there are.
    """
    with ledger.writing() as connection:
        connection.execute(update(schema.INCIDENTS_KEPT).values(tables=""))  # so that the next step clears all
    update_incidents(ledger)
    with ledger.looking() as connection:
        return connection.execute(select(func.count()).select_from(schema.INCIDENTS)).scalar_one()


def is_up_to_date(connection: Connection) -> bool:
    """Whether nothing has come in since the incidents were last brought up to date."""
    kept = schema.INCIDENTS_KEPT
    row = connection.execute(select(kept.c.reading, kept.c.judgement, kept.c.tables)).first()
    last = tuple(
        connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one()
        for table in (schema.READINGS, schema.JUDGEMENTS)
    )
    return last == (0, 0) if row is None else (row[0], row[1]) == last and row[2] == tables_in_use()


@cache
def tables_in_use() -> str:
    """A hash of what the incidents follow from beside readings and judgements."""
    digest = hashlib.sha256(f"{FORM} {version('marsad')}".encode())
    for name in _TABLES:
        digest.update(files("marsad.knowledge").joinpath("data/incidents", name).read_bytes())
    return digest.hexdigest()


def _is_behind(ledger: Ledger) -> bool:
    with ledger.looking() as connection:
        return not is_up_to_date(connection)


def _clear(connection: Connection) -> None:
    for table in _OURS:
        connection.execute(delete(table))


def _step(connection: Connection) -> int:
    kept = schema.INCIDENTS_KEPT
    row = connection.execute(select(kept.c.reading, kept.c.judgement, kept.c.tables, kept.c.number)).first()
    last_reading, last_judgement = (0, 0) if row is None else (row[0], row[1])
    given = max(0 if row is None else row[3], next_number(connection, schema.INCIDENTS) - 1)
    if row is None or row[2] != tables_in_use():
        _clear(connection)
        last_reading, last_judgement = 0, 0
        connection.execute(insert(kept), {"reading": 0, "judgement": 0, "tables": tables_in_use(), "number": given})
    readings = _next(connection, schema.READINGS, last_reading, _READINGS_IN_STEP)
    judgements = _next(connection, schema.JUDGEMENTS, last_judgement, _JUDGEMENTS_IN_STEP)
    reached = {"reading": max([last_reading, *readings]), "judgement": max([last_judgement, *judgements])}
    otherwise = changed_between(connection, last_reading, reached["reading"])
    changed = _take_in(connection, readings, judgements, otherwise, given + 1)
    given = max(given, next_number(connection, schema.INCIDENTS) - 1)
    connection.execute(update(kept).values(reached | {"number": given}))
    return changed


def _next(connection: Connection, table: Table, last: int, most: int) -> list[int]:
    query = select(table.c.number).where(table.c.number > last).order_by(table.c.number).limit(most)
    return list(connection.execute(query).scalars())


def _take_in(
    connection: Connection,
    readings: Collection[int],
    judgements: Collection[int],
    otherwise: Collection[int],
    first: int,
) -> int:
    """Takes in readings, judgements, and reports whose copy counts otherwise now; ``first`` numbers what is written."""
    query = select(schema.READINGS.c.report).where(schema.READINGS.c.number.in_(readings))
    read = set(connection.execute(query).scalars())
    new, touched = refresh(connection, read | reports_spoken_of(connection, judgements))
    seeds = new | touched | neighbours(connection, new) | spoken_of(connection, judgements)
    stale = _told_by(connection, otherwise)
    seeds |= _one_of_each(connection, stale)
    mentions, groups = regrouped(connection, seeds)
    return write_groups(connection, mentions, groups, stale, first)


def _told_by(connection: Connection, reports: Collection[int]) -> set[int]:
    """The incidents that reports tell."""
    table = schema.MENTIONS
    found: set[int] = set()
    for some in portions(reports):
        query = select(table.c.incident).where(table.c.report.in_(some), table.c.incident.is_not(None)).distinct()
        found.update(number for number in connection.execute(query).scalars() if number is not None)
    return found


def _one_of_each(connection: Connection, incidents: Collection[int]) -> set[int]:
    table = schema.MENTIONS
    found: set[int] = set()
    for some in portions(incidents):
        query = select(func.min(table.c.number)).where(table.c.incident.in_(some)).group_by(table.c.incident)
        found.update(connection.execute(query).scalars())
    return found
