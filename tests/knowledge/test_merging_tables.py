from __future__ import annotations

from importlib.resources import files

import pytest

from marsad import KnowledgeError
from marsad.knowledge import load_merging, read_merging

TABLES = {
    name: files("marsad.knowledge").joinpath("data/incidents", name).read_text(encoding="utf-8")
    for name in ("pairs.tsv", "weights.tsv", "scenes.tsv", "bounds.tsv")
}


def test_kinds_go_together_either_way_round() -> None:
    tables = load_merging()
    assert tables.relation("killing", "shelling") == tables.relation("shelling", "killing") == "outcome"
    assert tables.relation("siege", "siege") == "same"
    assert tables.relation("battle", "territory-captured") is None
    assert tables.relation("concession", "withdrawal") is None


def test_who_agrees_weighs_more_than_who_differs() -> None:
    weights = load_merging().weights
    assert (
        weights["sides", "both"] > weights["sides", "actor"] > weights["sides", "open"] > weights["sides", "conflict"]
    )
    assert weights["place", "same-spot"] > weights["place", "same-near"] > weights["place", "apart"]
    assert weights["time", "same-day"] > weights["time", "1-off"] > weights["time", "2-off"]
    assert weights["kind", "same"] > weights["kind", "kin"] > weights["kind", "loose"] > weights["kind", "outcome"]


@pytest.mark.parametrize(
    ("table", "row", "told"),
    [
        ("pairs.tsv", "battle\tquarrel\tkin\tours", "'quarrel' is no kind"),
        ("pairs.tsv", "battle\tsiege\tlasting\tours", "write kin, loose or outcome"),
        ("weights.tsv", "time\tsame-day\tmuch\tours", "'much' is no number"),
        ("bounds.tsv", "km-spot\t3\t", "3 cells wanted"),
    ],
)
def test_a_bad_row_is_refused_with_its_place(table: str, row: str, told: str) -> None:
    number = TABLES[table].count("\n") + 1
    with pytest.raises(KnowledgeError, match=rf"{table}:{number}: .*{told}"):
        read_merging((TABLES | {table: f"{TABLES[table]}{row}\n"}).__getitem__)
