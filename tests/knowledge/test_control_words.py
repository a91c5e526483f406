"""Words of control: every row with an example is read as it says, and a malformed row says where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad import MarsadError
from marsad.knowledge import load_control_words
from marsad.knowledge._control_words import COLUMNS, DATA, read_control_words


def table_with(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "words.tsv"
    path.write_text("\n".join(["\t".join(COLUMNS), *rows]) + "\n")
    return path


def test_every_row_that_says_something_shows_it() -> None:
    told = {key: word for key, word in load_control_words().items() if word.relation is not None}
    assert {word.relation for word in told.values()} == {"holds", "lost", "contested"}
    for line in DATA.read_text().splitlines():
        cells = line.split("\t")
        if len(cells) == len(COLUMNS) and (cells[0], cells[1]) in told:
            assert cells[5].count("*") == 2, line


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("hold\tverb\town\tsubj\tobj\t-", "column relation"),
        ("hold\tverbal\tholds\tsubj\tobj\t-", "column pos"),
        ("hold\tverb\tholds", "filled columns"),
    ],
)
def test_a_malformed_row_says_where(tmp_path: Path, row: str, told: str) -> None:
    with pytest.raises(MarsadError, match=rf"words\.tsv:2: .*{told}"):
        read_control_words(table_with(tmp_path, row))


def test_a_use_stands_once(tmp_path: Path) -> None:
    row = "hold\tverb\tholds\tsubj\tobj\t-"
    with pytest.raises(MarsadError, match="stands in the table already"):
        read_control_words(table_with(tmp_path, row, row))


def test_wrong_columns_are_told(tmp_path: Path) -> None:
    path = table_with(tmp_path)
    path.write_text("word\tpos\n")
    with pytest.raises(MarsadError, match="the columns must be"):
        read_control_words(path)
