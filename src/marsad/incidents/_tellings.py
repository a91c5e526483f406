"""Who tells a member of an incident, and in what order of worth.

A source is counted once however many outlets carry it: a spokesman counts as whom he speaks for, the outlet's own
voice as the outlet, reprinted copy as its original.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.incidents._mentions import known_above
from marsad.knowledge import load_actors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from marsad.incidents._mentions import Member
    from marsad.records import Event, Reading

_SPEAKS_FOR = frozenset({"spokesperson_of", "member_of", "led_by"})
_UNSETTLED = frozenset({"denied", "forecast", "hypothetical"})


@dataclass(frozen=True, slots=True)
class Telling:
    """An event of an incident with who tells it.

    Attributes:
        event: The event.
        report: Id of its report.
        day: Day of publication; empty where unknown, so that it sorts first.
        source: Name under which its source is counted; null for a vague credit ("reportedly").
        voices: Actor ids of the source and of whom it speaks for.
    """

    event: Event
    report: str
    day: str
    source: str | None
    voices: frozenset[str]

    @property
    def member(self) -> Member:
        """Report id and event id."""
        return self.report, self.event.id

    @property
    def tells(self) -> bool:
        """Whether it tells the act as done, rather than denies or foretells it."""
        return self.event.status not in _UNSETTLED


def tellings_of(reading: Reading, outlet: str) -> list[Telling]:
    """Every event of a report with who tells it.

    Args:
        reading: The report as it was read.
        outlet: Name of the outlet of the earliest report with the same text.
    """
    above: dict[str, set[str]] = {}
    names = {actor.id: actor.name for actor in reading.actors}
    for relation in reading.relations:
        if relation.predicate in _SPEAKS_FOR:
            above.setdefault(relation.subject, set()).add(relation.object)
    day = (reading.report.published or "")[:10]

    def telling(event: Event) -> Telling:
        if not event.sources:
            return Telling(event, reading.report.id, day, outlet, frozenset())
        nearest = event.sources[0]
        if nearest.actor is None:
            return Telling(event, reading.report.id, day, nearest.affiliation or nearest.name, frozenset())
        bodies = sorted(above.get(nearest.actor, set()) | known_above(nearest.actor))
        affiliated = [actor for actor, name in names.items() if nearest.affiliation and name == nearest.affiliation]
        source = nearest.affiliation or (_name(bodies[0], names) if bodies else nearest.name)
        voices = frozenset([nearest.actor, *bodies, *affiliated])
        return Telling(event, reading.report.id, day, source, voices)

    return [telling(event) for event in reading.events]


def _name(actor: str, names: Mapping[str, str]) -> str:
    entry = load_actors().by_id(actor)
    return names.get(actor) or (entry.name if entry else actor)


def sources_of(tellings: Iterable[Telling]) -> tuple[str, ...]:
    """The independent sources, each once, by name."""
    return tuple(sorted({telling.source for telling in tellings if telling.source}))
