"""An act as it is found in a sentence, before anyone is looked up."""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.knowledge import ActEntry, LightEntry
from marsad.language import Sentence
from marsad.reading._frames import Slots

CAUSES = ("subj", "by", "in", "from", "during")  # where the act that did the harm stands
HARM_COUNTS = frozenset({"killed", "wounded", "killed-or-wounded", "destroyed"})


@dataclass(frozen=True, slots=True)
class Light:
    """A light verb that carries a noun act."""

    entry: LightEntry
    verb: int
    subject: tuple[int, ...]


@dataclass(slots=True)
class Act:
    """An act found in a sentence, before anyone is looked up.

    Attributes:
        sentence: The sentence.
        index: The word that names it.
        words: All words of the trigger, in order (verb and particle).
        entry: The lexicon's use.
        slots: Its frame; for a noun act with that of its light verb.
        light: Its light verb, or null.
        joined: Acts that only add to this one: (entry, slots) of each, with the index of its word.
        swallowed: Acts of its own slots that it holds in itself ("suspended operations").
        pointing: "claim" or "denial" where the words only point at an act that is told elsewhere.
    """

    sentence: Sentence
    index: int
    words: tuple[int, ...]
    entry: ActEntry
    slots: Slots
    light: Light | None = None
    joined: list[Act] = field(default_factory=list)
    pointing: str | None = None
    swallowed: list[Act] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Kind of the act."""
        assert self.entry.kind is not None
        return self.entry.kind

    @property
    def harms(self) -> bool:
        """Whether its word counts dead, wounded or destroyed."""
        return any(what in HARM_COUNTS for what, _ in self.entry.count)

    @property
    def clause(self) -> int:
        """The word that heads the clause of the act: the light verb, the verb itself, or the noun."""
        return self.light.verb if self.light else self.index
