"""The same act elsewhere in the report: what one mention leaves out and another tells (codebook, section 3).

Two mentions are akin where they are of one family and no participant speaks against it. A mention that points back (a
noun with an article: "the assault"; a claim of responsibility) takes over kind, sides and day from its kin; any act of
force or ground takes over a place, and the side that a same actor fights. What was taken over is noted in the draft and
never handed on, so that the order of mentions does not let an error travel.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from marsad.records import Actor, Party, Spot
from marsad.resolving._draft import Draft, family
from marsad.resolving._status import Parties

_TAKES_PLACE = frozenset({"force", "ground", "people", "street", "abduction"})
_FOUGHT = frozenset(
    "battle offensive raid shelling air-strike drone-strike bombing withdrawal armed-attack siege destruction".split()
)
_FRONT = frozenset({"ceasefire", "deployment", "surrender"})
_GENERIC = frozenset({"armed-attack", "raid"})  # an attack of no told sort
_SPECIFIC = frozenset(
    "suicide-attack bombing shelling air-strike drone-strike chemical-attack offensive raid battle "
    "assassination".split()
)
FIGHTERS = frozenset(
    "militants attackers fighters gunmen insurgents jihadists rebels extremists terrorists assailants".split()
)
_FROM_THE_AIR = {"air-strike", "drone-strike"}
_WEAPONS = frozenset("suicide-attack shelling air-strike drone-strike chemical-attack".split())
_PAUSED = tuple(
    {pause, fight} for pause in ("withdrawal", "ceasefire") for fight in ("offensive", "battle")
)  # operations suspended, and the operations
_SUSPENDED = re.compile(r"(?:suspen|halt|paus|stop|fr[eo]*z|hold|held|call|put)", re.IGNORECASE)
_BLASTS = frozenset({"bombing", "suicide-attack", "armed-attack", "raid"})  # one attack may be called any of these
_REACH, _LEAD = 5, 3  # sentences
_NEWS = 14  # days
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=(?:[-–—•*]|\d{1,2}[.)])\s)")
_WIDE = frozenset({"country", "admin1"})
_FACT = frozenset({"fact", "denied"})


def complete(drafts: Sequence[Draft], actors: Mapping[str, Actor], parties: Parties, text: str) -> None:
    """Fills in, in text order, what the drafts leave out.

    Args:
        drafts: The events of a report in text order.
        actors: Its actors by id.
        parties: Who belongs to whom.
        text: The report's text.
    """
    kin = _Kin(parties)
    breaks = [found.end() for found in _PARAGRAPH.finditer(text)]
    paragraphs = [bisect_right(breaks, draft.act.trigger.start) for draft in drafts]
    _name_fighters(drafts, actors, parties)
    for number, draft in enumerate(drafts):
        if draft.act.nobody:
            _deny(draft, drafts[:number])
        elif draft.act.denial:
            if any(d is not draft and _denied_with(draft, d) for d in drafts):
                draft.dropped = True  # "denied reports that the town had fallen" says itself what is denied
            else:
                _deny(draft, drafts[:number])
        points_back = draft.act.claim or _denied_deed(draft) or (draft.act.nominal and draft.act.definite)
        earlier = [d for d in reversed(drafts[:number]) if _within_reach(draft, d)]
        if points_back:
            if draft.kind == "battle":  # "the fighting began on Saturday": the same sides on another day
                _take_sides(draft, [d for d in earlier if d.kind == "battle" and kin.one_fight(d, draft)])
            _point_back(draft, [d for d in earlier if kin.akin(d, draft) or kin.same_day(d, draft)])
        elif not draft.actors:
            _point_back(draft, [d for d in earlier if kin.same_day(d, draft)])
            _take_sides(draft, [d for d in earlier if _taken_again(d, draft)])
        order = [*reversed(range(number)), *range(number + 1, len(drafts))]  # the nearest before it first
        others = [drafts[n] for n in order]
        here = [drafts[n] for n in order if paragraphs[n] == paragraphs[number]]
        if _lacks_opponent(draft):
            _take_opponent(draft, (d for d in others if kin.one_fight(d, draft)), parties)
        if _lacks_place(draft) and not _take_place(draft, [d for d in here if kin.akin(d, draft) or _toll(d, draft)]):
            far = [n for n in order if paragraphs[n] != paragraphs[number]]
            far = [n for n in far if n < number or not _long_before(draft, drafts[n])]
            if draft.actors and draft.targets:  # "cross-border fire" of nobody, told later, is hardly this fight
                far = [n for n in far if n < number or drafts[n].actors or drafts[n].targets]
            _take_place(draft, [drafts[n] for n in far if kin.akin(drafts[n], draft)])
        if not any(s.relation != "from" for s in draft.places):
            _take_front(draft, (d for d in others if kin.one_front(d, draft)))


def _within_reach(draft: Draft, earlier: Draft) -> bool:
    """Whether a mention may point at an act: one of the last sentences, or one of the lead.

    At what is told of another month only the sentence behind it points.
    """
    if _long_before(earlier, draft) and draft.act.sentence - earlier.act.sentence > 1:
        return False
    return draft.act.sentence - earlier.act.sentence <= _REACH or earlier.act.sentence < _LEAD


def _denied_deed(draft: Draft) -> bool:
    """Whether a deed is denied, as only what was told is: "it denied that it had attacked civilians"."""
    deed = family(draft.kind) in ("force", "ground")
    return draft.act.mood == "denied" and not draft.act.denial and deed


def _point_back(draft: Draft, earlier: Sequence[Draft]) -> None:
    """Takes over what a mention leaves out that points at an act told before."""
    if draft.act.claim:  # nobody boasts of the attackers' death
        earlier = [d for d in earlier if not d.targets or any(t.actor not in FIGHTERS for t in d.targets)]
    if not earlier:
        return
    earlier = sorted(earlier, key=lambda d: d.kind == "killing" != draft.kind)  # rather the attack than its dead
    if draft.kind == "killing" and draft.act.counts:  # a toll is of the act told last, though it names nobody
        earlier = earlier[:1]
    if draft.kind in _GENERIC:  # "the attack" is the attack told before rather than a strike in between
        earlier = sorted(earlier, key=lambda d: d.kind not in _GENERIC or bool(d.inherited & {"kind", "actors"}))
    _take_kind(draft, earlier)
    _take_day(draft, earlier)
    _take_sides(draft, [d for d in earlier if d.kind != "withdrawal" or draft.kind == d.kind or _pauses(d)])


def _pauses(draft: Draft) -> bool:
    """Whether a withdrawal is an operation that its own side suspends, and not forces that give way to another's."""
    return _SUSPENDED.match(draft.act.trigger.exact) is not None


