from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.forecasting.conftest import foretold, put, report

from marsad import UsageError
from marsad.forecasting import QuestionFilter, find_question, questions
from marsad.ledger import Ledger

WHO = {"who": "A. Desk", "why": "the same town"}
FALLS = foretold("Tarsk _is likely to_ fall", "Tarsk falls", by="Ada Brook")
LIVES_ON = foretold("the Orlen Brigade _will_ live on", "the Orlen Brigade lives on", median=0.9)


def grouped(ledger: Ledger) -> list[list[str]]:
    return [[told.name for told in question.forecasts] for question in questions(ledger)]


def test_two_phrasings_of_a_report_share_a_question(ledger: Ledger) -> None:
    put(
        ledger,
        report(
            "r1",
            FALLS,
            LIVES_ON,
            foretold(
                "it _should probably_ be taken by the Lake Army: Tarsk",
                "Tarsk is taken by the Lake Army",
                by="analysts",
            ),
            foretold(
                "this _won't_ mean the end of the brigade",
                "this does not mean the end of the brigade",
                polarity="negative",
            ),
            foretold("the mood _will_ change", "the mood changes"),
        ),
    )
    assert grouped(ledger) == [["r1/f1", "r1/f3"], ["r1/f2", "r1/f4"], ["r1/f5"]]


def test_reports_share_a_question_whoever_foretells_and_whichever_way(ledger: Ledger) -> None:
    put(
        ledger,
        report("r1", FALLS),
        report("r2", foretold("Tarsk _will_ hold out", "Tarsk holds out", median=0.9), published="2031-03-09"),
        report("r3", foretold("Karth _will_ fall", "Karth falls"), published="2031-03-09"),
    )
    assert grouped(ledger) == [["r1/f1", "r2/f1"], ["r3/f1"]]
    first, contrary = next(questions(ledger)).forecasts
    assert (first.agrees, contrary.agrees) == (True, False)
    assert contrary.probability is not None
    assert (contrary.probability.low, contrary.probability.median, contrary.probability.high) == (0.0, 0.1, 0.2)


def test_what_is_bound_elsewhere_by_others_or_on_a_condition_is_another_question(ledger: Ledger) -> None:
    put(
        ledger,
        report(
            "r1",
            foretold("the Lake Army _will_ take Tarsk", "the Lake Army takes Tarsk"),
            foretold("the Harun Guard _will_ take Tarsk", "the Harun Guard takes Tarsk"),
            foretold("the Harun Guard _will_ quit the Valley", "the Harun Guard withdraws from the Valley"),
            foretold("the Harun Guard _will_ quit Karth", "the Harun Guard withdraws from Karth"),
            foretold("Karth _will_ fall", "Karth falls"),
            foretold("Karth _would_ fall", "Karth falls", condition="if the bridge is lost"),
        ),
    )
    assert grouped(ledger) == [[f"r1/f{n}"] for n in range(1, 7)]


def test_terms_must_go_together(ledger: Ledger) -> None:
    terms = {
        "stated": {"horizon": "2031-04-01", "basis": "stated"},
        "close": {"horizon": "2031-04-05", "basis": "stated"},
        "later": {"horizon": "2031-06-01", "basis": "stated"},
        "weeks": {"horizon": "2031-05-04", "basis": "vague"},
        "year": {},
        "soon": {"horizon": "2032-03-04", "basis": "vague"},
        "far": {"horizon": "2041-03-04", "basis": "vague"},
        "asked": {"median": None},
    }
    for name, changes in terms.items():
        put(ledger, report(name, foretold("Tarsk _will_ fall", "Tarsk falls", **changes)))  # type: ignore[arg-type]
    put(ledger, report("years-on", FALLS, published="2032-03-06"))
    assert sorted(grouped(ledger)) == sorted(
        [["stated/f1", "close/f1"], ["later/f1"], ["weeks/f1"], ["year/f1", "soon/f1"], ["far/f1"], ["asked/f1"],
         ["years-on/f1"]]
    )  # fmt: skip


def test_mere_words_and_acts_need_more_in_two_reports(ledger: Ledger) -> None:
    words = foretold("the front _will_ freeze", "the front freezes")
    named = foretold("the Harun Guard _will_ tax salt", "the Harun Guard taxes salt")
    put(ledger, report("r1", words, named), report("r2", words, named))
    assert grouped(ledger) == [["r1/f1"], ["r1/f2", "r2/f2"], ["r2/f1"]]


def test_a_truce_of_two_reports_needs_a_name(ledger: Ledger) -> None:
    bare = foretold("the truce _will_ hold", "the truce holds")
    in_the_valley = foretold("the ceasefire in the Valley _will_ collapse", "the ceasefire in the Valley collapses")
    put(ledger, report("r1", bare), report("r2", bare), report("r3", in_the_valley), report("r4", in_the_valley))
    assert grouped(ledger) == [["r1/f1"], ["r2/f1"], ["r3/f1", "r4/f1"]]


