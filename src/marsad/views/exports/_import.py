"""Corrections made in a spreadsheet of ours, read back as judgements of whoever made them.

A row names its event; a cell that differs from what the ledger says is a correction, the columns ``verdict`` and
``note`` are judgements of their own. A row whose ``state`` is not what the ledger would export today is refused:
somebody has decided since, and the later decision must see the earlier one. It is not where nobody edited the row, or
where all that it asks for stands already: so a table can be read back twice.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from marsad._errors import InputError, UsageError
from marsad.ledger import EventFilter
from marsad.views._cells import printed, unguarded
from marsad.views.exports._composed import LatestReadings
from marsad.views.exports._export import about_export
from marsad.views.exports._own import EVENT_COLUMNS, EVENTS, event_cells, state_of

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping

    from marsad.ledger import Found, Json, Ledger, Standing, Verdict

Outcome = Literal["unchanged", "judged", "refused"]
_NAMES = [column.name for column in EVENT_COLUMNS]
_KEYS = ("report", "event", "state")
_WORDS = ("kind", "status", "place")
_PARTIES = ("actors", "targets")
_TIME = ("start", "end")
_DEATHS = ("killed_low", "killed_best", "killed_high")
_EDITABLE = (*_WORDS, *_PARTIES, *_TIME, *_DEATHS)
_OPINIONS = ("verdict", "note")
_VERDICTS: dict[str, Verdict] = {"accept": "accept", "reject": "reject"}


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one row.

    Attributes:
        row: Its number in the file, the header being 1.
        record: Report and event, as in ``lake-bulletin/e5``.
        outcome: ``unchanged``; ``judged``; or ``refused``.
        told: What was decided, or why the row was refused.
    """

    row: int
    record: str
    outcome: Outcome
    told: str


def import_corrections(
    ledger: Ledger, source: str | os.PathLike[str], *, who: str, why: str, dry_run: bool = False
) -> Iterator[Imported]:
    """Reads a CSV file that ``marsad export`` wrote in the shape ``events`` and that a person has edited.

    Args:
        ledger: The ledger that it came from.
        source: The file; separated by commas or, as some spreadsheets write it, by semicolons.
        who: By whom.
        why: The reason; a note in a row goes before it.
        dry_run: Only tell what would be judged.

    Yields:
        What became of each row, in order.

    Raises:
        InputError: The file is no such table.
        UsageError: Nobody, or no reason, is named.
    """
    if not who.strip() or not why.strip():
        raise UsageError("a judgement is somebody's and has a reason: say who and why")
    path = Path(source)
    now = _Now(ledger)
    for number, row in _rows(path):
        record = f"{row['report']}/{row['event']}"
        try:
            changes = _changes(now.cells(row["report"], row["event"]), row, now.standing(row["event"]))
        except UsageError as error:
            yield Imported(number, record, "refused", str(error))
            continue
        told = []
        refused = None
        for verdict, field, value in changes:
            decide = ledger.check_judgement if dry_run else ledger.judge
            try:
                decide(
                    verdict, (row["report"], row["event"]), who=who, why=row["note"] or why, field=field, value=value
                )
            except UsageError as error:
                refused = str(error)
                break
            now.forget()
            told.append(f"{field}: {value}" if field else verdict)
        if refused is not None:
            kept = f" (kept: {', '.join(told)})" if told and not dry_run else ""
            yield Imported(number, record, "refused", refused + kept)
        else:
            yield Imported(number, record, "judged" if told else "unchanged", ", ".join(told))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror}); correct the path") from error
    except UnicodeDecodeError:
        raise InputError(str(path), "is not UTF-8; save it as CSV UTF-8") from None
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = next(rows, [])
        missing = [name for name in (*_KEYS, *_EDITABLE) if name not in names]
        if missing:
            raise InputError(str(path), f"has no column {missing[0]!r}; give a table of marsad export --shape events")
        for number, cells in enumerate(rows, start=2):
            row = dict.fromkeys(_OPINIONS, "") | dict(zip(names, map(unguarded, cells), strict=False))
            if len(cells) >= len(names) and not row["report"].startswith("#"):  # a row of HXL tags
                yield number, row
    except csv.Error as error:
        raise InputError(str(path), f"is no table of comma-separated values ({error})") from None


