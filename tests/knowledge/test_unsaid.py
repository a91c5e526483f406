"""The table of words by which nobody says anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad._errors import KnowledgeError
from marsad.knowledge import load_unsaid
from marsad.knowledge._unsaid import read_unsaid


def test_the_packaged_table_has_every_class() -> None:
    assert all(load_unsaid().values())


def test_an_unknown_class_is_named_with_its_row(tmp_path: Path) -> None:
    table = tmp_path / "unsaid.tsv"
    table.write_text("word\tclass\ndecline\tbelow\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"unsaid\.tsv.*'below' in column class"):
        read_unsaid(table)
