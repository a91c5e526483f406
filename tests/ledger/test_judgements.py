from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.ledger.conftest import like_sample, put

from marsad import UsageError
from marsad.ledger import EventFilter, Ledger
from marsad.records import Reading

WHO = {"who": "A. Desk", "why": "seen on video"}


@pytest.fixture
def filled(ledger: Ledger, sample: Reading) -> Ledger:
    put(ledger, sample)
    put(ledger, like_sample("other"))
    return ledger


def listed(ledger: Ledger) -> list[tuple[str, str]]:
    return [(found.report.id, found.event.id) for found in ledger.events(EventFilter(report="sample"))]


def test_a_rejected_event_is_listed_no_more_until_that_is_undone(filled: Ledger) -> None:
    number = filled.judge("reject", ("sample", "e1"), **WHO)
    assert listed(filled) == [("sample", "e2")]
    assert len(list(filled.events(EventFilter(rejected=True)))) == 4
    later = filled.undo(number, who="B. Desk", why="another video")
    assert listed(filled) == [("sample", "e1"), ("sample", "e2")]
    first, second = filled.judgements()
    assert (first.number, first.verdict, first.undone_by) == (number, "reject", later)
    assert (second.verdict, second.undoes, second.who) == ("undo", number, "B. Desk")
    assert list(filled.check()) == []


def test_of_accept_and_reject_the_last_stands(filled: Ledger) -> None:
    filled.judge("reject", ("sample", "e1"), **WHO)
    number = filled.judge("accept", ("sample", "e1"), **WHO)
    (found, _) = filled.events(EventFilter(report="sample"))
    assert [judgement.verdict for judgement in found.judgements] == ["accept"]
    filled.undo(number, **WHO)
    assert listed(filled) == [("sample", "e2")]


def test_a_judgement_holds_for_a_later_reading(filled: Ledger, sample: Reading) -> None:
    filled.judge("reject", ("sample", "e1"), **WHO)
    renamed = tuple(replace(event, id=f"x{event.id}") for event in sample.events)
    newer = replace(sample, events=renamed, statements=(), model=replace(sample.model, version="9.9.9"))
    put(filled, newer)
    assert listed(filled) == [("sample", "xe2")]


def test_a_correction_stands_beside_what_the_report_said(filled: Ledger) -> None:
    filled.judge("correct", ("sample", "e1"), field="kind", value="bombing", **WHO)
    found = next(iter(list(filled.events(EventFilter(kind="shelling", report="sample")))))
    assert found.event.kind == "shelling"
    assert [(judgement.field, judgement.value) for judgement in found.judgements] == [("kind", "bombing")]


def test_pairs_forecasts_and_reports_are_judged_too(filled: Ledger) -> None:
    filled.judge("different", ("sample", "e1"), ("other", "e1"), **WHO)
    filled.judge("resolve", ("sample", "f1"), value={"state": "false", "on": "2031-06-21"}, **WHO)
    filled.judge("note", ("sample", None), **WHO)
    pair, resolved, note = filled.judgements()
    assert [(subject.report, subject.told) for subject in pair.subjects] == [
        ("sample", "shelled"),
        ("other", "shelled"),
    ]
    assert resolved.value == {"state": "false", "on": "2031-06-21", "event": None}
    assert resolved.subjects[0].told == "will probably"
    assert (note.subjects[0].record, note.subjects[0].start) == ("report", None)


@pytest.mark.parametrize(
    ("arguments", "changes", "message"),
    [
        (("reject", ("nowhere", "e1")), {}, "no such report"),
        (("reject", ("sample", "e9")), {}, "no such event, forecast, control record"),
        (("burn", ("sample", "e1")), {}, "there are same, different"),
        (("undo", ("sample", "e1")), {}, "to take one back there is undo"),
        (("same", ("sample", "e1")), {}, "two records or more"),
        (("reject", ("sample", "e1"), ("sample", "e2")), {}, "on one record"),
        (("correct", ("sample", "e1")), {}, "names the field"),
        (("reject", ("sample", "e1")), {"field": "kind"}, "nothing else"),
        (("reject", ("sample", "e1")), {"who": " "}, "say who and why"),
    ],
)
def test_what_makes_no_sense_is_told(
    filled: Ledger, arguments: tuple[Any, ...], changes: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        filled.judge(*arguments, **{**WHO, **changes})  # type: ignore[arg-type]
    assert filled.judgements() == []


def test_what_cannot_be_undone_is_told(filled: Ledger) -> None:
    number = filled.judge("accept", ("sample", "e1"), **WHO)
    later = filled.undo(number, **WHO)
    for wrong, message in ((99, "no such judgement"), (number, "already"), (later, "takes a judgement back itself")):
        with pytest.raises(UsageError, match=message):
            filled.undo(wrong, **WHO)


def test_unsure_of_a_record_alone_takes_the_place_of_a_verdict(filled: Ledger) -> None:
    filled.judge("reject", ("sample", "e1"), **WHO)
    number = filled.judge("unsure", ("sample", "e1"), **WHO)
    assert listed(filled) == [("sample", "e1"), ("sample", "e2")]
    filled.judge("unsure", ("sample", "e1"), ("other", "e1"), **WHO)
    found = next(found for found in filled.events(EventFilter(report="sample")) if found.event.id == "e1")
    assert [judgement.verdict for judgement in found.judgements] == ["unsure", "unsure"]
    filled.undo(number, **WHO)
    assert listed(filled) == [("sample", "e2")]


def test_background_and_sources_are_corrected(filled: Ledger) -> None:
    filled.judge("correct", ("sample", "e1"), field="background", value=True, **WHO)
    filled.judge("correct", ("sample", "e1"), field="sources", value=[{"actor": None, "name": "a nurse"}], **WHO)
    reading = filled.corrected_reading("sample")
    assert reading is not None
    event = next(event for event in reading.events if event.id == "e1")
    assert (event.background, [(source.actor, source.name) for source in event.sources]) == (True, [(None, "a nurse")])
    for field, value in (("background", "yes"), ("sources", [{"name": " "}]), ("sources", ["nobody known"])):
        with pytest.raises(UsageError):
            filled.judge("correct", ("sample", "e1"), field=field, value=value, **WHO)  # type: ignore[arg-type]
