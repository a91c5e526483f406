"""Headings within a line: "Al-Susah, 18 October. Air strikes killed 47." gives place and day to what stands behind.

A label does so too: "Rakhine State - Rebels overran a post."

Monitors and relief agencies write their bulletins so. A heading opens its paragraph, has no verb and begins with the
name of a place or with a day; it ends with a full stop, which tells it from a dateline, where a report was filed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from marsad.language import Document, Sentence, labels
from marsad.reading._mentions import PlaceMention, TimeMention
from marsad.reading._told import ToldAct

_LONGEST = 14  # words
_BULLETS = frozenset({"-", "–", "—", "•", "*", ".", ")"})


@dataclass(frozen=True, slots=True)
class Heading:
    """Where and when the acts of a paragraph happened, by its first words."""

    places: tuple[PlaceMention, ...]
    time: TimeMention | None

    def over(self, act: ToldAct) -> ToldAct:
        """The act with what it leaves out and the heading tells; an act of speech is where its speaker is."""
        if act.speech or act.mood not in ("fact", "denied"):
            return act
        return replace(act, places=act.places or self.places, time=act.time or self.time)


def headings(
    document: Document,
    places: Callable[[Sentence], Sequence[tuple[int, PlaceMention]]],
    times: Callable[[Sentence], Sequence[TimeMention]],
) -> dict[int, Heading]:
    """The heading that sentences stand under, by the index of the sentence.

    Args:
        document: The report.
        places: Head word and mention of each name of a place of a sentence.
        times: Time expressions of a sentence.
    """
    out: dict[int, Heading] = {}
    current: Heading | None = None
    labelled = {end for _, end in labels(document.text)}
    for sentence in document.sentences:
        if not sentence.tokens:
            continue
        if _opens(document, sentence):
            current = _heading(sentence, places(sentence), times(sentence), label=sentence.end in labelled)
        elif current is not None:
            out[sentence.index] = current
    return out


def _opens(document: Document, sentence: Sentence) -> bool:
    """Whether nothing but a bullet or a number stands before a sentence in its line."""
    begin = document.text.rfind("\n", 0, sentence.start) + 1
    before = document.text[begin : sentence.start].split()
    return all(word.strip(".)").isdecimal() or word in _BULLETS for word in before)


def _heading(
    sentence: Sentence, places: Sequence[tuple[int, PlaceMention]], times: Sequence[TimeMention], *, label: bool
) -> Heading | None:
    words = sentence.tokens
    if len(words) > _LONGEST or not (label or words[-1].text == ".") or any(t.upos in ("VERB", "AUX") for t in words):
        return None
    named = [mention for _, mention in places if mention.points is None]
    first = next((t for t in words if t.text not in _BULLETS and not t.text.strip(".)").isdecimal()), None)
    opening = [m.span for m in named[:1]] + [t.span for t in times[:1]]
    begins = first is not None and any(span.start <= first.start < span.end for span in opening)
    if not named or not begins:
        return None
    inside = [i for i, t in enumerate(words) if t.text == "("]  # "Mosul (Iraq)": which Mosul
    named = [m for m in named if not inside or m.span.start < words[inside[0]].start] or named
    return Heading(tuple(replace(mention, relation="in") for mention in named), times[0] if times else None)
