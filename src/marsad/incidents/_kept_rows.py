"""The rows of incidents: what they are listed and filtered by. The rest is worked out from the members when asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from marsad.incidents._deaths import deaths
from marsad.incidents._incident import incident_of
from marsad.incidents._kept_mentions import drop_incidents, members_of
from marsad.incidents._merge import DEFAULT_RULE
from marsad.ledger import folded, portions
from marsad.ledger import tables as schema

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from marsad.incidents._kept_form import Kept
    from marsad.incidents._kept_mentions import Held
    from marsad.records import Incident, IncidentJudgement, IncidentParty, IncidentRule

_UNDATED = date.max
_MOST_NAMES = 3  # of a side, in lists


def write_groups(
    connection: Connection,
    mentions: Mapping[int, Held],
    groups: Sequence[Sequence[int]],
    stale: Collection[int],
    first: int,
) -> int:
    """Makes the incidents of parts of the ledger what their groups say.

    Args:
        connection: To the ledger, writing.
        mentions: The mentions of the parts.
        groups: Their numbers, group by group.
        stale: Incidents whose row is to be written anew even where their members stay.
        first: Number of the first incident written. No number is given twice, so that a row of a number never changes.

    Returns:
        How many incidents were written or given up.
    """
    # Of an incident that has come apart, also the members that belong to another part now.
    before = members_of(connection, {held.incident for held in mentions.values() if held.incident is not None})
    now = {frozenset(group) for group in groups}
    stays = {incident for incident, members in before.items() if members in now and incident not in stale}
    changed = [group for group in groups if mentions[group[0]].incident not in stays]
    gone = before.keys() - stays
    drop_incidents(connection, gone)
    _write(connection, [{number: mentions[number] for number in group} for group in changed], first)
    return max(len(changed), len(gone))


def _write(connection: Connection, incidents: Sequence[Mapping[int, Held]], first: int) -> None:
    if not incidents:
        return
    reports = {held.kept.mention.report for members in incidents for held in members.values()}
    outlets, originals = sources_of_reports(connection, reports)
    rows, terms, homes = [], [], []
    for number, members in enumerate(incidents, start=first):
        row, named = row_of(members, outlets, originals)
        rows.append(row | {"number": number})
        terms += [{"part": part, "term": term, "incident": number} for part, term in sorted(named)]
        homes += [{"mention": mention, "home": number} for mention in members]
    connection.execute(insert(schema.INCIDENTS), rows)
    connection.execute(insert(schema.INCIDENT_TERMS), terms)
    connection.execute(_MOVE, homes)


_MOVE = (
    update(schema.MENTIONS).where(schema.MENTIONS.c.number == bindparam("mention")).values(incident=bindparam("home"))
)


def row_of(
    members: Mapping[int, Held], outlets: Mapping[str, str], originals: Mapping[str, str]
) -> tuple[dict[str, Any], set[tuple[str, str]]]:
    """The row of an incident with these members, and the terms that it is found by.

    Args:
        members: The mentions by number.
        outlets: The outlet that each report counts as.
        originals: The original of each report.
    """
    incident = together(members.values(), outlets, originals, rule=DEFAULT_RULE)
    killed = deaths(incident)
    start, end = (date.fromisoformat(day) if day else None for day in (incident.time.start, incident.time.end))
    place = incident.place
    row = {
        "id": incident.id, "kind": incident.kind, "start": start, "end": end, "day": end or start or _UNDATED,
        "place": place.place if place else None, "lat": place.lat if place else None,
        "lon": place.lon if place else None, "precision": place.precision if place else None,
        "grade": incident.grade, "deaths": killed.best, "sources": len(incident.sources),
        "reports": len(incident.reports), "members": len(incident.members),
        "time_precision": incident.time.precision, "place_name": place.name if place else None,
        "actors": _in_short(incident.actors), "targets": _in_short(incident.targets),
        "deaths_low": killed.low, "deaths_high": killed.high,
    }  # fmt: skip
    return row, _terms(incident, (held.kept for held in members.values()), outlets)


def together(
    members: Collection[Held],
    outlets: Mapping[str, str],
    originals: Mapping[str, str],
    *,
    rule: IncidentRule,
    judgements: Sequence[IncidentJudgement] = (),
) -> Incident:
    """The incident with these members, under the name of the oldest of them."""
    ordered = sorted((held.kept for held in members), key=lambda kept: kept.mention.key)
    return incident_of(
        [(kept.mention, kept.told_by(outlets[kept.mention.report])) for kept in ordered], rule=rule,
        originals=originals, name=min(held.age for held in members)[-1], judgements=judgements,
    )  # fmt: skip


def _in_short(parties: Sequence[IncidentParty]) -> str:
    names = [party.name for party in parties if party.chosen]
    more = f" +{len(names) - _MOST_NAMES}" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more


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
