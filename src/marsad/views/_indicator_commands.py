"""The verb ``indicators``: how an actor fights over time."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from marsad.views._control_commands import Vouching, VouchingOption
from marsad.views._ledger_commands import open_for
from marsad.views._options import BoxOption, CsvOption, DayOption, JsonOption, LedgerOption, PlaceOption, form_of
from marsad.views._output import pipe_may_close


class Step(StrEnum):
    """How long a period is."""

    week = "week"
    month = "month"
    quarter = "quarter"


def register_indicator_commands(app: typer.Typer) -> None:
    """Adds the verb at the top of the command line."""
    app.command(short_help="Set the ground of an actor against its hit-and-run acts.")(indicators)


def indicators(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Name, abbreviation or id of an actor.")],
    ledger: LedgerOption = "marsad.db",
    by: Annotated[Step, typer.Option(help="How long a period is.")] = Step.month,
    since: DayOption = None,
    until: DayOption = None,
    place: PlaceOption = None,
    box: BoxOption = None,
    rule: VouchingOption = Vouching.lasting,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:
    """Set the ground that an actor holds against its hit-and-run acts, period by period, and tell the ruptures.

    Acts are incidents: what is told again counts once. A rupture is a lasting change of level, never one bad month, and
    none is told of fewer than twelve periods.

    \b
    Examples:
      marsad indicators "Islamic State" --since 2018-01-01
      marsad indicators SDF --by quarter --box 39.5,34.3,41.2,36
      marsad indicators ISIS --by week --csv > weeks.csv
    """
    from marsad.indicators import series
    from marsad.views._indicator_views import print_series

    form_of(json=json, csv=csv)
    with open_for(ledger) as opened, pipe_may_close():
        found = series(
            opened, actor, by=by.value, since=since, until=until, place=place, box=box, rule=rule.value
        )  # fmt: skip
        print_series(found, json=json, csv=csv)
