from __future__ import annotations

import os
import subprocess
import sys

import pytest

from marsad.views._progress import with_progress

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

SCRIPT = """
import itertools, sys
from marsad.views._progress import with_progress
seconds = itertools.count(0, float(sys.argv[1]))
for item in with_progress("abc", clock=lambda: next(seconds)):
    print(item)
"""


def on_terminal(seconds_per_item: float) -> tuple[str, str]:
    """What a run prints to standard output, and to a terminal as standard error."""
    reader, terminal = pty.openpty()
    command = [sys.executable, "-c", SCRIPT, str(seconds_per_item)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=terminal, check=True, encoding="utf-8")
    os.write(terminal, b"<end>")  # so that reading ends also where nothing was shown
    shown = b""
    while b"<end>" not in shown:
        shown += os.read(reader, 4096)
    os.close(reader)
    os.close(terminal)
    return done.stdout, shown.decode().removesuffix("<end>")


def test_items_pass_unchanged() -> None:
    assert list(with_progress([3, 1, 2])) == [3, 1, 2]


def test_long_work_shows_progress_on_standard_error_only() -> None:
    printed, shown = on_terminal(2)
    assert printed == "a\nb\nc\n"
    assert "reports" in shown


def test_short_work_shows_nothing() -> None:
    assert on_terminal(0.1) == ("a\nb\nc\n", "")
