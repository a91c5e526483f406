"""Events of the ledger that may settle an open question. A suggestion decides nothing; a person does.

Looked for are acts after the first forecast that somebody tells as done, of a kind that bears on the outcome (table
``settling.tsv``; of a foretold act its own kind and its kin), in which what the outcome is of stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.forecasting._claims import ACT
from marsad.knowledge import Settling, load_kinds, load_merging, load_outcomes
from marsad.ledger import EventFilter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.forecasting._records import Question
    from marsad.ledger import Found, Ledger, OutcomeState
    from marsad.records import Event

DONE = ("asserted", "reported", "claimed")
_KIN = frozenset({"kin"})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An event that may settle a question.

    Attributes:
        question: Id of the question.
        report: Id of the report that tells the event.
        event: The event.
        state: How the question would have come out by it, as the question words it.
        on: The day, where the event is dated to one; else null.
        points: How well it fits; only the order counts.
        reason: Why it fits, in words.
    """

    question: str
    report: str
    event: Event
    state: OutcomeState
    on: str | None
    points: float
    reason: str

    @property
    def name(self) -> str:
        """Report and event, as commands take them."""
        return f"{self.report}/{self.event.id}"


def suggestions(ledger: Ledger, question: Question, *, limit: int | None = 10) -> list[Suggestion]:
    """Events that may settle a question, the best first; none for one that is settled.

    Args:
        ledger: The ledger.
        question: The question.
        limit: At most so many; all where it is None.
    """
    if question.state != "open":
        return []
    found: dict[tuple[str, str], Suggestion] = {}
    for settling in _settling(question.outcome):
        for event in _events(ledger, question, settling):
            one = _suggestion(question, settling, event)
            known = found.get((one.report, one.event.id))
            if known is None or known.points < one.points:
                found[one.report, one.event.id] = one
    ranked = sorted(found.values(), key=lambda one: (-one.points, one.on or "9999", one.report, one.event.id))
    return ranked[:limit]


def _settling(outcome: str) -> tuple[Settling, ...]:
    """Which acts bear on an outcome; none on what is foretold in words that no table has."""
    table = load_outcomes()
    if not outcome.startswith(ACT):
        return table.settling.get(outcome, ())
    kind, rules = outcome.removeprefix(ACT), table.rules
    kin = [other for other in load_kinds() if other != kind and load_merging().relation(kind, other) in _KIN]
    return (
        Settling(kind, "around", True, rules["weight-same-kind"]),
        *(Settling(other, "around", True, rules["weight-kin"]) for other in kin),
    )


def _events(ledger: Ledger, question: Question, settling: Settling) -> Iterator[Found]:
    """Acts of a kind that are told as done after the first forecast and have what the outcome is of in the part due."""
    for key in _wanted(question, settling):
        sort, _, id_ = key.partition(" ")
        place, actor = (id_, None) if sort == "place" else (None, id_)
        for found in ledger.events(EventFilter(since=question.opened, kind=settling.kind, place=place, actor=actor)):
            event = found.event
            day = event.time.start or event.time.end
            is_later = day is not None and (question.opened is None or day > question.opened)
            if event.status in DONE and is_later and _stands_in(key, event, settling):
                yield found


def _wanted(question: Question, settling: Settling) -> list[str]:
    """What an act must have, as keys; of what has no name of its own, the places named with it, else the actors."""
    named = [key for key in question.theme if not key.startswith("words ")]
    if settling.part == "place":
        return [key for key in named if key.startswith("place ")]
    if settling.part in ("actor", "target"):
        return [key for key in named if key.startswith("actor ")]
    if question.outcome.startswith(ACT):
        return list(question.bound or question.theme or question.agents)
    places = [f"place {place.id}" for place in question.places]
    return places or [f"actor {actor.id}" for actor in question.actors]


def _stands_in(key: str, event: Event, settling: Settling) -> bool:
    sort, _, id_ = key.partition(" ")
    if sort == "place":
        return any(spot.place == id_ and spot.relation in ("in", "from") for spot in event.places)
    parts = {"actor": event.actors, "target": event.targets}.get(settling.part, (*event.actors, *event.targets))
    return any(party.actor == id_ for party in parts)


def _suggestion(question: Question, settling: Settling, found: Found) -> Suggestion:
    event, rules = found.event, load_outcomes().rules
    day = event.time.end if event.time.start == event.time.end else None
    points, reasons = settling.weight + rules[f"weight-{event.status}"], [_told(event)]
    spots = {f"place {spot.place}": spot.name for spot in event.places}
    parties = {f"actor {party.actor}": party.name for party in (*event.actors, *event.targets)}
    for names, keys, weight in (
        (spots, (*question.theme, *question.bound), "weight-place"),
        (parties, (*question.theme, *question.agents), "weight-party"),
    ):
        common = [names[key] for key in names if key in keys]
        if common:
            points += rules[weight]
            reasons.append(f"{', '.join(dict.fromkeys(common))} as foretold")
    last = event.time.end or event.time.start
    if question.horizon and last:
        in_time = last <= question.horizon
        points += rules["weight-in-time"] if in_time else 0
        reasons.append("within the horizon" if in_time else f"after the horizon ({question.horizon})")
    state: OutcomeState = "true" if settling.happens == question.happens else "false"
    return Suggestion(question.id, found.report.id, event, state, day, points, "; ".join(reasons))


def _told(event: Event) -> str:
    """The act in a few words ("territory-captured in Hajin, 2018-12-14, reported by the Valley Monitor")."""
    where = f" in {event.places[0].name}" if event.places else ""
    time = event.time
    when = f"by {time.end}" if time.start is None else time.start if time.start == time.end else f"from {time.start}"
    says = f" by {event.sources[0].name}" if event.sources and event.sources[0].name else ""
    return f"{event.kind}{where}, {when}, {event.status}{says}"
