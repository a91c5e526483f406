from __future__ import annotations

from typing import Any

import pytest
from tests.forecasting.conftest import act, foretold, put, report

from marsad import UsageError
from marsad.forecasting import QuestionFilter, find_question, questions, resolve, scores, suggestions
from marsad.ledger import Ledger

WHO = {"who": "A. Desk", "why": "seen"}
FALLS = foretold("Tarsk _is likely to_ fall", "Tarsk falls", by="Ada Brook")
HOLDS = foretold("Tarsk _will_ hold out", "Tarsk holds out", median=0.9)
TAKEN = act(
    "The Lake Army _took_ Tarsk", "territory-captured", actor="Lake Army", place="Tarsk", day="2031-06-01",
    status="asserted",
)  # fmt: skip


def standings(ledger: Ledger) -> dict[str, str]:
    return {told.name: told.standing for question in questions(ledger) for told in question.forecasts}


# ---------------------------------------------------------------- settled by a person


def test_a_person_settles_a_question_with_an_event(ledger: Ledger) -> None:
    put(ledger, report("r1", FALLS), report("r2", TAKEN, published="2031-06-02"))
    number = resolve(ledger, "r1/f1", "true", event="r2/e1", **WHO)
    (question,) = questions(ledger)
    assert (question.state, question.due) == ("true", False)
    settled = question.resolution
    assert settled is not None
    assert (settled.judgement, settled.on, settled.event, settled.who) == (number, "2031-06-01", "r2/e1", "A. Desk")
    assert settled.words == "The Lake Army took Tarsk"
    ledger.undo(number, **WHO)
    assert next(questions(ledger)).state == "open"


@pytest.mark.parametrize("state", ["ambiguous", "annulled", "unresolvable"])
def test_what_is_neither_true_nor_false_is_told_and_not_scored(ledger: Ledger, state: Any) -> None:
    put(ledger, report("r1", FALLS))
    resolve(ledger, next(questions(ledger)).id, state, **WHO)
    (question,) = questions(ledger, QuestionFilter(resolved=True, state=state))
    assert question.state == state
    assert scores(ledger)[0].brier is None


def test_a_word_on_a_contrary_forecast_is_turned_round(ledger: Ledger) -> None:
    put(ledger, report("r1", FALLS), report("r2", HOLDS))
    ledger.judge("resolve", ("r2", "f1"), value={"state": "true", "on": "2032-01-01"}, **WHO)
    assert next(questions(ledger)).state == "false"
    resolve(ledger, next(questions(ledger)).id, "true", on="2031-07-01", **WHO)  # as the question words it
    assert next(questions(ledger)).state == "true"
    resolve(ledger, "r2/f1", "true", on="2032-01-01", **WHO)  # as that forecast does
    assert next(questions(ledger)).state == "false"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "a resolution has state"),
        ("true", "a resolution has state"),
        ({"state": "true", "when": "2031-01-01"}, "a resolution has state"),
        ({"state": "superseded"}, "comes out as one of true, false"),
        ({"state": "true", "on": "June"}, "is no day"),
        ({"state": "true", "event": "r1/e9"}, "no such event"),
        ({"state": "true", "event": "nowhere/e1"}, "no such event"),
        ({"state": "true", "event": 3}, "no such event"),
    ],
)
def test_a_resolution_without_sense_is_refused(ledger: Ledger, value: Any, message: str) -> None:
    put(ledger, report("r1", FALLS))
    with pytest.raises(UsageError, match=message):
        ledger.judge("resolve", ("r1", "f1"), value=value, **WHO)


def test_only_a_forecast_comes_out_and_not_before_it_was_made(ledger: Ledger) -> None:
    put(ledger, report("r1", FALLS), report("r2", TAKEN))
    with pytest.raises(UsageError, match="r2/e1: is no forecast"):
        ledger.judge("resolve", ("r2", "e1"), value={"state": "true"}, **WHO)
    with pytest.raises(UsageError, match="when it was first foretold"):
        resolve(ledger, "r1/f1", "true", on="2031-03-04", **WHO)
    with pytest.raises(UsageError, match="no such question"):
        find_question(ledger, "q-none")
    with pytest.raises(UsageError, match="there are open, true"):
        list(questions(ledger, QuestionFilter(state="perhaps")))
    with pytest.raises(UsageError, match="is no day"):
        list(questions(ledger, QuestionFilter(since="spring")))


