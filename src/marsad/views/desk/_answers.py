"""What the API answers, as types. Whole records are typed by their contract, the rest here."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from marsad.control import State
from marsad.incidents import Bounds, IncidentRow
from marsad.ledger import Role, Verdict
from marsad.records import Grade, PlacePrecision
from marsad.views.desk._access import Mode
from marsad.views.desk._tiles import Form

CONTRACT = "x-contract"  # names the record of the contract that a value is


class Answer(BaseModel):
    """What is sent; it never changes."""

    model_config = ConfigDict(frozen=True)


class Asked(BaseModel):
    """What is received; it has no other fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


IncidentRecord = Annotated[dict[str, Any], WithJsonSchema({CONTRACT: "Incident"})]
ReadingRecord = Annotated[dict[str, Any], WithJsonSchema({CONTRACT: "Reading"})]
EventRecord = Annotated[dict[str, Any], WithJsonSchema({CONTRACT: "Event"})]


class TilesAnswer(Answer):
    """Where the map's tiles come from."""

    form: Form = Field(description="One PMTiles file, or an address with {z}, {x} and {y} for each tile.")
    address: str = Field(description="Of the file, or of a tile.")
    credit: str | None = Field(description="What the map says of their source; null for what the source says itself.")


class SessionAnswer(Answer):
    """Who is in."""

    mode: Mode = Field(description="How one comes in.")
    signed_in: bool = Field(description="Whether records may be asked for.")
    who: str | None = Field(description="Name; null where it is given with each judgement.")
    role: Role | None
    csrf: str | None = Field(description="What a write brings along in the header X-Marsad-Desk.")
    ledger: str = Field(description="Name of the ledger, without its folder or password.")
    version: str = Field(description="Of the program.")
    tiles: TilesAnswer | None = Field(description="Null where no source was named, or nobody is in.")


class SignIn(Asked):
    """A log-in: a name with the password of an account, or a name with the token."""

    name: str = Field(min_length=1, max_length=80)
    secret: str = Field(min_length=1, max_length=1000)


class KindWord(Answer):
    """A kind of act."""

    name: str
    family: str
    meaning: str


class FamilyWord(Answer):
    """A group of kinds that share a colour."""

    name: str
    label: str
    meaning: str
    kinds: list[str]


class PrecisionWord(Answer):
    """How a place of some precision is drawn: a disc of so many kilometres, 0 for a point."""

    precision: PlacePrecision
    km: float
    meaning: str


class Vocabulary(Answer):
    """The words that filters and legends are made of."""

    kinds: list[KindWord]
    families: list[FamilyWord]
    precisions: list[PrecisionWord]
    grades: list[str]
    statuses: list[str]


class IncidentPage(Answer):
    """Some of the incidents that a filter asks for, by their last day, undated ones last."""

    total: int
    limit: int
    offset: int
    items: list[IncidentRow]


class BriefAnswer(Answer):
    """What a brief of some days rests on."""

    since: str | None
    until: str | None
    total: int
    before: int = Field(description="Incidents of as many days before.")
    items: list[IncidentRow]


class ReportCard(Answer):
    """A report without its text."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    reprint: bool = Field(description="Whether it is a near-copy of an earlier report of the incident.")


class Mention(Answer):
    """An event as one report tells it."""

    report: str
    event: EventRecord


class SubjectAnswer(Answer):
    """What a judgement is on."""

    report: str
    record: str
    start: int | None
    end: int | None
    told: str | None


class JudgementAnswer(Answer):
    """One decision of one person."""

    number: int
    made_at: str
    who: str
    verdict: Verdict
    subjects: list[SubjectAnswer]
    field: str | None
    value: Any
    why: str
    undoes: int | None
    undone_by: int | None


class IncidentAnswer(Answer):
    """An incident with all that it rests on."""

    incident: IncidentRecord
    killed: Bounds = Field(description="The dead, running tolls and parts of figures left out.")
    reports: list[ReportCard] = Field(description="By date of publication.")
    mentions: list[Mention] = Field(description="In the order of the incident's members.")
    judgements: list[JudgementAnswer] = Field(description="On its reports and their records.")


class Telling(Answer):
    """An event of a report, and the incident that it belongs to."""

    event: str
    incident: str
    mentions: int = Field(description="Of the incident, this one included.")
    reports: int = Field(description="That tell the incident.")
    grade: Grade


class Nearby(Answer):
    """An incident near another."""

    row: IncidentRow
    days: int | None = Field(description="Between the two, 0 where their times overlap; null where one is undated.")
    km: float | None = Field(description="Between their points; null where one has none.")


class ReportAnswer(Answer):
    """A report, how it was read last, and what people decided on it."""

    reading: ReadingRecord
    judgements: list[JudgementAnswer]


class ControlPlace(Answer):
    """Who holds a place at a time, by what reports say."""

    place: str
    name: str
    lat: float | None
    lon: float | None
    holder: str | None = Field(description="Actor id; null where nobody is said to hold it.")
    holder_name: str | None
    disputed: bool = Field(description="Whether statements contradict each other, or call it contested or shared.")
    state: State = Field(description="As marsad control has it.")
    since: str | None = Field(description="The first day that anybody gives for it.")
    claims: int = Field(description="How many states of the place are told.")


class ControlAnswer(Answer):
    """Who holds what at the end of a day."""

    at: str | None = Field(description="The day; null where none was asked for and nothing is told.")
    places: list[ControlPlace]


class JudgedRecord(Asked):
    """A record, or with a null the report itself."""

    report: str = Field(max_length=2000)
    record: str | None = Field(default=None, max_length=200)


class JudgementAsked(Asked):
    """A decision to be kept."""

    verdict: Verdict
    subjects: list[JudgedRecord] = Field(min_length=1, max_length=200)
    why: str = Field(min_length=1, max_length=4000)
    field: str | None = Field(default=None, max_length=100)
    value: Annotated[Any, WithJsonSchema({})] = None
    who: str | None = Field(default=None, max_length=80, description="Where nobody logs in: by whom.")
    seen: int | None = Field(default=None, description="Number of the last judgement that whoever decides has seen.")


class IncidentsJudged(Asked):
    """A decision on incidents to be kept, as one or more on their members."""

    verdict: Literal["same", "different", "unsure", "note"]
    incidents: list[str] = Field(min_length=1, max_length=20, description="Their ids.")
    subjects: list[JudgedRecord] = Field(
        default=[], max_length=200, description="Events beside them; different from its incident, one is split off."
    )
    why: str = Field(min_length=1, max_length=4000)
    who: str | None = Field(default=None, max_length=80, description="Where nobody logs in: by whom.")
    seen: int | None = Field(default=None, description="Number of the last judgement that whoever decides has seen.")


class UndoAsked(Asked):
    """A judgement to be taken back."""

    why: str = Field(min_length=1, max_length=4000)
    who: str | None = Field(default=None, max_length=80)


class Kept(Answer):
    """A judgement was kept. ``others`` are those on the same records that its maker had not seen."""

    number: int
    others: list[JudgementAnswer]


class KeptOnIncidents(Answer):
    """Judgements were kept. ``others`` are those on the same records that their maker had not seen."""

    numbers: list[int]
    others: list[JudgementAnswer]


class Fault(Answer):
    """Why there is no answer."""

    detail: str
