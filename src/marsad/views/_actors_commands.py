"""``marsad actors``: whom the reports of a ledger name, what they tell of them, and whom a desk adds to the tables."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from marsad.views._ledger_commands import open_for
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
    SourceOption,
    StatusOption,
    WhoOption,
    WhyOption,
    form_of,
    is_for_subcommand,
    told_by,
)
from marsad.views._output import pipe_may_close, write_utf8

actors_app = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode=None,
    short_help="List the actors of a ledger; add your own, as reports tell them.",
)

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


def _date(text: str | None) -> str | None:
    """Lets a year, a month or a day through as it is."""
    if text is not None and not _DATE.fullmatch(text):
        raise typer.BadParameter(f"{text!r} is no date; write it as 2018, 2018-12 or 2018-12-14")
    return text


IdArgument = Annotated[str, typer.Argument(metavar="ID", help="As marsad actors suggestions shows it.")]


@actors_app.callback()
def actors(
    context: typer.Context,
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
    limit: LimitOption = None,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:
    """List the actors that a ledger's reports name, those of most events first, with what is told of them.

    Events in all, those in which one acts and is the target, incidents, reports, first and last day, and the deaths of
    the incidents that a report tells as one's acts, from the lowest to the highest figure. --actor says who is listed;
    every other filter which events count, and then only who has a part in one of these is listed.

    The subcommands show what reports state of actors that the program does not know, and add it to what it knows. What
    you accept lies in the folder that the variable MARSAD_ACTORS names, else in your folder for data, and is read
    beside the actors that come with the program.

    \b
    Examples:
      marsad actors --limit 20
      marsad actors --place Hajin --since 2018-12-01 --csv > actors.csv
      marsad actors suggestions
    """
    if is_for_subcommand(context):
        return
    from marsad.incidents import actor_tallies
    from marsad.ledger import EventFilter
    from marsad.views._tallies_views import print_actors

    form = form_of(json=json, csv=csv)
    wanted = EventFilter(**told_by(
        since=since, until=until, place=place, box=box, near=near, actor=actor, kind=kind, source=source,
        status=status, grade=grade, limit=limit,
    ))  # fmt: skip
    with open_for(ledger) as opened, pipe_may_close():
        print_actors(actor_tallies(opened, wanted), form)


@actors_app.command("suggestions", short_help="What reports state and the tables lack.")
def list_suggestions(
    ledger: LedgerOption = "marsad.db",
    json: JsonOption = False,
    least: Annotated[
        int, typer.Option("--reports", metavar="N", min=1, help="Unknown actors that so many reports name.")
    ] = 2,
    refused: Annotated[bool, typer.Option("--refused", help="Also what somebody has refused.")] = False,
) -> None:
    """List what the latest readings state of actors and the tables lack, each with the words that say so.

    Relations (part_of, backed_by, led_by, member_of, spokesperson_of, role) between actors that have a name, and
    organisations that several independent reports name: the same text, or the same outlet, counts once. Nothing of it
    is used by the program before you accept it.

    \b
    Examples:
      marsad actors suggestions
      marsad actors suggestions --ledger campaign.db --reports 5 --json
    """
    from marsad.suggestions import suggestions
    from marsad.views._actors_table import print_suggestions

    with open_for(ledger) as opened, pipe_may_close():
        write_utf8()
        print_suggestions(suggestions(opened, least=least, refused=refused), json=json)


@actors_app.command(short_help="Accept a suggestion.")
def accept(
    id_: IdArgument,
    who: WhoOption,
    why: WhyOption,
    ledger: LedgerOption = "marsad.db",
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", callback=_date, help="Since when a relation holds.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", callback=_date, help="Until when a relation held.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="What an actor is, if the reports are read wrongly.")
    ] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Its country, as SYR, likewise.")] = None,
    alias: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Another name of it; may be repeated.")
    ] = None,
) -> None:
    """Accept a suggestion: kept in the ledger as a judgement, and in your own tables, which later readings use.

    What the ledger has read already is read with it by marsad add --again.

    \b
    Examples:
      marsad actors accept 3f9a1c02de --by "A. Desk" --why "stated by both sides" --from 2018-10
      marsad actors accept 77ab10c5e1 --by "A. Desk" --why "a new front" --kind armed-group --alias "Northern Front"
    """
    from marsad.suggestions import accept as accepted

    with open_for(ledger) as opened:
        told = accepted(
            opened, id_, who=who, why=why, since=since, until=until, kind=kind, country=country, aliases=alias or ()
        )
    from marsad.views._actors_table import in_words

    typer.echo(f"accepted: {in_words(told)}")


@actors_app.command(short_help="Refuse a suggestion.")
def refuse(id_: IdArgument, who: WhoOption, why: WhyOption, ledger: LedgerOption = "marsad.db") -> None:
    """Refuse a suggestion: it is no longer listed. To take that back: marsad ledger undo.

    \b
    Example:
      marsad actors refuse 3f9a1c02de --by "A. Desk" --why "a rumour"
    """
    from marsad.suggestions import refuse as refused
    from marsad.views._actors_table import in_words

    with open_for(ledger) as opened:
        told = refused(opened, id_, who=who, why=why)
    typer.echo(f"refused: {in_words(told)}")


@actors_app.command("list", short_help="List what you added.")
def list_() -> None:
    """List the actors and relations of your own tables, and who accepted them.

    \b
    Example:
      marsad actors list
    """
    from marsad.knowledge import own_actors
    from marsad.views._actors_table import print_own

    with pipe_may_close():
        write_utf8()
        print_own(own_actors())


@actors_app.command(short_help="Remove what you added.")
def remove(
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="Of an actor or a relation, as marsad actors list shows it.")
    ],
) -> None:
    """Remove an actor of your own with its relations, or one relation; the judgement stays in the ledger.

    \b
    Example:
      marsad actors remove orlen-front
    """
    from marsad.knowledge import remove_added_actor

    remove_added_actor(id_)
    typer.echo(f"{id_}: removed")
