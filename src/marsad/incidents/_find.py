"""The incidents of a ledger by time, place, actors, kind, sources, status and grade.

Filters look at what the default rule makes of an incident, and at what any of its members tells of places, actors,
sources and status; another rule is worked out for what was found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from sqlalchemy import and_, func, or_, select

from marsad._errors import UsageError
from marsad.incidents._kept_mentions import loaded, members_of
from marsad.incidents._kept_rows import sources_of_reports, together
from marsad.incidents._kept_words import joined, shown_with
from marsad.incidents._merge import DEFAULT_RULE, checked
from marsad.incidents._update import update_incidents
from marsad.ledger import Area, actor_ids, day_asked, folded
from marsad.ledger import tables as schema
from marsad.records import Grade

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection, Select

    from marsad.ledger import Ledger
    from marsad.records import Incident

_ROWS = 100  # put together at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFilter:
    """Which incidents; what is None asks for nothing.

    Attributes:
        since: Incidents that may have happened on this day or later, ISO.
        until: Incidents that may have happened on this day or earlier, ISO.
        place: Name or id of a place that a member tells.
        box: West, south, east, north in degrees: the point of the incident lies within. East of 180 a box goes on
            in the west (170 to -170).
        near: Latitude, longitude and kilometres: the point of the incident is no further away. An area is as far as
            its point.
        actor: Name or id of an actor or target that a member tells.
        kind: Kind of act.
        source: Name or id of somebody in a member's chain of who says so, or an outlet; of reprinted copy the
            outlet of the original.
        status: Status of a member.
        grade: How well the incident is attested.
        report: Id of a report that tells it.
        rule: How values are chosen among rivals, in what is given back; the filters go by the default rule.
        limit: At most so many.
        offset: So many of the first are left out.
    """

    since: str | None = None
    until: str | None = None
    place: str | None = None
    box: tuple[float, float, float, float] | None = None
    near: tuple[float, float, float] | None = None
    actor: str | None = None
    kind: str | None = None
    source: str | None = None
    status: str | None = None
    grade: str | None = None
    report: str | None = None
    rule: str = DEFAULT_RULE
    limit: int | None = None
    offset: int = 0


def find_incidents(ledger: Ledger, wanted: IncidentFilter | None = None) -> Iterator[Incident]:
    """The incidents of a ledger that a filter asks for, by their last day, undated ones last.

    Brings the incidents up to date first.

    Args:
        ledger: The ledger.
        wanted: The filter; without one, all.

    Raises:
        UsageError: The filter asks for what there cannot be.
        LedgerError: The database cannot go on.
    """
    wanted = wanted or IncidentFilter()
    query = _query(wanted)
    update_incidents(ledger)
    with ledger.looking() as connection:
        numbers = list(connection.execute(query).scalars())
        for start in range(0, len(numbers), _ROWS):
            yield from _put_together(connection, numbers[start : start + _ROWS], wanted.rule)


def find_incident(ledger: Ledger, name: str, *, rule: str = DEFAULT_RULE) -> Incident | None:
    """The incident with an id, or the one that its oldest member belongs to now; None where there is none.

    An incident keeps its id while it has its oldest member. One that was joined to an older one is found under both.

    Args:
        ledger: The ledger.
        name: The id.
        rule: How values are chosen among rivals.

    Raises:
        UsageError: There is no such rule.
    """
    checked(rule)
    update_incidents(ledger)
    with ledger.looking() as connection:
        table = schema.MENTIONS
        number = connection.execute(select(table.c.incident).where(table.c.name == name)).scalar()
        return None if number is None else next(_put_together(connection, [number], rule))


def _put_together(connection: Connection, numbers: Sequence[int], rule: str) -> Iterator[Incident]:
    members = members_of(connection, numbers)
    mentions = loaded(connection, {number for some in members.values() for number in some})
    outlets, originals = sources_of_reports(connection, {held.kept.mention.report for held in mentions.values()})
    shown = shown_with(connection, mentions)
    for incident in numbers:
        here = sorted(members[incident])
        judged = joined(shown.get(number, ()) for number in here)
        told = [mentions[number] for number in here]
        yield together(told, outlets, originals, rule=checked(rule), judgements=judged)


def _query(wanted: IncidentFilter) -> Select[int]:
    checked(wanted.rule)
    incident = schema.INCIDENTS
    query = select(incident.c.number).where(*conditions(wanted)).order_by(incident.c.day, incident.c.id)
    return query.limit(wanted.limit).offset(wanted.offset) if wanted.limit or wanted.offset else query


def conditions(wanted: IncidentFilter) -> Iterator[ColumnElement[bool]]:
    """What must hold of the rows of incidents that a filter asks for."""
    incident = schema.INCIDENTS
    if wanted.kind is not None:
        yield incident.c.kind == wanted.kind
    if wanted.grade is not None:
        if wanted.grade not in get_args(Grade):
            raise UsageError(f"grade {wanted.grade!r}: there are {', '.join(get_args(Grade))}")
        yield incident.c.grade == wanted.grade
    if wanted.since is not None:
        yield and_(incident.c.day >= day_asked(wanted.since), incident.c.end.is_not(None))
    if wanted.until is not None:
        yield func.coalesce(incident.c.start, incident.c.end) <= day_asked(wanted.until)
    if wanted.box is not None or wanted.near is not None:
        yield Area.of(box=wanted.box, near=wanted.near).holds(incident.c.lat, incident.c.lon)
    if wanted.place is not None:
        yield _told("place", [wanted.place, folded(wanted.place)])
    if wanted.actor is not None:
        yield _told("actor", [*actor_ids(wanted.actor), folded(wanted.actor)])
    if wanted.source is not None:
        yield _told("source", [*actor_ids(wanted.source), folded(wanted.source)])
    if wanted.status is not None:
        yield _told("status", [wanted.status])
    if wanted.report is not None:
        mention, report = schema.MENTIONS, schema.REPORTS
        yield incident.c.number.in_(
            select(mention.c.incident).join_from(mention, report).where(report.c.id == wanted.report)
        )


def _told(part: str, terms: Sequence[str]) -> ColumnElement[bool]:
    term = schema.INCIDENT_TERMS
    return schema.INCIDENTS.c.number.in_(
        select(term.c.incident).where(term.c.part == part, or_(*(term.c.term == one for one in dict.fromkeys(terms))))
    )
