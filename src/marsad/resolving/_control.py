"""Control as records: who holds which place, as of when, by explicit statements and by captures and withdrawals.

A record that follows from an event bears the event's id before a dot (``e3.captured``). Rival statements stand side by
side, and so does what is told again. Where the words name no place ("the town", "the group's last stronghold"), it is
the place that the report gives: one that it says the same holder has, one where he is fought, or the settlement named
last. Where that is open, there is no record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from marsad.reading import ActorMention, Credit, PlaceMention, ToldControl
from marsad.records import Actor, Control, Event, Place, Source, Span
from marsad.resolving._elsewhere import FIGHTERS
from marsad.resolving._places import PlaceIndex
from marsad.resolving._times import resolve_time

_SETTLEMENTS = frozenset({"town", "city", "village", "port", "capital", "settlement", "centre", "center", "hamlet"})
_FOUGHT = frozenset(
    {"battle", "offensive", "raid", "shelling", "air-strike", "siege", "withdrawal", "territory-captured"}
)
_TOLD = frozenset({"asserted", "reported", "claimed"})
_GROUND = frozenset({"territory", "area", "region", "ground", "land"})
_NO_HOLDERS = frozenset(
    {"monitor", "media", "ngo", "civilians"}
)  # who tells of places, lives there, or stands for office
_GROUPS = frozenset({"group", "organisation", "organization", "movement", "faction", "militia", "outfit", "network"})
_POINTS = frozenset({"exact", "area", "near"})
_ENDED = frozenset({"past", "pluperfect"})
_PRONOUNS = frozenset({"it", "which", "that"})
_REACH = 800  # characters that a pronoun or "the town" reaches back


@dataclass(frozen=True, slots=True)
class Voices:
    """How the resolver looks up who is meant.

    Attributes:
        source: Makes the link of a chain that a credit is.
        who: The actors that a mention means.
        actors: The actors of the report by id.
    """

    source: Callable[[Credit], Source]
    who: Callable[[ActorMention], tuple[Actor, ...]]
    actors: Mapping[str, Actor]


def resolve_control(
    told: Sequence[ToldControl],
    events: Sequence[Event],
    *,
    places: PlaceIndex,
    mentions: Sequence[PlaceMention],
    voices: Voices,
    published: date | None,
    parts: Collection[str] = (),
) -> tuple[Control, ...]:
    """The control records of a report, in text order.

    Args:
        told: Explicit statements.
        events: The events that are printed.
        places: The places of the report.
        mentions: Its place mentions, in text order.
        voices: Who is meant.
        published: Day of publication.
        parts: Ids of the events in which only a part of a place was taken, so that nobody holds the place by them.
    """
    whole = [event for event in events if event.id not in parts]
    return _Resolver(
        told, events, whole, places=places, mentions=mentions, voices=voices, published=published
    ).records()


class _Resolver:
    def __init__(
        self,
        told: Sequence[ToldControl],
        events: Sequence[Event],
        whole: Sequence[Event],
        *,
        places: PlaceIndex,
        mentions: Sequence[PlaceMention],
        voices: Voices,
        published: date | None,
    ) -> None:
        self._told, self._events, self._whole, self._places = told, events, whole, places
        self._mentions, self._voices = mentions, voices
        self._day = published.isoformat() if published else None
        self._published = published
        self._group = self._only_group(voices.actors)
        self._by_id: Mapping[str, Place] = {p.id: p for p in places.places}

    def _only_group(self, actors: Mapping[str, Actor]) -> str | None:
        """The armed group of the report, where its events name just one."""
        sides = {p.actor for e in self._events for p in (*e.actors, *e.targets)}
        groups = sorted(i for i in sides if actors[i].kind == "armed-group" and i not in FIGHTERS)
        return groups[0] if len(groups) == 1 else None

    def _may_hold(self, actor: str) -> bool:
        known = self._voices.actors.get(actor)
        return known is None or known.kind not in _NO_HOLDERS

    def records(self) -> tuple[Control, ...]:
        holders = self._holders()
        stated = [
            record for number, told in enumerate(self._told) for record in self._stated(told, holders[number], holders)
        ]
        stated = [replace(r, id=f"k{number}") for number, r in enumerate(stated, start=1)]
        followed = [
            r
            for event in self._whole
            for r in self._followed(event)
            if not any(self._outdone(s, event, r) for s in stated)
        ]
        followed = [r for n, r in enumerate(followed) if not any(self._again(r, other) for other in followed[:n])]
        free = [r for r in stated if not any(self._same(r, other) for other in followed)]
        return tuple(sorted([*followed, *free], key=lambda r: (r.evidence, r.id)))

    @staticmethod
    def _again(record: Control, before: Control) -> bool:
        """Whether two verbs of one sentence tell the same of a place ("has taken it and controls it now")."""
        same = (record.place, record.controller, record.relation) == (before.place, before.controller, before.relation)
        return same and record.evidence.overlaps(before.evidence)

    @staticmethod
    def _outdone(stated: Control, event: Event, followed: Control) -> bool:
        """Whether the words of an event only say that somebody holds the place."""
        same = stated.place == followed.place and stated.controller == followed.controller
        return same and stated.relation == "holds" and stated.evidence.contains(event.trigger)

    @staticmethod
    def _same(stated: Control, followed: Control) -> bool:
        """Whether words that tell a capture were read as an explicit statement too."""
        same = stated.place == followed.place and stated.controller == followed.controller
        return same and stated.evidence.overlaps(followed.evidence)

    # ---------------------------------------------------------------- explicit statements

    def _holders(self) -> list[str | None]:
        """Who holds in each statement; a pronoun that is open goes on with whoever held last."""
        out: list[str | None] = []
        for told in self._told:
            out.append(self._holder(told, out) if told.holder is not None else None)
        return out

    def _holder(self, told: ToldControl, before: Sequence[str | None]) -> str | None:
        mention = told.holder
        assert mention is not None
        found = self._voices.who(mention)
        known = found[0] if found and found[0].kind not in _NO_HOLDERS else None
        if known is not None and known.kind == "party" and told.relation == "lost":
            return None  # an election
        if known is not None and _is_first_person(mention) and known.name[:1].islower():
            return None  # "our town", says a governor: whose it is stays open
        if known is not None:
            return (self._group or known.id) if known.id in FIGHTERS else known.id
        if not _points_back(mention):
            return None
        last = next((h for h in reversed(before) if h is not None), None)
        return last or self._group or self._last_fighter(told.evidence)

    def _last_fighter(self, evidence: Span) -> str | None:
        """Who fought or took ground last before a passage."""
        before = [e for e in self._events if e.evidence.start < evidence.start and e.kind in _FOUGHT and e.actors]
        last = before[-1] if before else None
        near = last is not None and evidence.start - last.evidence.end <= _REACH
        return last.actors[0].actor if last is not None and near and self._may_hold(last.actors[0].actor) else None

    def _stated(self, told: ToldControl, holder: str | None, holders: Sequence[str | None]) -> list[Control]:
        if holder is None and told.relation != "contested":
            return []
        if any(credit.commitment == "deny" for credit in told.credits):
            return []  # "denied that it had lost the town" says nothing of who holds it
        places = self._named(told) or self._meant(told, holder, holders)
        as_of, begins, ends = self._days(told)
        sources = tuple(self._voices.source(credit) for credit in told.credits)
        return [
            Control(
                id="",
                place=place,
                controller=None if told.relation == "contested" else holder,
                relation=told.relation,
                extent=told.extent,
                as_of=as_of,
                from_=begins,
                until=ends,
                sources=sources,
                evidence=told.evidence,
            )
            for place in places
        ]

    def _named(self, told: ToldControl) -> list[str]:
        """The places that the words name; a stronghold in a country or province is the place that is meant by it."""
        found = [(m, p) for m in told.places if (p := self._places.of(m)) is not None]
        if told.seat is not None and all(p.precision not in _POINTS or self._wide(m, p) for m, p in found):
            return []
        return list(dict.fromkeys(p.id for _, p in found))

    @staticmethod
    def _wide(mention: PlaceMention, place: Place) -> bool:
        """Whether a name is that of a region around a seat ("in the country's east") rather than of the seat."""
        part = mention.whole is not None or (mention.part is not None and "bank" not in mention.part)
        unknown = place.lat is None and place.name[:1].islower()
        return unknown or (place.precision == "area" and (part or place.lat is None))

    def _meant(self, told: ToldControl, holder: str | None, holders: Sequence[str | None]) -> list[str]:
        """The place that "the town", "it" or "the group's last stronghold" means."""
        ground = told.noun in _GROUND and (told.tense == "none" or told.relation == "lost")
        if told.seat is not None or ground:
            place = self._held_elsewhere(holder, holders) or self._fought_at(holder)
            if place is None:
                regions = [p for m in told.places if (p := self._places.of(m)) is not None]
                return [p.id for p in regions[:1] if p.precision != "country"]
            return [place]
        if told.pronoun or told.noun in _PRONOUNS:
            return self._last_named(told.evidence, settlement=False) or _listed(self._held_elsewhere(holder, holders))
        if told.noun in _SETTLEMENTS:
            return self._last_named(told.evidence, settlement=True)
        return []

    def _held_elsewhere(self, holder: str | None, holders: Sequence[str | None]) -> str | None:
        """The point or pocket that the report says most often this holder has."""
        counts: Counter[str] = Counter()
        for told, other in zip(self._told, holders, strict=True):
            if other != holder or holder is None:
                continue
            found = [p for m in told.places if (p := self._places.of(m)) is not None]
            counts.update(p.id for p in found if p.precision in _POINTS and p.lat is not None)
        return counts.most_common(1)[0][0] if counts else None

    def _fought_at(self, holder: str | None) -> str | None:
        """Where the report tells most fighting with a holder; spots, not countries or provinces."""
        counts: Counter[str] = Counter()
        for event in sorted(self._events, key=lambda e: e.background):
            sides = {p.actor for p in (*event.actors, *event.targets)}
            if event.kind in _FOUGHT and holder in sides and not (event.background and counts):
                counts.update(s.place for s in event.places[:1] if self._by_id[s.place].precision in _POINTS)
        return counts.most_common(1)[0][0] if counts else None

    def _last_named(self, evidence: Span, *, settlement: bool) -> list[str]:
        """The place named last before a passage; for "the town" a settlement."""
        before = [m for m in self._mentions if m.span.end <= evidence.start and evidence.start - m.span.end <= _REACH]
        for mention in reversed(before):
            place = self._places.of(mention)
            if place is None or place.precision in ("country", "admin1") or mention.relation in ("near", "from"):
                continue
            if settlement and place.precision != "exact":
                continue
            return [place.id]
        return []

    def _days(self, told: ToldControl) -> tuple[str | None, str | None, str | None]:
        """(as of, from, until) of an explicit statement."""
        begins = ends = None
        as_of = None if told.tense in _ENDED else self._day
        if told.time is not None:
            found = resolve_time(told.time, published=self._published)
            signal = dict(told.time.terms).get("signal")
            if signal in ("since", "from"):
                begins, as_of = found.start, self._day
            elif signal == "until":
                ends, as_of = found.end, None
            elif found.basis == "stated":
                as_of = found.end or as_of
        if told.relation == "lost" and told.time is not None:
            ends, as_of = (ends or as_of), self._day
        return as_of, begins, ends

    # ---------------------------------------------------------------- what follows from events

    def _followed(self, event: Event) -> list[Control]:
        """A capture has a new holder; who leaves a place has lost it."""
        if event.status not in _TOLD:
            return []
        if event.kind == "territory-captured":
            sides, relation = [p.actor for p in event.actors if self._may_hold(p.actor)], "captured"
            spots = [s for s in event.places if s.relation in ("in", "to") and s.precision != "near"]
        elif event.kind == "withdrawal" and not event.background:
            sides, relation = [p.actor for p in event.actors if self._may_hold(p.actor)], "lost"
            spots = [s for s in event.places if s.relation == "from" and s.precision in ("exact", "area")]
        else:
            return []
        narrow = [s.place for s in spots if s.precision == spots[0].precision]
        dated = event.time.basis == "stated"
        day = event.time.start if dated and event.time.start == event.time.end else None
        return [
            Control(
                id=f"{event.id}.{relation}" if number == 0 else f"{event.id}.{relation}{number + 1}",
                place=place,
                controller=side,
                relation=relation,  # type: ignore[arg-type]
                extent=None,
                as_of=None if event.background else self._day,
                from_=day if relation == "captured" else None,
                until=day if relation == "lost" else None,
                sources=event.sources,
                evidence=event.evidence,
            )
            for number, (place, side) in enumerate((p, s) for p in dict.fromkeys(narrow) for s in sides)
        ]


def _listed(place: str | None) -> list[str]:
    return [] if place is None else [place]


def _is_first_person(mention: ActorMention) -> bool:
    return mention.span.exact.lower().split()[0] in ("we", "our", "ours", "us", "i", "my", "mine")


def _points_back(mention: ActorMention) -> bool:
    """Whether a mention only points at somebody told before: a pronoun, "the group"."""
    words = mention.span.exact.lower().split()
    if mention.pronoun or words[0] in ("their", "its", "theirs", "his"):
        return True
    return words[0] in ("the", "this", "that") and words[-1] in _GROUPS
