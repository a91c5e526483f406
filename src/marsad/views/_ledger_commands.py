"""The commands on a ledger: add to it, look after it. Each is a thin skin over ``marsad.open_ledger``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.views._options import (
    INPUTS,
    FollowOption,
    JsonOption,
    LedgerOption,
    PrivateOption,
    PublishedOption,
    Reader,
    ReaderOption,
    Setting,
    SettingOption,
    WhoOption,
    WhyOption,
)
from marsad.views._output import pipe_may_close, write_utf8

if TYPE_CHECKING:
    from marsad.ledger import EventFilter, Ledger, Verdict

ledger_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="""Look after a ledger: check it, copy it, bring it up to date, and keep what people decide.

    Nothing that a ledger holds is ever changed or deleted; to undo a judgement is a later row.
    """,
    short_help="Check, copy and judge a ledger.",
)


def register_ledger_commands(app: typer.Typer) -> None:
    """Adds the verb that fills a ledger at the top of the command line."""
    app.command(short_help="Read reports into a ledger.")(add)


def open_for(where: str, *, create: bool = False) -> Ledger:
    """Opens a ledger for a command, and tells where it had to be migrated."""
    from marsad.ledger import open_ledger

    ledger = open_ledger(where, create=create)
    if ledger.migrated_from is not None:
        typer.echo(f"marsad: {ledger.name} was migrated; as it was before: {ledger.migrated_from}", err=True)
    return ledger


def update_for(ledger: Ledger, wanted: EventFilter) -> None:
    """Brings the incidents of a ledger up to date, where a filter of events asks for their grade."""
    if wanted.grade is not None:
        from marsad.incidents import update_incidents

        update_incidents(ledger)


def add(
    paths: Annotated[list[str], typer.Argument(metavar="PATH|URL", help=INPUTS)],
    ledger: LedgerOption = "marsad.db",
    json: JsonOption = False,
    published: PublishedOption = None,
    setting: SettingOption = Setting.balanced,
    reader: ReaderOption = Reader.trained,
    again: Annotated[
        bool, typer.Option("--again", help="Read also what this version has read already, as after adding places.")
    ] = False,
    follow: FollowOption = False,
    allow_private: PrivateOption = False,
) -> None:
    """Read reports into a ledger, each kept whole as soon as it is told.

    The same report twice is one report. A report that an older version has read is read anew, and both readings are
    kept. If the command is interrupted, run it again: it goes on where it stopped.

    \b
    Examples:
      marsad add reports/ more/*.html
      marsad add reports.jsonl --ledger campaign.db --published 2018-12-14
      marsad add - --ledger postgresql://desk@localhost/marsad < report.txt
      marsad add https://example.org/feed.xml --follow
    """
    from marsad.incidents import update_incidents
    from marsad.views._ledger_views import print_added

    with open_for(ledger, create=True) as opened, pipe_may_close():
        write_utf8()
        results = opened.add(
            paths, published=published, setting=setting.value, reader=reader.value, again=again, follow=follow,
            allow_private=allow_private,
        )  # fmt: skip
        unread = print_added(results, json=json, often=lambda: update_incidents(opened))
    if unread:
        raise typer.Exit(1)


@ledger_app.command(short_help="Check that a ledger is whole.")
def check(
    ledger: LedgerOption = "marsad.db",
    whole: Annotated[
        bool, typer.Option("--whole", help="Work out the incidents of all reports anew, not of 2,000 of them.")
    ] = False,
) -> None:
    """Check the hashes, offsets and links of a ledger, and that its tables and incidents say what its readings say.

    Prints a line for everything that is wrong; the exit code is then 1.

    \b
    Examples:
      marsad ledger check
      marsad ledger check --whole
    """
    from itertools import chain

    from marsad.incidents import incident_problems

    with open_for(ledger) as opened, pipe_may_close():
        write_utf8()
        wrong = 0
        most = {} if not whole else {"most": None}
        for problem in chain(opened.check(), incident_problems(opened, **most)):
            print(problem)
            wrong += 1
        reports = opened.stats().reports
    typer.echo(f"marsad: {reports} reports checked, {wrong or 'nothing'} wrong", err=True)
    if wrong:
        raise typer.Exit(1)


@ledger_app.command(short_help="Copy a ledger into a file.")
def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="The copy: an SQLite file that is not there yet.")],
    ledger: LedgerOption = "marsad.db",
) -> None:
    """Copy a ledger into a new SQLite file; others may go on using it.

    The copy is a ledger itself. That of a PostgreSQL ledger is an SQLite file too, and can be restored to either.

    \b
    Example:
      marsad ledger backup marsad-2018-12-14.backup
    """
    with open_for(ledger) as opened:
        opened.back_up(target)
    typer.echo(f"marsad: {target}: written", err=True)


@ledger_app.command(short_help="Make a ledger what a copy of it says.")
def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="The copy.")],
    ledger: LedgerOption = "marsad.db",
    replace: Annotated[
        bool, typer.Option("--replace", help="Even if the ledger holds reports, which are then lost.")
    ] = False,
) -> None:
    """Make a new ledger, or with --replace one that is there, what a copy says.

    \b
    Example:
      marsad ledger restore marsad-2018-12-14.backup --ledger restored.db
    """
    with open_for(ledger, create=True) as opened:
        opened.restore(source, replace=replace)
    typer.echo(f"marsad: {ledger_name(ledger)}: restored from {source}", err=True)


def ledger_name(where: str) -> str:
    """A ledger as it may be shown: without what an address has before its host."""
    return where.rpartition("@")[2] if "://" in where else where


@ledger_app.command(short_help="Find reprints and incidents anew.")
def rebuild(ledger: LedgerOption = "marsad.db") -> None:
    """Find the reprints and the incidents of a ledger anew; reports, readings and judgements stay as they are.

    \b
    Example:
      marsad ledger rebuild
    """
    from marsad.incidents import rebuild_incidents

    with open_for(ledger) as opened:
        opened.rebuild_reprints()
        number = rebuild_incidents(opened)
    typer.echo(f"marsad: {number} incidents", err=True)


@ledger_app.command(short_help="Bring an old ledger up to date.")
def migrate(ledger: LedgerOption = "marsad.db") -> None:
    """Bring a ledger of an older schema up to date, after a copy; every other command does so too.

    \b
    Example:
      marsad ledger migrate
    """
    with open_for(ledger) as opened:
        done = opened.migrated_from is not None
    if not done:
        typer.echo(f"marsad: {ledger_name(ledger)}: is up to date", err=True)


@ledger_app.command(short_help="Keep what a person decided.")
def judge(
    verdict: Annotated[
        str, typer.Argument(metavar="VERDICT", help="accept, reject, correct, resolve, note; same, different, unsure.")
    ],
    subjects: Annotated[
        list[str],
        typer.Argument(
            metavar="RECORD", help="Report and record, as in lake-bulletin/e5; a report; or the id of an incident."
        ),
    ],
    who: WhoOption,
    why: WhyOption,
    ledger: LedgerOption = "marsad.db",
    field: Annotated[str | None, typer.Option(metavar="NAME", help="The field that is corrected.")] = None,
    value: Annotated[
        str | None, typer.Option(metavar="JSON", help="What it should say, or how a forecast came out; JSON or a word.")
    ] = None,
) -> None:
    """Keep a person's decision on records of the latest readings.

    A rejected event is no longer listed; everything else stands beside the record. On incidents there are same,
    different, unsure and note, which are kept as judgements on their members: same joins two incidents, different holds
    them apart, and different on an event and its incident splits the event off.

    \b
    Examples:
      marsad ledger judge reject lake-bulletin/e5 --by "A. Desk" --why "a drill"
      marsad ledger judge correct lake-bulletin/e5 --field kind --value bombing --by "A. Desk" --why "a car bomb"
      marsad ledger judge same i-9cec22159a6a i-021189dfb1c0 --by "A. Desk" --why "one raid"
    """
    from typing import cast

    from marsad._errors import UsageError
    from marsad.incidents import judge_incidents
    from marsad.views._ledger_views import is_incident, json_or_word, subject_of

    with open_for(ledger) as opened:
        known = cast("Verdict", verdict)
        on_incidents = [is_incident(opened, subject) for subject in subjects]
        if not any(on_incidents):
            found = [subject_of(opened, subject) for subject in subjects]
            told = None if value is None else json_or_word(value)
            numbers = [opened.judge(known, *found, who=who, why=why, field=field, value=told)]
        elif field is not None or value is not None:
            raise UsageError("--field and --value are of a record; name an event of the incident")
        else:
            pairs = zip(subjects, on_incidents, strict=True)
            named = [subject if is_one else subject_of(opened, subject) for subject, is_one in pairs]
            numbers = judge_incidents(opened, known, *named, who=who, why=why)
    for number in numbers:
        typer.echo(f"judgement {number}")


@ledger_app.command(short_help="Take a judgement back.")
def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="As marsad ledger judgements shows it.")],
    who: WhoOption,
    why: WhyOption,
    ledger: LedgerOption = "marsad.db",
) -> None:
    """Take a judgement back, by a later row; both stay in the ledger.

    \b
    Example:
      marsad ledger undo 3 --by "B. Desk" --why "it was no drill"
    """
    with open_for(ledger) as opened:
        later = opened.undo(number, who=who, why=why)
    typer.echo(f"judgement {later}")


@ledger_app.command(short_help="List what people decided.")
def judgements(ledger: LedgerOption = "marsad.db", json: JsonOption = False) -> None:
    """List all judgements in the order they were made, those taken back too.

    \b
    Example:
      marsad ledger judgements --json
    """
    from marsad.views._ledger_views import print_judgements

    with open_for(ledger) as opened, pipe_may_close():
        write_utf8()
        print_judgements(opened.judgements(), json=json)