# ---------------------------------------------------------------- what counts


def test_the_last_forecast_of_a_maker_counts(ledger: Ledger) -> None:
    surer = foretold("Tarsk _will_ fall", "Tarsk falls", by="Ada Brook", median=0.9)
    put(
        ledger,
        report("r1", FALLS, FALLS),
        report("r2", surer, published="2031-04-01"),
        report("r3", foretold("Tarsk _may_ fall", "Tarsk falls", vague=True), published="2031-04-01"),
        report("r4", foretold("Tarsk _will_ fall", "Tarsk falls", by="analysts"), published="2031-04-02"),
        report("r5", foretold("Tarsk _will_ fall", "Tarsk falls", by="analysts"), published="2031-04-03"),
    )
    assert standings(ledger) == {
        "r1/f1": "superseded", "r1/f2": "superseded", "r2/f1": "counts", "r3/f1": "vague", "r4/f1": "counts",
        "r5/f1": "counts",
    }  # fmt: skip
    assert len(list(questions(ledger, QuestionFilter(state="superseded")))) == 1


def test_who_is_named_in_full_and_then_by_surname_is_one_maker(ledger: Ledger) -> None:
    first = foretold("Ada Brook says that Tarsk _may_ fall", "Tarsk falls", by="Ada Brook")
    then = foretold("Brook thinks that Tarsk _will_ fall", "Tarsk falls", by="Brook", median=0.9)
    other = foretold("Stone thinks that Tarsk _will_ fall", "Tarsk falls", by="Stone")
    put(ledger, report("r1", first, then, other))
    makers = {told.name: told.maker_id for one in questions(ledger) for told in one.forecasts}
    assert makers == {"r1/f1": "ada-brook", "r1/f2": "ada-brook", "r1/f3": "Stone in r1"}


def test_after_the_outcome_another_question_begins(ledger: Ledger) -> None:
    put(ledger, report("r1", FALLS), report("r2", HOLDS, published="2031-06-03"))
    resolve(ledger, "r1/f1", "true", on="2031-06-01", **WHO)
    assert [question.state for question in questions(ledger)] == ["true", "open"]
    ledger.judge("same", ("r1", "f1"), ("r2", "f1"), **WHO)
    assert standings(ledger) == {"r1/f1": "counts", "r2/f1": "late"}


# ---------------------------------------------------------------- suggestions


def test_events_that_may_settle_it_are_suggested_best_first(ledger: Ledger) -> None:
    put(
        ledger,
        report("r1", foretold("the Lake Army _will_ take Tarsk", "the Lake Army takes Tarsk"), HOLDS),
        report("before", act("It _took_ Tarsk", "territory-captured", place="Tarsk", day="2031-03-01")),
        report(
            "denied", act("It _took_ Tarsk", "territory-captured", place="Tarsk", day="2031-06-01", status="denied")
        ),
        report("elsewhere", act("It _took_ Karth", "territory-captured", place="Karth", day="2031-06-01")),
        report("left", act("They _left_ Tarsk", "withdrawal", place="Tarsk", day="2031-05-31")),
        report("late", act("It _took_ Tarsk", "territory-captured", place="Tarsk", day="2033-06-01")),
        report("r2", TAKEN, published="2031-06-02"),
    )
    (question,) = questions(ledger)
    found = suggestions(ledger, question)
    assert [one.name for one in found] == ["r2/e1", "late/e1", "left/e1"]
    best = found[0]
    assert (best.state, best.on) == ("true", "2031-06-01")
    assert best.reason.split("; ") == [
        "territory-captured in Tarsk, 2031-06-01, asserted", "Tarsk as foretold", "Lake Army as foretold",
        "within the horizon",
    ]  # fmt: skip
    assert "after the horizon (2032-03-05)" in found[1].reason
    assert len(suggestions(ledger, question, limit=1)) == 1
    resolve(ledger, question, best.state, event=best.name, **WHO)
    assert suggestions(ledger, next(questions(ledger))) == []


