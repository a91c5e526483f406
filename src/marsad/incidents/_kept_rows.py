"""The rows of incidents: what they are listed and filtered by. The rest is worked out from the members when asked."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from marsad.incidents._deaths import deaths
from marsad.incidents._incident import incident_of
from marsad.incidents._kept_mentions import drop_incident
from marsad.incidents._merge import DEFAULT_RULE
from marsad.ledger import folded, portions
from marsad.ledger import tables as schema

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from marsad.incidents._kept_form import Kept
    from marsad.records import Incident

_UNDATED = date.max


def write_groups(
    connection: Connection, mentions: Mapping[int, Kept], groups: Sequence[Sequence[int]], stale: Collection[int]
) -> int:
    """Makes the incidents of a part of the ledger what its groups say.

    Args:
        connection: To the ledger, writing.
        mentions: The mentions of the part.
        groups: Their numbers, group by group.
        stale: Incidents whose row is to be written anew even where their members stay.

    Returns:
        How many incidents were written or given up.
    """
    table = schema.MENTIONS
    home: dict[int, int | None] = {}
    for some in portions(mentions):
        rows = connection.execute(select(table.c.number, table.c.incident).where(table.c.number.in_(some)))
        home.update((number, incident) for number, incident in rows)
    before: dict[int, set[int]] = defaultdict(set)  # with members that no longer belong to this part
    for some in portions({incident for incident in home.values() if incident is not None}):
        rows = connection.execute(select(table.c.incident, table.c.number).where(table.c.incident.in_(some)))
        for incident, number in rows:
            before[incident].add(number)
    now = {frozenset(group) for group in groups}
    stays = {incident for incident, members in before.items() if members in now and incident not in stale}
    changed = [group for group in groups if home[group[0]] not in stays]
    gone = sorted(before.keys() - stays)
    for incident in gone:
        connection.execute(update(table).where(table.c.incident == incident).values(incident=None))
        drop_incident(connection, incident)
    for group in changed:
        _write(connection, {number: mentions[number] for number in group})
    return max(len(changed), len(gone))


def _write(connection: Connection, members: Mapping[int, Kept]) -> None:
    row, terms = row_of(connection, members)
    key = connection.execute(insert(schema.INCIDENTS), row).inserted_primary_key
    assert key is not None
    number = int(key[0])
    named = [{"part": part, "term": term, "incident": number} for part, term in sorted(terms)]
    connection.execute(insert(schema.INCIDENT_TERMS), named)
    table = schema.MENTIONS
    connection.execute(update(table).where(table.c.number.in_(sorted(members))).values(incident=number))


def row_of(connection: Connection, members: Mapping[int, Kept]) -> tuple[dict[str, Any], set[tuple[str, str]]]:
    """The row of an incident with these members, and the terms that it is found by."""
    outlets, originals = sources_of_reports(connection, {kept.mention.report for kept in members.values()})
    incident = incident_of(
        [(kept.mention, kept.told_by(outlets[kept.mention.report])) for kept in members.values()],
        rule=DEFAULT_RULE, originals=originals, name=oldest_name(connection, members),
    )  # fmt: skip
    start, end = (date.fromisoformat(day) if day else None for day in (incident.time.start, incident.time.end))
    place = incident.place
    row = {
        "id": incident.id, "kind": incident.kind, "start": start, "end": end, "day": end or start or _UNDATED,
        "place": place.place if place else None, "lat": place.lat if place else None,
        "lon": place.lon if place else None, "precision": place.precision if place else None,
        "grade": incident.grade, "deaths": deaths(incident).best, "sources": len(incident.sources),
        "reports": len(incident.reports), "members": len(incident.members),
    }  # fmt: skip
    return row, _terms(incident, members.values(), outlets)


def oldest_name(connection: Connection, members: Collection[int]) -> str:
    """The name of the oldest mention: of the report that came in first, the first in its text."""
    table = schema.MENTIONS
    first: list[tuple[int, int, int, str]] = []
    for some in portions(members):
        query = select(table.c.report, table.c.span_start, table.c.span_end, table.c.name)
        order = (table.c.report, table.c.span_start, table.c.span_end, table.c.name)
        row = connection.execute(query.where(table.c.number.in_(some)).order_by(*order).limit(1)).one()
        first.append((row[0], row[1], row[2], row[3]))
    return min(first)[-1]


def sources_of_reports(connection: Connection, reports: Collection[str]) -> tuple[dict[str, str], dict[str, str]]:
    """For reports by their ids: the outlet that each counts as, and the id of the original of each."""
    prints, table = schema.REPORT_PRINTS, schema.REPORTS
    first, first_print = table.alias("first"), prints.alias("first_print")
    outlets, originals = {}, {}
    for some in portions(reports):
        query = (
            select(table.c.id, first.c.id, first_print.c.outlet)
            .select_from(table)
            .join(prints, prints.c.report == table.c.number)
            .join(first, first.c.number == prints.c.original)
            .join(first_print, first_print.c.report == prints.c.original)
            .where(table.c.id.in_(some))
        )
        for report, original, outlet in connection.execute(query):
            outlets[report], originals[report] = outlet, original
    return outlets, originals


def _terms(incident: Incident, members: Iterable[Kept], outlets: Mapping[str, str]) -> set[tuple[str, str]]:
    terms: set[tuple[str, str]] = {("status", status) for status in incident.statuses}
    for kept in members:
        event = kept.telling.event
        for spot in event.places:
            terms |= {("place", spot.place), ("place", folded(spot.name))}
        for party in (*event.actors, *event.targets):
            terms |= {("actor", party.actor), ("actor", folded(party.name))}
        for name in (*kept.chain, kept.telling.source, outlets[kept.mention.report], *kept.telling.voices):
            if name:
                terms |= {("source", name), ("source", folded(name))}
    return terms
