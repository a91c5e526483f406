"""``marsad watch`` as a process: it adds, goes on, and stops when it is told to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.serving import BODY, Answer, serving

from marsad.ledger import open_ledger

RUN = [sys.executable, "-c", "from marsad.views.cli import main; main()"]


def marsad(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*RUN, *map(str, arguments)], capture_output=True, encoding="utf-8", cwd=cwd, check=False,
        env=os.environ | {"COLUMNS": "100"},
    )  # fmt: skip


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_text(BODY)
    return folder


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_watch_stops_cleanly_when_told(inbox: Path, tmp_path: Path, number: signal.Signals) -> None:
    command = [*RUN, "watch", "inbox", "--every", "100"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("a: added, ")
        process.send_signal(number)
        out, err = process.communicate()
    assert (process.returncode, out, err) == (0, "", "marsad: stopped\n")
    with open_ledger(tmp_path / "marsad.db") as ledger:
        assert ledger.stats().reports == 1
        assert list(ledger.check()) == []


def test_one_round(inbox: Path, tmp_path: Path) -> None:
    (inbox / "b.txt").write_bytes(b"")
    done = marsad("watch", "inbox", "--once", "--json", cwd=tmp_path)
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "b"]
    assert "inbox/b.txt: holds no text" in done.stderr
    missing = marsad("watch", "nowhere", "--once", cwd=tmp_path)
    assert missing.returncode == 2
    assert "nowhere: does not exist" in missing.stderr


def test_addresses_are_read_only_where_they_may_be(tmp_path: Path) -> None:
    item = "<item><title>Mill</title><description>Shells fell on the mill of Tarsk, killing two.</description></item>"
    feed = f"<rss version='2.0'><channel><title>Wire</title>{item}</channel></rss>"
    with serving({"/feed": Answer(feed, kind="application/rss+xml")}) as site:
        refused = marsad("read", f"{site.url}/feed", "--json", cwd=tmp_path)
        assert refused.returncode == 1
        assert "is on this machine or in a private network, which marsad does not ask" in refused.stderr
        assert site.asked == []
        done = marsad("read", f"{site.url}/feed", "--json", "--allow-private", cwd=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["report"]["outlet"] == "Wire"
    assert done.stderr == f"marsad: {site.url}/feed, entry 1: only a teaser; --follow fetches the whole\n"
