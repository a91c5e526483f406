"""Figures that change which acts a sentence tells: "nobody was hurt" is a figure and no act, "up from 38" an act."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from marsad.reading._count_phrases import HARM
from marsad.reading._mentions import Quantity
from marsad.reading._told import CountMention, ToldAct
from marsad.records import Span


def with_nobody(acts: list[ToldAct]) -> list[ToldAct]:
    """The acts of one sentence, where "nobody was hurt" is no act but a figure of the act beside it: nought.

    Where nobody tells an act in the same breath it is what its source says of an act told before: a figure of his own.
    """
    out = list(acts)
    for act in acts:
        none = tuple(c for c in act.counts if c.what in HARM and c.quantity is not None and c.quantity.high == 0)
        if act.mood != "negated" or not none:
            continue
        others = [n for n, a in enumerate(out) if a is not act and a.mood == "fact" and not a.speech]
        others = [n for n in others if not act.credits or out[n].credits == act.credits]
        beside = [n for n in others if not out[n].counts]
        if beside:
            nearest = min(beside, key=lambda n: abs(out[n].trigger.start - act.trigger.start))
            out[nearest] = replace(out[nearest], counts=none)
        elif not others and act.credits:
            out[out.index(act)] = replace(act, counts=none, mood="fact", nobody=True)
    return out


_ROSE = r"(?:rose|risen|rising|climbed|jumped|grew|increased|raised|revised|fell|fallen)(?: up| upwards?)?"
_EARLIER_FIGURE = re.compile(
    rf"\b(?:(?P<words>(?:up|down|{_ROSE}) from)|{_ROSE} to (?:[a-z]+ ){{0,3}}[\w,]+,? (?P<from>from))"
    r"(?: (?:an|the))?(?: (?:earlier|previous|initial))?(?: (?:count|figure|toll|estimate) of)?\s\Z"
)


def _replaced(text: str, quantity: Quantity) -> re.Match[str] | None:
    """The words that make a number the earlier figure of a toll ("up from"), or null."""
    start = max(0, quantity.span.start - 60)
    return _EARLIER_FIGURE.search(text, start, quantity.span.start) if quantity.unit is None else None


def with_replaced(acts: Sequence[ToldAct], text: str, quantities: Sequence[Quantity]) -> list[ToldAct]:
    """The acts of one sentence, and for a figure that a toll replaces ("41, up from 38") the act told with that figure.

    Args:
        acts: The acts as read.
        text: The text of the report.
        quantities: Number phrases of the sentence.
    """
    replaced = {quantity.span for quantity in quantities if _replaced(text, quantity) is not None}
    out = [_without(act, replaced) for act in acts]
    for quantity in quantities:
        found = _replaced(text, quantity)
        if found is None:
            continue
        toll = next((hit for act in out if (hit := _toll(act, quantity)) is not None), None)
        if toll is None:
            continue
        act, count = toll
        words = Span.of(text, *(found.span("words") if found["words"] else found.span("from")))
        earlier = replace(count, quantity=replace(quantity, cumulative=True), whom=None, subset_of=None)
        evidence = Span.of(text, min(act.evidence.start, words.start), max(act.evidence.end, quantity.span.end))
        out.append(replace(act, trigger=words, counts=(earlier,), evidence=evidence))
    return sorted(out, key=lambda a: a.trigger.start)


def _without(act: ToldAct, spans: Set[Span]) -> ToldAct:
    kept = tuple(c for c in act.counts if c.quantity is None or c.quantity.span not in spans)
    return act if kept == act.counts else replace(act, counts=kept)


def _toll(act: ToldAct, quantity: Quantity) -> tuple[ToldAct, CountMention] | None:
    """The act and its toll, other than the earlier figure itself; a mere addition to another act has none."""
    if act.adds or act.mood in ("negated", "purpose"):
        return None
    for count in act.counts:
        told = count.quantity
        if count.what in HARM and told is not None and told.cumulative and told.span != quantity.span:
            return act, count
    return None
