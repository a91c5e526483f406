"""Figures as told to low, best and high (codebook, section 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from marsad.reading import CountMention, ToldAct
from marsad.records import Count, EventTime
from marsad.resolving._draft import Draft, day

TOLL_DAYS = 7  # a figure over a longer span is a toll over a campaign


def resolve_counts(act: ToldAct, time: EventTime) -> list[Count]:
    """The figures of an act; those over a long span of time are cumulative."""
    denied = act.mood == "denied" or any(c.commitment == "deny" for c in act.credits)
    return [_count(mention, cumulative=_is_toll(time, mention), denied=denied) for mention in act.counts]


def _is_toll(time: EventTime, mention: CountMention) -> bool:
    start, end = day(time.start), day(time.end)
    long = start is not None and end is not None and (end - start).days > TOLL_DAYS and time.precision != "month"
    return long or bool(mention.quantity and mention.quantity.cumulative)


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

    It belongs to the act that the rules read it with, an act that only adds to another one coming last ("killed in the
    raid": the raid's); else to the surest.
    """
    holders: dict[tuple[int, int], Draft] = {}
    for draft in sorted(drafts, key=lambda d: (d.act.adds, not d.act.ruled, -d.confidence)):
        kept = []
        for count in draft.counts:
            span = (count.span.start, count.span.end) if count.span else None
            if span is None or holders.setdefault(span, draft) is draft:
                kept.append(count)
        draft.counts = _without(draft.counts, kept)


def _without(counts: Sequence[Count], kept: Sequence[Count]) -> list[Count]:
    """The counts that are kept, with the parts still pointing at their wholes."""
    places = {id(count): number for number, count in enumerate(kept)}
    wholes = [counts[c.subset_of] if c.subset_of is not None else None for c in kept]
    return [replace(c, subset_of=places.get(id(whole))) for c, whole in zip(kept, wholes, strict=True)]
