"""Words that may name an act: what the model says of them beside the act that the rules see there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from marsad.knowledge import ActEntry, load_kinds
from marsad.language import Link, Sentence, Trigger
from marsad.reading._act import CAUSES, HARM_COUNTS, Act, Light
from marsad.reading._frames import Frames

_ONE_ACT = frozenset({"obj", "nsubj", "nsubj:pass", "compound", "xcomp", "acl", "acl:relcl"})
_SORTS = frozenset({"compound", "amod"})
_ENDS = frozenset({"withdrawal", "ceasefire"})
_PARTICLES = frozenset({"advmod", "compound:prt"})
_MUCH_SURER = 0.3
DOUBTED = 0.5  # score below which the model sees no act


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may name an act: what the model says of them, and the act that the rules see there, or null."""

    trigger: Trigger
    kind: str
    share: float
    act: Act
    ruled: Act | None
    adds: bool


def up_to_semicolons(sentence: Sentence, trigger: Trigger) -> Trigger:
    """A trigger without links to those who take part in what stands beyond a semicolon."""
    stops = [t.index for t in sentence.tokens if t.text == ";"]
    if not stops:
        return trigger

    def is_near(link: Link) -> bool:
        first, last = sorted((trigger.first, link.word))
        return link.sentence != 0 or link.role in ("time", "place") or not any(first < stop < last for stop in stops)

    return replace(trigger, links=tuple(link for link in trigger.links if is_near(link)))


def with_surest_figures(triggers: Sequence[Trigger]) -> list[Trigger]:
    """The triggers of a sentence, each figure linked to none where another, itself likely an act, is much surer."""
    best: dict[int, float] = {}
    for trigger in (t for t in triggers if t.score >= DOUBTED):
        for link in trigger.links:
            if link.sentence == 0 and link.role in HARM_COUNTS:
                best[link.word] = max(best.get(link.word, 0.0), link.score)

    def stays(link: Link) -> bool:
        return link.sentence != 0 or link.role not in HARM_COUNTS or link.score > best.get(link.word, 0.0) - _MUCH_SURER

    return [replace(trigger, links=tuple(filter(stays, trigger.links))) for trigger in triggers]


def harm_told_of(harm: Act, candidates: Sequence[Candidate]) -> int | None:
    """The place of the act that did the harm of a verb, seen by the model alone: "strikes" in "strikes killed 33"."""
    if not harm.harms:
        return None
    doing = {word for slot in CAUSES for word in harm.slots.get(slot, ())}
    return next((n for n, c in enumerate(candidates) if c.ruled is None and c.act.index in doing), None)


def is_toll(candidate: Candidate, around: Sequence[Candidate]) -> bool:
    """Whether the rules count dead or wounded where the model names the attack that they are of, and no other."""
    kinds = load_kinds()
    dead = candidate.ruled is not None and candidate.ruled.kind == "killing"
    return dead and [c for c in around if kinds[c.kind].plover == "ASSAULT"] == [candidate]


def told_once(candidates: list[Candidate]) -> list[Candidate]:
    """Leaves one of a verb and its own noun that name one act: "launched an offensive", "the operation is going on".

    What is stopped ("suspended operations") is no act beside its end either.
    """
    dropped: set[int] = set()
    borne_out: dict[int, Act] = {}  # by what the rules see at the other word
    for one in candidates:
        for other in candidates:
            if one is other or not _is_part(one.act, other.act):
                continue
            if one.kind == other.kind:
                seen = lambda c: (c.ruled is not None and c.trigger.score > 0, c.trigger.score)
                less, more = sorted((one, other), key=seen)
                dropped.add(id(less))
                if more.ruled is None and less.ruled is not None:
                    borne_out[id(more)] = less.ruled
            elif other.kind in _ENDS and other.ruled is other.act and other.trigger.score > 0 and one.ruled is None:
                dropped.add(id(one))
    left = [c for c in candidates if id(c) not in dropped]
    return [replace(c, ruled=borne_out[id(c)]) if id(c) in borne_out else c for c in left]


def _is_part(noun: Act, verb: Act) -> bool:
    """Whether one act's word is the subject, object or the like of another's, or says of which sort that is."""
    tokens = noun.sentence.tokens
    token, carrier = tokens[noun.index], tokens[verb.index]
    heads = (carrier.index, carrier.head) if carrier.relation in _PARTICLES else (carrier.index,)
    if carrier.lemma == "use" and token.relation == "advcl" and token.head == carrier.index and token.xpos == "VB":
        return True  # "used drones to attack it"
    if token.relation in _ONE_ACT and token.head in heads:
        return True
    above = tokens[token.head] if token.relation in _SORTS and token.head >= 0 else None
    return above is not None and above.relation in _ONE_ACT and above.head in heads  # "a suicide attacker went for it"


def act_of(sentence: Sentence, trigger: Trigger, kind: str, frames: Frames, lights: dict[int, Light]) -> Act:
    """The trigger in the form of the rules' acts, so that tense, mood and clause are read the same way."""
    index = _head(sentence, trigger.first, trigger.last)
    carried = (i for i in range(trigger.first, trigger.last) if i in lights and lights[i].verb == index)
    index = next(carried, index)  # "carried out the strike"
    entry = ActEntry(sentence.tokens[index].lemma, kind=kind)
    words = tuple(range(trigger.first, trigger.last))
    return Act(sentence, index, words, entry, frames.slots(index), lights.get(index))


def unseen_trigger(act: Act) -> Trigger:
    """The trigger of an act of the rules that no trigger of the model stands for: no odds, no links."""
    first = min(act.words)
    last = next(i for i in range(first, max(act.words) + 2) if i not in act.words)
    return Trigger(first, last, ((act.kind, 1.0),), 0.0, "plain", background=False, links=())


def _head(sentence: Sentence, first: int, last: int) -> int:
    """The word of a trigger that the others hang on."""
    return next((i for i in range(first, last) if not first <= sentence.tokens[i].head < last), first)
