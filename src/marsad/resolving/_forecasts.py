"""Forecasts as records: who makes them, how likely by the words, and until when they can be judged.

The number stands for the proposition as printed, a negation included: of "is unlikely to fall", printed as "does not
fall", it is the complement of "unlikely". Of several words of probability the weakest sets the number; what the speaker
puts in figures goes before any table. Numbers are never averaged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from marsad.knowledge import Wording, load_horizons
from marsad.reading import ActorMention, Credit, TimeMention, ToldForecast
from marsad.records import Actor, Forecast, Horizon, Polarity, Probability, Source, Statement
from marsad.resolving._statements import each_once
from marsad.resolving._times import resolve_time
from marsad.resolving._times_calendar import moved, shifted

_DIGITS = 4
_RUNNING = frozenset({"month", "season"})  # said in November, "before the end of November" is of this one
_REACHES = re.compile(r"\b(?:in|within)\b", re.IGNORECASE)


def resolve_forecasts(
    told: Sequence[ToldForecast],
    *,
    published: date | None,
    source: Callable[[Credit], Source],
    who: Callable[[ActorMention], tuple[Actor, ...]],
) -> tuple[Forecast, ...]:
    """The forecasts of a report; one for each of several who say the same.

    Args:
        told: Forecasts as the text tells them.
        published: Day of publication.
        source: Makes the link of a chain that a credit is.
        who: The actors that a mention means.
    """
    found: list[Forecast] = []
    for forecast in told:
        sources = each_once([source(credit) for credit in forecast.credits])
        found.append(_record(forecast, sources, published, who))
        for partner in forecast.partners:
            credit = Credit(partner, forecast.credits[0].cue, forecast.credits[0].commitment)
            found.append(_record(forecast, (source(credit), *sources[1:]), published, who))
    return tuple(replace(forecast, id=f"f{number}") for number, forecast in enumerate(found, start=1))


def _record(
    told: ToldForecast,
    sources: tuple[Source, ...],
    published: date | None,
    who: Callable[[ActorMention], tuple[Actor, ...]],
) -> Forecast:
    made = _made_on(told.made, published)
    chosen, probability = _probability(told)
    polarity: Polarity = "negative" if told.negative else "positive"
    return Forecast(
        id="",
        statement=None,
        sources=sources,
        role=sources[0].role if sources else None,
        affiliation=sources[0].affiliation if sources else None,
        proposition=_proposition(told, who),
        wording=told.wording,
        evidence=told.evidence,
        polarity=polarity,
        probability=probability,
        vague=chosen is not None and chosen.vague and told.stated is None,
        condition=told.condition.exact if told.condition else None,
        made_on=made.isoformat() if made else None,
        horizon=_horizon(told, made, published) if probability else None,
    )


def _proposition(told: ToldForecast, who: Callable[[ActorMention], tuple[Actor, ...]]) -> str:
    """What is foretold; a pronoun that stands for somebody known has the name in brackets behind it."""
    if not told.about:
        return told.predicate if not told.wordings else " ".join(told.evidence.exact.split())
    about = told.about
    if told.subject is not None and told.subject.pronoun:
        actors = who(told.subject)
        about += f" [{actors[0].name}]" if actors and _stands_for(about, actors[0]) else ""
    return f"{about} {told.predicate}".strip()


def _stands_for(pronoun: str, actor: Actor) -> bool:
    """Whether a pronoun may stand for somebody: a person is no "they", a group no "she"; a crowd adds nothing."""
    personal = pronoun.lower() in ("he", "she", "i")
    return actor.name[:1].isupper() and (actor.kind == "person") == personal


# ---------------------------------------------------------------- how likely


def _probability(told: ToldForecast) -> tuple[Wording | None, Probability | None]:
    """The row that sets the number, and the number."""
    if not told.wordings:
        return None, None
    chosen = min(told.wordings, key=lambda w: _bounds(w)[1])
    if told.stated is not None:
        low, high = told.stated
        bounds, scale = (low, (low + high) / 2, high), "stated"
    else:
        bounds, scale = _bounds(chosen), chosen.scale
    low, median, high = (round(b, _DIGITS) for b in bounds)
    return chosen, Probability(low, median, high, scale)


def _bounds(wording: Wording) -> tuple[float, float, float]:
    """Low, median and high of the proposition as printed: words that hold a negation are turned round with it."""
    assert wording.low is not None
    assert wording.median is not None
    assert wording.high is not None
    if wording.negative:
        return 1 - wording.high, 1 - wording.median, 1 - wording.low
    return wording.low, wording.median, wording.high


# ---------------------------------------------------------------- when


def _made_on(time: TimeMention | None, published: date | None) -> date | None:
    """The day of the saying where the text dates it to a day, else that of publication."""
    if time is not None:
        found = resolve_time(time, published=published)
        if found.start and found.start == found.end:
            return date.fromisoformat(found.start)
    return published


def _horizon(told: ToldForecast, made: date | None, published: date | None) -> Horizon | None:
    """By when: the day that the text gives, a vague time by convention, else a year; what is believed now, now."""
    if told.present:
        return Horizon(made.isoformat() if made else None, "default")
    if told.time is not None:
        for mention in _readings(told.time):
            found = resolve_time(mention, published=published, future=mention is told.time)
            if found.end and (made is None or found.end >= made.isoformat()):
                return Horizon(found.end, "stated")
        terms = dict(told.time.terms)
        days = load_horizons().get(terms.get("unit", told.time.form))
        reaches = _REACHES.search(told.time.span.exact) is not None  # not "a pause of ten days"
        number = terms.get("n", "")
        if told.time.form in ("duration", "span") and reaches and number.isdecimal() and made and days:
            until = moved(made, terms["unit"], int(number))
            return Horizon(until.isoformat() if until else None, "stated")
        if told.time.form in ("window", "vague") or (told.time.form == "duration" and reaches):
            known = days or load_horizons().get(told.time.span.exact.lower().split()[-1])
            if known:
                return Horizon(shifted(made, known).isoformat() if made else None, "vague")
    default = load_horizons()["-"]
    return Horizon(shifted(made, default).isoformat() if made else None, "default")


def _readings(time: TimeMention) -> tuple[TimeMention, ...]:
    """A time as it stands, and of a month or season before that the one that is running."""
    if time.form not in _RUNNING:
        return (time,)
    return replace(time, terms=tuple(term for term in time.terms if term != ("tense", "ahead"))), time


# ---------------------------------------------------------------- what was said


def with_statements(
    forecasts: Sequence[Forecast], statements: Sequence[Statement]
) -> tuple[tuple[Forecast, ...], tuple[Statement, ...]]:
    """Ties forecasts to the statements that hold them, both ways; the shortest content that holds the words wins.

    Args:
        forecasts: The forecasts of a report.
        statements: Its statements.
    """
    tied: list[Forecast] = []
    held: dict[str, list[str]] = {}
    for forecast in forecasts:
        around = [
            (span.end - span.start, s.id) for s in statements for span in s.content if span.contains(forecast.wording)
        ]
        statement = min(around)[1] if around else None
        tied.append(replace(forecast, statement=statement))
        if statement is not None:
            held.setdefault(statement, []).append(forecast.id)
    return tuple(tied), tuple(replace(s, forecasts=tuple(held.get(s.id, ()))) for s in statements)
