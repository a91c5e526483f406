"""The time expressions of a whole text, each leaning on those before it: "the next day", "a month earlier".

The narrative stands where the expression before has led it. Nothing finer follows from it than it is itself: "in May
2015 ... two days later" names no day, "two years later" does name a year.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from marsad.resolving._times import time_expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from marsad.reading._mentions import TimeMention
    from marsad.records import TimeExpression

__all__ = ["anchors", "date_expressions", "points_ahead"]

_STANDING = frozenset({"decade", "century", "window", "clock", "vague"})  # forms that do not move the narrative
_LOSING = frozenset({"date", "month", "season", "feast", "weekday", "unit", "offset", "deictic", "ago", "event"})
_LEANING = frozenset({"offset", "unit", "window", "weekday", "clock"})
# The longest stretch, in days, from which so many units can be counted.
_WIDEST = {"minute": 1, "hour": 1, "day": 4, "weekend": 7, "week": 7, "fortnight": 7, "month": 31}


def date_expressions(
    mentions: Sequence[TimeMention], *, published: date | None, history: bool = False
) -> list[TimeExpression]:
    """The interval of each expression of a text.

    Args:
        mentions: As ``find_times`` gives them.
        published: Day of publication; without it only absolute dates and what leans on them by its words resolve.
        history: Whether the text tells a history from date to date, so that without a day of publication "in May" is
            the May nearest to the date before. In news that would be a guess.
    """
    return [expression for _, _, expression in _walked(mentions, published, history=history)]


def anchors(mentions: Sequence[TimeMention], *, published: date | None) -> dict[TimeMention, date | None]:
    """The day that each expression leans on by its words; null where it leans on none, or on none that is known.

    Args:
        mentions: As ``find_times`` gives them.
        published: Day of publication.
    """
    return {mention: anchor for mention, anchor, _ in _walked(mentions, published, history=False)}


def points_ahead(mention: TimeMention) -> bool:
    """Whether the expression names a day after the one that it leans on: "the next day", "two days later".

    Args:
        mention: As ``find_times`` gives it.
    """
    return _ahead(dict(mention.terms))


def _ahead(terms: Mapping[str, str]) -> bool:
    return "later" in (terms.get("direction"), terms.get("part")) or terms.get("shift") in ("following", "next")


def _walked(
    mentions: Sequence[TimeMention], published: date | None, *, history: bool
) -> Iterator[tuple[TimeMention, date | None, TimeExpression]]:
    reached: tuple[date, date] | None = None
    for mention in mentions:
        terms = dict(mention.terms)
        anchor = _anchor(mention.form, terms, reached) if history or _leans(mention.form, terms) else None
        whole = mention
        if _covered(terms, reached):
            whole = replace(mention, terms=tuple(term for term in mention.terms if term[0] != "part"))
        expression = time_expression(whole, published=published, anchor=anchor)
        yield mention, anchor, expression
        if expression.start and expression.end and _moves(mention.form, terms):
            start = expression.end if mention.form == "range" else expression.start
            reached = date.fromisoformat(start), date.fromisoformat(expression.end)
        elif not history and mention.form in _LOSING and expression.start is None:
            reached = None  # the narrative has gone to a day that nobody knows


def _moves(form: str, terms: Mapping[str, str]) -> bool:
    """Whether the narrative goes on from there: not from where a state began, nor from a date in brackets."""
    return form not in _STANDING and terms.get("signal") != "since" and "aside" not in terms


def _leans(form: str, terms: Mapping[str, str]) -> bool:
    """Whether the words themselves point back: "the next day", "that June", "two days later", "at dawn"."""
    return form in ("offset", "window", "clock", "unit") or terms.get("shift") in ("previous", "following", "same")


def _anchor(form: str, terms: Mapping[str, str], reached: tuple[date, date] | None) -> date | None:
    """The end of what was reached for what comes after it, else its start; none where that is too wide."""
    if reached is None:
        return None
    first, last = reached
    unit = terms.get("unit", "day")
    if form in _LEANING and (last - first).days + 1 > _WIDEST.get(unit, 366):
        return None
    if (last - first).days > 360:
        return date(first.year, 7, 2)  # a year as a whole: none of its days is nearer to the next
    return last if _ahead(terms) else first


def _covered(terms: Mapping[str, str], reached: tuple[date, date] | None) -> bool:
    """Whether "later that year" follows the year as a whole, so that no part of it is left out."""
    if reached is None or terms.get("part") not in ("earlier", "later") or "anchored" not in terms:
        return False
    return (reached[1] - reached[0]).days + 1 >= {"week": 7, "month": 28}.get(terms.get("unit", ""), 365)
