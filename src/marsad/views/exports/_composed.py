"""An incident as coders of other data sets see it: one act, with all that its reports say of it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from marsad.records import Party, Spot
from marsad.resolving import codes, inter_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.ledger import Ledger
    from marsad.records import Actor, Event, Incident, IncidentParty, Place, Reading
    from marsad.resolving import Codes

_KEPT = 128  # incidents that follow each other are often of the same reports
TOLD = frozenset({"asserted", "reported", "claimed"})


class LatestReadings:
    """The latest readings of a ledger by report id, with what people corrected; the last few are kept parsed."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._kept: OrderedDict[str, Reading] = OrderedDict()

    def of(self, report: str) -> Reading:
        """The latest reading of a report that the ledger has, without the events that a person rejected."""
        if report in self._kept:
            self._kept.move_to_end(report)
            return self._kept[report]
        reading = self._ledger.corrected_reading(report)
        assert reading is not None, report
        self._kept[report] = reading
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return reading


@dataclass(frozen=True, slots=True)
class Composed:
    """An incident with what its reports say of its actors and places.

    Attributes:
        incident: The incident.
        event: One act with the values that the rule chose.
        told: The members that tell it as done, with their readings, in order.
        actors: Those of its reports, by id.
        place: Its place as a report has it, or null.
        codes: What other schemes call it.
    """

    incident: Incident
    event: Event
    told: tuple[tuple[Event, Reading], ...]
    actors: dict[str, Actor]
    place: Place | None
    codes: Codes

    @property
    def country(self) -> str | None:
        """Country of its place, ISO alpha-3, or null."""
        return self.place.country if self.place else None

    def inter(self, party: Party) -> int | None:
        """ACLED's inter code of one of its parties, or null where its kind leaves it open."""
        from marsad.knowledge import load_actors

        actor = self.actors[party.actor]
        entry = load_actors().by_id(actor.id)
        return inter_of(
            actor.kind, actor.country, self.country, sector=actor.sector, act=self.event.kind,
            listed=entry.inter if entry else None,
        )  # fmt: skip


def compose(incident: Incident, readings: LatestReadings) -> Composed | None:
    """One act out of an incident, or None where nobody tells it as done."""
    members = [
        (event, reading)
        for report, name in incident.members
        for reading in (readings.of(report),)
        for event in reading.events
        if event.id == name
    ]
    told = tuple(
        (event, reading) for (event, reading), status in zip(members, incident.statuses, strict=True) if status in TOLD
    )
    if not told:
        return None
    actors = {actor.id: actor for _, reading in reversed(members) for actor in reading.actors}
    places = {place.id: place for _, reading in reversed(members) for place in reading.places}
    first = next((pair for pair in told if pair[0].kind == incident.kind), told[0])
    spot = incident.place
    event = replace(
        first[0],
        kind=incident.kind,
        actors=_chosen(incident.actors),
        targets=_chosen(incident.targets),
        places=(Spot(spot.place, spot.name, spot.lat, spot.lon, spot.precision, None, "in"),) if spot else (),
        counts=tuple(count for one, _ in told for count in one.counts),
        means=tuple(means for one, _ in told for means in one.means),
    )
    reading = replace(first[1], actors=tuple(actors.values()), places=tuple(places.values()))
    place = places.get(spot.place) if spot else None
    return Composed(incident, event, told, actors, place, codes(event, reading))


def _chosen(parties: Iterable[IncidentParty]) -> tuple[Party, ...]:
    return tuple(Party(party.actor, party.name, None) for party in parties if party.chosen)


def sides(composed: Composed) -> tuple[Sequence[Party], Sequence[Party]]:
    """The two sides of an act: who acts, and whom it hits; where both sides of a fight act, one against the other."""
    actors, targets = composed.event.actors, composed.event.targets
    others = [party for party in targets if party not in actors]
    if others or not targets:
        return actors, others
    return actors[:1], list(actors[1:])
