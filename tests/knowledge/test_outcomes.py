from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from marsad import KnowledgeError
from marsad.knowledge import load_kinds, load_outcomes, read_outcomes
from marsad.knowledge._outcomes import DATA


def test_every_row_has_a_source_and_words_that_can_stand() -> None:
    table = load_outcomes()
    for form, verbs in table.verbs.items():
        assert form == form.lower()
        assert all(form in verb.forms for verb in verbs)
        assert [len(verb.rest) for verb in verbs] == sorted((len(verb.rest) for verb in verbs), reverse=True)
    assert {"taken", "retaken", "overrun", "held", "overthrown"} <= set(table.passives)
    assert table.rules["rank-least"] == 20


def test_one_wording_has_one_meaning() -> None:
    seen = [(form, verb.rest, verb.of, verb.theme) for form, verbs in load_outcomes().verbs.items() for verb in verbs]
    assert len(seen) == len(set(seen))


def test_what_settles_an_outcome_is_an_act_of_a_kind() -> None:
    for rows in load_outcomes().settling.values():
        assert all(row.kind in load_kinds() and 0 < row.weight <= 3 for row in rows)


@pytest.mark.parametrize(
    ("name", "row", "message"),
    [
        ("outcomes.tsv", "fly\tflies\tflown\t-\tsubj\tbird\t-\tflight\tyes\town", "there are place, force"),
        ("outcomes.tsv", "fly\tflies\tflown\t-\tsubj\tplace\t-\tflight\tmaybe\town", "there are yes, no"),
        ("settling.tsv", "flight\tbattle\tplace\tyes\t1\town", "is no outcome"),
        ("settling.tsv", "ground-taken\tflight\tplace\tyes\t1\town", "there are battle"),
        ("rules.tsv", "rank\tmany\town", "is no number"),
        ("nouns.tsv", "bird\tanimal\tbird\town", "there are place"),
    ],
)
def test_a_malformed_row_is_named(tmp_path: Path, name: str, row: str, message: str) -> None:
    folder = tmp_path / "forecasts"
    shutil.copytree(DATA, folder)
    with (folder / name).open("a") as table:
        table.write(row + "\n")
    with pytest.raises(KnowledgeError, match=rf"{name}:\d+: .*{message}"):
        read_outcomes(folder)
