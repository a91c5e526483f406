from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.reading._times import find_times
from marsad.records import EventTime
from marsad.resolving._times import resolve_time, time_expression

SUNDAY = date(2018, 9, 23)
TEXT = """
on in the a of last next this since until before after between from to and Friday Sunday dawn night May December
Dec. 31 30 29 February 16 21st 2018 2014-16 early late mid first half second quarter - , two 0 99999 three weeks
days ago later earlier year month week overnight today recent past coming weekend summer end same previous
following day decade century 19th 1990s Christmas 11 a.m. 24 hours into into
"""
WORDS = [*TEXT.split(), "Eid al-Fitr", "Ramadan", "Orthodox Easter", "Passover", "the eve of", "will"]


def dated(
    text: str, *, published: date | None = SUNDAY, anchor: date | None = None, future: bool = False
) -> tuple[str | None, str | None]:
    (mention,) = find_times(text)
    time = resolve_time(mention, published=published, anchor=anchor, future=future)
    assert time.span == mention.span
    return time.start, time.end


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on Sunday", "2018-09-23", "2018-09-23"),
        ("on Friday", "2018-09-21", "2018-09-21"),
        ("last Thursday", "2018-09-20", "2018-09-20"),
        ("last Sunday", "2018-09-16", "2018-09-16"),
        ("next Sunday", "2018-09-30", "2018-09-30"),
        ("on Friday last week", "2018-09-14", "2018-09-14"),
        ("before dawn on Sunday", "2018-09-23", "2018-09-23"),
        ("26 December 2016", "2016-12-26", "2016-12-26"),
        ("on Dec. 26", "2017-12-26", "2017-12-26"),
        ("on 21/01/2019", "2019-01-21", "2019-01-21"),
        ("on September 11", "2018-09-11", "2018-09-11"),
        ("on 29 February", "2016-02-29", "2016-02-29"),
        ("on Monday, October 1", "2018-10-01", "2018-10-01"),
        ("on Friday the 21st", "2018-09-21", "2018-09-21"),
        ("the 16th of last month", "2018-08-16", "2018-08-16"),
        ("on Christmas Day", "2017-12-25", "2017-12-25"),
        ("on the 15th", "2018-09-15", "2018-09-15"),
        ("10.09.2018", "2018-09-10", "2018-09-10"),
        ("in the early 1990s", "1990-01-01", "1993-12-31"),
        ("in late autumn 2016", "2016-11-01", "2016-11-30"),
        ("in the winter of 2014-15", "2014-12-01", "2015-02-28"),
        ("in May", "2018-05-01", "2018-05-31"),
        ("in September", "2018-09-01", "2018-09-30"),
        ("in October", "2017-10-01", "2017-10-31"),
        ("last December", "2017-12-01", "2017-12-31"),
        ("last September", "2017-09-01", "2017-09-30"),
        ("in December last year", "2017-12-01", "2017-12-31"),
        ("in early September", "2018-09-01", "2018-09-12"),
        ("in mid-August", "2018-08-10", "2018-08-21"),
        ("in late 2017", "2017-09-01", "2017-12-31"),
        ("in the first half of 2016", "2016-01-01", "2016-06-30"),
        ("in the second quarter of 2016", "2016-04-01", "2016-06-30"),
        ("in the first week of May", "2018-05-01", "2018-05-07"),
        ("in the last week of August 2016", "2016-08-25", "2016-08-31"),
        ("in the summer of 2014", "2014-06-01", "2014-08-31"),
        ("in the winter of 2014", "2014-12-01", "2015-02-28"),
        ("last winter", "2017-12-01", "2018-02-28"),
        ("in 2014", "2014-01-01", "2014-12-31"),
        ("in 2014-16", "2014-01-01", "2016-12-31"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
        ("in the 19th century", "1801-01-01", "1900-12-31"),
        ("today", "2018-09-23", "2018-09-23"),
        ("the day before yesterday", "2018-09-21", "2018-09-21"),
        ("last night", "2018-09-22", "2018-09-22"),
        ("overnight", "2018-09-22", "2018-09-23"),
        ("overnight into Saturday", "2018-09-21", "2018-09-22"),
        ("overnight on Friday", "2018-09-21", "2018-09-22"),
        ("this month", "2018-09-01", "2018-09-30"),
        ("this year", "2018-01-01", "2018-12-31"),
        ("last week", "2018-09-10", "2018-09-16"),
        ("next month", "2018-10-01", "2018-10-31"),
        ("at the weekend", "2018-09-22", "2018-09-23"),
        ("last weekend", "2018-09-15", "2018-09-16"),
        ("earlier this month", "2018-09-01", "2018-09-22"),
        ("later this year", "2018-09-24", "2018-12-31"),
        ("over the past week", "2018-09-16", "2018-09-23"),
        ("in the past 24 hours", "2018-09-22", "2018-09-23"),
        ("over the last month", "2018-08-23", "2018-09-23"),
        ("over the next three days", "2018-09-23", "2018-09-26"),
        ("two days ago", "2018-09-21", "2018-09-21"),
        ("three weeks ago", "2018-08-30", "2018-09-05"),
        ("two months ago", "2018-07-01", "2018-07-31"),
        ("since September", "2018-09-01", "2018-09-23"),
        ("since 2009", "2009-01-01", "2018-09-23"),
        ("since Friday", "2018-09-21", "2018-09-23"),
        ("until Sunday", None, "2018-09-23"),
        ("before 2014", None, "2013-12-31"),
        ("after May 2018", "2018-06-01", "2018-09-23"),
        ("by the end of the year", None, "2018-12-31"),
        ("between Friday and Sunday dawn", "2018-09-21", "2018-09-23"),
        ("from 16 to 22 December", "2017-12-16", "2017-12-22"),
        ("December 16-22", "2017-12-16", "2017-12-22"),
        ("Dec. 16 to Dec. 22, 2016", "2016-12-16", "2016-12-22"),
        ("from Dec. 28 to Jan. 3", "2017-12-28", "2018-01-03"),
        ("from June 2014 to August", "2014-06-01", "2014-08-31"),
        ("between June and August 2016", "2016-06-01", "2016-08-31"),
        ("in recent days", None, "2018-09-23"),
        ("several days ago", None, "2018-09-23"),
    ],
)
def test_resolved_against_publication(text: str, start: str | None, end: str | None) -> None:
    assert dated(text) == (start, end)


