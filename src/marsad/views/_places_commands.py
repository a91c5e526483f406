"""``marsad places``: the lists of places that a desk adds to the packaged gazetteer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

places_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="""Add lists of places that the program does not know, see them, remove them.

    They lie in the folder that the variable MARSAD_PLACES names, else in your folder for data, and are read beside the
    places that come with the program.
    """,
    short_help="Add places of your own.",
)

_SHOWN = 20


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
