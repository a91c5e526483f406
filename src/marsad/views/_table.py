"""A reading as a person likes to read it: what happened, row by row, each above the words that it rests on.

Report text is never taken for markup, and control characters in it never reach the terminal. On a terminal the words
that name the act are bold and underlined; elsewhere they stand between underscores.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from marsad.views import _wording as wording
from marsad.views._sayings_tree import sayings_tree

if TYPE_CHECKING:
    from rich.console import RenderableType

    from marsad.records import Control, Event, Forecast, Reading, Report, Span

_WIDE = 110  # columns from which an act fits on one line
_SHARES = (14, 26, 18, 14, 18, 20)  # of the width: kind, who, where, when, how many, says who
_LONGEST_KIND = len("combatants-captured")
_INDENT = 2
_CONTROL_CHARACTERS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_STATUS_STYLES = {"denied": "red", "claimed": "yellow", "forecast": "magenta", "hypothetical": "magenta"}


class RecordConsole(Console):
    """A console that takes text as it is and leaves a closed pipe to its caller."""

    def __init__(self) -> None:
        super().__init__(highlight=False, markup=False, emoji=False)

    def on_broken_pipe(self) -> None:
        """Raises on, where rich would end the process with a failure."""
        raise  # noqa: PLE0704 (called from within rich's own handler)


def print_reading(reading: Reading, console: Console) -> None:
    """Prints one report's records.

    Args:
        reading: What was read.
        console: Where to; its width decides the layout.
    """
    marked = console.is_terminal
    console.print(_header(reading.report))
    events = sorted(reading.events, key=lambda event: (event.trigger.start, event.id))
    for event in events:
        print_event(event, console)
    if not events:
        console.print(Padding(Text("no events"), (0, 0, 0, _INDENT), expand=False))
    said = [Padding(sayings_tree(reading, plain), (0, 0, 0, _INDENT))] if reading.statements else []
    foretold = [_forecast(forecast, marked=marked) for forecast in reading.forecasts]
    held = [_control(control, reading) for control in reading.control]
    for title, lines in (("Statements", said), ("Forecasts", foretold), ("Control", held)):
        if lines:
            console.print(Text(f"\n{title}", style="bold"))
            console.print(Group(*lines))
    console.print()


def print_event(event: Event, console: Console) -> None:
    """Prints one event above the words that it rests on.

    Args:
        event: The event.
        console: Where to; its width decides the layout.
    """
    console.print(_wide_event(event, console.width) if console.width >= _WIDE else _narrow_event(event))
    console.print(evidence_of(event.evidence, event.trigger, marked=console.is_terminal))


def plain(text: str) -> str:
    """Text of a report on one line, without anything that a terminal would obey."""
    return _CONTROL_CHARACTERS.sub(" ", text)


def _header(report: Report) -> RenderableType:
    title = Text(plain(report.title or report.id), style="bold")
    known = [report.outlet, report.published or "undated", report.id if report.title else None, report.language]
    facts = Text(" · ".join(plain(fact) for fact in known if fact), style="dim")
    return Group(title, facts, Rule(style="dim"))


def _cells(event: Event) -> tuple[Text, ...]:
    status = Text(wording.standing(event), style=_STATUS_STYLES.get(event.status, ""))
    source = wording.says_who(event.sources)
    credit = Text.assemble(plain(source), ", ", status) if source else status
    values = (
        wording.who_to_whom(event),
        wording.where(event.places),
        wording.when(event.time),
        wording.how_many(event.counts),
    )
    return (Text(event.kind, style="bold cyan"), *(Text(plain(value)) for value in values), credit)


def _wide_event(event: Event, width: int) -> RenderableType:
    row = Table.grid(padding=(0, 2, 0, 0))
    room = width - 2 * len(_SHARES)
    first, *others = _SHARES
    kind = max(_LONGEST_KIND, room * first // sum(_SHARES))
    widths = [kind, *((room - kind) * share // sum(others) for share in others)]
    for column in widths:
        row.add_column(width=column, overflow="fold")
    row.add_row(*_cells(event))
    return row


def _narrow_event(event: Event) -> RenderableType:
    kind, who, where, when, how_many, credit = _cells(event)
    facts = Text(" · ").join(cell for cell in (where, when, how_many) if cell.plain and cell.plain != wording.UNKNOWN)
    lines = [cell for cell in (facts, credit) if cell.plain]
    return Group(Text.assemble(kind, "  ", who), Padding(Group(*lines), (0, 0, 0, _INDENT), expand=False))


def evidence_of(evidence: Span, mark: Span, *, marked: bool) -> RenderableType:
    """The words that a record rests on, the operative ones marked."""
    start, end = mark.start - evidence.start, mark.end - evidence.start
    text = Text(style="dim italic")
    if 0 <= start < end <= len(evidence.exact):
        before, word, after = evidence.exact[:start], evidence.exact[start:end], evidence.exact[end:]
        text.append(plain(before))
        text.append(*((plain(word), "not dim bold underline") if marked else (f"_{plain(word)}_", "")))
        text.append(plain(after))
    else:
        text.append(plain(evidence.exact))
    return Padding(text, (0, 0, 0, 2 * _INDENT), expand=False)


def _line(*parts: str | Text) -> RenderableType:
    told = [part if isinstance(part, Text) else Text(plain(part)) for part in parts if part]
    return Padding(Text(" · ").join(told), (0, 0, 0, _INDENT), expand=False)


def _forecast(forecast: Forecast, *, marked: bool) -> RenderableType:
    speaker = Text(plain(wording.says_who(forecast.sources) or "the report itself"), style="bold")
    condition = forecast.condition or ""
    head = _line(speaker, wording.chance(forecast), wording.by_when(forecast), condition)
    return Group(head, evidence_of(forecast.evidence, forecast.wording, marked=marked))


def _control(control: Control, reading: Reading) -> RenderableType:
    place = next((p.name for p in reading.places if p.id == control.place), control.place)
    holder = next((a.name for a in reading.actors if a.id == control.controller), control.controller or "")
    relation = "held" if control.relation == "holds" else control.relation
    what = Text(plain(f"{place}: {relation} by {holder}" if holder else f"{place}: {relation}"), style="bold")
    since = f"from {control.from_}" if control.from_ else ""
    until = f"until {control.until}" if control.until else ""
    as_of = f"as of {control.as_of}" if control.as_of else ""
    head = _line(what, control.extent or "", since, until, as_of, wording.says_who(control.sources))
    return Group(head, _quoted(control.evidence.exact))


def _quoted(text: str) -> RenderableType:
    return Padding(Text(plain(text), style="dim italic"), (0, 0, 0, 2 * _INDENT), expand=False)