def _lacks_opponent(draft: Draft) -> bool:
    return draft.kind in _FOUGHT and draft.kind != "armed-attack" and bool(draft.actors) and not draft.targets


def _lacks_place(draft: Draft) -> bool:
    if family(draft.kind) not in _TAKES_PLACE or draft.kind == "victory-declared":
        return False
    return not any(_pointed(s) and s.relation != "from" for s in draft.places)


def _name_fighters(drafts: Sequence[Draft], actors: Mapping[str, Actor], sides: Parties) -> None:
    """Puts the report's armed group, where it names just one, for "the militants" and "the attackers"."""
    parties = {p.actor for d in drafts if not d.weak for p in (*d.actors, *d.targets)}
    groups = sorted(i for i in parties if i in actors and actors[i].kind == "armed-group" and i not in FIGHTERS)
    groups = [g for g in groups if not any(o != g and g in sides.closure(o) for o in groups)]  # a branch, not the whole
    if len(groups) != 1:
        return
    (group,) = groups
    first = min((m.start for m in actors[group].mentions), default=0)
    for draft in drafts:
        for side, other in ((draft.actors, draft.targets), (draft.targets, draft.actors)):
            for number, party in enumerate(side):
                told = draft.act.sentence < _LEAD or (party.span is not None and party.span.start > first)
                if not told or group in {p.actor for p in other}:
                    continue
                if party.actor in FIGHTERS and _points_back(party):
                    side[number] = Party(group, actors[group].name, party.span)


def _points_back(party: Party) -> bool:
    """Whether it is "the militants" or the bare modifier of "militant-held", not "militants" or "five gunmen"."""
    words = party.span.exact.lower().split() if party.span else []
    return bool(words) and (
        words[0] in ("the", "its", "these", "those") or (len(words) == 1 and not words[0].endswith(("s", "men")))
    )


