"""The series of an actor: what it holds and what it does, period by period, and where that ruptures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from marsad._errors import UsageError
from marsad.control import DEFAULT_RULE, actor_ids, check_box, ids_of
from marsad.indicators._acts import acts_of
from marsad.indicators._changes import changes
from marsad.indicators._ground import ground_of
from marsad.indicators._periods import begin_of, begins, check_step, label_of, next_begin, norm
from marsad.indicators._ruptures import ruptures
from marsad.knowledge import load_actors, load_indicators
from marsad.ledger import day_asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.control import Box
    from marsad.indicators._acts import Act
    from marsad.indicators._ground import Ground
    from marsad.indicators._periods import Norm, Step
    from marsad.indicators._ruptures import Rupture
    from marsad.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a series.

    Attributes:
        period: ``2019-W10``, ``2019-03`` or ``2019-Q1``.
        start: First day, ISO.
        end: Last day, ISO.
        reports: Reports of the ledger published in it: where these are few, so is all else.
        hit_and_run: Incidents of the actor of hit-and-run kinds.
        open: Incidents of the actor in open fighting.
        share: Share of hit-and-run among both, 0 to 1, or null where there is neither.
        held: Places held at the end.
        disputed: Of these, disputed.
        silent: Places held last that anybody told, of which no statement is in force at the end.
        taken: Places taken.
        lost: Places lost.
        short: Hit-and-run against the mean of the few periods before.
        long: Hit-and-run against the mean of the year before.
    """

    period: str
    start: str
    end: str
    reports: int
    hit_and_run: int
    open: int
    share: float | None
    held: int
    disputed: int
    silent: int
    taken: int
    lost: int
    short: Norm
    long: Norm


@dataclass(frozen=True, slots=True)
class Series:
    """How an actor fights over time.

    Attributes:
        actor: The actor, as it was asked for.
        name: Its name in the table of actors, or as it was asked for.
        by: ``week``, ``month`` or ``quarter``.
        rule: How long a statement of who holds a place stands.
        periods: The periods, in order.
        undated: Incidents of the actor that no single period holds, or that lie outside all; they are counted nowhere.
        ruptures: Where its ground or its acts change level.
    """

    actor: str
    name: str
    by: Step
    rule: str
    periods: tuple[Period, ...]
    undated: int
    ruptures: tuple[Rupture, ...]


def series(
    ledger: Ledger,
    actor: str,
    *,
    by: str = "month",
    since: str | None = None,
    until: str | None = None,
    place: str | None = None,
    box: Box | None = None,
    rule: str = DEFAULT_RULE,
) -> Series:
    """Ground held against hit-and-run acts of an actor, period by period, with its ruptures.

    Acts are incidents, so that what is told again counts once. Whoever the table of actors says is part of the actor
    counts with it.

    Args:
        ledger: The ledger.
        actor: Name, abbreviation or id.
        by: ``week``, ``month`` or ``quarter``.
        since: A day of the first period, ISO; without it, that of the first report.
        until: A day of the last period, ISO; without it, that of the last report.
        place: Id or name of a place.
        box: West, south, east, north in degrees.
        rule: How long a statement of who holds a place stands: ``fresh``, ``lasting`` or ``open-ended``.

    Raises:
        UsageError: There is no such step, day, place, box or rule, or they make over 2,000 periods.
    """
    step = check_step(by)
    if box is not None:
        check_box(box)
    places = ledger.places()
    ids = None if place is None else ids_of(place, places)
    actors = actor_ids(actor)
    entry = load_actors().match(actor) or load_actors().by_id(actor)
    reports = ledger.reports_by_day()
    spans = _spans(since, until, reports, step)
    if not spans:
        return Series(actor, entry.name if entry else actor, step, rule, (), 0, ())
    ground = ground_of(ledger, actors, spans, place=place, box=box, rule=rule)
    acts = acts_of(ledger, actors, places=places, ids=ids, box=box)
    hits, undated = _counted(acts, "hit-and-run", spans, step)
    fights, undated_fights = _counted(acts, "open", spans, step)
    published = Counter[date]()
    for day, count in reports.items():
        published[begin_of(date.fromisoformat(day), step)] += count
    told = [published[begin] for begin, _ in spans]
    periods = _periods(spans, step, reports=told, hits=hits, fights=fights, ground=ground)
    labels = [period.period for period in periods]
    of_ground = changes([one.held for one in ground])
    found = ruptures(labels, step, hits, ground, of_hits=changes(hits), of_ground=of_ground)
    name = entry.name if entry else actor
    return Series(actor, name, step, rule, tuple(periods), undated + undated_fights, tuple(found))


def _spans(since: str | None, until: str | None, reports: Iterable[str], by: Step) -> list[tuple[date, date]]:
    """First and last day of each period."""
    days = sorted(reports)
    first = day_asked(since) if since else date.fromisoformat(days[0]) if days else None
    last = day_asked(until) if until else date.fromisoformat(days[-1]) if days else None
    if first is None or last is None:
        return []
    if last < first:
        raise UsageError(f"{first} to {last} is no span of time: the first day is after the last")
    return [(begin, next_begin(begin, by) - timedelta(days=1)) for begin in begins(first, last, by)]


def _counted(acts: Iterable[Act], class_: str, spans: Sequence[tuple[date, date]], by: Step) -> tuple[list[int], int]:
    """How many acts of a class lie in each period, and how many in none or in no single one."""
    places = {begin: number for number, (begin, _) in enumerate(spans)}
    counts, undated = [0] * len(spans), 0
    for act in acts:
        if act.class_ != class_:
            continue
        both = {begin_of(day, by) for day in (act.first, act.last) if day is not None}
        at = places.get(both.pop()) if len(both) == 1 else None
        if at is None:
            undated += 1
        else:
            counts[at] += 1
    return counts, undated


def _periods(
    spans: Sequence[tuple[date, date]],
    by: Step,
    *,
    reports: Sequence[int],
    hits: Sequence[int],
    fights: Sequence[int],
    ground: Sequence[Ground],
) -> list[Period]:
    bounds = load_indicators().bounds
    short, long = int(bounds[f"{by}-short"]), int(bounds[f"{by}-long"])
    found = []
    for at, (begin, end) in enumerate(spans):
        both, here = hits[at] + fights[at], ground[at]
        found.append(
            Period(
                period=label_of(begin, by), start=begin.isoformat(), end=end.isoformat(), reports=reports[at],
                hit_and_run=hits[at], open=fights[at], share=round(hits[at] / both, 3) if both else None,
                held=here.held, disputed=here.disputed, silent=here.silent, taken=here.taken, lost=here.lost,
                short=norm(hits, at, short), long=norm(hits, at, long),
            )
        )  # fmt: skip
    return found
