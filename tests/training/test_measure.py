"""What counts as right when a reader is measured on the corpus."""

from __future__ import annotations

from dataclasses import replace

from training.corpus.inline import Annotated, read_inline
from training.corpus.measure import Tally, compare, reliability

from marsad.records import Party, Reading, Span

HEAD = "id: x\nstyle: wire\noutlet: O\npublished: 2031-03-05\ntitle: T\n---\n"
MARKED = (
    "{The {Orlen Brigade|org#ob}|nom#ob} {shelled|!shelling a=ob p=tarsk d=t n=killed:n} the village of "
    "{Tarsk|loc#tarsk} on {Tuesday|time#t}, killing {at least 15|num#n} people, the [bold]Valley Monitor[/bold] said. "
    "Two of its fighters were wounded near Old Ferry, a brigade spokesman claimed. "
    "“We will probably hold Tarsk by spring,” he added."
)


def annotated() -> Annotated:
    return read_inline(HEAD + MARKED)


def test_an_event_is_right_with_its_links(sample: Reading) -> None:
    assert annotated().text == sample.report.text
    tally = Tally()
    compare(annotated(), sample, tally)
    assert tally.f1("kind") == (50.0, 100.0, 200 / 3)  # the wounded are printed too, and not marked
    assert tally.f1("actor")[2] == tally.f1("place")[1] == tally.f1("figure")[1] == tally.f1("time")[2] == 100.0
    assert sorted(tally.rows) == [(0.5, False), (0.9, True)]


def test_another_kind_is_found_but_not_right(sample: Reading) -> None:
    wounded, shelling = sample.events
    tally = Tally()
    compare(annotated(), replace(sample, events=(wounded, replace(shelling, kind="raid"))), tally)
    assert tally.count["act both"] == 1
    assert tally.count["kind both"] == 0
    assert tally.count["actor both"] == 0


def test_a_link_to_somebody_else_is_wrong(sample: Reading) -> None:
    _, shelling = sample.events
    start = sample.report.text.index("Monitor")
    wrong = Party("x", "X", Span.of(sample.report.text, start, start + 7))
    tally = Tally()
    compare(annotated(), replace(sample, events=(replace(shelling, actors=(wrong,)),)), tally)
    assert (tally.count["actor has"], tally.count["actor both"], tally.count["actor want"]) == (1, 0, 1)


def test_calibration_is_the_gap_of_confidence_and_truth() -> None:
    error, table = reliability([(0.9, True), (0.9, True), (0.9, True), (0.9, False), (0.1, False)])
    assert abs(error - (4 / 5 * 0.15 + 1 / 5 * 0.1)) < 1e-9
    assert [n for _, _, n in table] == [1, 4]
