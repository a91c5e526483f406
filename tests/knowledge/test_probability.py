"""Words of probability: the packaged tables hold together, and a malformed row says where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad import MarsadError
from marsad.knowledge import load_horizons, load_probabilities
from marsad.knowledge._probability import COLUMNS, read_probabilities

ROWS = [w for rows in load_probabilities().wordings.values() for w in rows]


def folder_with(tmp_path: Path, *rows: str) -> Path:
    (tmp_path / "probability.tsv").write_text("\n".join(["\t".join(COLUMNS), *rows]) + "\n")
    (tmp_path / "forecast_words.tsv").write_text("word\tclass\tsource\nseem\tseeming\town\n")
    return tmp_path


def test_numbers_rise_and_questions_have_none() -> None:
    for row in ROWS:
        if row.pos == "question":
            assert row.low is row.median is row.high is None
        else:
            assert row.low is not None
            assert row.median is not None
            assert row.high is not None
            assert 0 <= row.low <= row.median <= row.high <= 1


def test_longer_phrases_and_negated_rows_come_first() -> None:
    for rows in load_probabilities().wordings.values():
        ranks = [(-len(w.words), not w.negated) for w in rows]
        assert ranks == sorted(ranks)


@pytest.mark.parametrize(("word", "negative"), [("unlikely", True), ("likely", False), ("may", False)])
def test_words_that_hold_a_negation(word: str, negative: bool) -> None:
    plain = [w for w in load_probabilities().wordings[word] if w.words == (word,) and not w.negated]
    assert {w.negative for w in plain} == {negative}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("likely\tpred\tsubj\t0.9\t0.7\t0.8\tx\t-\town", "must rise"),
        ("likely\tpred\tsubj\t-\t0.7\t0.8\tx\t-\town", "must rise"),
        ("likely\tpred\tsubj\tlow\t0.7\t0.8\tx\t-\town", "numbers from 0 to 1"),
        ("likely\tverbal\tsubj\t0.6\t0.7\t0.8\tx\t-\town", "column pos"),
        ("whether\tquestion\tclause\t0.6\t0.7\t0.8\tx\t-\town", "open question"),
        ("likely\tpred\tsubj\t0.6", "filled columns"),
    ],
)
def test_a_malformed_row_says_where(tmp_path: Path, row: str, told: str) -> None:
    with pytest.raises(MarsadError, match=rf"probability\.tsv:2: .*{told}"):
        read_probabilities(folder_with(tmp_path, row))


def test_a_phrase_stands_once(tmp_path: Path) -> None:
    row = "likely\tpred\tsubj\t0.6\t0.7\t0.8\tx\t-\town"
    with pytest.raises(MarsadError, match="stands in the table already"):
        read_probabilities(folder_with(tmp_path, row, row))


def test_wrong_columns_are_told(tmp_path: Path) -> None:
    folder_with(tmp_path)
    (tmp_path / "probability.tsv").write_text("phrase\tlow\n")
    with pytest.raises(MarsadError, match="the columns must be"):
        read_probabilities(tmp_path)


def test_every_horizon_is_a_number_of_days() -> None:
    assert load_horizons()["-"] == load_horizons()["soon"] == 365
    assert all(days > 0 for days in load_horizons().values())
