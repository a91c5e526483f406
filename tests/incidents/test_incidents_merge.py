"""One incident for one act: what joins and what stays apart, by the codebook's own list."""

from __future__ import annotations

import json
from itertools import permutations

import pytest
from conftest_incidents import event, figure, reading, source, span
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import marsad
from marsad.incidents import id_of
from marsad.knowledge import load_kinds
from marsad.records import Event, Incident, Reading, dumps, incident_schema

VALIDATOR = Draft202012Validator(incident_schema(tuple(load_kinds())))
STRIKE = event("air-strike", "Lake Army", "Orlen Brigade", "Tarsk")


def together(*readings: Reading) -> set[frozenset[str]]:
    """The groups, members written as report/event."""
    return {frozenset("/".join(member) for member in one.members) for one in marsad.incidents(readings)}


def one_of(*readings: Reading) -> Incident:
    (incident,) = marsad.incidents(readings)
    return incident


def test_two_reports_of_one_strike_are_one_incident() -> None:
    other = event("air-strike", "Lake Army", "Orlen Brigade", "Tarsk", counts=(figure("killed", 4),))
    assert together(reading("north", STRIKE), reading("south", other)) == {frozenset({"north/e1", "south/e1"})}


APART = {
    "another day": event("air-strike", "Lake Army", "Orlen Brigade", "Tarsk", "2031-03-06"),
    "another week": event("air-strike", "Lake Army", "Orlen Brigade", "Tarsk", "2031-02-25"),
    "another town": event("air-strike", "Lake Army", "Orlen Brigade", "Old Ferry"),
    "another country": event("air-strike", "Lake Army", "Orlen Brigade", "Karth"),
    "other sides": event("air-strike", "Harun Guard", "villagers", "Tarsk", "2031-03-06"),
    "another kind": event("arrest", "Lake Army", "Orlen Brigade", "Tarsk"),
}


@pytest.mark.parametrize("name", APART)
def test_another_act_stays_apart(name: str) -> None:
    assert len(together(reading("north", STRIKE), reading("south", APART[name]))) == 2


def test_an_announcement_and_its_execution_are_two() -> None:
    announced = event("concession", "Orlen Brigade", "", "Tarsk")
    done = event("withdrawal", "Orlen Brigade", "", "Tarsk")
    assert len(together(reading("north", announced), reading("south", done))) == 2


def test_a_battle_and_the_capture_that_ends_it_are_two() -> None:
    fought = event("battle", "Lake Army", "Orlen Brigade", "Tarsk", "2031-03-01", until="2031-03-04")
    taken = event("territory-captured", "Lake Army", "Orlen Brigade", "Tarsk")
    assert len(together(reading("north", fought, taken), reading("south", taken))) == 2


def test_a_continuous_battle_for_one_town_is_one() -> None:
    first = event("battle", "Lake Army", "Orlen Brigade", "Tarsk", "2031-03-01", until="2031-03-03")
    second = event("battle", "Orlen Brigade", "Lake Army", "Tarsk", "2031-03-02", until="2031-03-04")
    assert len(together(reading("north", first), reading("south", second))) == 1


def test_an_attack_and_its_casualties_are_one() -> None:
    raid = event("raid", "Orlen Brigade", "Lake Army", "Tarsk")
    dead = event("killing", "", "Lake Army", "Tarsk", counts=(figure("killed", 6, "soldiers"),))
    assert len(together(reading("north", raid, dead))) == 1


def test_the_dead_told_with_an_attack_may_be_of_either_side() -> None:
    raid = event("raid", "Orlen Brigade", "Lake Army", "Tarsk")
    dead = event("killing", "", "Orlen Brigade", "Tarsk", counts=(figure("killed", 2),), status="reported")
    assert len(together(reading("north", raid, dead))) == 1


def test_two_acts_in_one_breath_are_two() -> None:
    met = event("talks", "Lake Army", "Orlen Brigade", "Tarsk", evidence=span("agreed after long talks", 10))
    agreed = event("agreement", "Lake Army", "Orlen Brigade", "Tarsk", evidence=span("agreed", 10))
    assert len(together(reading("north", met, agreed))) == 2
    elsewhere = event("agreement", "Lake Army", "Orlen Brigade", "Tarsk", evidence=span("agreed", 90))
    assert len(together(reading("north", met, elsewhere))) == 1


def test_an_act_told_in_one_breath_with_its_denial_is_one() -> None:
    told = event("shelling", "Lake Army", "", "Tarsk", evidence=span("shelled, which the army denied", 10))
    denied = event(
        "shelling", "Lake Army", "", "Tarsk", evidence=span("which the army denied", 19), status="denied",
        sources=(source("Lake Army"),),
    )  # fmt: skip
    assert len(together(reading("north", told, denied))) == 1


