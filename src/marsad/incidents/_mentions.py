"""An event in terms of comparison: what merging looks at, and nothing else.

A mention knows its sides as sets of names under which they may be met elsewhere (an army also as its state), its
places as points with what they stand for, and the days between which the act must lie.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from marsad.knowledge import load_actors, load_merging

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from marsad.records import Actor, Count, Event, Party, Place, Reading, Relation, Spot

Member = tuple[str, str]
_SAME_SIDE = frozenset({"part_of", "member_of", "spokesperson_of"})
_OF_THE_STATE = frozenset({"state", "government", "state-forces", "police"})
_NAMELESS = frozenset({"civilians", "protesters", "other"})
_WIDE = frozenset({"area", "part", "admin1", "country"})
_STANDS = frozenset({"in", "near"})
_SATURDAY = 5
_SITE_OF = re.compile(r"(geonames-\d+)-[a-z-]+")  # "geonames-64536-airport"
_FORETOLD = frozenset({"forecast", "hypothetical"})


@dataclass(frozen=True, slots=True)
class Point:
    """A place of an act: its id, its point where known, what the point stands for, and its name, lower case.

    ``precision`` is that of the record, or ``part`` for a part of a country ("eastern Syria"), whose point says little.
    What is near a town has the town's point here, for comparison only. ``told`` is false where the mention names no
    place and only what its report tells of before or after it is there.
    """

    place: str
    lat: float | None
    lon: float | None
    precision: str
    country: str | None
    name: str = ""
    told: bool = True

    @property
    def whole(self) -> str | None:
        """The id of the town that a site in it is called after; null where it is not known so."""
        if self.lat is not None or self.wide:
            return None
        found = _SITE_OF.fullmatch(self.place)
        return found[1] if found else None

    @property
    def wide(self) -> bool:
        """Whether the place is an area rather than a spot."""
        return self.precision in _WIDE


@dataclass(frozen=True, slots=True)
class Window:
    """The days between which an act lies.

    Attributes:
        first: First day.
        last: Last day.
        likely: Where only one bound is told, the day that the act is likely to be close to; else null.
    """

    first: date
    last: date
    likely: date | None = None

    @property
    def loose(self) -> bool:
        """Whether a bound is only what is possible, not what is told."""
        return self.likely is not None

    @property
    def days(self) -> int:
        """Length in days."""
        return (self.last - self.first).days + 1

    def gap(self, other: Window) -> int:
        """Days from the end of the earlier to the beginning of the later; 0 where they overlap."""
        return max((self.first - other.last).days, (other.first - self.last).days, 0)


@dataclass(frozen=True, slots=True)
class Side:
    """Who stands on one side of an act.

    Attributes:
        ids: Actor ids.
        blocs: Those that have a name, and whom these belong to; civilians are civilians everywhere.
    """

    ids: frozenset[str]
    blocs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """One event of one report.

    Attributes:
        report: Report id.
        event: Event id.
        kind: Kind of act.
        actors: Who acts.
        targets: Whom it hits.
        points: Where.
        window: When; null where nothing is known.
        counts: Figures.
        cumulative: Whether the figures are those of a campaign or a span of time.
        means: Weapons and tactics, lower case.
        status: Status of the event.
        background: Whether it is context to the news.
        position: Where its trigger begins in the report.
        published: Day of publication of the report; null where unknown.
        passage: Where its evidence begins and ends.
        credit: Who says so, by name.
        scenes: What was struck, where its evidence has a word for it: market, convoy.
    """

    report: str
    event: str
    kind: str
    actors: Side
    targets: Side
    points: tuple[Point, ...]
    window: Window | None
    counts: tuple[Count, ...]
    cumulative: bool
    means: frozenset[str]
    status: str
    background: bool
    position: int
    published: date | None = None
    passage: tuple[int, int] = (0, 0)
    credit: tuple[str | None, ...] = ()
    scenes: frozenset[str] = frozenset()

    @property
    def key(self) -> Member:
        """Report id and event id."""
        return self.report, self.event

    @property
    def foretold(self) -> bool:
        """Whether the act is to come, or only thought of."""
        return self.status in _FORETOLD

    @property
    def stretch(self) -> Window | None:
        """Where its like is looked for: in its own days, else in those before its report; null where none is known."""
        if self.window or self.published is None:
            return self.window
        return Window(self.published - timedelta(days=load_merging().bounds["days-back-background"]), self.published)


def mentions_of(reading: Reading) -> list[Mention]:
    """The events of a report as mentions, in the order of the record."""
    actors = {actor.id: actor for actor in reading.actors}
    places = {place.id: place for place in reading.places}
    above = _above(reading.relations)
    published = _day(reading.report.published)

    def mention(event: Event) -> Mention:
        window = window_of(event, published)
        return Mention(
            report=reading.report.id,
            event=event.id,
            kind=event.kind,
            actors=_side(event.actors, actors, above),
            targets=_side(event.targets, actors, above),
            points=_points(event, places),
            window=window,
            counts=event.counts,
            cumulative=_is_toll(event, window),
            means=frozenset(means.name.casefold() for means in event.means),
            status=event.status,
            background=event.background,
            position=event.trigger.start,
            published=published,
            passage=(event.evidence.start, event.evidence.end),
            credit=tuple(source.name for source in event.sources),
            scenes=_scenes(event),
        )

    return _with_settings([mention(event) for event in reading.events])


def _points(event: Event, places: Mapping[str, Place]) -> tuple[Point, ...]:
    """Where it stands; of what goes somewhere or comes from there alone, these ends."""
    standing = [spot for spot in event.places if spot.relation in _STANDS]
    return tuple(_point(spot, places.get(spot.place)) for spot in standing or event.places)


def _with_settings(mentions: list[Mention]) -> list[Mention]:
    """The mentions of a report; those of deeds whose place nobody knows, also where the deed told nearest to them is.

    The nearest before comes first, since a report goes on from place to place.
    """
    deeds = load_merging().deeds
    told = [(mention.position, _placed(mention)) for mention in mentions if mention.kind in deeds]
    told = [(position, points) for position, points in told if points]

    def set_in(mention: Mention) -> Mention:
        if mention.kind not in deeds or _placed(mention) or not told:
            return mention
        _, points = min(told, key=lambda at: (at[0] > mention.position, abs(at[0] - mention.position)))
        return replace(mention, points=(*mention.points, *(replace(point, told=False) for point in points)))

    return [set_in(mention) for mention in mentions]


def _placed(mention: Mention) -> list[Point]:
    return [point for point in mention.points if point.lat is not None and point.precision != "country"]


def _scenes(event: Event) -> frozenset[str]:
    """What was struck, as the evidence calls it; who says so may be found there as well ("a nurse at the hospital")."""
    start, text = event.evidence.start, event.evidence.exact
    for source in event.sources:
        if source.span and start <= source.span.start and source.span.end <= event.evidence.end:
            first, last = source.span.start - start, source.span.end - start
            text = text[:first] + " " * (last - first) + text[last:]
    words, scenes = _scene_words()
    return frozenset(scene for found in words.findall(text.casefold()) for scene in scenes[found])


@cache
def _scene_words() -> tuple[re.Pattern[str], Mapping[str, frozenset[str]]]:
    """The words for what may be struck, one and many, as a pattern that finds the longest, with what they mean."""
    meant: dict[str, frozenset[str]] = {}
    for words, scenes in load_merging().scenes.items():
        many = (
            f"{words[:-1]}ies" if words.endswith("y") else f"{words}es" if words.endswith(("s", "ch")) else f"{words}s"
        )
        meant |= dict.fromkeys((words, many), scenes)
    longest_first = sorted(meant, key=lambda words: (-len(words), words))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"), meant


def _is_toll(event: Event, window: Window | None) -> bool:
    """Whether the figures are those of a campaign: the toll of an act of one day, however it grows, is that act's."""
    short = window is not None and not window.loose and window.days <= load_merging().bounds["days-short"]
    return not short and any(count.cumulative for count in event.counts)


