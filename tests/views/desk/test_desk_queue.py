"""The review queue that is kept is the one that would be put together anew, whatever was decided or read meanwhile."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from tests.views.desk.desk_reports import act

from marsad.incidents import IncidentFilter, KeptRows, doubtful_pairs, rebuild_incidents
from marsad.knowledge import load_worth
from marsad.ledger import Ledger
from marsad.suggestions import suggestions
from marsad.views.desk import _queue_events, _waiting
from marsad.views.desk._columns import state_of
from marsad.views.desk._queue import Queues, WholeQueue
from marsad.views.desk._waiting import Ranked, Waiting
from marsad.views.desk._worth import actor_worth

WHO = {"who": "A. Desk", "why": "read"}
FILTERS = (IncidentFilter(), IncidentFilter(place="Tarsk"), IncidentFilter(kind="shelling", limit=3))
MORE = act("more", "shelling", "Upper Valley", "2031-03-05", killed=(15, 15, 20), outlet="Lake Post")


class Fresh:
    """The same queues with nothing kept but what is kept until a report is read."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.reads()

    def reads(self) -> None:
        table = load_worth()
        band, most, around = (table["pair", name] for name in ("band", "most", "around"))
        self.pairs = doubtful_pairs(self._ledger, band=band, most=int(most), around=int(around))
        self.suggested = suggestions(self._ledger, refused=True)

    def get(self, wanted: IncidentFilter) -> list[Waiting]:
        whole, state = WholeQueue(self._ledger), state_of(self._ledger)
        rows, numbers = KeptRows(self._ledger).find(wanted)
        whole.bring_up_to_date(state, rows, self.pairs, self.suggested)
        return whole.waiting if wanted == IncidentFilter() else whole.among(numbers)


@pytest.fixture(params=[1000, 0], ids=["one by one", "all again"])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to take changes in: each in its place, and all sorted and read again."""
    monkeypatch.setattr(_waiting, "_FEW", request.param)
    monkeypatch.setattr(_queue_events, "_MANY", request.param)


@pytest.mark.usefixtures("few")
def test_a_kept_queue_is_the_one_made_anew(war: Ledger) -> None:
    war.add_reading(MORE, setting="balanced", reader="trained")
    kept, fresh = Queues(war), Fresh(war)
    seen: list[list[list[Waiting]]] = []

    def same(*, changes: bool = True) -> None:
        found = [kept.get(wanted) for wanted in FILTERS]
        assert found == [fresh.get(wanted) for wanted in FILTERS]
        assert all(kept.find(one.key) == one for one in found[0])
        assert not seen or (seen[-1] != found) == changes
        seen.append([one.copy() for one in found])

    same()
    assert {one.sort for one in seen[0][0]} == {"event", "pair"}
    assert [len(one) for one in seen[0]][1:] == [7, 5]
    accepted = war.judge("accept", ("karth-1", "e1"), **WHO)
    same()
    war.judge("reject", ("tarsk-1", "e1"), **WHO)
    same()
    rejected = war.judge("reject", ("tarsk-2", "e1"), **WHO)
    same()
    war.undo(rejected, **WHO)
    same()
    war.judge("correct", ("tarsk-3", "e1"), field="counts", value={"killed": [90, 90, 90]}, **WHO)
    same()
    joined = war.judge("same", ("tarsk-2", "e1"), ("more", "e1"), **WHO)
    same()
    war.undo(joined, **WHO)
    same()
    war.judge("different", ("tarsk-2", "e1"), ("more", "e1"), **WHO)
    same()
    war.judge("unsure", ("tarsk-2", "e1"), ("more", "e1"), **WHO)
    same()
    war.judge("unsure", ("ferry-1", "e1"), **WHO)
    same()
    war.judge("note", ("ferry-1", "e1"), **WHO)
    same(changes=False)
    war.undo(accepted, **WHO)
    war.judge("accept", ("karth-2", "e1"), **WHO)
    same()
    war.add_reading(
        act("new", "killing", "Tarsk", "2031-06-20", killed=(3, 3, 3)), setting="balanced", reader="trained"
    )
    fresh.reads()
    same()
    again = replace(MORE, events=(replace(MORE.events[0], confidence=0.4),))
    war.add_reading(again, setting="balanced", reader="trained")
    fresh.reads()
    same()
    rebuild_incidents(war)
    same(changes=False)
    war.judge("accept", ("more", "e1"), **WHO)
    same()


def test_incidents_made_anew_are_found_by_a_filter_not_asked_before(war: Ledger) -> None:
    kept, fresh = Queues(war), Fresh(war)
    assert kept.get(FILTERS[0]) == fresh.get(FILTERS[0])
    rebuild_incidents(war)  # no reading and no judgement came in, but all incidents have other numbers
    assert kept.get(FILTERS[1]) == fresh.get(FILTERS[1]) != []


def test_queues_asked_by_several_at_once_are_the_same(war: Ledger) -> None:
    kept, fresh, wrong = Queues(war), Fresh(war), list[BaseException]()

    def asks() -> None:
        try:
            for _ in range(10):
                for wanted in FILTERS:
                    found = kept.get(wanted)
                    assert found == sorted(found, key=lambda one: (-one.worth.value, one.key))
        except BaseException as error:
            wrong.append(error)

    asking = [threading.Thread(target=asks) for _ in range(3)]
    for one in asking:
        one.start()
    for name in ("karth-1", "tarsk-1", "tarsk-2", "ferry-1"):
        war.judge("reject", (name, "e1"), **WHO)
    for one in asking:
        one.join()
    assert wrong == []
    assert [kept.get(wanted) for wanted in FILTERS] == [fresh.get(wanted) for wanted in FILTERS]


@pytest.mark.parametrize("most", [1000, 0])
def test_of_one_key_the_right_one_goes(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_waiting, "_FEW", most)
    one, other, last = (
        Waiting("a/b~c/d", "event", "todo", actor_worth(worth), head, "", (), None)
        for worth, head in ((3, "raid"), (3, "aid"), (1, "talks"))
    )
    whole = Ranked([last, one, other])
    assert whole.waiting == [one, other, last]
    assert whole.changed([other], []).waiting == [one, last]
    assert whole.changed([one], []).waiting == [other, last]
    assert whole.waiting == [one, other, last]
