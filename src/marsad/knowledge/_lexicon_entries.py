"""What the lexicon's tables hold, row by row: plain types without behaviour, and the closed words of their columns.

See ``_lexicon`` for the tables and their invariants.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marsad.records import CountWhat

Test = Literal["present", "absent", "is", "is_not"]
Role = Literal["actor", "target", "both", "speaker"]
LightEffect = Literal["forecast", "negated", "begun", "ended"]
Effect = Literal["forecast", "hypothetical", "negated", "denied", "purpose", "factual"]
Commitment = Literal["neutral", "claim", "confirm", "deny", "doubt", "predict"]

ENTITY_CLASSES = frozenset({"PERSON", "ORG", "PLACE", "NATIONALITY", "NUMBER", "PEOPLE", "GROUP"})
_PREPOSITION_WORDS = (
    "about above across after against ahead along alongside amid among around as at away back before behind "
    "below between beyond by down during for from in inside into near of off on onto out outside over past "
    "since than through throughout to toward towards under until up upon via with within without"
)
PREPOSITIONS = frozenset(_PREPOSITION_WORDS.split())
CORE_SLOTS = frozenset({"subj", "obj", "iobj", "xcomp", "ccomp", "advcl", "poss", "mod"})
SLOTS = CORE_SLOTS | PREPOSITIONS
GOVERNOR = "head"
ANY = "any"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on the arguments of a word.

    Attributes:
        slot: Name of the slot, or "any" for any argument or modifier.
        test: "present" and "absent" ask whether the slot is filled; "is" asks for a filler of one of the classes or
            words; "is_not" for a filler that is of none of them (an empty slot fails it).
        classes: Word classes, for "is" and "is_not".
        words: Lemmas of the filler's head, for "is" and "is_not".
    """

    slot: str
    test: Test
    classes: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    def accepts(self, lemma: str, classes: frozenset[str]) -> bool:
        """Tells whether a filler meets the condition; "absent" accepts none.

        Args:
            lemma: Lemma of the filler's head, lower case.
            classes: Classes of the filler's head, those of its named entity and actor kind included.

        Returns:
            True if a slot filled with this word meets the condition.
        """
        if self.test in ("present", "absent"):
            return self.test == "present"
        hit = lemma in self.words or not self.classes.isdisjoint(classes)
        return hit == (self.test == "is")


@dataclass(frozen=True, slots=True)
class ActEntry:
    """One use of a verb or noun, and the act that it names.

    Attributes:
        lemma: Lemma of the word; nouns in the singular.
        particle: Particle that must be there ("up"), or null.
        when: Conditions, all of which must hold.
        kind: Kind of the act, or null where this use is no act, which ends the search.
        actor: Slots of the actor in order of preference.
        target: Slots of the target in order of preference.
        place: Slots where the place of the act is an argument.
        count: Pairs of what is counted and the slot whose number counts it.
        takes: Slots whose own noun act is swallowed by this act.
        joins: Slots whose own act, where there is one, is the act told: this word then only adds its target, place
            and counts to it ("the air strike killed 20"). "head" is the act whose adverbial clause this is
            ("shelled the town, killing 20").
        example: A sentence in which the entry applies, the word in asterisks.
    """

    lemma: str
    particle: str | None = None
    when: tuple[Condition, ...] = ()
    kind: str | None = None
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    count: tuple[tuple[CountWhat, str], ...] = ()
    takes: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    example: str = ""

    @property
    def specificity(self) -> int:
        """Number of conditions, a particle counted as one."""
        return len(self.when) + (self.particle is not None)


@dataclass(frozen=True, slots=True)
class LightEntry:
    """A verb that only carries the noun act in one of its slots ("launch an attack").

    Attributes:
        lemma: Lemma of the verb.
        particle: Particle that must be there, or null.
        slot: Slot in which the noun act stands.
        role: What the verb's deep subject is to the noun act, or null for nothing.
        effect: What the verb does to the act, or null.
        example: A sentence in which the entry applies, the word in asterisks.
    """

    lemma: str
    particle: str | None
    slot: str
    role: Role | None
    effect: LightEffect | None
    example: str


@dataclass(frozen=True, slots=True)
class OperatorEntry:
    """A word that governs an act and says whether it happened.

    Attributes:
        lemma: Lemma of the word.
        pos: Universal part of speech ("VERB", "AUX", "ADJ", "ADV", "NOUN", "SCONJ", "ADP", "DET", "PART").
        effect: What it does to the status of the governed act.
        takes: Slots in which the governed act stands; "head" where the word depends on the act (auxiliary, adverb,
            marker).
        example: A sentence in which the entry applies, the word in asterisks.
    """

    lemma: str
    pos: str
    effect: Effect
    takes: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase of saying.

    Attributes:
        lemma: Lemma of the word, or the phrase as it stands ("according to").
        pos: "VERB", "NOUN", "ADJ", "ADV" or "PHRASE".
        frame: Where the content stands: "ccomp" (clause or quotation), "xcomp", "obj", a preposition, or "host" (the
            clause on which the cue hangs); several in order of preference.
        source: Slots of who says it in order of preference; empty where nobody is named ("reportedly").
        commitment: How the outlet or the source stands to the content.
        act: True where the word can also be an act of speech of its own ("accuse"), so that both uses must be tried.
        note: Anything else; empty as a rule.
    """

    lemma: str
    pos: str
    frame: tuple[str, ...]
    source: tuple[str, ...]
    commitment: Commitment
    act: bool
    note: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables, indexed by lemma. Built once; never changed.

    Attributes:
        verbs: Uses of verbs, the most specific first.
        nouns: Uses of nouns, the most specific first.
        light: Verbs that carry noun acts.
        operators: Words that govern acts.
        cues: Words and phrases of saying.
        classes: Classes of a lemma, lower case.
    """

    verbs: Mapping[str, tuple[ActEntry, ...]]
    nouns: Mapping[str, tuple[ActEntry, ...]]
    light: Mapping[str, tuple[LightEntry, ...]]
    operators: Mapping[str, tuple[OperatorEntry, ...]]
    cues: Mapping[str, tuple[Cue, ...]]
    classes: Mapping[str, frozenset[str]]
