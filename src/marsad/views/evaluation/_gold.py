"""A gold folder: reports with what a careful person reads in them.

``reports.jsonl`` must be there; ``gold.jsonl`` (events), ``forecasts.jsonl``, ``control.jsonl`` and ``incidents.jsonl``
may be. Three tables that say what counts as the same are read from the folder and from the one above it:
``aliases.tsv`` (actors), ``places.tsv``, and ``plain_types.tsv`` (the gold's word for an act, and the kinds that are
right for it). Where the last lacks a word, the word itself is taken as the kind.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from marsad._errors import InputError
from marsad.views.evaluation._names import AliasTable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from marsad.views.evaluation._matching import Offsets


@dataclass(frozen=True, slots=True)
class GoldReport:
    """One report of the folder; only coded ones are scored, on the others just the contract is checked."""

    id: str
    text: str
    published: date | None
    coded: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A count with its three bounds."""

    what: str | None
    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """Where: ``scale`` says how it is compared, ``others`` are further places of the same act."""

    name: str | None
    lat: float | None
    lon: float | None
    scale: str | None
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event mention. ``status`` is one word: background stands where no stronger status does."""

    passages: tuple[Offsets, ...]
    quote: str
    optional: bool
    number: int
    plover: str | None
    act: str
    kinds: frozenset[str]
    actor: str | None
    target: str | None
    speaker: str | None
    place: GoldPlace
    start: date | None
    end: date | None
    counts: tuple[Figure, ...]
    source: str | None
    status: str


@dataclass(frozen=True, slots=True)
class GoldForecast:
    """One forecast and its operative word, where it has one."""

    passages: tuple[Offsets, ...]
    quote: str
    optional: bool
    speaker: str | None
    proposition: str
    wording: str
    word: str | None


@dataclass(frozen=True, slots=True)
class GoldControl:
    """Who holds a place; ``change`` is the relation."""

    passages: tuple[Offsets, ...]
    quote: str
    optional: bool
    place: GoldPlace
    controller: str | None
    change: str


@dataclass(frozen=True, slots=True)
class GoldFolder:
    """All of a folder. The rows of each report stand in the order of their file."""

    name: str
    reports: Mapping[str, GoldReport]
    events: Mapping[str, tuple[GoldEvent, ...]]
    forecasts: Mapping[str, tuple[GoldForecast, ...]]
    control: Mapping[str, tuple[GoldControl, ...]]
    incidents: Mapping[tuple[str, int], str]
    actor_names: AliasTable
    place_names: AliasTable


Row = dict[str, Any]
Coded = TypeVar("Coded")


def load_gold(folder: Path) -> GoldFolder:
    """Reads a gold folder.

    Args:
        folder: The folder with ``reports.jsonl``.

    Returns:
        Everything in it, passages found in the texts.

    Raises:
        InputError: A file or row is not as it should be; the message names it.
    """
    reports = _load(folder / "reports.jsonl", _report, required=True)
    by_id = {report.id: report for report in reports}
    texts = {report.id: report.text for report in reports}
    tables = (folder.resolve().parent, folder)
    kinds = {word: frozenset(kinds.split("|")) for word, kinds in _table(tables, "plain_types.tsv")}
    incidents = _load(folder / "incidents.jsonl", _incident)
    return GoldFolder(
        name=folder.resolve().name,
        reports=by_id,
        events=_coded(folder / "gold.jsonl", texts, lambda row, at: _event(row, at, kinds)),
        forecasts=_coded(folder / "forecasts.jsonl", texts, _forecast),
        control=_coded(folder / "control.jsonl", texts, _control),
        incidents={member: incident for incident, members in incidents for member in members},
        actor_names=AliasTable(_table(tables, "aliases.tsv")),
        place_names=AliasTable(_table(tables, "places.tsv")),
    )


def day_of(text: object) -> date | None:
    """The day of an ISO date or date-time, null for anything else."""
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def _load(path: Path, build: Callable[[Row], Coded], *, required: bool = False) -> list[Coded]:
    """What ``build`` makes of each line; an absent file is an empty one."""
    if not path.is_file():
        if required:
            raise InputError(str(path), "no such file; a gold folder holds reports.jsonl, gold.jsonl and more")
        return []
    built = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip():
            try:
                built.append(build(json.loads(line)))
            except KeyError as error:
                raise InputError(f"{path}:{number}", f"the row has no field {error}") from error
            except (ValueError, TypeError, AttributeError) as error:
                raise InputError(f"{path}:{number}", f"the row cannot be used: {error}") from error
    return built


def _coded(
    path: Path, texts: Mapping[str, str], build: Callable[[Row, tuple[Offsets, ...]], Coded]
) -> dict[str, tuple[Coded, ...]]:
    """The rows of a file by report, each built with the passages that tell it."""

    def locate(row: Row) -> tuple[str, Coded]:
        report = row["report_id"]
        if report not in texts:
            raise ValueError(f"report {report!r} is not in reports.jsonl")
        passages = (row["evidence"], *row.get("also", ()))
        return report, build(row, tuple(_offsets(passage, texts[report]) for passage in passages))

    rows = _load(path, locate)
    return {report: tuple(built for owner, built in rows if owner == report) for report in texts}


def _offsets(passage: str | Row, text: str) -> Offsets:
    """Where a passage stands; given as its words or as offsets."""
    if not isinstance(passage, str):
        return passage["start"], passage["end"]
    start = text.find(passage)
    if start < 0:
        raise ValueError(f"the report does not say {passage[:60]!r}")
    return start, start + len(passage)


def _table(folders: tuple[Path, ...], name: str) -> list[tuple[str, str]]:
    """The rows of a table of two columns from every folder that has it."""
    rows: list[tuple[str, str]] = []
    for path in (folder / name for folder in folders):
        if not path.is_file():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            if line.strip() and not line.startswith("#"):
                cells = line.split("\t")
                if len(cells) != 2:
                    raise InputError(f"{path}:{number}", f"{len(cells)} columns, two wanted (separated by a tab)")
                rows.append((cells[0], cells[1]))
    return rows


def _report(row: Row) -> GoldReport:
    text = row["text"].removeprefix("\ufeff").replace("\r\n", "\n")
    return GoldReport(row["id"], text, day_of(row.get("published")), row.get("coded", True))


def _event(row: Row, passages: tuple[Offsets, ...], kinds: Mapping[str, frozenset[str]]) -> GoldEvent:
    act = row["plain_type"]
    return GoldEvent(
        passages=passages,
        quote=_quote(row),
        optional=bool(row.get("optional")),
        number=row["event_no"],
        plover=row["plover_type"],
        act=act,
        kinds=kinds.get(act, frozenset({act})),
        actor=row["actor"],
        target=row["target"],
        speaker=row.get("speaker"),
        place=_place(row),
        start=day_of(row["date_start"]),
        end=day_of(row["date_end"]),
        counts=tuple(Figure(c["what"], c.get("low"), c.get("best"), c.get("high")) for c in row["counts"]),
        source=row["source"],
        status=row["status"],
    )


def _place(row: Row) -> GoldPlace:
    return GoldPlace(row["place"], row.get("lat"), row.get("lon"), row.get("scale"), tuple(row.get("other_places", ())))


def _forecast(row: Row, passages: tuple[Offsets, ...]) -> GoldForecast:
    return GoldForecast(
        passages=passages,
        quote=_quote(row),
        optional=bool(row.get("optional")),
        speaker=row.get("speaker"),
        proposition=row["proposition"],
        wording=row["wording"],
        word=row.get("probability_word"),
    )


def _control(row: Row, passages: tuple[Offsets, ...]) -> GoldControl:
    return GoldControl(
        passages=passages,
        quote=_quote(row),
        optional=bool(row.get("optional")),
        place=_place(row),
        controller=row["controller"],
        change=row["change"],
    )


def _incident(row: Row) -> tuple[str, list[tuple[str, int]]]:
    return row["incident_id"], [(report, number) for report, number in row["members"]]


def _quote(row: Row) -> str:
    evidence = row["evidence"]
    return evidence if isinstance(evidence, str) else f"{evidence['start']}-{evidence['end']}"
