"""The verb ``incidents``: of files that ``marsad read --json`` printed, or of a ledger."""

from __future__ import annotations

import io
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.views._ledger_commands import open_for
from marsad.views._options import (
    ActorOption,
    BoxOption,
    CsvOption,
    DayOption,
    GradeOption,
    JsonOption,
    KindOption,
    LedgerOption,
    LimitOption,
    NearOption,
    PlaceOption,
    ReportOption,
    SourceOption,
    StatusOption,
    form_of,
    told_by,
)
from marsad.views._output import pipe_may_close, write_utf8

if TYPE_CHECKING:
    from marsad.incidents import IncidentFilter

DEFAULT_LEDGER = "marsad.db"


class Rule(StrEnum):
    """How a value of an incident is chosen among rivals."""

    conservative = "conservative"
    most_sourced = "most-sourced"
    latest = "latest"


def incidents(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", exists=True, dir_okay=False, help="Lines that marsad read --json printed."),
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    since: DayOption = None,
    until: DayOption = None,
    place: PlaceOption = None,
    box: BoxOption = None,
    near: NearOption = None,
    actor: ActorOption = None,
    kind: KindOption = None,
    source: SourceOption = None,
    status: StatusOption = None,
    grade: GradeOption = None,
    report: ReportOption = None,
    name: Annotated[str | None, typer.Option("--id", metavar="ID", help="One incident by its id, old ids too.")] = None,
    limit: LimitOption = None,
    offset: Annotated[int, typer.Option(metavar="N", min=0, help="Leave out so many of the first.")] = 0,
    json: JsonOption = False,
    csv: CsvOption = False,
    rule: Annotated[
        Rule,
        typer.Option(help="How a value is chosen among rivals: who vouches for it, how many tell it, or the newest."),
    ] = Rule.conservative,
) -> None:
    """List the incidents of a ledger, or of files: one for each act, with every rival value and who gave it.

    Without a file, the incidents of the ledger are brought up to date and those listed that all filters ask for. With
    files, all events in them are merged.

    \b
    Examples:
      marsad incidents --place Hajin --since 2018-12-01 --grade fair
      marsad incidents --near 34.69,40.83,25 --csv > hajin.csv
      marsad incidents monday.jsonl tuesday.jsonl --json --rule most-sourced
    """
    from marsad._errors import UsageError
    from marsad.incidents import IncidentFilter

    form = form_of(json=json, csv=csv)
    wanted = IncidentFilter(**told_by(
        since=since, until=until, place=place, box=box, near=near, actor=actor, kind=kind, source=source,
        status=status, grade=grade, report=report,
        rule=rule, limit=limit, offset=offset,
    ))  # fmt: skip
    if not paths:
        _of_ledger(ledger, wanted, name, form)
        return
    if name is not None or ledger != DEFAULT_LEDGER or wanted != IncidentFilter(rule=rule.value):
        raise UsageError("filters and --ledger are for the incidents of a ledger; leave out the files or these")
    _of_files(paths, rule.value, form)


def _of_ledger(where: str, wanted: IncidentFilter, name: str | None, form: str) -> None:
    from marsad.incidents import find_incident, find_incidents
    from marsad.views import _incidents_table as views

    with open_for(where) as opened, pipe_may_close():
        if name is None:
            found = find_incidents(opened, wanted)
        else:
            one = find_incident(opened, name, rule=wanted.rule)
            if one is None:
                typer.echo(f"marsad: {name}: the ledger has no such incident", err=True)
                raise typer.Exit(1)
            found = iter([one])
        if form == "table":
            _let_terminal_replace()
            views.print_kept(found, opened)
        else:
            write_utf8()
            (views.print_incident_lines if form == "json" else views.print_incident_csv)(found)


def _of_files(paths: list[Path], rule: str, form: str) -> None:
    from marsad.incidents import incidents as merged
    from marsad.views import _incidents_table as views

    readings, unread = views.readings_of(paths)
    found = merged(readings, rule=rule)
    with pipe_may_close():
        if form == "table":
            _let_terminal_replace()
            views.print_incidents(found, readings)
        else:
            write_utf8()
            (views.print_incident_lines if form == "json" else views.print_incident_csv)(found)
    for message in unread:
        typer.echo(f"marsad: {message}", err=True)
    if unread:
        raise typer.Exit(1)


def _let_terminal_replace() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
