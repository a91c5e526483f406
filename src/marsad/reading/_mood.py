"""Whether an act is told as done, denied, to come, or only thought of: operators around it, from the inside out."""

from __future__ import annotations

from typing import Literal, cast

from marsad.knowledge import Lexicon
from marsad.language import Sentence, Token
from marsad.reading._act import Act
from marsad.reading._frames import Frames, is_predicate, is_verbal

Mood = Literal["fact", "negated", "denied", "forecast", "hypothetical", "purpose"]

_MEANS, _DONE = frozenset({"use", "employ"}), frozenset({"VBD", "VBN", "VBG"})
_ENDS = frozenset({"stop", "end", "relent", "abate"})
_RANK: dict[str, int] = {"purpose": 5, "denied": 4, "hypothetical": 2, "forecast": 3, "negated": 1, "fact": 0}
_PASSES = frozenset(
    {"xcomp", "ccomp", "conj", "obj", "nsubj", "nsubj:pass", "obl", "nmod", "acl", "obl:agent", "appos"}
)
_TAKEN_FOR_GRANTED = frozenset({"acl:relcl", "acl", "advcl"})  # what a question does not ask
_ASKING = frozenset("how whether when where who whom whose why what which if".split())
_RANKING = frozenset("first second third last latest next only one".split())  # "the first to attack" did
_CARRIERS = frozenset(
    "lead mean spell cause bring result mark signal follow occur happen take come begin start continue".split()
)


