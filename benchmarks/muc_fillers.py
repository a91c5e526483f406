"""From acts to the role fillers of MUC-4: which phrases could fill a role, and what the reader knows of them.

A candidate is a phrase of a report, all its occurrences together: a mention or name that the reader sees, and the
phrases around each noun. Known of it are its words and those around it, the acts of its sentence, the acts that the
reader links it to with role, share and status, and the reader's own states of its head. The task wants only a few of
them (violence of the past months against people and property in Latin America, no fighting between armies and
guerrillas), which is learnt from its own training part, as the published systems do (``muc_wanted.py``).
"""

from __future__ import annotations

import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from training.acts import head_of

from marsad.language import Document, Sentence, Token, Trigger
from marsad.records import Event

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
NUMBERS = ("words", "told", "depth", "at the beginning", "longer", "shorter")
_LEADING = re.compile(
    r"^(?:(?:the|a|an|some|several|about|at least|over|more than|\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|"
    r"dr|mr|mrs|gen|general|colonel|col|captain|father|president|priest|senator|mayor|judge|his|her|their|its|another|"
    r"other)\s+)+"
)
_BEFORE = frozenset({"compound", "amod", "flat", "nmod", "nummod", "det"})
_NAME = frozenset({"compound", "flat"})
_CONTENT = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})
_STEPS = 5  # of shares, as they are known

States = npt.NDArray[np.float32]


def normal(text: str) -> str:
    """A string as it is compared: lower case, single blanks, no articles, numbers, titles and punctuation."""
    plain = " ".join(re.sub(r"[^\w\s'-]", " ", text.lower()).split())
    return _LEADING.sub("", plain) or plain


@dataclass(slots=True)
class Candidate:
    """A phrase that may fill a role.

    Attributes:
        name: Its words, as they are compared.
        at: Where it stands first.
        known: What is known of it, yes or no.
        numbers: What is known of it by number, as ``NUMBERS`` names them.
        heads: (sentence, word) of the head of each occurrence.
        states: The reader's states of its heads: mean and greatest.
    """

    name: str
    at: int
    known: set[str] = field(default_factory=set)
    numbers: list[float] = field(default_factory=list)
    heads: set[tuple[int, int]] = field(default_factory=set)
    states: States = field(default_factory=lambda: np.zeros(0, dtype=np.float32))


@dataclass(frozen=True, slots=True)
class Told:
    """A report as the task sees it: its candidates in text order, and what is known of the whole of it."""

    candidates: list[Candidate]
    known: dict[str, float]


def told(document: Document, events: Sequence[Event], states: States, force: frozenset[str]) -> Told:
    """The candidates of a report.

    Args:
        document: As the reader analysed it.
        events: The printed ones, at the widest setting.
        states: Of every word of the document, one row each.
        force: Kinds of acts of force.
    """
    known = _Known(document, events, force)
    starts = np.cumsum([0, *(len(s.tokens) for s in document.sentences)])
    found: dict[str, Candidate] = {}
    rows: dict[str, list[States]] = defaultdict(list)
    for sentence in document.sentences:
        for (first, last), how in _phrases(sentence).items():
            head = head_of(sentence, first, last)
            name = normal(document.text[sentence.tokens[first].start : sentence.tokens[last - 1].end])
            if not name or sentence.tokens[head].upos == "PRON":
                continue
            one = found.setdefault(name, Candidate(name, sentence.tokens[first].start, {f"name {name}"}))
            one.known |= {f"as {how}", *known.of(sentence, first, last, head)}
            one.heads.add((sentence.index, head))
            rows[name].append(states[starts[sentence.index] + head])
    words = {name: set(name.split()) for name in found}
    for name, one in found.items():
        own = rows[name]
        one.states = np.concatenate([np.mean(own, 0), np.max(own, 0)])
        one.numbers = [
            math.log(len(words[name])),
            math.log(len(own)),
            one.at / max(len(document.text), 1),
            float(min(sentence for sentence, _ in one.heads) < 3),
            math.log1p(sum(words[name] < other for other in words.values())),
            math.log1p(sum(words[name] > other for other in words.values())),
        ]
    return Told(list(found.values()), _of_whole(document, events))


def _of_whole(document: Document, events: Sequence[Event]) -> dict[str, float]:
    kinds = [e.kind for e in events]
    acts = {f"acts {kind}": math.log1p(kinds.count(kind)) for kind in sorted(set(kinds))}
    return acts | {f"word {word}": 1.0 for word in sorted(set(re.findall(r"[a-z]{3,}", document.text.lower())))}


# ---------------------------------------------------------------- phrases


