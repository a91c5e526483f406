"""What other schemes call an act: PLOVER, CAMEO, ACLED, UCDP, from its kind and from who acts on whom.

Every rule stands in the tables of :mod:`marsad.knowledge`; this module only asks whether their conditions hold. A
code says what sort of act the words tell of, whether or not it happened: that is the event's ``status``. Where a
scheme needs to know more than the text tells, the code is null.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad._errors import UsageError
from marsad.knowledge import Side, Term, load_crosswalk, load_kinds
from marsad.records import AcledType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.records import Actor, Count, Event, Means, Party, Place, Reading, Spot

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3  # UCDP's types of violence
EXTERNAL = 8  # ACLED's inter code of forces from elsewhere
_ARMED = frozenset({"state", "group"})
_UNARMED = frozenset({"civilians", "community"})  # a community fights at times, but is no organised party


@dataclass(frozen=True, slots=True)
class Codes:
    """An act in the terms of other schemes; null where a scheme has no word for it, or where the text leaves it open.

    Attributes:
        plover: PLOVER type.
        mode: PLOVER mode.
        cameo: CAMEO root code.
        acled: ACLED event type and sub-event type.
        ucdp: UCDP type of violence: 1 state-based, 2 non-state, 3 one-sided.
    """

    plover: str | None
    mode: str | None
    cameo: str | None
    acled: AcledType | None
    ucdp: int | None


@dataclass(frozen=True, slots=True)
class Deed:
    """An act as far as codes depend on it.

    Attributes:
        kind: Kind of the act.
        actors: Who acts; both sides may stand here where both fight.
        targets: Who suffers it.
        counts: Figures told with it.
        means: Weapons and tactics.
        countries: Countries of its places, ISO alpha-3.
    """

    kind: str
    actors: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    counts: tuple[Count, ...] = ()
    means: tuple[Means, ...] = ()
    countries: frozenset[str] = frozenset()


def codes(event: Event, reading: Reading) -> Codes:
    """What other schemes call an event, from its kind and from who acts on whom, for exports and after corrections.

    Args:
        event: The event, one of the reading's or one with fields corrected.
        reading: The reading whose actors and places the event names.

    Raises:
        UsageError: The event is of a kind that there is not, or names an actor that the reading lacks.
    """
    if event.kind not in load_kinds():
        raise UsageError(f"{reading.report.id}, {event.id}: {event.kind!r} is no kind; `marsad schema` lists the kinds")
    return codes_of(deed_of(event, reading))


def deed_of(event: Event, reading: Reading) -> Deed:
    """An event with its actors and the countries of its places looked up in the reading.

    Raises:
        UsageError: The event names an actor that the reading lacks.
    """
    known = {actor.id: actor for actor in reading.actors}
    missing = [p.actor for p in (*event.actors, *event.targets) if p.actor not in known]
    if missing:
        raise UsageError(f"{reading.report.id}, {event.id}: no actor {missing[0]!r}; give the reading that has it")
    return Deed(
        kind=event.kind,
        actors=_looked_up(event.actors, known),
        targets=_looked_up(event.targets, known),
        counts=event.counts,
        means=event.means,
        countries=countries_of(event.places, reading.places),
    )


def _looked_up(parties: Iterable[Party], known: dict[str, Actor]) -> tuple[Actor, ...]:
    return tuple(known[party.actor] for party in parties)


def countries_of(spots: Iterable[Spot], places: Iterable[Place]) -> frozenset[str]:
    """Countries of the places where an act happened, as far as they are known."""
    wanted = {spot.place for spot in spots}
    return frozenset(place.country for place in places if place.id in wanted and place.country)


def codes_of(deed: Deed) -> Codes:
    """The codes of an act of a known kind."""
    kind = load_kinds()[deed.kind]
    return Codes(kind.plover, kind.mode, kind.cameo, acled_type(deed), ucdp_type(deed))


# -------------------------------------------------------------------- ACLED


def acled_type(deed: Deed) -> AcledType | None:
    """ACLED's type: that of the first rule whose conditions hold, else the one of the kind."""
    for rule in load_crosswalk().acled_rules(deed.kind):
        if all(_holds(term, deed) for term in rule.when):
            event_type, sub_event_type = rule.event_type, rule.sub_event_type
            break
    else:
        kind = load_kinds()[deed.kind]
        event_type, sub_event_type = kind.acled_event_type, kind.acled_sub_event_type
    return AcledType(event_type, sub_event_type) if event_type and sub_event_type else None


