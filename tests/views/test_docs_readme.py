"""What the README shows is what the program prints."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console

import marsad
from marsad.views._table import print_reading

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_events_shown_are_those_of_the_example() -> None:
    target = io.StringIO()
    console = Console(file=target, width=90, legacy_windows=False, _environ={"TERM": "dumb"})
    print_reading(marsad.read(ROOT / "examples" / "lake-bulletin.txt"), console)
    printed = "\n".join(line.rstrip() for line in target.getvalue().splitlines())
    (shown,) = re.findall(r"```\n(killing .+?\n)```", README, re.DOTALL)
    assert shown in printed


def test_it_fits_on_a_page() -> None:
    assert len(README.splitlines()) < 110
