from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.control.conftest import in_one_sentence, put, record, report, says

from marsad import UsageError
from marsad.control import Account, Statement, Tenure, timeline
from marsad.control._tenures import tenures_of
from marsad.ledger import Ledger
from marsad.records import ControlRelation, Span

MONITOR = says("Valley Monitor")


def of(ledger: Ledger, place: str = "Tarsk", **wanted: str) -> Account:
    (found,) = timeline(ledger, place, **wanted)  # type: ignore[arg-type]
    return found


def spans(account: Account) -> list[tuple[str | None, str, str | None, str | None, str | None]]:
    return [(one.controller, one.relation, one.from_, one.seen, one.gone) for one in account.tenures]


def test_the_statements_by_day_and_the_intervals_that_follow(ledger: Ledger) -> None:
    put(
        ledger,
        report("b", record("captured", "lake-army", since="2031-03-10", as_of="2031-03-11")),
        report("a", record("holds", since="2029-06-01", as_of="2031-03-01"), record("holds")),
        report("c", record("holds", "lake-army", as_of="2031-05-01"), record("lost", "lake-army", until="2031-06-01")),
    )
    account = of(ledger)
    assert [(one.day, one.report, one.record) for one in account.statements] == [
        ("2031-03-01", "a", "c1"), ("2031-03-10", "b", "c1"), ("2031-05-01", "c", "c1"), ("2031-06-01", "c", "c2"),
        (None, "a", "c2"),
    ]  # fmt: skip
    assert spans(account) == [
        ("orlen-brigade", "holds", "2029-06-01", "2029-06-01", "2031-03-10"),
        ("lake-army", "holds", "2031-03-10", "2031-03-10", "2031-06-01"),
        ("lake-army", "lost", "2031-06-01", "2031-06-01", None),
    ]
    assert account.tenures[0].ended_by == ("b", "c1")
    assert account.tenures[1].statements == (("b", "c1"), ("c", "c1"))
    assert account.tenures[1].until == "2031-06-01"


def test_two_voices_never_end_each_other(ledger: Ledger) -> None:
    put(
        ledger,
        report("a", record("holds", as_of="2031-03-01")),
        report("b", record("captured", "lake-army", since="2031-03-10", by=MONITOR)),
    )
    assert {one.gone for one in of(ledger).tenures} == {None}


def test_a_loss_tells_that_the_place_was_held(ledger: Ledger) -> None:
    put(ledger, report("a", record("lost", since="2029-01-01", until="2031-03-05", as_of="2031-03-06")))
    held, lost = of(ledger).tenures
    assert (held.relation, held.from_, held.until) == ("holds", "2029-01-01", "2031-03-05")
    assert (lost.relation, lost.from_, lost.said) == ("lost", "2031-03-05", "2031-03-06")


def test_the_end_is_open_where_the_capture_has_no_day(ledger: Ledger) -> None:
    put(
        ledger,
        report("a", record("holds", as_of="2031-03-01")),
        report("b", record("captured", "lake-army", as_of="2031-03-10")),
    )
    old, new = of(ledger).tenures
    assert (old.until, old.gone) == (None, "2031-03-10")
    assert (new.from_, new.seen) == (None, "2031-03-10")


def test_a_state_that_the_voice_vouches_for_later_is_not_ended_by_an_older_one(ledger: Ledger) -> None:
    put(
        ledger,
        report("a", record("captured", since="2031-03-01", as_of="2031-03-20")),
        report("b", record("holds", "lake-army", as_of="2031-03-10")),
    )
    assert {one.gone for one in of(ledger).tenures} == {None}


def test_partial_holdings_do_not_end_each_other_and_the_whole_ends_both(ledger: Ledger) -> None:
    put(
        ledger,
        report("a", record("holds", as_of="2031-03-01", extent="the north")),
        report("b", record("holds", "lake-army", as_of="2031-03-02", extent="the south")),
        report("c", record("captured", "lake-army", since="2031-03-09")),
    )
    assert [(one.extent, one.gone) for one in of(ledger).tenures] == [
        ("the north", "2031-03-09"), ("the south", None), (None, None),
    ]  # fmt: skip


def test_a_lapsed_statement_is_not_joined_to_a_later_one(ledger: Ledger) -> None:
    put(ledger, report("a", record("holds", as_of="2031-03-01"), record("holds", as_of="2031-06-01")))
    assert len(of(ledger).tenures) == 1
    assert [one.stands_until for one in of(ledger, rule="fresh").tenures] == ["2031-03-31", "2031-07-01"]


def test_wider_places_stand_apart(ledger: Ledger) -> None:
    put(ledger, report("a", record("holds", as_of="2031-03-01"), record("holds", place="Valley", as_of="2031-03-01")))
    account = of(ledger)
    assert len(account.statements) == 1
    assert [(wide.place.name, len(wide.statements)) for wide in account.wider] == [("Valley", 1)]


def test_filters_of_time_and_actor(ledger: Ledger) -> None:
    put(
        ledger,
        report("a", record("holds", as_of="2031-03-01"), record("holds")),
        report("b", record("captured", "lake-army", since="2031-06-10")),
    )
    assert [one.report for one in of(ledger, since="2031-06-01").statements] == ["b"]
    assert [one.controller for one in of(ledger, until="2031-05-01").tenures] == ["orlen-brigade"]
    assert [one.report for one in of(ledger, actor="Lake Army").statements] == ["b"]
    assert timeline(ledger, actor="nobody") == []


