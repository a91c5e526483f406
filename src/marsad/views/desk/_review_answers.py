"""What the review queue answers, as types."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from marsad.ledger import Verdict
from marsad.views.desk._answers import Answer, Asked, EventRecord, JudgedRecord, JudgementAnswer, ReportCard

Sort = Literal["event", "pair", "actor"]
State = Literal["todo", "unsure", "decided"]


class FactorAnswer(Answer):
    """One factor of a worth."""

    part: str
    found: str
    factor: float


class WorthAnswer(Answer):
    """How much a look is worth, and why."""

    rule: str
    value: float
    factors: list[FactorAnswer]


class ReviewRow(Answer):
    """One thing to be checked, in short."""

    key: str = Field(description="report/event; of a pair the two joined by ~; of a suggestion actors:ID.")
    sort: Sort
    state: State = Field(description="What people decided: nothing yet, unsure, or something.")
    worth: float
    head: str = Field(description="Kind of the act, or what is asked.")
    words: str = Field(description="The words that it rests on.")
    outlet: str | None
    confidence: float | None


class ReviewPage(Answer):
    """Some of what is to be checked, the worthiest first."""

    total: int
    limit: int
    offset: int
    last: int = Field(description="Number of the last judgement in the ledger.")
    items: list[ReviewRow]


class Passage(Answer):
    """Part of a report's text around a record."""

    start: int = Field(description="Where it begins in the text, in code points.")
    text: str
    before: bool = Field(description="Whether the report goes on before it.")
    after: bool


class NamedActor(Answer):
    """An actor that may be meant."""

    actor: str
    name: str
    kind: str | None
    country: str | None
    reports: int = Field(description="Reports of the ledger that name it.")
    known: bool = Field(description="Whether the tables of actors have it.")


class NamedPlace(Answer):
    """A place that may be meant."""

    place: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    reports: int


class ReviewIncident(Answer):
    """The incident that an event is a mention of."""

    id: str
    grade: str
    reason: str
    reports: int


class ReviewEvent(Answer):
    """An event in its words."""

    report: ReportCard
    read: EventRecord = Field(description="As it was read.")
    event: EventRecord = Field(description="With what people corrected.")
    corrected: list[str] = Field(description="Fields that people corrected.")
    rejected: bool
    passage: Passage
    actors: list[NamedActor] = Field(description="Those of the report.")
    places: list[NamedPlace] = Field(description="Those of the report.")
    incident: ReviewIncident | None


class PairPart(Answer):
    """A part of the comparison of two mentions."""

    name: str
    found: str
    weight: float


class ReviewPair(Answer):
    """Why two mentions may tell one act."""

    score: float | None = Field(description="Null where they cannot tell one act.")
    joins: float = Field(description="The score that joins two mentions.")
    joined: bool
    parts: list[PairPart]


class ActorWitness(Answer):
    """A report that states something of an actor."""

    report: ReportCard
    passage: Passage
    start: int
    end: int


class ActorSuggestion(Answer):
    """What reports state of an actor and the tables lack."""

    id: str
    subject: NamedActor
    predicate: str | None
    object: NamedActor | None
    reports: int
    accepted_by: str | None
    witnesses: list[ActorWitness]


class ReviewItem(Answer):
    """One thing to be checked, with all that is needed to decide."""

    key: str
    sort: Sort
    state: State
    worth: WorthAnswer | None
    events: list[ReviewEvent] = Field(description="One; two of a pair; none of a suggestion.")
    pair: ReviewPair | None
    suggestion: ActorSuggestion | None
    judgements: list[JudgementAnswer] = Field(description="On it, those taken back too.")
    last: int = Field(description="Number of the last judgement in the ledger; what to send as seen.")


class Decision(Answer):
    """A judgement with the item that it is on."""

    key: str | None = Field(description="Null where the queue has no such item.")
    judgement: JudgementAnswer


class BulkAsked(Asked):
    """Events to be accepted together."""

    subjects: list[JudgedRecord] = Field(min_length=1, max_length=500)
    why: str = Field(min_length=1, max_length=4000)
    who: str | None = Field(default=None, max_length=80)


class BulkUndoAsked(Asked):
    """Judgements to be taken back together."""

    numbers: list[int] = Field(min_length=1, max_length=500)
    why: str = Field(min_length=1, max_length=4000)
    who: str | None = Field(default=None, max_length=80)


class BulkKept(Answer):
    """What was kept, and what was not."""

    numbers: list[int]
    left_out: list[str] = Field(description="What could not be kept, each with the reason.")


class SuggestionAsked(Asked):
    """A decision on a suggestion for the tables of actors."""

    verdict: Literal["accept", "reject"]
    why: str = Field(min_length=1, max_length=4000)
    who: str | None = Field(default=None, max_length=80)


VERDICTS: dict[Sort, tuple[Verdict, ...]] = {
    "event": ("accept", "reject", "unsure", "correct"),
    "pair": ("same", "different", "unsure"),
    "actor": ("accept", "reject"),
}
