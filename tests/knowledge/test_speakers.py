"""The table of what speakers are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad import MarsadError
from marsad.knowledge import load_speakers
from marsad.knowledge._speakers import COLUMNS, read_speakers


def test_who_stands_where() -> None:
    speakers = load_speakers()
    assert speakers["spokesman"] == "side"
    assert speakers["witness"] == "outside"
    assert speakers["watchdog"] == "group"
    assert all(word == word.lower().strip() for word in speakers)


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("word\tstands", "the columns must be"),
        ("", "the columns must be"),
        (f"{COLUMNS}\nwitness\tnowhere\t-", "must stand as one of"),
        (f"{COLUMNS}\nwitness\toutside\t-\nwitness\topen\t-", "stands in the table already"),
    ],
)
def test_a_malformed_row_names_file_and_way_out(tmp_path: Path, rows: str, problem: str) -> None:
    path = tmp_path / "speakers.tsv"
    path.write_text(f"# Source: a test.\n{rows}\n", encoding="utf-8")
    with pytest.raises(MarsadError, match=problem) as caught:
        read_speakers(path)
    assert "speakers.tsv" in str(caught.value)
