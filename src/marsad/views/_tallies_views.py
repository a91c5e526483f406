"""Actors and places of a ledger with what is told of them, as tables for people, JSON Lines and CSV."""

from __future__ import annotations

import json as json_form
from typing import TYPE_CHECKING

import typer
from rich.table import Table
from rich.text import Text

from marsad.records import one_line
from marsad.views import _wording as wording
from marsad.views._csv import print_csv
from marsad.views._ledger_views import record_console
from marsad.views._output import write_utf8
from marsad.views._table import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.incidents import ActorTally, PlaceTally

_COUNTS = ("reports", "incidents", "first_day", "last_day", "killed_low", "killed_high")
_ACTOR = ("id", "name", "kind", "country", "events", "as_actor", "as_target", *_COUNTS)
_PLACE = ("id", "name", "country", "admin1", "lat", "lon", "precision", "events", *_COUNTS)


def print_actors(found: Sequence[ActorTally], form: str) -> None:
    """Actors with what is told of them.

    Args:
        found: The actors, in order.
        form: ``table``, ``json`` or ``csv``.
    """
    if form != "table":
        _print_records(found, _ACTOR, form)
        return
    rows = [((one.events, one.as_actor, one.as_target), one, _actor(one)) for one in found]
    _print_table(("events", "actor", "target"), rows)
    typer.echo(f"marsad: {len(found)} actors", err=True)


def print_places(found: Sequence[PlaceTally], form: str) -> None:
    """Places with what is told of them.

    Args:
        found: The places, in order.
        form: ``table``, ``json`` or ``csv``.
    """
    if form != "table":
        _print_records(found, _PLACE, form)
        return
    _print_table(("events",), [((one.events,), one, _place(one)) for one in found])
    typer.echo(f"marsad: {len(found)} places", err=True)


def _print_records(found: Sequence[ActorTally | PlaceTally], columns: Sequence[str], form: str) -> None:
    if form == "csv":
        print_csv(columns, ([getattr(one, name) for name in columns] for one in found))
        return
    write_utf8()
    for one in found:
        line = {name: getattr(one, name) for name in columns}
        print(one_line(json_form.dumps(line, ensure_ascii=False, allow_nan=False)), flush=True)


def _print_table(heads: Sequence[str], rows: Sequence[tuple[tuple[int, ...], ActorTally | PlaceTally, str]]) -> None:
    """A row each: what is counted of its own sort, what is counted of both, and what it is."""
    if not rows:
        return
    table = Table(box=None, pad_edge=False)
    for head in (*heads, "incidents", "reports", "killed"):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("days", no_wrap=True)
    table.add_column("name", overflow="fold")
    for figures, one, name in rows:
        counts = [f"{count:,}" for count in (*figures, one.incidents, one.reports)]
        killed = "" if one.killed_low is None else wording.bounds(one.killed_low, None, one.killed_high)
        table.add_row(*counts, killed, _days(one), Text(plain(name)))
    record_console().print(table)


def _days(one: ActorTally | PlaceTally) -> str:
    days = [day for day in (one.first_day, one.last_day) if day]
    return " – ".join(dict.fromkeys(days))


def _actor(one: ActorTally) -> str:
    kind = f"{one.kind}, {one.country}" if one.country else one.kind
    return f"{one.name} ({kind}) [{one.id}]"


def _place(one: PlaceTally) -> str:
    above = ", ".join(part for part in (one.admin1, one.country) if part and part != one.name)
    point = f"{one.lat:g}, {one.lon:g}, {one.precision}" if one.lat is not None and one.lon is not None else "no point"
    return f"{one.name}{f', {above}' if above else ''} ({point}) [{one.id}]"
