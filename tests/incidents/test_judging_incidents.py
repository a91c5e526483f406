"""A person's decision on incidents is one on their members: on both databases."""

from __future__ import annotations

import pytest
from conftest_incidents import event
from test_kept_incidents import put, told

from marsad import UsageError
from marsad.incidents import find_incident, find_incidents, judge_incidents
from marsad.ledger import Ledger

WHO = {"who": "A. Desk", "why": "compared the texts"}
STRIKE = event("air-strike", "Lake Army", "Orlen Brigade", "Tarsk")
LATER = event("air-strike", "Lake Army", "Orlen Brigade", "Tarsk", "2031-03-09")
Members = tuple[tuple[str, str], ...]


def groups(ledger: Ledger) -> dict[Members, str]:
    return {tuple(one[:2] for one in incident.members): incident.id for incident in find_incidents(ledger)}


def members(*reports: str) -> Members:
    return tuple((report, "e1") for report in reports)


@pytest.fixture
def war(ledger: Ledger) -> Ledger:
    """A strike that three reports tell, and one on another day that two tell."""
    put(ledger, *(told(name, STRIKE) for name in "abc"), *(told(name, LATER) for name in "de"))
    assert set(groups(ledger)) == {members("a", "b", "c"), members("d", "e")}
    return ledger


def test_two_incidents_are_joined_by_one_judgement_and_parted_by_taking_it_back(war: Ledger) -> None:
    one, other = groups(war).values()
    assert judge_incidents(war, "same", one, other, **WHO) == [1]
    assert [(subject.report, subject.told) for subject in war.judgements()[0].subjects] == [
        ("a", "act-a-0"), ("d", "act-d-0"),
    ]  # fmt: skip
    assert groups(war) == {members("a", "b", "c", "d", "e"): one}
    with pytest.raises(UsageError, match=f"{one} and {other}: are one incident"):
        judge_incidents(war, "different", one, other, **WHO)
    war.undo(1, **WHO)
    assert len(groups(war)) == 2


def test_incidents_that_are_different_never_join(war: Ledger) -> None:
    one, other = groups(war).values()
    assert judge_incidents(war, "different", one, other, **WHO) == [1, 2, 3, 4, 5, 6]
    war.judge("same", ("b", "e1"), ("e", "e1"), who="B. Desk", why="one film")
    assert set(groups(war)) == {members("a", "b", "c"), members("d", "e")}


def test_an_event_that_differs_from_its_incident_is_split_off(war: Ledger) -> None:
    incident = groups(war)[members("a", "b", "c")]
    assert judge_incidents(war, "different", ("b", "e1"), incident, **WHO) == [1, 2]
    assert {members("a", "c"), members("b")} < set(groups(war))
    with pytest.raises(UsageError, match="has no other member than b/e1"):
        judge_incidents(war, "different", ("b", "e1"), groups(war)[members("b")], **WHO)


def test_a_note_is_shown_once_with_the_incident_and_beside_each_event(war: Ledger) -> None:
    incident = groups(war)[members("a", "b", "c")]
    assert judge_incidents(war, "note", incident, **WHO) == [1]
    found = find_incident(war, incident)
    assert found is not None
    assert [one.verdict for one in found.judgements] == ["note"]
    noted = {one.report.id for one in war.events() if one.judgements}
    assert noted == {"a", "b", "c"}


def test_unsure_changes_no_incident_and_stands_with_it(war: Ledger) -> None:
    one, other = groups(war).values()
    assert judge_incidents(war, "unsure", one, other, **WHO) == [1]
    assert judge_incidents(war, "unsure", one, **WHO) == [2]
    assert [len(told.subjects) for told in war.judgements()] == [2, 3]
    assert len(groups(war)) == 2


def test_what_cannot_be_keeps_nothing(war: Ledger) -> None:
    one, other = groups(war).values()
    with pytest.raises(UsageError, match="i-none: the ledger has no such incident"):
        judge_incidents(war, "same", one, "i-none", **WHO)
    with pytest.raises(UsageError, match="'accept' is on a record, not on an incident"):
        judge_incidents(war, "accept", one, **WHO)
    with pytest.raises(UsageError, match="z: the ledger has no such report"):
        judge_incidents(war, "different", one, other, ("z", "e9"), **WHO)
    assert war.judgements() == []
