"""The rules reader: acts as told, from the lexicon over syntax. It is the baseline that later readers must beat."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.knowledge import load_lexicon
from marsad.language import Document, Sentence
from marsad.reading._act import Act
from marsad.reading._act_places import ActPlaces
from marsad.reading._acts import ActFinder
from marsad.reading._classes import Classes
from marsad.reading._control_places import takes_part
from marsad.reading._counts import CountFinder
from marsad.reading._frames import is_verbal
from marsad.reading._known_names import with_known_names
from marsad.reading._mentions import PlaceMention
from marsad.reading._mood import MoodFinder
from marsad.reading._participants import SPEECH, Participants
from marsad.reading._phrases import phrase_span
from marsad.reading._reader import ReportReader
from marsad.reading._repairs import repaired
from marsad.reading._told import Credit, ToldAct, ToldReport


def read_rules(document: Document) -> ToldReport:
    """Reads a document: every act told in it, and every mention of actors, places and times."""
    lexicon = load_lexicon()
    return RulesReader(with_known_names(repaired(document, lexicon)), lexicon).read()


@dataclass(frozen=True, slots=True)
class Finders:
    """What reads the parts of the acts of one sentence."""

    moods: MoodFinder
    counts: CountFinder
    participants: Participants
    places: ActPlaces


class RulesReader(ReportReader):
    """Acts from the lexicon over syntax."""

    def _sentence(self, sentence: Sentence, places: list[tuple[int, PlaceMention]]) -> list[ToldAct]:
        self._note_speakers(sentence)
        classes = Classes(sentence, self.lexicon)
        acts = ActFinder(sentence, self.frames[sentence.index], classes, self.lexicon).find()
        finders = self._finders(sentence, classes, places)
        return [self._told(act, acts, finders) for act in acts]

    def _finders(self, sentence: Sentence, classes: Classes, places: list[tuple[int, PlaceMention]]) -> Finders:
        """What reads the parts of the acts of a sentence."""
        frames, sayings = self.frames[sentence.index], self.sayings.get(sentence.index, [])
        return Finders(
            moods=MoodFinder(sentence, frames, self.lexicon, cues=frozenset(i for s in sayings for i in s.cue)),
            counts=CountFinder(self.document, sentence, frames, self._quantities(sentence)),
            participants=Participants(sentence, frames, classes),
            places=ActPlaces(sentence, classes, places, speakers={s.source for s in sayings if s.source is not None}),
        )

    def _told(self, act: Act, acts: list[Act], finders: Finders) -> ToldAct:
        sentence = act.sentence
        actors, targets = finders.participants.of(act)
        speech = act.kind in SPEECH
        chain = self.chains.of(act, speech=speech)
        if act.pointing and not chain:
            speakers = act.slots.get("by") or act.slots.get("subj") or []
            chain = tuple(
                Credit(
                    self._mention(sentence, i), self.document.span(sentence, act.words[0], act.words[0] + 1), "claim"
                )
                for i in speakers[:1]
            )
        where = finders.places.of(act, acts)
        mood = finders.moods.of(act)
        when = self._time(act, mood)
        figures = finders.counts.of(act)
        trigger = self.document.span(sentence, act.words[0], act.words[-1] + 1)
        if act.pointing == "denial":
            actors, targets, mood = [], [], "denied"
        who = tuple(self._mention(sentence, i) for i in actors)
        whom = tuple(self._mention(sentence, i) for i in targets)
        told = ToldAct(
            kind=act.kind,
            trigger=trigger,
            evidence=trigger,
            sentence=sentence.index,
            actors=who,
            targets=whom,
            places=tuple(where),
            time=when,
            counts=figures,
            means=tuple(phrase_span(self.document, sentence, i) for i in finders.participants.means(act)),
            mood=mood,
            credits=chain,
            tense=self._tense(sentence, act),
            speech=speech,
            nominal=not is_verbal(sentence.tokens[act.index]),
            definite=self._definite(sentence, act.index),
            another=any(c.lemma == "another" for c in sentence.children(act.index, "det")),
            light=act.light is not None,
            claim=act.pointing == "claim" or finders.participants.claimed(act),
            denial=act.pointing == "denial",
            ordinal=act.entry.specificity,
            before=self._before(sentence, act, when),
            part=act.kind == "territory-captured" and takes_part(sentence, act.index),
            describes=self._describes(sentence, act),
        )
        return self._with_evidence(sentence, told)
