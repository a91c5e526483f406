"""Ways through the syntax: the same way has the same number, different ways mostly another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marsad.language._paths import PATHS, Ways, number, paths

# "Gunmen attacked the base in Mali"
HEADS = [1, -1, 3, 1, 5, 1]
RELATIONS = ["nsubj", "root", "det", "obj", "case", "obl"]
WORDS = "Gunmen attacked the base in Mali".split()


def test_subject_object_and_oblique_are_told_apart() -> None:
    row = Ways(HEADS, RELATIONS, WORDS).to_all(1)
    assert row[0] == number(" vnsubj")
    assert row[3] == number(" vobj")
    assert row[5] == number(" vobl_in")
    assert row[1] == number(" here")
    assert row[2] == number(" vobj vdet")


def test_the_preposition_is_part_of_an_oblique() -> None:
    by = Ways(HEADS, RELATIONS, [*WORDS[:4], "by", "Mali"]).to_all(1)
    assert by[5] != Ways(HEADS, RELATIONS, WORDS).to_all(1)[5]
    assert by[0] == Ways(HEADS, RELATIONS, WORDS).to_all(1)[0]


def test_a_way_may_climb_first() -> None:
    assert Ways(HEADS, RELATIONS, WORDS).to_all(3)[0] == number(" ^obj vnsubj")


def test_long_ways_are_one() -> None:
    heads = [-1, *range(9)]
    row = Ways(heads, ["root", *["acl"] * 9], ["x"] * 10).to_all(0)
    assert row[6] == row[9] == number("far")
    assert row[5] != row[6]


def test_other_sentences_are_known_by_side_and_relation() -> None:
    own = Ways(HEADS, RELATIONS, WORDS)
    (row,) = paths([own, own, own], [(0, 6), (6, 12), (12, 18)], [(1, 7)])
    assert row[0] == number("before nsubj")
    assert row[6] == number(" vnsubj")
    assert row[12] == number("after nsubj")
    assert len(row) == 18


@given(st.lists(st.integers(0, 30), min_size=1, max_size=20), st.integers(0, 19))
def test_every_tree_gives_each_word_a_number(drawn: list[int], trigger: int) -> None:
    heads = [-1, *(d % (i + 1) for i, d in enumerate(drawn))]  # each word hangs on one before it
    row = Ways(heads, ["dep"] * len(heads), ["x"] * len(heads)).to_all(trigger % len(heads))
    assert len(row) == len(heads)
    assert all(0 <= n < PATHS for n in row)
