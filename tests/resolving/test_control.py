"""Control end to end, with the shipped model: sentences of our own, and who holds what by them."""

from __future__ import annotations

import pytest

import marsad
from marsad.records import Control, Reading

PUBLISHED = "2024-05-10"  # a Friday


def read(text: str) -> Reading:
    return marsad.read(f"{text}\n", published=PUBLISHED)


def place_of(reading: Reading, control: Control) -> str:
    return {p.id: p.name for p in reading.places}[control.place]


def told(text: str) -> list[tuple[str, str | None, str]]:
    reading = read(text)
    return [(place_of(reading, c), c.controller, c.relation) for c in reading.control]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels still control Homs.", ("Homs", "rebels", "holds")),
        ("Rebel strongholds in Idlib were shelled.", ("Idlib", "rebels", "holds")),
        ("The town of Hajin is under the control of the Islamic State.", ("Hajin", "islamic-state", "holds")),
        ("The Houthi-held port of Hodeidah was quiet.", ("Hodeidah", "houthis", "holds")),
        ("The Taliban are in control of most of Kunduz.", ("Kunduz", "taliban", "holds")),
        ("Boko Haram has lost control of Gwoza.", ("Gwoza", "boko-haram", "lost")),
        ("The Taliban no longer hold Kunduz.", ("Kunduz", "taliban", "lost")),
        ("Bakhmut is contested.", ("Bakhmut", None, "contested")),
        ("Neither side holds Bakhmut.", ("Bakhmut", None, "contested")),
        ("Douma, held by the Islamic State, was shelled.", ("Douma", "islamic-state", "holds")),
    ],
)
def test_who_holds_what(text: str, expected: tuple[str, str | None, str]) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The rebels could soon hold Homs.",
        "The army wants to control Homs.",
        "Who holds Homs now?",
        "Residents of Homs strongly support the rebels.",
        "Tishreen held Karama to a draw.",
        "The minister held talks in Cairo.",
        "The ship left Russian territory.",
        "Thousands of people were driven from Homs.",
    ],
)
def test_no_control(text: str) -> None:
    assert told(text) == []


def test_extent_and_days() -> None:
    (share,) = read("About 60 percent of Kunduz is in Taliban hands.").control
    assert share.extent == "About 60 percent"
    assert (share.as_of, share.from_, share.until) == (PUBLISHED, None, None)
    (since,) = read("The Taliban have held Kunduz since 2021.").control
    assert (since.as_of, since.from_) == (PUBLISHED, "2021-01-01")
    (once,) = read("The Islamic State at its peak in 2014 controlled much of Iraq.").control
    assert once.as_of == "2014-12-31"


def test_a_capture_and_a_withdrawal_name_their_event() -> None:
    reading = read("Syrian rebels captured Saraqib on Wednesday.")
    (control,) = reading.control
    assert control.id == f"{reading.events[0].id}.captured"
    assert (control.relation, control.from_, control.as_of) == ("captured", "2024-05-08", PUBLISHED)
    (left,) = read("The Syrian army withdrew from Saraqib on Wednesday.").control
    assert (left.relation, left.until) == ("lost", "2024-05-08")


def test_what_is_foretold_or_denied_takes_no_place() -> None:
    assert told("The rebels will capture Saraqib.") == []
    assert told("The rebels did not capture Saraqib.") == []


def test_who_denies_a_loss_or_a_hold_has_told_of_none() -> None:
    assert told("Islamic State denied on Saturday that it had lost Hajin.") == []
    assert told("The army denied that rebels controlled Homs.") == []
    assert told("The army did not deny that rebels controlled Homs.") == [("Homs", "rebels", "holds")]


def test_the_last_stronghold_is_the_place_that_the_group_is_said_to_hold() -> None:
    text = (
        "Boko Haram still controls Gwoza, residents said.\n\n"
        "Soldiers are moving on the group's last stronghold, where Boko Haram's leaders hide."
    )
    assert told(text)[-1] == ("Gwoza", "boko-haram", "holds")