def test_filters_of_source_status_and_distance(ledger: Ledger) -> None:
    put(
        ledger,
        report("a", record("holds", as_of="2031-03-01"), record("holds", place="Karth", as_of="2031-03-01")),
        report("b", record("captured", "lake-army", since="2031-03-10", by=says("Valley Monitor"))),
        report("c", record("holds", as_of="2031-03-12", by=says("Orlen Brigade")), outlet="Hill Post"),
    )
    assert [one.report for one in of(ledger, source="valley monitor").statements] == ["b"]
    assert [one.report for one in of(ledger, source="valley-monitor").statements] == ["b"]
    assert [one.report for one in of(ledger, source="Valley Wire").statements] == ["a", "b"]
    assert [one.report for one in of(ledger, source="hill post").statements] == ["c"]
    assert [one.report for one in of(ledger, status="claimed").statements] == ["c"]
    assert [one.report for one in of(ledger, status="outlet").statements] == ["a"]
    assert [one.voice for one in of(ledger, status="outlet").tenures] == ["outlet valley wire"]
    assert [one.place.name for one in timeline(ledger, near=(35.5, 40.25, 5.0))] == ["Tarsk"]
    assert [one.place.name for one in timeline(ledger, near=(36.9, 43.1, 5.0))] == ["Karth"]
    with pytest.raises(UsageError, match="status 'denied': there are outlet, claimed, reported"):
        timeline(ledger, status="denied")


def test_rejected_records_leave_and_corrections_are_used(ledger: Ledger) -> None:
    put(
        ledger,
        report("a", record("holds", as_of="2031-03-01")),
        report("b", record("captured", "lake-army", as_of="2031-03-10")),
    )
    number = ledger.judge("reject", ("a", "c1"), who="A", why="an old map")
    assert [one.report for one in of(ledger).statements] == ["b"]
    ledger.undo(number, who="A", why="it was not")
    for field, value in (("from", "2031-03-08"), ("controller", "SDF"), ("place", "Karth"), ("relation", "holds")):
        ledger.judge("correct", ("b", "c1"), who="A", why="the map", field=field, value=value)
    assert [one.report for one in of(ledger).statements] == ["a"]
    (moved,) = of(ledger, "Karth").statements
    assert (moved.controller, moved.controller_name) == ("syrian-democratic-forces", "Syrian Democratic Forces")
    assert (moved.from_, moved.relation) == ("2031-03-08", "holds")
    assert moved.corrected == ("from", "controller", "place", "relation")


def test_of_records_in_the_same_words_the_one_that_was_meant_is_judged(ledger: Ledger) -> None:
    winner, loser = record("captured", "lake-army", since="2031-03-05"), record("lost", until="2031-03-05")
    put(ledger, in_one_sentence("a", winner, loser))
    ledger.judge("reject", ("a", "c2"), who="A", why="it had left before")
    assert [one.relation for one in of(ledger).statements] == ["captured"]
    ledger.judge("accept", ("a", "c2"), who="B", why="it had not")
    assert len(of(ledger).statements) == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [("from", "yesterday"), ("relation", "owns"), ("place", None), ("kind", "battle"), ("as_of", 5), ("extent", 3)],
)
def test_a_correction_that_could_not_be_used_is_refused(ledger: Ledger, field: str, value: object) -> None:
    put(ledger, report("a", record("holds", as_of="2031-03-01")))
    with pytest.raises(UsageError):
        ledger.judge("correct", ("a", "c1"), who="A", why="x", field=field, value=value)  # type: ignore[arg-type]


def test_a_place_that_nobody_knows_is_not_used(ledger: Ledger) -> None:
    put(ledger, report("a", record("holds", as_of="2031-03-01")))
    ledger.judge("correct", ("a", "c1"), who="A", why="x", field="place", value="Nowhere")
    assert of(ledger).statements[0].corrected == ()


DAY = st.integers(0, 400).map(lambda days: (date(2031, 1, 1) + timedelta(days)).isoformat())


@st.composite
def statements(draw: st.DrawFn) -> list[Statement]:
    found = []
    for number in range(draw(st.integers(0, 7))):
        relation: ControlRelation = draw(st.sampled_from(get_args(ControlRelation)))
        found.append(
            Statement(
                report=f"r{draw(st.integers(0, 3))}", record=f"c{number}", outlet=None, published=draw(st.none() | DAY),
                place="tarsk", controller=None if relation == "contested" else draw(st.sampled_from("xyz")),
                controller_name=None, relation=relation, extent=draw(st.none() | st.just("the north")),
                as_of=draw(st.none() | DAY), from_=draw(st.none() | DAY), until=draw(st.none() | DAY),
                says="", voice=draw(st.sampled_from(["one", "two"])), status="reported",
                evidence=Span(number, number + 1, "x"), corrected=(),
            )
        )  # fmt: skip
    return found


@settings(deadline=None)
@given(statements(), st.sampled_from(["fresh", "lasting", "open-ended"]), st.randoms())
def test_intervals_of_any_statements(told: list[Statement], rule: str, random: object) -> None:
    found = tenures_of(told, rule)
    shuffled = list(told)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert tenures_of(shuffled, rule) == found
    keys = {(one.report, one.record) for one in told if one.day is not None}
    assert {key for one in found for key in one.statements} == keys
    for tenure in found:
        _is_sound(tenure)


def _is_sound(tenure: Tenure) -> None:
    assert tenure.from_ in (None, tenure.seen)
    assert tenure.until is None or tenure.until == tenure.gone
    assert (tenure.gone is None) == (tenure.ended_by is None)
    if tenure.gone is not None:
        assert not tenure.in_force(tenure.gone)
