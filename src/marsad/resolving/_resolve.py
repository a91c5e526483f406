"""From acts as told to the reading of a report: looks up who, where and when, then status, codes and confidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from marsad.knowledge import packaged_gazetteer
from marsad.language import datelines
from marsad.reading import ActorMention, Credit, PlaceMention, ToldAct, ToldReport
from marsad.records import (
    Actor,
    Control,
    Event,
    Forecast,
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
from marsad.resolving._act_times import ActTimes
from marsad.resolving._actors import ActorIndex, resolve_actors
from marsad.resolving._actors_naming import ARMED, STATES
from marsad.resolving._codes import Deed, codes_of, countries_of
from marsad.resolving._confidence import Scale
from marsad.resolving._control import Voices, resolve_control
from marsad.resolving._counts import resolve_counts, settle_figures
from marsad.resolving._draft import Draft, day, family, may_be_printed
from marsad.resolving._elsewhere import complete
from marsad.resolving._forecasts import resolve_forecasts, with_statements
from marsad.resolving._own_operations import only_foretells, own_operation, party_outlet
from marsad.resolving._place_nouns import WIDTH, with_nouns
from marsad.resolving._places import PlaceIndex, resolve_places
from marsad.resolving._roles import Roles
from marsad.resolving._seats import seat_of, spot_at
from marsad.resolving._statements import each_once, statements_of
from marsad.resolving._status import Parties, is_background, status_of
from marsad.resolving._times_narrative import date_expressions

USUAL = "balanced"  # the default setting
_ATTACKS = frozenset("suicide-attack bombing shelling air-strike drone-strike raid armed-attack".split())
_DOERS = frozenset({"attackers", "suicide-bombers", "kidnappers"})  # whoever did it: the text leaves open who that is


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


def _places(told: ToldReport, report: Report) -> PlaceIndex:
    """The places that the report names, with the words that stand for them."""
    names = [m for m in told.places if m.points is None]
    bodies = [m.entity_span for m in told.actors if m.entity == "organisation" and m.entity_span]
    named = resolve_places(names, report.text, headline=report.title, bodies=bodies)
    speaking = {c.speaker.span for act in told.acts for c in act.credits if c.speaker}
    acting = speaking | {m.span for act in told.acts for m in act.actors}
    return with_nouns(named, told.places, report.text, packaged_gazetteer(), acting=acting)


_DEFINITE = re.compile(r"the\b|this\b|th[eo]se\b", re.IGNORECASE)


def _part_sides(drafts: Sequence[Draft], parties: Parties) -> None:
    """Nobody acts on himself: where somebody stands on both sides, one of the two names was resolved wrongly.

    Whoever confirms an attack on his own side, or of a suicide bomber, has not done it.
    """
    for draft in drafts:
        if family(draft.kind) == "force" and any(c.commitment == "confirm" for c in draft.act.credits):
            hit, speaking = [p.actor for p in draft.targets], {s.actor for s in draft.sources}
            suicide = draft.kind == "suicide-attack"
            own = {p.actor for p in draft.actors if suicide or any(parties.same_side(p.actor, o) for o in hit)}
            draft.actors = [p for p in draft.actors if p.actor not in own & speaking]
        acting = {p.actor for p in draft.actors}
        draft.targets = [p for p in draft.targets if p.actor not in acting]


def _called(told: str, name: str) -> str:
    """A speaker's name: of people of a sort the words where they say more ("two officials", "the mayor")."""
    if not name[:1].islower() or " " not in told:
        return name
    if not _DEFINITE.match(told):
        return told
    many = name.endswith(("s", "people")) and not told.endswith(("s", "people"))  # the name of one is that of many
    return told.partition(" ")[2] if many else name


# Whoever does it bears arms, whatever the report calls him.
_WITH_ARMS = frozenset("armed-attack assassination execution abduction raid battle bombing killing".split())
_OURS = frozenset({"we", "our", "us"})