def _phrases(sentence: Sentence) -> dict[tuple[int, int], str]:
    """(first word, one past the last) of the phrases of a sentence, and what they are."""
    out: dict[tuple[int, int], str] = {}
    for first, last, sort in sentence.mentions:
        out[first, last] = sort
    for entity in sentence.entities:
        out.setdefault((entity.first, entity.last), entity.label)
    for token in sentence.tokens:
        if token.upos in ("NOUN", "PROPN"):
            for bounds, how in _around(sentence, token):
                out.setdefault(bounds, how)
    return out


def _around(sentence: Sentence, noun: Token) -> Iterator[tuple[tuple[int, int], str]]:
    """The phrase of a noun, its name alone, the noun alone, and the phrase with an "of" or "for"."""
    end = noun.index + 1
    behind = _reached(sentence, noun, _NAME, before=False)
    while end in behind:
        end += 1
    first = noun.index
    before = _reached(sentence, noun, _BEFORE, before=True)
    while first - 1 in before:
        first -= 1
    yield (first, end), "phrase"
    name = noun.index
    own = {c.index for c in sentence.children(noun.index) if c.index < noun.index and _plain(c) in _NAME}
    while name - 1 in own:
        name -= 1
    yield (name, end), "name"
    yield (noun.index, noun.index + 1), "noun"
    for child in sentence.children(noun.index, "nmod"):
        if child.index > noun.index and any(c.lemma in ("of", "for") for c in sentence.children(child.index)):
            whole = sentence.subtree(child.index)
            last = max(whole) + 1
            if set(range(end, last)) <= set(whole):
                yield (first, last), "phrase with of"


def _reached(sentence: Sentence, noun: Token, relations: frozenset[str], *, before: bool) -> set[int]:
    """The words below those of a noun's children that stand on one side of it and have one of some relations."""
    near = (c for c in sentence.children(noun.index) if (c.index < noun.index) == before and _plain(c) in relations)
    return {word for child in near for word in sentence.subtree(child.index)}


def _plain(token: Token) -> str:
    return token.relation.partition(":")[0]


# ---------------------------------------------------------------- what is known of a phrase


class _Known:
    """What is known of the phrases of a report."""

    def __init__(self, document: Document, events: Sequence[Event], force: frozenset[str]) -> None:
        self._force = force
        self._acts: dict[int, list[tuple[Trigger, Event | None]]] = defaultdict(list)
        self._links: dict[tuple[int, int], list[tuple[str, float, str, Event | None]]] = defaultdict(list)
        for sentence in document.sentences:
            for trigger in sentence.triggers:
                start, end = sentence.tokens[trigger.first].start, sentence.tokens[trigger.last - 1].end
                event = next((e for e in events if e.trigger.start < end and start < e.trigger.end), None)
                self._acts[sentence.index].append((trigger, event))
                word = sentence.tokens[trigger.first].lemma
                for link in trigger.links:
                    self._links[sentence.index + link.sentence, link.word].append((link.role, link.score, word, event))

    def of(self, sentence: Sentence, first: int, last: int, head: int) -> Iterator[str]:
        """What is known of the phrase from word ``first`` to ``last`` around ``head``."""
        tokens, own = sentence.tokens, sentence.tokens[head]
        yield from (f"head {own.lemma}", f"class {own.noun_class}", f"tag {own.xpos}", f"relation {own.relation}")
        yield from (f"has {t.text.lower()}" for t in tokens[first:last])
        yield from (f"{n} before {tokens[first - n].lemma}" for n in (1, 2) if first >= n)
        if last < len(tokens):
            yield f"after {tokens[last].lemma}"
        if own.head >= 0:
            above = tokens[own.head]
            yield f"{own.relation} of {above.lemma}"
            if above.head >= 0:
                yield f"below {above.relation} of {tokens[above.head].lemma}"
        yield from (f"{t.relation} is {t.lemma}" for t in sentence.children(head))
        yield from (f"beside {t.lemma}" for t in tokens if t.upos in _CONTENT)
        for trigger, event in self._acts[sentence.index]:
            kind = event.kind if event else "none"
            yield from (f"act {kind}", f"act {kind} {'behind' if trigger.first > head else 'before'}")
        for role, share, word, event in self._links.get((sentence.index, head), ()):
            kind, step = event.kind if event else "none", int(share * _STEPS)
            yield from (f"{role} of {kind}", f"{role} by {step}", f"{role} of {kind in self._force} by {step}")
            yield f"{role} of {word}"
            if event:
                yield from (
                    f"{role} {event.status} {event.background}",
                    f"{role} sure {int(event.confidence * _STEPS)}",
                )
