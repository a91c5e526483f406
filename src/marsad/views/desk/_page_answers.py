"""What the API answers of tables, actors, places, searches and weeks, as types."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from marsad.incidents import IncidentRow
from marsad.records import ControlRelation, PlacePrecision
from marsad.views.desk._answers import Answer

TableName = Literal["incidents", "events", "forecasts", "control", "reports"]
Cell = str | int | float | bool | None


class TableColumn(Answer):
    """A column of a table."""

    name: str
    type: Literal["text", "integer", "number", "day", "flag"]


class TablePage(Answer):
    """Some rows of a table, sorted as asked."""

    total: int
    limit: int
    offset: int
    columns: list[TableColumn]
    rows: list[list[Cell]] = Field(description="Cells in the order of the columns.")
    unused: list[str] = Field(description="Filters that were given and that this table does not know.")


class ReportLine(Answer):
    """A report in a list."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None


class ActorLine(Answer):
    """An actor in a list."""

    id: str
    name: str
    kind: str
    country: str | None = Field(description="ISO 3166 alpha-3.")
    reports: int = Field(description="Reports whose latest reading names it.")
    incidents: int = Field(description="Incidents in which it acts or is acted upon.")


class ActorPageOf(Answer):
    """Some actors, those that most reports name first."""

    total: int
    limit: int
    offset: int
    items: list[ActorLine]


class NameUsed(Answer):
    """A name and how many reports use it."""

    name: str
    reports: int


class Teller(Answer):
    """A report that says something, with its words."""

    report: str
    outlet: str | None
    published: str | None
    words: str


class RelationTold(Answer):
    """A relation of an actor with another one."""

    predicate: str
    is_subject: bool = Field(description="Whether the actor asked for stands first: it is part of, led by, backed by.")
    other: str = Field(description="Id of the other actor.")
    other_name: str
    valid_from: str | None
    valid_to: str | None
    tellers: list[Teller] = Field(description="Reports that state it; none where the table of actors does.")


class SayingTold(Answer):
    """What an actor said, by a report."""

    report: str
    record: str
    outlet: str | None
    published: str | None
    words: str
    quote: str


class ForecastMade(Answer):
    """What an actor foretold."""

    question: str
    report: str
    wording: str
    proposition: str
    made_on: str | None
    horizon: str | None
    low: float | None
    median: float | None
    high: float | None
    standing: str
    state: str


class ScoreTold(Answer):
    """How right an actor was: Brier score with its bounds over ``n`` forecasts; 0 is perfect."""

    n: int
    low: float
    median: float
    high: float
    base: float
    rank: int | None = Field(description="Null under 20 forecasts.")


class ActorAnswer(Answer):
    """An actor, as the reports of the ledger have it."""

    actor: ActorLine
    sector: str | None
    names: list[NameUsed] = Field(description="As reports write them, the most frequent first.")
    relations: list[RelationTold]
    sayings: list[SayingTold] = Field(description="The latest 50.")
    sayings_total: int
    forecasts: list[ForecastMade]
    score: ScoreTold | None
    reports: list[ReportLine] = Field(description="The latest 100.")
    read: int = Field(description="How many reports names, relations and sayings were gathered from, the latest first.")


class SeriesPeriod(Answer):
    """One period of an actor's series; the fields are those of ``marsad indicators``."""

    period: str
    start: str
    end: str
    reports: int
    hit_and_run: int
    open: int
    held: int
    disputed: int
    silent: int
    taken: int
    lost: int


class SeriesBreak(Answer):
    """A lasting change of level."""

    since: str
    words: str


class SeriesAnswer(Answer):
    """How an actor fights over time."""

    actor: str
    name: str
    by: str
    rule: str
    undated: int
    periods: list[SeriesPeriod]
    ruptures: list[SeriesBreak]


class PlaceLine(Answer):
    """A place in a list."""

    id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    reports: int
    incidents: int


class PlacePageOf(Answer):
    """Some places, those that most reports name first."""

    total: int
    limit: int
    offset: int
    items: list[PlaceLine]


class ControlStatement(Answer):
    """What one report says of who holds a place; the fields are those of ``marsad control``."""

    report: str
    record: str
    outlet: str | None
    published: str | None
    place: str
    place_name: str
    relation: ControlRelation
    controller: str | None
    controller_name: str | None
    extent: str | None
    first: str | None = Field(description="The first day that it speaks of.")
    day: str | None = Field(description="The last day that it speaks of.")
    says: str
    status: str
    words: str
    start: int = Field(description="Where the words begin in the text of the report, in code points.")
    end: int
    corrected: list[str]


class ControlLane(Answer):
    """An interval that one voice tells."""

    relation: str
    controller: str | None
    controller_name: str | None
    extent: str | None
    says: str
    voice: str
    start: str | None = Field(description="The first day told.")
    said: str = Field(description="The last day told.")
    end: str | None = Field(description="The day by which it had ended, or null.")
    stands_until: str | None = Field(description="The last day for which it stands by the rule; null is open.")


class PlaceAnswer(Answer):
    """A place, as the reports of the ledger have it."""

    place: PlaceLine
    names: list[NameUsed]
    rule: str = Field(description="How long a statement stands.")
    statements: list[ControlStatement]
    lanes: list[ControlLane]
    wider: list[ControlStatement] = Field(description="Of the province and country; they do not give the place.")
    reports: list[ReportLine] = Field(description="The latest 100.")
    read: int


class SnippetFound(Answer):
    """Words of a report around what was found."""

    text: str
    marks: list[tuple[int, int]] = Field(description="Start and end of each find in the text.")


class ReportFound(Answer):
    """A report that holds what was searched for."""

    report: ReportLine
    snippets: list[SnippetFound]


class SearchAnswer(Answer):
    """What a search found, of each sort the best few."""

    words: str
    reports: list[ReportFound]
    actors: list[ActorLine]
    places: list[PlaceLine]
    incidents: list[IncidentRow]
    more: bool = Field(description="Whether there are more reports than these.")


class WeekFigures(Answer):
    """Counts of seven days."""

    reports: int = Field(description="Published in them.")
    incidents: int = Field(description="That happened within them.")
    touching: int = Field(description="Further ones whose days reach beyond them, such as those dated by a month.")
    killed_low: int
    killed_high: int
    kinds: dict[str, int] = Field(description="Incidents by kind, the most first.")


class DueForecast(Answer):
    """A question whose day comes or came in a week."""

    question: str
    proposition: str
    horizon: str | None
    state: str
    makers: list[str]
    report: str


class WeekAnswer(Answer):
    """Seven days on one page."""

    since: str
    until: str
    figures: WeekFigures
    before: WeekFigures = Field(description="Of the seven days before.")
    incidents: list[IncidentRow] = Field(description="Those that happened within them, by day.")
    control: list[ControlStatement] = Field(description="What was told taken, lost or contested in them.")
    forecasts: list[DueForecast] = Field(description="Questions due or settled in them.")
    ahead: list[DueForecast] = Field(description="Open questions due in the fourteen days after.")
