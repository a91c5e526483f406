"""The command line: each verb a thin skin over a function of the package.

Records go to standard output, everything else to standard error. Exit codes: 0 all read, 1 at least one input could not
be read, 2 wrong use. Heavy modules are imported inside the commands that need them, so that ``--help`` is quick.
"""

from __future__ import annotations

import io
import logging
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad._errors import MarsadError, UsageError
from marsad.views._actors_commands import actors_app
from marsad.views._control_commands import register_control_commands
from marsad.views._desk_commands import register_desk_commands
from marsad.views._export_commands import register_export_commands
from marsad.views._find_commands import register_find_commands
from marsad.views._forecast_commands import forecasts_app
from marsad.views._incidents_commands import incidents
from marsad.views._indicator_commands import register_indicator_commands
from marsad.views._ledger_commands import ledger_app, register_ledger_commands
from marsad.views._options import (
    INPUTS,
    FollowOption,
    PrivateOption,
    PublishedOption,
    Reader,
    ReaderOption,
    Setting,
    SettingOption,
)
from marsad.views._output import pipe_may_close, write_utf8
from marsad.views._places_commands import places_app
from marsad.views._watch_command import watch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.records import Reading, Unread

SOME_UNREAD, WRONG_USE = 1, 2


app = typer.Typer(
    name="marsad",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


app.add_typer(actors_app, name="actors")
app.add_typer(places_app, name="places")
app.add_typer(ledger_app, name="ledger")
app.add_typer(forecasts_app, name="forecasts")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"marsad {version('marsad')}")
        raise typer.Exit


class Record(StrEnum):
    """What a schema is of."""

    reading = "reading"
    incident = "incident"


@app.callback()
def marsad(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Read news reports about conflict and keep what they say as records that can be checked.

    Offline, unless an address is given. Exit codes: 0 all read, 1 at least one input could not be read, 2 wrong use.
    """


@app.command(short_help="Read reports and print what they say.")
def read(
    paths: Annotated[list[str], typer.Argument(metavar="PATH|URL", help=INPUTS)],
    json: Annotated[bool, typer.Option("--json", help="One JSON object per report and line.")] = False,
    published: PublishedOption = None,
    setting: SettingOption = Setting.balanced,
    reader: ReaderOption = Reader.trained,
    follow: FollowOption = False,
    allow_private: PrivateOption = False,
) -> None:
    """Read reports and print what they say: who did what to whom, where, when, how many, who says so.

    \b
    Examples:
      marsad read report.txt --published 2018-12-14
      marsad read *.html --json > records.jsonl
      marsad read reports.jsonl --json --setting precise | head -1
      marsad read bulletin.pdf crawl.warc.gz https://example.org/news/2018/12/14/hajin.html
    """
    from marsad import read_reports
    from marsad.views._progress import with_progress

    results = with_progress(
        read_reports(
            paths, published=published, setting=setting.value, reader=reader.value, follow=follow,
            allow_private=allow_private,
        )
    )  # fmt: skip
    with pipe_may_close():
        unread = _print_lines(results) if json else _print_tables(results)
    if unread:
        raise typer.Exit(SOME_UNREAD)


app.command(short_help="List incidents: many reports of one act merged.")(incidents)


@app.command(short_help="Measure how right the records are.")
def evaluate(
    gold_dir: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD_DIR", exists=True, file_okay=False, help="Folder with reports.jsonl, gold.jsonl and more."
        ),
    ],
    predictions: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="Score these printed lines instead of reading the reports.",
        ),
    ] = None,
    incidents: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", exists=True, dir_okay=False, help="Score merging too: JSON Lines of id and members."
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    errors: Annotated[int, typer.Option(min=0, metavar="N", help="List the N most telling errors of each metric.")] = 0,
    setting: SettingOption = Setting.balanced,
    reader: ReaderOption = Reader.trained,
) -> None:
    """Measure how right the records are against a folder of hand-coded gold.

    \b
    Examples:
      marsad evaluate my-gold/
      marsad evaluate my-gold/ --predictions records.jsonl --errors 5
      marsad evaluate my-gold/ --setting precise --json
    """
    from marsad.views._evaluate import evaluate_folder
    from marsad.views.evaluation import as_json, as_text

    evaluation = evaluate_folder(
        gold_dir, predictions=predictions, incidents=incidents, setting=setting.value, reader=reader.value
    )
    with pipe_may_close():
        write_utf8()
        print((as_json if json else as_text)(evaluation, errors=errors))


@app.command(short_help="Print the JSON Schema of the output.")
def schema(
    of: Annotated[
        Record, typer.Option("--of", help="A line of read --json, or a line of incidents --json.")
    ] = Record.reading,
) -> None:
    """Print the JSON Schema that every line of read --json or incidents --json keeps.

    \b
    Examples:
      marsad schema > marsad.schema.json
      marsad schema --of incident > incident.schema.json
    """
    import json

    from marsad.knowledge import load_kinds
    from marsad.records import incident_schema, json_schema

    schema_of = {Record.reading: json_schema, Record.incident: incident_schema}[of]
    with pipe_may_close():
        write_utf8()
        print(json.dumps(schema_of(tuple(load_kinds())), indent=2, ensure_ascii=False))


register_ledger_commands(app)
register_find_commands(app)
register_export_commands(app)
app.command(short_help="Add what is new in a folder or in feeds.")(watch)
register_control_commands(app)
register_indicator_commands(app)
register_desk_commands(app)


def _print_lines(results: Iterable[Reading | Unread]) -> int:
    """Prints JSON Lines; returns how many reports could not be read."""
    from marsad.records import Unread, dumps

    write_utf8()
    unread = 0
    for result in results:
        print(dumps(result), flush=True)
        if isinstance(result, Unread):
            unread += 1
            typer.echo(f"marsad: {result.error}", err=True)
    return unread


def _print_tables(results: Iterable[Reading | Unread]) -> int:
    """Prints tables; returns how many reports could not be read."""
    from marsad.records import Unread
    from marsad.views._table import RecordConsole, print_reading

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    console = RecordConsole()
    unread = 0
    for result in results:
        if isinstance(result, Unread):
            unread += 1
            typer.echo(f"marsad: {result.error}", err=True)
        else:
            print_reading(result, console)
    return unread


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    notes = logging.StreamHandler()
    notes.setFormatter(logging.Formatter("marsad: %(message)s"))
    logging.getLogger("marsad").addHandler(notes)
    try:
        app(prog_name="marsad")
    except MarsadError as error:
        typer.echo(f"marsad: {error}", err=True)
        sys.exit(WRONG_USE if isinstance(error, UsageError) else SOME_UNREAD)
