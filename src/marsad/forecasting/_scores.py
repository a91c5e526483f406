"""How right forecasters were: the Brier score, which is the mean squared distance of what was foretold from what came.

0 is perfect, 0.25 is what always saying 50 per cent gives. Rule ``last-before``: of each maker the last forecast on a
question that was made before the outcome counts, once; what he foretold on it earlier is superseded. It is held against
its own horizon: what came about after that had not come about for it. Only questions that a person has called true or
false are scored. The number is what readers take the words to mean, so it is scored at its median and at both ends.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from statistics import fmean
from typing import TYPE_CHECKING, Literal

from marsad.forecasting._questions import all_questions
from marsad.knowledge import load_outcomes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from marsad.forecasting._records import Foretelling, Question
    from marsad.ledger import Ledger

ScoreOf = Literal["all", "maker", "outlet"]
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Brier:
    """Mean squared distance from what came, over ``n`` forecasts.

    Attributes:
        n: How many forecasts.
        low: With the low end of each number.
        median: With its median.
        high: With its high end.
        base: Had the share of resolved questions that came about been said of each.
    """

    n: int
    low: float
    median: float
    high: float
    base: float


@dataclass(frozen=True, slots=True)
class Score:
    """How right somebody was.

    Attributes:
        of: Whether this is of a maker, of all forecasts that an outlet printed, or of all together.
        name: Of the maker or outlet.
        id: Its id.
        questions: How many resolved questions these forecasts are on.
        brier: Of the forecasts that count; null where none does.
        vague: Of those whose words are too vague to be scored with the others; null where there is none.
        base_rate: Share of the resolved questions whose outcome came about; null where none is resolved.
        rank: Place among makers (or outlets) by the Brier score at the median; null under 20 forecasts, where chance
            decides.
    """

    of: ScoreOf
    name: str
    id: str
    questions: int
    brier: Brier | None
    vague: Brier | None
    base_rate: float | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class _Scored:
    """A forecast on a resolved question, as chances that its outcome comes about, with whether it did."""

    question: str
    told: Foretelling
    chances: tuple[float, float, float]
    came: bool


def scores(ledger: Ledger) -> list[Score]:
    """How right everybody was: all together first, then makers, then outlets, each by rank, then by name.

    Args:
        ledger: The ledger.
    """
    resolved = [one for one in all_questions(ledger) if one.state in ("true", "false")]
    base = fmean(_came_about(one) for one in resolved) if resolved else None
    scored = [each for question in resolved for each in _scored(question)]
    whole = _score("all", "all forecasters", "all", scored, base)
    makers = _by(scored, "maker", base, lambda one: (one.told.maker_id, one.told.maker))
    outlets = _by(scored, "outlet", base, lambda one: (one.told.outlet or one.told.report,) * 2)
    return [whole, *makers, *outlets]


def _came_about(question: Question) -> bool:
    """Whether the outcome came about, whichever way the question words it."""
    return (question.state == "true") == question.happens


def _scored(question: Question) -> Iterator[_Scored]:
    came = _came_about(question)
    on = question.resolution.on if question.resolution else None
    for told in question.forecasts:
        if told.probability is None or told.standing not in ("counts", "vague"):
            continue
        horizon = told.forecast.horizon
        in_time = not (on and horizon and horizon.date and on > horizon.date)
        low, median, high = told.probability.low, told.probability.median, told.probability.high
        chances = (low, median, high) if question.happens else (1 - low, 1 - median, 1 - high)
        yield _Scored(question.id, told, chances, came and in_time)


def _by(
    scored: Sequence[_Scored], of: ScoreOf, base: float | None, key: Callable[[_Scored], tuple[str, str]]
) -> list[Score]:
    groups: dict[str, list[_Scored]] = defaultdict(list)
    names: dict[str, str] = {}
    for one in scored:
        id_, name = key(one)
        groups[id_].append(one)
        names.setdefault(id_, name)
    found = [_score(of, names[id_], id_, members, base) for id_, members in groups.items()]
    least = load_outcomes().rules["rank-least"]
    ranked = [one for one in found if one.brier is not None and one.brier.n >= least]
    ranked.sort(key=lambda one: (one.brier.median if one.brier else 0, one.name, one.id))
    ranks = {one.id: number for number, one in enumerate(ranked, start=1)}
    placed = [replace(one, rank=ranks.get(one.id)) for one in found]
    return sorted(placed, key=lambda one: (one.rank is None, one.rank or 0, one.name, one.id))


def _score(of: ScoreOf, name: str, id_: str, scored: Sequence[_Scored], base: float | None) -> Score:
    counts = [one for one in scored if one.told.standing == "counts"]
    vague = [one for one in scored if one.told.standing == "vague"]
    asked = len({one.question for one in scored})
    rate = None if base is None else round(base, _DIGITS)
    return Score(of, name, id_, asked, _brier(counts, base), _brier(vague, base), rate, None)


def _brier(scored: Sequence[_Scored], base: float | None) -> Brier | None:
    if not scored or base is None:
        return None
    low, median, high = (_mean((one.chances[end], one.came) for one in scored) for end in range(3))
    return Brier(len(scored), low, median, high, _mean((base, one.came) for one in scored))


def _mean(pairs: Iterable[tuple[float, bool]]) -> float:
    return round(fmean((chance - came) ** 2 for chance, came in pairs), _DIGITS)
