from __future__ import annotations

from datetime import date
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.indicators import changes
from marsad.indicators._periods import Step, begin_of, begins, label_of, next_begin, norm
from marsad.knowledge import load_indicators

COUNTS = st.lists(st.integers(0, 40), max_size=40)


@settings(deadline=None)
@given(COUNTS)
def test_changes_of_any_series(counts: list[int]) -> None:
    bounds = load_indicators().bounds
    found = changes(counts)
    places = [0, *(change.at for change in found), len(counts)]
    if found:
        assert len(counts) >= bounds["periods-min"]
    for change, begin, end in zip(found, places, places[2:], strict=False):
        assert change.at - begin >= bounds["segment-min"]
        assert end - change.at >= bounds["segment-min"]
        assert change.before == pytest.approx(sum(counts[begin : change.at]) / (change.at - begin))
        assert change.after == pytest.approx(sum(counts[change.at : end]) / (end - change.at))
        assert bounds["sure"] <= change.sure <= 1


@settings(deadline=None)
@given(st.integers(0, 60), st.integers(0, 60))
def test_a_series_without_any_change_has_none(count: int, periods: int) -> None:
    assert changes([count] * periods) == []


@settings(deadline=None)
@given(COUNTS)
def test_the_series_read_backward_changes_as_often(counts: list[int]) -> None:
    """The method does not know which way time runs; ties may fall to another period."""
    there, back = changes(counts), changes(counts[::-1])
    if all(change.sure > 0.9 for change in (*there, *back)):
        assert len(there) == len(back)


@pytest.mark.parametrize("at", [3, 12, 20])
def test_a_known_break_is_found(at: int) -> None:
    random = np.random.default_rng(7)
    counts = [*random.poisson(3, at), *random.poisson(15, 24 - at)]
    (change,) = changes([int(count) for count in counts])
    assert abs(change.at - at) <= 1
    assert change.after > 2 * change.before


def test_two_breaks_are_two() -> None:
    random = np.random.default_rng(3)
    counts = [*random.poisson(2, 12), *random.poisson(14, 12), *random.poisson(4, 12)]
    assert [abs(change.at - at) <= 1 for change, at in zip(changes(counts), (12, 24), strict=True)] == [True, True]


def test_one_bad_month_is_no_change() -> None:
    assert changes([3, 2, 4, 3, 2, 3, 30, 3, 4, 2, 3, 3, 2, 4, 3]) == []


def test_a_short_series_shows_nothing() -> None:
    assert changes([0, 0, 0, 0, 0, 50, 50, 50, 50, 50, 50]) == []


@pytest.mark.parametrize(
    ("counts", "periods", "mean", "change", "band"),
    [
        ([10, 10, 10, 10, 10], 4, 10, 0, "same"), ([10, 10, 10, 10, 12], 4, 10, 20, "more"),
        ([10, 10, 10, 10, 13], 4, 10, 30, "much more"), ([10, 10, 10, 10, 8], 4, 10, -20, "less"),
        ([10, 10, 10, 10, 7], 4, 10, -30, "much less"), ([2, 2, 2, 2, 5], 4, 2, 150, "low base"),
        ([2, 2, 2, 2, 6], 4, 2, 200, "much more"), ([0, 0, 6], 2, 0, None, "much more"),
        ([0, 0, 0], 2, 0, None, "low base"), ([1, 1], 2, None, None, None), ([10, 10, 11], 2, 10, 10, "more"),
    ],
)  # fmt: skip
def test_change_against_the_norm(
    counts: list[int], periods: int, mean: float | None, change: float | None, band: str | None
) -> None:
    found = norm(counts, len(counts) - 1, periods)
    assert (found.mean, found.change, found.band) == (mean, change, band)


@settings(deadline=None)
@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)),
       st.sampled_from(get_args(Step)))  # fmt: skip
def test_every_day_lies_in_one_period(day: date, by: Step) -> None:
    begin = begin_of(day, by)
    after = next_begin(begin, by)
    assert begin <= day < after
    assert begin_of(after, by) == after
    assert begins(begin, after, by) == [begin, after]
    assert label_of(begin, by) != label_of(after, by)
