"""The trained reader: acts, participants and moods as the model sees them, in the form that the rules reader has.

The model says which words name an act, of which kind, and which words have which part in it. The rules, whose form is
closed, say what a number phrase means, which stretch of time or place an expression is, who speaks, and in what tense.
Decoding respects types: a place that is no state acts nowhere, a time or figure is nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from marsad.knowledge import ActEntry, Lexicon, load_lexicon
from marsad.language import Document, Link, Sentence, Trigger
from marsad.reading._act_places import ActPlaces
from marsad.reading._acts import Act, ActFinder, Light
from marsad.reading._classes import Classes
from marsad.reading._frames import Frames, is_verbal
from marsad.reading._known_names import with_known_names
from marsad.reading._linked_counts import LinkedCounts
from marsad.reading._mentions import ActorMention, PlaceMention, TimeMention
from marsad.reading._mood import Mood, MoodFinder
from marsad.reading._participants import TWO_SIDED, Participants, is_state
from marsad.reading._phrases import phrase_span
from marsad.reading._places import place_mentions
from marsad.reading._reader import SPEECH, ReportReader
from marsad.reading._repairs import repaired
from marsad.reading._told import ToldAct, ToldReport
from marsad.records import Span

_NOBODY = frozenset({"time", "num"})
_NO_NOUNS = frozenset({"PUNCT", "ADP", "VERB", "SCONJ", "CCONJ"})


def read_trained(document: Document, *, least: float) -> ToldReport:
    """Reads a document by the model's triggers and links.

    Args:
        document: Analysed by a model with act heads.
        least: Least probability of a trigger that is told at all.
    """
    lexicon = load_lexicon()
    return _TrainedReader(with_known_names(repaired(document, lexicon)), lexicon, least).read()


@dataclass(frozen=True, slots=True)
class _Around:
    """What the acts of one sentence are read with."""

    moods: MoodFinder
    counts: LinkedCounts
    participants: Participants
    places: ActPlaces
    names: list[tuple[int, PlaceMention]]
    acts: list[Act]


class _TrainedReader(ReportReader):
    def __init__(self, document: Document, lexicon: Lexicon, least: float) -> None:
        super().__init__(document, lexicon)
        self._least = least

    def _sentence(self, sentence: Sentence, places: list[tuple[int, PlaceMention]]) -> list[ToldAct]:
        self._note_speakers(sentence)
        triggers = [t for t in sentence.triggers if t.score >= self._least]
        if not triggers:
            return []
        frames, classes = self.frames[sentence.index], Classes(sentence, self.lexicon)
        lights = ActFinder(sentence, frames, classes, self.lexicon).lights()
        acts = [_act(sentence, t, frames, lights) for t in triggers]
        sayings = self.sayings.get(sentence.index, [])
        around = _Around(
            moods=MoodFinder(sentence, frames, self.lexicon, cues=frozenset(i for s in sayings for i in s.cue)),
            counts=LinkedCounts(self.document, sentence, self._quantities(sentence)),
            participants=Participants(sentence, frames, classes),
            places=ActPlaces(sentence, classes, places, speakers={s.source for s in sayings if s.source is not None}),
            names=places,
            acts=acts,
        )
        return [self._act_told(t, a, around) for t, a in zip(triggers, acts, strict=True)]

    def _act_told(self, trigger: Trigger, act: Act, around: _Around) -> ToldAct:
        sentence = act.sentence
        speech = act.kind in SPEECH
        who, whom = self._sides(trigger, act)
        mood = self._mood(trigger, act, around)
        chain = self._credits(act, speech=speech)
        when = self._linked_time(trigger, act, mood)
        where = self._linked_places(trigger, act, around)
        figures = around.counts.of(trigger)
        words = self.document.span(sentence, trigger.first, trigger.last)
        told = ToldAct(
            kind=act.kind,
            trigger=words,
            evidence=words,
            sentence=sentence.index,
            actors=tuple(who),
            targets=tuple(whom),
            places=tuple(where),
            time=when,
            counts=figures,
            means=self._means(trigger, sentence),
            mood=mood,
            credits=chain,
            tense=self._tense(sentence, act),
            speech=speech,
            nominal=not is_verbal(sentence.tokens[act.index]),
            definite=self._definite(sentence, act.index),
            light=act.light is not None,
            claim=around.participants.claimed(act),
            ordinal=0,
            before=self._before(sentence, act, when),
            describes=self._describes(sentence, act),
            score=trigger.score,
            share=trigger.share,
            claimed=trigger.mood == "claimed",
            background=trigger.background,
        )
        return self._with_evidence(sentence, told)

    # ---------------------------------------------------------------- parts

    def _sides(self, trigger: Trigger, act: Act) -> tuple[list[ActorMention], list[ActorMention]]:
        """(actors, targets), no word on both sides; the surer link decides.

        A side that the sentence itself does not tell is taken from the sentences around, where the model links one.
        """
        best: dict[tuple[int, int], Link] = {}
        for link in trigger.links:  # the surest first
            if link.role in ("actor", "target") and self._may_act(act.sentence, link):
                best.setdefault((link.sentence, link.word), link)
        actors, targets = (self._side(act.sentence, role, best.values()) for role in ("actor", "target"))
        if act.kind in TWO_SIDED and not targets and len(actors) > 1:
            actors, targets = actors[:1], actors[1:]
        return actors, targets

    def _side(self, sentence: Sentence, role: str, links: Iterable[Link]) -> list[ActorMention]:
        """The mentions of a side: all that the sentence tells, else the surest one of the sentences around it."""
        mine = [k for k in links if k.role == role]
        here = sorted((k for k in mine if k.sentence == 0), key=lambda k: k.word)
        return [self._mention(self._sentence_of(sentence, k), k.word) for k in here or mine[:1]]

    def _sentence_of(self, sentence: Sentence, link: Link) -> Sentence:
        return self.document.sentences[sentence.index + link.sentence]

    def _may_act(self, sentence: Sentence, link: Link) -> bool:
        """Whether a word can stand for somebody, by the type of its mention."""
        host = self._sentence_of(sentence, link)
        token, entity = host.tokens[link.word], host.entity_at(link.word)
        label = next((label for first, last, label in host.mentions if first <= link.word < last), None)
        if label in _NOBODY or token.upos in _NO_NOUNS:
            return False
        if token.upos == "PRON" and link.sentence > 0:
            return False  # whom it stands for is known only when its sentence is read
        if entity is not None and entity.label == "LOC":
            return is_state(token) or label in ("org", "nat", "nom")
        return True

    def _means(self, trigger: Trigger, sentence: Sentence) -> tuple[Span, ...]:
        """The phrases of what the act is done with, each once, without those that lie in another."""
        spans = {phrase_span(self.document, sentence, i) for i in trigger.words("means")}
        whole = [s for s in spans if not any(s != o and o.start <= s.start and s.end <= o.end for o in spans)]
        return tuple(sorted(whole, key=lambda s: s.start))

    def _mood(self, trigger: Trigger, act: Act, around: _Around) -> Mood:
        """Denied, to come or only thought of where the model says so; the rules say what is negated or a purpose."""
        ruled = around.moods.of(act)
        if ruled in ("negated", "purpose"):
            return ruled
        return cast("Mood", trigger.mood) if trigger.mood in ("denied", "forecast", "hypothetical") else "fact"

    def _linked_time(self, trigger: Trigger, act: Act, mood: Mood) -> TimeMention | None:
        """What the model links, in the sentence or else around it; what the rules read where it links none."""
        links = [k for k in trigger.links if k.role == "time"]
        for link in sorted(links, key=lambda k: (k.sentence != 0, -k.score, k.sentence, k.word)):
            at = self._sentence_of(act.sentence, link).tokens[link.word]
            found = next((t for t in self.times if t.span.start <= at.start < t.span.end), None)
            if found is not None:
                return found
        return self._time(act, mood)

    def _linked_places(self, trigger: Trigger, act: Act, around: _Around) -> list[PlaceMention]:
        """The places that the model links in the sentence, else those of the rules, else what it links around."""
        links = [k for k in trigger.links if k.role == "place"]
        here = self._places_at(act.sentence, around.names, [k.word for k in links if k.sentence == 0], act.index)
        if here:
            return here
        ruled = around.places.of(act, around.acts)
        if ruled:
            return ruled
        for link in links:  # the surest first
            host = self._sentence_of(act.sentence, link)
            found = self._places_at(host, place_mentions(self.document, host), [link.word], link.word)
            if found:
                return found
        return []

    @staticmethod
    def _places_at(
        sentence: Sentence, names: list[tuple[int, PlaceMention]], words: list[int], near: int
    ) -> list[PlaceMention]:
        """The place mentions that hold one of the words, those nearest to a word first."""
        starts = [sentence.tokens[w].start for w in words]
        found = [
            (abs(head - near), head, mention)
            for head, mention in names
            if head in words or any(mention.span.start <= start < mention.span.end for start in starts)
        ]
        return [mention for _, _, mention in sorted(found, key=lambda f: f[:2])]


def _act(sentence: Sentence, trigger: Trigger, frames: Frames, lights: dict[int, Light]) -> Act:
    """The trigger in the form of the rules' acts, so that tense, mood and clause are read the same way."""
    index = _head(sentence, trigger.first, trigger.last)
    entry = ActEntry(
        lemma=sentence.tokens[index].lemma,
        particle=None,
        when=(),
        kind=trigger.kind,
        actor=(),
        target=(),
        place=(),
        count=(),
        takes=(),
        joins=(),
        example="",
    )
    words = tuple(range(trigger.first, trigger.last))
    return Act(sentence, index, words, entry, frames.slots(index), lights.get(index))


def _head(sentence: Sentence, first: int, last: int) -> int:
    """The word of a trigger that the others hang on."""
    return next((i for i in range(first, last) if not first <= sentence.tokens[i].head < last), first)
