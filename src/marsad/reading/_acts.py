"""Acts: which words of a sentence name an act, from the lexicon over deep syntax.

Two passes. Light verbs first ("launched an attack": the noun is the act, the verb lends its subject); then every verb
and noun that the lexicon knows, the first entry whose conditions hold. Verbs and nouns that only add to an act told
beside them ("the air strike killed 20") are joined to it.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from marsad.knowledge import ActEntry, Condition, Lexicon, LightEntry, load_kinds
from marsad.language import Sentence, Token
from marsad.reading._classes import Classes
from marsad.reading._frames import Frames, Slots, hyphenated, hyphened_from, is_verbal
from marsad.reading._involvement import DENYING, Involvement, calls_untrue, involvements

HARM_COUNTS = frozenset({"killed", "wounded", "killed-or-wounded", "destroyed"})
CAUSES = ("subj", "by", "in", "from", "during")  # where the act that did the harm stands
MONTHS = frozenset({"March", "May"})
CONTENT = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})
NOUN_TAGS = frozenset({"NOUN", "PROPN"})


_TAKING = frozenset({"take", "accept", "assume"})  # responsibility of any sort
_POINTING = dict.fromkeys({"claim", "admit", *_TAKING}, "claim") | dict.fromkeys(DENYING, "denial")
_POINTED = {
    "claim": frozenset({"responsibility", "credit"}),
    "denial": frozenset(
        "responsibility claim report allegation involvement figure toll number account version story".split()
    ),
}
_ANY_ATTACK = ActEntry(
    lemma="claim",
    particle=None,
    when=(),
    kind="armed-attack",
    actor=("subj",),
    target=(),
    place=(),
    count=(),
    takes=(),
    joins=(),
    example="The group *claimed* responsibility.",
)
_COUNTED_DEAD = ActEntry(
    lemma="dead",
    particle=None,
    when=(),
    kind="killing",
    actor=(),
    target=(),
    place=("in", "at"),
    count=(),
    takes=(),
    joins=(),
    example="The mayor counted 13 *dead*.",
)
_HARMLESS = frozenset({"RETREAT", "CONSULT", "AGREE", "AID", "SUPPORT", "COOPERATE", "CONCEDE", "MOBILIZE"})  # PLOVER
_COUNTING = frozenset({"count", "put", "list", "register", "document", "record"})


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
        self._point(acts)
        self._count_dead(acts)
        for act in list(acts.values()):
            verb = acts.get(act.light.verb) if act.light else None
            taken = {f for slot in verb.entry.takes for f in verb.slots.get(slot, ())} if verb else set()
            if verb and act.index not in taken:
                del acts[verb.index]  # the noun tells the act, the verb only carries it
        self._swallow(acts)
        self._join(acts)
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
                if entry.kind == "killing" and token.lemma in _COUNTING and slots.get("obj"):
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

    # ---------------------------------------------------------------- claims and denials of what is told elsewhere

    def _point(self, acts: dict[int, Act]) -> None:
        """Finds "claimed responsibility (for the blast)" and "denied this": the act stands beside or elsewhere."""
        for token in self.sentence.tokens:
            pointing = "denial" if calls_untrue(self.sentence, token) else _POINTING.get(token.lemma)
            if pointing is None or not is_verbal(token):
                continue
            slots = self._verb_slots(token)
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

    def _count_dead(self, acts: dict[int, Act]) -> None:
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

    def _gives_figures(self, verb: Token) -> bool:
        return is_verbal(verb) and (verb.lemma in self.lexicon.cues or verb.lemma in _COUNTING)

    def _is_nobody(self, index: int) -> bool:
        """Whether a subject is "no group", "neither side", "nobody"."""
        determiners = {c.lemma for c in self.sentence.children(index, "det")}
        return bool(determiners & {"no", "neither"}) or self.sentence.tokens[index].lemma in ("nobody", "none")

    # ---------------------------------------------------------------- acts together

    def _swallow(self, acts: dict[int, Act]) -> None:
        """Takes out the noun acts that a verb act holds in itself ("suspended operations")."""
        for act in list(acts.values()):
            for slot in act.entry.takes:
                for filler in act.slots.get(slot, ()):
                    if filler in acts and filler != act.index:
                        swallowed = acts.pop(filler)
                        act.swallowed.append(swallowed)
                        for name, fillers in swallowed.slots.items():
                            if name not in ("mod",):
                                act.slots.setdefault(name, fillers)

    def _join(self, acts: dict[int, Act]) -> None:
        """Puts acts that only add to another one into it; what is joined to a joined act goes to the same host."""
        hosts = dict(acts)
        for index in sorted(acts):
            act = acts[index]
            host = self._host(act, hosts)
            if host is not None and host is not act and self._holds_harm(host, act):
                host.joined += [act, *act.joined]
                act.joined = []
                del acts[index]
                for number, known in hosts.items():
                    if known is act:
                        hosts[number] = host

    def _holds_harm(self, host: Act, act: Act) -> bool:
        """Whether dead and wounded can be those of an act: "suspended it when shells killed four" tells two acts."""
        own = self.sentence.children(act.index, "nsubj")
        return not (act.harms and own and load_kinds()[host.kind].plover in _HARMLESS)

    def _host(self, act: Act, hosts: dict[int, Act]) -> Act | None:
        """The act that this one only adds to: in one of its slots, above its adverbial clause, or coordinated harm."""
        for slot in (*act.entry.joins, *(CAUSES if act.harms else ())):
            if slot == "head":
                host = self._above(act, hosts)
                if host:
                    return host
            for filler in act.slots.get(slot, ()):
                if filler in hosts and filler != act.index and not self._only_dates(filler):
                    return hosts[filler]
        token = self.sentence.tokens[act.index]
        others = token.lemma == "lose" and self.sentence.children(act.index, "nsubj")  # "and the militants lost 61 men"
        if act.harms and token.relation == "conj" and not others:
            host = hosts.get(token.head)
            if host and (host.kind == "killing" or (act.kind == "killing" and "subj" not in act.entry.actor)):
                return host
            if host and any(j.index == token.head for j in host.joined):
                return host
        return None

    def _only_dates(self, clause: int) -> bool:
        """Whether a clause only says since when: "37 have been killed since the operation resumed"."""
        return any(c.lemma == "since" for c in self.sentence.children(clause, "mark"))

    def _happens_in(self, clause: Token) -> bool:
        """Whether a relative clause tells what happened in what it hangs on: "in which", "during which"."""
        return any(
            pronoun.lemma == "which" and any(c.lemma in ("in", "during") for c in self.sentence.children(pronoun.index))
            for pronoun in self.sentence.children(clause.index, "obl")
        )

    def _above(self, act: Act, hosts: dict[int, Act]) -> Act | None:
        token = self.sentence.tokens[act.index]
        relations = ("advcl", "acl", "conj", "parataxis") if act.harms else ("advcl", "acl")
        if token.relation.startswith(relations) and token.head >= 0:
            if token.head in hosts:
                return hosts[token.head]
            if token.relation == "acl:relcl" and self._happens_in(token):  # "the bombing of a hotel in which nine died"
                around = [a.index for a in self.sentence.ancestors(token.head) if a.index in hosts]
                if around and not is_verbal(self.sentence.tokens[around[0]]):
                    return hosts[around[0]]
            carried = [a for a in hosts.values() if a.light and a.light.verb == token.head]
            return carried[0] if carried else None
        return None
