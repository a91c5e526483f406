from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from marsad.knowledge import load_crosswalk, load_kinds

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "crosswalk.md").read_text(encoding="utf-8")


def test_the_tables_of_the_page_are_current() -> None:
    tool = ROOT / "tools" / "document_crosswalk.py"
    done = subprocess.run([sys.executable, tool, "--check"], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


def test_every_kind_has_a_row() -> None:
    for name in load_kinds():
        assert f"\n| `{name}` |" in PAGE


def test_every_type_of_acled_is_named() -> None:
    for event_type, sub_event_type in load_crosswalk().acled_types:
        assert f"{event_type}: {sub_event_type}" in PAGE


def test_the_page_can_be_found() -> None:
    assert "(crosswalk.md)" in (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
