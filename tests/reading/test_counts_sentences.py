"""Figures end to end: every sentence of the 200 tells the counts that the codebook gives it, and no other."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

BENCHMARK = runpy.run_path(str(Path(__file__).resolve().parents[2] / "benchmarks" / "counts.py"))
DATA = Path(__file__).parent / "data"
CASES = BENCHMARK["load_cases"](DATA / "counts200.tsv")
HELD_OUT = BENCHMARK["load_cases"](DATA / "counts60.tsv")
LEAST_HELD_OUT = 57
BY_RULES = {"counts200.tsv": 193, "counts60.tsv": 50}


def is_right(case: Any, *, reader: str = "trained") -> bool:
    missing, extra = BENCHMARK["differences"](case.counts, BENCHMARK["printed"](case.text, reader=reader))
    return not missing and not extra


def test_there_are_two_hundred_and_no_sentence_stands_twice() -> None:
    texts = [case.text for case in (*CASES, *HELD_OUT)]
    assert (len(CASES), len(HELD_OUT)) == (200, 60)
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("case", CASES, ids=[str(n) for n in range(1, 201)])
def test_the_counts_of_a_sentence(case: Any) -> None:
    given = BENCHMARK["printed"](case.text)
    missing, extra = BENCHMARK["differences"](case.counts, given)
    assert (missing, extra) == ([], []), case.text


def test_sentences_held_out() -> None:
    assert sum(map(is_right, HELD_OUT)) >= LEAST_HELD_OUT


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (
            "The driver of the truck was injured in the clashes, an officer said.",
            [("wounded", "The driver of the truck")],
        ),
        ("The killing of the mayor Santiago Rodriguez shook the town.", [("killed", "the mayor Santiago Rodriguez")]),
    ],
)
def test_one_person_is_one(text: str, counts: list[tuple[str, str]]) -> None:
    assert [(told.what, told.whom) for told in BENCHMARK["printed"](text)] == counts


@pytest.mark.parametrize(("name", "cases"), [("counts200.tsv", CASES), ("counts60.tsv", HELD_OUT)])
def test_the_rules_alone_read_most(name: str, cases: list[Any]) -> None:
    assert sum(is_right(case, reader="rules") for case in cases) >= BY_RULES[name]


@pytest.mark.parametrize(
    ("given", "missing", "extra"),
    [
        ([], 1, 0),
        ([("killed", (15, 15, None), "15 soldiers")], 0, 0),
        ([("killed", (15, 15, 15), "15 soldiers")], 1, 1),
        ([("wounded", (15, 15, None), "15 soldiers")], 1, 1),
        ([("killed", (15, 15, None), "15 rebels")], 1, 1),
        ([("killed", (15, 15, None), "15 soldiers")] * 2, 0, 1),
    ],
)
def test_the_benchmark_compares_one_to_one(given: list[Any], missing: int, extra: int) -> None:
    right = (BENCHMARK["Told"]("killed", (15, 15, None), "soldiers"),)
    lost, spare = BENCHMARK["differences"](right, [BENCHMARK["Told"](*told) for told in given])
    assert (len(lost), len(spare)) == (missing, extra)
