"""The mentions of a ledger: a row for each event of a latest reading, found by what it has in common with others.

A report's mentions are compared with what its latest reading and people's decisions make of them; only what differs is
touched. Of the pairs that are scored, those are kept that would join two mentions if they were alone.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, or_, select, union_all

from marsad.incidents._blocks import search, slots
from marsad.incidents._incident import hashed_id
from marsad.incidents._kept_form import Kept, kept, texts_of
from marsad.incidents._score import score
from marsad.knowledge import load_merging
from marsad.ledger import corrected, portions, standing_on_events
from marsad.ledger import tables as schema
from marsad.records import from_json

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection

    from marsad.incidents._mentions import Mention


def refresh(connection: Connection, report: int) -> tuple[set[int], set[int]]:
    """Brings the mentions of a report up to date.

    Args:
        connection: To the ledger, writing.
        report: Number of the report.

    Returns:
        The mentions that are new, and the others whose surroundings changed.
    """
    table = schema.MENTIONS
    rows = connection.execute(select(table).where(table.c.report == report)).mappings().all()
    there = {row["name"]: row for row in rows}
    wanted = {row["name"]: row for row in mention_rows(connection, report)}
    stays = {name for name in there if name in wanted and _same(there[name], wanted[name])}
    touched = _remove(connection, [there[name]["number"] for name in sorted(there.keys() - stays)])
    new: set[int] = set()
    for name in sorted(wanted.keys() - stays, key=lambda name: (wanted[name]["span_start"], name)):
        new.add(_add(connection, wanted[name]))
    return new, touched - new


def mention_rows(connection: Connection, report: int) -> Iterator[dict[str, object]]:
    """The rows that a report's latest reading and people's decisions ask for."""
    readings, reports = schema.READINGS, schema.REPORTS
    query = select(readings.c.json, reports.c.id).join_from(readings, reports).where(reports.c.number == report)
    line, report_id = connection.execute(query.order_by(readings.c.number.desc()).limit(1)).one()
    judged = standing_on_events(connection, [report])
    standing = {(start, end): list(found) for (_, start, end), found in judged.items()}
    seen: Counter[tuple[int, int]] = Counter()
    for event, _, text in texts_of(corrected(from_json(json.loads(line)), standing)):
        where = event.trigger.start, event.trigger.end
        seen[where] += 1
        name = hashed_id("\t".join(map(str, (report_id, *where, seen[where]))))
        yield {
            "report": report, "event": event.id, "name": name, "span_start": where[0], "span_end": where[1],
            "told": text,
        }  # fmt: skip


def _same(row: object, wanted: dict[str, object]) -> bool:
    return all(row[name] == value for name, value in wanted.items())  # type: ignore[index]


def _remove(connection: Connection, numbers: list[int]) -> set[int]:
    """Removes mentions; returns those that have lost a neighbour or a fellow member."""
    table, pairs, keys = schema.MENTIONS, schema.MENTION_PAIRS, schema.MENTION_KEYS
    touched: set[int] = set()
    for number, mention in loaded(connection, numbers).items():
        touched |= neighbours(connection, [number])
        incident = connection.execute(select(table.c.incident).where(table.c.number == number)).scalar()
        if incident is not None:
            members = select(table.c.number).where(table.c.incident == incident)
            touched.update(connection.execute(members).scalars())
        for slot in slots(mention.mention):
            connection.execute(
                delete(keys).where(
                    keys.c.key == slot.key, keys.c.grain == slot.grain, keys.c.first == slot.first,
                    keys.c.mention == number,
                )
            )  # fmt: skip
        connection.execute(delete(pairs).where(or_(pairs.c.one == number, pairs.c.other == number)))
        connection.execute(delete(table).where(table.c.number == number))
        if incident is not None:
            _drop_if_empty(connection, incident)
    return touched - set(numbers)


def _drop_if_empty(connection: Connection, incident: int) -> None:
    table = schema.MENTIONS
    if connection.execute(select(table.c.number).where(table.c.incident == incident).limit(1)).first() is None:
        drop_incident(connection, incident)


def drop_incident(connection: Connection, incident: int) -> None:
    """Removes the row of an incident that no mention belongs to any more."""
    connection.execute(delete(schema.INCIDENT_TERMS).where(schema.INCIDENT_TERMS.c.incident == incident))
    connection.execute(delete(schema.INCIDENTS).where(schema.INCIDENTS.c.number == incident))


def _add(connection: Connection, row: dict[str, object]) -> int:
    key = connection.execute(insert(schema.MENTIONS), row).inserted_primary_key
    assert key is not None
    number = int(key[0])
    (mention,) = (one.mention for one in loaded(connection, [number]).values())
    least = load_merging().bounds["score-join"]
    pairs = []
    for other, near in loaded(connection, likes_of(connection, number, mention)).items():
        found = score(near.mention, mention)
        if found is not None and found.score >= least:
            pairs.append({"one": min(number, other), "other": max(number, other), "score": found.score})
    if pairs:
        connection.execute(insert(schema.MENTION_PAIRS), pairs)
    held = [
        {"key": s.key, "grain": s.grain, "first": s.first, "last": s.last, "mention": number, "kind": mention.kind}
        for s in slots(mention)
    ]
    if held:
        connection.execute(insert(schema.MENTION_KEYS), held)
    return number


def likes_of(connection: Connection, number: int, mention: Mention) -> set[int]:
    """The mentions that a mention is compared with: those of its report, and those with something in common."""
    keys, table = schema.MENTION_KEYS, schema.MENTIONS
    report = select(table.c.report).where(table.c.number == number).scalar_subquery()
    parts = [select(table.c.number).where(table.c.report == report)]
    wanted = search(mention)
    for grain, low, high in wanted.spans if wanted.keys else ():
        part = select(keys.c.mention).where(
            keys.c.key.in_(wanted.keys), keys.c.grain == grain, keys.c.first.between(low, high),
            keys.c.last >= wanted.least,
        )  # fmt: skip
        parts.append(part if wanted.kinds is None else part.where(keys.c.kind.in_(sorted(wanted.kinds))))
    return set(connection.execute(union_all(*parts)).scalars()) - {number}


def loaded(connection: Connection, numbers: Collection[int]) -> dict[int, Kept]:
    """Mentions by their numbers, in order."""
    table, reports = schema.MENTIONS, schema.REPORTS
    found: dict[int, Kept] = {}
    for some in portions(numbers):
        query = select(table.c.number, reports.c.id, table.c.event, table.c.told).join_from(table, reports)
        rows = connection.execute(query.where(table.c.number.in_(some)))
        found |= {number: kept(report, event, text) for number, report, event, text in rows}
    return dict(sorted(found.items()))


def neighbours(connection: Connection, numbers: Collection[int]) -> set[int]:
    """The mentions that pairs lead to from these in one step."""
    pairs = schema.MENTION_PAIRS
    met: set[int] = set()
    for some in portions(numbers):
        ahead = select(pairs.c.other).where(pairs.c.one.in_(some))
        back = select(pairs.c.one).where(pairs.c.other.in_(some))
        met.update(connection.execute(union_all(ahead, back)).scalars())
    return met