@pytest.mark.parametrize(
    "text",
    ["for three weeks", "within 45 days", "soon", "recently", "in the coming days", "every day", "at dawn",
     "the next day", "a week earlier", "two days after the raid", "during Eid", "in 480 BC", "on 31 June 2017"],
)  # fmt: skip
def test_without_interval(text: str) -> None:
    mention = find_times(text)[0]
    assert resolve_time(mention, published=SUNDAY) == EventTime(None, None, "unknown", "none", mention.span)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("on Friday", "2018-09-28", "2018-09-28"),
        ("on Sunday", "2018-09-30", "2018-09-30"),
        ("in May", "2019-05-01", "2019-05-31"),
        ("on Dec. 26", "2018-12-26", "2018-12-26"),
        ("at the weekend", "2018-09-29", "2018-09-30"),
        ("until Friday", None, "2018-09-28"),
    ],
)
def test_to_come(text: str, start: str | None, end: str) -> None:
    assert dated(text, future=True) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("the next day", "2016-03-02", "2016-03-02"),
        ("that night", "2016-03-01", "2016-03-01"),
        ("the previous day", "2016-02-29", "2016-02-29"),
        ("the day before", "2016-02-29", "2016-02-29"),
        ("the following month", "2016-04-01", "2016-04-30"),
        ("later that year", "2016-03-02", "2016-12-31"),
        ("a week earlier", "2016-02-20", "2016-02-26"),
        ("two days later", "2016-03-03", "2016-03-03"),
        ("at dawn", "2016-03-01", "2016-03-01"),
    ],
)
def test_from_where_the_narrative_stands(text: str, start: str, end: str) -> None:
    assert dated(text, anchor=date(2016, 3, 1)) == (start, end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("26 December 2016", ("2016-12-26", "2016-12-26")),
        ("in 2014", ("2014-01-01", "2014-12-31")),
        ("since 2014", ("2014-01-01", None)),
        ("on Friday", (None, None)),
        ("yesterday", (None, None)),
        ("in May", (None, None)),
        ("last week", (None, None)),
        ("over the past week", (None, None)),
        ("overnight", (None, None)),
        ("in recent days", (None, None)),
        ("from Friday to Sunday", (None, None)),
    ],
)
def test_without_publication(text: str, expected: tuple[str | None, str | None]) -> None:
    assert dated(text, published=None) == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("in May", "1942-05-01", "1942-05-31"),
        ("in January", "1942-01-01", "1942-01-31"),
        ("in December", "1941-12-01", "1941-12-31"),
    ],
)
def test_year_nearest_to_the_narrative_without_publication(text: str, start: str, end: str) -> None:
    assert dated(text, published=None, anchor=date(1942, 3, 1)) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("They will meet on Friday.", "2018-09-28", "2018-09-28"),
        ("They will be freed on Friday.", "2018-09-28", "2018-09-28"),
        ("On Friday they will meet.", "2018-09-28", "2018-09-28"),
        ("They should have met on Friday.", "2018-09-21", "2018-09-21"),
        ("They will meet those freed on Friday.", "2018-09-21", "2018-09-21"),
        ("They will vote; nine died on Friday.", "2018-09-21", "2018-09-21"),
        ("He said on Friday that they will vote.", "2018-09-21", "2018-09-21"),
        ("The vote is scheduled for May.", "2019-05-01", "2019-05-31"),
        ("They will march from Friday to Sunday.", "2018-09-28", "2018-09-30"),
        ("They will meet on 10 September 2018.", "2018-09-10", "2018-09-10"),
    ],
)
def test_tense_of_the_clause(text: str, start: str, end: str) -> None:
    assert dated(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("on Friday", "day"),
        ("overnight", "days"),
        ("last week", "week"),
        ("in May", "month"),
        ("in the summer of 2014", "season"),
        ("in 2014", "year"),
        ("in early September", "days"),
        ("in late 2017", "month"),
        ("since Friday", "days"),
        ("soon", "unknown"),
    ],
)
def test_precision(text: str, precision: str) -> None:
    (mention,) = find_times(text)
    assert resolve_time(mention, published=SUNDAY).precision == precision