def _holds(term: Term, deed: Deed) -> bool:
    if term.slot == "count":
        return _counted(deed, term.words[0])
    if term.slot == "means":
        return any(_is_named(means.name, term.words) for means in deed.means)
    parties = {"actor": deed.actors, "target": deed.targets, "any": (*deed.actors, *deed.targets)}[term.slot]
    on_side = [term.words[0] in _words(actor, deed) for actor in parties]
    if term.mode == "all":
        return bool(on_side) and all(on_side)
    return any(on_side) is (term.mode == "some")


def _words(actor: Actor, deed: Deed) -> frozenset[str]:
    """The sides that an actor is on; a state is abroad where all places of the act are known to be."""
    words = _side(actor, deed).words
    if "state" not in words:
        return words
    return words | {"foreign" if _abroad(actor.country, deed.countries) else "home"}


def _side(actor: Actor, deed: Deed) -> Side:
    return load_crosswalk().side(actor.kind, sector=actor.sector, act=deed.kind)


def _abroad(country: str | None, places: frozenset[str]) -> bool:
    return country is not None and bool(places) and country not in places


def _counted(deed: Deed, what: str) -> bool:
    """Whether anything of that sort is counted, more than none."""
    return any(max(c.low or 0, c.best or 0, c.high or 0) > 0 for c in deed.counts if c.what == what)


def _is_named(name: str, wanted: Sequence[str]) -> bool:
    """Whether the last words of a means, in the singular, are one of the names."""
    words = " ".join(re.findall(r"[\w-]+", name.lower())).removesuffix("s")
    return any(words == one or words.endswith(f" {one}") for one in wanted)


def inter_of(
    kind: str,
    country: str | None,
    place_country: str | None,
    *,
    sector: str | None = None,
    act: str | None = None,
    listed: int | None = None,
) -> int | None:
    """ACLED's *inter* code of an actor, or null where its kind leaves it open.

    1 state forces, 2 rebels, 3 political militia, 4 identity militia, 5 rioters, 6 protesters, 7 civilians,
    8 external and other forces: a state outside its own country among them.

    Args:
        kind: Kind of the actor.
        country: Its country, ISO alpha-3, or null.
        place_country: Country of the act, or null where that is open.
        sector: Its PLOVER sector, which tells persons apart.
        act: Kind of the act: protesters in a riot are rioters.
        listed: The code that a table gives for this very actor, which goes before that of its kind.
    """
    side = load_crosswalk().side(kind, sector=sector, act=act)
    if "state" in side.words and country and place_country and country != place_country:
        return EXTERNAL
    return side.inter if listed is None else listed


# -------------------------------------------------------------------- UCDP


def ucdp_type(deed: Deed) -> int | None:
    """UCDP's type of violence: 1 state-based, 2 non-state, 3 one-sided; null where it is no force or a side is open.

    UCDP itself records only what cost at least one life.
    """
    force = load_crosswalk().forces.get(deed.kind)
    if force is None or (force.needs is not None and not _counted(deed, force.needs)):
        return None
    if force.mutual:
        return _between((*deed.actors, *deed.targets), deed)
    acting = {_side(actor, deed).ucdp for actor in deed.actors}
    suffering = {_side(actor, deed).ucdp for actor in deed.targets}
    if "community" in acting and suffering & {"group", "community"} and "state" not in acting | suffering:
        return NON_STATE
    if not acting & _ARMED:
        return None
    if suffering & _ARMED:  # civilians beside a party were caught between the sides
        return _between((*deed.actors, *deed.targets), deed)
    return ONE_SIDED if suffering and suffering <= _UNARMED else None


def _between(parties: Sequence[Actor], deed: Deed) -> int | None:
    """The type of a fight between parties; null where they are organs of one state, or one of them is open.

    A state that fights itself is nearly always a name read wrongly.
    """
    sides = [_side(actor, deed).ucdp for actor in parties]
    if "state" not in sides:
        return NON_STATE if sides.count("group") + sides.count("community") > 1 else None
    states = {actor.country for actor, side in zip(parties, sides, strict=True) if side == "state" and actor.country}
    return STATE_BASED if "group" in sides or len(states) > 1 else None
