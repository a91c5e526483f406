"""Measures the program, or what it printed earlier, on a gold folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.records import dumps
from marsad.views.evaluation import evaluate, load_gold, read_clusters, read_predictions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from marsad.views.evaluation import Evaluation


def evaluate_folder(
    folder: Path,
    *,
    predictions: Path | None = None,
    incidents: Path | None = None,
    setting: str = "balanced",
    reader: str = "trained",
) -> Evaluation:
    """Scores records against a gold folder.

    Args:
        folder: The gold folder.
        predictions: Lines that were printed for its reports; without it the program reads them now.
        incidents: Incidents to score, JSON Lines with ``id`` and ``members``.
        setting: Which records to print when reading now.
        reader: Who reads: ``trained`` or ``rules``.

    Returns:
        The figures.

    Raises:
        InputError: A file of the folder is missing or malformed.
    """
    gold = load_gold(folder)
    lines = _read_now(folder, setting, reader) if predictions is None else _lines_of(predictions)
    clusters = read_clusters(incidents) if incidents else None
    return evaluate(gold, read_predictions(lines, gold), clusters)


def _read_now(folder: Path, setting: str, reader: str) -> Iterable[str]:
    from marsad import read_reports

    results = read_reports([str(folder / "reports.jsonl")], published=None, setting=setting, reader=reader)
    return (dumps(result) for result in results)


def _lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
