"""The commands that write a ledger's records for other programs, and read corrections back."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from marsad.views._incidents_commands import Rule
from marsad.views._options import (
    ActorOption,
    BoxOption,
    DayOption,
    GradeOption,
    KindOption,
    LedgerOption,
    NearOption,
    PlaceOption,
    ReportOption,
    SourceOption,
    StatusOption,
    WhoOption,
    told_by,
)
from marsad.views._output import pipe_may_close


class ShapeOption(StrEnum):
    """What a row is, and which columns it has."""

    events = "events"
    incidents = "incidents"
    acled = "acled"
    ucdp = "ucdp"
    plover = "plover"
    cameo = "cameo"


class FormOption(StrEnum):
    """What the file is."""

    csv = "csv"
    xlsx = "xlsx"
    geojson = "geojson"
    kml = "kml"
    parquet = "parquet"
    jsonl = "jsonl"
    jsonld = "jsonld"


def register_export_commands(app: typer.Typer) -> None:
    """Adds the verbs to the top of the command line."""
    app.command(short_help="Write a ledger's records for other programs.")(export)
    app.command("import", short_help="Read corrections back from a table.")(import_)


def export(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="The file, or - for standard output.")],
    ledger: LedgerOption = "marsad.db",
    shape: Annotated[ShapeOption, typer.Option(help="What a row is: an event or an incident, ours or another's.")] = (
        ShapeOption.events
    ),
    form: Annotated[
        FormOption | None, typer.Option(help="What the file is; by default what its ending says.", show_default=False)
    ] = None,
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
    rule: Annotated[Rule, typer.Option(help="How a value is chosen among rivals; of incidents.")] = Rule.conservative,
    hxl: Annotated[bool, typer.Option("--hxl", help="A row of HXL tags below the header (CSV, XLSX).")] = False,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin CSV with a byte-order mark, for Excel and other alphabets.")
    ] = False,
) -> None:
    """Write the events or incidents of a ledger as tables, maps or linked data, with what people corrected.

    Every export obeys the filters and tells its rule and version; no cell is a formula to a spreadsheet. A table of
    events can be edited and read back with marsad import.

    \b
    Examples:
      marsad export events.csv
      marsad export campaign.xlsx --shape incidents --since 2018-09-01
      marsad export acled.csv --shape acled --place Hajin
      marsad export map.kml --shape incidents --grade confirmed
      marsad export - --form geojson --shape incidents | gzip > map.geojson.gz
    """
    from marsad.incidents import IncidentFilter
    from marsad.ledger import EventFilter
    from marsad.views._ledger_commands import open_for, update_for
    from marsad.views.exports import SHAPES, EventShape
    from marsad.views.exports import export as write

    asked = told_by(
        since=since, until=until, place=place, box=box, near=near, actor=actor, kind=kind, source=source, status=status,
        grade=grade, report=report,
    )  # fmt: skip
    wanted: EventFilter | IncidentFilter
    if isinstance(SHAPES[shape.value], EventShape):
        wanted = EventFilter(**asked)
    else:
        wanted = IncidentFilter(**asked, rule=rule.value)
    to_terminal = str(target) == "-"
    with open_for(ledger) as opened, pipe_may_close():
        if isinstance(wanted, EventFilter):
            update_for(opened, wanted)
        where = sys.stdout.buffer if to_terminal else target
        rows = write(
            opened, where, shape=shape.value, form=form.value if form else None, wanted=wanted, hxl=hxl, bom=bom
        )
    typer.echo(f"marsad: {'standard output' if to_terminal else target}: {rows} rows", err=True)


def import_(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file of marsad export, edited.")],
    who: WhoOption,
    why: Annotated[str, typer.Option(metavar="TEXT", help="The reason, where a row's note gives none.")],
    ledger: LedgerOption = "marsad.db",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would be decided.")] = False,
) -> None:
    """Read corrections back from a table of events that was exported and edited; each is a judgement.

    What can be corrected so: kind, status, place, actors, targets, start, end and the killed; verdict takes accept or
    reject, note is kept with the decision. An edited row whose event somebody has judged since it was exported is
    refused, and so is one that names no event; the exit code is then 1, and the other rows are done. What was read back
    before is not judged again.

    \b
    Example:
      marsad export events.csv
      marsad import events.csv --by "A. Desk" --why "weekly check"
    """
    from marsad.views._ledger_commands import open_for
    from marsad.views._table import plain
    from marsad.views.exports import import_corrections

    counted = {"unchanged": 0, "judged": 0, "refused": 0}
    with open_for(ledger) as opened, pipe_may_close():
        for done in import_corrections(opened, source, who=who, why=why, dry_run=dry_run):
            counted[done.outcome] += 1
            line = plain(f"row {done.row}, {done.record}: {done.outcome} ({done.told})")
            if done.outcome == "judged":
                print(line)
            elif done.outcome == "refused":
                typer.echo(f"marsad: {line}", err=True)
    typer.echo("marsad: " + ", ".join(f"{number} {outcome}" for outcome, number in counted.items()), err=True)
    if counted["refused"]:
        raise typer.Exit(1)
