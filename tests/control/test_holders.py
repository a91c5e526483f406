from __future__ import annotations

from typing import Any

import pytest
from tests.control.conftest import in_one_sentence, put, record, report, says

from marsad import UsageError
from marsad.control import PlaceOnDay, holders
from marsad.ledger import Ledger

MONITOR = says("Valley Monitor")


def on(ledger: Ledger, day: str, **wanted: Any) -> PlaceOnDay:
    (found,) = holders(ledger, at=day, **{"place": "Tarsk"} | wanted)
    return found


def told(found: PlaceOnDay) -> list[tuple[str, str | None, list[str]]]:
    return [(claim.relation, claim.controller, [said.says for said in claim.voices]) for claim in found.claims]


def test_a_statement_stands_from_its_day_and_for_so_long_as_the_rule_says(ledger: Ledger) -> None:
    put(ledger, report("a", record("holds", as_of="2031-03-01")))
    assert on(ledger, "2031-02-28").state == "no statement"
    assert on(ledger, "2031-03-01").state == "held"
    assert on(ledger, "2031-08-28").state == "held"
    assert on(ledger, "2031-08-29").state == "no statement"
    assert on(ledger, "2031-03-31", rule="fresh").state == "held"
    assert on(ledger, "2031-04-01", rule="fresh").state == "no statement"
    assert on(ledger, "2099-01-01", rule="open-ended").state == "held"


def test_a_capture_ends_the_holding_of_the_other_as_the_same_source_tells_it(ledger: Ledger) -> None:
    put(
        ledger,
        report("a", record("holds", as_of="2031-03-01")),
        report("b", record("captured", "lake-army", since="2031-03-10", as_of="2031-03-11")),
    )
    assert told(on(ledger, "2031-03-09")) == [("holds", "orlen-brigade", ["Valley Wire"])]
    assert told(on(ledger, "2031-03-10")) == [("holds", "lake-army", ["Valley Wire"])]


def test_rivals_stand_side_by_side_and_what_was_told_before_a_change_is_no_dispute(ledger: Ledger) -> None:
    put(
        ledger,
        report("a", record("holds", as_of="2031-03-01"), outlet="Hill Post"),
        report("b", record("captured", "lake-army", since="2031-03-10", as_of="2031-03-11", by=MONITOR)),
    )
    after = on(ledger, "2031-03-12")
    assert after.state == "held"
    assert [(claim.controller, claim.overtaken) for claim in after.claims] == [
        ("lake-army", False), ("orlen-brigade", True),
    ]  # fmt: skip
    put(ledger, report("c", record("holds", as_of="2031-03-12"), outlet="Hill Post"))
    assert on(ledger, "2031-03-12").state == "disputed"
    assert not any(claim.overtaken for claim in on(ledger, "2031-03-12").claims)


def test_a_later_state_outdates_an_older_state_but_contradicts_a_capture(ledger: Ledger) -> None:
    put(
        ledger,
        report("a", record("holds", as_of="2031-03-01"), record("holds", place="Karth", as_of="2031-03-01")),
        report("b", record("captured", "lake-army", "Karth", since="2031-03-04"), outlet="Hill Post"),
        report("c", record("holds", "lake-army", as_of="2031-03-09", by=MONITOR)),
        report("d", record("holds", place="Karth", as_of="2031-03-09"), outlet="Lake Post"),
    )
    assert on(ledger, "2031-03-09").state == "held"
    assert [claim.controller for claim in on(ledger, "2031-03-09").claims if claim.overtaken] == ["orlen-brigade"]
    assert on(ledger, "2031-03-09", place="Karth").state == "disputed"


@pytest.mark.parametrize(
    ("records", "state"),
    [
        ((record("contested", None, as_of="2031-03-05"),), "contested"),
        ((record("lost", until="2031-03-05"),), "lost"),
        ((record("holds", as_of="2031-03-05", extent="the north"),
          record("holds", "lake-army", as_of="2031-03-05", extent="the south")), "shared"),
        ((record("lost", until="2031-03-05", by=MONITOR), record("holds", as_of="2031-03-05")), "disputed"),
        ((record("contested", None, as_of="2031-03-05", by=MONITOR), record("holds", as_of="2031-03-05")), "disputed"),
        ((record("lost", until="2031-03-04", by=MONITOR), record("captured", "lake-army", since="2031-03-04")), "held"),
        ((record("holds", "ypg", as_of="2031-03-05"),
          record("holds", "syrian-democratic-forces", as_of="2031-03-05", by=MONITOR)), "held"),
    ],
)  # fmt: skip
def test_states(ledger: Ledger, records: Any, state: str) -> None:
    put(ledger, report("a", *records))
    assert on(ledger, "2031-03-05").state == state


