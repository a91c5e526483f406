"""The mentions of a ledger: a row for each event of a latest reading, found by what it has in common with others.

The mentions of reports are compared with what their latest readings and people's decisions make of them; only what
differs is touched. Of the pairs that are scored, those are kept that would join two mentions if they were alone.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, or_, select, union_all, update

from marsad.incidents._blocks import GRAINS, UNDATED, search, slots
from marsad.incidents._incident import hashed_id
from marsad.incidents._kept_form import kept, texts_of
from marsad.incidents._score import score
from marsad.knowledge import load_merging
from marsad.ledger import corrected, portions, standing_on_events
from marsad.ledger import tables as schema
from marsad.records import from_json

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sqlalchemy import CompoundSelect, Connection, Select, Table

    from marsad.incidents._kept_form import Kept
    from marsad.incidents._mentions import Mention
    from marsad.ledger import Standing

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """A mention in its row.

    Attributes:
        kept: The mention with who tells it.
        incident: Number of the incident that it is in, if it is in one already.
        age: What mentions are sorted by from the oldest on: number of the report, where the words stand, and the name.
    """

    kept: Kept
    incident: int | None
    age: tuple[int, int, int, str]


def refresh(connection: Connection, reports: Collection[int]) -> tuple[set[int], set[int]]:
    """Brings the mentions of reports up to date.

    Args:
        connection: To the ledger, writing.
        reports: Numbers of the reports.

    Returns:
        The mentions that are new, and the others whose surroundings changed.
    """
    table = schema.MENTIONS
    there: dict[str, Row] = {}
    for some in portions(reports):
        rows = connection.execute(select(table).where(table.c.report.in_(some))).mappings()
        there |= {row["name"]: dict(row) for row in rows}
    wanted = {row["name"]: row for row in mention_rows(connection, reports)}
    stays = {name for name in there if name in wanted and says(there[name], wanted[name])}
    touched = _remove(connection, [there[name]["number"] for name in there if name not in stays])
    new = _add(connection, [row for name, row in wanted.items() if name not in stays])
    return new, touched - new


def mention_rows(connection: Connection, reports: Collection[int]) -> Iterator[Row]:
    """The rows that the latest readings of reports and people's decisions ask for, in the order of the texts."""
    readings, table = schema.READINGS, schema.REPORTS
    for some in portions(reports):
        standing = standing_on_events(connection, some)
        latest = select(func.max(readings.c.number)).where(readings.c.report.in_(some)).group_by(readings.c.report)
        lines = select(table.c.number, table.c.id, readings.c.json).join_from(readings, table)
        for number, name, line in connection.execute(
            lines.where(readings.c.number.in_(latest)).order_by(table.c.number)
        ):
            yield from _rows_of(number, name, line, standing)


def _rows_of(
    number: int, name: str, line: str, standing: Mapping[tuple[int, int, int], list[Standing]]
) -> Iterator[Row]:
    here = {(start, end): judged for (report, start, end), judged in standing.items() if report == number}
    seen: Counter[tuple[int, int]] = Counter()
    for event, text in texts_of(corrected(from_json(json.loads(line)), here)):
        where = event.trigger.start, event.trigger.end
        seen[where] += 1
        yield {
            "report": number, "event": event.id, "name": hashed_id("\t".join(map(str, (name, *where, seen[where])))),
            "span_start": where[0], "span_end": where[1], "told": text,
        }  # fmt: skip


def says(row: Row, wanted: Row) -> bool:
    """Whether a row is what is wanted of it."""
    return all(row[name] == value for name, value in wanted.items())


# ---------------------------------------------------------------- to take out


def _remove(connection: Connection, numbers: Collection[int]) -> set[int]:
    """Removes mentions; returns those that have lost a neighbour or a fellow member."""
    table, pairs, keys = schema.MENTIONS, schema.MENTION_PAIRS, schema.MENTION_KEYS
    held = loaded(connection, numbers)
    incidents = {one.incident for one in held.values() if one.incident is not None}
    touched = neighbours(connection, numbers).union(*members_of(connection, incidents).values())
    drop_incidents(connection, incidents)
    for some in portions(numbers):
        connection.execute(delete(pairs).where(or_(pairs.c.one.in_(some), pairs.c.other.in_(some))))
        connection.execute(delete(table).where(table.c.number.in_(some)))
    for number, one in held.items():
        for slot in slots(one.kept.mention):
            connection.execute(
                delete(keys).where(
                    keys.c.key == slot.key, keys.c.grain == slot.grain, keys.c.first == slot.first,
                    keys.c.mention == number,
                )
            )  # fmt: skip
    return touched - set(numbers)


def drop_incidents(connection: Connection, incidents: Collection[int]) -> None:
    """Removes the rows of incidents; their members are in none until they are grouped again."""
    term, incident, mention = schema.INCIDENT_TERMS, schema.INCIDENTS, schema.MENTIONS
    for some in portions(incidents):
        connection.execute(update(mention).where(mention.c.incident.in_(some)).values(incident=None))
        connection.execute(delete(term).where(term.c.incident.in_(some)))
        connection.execute(delete(incident).where(incident.c.number.in_(some)))


# ---------------------------------------------------------------- to put in


