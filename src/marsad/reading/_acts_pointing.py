"""Words that point at an act told elsewhere: who claims or denies one, and figures given in clauses that tell none."""

from __future__ import annotations

from collections.abc import Callable

from marsad.knowledge import ActEntry, Lexicon
from marsad.language import Sentence, Token
from marsad.reading._act import Act
from marsad.reading._frames import Frames, Slots, is_verbal
from marsad.reading._involvement import DENYING, Involvement, calls_untrue, involvements

COUNTING = frozenset({"count", "put", "list", "register", "document", "record"})
_TAKING = frozenset({"take", "accept", "assume"})  # responsibility of any sort
_POINTING = dict.fromkeys({"claim", "admit", *_TAKING}, "claim") | dict.fromkeys(DENYING, "denial")
_POINTED = {
    "claim": frozenset({"responsibility", "credit"}),
    "denial": frozenset(
        "responsibility claim report allegation involvement figure toll number account version story".split()
    ),
}
_ANY_ATTACK = ActEntry("claim", kind="armed-attack", actor=("subj",), example="The group *claimed* responsibility.")
_COUNTED_DEAD = ActEntry("dead", kind="killing", place=("in", "at"), example="The mayor counted 13 *dead*.")


class Pointing:
    """Adds to the acts of a sentence what only points at one.

    Args:
        sentence: The sentence.
        frames: Its frames.
        lexicon: The words that name acts.
        slots_of: The frame of a verb, with what its object brings.
    """

    def __init__(
        self, sentence: Sentence, frames: Frames, lexicon: Lexicon, slots_of: Callable[[Token], Slots]
    ) -> None:
        self.sentence, self.frames, self.lexicon = sentence, frames, lexicon
        self._slots_of = slots_of

    def point(self, acts: dict[int, Act]) -> None:
        """Finds "claimed responsibility (for the blast)" and "denied this": the act stands beside or elsewhere."""
        for token in self.sentence.tokens:
            pointing = "denial" if calls_untrue(self.sentence, token) else _POINTING.get(token.lemma)
            if pointing is None or not is_verbal(token):
                continue
            slots = self._slots_of(token)
            if any(self._is_nobody(i) for i in slots.get("subj", ())):
                continue
            objects = [self.sentence.tokens[i] for i in slots.get("obj", ())]
            if not any(o.lemma in _POINTED[pointing] or (pointing == "denial" and o.upos == "PRON") for o in objects):
                continue
            if any(self._says_what(o) for o in objects):
                continue  # "rejected the claim that its soil had been used"
            told = [acts[i] for i in slots.get("for", ()) if i in acts]
            for act in told:
                act.slots = {**act.slots, "by": slots.get("subj", [])}
                act.pointing = pointing
            if not told and not (token.lemma in _TAKING and slots.get("for")):
                words = tuple(sorted((token.index, objects[0].index)))
                acts[token.index] = Act(self.sentence, token.index, words, _ANY_ATTACK, slots, pointing=pointing)
        for own in involvements(self.sentence, self.lexicon):
            self._point_at_own(acts, own)

    def count_dead(self, acts: dict[int, Act]) -> None:
        """Finds "counted 13 dead", "spoke of one dead fighter": a figure given in a clause that tells no act."""
        for token in self.sentence.tokens:
            if token.lemma != "dead" or token.upos not in ("ADJ", "NOUN") or token.index in acts:
                continue
            counted = self.sentence.tokens[token.head] if token.relation == "amod" and token.head >= 0 else token
            above = self.sentence.tokens[counted.head] if counted.head >= 0 else None
            if above is None or not self._gives_figures(above):
                continue
            before = self.sentence.tokens[token.index - 1]
            numbered = bool(self.sentence.children(counted.index, "nummod")) and counted.relation in ("obj", "obl")
            numbered |= token.relation in ("xcomp", "obl") and before.upos == "NUM" and before.head == above.index
            wounded = {c.index for c in self.sentence.children(token.index, "conj")}  # "70 dead and wounded"
            if numbered and not any(i in acts and i not in wounded for i in self.sentence.subtree(above.index)):
                slots = self.frames.slots(counted.index)
                acts[token.index] = Act(self.sentence, token.index, (token.index,), _COUNTED_DEAD, slots)

    def _says_what(self, noun: Token) -> bool:
        """Whether a claim or report says itself what it is of."""
        if noun.lemma not in ("claim", "report", "allegation", "account", "story"):
            return False
        own = self.sentence.children(noun.index, "acl", "ccomp")
        of = any(self.frames.case(c.index) in ("of", "about") for c in self.sentence.children(noun.index, "nmod"))
        return bool(own) or of

    def _point_at_own(self, acts: dict[int, Act], own: Involvement) -> None:
        """Points at the act that somebody says he was, or was not, behind; it stands beside or elsewhere."""
        pointing = "denial" if own.denied else "claim"
        beside = [
            acts[i] for i in self.sentence.subtree(own.at) if i in acts and not is_verbal(self.sentence.tokens[i])
        ]
        for act in beside:
            act.slots = {**act.slots, "by": [own.speaker]}
            act.pointing = pointing
        if not any(i in acts for i in self.sentence.subtree(own.at)):
            slots: Slots = {"subj": [own.speaker]}
            acts[own.at] = Act(self.sentence, own.at, (own.at,), _ANY_ATTACK, slots, pointing=pointing)

    def _gives_figures(self, verb: Token) -> bool:
        return is_verbal(verb) and (verb.lemma in self.lexicon.cues or verb.lemma in COUNTING)

    def _is_nobody(self, index: int) -> bool:
        """Whether a subject is "no group", "neither side", "nobody"."""
        determiners = {c.lemma for c in self.sentence.children(index, "det")}
        return bool(determiners & {"no", "neither"}) or self.sentence.tokens[index].lemma in ("nobody", "none")
