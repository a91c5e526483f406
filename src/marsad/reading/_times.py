"""Time expressions: which words of a text say when, and what they are made of.

``find_times`` finds dates, weekdays, spans, ranges, hours of day, durations and vague expressions by rules over the
plain text. It does not date them; ``marsad.resolving`` does, with the day of publication.

Forms of a ``TimeMention`` and their terms (all numbers are decimal strings):

==========  ==================================================================================
date        ``day``, ``month``, ``year``, ``weekday`` (1 Monday), ``day_to``; or ``iso``
feast       ``feast`` (id in the table of feasts), ``year`` or ``shift``; ``eve``
month       ``month``, ``year`` or ``shift``
season      ``season``, ``year`` or ``shift``
year        ``year``, ``year_to``
decade      ``decade`` as written; ``century`` has ``century``
weekday     ``weekday``, ``shift``
unit        ``unit`` with ``shift``: this, next, last, previous, following, same
deictic     ``offset`` in days from publication, ``further`` for "the day before yesterday"
overnight   none
window      ``direction`` (past, coming, previous, following, same), ``unit``, ``n``
ago         ``n``, ``unit``: before publication
offset      ``n``, ``unit``, ``direction`` (earlier, later): from the day the text is about
range       the terms of both ends behind ``from.`` and ``to.``, the form of each among them
==========  ==================================================================================

Without an interval: ``duration``, ``span``, ``set``, ``vague``, ``event`` ("two days after the attack"), ``unclear``
("10/09/2018"), ``bc``, ``clock``.

Any form may carry ``signal`` (since, until, by, before, after, from), ``clock`` (the hour or part of the day), ``part``
(early, mid, late, start, end, earlier, later, half, quarter) with ``ordinal``, ``part_unit`` with ``ordinal`` and ``n``
("the first two weeks of"), ``tense`` (ahead: the clause looks ahead), ``aside`` (in
brackets), ``overnight`` (from, into), and the terms of a unit behind ``within.`` ("December last year").

Invariant: mentions stand in text order and do not overlap; each span slices back to its words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.reading._mentions import TimeMention
from marsad.reading._times_grammar import parse
from marsad.reading._times_tense import looks_ahead
from marsad.reading._times_words import Item, items_of
from marsad.records import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["find_times", "names_days"]

_DAYLESS = frozenset({"duration", "span", "set", "vague", "event", "unclear", "bc"})
_SIGNALS = frozenset({"since", "until", "by", "before", "after", "from"})
_PREPOSITIONS = frozenset({"in", "on", "at", "over", "for", "between"}) | _SIGNALS
_RECURRING = frozenset({"date", "month", "season", "weekday", "feast"})
_SETTLING = frozenset({"year", "iso", "shift", "within.form"})
_NOT_AFTER_A_CLOCK = frozenset({"before", "after", "by", "from"})


def find_times(text: str) -> tuple[TimeMention, ...]:
    """Every time expression of ``text``, whole, with its preposition ("on Friday", "between Friday and Sunday dawn").

    Args:
        text: Plain text in English.

    Returns:
        The mentions in text order; also those that date nothing ("for three weeks", "soon").
    """
    items = parse(items_of(text))
    return tuple(
        _mention(text, items, at) for at, item in enumerate(items) if item.terms is not None and _tells_time(items, at)
    )


def names_days(mention: TimeMention) -> bool:
    """Whether an interval may follow from the expression: not from "sporadically", "for three weeks", "recently".

    Args:
        mention: As ``find_times`` gives it.
    """
    return mention.form not in _DAYLESS


def _tells_time(items: list[Item], at: int) -> bool:
    """A part of the day alone ("night", "morning") tells a time only behind a preposition, else it describes."""
    item = items[at]
    if item.kind != "CLOCK" or item.value[:1].isdigit():
        return True
    before = [other.kind for other in items[max(0, at - 3) : at]]
    if before[-1:] == ["the"] or before[-1:] == ["part"]:
        before = [kind for kind in before if kind not in ("the", "part")]
    return before[-1:] != [] and before[-1] in _PREPOSITIONS


def _mention(text: str, items: list[Item], at: int) -> TimeMention:
    item = items[at]
    terms = dict(item.terms or {})
    start = at
    by_clock = item.kind == "CLOCK" or "lead" in terms
    while start > 0 and items[start - 1].kind in ("the", "part", "approx") and by_clock:
        start -= 1
    before = items[start - 1] if start > 0 else None
    if before is not None and before.kind in _PREPOSITIONS:
        start -= 1
        if _governs(before.kind, items, at):
            terms["signal"] = before.kind
    if before is not None and before.kind == "open":
        terms["aside"] = "yes"
    form = terms.pop("form")
    span = Span.of(text, items[start].start, item.end)
    if _turns_with_tense(form, terms) and looks_ahead(text, item.start, item.end):
        terms["tense"] = "ahead"
    return TimeMention(span, form, tuple(sorted(terms.items())))


def _turns_with_tense(form: str, terms: Mapping[str, str]) -> bool:
    """Whether the same words name another day in a clause that looks ahead: "on Friday", "in May", "on Dec. 26"."""
    if form == "range":
        sides = (_side(terms, "from."), _side(terms, "to."))
        return any(_turns_with_tense(side["form"], side) for side in sides)
    if form == "unit":
        return terms["unit"] == "weekend" and terms["shift"] in ("this", "the")
    return form in _RECURRING and not _SETTLING & terms.keys()


def _side(terms: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): value for name, value in terms.items() if name.startswith(prefix)}


def _governs(preposition: str, items: list[Item], at: int) -> bool:
    """Whether the preposition bounds the time: not in "before dawn on Sunday", nor in "after Friday's attack"."""
    terms = items[at].terms or {}
    if preposition not in _SIGNALS or terms["form"] == "range":
        return False
    if preposition in _NOT_AFTER_A_CLOCK and "lead" in terms:
        return False
    after = items[at + 1].kind if at + 1 < len(items) else "stop"
    return not (preposition in ("before", "after") and after in ("possessive", "word", "plural"))
