"""Who acts where nobody is named: a force that tells of an operation tells of its own; and who only foretells."""

from __future__ import annotations

import re
from collections.abc import Mapping

from marsad.knowledge import load_actors
from marsad.records import Actor, Party
from marsad.resolving._actors_naming import ARMED
from marsad.resolving._draft import Draft
from marsad.resolving._status import Parties

_OWN = frozenset(
    "offensive withdrawal deployment territory-captured arrest combatants-captured weapons-seized release".split()
)
_STRIKES = frozenset({"air-strike", "drone-strike", "shelling", "destruction"})
_DEALS = frozenset({"talks", "agreement", "cooperation"})
_DEALING = ARMED | {"state", "government", "party", "international-organisation"}


def party_outlet(outlet: str | None, actors: Mapping[str, Actor]) -> str | None:
    """Actor id of an outlet that is itself a force, so that what it tells of fighting is a party's claim, else null.

    Of several names ("CENTCOM / CJTF-OIR") the one that the report tells of.
    """
    parts = [part.strip() for part in re.split(r"[/()|,]", outlet or "") if part.strip()]
    forces = [e.id for part in parts if (e := load_actors().match(part)) and e.kind in ARMED]
    return next((f for f in forces if f in actors), next(iter(forces), None))


def own_operation(draft: Draft, actors: Mapping[str, Actor], parties: Parties, outlet: str | None) -> None:
    """A force that tells of an operation without an actor tells of its own ("the offensive goes on", it said).

    Of a strike only where it hit another force: "a rebel depot was destroyed", its spokesman said.
    """
    if draft.actors or (draft.sources and draft.sources[0].actor is None):
        return
    if draft.act.mood == "denied" or any(c.commitment == "deny" for c in draft.act.credits):
        return  # what a force denies it has not done
    ident = draft.sources[0].actor if draft.sources else outlet
    speaker = _spoken_for(ident, actors, parties) if ident else None
    if speaker is None:
        return
    kinds = ARMED if draft.kind in _OWN | _STRIKES else _DEALING if draft.kind in _DEALS else frozenset()
    sides = [actors[p.actor] for p in draft.targets]
    hit = any(side.kind in ARMED for side in sides)
    own = any(parties.same_side(speaker.id, side.id) for side in sides)
    if speaker.kind in kinds and not own and (hit or draft.kind not in _STRIKES):
        draft.actors = [Party(speaker.id, speaker.name, draft.sources[0].span if draft.sources else None)]


def only_foretells(draft: Draft, actors: Mapping[str, Actor], parties: Parties) -> bool:
    """Whether a warning threatens nobody: a think tank, a monitor or a bystander foretells something."""
    warns = draft.kind == "threat" and draft.act.trigger.exact.lower().startswith("warn")
    if not warns or draft.act.ruled_kind:
        return False
    speakers = {a for p in draft.actors for a in (p.actor, *parties.closure(p.actor))}
    told = [actors[a] for a in speakers if a in actors]
    known = (a.kind == "person" and load_actors().by_id(a.id) is not None for a in told)
    return not (any(a.kind in _DEALING for a in told) or any(known))


def _spoken_for(ident: str, actors: Mapping[str, Actor], parties: Parties) -> Actor | None:
    """The force that a speaker is, or that a person speaks for; another speaker himself."""
    speaker = actors.get(ident)
    if speaker is None or speaker.kind != "person":
        return speaker
    above = (actors[i] for i in sorted(parties.closure(ident)) if i in actors)
    return next((a for a in above if a.kind in ARMED), speaker)
