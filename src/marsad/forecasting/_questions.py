"""The questions of a ledger: what was foretold of the same thing, by whom, how likely, and how it came out.

Nothing here is stored: questions follow from the readings and from people's judgements, at any time anew. A program
that asks again, as the desk does, does not wait for what is as it was.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING, cast, get_args
from weakref import WeakKeyDictionary

from marsad._errors import UsageError
from marsad.forecasting._grouping import group
from marsad.forecasting._records import Foretelling, Named, Question, QuestionState, Resolution
from marsad.forecasting._stored import StoredForecasts, decided_on_forecasts
from marsad.ledger import OutcomeState, actor_ids, day_asked, folded
from marsad.records import Probability

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from marsad.forecasting._grouping import Told, Words
    from marsad.forecasting._records import Standing
    from marsad.forecasting._stored import Decided
    from marsad.ledger import Judgement, Ledger

_DIGITS = 4
_DAYS = 4  # as of which the questions are kept
_SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFilter:
    """Which questions; what is None asks for nothing.

    Attributes:
        state: How it came out, or ``open``; ``superseded`` where a forecast of it is.
        resolved: True for what came out in any way, false for what is open.
        due: Whether the horizon has passed and it is open.
        maker: Name or actor id of somebody who foretells.
        place: Name or id of a place that a forecast names.
        box: West, south, east, north in degrees: the point of a place that a forecast names lies within.
        near: Latitude, longitude and kilometres: the point of such a place is no further away.
        actor: Name or id of an actor that a forecast names; known names find the actor under any of its names.
        source: Name or id of somebody in the chain of who foretells, or the outlet.
        since: A forecast of it was made on this day or later, ISO.
        until: A forecast of it was made on this day or earlier.
        report: Id of a report.
        as_of: The day by which a question is due; today where it is None.
        limit: At most so many.
    """

    state: str | None = None
    resolved: bool | None = None
    due: bool | None = None
    maker: str | None = None
    place: str | None = None
    box: tuple[float, float, float, float] | None = None
    near: tuple[float, float, float] | None = None
    actor: str | None = None
    source: str | None = None
    since: str | None = None
    until: str | None = None
    report: str | None = None
    as_of: str | None = None
    limit: int | None = None


def questions(ledger: Ledger, wanted: QuestionFilter | None = None) -> Iterator[Question]:
    """The questions of a ledger, by the day of their first forecast, undated ones last.

    Args:
        ledger: The ledger.
        wanted: Which; all where it is None.

    Raises:
        UsageError: The filter names a state, day or area that there is not.
    """
    asked = wanted or QuestionFilter()
    _check(asked)
    sought = {name: _Sought(name) for name in (asked.maker, asked.actor, asked.source) if name is not None}
    found = [one for one in all_questions(ledger, as_of=asked.as_of) if _is_wanted(one, asked, sought)]
    if asked.box is not None or asked.near is not None:
        within = ledger.places(box=asked.box, near=asked.near)
        found = [one for one in found if any(place.id in within for place in one.places)]
    found.sort(key=lambda one: (one.opened is None, one.opened or ""))
    yield from found[: asked.limit]


def find_question(ledger: Ledger, named: str, *, as_of: str | None = None) -> Question:
    """One question.

    Args:
        ledger: The ledger.
        named: Its id, the id that one of its forecasts would give it, or the name of a forecast ("report/f2").
        as_of: The day by which it may be due; today where it is None.

    Raises:
        UsageError: There is no such question.
    """
    for question in all_questions(ledger, as_of=as_of):
        ids = {question.id, *(_id(_words(one)) for one in question.forecasts)}
        if named in ids or any(one.name == named for one in question.forecasts):
            return question
    raise UsageError(f"{named}: there is no such question; marsad forecasts lists them")


def all_questions(ledger: Ledger, *, as_of: str | None = None) -> list[Question]:
    """Every question, in the order in which the ledger got its first forecast."""
    with _LOCK:
        kept = _KEPT.setdefault(ledger, _Kept())
        return kept.questions(ledger, as_of or ledger.today)


class _Kept:
    """What was last asked for of a ledger, for as long as nothing of it has changed."""

    def __init__(self) -> None:
        self._stored = StoredForecasts()
        self._state: tuple[int, Decided] | None = None
        self._questions: list[Question] = []
        self._by_day: dict[str, list[Question]] = {}

    def questions(self, ledger: Ledger, day: str) -> list[Question]:
        decided = decided_on_forecasts(ledger.judgements())
        with ledger.looking() as connection:
            told = self._stored.all(connection, decided.corrected)
        state = self._stored.last, decided
        if state != self._state:
            standing = [one for one in told if one.words not in decided.rejected]
            groups = group(standing, decided.pairs, decided.closed)
            self._questions = [_question(members, decided.resolved) for members in groups]
            self._by_day, self._state = {}, state
        if day not in self._by_day:
            if len(self._by_day) >= _DAYS:
                self._by_day.pop(next(iter(self._by_day)))
            self._by_day[day] = [replace(one, due=True) if _is_due(one, day) else one for one in self._questions]
        return list(self._by_day[day])


def _is_due(question: Question, day: str) -> bool:
    return question.state == "open" and question.horizon is not None and question.horizon < day


_KEPT: WeakKeyDictionary[Ledger, _Kept] = WeakKeyDictionary()
_LOCK = Lock()


def _question(members: Sequence[Told], resolved: Mapping[Words, Judgement]) -> Question:
    first = members[0]
    resolution = _resolution(members, resolved)
    state: QuestionState = resolution.state if resolution else "open"
    made = [one.forecast.made_on for one in members if one.forecast.made_on]
    horizon = max((term.date for one in members if (term := one.forecast.horizon) and term.date), default=None)
    alike = [one.claim for one in members if one.claim.outcome == first.claim.outcome]
    return Question(
        id=_id(first.words),
        proposition=first.forecast.proposition,
        outcome=first.claim.outcome,
        happens=first.claim.happens,
        opened=min(made, default=None),
        horizon=horizon,
        state=state,
        due=False,  # follows from the day on which it is asked
        resolution=resolution,
        condition=first.claim.condition,
        theme=_all(claim.theme for claim in alike),
        agents=_all(claim.agents for claim in alike),
        bound=_all(claim.places for claim in alike),
        actors=_named(members, "actor "),
        places=_named(members, "place "),
        forecasts=_foretellings(members, resolution),
    )


def _all(parts: Iterable[frozenset[str]]) -> tuple[str, ...]:
    return tuple(sorted(frozenset[str]().union(*parts)))


def _named(members: Sequence[Told], sort: str) -> tuple[Named, ...]:
    """Whom or which places the forecasts name, by id."""
    names: dict[str, str] = {}
    for one in members:
        claim = one.claim
        for key in sorted(claim.theme | claim.agents | claim.places | claim.around):
            if key.startswith(sort) and key in one.names:
                names.setdefault(key.removeprefix(sort), one.names[key])
    return tuple(Named(id_, name) for id_, name in sorted(names.items()))


def _id(words: Words) -> str:
    text = "\t".join(map(str, words))
    return f"q-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def _words(one: Foretelling) -> Words:
    return one.report, one.forecast.wording.start, one.forecast.wording.end


# ---------------------------------------------------------------- one forecast of a question


def agrees(first: Told, one: Told) -> bool:
    """Whether a forecast foretells what the question says.

    Where a person has joined what the rule would not, it is the wording that tells: both say that it will be, or both
    that it will not.
    """
    if first.claim.outcome == one.claim.outcome:
        return first.claim.happens == one.claim.happens
    return first.forecast.polarity == one.forecast.polarity


def _foretellings(members: Sequence[Told], resolution: Resolution | None) -> tuple[Foretelling, ...]:
    over = resolution.on if resolution and resolution.state in ("true", "false") else None
    last: dict[str, Told] = {}
    for one in sorted(members, key=_rank):
        if not _is_late(one, over):
            last[one.maker_id] = one
    return tuple(
        Foretelling(
            report=one.report,
            outlet=one.outlet,
            forecast=one.forecast,
            maker=one.maker,
            maker_id=one.maker_id,
            agrees=agrees(members[0], one),
            probability=_towards(one.forecast.probability, same=agrees(members[0], one)),
            standing=_standing(one, last.get(one.maker_id), over),
            corrected=one.corrected,
        )
        for one in members
    )


def _rank(one: Told) -> tuple[str, bool]:
    """Of one maker the latest day counts; on one day what can be scored goes before what cannot."""
    return one.forecast.made_on or "", one.forecast.probability is not None and not one.forecast.vague


def _is_late(one: Told, over: str | None) -> bool:
    return over is not None and one.forecast.made_on is not None and one.forecast.made_on > over


def _standing(one: Told, last: Told | None, over: str | None) -> Standing:
    if _is_late(one, over):
        return "late"
    if last is not one:
        return "superseded"
    if one.forecast.probability is None:
        return "no number"
    return "vague" if one.forecast.vague else "counts"


def _towards(probability: Probability | None, *, same: bool) -> Probability | None:
    """The probability that it comes out as the question says."""
    if probability is None or same:
        return probability
    low, median, high = (round(1 - value, _DIGITS) for value in (probability.high, probability.median, probability.low))
    return Probability(low, median, high, probability.scale)


# ---------------------------------------------------------------- how it came out


def _resolution(members: Sequence[Told], resolved: Mapping[Words, Judgement]) -> Resolution | None:
    """The last word of a person on any forecast of the question, turned round where that foretells the contrary."""
    found = [(resolved[one.words].number, one) for one in members if one.words in resolved]
    if not found:
        return None
    _, one = max(found, key=lambda pair: pair[0])
    judgement = resolved[one.words]
    value = judgement.value
    assert isinstance(value, dict)
    state = cast("OutcomeState", value["state"])
    if not agrees(members[0], one) and state in ("true", "false"):
        state = "false" if state == "true" else "true"
    on, event, told = (cast("str | None", value.get(name)) for name in ("on", "event", "told"))
    return Resolution(judgement.number, state, on, event, told, judgement.who, judgement.why)


# ---------------------------------------------------------------- filters


def _check(wanted: QuestionFilter) -> None:
    states = (*get_args(QuestionState), _SUPERSEDED)
    if wanted.state is not None and wanted.state not in states:
        raise UsageError(f"state {wanted.state!r}: there are {', '.join(states)}")
    for day in (wanted.since, wanted.until, wanted.as_of):
        if day is not None:
            day_asked(day)


def _states(question: Question) -> set[str]:
    return {question.state, *(one.standing for one in question.forecasts if one.standing == _SUPERSEDED)}


class _Sought:
    """Somebody who is asked for: what they may be called."""

    def __init__(self, name: str) -> None:
        self._ids = frozenset(actor_ids(name))
        self._name = folded(name)

    def is_called(self, id_: str | None, *names: str | None) -> bool:
        return id_ in self._ids or any(folded(name) == self._name for name in names if name)

    def says(self, one: Foretelling) -> bool:
        """Whether a forecast comes from them: as maker, in the chain of who says so, or as the outlet."""
        chain = one.forecast.sources
        return self.is_called(one.maker_id, one.maker, one.outlet) or any(
            self.is_called(link.actor, link.name, link.affiliation) for link in chain
        )


def _is_wanted(question: Question, wanted: QuestionFilter, sought: Mapping[str, _Sought]) -> bool:
    made = [one.forecast.made_on for one in question.forecasts if one.forecast.made_on]
    makers, actors = ((one.maker_id, one.maker) for one in question.forecasts), question.actors
    return (
        (wanted.state is None or wanted.state in _states(question))
        and (wanted.resolved is None or (question.state != "open") == wanted.resolved)
        and (wanted.due is None or question.due == wanted.due)
        and (wanted.since is None or any(day >= wanted.since for day in made))
        and (wanted.until is None or any(day <= wanted.until for day in made))
        and (wanted.report is None or any(one.report == wanted.report for one in question.forecasts))
        and (wanted.maker is None or any(sought[wanted.maker].is_called(*maker) for maker in makers))
        and (wanted.source is None or any(sought[wanted.source].says(one) for one in question.forecasts))
        and (wanted.actor is None or any(sought[wanted.actor].is_called(one.id, one.name) for one in actors))
        and (wanted.place is None or any(_is_place(one, wanted.place) for one in question.places))
    )


def _is_place(place: Named, wanted: str) -> bool:
    return place.id == wanted or folded(place.name) == folded(wanted)


def is_from(one: Foretelling, source: str) -> bool:
    """Whether a forecast comes from somebody: the maker, anybody else in the chain of who says so, or the outlet.

    Args:
        one: The forecast.
        source: Name or id.
    """
    return _Sought(source).says(one)