class _Resolver:
    def __init__(self, report: Report, told: ToldReport, scale: Scale, setting: str) -> None:
        self.report, self.told, self.scale = report, told, scale
        scale.threshold(setting)
        self.setting = setting
        self.published: date | None = day(report.published)
        self.seats: dict[str, Place] = {}  # places that no words name
        self.times = ActTimes(report.text, told.times, self.published)
        self.places: PlaceIndex = _places(told, report)
        self.actors: ActorIndex = resolve_actors(
            told.actors,
            report.text,
            published=self.published.isoformat() if self.published else None,
            relations=told.relations,
            places=self.places.places,
            armed=frozenset(m.span for act in told.acts if act.kind in _WITH_ARMS for m in act.actors),
            struck=frozenset(m.span for act in told.acts if act.kind in _WITH_ARMS for m in act.targets),
        )
        self.parties = Parties(self.actors.actors, self.actors.relations)
        self.roles = Roles(report.text, self.actors)
        self.outlet = party_outlet(report.outlet, self.actors.by_id)

    def reading(self, model: ModelInfo) -> Reading:
        drafts = [d for d in map(self._draft, self.told.acts) if d is not None]
        for draft in drafts:
            own_operation(draft, self.actors.by_id, self.parties, self.outlet)
            draft.actors = [p for p in draft.actors if self._may_do(p.actor, draft.kind)]
            draft.dropped = draft.dropped or only_foretells(draft, self.actors.by_id, self.parties)
        _part_sides(drafts, self.parties)
        complete(drafts, self.actors.by_id, self.parties, self.report.text)
        self._only_spot(drafts)
        _part_sides(drafts, self.parties)
        for draft in drafts:
            self._seat(draft)
            self._judge(draft)
        numbered = [  # before the setting chooses, so that an event keeps its id over settings
            (number, draft)
            for number, draft in enumerate(drafts, start=1)
            if not draft.dropped and may_be_printed(draft.act, draft.kind) and self.scale.prints(draft, self.setting)
        ]
        settle_figures([draft for _, draft in numbered])
        events = tuple(self._event(number, draft) for number, draft in numbered)
        foretold = resolve_forecasts(
            self.told.forecasts, published=self.published, source=self._source, who=self.actors.of
        )
        forecasts, statements = with_statements(
            foretold, statements_of(self.told.sayings, source=self._source, events=events)
        )
        control = resolve_control(
            self.told.control,
            events,
            places=self.places,
            mentions=self.told.places,
            voices=Voices(self._source, self.actors.of, self.actors.by_id),
            published=self.published,
            parts={f"e{number}" for number, draft in numbered if draft.act.part},
        )
        actors, relations = self._printed_actors(events, (*forecasts, *control, *statements))
        return Reading(
            report=self.report,
            actors=actors,
            relations=relations,
            places=self._all_places(events),
            times=tuple(self._times()),
            events=events,
            statements=statements,
            forecasts=forecasts,
            control=control,
            model=model,
        )

    def _times(self) -> list[TimeExpression]:
        found = date_expressions(self.told.times, published=self.published)
        return [replace(expression, id=f"t{number}") for number, expression in enumerate(found, start=1)]

    # ---------------------------------------------------------------- one event

    def _draft(self, act: ToldAct) -> Draft | None:
        weak = act.score is not None and not self.scale.prints_act(act, USUAL)
        time = self.times.of(act, weak=weak)
        sources = list(each_once([self._source(credit) for credit in act.credits]))
        return Draft(
            act=act,
            actors=self._who_acts(act, sources),
            targets=self._targets(act),
            places=self._spots(act.places),
            time=time,
            counts=resolve_counts(act, time),
            means=[Means(span.exact, span) for span in act.means],
            sources=sources,
            kind=act.kind,
            weak=weak,
        )

    def _parties(self, mentions: Sequence[ActorMention]) -> list[Party]:
        out: dict[str, Party] = {}
        for mention in mentions:
            for actor in self.actors.of(mention):
                out.setdefault(actor.id, Party(actor.id, actor.name, mention.span))
        return list(out.values())

    def _who_acts(self, act: ToldAct, sources: Sequence[Source]) -> list[Party]:
        """Who acts; "we shelled it", said the army's spokesman, is an act of the body that he speaks for."""
        parties = self._parties(act.actors)
        ours = {m.span for m in act.actors if m.pronoun and m.span.exact.lower() in _OURS}
        bodies = {s.actor: s.affiliation for s in sources if s.affiliation}
        for number, party in enumerate(parties):
            body = bodies.get(party.actor) if party.span in ours and not act.speech else None
            found = (
                next((a for a in self.actors.actors if a.name == body and a.kind != "person"), None) if body else None
            )
            if found is not None and found.id not in {p.actor for p in parties}:
                parties[number] = Party(found.id, found.name, party.span)
        return parties

    def _targets(self, act: ToldAct) -> list[Party]:
        """To whom: the targets told, and of an attack also the forces whose dead and wounded are told with it."""
        speakers = {c.speaker.span for c in act.credits if c.speaker is not None and not act.speech}
        told = self._parties([m for m in act.targets if m.span not in speakers])
        if act.kind == "battle":  # armed sides fight each other
            told = [p for p in told if not self.parties.are_people(p.actor)]
        if not told or act.kind not in _ATTACKS:
            return told
        spans = [c.whom for c in act.counts if c.whom and c.what in ("killed", "wounded", "killed-or-wounded")]
        victims = [m for m in self.told.actors if any(s.start <= m.span.start and m.span.end <= s.end for s in spans)]
        known = {p.actor for p in (*told, *self._parties(act.actors))}
        hit = [p for p in self._parties(victims) if p.actor not in known and self.actors.by_id[p.actor].kind in ARMED]
        return [*told, *(p for p in hit if not any(self.parties.same_side(p.actor, k) for k in known))]

    def _spots(self, mentions: Sequence[PlaceMention]) -> list[Spot]:
        out: dict[str, Spot] = {}
        for mention in mentions:
            if self.places.of(mention) is not None:
                spot = self.places.spot(mention)
                out.setdefault(spot.place, spot)
        pockets = {self.places.spot(m).place for m in mentions if m.points == "pocket" and self.places.of(m)}
        width = {s.place: 0 if s.place in pockets else WIDTH[s.precision] for s in out.values()}
        return sorted(out.values(), key=lambda s: (s.relation in ("from", "to"), width[s.place]))

    def _may_do(self, actor: str, kind: str) -> bool:
        """Whether somebody can be who did it: a monitor only tells of fighting, "the attacker" is nobody."""
        watches = self.actors.by_id[actor].kind in ("monitor", "media") and family(kind) in ("force", "ground")
        return actor not in _DOERS and not watches

    def _source(self, credit: Credit) -> Source:
        if credit.speaker is None:
            return Source(None, None, None, None, credit.cue, None)
        found = self.actors.of(credit.speaker)
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

    def _seat(self, draft: Draft) -> None:
        """Whoever speaks without a place speaks from his seat."""
        place = seat_of(draft, self.actors.by_id, self.parties, packaged_gazetteer())
        if place is not None:
            draft.places = [spot_at(self.seats.setdefault(place.id, place))]
            draft.inherited.add("places")

    def _only_spot(self, drafts: Sequence[Draft]) -> None:
        """The one village of the report that no act is told at is where the acts of force without a place happened."""
        used = {s.place for d in drafts if not d.weak for s in d.places}
        open_ = [d for d in drafts if not d.places and family(d.kind) == "force" and not d.act.before]
        filed = datelines(self.report.text)
        acting = [m.span for m in self.told.actors if any(a.kind in STATES for a in self.actors.of(m))]
        exact = [
            m
            for m in self.told.places
            if (p := self.places.of(m))
            and not any(m.span.overlaps(s) for s in acting)  # "Moscow denied it"
            and p.precision == "exact"
            and p.lat is not None
            and self.report.text[m.span.end : m.span.end + 1] != ":"  # where the report was filed
            and not any(first <= m.span.start < last for first, last in filed)
        ]
        free = {self.places.spot(m).place: m for m in reversed(exact) if self.places.spot(m).place not in used}
        if len(free) == 1 and open_:
            (mention,) = free.values()
            for draft in open_:
                between = self.report.text[draft.act.trigger.end : mention.span.start]
                if "\n" in between:
                    continue  # a village that the report comes to only later
                draft.places = [self.places.spot(mention)]
                draft.inherited.add("places")

    def _event(self, number: int, draft: Draft) -> Event:
        known = codes_of(self._deed(draft))
        return Event(
            id=f"e{number}",
            kind=draft.kind,
            plover=known.plover,
            mode=known.mode,
            cameo=known.cameo,
            acled=known.acled,
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

    def _deed(self, draft: Draft) -> Deed:
        """The act as far as its codes depend on it."""
        return Deed(
            kind=draft.kind,
            actors=tuple(self.actors.by_id[p.actor] for p in draft.actors),
            targets=tuple(self.actors.by_id[p.actor] for p in draft.targets),
            counts=tuple(draft.counts),
            means=tuple(draft.means),
            countries=countries_of(draft.places, self.places.places),
        )

    # ---------------------------------------------------------------- what the report holds besides

    def _printed_actors(
        self, events: Sequence[Event], claims: Sequence[Forecast | Control | Statement]
    ) -> tuple[tuple[Actor, ...], tuple[Relation, ...]]:
        """Actors that act, suffer or speak, and every other that the text names; relations between them.

        Common nouns ("three men") are printed only where an event has them. What is named but never acts and stands
        only where a place does is that place.
        """
        used = {p.actor for e in events for p in (*e.actors, *e.targets)}
        used |= {s.actor for told in (events, claims) for c in told for s in c.sources if s.actor}
        used |= {c.controller for c in claims if isinstance(c, Control) and c.controller}
        used |= {ident for r in self.actors.relations if r.evidence for ident in (r.subject, r.object)}
        grounds = [span for place in self.places.places for span in place.mentions]
        for actor in self.actors.actors:
            placed = actor.kind != "state" and all(any(m.overlaps(g) for g in grounds) for m in actor.mentions)
            if actor.id in self.actors.named and not placed:
                used.add(actor.id)
        relations = tuple(r for r in self.actors.relations if {r.subject, r.object} <= used)
        return tuple(a for a in self.actors.actors if a.id in used), relations

    def _all_places(self, events: Sequence[Event]) -> tuple[Place, ...]:
        known = {p.id for p in self.places.places}
        used = {s.place for e in events for s in e.places}
        return (*self.places.places, *(p for i, p in sorted(self.seats.items()) if i in used - known))
