"""What is to be checked, by worth: events, pairs close to the score that joins, suggestions on actors."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from marsad.incidents import IncidentFilter, KeptRows, doubtful_pairs
from marsad.knowledge import load_worth
from marsad.ledger import tables
from marsad.views.desk._columns import state_of
from marsad.views.desk._queue_events import KeptEvents, pair_judgements
from marsad.views.desk._waiting import Ranked, Waiting, key_of
from marsad.views.desk._worth import actor_worth, pair_worth

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from marsad.incidents import DoubtfulPair, IncidentRow
    from marsad.ledger import Judgement, Ledger
    from marsad.suggestions import Suggestion
    from marsad.views.desk._queue_events import Trigger
    from marsad.views.desk._review_answers import Sort, State
    from marsad.views.desk._worth import Worth

ACTOR = "actors:"
_KEPT = 6  # filters whose queue is kept


class Queues:
    """The queues of the last few filters, for one state of the ledger. Safe for threads.

    After a change of the ledger only what it touches is made anew (see ``KeptEvents``); a filter leaves things out.
    """

    def __init__(self, ledger: Ledger, rows: KeptRows | None = None) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._state: tuple[int, ...] = ()
        self._kept: dict[IncidentFilter, list[Waiting]] = {}
        self._rows = rows or KeptRows(ledger)
        self._whole = WholeQueue(ledger)
        self._read = -1
        self._doubtful: list[DoubtfulPair] = []
        self.suggestions = KeptSuggestions(ledger)

    def get(self, wanted: IncidentFilter) -> list[Waiting]:
        """What is to be checked among the incidents that a filter asks for, the worthiest first."""
        state = state_of(self._ledger)
        with self._lock:
            if self._state == state and wanted in self._kept:
                return self._kept[wanted]
            is_all = wanted == IncidentFilter()
            rows, numbers = (self._rows.all(), []) if is_all else self._rows.find(wanted)
            if self._state != state or self._whole.events.rows is not rows:
                self._kept = {}
                self._whole.bring_up_to_date(state, rows, self._pairs(state[0]), self.suggestions.get())
                self._state = state
            if len(self._kept) >= _KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[wanted] = self._whole.waiting if is_all else self._whole.among(numbers)
            return self._kept[wanted]

    def find(self, key: str) -> Waiting | None:
        """One thing with its worth as it was when a queue was put together last; None where no queue had it."""
        if not self._whole.known:
            self.get(IncidentFilter())
        return self._whole.known.get(key)

    def _pairs(self, reading: int) -> list[DoubtfulPair]:
        """Pairs close to the score that joins, kept until a report is read: to look for them takes long."""
        if self._read != reading:
            table = load_worth()
            band, most, around = (table["pair", name] for name in ("band", "most", "around"))
            self._doubtful = doubtful_pairs(self._ledger, band=band, most=int(most), around=int(around))
            self._read = reading
        return self._doubtful


class WholeQueue:
    """All that is to be checked in a ledger. Not safe for threads.

    Attributes:
        events: The events that it follows from.
        known: The things by their key, those too that are in it no more.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._ranked = Ranked()
        self._asked: dict[tuple[Sort, str], Waiting] = {}
        self.events = KeptEvents(ledger)
        self.known: dict[str, Waiting] = {}

    @property
    def waiting(self) -> list[Waiting]:
        """The worthiest first; the list is never changed."""
        return self._ranked.waiting

    def among(self, incidents: Iterable[int]) -> list[Waiting]:
        """Of it the events in some incidents and the pairs of such events."""
        numbers, told = set(incidents), self.events.told
        inside = {member for member, one in told.items() if one.home in numbers}
        return [one for one in self.waiting if one.sort != "actor" and inside.issuperset(one.members)]

    def bring_up_to_date(
        self,
        state: tuple[int, ...],
        rows: Mapping[int, IncidentRow],
        pairs: Iterable[DoubtfulPair],
        suggested: Iterable[Suggestion],
    ) -> None:
        """Makes what changed anew.

        Args:
            state: Number of the last reading and of the last judgement, asked before anything that follows from them.
            rows: All incidents by their number.
            pairs: Pairs close to the score that joins.
            suggested: Suggestions for the tables of actors.
        """
        decided = _decided(self._ledger)
        gone, new = self.events.bring_up_to_date(state, rows)
        asked = {(one.sort, one.key): one for one in (*_pairs(pairs, self.events), *_actors(suggested, decided))}
        for key, one in self._asked.items():
            if asked.get(key) == one:
                asked[key] = one  # the same object, so that it is found in its place
            else:
                gone.append(one)
        new += [one for key, one in asked.items() if self._asked.get(key) is not one]
        self._asked, self._ranked = asked, self._ranked.changed(gone, new)
        self.known |= {one.key: one for one in new}


def _pairs(doubtful: Iterable[DoubtfulPair], events: KeptEvents) -> Iterator[Waiting]:
    told, standing = events.told, events.standing
    verdicts = {one.number: one.verdict for judged in standing.values() for one in judged}
    judged_on: dict[Trigger, set[int]] = defaultdict(set)
    for number, triggers in pair_judgements(standing).items():
        for trigger in triggers:
            judged_on[trigger].add(number)
    for pair in doubtful:
        members = (pair.one, pair.other)
        if not all(member in told for member in members):
            continue
        one, other = (told[member] for member in members)
        said = judged_on.get(one.trigger, set()) & judged_on.get(other.trigger, set())
        state: State = "todo" if not said else "unsure" if verdicts[max(said)] == "unsure" else "decided"
        worth = max((one.waiting.worth, other.waiting.worth), key=_weight)
        asked = pair_worth(pair.margin, worth, one_report=pair.one[0] == pair.other[0])
        yield Waiting(key_of(members), "pair", state, asked, "same act?", "", members, None)


def _weight(worth: Worth) -> float:
    doubt = next(factor.factor for factor in worth.factors if factor.part == "doubt")
    return worth.value / doubt


def _actors(kept: Iterable[Suggestion], decided: Collection[str]) -> Iterator[Waiting]:
    for one in kept:
        state: State = "decided" if one.id in decided else "todo"
        members = tuple((witness.report, "") for witness in one.witnesses[:1])
        head, words = "new actor?", one.subject.name
        if one.object is not None:
            head, words = "relation?", f"{one.subject.name} {one.predicate} {one.object.name}"
        yield Waiting(f"{ACTOR}{one.id}", "actor", state, actor_worth(one.reports), head, words, members, None)


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


def _decided(ledger: Ledger) -> set[str]:
    """The ids of the suggestions on which a judgement stands."""
    judgement = tables.JUDGEMENTS
    taken_back = select(judgement.c.undoes).where(judgement.c.undoes.is_not(None))
    query = select(judgement.c.value).where(
        judgement.c.value.contains('"suggestion"'), judgement.c.number.not_in(taken_back)
    )
    with ledger.looking() as connection:
        values = [json.loads(value) for value in connection.execute(query).scalars() if value is not None]
    named = (value.get("suggestion") for value in values if isinstance(value, dict))
    return {name for name in named if isinstance(name, str)}


def decided_suggestions(ledger: Ledger) -> dict[str, list[Judgement]]:
    """The judgements on suggestions by the suggestion's id, those taken back too."""
    found: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in ledger.judgements():
        if isinstance(judgement.value, dict) and isinstance(id_ := judgement.value.get("suggestion"), str):
            found[id_].append(judgement)
    return found
