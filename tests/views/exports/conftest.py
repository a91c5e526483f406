"""A ledger with a few reports of our own, and exports of it as bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import build_sample
from tests.incidents.conftest_incidents import event, figure, reading, source

from marsad.ledger import Ledger, open_ledger
from marsad.records import Reading
from marsad.views.exports import export

HOSTILE = "=cmd|' /C calc'!A1 <script>alert(1)</script> & \u0645\u0631\u0635\u062f"


def strike(name: str, killed: int, said: str, *, published: str, outlet: str) -> Reading:
    """One air strike on one town, told with a figure of its own."""
    told = event(
        "air-strike", "Lake Army", "villagers", "Karth", counts=(figure("killed", killed, "villagers"),),
        status="reported", sources=(source(said),), acled=None, plover="ASSAULT", mode="aerial", cameo="19",
    )  # fmt: skip
    read = reading(name, told, published=published, outlet=outlet)
    return replace(read, report=replace(read.report, sha256=name.encode().hex().ljust(64, "0")))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "marsad.db") as opened:
        sample = build_sample()
        hostile = replace(sample, report=replace(sample.report, outlet=HOSTILE))
        for one in (
            hostile,
            strike("first", 7, "Valley Monitor", published="2031-03-05", outlet="Valley Wire"),
            strike("second", 12, "Lake Army", published="2031-03-06", outlet="Lake Post"),
        ):
            opened.add_reading(one, setting="balanced", reader="trained")
        yield opened


@pytest.fixture
def exported(ledger: Ledger) -> Callable[..., bytes]:
    def run(**asked: Any) -> bytes:
        target = io.BytesIO()
        export(ledger, target, **asked)
        return target.getvalue()

    return run


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))
