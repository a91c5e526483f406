"""The series of an actor, as a table for people, JSON and CSV."""

from __future__ import annotations

import json as json_form
from typing import TYPE_CHECKING

import typer
from rich.table import Table
from rich.text import Text

from marsad.records import one_line, to_json
from marsad.views._csv import print_csv
from marsad.views._ledger_views import record_console
from marsad.views._output import write_utf8
from marsad.views._table import plain

if TYPE_CHECKING:
    from marsad.indicators import Norm, Period, Series

_COLUMNS = (
    "actor", "period", "start", "end", "reports", "hit_and_run", "open", "share", "held", "disputed", "silent", "taken",
    "lost", "short_periods", "short_mean", "short_change", "short_band", "long_periods", "long_mean", "long_change",
    "long_band", "rupture",
)  # fmt: skip
_SHOWN = (
    "period", "reports", "hit-and-\nrun", "open", "share", "held", "dis-\nputed", "silent", "taken", "lost", "norm",
)  # fmt: skip


def print_series(found: Series, *, json: bool, csv: bool) -> None:
    """Prints a series: one object, one row per period, or a table with the ruptures in words."""
    if json:
        write_utf8()
        print(one_line(json_form.dumps(to_json(found), ensure_ascii=False, allow_nan=False)))
    elif csv:
        words = {rupture.since: rupture.words for rupture in found.ruptures}
        print_csv(_COLUMNS, ([found.name, *_row(period), words.get(period.period)] for period in found.periods))
    else:
        _print_table(found)
    if found.undated:
        typer.echo(
            f"marsad: {found.undated} incidents lie in no single one of these periods, counted nowhere", err=True
        )


def _print_table(found: Series) -> None:
    console = record_console()
    console.print(Text(plain(f"{found.name}, by {found.by}"), style="bold"))
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in _SHOWN:
        table.add_column(name, justify="left" if name in ("period", "norm") else "right", no_wrap=name == "period")
    for one in found.periods:
        share = "" if one.share is None else f"{100 * one.share:.0f} %"
        counts = (one.held, one.disputed, one.silent, one.taken, one.lost)
        shown = (one.period, one.reports, one.hit_and_run, one.open, share, *counts, _against(one.short))
        table.add_row(*(str(cell) for cell in shown))
    console.print(table)
    for rupture in found.ruptures:
        console.print(Text(plain(rupture.words), style="bold yellow"))
    if not found.ruptures:
        console.print(Text("no rupture found", style="dim"))


def _against(norm: Norm) -> str:
    if norm.band is None:
        return ""
    change = "" if norm.change is None or norm.band == "low base" else f" {norm.change:+.0f} %"
    return f"{norm.band}{change}"


def _row(one: Period) -> list[object]:
    cells: list[object] = [
        one.period, one.start, one.end, one.reports, one.hit_and_run, one.open, one.share, one.held, one.disputed,
        one.silent, one.taken, one.lost,
    ]  # fmt: skip
    for norm in (one.short, one.long):
        cells += [norm.periods, norm.mean, norm.change, norm.band]
    return cells
