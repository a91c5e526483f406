"""What the reading of forecasts and of control asks of a sentence and of the report around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from marsad.knowledge import ActEntry, Lexicon
from marsad.language import Document, Sentence
from marsad.reading._act import Act
from marsad.reading._mentions import ActorMention, PlaceMention, TimeMention
from marsad.reading._saying import Saying
from marsad.reading._told import Credit
from marsad.records import Span

_NO_ENTRY = ActEntry("", kind="other")


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence, with what the reader knows of it.

    Attributes:
        document: The whole text.
        sentence: The sentence.
        lexicon: Words of acts and sayings.
        places: Its place mentions by head word.
        times: Its time expressions.
        sayings: Its sayings.
        mention: The mention of somebody by its head word.
        speaker: The same for who speaks; a pronoun goes on with whoever spoke before.
        credited: Who says the clause of a word, nearest first.
        host: The verb or noun that a time expression hangs on.
    """

    document: Document
    sentence: Sentence
    lexicon: Lexicon
    places: Sequence[tuple[int, PlaceMention]]
    times: Sequence[TimeMention]
    sayings: Sequence[Saying]
    mention: Callable[[int], ActorMention]
    speaker: Callable[[int], ActorMention]
    credited: Callable[[int], tuple[Credit, ...]]
    host: Callable[[TimeMention], int]

    def span(self, stretch: tuple[int, int]) -> Span:
        """The span of words, first to last (exclusive)."""
        return self.document.span(self.sentence, *stretch)

    def text(self, words: Sequence[int]) -> str:
        """The text of words of the sentence in order, without what stands between them."""
        tokens = self.sentence.tokens
        out = ""
        for number, index in enumerate(words):
            if number and words[number - 1] == index - 1:
                out += self.document.text[tokens[index - 1].end : tokens[index].start]
            elif number:
                out += " "
            out += self.document.text[tokens[index].start : tokens[index].end]
        return " ".join(out.split())


def word_act(sentence: Sentence, word: int) -> Act:
    """A word in the form of an act, so that who says it is read as for acts."""
    return Act(sentence, word, (word,), _NO_ENTRY, {})
