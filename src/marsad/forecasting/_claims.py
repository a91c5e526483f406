"""What a forecast foretells, in terms that can be compared: which outcome, of what, by whom, where; whether it happens.

Three steps, the first that fits. The verb of the proposition foretells an outcome of the table ("falls", "is taken",
"holds out" are one, of a place). Else the act that the report itself takes the forecast for (an event with the status
``forecast``) is foretold. Else the words themselves are compared. Nothing is guessed: what does not fit stays alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.forecasting._phrases import Phrases, mentions_of, pieces_of, side_keys
from marsad.knowledge import load_outcomes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.forecasting._phrases import NamedThere, Piece
    from marsad.knowledge import OutcomeVerb
    from marsad.records import Event, Forecast, Party, Reading

ACT, WORDS = "act ", "words"
_BEFORE_A_NOUN = frozenset(
    "the a an to of its their his her our any no in on at for from with by which who that".split()
)
_BE = frozenset({"is", "are", "be", "been", "being", "was", "were"})
_DO = frozenset({"do", "does", "did"})
_NEGATIONS = frozenset({"not", "n't", "never"})
_ADVERB = "ly"
_CLAUSE = frozenset({"because", "if", "although", "though", "while", "unless", "even", "when", "once", ",", ";", ":"})
_CONCESSION = "even"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one forecast foretells.

    Attributes:
        outcome: An outcome of the table, "act" and the kind of an act, or "words".
        happens: Whether it is foretold that the outcome happens.
        theme: What the outcome is of, as keys ("place geonames-174506"); of an act, whom it hits; of words, themselves.
        agents: Who brings it about, as keys.
        places: Where else it is bound to, as keys; of a truce or a fight also whose it is.
        around: Everybody and every place that the words of the forecast name, as keys.
        condition: The condition in lower case; null where there is none, or the forecast holds in spite of it.
    """

    outcome: str
    happens: bool
    theme: frozenset[str]
    agents: frozenset[str]
    places: frozenset[str]
    around: frozenset[str]
    condition: str | None


def claims_of(reading: Reading) -> list[Claim]:
    """What each forecast of a report foretells, in the order of the record.

    Args:
        reading: The report.
    """
    mentions = mentions_of(reading)
    return [_Claimant(reading, mentions, forecast).claim() for forecast in reading.forecasts]