class MoodFinder:
    """Reads the mood of the acts of one sentence."""

    def __init__(self, sentence: Sentence, frames: Frames, lexicon: Lexicon, *, cues: frozenset[int]) -> None:
        self._sentence, self._frames, self._lexicon, self._cues = sentence, frames, lexicon, cues
        self._question = sentence.tokens[-1].text.startswith("?") or any(t.text == "?" for t in sentence.tokens[-2:])

    def of(self, act: Act) -> Mood:
        """The mood of an act: the strongest effect on the way from its word up to the next cue of saying."""
        effects: list[str] = []
        light = act.light
        if light and light.entry.effect in ("forecast", "negated"):
            known = self._sentence.tokens[light.verb].lemma in self._lexicon.operators
            effects += [] if known else [light.entry.effect]  # an operator is read on the way up
        node = act.index
        if self._is_purpose(node):
            effects.append("purpose")
        effects += self._dependents(node, act)
        effects += self._nobody(act)
        carrier = act.clause if light else node
        while True:
            token = self._sentence.tokens[node]
            if token.head < 0:
                effects += ["hypothetical"] if self._question or self._commands(token) else []
                break
            governor = self._sentence.tokens[token.head]
            if not self._passes(token, governor, carrier):
                effects += self._conditional_above(node)
                asked = self._question and token.relation not in _TAKEN_FOR_GRANTED
                effects += ["hypothetical"] if asked else []
                break
            governed = self._governs(governor, node)
            effects += governed or self._means_to(token, governor)
            if governor.index in self._cues and token.relation in ("ccomp", "parataxis", "obj"):
                effects += ["negated"] if self._left_open(governor, token) else []
                break
            if is_predicate(governor, self._sentence):
                around = self._dependents(governor.index, act)
                goes_on = token.relation == "nsubj" and governor.lemma in _ENDS  # "the shelling did not stop"
                effects += [e for e in around if not (goes_on and e == "negated")]
                if self._is_purpose(governor.index) and governor.index != act.index:
                    effects.append("purpose")
            node = governor.index
        return self._sum(effects)

    def _left_open(self, cue: Token, content: Token) -> bool:
        """Whether somebody only does not say it: "did not say how many were killed"."""
        unsaid = any(c.lemma in ("not", "n't", "never") for c in self._sentence.children(cue.index, "advmod"))
        first = self._sentence.tokens[self._sentence.subtree(content.index)[0]]
        return unsaid and first.lemma in _ASKING

    def _commands(self, token: Token) -> bool:
        """Whether a sentence orders what nobody has done yet: "Release them at once"."""
        bare = token.xpos == "VB" and token.upos == "VERB"
        return bare and not self._sentence.children(token.index, "nsubj", "aux", "csubj", "mark", "expl")

    @staticmethod
    def _sum(effects: list[str]) -> Mood:
        kinds = [e for e in effects if e != "factual"]
        if "negated" in kinds and kinds.count("negated") % 2 == 0:
            kinds = [k for k in kinds if k != "negated"]
        if "negated" in kinds:
            return "negated"
        return cast("Mood", max(kinds, key=lambda e: _RANK[e], default="fact"))

    def _passes(self, token: Token, governor: Token, carrier: int) -> bool:
        """Whether what stands above a word also holds for the act below it."""
        relation = token.relation.partition(":")[0]
        if token.relation not in _PASSES and relation not in ("obl", "nmod", "nsubj", "acl"):
            return False
        if token.relation == "acl:relcl":
            return False
        if relation in ("nsubj", "obj", "obl", "nmod") and not is_verbal(token):
            if relation == "nmod":
                return governor.lemma in self._lexicon.operators
            known = governor.lemma in self._lexicon.operators or governor.lemma in _CARRIERS
            return known or governor.index == carrier or governor.index in self._cues or self._copular(governor)
        return True

    def _copular(self, governor: Token) -> bool:
        return bool(self._sentence.children(governor.index, "cop"))

    def _dependents(self, index: int, act: Act) -> list[str]:
        """Effects of the auxiliaries, adverbs, markers and determiners that hang on a word."""
        out: list[str] = []
        for child in self._sentence.children(index):
            if child.relation.partition(":")[0] not in ("aux", "advmod", "mark", "det", "cop", "case", "discourse"):
                continue
            if child.index in act.words or self._not_only(child):
                continue
            for entry in self._lexicon.operators.get(child.lemma, ()):
                if "head" in entry.takes and self._same_pos(entry.pos, child):
                    shifted = child.text.lower() in ("would", "'d") and self._reported(index)
                    out.append("forecast" if shifted else entry.effect)
                    break
        return out

    def _not_only(self, token: Token) -> bool:
        """Whether "not" is half of "not only", which denies nothing."""
        behind = self._sentence.tokens[token.index + 1 : token.index + 2]
        return token.lemma == "not" and any(t.lemma in ("only", "just") for t in behind)

    def _nobody(self, act: Act) -> list[str]:
        """A subject or object that is nobody negates the act: "no group has claimed", "nobody was arrested"."""
        for slot in ("subj", "obj"):
            for filler in act.slots.get(slot, ()):
                token = self._sentence.tokens[filler]
                determiners = {c.lemma for c in self._sentence.children(filler, "det")}
                if determiners & {"no", "neither"} or token.lemma in ("nobody", "none", "nothing"):
                    return ["negated"]
        return []

    def _reported(self, index: int) -> bool:
        """Whether a clause is what somebody said in the past, where "would" stands for "will"."""
        if any(c.relation == "advcl" for c in self._sentence.children(index)):
            return False
        token = self._sentence.tokens[index]
        while token.head >= 0:
            governor = self._sentence.tokens[token.head]
            if token.relation in ("ccomp", "parataxis") and governor.index in self._cues:
                return True
            if any(c.index in self._cues for c in self._sentence.children(token.index, "parataxis")):
                return True
            if token.relation not in ("conj", "xcomp", "ccomp"):
                return False
            token = governor
        return any(c.index in self._cues for c in self._sentence.children(token.index, "parataxis"))

    @staticmethod
    def _same_pos(pos: str, token: Token) -> bool:
        if pos == token.upos:
            return True
        return (
            {pos, token.upos} <= {"SCONJ", "ADP", "ADV"}
            or {pos, token.upos} <= {"ADV", "PART"}
            or ({pos, token.upos} <= {"VERB", "AUX"})
        )

    def _governs(self, governor: Token, node: int) -> list[str]:
        """Effect of a governor on what stands in one of its slots."""
        slots = self._frames.slots(governor.index)
        for entry in self._lexicon.operators.get(governor.lemma, ()):
            if not self._same_pos(entry.pos, governor) and not (entry.pos == "NOUN" and governor.upos == "PROPN"):
                continue
            if any(node in slots.get(slot, ()) for slot in entry.takes) or self._acl_of(governor, node, entry.takes):
                return [entry.effect]
        token = self._sentence.tokens[node]
        infinitive = token.relation == "xcomp" and token.xpos == "VB" and governor.lemma not in self._lexicon.cues
        if infinitive and is_verbal(governor) and not self._frames.passive(governor.index):
            return ["hypothetical"] if governor.lemma not in ("begin", "continue", "start", "help", "manage") else []
        return []

    def _acl_of(self, governor: Token, node: int, takes: tuple[str, ...]) -> bool:
        return (
            self._sentence.tokens[node].relation == "acl"
            and governor.upos == "NOUN"
            and bool({"xcomp", "to", "ccomp"} & set(takes))
        )

    def _is_purpose(self, index: int) -> bool:
        """An infinitive of purpose: "to" before a bare form in an adverbial clause, or "for" with a gerund."""
        token = self._sentence.tokens[index]
        if token.relation != "advcl" or token.xpos not in ("VB", "VBG"):
            return False
        marks = [c.lemma for c in self._sentence.children(index, "mark")]
        return "to" in marks and not self._is_done_with(token.head) if token.xpos == "VB" else "for" in marks

    def _is_done_with(self, index: int) -> bool:
        """Whether an infinitive tells what was done by means of something: "used drones to attack the airport"."""
        token = self._sentence.tokens[index]
        objects = [c.lemma for c in self._sentence.children(index, "obj")]
        means = bool(objects) if token.lemma in _MEANS else token.lemma == "take" and "advantage" in objects
        return means and token.xpos in _DONE and not self._frames.passive(index)

    def _means_to(self, token: Token, governor: Token) -> list[str]:
        """An infinitive on a noun that is no plan or the like is its purpose: "tunnels to repel attacks"."""
        if token.relation != "acl" or token.xpos != "VB" or is_verbal(governor):
            return []
        ranked = any(c.lemma in _RANKING or c.xpos == "JJS" for c in self._sentence.children(governor.index))
        known = (self._lexicon.operators, self._lexicon.cues, _RANKING)
        return [] if ranked or any(governor.lemma in words for words in known) else ["purpose"]

    def _conditional_above(self, node: int) -> list[str]:
        """A clause that hangs on an operator as its complement by mark ("if", "whether") was read already."""
        token = self._sentence.tokens[node]
        if token.relation == "acl" and token.xpos == "VB":
            return ["purpose"]
        return []
