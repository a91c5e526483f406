"""What a program printed: one line for each report, read leniently and held to the contract."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marsad._errors import InputError
from marsad.knowledge import load_kinds
from marsad.records import Reading, from_json
from marsad.views.evaluation._contract import violations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from marsad.views.evaluation._gold import GoldFolder


@dataclass(frozen=True, slots=True)
class Predictions:
    """The printed lines of a folder's reports.

    Attributes:
        readings: What could be read, by report id.
        violations: What is against the contract, for every report of the folder.
        stray: The same for lines that belong to no report.
    """

    readings: Mapping[str, Reading]
    violations: Mapping[str, tuple[str, ...]]
    stray: tuple[str, ...]


def read_predictions(lines: Iterable[str], gold: GoldFolder) -> Predictions:
    """Reads printed lines.

    A line that lacks fields of the contract is scored as if nothing had been printed for its report.

    Args:
        lines: Lines as ``marsad read --json`` prints them.
        gold: The folder whose reports they are of.

    Returns:
        The readings and every violation.
    """
    plover_of = {name: kind.plover for name, kind in load_kinds().items()}
    readings: dict[str, Reading] = {}
    found: dict[str, tuple[str, ...]] = {}
    stray: list[str] = []
    for number, line in enumerate(lines, start=1):
        try:
            value, report = _parsed(line)
        except (ValueError, KeyError, TypeError) as error:
            stray.append(f"line {number} cannot be read: {error}")
            continue
        if report not in gold.reports or report in found:
            stray.append(
                f"line {number}: the report {report!r} {'again' if report in found else 'is not in the folder'}"
            )
            continue
        reading, found[report] = _examined(value, gold.reports[report].text, plover_of)
        if reading is not None:
            readings[report] = reading
    if list(found) != [report for report in gold.reports if report in found]:
        stray.append("the lines are not in the order of the reports")
    missing = {report: ("no line for it",) for report in gold.reports if report not in found}
    return Predictions(readings, found | missing, tuple(stray))


def read_clusters(path: Path) -> dict[tuple[str, str], str]:
    """The incident of every (report id, event id), from a file of JSON Lines with ``id`` and ``members``.

    Raises:
        InputError: A line is not as it should be; the message names it.
    """
    incident_of: dict[tuple[str, str], str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip():
            try:
                value = json.loads(line)
                incident_of |= dict.fromkeys(((report, event) for report, event in value["members"]), value["id"])
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(f"{path}:{number}", f"no incident with id and members: {error}") from error
    return incident_of


def _parsed(line: str) -> tuple[dict[str, Any], str]:
    value = json.loads(line)
    report = value["id"] if "error" in value else value["report"]["id"]
    if not isinstance(report, str):
        raise TypeError(f"the id {report!r} is no string")
    return value, report


def _examined(
    value: dict[str, Any], text: str, plover_of: Mapping[str, str | None]
) -> tuple[Reading | None, tuple[str, ...]]:
    found = tuple(violations(value, text, plover_of))
    if "error" in value:
        return None, found
    try:
        return from_json(value), found
    except InputError as error:
        return None, found or (str(error),)
