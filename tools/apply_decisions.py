"""Applies a desk's decisions on the example campaign to a ledger: ``python tools/apply_decisions.py FILE LEDGER``.

A decision names its records by words of the report, so that it holds whatever ids a version of the program gives. One
whose words this version reads as no record is told and left out.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import marsad
from marsad.records import Reading, Span


def apply(decisions: list[dict[str, Any]], ledger: marsad.Ledger) -> list[str]:
    """Makes the decisions, in order.

    Args:
        decisions: Rows of ``examples/campaign/decisions.json``.
        ledger: A ledger that holds the reports.

    Returns:
        One line for each that could not be made.
    """
    left_out: list[str] = []
    for row in decisions:
        forecasts = row["verdict"] == "resolve"
        found = [record_at(ledger, words, forecasts=forecasts) for words in row["on"]]
        told = ", ".join(f"{words['report']}: {words['words']}" for words in row["on"])
        if None in found:
            left_out.append(f"{row['verdict']}: no record at {told}")
        elif forecasts:
            _resolve(ledger, found[0] or "", row)
        else:
            subjects = [(report, record) for report, _, record in (one.partition("/") for one in found if one)]
            ledger.judge(
                row["verdict"], *subjects, who=row["by"], why=row["why"], field=row.get("field"), value=row.get("value")
            )
    return left_out


def _resolve(ledger: marsad.Ledger, forecast: str, row: dict[str, Any]) -> None:
    from marsad.forecasting import resolve

    event = record_at(ledger, row["event"], forecasts=False) if "event" in row else None
    resolve(ledger, forecast, row["state"], who=row["by"], why=row["why"], on=row["day"], event=event)


def record_at(ledger: marsad.Ledger, words: dict[str, str], *, forecasts: bool) -> str | None:
    """The record that rests on words of a report, as ``report/record``, or None.

    Args:
        ledger: The ledger.
        words: ``report`` and ``words``, which stand in it once.
        forecasts: Whether a forecast is looked for, by its wording, or an event, by its trigger or a figure.
    """
    reading = ledger.reading(words["report"])
    if reading is None:
        return None
    start = reading.report.text.index(words["words"])
    asked = Span.of(reading.report.text, start, start + len(words["words"]))
    spans = _wordings(reading) if forecasts else _triggers(reading)
    found = next((record for record, span in spans if asked.overlaps(span)), None)
    return None if found is None else f"{words['report']}/{found}"


def _wordings(reading: Reading) -> list[tuple[str, Span]]:
    return [(forecast.id, forecast.wording) for forecast in reading.forecasts]


def _triggers(reading: Reading) -> list[tuple[str, Span]]:
    """Figures go before triggers, as one trigger may stand in the words of a neighbour."""
    figures = [(e.id, c.span) for e in reading.events for c in e.counts if c.span is not None]
    return [*figures, *((event.id, event.trigger) for event in reading.events)]


def main(arguments: list[str]) -> int:
    """Applies a file; says what was left out."""
    file, where = arguments
    decisions = json.loads(Path(file).read_text(encoding="utf-8"))
    with marsad.open_ledger(where) as ledger:
        left_out = apply(decisions, ledger)
    print(f"{len(decisions) - len(left_out)} of {len(decisions)} decisions made")
    for line in left_out:
        print(f"left out: {line}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