def test_every_record_points_into_its_report() -> None:
    reading = read("Boko Haram still controls Gwoza. The army has lost Baga, and Banki is in rebel hands.")
    places, actors = {p.id for p in reading.places}, {a.id for a in reading.actors}
    assert reading.control
    for control in reading.control:
        assert control.place in places
        assert control.controller is None or control.controller in actors
        span = control.evidence
        assert reading.report.text[span.start : span.end] == span.exact


# ---------------------------------------------------------------- traps of the reading of the acceptance report


def test_trap_rival_statements_stand_side_by_side() -> None:
    text = (
        "Gwoza is the last stronghold of Boko Haram.\n\n"
        "Boko Haram still controls areas in Chad and in Niger, Idris Bello, a teacher, said."
    )
    reading = read(text)
    held = {(place_of(reading, c), bool(c.sources)) for c in reading.control}
    assert {("Gwoza", False), ("Chad", True), ("Niger", True)} <= held


def test_trap_the_outlets_brackets_in_a_quotation_still_name_the_place() -> None:
    text = "“[Gwoza] is the last big town that Boko Haram still controls,” Idris Bello, a teacher, told Reuters."
    reading = read(text)
    (control,) = reading.control
    assert place_of(reading, control) == "Gwoza"
    assert control.extent == "last big"
    assert [s.name for s in control.sources] == ["Idris Bello"]


def test_trap_a_quotation_left_open_goes_on_with_its_speaker() -> None:
    text = (
        "“Gwoza is the last big town that Boko Haram still controls,” Idris Bello, a teacher, told Reuters. "
        "“Many of its leaders are still there so it is their last pocket.\n\n"
        "“The army is close,” he went on."
    )
    reading = read(text)
    assert {tuple(s.name for s in c.sources) for c in reading.control} == {("Idris Bello",)}
    assert {place_of(reading, c) for c in reading.control} == {"Gwoza"}


def test_trap_scare_quotes_around_a_name_are_no_speech() -> None:
    text = "“The enclave of Gwoza is controlled by the ‘Boko Haram’ organisation,” the mediator wrote."
    reading = read(text)
    assert ("Gwoza enclave", "boko-haram", "holds") in [
        (place_of(reading, c), c.controller, c.relation) for c in reading.control
    ]


def test_trap_allegiance_of_the_people_is_no_control() -> None:
    assert told("Several villages near Gwoza remain strongly supportive of Boko Haram.") == []


def test_trap_a_city_named_as_a_landmark_is_not_what_is_held() -> None:
    text = (
        "Boko Haram still controls Gwoza.\n\n"
        "Troops attacked the last pockets of Boko Haram territory in the villages near the city of Maiduguri."
    )
    assert "Maiduguri" not in {place for place, _, _ in told(text)}


def test_trap_labels_of_the_outlet_do_not_make_a_second_holder() -> None:
    text = "Boko Haram still controls Gwoza. The extremist group also holds Baga."
    assert {holder for _, holder, _ in told(text)} == {"boko-haram"}


# ---------------------------------------------------------------- a part of a town is not the town


@pytest.mark.parametrize(
    "text",
    [
        "The rebels captured the airport in Homs on Tuesday.",
        "The rebels took 12 positions near Homs on Tuesday.",
        "Rebels attacked Homs from the north and seized a chain of hills, residents said.",
        "The rebels took control of the hospital in Homs.",
    ],
)
def test_who_takes_a_building_or_a_hill_has_not_taken_the_town(text: str) -> None:
    assert "Homs" not in {place for place, _, relation in told(text) if relation == "captured"}


@pytest.mark.parametrize(
    "text",
    ["The rebels captured the airport and the town of Saraqib.", "The rebels took control of the town of Saraqib."],
)
def test_who_takes_the_town_with_it_has(text: str) -> None:
    assert ("Saraqib", "rebels", "captured") in told(text)