def _add(connection: Connection, rows: list[Row]) -> set[int]:
    """Adds mentions with the pairs that they make; writers come one at a time, so numbers can be given here."""
    if not rows:
        return set()
    first = next_number(connection, schema.MENTIONS)
    numbered = [row | {"number": first + place, "incident": None} for place, row in enumerate(rows)]
    connection.execute(insert(schema.MENTIONS), numbered)
    new = loaded(connection, [row["number"] for row in numbered])
    held = [
        {"key": s.key, "grain": s.grain, "first": s.first, "last": s.last, "mention": number, "kind": mention.kind}
        for number, mention in ((number, one.kept.mention) for number, one in new.items())
        for s in slots(mention)
    ]
    if held:
        connection.execute(insert(schema.MENTION_KEYS), held)
    if pairs := pairs_of(connection, new):
        connection.execute(insert(schema.MENTION_PAIRS), pairs)
    return set(new)


def pairs_of(connection: Connection, mentions: Mapping[int, Held]) -> list[Row]:
    """The pairs that mentions make, with those of their reports and with those that have something in common."""
    likely = {number: likes_of(connection, one.kept.mention) for number, one in mentions.items()}
    for fellows in _by_report(connection, {one.age[0] for one in mentions.values()}).values():
        for number in fellows & mentions.keys():
            likely[number] |= fellows
    return _scored(connection, {(min(n, o), max(n, o)) for n, others in likely.items() for o in others if n != o})


def next_number(connection: Connection, table: Table) -> int:
    """The number of the next row."""
    return 1 + (connection.execute(select(func.max(table.c.number))).scalar() or 0)


def _by_report(connection: Connection, reports: Collection[int]) -> dict[int, set[int]]:
    table = schema.MENTIONS
    found: dict[int, set[int]] = defaultdict(set)
    for some in portions(reports):
        for report, number in connection.execute(
            select(table.c.report, table.c.number).where(table.c.report.in_(some))
        ):
            found[report].add(number)
    return found


def _scored(connection: Connection, pairs: Iterable[tuple[int, int]]) -> list[Row]:
    """Those of the pairs that would join."""
    ordered = sorted(pairs)
    mentions = loaded(connection, {number for pair in ordered for number in pair})
    least = load_merging().bounds["score-join"]
    found = []
    for one, other in ordered:
        scored = score(mentions[one].kept.mention, mentions[other].kept.mention)
        if scored is not None and scored.score >= least:
            found.append({"one": one, "other": other, "score": scored.score})
    return found


def likes_of(connection: Connection, mention: Mention) -> set[int]:
    """The mentions with which a mention has something in common."""
    wanted = search(mention)
    if not wanted.keys:
        return set()
    values: Row = {"keys": wanted.keys, "least": wanted.least}
    for grain, low, high in wanted.spans:
        values |= {f"low{grain + 1}": low, f"high{grain + 1}": high}
    if wanted.kinds is not None:
        values["kinds"] = sorted(wanted.kinds)
    question = _LIKES[mention.stretch is not None, wanted.kinds is not None]
    return set(connection.execute(question, values).scalars())


def _question(*, dated: bool, of_kinds: bool) -> CompoundSelect[int]:
    """Written once: to put a question together takes longer than to answer it."""
    keys = schema.MENTION_KEYS
    parts: list[Select[int]] = []
    for grain in range(len(GRAINS)) if dated else (UNDATED,):
        part = select(keys.c.mention).where(
            keys.c.key.in_(bindparam("keys", expanding=True)),
            keys.c.grain == grain,
            keys.c.first.between(bindparam(f"low{grain + 1}"), bindparam(f"high{grain + 1}")),
            keys.c.last >= bindparam("least"),
        )
        parts.append(part.where(keys.c.kind.in_(bindparam("kinds", expanding=True))) if of_kinds else part)
    return union_all(*parts)


_LIKES = {
    (dated, of_kinds): _question(dated=dated, of_kinds=of_kinds)
    for dated in (False, True)
    for of_kinds in (False, True)
}


# ---------------------------------------------------------------- to look at


def loaded(connection: Connection, numbers: Collection[int]) -> dict[int, Held]:
    """Mentions by their numbers, in order."""
    table, reports = schema.MENTIONS, schema.REPORTS
    columns = (table.c.number, reports.c.id, table.c.event, table.c.told, table.c.incident, table.c.report,
               table.c.span_start, table.c.span_end, table.c.name)  # fmt: skip
    query = select(*columns).join_from(table, reports)
    found: dict[int, Held] = {}
    for some in portions(numbers):
        for number, report, event, text, incident, *age in connection.execute(query.where(table.c.number.in_(some))):
            found[number] = Held(kept(report, event, text), incident, (age[0], age[1], age[2], age[3]))
    return dict(sorted(found.items()))


def members_of(connection: Connection, incidents: Collection[int]) -> dict[int, set[int]]:
    """The members of incidents."""
    table = schema.MENTIONS
    found: dict[int, set[int]] = {incident: set() for incident in incidents}
    for some in portions(incidents):
        rows = connection.execute(select(table.c.incident, table.c.number).where(table.c.incident.in_(some)))
        for incident, number in rows:
            if incident is not None:
                found[incident].add(number)
    return found


def neighbours(connection: Connection, numbers: Collection[int]) -> set[int]:
    """The mentions that pairs lead to from these in one step."""
    return {number for pair in pairs_from(connection, numbers) for number in pair} - set(numbers)


def pairs_from(connection: Connection, numbers: Collection[int]) -> dict[tuple[int, int], float]:
    """The pairs that one of these mentions is in, with their scores."""
    pairs = schema.MENTION_PAIRS
    columns = (pairs.c.one, pairs.c.other, pairs.c.score)
    found: dict[tuple[int, int], float] = {}
    for some in portions(numbers):
        both = union_all(*(select(*columns).where(end.in_(some)) for end in columns[:2]))
        found.update(((one, other), score) for one, other, score in connection.execute(both))
    return found
