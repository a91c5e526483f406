"""From a ledger to what is told of its places: on a day, and over time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from marsad._errors import UsageError
from marsad.control._holders import on_day
from marsad.control._places import above, check_box, ids_of, inside
from marsad.control._statements import Status
from marsad.control._tenures import DEFAULT_RULE, check_rule, tenures_of
from marsad.control._told import by_place, told_in
from marsad.knowledge import load_actors
from marsad.ledger import day_asked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from marsad.control._holders import PlaceOnDay
    from marsad.control._places import Box, Near
    from marsad.control._statements import Statement
    from marsad.control._tenures import Tenure
    from marsad.ledger import KnownPlace, Ledger


@dataclass(frozen=True, slots=True)
class Account:
    """All that a ledger tells of who holds a place.

    Attributes:
        place: The place.
        statements: What is told, by the day that it speaks of, undated last.
        tenures: The intervals that follow, each voice's its own.
        wider: The accounts of the province and country that a place which was asked for lies in; a statement on these
            does not give the place itself.
    """

    place: KnownPlace
    statements: tuple[Statement, ...]
    tenures: tuple[Tenure, ...]
    wider: tuple[Account, ...]

    def on(self, day: str) -> PlaceOnDay:
        """What is told of the place for a day, ISO."""
        by_key = {(told.report, told.record): told for told in self.statements}
        told = on_day(self.place, day, self.tenures, by_key)
        return replace(told, wider=tuple(account.on(day) for account in self.wider))


def accounts(
    ledger: Ledger,
    place: str | None = None,
    *,
    box: Box | None = None,
    near: Near | None = None,
    source: str | None = None,
    status: str | None = None,
    rule: str = DEFAULT_RULE,
) -> list[Account]:
    """All that a ledger tells of who holds which places, by name.

    Args:
        ledger: The ledger. Of a report that was read several times the latest reading counts; what a person has
            rejected is left out, and corrections are used.
        place: Id or name of a place; several may bear the name.
        box: West, south, east, north in degrees.
        near: Latitude, longitude and kilometres: the point of the place is no further away.
        source: Name or id of who says so, or the outlet: what these statements alone tell.
        status: ``outlet``, ``claimed`` or ``reported``, likewise.
        rule: How long a statement stands: ``fresh``, ``lasting`` or ``open-ended``.

    Raises:
        UsageError: No report names the place, or there is no such rule, area or status.
    """
    check_rule(rule)
    told = told_in(ledger)
    places = told.places
    if box is not None:
        check_box(box)
    if status is not None and status not in get_args(Status):
        raise UsageError(f"status {status!r}: there are {', '.join(get_args(Status))}")
    around = places if near is None else ledger.places(near=near)
    asked = None if place is None else ids_of(place, places)
    if asked == []:
        raise UsageError(f"{place}: no report of the ledger names such a place; see: marsad search {place}")
    over = {id_: above(places[id_], places.values()) for id_ in asked or ()}
    ids = None if asked is None else {*asked, *(wide.id for wider in over.values() for wide in wider)}
    statements = [
        one
        for one in told.statements
        if (ids is None or one.place in ids)
        and status in (None, one.status)
        and (source is None or one.is_from(source))
    ]
    tenures = told.tenures(rule) if source is None and status is None else None
    found = {
        id_: Account(
            places[id_],
            tuple(sorted(here, key=_when)),
            tuple(tenures_of(here, rule)) if tenures is None else tenures[id_],
            (),
        )
        for id_, here in by_place(statements).items()
    }
    shown = sorted(found) if asked is None else asked
    every = [
        replace(
            found.get(id_) or Account(places[id_], (), (), ()),
            wider=tuple(found[wide.id] for wide in over.get(id_, ()) if wide.id in found),
        )
        for id_ in shown
    ]
    kept = [one for one in every if one.place.id in around and (box is None or inside(one.place, box))]
    return sorted(kept, key=lambda account: (account.place.name.casefold(), account.place.id))


def _when(told: Statement) -> tuple[bool, str, str, str, str]:
    return told.day is None, told.day or "", told.published or "", told.report, told.record


def last_day(told: Iterable[Account]) -> str | None:
    """The last day that any statement of some accounts speaks of."""
    return max((one.said for account in told for one in account.statements if one.said), default=None)


def actor_ids(name: str) -> frozenset[str]:
    """The ids that a name, an abbreviation or an id of an actor may stand for."""
    entry = load_actors().match(name)
    slug = "-".join(name.casefold().split())
    return frozenset([name, slug, *([entry.id] if entry else [])])


def holders(
    ledger: Ledger,
    *,
    at: str | None = None,
    place: str | None = None,
    actor: str | None = None,
    box: Box | None = None,
    near: Near | None = None,
    source: str | None = None,
    status: str | None = None,
    rule: str = DEFAULT_RULE,
) -> list[PlaceOnDay]:
    """Who holds what on a day, as it is told: every place of which anybody ever told, also without a statement now.

    Args:
        ledger: The ledger.
        at: The day, ISO; without it the last day that any statement of the ledger speaks of.
        place: Id or name of a place.
        actor: Name or id of a controller: only places that it is told to hold or to have lost then.
        box: West, south, east, north in degrees.
        near: Latitude, longitude and kilometres: the point of the place is no further away.
        source: Name or id of who says so, or the outlet: what these statements alone tell.
        status: ``outlet``, ``claimed`` or ``reported``, likewise.
        rule: How long a statement stands: ``fresh``, ``lasting`` or ``open-ended``.

    Raises:
        UsageError: No report names the place, or there is no such day, rule, area or status.
    """
    told = accounts(ledger, place, box=box, near=near, source=source, status=status, rule=rule)
    day = last_day(told) if at is None else day_asked(at).isoformat()
    if day is None:
        return []
    found = [account.on(day) for account in told]
    if actor is None:
        return found
    ids = actor_ids(actor)
    return [one for one in found if any(claim.controller in ids for claim in one.claims)]


def timeline(
    ledger: Ledger,
    place: str | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
    actor: str | None = None,
    box: Box | None = None,
    near: Near | None = None,
    source: str | None = None,
    status: str | None = None,
    rule: str = DEFAULT_RULE,
) -> list[Account]:
    """What is told of who held a place over time: the statements by day, and the intervals that follow.

    Args:
        ledger: The ledger.
        place: Id or name of a place; without it, all.
        since: Statements and intervals of this day or later, ISO.
        until: Statements and intervals of this day or earlier, ISO.
        actor: Name or id of a controller.
        box: West, south, east, north in degrees.
        near: Latitude, longitude and kilometres: the point of the place is no further away.
        source: Name or id of who says so, or the outlet: what these statements alone tell.
        status: ``outlet``, ``claimed`` or ``reported``, likewise.
        rule: How long a statement stands: ``fresh``, ``lasting`` or ``open-ended``.

    Raises:
        UsageError: No report names the place, or there is no such day, rule, area or status.
    """
    first, last = (None if day is None else day_asked(day).isoformat() for day in (since, until))
    ids = None if actor is None else actor_ids(actor)
    found = [
        _within(account, first, last, ids)
        for account in accounts(ledger, place, box=box, near=near, source=source, status=status, rule=rule)
    ]
    return [account for account in found if place is not None or account.statements or account.tenures]


def _within(account: Account, first: str | None, last: str | None, ids: Collection[str] | None) -> Account:
    def wanted(begin: str | None, end: str | None, controller: str | None) -> bool:
        if ids is not None and controller not in ids:
            return False
        if begin is None and end is None:
            return first is None and last is None
        return (first is None or end is None or end >= first) and (last is None or (begin or end or "") <= last)

    return Account(
        account.place,
        tuple(one for one in account.statements if wanted(one.first or one.said, one.said, one.controller)),
        tuple(one for one in account.tenures if wanted(one.seen or one.gone, _end_of(one), one.controller)),
        tuple(_within(wide, first, last, ids) for wide in account.wider),
    )


def _end_of(tenure: Tenure) -> str | None:
    """The last day of an interval; null where it stands until told otherwise."""
    ends = [day for day in (tenure.gone, tenure.stands_until) if day is not None]
    return min(ends, default=None)
