"""Who holds what, as a table for people, JSON Lines and CSV."""

from __future__ import annotations

import json as json_form
from typing import TYPE_CHECKING

import typer
from rich.padding import Padding
from rich.text import Text

from marsad.records import one_line, to_json
from marsad.views._csv import print_csv
from marsad.views._ledger_views import record_console
from marsad.views._output import write_utf8
from marsad.views._table import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from marsad.control import Account, Claim, PlaceOnDay, Said, Statement, Tenure
    from marsad.ledger import KnownPlace
    from marsad.views._table import RecordConsole

_INDENT = 2
_STATES = {"held": "green", "disputed": "magenta", "contested": "yellow", "shared": "cyan", "lost": "yellow"}
_PLACE_COLUMNS = ("place", "name", "country", "admin1", "lat", "lon", "precision")
_HOLDER_COLUMNS = (
    *_PLACE_COLUMNS, "day", "state", "relation", "controller", "controller_name", "extent", "overtaken", "says",
    "status", "from", "seen", "as_of", "stands_until", "report", "record", "evidence",
)  # fmt: skip
_TIMELINE_COLUMNS = (
    *_PLACE_COLUMNS, "row", "from", "until", "as_of", "seen", "gone", "stands_until", "relation", "controller",
    "controller_name", "extent", "says", "status", "report", "record", "corrected", "evidence",
)  # fmt: skip


def print_holders(found: Sequence[PlaceOnDay], *, json: bool, csv: bool) -> None:
    """Prints who holds what on a day."""
    if json:
        _print_lines(found)
    elif csv:
        print_csv(_HOLDER_COLUMNS, (row for one in found for row in _holder_rows(one)))
    else:
        console = record_console()
        silent = [one for one in found if not one.claims and not any(wide.claims for wide in one.wider)]
        for one in found:
            if one not in silent:
                _print_place(one, console)
        if silent:
            names = "; ".join(_named(one.place) for one in silent)
            console.print(Text(plain(f"no statement for {silent[0].day}: {names}"), style="dim"))
        told = len(found) - len(silent)
        typer.echo(f"marsad: {told} places with a statement, {len(silent)} without", err=True)


def print_timelines(found: Sequence[Account], *, json: bool, csv: bool) -> None:
    """Prints what is told of places over time."""
    if json:
        _print_lines(found)
    elif csv:
        print_csv(_TIMELINE_COLUMNS, (row for one in found for row in _timeline_rows(one)))
    else:
        console = record_console()
        for one in found:
            _print_account(one, console)
        typer.echo(f"marsad: {len(found)} places, {sum(len(one.statements) for one in found)} statements", err=True)


def _print_lines(found: Iterable[object]) -> None:
    write_utf8()
    for one in found:
        print(one_line(json_form.dumps(to_json(one), ensure_ascii=False, allow_nan=False)), flush=True)


def _print_place(one: PlaceOnDay, console: RecordConsole) -> None:
    head = Text.assemble(
        (plain(_named(one.place)), "bold"), f" · {one.day} · ", (one.state, _STATES.get(one.state, ""))
    )
    console.print(head)
    for claim in one.claims:
        _put(console, 1, _claim_line(claim), style="" if not claim.overtaken else "dim")
        for said in claim.voices:
            _put(console, 2, _said_line(said), style="dim")
    for wide in one.wider:
        if wide.claims:
            told = "; ".join(_claim_line(claim) for claim in wide.claims)
            _put(
                console, 1, f"of {_named(wide.place)}, which does not give the place: {wide.state}: {told}", style="dim"
            )


def _print_account(one: Account, console: RecordConsole) -> None:
    console.print(Text(plain(_named(one.place)), style="bold"))
    for told in one.statements:
        _put(console, 1, _statement_line(told))
        _put(console, 2, told.evidence.exact, style="dim italic")
    if one.tenures:
        _put(console, 1, "so, as each tells it:")
    for tenure in one.tenures:
        _put(console, 2, _tenure_line(tenure))
    if not one.statements:
        _put(console, 1, "no statement", style="dim")
    for wide in one.wider:
        _put(console, 1, f"of {_named(wide.place)}, which does not give the place:", style="dim")
        for told in wide.statements:
            _put(console, 2, _statement_line(told), style="dim")