def test_the_growing_toll_of_one_day_is_that_of_its_attack() -> None:
    toll = event("bombing", "", "villagers", "Tarsk", counts=(figure("killed", 27, cumulative=True),))
    told = event("suicide-attack", "", "villagers", "Tarsk", counts=(figure("killed", 24),))
    assert len(together(reading("north", told), reading("south", toll))) == 1


def test_tolls_of_another_sort_are_another_incident() -> None:
    def toll(kind: str, what: str) -> Event:
        told = (figure(what, 4000, cumulative=True),)
        return event(kind, "", "villagers", "Valley", "2030-01-01", until="2031-03-04", counts=told)

    assert len(together(reading("north", toll("killing", "killed"), toll("displacement", "displaced")))) == 2
    assert len(together(reading("north", toll("killing", "killed"), toll("raid", "wounded")))) == 1


def test_air_strikes_during_a_ground_attack_are_apart() -> None:
    ground = event("offensive", "Lake Army", "Orlen Brigade", "Tarsk")
    strikes = event("air-strike", "Lake Army", "Orlen Brigade", "Tarsk", counts=(figure("strikes", 12),))
    assert len(together(reading("north", ground, strikes))) == 2


def test_a_strike_and_the_toll_of_the_campaign_are_two() -> None:
    toll = event(
        "air-strike", "Lake Army", "Orlen Brigade", "Tarsk", "2031-01-01", until="2031-03-04",
        counts=(figure("killed", 310, cumulative=True),),
    )  # fmt: skip
    assert len(together(reading("north", STRIKE), reading("south", toll))) == 2


def test_running_tolls_are_one_incident_with_a_dated_series() -> None:
    def toll(until: str, dead: int) -> Reading:
        told = event(
            "killing", "Lake Army", "villagers", "Valley", "2031-01-01", until=until,
            counts=(figure("killed", dead, "villagers", cumulative=True),), status="reported",
            sources=(source("Valley Monitor"),),
        )  # fmt: skip
        return reading(f"r{dead}", told, published=until)

    incident = one_of(toll("2031-03-01", 210), toll("2031-02-01", 140))
    (count,) = incident.counts
    assert [(one.date, one.best) for one in count.figures] == [("2031-02-01", 140), ("2031-03-01", 210)]
    assert (count.cumulative, count.best) == (True, 210)
    assert incident.grade == "weak"


def test_denials_claims_and_rival_figures_join_what_they_are_about() -> None:
    claim = event(
        "suicide-attack", "Orlen Brigade", "Lake Army", "Tarsk", counts=(figure("killed", 20, "soldiers"),),
        status="claimed", sources=(source("Orlen Brigade"),),
    )  # fmt: skip
    denial = event(
        "bombing", "", "Lake Army", "Tarsk", None, status="denied", counts=(figure("killed", 0, "soldiers"),),
        sources=(source("Lake Army"),), until="2031-03-05",
    )  # fmt: skip
    rival = event(
        "suicide-attack", "", "Lake Army", "Tarsk", counts=(figure("killed", 5, "soldiers"),), status="reported",
        sources=(source("Valley Monitor"),),
    )  # fmt: skip
    incident = one_of(reading("north", claim, rival), reading("south", denial))
    assert incident.grade == "contested"
    (count,) = incident.counts
    assert {(one.best, one.status) for one in count.figures} == {(20, "claimed"), (0, "denied"), (5, "reported")}


def test_a_background_mention_joins_its_incident() -> None:
    later = event("air-strike", "Lake Army", "Orlen Brigade", "Tarsk", background=True)
    assert len(together(reading("north", STRIKE), reading("south", later, published="2031-04-20"))) == 1


def test_background_is_another_act_than_the_news_of_its_report() -> None:
    earlier = event("air-strike", "Lake Army", "", "Tarsk", None, until="2031-03-05", background=True)
    assert len(together(reading("north", STRIKE, earlier))) == 2


def test_a_forecast_joins_the_act_that_it_foretells() -> None:
    foretold = event("offensive", "Lake Army", "Orlen Brigade", "Tarsk", None, status="forecast")
    done = event("offensive", "Lake Army", "Orlen Brigade", "Tarsk", "2031-03-08")
    early, late = reading("north", foretold), reading("south", done, published="2031-03-09")
    assert len(together(early, late)) == 1


def test_a_forecast_does_not_join_an_act_before_it() -> None:
    foretold = event("offensive", "Lake Army", "Orlen Brigade", "Tarsk", None, status="forecast")
    done = event("offensive", "Lake Army", "Orlen Brigade", "Tarsk", "2031-02-01")
    assert len(together(reading("north", foretold), reading("south", done))) == 2


