"""Questions over real readings: short reports of our own, and the acceptance report against its reading by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import marsad
from marsad.forecasting import questions, suggestions
from marsad.ledger import open_ledger
from marsad.records import Reading, Report

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "acceptance"
REPORTS = (
    ("d1", "Kivu Wire", "2025-01-24",
     "Goma will almost certainly be taken by the M23, an officer told Kivu Wire. Congolese troops will probably hold "
     "Sake, he said. The fall of Goma would not mean the end of the war, one diplomat said."),
    ("d2", "Lake Bulletin", "2025-01-25",
     "Goma is unlikely to hold out, said Marie Ilunga, a researcher in Nairobi. The ceasefire will probably not last, "
     "she added."),
    ("d3", "Lake Bulletin", "2025-01-28",
     "M23 fighters captured Goma on Monday, witnesses said. Marie Ilunga said that the rebels will likely "
     "take Bukavu next."),
)  # fmt: skip


def test_own_reports_are_grouped_and_the_capture_is_suggested(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "marsad.db") as ledger:
        for name, outlet, published, text in REPORTS:
            report = Report(name, text, None, None, outlet, None, published, "given", "en", name.encode().hex() * 16)
            ledger.add_reading(marsad.read_report(report), setting="balanced", reader="trained")
        found = {question.forecasts[0].name: question for question in questions(ledger)}
        goma = found["d1/f1"]
        assert [(told.name, told.agrees) for told in goma.forecasts] == [("d1/f1", True), ("d2/f1", True)]
        assert len(found) == sum(len(question.forecasts) for question in found.values()) - 1  # the others stand alone
        best = suggestions(ledger, goma)[0]
        assert (best.report, best.event.kind, best.state, best.on) == ("d3", "territory-captured", "true", "2025-01-27")


@pytest.mark.shared
@pytest.mark.skipif(not FOLDER.is_dir(), reason="the folder ../shared/acceptance is not beside this checkout")
def test_the_acceptance_report_asks_what_its_reading_by_hand_asks(tmp_path: Path) -> None:
    by_hand = json.loads((FOLDER / "a00_reading.json").read_text(encoding="utf-8"))
    words = {told["id"]: told["wording_span"]["start"] for told in by_hand["forecasts"]}
    with (FOLDER / "dev" / "reports.jsonl").open(encoding="utf-8") as lines:
        line = next(text for text in lines if json.loads(text)["id"] == "a00")
    (tmp_path / "a00.jsonl").write_text(line, encoding="utf-8")
    (reading,) = marsad.read_reports([tmp_path / "a00.jsonl"])
    assert isinstance(reading, Reading)
    with open_ledger(tmp_path / "marsad.db") as ledger:
        ledger.add_reading(reading, setting="balanced", reader="trained")
        ours = [{told.forecast.wording for told in question.forecasts} for question in questions(ledger)]
    for asked in by_hand["forecast_questions"]:
        if "forecasts" not in asked:
            continue
        theirs = {words[id_] for id_ in asked["forecasts"]}
        together = [q for q in ours if any(span.start <= start < span.end for span in q for start in theirs)]
        assert len(together) == 1, asked["id"]
        assert all(any(span.start <= start < span.end for start in theirs) for span in together[0]), asked["id"]
