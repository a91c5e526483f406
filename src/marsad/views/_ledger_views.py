"""What a ledger answers, as tables for people, JSON Lines and CSV."""

from __future__ import annotations

import io
import json as json_form
import re
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from marsad.records import Unread, one_line, to_json
from marsad.views import _wording as wording
from marsad.views._csv import print_csv
from marsad.views._output import write_utf8
from marsad.views._table import RecordConsole, plain, print_event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from marsad.ledger import Added, Found, Hit, Judgement, Ledger, Snippet, Standing, Stats
    from marsad.ledger import Json as JsonValue
    from marsad.records import Event, Report

_INDENT = 2
_OFTEN = 25  # reports
_COLUMNS = (
    "report", "event", "published", "outlet", "kind", "actors", "targets", "places", "lat", "lon", "start", "end",
    "counts", "sources", "status", "background", "confidence", "evidence", "judgements",
)  # fmt: skip
_INCIDENT = re.compile("i-[0-9a-f]{12}")
_HIT_COLUMNS = ("report", "title", "url", "outlet", "published", "finds", "events")


def print_added(results: Iterable[Added | Unread], *, json: bool, often: Callable[[], object]) -> int:
    """Tells of each report what became of it; returns how many could not be read.

    Args:
        results: What became of the reports.
        json: Whether to print objects.
        often: What is to be done now and then meanwhile, and at the end.
    """
    unread = 0
    for number, result in enumerate(results, start=1):
        if number % _OFTEN == 0:
            often()
        if isinstance(result, Unread):
            unread += 1
            typer.echo(f"marsad: {result.error}", err=True)
        if json:
            _print_json(asdict(result))
        elif not isinstance(result, Unread):
            copy = f", reprint of {plain(result.reprint_of)}" if result.reprint_of else ""
            print(f"{plain(result.id)}: {result.state}, {result.events} events{copy}", flush=True)
    often()
    return unread


def print_event_lines(found: Iterable[Found]) -> None:
    """One object per event: the record as ``marsad read --json`` has it, with its report and the judgements on it."""
    write_utf8()
    for one in found:
        report = {name: getattr(one.report, name) for name in ("id", "title", "url", "outlet", "published", "sha256")}
        _print_json({"report": report, "event": to_json(one.event), "judgements": [asdict(j) for j in one.judgements]})


def print_event_csv(found: Iterable[Found]) -> None:
    """One row per event; no cell is a formula to a spreadsheet."""
    print_csv(_COLUMNS, (_row(one.report, one.event, one.judgements) for one in found))


def print_event_table(found: Iterable[Found]) -> None:
    """The events as ``marsad read`` shows them, each below the report that tells it."""
    console = record_console()
    shown, before = 0, None
    for one in found:
        if one.report.id != before:
            console.print(_report_line(one.report))
            before = one.report.id
        print_event(one.event, console)
        for judgement in one.judgements:
            console.print(
                Padding(Text(plain(wording.judged(judgement)), style="yellow"), (0, 0, 0, _INDENT), expand=False)
            )
        shown += 1
    typer.echo(f"marsad: {shown} events", err=True)


def print_hits(hits: Iterable[Hit]) -> None:
    """Reports with the words around each find, and the events whose evidence holds one."""
    console = record_console()
    shown = 0
    for hit in hits:
        lines = [_snippet(snippet, marked=console.is_terminal) for snippet in hit.snippets]
        told = [Text(plain(f"{event.id} {event.kind}: {wording.who_to_whom(event)}")) for event in hit.events]
        body = Group(*lines, *(Padding(line, (0, 0, 0, _INDENT), expand=False) for line in told))
        console.print(_report_line(hit.report))
        console.print(Padding(body, (0, 0, 0, _INDENT), expand=False))
        shown += 1
    typer.echo(f"marsad: {shown} reports", err=True)


def print_hit_lines(hits: Iterable[Hit]) -> None:
    """One object per report that holds the words."""
    write_utf8()
    for hit in hits:
        report = {name: getattr(hit.report, name) for name in ("id", "title", "url", "outlet", "published")}
        events = [event.id for event in hit.events]
        _print_json({"report": report, "snippets": [asdict(snippet) for snippet in hit.snippets], "events": events})


def print_hit_csv(hits: Iterable[Hit]) -> None:
    """One row per report that holds the words, with the words around each find."""
    print_csv(_HIT_COLUMNS, (_hit_row(hit) for hit in hits))


