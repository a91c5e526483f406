"""When each act of a report happened, as the narrative goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from marsad.reading import TimeMention, ToldAct
from marsad.records import EventTime
from marsad.resolving._draft import day
from marsad.resolving._times import resolve_time
from marsad.resolving._times_beside import beside
from marsad.resolving._times_narrative import anchors, points_ahead

# Until when they hold is not when they were.
_IMPOSED = frozenset({"restriction", "sanction", "ceasefire", "withdrawal"})


class ActTimes:
    """The times of the acts of a report, asked for in their order: the narrative goes on from day to day.

    Args:
        text: The report's text.
        times: Its expressions of time.
        published: When it was published, if known.
    """

    def __init__(self, text: str, times: Sequence[TimeMention], published: date | None) -> None:
        self._text = text
        self._published = published
        self._anchor: date | None = None  # the day that the narrative has reached
        self._anchors = anchors(times, published=published)

    def of(self, act: ToldAct, *, weak: bool) -> EventTime:
        """When an act happened, or is to happen; a weak one moves the narrative no further."""
        ahead = act.mood in ("forecast", "hypothetical")
        lasts = act.time is not None and dict(act.time.terms).get("signal") == "until"
        if act.time is not None and not (lasts and not ahead and act.kind in _IMPOSED):
            anchor = self._anchor or self._anchors.get(act.time) or self._published
            if self._published is not None and points_ahead(act.time):
                anchor = self._anchors.get(act.time)  # the day before "the next day" stands in the text
            told = self._looking_back(act.time) if act.mood in ("fact", "denied") else act.time
            found = resolve_time(told, published=self._published, anchor=anchor, future=ahead)
            found = beside(found, self._text, act.trigger)
            if not ahead and self._published and found.start and found.start > self._published.isoformat():
                found = resolve_time(told, published=self._published, anchor=self._published)
            if found.basis == "stated" and found.precision == "day" and found.start and not weak:
                self._anchor = day(found.start)
            if found.start or found.end:
                return found
            if ahead or self._published is None:
                return found
        if ahead or self._published is None:
            return EventTime(None, None, "unknown", "none", None)
        published = self._published.isoformat()
        going_on = act.tense == "present" and not act.speech
        return EventTime(
            published if going_on else None, published, "day" if going_on else "unknown", "published", None
        )

    def _looking_back(self, time: TimeMention) -> TimeMention:
        """The day of a deed that is done: "will look into Thursday's raid" looks ahead, Thursday's raid does not."""
        if self._text[time.span.end : time.span.end + 2] not in ("'s", "’s"):
            return time
        return replace(time, terms=tuple(term for term in time.terms if term[0] != "tense"))
