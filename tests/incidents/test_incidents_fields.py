"""Values by rule, sources counted, reprints, grades."""

from __future__ import annotations

import pytest
from conftest_incidents import event, figure, reading, source

import marsad
from marsad.incidents import originals
from marsad.records import Event, Incident, Reading

STORY = (
    "Shells fell on the market of Tarsk on Tuesday morning while traders were setting up their stalls. The shelling "
    "lasted for about an hour and came from the hills in the east, where the brigade has held several posts since last "
    "winter. Doctors at the small clinic of the town treated people on the floor of the corridor until the evening."
)


def shelled(dead: int, status: str = "reported", told_by: str = "Valley Monitor") -> Event:
    return event(
        "shelling", "Orlen Brigade", "villagers", "Tarsk", counts=(figure("killed", dead, "villagers"),),
        status=status, sources=(source(told_by),),
    )  # fmt: skip


def merged(*readings: Reading, rule: str = "conservative") -> Incident:
    (incident,) = marsad.incidents(readings, rule=rule)
    return incident


RIVALS = (
    reading("a", shelled(12), published="2031-03-05"),
    reading("b", shelled(9, told_by="the clinic"), published="2031-03-06"),
    reading("c", shelled(12, told_by="the mayor"), published="2031-03-06"),
    reading("d", shelled(17, told_by="a trader"), published="2031-03-08"),
)


@pytest.mark.parametrize(("rule", "dead"), [("conservative", 9), ("most-sourced", 12), ("latest", 17)])
def test_a_figure_by_rule_with_every_rival(rule: str, dead: int) -> None:
    incident = merged(*RIVALS, rule=rule)
    (count,) = incident.counts
    assert (count.low, count.best, count.high) == (dead, dead, dead)
    assert sorted(one.best or 0 for one in count.figures) == [9, 12, 12, 17]
    assert {one.source for one in count.figures} == {"Valley Monitor", "the clinic", "the mayor", "a trader"}
    assert incident.rule == rule


def test_a_denied_figure_is_never_chosen_while_another_stands() -> None:
    denied = shelled(0, "denied", "Orlen Brigade")
    (count,) = merged(reading("a", shelled(12)), reading("b", denied)).counts
    assert count.best == 12
    assert len(count.figures) == 2


def test_those_counted_apart_are_no_rivals() -> None:
    told = event(
        "shelling", "Orlen Brigade", "", "Tarsk",
        counts=(figure("killed", 3, "children"), figure("killed", 8, "policemen"), figure("wounded", 20)),
    )  # fmt: skip
    assert len(merged(reading("a", told)).counts) == 3


def test_an_actor_whom_only_a_party_names_is_a_rival_account() -> None:
    told = event("bombing", "Orlen Brigade", "Lake Army", "Tarsk", status="reported", sources=(source("a trader"),))
    blamed = event("bombing", "Harun Guard", "Lake Army", "Tarsk", status="claimed", sources=(source("Lake Army"),))
    incident = merged(reading("a", told), reading("b", blamed))
    assert {(one.name, one.chosen) for one in incident.actors} == {("Orlen Brigade", True), ("Harun Guard", False)}
    assert incident.grade == "contested"
    assert "Harun Guard; Orlen Brigade" in incident.reason


def test_a_spot_is_taken_before_an_area_and_both_are_kept() -> None:
    wide = event("shelling", "Orlen Brigade", "villagers", "Valley")
    incident = merged(reading("a", wide), reading("b", shelled(4)))
    assert incident.place is not None
    assert incident.place.name == "Tarsk"
    assert {place.name for place in incident.places} == {"Tarsk", "Valley"}


def test_a_told_day_is_taken_before_an_open_one() -> None:
    loose = event("shelling", "Orlen Brigade", "villagers", "Tarsk", "2031-03-05", since=None)
    incident = merged(reading("a", loose), reading("b", shelled(4)))
    assert (incident.time.start, incident.time.end) == ("2031-03-04", "2031-03-04")
    assert len(incident.times) == 2


# ---------------------------------------------------------------- sources and reprints


def test_reprinted_copy_counts_once() -> None:
    told = event("shelling", "Orlen Brigade", "villagers", "Tarsk")
    first = reading("agency", told, text=STORY, published="2031-03-04")
    copy = reading("paper", told, text=f"From our agency. {STORY} Read more on page two.", published="2031-03-05")
    other = reading("radio", told, text="A listener called from the market and told what she had seen there.")
    incident = merged(first, copy, other)
    assert incident.sources == ("The Agency", "The Radio")
    assert incident.reprints == ("paper",)
    assert incident.reports == ("agency", "paper", "radio")
    assert merged(first, copy).grade == "weak"


def test_the_earliest_of_equal_texts_is_the_original() -> None:
    reports = [reading(name, text=STORY, published=day).report
               for name, day in (("b", "2031-03-05"), ("a", "2031-03-06"), ("c", "2031-03-04"))]  # fmt: skip
    assert originals(reports) == {"a": "c", "b": "c", "c": "c"}


def test_texts_of_one_topic_are_no_reprints() -> None:
    other = "Shells fell on the market of Tarsk. Nobody at the clinic could say how many had been brought in by noon."
    assert set(originals([reading("a", text=STORY).report, reading("b", text=other).report]).values()) == {"a", "b"}


def test_a_spokesman_counts_as_whom_he_speaks_for() -> None:
    by_name = event("shelling", "Orlen Brigade", "villagers", "Tarsk", sources=(source("Aron Veld", "Valley Monitor"),))
    incident = merged(reading("a", shelled(4)), reading("b", by_name))
    assert incident.sources == ("Valley Monitor",)


# ---------------------------------------------------------------- grades


def test_admitted_and_told_by_another_is_confirmed() -> None:
    admitted = shelled(4, "claimed", "Orlen Brigade")
    incident = merged(reading("a", shelled(4)), reading("b", admitted))
    assert incident.grade == "confirmed"
    assert incident.reason == "admitted by Orlen Brigade, told also by Valley Monitor"


def test_two_independent_sources_are_fair() -> None:
    assert merged(reading("a", shelled(4)), reading("b", shelled(4, told_by="the mayor"))).grade == "fair"


def test_one_source_is_weak_however_many_carry_it() -> None:
    assert merged(reading("a", shelled(4)), reading("b", shelled(4))).grade == "weak"


def test_an_admission_alone_is_weak() -> None:
    assert merged(reading("a", shelled(4, "claimed", "Orlen Brigade"))).grade == "weak"


def test_what_is_only_denied_is_discounted() -> None:
    incident = merged(reading("a", shelled(0, "denied", "Orlen Brigade")))
    assert (incident.grade, incident.reason) == (
        "discounted", "denied by Orlen Brigade, told as done by nobody",
    )  # fmt: skip


def test_what_is_only_foretold_is_weak() -> None:
    foretold = event("offensive", "Lake Army", "", "Tarsk", None, status="forecast")
    assert merged(reading("a", foretold)).grade == "weak"
