"""Questions as records: what is asked, who foretold what, and how it came out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from marsad.ledger import OutcomeState
    from marsad.records import Forecast, Probability

QuestionState = Literal["open", "true", "false", "ambiguous", "annulled", "unresolvable"]
Standing = Literal["counts", "superseded", "late", "vague", "no number"]


@dataclass(frozen=True, slots=True)
class Foretelling:
    """One forecast as an answer to its question.

    Attributes:
        report: Report id.
        outlet: Outlet of the report, or null.
        forecast: The record.
        maker: Who foretells: the nearest source, or the outlet in its own voice.
        maker_id: Actor id of somebody with a name, else the name with the report or outlet; two makers are one where
            their ids are.
        agrees: Whether it foretells what the question says, rather than the contrary.
        probability: That it comes out as the question says; null for an open question.
        standing: ``counts`` where it is scored once the question is resolved; ``superseded`` where the same maker
            has foretold anew; ``late`` where it was made after the outcome; ``vague`` where its words are too vague to
            be scored with the others; ``no number`` for an open question.
        corrected: The fields of the record that people corrected.
    """

    report: str
    outlet: str | None
    forecast: Forecast
    maker: str
    maker_id: str
    agrees: bool
    probability: Probability | None
    standing: Standing
    corrected: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Report and record, as commands take them ("valley-wire-3/f2")."""
        return f"{self.report}/{self.forecast.id}"


@dataclass(frozen=True, slots=True)
class Resolution:
    """How a person has settled a question.

    Attributes:
        judgement: Number of the judgement.
        state: How the question came out, as the question words it.
        on: The day, ISO, or null.
        event: Report and event that settle it, or null.
        words: The event's words, or null.
        who: By whom.
        why: The reason.
    """

    judgement: int
    state: OutcomeState
    on: str | None
    event: str | None
    words: str | None
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Named:
    """An actor or place that forecasts name: its id and its name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Question:
    """What several forecasts ask together.

    Attributes:
        id: Follows from the report and words of its first forecast; later reports leave it as it is.
        proposition: What is asked, in the words of the first forecast.
        outcome: By which rule they share it: an outcome of the table, "act" and a kind, or "words".
        happens: Whether the proposition says that this outcome happens, rather than that it does not.
        opened: Day of the earliest forecast, or null.
        horizon: Day by which the last of them is due, or null.
        state: How it came out, or ``open``.
        due: Whether the horizon has passed and it is still open.
        resolution: Who settled it, or null.
        condition: On what it is foretold, or null.
        theme: What the outcome is of, as keys ("place geonames-174506", "words truce"); of an act whom it hits.
        agents: Who is to bring it about, as keys.
        bound: Where else it is to happen, as keys.
        actors: Whom the forecasts name.
        places: The places that they name.
        forecasts: In the order in which the ledger got them.
    """

    id: str
    proposition: str
    outcome: str
    happens: bool
    opened: str | None
    horizon: str | None
    state: QuestionState
    due: bool
    resolution: Resolution | None
    condition: str | None
    theme: tuple[str, ...]
    agents: tuple[str, ...]
    bound: tuple[str, ...]
    actors: tuple[Named, ...]
    places: tuple[Named, ...]
    forecasts: tuple[Foretelling, ...]
