"""Status and background of an event (codebook, section 4)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from marsad.knowledge import load_actors, load_speakers
from marsad.reading import ToldAct
from marsad.records import Actor, EventTime, Party, Relation, Source, Status
from marsad.resolving._draft import day, family

NEWS_DAYS = 7  # "about a week or more" before publication is context
OUTSIDERS = frozenset({"monitor", "media", "ngo", "international-organisation", "civilians"})
STATE_KINDS = frozenset({"state", "government", "state-forces", "police"})
OFFICERS = frozenset(
    {"commanders", "officers", "officials", "spokespeople", "soldiers", "army", "military"}
)  # of no named force
BELONGING = frozenset({"part_of", "member_of", "spokesperson_of", "led_by", "role"})


def _is_crowd(actor: Actor) -> bool:
    """Whether an actor is people of a sort rather than somebody: generic names are lower case."""
    return (
        actor.kind in ("civilians", "protesters", "other", "person")
        and actor.name[:1].islower()
        and (actor.id not in OFFICERS)
    )


class Parties:
    """Who belongs to whom in a report.

    Args:
        actors: The report's actors.
        relations: Relations between them.
    """

    def __init__(self, actors: Sequence[Actor], relations: Sequence[Relation]) -> None:
        self._table = load_actors()
        self._actor: Mapping[str, Actor] = {a.id: a for a in actors}
        self._sides: dict[tuple[str, str], bool] = {}
        self._above: dict[str, set[str]] = {}
        for relation in relations:
            if relation.predicate in BELONGING:
                one, other = relation.subject, relation.object
                if relation.predicate == "led_by":
                    one, other = other, one
                self._above.setdefault(one, set()).add(other)

    def closure(self, ident: str) -> set[str]:
        """An actor with everyone it belongs to or speaks for, by the report and by the table of actors."""
        out: set[str] = set()
        todo = [ident]
        while todo:
            at = todo.pop()
            if at not in out:
                out.add(at)
                todo += self._above.get(at, ())
                todo += [
                    r.object
                    for r in self._table.relations_of(at)
                    if r.subject == at and r.predicate in BELONGING - {"led_by"}
                ]
        return out

    def _leads(self, one: str, other: str) -> bool:
        """Whether the state behind one actor leads the coalition that the other is."""
        leaders = {
            r.object
            for ident in self.closure(other)
            for r in self._table.relations_of(ident)
            if r.subject == ident and r.predicate == "led_by"
        }
        countries = {self._country(ident) for ident in leaders if self._is_official(ident)} - {None}
        return bool(countries) and self._country(one) in countries and self._is_official(one)

    def _country(self, ident: str) -> str | None:
        known = self._actor.get(ident) or self._table.by_id(ident)
        return known.country if known else None

    def _is_official(self, ident: str) -> bool:
        known = self._actor.get(ident) or self._table.by_id(ident)
        return known is not None and known.kind in STATE_KINDS

    def same_side(self, one: str, other: str) -> bool:
        """Whether two actors are one party: the same, one part of the other, or organs of one state."""
        key = (one, other)
        if key not in self._sides:
            self._sides[key] = self._one_side(one, other)
        return self._sides[key]

    def _one_side(self, one: str, other: str) -> bool:
        a, b = self._actor.get(one), self._actor.get(other)
        if (a and _is_crowd(a)) or (b and _is_crowd(b)):
            return False  # residents who tell of dead residents are witnesses
        mine, theirs = self.closure(one), self.closure(other)
        if one in theirs or other in mine or self._leads(one, other) or self._leads(other, one):
            return True
        if a is None or b is None or not (self.is_official(a) and self.is_official(b)):
            return False
        if a.country and b.country:
            return a.country == b.country
        return a.id in OFFICERS or b.id in OFFICERS  # "the army" is the state's own

    def are_people(self, ident: str) -> bool:
        """Whether an actor is people of a sort ("residents") rather than somebody."""
        return ident in self._actor and _is_crowd(self._actor[ident])

    def stands_outside(self, ident: str) -> bool:
        """Whether an actor is one that watches and is no party: a monitor, an outlet, an aid agency, a witness."""
        return ident in self._actor and self._actor[ident].kind in OUTSIDERS

    def is_official(self, actor: Actor) -> bool:
        """Whether an actor is a state, an organ of one, or somebody who holds an office in one."""
        if actor.kind in STATE_KINDS or actor.id in OFFICERS:
            return True
        return actor.kind == "person" and any(
            self._actor[up].kind in STATE_KINDS for up in self.closure(actor.id) if up in self._actor
        )


def status_of(
    act: ToldAct, *, sources: Sequence[Source], involved: Sequence[Party], parties: Parties, outlet: str | None
) -> Status:
    """The first class that fits.

    Args:
        act: The act as told.
        sources: Who says so.
        involved: Actors and targets of the event.
        parties: Who belongs to whom.
        outlet: Actor id of the outlet where the outlet is itself an actor of the report, else null.
    """
    told = _by_mood(act)
    if told:
        return told
    if act.claim or (outlet and not sources and family(act.kind) in ("force", "ground")):
        return "claimed"  # a claim of responsibility, or a force's own release on the fighting
    speakers = [s.actor for s in sources[:1] if s.actor] or ([outlet] if outlet and not sources else [])
    if any(parties.same_side(speaker, party.actor) for speaker in speakers for party in involved):
        return "claimed"
    if not sources:
        return "asserted"
    named = sources[0].name is not None and not any(map(parties.stands_outside, speakers))
    return "claimed" if act.claimed and named and not _by_office(sources[0]) else "reported"


def _by_office(source: Source) -> bool:
    """Whether a speaker's office is one that watches ("a freelance journalist", "two residents")."""
    words = re.findall(r"[\w-]+", f"{source.role or ''} {source.name or ''}".lower())
    standings = load_speakers()
    return any(standings.get(form) == "outside" for word in words for form in (word, word.removesuffix("s"), word[:-2]))


def _by_mood(act: ToldAct) -> Status | None:
    """Denied, to come, or only thought of; null for what is told as done."""
    if act.mood == "denied" or any(c.commitment == "deny" for c in act.credits):
        return "denied"
    if act.mood == "forecast":
        return "forecast"
    return "hypothetical" if act.mood in ("hypothetical", "purpose") else None


def is_background(act: ToldAct, time: EventTime, published: date | None, status: Status) -> bool:
    """Whether an act is told as context: over about a week before publication, or in the past of the past."""
    if status in ("forecast", "hypothetical"):
        return False
    start, end = day(time.start), day(time.end)
    dated = bool(published and end and time.basis == "stated")
    if act.before or (act.background and not dated):  # a date knows better than the model
        return True
    if published and end and dated:
        if (published - end).days >= NEWS_DAYS:
            return True
        if start and (published - start).days > 4 * NEWS_DAYS:
            return True
    return act.tense == "pluperfect" and not act.credits and time.basis != "stated"
