"""From the sayings of sentences and the quotations of a text to who said what, over sentences and paragraphs.

A quotation belongs to the saying whose content meets it and whose cue stands outside of it; else to the verb of saying
right behind or before its marks; else to whoever spoke before it in its paragraph, or, where the paragraph before
ends with a quotation or opens no new speaker, to that one. Invariant: the stretches of a saying are in order and apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from marsad.language import Document, Sentence
from marsad.reading import _quotations as marks
from marsad.reading._quotations import Quotation
from marsad.reading._saying import Saying
from marsad.reading._sayings_phrases import DASHES
from marsad.records import Quote

Stretch = tuple[int, int]
_MANNER = re.compile(  # how somebody spoke, behind the verb, is no part of what was said
    r"only|simply|merely|just"
    r"|(?:speaking )?on (?:the )?condition of anonymity|on conditions of anonymity"
    r"|(?:speaking )?by (?:tele)?phone[^.,]*"
    r"|in (?:an interview|a statement|a (?:news|press) conference|a tweet|a post)[^.,]*"
)
_WHOLLY, _PARTLY = 0.9, 0.05  # shares of the content that stand between marks
_BESIDE = 2  # characters between a quotation and the sentence that names its speaker
_REACH = 5  # sentences over which a quotation without a cue goes on with the speaker before


@dataclass(frozen=True, slots=True)
class Spoken:
    """One saying with all that is said.

    Attributes:
        saying: Cue and speaker.
        stretches: What is said, as (start, end) offsets, in order.
        form: Whether the words are quoted, told, or both.
    """

    saying: Saying
    stretches: tuple[Stretch, ...]
    form: Quote

    def holds(self, offset: int) -> bool:
        """Whether what stands at an offset is part of what is said."""
        if not self.stretches[0][0] <= offset < self.stretches[-1][1]:
            return False
        return any(start <= offset < end for start, end in self.stretches)


class SpokenReader:
    """Joins the sayings and quotations of one document.

    Args:
        document: The text, analysed.
        sayings: By the index of their sentence.
        quotes: Its quotations.
        labelled: The saying of a quotation whose speaker a label names, by where the quotation begins.
    """

    def __init__(
        self,
        document: Document,
        sayings: Mapping[int, Sequence[Saying]],
        quotes: Sequence[Quotation],
        labelled: Mapping[int, Saying] = MappingProxyType({}),
    ) -> None:
        self._document, self._quotes, self._labelled = document, quotes, labelled
        self._sayings = [s for _, own in sorted(sayings.items()) for s in own]
        self._cue_at = {id(s): self._offset(s) for s in self._sayings}
        self._owned: dict[int, list[Quotation]] = {}

    def read(self) -> list[Spoken]:
        """Everything said, by the place of its cue."""
        stretches = {id(s): self._own(s) for s in self._sayings}
        owner: Saying | None = None
        for number, quote in enumerate(self._quotes):
            before = self._quotes[number - 1] if number else None
            found = self._labelled.get(quote.start)
            if found is None:
                found = self._owner(quote, stretches) or self._goes_on(quote, before, owner)
            if found is not None:
                self._owned.setdefault(id(found), []).append(quote)
            owner = found
        return [s for s in map(self._joined, self._sayings) if s is not None]

    def _offset(self, saying: Saying) -> int:
        return self._document.sentences[saying.sentence].tokens[saying.cue[0]].start

    # ---------------------------------------------------------------- what a saying says in its sentence

    def _own(self, saying: Saying) -> list[Stretch]:
        """The runs of words of the content; what stands in a quotation that holds the cue ends with it."""
        sentence = self._document.sentences[saying.sentence]
        runs = _runs(sentence, saying)
        around = marks.at(self._quotes, self._cue_at[id(saying)])
        if around is not None:
            runs = [(max(start, around.start), min(end, around.end)) for start, end in runs]
        return [r for start, end in runs if start < end and (r := marks.trimmed(self._document.text, start, end))]

    def _joined(self, saying: Saying) -> Spoken | None:
        """The saying with its own stretches and the quotations that are its."""
        own, quotes = self._own(saying), self._owned.get(id(saying), [])
        text = self._document.text
        said = [piece for q in quotes for piece in marks.without_brackets(text, q.start, q.end)]
        cue = self._cue_at[id(saying)]
        inside = [q for q in self._quotes if not q.holds(cue)]
        for start, end in own:
            for one, other in _without(start, end, [(q.start, q.end) for q in quotes]):
                piece = marks.trimmed(text, one, other)
                if piece and not (piece[0] > cue and _MANNER.fullmatch(text, *piece)) and not self._leads(piece, cue):
                    said.append(piece)
        if not said:
            return None
        merged = tuple(_merged(sorted(said), text))
        return Spoken(saying, merged, self._form(saying, merged, inside))

    def _leads(self, piece: Stretch, cue: int) -> bool:
        """Whether the outlet leads up to a quotation whose speaker stands behind: 'Others doubt it: "No," said X'."""
        behind = next((q for q in self._quotes if q.start >= piece[1]), None)
        if behind is None or cue < behind.end or not marks.is_speech(self._document.text, behind):
            return False
        return self._document.text[piece[1] : behind.start].strip() == ":"

    def _form(self, saying: Saying, said: Sequence[Stretch], quotes: Sequence[Quotation]) -> Quote:
        whole = sum(end - start for start, end in said)
        quoted = sum(max(0, min(end, q.end) - max(start, q.start)) for start, end in said for q in quotes)
        if quoted < _PARTLY * whole:
            return "indirect"
        return "direct" if quoted >= _WHOLLY * whole and not saying.joined else "mixed"

    # ---------------------------------------------------------------- whose a quotation is

    def _owner(self, quote: Quotation, stretches: Mapping[int, Sequence[Stretch]]) -> Saying | None:
        """The saying whose content meets the quotation most, the innermost of several."""
        best: tuple[int, int, Saying] | None = None
        for saying in self._sayings:
            if quote.holds(self._cue_at[id(saying)]) or saying.about:
                continue
            own = stretches[id(saying)]
            meets = sum(max(0, min(end, quote.end) - max(start, quote.start)) for start, end in own)
            if meets < min(3, quote.end - quote.start):
                continue
            rank = (meets, -sum(end - start for start, end in own))
            if best is None or rank > best[:2]:
                best = (*rank, saying)
        return best[2] if best else None

    def _goes_on(self, quote: Quotation, before: Quotation | None, owner: Saying | None) -> Saying | None:
        """Who speaks a quotation that no content meets."""
        text = self._document.text
        if before is not None and before.goes_on and owner is not None:
            return owner
        if not marks.is_speech(text, quote):
            return None
        begin = text.rfind("\n\n", 0, quote.start) + 1
        stop = text.find("\n\n", quote.end)
        paragraph = (begin, stop if stop >= 0 else len(text))
        here = [s for s in self._speakers() if paragraph[0] <= self._cue_at[id(s)] < paragraph[1]]
        behind = [s for s in here if self._cue_at[id(s)] >= quote.end]
        if (named := self._named_behind(quote)) is not None:
            return named
        ahead = [s for s in here if self._cue_at[id(s)] < quote.start]
        if ahead:
            return ahead[-1]
        if behind:
            return behind[0]
        first = self._document.sentence_at(quote.start)
        near = [
            s
            for s in self._speakers()
            if first is not None and self._cue_at[id(s)] < quote.start and first.index - s.sentence < _REACH
        ]
        return near[-1] if near else None

    def _named_behind(self, quote: Quotation) -> Saying | None:
        """The sentence right behind a quotation that only names a speaker, a signature also in a line of its own."""
        text = self._document.text
        for saying in self._speakers():
            begins = self._document.sentences[saying.sentence].start
            if begins < quote.end:
                continue
            between = text[quote.end : begins]
            is_signed = text[begins : begins + 1] in DASHES
            near = not between.strip() and (is_signed or len(between) <= _BESIDE)
            return saying if near and not saying.content else None
        return None

    def _speakers(self) -> Iterator[Saying]:
        """Sayings by somebody, told by the outlet and not within a quotation."""
        return (
            s
            for s in self._sayings
            if s.source is not None and not s.about and marks.at(self._quotes, self._cue_at[id(s)]) is None
        )


def _runs(sentence: Sentence, saying: Saying) -> list[Stretch]:
    """The content as stretches of the text."""
    out: list[Stretch] = []
    last = -2
    for index in sorted(saying.content):
        token = sentence.tokens[index]
        if out and index == last + 1:
            out[-1] = (out[-1][0], token.end)
        else:
            out.append((token.start, token.end))
        last = index
    return out


def _without(start: int, end: int, holes: Sequence[Stretch]) -> list[Stretch]:
    """A stretch without others."""
    out, begin = [], start
    for one, other in sorted(holes):
        if other <= begin or one >= end:
            continue
        if one > begin:
            out.append((begin, one))
        begin = max(begin, other)
    if begin < end:
        out.append((begin, end))
    return out


def _merged(stretches: Sequence[Stretch], text: str) -> list[Stretch]:
    """Stretches with only blanks or marks between them in one paragraph as one."""
    out: list[Stretch] = []
    for start, end in stretches:
        between = text[out[-1][1] : start] if out else None
        if between is not None and (start <= out[-1][1] or (not between.strip(" ,;:“”«»\"'") and "\n" not in between)):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
