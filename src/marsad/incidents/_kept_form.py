"""A mention with who tells it, as a ledger keeps it: what merging and the fields of an incident look at, as one text.

So neighbours are compared, and incidents put together, without parsing the readings again. The words of the report are
left out; whoever wants them asks the reading.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from marsad.incidents._mentions import Mention, Point, Side, Window, mentions_of
from marsad.incidents._tellings import Telling, tellings_of
from marsad.records import Count, Event, EventTime, Party, Span, Spot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.records import Reading

FORM = "3"  # to be raised when the text below changes; what is kept is then made anew
_NOWHERE = Span(0, 0, "")
_REMEMBERED = 8192


@dataclass(frozen=True, slots=True)
class Kept:
    """A mention as it is kept.

    Attributes:
        mention: The mention.
        telling: Who tells it; where the outlet itself does, its source is a placeholder (see ``told_by``).
        own_voice: Whether the outlet tells it in its own voice.
        chain: Ids and names of everybody in the chain of who says so.
    """

    mention: Mention
    telling: Telling
    own_voice: bool
    chain: tuple[str, ...]

    def told_by(self, outlet: str) -> Telling:
        """The telling, where what is told in the outlet's own voice is told by this outlet."""
        return replace(self.telling, source=outlet) if self.own_voice else self.telling


def texts_of(reading: Reading) -> list[tuple[Event, str]]:
    """Every event of a reading with the text that is kept of it."""
    tellings = tellings_of(reading, "")
    return [
        (telling.event, _text(mention, telling))
        for mention, telling in zip(mentions_of(reading), tellings, strict=True)
    ]


def _text(mention: Mention, telling: Telling) -> str:
    event = telling.event
    chain = {part for link in event.sources for part in (link.actor, link.name, link.affiliation) if part}
    told: dict[str, Any] = {
        "kind": event.kind,
        "status": event.status,
        "background": event.background,
        "actors": [[party.actor, party.name] for party in event.actors],
        "targets": [[party.actor, party.name] for party in event.targets],
        "blocs": [sorted(mention.actors.blocs), sorted(mention.targets.blocs)],
        "places": [[s.place, s.name, s.lat, s.lon, s.precision, s.relation] for s in event.places],
        "points": [[p.place, p.lat, p.lon, p.precision, p.country, p.name, p.told] for p in mention.points],
        "time": [event.time.start, event.time.end, event.time.precision],
        "window": _days(mention.window),
        "counts": [[c.what, c.whom, c.low, c.best, c.high, c.cumulative, c.subset_of] for c in event.counts],
        "toll": mention.cumulative,
        "means": sorted(mention.means),
        "scenes": sorted(mention.scenes),
        "passage": list(mention.passage),
        "credit": list(mention.credit),
        "position": mention.position,
        "day": telling.day,
        "own": not event.sources,
        "source": telling.source if event.sources else None,
        "voices": sorted(telling.voices),
        "chain": sorted(chain),
    }
    return json.dumps({name: value for name, value in told.items() if value not in ([], None) and value is not False})


def _days(window: Window | None) -> list[str | None] | None:
    if window is None:
        return None
    return [window.first.isoformat(), window.last.isoformat(), window.likely.isoformat() if window.likely else None]


@lru_cache(maxsize=_REMEMBERED)
def kept(report: str, event: str, text: str) -> Kept:
    """What was kept as a text.

    Args:
        report: Id of the report.
        event: Id of the event.
        text: As ``texts_of`` gives it.
    """
    told: dict[str, Any] = json.loads(text)
    parties = {side: told.get(side, []) for side in ("actors", "targets")}
    blocs = told["blocs"]
    counts = tuple(Count(*[*count, None]) for count in told.get("counts", ()))
    start, end, precision = told["time"]
    mention = Mention(
        report=report, event=event, kind=told["kind"], actors=_side(parties["actors"], blocs[0]),
        targets=_side(parties["targets"], blocs[1]), points=tuple(Point(*point) for point in told.get("points", ())),
        window=_window(told.get("window")), counts=counts, cumulative=told.get("toll", False),
        means=frozenset(told.get("means", ())), scenes=frozenset(told.get("scenes", ())),
        status=told["status"], background=told.get("background", False),
        position=told["position"], passage=(told["passage"][0], told["passage"][1]),
        credit=tuple(told.get("credit", ())), published=date.fromisoformat(told["day"]) if told["day"] else None,
    )  # fmt: skip
    spots = tuple(Spot(*[*spot[:5], None, spot[5]]) for spot in told.get("places", ()))
    actors, targets = (tuple(Party(*[*party, None]) for party in parties[side]) for side in ("actors", "targets"))
    record = Event(
        id=event, kind=told["kind"], plover=None, mode=None, cameo=None, acled=None, trigger=_NOWHERE,
        evidence=_NOWHERE, actors=actors, targets=targets, places=spots,
        time=EventTime(start, end, precision, "none", None), counts=counts, means=(), status=told["status"],
        background=told.get("background", False), sources=(), confidence=0.0,
    )  # fmt: skip
    telling = Telling(record, report, told["day"], told.get("source"), frozenset(told.get("voices", ())))
    return Kept(mention, telling, told.get("own", False), tuple(told.get("chain", ())))


def _side(parties: Iterable[list[str]], blocs: Iterable[str]) -> Side:
    return Side(frozenset(actor for actor, _ in parties), frozenset(blocs))


def _window(days: list[str | None] | None) -> Window | None:
    if days is None:
        return None
    first, last, likely = (date.fromisoformat(day) if day else None for day in days)
    assert first is not None
    assert last is not None
    return Window(first, last, likely)