def test_what_a_report_foretells_is_not_what_it_tells_as_done() -> None:
    foretold = event("offensive", "Lake Army", "Orlen Brigade", "Tarsk", None, status="forecast")
    done = event("offensive", "Lake Army", "Orlen Brigade", "Tarsk", "2031-03-05")
    assert len(together(reading("north", foretold, done))) == 2


def test_civilians_of_two_countries_are_not_one_side() -> None:
    here = event("displacement", "", "villagers", "Tarsk")
    there = event("displacement", "", "villagers", "")
    assert len(together(reading("north", here), reading("south", there))) == 2


# ---------------------------------------------------------------- invariants

KINDS = ("air-strike", "shelling", "killing", "battle", "raid", "withdrawal")
DAYS = tuple(f"2031-03-{day:02d}" for day in range(1, 9))
SIDES = ("", "Lake Army", "Orlen Brigade", "Harun Guard", "villagers")
ACTS = st.builds(
    event,
    st.sampled_from(KINDS),
    st.sampled_from(SIDES),
    st.sampled_from(SIDES),
    st.sampled_from(("", "Tarsk", "Old Ferry", "Valley", "Karth")),
    st.sampled_from(DAYS),
    since=st.sampled_from(("", None)),
    status=st.sampled_from(("asserted", "claimed", "denied", "forecast")),
    background=st.booleans(),
    counts=st.lists(st.builds(figure, st.just("killed"), st.integers(0, 9)), max_size=2).map(tuple),
)
REPORTS = st.lists(st.lists(ACTS, max_size=4), max_size=5).map(
    lambda reports: [reading(f"r{number}", *acts) for number, acts in enumerate(reports)]
)


@given(REPORTS, st.randoms(use_true_random=False), st.sampled_from(("conservative", "most-sourced", "latest")))
def test_every_event_is_in_one_incident_whatever_the_order(readings: list[Reading], chance, rule: str) -> None:  # type: ignore[no-untyped-def]
    found = marsad.incidents(readings, rule=rule)
    members = [member for one in found for member in one.members]
    assert sorted(members) == sorted((r.report.id, e.id) for r in readings for e in r.events)
    shuffled = list(readings)
    chance.shuffle(shuffled)
    assert marsad.incidents(shuffled, rule=rule) == found
    for one in found:
        VALIDATOR.validate(json.loads(dumps(one)))
        assert one.id == id_of(one.members)
        figures = sum(len(count.figures) for count in one.counts)
        told = {(r.report.id, e.id): e for r in readings for e in r.events}
        assert figures == sum(len(told[member].counts) for member in one.members)


@given(REPORTS)
def test_a_person_s_word_is_kept(readings: list[Reading]) -> None:
    found = marsad.incidents(readings)
    merged = next((one for one in found if len(one.members) > 1), None)
    if merged is None:
        assert all(len(one.members) == 1 for one in found)
        return
    first, last = merged.members[0], merged.members[-1]
    again = marsad.incidents(readings, different=[(first, last)])
    assert not any({first, last} <= set(one.members) for one in again)


def test_a_person_joins_what_the_program_keeps_apart() -> None:
    pair = [reading("north", STRIKE), reading("south", APART["another town"])]
    assert len(marsad.incidents(pair, same=[(("north", "e1"), ("south", "e1"))])) == 1


def test_no_third_mention_brings_together_what_a_person_parted() -> None:
    three = [reading(name, STRIKE) for name in ("east", "north", "south")]
    for one, other in permutations(("east", "north", "south"), 2):
        groups = marsad.incidents(three, different=[((one, "e1"), (other, "e1"))])
        assert len(groups) == 2


def test_why_two_members_were_joined_is_told() -> None:
    incident = one_of(reading("north", STRIKE), reading("south", STRIKE))
    (link,) = incident.links
    assert link.members == (("north", "e1"), ("south", "e1"))
    found = {part.part: part.found for part in link.parts}
    assert (found["kind"], found["time"], found["place"], found["sides"]) == ("same", "same-day", "same-spot", "both")
    assert link.score > 0


def test_the_same_reading_twice_counts_once() -> None:
    assert len(marsad.incidents([reading("north", STRIKE)] * 2)[0].members) == 1


def test_two_readings_of_one_id_are_refused() -> None:
    with pytest.raises(marsad.InputError, match=r"north: two different readings"):
        marsad.incidents([reading("north", STRIKE), reading("north", APART["another day"])])


def test_an_unknown_rule_or_event_is_refused() -> None:
    with pytest.raises(marsad.UsageError, match="conservative, most-sourced, latest"):
        marsad.incidents([], rule="loudest")
    with pytest.raises(marsad.UsageError, match=r"\('north', 'e9'\)"):
        marsad.incidents([reading("north", STRIKE)], same=[(("north", "e1"), ("north", "e9"))])


def test_no_readings_no_incidents() -> None:
    assert marsad.incidents([]) == []
