from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.reading._times import find_times
from marsad.resolving._times_narrative import date_expressions

SUNDAY = date(2018, 9, 23)
PIECES = "in May 2015|on 12 May 2016|the next day|two days later|that June|later that year|(2003)|since 2011|on Friday"


def intervals(
    text: str, *, published: date | None = SUNDAY, history: bool = False
) -> list[tuple[str | None, str | None]]:
    found = date_expressions(find_times(text), published=published, history=history)
    return [(one.start, one.end) for one in found]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It fell on 12 May 2016. The next day it burned.", "2016-05-13", "2016-05-13"),
        ("It fell between 3 and 5 May 2016. The next day it burned.", "2016-05-06", "2016-05-06"),
        ("It fell in May 2015. Two years later it was retaken.", "2017-01-01", "2017-12-31"),
        ("It fell in 2014; that June they left.", "2014-06-01", "2014-06-30"),
        ("It fell in 2014. Later that year they left.", "2014-01-01", "2014-12-31"),
        ("It fell on 12 May 2016 after a try (2003). The next day it burned.", "2016-05-13", "2016-05-13"),
        ("It fell on 12 May 2016, besieged since 2011. The next day it burned.", "2016-05-13", "2016-05-13"),
    ],
)  # fmt: skip
def test_leans_on_what_stands_before(text: str, start: str, end: str) -> None:
    assert intervals(text)[-1] == (start, end)


@pytest.mark.parametrize(
    "text",
    ["The next day it burned.", "It fell in May 2015. Two days later it burned.", "In 2014 he left. The next week."],
)
def test_nothing_finer_follows_than_what_stands_before(text: str) -> None:
    assert intervals(text)[-1] == (None, None)


def test_news_without_publication_dates_nothing_by_guess() -> None:
    text = "It fell on 12 May 2016. On Friday they left. In June they sued. At Easter he died. The next day it rained."
    assert intervals(text, published=None)[1:] == [(None, None)] * 4


def test_in_a_history_a_month_is_the_nearest_to_the_narrative() -> None:
    text = "They attacked in December 1941. In January they took the port. In 1944 they lost it. In May they sued."
    assert [start for start, _ in intervals(text, published=None, history=True)] == [
        "1941-12-01",
        "1942-01-01",
        "1944-01-01",
        "1944-05-01",
    ]


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=8).map(", ".join), st.none() | st.just(SUNDAY))
def test_one_interval_for_each_expression_in_order(text: str, published: date | None) -> None:
    mentions = find_times(text)
    found = date_expressions(mentions, published=published)
    assert [one.span for one in found] == [mention.span for mention in mentions]
