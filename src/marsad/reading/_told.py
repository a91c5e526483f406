"""What the reading room hands on: acts as told, with their participants as mentions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from marsad.knowledge import Wording
from marsad.reading._mentions import ActorMention, PlaceMention, Quantity, TimeMention
from marsad.reading._mood import Mood
from marsad.records import ControlRelation, CountWhat, Predicate, Quote, Span

Tense = Literal["present", "past", "perfect", "pluperfect", "none"]


@dataclass(frozen=True, slots=True)
class CountMention:
    """A figure told with an act.

    Attributes:
        what: What is counted.
        whom: The phrase that is counted, or null.
        quantity: The figure; null for a plural without one ("killed civilians").
        one: True for one person, named or with an article ("a woman", "Abu Jandal").
        subset_of: Index of the figure that this one is a part of, or null.
        linked: True where the model says which act it belongs to, and not the rules.
    """

    what: CountWhat
    whom: Span | None
    quantity: Quantity | None
    one: bool = False
    subset_of: int | None = None
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Credit:
    """One link of who says so.

    Attributes:
        speaker: Who, or null ("reportedly").
        cue: The words that credit.
        commitment: neutral, claim, confirm, deny, doubt or predict.
        phrase: The speaker's whole phrase, appositions and relative clauses included, or null.
    """

    speaker: ActorMention | None
    cue: Span | None
    commitment: str
    phrase: Span | None = None


@dataclass(frozen=True, slots=True)
class ToldAct:
    """One mention of one act, in the text's own terms.

    Attributes:
        kind: Kind by the lexicon.
        trigger: The words that name it.
        evidence: The passage that carries act, figure and attribution.
        sentence: Index of its sentence.
        actors: Who acts.
        targets: To whom.
        places: Where, the likeliest first.
        time: When, or null.
        counts: Figures.
        means: Weapons and vehicles named with it.
        mood: Done, denied, to come, or only thought of.
        credits: Who says so, nearest to the act first.
        tense: Of its verb.
        speech: True for an act of speech (the event is the saying).
        nominal: True where a noun names it.
        definite: True for a noun that points back ("the assault").
        another: True for a noun that says it is none of those told ("another attack").
        light: True where a light verb carries the noun.
        claim: True where the act is told only through a claim of responsibility.
        denial: True where the words only deny an act told elsewhere ("rejected this").
        nobody: True where the words only say that an act told elsewhere harmed nobody ("there were no casualties").
        ordinal: Rank of the lexicon entry: how many conditions held.
        before: True where an adverb or time expression puts it before the news ("previously", "days earlier").
        part: True where what was taken is a building, a post or a quarter rather than a town.
        describes: True where it stands in a clause that only says who somebody is ("a force fighting the group").
        score: By the trained reader: probability that the words name an act; null by the rules reader.
        share: By the trained reader: how much of that falls to the kind; null by the rules reader.
        ruled: By the trained reader: whether the rules see an act at these words too.
        adds: By the trained reader: whether the rules take these words as part of another act ("killed" in a raid).
        ruled_kind: By the trained reader: whether they see one of the same kind.
        vouched: By the trained reader: whether they do, and not as one that is only thought of.
        claimed: By the trained reader: whether a party to the act says so; null by the rules reader.
        background: By the trained reader: whether it is rather told as context; null by the rules reader.
    """

    kind: str
    trigger: Span
    evidence: Span
    sentence: int
    actors: tuple[ActorMention, ...]
    targets: tuple[ActorMention, ...]
    places: tuple[PlaceMention, ...]
    time: TimeMention | None
    counts: tuple[CountMention, ...]
    means: tuple[Span, ...]
    mood: Mood
    credits: tuple[Credit, ...]
    tense: Tense
    speech: bool
    nominal: bool
    definite: bool
    light: bool
    claim: bool
    ordinal: int
    before: bool = False
    another: bool = False
    denial: bool = False
    part: bool = False
    nobody: bool = False
    describes: bool = False
    score: float | None = None
    share: float | None = None
    ruled: bool = False
    ruled_kind: bool = False
    vouched: bool = False
    adds: bool = False
    claimed: bool | None = None
    background: bool | None = None


@dataclass(frozen=True, slots=True)
class ToldForecast:
    """A statement about what is not yet known, in the text's own terms.

    Attributes:
        wording: The operative words.
        evidence: The clause that foretells.
        subject: Whom the proposition is about, where that can be somebody; null for other subjects.
        about: The subject's words, or an empty string.
        predicate: What is foretold of it, in plain words, a negation included.
        negative: Whether it is foretold not to happen.
        wordings: Rows of the table of probability that bear on it, those of its own clause first; none for an open
            question.
        stated: A chance that the speaker puts in figures, low and high, or null.
        condition: The words of its condition, or null.
        time: By when, or null.
        made: When it was said, or null.
        present: True for an estimate of what is, rather than of what will be.
        credits: Who says so, nearest first.
        partners: Others who say the same ("agreed with X that").
    """

    wording: Span
    evidence: Span
    subject: ActorMention | None
    about: str
    predicate: str
    negative: bool
    wordings: tuple[Wording, ...]
    stated: tuple[float, float] | None
    condition: Span | None
    time: TimeMention | None
    made: TimeMention | None
    present: bool
    credits: tuple[Credit, ...]
    partners: tuple[ActorMention, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldControl:
    """A statement about who holds a place, in the text's own terms.

    Attributes:
        relation: Held, taken, lost, or contested.
        evidence: The passage that says so.
        holder: Who holds, took or lost it; null where nobody does, or nobody is named.
        places: The places named, each held as the words say.
        noun: Common noun that stands for the place ("pocket", "town", "territory"), or null.
        seat: Noun that says that somebody sits there ("stronghold", "enclave"), or null; a name may stand beside it.
        pronoun: True where a pronoun stands for the place.
        extent: How much of it ("last major", "areas", "about half"), or null.
        time: When, or null.
        tense: Of its verb; "none" for a noun phrase that takes it for granted.
        credits: Who says so, nearest first.
    """

    relation: ControlRelation
    evidence: Span
    holder: ActorMention | None
    places: tuple[PlaceMention, ...]
    noun: str | None
    seat: str | None
    pronoun: bool
    extent: str | None
    time: TimeMention | None
    tense: Tense
    credits: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class RelationMention:
    """A relation that the text states: both sides as mentions, and the words that say so."""

    subject: ActorMention
    predicate: Predicate
    object: ActorMention
    evidence: Span


@dataclass(frozen=True, slots=True)
class ToldSaying:
    """Somebody is reported to have said something.

    Attributes:
        credits: Who says so, and through whom, nearest to what is said first; the first one's cue is the saying's.
        content: What is said, in text order.
        form: Whether the words are quoted, told, or both.
        tells: False where the content is only what the saying is about ("condemned the attack").
    """

    credits: tuple[Credit, ...]
    content: tuple[Span, ...]
    form: Quote
    tells: bool = True


@dataclass(frozen=True, slots=True)
class ToldReport:
    """Everything the reading room finds in one text.

    Attributes:
        acts: In text order.
        actors: Every mention of somebody, in text order, participants and speakers included.
        places: Every mention of a place, in text order.
        times: Every time expression, in text order.
        relations: What the text says outright of how actors belong together, in text order.
        forecasts: In text order.
        control: Statements of who holds which place, in text order.
        sayings: By the place of their cue.
    """

    acts: tuple[ToldAct, ...]
    actors: tuple[ActorMention, ...]
    places: tuple[PlaceMention, ...]
    times: tuple[TimeMention, ...]
    relations: tuple[RelationMention, ...] = ()
    forecasts: tuple[ToldForecast, ...] = ()
    control: tuple[ToldControl, ...] = ()
    sayings: tuple[ToldSaying, ...] = ()
