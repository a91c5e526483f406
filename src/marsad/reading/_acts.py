"""Acts: which words of a sentence name an act, from the lexicon over deep syntax.

Two passes. Light verbs first ("launched an attack": the noun is the act, the verb lends its subject); then every verb
and noun that the lexicon knows, the first entry whose conditions hold. Verbs and nouns that only add to an act told
beside them ("the air strike killed 20") are joined to it.
"""

from __future__ import annotations

import functools

from marsad.knowledge import Condition, Lexicon
from marsad.language import Sentence, Token
from marsad.reading._act import Act, Light
from marsad.reading._acts_joined import join, swallow
from marsad.reading._acts_pointing import COUNTING, Pointing
from marsad.reading._classes import Classes
from marsad.reading._frames import Frames, Slots, hyphenated, hyphened_from, is_verbal

MONTHS = frozenset({"March", "May"})
CONTENT = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})
NOUN_TAGS = frozenset({"NOUN", "PROPN"})


class ActFinder:
    """Finds the acts of a sentence."""

    def __init__(self, sentence: Sentence, frames: Frames, classes: Classes, lexicon: Lexicon) -> None:
        self.sentence, self.frames, self.classes, self.lexicon = sentence, frames, classes, lexicon
        self._no_acts: set[int] = set()  # nouns that the lexicon knows to be no act here

    def find(self) -> list[Act]:
        """The acts in text order, joined ones within those they add to."""
        acts: dict[int, Act] = {}
        lights = self.lights
        for token in self.sentence.tokens:
            if token.upos not in CONTENT:
                continue
            act = self._act(token, lights.get(token.index))
            if act and act.index not in acts:
                acts[act.index] = act
        for act in list(acts.values()):
            filled = [f for slot in act.entry.takes for f in act.slots.get(slot, ())]
            if any(f in self._no_acts for f in filled):
                del acts[act.index]  # "a price war broke out": its noun is no act, so neither is the verb
        for act in [a for a in acts.values() if self._only_blamed(a)]:
            del acts[act.index]
        pointing = Pointing(self.sentence, self.frames, self.lexicon, self._verb_slots)
        pointing.point(acts)
        pointing.count_dead(acts)
        for act in list(acts.values()):
            verb = acts.get(act.light.verb) if act.light else None
            taken = {f for slot in verb.entry.takes for f in verb.slots.get(slot, ())} if verb else set()
            if verb and act.index not in taken:
                del acts[verb.index]  # the noun tells the act, the verb only carries it
        swallow(acts)
        join(self.sentence, acts)
        return [acts[i] for i in sorted(acts)]

    # ---------------------------------------------------------------- light verbs

    @functools.cached_property
    def lights(self) -> dict[int, Light]:
        """The light verb of each noun that has one."""
        out: dict[int, Light] = {}
        for token in self.sentence.tokens:
            if token.lemma not in self.lexicon.light or not is_verbal(token):
                continue
            for entry in self.lexicon.light[token.lemma]:
                slots = self._verb_slots(token)
                if entry.particle:
                    if self._particle(token, entry.particle) is None:
                        continue
                    slots = self._with_particle(slots, entry.particle)
                for noun in slots.get(entry.slot, ()):
                    known = self.sentence.tokens[noun].lemma.lower() in self.lexicon.nouns
                    if known and noun != token.index and noun not in out:
                        subject = (
                            slots.get("subj") or slots.get("obj") or []
                        )  # "is engaged in": its subject all the same
                        out[noun] = Light(entry, token.index, tuple(s for s in subject if s != noun))
        return out

    def _particle(self, token: Token, particle: str) -> int | None:
        """Index of the particle of a verb; also where the parser took it for a preposition ("cut off the town")."""
        for child in self.sentence.children(token.index):
            if child.text.lower() == particle and child.relation in ("compound:prt", "advmod", "case", "mark", "obl"):
                return child.index
            if child.relation.startswith("obl"):
                for case in self.sentence.children(child.index, "case", "advmod"):
                    if case.text.lower() == particle and case.index > token.index:
                        return case.index
        return None

    def _with_particle(self, slots: Slots, particle: str) -> Slots:
        """The frame with the complement of a particle that was taken for a preposition.

        It is the verb's object, or what a second preposition names ("out of the valley").
        """
        fillers = slots.get(particle)
        if not fillers:
            return slots
        out = dict(slots)
        cases = [c.text.lower() for c in self.sentence.children(fillers[0], "case")]
        for name in cases[1:] or ["obj"]:
            out.setdefault(name, fillers)
        return out

    def _verb_slots(self, token: Token) -> Slots:
        """The frame of a verb, with the prepositional complements of its object where the verb has none such.

        "Took control of the town", "signed a deal with the rebels".
        """
        slots = self.frames.slots(token.index)
        out = dict(slots)
        for filler in slots.get("obj", ()):
            if not is_verbal(self.sentence.tokens[filler]):
                for name, fillers in self.frames.slots(filler).items():
                    if name not in ("mod", "poss", "subj", "by"):
                        out.setdefault(name, fillers)
        return out

    # ---------------------------------------------------------------- one word

    def _act(self, token: Token, light: Light | None) -> Act | None:
        if token.xpos == "VBG" and self._is_gerund_noun(token):
            return self._noun_act(token, light)
        if is_verbal(token) and (token.lemma in self.lexicon.verbs or token.text.lower() not in self.lexicon.nouns):
            return self._verb_act(token)
        if token.upos in NOUN_TAGS or (token.upos == "ADJ" and light):
            if self._is_name(token):
                return None
            return self._noun_act(token, light)
        return None

    def _is_gerund_noun(self, token: Token) -> bool:
        """Whether "fighting" stands as a noun: a subject, without a subject or object of its own."""
        if token.relation.partition(":")[0] not in ("nsubj", "csubj", "obl", "nmod"):
            return False
        return token.text.lower() in self.lexicon.nouns and not self.sentence.children(
            token.index, "nsubj", "obj", "aux"
        )

    def _is_name(self, token: Token) -> bool:
        """Whether a noun is part of a name of a person or organisation, and so no act ("Strike Brigade")."""
        entity = self.sentence.entity_at(token.index)
        return entity is not None and token.text[0].isupper() and entity.label in ("PER", "ORG")

    def _verb_act(self, token: Token) -> Act | None:
        entries = self.lexicon.verbs.get(token.lemma, ())
        if not entries or self._is_modifier(token):
            return None
        plain = self._verb_slots(token)
        for entry in entries:
            particle = self._particle(token, entry.particle) if entry.particle else None
            if entry.particle and particle is None:
                continue
            slots = self._with_particle(plain, entry.particle) if entry.particle else plain
            if all(self._holds(condition, slots) for condition in entry.when):
                if entry.kind is None:
                    return None
                if entry.kind == "killing" and token.lemma in COUNTING and slots.get("obj"):
                    toll = slots["obj"][0]  # who puts the toll at 40 only tells of it
                    return Act(self.sentence, toll, (toll,), entry, slots)
                words = (token.index,) if particle is None else tuple(sorted((token.index, particle)))
                return Act(self.sentence, token.index, words, entry, slots)
        return None

    def _is_modifier(self, token: Token) -> bool:
        """Participles that only describe a noun from the left ("the advancing army") or are compounded."""
        return token.relation in ("amod", "compound") and not self.sentence.children(token.index, "obj", "obl", "nsubj")

    def _noun_act(self, token: Token, light: Light | None) -> Act | None:
        nouns = self.lexicon.nouns
        entries = nouns.get(token.lemma.lower()) or nouns.get(token.text.lower(), ())
        if token.upos == "PROPN" and token.text in MONTHS:
            return None
        if not entries or (token.relation == "compound" and not light):
            return None
        slots = dict(self.frames.slots(token.index))
        if light:
            for slot, fillers in self.frames.slots(light.verb).items():
                if slot not in ("subj", "obj", light.entry.slot) or slot == "by":
                    slots.setdefault(slot, fillers)
        for entry in entries:
            if all(self._holds(condition, slots) for condition in entry.when):
                if entry.kind is None:
                    if entry.when:  # a use known to be no act, not merely one that nothing else fits
                        self._no_acts.add(token.index)
                    return None
                words = self._noun_words(token)
                return Act(self.sentence, token.index, words, entry, slots, light)
        return None

    def _noun_words(self, token: Token) -> tuple[int, ...]:
        """The noun with the compound or adjective right before it that makes it the act ("air strike")."""
        before = token.index - 1
        if token.lemma == "number":
            dead = tuple(c.index for c in self.sentence.children(token.index, "nmod") if c.lemma == "dead")
            if dead:
                return dead  # "the number of dead"
        if before >= 0:
            previous = self.sentence.tokens[before]
            named = self.sentence.entity_at(before) is not None or "NATIONALITY" in self.classes.of(before)
            if previous.head == token.index and previous.relation in ("compound", "amod") and not named:
                return (hyphened_from(self.sentence, before), token.index)
        return (token.index,)

    def _holds(self, condition: Condition, slots: Slots) -> bool:
        if condition.slot == "any":
            fillers = [i for name, group in slots.items() if name not in ("ccomp", "advcl") for i in group]
        else:
            fillers = slots.get(condition.slot, [])
        if condition.test == "absent":
            return not fillers
        if condition.test == "present":
            return bool(fillers)
        return any(self._accepts(condition, i) for i in fillers)

    def _accepts(self, condition: Condition, index: int) -> bool:
        token = self.sentence.tokens[index]
        lemma, text = token.lemma.lower(), token.text.lower()
        whole = hyphenated(self.sentence, index)
        word = next((form for form in (whole, text) if form in condition.words), lemma)
        return condition.accepts(word, self.classes.of(index))

    def _only_blamed(self, act: Act) -> bool:
        """Whether a noun only says what somebody is blamed for: "blamed the attack on the rebels"."""
        token = self.sentence.tokens[act.index]
        if (
            token.relation not in ("obj", "obl")
            or is_verbal(token)
            or self.sentence.tokens[token.head].lemma != "blame"
        ):
            return False
        return all(c.relation in ("det", "case", "punct") for c in self.sentence.children(act.index))
