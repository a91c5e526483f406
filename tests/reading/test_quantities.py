from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.reading._quantities import find_quantities

Bounds = tuple[int | None, int | None, int | None]
TEXT = """
at least more than up to nearly about between and to or 15 1,500 2,000 10-15 3.5 two dozen dozens hundreds of
thousands a few several one no-one nobody million % km $5 aged year-old 14-year-old a total in all toll risen
F-16 half a couple hundred twenty-five or more + - , . / : men women 2018 2,0 1.5 from rose in Friday 16
December
"""
WORDS = TEXT.split()


def bounds(text: str) -> list[tuple[str, Bounds]]:
    return [
        (found.span.exact, (found.low, found.best, found.high)) for found in find_quantities(text) if not found.unit
    ]


@pytest.mark.parametrize(
    ("words", "low", "best", "high"),
    [
        ("68", 68, 68, 68),
        ("at least 15", 15, 15, None),
        ("no fewer than 15", 15, 15, None),
        ("15 or more", 15, 15, None),
        ("50+", 50, 50, None),
        ("more than 60", 61, None, None),
        ("over 60", 61, None, None),
        ("well over 60", 61, None, None),
        ("more than two dozen", 25, None, None),
        ("about 500", None, 500, None),
        ("around 500", None, 500, None),
        ("some 500", None, 500, None),
        ("roughly 500", None, 500, None),
        ("an estimated 500", None, 500, None),
        ("500 or so", None, 500, None),
        ("up to 30", None, 30, 30),
        ("nearly 30", None, 30, 30),
        ("almost 30", None, 30, 30),
        ("as many as 30", None, 30, 30),
        ("not more than 30", None, 30, 30),
        ("up to about 30", None, 30, 30),
        ("fewer than 30", None, None, 29),
        ("less than 30", None, None, 29),
        ("1,500 to 2,000", 1500, None, 2000),
        ("between 5 and 7", 5, None, 7),
        ("10-15", 10, None, 15),
        ("two or three", 2, None, 3),
        ("2 to 3 million", 2_000_000, None, 3_000_000),
        ("several", 2, None, None),
        ("a few", 2, None, None),
        ("a couple of", 2, None, None),
        ("a dozen", 12, 12, 12),
        ("two dozen", 24, 24, 24),
        ("half a dozen", 6, 6, 6),
        ("dozens of", 24, None, None),
        ("at least dozens of", 24, None, None),
        ("scores of", 40, None, None),
        ("hundreds of", 200, None, None),
        ("several hundred", 200, None, None),
        ("thousands of", 2000, None, None),
        ("tens of thousands of", 20_000, None, None),
        ("hundreds of thousands of", 200_000, None, None),
        ("a hundred", 100, 100, 100),
        ("two million", 2_000_000, 2_000_000, 2_000_000),
        ("1.5 million", 1_500_000, 1_500_000, 1_500_000),
        ("half a million", 500_000, 500_000, 500_000),
        ("40,000", 40_000, 40_000, 40_000),
        ("twenty-five", 25, 25, 25),
        ("two hundred and twenty-five thousand", 225_000, 225_000, 225_000),
        ("at least 1,200", 1200, 1200, None),
        ("2018", 2018, 2018, 2018),
        ("at least one", 1, 1, None),
        ("a pair of", 2, 2, 2),
    ],
)
def test_bounds_of_the_codebook(words: str, low: int | None, best: int | None, high: int | None) -> None:
    assert bounds(f"The raid drove out {words} fighters from the town.") == [(words, (low, best, high))]


@pytest.mark.parametrize("words", ["No one", "nobody"])
def test_nobody_is_a_figure(words: str) -> None:
    assert bounds(f"{words} was hurt.") == [(words, (0, 0, 0))]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Thirty men and about 100 women left.", ["Thirty", "about 100"]),
        ("The number rose from 41 to 68.", ["41", "68"]),
        ("It killed one and wounded two.", ["one", "two"]),
        ("Two were wounded, and one was killed.", ["Two", "one"]),
        ("one soldier was killed", ["one"]),
        ("a six-man cell and a 30-strong group", ["six", "30"]),
        ("Of them 14 were children.", ["14"]),
        ("On 10 December, 12 men and 3 women", ["12", "3"]),
    ],
)
def test_several_figures(text: str, figures: list[str]) -> None:
    assert [words for words, _ in bounds(text)] == figures


@pytest.mark.parametrize(
    "text",
    [
        "F-16 and T-72 and AK-47 and COVID-19 and Su-24 and M23",
        "the 7th Brigade of the 2nd division",
        "Resolution 2254 and Article 5 and Brigade 104",
        "at 11:30 on 10 December 2016, in 2014 and for three weeks",
        "since 9/11, 24/7, by 3-1",
        "Call +963 11 222 3333 or 011 222 33 44.",
        "one of them, one day, the one who left, no one-sided talks",
        "a third of them, the first attack",
        "version 3.5 of it",
        "see [1] and [12]",
        "1. First point\n2. Next point",
        "He spoke in 2014. The 2015 deal failed.",
        "several days ago, two weeks later",
    ],
)
def test_no_figure(text: str) -> None:
    assert [words for words, _ in bounds(text) if words != "no one"] == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("30 percent", "percent"),
        ("30%", "%"),
        ("$5 million", "$"),
        ("5 million dollars", "dollars"),
        ("5 km east", "km"),
        ("3.5 kilometres east", "kilometres"),
        ("122mm rockets", "mm"),
        ("aged 14 when", "years old"),
        ("a 14-year-old", "year-old"),
        ("Ahmad Hassan, 34, said", "years old"),
        ("two-thirds of it", "thirds"),
        ("three times as big", "times"),
    ],
)
def test_what_is_no_count_keeps_its_unit(text: str, unit: str) -> None:
    (found,) = find_quantities(text)
    assert found.unit == unit


@pytest.mark.parametrize(
    ("text", "cumulative"),
    [
        ("a total of 68 were killed", True),
        ("in total 68 were killed", True),
        ("68 people in all", True),
        ("bringing the death toll to 68", True),
        ("The toll has risen to at least 68", True),
        ("68 were killed", False),
    ],
)
def test_cumulative(text: str, cumulative: bool) -> None:
    (found,) = find_quantities(text)
    assert found.cumulative is cumulative


def assert_orderly(text: str) -> None:
    reached = 0
    for found in find_quantities(text):
        assert text[found.span.start : found.span.end] == found.span.exact != ""
        assert found.span.start >= reached
        reached = found.span.end
        known = [bound for bound in (found.low, found.best, found.high) if bound is not None]
        assert known == sorted(known)


@given(st.text())
def test_any_text(text: str) -> None:
    assert_orderly(text)


@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join))
def test_texts_full_of_numbers(text: str) -> None:
    assert_orderly(text)


@pytest.mark.parametrize(
    "text", ["He left.\n\nFour fighters died.", "He left.\nThirty men died.", "\n\n12 people died."]
)
def test_a_figure_at_the_head_of_a_paragraph_starts_at_its_word(text: str) -> None:
    (quantity,) = find_quantities(text)
    assert not quantity.span.exact[0].isspace()
    assert quantity.best in (4, 12, 30)