class _Kin:
    """Which drafts could tell the same act: one family, and no different side, spot or day."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties

    def one_fight(self, one: Draft, other: Draft) -> bool:
        """Whether the two could be of one fight: one family, and no different side; any place and day."""
        if one.weak or one.act.mood in ("negated", "purpose") or one.act.another or other.act.another:
            return False
        if family(one.kind) != family(other.kind) and {one.kind, other.kind} not in _PAUSED:
            return False
        named = other.act.claim or (other.act.nominal and other.act.definite)  # "IS claimed the attack" by gunmen
        sides = self._meet(one.actors, other.actors) or (named and any(p.actor in FIGHTERS for p in one.actors))
        return sides and self._meet(one.targets, other.targets)

    def same_day(self, one: Draft, other: Draft) -> bool:
        """Whether the two are acts of force of one told day and place, and one tells only of the people that it hit."""
        if one.weak or family(one.kind) != "force" or family(other.kind) != "force" or one.act.mood not in _FACT:
            return False
        if not any(d.targets and all(self._parties.are_people(t.actor) for t in d.targets) for d in (one, other)):
            return False
        day = (one.time.start, one.time.end, one.time.basis) == (other.time.start, other.time.end, "stated")
        return day and self._one_spot(one, other) and self._meet(one.actors, other.actors)

    def akin(self, one: Draft, other: Draft) -> bool:
        """Whether the two could tell the same act."""
        if not self.one_fight(one, other) or one.act.before != other.act.before:
            return False
        paused = {one.kind, other.kind} in _PAUSED  # what is suspended began on another day
        named = other.act.nominal and other.act.definite and {one.kind, other.kind} == _FROM_THE_AIR
        if {one.kind, other.kind} <= _WEAPONS and one.kind != other.kind and not named:
            return False  # shells on one town and drones on another; "carried out the strike with a drone" is one
        return self._one_spot(one, other) and (paused or not _other_day(one, other))

    @staticmethod
    def _one_spot(one: Draft, other: Draft) -> bool:
        """Whether the two could be of one spot: they share one, or one of them names none exactly."""
        here, there = ({s.place for s in d.places if s.precision == "exact"} for d in (one, other))
        return not here or not there or bool(here & there)

    def one_front(self, one: Draft, other: Draft) -> bool:
        """Whether the two could be of one front: acts of armed sides, and one of them takes part in both."""
        if one.weak or one.act.before or other.act.another or not (_at_front(one) and _at_front(other)):
            return False
        mine, theirs = ([p.actor for p in (*d.actors, *d.targets)] for d in (one, other))
        return any(self._parties.same_side(a, b) for a in mine for b in theirs)

    def _meet(self, one: Sequence[Party], other: Sequence[Party]) -> bool:
        """Whether two sides could be one: one is open, or they share a party or one that belongs to it."""
        if not one or not other:
            return True
        return any(a.actor == b.actor or self._parties.same_side(a.actor, b.actor) for a in one for b in other)


def _other_day(one: Draft, other: Draft) -> bool:
    """Whether both are dated and have no day in common."""
    if one.time.basis != "stated" or other.time.basis != "stated":
        return False
    if not (one.time.start and one.time.end and other.time.start and other.time.end):
        return False
    return one.time.end < other.time.start or other.time.end < one.time.start


def _long_before(one: Draft, other: Draft) -> bool:
    """Whether an act is dated weeks before the news, and the other is news without a day."""
    if one.time.basis != "stated" or other.time.basis != "published" or not (one.time.end and other.time.end):
        return False
    return (date.fromisoformat(other.time.end) - date.fromisoformat(one.time.end)).days > _NEWS


def _denied_with(denial: Draft, other: Draft) -> bool:
    """Whether an act is told in the sentence of a denial as what is denied."""
    told = other.act.sentence == denial.act.sentence and not other.act.denial
    return told and any(credit.commitment == "deny" for credit in other.act.credits)


def _deny(draft: Draft, earlier: Sequence[Draft]) -> None:
    """A denial ("the army rejected this") is about the act of force or ground told last, and takes over what it denies.

    An act that somebody claims is denied sooner than one that the outlet tells. A figure of nobody ("there were no
    casualties") is about the act of force told last, and may say itself whom it speaks of.
    """
    if draft.act.nominal and _says_itself(draft):
        return  # "rejected the figure for the ambush of 14 September"
    if draft.act.nominal and draft.kind not in {"killing", *_GENERIC}:  # "it was not behind the abduction"
        earlier = [d for d in earlier if d.kind == draft.kind]
        if not earlier:
            return
    else:
        earlier = [d for d in earlier if family(d.kind) in ("force", "ground")]
    before = [d for d in earlier if not (d.act.denial or d.act.nobody)]
    claimed = [d for d in before if d.act.sentence == draft.act.sentence - 1 and d.act.credits and not d.weak]
    force = [d for d in before if family(d.kind) != "ground"]
    acts = reversed(force if draft.act.nobody else claimed or force)
    known = min(acts, key=lambda d: (d.weak, d.act.adds), default=None)
    if known is None or (draft.act.nobody and known.weak):
        draft.dropped = True
        return
    draft.kind, draft.time = known.kind, known.time
    draft.actors, draft.places = list(known.actors), list(known.places)
    if not (draft.act.nobody and draft.targets):
        draft.targets = list(known.targets)
    draft.inherited |= {"kind", "time", "actors", "targets", "places"}


def _says_itself(draft: Draft) -> bool:
    """Whether the words around a noun say when or where it was."""
    told = [place.span for place in draft.act.places] + ([draft.act.time.span] if draft.act.time else [])
    whole = draft.act.evidence
    return any(whole.start <= span.start and span.end <= whole.end for span in told)


def _take_kind(draft: Draft, earlier: Sequence[Draft]) -> None:
    """Makes "the attack" after a suicide bombing that bombing."""
    if draft.kind in _GENERIC and earlier[0].kind not in _GENERIC:
        known = next((d for d in earlier if d.kind in _SPECIFIC and d.act.mood in _FACT), None)
        if known:
            draft.kind = known.kind
            draft.inherited.add("kind")


def _take_day(draft: Draft, earlier: Sequence[Draft]) -> None:
    if draft.act.time is None and draft.act.mood in _FACT:
        alike = [d for d in earlier if d.kind == draft.kind or (draft.kind in _GENERIC and d.kind in _SPECIFIC)]
        known = next((d for d in alike if d.act.time is not None and d.act.mood in _FACT), None)
        if known and known.time.basis == "stated":
            draft.time = known.time
            draft.inherited.add("time")


def _take_sides(draft: Draft, earlier: Sequence[Draft]) -> None:
    for name in ("actors", "targets"):
        if getattr(draft, name):
            continue
        own = {p.actor for p in (*draft.actors, *draft.targets)}
        for other in earlier:
            side = [p for p in getattr(other, name) if p.actor not in own]
            if side and name not in other.inherited:
                setattr(draft, name, side)
                draft.inherited.add(name)
                break


def _take_opponent(draft: Draft, kin: Iterable[Draft], parties: Parties) -> None:
    """Whom the same side fights elsewhere in the report, where this mention does not say."""
    for other in kin:
        if not other.targets or "targets" in other.inherited or other.kind not in _FOUGHT | _FRONT:
            continue
        if all(parties.are_people(p.actor) for p in other.targets):
            continue  # whom a drone hit in a hospital nobody fights
        if any(parties.same_side(a.actor, b.actor) for a in draft.actors for b in other.actors):
            mine = {p.actor for p in draft.actors}
            draft.targets = [p for p in other.targets if p.actor not in mine]
            draft.inherited.add("targets")
            return


def _toll(attack: Draft, draft: Draft) -> bool:
    """Whether a draft tells only of the dead of the attack that its own or one of the two sentences before tells of."""
    dead = draft.kind == "killing" and not draft.actors and not draft.act.another and not _other_day(attack, draft)
    told = family(attack.kind) == "force" and not attack.weak and attack.act.mood in _FACT
    return dead and told and draft.act.sentence - attack.act.sentence in (0, 1, 2)


def _take_place(draft: Draft, kin: Sequence[Draft]) -> bool:
    """The place of a kindred act: where this one names none, only a country or province, or only where it came from.

    Returns:
        Whether the draft has a place now.
    """
    wide: Draft | None = None  # the first that names any place
    for other in kin:
        if "places" in other.inherited:
            continue
        pointed = [s for s in other.places if _pointed(s) and s.relation != "from"]
        if pointed and (not draft.places or _same_act(draft, other)):
            draft.places = [*pointed[:1], *draft.places]
            draft.inherited.add("places")
            return True
        wide = wide or (other if other.places else None)
    if not draft.places and wide is not None:
        draft.places = list(wide.places)
        draft.inherited.add("places")
    return "places" in draft.inherited


def _at_front(draft: Draft) -> bool:
    return family(draft.kind) in ("force", "ground") or draft.kind in _FRONT


def _take_front(draft: Draft, others: Iterable[Draft]) -> None:
    """The place of the fighting that the report tells of, for what armed sides do without a place."""
    if not _at_front(draft) or draft.kind == "victory-declared":
        return
    for other in others:
        pointed = [s for s in other.places if _pointed(s) and s.relation in ("in", "near")]
        if pointed and "places" not in other.inherited:
            draft.places = [*pointed[:1], *draft.places]
            draft.inherited.add("places")
            return


def _pointed(spot: Spot) -> bool:
    return spot.precision not in _WIDE


def _taken_again(one: Draft, other: Draft) -> bool:
    """Whether two mentions tell that one place was taken: "the army took Tarsk ... the village was taken on Friday"."""
    both = one.kind == other.kind == "territory-captured" and one.act.mood == other.act.mood
    return both and bool(one.places) and bool(other.places) and one.places[0].place == other.places[0].place


def _same_act(one: Draft, other: Draft) -> bool:
    """Closer than akin: the same kind, and a participant in common or none named."""
    alike = one.kind == other.kind or {one.kind, other.kind} <= _BLASTS
    if not alike or (one.act.time and other.act.time and one.time != other.time):
        return False
    mine = {p.actor for p in (*one.actors, *one.targets)}
    theirs = {p.actor for p in (*other.actors, *other.targets)}
    return bool(mine & theirs) or not mine or not theirs
