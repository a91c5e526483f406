"""Ledgers as the tests of the ledger make them, and a folder for the desk's own tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.ledger.conftest import ledger, make_database, new_database, postgres, where

__all__ = ["ledger", "make_database", "new_database", "postgres", "where"]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of own actors for each test."""
    folder = tmp_path / "own-actors"
    monkeypatch.setenv("MARSAD_ACTORS", str(folder))
    return folder
