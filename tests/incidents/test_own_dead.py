"""Deaths that are left alone go with the attack that their report tells of right before them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.incidents import Mention, Side, groups
from marsad.incidents._own_dead import own_dead

NOBODY = Side(frozenset(), frozenset())


def mention(report: str, event: str, kind: str, position: int) -> Mention:
    return Mention(
        report, event, kind, NOBODY, NOBODY, (), None, (), False, frozenset(), "asserted", False, position
    )  # fmt: skip


ATTACK, DEAD = mention("a", "e1", "bombing", 10), mention("a", "e2", "killing", 120)


def test_deaths_behind_an_attack_may_follow_it() -> None:
    assert own_dead([ATTACK, DEAD], {(0, 1): 0.5}) == {1: [0]}


@pytest.mark.parametrize(
    "dead",
    [
        replace(DEAD, report="b"),
        replace(DEAD, position=5),
        replace(DEAD, position=900),
        replace(DEAD, kind="battle"),
    ],
)
def test_what_is_told_elsewhere_before_far_off_or_is_no_death_follows_nothing(dead: Mention) -> None:
    assert own_dead([ATTACK, dead], {(0, 1): 0.5}) == {}


def test_an_unlikely_attack_is_not_followed() -> None:
    assert own_dead([ATTACK, DEAD], {(0, 1): -0.1}) == {}


def test_the_likeliest_attack_comes_first() -> None:
    other = mention("a", "e0", "raid", 2)
    assert own_dead([other, ATTACK, DEAD], {(0, 2): 0.4, (1, 2): 0.6}) == {2: [1, 0]}


# Of five mentions 0 to 2 are one attack in three reports, and 3 the dead that the report of 0 tells of.
SCORES = {(0, 1): 3.0, (0, 2): 3.0, (1, 2): 3.0, (0, 3): 0.6, (1, 3): -1.8, (2, 3): -1.8}


def test_deaths_left_alone_follow() -> None:
    assert groups(4, SCORES) == [[0, 1, 2], [3]]
    assert groups(4, SCORES, dead={3: [0]}) == [[0, 1, 2, 3]]


def test_deaths_that_found_others_stay_with_them() -> None:
    assert groups(5, SCORES | {(3, 4): 4.0}, dead={3: [0]}) == [[0, 1, 2], [3, 4]]


def test_deaths_that_a_person_has_judged_follow_nobody() -> None:
    assert groups(4, SCORES, apart=[(1, 3)], dead={3: [0]}) == [[0, 1, 2], [3]]


def test_what_hangs_together_with_nothing_of_the_attack_does_not_follow() -> None:
    assert groups(4, {(0, 1): 3.0, (2, 3): -1.0}, dead={3: [0]}) == [[0, 1], [2], [3]]


@given(st.dictionaries(st.tuples(st.integers(0, 7), st.integers(0, 7)), st.floats(-3, 6)), st.integers(0, 7))
def test_everything_stays_in_exactly_one_group(scores: dict[tuple[int, int], float], dead: int) -> None:
    pairs = {pair: score for pair, score in scores.items() if pair[0] < pair[1]}
    made = groups(8, pairs, dead={dead: [n for n in range(8) if n != dead]})
    assert sorted(number for group in made for number in group) == list(range(8))
