"""Who and what the reports of a ledger name: actors and places, with how often and of what they are told.

Without a filter, reports are those that name an actor or place, and incidents those of which a member tells it; with
one, the reports and incidents of the events that meet it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import and_, func, or_, select

from marsad.incidents._deaths import TOLD
from marsad.incidents._update import update_incidents
from marsad.ledger import Area, EventFilter, actor_ids, asked_of, events_met, folded, is_latest
from marsad.ledger import tables as schema

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Connection, Select, Subquery, Table

    from marsad.ledger import Ledger
    from marsad.records import PlacePrecision

_ACTOR = ("id", "name", "kind", "country")
_PLACE = ("id", "name", "country", "admin1", "lat", "lon", "precision")
_Part = Literal["actor", "place"]


@dataclass(frozen=True, slots=True)
class Naming:
    """An actor or a place, as most reports that name it have it.

    Attributes:
        fields: Its fields by name, as its record has them.
        reports: Reports whose latest reading names it.
        incidents: Incidents of which a member tells it.
    """

    fields: dict[str, Any]
    reports: int
    incidents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How often an actor or place is told of.

    Attributes:
        reports: Reports that name it; with a filter, those that tell the events.
        events: Events of which it is a part.
        incidents: Incidents of which a member tells it; with a filter, those of the events.
        first_day: The first day that one of the events is dated by, ISO.
        last_day: The last.
        killed_low: Deaths of the incidents, lower bounds added; null where nobody gives a figure.
        killed_high: Their upper bounds.
    """

    reports: int
    events: int
    incidents: int
    first_day: str | None
    last_day: str | None
    killed_low: int | None
    killed_high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorTally(Tally):
    """An actor with what is told of it; the deaths are those of incidents that a report tells as its acts.

    Attributes:
        id: The actor's id.
        name: Its name, as most reports have it; so kind and country.
        kind: What it is.
        country: ISO 3166 alpha-3, or null.
        as_actor: Events in which it acts.
        as_target: Events in which it is acted upon.
    """

    id: str
    name: str
    kind: str
    country: str | None
    as_actor: int
    as_target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTally(Tally):
    """A place with what is told of it; the deaths are those of incidents whose place it is by the default rule.

    Attributes:
        id: The place's id.
        name: Its name, as most reports have it; so the rest.
        country: ISO 3166 alpha-3, or null.
        admin1: Its province, or null.
        lat: Degrees north, or null.
        lon: Degrees east, or null.
        precision: What the point stands for.
    """

    id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision


def actor_tallies(ledger: Ledger, wanted: EventFilter | None = None) -> list[ActorTally]:
    """The actors of a ledger with what is told of them, those of most events first.

    Brings the incidents up to date first.

    Args:
        ledger: The ledger.
        wanted: ``actor`` says which actors, the rest which events count; with any of the rest, only actors that take
            part in one of these are listed. Its limit is of actors.

    Raises:
        UsageError: The filter asks for what there cannot be.
        LedgerError: The database cannot go on.
    """
    wanted = wanted or EventFilter()
    table = schema.ACTORS
    only = [] if wanted.actor is None else [_is_named(table, wanted.actor, actor_ids(wanted.actor))]
    asked = replace(wanted, actor=None, limit=None, offset=0)
    update_incidents(ledger)
    with ledger.looking() as connection:
        named, told = namings(connection, "actor", *only), _told(connection, "actor", asked, only)
        dead = _deaths(connection)
    tallies = [
        ActorTally(
            **one.fields, **_tally(one, here, asked), **_sum([dead[number] for number in here.done if number in dead]),
            as_actor=len(here.parts["actor"]), as_target=len(here.parts["target"]),
        )
        for one in named
        if (here := told.get(one.fields["id"])) or (here := _unmet(asked))
    ]  # fmt: skip
    return sorted(tallies, key=lambda one: (-one.events, one.id))[_page(wanted)]