def print_stats(stats: Stats, *, name: str, form: str, asked: Mapping[str, str]) -> None:
    """The counts of a ledger.

    Args:
        stats: The counts.
        name: Of the ledger.
        form: ``table``, ``json`` or ``csv``.
        asked: What was asked for, by option.
    """
    if form == "json":
        _print_json({"ledger": name, "filter": dict(asked), **asdict(stats)})
        return
    if form == "csv":
        print_csv(("count", "of", "value"), _stats_rows(stats, name, asked))
        return
    dated = f", {stats.first_day} to {stats.last_day}" if stats.first_day else ""
    print(f"{name}: {stats.bytes:,} bytes")
    if asked:
        print(plain(f"of that, what meets {', '.join(f'{option} {value}' for option, value in asked.items())}:"))
    print(f"{stats.reports:,} reports, {stats.texts:,} different texts, {stats.readings:,} readings")
    print(f"{stats.events:,} events{dated}; {stats.judgements:,} judgements")
    print(f"{stats.statements:,} statements, {stats.forecasts:,} forecasts, {stats.control:,} of who holds what")
    for title, counted in (("kinds", stats.kinds), ("statuses", stats.statuses), ("outlets", stats.outlets)):
        print(f"{title}: " + (", ".join(f"{plain(word) or 'unknown'} {n:,}" for word, n in counted.items()) or "none"))


def print_judgements(judgements: Iterable[Judgement], *, json: bool) -> None:
    """All judgements, one a line."""
    for judgement in judgements:
        if json:
            _print_json(asdict(judgement))
            continue
        on = ", ".join(f"{s.report}: {s.record}" + (f" “{s.told}”" if s.told else "") for s in judgement.subjects)
        what = f"undoes {judgement.undoes}" if judgement.undoes else f"{judgement.verdict} {on}"
        change = _change(judgement)
        undone = f" [undone by {judgement.undone_by}]" if judgement.undone_by else ""
        head = f"{judgement.number}  {judgement.made_at}  {judgement.who}"
        print(plain(f"{head}: {what}{change}; {judgement.why}{undone}"))


def _change(judgement: Judgement) -> str:
    """What a judgement sets, in brackets; of a suggestion the words judged say it."""
    value = judgement.value
    if value is None or (isinstance(value, dict) and "suggestion" in value):
        return ""
    return f" ({judgement.field or 'outcome'}: {value!r})"


def subject_of(ledger: Ledger, named: str) -> tuple[str, str | None]:
    """Report and record of ``report/record``; a report's id may hold a slash itself."""
    report, slash, record = named.rpartition("/")
    if slash and ledger.reading(report) is not None:
        return report, record
    return named, None


def is_incident(ledger: Ledger, named: str) -> bool:
    """Whether a name is that of an incident: it has the form of one, and no report has it."""
    return _INCIDENT.fullmatch(named) is not None and ledger.reading(named) is None


def json_or_word(text: str) -> JsonValue:
    """A value as JSON, or as it stands where it is none."""
    try:
        value: JsonValue = json_form.loads(text)
    except ValueError:
        return text
    return value


def _row(report: Report, event: Event, judgements: Iterable[Standing]) -> list[Any]:
    spot = event.places[0] if event.places else None
    return [
        report.id, event.id, report.published, report.outlet, event.kind,
        "; ".join(party.name for party in event.actors), "; ".join(party.name for party in event.targets),
        "; ".join(place.name for place in event.places), spot.lat if spot else None, spot.lon if spot else None,
        event.time.start, event.time.end, wording.how_many(event.counts), wording.says_who(event.sources), event.status,
        "yes" if event.background else "no", event.confidence, event.evidence.exact,
        "; ".join(wording.judged(judgement) for judgement in judgements),
    ]  # fmt: skip


def _hit_row(hit: Hit) -> list[Any]:
    report = hit.report
    return [
        report.id, report.title, report.url, report.outlet, report.published,
        " … ".join(one_line(snippet.text) for snippet in hit.snippets), "; ".join(event.id for event in hit.events),
    ]  # fmt: skip


def _stats_rows(stats: Stats, name: str, asked: Mapping[str, str]) -> Iterator[tuple[str, str | None, object]]:
    """What was asked for, then each count; of what is counted by kind, status or outlet a row each."""
    yield "ledger", None, name
    yield from (("filter", option, value) for option, value in asked.items())
    for count, value in asdict(stats).items():
        if isinstance(value, dict):
            yield from ((count, word, number) for word, number in value.items())
        else:
            yield count, None, value


def _report_line(report: Report) -> Text:
    known = [
        report.title or report.id,
        report.outlet,
        report.published or "undated",
        report.id if report.title else None,
    ]
    return Text(plain(" · ".join(part for part in known if part)), style="bold")


def _snippet(snippet: Snippet, *, marked: bool) -> Text:
    shown, last = Text("… "), 0
    for start, end in snippet.marks:
        if start < last:
            continue
        word = plain(snippet.text[start:end])
        shown.append(plain(snippet.text[last:start]))
        shown.append(*((word, "bold underline") if marked else (f"_{word}_", "")))
        last = end
    shown.append(plain(snippet.text[last:]) + " …")
    return shown


def record_console() -> RecordConsole:
    """A console for records, which never fails on a letter that the terminal lacks."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return RecordConsole()


def _print_json(value: object) -> None:
    line = json_form.dumps(value, ensure_ascii=False, allow_nan=False)
    print(one_line(line), flush=True)
