from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.knowledge import load_feasts
from marsad.resolving._times_feasts import feast_near, feasts_in, slack_of

FEASTS = load_feasts()
# First days as announced in Saudi Arabia.
ANNOUNCED = {
    "ramadan": "2018-05-17 2019-05-06 2020-04-24 2021-04-13 2022-04-02 2023-03-23 2024-03-11 2025-03-01",
    "eid-al-fitr": "2018-06-15 2019-06-04 2020-05-24 2021-05-13 2022-05-02 2023-04-21 2024-04-10 2025-03-30",
    "eid-al-adha": "2016-09-12 2017-09-01 2018-08-21 2019-08-11 2020-07-31 2021-07-20 2022-07-09 2023-06-28 2024-06-16",
}


def first_days(name: str, year: int) -> list[str]:
    return [stretch.start.isoformat() for stretch in feasts_in(FEASTS[name], year)]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("easter", "2019-04-21"),
        ("easter", "2022-04-17"),
        ("easter", "2024-03-31"),
        ("good-friday", "2022-04-15"),
        ("pentecost", "2020-05-31"),
        ("orthodox-easter", "2016-05-01"),
        ("orthodox-easter", "2022-04-24"),
        ("orthodox-easter", "2024-05-05"),
        ("orthodox-christmas", "2018-01-07"),
        ("rosh-hashanah", "2018-09-10"),
        ("yom-kippur", "1973-10-06"),
        ("simchat-torah", "2023-10-07"),
        ("passover", "2023-04-06"),
        ("purim", "2024-03-24"),
        ("shavuot", "2023-05-26"),
        ("hanukkah", "2023-12-08"),
        ("quds-day", "2019-05-31"),
        ("diwali", "2020-11-14"),
        ("lunar-new-year", "2018-02-16"),
    ],
)
def test_first_day(name: str, day: str) -> None:
    assert first_days(name, int(day[:4])) == [day]


@pytest.mark.parametrize(("name", "day"), [(name, day) for name, row in ANNOUNCED.items() for day in row.split()])
def test_tables_are_within_their_slack_of_what_was_announced(name: str, day: str) -> None:
    (stretch,) = feasts_in(FEASTS[name], int(day[:4]))
    assert abs((stretch.start - date.fromisoformat(day)).days) <= slack_of(FEASTS[name])


def test_a_lunar_feast_may_come_twice_a_year() -> None:
    assert first_days("ramadan", 2030) == ["2030-01-06", "2030-12-26"]


def test_a_feast_that_the_moon_may_have_brought_a_day_early_has_begun() -> None:
    found = feast_near(FEASTS["eid-al-fitr"], date(2018, 6, 14))
    assert found is not None
    assert found.start == date(2018, 6, 15)


def test_no_day_where_no_rule_or_list_gives_one() -> None:
    assert feasts_in(FEASTS["eid"], 2018) == []
    assert feasts_in(FEASTS["diwali"], 1990) == []
    assert feast_near(FEASTS["easter"], date(3000, 1, 1)) is None


@given(st.sampled_from(sorted(FEASTS)), st.dates(date(1700, 1, 1), date(2100, 1, 1)))
def test_the_latest_has_begun_and_the_next_has_not(name: str, day: date) -> None:
    latest, coming = feast_near(FEASTS[name], day), feast_near(FEASTS[name], day, future=True)
    assert latest is None or latest.start.toordinal() <= day.toordinal() + slack_of(FEASTS[name])
    assert coming is None or coming.start > day