class _Now:
    """Events as they would be exported now; those of the report that was asked for last are kept."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._about = about_export(EVENTS.name, "", EventFilter())
        self.forget()

    def forget(self) -> None:
        """Lets go of what is kept, which a judgement may have changed."""
        self._report: str | None = None
        self._events: dict[str, Found] = {}
        self._readings = LatestReadings(self._ledger)

    def cells(self, report: str, event: str) -> Mapping[str, str]:
        """The cells of an event by the names of their columns.

        Raises:
            UsageError: The ledger has no such event.
        """
        if report != self._report:
            self.forget()
            found = self._ledger.events(EventFilter(report=report, rejected=True))
            self._report, self._events = report, {one.event.id: one for one in found}
        if event not in self._events:
            raise UsageError("the latest reading of the ledger has no such event; export anew")
        told = event_cells(self._events[event], self._readings, self._about)
        return dict(zip(_NAMES, map(printed, told), strict=True))

    def standing(self, event: str) -> tuple[Standing, ...]:
        """The judgements that stand on an event of the report that was asked for last."""
        return self._events[event].judgements


def _changes(
    now: Mapping[str, str], row: Mapping[str, str], standing: Iterable[Standing]
) -> list[tuple[Verdict, str | None, Json]]:
    """The judgements that a row asks for and that are not there yet: (verdict, field, value).

    Args:
        now: The row as it would be exported now.
        row: The row as it was read.
        standing: The judgements on its event.

    Raises:
        UsageError: The event has been judged since, or a cell is unfit.
    """
    if now["state"] == row["state"]:
        return _asked(now, row)
    if _untouched(row) or all(_stands(judgement, row["note"], standing) for judgement in _asked(now, row)):
        return []
    raise UsageError("the ledger has moved on since this row was exported; export it anew")


def _untouched(row: Mapping[str, str]) -> bool:
    """Whether nobody has edited a row since it was exported, to the letter."""
    return state_of(row.get(name, "") for name in _NAMES[: _NAMES.index("state")]) == row["state"]


def _stands(judgement: tuple[Verdict, str | None, Json], note: str, standing: Iterable[Standing]) -> bool:
    """Whether a verdict or note is on the event already; a correction that is asked for differs from what is there."""
    verdict = judgement[0]
    if verdict == "note":
        return any(one.verdict == "note" and one.why == note for one in standing)
    opinions = [one.verdict for one in standing if one.verdict in ("accept", "reject", "unsure")]
    return opinions[-1:] == [verdict]


def _asked(now: Mapping[str, str], row: Mapping[str, str]) -> list[tuple[Verdict, str | None, Json]]:
    """The judgements that a row asks for, held against the row as it would be exported now."""
    changed = {name for name in _EDITABLE if _bare(row[name]) != _bare(now[name])}
    judgements: list[tuple[Verdict, str | None, Json]] = [
        ("correct", name, row[name].strip()) for name in _WORDS if name in changed
    ]
    for name in changed.intersection(_PARTIES):
        judgements.append(("correct", name, [party.strip() for party in row[name].split(";") if party.strip()]))
    if changed & set(_TIME):
        start, end = (row[name].strip() for name in _TIME)
        judgements.append(("correct", "time", f"{start or end}/{end or start}"))
    if changed & set(_DEATHS):
        judgements.append(("correct", "counts", {"killed": [_whole(row[name], name) for name in _DEATHS]}))
    judgements.sort(key=lambda judgement: judgement[1] or "")
    opinion = row["verdict"].strip().lower()
    if opinion:
        if opinion not in _VERDICTS:
            raise UsageError(f"verdict {opinion!r}: there are {', '.join(_VERDICTS)}")
        judgements.append((_VERDICTS[opinion], None, None))
    elif row["note"].strip() and not judgements:
        judgements.append(("note", None, None))
    return judgements


def _whole(text: str, name: str) -> int | None:
    if not text.strip():
        return None
    try:
        return int(text)
    except ValueError:
        raise UsageError(f"{name} {text!r}: a whole number, or nothing") from None


def _bare(text: str) -> str:
    """A cell as spreadsheets may give it back: without outer space, in one case."""
    return text.strip().casefold()
