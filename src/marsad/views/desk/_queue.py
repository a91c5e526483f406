"""What is to be checked, by worth: events, pairs close to the score that joins, suggestions on actors."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, select

from marsad.incidents import IncidentFilter, doubtful_pairs, incident_rows
from marsad.knowledge import load_worth
from marsad.ledger import is_latest, standing_on_events, tables
from marsad.views.desk._columns import state_of
from marsad.views.desk._worth import Worth, actor_worth, event_worth, pair_worth

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from marsad.incidents import DoubtfulPair, IncidentRow
    from marsad.ledger import Judgement, Ledger, Standing
    from marsad.suggestions import Suggestion
    from marsad.views.desk._review_answers import Sort, State

PAIR, ACTOR = "~", "actors:"
_KEPT = 6  # filters whose queue is kept
_DECIDED = frozenset({"accept", "reject", "correct"})
_Trigger = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to be checked.

    Attributes:
        key: Its name in addresses.
        sort: What it is.
        state: What people decided on it.
        worth: How much a look is worth.
        head: Kind of the act, or what is asked.
        words: Of a suggestion what it says; else empty, for the words are those of the events.
        members: Report and event of each event that it is on.
        confidence: Of an event.
    """

    key: str
    sort: Sort
    state: State
    worth: Worth
    head: str
    words: str
    members: tuple[tuple[str, str], ...]
    confidence: float | None


