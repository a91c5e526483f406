"""An event while it is put together: looked-up participants, not yet a record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from marsad.reading import ToldAct
from marsad.records import Count, EventTime, Means, Party, Source, Spot, Status


@dataclass(slots=True)
class Draft:
    """One event in the making.

    ``inherited`` names the fields that were taken from the same act elsewhere; ``dropped`` drafts are printed at no
    setting; from ``weak`` ones, which the default setting leaves out, no other act takes anything over.
    """

    act: ToldAct
    actors: list[Party]
    targets: list[Party]
    places: list[Spot]
    time: EventTime
    counts: list[Count]
    means: list[Means]
    sources: list[Source]
    status: Status = "asserted"
    background: bool = False
    confidence: float = 0.0
    kind: str = ""
    inherited: set[str] = field(default_factory=set)
    dropped: bool = False
    weak: bool = False


FAMILIES = {
    "force": frozenset(
        "battle offensive raid shelling air-strike drone-strike bombing suicide-attack chemical-attack armed-attack "
        "assassination execution killing combatants-captured destruction".split()
    ),
    "ground": frozenset("territory-captured siege withdrawal victory-declared".split()),
    "people": frozenset("displacement evacuation aid".split()),
    "street": frozenset("protest riot crowd-control".split()),
    "words": frozenset("demand refusal accusation threat support concession".split()),
    "deals": frozenset("agreement talks ceasefire cooperation sanction".split()),
}
FAMILY_OF = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}


def family(kind: str) -> str:
    """The family of a kind; kinds outside the families are their own."""
    return FAMILY_OF.get(kind, kind)


def day(text: str | None) -> date | None:
    """The day of an ISO date or date-time."""
    return date.fromisoformat(text[:10]) if text else None


def may_be_printed(act: ToldAct, kind: str | None = None) -> bool:
    """False for acts told as not done or as a purpose, and for standing relations ("a force fighting the group").

    Args:
        act: The act.
        kind: Its kind where that was taken over from another act.
    """
    if act.mood in ("negated", "purpose"):
        return False
    standing = act.describes and (kind or act.kind) in ("support", "battle", "cooperation", "siege")
    return not standing or bool(act.counts)