class _Claimant:
    def __init__(self, reading: Reading, mentions: Sequence[NamedThere], forecast: Forecast) -> None:
        self._reading, self._forecast = reading, forecast
        self._phrases = Phrases(mentions, forecast)
        self._pieces = pieces_of(forecast.proposition)
        self._positive = forecast.polarity == "positive"

    def claim(self) -> Claim:
        found = self._outcome() if self._forecast.probability is not None else None
        if found is not None:
            return found
        event = self._event()
        return self._words() if event is None else self._act(event)

    # ---------------------------------------------------------------- outcomes

    def _outcome(self) -> Claim | None:
        """The first verb that foretells an outcome of what stands in its slot."""
        table = load_outcomes()
        for at, piece in enumerate(self._pieces):
            before = self._skipped_back(at)
            if before and before[-1].lower in _BE:
                for verb in table.passives.get(piece.lower, ()):
                    if (behind := self._behind(at, verb)) is not None and (found := self._passive(at, behind, verb)):
                        return found
            if before and before[-1].lower in _BEFORE_A_NOUN:
                continue
            for verb in table.verbs.get(piece.lower, ()):
                if (behind := self._behind(at, verb)) is not None and (found := self._active(at, behind, verb)):
                    return found
        return None

    def _skipped_back(self, at: int) -> list[Piece]:
        """The words before one, without negations and adverbs between."""
        while at > 0 and self._is_passed_over(self._pieces[at - 1]):
            at -= 1
        return self._pieces[:at]

    def _behind(self, at: int, verb: OutcomeVerb) -> int | None:
        """Where the words go on behind a verb and what belongs to it; None where that is not there."""
        behind = at + 1
        for word in verb.rest:
            while behind < len(self._pieces) and self._is_passed_over(self._pieces[behind]):
                behind += 1
            if behind >= len(self._pieces) or self._pieces[behind].lower != word:
                return None
            behind += 1
        return behind

    @staticmethod
    def _is_passed_over(piece: Piece) -> bool:
        return piece.lower in _NEGATIONS or (len(piece.lower) > 3 and piece.lower.endswith(_ADVERB))

    def _active(self, at: int, behind: int, verb: OutcomeVerb) -> Claim | None:
        subject, rest = self._without_auxiliaries(self._pieces[:at]), self._pieces[behind:]
        theme = self._phrases.theme(subject if verb.theme == "subj" else rest, verb.of)
        if theme is None:
            return None
        agents = frozenset[str]()
        if verb.agent == "subj":
            agents = self._phrases.agents(subject)
        elif verb.agent == "to":
            agents = self._agents_after("to", rest)
        return self._of(verb, theme, agents, rest)

    def _passive(self, at: int, behind: int, verb: OutcomeVerb) -> Claim | None:
        rest = self._pieces[behind:]
        theme = self._phrases.theme(self._without_auxiliaries(self._skipped_back(at)), verb.of)
        agents = self._agents_after("by", rest) if verb.agent == "subj" else frozenset[str]()
        return None if theme is None else self._of(verb, theme, agents, rest)

    @staticmethod
    def _without_auxiliaries(pieces: Sequence[Piece]) -> list[Piece]:
        kept = list(pieces)
        while kept and (kept[-1].lower in _BE | _DO or _Claimant._is_passed_over(kept[-1])):
            kept.pop()
        return kept

    def _agents_after(self, word: str, pieces: Sequence[Piece]) -> frozenset[str]:
        at = next((n for n, piece in enumerate(pieces) if piece.lower == word), None)
        return frozenset() if at is None else self._phrases.agents(pieces[at + 1 :])

    def _of(self, verb: OutcomeVerb, theme: str, agents: frozenset[str], rest: Sequence[Piece]) -> Claim:
        end = next((n for n, piece in enumerate(rest) if piece.lower in _CLAUSE), len(rest))
        bound = frozenset[str]()
        if verb.of in ("truce", "fighting"):
            bound = self._phrases.named_in(self._pieces)  # whose truce, and where
        elif verb.of != "place":
            bound = self._phrases.named_in(rest[:end], "place ") - {theme}
        happens = verb.happens == self._positive
        return self._claim(verb.outcome, frozenset({theme}), agents - {theme}, bound, happens=happens)

    # ---------------------------------------------------------------- acts and words

    def _event(self) -> Event | None:
        """The act to come that the forecast's words tell, the first behind its operative words."""
        evidence, wording = self._forecast.evidence, self._forecast.wording
        told = [
            event
            for event in self._reading.events
            if event.status == "forecast" and evidence.contains(event.trigger) and event.trigger.start >= wording.start
        ]
        return min(told, key=lambda event: event.trigger.start, default=None)

    def _act(self, event: Event) -> Claim:
        return self._claim(
            ACT + event.kind,
            self._sides(event.targets),
            self._sides(event.actors),
            frozenset(f"place {spot.place}" for spot in event.places),
            happens=self._positive,
        )

    def _sides(self, parties: Sequence[Party]) -> frozenset[str]:
        known = {actor.id: actor for actor in self._reading.actors}
        return frozenset[str]().union(*(side_keys(known[p.actor]) for p in parties if p.actor in known))

    def _words(self) -> Claim:
        negative = _NEGATIONS | (frozenset() if self._positive else _DO)
        kept = [piece for piece in self._pieces if piece.lower not in negative and piece.text[0].isalnum()]
        words = self._phrases.signature(kept)
        theme = frozenset[str]() if words is None else frozenset({words})
        return self._claim(WORDS, theme, frozenset(), frozenset(), happens=self._positive)

    def _claim(
        self,
        outcome: str,
        theme: frozenset[str],
        agents: frozenset[str],
        places: frozenset[str],
        *,
        happens: bool,
    ) -> Claim:
        condition = (self._forecast.condition or "").lower()
        holds = None if not condition or condition.startswith(_CONCESSION) else " ".join(condition.split())
        return Claim(outcome, happens, theme, agents, places, self._phrases.around(), holds)
