"""``marsad forecasts``: what was foretold in the reports of a ledger, and what came of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from marsad._errors import UsageError
from marsad.views._ledger_commands import open_for
from marsad.views._options import (
    ActorOption,
    BoxOption,
    CsvOption,
    DayOption,
    JsonOption,
    LedgerOption,
    LimitOption,
    NearOption,
    PlaceOption,
    ReportOption,
    SourceOption,
    WhoOption,
    WhyOption,
    form_of,
    is_for_subcommand,
)
from marsad.views._output import pipe_may_close

forecasts_app = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode=None,
    short_help="List what was foretold, settle it, score who foretold it.",
)

QuestionArgument = Annotated[
    str, typer.Argument(metavar="QUESTION", help="Id of a question, or one of its forecasts, as in lake-bulletin/f2.")
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", help="The day that decides what is due; today if left out.")
]


class State(StrEnum):
    """What can have become of a question."""

    open = "open"
    true = "true"
    false = "false"
    ambiguous = "ambiguous"
    annulled = "annulled"
    unresolvable = "unresolvable"
    superseded = "superseded"


class Outcome(StrEnum):
    """How a question can be settled."""

    true = "true"
    false = "false"
    ambiguous = "ambiguous"
    annulled = "annulled"
    unresolvable = "unresolvable"


@forecasts_app.callback()
def forecasts(
    context: typer.Context,
    ledger: LedgerOption = "marsad.db",
    open_: Annotated[bool, typer.Option("--open", help="Only what nobody has settled.")] = False,
    due: Annotated[bool, typer.Option("--due", help="Only what nobody has settled although its time is up.")] = False,
    resolved: Annotated[bool, typer.Option("--resolved", help="Only what somebody has settled.")] = False,
    state: Annotated[State | None, typer.Option(help="Only what came out so, or has a superseded forecast.")] = None,
    maker: Annotated[str | None, typer.Option(metavar="NAME", help="Who foretells.")] = None,
    place: PlaceOption = None,
    box: BoxOption = None,
    near: NearOption = None,
    actor: ActorOption = None,
    source: SourceOption = None,
    report: ReportOption = None,
    since: DayOption = None,
    until: DayOption = None,
    as_of: AsOfOption = None,
    limit: LimitOption = None,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:
    """List what the reports of a ledger foretell: one question for all forecasts of one thing.

    Each forecast stands with its maker, the words that say how likely, what they say in per cent of the question, and
    the evidence. All filters must hold; --since and --until ask when a forecast was made, --place, --box, --near and
    --actor what it names.

    \b
    Examples:
      marsad forecasts --place Hajin
      marsad forecasts --due --as-of 2019-12-31
      marsad forecasts --maker "Ofra Bengio" --resolved --csv > bengio.csv
    """
    if is_for_subcommand(context):
        return
    from marsad.forecasting import QuestionFilter, questions
    from marsad.views import _forecast_views as views

    form = form_of(json=json, csv=csv)
    if sum((open_, due, resolved, state is not None)) > 1:
        raise UsageError("--open, --due, --resolved and --state: choose one")
    wanted = QuestionFilter(
        state=state.value if state else None, resolved=True if resolved else False if open_ else None,
        due=True if due else None, maker=maker, place=place, box=box, near=near, actor=actor, source=source,
        report=report, since=since, until=until, as_of=as_of, limit=limit,
    )  # fmt: skip
    show = {"table": views.print_question_table, "json": views.print_question_lines, "csv": views.print_question_csv}
    with open_for(ledger) as opened, pipe_may_close():
        show[form](questions(opened, wanted))


@forecasts_app.command(short_help="Show one question.")
def show(
    question: QuestionArgument, ledger: LedgerOption = "marsad.db", as_of: AsOfOption = None, json: JsonOption = False
) -> None:
    """Show a question with all its forecasts and, if it is open, what may settle it.

    \b
    Examples:
      marsad forecasts show q-021189dfb1
      marsad forecasts show lake-bulletin/f2
    """
    from marsad.forecasting import find_question, suggestions
    from marsad.views import _forecast_views as views

    with open_for(ledger) as opened, pipe_may_close():
        found = find_question(opened, question, as_of=as_of)
        if json:
            views.print_question_lines([found])
        else:
            views.print_question_table([found], tally=False)
            views.print_suggestions(suggestions(opened, found, limit=3), found)


@forecasts_app.command(short_help="Find events that may settle a question.")
def suggest(
    question: QuestionArgument, ledger: LedgerOption = "marsad.db", limit: LimitOption = 10, json: JsonOption = False
) -> None:
    """Find events of the ledger that may settle a question, the best first, each with why.

    A suggestion decides nothing; marsad forecasts resolve does.

    \b
    Example:
      marsad forecasts suggest q-021189dfb1
    """
    from marsad.forecasting import find_question, suggestions
    from marsad.views import _forecast_views as views

    with open_for(ledger) as opened, pipe_may_close():
        asked = find_question(opened, question)
        found = suggestions(opened, asked, limit=limit)
        if json:
            views.print_suggestion_lines(found)
        else:
            views.print_suggestions(found, asked)


@forecasts_app.command(short_help="Settle a question.")
def resolve(
    question: QuestionArgument,
    state: Annotated[
        Outcome, typer.Option(help="How it came out, as the question words it, or the forecast that is named.")
    ],
    who: WhoOption,
    why: WhyOption,
    ledger: LedgerOption = "marsad.db",
    event: Annotated[
        str | None, typer.Option(metavar="RECORD", help="The event that settles it, as in lake-bulletin/e5.")
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day of the outcome; that of the event if left out.")
    ] = None,
) -> None:
    """Keep a person's decision on how a question came out; a later one goes before it.

    Ambiguous is what may be said either way, annulled what depended on a condition that failed, unresolvable what
    nobody will know. To open a question again, undo the judgement.

    \b
    Examples:
      marsad forecasts resolve q-021189dfb1 --state true --event wire-9/e2 --by "A. Desk" --why "the town fell"
      marsad ledger undo 7 --by "B. Desk" --why "another town"
    """
    from marsad.forecasting import resolve as settle

    with open_for(ledger) as opened:
        number = settle(opened, question, state.value, who=who, why=why, on=on, event=event)
    typer.echo(f"judgement {number}")


@forecasts_app.command(short_help="Score who foretold.")
def scores(ledger: LedgerOption = "marsad.db", json: JsonOption = False) -> None:
    """Score makers and outlets on what came true or false, by Brier: 0 is perfect, 0.25 is a coin.

    Of each maker the last forecast on a question before its outcome counts. Beside each score stands what always
    saying the base rate would have got. Under 20 forecasts nobody is ranked. Vague words are scored apart.

    \b
    Example:
      marsad forecasts scores --json
    """
    from marsad.forecasting import scores as found_scores
    from marsad.views import _forecast_views as views

    with open_for(ledger) as opened, pipe_may_close():
        found = found_scores(opened)
        (views.print_score_lines if json else views.print_scores)(found)
