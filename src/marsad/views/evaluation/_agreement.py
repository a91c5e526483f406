"""What is right: each field of a printed record against its gold row.

One :class:`Judge` serves one report, since ids of actors and places mean something only beside the report's own lists.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from marsad.views.evaluation._gold import day_of
from marsad.views.evaluation._matching import assign
from marsad.views.evaluation._names import Named, credit, plain, shared_credit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from marsad.records import Actor, Control, Count, Event, Forecast, Party, Place, Reading, Source, Span, Spot
    from marsad.views.evaluation._gold import Figure, GoldControl, GoldEvent, GoldFolder, GoldPlace
    from marsad.views.evaluation._matching import Offsets
    from marsad.views.evaluation._names import AliasTable

_REACH_KM = {"exact": 10, "area": 30}  # places of any other scale are compared by name
_SAME_NAME_KM = 50  # gazetteers put the point of one city this far apart
_TWO_SIDED = frozenset({"battle"})  # acts where it is a matter of wording who stands as actor and who as target
_CLASSES = frozenset({"civilians", "protesters"})  # compared as a class, whatever the group is called
_BELONGING = frozenset({"part_of", "member_of", "spokesperson_of", "role"})
_STRONG = frozenset({"denied", "forecast", "hypothetical"})
_UNDATED_AHEAD = frozenset({"forecast", "hypothetical"})
_EARTH_DIAMETER_KM = 12742


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A printed event, forecast or control record with the passages that tell it."""

    passages: tuple[Offsets, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ToldEvent(Told):
    """A printed event; evidence and trigger tell it."""

    record: Event


@dataclass(frozen=True, slots=True, eq=False)
class ToldForecast(Told):
    """A printed forecast; its evidence tells it."""

    record: Forecast


@dataclass(frozen=True, slots=True, eq=False)
class ToldControl(Told):
    """A printed control record; its evidence tells it."""

    record: Control


def offsets(*spans: Span) -> tuple[Offsets, ...]:
    """The offsets of spans."""
    return tuple((span.start, span.end) for span in spans)


@dataclass(frozen=True, slots=True)
class Sides:
    """Gold and printed actors of one side of an act."""

    gold: list[Named]
    printed: list[Named]

    @property
    def shared(self) -> float:
        """The credit they have in common."""
        return shared_credit(self.gold, self.printed)

    @property
    def equal(self) -> bool:
        """Whether every actor of each has its twin in the other."""
        return self.shared == len(self.gold) == len(self.printed)


@dataclass(frozen=True, slots=True)
class _Point:
    """The place of a printed record, its own fields before those of the report's list."""

    names: frozenset[str]
    lat: float | None
    lon: float | None
    precision: str | None


class Judge:
    """Judges the printed records of one report."""

    def __init__(self, gold: GoldFolder, reading: Reading | None, published: date | None) -> None:
        """Takes in what the records refer to; a report without a reading has no records to judge."""
        self.actor_names: AliasTable = gold.actor_names
        self.place_names: AliasTable = gold.place_names
        self.published = published
        self.actors: dict[str, Actor] = {actor.id: actor for actor in reading.actors} if reading else {}
        self.places: dict[str, Place] = {place.id: place for place in reading.places} if reading else {}
        self.groups: defaultdict[str, list[str]] = defaultdict(list)
        for relation in reading.relations if reading else ():
            if relation.predicate in _BELONGING:
                self.groups[relation.subject].append(relation.object)

    # -- events ---------------------------------------------------------------------------------------------------

    def type_right(self, gold: GoldEvent, told: ToldEvent) -> bool:
        """The PLOVER type is right, or the kind is."""
        return told.record.plover == gold.plover or self.kind_right(gold, told)

    def kind_right(self, gold: GoldEvent, told: ToldEvent) -> bool:
        """The kind is one of those that fit the gold's word."""
        return told.record.kind in gold.kinds

    def full_right(self, gold: GoldEvent, told: ToldEvent) -> bool:
        """Type, actors, targets, place and time are all right."""
        return (
            self.type_right(gold, told)
            and all(side.equal for side in self.sides(gold, told))
            and self.place_right(gold.place, told.record.places)
            and self.time_right(gold, told)
        )

    def agreement(self, gold: GoldEvent, told: ToldEvent) -> tuple[int, ...]:
        """How well a pair agrees, in order of weight: act, actors, credit and status, place, counts."""
        names = sum(side.shared / max(len(side.gold), len(side.printed), 1) for side in self.sides(gold, told))
        return (
            self.type_right(gold, told) + self.kind_right(gold, told),
            int(2 * names),
            int(2 * self.source_credit(gold, told)) + (status_word(told.record) == gold.status),
            int(self.place_right(gold.place, told.record.places)),
            counts_in_common(gold.counts, told.record.counts, same_figure),
        )

    def sides(self, gold: GoldEvent, told: ToldEvent) -> tuple[Sides, Sides]:
        """Actors and targets, gold beside printed."""
        actors, targets = self.actor_names.members(gold.actor), self.actor_names.members(gold.target)
        if gold.speaker and len(actors) == 1:  # who speaks may stand for whom he speaks for
            speaker = self.actor_names.merged([gold.speaker])
            actors = [Named(actors[0].names | speaker.names, actors[0].affiliations | speaker.affiliations)]
        told_actors, told_targets = self._parties(told.record.actors), self._parties(told.record.targets)
        if gold.act in _TWO_SIDED:
            told_actors, told_targets = _sorted_by_side(actors, targets, told_actors, told_targets)
        return Sides(actors, told_actors), Sides(targets, told_targets)

    def place_right(self, gold: GoldPlace, spots: Sequence[Spot]) -> bool:
        """The first place is right: the first that the act was in or near, else the first of any relation."""
        if not spots:
            return not gold.name
        spot = next((spot for spot in spots if spot.relation in ("in", "near")), spots[0])
        known = self.places.get(spot.place)
        lat, lon = (spot.lat, spot.lon) if known is None else (_first(spot.lat, known.lat), _first(spot.lon, known.lon))
        names = self._place_forms(spot.name, known.name if known else None)
        return self._point_right(gold, _Point(names, lat, lon, spot.precision))

    def time_right(self, gold: GoldEvent, told: ToldEvent) -> bool:
        """Both bounds within a day. A null bound of the gold asks for null, or for nothing that the text excludes."""
        start, end = day_of(told.record.time.start), day_of(told.record.time.end)
        published = self.published
        if published and end == gold.end == published and {start, gold.start} == {None, published}:
            return True  # "by the day of publication" and "on it" are told apart by nobody
        if gold.start:
            return _within_a_day(gold.start, start) and (gold.end is None or _within_a_day(gold.end, end))
        if gold.end:
            return start is None and _within_a_day(gold.end, end)
        if gold.status in _UNDATED_AHEAD:
            return end is None and (start is None or published is None or start >= published)
        return start is None and (end is None or published is None or end <= published)

    def source_credit(self, gold: GoldEvent, told: ToldEvent) -> float:
        """The best link of the chain, or 1 for an empty chain where the outlet speaks for itself."""
        chain = told.record.sources
        if not gold.source:
            return float(not chain)
        wanted = self.actor_names.members(gold.source)
        return max((self._link_credit(want, link) for link in chain for want in wanted), default=0.0)

    # -- control --------------------------------------------------------------------------------------------------

    def holding_right(self, gold: GoldControl, told: ToldControl) -> bool:
        """Place and holder are right; a contested place may have no holder."""
        known = self.places.get(told.record.place)
        names = self._place_forms(known.name if known else None)
        point = _Point(names, known.lat, known.lon, known.precision) if known else _Point(names, None, None, None)
        return (self._point_right(gold.place, point) if gold.place.name else False) and self._holder_right(gold, told)

    def _holder_right(self, gold: GoldControl, told: ToldControl) -> bool:
        wanted = self.actor_names.members(gold.controller)
        controller = told.record.controller
        if wanted and controller:
            holder = self._named(controller, None)
            return any(credit(want, holder) == 1 for want in wanted)
        return not wanted and (not controller or told.record.relation == gold.change)

    # -- names ----------------------------------------------------------------------------------------------------

    def _called(self, actor: str | None, *others: str | None) -> list[str]:
        """What an actor goes by: its id as words, its name in the report's list, and other names."""
        known = self.actors.get(actor or "")
        return [name for name in ((actor or "").replace("-", " "), known.name if known else None, *others) if name]

    def _named(self, actor: str | None, name: str | None) -> Named:
        """A printed actor for comparison, with whom it belongs to by the report's relations."""
        merged = self.actor_names.merged(self._called(actor, name))
        known = self.actors.get(actor or "")
        classes = {known.kind} & _CLASSES if known else set[str]()
        groups = [form for group in self.groups.get(actor or "", ()) for form in self._called(group)]
        return Named(merged.names | classes, merged.affiliations | self.actor_names.merged(groups).names)

    def _parties(self, parties: Sequence[Party]) -> list[Named]:
        """Printed parties for comparison, each once; a joint name is several."""
        named: dict[Named, None] = {}
        for party in parties:
            joint = self.actor_names.members(party.name)
            named.update(dict.fromkeys(joint if len(joint) > 1 else [self._named(party.actor, party.name)]))
        return list(named)

    def _link_credit(self, want: Named, link: Source) -> float:
        """Whom a source speaks for is as good as its name, and a title before a name does no harm."""
        words = set(plain(link.name).split())
        if any(" " in name and set(name.split()) <= words for name in want.names):
            return 1.0
        named = self._named(link.actor, link.name)
        speaks_for = self.actor_names.merged(self._called(link.affiliation)).names
        return credit(want, Named(named.names | speaks_for, named.affiliations))

    def _place_forms(self, *names: str | None) -> frozenset[str]:
        """Canonical names of places in plain form; a joint name is either of its members."""
        canonical = (self.place_names.canonical(name) for name in names if name)
        return frozenset(plain(part) for joint in canonical for part in joint.split(";"))

    def _point_right(self, gold: GoldPlace, point: _Point) -> bool:
        if not gold.name:
            return False
        others = self._place_forms(*gold.others)
        same_name = bool(point.names & (others | self._place_forms(gold.name)))
        if gold.scale not in _REACH_KM:
            return same_name and not (gold.scale in ("admin1", "country") and point.precision in ("exact", "near"))
        if point.lat is None or point.lon is None or gold.lat is None or gold.lon is None:
            return same_name
        away = distance_km(gold.lat, gold.lon, point.lat, point.lon)
        return away <= _REACH_KM[gold.scale] or (same_name and away <= _SAME_NAME_KM) or bool(point.names & others)


def status_word(event: Event) -> str:
    """Status and background in one word, as the gold has them."""
    return "background" if event.background and event.status not in _STRONG else event.status


def times_meet(gold: GoldEvent, told: ToldEvent) -> bool:
    """The intervals have a day in common; a null bound is open."""
    time = told.record.time
    return (gold.start or date.min) <= (day_of(time.end) or date.max) and (
        (day_of(time.start) or date.min) <= (gold.end or date.max)
    )


def equal_figures(gold: Figure, count: Count) -> bool:
    """All three bounds are the same."""
    return (gold.low, gold.best, gold.high) == (count.low, count.best, count.high)


def same_figure(gold: Figure, count: Count) -> bool:
    """A figure in common, best or low; the high one counts only where a side has no other."""
    one, other = _known_figures(gold), _known_figures(count)
    return bool(one & other) or not (one or other)


def counts_in_common(gold: Sequence[Figure], counts: Sequence[Count], same: Callable[[Figure, Count], bool]) -> int:
    """How many gold counts find a printed one of the same sort that ``same`` accepts, one to one."""
    return len(assign([[int(row.what == count.what and same(row, count)) for count in counts] for row in gold]))


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance, by the haversine formula."""
    here, there = math.radians(lat), math.radians(other_lat)
    across = math.sin((there - here) / 2) ** 2
    across += math.cos(here) * math.cos(there) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return _EARTH_DIAMETER_KM * math.asin(math.sqrt(across))


def _sorted_by_side(
    actors: list[Named], targets: list[Named], told_actors: list[Named], told_targets: list[Named]
) -> tuple[list[Named], list[Named]]:
    """Printed sides of a battle put where the gold has them; one that fits neither stays where it was printed."""

    def best(side: Iterable[Named], one: Named) -> float:
        return max((credit(gold, one) for gold in side), default=0)

    def lean(one: Named) -> float:
        return best(actors, one) - best(targets, one) or (0.1 if one in told_actors else -0.1)

    pool = list(dict.fromkeys(told_actors + told_targets))
    return [one for one in pool if lean(one) > 0], [one for one in pool if lean(one) < 0]


def _known_figures(figure: Figure | Count) -> set[int]:
    narrow = {value for value in (figure.best, figure.low) if value is not None}
    return narrow or ({figure.high} if figure.high is not None else set())


def _within_a_day(one: date, other: date | None) -> bool:
    return other is not None and abs((one - other).days) <= 1


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)
