"""Whether the incidents that a ledger keeps are those that its readings and judgements ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from marsad.incidents._blocks import slots
from marsad.incidents._kept_groups import regrouped
from marsad.incidents._kept_mentions import Held, loaded, mention_rows, pairs_from, pairs_of, says
from marsad.incidents._kept_rows import row_of, sources_of_reports
from marsad.incidents._update import update_incidents
from marsad.ledger import portions
from marsad.ledger import tables as schema

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from marsad.ledger import Ledger

_SAMPLE = 2000  # reports
_WAY_OUT = "mend with: marsad ledger rebuild"


def incident_problems(ledger: Ledger, *, most: int | None = _SAMPLE) -> Iterator[str]:
    """One line for everything that is wrong with the incidents of a ledger; they are brought up to date first.

    Args:
        ledger: The ledger.
        most: So many reports, evenly spread, whose mentions, pairs and incidents are worked out anew; None for all.
    """
    update_incidents(ledger)
    with ledger.looking() as connection:
        numbers = list(connection.execute(select(schema.REPORTS.c.number).order_by(schema.REPORTS.c.number)).scalars())
        step = 1 if most is None else max(1, -(-len(numbers) // most))
        yield from _of_leftovers(connection)
        for reports in portions(numbers[::step]):
            yield from _of_mentions(connection, reports)
            table = schema.MENTIONS
            held = loaded(
                connection,
                connection.execute(select(table.c.number).where(table.c.report.in_(reports))).scalars().all(),
            )
            yield from _of_pairs(connection, held)
            yield from _of_incidents(connection, held)


def _of_leftovers(connection: Connection) -> Iterator[str]:
    mention, incident = schema.MENTIONS, schema.INCIDENTS
    homeless = select(func.count()).where(mention.c.incident.is_(None))
    if number := connection.execute(homeless).scalar_one():
        yield f"mentions: {number} are in no incident; {_WAY_OUT}"
    empty = select(func.count()).where(
        incident.c.number.not_in(select(mention.c.incident).where(mention.c.incident > 0))
    )
    if number := connection.execute(empty).scalar_one():
        yield f"incidents: {number} have no member; {_WAY_OUT}"


def _of_mentions(connection: Connection, reports: Collection[int]) -> Iterator[str]:
    table = schema.MENTIONS
    rows = connection.execute(select(table).where(table.c.report.in_(reports))).mappings()
    there = {row["name"]: dict(row) for row in rows}
    wanted = {row["name"]: row for row in mention_rows(connection, reports)}
    wrong = there.keys() ^ wanted.keys()
    wrong |= {name for name in there.keys() & wanted.keys() if not says(there[name], wanted[name])}
    for name in sorted(wrong):
        yield f"mention {name}: is not what the reading and people's decisions say; {_WAY_OUT}"


def _of_pairs(connection: Connection, held: Mapping[int, Held]) -> Iterator[str]:
    keys = schema.MENTION_KEYS
    for number, one in held.items():
        for slot in slots(one.kept.mention):
            query = select(keys.c.last, keys.c.kind).where(
                keys.c.key == slot.key, keys.c.grain == slot.grain, keys.c.first == slot.first,
                keys.c.mention == number,
            )  # fmt: skip
            if connection.execute(query).first() != (slot.last, one.kept.mention.kind):
                yield f"mention {one.age[-1]}: cannot be found by all that it says; {_WAY_OUT}"
                break
    there = set(pairs_from(connection, held).items())
    wanted = {((pair["one"], pair["other"]), pair["score"]) for pair in pairs_of(connection, held)}
    for (number, _), _ in sorted(there ^ wanted):
        yield f"mention number {number}: has other neighbours than it should; {_WAY_OUT}"


def _of_incidents(connection: Connection, held: Mapping[int, Held]) -> Iterator[str]:
    mentions, groups = regrouped(connection, held)
    reports = {one.kept.mention.report for one in mentions.values()}
    outlets, originals = sources_of_reports(connection, reports)
    for group in groups:
        members = {number: mentions[number] for number in group}
        row, terms = row_of(members, outlets, originals)
        homes = {one.incident for one in members.values()}
        if len(homes) != 1 or not _is_as(connection, homes.pop(), row, terms):
            yield f"incident {row['id']}: is not what its members say; {_WAY_OUT}"


def _is_as(
    connection: Connection, number: int | None, row: Mapping[str, object], terms: Collection[tuple[str, str]]
) -> bool:
    incident, term = schema.INCIDENTS, schema.INCIDENT_TERMS
    there = connection.execute(select(incident).where(incident.c.number == number)).mappings().first()
    named: Sequence[tuple[str, str]] = [
        (part, name)
        for part, name in connection.execute(select(term.c.part, term.c.term).where(term.c.incident == number))
    ]
    return there is not None and all(there[name] == value for name, value in row.items()) and set(named) == set(terms)
