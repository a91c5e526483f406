from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.reading._times import find_times

TEXT = """
on in the a of last next this since until between from to and Friday Sunday dawn night May march December Dec.
16 21 2018 2014-16 480 BC early late mid - , . two three weeks days ago later year month week overnight today
recent past half first 's ( ) 11 a.m. 11:30 GMT 2018-09-23 1,500 people Times weekend summer 's end every soon
"""
WORDS = [*TEXT.split(), "\n\n"]


def spans(text: str) -> list[str]:
    return [mention.span.exact for mention in find_times(text)]


@pytest.mark.parametrize(
    "expression",
    [
        "on Monday, January 21",
        "on Dec. 26",
        "26 December 2016",
        "on the 3rd of May",
        "on 21/01/2019",
        "2018-09-23",
        "2018-09-23T12:00:00Z",
        "October 31",
        "on Friday the 21st",
        "in May",
        "in early September",
        "in mid-August",
        "in late 2017",
        "in mid-2014",
        "between 2013-2015",
        "early in 2016",
        "in the summer of 2014",
        "in the first half of 2016",
        "in the last week of August",
        "in the first two weeks of June",
        "on Friday",
        "last Thursday",
        "on Wednesday night",
        "early Sunday",
        "late on Friday",
        "today",
        "yesterday",
        "the day before yesterday",
        "last night",
        "overnight",
        "last December",
        "in December last year",
        "on Friday last week",
        "over the past week",
        "in the past 24 hours",
        "in recent days",
        "earlier this month",
        "later that year",
        "two days ago",
        "more than three years ago",
        "three weeks later",
        "a week earlier",
        "the previous day",
        "the following month",
        "the day before",
        "next month",
        "at the weekend",
        "this year",
        "since September",
        "since 2009",
        "until Sunday",
        "by the end of the year",
        "between Friday and Sunday dawn",
        "from 16 to 22 December",
        "on December 16-22",
        "in 2014-2016",
        "from Dec. 16 to Dec. 22, 2018",
        "between May and July",
        "between 2014 and 2016",
        "before dawn on Sunday",
        "at 11 a.m. on Monday",
        "on Monday at about 11 a.m.",
        "at 05:30 GMT",
        "in the early hours of Sunday",
        "on the morning of 16 December",
        "at dawn",
        "for three weeks",
        "within 45 days",
        "for years",
        "soon",
        "recently",
        "in the coming days",
        "every day",
        "in the 1990s",
        "in the 19th century",
        "on Christmas Eve",
        "on the eve of Eid al-Adha",
        "during the holy month of Ramadan",
        "on Orthodox Easter",
        "in the last ten days of Ramadan",
        "late on Friday night",
        "shortly after midnight on Tuesday",
        "in the night from Friday to Saturday",
        "since then",
        "for how long",
        "for some time",
        "twice a week",
        "on a daily basis",
        "sporadically",
        "anytime soon",
        "in the near future",
        "on the first anniversary",
        "on the 15th",
        "during Ramadan",
        "at that time",
    ],
)
def test_whole_expression_is_one_mention(expression: str) -> None:
    assert spans(f"Clashes broke out {expression}, residents said.") == [expression]
    opening = expression[0].upper() + expression[1:]
    assert spans(f"{opening}, clashes broke out.") == [opening]


@pytest.mark.parametrize(
    "text",
    [
        "Talks may march on without them.",
        "Prime Minister Theresa May said so.",
        "May God help them.",
        "The Sunday Times wrote this.",
        "A second wave of strikes followed.",
        "It is like the September 11 attacks again.",
        "The March 8 Alliance and the 14 February coalition agreed.",
        "Some 1,500 fighters and 2018 people left.",
        "F-16 and T-72 and AK-47 and COVID-19",
        "The Arab Spring spread after the fall of Baghdad.",
        "A force of 2000 men came.",
        "It was the third attack of its kind.",
        "A 14-year-old boy, three years old, aged 12.",
        "Shares fell 3/11 on the index.",
        "An august assembly met.",
        "Night raids and a morning prayer.",
        "He came as soon as he could.",
        "On 31/31/2019 and 2018-13-40.",
        "The town soon fell, the then governor said.",
        "A 2018 Toyota stood on the 38th parallel.",
    ],
)
def test_no_time(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Friday's attack", ["Friday"]),
        ("In March 15 people were killed.", ["In March"]),
        ("clashes from December 16 to December 22 killed 68", ["from December 16 to December 22"]),
        ("In May said the mayor", ["In May"]),
        ("(2014) and the 2003 invasion", ["2014", "2003"]),
        ("the attack on Friday and on Sunday", ["on Friday", "on Sunday"]),
        ("He was killed in August.\n\nFriday's raid", ["in August", "Friday"]),
        ("He left following Friday's blast", ["Friday"]),
        ("at its peak in 2014, it ruled", ["in 2014"]),
    ],
)
def test_extent(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    ("text", "form", "terms"),
    [
        ("since Friday", "weekday", {"weekday": "5", "signal": "since"}),
        ("late on Friday", "weekday", {"weekday": "5", "lead": "clock"}),
        ("before dawn on Sunday", "weekday", {"weekday": "7", "lead": "clock", "clock": "dawn"}),
        ("after Friday's raid", "weekday", {"weekday": "5"}),
        ("several days ago", "ago", {"unit": "day"}),
        ("in late 2017", "year", {"year": "2017", "part": "late"}),
        ("for three weeks", "duration", {"n": "3", "unit": "week"}),
        (
            "in December last year",
            "month",
            {"month": "12", "within.form": "unit", "within.shift": "last", "within.unit": "year"},
        ),
    ],
)
def test_terms(text: str, form: str, terms: dict[str, str]) -> None:
    (mention,) = find_times(text)
    assert (mention.form, dict(mention.terms)) == (form, terms)
    assert mention.terms == tuple(sorted(mention.terms))


def assert_orderly(text: str) -> None:
    reached = 0
    for mention in find_times(text):
        span = mention.span
        assert text[span.start : span.end] == span.exact != ""
        assert span.start >= reached
        reached = span.end


@given(st.text())
def test_spans_slice_back_whatever_the_text(text: str) -> None:
    assert_orderly(text)


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_spans_slice_back_in_texts_full_of_time(text: str) -> None:
    assert_orderly(text)


def test_far_words_are_not_joined() -> None:
    text = "On Friday " + "the army said that " * 40 + "it left on Sunday."
    assert spans(text) == ["On Friday", "on Sunday"]
