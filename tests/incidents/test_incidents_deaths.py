from __future__ import annotations

from dataclasses import replace

import pytest
from tests.incidents.conftest_incidents import event, figure, reading

from marsad.incidents import Bounds, deaths, deaths_told, incidents
from marsad.records import Count


def attack(*counts: Count, status: str = "reported"):  # type: ignore[no-untyped-def]
    return event("air-strike", "Lake Army", "villagers", "Tarsk", counts=counts, status=status)


def deaths_by(rule: str, *readings: object) -> Bounds:
    (incident,) = incidents(readings, rule=rule)  # type: ignore[arg-type]
    return deaths(incident)


def test_figures_of_different_people_are_added_within_an_account_and_rivals_between_accounts() -> None:
    one = reading("one", attack(figure("killed", 4, "women"), figure("killed", 3, "guards"), figure("wounded", 9)))
    other = reading("other", attack(figure("killed", 12, "people")))
    assert deaths_by("conservative", one, other) == Bounds(7, 7, 12)
    assert deaths_by("conservative", other) == Bounds(12, 12, 12)


def test_the_rule_chooses_among_accounts() -> None:
    early = reading("early", attack(figure("killed", 5)), published="2031-03-05", outlet="Valley Wire")
    late = reading("late", attack(figure("killed", 9)), published="2031-03-06", outlet="Lake Post")
    assert deaths_by("latest", early, late).best == 9
    assert deaths_by("conservative", early, late).best == 5


def test_most_sourced_counts_sources() -> None:
    readings = [
        reading(name, replace(attack(figure("killed", n)), status="asserted"), outlet=outlet)
        for name, n, outlet in (("a", 5, "Valley Wire"), ("b", 9, "Lake Post"), ("c", 9, "Hill Post"))
    ]
    assert deaths_by("most-sourced", *readings).best == 9


@pytest.mark.parametrize("status", ["denied", "forecast", "hypothetical"])
def test_what_did_not_happen_counts_no_dead(status: str) -> None:
    assert deaths_by("conservative", reading("one", attack(figure("killed", 5), status=status))) == Bounds(
        None, None, None
    )


def test_parts_and_running_tolls_are_left_out() -> None:
    whole, part = figure("killed", 14), replace(figure("killed", 4, "children"), subset_of=0)
    assert deaths_told((whole, part)) == Bounds(14, 14, 14)
    assert deaths_by("conservative", reading("one", attack(whole, part))) == Bounds(14, 14, 14)
    assert deaths_told((figure("killed", 400, cumulative=True),)) == Bounds(None, None, None)


def test_a_missing_bound_of_a_sum_is_taken_from_the_middle() -> None:
    several = replace(figure("killed", 2), best=None, high=None)
    assert deaths_told((several,)) == Bounds(2, None, None)
    assert deaths_told((several, figure("killed", 3, "guards"))) == Bounds(5, 5, 5)