def place_tallies(ledger: Ledger, wanted: EventFilter | None = None) -> list[PlaceTally]:
    """The places of a ledger with what is told of them, those of most events first.

    Brings the incidents up to date first.

    Args:
        ledger: The ledger.
        wanted: ``place``, ``box`` and ``near`` say which places, the rest which events count; with any of the rest,
            only places of one of these are listed. Its limit is of places.

    Raises:
        UsageError: The filter asks for what there cannot be.
        LedgerError: The database cannot go on.
    """
    wanted = wanted or EventFilter()
    table = schema.PLACES
    only = [] if wanted.place is None else [_is_named(table, wanted.place, [wanted.place])]
    if wanted.box is not None or wanted.near is not None:
        only.append(Area.of(box=wanted.box, near=wanted.near).holds(table.c.lat, table.c.lon))
    asked = replace(wanted, place=None, box=None, near=None, limit=None, offset=0)
    update_incidents(ledger)
    with ledger.looking() as connection:
        named, told = namings(connection, "place", *only), _told(connection, "place", asked, only)
        dead = _deaths_at_places(connection, asked)
    tallies = [
        PlaceTally(**one.fields, **_tally(one, here, asked), **_sum(dead.get(one.fields["id"], ())))
        for one in named
        if (here := told.get(one.fields["id"])) or (here := _unmet(asked))
    ]
    return sorted(tallies, key=lambda one: (-one.events, one.id))[_page(wanted)]


def namings(connection: Connection, part: _Part, *only: ColumnElement[bool]) -> list[Naming]:
    """The actors or places that the latest readings name, those that most reports name first.

    Args:
        connection: To the ledger, whose incidents are up to date.
        part: Actors or places.
        *only: What must hold of a naming, for the actor or place to be among them.
    """
    table, fields = (schema.ACTORS, _ACTOR) if part == "actor" else (schema.PLACES, _PLACE)
    columns = [table.c[name] for name in fields]
    named = (
        select(*columns, func.count(func.distinct(schema.READINGS.c.report)), func.min(table.c.number))
        .select_from(table.join(schema.READINGS))
        .where(is_latest())
        .group_by(*columns)
    )
    if only:
        named = named.where(table.c.id.in_(_ids(table, only)))
    term = schema.INCIDENT_TERMS
    counts = select(term.c.term, func.count()).where(term.c.part == part).group_by(term.c.term)
    rows = sorted((tuple(row) for row in connection.execute(named)), key=lambda row: (-row[-2], row[-1]))
    incidents = {row[0]: row[1] for row in connection.execute(counts)}
    shown: dict[str, tuple[Any, ...]] = {}
    reports: Counter[str] = Counter()
    for *values, count, _ in rows:
        shown.setdefault(values[0], tuple(values))
        reports[values[0]] += count
    ordered = sorted(shown, key=lambda one: (-reports[one], -incidents.get(one, 0), one))
    return [Naming(dict(zip(fields, shown[id_], strict=True)), reports[id_], incidents.get(id_, 0)) for id_ in ordered]


def _is_named(table: Table, name: str, ids: Sequence[str]) -> ColumnElement[bool]:
    return or_(table.c.id.in_(ids), table.c.folded == folded(name))


def _page(wanted: EventFilter) -> slice:
    return slice(wanted.offset, None if wanted.limit is None else wanted.offset + wanted.limit)


def _ids(table: Table, only: Sequence[ColumnElement[bool]]) -> Select[str]:
    return select(table.c.id).select_from(table.join(schema.READINGS)).where(is_latest(), *only)


# ---------------------------------------------------------------- what the events tell


@dataclass(slots=True)
class _Told:
    """The events of one actor or place: their numbers, reports and incidents, and those that are told as its acts."""

    parts: dict[str, set[int]]
    reports: set[int]
    incidents: set[int]
    done: set[int]
    first: date | None = None
    last: date | None = None