def window_of(event: Event, published: date | None) -> Window | None:
    """The days between which an act lies.

    An act told without a beginning lies some way before its last day; one to come, after the report.

    Args:
        event: The event.
        published: Day of publication of its report.
    """
    bounds = load_merging().bounds
    start, end = _day(event.time.start), _day(event.time.end)
    if start and end:
        return Window(start, _to_the_weekend(start, end, published))
    if event.status in _FORETOLD:
        first = start or published
        ahead = timedelta(days=bounds["days-ahead"])
        return Window(first, max(first, end or first + ahead), first) if first else None
    if end:
        back = bounds["days-back-background" if event.background else "days-back"]
        return Window(end - timedelta(days=back), end, end)
    if start:
        return Window(start, max(start, published or start), start)
    return None


def _to_the_weekend(start: date, end: date, published: date | None) -> date:
    """Where "last week" ends: told at a weekend it may mean the week that is ending."""
    if published is None or published.weekday() < _SATURDAY or start.weekday() != 0:
        return end
    last_week = (end - start).days == 6 and 0 < (published - end).days <= 7
    return published - timedelta(days=1) if last_week else end


def _point(spot: Spot, place: Place | None) -> Point:
    precision: str = spot.precision
    if place and precision == "area" and place.country and not place.admin1 and place.id.startswith("geonames-"):
        precision = "part"
    lat, lon = spot.lat, spot.lon
    if place and precision == "near":
        precision = place.precision if place.precision in _WIDE else precision
        lat, lon = place.lat, place.lon
    return Point(spot.place, lat, lon, precision, place.country if place else None, spot.name.casefold())


def _above(relations: Sequence[Relation]) -> dict[str, set[str]]:
    above: dict[str, set[str]] = {}
    for relation in relations:
        if relation.predicate in _SAME_SIDE:
            above.setdefault(relation.subject, set()).add(relation.object)
    return above


def _side(parties: Iterable[Party], actors: dict[str, Actor], above: dict[str, set[str]]) -> Side:
    ids = frozenset(party.actor for party in parties)
    named = {actor for actor in ids if actor not in actors or _is_named(actors[actor])}
    blocs = set(named)
    for actor in named:
        blocs |= above.get(actor, set()) | known_above(actor)
        record = actors.get(actor)
        if record and record.kind in _OF_THE_STATE and record.country:
            blocs.add(f"state of {record.country}")
    return Side(ids, frozenset(blocs))


def _is_named(actor: Actor) -> bool:
    """Whether an actor has a name, rather than a description ("Kurdish forces") or a class ("civilians")."""
    return actor.kind not in _NAMELESS and not actor.name.rpartition(" ")[2].islower()


def known_above(actor: str) -> set[str]:
    """Whom the table of actors says that an actor is part of."""
    relations = load_actors().relations_of(actor)
    return {to.object for to in relations if to.subject == actor and to.predicate in _SAME_SIDE}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
