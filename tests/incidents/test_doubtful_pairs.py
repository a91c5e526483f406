from __future__ import annotations

from pathlib import Path

from tests.views.desk.desk_reports import act

from marsad.incidents import doubtful_pairs
from marsad.ledger import open_ledger


def test_pairs_on_both_sides_of_the_score_are_told_the_closest_first(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "war.db") as ledger:
        for reading in (
            act("one", "shelling", "Tarsk", "2031-03-04", killed=(15, 15, 20)),
            act("two", "shelling", "Tarsk", "2031-03-04", killed=(9, 9, 9), outlet="Lake Times"),
            act("three", "shelling", "Upper Valley", "2031-03-05", killed=(15, 15, 20), outlet="Lake Post"),
            act("far", "arrest", "Karth", "2031-04-03", actor="lake-army"),
        ):
            ledger.add_reading(reading, setting="balanced", reader="trained")
        found = doubtful_pairs(ledger, band=6.0, most=10, around=10)
        assert [abs(pair.margin) for pair in found] == sorted(abs(pair.margin) for pair in found)
        assert {pair.one[0] for pair in found} | {pair.other[0] for pair in found} == {"one", "two", "three"}
        assert [pair.margin < 0 for pair in found].count(True) == 1
        assert doubtful_pairs(ledger, band=6.0, most=1, around=10) == found[:1]
        assert all(pair.margin >= 0 for pair in doubtful_pairs(ledger, band=6.0, most=10, around=0))