def _told(
    connection: Connection, part: _Part, asked: EventFilter, only: Sequence[ColumnElement[bool]]
) -> dict[str, _Told]:
    """What the events that meet a filter tell of each actor or place."""
    met, mention = events_met(connection, asked), schema.MENTIONS
    if part == "actor":
        named, table, owner, role = schema.ACTORS, schema.EVENT_PARTIES, schema.EVENT_PARTIES.c.actor, "part"
    else:
        named, table, owner, role = schema.PLACES, schema.EVENT_PLACES, schema.EVENT_PLACES.c.place, "relation"
    joined = table.join(met, table.c.event == met.c.number).outerjoin(mention, _is_mention(met))
    days = func.coalesce(met.c.start, met.c.end), met.c.end
    query = select(
        owner, table.c[role], met.c.number, met.c.report, met.c.status, mention.c.incident, *days
    ).select_from(joined)  # fmt: skip
    if only:
        query = query.where(owner.in_(_ids(named, only)))
    found: dict[str, _Told] = {}
    for id_, role, number, report, status, incident, first, last in connection.execute(query):
        here = found.get(id_) or found.setdefault(id_, _Told(defaultdict(set), set(), set(), set()))
        here.parts[role].add(number)
        here.reports.add(report)
        if incident is not None:
            here.incidents.add(incident)
            if role == "actor" and status in TOLD:
                here.done.add(incident)
        if first is not None and (here.first is None or first < here.first):
            here.first = first
        if last is not None and (here.last is None or last > here.last):
            here.last = last
    return found


def _tally(named: Naming, told: _Told, asked: EventFilter) -> dict[str, Any]:
    is_filtered = bool(asked_of(asked))
    return {
        "events": len(set().union(*told.parts.values())),
        "reports": len(told.reports) if is_filtered else named.reports,
        "incidents": len(told.incidents) if is_filtered else named.incidents,
        "first_day": told.first.isoformat() if told.first else None,
        "last_day": told.last.isoformat() if told.last else None,
    }


def _unmet(asked: EventFilter) -> _Told | None:
    """Of whom no event tells: without a filter it is listed all the same."""
    return None if asked_of(asked) else _Told(defaultdict(set), set(), set(), set())


# ---------------------------------------------------------------- the dead of their incidents

_Bounds = tuple[int, int]


def _deaths(connection: Connection) -> dict[int, _Bounds]:
    """The bounds of the dead of each incident that has a figure; one that is lacking is that of the best figure."""
    dead = schema.INCIDENTS.c
    query = select(dead.number, *_bounds()).where(dead.deaths.is_not(None))
    return {number: (low, high) for number, low, high in connection.execute(query)}


def _deaths_at_places(connection: Connection, asked: EventFilter) -> dict[str, list[_Bounds]]:
    """The same of the incidents of the events that meet a filter, by the place of the incident."""
    mention, incident = schema.MENTIONS, schema.INCIDENTS
    query = select(incident.c.place, *_bounds()).where(incident.c.place.is_not(None), incident.c.deaths.is_not(None))
    if asked_of(asked):
        met = events_met(connection, asked)
        query = query.where(incident.c.number.in_(select(mention.c.incident).join(met, _is_mention(met))))
    found: dict[str, list[_Bounds]] = defaultdict(list)
    for place, low, high in connection.execute(query):
        found[place].append((low, high))
    return found


def _sum(dead: Sequence[_Bounds]) -> dict[str, Any]:
    lows, highs = zip(*dead, strict=True) if dead else ((), ())
    return {"killed_low": sum(lows) if dead else None, "killed_high": sum(highs) if dead else None}


def _is_mention(met: Subquery) -> ColumnElement[bool]:
    return and_(schema.MENTIONS.c.report == met.c.report, schema.MENTIONS.c.event == met.c.id)


def _bounds() -> tuple[ColumnElement[int], ColumnElement[int]]:
    dead = schema.INCIDENTS.c
    return func.coalesce(dead.deaths_low, dead.deaths), func.coalesce(dead.deaths_high, dead.deaths)
