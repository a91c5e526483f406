"""Who and what a phrase of a proposition means: the report's own mentions of actors and places, found in its words.

A proposition consists of the report's words, so a mention is found where its words end the phrase ("the final
stronghold of the Orlen Brigade" is no mention of the brigade, but one of whatever the report takes the stronghold for).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.knowledge import load_outcomes
from marsad.records import Actor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.knowledge import ThemeClass
    from marsad.records import Forecast, Place, Reading, Span

WORD = re.compile(r"\[[^\]]*\]|\w[\w'’-]*|[^\w\s]")
_RULERS = frozenset({"person", "government", "state", "party"})
_NO_FORCE = frozenset({"person", "government", "media", "monitor", "civilians", "ngo"})
_OF_THE_STATE = frozenset({"state", "government", "state-forces", "police"})
_DETERMINERS = frozenset("the a an this that these those its their his her our such any".split())
_PRONOUNS = frozenset("it they he she this that these those i we you".split())
_ADVERB = "ly"


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a proposition, and where it stands in it."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """Lower case, with one kind of apostrophe."""
        return self.text.lower().replace("’", "'")


def reach() -> int:
    """How many characters before the words of a forecast mentions still bear on it."""
    return int(load_outcomes().rules["pronoun-characters"])


def pieces_of(proposition: str) -> list[Piece]:
    """The words of a proposition; a name in brackets is one."""
    return [Piece(found[0], found.start(), found.end()) for found in WORD.finditer(proposition)]


@dataclass(frozen=True, slots=True)
class NamedThere:
    """A mention of an actor or place: its words in lower case, and of whom or what it is."""

    words: str
    key: str
    record: Actor | Place
    span: Span


def actor_key(actor: Actor) -> str:
    """The key of an actor. "The junta" or "rebels" of two reports need not be the same, so their key is only words."""
    return f"words {actor.id}" if actor.name.islower() else f"actor {actor.id}"


def side_keys(actor: Actor) -> frozenset[str]:
    """The keys of somebody who acts: an army acts for its state, so that "Russia" and "Russian forces" meet."""
    state = [f"state {actor.country}"] if actor.kind in _OF_THE_STATE and actor.country else []
    return frozenset([actor_key(actor), *state])


def mentions_of(reading: Reading) -> list[NamedThere]:
    """All mentions of actors and places of a report.

    Args:
        reading: The report.
    """
    actors = [NamedThere(_plain(m.exact), actor_key(a), a, m) for a in reading.actors for m in a.mentions]
    return actors + [NamedThere(_plain(m.exact), f"place {p.id}", p, m) for p in reading.places for m in p.mentions]


class Phrases:
    """The phrases of one forecast's proposition.

    Args:
        mentions: All mentions of the report.
        forecast: The forecast.
    """

    def __init__(self, mentions: Sequence[NamedThere], forecast: Forecast) -> None:
        self._forecast = forecast
        first, last = forecast.evidence.start - reach(), forecast.evidence.end
        self._near = [named for named in mentions if named.span.end > first and named.span.start < last]
        self._within = [named for named in self._near if named.span.end > forecast.evidence.start]

    def around(self) -> frozenset[str]:
        """Everybody and every place that the words of the forecast name."""
        return frozenset(named.key for named in self._within)

    def theme(self, pieces: Sequence[Piece], of: ThemeClass) -> str | None:
        """What an outcome is of, as a key: an actor or place by id, else its words; None where it is of another class.

        Args:
            pieces: The words of the phrase.
            of: The class that it must be of.
        """
        head = self._head(pieces)
        if not head:
            return None
        found = self._named(head, of) or self._for_pronoun(head, of)
        if found is not None:
            return found.key
        noun = load_outcomes().nouns.get(head[-1].lower)
        if noun is None or noun.of != of:
            return None
        if of in ("truce", "fighting"):
            return f"words {noun.alias}"
        return "words " + " ".join(sorted(piece.lower for piece in head if piece.lower not in _DETERMINERS))

    def agents(self, pieces: Sequence[Piece]) -> frozenset[str]:
        """Who a phrase names as bringing something about; nobody where it names no actor."""
        head = self._head(pieces)
        found = (self._named(head, "force") or self._named(head, "ruler")) if head else None
        return side_keys(found.record) if found and isinstance(found.record, Actor) else frozenset()

    def named_in(self, pieces: Sequence[Piece], sort: str = "") -> frozenset[str]:
        """Whom and which places a stretch of words names.

        Args:
            pieces: The words.
            sort: ``"place "`` or ``"actor "`` where only such are asked for.
        """
        words = f" {_plain(' '.join(piece.text for piece in pieces))} "
        named = [n for n in self._within if n.key.startswith(sort) and n.words not in _PRONOUNS]
        return frozenset(n.key for n in named if f" {n.words} " in words)

    def signature(self, pieces: Sequence[Piece]) -> str | None:
        """The words of a whole proposition, with ids for names; None where a pronoun stands for nobody known."""
        words = f" {_plain(' '.join(piece.text for piece in pieces))} "
        for named in sorted(self._within, key=lambda n: (-len(n.words), n.key)):
            if named.words not in _PRONOUNS and not named.key.startswith("words "):
                words = words.replace(f" {named.words} ", f" <{named.key.replace(' ', ':')}> ")
        kept = [_without_s(word) for word in words.split() if word not in _DETERMINERS - _PRONOUNS]
        return None if _PRONOUNS.intersection(kept) else " ".join(kept)

    def _head(self, pieces: Sequence[Piece]) -> list[Piece]:
        """The phrase up to the word before which it ends, without quotation marks."""
        closing = load_outcomes().closing
        head: list[Piece] = []
        for piece in pieces:
            if head and (piece.lower in closing or (len(piece.lower) > 3 and piece.lower.endswith(_ADVERB))):
                break
            if piece.text in ",;:—–()":
                break
            if piece.text not in "“”\"'‘’":
                head.append(piece)
        return head

    def _named(self, head: Sequence[Piece], of: ThemeClass) -> NamedThere | None:
        """The actor or place whose mention, or name in brackets, ends the phrase; the longest mention wins."""
        if head[-1].text.startswith("["):
            name = head[-1].text.strip("[]")
            called = [n for n in self._near if n.record.name == name and _is_of(n.record, of)]
            return called[0] if called else None
        words = f" {_plain(' '.join(piece.text for piece in head))}"
        found = [
            named
            for named in self._near
            if words.endswith(f" {named.words}")
            and _is_of(named.record, of)
            and named.words not in _PRONOUNS
            and self._leads_to(words[: -len(named.words)].split(), of)
        ]
        return min(found, key=lambda n: (-len(n.words), -n.span.start), default=None)

    @staticmethod
    def _leads_to(before: Sequence[str], of: ThemeClass) -> bool:
        """Whether the words before a mention are part of its name ("the town of"), not of something else."""
        if "of" not in before:
            return True
        last = len(before) - 1 - list(reversed(before)).index("of")
        noun = load_outcomes().nouns.get(before[last - 1]) if last else None
        return noun is not None and noun.of == of and last == len(before) - 1

    def _for_pronoun(self, head: Sequence[Piece], of: ThemeClass) -> NamedThere | None:
        """Who a pronoun stands for: whom the report takes it for, or of places the one named last before it."""
        if len(head) != 1 or head[0].lower not in _PRONOUNS:
            return None
        own = [n for n in self._within if n.words == head[0].lower and _is_of(n.record, of)]
        if own:
            return own[0]
        if of != "place" or head[0].lower != "it":
            return None
        before = [
            n
            for n in self._near
            if n.key.startswith("place ")
            and n.span.end <= self._forecast.wording.start
            and getattr(n.record, "precision", None) != "country"
        ]
        return max(before, key=lambda n: (n.span.start, n.key), default=None)


def _is_of(record: Actor | Place, of: ThemeClass) -> bool:
    kind = getattr(record, "kind", None)
    if kind is None:
        return of == "place"
    return kind in _RULERS if of == "ruler" else of == "force" and kind not in _NO_FORCE


def _without_s(word: str) -> str:
    """A verb as it stands beside a negation ("joins", "does not join"); for comparison only."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", ">")) else word


def _plain(text: str) -> str:
    """Words in lower case with one kind of apostrophe, without an article before them."""
    words = [found[0].lower().replace("’", "'") for found in WORD.finditer(text)]
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)
