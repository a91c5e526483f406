"""The table of attitudes."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad import MarsadError
from marsad.knowledge import load_attitudes
from marsad.knowledge._attitudes import COLUMNS, read_attitudes


def test_what_the_words_take() -> None:
    attitudes = load_attitudes()
    assert {"to", "obj"} <= attitudes["want", "VERB"]
    assert "none" in attitudes["seem", "VERB"]
    assert "to" in attitudes["opposed", "ADJ"]
    assert all(lemma == lemma.lower().strip() for lemma, _ in attitudes)


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("lemma\tpos", "the columns must be"),
        ("", "the columns must be"),
        (f"{COLUMNS}\nwant\tADV\tto", "needs one of"),
        (f"{COLUMNS}\nwant\tVERB\t", "and complements"),
        (f"{COLUMNS}\nwant\tVERB\tto\nwant\tVERB\tobj", "stands in the table already"),
    ],
)
def test_a_malformed_row_names_file_and_way_out(tmp_path: Path, rows: str, problem: str) -> None:
    path = tmp_path / "attitudes.tsv"
    path.write_text(f"# Source: a test.\n{rows}\n", encoding="utf-8")
    with pytest.raises(MarsadError, match=problem) as caught:
        read_attitudes(path)
    assert "attitudes.tsv" in str(caught.value)
