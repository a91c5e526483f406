"""A gold folder made by hand for the sample report, and a report without gold beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from marsad.records import Reading

SHELLED = "The Orlen Brigade shelled the village of Tarsk on Tuesday, killing at least 15 people"
WOUNDED = "Two of its fighters were wounded near Old Ferry"
FORETOLD = "We will probably hold Tarsk by spring"

EVENT: dict[str, Any] = {
    "report_id": "sample", "event_no": 1, "plover_type": "ASSAULT", "plain_type": "shelling", "actor": "Orlen Brigade",
    "target": None, "place": "Tarsk", "lat": 35.5, "lon": 40.25, "scale": "exact", "date_start": "2031-03-04",
    "date_end": "2031-03-04", "counts": [{"what": "killed", "whom": "people", "low": 15, "best": 15, "high": None}],
    "source": "the Valley Monitor", "status": "reported", "evidence": SHELLED,
}  # fmt: skip
SECOND: dict[str, Any] = EVENT | {
    "event_no": 2, "plain_type": "casualties", "actor": None, "target": "the brigade", "place": "Old Ferry",
    "scale": "admin1", "date_start": None, "date_end": "2031-03-05", "source": "Orlen Brigade", "status": "background",
    "counts": [{"what": "wounded", "whom": "fighters", "low": 2, "best": 2, "high": 2}], "evidence": WOUNDED,
}  # fmt: skip
FORECAST: dict[str, Any] = {
    "report_id": "sample", "speaker": "Orlen Brigade", "proposition": "The brigade holds Tarsk",
    "wording": "will probably", "probability_word": "probably", "evidence": FORETOLD,
}  # fmt: skip
CONTROL: dict[str, Any] = {
    "report_id": "sample", "place": "Tarsk", "lat": 35.5, "lon": 40.25, "scale": "exact", "controller": "Orlen Brigade",
    "change": "holds", "evidence": FORETOLD,
}  # fmt: skip


def write_rows(path: Path, *rows: dict[str, Any]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def gold_folder(tmp_path: Path, sample: Reading) -> Path:
    folder = tmp_path / "valley"
    folder.mkdir()
    report = {"id": "sample", "text": sample.report.text, "published": "2031-03-05", "coded": True}
    other = {"id": "other", "text": "Nothing was coded here.", "published": None, "coded": False}
    write_rows(folder / "reports.jsonl", report, other)
    write_rows(folder / "gold.jsonl", EVENT, SECOND)
    write_rows(folder / "forecasts.jsonl", FORECAST)
    write_rows(folder / "control.jsonl", CONTROL)
    write_rows(folder / "incidents.jsonl", {"incident_id": "i1", "members": [["sample", 1], ["sample", 2]]})
    (folder / "aliases.tsv").write_text("# name\tcanonical\nthe brigade\tOrlen Brigade\n", encoding="utf-8")
    (tmp_path / "plain_types.tsv").write_text("casualties\tkilling|battle\n", encoding="utf-8")
    return folder
