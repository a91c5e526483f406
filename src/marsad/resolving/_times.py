"""What a time expression means: inclusive days, by the rules of the codebook, section 3.

``resolve_time`` dates an act, ``time_expression`` what the words themselves name. They differ where the words open an
interval that the act fills: an act "since Tuesday" runs from Tuesday to the day of publication, the words name Tuesday.

Nothing is guessed: where an expression needs a day that is not known, both bounds are null.
Invariant: where both bounds are set, the first is not after the second.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.records import EventTime, TimeBasis, TimeExpression, TimePrecision
from marsad.resolving._times_calendar import shifted
from marsad.resolving._times_forms import Reference, stretch_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from marsad.reading._mentions import TimeMention

__all__ = ["resolve_time", "time_expression"]


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What was found: a closed stretch, or one of its ends alone."""

    start: date | None
    end: date | None
    precision: TimePrecision
    basis: TimeBasis


_UNKNOWN = _Bounds(None, None, "unknown", "none")


def resolve_time(
    mention: TimeMention, *, published: date | None, anchor: date | None = None, future: bool = False
) -> EventTime:
    """When an act happened that ``mention`` dates.

    Args:
        mention: As ``find_times`` gives it.
        published: Day of publication; without it only absolute dates resolve.
        anchor: Day that the narrative has reached, for "the next day" and "a week earlier". Without ``published`` a
            date without a year also takes the year from it.
        future: Whether the sentence tells of what is to come, so that "on Friday" is the next one.

    Returns:
        The interval, ISO and inclusive, with basis ``stated``; ``published`` where only the day of publication bounds
        it ("in recent days"); ``none`` with two nulls where nothing follows.
    """
    reference = Reference(published, anchor, future or _looks_ahead(mention))
    bounds = _signalled(mention, _resolved(mention, reference), reference)
    return EventTime(_iso(bounds.start), _iso(bounds.end), bounds.precision, bounds.basis, mention.span)


def time_expression(
    mention: TimeMention, *, published: date | None, anchor: date | None = None, future: bool = False
) -> TimeExpression:
    """The interval that the words of ``mention`` name; an open end ("since March") stays with the named stretch.

    Args:
        mention: As ``find_times`` gives it.
        published: As for ``resolve_time``.
        anchor: As for ``resolve_time``.
        future: As for ``resolve_time``.
    """
    reference = Reference(published, anchor, future or _looks_ahead(mention))
    bounds = _resolved(mention, reference)
    if bounds.basis == "published":
        bounds = _UNKNOWN  # "in recent days" bounds an act, but names no days
    if dict(mention.terms).get("signal") in ("until", "by", "before"):
        bounds = _signalled(mention, bounds, reference)
    return TimeExpression(_iso(bounds.start), _iso(bounds.end), bounds.precision, bounds.basis, mention.span)


def _looks_ahead(mention: TimeMention) -> bool:
    return ("tense", "ahead") in mention.terms


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _resolved(mention: TimeMention, reference: Reference) -> _Bounds:
    terms = dict(mention.terms)
    if mention.form in ("window", "ago") and "n" not in terms:
        return _vague_past(terms, reference)
    stretch = stretch_of(mention.form, terms, reference)
    return _Bounds(stretch.start, stretch.end, stretch.precision, "stated") if stretch else _UNKNOWN


def _vague_past(terms: Mapping[str, str], reference: Reference) -> _Bounds:
    """For "in recent days" and "years ago": no beginning, and no end but the day of publication."""
    if reference.published is None or terms.get("direction", "past") not in ("past", "earlier"):
        return _UNKNOWN
    return _Bounds(None, reference.published, "unknown", "published")


def _signalled(mention: TimeMention, bounds: _Bounds, reference: Reference) -> _Bounds:
    """The interval that "since", "until" and their like make of the named stretch."""
    signal = dict(mention.terms).get("signal")
    if bounds.start is None or bounds.end is None or mention.form == "clock":
        return bounds  # "before dawn" is of the same day
    if signal == "from" and (mention.form == "range" or "day_to" in dict(mention.terms)):
        return bounds  # "from 16 to 22 December" says its end itself
    if signal in ("since", "from", "after"):
        start = shifted(bounds.end, 1) if signal == "after" else bounds.start
        end = reference.published if reference.published and reference.published >= start else None
        grain: TimePrecision = "days" if bounds.precision == "day" and start != end else bounds.precision
        return _Bounds(start, end, grain, "stated")
    if signal in ("until", "by", "before"):
        whole = signal == "by" or ("part", "end") in mention.terms  # "before the end of May" lasts until its last day
        end = bounds.end if whole or signal == "until" else shifted(bounds.start, -1)
        return _Bounds(None, end, bounds.precision, "stated")
    return bounds
