"""What was foretold, as tables for people, JSON Lines and CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from rich.padding import Padding
from rich.text import Text

from marsad.records import to_json
from marsad.views import _wording as wording
from marsad.views._csv import print_csv
from marsad.views._ledger_views import _print_json, record_console
from marsad.views._output import write_utf8
from marsad.views._table import evidence_of, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

    from marsad.forecasting import Brier, Foretelling, Question, Score, Suggestion

_INDENT = 2
_COLUMNS = (
    "question", "asked", "state", "due", "opened", "horizon", "resolved_on", "resolved_by", "event", "why", "forecast",
    "outlet", "maker", "made_on", "forecast_horizon", "wording", "agrees", "low", "median", "high", "scale", "vague",
    "standing", "condition", "evidence", "corrected",
)  # fmt: skip
_STYLES = {"true": "green", "false": "red", "open": "cyan"}
_RANKED_FROM = "under 20 forecasts nobody is ranked: chance decides"


def print_question_lines(questions: Iterable[Question]) -> None:
    """One object per question."""
    write_utf8()
    for question in questions:
        _print_json(to_json(question))


def print_question_csv(questions: Iterable[Question]) -> None:
    """One row per forecast, with its question; no cell is a formula to a spreadsheet."""
    print_csv(_COLUMNS, (_row(question, told) for question in questions for told in question.forecasts))


def print_question_table(questions: Iterable[Question], *, tally: bool = True) -> None:
    """Each question above its forecasts, each of these above its words.

    Args:
        questions: The questions.
        tally: Whether to tell on standard error how many there were.
    """
    console = record_console()
    shown = 0
    for question in questions:
        console.print(_head(question))
        for told in question.forecasts:
            console.print(_line(told))
            console.print(evidence_of(told.forecast.evidence, told.forecast.wording, marked=console.is_terminal))
        console.print()
        shown += 1
    if tally:
        typer.echo(f"marsad: {shown} questions", err=True)


def print_suggestion_lines(suggestions: Iterable[Suggestion]) -> None:
    """One object per suggestion."""
    write_utf8()
    for suggestion in suggestions:
        _print_json(to_json(suggestion))


def print_suggestions(suggestions: Sequence[Suggestion], question: Question) -> None:
    """What may settle a question, each above its words, and how to say so."""
    console = record_console()
    if question.state == "open" and not suggestions:
        console.print(Text("No event of the ledger bears on it."))
    for suggestion in suggestions:
        head = Text.assemble((suggestion.name, "bold"), f"  may make it {suggestion.state}: ", plain(suggestion.reason))
        console.print(head)
        console.print(evidence_of(suggestion.event.evidence, suggestion.event.trigger, marked=console.is_terminal))
    if suggestions:
        best = suggestions[0]
        typer.echo(
            f'marsad: to settle it: marsad forecasts resolve {question.id} --state {best.state} --event "{best.name}" '
            "--by NAME --why TEXT",
            err=True,
        )


def print_score_lines(scores: Iterable[Score]) -> None:
    """One object per score."""
    write_utf8()
    for score in scores:
        _print_json(to_json(score))


def print_scores(scores: Sequence[Score]) -> None:
    """A line for each, the ranked first, with what the numbers rest on."""
    write_utf8()
    whole = scores[0]
    if whole.base_rate is None:
        print("No question is settled as true or false yet; marsad forecasts --due lists what is due.")
        return
    print(f"Base rate: {100 * whole.base_rate:.0f} % of the outcomes that were asked for came about.")
    for score in scores:
        rank = f"{score.rank}." if score.rank else "all" if score.of == "all" else "unranked"
        print(plain(f"{rank:<9} {score.of:<7} {score.name}: {_scored(score)}"))
    print("Brier at the median (low end, high end of the words); 0 is perfect, 0.25 is a coin.")
    print(f"Of each maker the last forecast on a question before its outcome counts; {_RANKED_FROM}.")


def _scored(score: Score) -> str:
    parts = [f"{_figures(score.brier)}; base rate {score.brier.base:.3f}" if score.brier else "none that counts"]
    if score.vague:
        parts.append(f"vague, apart: {_figures(score.vague)}")
    return "; ".join([*parts, f"questions {score.questions}"])


def _figures(brier: Brier) -> str:
    return f"{brier.median:.3f} ({brier.low:.3f}, {brier.high:.3f}), n {brier.n}"


def _head(question: Question) -> Text:
    facts = [question.id, f"opened {question.opened}" if question.opened else None]
    facts.append(f"{'due since' if question.due else 'due'} {question.horizon}" if question.horizon else None)
    facts.append(f"if: {question.condition}" if question.condition else None)
    head = Text(plain(question.proposition), style="bold")
    head.append("\n  ")
    head.append(question.state, style=_STYLES.get(question.state, "yellow"))
    resolution = question.resolution
    if resolution is not None:
        told = [f"on {resolution.on}" if resolution.on else None, resolution.event, resolution.who, resolution.why]
        head.append(plain(" (" + "; ".join(part for part in told if part) + ")"))
    head.append(plain(" · ".join(["", *(fact for fact in facts if fact)])), style="dim")
    return head


def _line(told: Foretelling) -> RenderableType:
    chance = wording.likely(told.probability) or "no number"
    parts = [told.maker, chance + ("" if told.agrees else " (foretells the contrary)"), told.forecast.made_on]
    parts += [wording.by_when(told.forecast), told.name, "" if told.standing == "counts" else told.standing]
    parts.append(f"corrected: {', '.join(told.corrected)}" if told.corrected else "")
    return Padding(Text(plain(" · ".join(part for part in parts if part))), (0, 0, 0, _INDENT), expand=False)


def _row(question: Question, told: Foretelling) -> list[object]:
    settled, forecast, chance = question.resolution, told.forecast, told.probability
    return [
        question.id, question.proposition, question.state, "yes" if question.due else "no", question.opened,
        question.horizon, *((settled.on, settled.who, settled.event, settled.why) if settled else (None,) * 4),
        told.name, told.outlet, told.maker, forecast.made_on, forecast.horizon.date if forecast.horizon else None,
        forecast.wording.exact, "yes" if told.agrees else "no",
        *((chance.low, chance.median, chance.high, chance.scale) if chance else (None,) * 4),
        "yes" if forecast.vague else "no", told.standing, forecast.condition, forecast.evidence.exact,
        "; ".join(told.corrected),
    ]  # fmt: skip
