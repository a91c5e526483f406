from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ledger.conftest import like_sample, put

from marsad import LedgerError
from marsad.ledger import Ledger, open_ledger
from marsad.records import Reading


@pytest.fixture
def filled(ledger: Ledger, sample: Reading) -> Ledger:
    put(ledger, sample)
    put(ledger, like_sample("other", "Shells fell on the mill."))
    ledger.undo(ledger.judge("reject", ("sample", "e1"), who="A. Desk", why="a drill"), who="B. Desk", why="none")
    return ledger


@pytest.fixture(params=["sqlite", "postgres"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(tmp_path / "restored.db") if request.param == "sqlite" else request.getfixturevalue("make_database")()


def test_a_copy_restores_to_either_database(filled: Ledger, target: str, tmp_path: Path) -> None:
    filled.back_up(tmp_path / "copy")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("copy")) == ["copy"]
    with open_ledger(target) as restored:
        restored.restore(tmp_path / "copy")
        for name in ("sample", "other"):
            assert restored.reading(name) == filled.reading(name)
        assert restored.judgements() == filled.judgements()
        assert [hit.report.id for hit in restored.search("mill")] == ["other"]
        assert list(restored.check()) == []
        assert put(restored, like_sample("third")) == "added"  # numbers go on where they ended
        assert restored.judge("accept", ("third", "e1"), who="A. Desk", why="seen") == 3
    assert filled.reading("third") is None


def test_a_copy_while_others_read_shows_one_state(filled: Ledger, tmp_path: Path) -> None:
    events: Iterator[object] = filled.events()
    next(events)
    filled.back_up(tmp_path / "copy")
    put(filled, like_sample("later"))
    assert len(list(events)) == 2
    with open_ledger(tmp_path / "copy") as copy:
        assert copy.stats().reports == 2
        assert list(copy.check()) == []


def test_what_is_there_is_not_overwritten_unasked(filled: Ledger, tmp_path: Path) -> None:
    filled.back_up(tmp_path / "copy")
    put(filled, like_sample("later"))
    with pytest.raises(LedgerError, match="copy: is there already"):
        filled.back_up(tmp_path / "copy")
    with pytest.raises(LedgerError, match="holds reports already; say --replace"):
        filled.restore(tmp_path / "copy")
    assert filled.reading("later") is not None
    filled.restore(tmp_path / "copy", replace=True)
    assert filled.reading("later") is None
    assert filled.stats().reports == 2
    assert list(filled.check()) == []


def test_what_is_no_copy_is_told(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no such backup"):
        ledger.restore(tmp_path / "nothing")
    (tmp_path / "notes").write_text("Shells fell. " * 200, encoding="utf-8")
    with pytest.raises(LedgerError, match="notes"):
        ledger.restore(tmp_path / "notes")
    with pytest.raises(LedgerError, match="cannot"):
        ledger.back_up(tmp_path / "no folder" / "copy")
