"""Deep syntax: who stands where around a verb or noun, with passives, relative clauses and shared subjects undone.

A frame maps slots to the head words of their fillers: ``subj`` and ``obj`` are deep (the by-agent of a passive is
``subj``), a preposition names its complement, nouns have ``poss`` and ``mod``. Conjuncts stand beside the first filler.
Everything is computed on demand and remembered for the sentence at hand.
"""

from __future__ import annotations

from marsad.language import Sentence, Token

Slots = dict[str, list[int]]

CLAUSAL = frozenset({"xcomp", "ccomp", "advcl"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"})
SUBJECT_CONTROL = frozenset(
    "promise vow pledge threaten try attempt manage fail continue begin start refuse agree plan prepare intend want "
    "hope decide seek aim offer use expect go".split()
)
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
MODIFIERS = frozenset({"amod", "compound", "nmod:desc", "nmod:unmarked", "nmod:npmod", "nummod", "det:predet"})


class Frames:
    """The frames of one sentence.

    Args:
        sentence: An analysed sentence.
    """

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self._slots: dict[int, Slots] = {}
        self._on_the_way: set[int] = set()

    def slots(self, index: int) -> Slots:
        """The frame of the word at ``index``."""
        found = self._slots.get(index)
        if found is None:
            if index in self._on_the_way:  # a subject shared in a circle: the one that asked first goes without
                return {}
            self._on_the_way.add(index)
            token = self.sentence.tokens[index]
            found = self._verb(token) if is_verbal(token) else self._noun(token)
            self._on_the_way.discard(index)
            self._slots[index] = found
        return found

    def conjuncts(self, index: int) -> list[int]:
        """The word and the nominals coordinated with it."""
        out = [index]
        for child in self.sentence.children(index, "conj"):
            if child.upos in NOMINAL and not is_verbal(child):
                out += self.conjuncts(child.index)
        return out

    def passive(self, index: int) -> bool:
        """Whether a verb form is a passive, or a bare participle that hangs on a noun."""
        token = self.sentence.tokens[index]
        children = self.sentence.children(index)
        if token.xpos in ("VBD", "VBZ", "VBP") and not any(c.relation == "aux:pass" for c in children):
            return False  # a finite form is active, whatever the parser called its subject
        if any(c.relation in ("nsubj:pass", "aux:pass", "csubj:pass", "obl:agent") for c in children):
            return True
        if token.xpos != "VBN" or any(c.relation in ("aux", "nsubj", "obj") for c in children):
            return False
        if token.relation == "acl":
            return True
        head = self.sentence.tokens[token.head] if token.head >= 0 else None
        return token.relation == "conj" and head is not None and is_verbal(head) and self.passive(head.index)

    def case(self, index: int) -> str | None:
        """The preposition of a nominal, lower case; the first word of a fixed one."""
        for child in self.sentence.children(index, "case"):
            return child.text.lower()
        return None

    # ---------------------------------------------------------------- verbs

    def _verb(self, token: Token) -> Slots:
        slots: Slots = {}
        passive = self.passive(token.index)
        for child in self.sentence.children(token.index):
            if child.relation == "advmod":
                slots.setdefault("mod", []).append(child.index)  # "sexually assaulted", "jointly conducted"
                continue
            slot = self._verb_slot(child, passive=passive)
            if slot:
                self._put(slots, slot, self._relative(child, token) if slot in ("subj", "obj") else child.index)
        self._from_governor(token, slots, passive=passive)
        return slots

    def _verb_slot(self, child: Token, *, passive: bool) -> str | None:
        relation = child.relation
        if relation in ("nsubj", "nsubj:outer"):
            return "obj" if passive else "subj"
        if relation == "nsubj:pass":
            return "obj" if passive else "subj"
        if relation == "obl:agent":
            return "subj"
        if relation in ("obj", "iobj"):
            return "iobj" if relation == "iobj" else "obj"
        if relation.partition(":")[0] in ("obl", "nmod"):
            case = self.case(child.index)
            return "subj" if case == "by" and passive and child.noun_class in ("person", "organization") else case
        return relation.partition(":")[0] if relation.partition(":")[0] in CLAUSAL else None

    def _relative(self, child: Token, verb: Token) -> int:
        """The noun that a relative pronoun stands for."""
        if child.lemma in RELATIVE and child.upos in ("PRON", "DET") and verb.relation.startswith("acl"):
            return verb.head
        return child.index

    def _from_governor(self, token: Token, slots: Slots, *, passive: bool) -> None:
        """Fills the subject (or a passive's object) from the clause above, where the verb shares it."""
        wanted = "obj" if passive else "subj"
        if token.head < 0 or wanted in slots:
            self._gap(token, slots)
            return
        governor = self.sentence.tokens[token.head]
        relation = token.relation
        if relation == "conj" and is_verbal(governor):
            above = self.slots(governor.index)
            shared = "obj" if self.passive(governor.index) else "subj"
            self._copy(slots, wanted, above.get(shared, []))
        elif relation == "xcomp" and is_predicate(governor, self.sentence):
            above = self.slots(governor.index)
            controller = above.get("obj") if governor.lemma not in SUBJECT_CONTROL else None
            self._copy(slots, wanted, controller or above.get("obj" if self.passive(governor.index) else "subj", []))
        elif relation == "advcl" and is_predicate(governor, self.sentence):
            if not any(
                c.relation == "mark" and c.lemma not in ("to", "after", "before", "while", "when", "by", "without")
                for c in self.sentence.children(token.index)
            ):
                above = self.slots(governor.index)
                self._copy(slots, wanted, above.get("obj" if self.passive(governor.index) else "subj", []))
        elif relation == "acl" and not is_verbal(governor):
            if token.xpos in ("VBG", "VBN"):
                self._put(slots, wanted, governor.index)
            else:
                self._copy(slots, wanted, self._holder(governor))
        self._gap(token, slots)

    def _gap(self, token: Token, slots: Slots) -> None:
        """The object of a relative clause without a pronoun: "areas it had taken"."""
        if token.relation != "acl:relcl" or token.head < 0 or "subj" not in slots or "obj" in slots:
            return
        if not self.passive(token.index) and token.head not in slots["subj"]:
            self._put(slots, "obj", token.head)

    def _holder(self, noun: Token) -> list[int]:
        """Whose plan, order or attempt a noun is: its possessor, or the subject of the verb that has it as object."""
        possessors = self.sentence.children(noun.index, "nmod:poss")
        if possessors:
            return [possessors[0].index]
        if noun.relation in ("obj", "obl") and noun.head >= 0:
            return self.slots(noun.head).get("subj", [])
        return []

    # ---------------------------------------------------------------- nouns

    def _noun(self, token: Token) -> Slots:
        slots: Slots = {}
        for child in self.sentence.children(token.index):
            relation = child.relation
            if relation == "nmod:poss":
                self._put(slots, "poss", child.index)
            elif relation in MODIFIERS:
                slots.setdefault("mod", []).extend(self.conjuncts(child.index))
            elif relation.partition(":")[0] in ("nmod", "obl"):
                case = self.case(child.index)
                if case:
                    self._put(slots, case, child.index)
            elif relation == "acl" and child.xpos == "VBN" and not is_verbal(token):
                for agent in self.sentence.children(child.index, "obl:agent"):
                    self._put(slots, "by", agent.index)
            elif relation.partition(":")[0] in CLAUSAL or relation == "acl":
                self._put(slots, "xcomp" if relation == "acl" else relation.partition(":")[0], child.index)
            elif relation in ("nsubj", "csubj", "expl") and token.upos in ("ADJ", "NOUN", "PROPN"):
                self._put(slots, "subj", child.index)
        if token.upos == "ADJ":
            self._from_governor(token, slots, passive=False)
        return slots

    def _put(self, slots: Slots, slot: str, index: int) -> None:
        fillers = slots.setdefault(slot, [])
        for number in self.conjuncts(index):
            if number not in fillers:
                fillers.append(number)

    @staticmethod
    def _copy(slots: Slots, slot: str, fillers: list[int]) -> None:
        if fillers:
            slots[slot] = list(fillers)


def hyphened_from(sentence: Sentence, index: int) -> int:
    """The first of the words that hyphens join to a word from the front: "Cross" at "border" in "Cross-border"."""
    words, first = sentence.tokens, index
    while first >= 2 and words[first - 1].text == "-" and words[first - 2].end == words[first - 1].start:
        if words[first - 1].end != words[first].start:
            break
        first -= 2
    return first


def hyphenated(sentence: Sentence, index: int) -> str:
    """A word with what hyphens join to it from the front, lower case: "cross-border" at "border"."""
    first = hyphened_from(sentence, index)
    return "".join(word.text for word in sentence.tokens[first : index + 1]).lower()


def is_verbal(token: Token) -> bool:
    """Whether a word is a verb form, participles that stand for verbs included."""
    return token.upos == "VERB" or (token.upos == "AUX" and token.relation in ("root", "ccomp", "advcl", "conj"))


def is_predicate(token: Token, sentence: Sentence) -> bool:
    """Whether a word heads a clause: a verb, or a noun or adjective with a copula or a subject."""
    return is_verbal(token) or token.upos == "ADJ" or bool(sentence.children(token.index, "cop", "nsubj"))