def _put(console: RecordConsole, depth: int, text: str, *, style: str = "") -> None:
    console.print(Padding(Text(plain(text), style=style), (0, 0, 0, depth * _INDENT), expand=False))


def _named(place: KnownPlace) -> str:
    above = (part for part in (place.admin1, place.country) if part and part != place.name)
    return ", ".join([place.name, *above])


def _claim_line(claim: Claim) -> str:
    who = claim.name or claim.controller
    state = {"holds": f"held by {who}", "contested": "both sides are there", "lost": f"lost by {who}"}[claim.relation]
    told = " (told before another change)" if claim.overtaken else ""
    return f"{state}{f' ({claim.extent})' if claim.extent else ''}{told}"


def _said_line(said: Said) -> str:
    since = f"since {said.from_}" if said.from_ else f"since {said.seen} at the latest"
    before = ", told before another change" if said.overtaken else ""
    return f"{said.says} ({said.status}), {since}, as of {said.as_of}{before}: “{said.evidence}” [{said.report}]"


def _statement_line(told: Statement) -> str:
    who = told.controller_name or told.controller or "both sides"
    days = [f"{name} {day}" for name, day in (("from", told.from_), ("until", told.until)) if day]
    when = ", ".join(days) or (f"as of {told.as_of}" if told.as_of else "undated")
    extent = f" ({told.extent})" if told.extent else ""
    corrected = f"; corrected: {', '.join(told.corrected)}" if told.corrected else ""
    return f"{when}: {told.relation} · {who}{extent} · {told.says} ({told.status}) [{told.report}]{corrected}"


def _tenure_line(tenure: Tenure) -> str:
    who = tenure.controller_name or tenure.controller or "both sides"
    begin = tenure.from_ or (f"by {tenure.seen}" if tenure.seen else "?")
    if tenure.gone is not None:
        end = tenure.until or f"by {tenure.gone}"
    else:
        end = f"told to {tenure.said}, stands to {tenure.stands_until or 'any day after'}"
    extent = f" ({tenure.extent})" if tenure.extent else ""
    return f"{who}{extent} · {tenure.relation} · {begin} – {end} · {tenure.says}"


def _place_cells(place: KnownPlace) -> list[object]:
    return [place.id, place.name, place.country, place.admin1, place.lat, place.lon, place.precision]


def _holder_rows(one: PlaceOnDay) -> Iterator[list[object]]:
    """One row per place and voice; a place without a statement has one row too."""
    head = [*_place_cells(one.place), one.day, one.state]
    if not one.claims:
        yield [*head, *[None] * (len(_HOLDER_COLUMNS) - len(head))]
    for claim in one.claims:
        for said in claim.voices:
            yield [
                *head, claim.relation, claim.controller, claim.name, claim.extent, "yes" if said.overtaken else "no",
                said.says, said.status, said.from_, said.seen, said.as_of, said.stands_until, said.report, said.record,
                said.evidence,
            ]  # fmt: skip


def _timeline_rows(one: Account) -> Iterator[list[object]]:
    """One row per statement, then one per interval."""
    head = _place_cells(one.place)
    for told in one.statements:
        yield [
            *head, "statement", told.from_, told.until, told.as_of, None, None, None, told.relation, told.controller,
            told.controller_name, told.extent, told.says, told.status, told.report, told.record,
            "; ".join(told.corrected), told.evidence.exact,
        ]  # fmt: skip
    for tenure in one.tenures:
        yield [
            *head, "interval", tenure.from_, tenure.until, tenure.said, tenure.seen, tenure.gone, tenure.stands_until,
            tenure.relation, tenure.controller, tenure.controller_name, tenure.extent, tenure.says, None,
            "; ".join(report for report, _ in tenure.statements), "; ".join(record for _, record in tenure.statements),
            None, None,
        ]  # fmt: skip
