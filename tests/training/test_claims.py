"""The benchmark of forecasts and control: what counts as found and as right, on reports of a few words."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from training.corpus.inline import read_inline

from claims import Claim, Score, add, holds_negation, marked_control, marked_forecasts

SOURCE = """id: x
published: 2024-05-10
---
{{{Boko Haram|org#bh} holds {Gwoza|loc#gwo}|ctl p=gwo by=bh r=holds}. {It {is unlikely to|word#f1} last|fore#f1}.
{The army {will not|word#f2} stop|fore#f2 pol=-}.
"""


def test_marks_become_claims() -> None:
    report = read_inline(SOURCE.replace("{{{", "{{"))
    assert [c.negative for c in marked_forecasts(report)] == [True, True]
    (control,) = marked_control(report)
    assert control.relation == "holds"
    assert [report.text[a:b] for a, b in control.places] == ["Gwoza"]
    assert control.holders is not None
    assert [report.text[a:b] for a, b in control.holders] == ["Boko Haram"]


@pytest.mark.parametrize(
    ("words", "negative"),
    [("is unlikely to", True), ("no chance", True), ("will", False), ("cannot be ruled out", False), ("may", False)],
)
def test_which_words_hold_a_negation(words: str, negative: bool) -> None:
    assert holds_negation(words) == negative


def test_one_printed_claim_finds_one_marked() -> None:
    score = Score()
    marked = [Claim((0, 10), ((2, 4),)), Claim((20, 30), ((22, 24),))]
    printed = [Claim((0, 10), ((5, 6),)), Claim((1, 9), ((2, 3),)), Claim((40, 50))]
    add(score, "x" * 60, marked, printed, holding=False)
    assert (score.want, score.has, score.both) == (2, 3, 1)
    assert score.share("wording") == 1.0
    assert score.f1()[2] == pytest.approx(2 / 5)


def test_control_is_right_where_place_and_holder_are() -> None:
    score = Score()
    gold = Claim((0, 10), places=((2, 4),), holders=((6, 8),), relation="holds")
    wrong = Claim((0, 10), places=((2, 4),), holders=((30, 38),), relation="holds")
    right = Claim((0, 10), places=((3, 4),), holders=((7, 8),), relation="captured")
    add(score, "x" * 60, [gold], [wrong, right], holding=True)
    assert (score.both, score.share("relation")) == (1, 0.0)