def test_an_attack_speaks_against_the_end_of_a_force(ledger: Ledger) -> None:
    attack = act("The Orlen Brigade _raided_ Karth", "raid", actor="Orlen Brigade", place="Karth", day="2031-06-01")
    put(ledger, report("r1", foretold("the Orlen Brigade _will_ live on", "the Orlen Brigade lives on")))
    put(ledger, report("r2", attack, act("They _raided_ Karth", "raid", target="Orlen Brigade", day="2031-06-01")))
    (question,) = questions(ledger)
    assert [(one.name, one.state) for one in suggestions(ledger, question)] == [("r2/e1", "true")]


def test_words_that_no_table_has_get_no_suggestion(ledger: Ledger) -> None:
    put(
        ledger,
        report("r1", foretold("the Harun Guard _will_ tax salt", "the Harun Guard taxes salt")),
        report("r2", TAKEN),
    )
    (question,) = questions(ledger)
    assert suggestions(ledger, question) == []


# ---------------------------------------------------------------- scores


def test_scores_at_both_ends_beside_the_base_rate(ledger: Ledger) -> None:
    put(
        ledger,
        report("r1", FALLS, foretold("Karth _may_ fall", "Karth falls", by="Ada Brook", median=0.4, vague=True)),
        report("r2", HOLDS, foretold("Karth _will not_ fall", "Karth does not fall", median=0.9, polarity="negative")),
        report("r3", foretold("whether Tarsk _falls_ is open", "whether Tarsk falls", median=None)),
    )
    resolve(ledger, "r1/f1", "true", on="2031-06-01", **WHO)
    resolve(ledger, "r1/f2", "false", on="2032-03-05", **WHO)
    whole, *others = scores(ledger)
    assert (whole.of, whole.base_rate, whole.questions) == ("all", 0.5, 2)
    assert whole.brier is not None
    assert (whole.brier.n, whole.brier.base) == (3, 0.25)
    # Ada Brook 0.7 on what came; the outlet 0.1 on what came, 0.1 on what did not
    assert whole.brier.median == round((0.3**2 + 0.9**2 + 0.1**2) / 3, 4)
    assert [(one.of, one.name, one.rank) for one in others] == [
        ("maker", "Ada Brook", None), ("maker", "Wire", None), ("outlet", "Wire", None),
    ]  # fmt: skip
    ada = others[0]
    assert ada.brier is not None
    assert ada.vague is not None
    assert (ada.brier.n, ada.brier.low, ada.brier.median, ada.brier.high) == (1, 0.16, 0.09, 0.04)
    assert (ada.vague.n, ada.vague.median) == (1, 0.16)


def test_what_came_after_a_horizon_had_not_come_for_it(ledger: Ledger) -> None:
    soon = foretold("Tarsk _will_ fall", "Tarsk falls", by="Ada Brook", horizon="2031-04-01", basis="stated")
    later = foretold("Tarsk _will_ fall", "Tarsk falls", by="analysts", horizon="2031-04-06", basis="stated")
    put(ledger, report("r1", soon), report("r2", later))
    resolve(ledger, "r1/f1", "true", on="2031-04-03", **WHO)
    found = {one.name: one.brier.median for one in scores(ledger) if one.of == "maker" and one.brier}
    assert found == {"Ada Brook": 0.49, "analysts": 0.09}


def test_nobody_is_ranked_under_twenty(ledger: Ledger) -> None:
    names = [f"Ford {number} bridge" for number in range(20)]
    told = [foretold(f"Ada says {name} _will_ open", f"Ada Brook opens {name}", by="Ada Brook") for name in names]
    guard = [foretold(f"Wire says {name} _will_ open", f"Ada Brook opens {name}", median=0.5) for name in names[:19]]
    for number, (words, record) in enumerate(told):
        put(ledger, report(f"a{number}", (words.replace("Ada says", "Ada Brook says"), record)))
    put(ledger, report("b", *guard))
    for question in list(questions(ledger)):
        resolve(ledger, question, "true", on="2031-05-01", **WHO)
    ranks = {(one.of, one.name): (one.rank, one.brier.n if one.brier else 0) for one in scores(ledger)}
    assert ranks["maker", "Ada Brook"] == (1, 20)
    assert ranks["maker", "Wire"] == (None, 19)


def test_nothing_settled_scores_nobody(ledger: Ledger) -> None:
    (whole,) = scores(ledger)
    assert (whole.base_rate, whole.brier, whole.questions) == (None, None, 0)
