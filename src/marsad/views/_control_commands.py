"""The verb ``control``: who holds what on a day, and the timeline of a place."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from marsad.views._ledger_commands import open_for
from marsad.views._options import (
    BoxOption,
    CsvOption,
    DayOption,
    JsonOption,
    LedgerOption,
    NearOption,
    SourceOption,
    form_of,
    told_by,
)
from marsad.views._output import pipe_may_close


class Vouching(StrEnum):
    """How long a statement of who holds a place stands; the days are data."""

    fresh = "fresh"
    lasting = "lasting"
    open_ended = "open-ended"


class Telling(StrEnum):
    """Who tells who holds a place: the outlet itself, a party to the fight for it, or anyone else."""

    outlet = "outlet"
    claimed = "claimed"
    reported = "reported"


VouchingOption = Annotated[
    Vouching,
    typer.Option(
        "--rule", help="How long a statement stands: a month, half a year, or until its source says otherwise."
    ),
]


def register_control_commands(app: typer.Typer) -> None:
    """Adds the verb at the top of the command line."""
    app.command(short_help="Tell who holds what, and who says so.")(control)


def control(
    place: Annotated[str | None, typer.Argument(metavar="PLACE", help="Name or id of a place.")] = None,
    ledger: LedgerOption = "marsad.db",
    at: DayOption = None,
    since: DayOption = None,
    until: DayOption = None,
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="Name or id of who holds, takes or loses.")] = None,
    box: BoxOption = None,
    near: NearOption = None,
    source: SourceOption = None,
    status: Annotated[
        Telling | None, typer.Option(help="Who tells it: the outlet, a party to the fight for the place, anyone else.")
    ] = None,
    rule: VouchingOption = Vouching.lasting,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:
    """Tell who holds what on a day, or how a place changed hands, and who says so.

    With a place, --since or --until: the timeline, which is all that is told by day, and the intervals that follow.
    Else, or with --at: who holds what on that day, by default the last that anything is told of. Rival statements stand
    side by side; nothing is settled between them.

    \b
    Examples:
      marsad control --at 2018-12-15
      marsad control Hajin
      marsad control --actor SDF --since 2018-12-01 --csv > changes.csv
      marsad control --at 2018-12-15 --near 34.69,40.83,25 --source SOHR
    """
    from marsad import control as room
    from marsad._errors import UsageError
    from marsad.views import _control_views as views

    form_of(json=json, csv=csv)
    if at is not None and (since or until):
        raise UsageError("--at and --since or --until: choose a day or a span of time")
    told = told_by(actor=actor, box=box, near=near, source=source, status=status, rule=rule)
    with open_for(ledger) as opened, pipe_may_close():
        if at is None and (place or since or until):
            found = room.timeline(opened, place, since=since, until=until, **told)
            views.print_timelines(found, json=json, csv=csv)
        else:
            views.print_holders(room.holders(opened, at=at, place=place, **told), json=json, csv=csv)
