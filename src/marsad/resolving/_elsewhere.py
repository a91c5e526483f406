"""The same act elsewhere in the report: what one mention leaves out and another tells (codebook, section 3).

Only a mention that points back takes over actors and targets: a noun with an article ("the assault"), or a claim of
responsibility. A place is taken over by any act of force or ground that names none, from the nearest act of its family.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from marsad.resolving._draft import Draft, family

_TAKES_PLACE = frozenset({"force", "ground", "people", "street"})


def complete(drafts: Sequence[Draft], published: date | None) -> None:
    """Fills in, in text order, what the drafts leave out."""
    del published
    for number, draft in enumerate(drafts):
        earlier = [d for d in reversed(drafts[:number]) if _akin(d, draft)]
        if draft.act.claim and earlier:
            _adopt(draft, earlier[0])
        if draft.act.nominal and draft.act.definite:
            _take_sides(draft, earlier)
        if not draft.places and family(draft.kind) in _TAKES_PLACE:
            later = [d for d in drafts[number + 1 :] if _akin(d, draft)]
            _take_place(draft, earlier, later)


def _akin(one: Draft, other: Draft) -> bool:
    """Whether two drafts could tell the same act: one family, and no different actor or target."""
    if family(one.kind) != family(other.kind) or one.act.mood in ("negated", "purpose"):
        return False
    return _compatible(one.actors, other.actors) and _compatible(one.targets, other.targets)


def _compatible(one: Sequence[object], other: Sequence[object]) -> bool:
    mine, theirs = ({getattr(p, "actor", None) for p in side} for side in (one, other))
    return not mine or not theirs or bool(mine & theirs)


def _adopt(claim: Draft, act: Draft) -> None:
    """A claim of responsibility is the claimant's version of the act told before."""
    if claim.kind in ("armed-attack", "raid", "killing") and act.kind != claim.kind:
        claim.kind = act.kind
    for name in ("targets", "places"):
        if not getattr(claim, name):
            setattr(claim, name, list(getattr(act, name)))
            claim.inherited.add(name)
    if claim.act.time is None:
        claim.time = act.time


def _take_sides(draft: Draft, earlier: Sequence[Draft]) -> None:
    for name in ("actors", "targets"):
        if getattr(draft, name):
            continue
        for other in earlier:
            own = {p.actor for p in (*draft.actors, *draft.targets)}
            side = [p for p in getattr(other, name) if p.actor not in own]
            if side and name not in other.inherited:
                setattr(draft, name, side)
                draft.inherited.add(name)
                break


def _take_place(draft: Draft, earlier: Sequence[Draft], later: Sequence[Draft]) -> None:
    for other in (*earlier, *later):
        if other.places and "places" not in other.inherited:
            draft.places = list(other.places)
            draft.inherited.add("places")
            return
