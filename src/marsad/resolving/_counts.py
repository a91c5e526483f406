"""Figures as told to low, best and high (codebook, section 3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from marsad.reading import CountMention, ToldAct
from marsad.records import Count, EventTime
from marsad.resolving._draft import Draft, day

_RANK = re.compile(r"\b(?:first|second|third|fourth|fifth|latest|\d+(?:st|nd|rd|th))\b", re.IGNORECASE)
TOLL_DAYS = 7  # a figure over a longer span is a toll over a campaign


def resolve_counts(act: ToldAct, time: EventTime) -> list[Count]:
    """The figures of an act; those of a toll, and those over a long span of time, are cumulative."""
    denied = act.mood == "denied" or any(c.commitment == "deny" for c in act.credits)
    toll = _is_long(act, time) or any(m.quantity is not None and m.quantity.cumulative for m in act.counts)
    return [_count(mention, cumulative=toll, denied=denied) for mention in act.counts]


def _is_long(act: ToldAct, time: EventTime) -> bool:
    """Whether the act is told over more than a week; "first this year" is its rank.

    A bare month only says when it was, and so does "last month", unless deaths alone are told of it.
    """
    start, end = day(time.start), day(time.end)
    if start is None or end is None or (end - start).days <= TOLL_DAYS or _RANK.search(act.trigger.exact):
        return False
    forms = ("month",) if act.kind == "killing" else ("month", "unit")
    bare = act.time is None or (act.time.form in forms and "signal" not in dict(act.time.terms))
    return time.precision != "month" or not bare


def _count(mention: CountMention, *, cumulative: bool, denied: bool) -> Count:
    quantity = mention.quantity
    if quantity is None:
        low = best = high = 0 if denied else 1 if mention.one else None  # a denial of deaths is a figure: none
    else:
        low, best, high = quantity.low, quantity.best, quantity.high
    return Count(
        what=mention.what,
        whom=mention.whom.exact if mention.whom else None,
        low=low,
        best=best,
        high=high,
        cumulative=cumulative,
        subset_of=mention.subset_of,
        span=quantity.span if quantity else mention.whom,
    )


def settle_figures(drafts: Sequence[Draft]) -> None:
    """Leaves each figure to one act of its sentence: a figure told once is printed once.

    An act that only adds to another one comes last, and so does what only the model links. Then a killing, which
    stands where only the deaths are told ("killed in the raid": the raid's), and the less sure act.
    """
    held = [
        ((d.act.adds, mention.linked, d.kind == "killing", -d.confidence), at, d, count)
        for at, d in enumerate(drafts)
        for count, mention in zip(d.counts, d.act.counts, strict=True)
    ]
    holders: dict[tuple[int, int], Draft] = {}
    kept: dict[int, list[Count]] = {id(d): [] for d in drafts}
    for _, _, draft, count in sorted(held, key=lambda h: h[:2]):
        span = (count.span.start, count.span.end) if count.span else None
        if span is None or holders.setdefault(span, draft) is draft:
            kept[id(draft)].append(count)
    for draft in drafts:
        mine = [c for c in draft.counts if any(c is k for k in kept[id(draft)])]
        numbered = {c.what for c in mine if not _is_open(c)}
        draft.counts = _without(draft.counts, [c for c in mine if not (_is_open(c) and c.what in numbered)])


def _is_open(count: Count) -> bool:
    """Whether only the word for people or harm is told and no number: "various injuries" beside "nine people"."""
    return count.low is None and count.best is None and count.high is None


def _without(counts: Sequence[Count], kept: Sequence[Count]) -> list[Count]:
    """The counts that are kept, with the parts still pointing at their wholes."""
    places = {id(count): number for number, count in enumerate(kept)}
    wholes = [counts[c.subset_of] if c.subset_of is not None else None for c in kept]
    return [replace(c, subset_of=places.get(id(whole))) for c, whole in zip(kept, wholes, strict=True)]
