from __future__ import annotations

from marsad.knowledge import load_first_parts
from marsad.knowledge._tables import packaged_rows


def test_every_first_part_stands_in_its_example() -> None:
    rows = [row for _, row in packaged_rows("hyphens/first_parts.tsv", 2)]
    assert len(load_first_parts()) == len(rows)
    for part, example in rows:
        assert part == part.lower()
        assert example.startswith(f"{part}-")
