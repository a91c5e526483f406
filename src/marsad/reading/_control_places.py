"""What is held: the places that a noun phrase names, the noun or pronoun that stands for one, and how much of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from marsad.knowledge import ControlWord, load_control_words
from marsad.language import Sentence, Token
from marsad.reading._claims import Context
from marsad.reading._mentions import PlaceMention
from marsad.reading._place_nouns import LAST

_DOWN = frozenset({"nmod", "appos", "compound", "conj", "flat", "nmod:poss", "amod", "obl"})
_PRONOUNS = frozenset({"it", "which", "that", "this", "there", "them"})
_INDEFINITE = frozenset({"a", "an", "another", "some", "any", "each", "every", "other"})
_ACROSS = frozenset(
    {
        "opposite",
        "facing",
        "across",
        "outside",
        "into",
        "between",
        "beyond",
        "above",
        "below",
        "behind",
        "overlooking",
        "towards",
        "toward",
    }
)  # where what is held does not lie
_LEFT = frozenset(
    {"last", "final", "remaining", "remain", "major", "big", "biggest", "sole", "only", "main", "largest", "large"}
)


@dataclass(frozen=True, slots=True)
class Held:
    """What is held.

    Attributes:
        head: Head word of the phrase.
        words: Words that name it, for the evidence.
        mentions: The places that it names, beside one another; none where it only says "the town".
        noun: The common noun that stands for the place, or null where it is named or a pronoun.
        pronoun: Whether a pronoun stands for it.
        extent: How much of it, or null.
    """

    head: int
    words: tuple[int, ...]
    mentions: tuple[PlaceMention, ...]
    noun: str | None
    pronoun: bool
    extent: str | None

    def seen_as(self, other: Held) -> Held:
        """This place with the noun and extent that a predicate gives it ("Hajin is the last pocket")."""
        named = bool(self.mentions)
        return replace(
            self,
            words=(*self.words, *other.words),
            noun=None if named else other.noun or self.noun,
            extent=other.extent or self.extent,
        )


def takes_part(sentence: Sentence, act: int) -> bool:
    """Whether what a verb or noun of capture takes is only a part of a place, or lies beside it.

    A name of its own makes it a place ("Menagh air base"), and so does a town taken with it.

    Args:
        sentence: The sentence.
        act: Index of the verb or noun.
    """
    words = load_control_words()
    taken = [t for t in sentence.children(act, "obj", "nsubj:pass") if t.upos != "PRON"] + _of(sentence, act)
    taken = [o for t in taken for o in (_of(sentence, t.index) if (t.lemma, "mastery") in words else [t])]
    taken += [c for t in taken for c in sentence.children(t.index, "conj")]
    return bool(taken) and all(_is_part_of_one(sentence, t, words) for t in taken)


def _of(sentence: Sentence, index: int) -> list[Token]:
    """The nouns of "of" on a word."""
    nouns = sentence.children(index, "nmod", "obl")
    return [t for t in nouns if any(c.lemma in ("of", "over") for c in sentence.children(t.index, "case"))]


def _is_part_of_one(sentence: Sentence, token: Token, words: Mapping[tuple[str, str], ControlWord]) -> bool:
    counted = next(iter(sentence.children(token.index, "nmod")), token)  # "a chain of hills"
    named = any(
        sentence.entity_at(i) is not None
        for i in (token.index, *(c.index for c in sentence.children(token.index, "compound")))
    )
    known = (token.lemma, "part") in words or ((token.lemma, "place") not in words and (counted.lemma, "part") in words)
    return known and not named


class HeldPlaces:
    """Reads what is held in one sentence."""

    def __init__(self, context: Context, words: Mapping[tuple[str, str], ControlWord]) -> None:
        self._context, self._words = context, words
        self._sentence, self._tokens = context.sentence, context.sentence.tokens
        self._named = dict(context.places)

    def held(self, head: int) -> Held | None:
        """What the phrase of a word names, if it is a place or a part of one; else null."""
        token = self._tokens[head]
        if token.upos == "PRON":
            known = token.lemma in _PRONOUNS and token.noun_class in ("place", "none", "event", "object")
            return Held(head, (head,), (), None, pronoun=True, extent=None) if known else None
        mentions = self._mentions(head)
        is_place = (token.lemma, "place") in self._words or (token.lemma, "seat") in self._words
        is_share = (token.lemma, "share") in self._words or token.upos == "NUM"
        entity = self._sentence.entity_at(head)
        if head not in mentions and not is_place and not is_share and not (mentions and token.noun_class == "place"):
            return None
        if entity is not None and entity.label == "PER":
            return None
        if is_share and not is_place and not mentions and not self._whole(head):
            return None
        if is_place and self._one_of_several(head):
            return None
        reached = sorted(mentions)
        noun = self._noun(head, is_place=is_place) if not mentions else None
        words = (head, *self._wholes(head), *reached)
        return Held(
            head, words, tuple(mentions[i] for i in reached), noun, pronoun=False, extent=self._extent(head, reached)
        )

    def is_share(self, head: int) -> bool:
        """Whether a word says how much of a place it is ("most of the town")."""
        return (self._tokens[head].lemma, "share") in self._words

    def _one_of_several(self, head: int) -> bool:
        """Whether it is a place without a name, in one that has ("another rebel-held town in the province")."""
        indefinite = any(c.lemma in _INDEFINITE for c in self._sentence.children(head, "det"))
        of = (
            c.lemma
            for child in self._sentence.children(head, "nmod")
            for c in self._sentence.children(child.index, "case")
        )
        named = head in self._named or bool(self._sentence.children(head, "appos", "compound", "cop")) or "of" in of
        return indefinite and not named and (self._tokens[head].lemma, "share") not in self._words

    def is_left(self, head: int) -> bool:
        """Whether a word says that it is what is left of more ("last", "remaining")."""
        return any(c.lemma in LAST or c.text.lower() in LAST for c in self._sentence.children(head, "amod"))

    def _mentions(self, head: int) -> dict[int, PlaceMention]:
        """The places that a phrase names, those left out that only say where another lies."""
        out: dict[int, PlaceMention] = {}
        if head in self._named:
            out[head] = self._named[head]
        else:
            inside = self._entity_mention(head)
            if inside is not None:
                out[head] = inside
        todo = [head]
        while todo:
            at = todo.pop(0)
            for child in self._sentence.children(at):
                relation = child.relation.partition(":")[0]
                if child.relation not in _DOWN and relation not in ("nmod", "appos"):
                    continue
                under_name = at in out and relation != "conj" and at != child.index
                if under_name:
                    continue
                cases = {c.lemma for c in self._sentence.children(child.index, "case")}
                if cases & _ACROSS or ("to" in cases and (self._tokens[at].lemma, "part") in self._words):
                    continue  # "all roads to the town"
                mention = self._named.get(child.index) or self._entity_mention(child.index)
                if mention is not None and child.index not in out and mention not in out.values():
                    out[child.index] = mention
                todo.append(child.index)
        return out

    def _entity_mention(self, index: int) -> PlaceMention | None:
        """The place whose name a word is part of."""
        entity = self._sentence.entity_at(index)
        if entity is None or entity.label != "LOC":
            return None
        token = self._tokens[index]
        return next((m for m in self._named.values() if m.span.start <= token.start < m.span.end), None)

    def _whole(self, head: int) -> str | None:
        """The noun of the place that a share is of ("most of the town"), or a pronoun."""
        for child in self._sentence.children(head, "nmod"):
            if (child.lemma, "place") in self._words or child.lemma in _PRONOUNS or child.upos == "PRON":
                return child.lemma
            deeper = self._whole(child.index)
            if deeper:
                return deeper
        return None

    def _wholes(self, head: int) -> list[int]:
        """Words of the nouns that a share or pocket is of, for the evidence."""
        out = []
        for child in self._sentence.children(head, "nmod"):
            if (child.lemma, "place") in self._words and any(
                c.lemma == "of" for c in self._sentence.children(child.index)
            ):
                out += [child.index, *self._wholes(child.index)]
        return out

    def _noun(self, head: int, *, is_place: bool) -> str | None:
        whole = self._whole(head)
        if whole is not None and not is_place:
            return whole
        token = self._tokens[head]
        return token.lemma if is_place else whole

    def _extent(self, head: int, reached: list[int]) -> str | None:
        """How much: a share, a number of towns, or which of what is left ("last major pocket")."""
        token = self._tokens[head]
        if (token.lemma, "share") in self._words or token.upos == "NUM" or self._sentence.children(head, "nummod"):
            behind = [i for i in reached if i > head]
            words = [i for i in self._sentence.subtree(head) if i <= head and i >= head - 4]
            inner = [c.index for c in self._sentence.children(head, "nmod") if c.index not in behind and c.index > head]
            if behind and inner and inner[0] < behind[0]:
                words += list(range(head + 1, inner[0] + 1))
            kept = [i for i in words if self._tokens[i].relation not in ("case", "cc") or i > head]
            return self._context.text(kept) or None
        if (token.lemma, "side") in self._words and self._whole(head) is not None:
            side = [i for i in self._sentence.subtree(head) if self._tokens[i].head != head or i > head]
            side += [c.index for c in self._sentence.children(head, "det", "amod") if c.index < head] + [head]
            return self._context.text(sorted(set(side)))
        left = [
            c.index
            for c in self._sentence.children(head, "amod", "det", "advmod")
            if c.lemma in _LEFT or c.text.lower() in _LEFT
        ]
        if left:
            several = [head] if token.xpos in ("NNS", "NNPS") else []
            return self._context.text([*sorted(left), *several]).lower()
        return None
