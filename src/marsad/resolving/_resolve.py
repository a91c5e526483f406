"""From acts as told to the reading of a report: looks up who, where and when, then status, codes and confidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from marsad.knowledge import Kind, load_actors, load_kinds
from marsad.reading import ActorMention, Credit, PlaceMention, ToldAct, ToldReport
from marsad.records import (
    AcledType,
    Actor,
    Event,
    EventTime,
    Means,
    ModelInfo,
    Party,
    Place,
    Reading,
    Relation,
    Report,
    Source,
    Spot,
    Statement,
    TimeExpression,
)
from marsad.resolving._actors import ActorIndex, resolve_actors
from marsad.resolving._confidence import Scale
from marsad.resolving._counts import resolve_counts
from marsad.resolving._draft import Draft, day, family, may_be_printed
from marsad.resolving._elsewhere import complete
from marsad.resolving._places import PlaceIndex, resolve_places
from marsad.resolving._roles import Roles
from marsad.resolving._statements import statements_of
from marsad.resolving._status import Parties, is_background, status_of
from marsad.resolving._times import resolve_time, time_expression

USUAL = "balanced"  # the default setting
ARMED = frozenset({"state-forces", "armed-group", "coalition", "militia", "police"})
_OWN = frozenset(
    "offensive withdrawal deployment territory-captured arrest combatants-captured weapons-seized release".split()
)
_WIDTH = {"exact": 0, "near": 0, "area": 1, "admin1": 2, "country": 3}


def resolve(report: Report, told: ToldReport, *, scale: Scale, setting: str, model: ModelInfo) -> Reading:
    """The reading of a report.

    Args:
        report: The report.
        told: What the reading room found in its text.
        scale: Weights and settings of the model folder.
        setting: ``precise``, ``balanced`` or ``everything``: which events are printed.
        model: Program and weights, for the record.

    Raises:
        UsageError: There is no such setting.
    """
    return _Resolver(report, told, scale, setting).reading(model)


def _party_outlet(outlet: str | None) -> str | None:
    """Actor id of an outlet that is itself a force, so that what it tells of fighting is a party's claim, else null."""
    for part in re.split(r"[/()|,]", outlet or ""):
        entry = load_actors().match(part.strip()) if part.strip() else None
        if entry and entry.kind in ARMED:
            return entry.id
    return None


_DEFINITE = re.compile(r"the\b|this\b|th[eo]se\b", re.IGNORECASE)
_DEALS = frozenset({"talks", "agreement", "cooperation"})
_DEALING = ARMED | {"state", "government", "party", "international-organisation"}


def _called(told: str, name: str) -> str:
    """A speaker's name: of people of a sort the words where they say more ("two officials", "the mayor")."""
    if not name[:1].islower() or " " not in told:
        return name
    if not _DEFINITE.match(told):
        return told
    return told.partition(" ")[2] if name.endswith("s") and not told.endswith("s") else name


