"""What people correct of forecasts: the forms, what follows for questions and scores, and the way back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.forecasting.conftest import foretold, put, report

from marsad._errors import UsageError
from marsad.forecasting import Question, questions, scores
from marsad.ledger import Ledger
from marsad.records import Horizon, Probability

BY = {"who": "A. Desk", "why": "read again"}


@pytest.fixture
def foreseen(ledger: Ledger) -> Ledger:
    sentence, falls = foretold("Tarsk will _probably_ fall", "Tarsk falls", by="Ada Brook", made_on="2031-03-01")
    later, fall = foretold("Tarsk is _likely_ to fall", "Tarsk falls", median=0.8, made_on="2031-03-02")
    put(
        ledger,
        report("r1", (sentence, replace(falls, horizon=Horizon("2031-06-01", "stated"))), published="2031-03-01"),
        report("r2", (later, replace(fall, horizon=Horizon("2031-06-01", "stated"))), published="2031-03-02"),
    )
    return ledger


def correct(ledger: Ledger, field: str, value: Any, record: str = "r2") -> int:
    return ledger.judge("correct", (record, "f1"), field=field, value=value, **BY)


def one_of(ledger: Ledger) -> Question:
    (found,) = questions(ledger)
    return found


def test_a_number_stands_in_the_question_until_it_is_taken_back(foreseen: Ledger) -> None:
    assert [one.corrected for one in one_of(foreseen).forecasts] == [(), ()]
    number = correct(foreseen, "probability", [0.2, 0.3, 0.5])
    told = one_of(foreseen).forecasts[1]
    assert (told.probability, told.corrected) == (Probability(0.2, 0.3, 0.5, "person"), ("probability",))
    correct(foreseen, "probability", 0.4)
    assert one_of(foreseen).forecasts[1].probability == Probability(0.4, 0.4, 0.4, "person")
    correct(foreseen, "probability", None)
    apart = list(questions(foreseen))[1].forecasts[0]  # without a number it asks something else, as the rule has it
    assert (apart.report, apart.probability, apart.standing) == ("r2", None, "no number")
    for later in (number + 2, number + 1, number):
        foreseen.undo(later, who="B. Desk", why="as it was")
    assert one_of(foreseen).forecasts[1].probability == Probability(0.7, 0.8, 0.9, "survey")


def test_polarity_turns_the_forecast_round_and_its_score(foreseen: Ledger) -> None:
    foreseen.judge("resolve", ("r1", "f1"), value={"state": "true", "on": "2031-05-01"}, **BY)
    before = scores(foreseen)[0].brier
    correct(foreseen, "polarity", "negative")
    told = one_of(foreseen).forecasts[1]
    assert (told.agrees, told.probability and told.probability.median) == (False, 0.2)
    after = scores(foreseen)[0].brier
    assert before is not None
    assert after is not None
    assert after.median > before.median


def test_horizon_condition_and_proposition(foreseen: Ledger) -> None:
    correct(foreseen, "horizon", "2031-09-01")
    correct(foreseen, "horizon", "2031-08-01", "r1")
    assert [one.horizon for one in questions(foreseen)] == ["2031-08-01", "2031-09-01"]  # other terms, another question
    correct(foreseen, "horizon", "2031-09-01", "r1")
    correct(foreseen, "proposition", "Tarsk is taken", "r1")
    assert (one_of(foreseen).proposition, one_of(foreseen).horizon) == ("Tarsk is taken", "2031-09-01")
    correct(foreseen, "condition", "the bridge is blown")
    assert [one.condition for one in questions(foreseen)] == [None, "the bridge is blown"]
    correct(foreseen, "condition", None)
    correct(foreseen, "horizon", None)
    assert one_of(foreseen).forecasts[1].forecast.horizon is None


def test_another_proposition_is_another_question(foreseen: Ledger) -> None:
    number = correct(foreseen, "proposition", "Karth falls")
    assert [one.proposition for one in questions(foreseen)] == ["Tarsk falls", "Karth falls"]
    foreseen.undo(number, who="A. Desk", why="no")
    assert one_of(foreseen).proposition == "Tarsk falls"


@pytest.mark.parametrize(
    ("field", "value", "due"),
    [
        ("maker", "Ada", "polarity, probability, horizon, condition, proposition"),
        ("polarity", "maybe", "positive, negative"),
        ("probability", 70, "write 0.7"),
        ("probability", [0.8, 0.7, 0.9], "low, median and high"),
        ("probability", [0.8, 0.9], "low, median and high"),
        ("probability", True, "write 0.7"),
        ("horizon", "soon", "2018-12-14"),
        ("horizon", 20310901, "2018-12-14"),
        ("condition", "", "null for none"),
        ("proposition", None, "words"),
    ],
)
def test_what_has_no_sense_is_refused(foreseen: Ledger, field: str, value: Any, due: str) -> None:
    with pytest.raises(UsageError, match=due):
        correct(foreseen, field, value)
    assert foreseen.judgements() == []
