"""Which forecasts share a question: rule ``same-outcome``.

Two forecasts ask the same where outcome, what it is of, who brings it about and where it is bound to go together, on
the same condition and for terms that go together. Of acts and of mere words more must agree where two reports tell
them. A forecast joins the first question with all of whose forecasts it agrees, in the order in which the ledger got
them, so that a later report never moves an earlier one. A person's word goes before the rule.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from marsad.forecasting._claims import ACT, WORDS
from marsad.knowledge import load_outcomes

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from marsad.forecasting._claims import Claim
    from marsad.records import Forecast

Words = tuple[str, int, int]  # report id, and where the operative words stand in it


@dataclass(frozen=True, slots=True)
class Told:
    """A forecast of a report, with what it foretells.

    Attributes:
        report: Report id.
        outlet: Outlet of the report.
        forecast: The record.
        claim: What it foretells.
        maker: Who foretells.
        maker_id: The same, so that two makers are one where their ids are.
        names: Names of actors and places of the report, by key.
        corrected: The fields that people corrected.
    """

    report: str
    outlet: str | None
    forecast: Forecast
    claim: Claim
    maker: str
    maker_id: str
    names: Mapping[str, str]
    corrected: tuple[str, ...] = ()

    @property
    def words(self) -> Words:
        """Where its operative words stand; judgements are tied to them."""
        return self.report, self.forecast.wording.start, self.forecast.wording.end


def group(
    told: Sequence[Told], judged: Mapping[frozenset[Words], bool], closed: Mapping[Words, date]
) -> list[list[Told]]:
    """The forecasts of each question, in order.

    Args:
        told: All forecasts, in the order in which the ledger got them.
        judged: Pairs that a person has called the same (true) or different (false).
        closed: Forecasts whose question came out, with the day.

    Returns:
        Questions by their first forecasts.
    """
    return _Grouping(judged, closed).group(told)


class _Grouping:
    def __init__(self, judged: Mapping[frozenset[Words], bool], closed: Mapping[Words, date]) -> None:
        self._closed = closed
        self._mates: dict[Words, set[Words]] = defaultdict(set)
        self._foes: dict[Words, set[Words]] = defaultdict(set)
        for pair, same in judged.items():
            if len(pair) == 2:
                one, other = sorted(pair)
                for a, b in ((one, other), (other, one)):
                    (self._mates if same else self._foes)[a].add(b)
        self._questions: list[list[Told]] = []
        self._sorts: list[dict[Hashable, Told]] = []  # of each question one forecast of every sort
        self._of: dict[Words, int] = {}
        self._blocks: dict[tuple[str, str], list[int]] = defaultdict(list)

    def group(self, told: Sequence[Told]) -> list[list[Told]]:
        for one in told:
            self._place(one)
        self._join()
        order = {(one.words, one.forecast.id): number for number, one in enumerate(told)}
        ranked = [sorted(q, key=lambda one: order[one.words, one.forecast.id]) for q in self._questions if q]
        return sorted(ranked, key=lambda question: order[question[0].words, question[0].forecast.id])

    def _place(self, one: Told) -> None:
        number = self._of.get(one.words)  # one clause said by two is one proposition
        if number is None:
            number = self._by_person(one)
        if number is None:
            number = self._by_rule(one)
        if number is None:
            number = len(self._questions)
            self._questions.append([])
            self._sorts.append({})
        self._questions[number].append(one)
        self._sorts[number].setdefault(self._sort(one), one)
        self._of[one.words] = number
        for key in _keys(one.claim):
            if number not in self._blocks[key]:
                self._blocks[key].append(number)

    def _by_person(self, one: Told) -> int | None:
        numbers = {self._of[mate] for mate in self._mates.get(one.words, ()) if mate in self._of}
        return min((n for n in numbers if not self._parted([one], self._questions[n])), default=None)

    def _by_rule(self, one: Told) -> int | None:
        numbers = {number for key in _keys(one.claim) for number in self._blocks[key]}
        sort = self._sort(one)
        for number in sorted(numbers):
            if self._parted([one], self._questions[number]):
                continue
            sorts = self._sorts[number]
            if sort in sorts or all(self._agree(other, one) for other in sorts.values()):
                return number
        return None

    def _sort(self, one: Told) -> Hashable:
        """Forecasts of one sort agree with the same others, so one of them is compared for all."""
        claim, forecast = one.claim, one.forecast
        named = _is_named(claim) and not claim.outcome.startswith((ACT, WORDS))
        there = None if named else one.report
        what = (claim.outcome, claim.theme, claim.agents, claim.places, claim.condition, there)
        return what, forecast.made_on, forecast.horizon, self._closed.get(one.words)

    def _parted(self, some: Sequence[Told], others: Sequence[Told]) -> bool:
        if not self._foes:
            return False
        foes = {foe for one in some for foe in self._foes.get(one.words, ())}
        return bool(foes) and any(other.words in foes for other in others)

    def _agree(self, first: Told, later: Told) -> bool:
        if self._closed and (self._is_over(first, later) or self._is_over(later, first)):
            return False
        claims = agree(first.claim, later.claim, within=first.report == later.report)
        return claims and same_term(first.forecast, later.forecast)

    def _is_over(self, one: Told, other: Told) -> bool:
        """Whether what one foretells had come out before the other was made; then that is about another time."""
        day = self._closed.get(one.words)
        return day is not None and other.forecast.made_on is not None and _day(other.forecast.made_on) > day

    def _join(self) -> None:
        """Joins whole questions that a person has joined, unless that brought together what one has parted."""
        for one, mates in sorted(self._mates.items()):
            for mate in sorted(mates):
                if one not in self._of or mate not in self._of:
                    continue
                first, second = sorted((self._of[one], self._of[mate]))
                if first == second or self._parted(self._questions[first], self._questions[second]):
                    continue
                self._of.update((told.words, first) for told in self._questions[second])
                self._questions[first] += self._questions[second]
                self._questions[second] = []


def _keys(claim: Claim) -> Iterator[tuple[str, str]]:
    """What two claims must have one of in common to be compared at all."""
    parts = claim.theme | claim.agents | claim.places if claim.outcome.startswith(ACT) else claim.theme
    yield from ((claim.outcome, part) for part in sorted(parts))


def agree(one: Claim, other: Claim, *, within: bool) -> bool:
    """Whether two claims are of the same outcome, whichever way they foretell it.

    Args:
        one: A claim.
        other: Another.
        within: Whether one report tells both.
    """
    if one.outcome != other.outcome or one.condition != other.condition:
        return False
    if one.outcome.startswith(ACT):
        return _same_act(one, other, within=within)
    if not one.theme & other.theme:
        return False
    if one.outcome == WORDS:
        return within or any("<" in theme for theme in one.theme)
    by_others = one.agents and other.agents and not one.agents & other.agents
    return not by_others and _same_bounds(one, other, within=within)


def _same_bounds(one: Claim, other: Claim, *, within: bool) -> bool:
    """Whether it is to happen in the same place. A "truce" of two reports is one where both say whose or where."""
    if one.places & other.places:
        return True
    if _is_named(one):
        return one.places == other.places
    return within and not (one.places and other.places)


def _is_named(claim: Claim) -> bool:
    """Whether what the outcome is of is somebody or some place, rather than a word such as "truce"."""
    return any(not theme.startswith("words ") for theme in claim.theme)


def _same_act(one: Claim, other: Claim, *, within: bool) -> bool:
    """Acts agree where no part is another's, and one part is common in a report, or two in two reports."""
    common = 0
    for part, same in ((one.agents, other.agents), (one.theme, other.theme), (one.places, other.places)):
        if part & same:
            common += within or not all(key.startswith("words ") for key in part & same)
        elif part and same:
            return False
    return common >= (1 if within else 2)


def same_term(one: Forecast, other: Forecast) -> bool:
    """Whether two forecasts are to be known at about the same time.

    A stated day goes with a stated day close by. Terms that nobody states go together where they reach about as far,
    and the later was made before the earlier was due. An open question has no term and goes with any.
    """
    ours, theirs = one.horizon, other.horizon
    if ours is None or theirs is None:
        return True
    if ours.date is None or theirs.date is None:
        return ours.basis == theirs.basis
    rules = load_outcomes().rules
    last, last_too = _day(ours.date), _day(theirs.date)
    if "stated" in (ours.basis, theirs.basis):
        return ours.basis == theirs.basis and abs((last - last_too).days) <= rules["days-stated-apart"]
    if one.made_on is None or other.made_on is None:
        return False
    made, made_too = _day(one.made_on), _day(other.made_on)
    reach, reach_too = sorted(((last - made).days, (last_too - made_too).days))
    return reach_too <= rules["reach-ratio"] * reach + 1 and max(made, made_too) <= min(last, last_too)


def _day(iso: str) -> date:
    return date.fromisoformat(iso[:10])