class _Resolver:
    def __init__(self, report: Report, told: ToldReport, scale: Scale, setting: str) -> None:
        self.report, self.told, self.scale = report, told, scale
        scale.threshold(setting)
        self.setting = setting
        self.published: date | None = day(report.published)
        self.anchor: date | None = None  # the day that the narrative has reached
        self.actors: ActorIndex = resolve_actors(told.actors, report.text)
        self.places: PlaceIndex = resolve_places(told.places, report.text, headline=report.title)
        self.parties = Parties(self.actors.actors, self.actors.relations)
        self.roles = Roles(report.text, self.actors)
        self.outlet = _party_outlet(report.outlet)

    def reading(self, model: ModelInfo) -> Reading:
        drafts = [d for d in map(self._draft, self.told.acts) if d is not None]
        for draft in drafts:
            self._own_operation(draft)
        complete(drafts, self.actors.by_id, self.parties)
        self._only_spot(drafts)
        for draft in drafts:  # nobody acts on himself: one of the two names was resolved wrongly
            acting = {p.actor for p in draft.actors}
            draft.targets = [p for p in draft.targets if p.actor not in acting]
        for draft in drafts:
            self._judge(draft)
        events = tuple(  # numbered before the setting chooses, so that an event keeps its id over settings
            self._event(number, draft)
            for number, draft in enumerate(drafts, start=1)
            if not draft.dropped and may_be_printed(draft.act, draft.kind) and self.scale.prints(draft, self.setting)
        )
        statements = statements_of(self.told.sayings, source=self._source, events=events)
        actors, relations = self._used_actors(events, statements)
        return Reading(
            report=self.report,
            actors=actors,
            relations=relations,
            places=self._all_places(events),
            times=tuple(self._times()),
            events=events,
            statements=statements,
            forecasts=(),
            control=(),
            model=model,
        )

    def _times(self) -> list[TimeExpression]:
        found = (time_expression(mention, published=self.published) for mention in self.told.times)
        return [replace(expression, id=f"t{number}") for number, expression in enumerate(found, start=1)]

    # ---------------------------------------------------------------- one event

    def _draft(self, act: ToldAct) -> Draft | None:
        weak = act.score is not None and not self.scale.prints_act(act, USUAL)
        time = self._time(act, weak=weak)
        return Draft(
            act=act,
            actors=self._parties(act.actors),
            targets=self._parties(act.targets),
            places=self._spots(act.places),
            time=time,
            counts=resolve_counts(act, time),
            means=[Means(span.exact, span) for span in act.means],
            sources=[self._source(credit) for credit in act.credits],
            kind=act.kind,
            weak=weak,
        )

    def _parties(self, mentions: Sequence[ActorMention]) -> list[Party]:
        out: dict[str, Party] = {}
        for mention in mentions:
            for actor in self._who(mention):
                out.setdefault(actor.id, Party(actor.id, actor.name, mention.span))
        return list(out.values())

    def _who(self, mention: ActorMention) -> tuple[Actor, ...]:
        """The actor that a mention means; a pronoun means its antecedent by the syntax, where there is one."""
        if mention.antecedent is not None:
            for other in self.told.actors:
                if other.span == mention.antecedent and not other.pronoun:
                    return self.actors.of(other)
        return self.actors.of(mention)

    def _spots(self, mentions: Sequence[PlaceMention]) -> list[Spot]:
        out: dict[str, Spot] = {}
        for mention in mentions:
            if self.places.of(mention) is not None:
                spot = self.places.spot(mention)
                out.setdefault(spot.place, spot)
        return sorted(out.values(), key=lambda s: (s.relation in ("from", "to"), _WIDTH[s.precision]))

    def _time(self, act: ToldAct, *, weak: bool) -> EventTime:
        ahead = act.mood in ("forecast", "hypothetical")
        if act.time is not None:
            anchor = self.anchor or self.published
            found = resolve_time(act.time, published=self.published, anchor=anchor, future=act.mood == "forecast")
            if found.basis == "stated" and found.precision == "day" and found.start and not weak:
                self.anchor = day(found.start)
            if found.start or found.end:
                return found
            if ahead or self.published is None:
                return found
        if ahead or self.published is None:
            return EventTime(None, None, "unknown", "none", None)
        published = self.published.isoformat()
        going_on = act.tense == "present" and not act.speech
        return EventTime(
            published if going_on else None, published, "day" if going_on else "unknown", "published", None
        )

    def _source(self, credit: Credit) -> Source:
        if credit.speaker is None:
            return Source(None, None, None, None, credit.cue, None)
        found = self._who(credit.speaker)
        actor = found[0] if found else None
        role, affiliation = self.roles.of(credit, actor)
        told = credit.speaker.span.exact
        name = told if actor is None else _called(told, actor.name)
        span = credit.phrase or credit.speaker.span
        return Source(actor.id if actor else None, name, role, affiliation, credit.cue, span)

    def _judge(self, draft: Draft) -> None:
        if draft.act.speech:
            speakers = {p.actor for p in draft.actors}
            draft.sources = [s for s in draft.sources if s.actor is None or s.actor not in speakers]
        involved = [*draft.actors, *draft.targets]
        draft.status = status_of(
            draft.act, sources=draft.sources, involved=involved, parties=self.parties, outlet=self.outlet
        )
        draft.background = is_background(draft.act, draft.time, self.published, draft.status)
        draft.confidence = self.scale.confidence(draft)

    def _own_operation(self, draft: Draft) -> None:
        """A force that tells of an operation without an actor tells of its own ("the offensive goes on", it said)."""
        if draft.actors or not draft.sources or draft.sources[0].actor is None:
            return
        speaker = self.actors.by_id[draft.sources[0].actor]
        kinds = ARMED if draft.kind in _OWN else _DEALING if draft.kind in _DEALS else frozenset()
        if speaker.kind in kinds and speaker.id not in {p.actor for p in draft.targets}:
            draft.actors = [Party(speaker.id, speaker.name, draft.sources[0].span)]

    def _only_spot(self, drafts: Sequence[Draft]) -> None:
        """The one village of the report that no act is told at is where the acts of force without a place happened."""
        used = {s.place for d in drafts if not d.weak for s in d.places}
        open_ = [d for d in drafts if not d.places and family(d.kind) == "force" and not d.act.before]
        exact = [
            m for m in self.told.places if (p := self.places.of(m)) and p.precision == "exact" and p.lat is not None
        ]
        free = {self.places.spot(m).place: m for m in reversed(exact) if self.places.spot(m).place not in used}
        if len(free) == 1 and open_:
            (mention,) = free.values()
            for draft in open_:
                draft.places = [self.places.spot(mention)]
                draft.inherited.add("places")

    def _event(self, number: int, draft: Draft) -> Event:
        kind: Kind = load_kinds()[draft.kind]
        acled = kind.acled_event_type
        return Event(
            id=f"e{number}",
            kind=draft.kind,
            plover=kind.plover,
            mode=kind.mode,
            cameo=kind.cameo,
            acled=AcledType(acled, self._sub_event(kind, draft)) if acled else None,
            trigger=draft.act.trigger,
            evidence=draft.act.evidence,
            actors=tuple(draft.actors),
            targets=tuple(draft.targets),
            places=tuple(draft.places),
            time=draft.time,
            counts=tuple(draft.counts),
            means=tuple(draft.means),
            status=draft.status,
            background=draft.background,
            sources=tuple(draft.sources),
            confidence=draft.confidence,
        )

    def _sub_event(self, kind: Kind, draft: Draft) -> str:
        """ACLED's sub-event; ground taken is told apart by who takes it."""
        sub_event = kind.acled_sub_event_type or ""
        choices = sub_event.split(" / ")
        if kind.name != "territory-captured" or len(choices) < 2:
            return sub_event
        kinds = {self.actors.by_id[p.actor].kind for p in draft.actors}
        return choices[0] if kinds & {"state", "state-forces", "government", "police"} else choices[1]

    # ---------------------------------------------------------------- what the report holds besides

    def _used_actors(
        self, events: Sequence[Event], statements: Sequence[Statement]
    ) -> tuple[tuple[Actor, ...], tuple[Relation, ...]]:
        """Actors that act, suffer or speak, and those that they belong to."""
        used = {p.actor for e in events for p in (*e.actors, *e.targets)}
        chains = [e.sources for e in events] + [s.sources for s in statements]
        used |= {s.actor for chain in chains for s in chain if s.actor}
        relations = tuple(r for r in self.actors.relations if r.subject in used or r.object in used)
        used |= {ident for r in relations for ident in (r.subject, r.object)}
        return tuple(a for a in self.actors.actors if a.id in used), relations

    def _all_places(self, events: Sequence[Event]) -> tuple[Place, ...]:
        known = {p.id: p for p in self.places.places}
        missing = {s.place for e in events for s in e.places} - set(known)
        assert not missing, missing
        return self.places.places
