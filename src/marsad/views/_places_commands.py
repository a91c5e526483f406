"""``marsad places``: which places the reports of a ledger name, and the lists that a desk adds to the gazetteer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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
    SourceOption,
    StatusOption,
    form_of,
    is_for_subcommand,
    told_by,
)
from marsad.views._output import pipe_may_close

places_app = typer.Typer(
    invoke_without_command=True, rich_markup_mode=None, short_help="List the places of a ledger; add your own."
)

_SHOWN = 20


@places_app.callback()
def places(
    context: typer.Context,
    ledger: LedgerOption = "marsad.db",
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
    limit: LimitOption = None,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:
    """List the places that a ledger's reports name, those of most events first, with what is told of them.

    Events, incidents, reports, first and last day, and the deaths of the incidents that lie there by the default rule,
    from the lowest to the highest figure. --place, --box and --near say what is listed; every other filter which events
    count, and then only places of one of these are listed.

    The subcommands add lists of places that the program does not know, show and remove them. They lie in the folder
    that the variable MARSAD_PLACES names, else in your folder for data, and are read beside the places that come with
    the program.

    \b
    Examples:
      marsad places --limit 20
      marsad places --near 34.69,40.83,25 --kind shelling --csv > shelled.csv
      marsad places add SY.zip
    """
    if is_for_subcommand(context):
        return
    from marsad.incidents import place_tallies
    from marsad.ledger import EventFilter
    from marsad.views._tallies_views import print_places

    form = form_of(json=json, csv=csv)
    wanted = EventFilter(**told_by(
        since=since, until=until, place=place, box=box, near=near, actor=actor, kind=kind, source=source,
        status=status, grade=grade, limit=limit,
    ))  # fmt: skip
    with open_for(ledger) as opened, pipe_may_close():
        print_places(place_tallies(opened, wanted), form)


@places_app.command(short_help="Add a list of places.")
def add(
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="GeoNames country dump (.txt or .zip), or CSV of places.")
    ],
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What to call the list; by default as the file is called.")
    ] = None,
) -> None:
    """Add a list of places, in place of an earlier list of the same name.

    A CSV file has the columns name, lat, lon and as far as known aliases (joined by |), country, admin1, kind,
    population, radius_km. A row that cannot be read is told and left out; the exit code is then 1.

    \b
    Examples:
      marsad places add SY.zip
      marsad places add villages.csv --name our-villages
    """
    from marsad._errors import UsageError
    from marsad.knowledge import add_places

    if name is not None and len(paths) > 1:
        raise UsageError("--name goes with one file")
    bad = 0
    for path in paths:
        found = add_places(path, name=name)
        for message in found.bad_rows[:_SHOWN]:
            typer.echo(f"marsad: {message}", err=True)
        if found.bad > _SHOWN:
            typer.echo(f"marsad: {path}: {found.bad - _SHOWN} more rows could not be read", err=True)
        typer.echo(f"{found.name}: {found.told}" + ("" if found.changed else "; it was there already"))
        bad += found.bad
    if bad:
        raise typer.Exit(1)


@places_app.command("list", short_help="List what was added.")
def list_() -> None:
    """List what was added, and where it lies.

    \b
    Example:
      marsad places list
    """
    from marsad.knowledge import added_places

    for found in added_places():
        typer.echo(f"{found.name}: {found.told}\t{found.path}")


@places_app.command(short_help="Remove a list.")
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As marsad places list shows it.")],
) -> None:
    """Remove a list that was added.

    \b
    Example:
      marsad places remove our-villages
    """
    from marsad.knowledge import remove_places

    remove_places(name)
    typer.echo(f"{name}: removed")
