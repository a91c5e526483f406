"""The analysed text: sentences of tokens with their syntax, and the named entities.

Indices are per sentence: a token's ``head`` is the index of its governor in the same sentence, -1 for the root.
Invariant: every sentence is a tree with one root.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from marsad.records import Span


class Token(NamedTuple):
    """A word with what the model says of it. A tuple, since there are hundreds in a report.

    Attributes:
        index: Place in the sentence.
        start: First code point in the text.
        end: One past the last.
        text: The word as written.
        lemma: Lower-case lemma.
        upos: Universal part of speech.
        xpos: Penn tag.
        head: Index of the governor, -1 for the root.
        relation: Universal relation with subtype ("nsubj:pass").
        noun_class: What a noun names: person, organization, place, time, event, object, ...; "none" for other words.
    """

    index: int  # type: ignore[assignment]  # the word's place, not the method of tuples
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    relation: str
    noun_class: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity: tokens ``first`` to ``last`` (exclusive) of sentence ``sentence``; label PER, ORG or LOC."""

    sentence: int
    first: int
    last: int
    label: str


class Link(NamedTuple):
    """What the model says that a word is to a trigger.

    Attributes:
        role: Its role.
        word: The word, by its place in its sentence.
        score: How sure the model is (0 to 1).
        sentence: Its sentence, counted from the trigger's: 0 the same, -1 the one before.
    """

    role: str
    word: int
    score: float
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an act, by the model.

    Attributes:
        first: First word.
        last: One past the last.
        kinds: The likeliest kinds with their share, the likeliest first; the shares of all kinds add up to 1.
        score: How sure the model is that an act is named here (0 to 1).
        mood: The likeliest mood ("plain", "claimed", "denied", "forecast", "hypothetical").
        background: Whether the act is rather told as context.
        links: Words that rather have a role in it than not, the surest first; those of the same window are seen.
    """

    first: int
    last: int
    kinds: tuple[tuple[str, float], ...]
    score: float
    mood: str
    background: bool
    links: tuple[Link, ...]

    def words(self, role: str) -> list[int]:
        """The words of the trigger's own sentence that have a role, in text order."""
        return sorted(link.word for link in self.links if link.role == role and link.sentence == 0)


@dataclass(frozen=True, slots=True)
class CueSeen:
    """A word of saying, by the model.

    Attributes:
        first: First word.
        last: One past the last.
        score: How sure the model is (0 to 1).
        links: Words of its sentence that rather are its source than not, the surest first.
    """

    first: int
    last: int
    score: float
    links: tuple[Link, ...]


@dataclass(slots=True)
class Sentence:
    """Tokens of one sentence and the tree over them.

    ``mentions`` are stretches (first, last exclusive, type) that the model takes for somebody, a place, a time, a
    weapon or a figure, names and common nouns alike; ``triggers`` the acts that it sees, ``cues`` the words of saying.

    ``memory`` is for later rooms to keep what they work out per word of this sentence; it is no part of its value.
    """

    index: int
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...] = ()
    mentions: tuple[tuple[int, int, str], ...] = ()
    triggers: tuple[Trigger, ...] = ()
    cues: tuple[CueSeen, ...] = ()
    _children: list[list[Token]] = field(default_factory=list, init=False, repr=False, compare=False)
    _entity_of: dict[int, Entity] = field(default_factory=dict, init=False, repr=False, compare=False)
    memory: dict[str, dict[int, tuple[int, int]]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._children = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                self._children[token.head].append(token)
        for entity in reversed(self.entities):
            self._entity_of.update(dict.fromkeys(range(entity.first, entity.last), entity))

    @property
    def start(self) -> int:
        """First code point."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """One past the last code point."""
        return self.tokens[-1].end

    def children(self, index: int, *relations: str) -> list[Token]:
        """Dependents in text order, not to be changed.

        With ``relations`` only those whose relation, or its main part, is among them.
        """
        tokens = self._children[index]
        if not relations:
            return tokens
        return [t for t in tokens if t.relation in relations or t.relation.partition(":")[0] in relations]

    def subtree(self, index: int) -> list[int]:
        """Indices of a token and all that hangs on it, in text order."""
        out, todo = [], [index]
        while todo:
            at = todo.pop()
            out.append(at)
            todo += [t.index for t in self._children[at]]
        return sorted(out)

    def ancestors(self, index: int) -> Iterator[Token]:
        """The governor, its governor, and so on up to the root."""
        at = self.tokens[index].head
        while at >= 0:
            yield self.tokens[at]
            at = self.tokens[at].head

    def entity_at(self, index: int) -> Entity | None:
        """The named entity that holds a token."""
        return self._entity_of.get(index)


@dataclass(frozen=True, slots=True)
class Document:
    """A text, analysed.

    Attributes:
        text: The text as given.
        sentences: In order; together they hold every token.
    """

    text: str
    sentences: tuple[Sentence, ...]

    def span(self, sentence: Sentence, first: int, last: int) -> Span:
        """The span from token ``first`` to token ``last`` (exclusive) of a sentence."""
        return Span.of(self.text, sentence.tokens[first].start, sentence.tokens[last - 1].end)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds a code point, or the next one after it."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return self.sentences[low] if low < len(self.sentences) else None
