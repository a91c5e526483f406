"""The verbs that ask a ledger: its events, the words of its reports, how much there is of what."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.views._ledger_commands import open_for, update_for
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
    ReportOption,
    SourceOption,
    StatusOption,
    filter_in_words,
    form_of,
    told_by,
)
from marsad.views._output import pipe_may_close, write_utf8


def register_find_commands(app: typer.Typer) -> None:
    """Adds the verbs at the top of the command line."""
    app.command(short_help="List the events of a ledger.")(events)
    app.command(short_help="Search the reports of a ledger.")(search)
    app.command(short_help="Count what a ledger holds.")(stats)


def events(
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
    report: ReportOption = None,
    rejected: Annotated[bool, typer.Option("--rejected", help="Also events that a person has rejected.")] = False,
    limit: LimitOption = None,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:
    """List the events of a ledger by day, each with the words that it rests on; undated ones last.

    All filters must hold. Of a report that was read several times the latest reading counts.

    \b
    Examples:
      marsad events --place Hajin --since 2018-12-01 --until 2018-12-31
      marsad events --actor SDF --kind territory-captured --csv > captured.csv
      marsad events --status denied --json
    """
    from marsad.ledger import EventFilter
    from marsad.views import _ledger_views as views

    form = form_of(json=json, csv=csv)
    wanted = EventFilter(**told_by(
        since=since, until=until, place=place, box=box, near=near, actor=actor, kind=kind, source=source,
        status=status, grade=grade, report=report,
        rejected=rejected, limit=limit,
    ))  # fmt: skip
    show = {"table": views.print_event_table, "json": views.print_event_lines, "csv": views.print_event_csv}[form]
    with open_for(ledger) as opened, pipe_may_close():
        update_for(opened, wanted)
        show(opened.events(wanted))


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORD", help='Words, "words in a row", begin*, -without.')],
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
    limit: LimitOption = 20,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:
    """Search the texts of a ledger's reports, the newest first, and show the words around each find.

    All words must be there. Case, accents and Arabic vowel signs do not count. Below each report stand the events whose
    evidence holds a find. Put -- before the words where one begins with a minus.

    With filters, only reports that hold an event which meets them all, as marsad events lists it. --since, --until and
    --source without any other ask for the report itself: its day and its outlet, or who says an event in it.

    \b
    Examples:
      marsad search Hajin hospital
      marsad search '"oil field"' 'shell*' --since 2018-12-01 --near 34.69,40.83,25
      marsad search -- ceasefire -prisoners
    """
    from marsad.ledger import EventFilter
    from marsad.views import _ledger_views as views

    form = form_of(json=json, csv=csv)
    wanted = EventFilter(**told_by(
        since=since, until=until, place=place, box=box, near=near, actor=actor, kind=kind, source=source,
        status=status, grade=grade,
    ))  # fmt: skip
    show = {"table": views.print_hits, "json": views.print_hit_lines, "csv": views.print_hit_csv}[form]
    with open_for(ledger) as opened, pipe_may_close():
        update_for(opened, wanted)
        show(opened.search(" ".join(words), wanted, limit=limit))


def stats(
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
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:
    """Count what a ledger holds, or what of it meets all filters.

    With filters, events are those that marsad events lists with them, reports those that marsad search looks through,
    and everything else is what these reports hold; the bytes stay those of the whole ledger.

    \b
    Examples:
      marsad stats --ledger campaign.db
      marsad stats --actor SDF --since 2018-12-01 --csv
    """
    from marsad.ledger import EventFilter
    from marsad.views._ledger_views import print_stats

    form = form_of(json=json, csv=csv)
    wanted = EventFilter(**told_by(
        since=since, until=until, place=place, box=box, near=near, actor=actor, kind=kind, source=source,
        status=status, grade=grade,
    ))  # fmt: skip
    with open_for(ledger) as opened, pipe_may_close():
        update_for(opened, wanted)
        write_utf8()
        print_stats(opened.stats(wanted), name=opened.name, form=form, asked=filter_in_words(wanted))
