"""Statements: the sayings of a report as records, with their chain of sources and the events that they tell of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from marsad.reading import Credit, ToldSaying
from marsad.records import Event, Source, Span, Statement


def statements_of(
    sayings: Sequence[ToldSaying],
    *,
    source: Callable[[Credit], Source],
    events: Sequence[Event],
) -> tuple[Statement, ...]:
    """The statements of a report, numbered in the order of their cues; which forecasts they hold is told later.

    Args:
        sayings: What the reading room found.
        source: Looks up a credit.
        events: The events that are printed.
    """
    return tuple(
        Statement(
            id=f"s{number}",
            sources=each_once([source(credit) for credit in saying.credits]),
            cue=saying.credits[0].cue,
            content=saying.content,
            quote=saying.form,
            events=tuple(e.id for e in events if saying.tells and _within(e.trigger, saying.content)),
            forecasts=(),
        )
        for number, saying in enumerate(sayings, start=1)
    )


def each_once(chain: Sequence[Source]) -> tuple[Source, ...]:
    """A chain without a link that names again whom the link before it names.

    "Police said they could not confirm that" is told by the police, once.
    """
    return (*chain[:1], *(link for before, link in pairwise(chain) if link.name is None or not _same(link, before)))


def _same(link: Source, before: Source) -> bool:
    return (link.actor, link.name) == (before.actor, before.name)


def _within(words: Span, content: Sequence[Span]) -> bool:
    """Whether words begin inside one of several stretches, which are in order."""
    if not content[0].start <= words.start < content[-1].end:
        return False
    return any(piece.start <= words.start < piece.end for piece in content)
