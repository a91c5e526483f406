"""Incidents as a person likes to read them: the act, its grade, every figure with who gave it, and the words told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from marsad._errors import InputError
from marsad.incidents import deaths
from marsad.records import EventTime, Spot, dumps, from_json
from marsad.views import _wording as wording
from marsad.views._csv import print_csv
from marsad.views._table import RecordConsole, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from marsad.ledger import Ledger
    from marsad.records import Event, Incident, IncidentCount, IncidentJudgement, IncidentParty, Reading

_INDENT = 2
_COLUMNS = (
    "id", "kind", "actors", "targets", "place", "lat", "lon", "precision", "start", "end", "deaths_low", "deaths_best",
    "deaths_high", "grade", "reason", "rule", "source_count", "sources", "reports", "members", "judgements",
)  # fmt: skip
_GRADES = {"confirmed": "green", "fair": "cyan", "weak": "yellow", "contested": "magenta", "discounted": "red"}


def readings_of(paths: Iterable[Path]) -> tuple[list[Reading], list[str]]:
    """The readings in files of ``marsad read --json``, and a message for each report that was not read.

    Args:
        paths: The files.

    Raises:
        InputError: A line is no reading; the message names file and line.
    """
    readings, unread = [], []
    for path in paths:
        lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            where = f"{path}:{number}"
            try:
                value = json.loads(line)
            except ValueError as error:
                raise InputError(where, f"is no line of JSON ({error}); give what marsad read --json printed") from None
            if isinstance(value, dict) and "error" in value:
                unread.append(f"{where}: left out, the report was not read: {value['error']}")
                continue
            try:
                readings.append(from_json(value))
            except InputError as error:
                raise InputError(where, str(error)) from None
    return readings, unread


def print_incidents(incidents: Sequence[Incident], readings: Iterable[Reading]) -> None:
    """Prints incidents by their dates, those told most often first on a day.

    Args:
        incidents: The incidents.
        readings: What they were made of.
    """
    console = RecordConsole()
    events: dict[tuple[str, ...], Event] = {
        (reading.report.id, event.id): event for reading in readings for event in reading.events
    }
    order = sorted(
        incidents, key=lambda one: (one.time.start or one.time.end or "9999", -len(one.members), one.members)
    )
    for incident in order:
        console.print(_incident(incident, events))
    mentions = sum(len(one.members) for one in incidents)
    reports = len({report for one in incidents for report in one.reports})
    console.print(Text(f"{len(incidents)} incidents, {mentions} mentions, {reports} reports", style="dim"))


def print_kept(incidents: Iterable[Incident], ledger: Ledger) -> None:
    """Prints incidents of a ledger as they come, each with its id and the words of its members.

    Args:
        incidents: The incidents.
        ledger: The ledger, which has the words.
    """
    console = RecordConsole()
    shown = 0
    for incident in incidents:
        readings = [ledger.reading(report) for report in incident.reports]
        events: dict[tuple[str, ...], Event] = {
            (reading.report.id, event.id): event for reading in readings if reading for event in reading.events
        }
        console.print(_incident(incident, events, name=incident.id))
        shown += 1
    typer.echo(f"marsad: {shown} incidents", err=True)


def print_incident_lines(incidents: Iterable[Incident]) -> None:
    """One object per incident and line."""
    for incident in incidents:
        print(dumps(incident))


def print_incident_csv(incidents: Iterable[Incident]) -> None:
    """One row per incident; no cell is a formula to a spreadsheet."""
    print_csv(_COLUMNS, map(_row, incidents))


def _row(incident: Incident) -> list[Any]:
    place, dead = incident.place, deaths(incident)
    return [
        incident.id, incident.kind, _names(incident.actors), _names(incident.targets), place.name if place else None,
        place.lat if place else None, place.lon if place else None, place.precision if place else None,
        incident.time.start, incident.time.end, dead.low, dead.best, dead.high, incident.grade, incident.reason,
        incident.rule, len(incident.sources), "; ".join(incident.sources), "; ".join(incident.reports),
        "; ".join("/".join(member) for member in incident.members),
        "; ".join(map(_judged, incident.judgements)),
    ]  # fmt: skip


def _judged(judgement: IncidentJudgement) -> str:
    change = f" {judgement.field}: {judgement.value}" if judgement.field else ""
    on = ", ".join("/".join(member) for member in judgement.members)
    return f"{judgement.verdict} {on}{change} ({judgement.who}: {judgement.why})"


def _incident(incident: Incident, events: dict[tuple[str, ...], Event], *, name: str = "") -> Group:
    actors, targets = _names(incident.actors), _names(incident.targets)
    sides = f"{actors or wording.UNKNOWN} → {targets}" if targets else actors or wording.UNKNOWN
    head = Text.assemble((incident.kind, "bold cyan"), "  ", plain(sides), (f"  {name}" if name else "", "dim"))
    facts = Text.assemble(
        plain(f"{_when(incident)} · {_where(incident)} · "),
        (incident.grade, _GRADES[incident.grade]),
        plain(f": {incident.reason}"),
    )
    lines = [facts, *(_figures(count) for count in incident.counts)]
    if incident.reprints:
        lines.append(Text(plain(f"reprints, counted once: {', '.join(incident.reprints)}"), style="dim"))
    lines += [Text(plain(_judged(judgement)), style="yellow") for judgement in incident.judgements]
    for member in incident.members:
        event = events[member]
        words = f"{member[0]}, {wording.standing(event)}: {event.evidence.exact}"
        lines.append(Text(plain(words), style="dim italic"))
    return Group(head, Padding(Group(*lines), (0, 0, 1, _INDENT), expand=False))


def _names(parties: Iterable[IncidentParty]) -> str:
    """The chosen ones, then in brackets those whom only rival accounts name."""
    told = list(parties)
    chosen = ", ".join(party.name for party in told if party.chosen)
    rivals = ", ".join(party.name for party in told if not party.chosen)
    return f"{chosen} (or: {rivals})" if rivals else chosen


def _when(incident: Incident) -> str:
    time = incident.time
    return wording.when(EventTime(time.start, time.end, time.precision, "none", None))


def _where(incident: Incident) -> str:
    place = incident.place
    if place is None:
        return wording.UNKNOWN
    return wording.where([Spot(place.place, place.name, place.lat, place.lon, place.precision, None, "in")])


def _figures(count: IncidentCount) -> Text:
    """A figure by the rule, then every one told: rivals with who gives them, a running toll by date."""
    head = f"{wording.bounds(count.low, count.best, count.high)} {count.what.replace('-', ' ')}"
    head = f"{head} ({count.whom})" if count.whom else head
    told = [
        f"{wording.bounds(one.low, one.best, one.high)} by {one.date or 'an unknown date'}, {one.source or 'unnamed'}"
        if count.cumulative
        else f"{wording.bounds(one.low, one.best, one.high)} {one.status}, {one.source or 'unnamed'}"
        for one in count.figures
    ]
    return Text(plain(f"{head}{' in all' if count.cumulative else ''}: {'; '.join(told)}"))
