"""The measuring of ``benchmarks/merging.py``: halves, rules of thumb, figures."""

from __future__ import annotations

from datetime import date

import pytest
from benchmarks.merging import MAVERICK, Coded, closed, linked, maverick, ours, pair_figures, pairs_of, within

from marsad.incidents import Mention, Point, Side, Window

NOBODY = Side(frozenset(), frozenset())


def coded(event: str, day: int, lat: float) -> Coded:
    when = Window(date(2031, 3, day), date(2031, 3, day))
    point = Point(f"p{lat}", lat, 36.0, "exact", "KEN")
    return Coded(event, Mention(
        f"{event} {day} {lat}", "1", "other", NOBODY, NOBODY, (point,), when, (), cumulative=False, means=frozenset(),
        status="reported", background=False, position=0,
    ))  # fmt: skip


ROWS = [coded("a", 1, 1.0), coded("a", 2, 1.001), coded("b", 2, 1.03), coded("c", 9, 1.0)]


@pytest.mark.parametrize(
    ("km", "days", "pairs"),
    [(0, 0, set()), (1, 1, {(0, 1)}), (5, 2, {(0, 1), (0, 2), (1, 2)}), (1, 9, {(0, 1), (0, 3), (1, 3)})],
)
def test_rules_of_thumb_link_what_is_near(km: float, days: int, pairs: set[tuple[int, int]]) -> None:
    assert linked(ROWS, within(km, days)) == pairs


def test_what_is_linked_in_a_chain_is_one_when_closed() -> None:
    assert closed(4, {(0, 1), (1, 2)}) == [[0, 1, 2], [3]]
    assert pairs_of([[0, 1, 2], [3]]) == {(0, 1), (0, 2), (1, 2)}


def test_figures_of_pairs() -> None:
    assert pair_figures({(0, 1), (0, 2)}, {(0, 1), (1, 3), (2, 3)}) == pytest.approx((1 / 2, 1 / 3, 0.4))
    assert pair_figures(set(), {(0, 1)}) == (0, 0, 0)


@pytest.mark.shared
@pytest.mark.skipif(not MAVERICK.exists(), reason="the shared folder is missing")
def test_no_event_is_in_both_halves_and_ours_is_ahead_on_what_was_not_fitted() -> None:
    fit, figure = maverick("fit"), maverick("figure")
    assert len(fit) + len(figure) == 3287
    assert not {row.event for row in fit} & {row.event for row in figure}
    sample = [row for row in figure if row.event.startswith("CI")]
    events: dict[str, list[int]] = {}
    for number, row in enumerate(sample):
        events.setdefault(row.event, []).append(number)
    truth = pairs_of(events.values())
    best = max(pair_figures(linked(sample, within(km, days)), truth)[2] for km, days in ((0, 0), (1, 1), (5, 2)))
    assert pair_figures(pairs_of(ours(sample)), truth)[2] > best
