"""The acts of an actor: incidents of the kinds that are counted, each once however often it is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from marsad.control import belongs_to, inside
from marsad.incidents import find_incidents
from marsad.knowledge import load_indicators

if TYPE_CHECKING:
    from collections.abc import Collection

    from marsad.control import Box
    from marsad.knowledge import ActClass
    from marsad.ledger import KnownPlace, Ledger
    from marsad.records import Incident

_TOLD = frozenset({"asserted", "reported", "claimed"})


@dataclass(frozen=True, slots=True)
class Act:
    """One incident of an actor.

    Attributes:
        incident: Its id.
        class_: ``hit-and-run`` or ``open``.
        first: First day on which it may have been; the last one where only that is told.
        last: Last day; both are null where nobody tells.
    """

    incident: str
    class_: ActClass
    first: date | None
    last: date | None


def acts_of(
    ledger: Ledger,
    actors: Collection[str],
    *,
    places: dict[str, KnownPlace],
    ids: Collection[str] | None,
    box: Box | None,
) -> list[Act]:
    """The incidents in which an actor acts, of a class that is counted, and that somebody tells as done.

    Args:
        ledger: The ledger.
        actors: Ids of the actor; who is part of it counts too.
        places: The places of the ledger by id.
        ids: Ids of places, or null for all.
        box: A box, or null for the world.
    """
    classes = load_indicators().classes
    found = []
    for incident in find_incidents(ledger):
        if incident.kind not in classes or not _acts(incident, actors) or not _TOLD.intersection(incident.statuses):
            continue
        here = incident.place
        if ids is not None and (here is None or here.place not in ids):
            continue
        known = places.get(here.place) if here is not None else None
        if box is not None and (known is None or not inside(known, box)):
            continue
        end = _day(incident.time.end)
        found.append(Act(incident.id, classes[incident.kind], _day(incident.time.start) or end, end))
    return found


def _acts(incident: Incident, actors: Collection[str]) -> bool:
    return any(party.chosen and belongs_to(party.actor, actors) for party in incident.actors)


def _day(iso: str | None) -> date | None:
    return None if iso is None else date.fromisoformat(iso[:10])
