"""What the page of forecasts answers, as types."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from marsad.forecasting import QuestionState, ScoreOf
from marsad.forecasting import Standing as ForecastStanding
from marsad.ledger import OutcomeState
from marsad.views.desk._answers import CONTRACT, Answer, Asked, EventRecord, ReportCard

ForecastRecord = Annotated[dict[str, Any], WithJsonSchema({CONTRACT: "Forecast"})]


class Chance(Answer):
    """A probability with its bounds, from 0 to 1, and the scale that words were read on."""

    low: float
    median: float
    high: float
    scale: str


class ForetellingAnswer(Answer):
    """One forecast as an answer to its question."""

    name: str = Field(description="report/record, as commands take it.")
    report: str
    outlet: str | None
    maker: str
    maker_id: str
    forecast: ForecastRecord
    agrees: bool = Field(description="Whether it foretells what the question says, rather than the contrary.")
    chance: Chance | None = Field(description="That it comes out as the question says.")
    standing: ForecastStanding
    corrected: list[str] = Field(description="The fields that people corrected; the forecast has them.")


class ResolutionAnswer(Answer):
    """How a person settled a question."""

    judgement: int
    state: OutcomeState
    on: str | None
    event: str | None
    words: str | None
    who: str
    why: str


class QuestionAnswer(Answer):
    """What several forecasts ask together."""

    id: str
    proposition: str
    opened: str | None
    horizon: str | None
    state: QuestionState
    due: bool
    condition: str | None
    resolution: ResolutionAnswer | None
    forecasts: list[ForetellingAnswer]


class QuestionPage(Answer):
    """Some of the questions, with how many there are of each sort."""

    total: int
    limit: int
    offset: int
    open: int = Field(description="Open and not due yet.")
    due: int = Field(description="Open past their horizon.")
    resolved: int
    items: list[QuestionAnswer]


class SettlingEvent(Answer):
    """An event that may settle a question."""

    name: str
    report: ReportCard
    event: EventRecord
    state: OutcomeState = Field(description="How the question would have come out by it.")
    on: str | None
    reason: str


class ResolveAsked(Asked):
    """How a question came out."""

    state: OutcomeState
    why: str = Field(min_length=1, max_length=4000)
    on: str | None = Field(default=None, max_length=10)
    event: str | None = Field(default=None, max_length=2300)
    who: str | None = Field(default=None, max_length=80)


class BrierAnswer(Answer):
    """Mean squared distance from what came, over n forecasts."""

    n: int
    low: float
    median: float
    high: float
    base: float


class ScoreAnswer(Answer):
    """How right somebody was."""

    of: ScoreOf
    name: str
    id: str
    questions: int
    brier: BrierAnswer | None
    vague: BrierAnswer | None
    base_rate: float | None
    rank: int | None
