from __future__ import annotations

from typing import get_args

from marsad.knowledge import load_families, load_worth
from marsad.records import Grade, Status


def test_every_family_grade_and_status_has_a_factor() -> None:
    table = load_worth()
    for part, values in (
        ("family", [family.name for family in load_families()]),
        ("grade", get_args(Grade)),
        ("status", get_args(Status)),
    ):
        assert {value for known, value in table if known == part} == set(values)
    assert all(factor > 0 for factor in table.values())