def test_basis() -> None:
    basis = [
        resolve_time(find_times(text)[0], published=SUNDAY).basis for text in ("on Friday", "in recent days", "soon")
    ]
    assert basis == ["stated", "published", "none"]


def test_expression_names_what_an_act_fills() -> None:
    (mention,) = find_times("since March 2011")
    named = time_expression(mention, published=SUNDAY)
    assert (named.start, named.end) == ("2011-03-01", "2011-03-31")
    assert dated("since March 2011") == ("2011-03-01", "2018-09-23")


def test_expression_keeps_an_open_beginning() -> None:
    named = time_expression(find_times("until Friday")[0], published=SUNDAY)
    assert (named.start, named.end) == (None, "2018-09-21")


days = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(st.lists(st.sampled_from(WORDS), max_size=15).map(" ".join), st.none() | days, st.none() | days, st.booleans())
def test_start_is_never_after_end(text: str, published: date | None, anchor: date | None, future: bool) -> None:
    for mention in find_times(text):
        for resolve in (resolve_time, time_expression):
            time = resolve(mention, published=published, anchor=anchor, future=future)
            assert time.start is None or time.end is None or time.start <= time.end
            assert (time.basis == "none") == (time.start is None and time.end is None)


@pytest.mark.parametrize("words", ["From Dec. 16 to 22", "from 16 to 22 December"])
def test_from_one_day_to_another_ends_there(words: str) -> None:
    text = f"{words} the force struck the valley."
    (mention,) = find_times(text)
    time = resolve_time(mention, published=date(2018, 12, 25))
    assert (time.start, time.end) == ("2018-12-16", "2018-12-22")
