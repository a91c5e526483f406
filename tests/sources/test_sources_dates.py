"""Dates of publication: what is one, what is none, and that none is guessed."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given as with_any
from hypothesis import strategies as st

from marsad import _errors
from marsad.sources._dates import from_url, given, iso, loose


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2018-09-23", "2018-09-23"),
        (" 2018-09-23 ", "2018-09-23"),
        ("2018-09-23T14:05+03:00", "2018-09-23T14:05+03:00"),
        ("2018-09-23 14:05:09 +0300", "2018-09-23T14:05:09+03:00"),
        ("2018-09-23T14:05:09-05", "2018-09-23T14:05:09-05:00"),
        ("2018-09-23t14:05:09.250z", "2018-09-23T14:05:09.250Z"),
        ("2018-09-23T14:05:09,5Z", "2018-09-23T14:05:09.5Z"),
    ],
)
def test_iso_keeps_time_and_zone(written: str, read: str) -> None:
    assert iso(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "", "2018", "2018-09", "20180923", "2018-W38-7", "2018-13-01", "2018-02-30", "0000-01-01", "23/09/2018",
        "2018-09-23T24:00", "2018-09-23T14:60", "2018-09-23T14", "2018-09-23T14:05+25:00", "2018-09-23 or so", "soon",
    ],
)  # fmt: skip
def test_iso_refuses(written: str) -> None:
    assert iso(written) is None


@with_any(st.dates(min_value=date(1, 1, 1)))
def test_iso_takes_every_day(day: date) -> None:
    assert iso(day.isoformat()) == day.isoformat()


@with_any(st.datetimes(), st.integers(-14 * 60, 14 * 60))
def test_iso_means_the_same_moment(moment: datetime, minutes: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    read = iso(aware.isoformat())
    assert read is not None
    assert datetime.fromisoformat(read) == aware


@with_any(st.text(max_size=60))
def test_readings_never_fail_and_never_leave_iso(written: str) -> None:
    for read in (iso(written), loose(written), from_url(written), from_url(f"https://a.example/{written}")):
        assert read is None or iso(read) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2018-09-23T14:05:00+03:00", "2018-09-23T14:05:00+03:00"),
        ("Sun, 23 Sep 2018 14:05:00 GMT", "2018-09-23T14:05:00+00:00"),
        ("Sun, 23 Sep 2018 14:05:00 +0300", "2018-09-23T14:05:00+03:00"),
        ("Sun, 23 Sep 2018 14:05:00 EEST", "2018-09-23"),
        ("2018-09-23 14:05:00 EST", "2018-09-23"),
        ("20180923", "2018-09-23"),
        ("2018/09/23", "2018-09-23"),
        ("September 23, 2018", "2018-09-23"),
        ("Sunday, Sept. 23rd, 2018, 2:05 pm", "2018-09-23"),
        ("23 September 2018", "2018-09-23"),
        ("May 1 2018", "2018-05-01"),
    ],
)
def test_loose_reads_what_pages_write(written: str, read: str) -> None:
    assert loose(written) == read


@pytest.mark.parametrize(
    "written",
    ["09/10/2018", "23.09.2018", "1537711500", "2018-31-12", "31 February 2018", "yesterday", "0001-01-01T00:00:00Z",
     "1970-01-01T00:00:00Z", "Sun, 99 Sep 2018 14:05:00 GMT", "2018", "at its peak in 2014"],
)  # fmt: skip
def test_loose_leaves_what_is_ambiguous_or_empty(written: str) -> None:
    assert loose(written) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2018/09/23/title", "2018-09-23"),
        ("https://a.example/2018/9/3", "2018-09-03"),
        ("https://a.example/world/2018/sep/23/title", "2018-09-23"),
        ("https://a.example/news/2018-09-23/title.html", "2018-09-23"),
        ("https://a.example/2018/09/23/again/2018/09/23/", "2018-09-23"),
        ("https://a.example/2018/09/23/or/2019/01/02/", None),
        ("https://a.example/2018/09/title", None),
        ("https://a.example/2018/13/40/title", None),
        ("https://a.example/the-war-of-2018-09-23", None),
        ("https://a.example/x?day=/2018/09/23/", None),
        ("https://a.example/12018/09/231/", None),
        ("http://[broken/2018/09/23/", None),
        ("", None),
        (None, None),
    ],
)
def test_day_in_url(url: str | None, day: str | None) -> None:
    assert from_url(url) == day


def test_given_is_checked() -> None:
    assert given(None) is None
    assert given("2018-09-23") == "2018-09-23"
    with pytest.raises(_errors.UsageError, match="'last week' is no date; write it as 2018-09-23"):
        given("last week")
