from __future__ import annotations

import json
from collections.abc import Callable

from marsad.ledger import Ledger

Exported = Callable[..., bytes]


def graph(data: bytes) -> list[dict[str, object]]:
    told: list[dict[str, object]] = json.loads(data)["@graph"]
    return told


def test_each_event_is_an_annotation_on_its_words(exported: Exported, ledger: Ledger) -> None:
    things = graph(exported(form="jsonld"))
    annotations = [thing for thing in things if thing.get("motivation") == "describing"]
    assert len(annotations) == 4
    reading = ledger.reading("sample")
    assert reading is not None
    for event in reading.events:
        (one,) = [thing for thing in annotations if str(thing["id"]).endswith(f"{reading.report.sha256}:{event.id}")]
        position, quote = one["target"]["selector"]  # type: ignore[index]
        assert reading.report.text[position["start"] : position["end"]] == event.evidence.exact == quote["exact"]
        assert one["body"]["record"]["kind"] == event.kind  # type: ignore[index]


def test_each_report_stands_once_with_its_reading(exported: Exported) -> None:
    things = graph(exported(form="jsonld"))
    names = [thing["id"] for thing in things]
    assert len(names) == len(set(map(str, names)))
    reports = [thing for thing in things if thing["type"] == "prov:Entity"]
    assert len(reports) == 3
    used = {thing["prov:used"]["id"] for thing in things if thing["type"] == "prov:Activity"}  # type: ignore[index]
    assert used == {thing["id"] for thing in reports}


def test_a_judgement_is_an_annotation_by_a_person(exported: Exported, ledger: Ledger) -> None:
    ledger.judge("note", ("first", "e1"), who="A. Desk", why="checked by telephone")
    (note,) = [thing for thing in graph(exported(form="jsonld")) if thing.get("motivation") == "commenting"]
    assert note["creator"] == {"type": "Person", "name": "A. Desk"}
    assert str(note["target"]).endswith(":e1")
    assert note["body"]["marsad:why"] == "checked by telephone"  # type: ignore[index]


def test_an_incident_is_a_collection_of_its_events(exported: Exported, ledger: Ledger) -> None:
    things = graph(exported(form="jsonld", shape="incidents"))
    collections = [thing for thing in things if "prov:Collection" in thing["type"]]  # type: ignore[operator]
    named = {thing["id"] for thing in graph(exported(form="jsonld")) if thing.get("motivation") == "describing"}
    members = [member["id"] for one in collections for member in one["prov:hadMember"]]  # type: ignore[attr-defined]
    assert set(members) == named
    assert len(members) == len(named)
    for one in collections:
        assert len(one["record"]["members"]) == len(one["prov:hadMember"])  # type: ignore[index, arg-type]