def test_allies_told_in_one_sentence_are_no_rivals_and_do_not_end_each_other(ledger: Ledger) -> None:
    both = [record("captured", actor, since="2031-03-05") for actor in ("lake-army", "orlen-brigade")]
    put(ledger, in_one_sentence("a", *both))
    found = on(ledger, "2031-03-05")
    assert found.state == "held"
    assert [claim.controller for claim in found.claims] == ["lake-army", "orlen-brigade"]


def test_a_province_does_not_give_its_towns(ledger: Ledger) -> None:
    put(ledger, report("a", record("captured", "lake-army", "Valley", since="2031-03-05")))
    found = on(ledger, "2031-03-05")
    assert (found.state, found.claims) == ("no statement", ())
    assert [(wide.place.name, wide.state) for wide in found.wider] == [("Valley", "held")]


def test_who_says_so_and_how(ledger: Ledger) -> None:
    spokesman = says("a spokesman", affiliation="Lake Army")
    put(
        ledger,
        report(
            "a",
            record("holds", "lake-army", as_of="2031-03-05"),
            record("holds", "lake-army", as_of="2031-03-05", by=MONITOR),
            record("holds", "lake-army", as_of="2031-03-05", by=spokesman),
            record("holds", "lake-army", as_of="2031-03-05", by=says("a farmer")),
        ),
    )
    (claim,) = on(ledger, "2031-03-05").claims
    assert {said.says: said.status for said in claim.voices} == {
        "Valley Wire": "outlet", "Valley Monitor": "reported", "Lake Army": "claimed", "a farmer": "reported",
    }  # fmt: skip


def test_an_outlet_of_a_side_claims(ledger: Ledger) -> None:
    put(ledger, report("a", record("holds", "islamic-state", as_of="2031-03-05"), outlet="Amaq"))
    assert on(ledger, "2031-03-05").claims[0].voices[0].status == "claimed"


def test_without_a_day_it_is_the_last_one_told(ledger: Ledger) -> None:
    assert holders(ledger) == []
    put(ledger, report("a", record("holds", as_of="2031-03-01"), record("holds", place="Karth", as_of="2031-04-01")))
    assert [(one.place.name, one.day, one.state) for one in holders(ledger)] == [
        ("Karth", "2031-04-01", "held"), ("Tarsk", "2031-04-01", "held"),
    ]  # fmt: skip


def test_filters(ledger: Ledger) -> None:
    put(
        ledger,
        report("a", record("holds", as_of="2031-03-01"), record("holds", "lake-army", "Karth", as_of="2031-03-01")),
    )

    def names(**wanted: Any) -> list[str]:
        return [one.place.name for one in holders(ledger, at="2031-03-01", **wanted)]

    assert names() == ["Karth", "Tarsk"]
    assert names(actor="Lake Army") == names(actor="lake-army") == ["Karth"]
    assert names(box=(40, 35, 41, 36)) == ["Tarsk"]
    assert names(box=(170, 35, 41, 36)) == ["Tarsk"]
    assert names(place="tarsk") == names(place="TARSK") == ["Tarsk"]


@pytest.mark.parametrize(
    "wanted",
    [{"at": "yesterday"}, {"place": "Nowhere"}, {"rule": "for ever"}, {"box": (0, 9, 0, 1)}, {"box": (0, 0, 0, 91)}],
)
def test_wrong_use(ledger: Ledger, wanted: dict[str, Any]) -> None:
    put(ledger, report("a", record("holds", as_of="2031-03-01")))
    with pytest.raises(UsageError):
        holders(ledger, **wanted)


def test_a_later_reading_replaces_an_earlier_one(ledger: Ledger) -> None:
    first = report("a", record("holds", as_of="2031-03-01"), record("holds", "lake-army", as_of="2031-03-01"))
    ledger.add_reading(first, setting="balanced", reader="trained")
    again = report("a", record("holds", as_of="2031-03-01"))
    text = first.report
    ledger.add_reading(
        type(first)(text, *(getattr(again, name) for name in first.__slots__[1:])), setting="precise", reader="trained"
    )
    assert on(ledger, "2031-03-01").state == "held"


def test_by_one_source_only_what_it_tells_is_told(ledger: Ledger) -> None:
    put(
        ledger,
        report("a", record("holds", as_of="2031-03-01"), outlet="Hill Post"),
        report("b", record("captured", "lake-army", since="2031-03-10", as_of="2031-03-11", by=MONITOR)),
    )
    alone = on(ledger, "2031-03-12", source="Hill Post")
    assert told(alone) == [("holds", "orlen-brigade", ["Hill Post"])]
    assert not alone.claims[0].overtaken
    assert on(ledger, "2031-03-12", source="nobody").state == "no statement"
    assert [one.day for one in holders(ledger, source="Hill Post")] == ["2031-03-01"]  # the last day that it speaks of
    assert holders(ledger, near=(10.0, 10.0, 5.0)) == []