class Queues:
    """The queues of the last few filters, for one state of the ledger. Safe for threads."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._state: tuple[int, ...] = ()
        self._kept: dict[IncidentFilter, list[Waiting]] = {}
        self._last: dict[str, Waiting] = {}
        self._read = -1
        self._doubtful: list[DoubtfulPair] = []
        self.suggestions = KeptSuggestions(ledger)

    def get(self, wanted: IncidentFilter) -> list[Waiting]:
        """What is to be checked among the incidents that a filter asks for, the worthiest first."""
        state = state_of(self._ledger)
        with self._lock:
            if self._state != state:
                self._state, self._kept = state, {}
            if wanted not in self._kept:
                if len(self._kept) >= _KEPT:
                    self._kept.pop(next(iter(self._kept)))
                found = queue(self._ledger, wanted, self._pairs(state[0]), self.suggestions.get())
                self._kept[wanted] = found
                self._last |= {one.key: one for one in found}
            return self._kept[wanted]

    def find(self, key: str) -> Waiting | None:
        """One thing with its worth as it was when a queue was put together last; None where no queue had it."""
        if key not in self._last and not self._last:
            self.get(IncidentFilter())
        return self._last.get(key)

    def _pairs(self, reading: int) -> list[DoubtfulPair]:
        """Pairs close to the score that joins, kept until a report is read: to look for them takes long."""
        if self._read != reading:
            table = load_worth()
            band, most, around = (table["pair", name] for name in ("band", "most", "around"))
            self._doubtful = doubtful_pairs(self._ledger, band=band, most=int(most), around=int(around))
            self._read = reading
        return self._doubtful


def queue(
    ledger: Ledger, wanted: IncidentFilter, pairs: Iterable[DoubtfulPair] = (), suggested: Iterable[Suggestion] = ()
) -> list[Waiting]:
    """All that is to be checked, the worthiest first.

    Args:
        ledger: The ledger.
        wanted: Which incidents; with any filter, what is in none of them and suggestions on actors are left out.
        pairs: Pairs close to the score that joins.
        suggested: Suggestions for the tables of actors.
    """
    rows = {row.id: row for row in incident_rows(ledger, wanted)}
    is_all = wanted == IncidentFilter()
    with ledger.looking() as connection:
        standing = standing_on_events(connection)
        events, triggers = _events(connection, rows, standing, is_all=is_all)
    found = [*events.values(), *_pairs(pairs, events, triggers, standing)]
    if is_all:
        found += _actors(ledger, suggested)
    return sorted(found, key=lambda one: (-one.worth.value, one.key))


def key_of(members: Iterable[tuple[str, str]]) -> str:
    """The name of an item."""
    return PAIR.join("/".join(member) for member in members)


def state_of_event(judged: Sequence[Standing]) -> State:
    """What people decided on an event."""
    if any(one.verdict in _DECIDED for one in judged):
        return "decided"
    return "unsure" if any(one.verdict == "unsure" for one in judged) else "todo"


def _events(
    connection: Connection,
    rows: Mapping[str, IncidentRow],
    standing: Mapping[_Trigger, Sequence[Standing]],
    *,
    is_all: bool,
) -> tuple[dict[tuple[str, str], Waiting], dict[tuple[str, str], _Trigger]]:
    event, reading, report = tables.EVENTS, tables.READINGS, tables.REPORTS
    mention, incident = tables.MENTIONS, tables.INCIDENTS
    query = (
        select(
            report.c.number, report.c.id, event.c.id, event.c.trigger_start, event.c.trigger_end, event.c.kind,
            event.c.status, event.c.background, event.c.confidence, incident.c.id,
        )
        .select_from(event)
        .join(reading, event.c.reading == reading.c.number)
        .join(report, reading.c.report == report.c.number)
        .outerjoin(mention, and_(mention.c.report == report.c.number, mention.c.event == event.c.id))
        .outerjoin(incident, mention.c.incident == incident.c.number)
        .where(is_latest())
    )  # fmt: skip
    found: dict[tuple[str, str], Waiting] = {}
    triggers: dict[tuple[str, str], _Trigger] = {}
    pairs = _pair_judgements(standing)
    for number, name, id_, start, end, kind, status, background, confidence, home in connection.execute(query):
        row = rows.get(home) if home is not None else None
        if row is None and not is_all:
            continue
        member, trigger = (name, id_), (number, start, end)
        killed, grade = (row.killed, row.grade) if row else (None, None)
        worth = event_worth(confidence, kind=kind, status=status, background=background, killed=killed, grade=grade)
        state = state_of_event([one for one in standing.get(trigger, ()) if one.number not in pairs])
        found[member] = Waiting(key_of([member]), "event", state, worth, kind, "", (member,), confidence)
        triggers[member] = trigger
    return found, triggers


def _pair_judgements(standing: Mapping[_Trigger, Sequence[Standing]]) -> dict[int, set[_Trigger]]:
    """Judgements on more than one event, with these."""
    on: dict[int, set[_Trigger]] = defaultdict(set)
    for trigger, judged in standing.items():
        for one in judged:
            if one.verdict in ("same", "different", "unsure"):
                on[one.number].add(trigger)
    return {number: triggers for number, triggers in on.items() if len(triggers) > 1}


def _pairs(
    doubtful: Iterable[DoubtfulPair],
    events: Mapping[tuple[str, str], Waiting],
    triggers: Mapping[tuple[str, str], _Trigger],
    standing: Mapping[_Trigger, Sequence[Standing]],
) -> Iterable[Waiting]:
    verdicts = {one.number: one.verdict for judged in standing.values() for one in judged}
    judged = sorted(_pair_judgements(standing).items())
    for pair in doubtful:
        members = (pair.one, pair.other)
        if not all(member in events for member in members):
            continue
        both = {triggers[member] for member in members}
        said = [verdicts[number] for number, on in judged if both <= on]
        state: State = "todo" if not said else "unsure" if said[-1] == "unsure" else "decided"
        worth = max((events[member].worth for member in members), key=_weight)
        yield Waiting(
            key_of(members),
            "pair",
            state,
            pair_worth(pair.margin, worth, one_report=pair.one[0] == pair.other[0]),
            "same act?",
            "",
            members,
            None,
        )


def _weight(worth: Worth) -> float:
    doubt = next(factor.factor for factor in worth.factors if factor.part == "doubt")
    return worth.value / doubt


class KeptSuggestions:
    """Suggestions for the tables of actors, kept until a report is read: to gather them reads all readings."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._state = -1
        self._kept: list[Suggestion] = []

    def get(self) -> list[Suggestion]:
        """All of them, those that people decided on too."""
        reading = state_of(self._ledger)[0]
        with self._lock:
            if self._state != reading:
                from marsad.suggestions import suggestions

                self._state, self._kept = reading, suggestions(self._ledger, refused=True)
            return self._kept


def _actors(ledger: Ledger, kept: Iterable[Suggestion]) -> Iterable[Waiting]:
    decided = decided_suggestions(ledger)
    for one in kept:
        state: State = "decided" if any(said.undone_by is None for said in decided.get(one.id, ())) else "todo"
        members = tuple((witness.report, "") for witness in one.witnesses[:1])
        head, words = "new actor?", one.subject.name
        if one.object is not None:
            head, words = "relation?", f"{one.subject.name} {one.predicate} {one.object.name}"
        yield Waiting(f"{ACTOR}{one.id}", "actor", state, actor_worth(one.reports), head, words, members, None)


def decided_suggestions(ledger: Ledger) -> dict[str, list[Judgement]]:
    """The judgements on suggestions by the suggestion's id, those taken back too."""
    found: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in ledger.judgements():
        if isinstance(judgement.value, dict) and isinstance(id_ := judgement.value.get("suggestion"), str):
            found[id_].append(judgement)
    return found
