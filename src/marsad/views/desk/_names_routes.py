"""Actors and places by the beginning of a name, for whoever corrects a record."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from sqlalchemy import distinct, func, select

from marsad.knowledge import load_actors, packaged_gazetteer
from marsad.ledger import folded, is_latest, tables
from marsad.views.desk._desk import MustRead, OfDesk
from marsad.views.desk._review_answers import NamedActor, NamedPlace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.knowledge import ActorEntry
    from marsad.ledger import Ledger

routes = APIRouter(prefix="/search", tags=["search"], dependencies=[MustRead])
Wanted = Annotated[str, Query(min_length=1, max_length=100, description="Part of a name, or an id.")]
Most = Annotated[int, Query(ge=1, le=50)]


@routes.get("/actors")
def actors(desk: OfDesk, q: Wanted, limit: Most = 12) -> list[NamedActor]:
    """Actors of the ledger, those that most reports name first, then those of the tables of actors."""
    words = folded(q)
    found = {one.actor: one for one in _actors_of_ledger(desk.ledger, words)}
    for names, entry in _entries():
        if entry.id not in found and (entry.id == q or any(words in name for name in names)):
            found[entry.id] = NamedActor(
                actor=entry.id, name=entry.name, kind=entry.kind, country=entry.country, reports=0, known=True
            )
    ordered = sorted(found.values(), key=lambda one: (_rank(one.name, words), -one.reports, one.name, one.actor))
    return ordered[:limit]


@routes.get("/places")
def places(desk: OfDesk, q: Wanted, limit: Most = 12) -> list[NamedPlace]:
    """Places of the ledger, then those of the gazetteer."""
    words = folded(q)
    found = {one.place: one for one in _places_of_ledger(desk.ledger, words)}
    for entry in packaged_gazetteer().beginning(q, most=limit):
        found.setdefault(
            entry.id,
            NamedPlace(
                place=entry.id, name=entry.name, country=entry.country, admin1=entry.admin1, lat=entry.lat,
                lon=entry.lon, reports=0,
            ),
        )  # fmt: skip
    listed = list(found.values())
    return sorted(listed, key=lambda one: (_rank(one.name, words), -one.reports, listed.index(one)))[:limit]


def _rank(name: str, words: str) -> int:
    """The whole name, its beginning, the beginning of a word, anything else."""
    told = folded(name)
    if told == words:
        return 0
    return 1 if told.startswith(words) else 2 if f" {words}" in told else 3


@cache
def _entries_of(entries: tuple[ActorEntry, ...]) -> list[tuple[list[str], ActorEntry]]:
    return [([folded(name) for name in (entry.name, *entry.aliases)], entry) for entry in entries]


def _entries() -> Iterable[tuple[list[str], ActorEntry]]:
    return _entries_of(load_actors().entries)


def _actors_of_ledger(ledger: Ledger, words: str) -> Iterable[NamedActor]:
    table, reading = tables.ACTORS, tables.READINGS
    count = func.count(distinct(reading.c.report))
    query = (
        select(table.c.id, func.min(table.c.name), func.min(table.c.kind), func.min(table.c.country), count)
        .join_from(table, reading)
        .where(is_latest(), table.c.folded.contains(words, autoescape=True))
        .group_by(table.c.id)
        .order_by(count.desc(), table.c.id)
        .limit(50)
    )
    known = {entry.id for entry in load_actors().entries}
    with ledger.looking() as connection:
        return [
            NamedActor(actor=id_, name=name, kind=kind, country=country, reports=reports, known=id_ in known)
            for id_, name, kind, country, reports in connection.execute(query)
        ]


def _places_of_ledger(ledger: Ledger, words: str) -> Iterable[NamedPlace]:
    table, reading = tables.PLACES, tables.READINGS
    count = func.count(distinct(reading.c.report))
    columns = (func.min(column) for column in (table.c.name, table.c.country, table.c.admin1, table.c.lat, table.c.lon))
    query = (
        select(table.c.id, *columns, count)
        .join_from(table, reading)
        .where(is_latest(), table.c.folded.contains(words, autoescape=True))
        .group_by(table.c.id)
        .order_by(count.desc(), table.c.id)
        .limit(50)
    )
    names = ("place", "name", "country", "admin1", "lat", "lon", "reports")
    with ledger.looking() as connection:
        return [NamedPlace(**dict(zip(names, row, strict=True))) for row in connection.execute(query)]