def test_a_person_joins_and_parts_and_takes_it_back(ledger: Ledger) -> None:
    put(
        ledger,
        report("r1", FALLS),
        report("r2", FALLS),
        report("r3", foretold("the siege _will_ bite", "the siege bites")),
    )
    put(ledger, report("r4", FALLS))
    parted = ledger.judge("different", ("r1", "f1"), ("r2", "f1"), **WHO)
    assert grouped(ledger) == [["r1/f1", "r4/f1"], ["r2/f1"], ["r3/f1"]]
    ledger.judge("same", ("r3", "f1"), ("r2", "f1"), **WHO)
    assert grouped(ledger) == [["r1/f1", "r4/f1"], ["r2/f1", "r3/f1"]]
    ledger.judge("same", ("r4", "f1"), ("r2", "f1"), **WHO)  # the rule gives way, what was parted stays apart
    assert grouped(ledger) == [["r1/f1"], ["r2/f1", "r3/f1", "r4/f1"]]
    ledger.undo(parted, **WHO)
    assert grouped(ledger) == [["r1/f1", "r2/f1", "r3/f1", "r4/f1"]]
    ledger.judge("unsure", ("r4", "f1"), ("r2", "f1"), **WHO)
    assert grouped(ledger) == [["r1/f1", "r2/f1", "r3/f1", "r4/f1"]]


def test_an_id_outlives_new_reports_and_readings(ledger: Ledger) -> None:
    put(ledger, report("r2", FALLS))
    (before,) = questions(ledger)
    put(ledger, report("r1", FALLS, published="2031-03-01"))
    (after,) = questions(ledger)
    assert (after.id, after.opened) == (before.id, "2031-03-01")
    named = [find_question(ledger, name).id for name in ("r1/f1", "r2/f1", before.id)]
    assert named == [before.id] * 3


def test_a_rejected_forecast_is_none(ledger: Ledger) -> None:
    put(ledger, report("r1", FALLS, LIVES_ON))
    number = ledger.judge("reject", ("r1", "f1"), who="A. Desk", why="a wish")
    assert grouped(ledger) == [["r1/f2"]]
    ledger.undo(number, who="A. Desk", why="no")
    assert len(grouped(ledger)) == 2


def test_questions_are_found_by_what_they_hold(ledger: Ledger) -> None:
    put(ledger, report("r1", FALLS), report("r2", LIVES_ON, published="2031-05-01", outlet="Lake Bulletin"))

    def found(**wanted: object) -> list[str]:
        return [q.forecasts[0].name for q in questions(ledger, QuestionFilter(**wanted))]  # type: ignore[arg-type]

    assert found() == ["r1/f1", "r2/f1"]
    assert found(place="tarsk") == found(place="p-tarsk") == found(maker="ada brook") == ["r1/f1"]
    assert found(actor="Orlen Brigade") == found(since="2031-04-01") == found(maker="Lake Bulletin") == ["r2/f1"]
    assert found(until="2031-04-01") == found(report="r1") == found(limit=1) == ["r1/f1"]
    assert found(due=True, as_of="2032-04-01") == ["r1/f1"]
    assert found(due=True, as_of="2032-03-05") == found(resolved=True) == found(state="superseded") == []
    assert found(resolved=False) == found(state="open") == ["r1/f1", "r2/f1"]
    assert found(source="Ada Brook") == found(source="wire") == found(source="ada-brook") == ["r1/f1"]
    assert found(source="lake bulletin") == ["r2/f1"]
    assert found(source="Lake Army") == []


def test_questions_are_found_by_where_what_they_name_lies(ledger: Ledger) -> None:
    put(ledger, report("r1", FALLS), report("r2", LIVES_ON))

    def found(**wanted: tuple[float, ...]) -> list[str]:
        return [q.forecasts[0].name for q in questions(ledger, QuestionFilter(**wanted))]  # type: ignore[arg-type]

    assert found(near=(35.5, 40.2, 5.0)) == found(box=(40.0, 35.0, 41.0, 36.0)) == ["r1/f1"]
    assert found(near=(10.0, 10.0, 5.0)) == found(box=(40.0, 35.0, 41.0, 36.0), near=(10.0, 10.0, 5.0)) == []
    with pytest.raises(UsageError, match="give west, south, east, north"):
        found(box=(0.0, 50.0, 1.0, 40.0))


@given(st.permutations(["Tarsk", "Karth", "Old Ferry", "Tarsk", "Karth"]))
def test_towns_are_never_mixed(names: list[str]) -> None:
    from datetime import date

    from marsad.forecasting._claims import claims_of
    from marsad.forecasting._grouping import Told, group

    told = []
    for number, name in enumerate(names):
        reading = report(f"r{number}", foretold(f"{name} _will_ fall", f"{name} falls"))
        told.append(Told(f"r{number}", None, reading.forecasts[0], claims_of(reading)[0], "x", "x", {}))
    closed: dict[tuple[str, int, int], date] = {}
    found = [{next(iter(one.claim.theme)) for one in question} for question in group(told, {}, closed)]
    assert sorted(map(len, found)) == [1, 1, 1]
