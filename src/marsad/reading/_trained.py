"""The trained reader: acts by the model and the rules together.

The model says which words name an act, of which kind, and which words have which part in it, with how much certainty.
The rules (the lexicon over syntax) see fewer acts, but surely, and read what has a closed form: number phrases,
stretches of time and place, who speaks, tense. An act that only the model sees must be likely enough; one that the
rules see is told at any share, and the confidence tells. Decoding respects types: a place that is no state acts
nowhere, a time or figure is nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from marsad.knowledge import Lexicon, load_lexicon
from marsad.language import Document, Link, Sentence, Trigger, datelines, labels
from marsad.reading._act import Act
from marsad.reading._acts import ActFinder
from marsad.reading._classes import Classes
from marsad.reading._involvement import DENYING
from marsad.reading._known_names import with_known_names
from marsad.reading._linked_counts import LinkedCounts
from marsad.reading._mentions import ActorMention, PlaceMention, TimeMention
from marsad.reading._mood import Mood
from marsad.reading._participants import TWO_SIDED, is_state
from marsad.reading._phrases import phrase_span
from marsad.reading._repairs import repaired
from marsad.reading._rules import RulesReader
from marsad.reading._time_clauses import of_another_clause
from marsad.reading._times import names_days
from marsad.reading._told import ToldAct, ToldReport
from marsad.reading._trained_candidates import (
    DOUBTED,
    Candidate,
    act_of,
    harm_told_of,
    is_toll,
    told_once,
    unseen_trigger,
    up_to_semicolons,
    with_surest_figures,
)
from marsad.records import Span

_NOBODY = frozenset({"time", "num"})
_LEANING = frozenset({"previous", "following", "next", "same"})  # on a day told before
_MEANWHILE = frozenset({"while", "whereas", "whilst"})
_POINTED = 0.5  # share of a kind of which nothing is known
_NEGATIVE = DENYING | frozenset("not n't no never neither nor nobody none without false untrue denial lie".split())
_NO_NOUNS = frozenset({"PUNCT", "ADP", "VERB", "SCONJ", "CCONJ"})


@dataclass(frozen=True, slots=True)
class Options:
    """How the model and the rules are weighed; the values live in the model folder (``config.json``).

    Attributes:
        least: Least probability of an act that only the model sees.
        rule_kind: How many times its share by the model the kind of the rules weighs.
        unseen: Share of a kind that is not among the model's likeliest.
    """

    least: float
    rule_kind: float
    unseen: float


def read_trained(document: Document, options: Options) -> ToldReport:
    """Reads a document by the model's triggers and links, and by the rules.

    Args:
        document: Analysed by a model with act heads.
        options: How model and rules are weighed.
    """
    lexicon = load_lexicon()
    return _TrainedReader(with_known_names(repaired(document, lexicon)), lexicon, options).read()


class _TrainedReader(RulesReader):
    def __init__(self, document: Document, lexicon: Lexicon, options: Options) -> None:
        super().__init__(document, lexicon)
        self._options = options
        self._labels = labels(document.text)
        self._datelines = {end for _, end in datelines(document.text)}

    def _sentence(self, sentence: Sentence, places: list[tuple[int, PlaceMention]]) -> list[ToldAct]:
        self._note_speakers(sentence)
        classes = Classes(sentence, self.lexicon)
        candidates = self._candidates(sentence, classes)
        finders = self._finders(sentence, classes, places)
        linked = LinkedCounts(self.document, sentence, self._quantities(sentence))
        acts = [c.act for c in candidates]
        out = []
        for candidate in candidates:
            told = self._told(candidate.act, acts, finders)
            if candidate.ruled and candidate.ruled is not candidate.act and not told.counts:
                told = replace(told, counts=finders.counts.of(candidate.ruled))
            mine = [(head, place) for head, place in places if finders.places.may_hold(head, candidate.act)]
            told = self._completed(candidate, told, linked, mine)
            if is_toll(candidate, candidates) and told.counts and told.mood != "hypothetical":
                told = replace(told, vouched=True)
            if not told.actors:  # "Turkish shells hit the town"
                owners = finders.participants.owners_of_means(candidate.act, candidate.trigger.words("means"))
                told = replace(told, actors=tuple(self._mention(sentence, i) for i in owners))
            out.append(self._with_evidence(sentence, told))
        return out

    def _candidates(self, sentence: Sentence, classes: Classes) -> list[Candidate]:
        """Triggers that the model is sure enough of, and every act of the rules, in text order."""
        frames = self.frames[sentence.index]
        finder = ActFinder(sentence, frames, classes, self.lexicon)
        ruled = finder.find()
        adding = {word for act in ruled for joined in act.joined for word in joined.words}
        out: list[Candidate] = []
        for trigger in (up_to_semicolons(sentence, one) for one in with_surest_figures(sentence.triggers)):
            meets = (a for a in ruled if any(trigger.first <= word < trigger.last for word in a.words))
            own = next(meets, None)
            if own is None and trigger.score < self._options.least:
                continue
            kind, share = self._kind(trigger, own)
            keeps = own is not None and own.kind == kind
            act = own if keeps and own is not None else act_of(sentence, trigger, kind, frames, finder.lights)
            if not any(c.act is act for c in out):  # two triggers in one act's words
                adds = own is None and not adding.isdisjoint(range(trigger.first, trigger.last))
                out.append(Candidate(trigger, kind, share, act, own, adds))
        seen = {id(c.ruled) for c in out}
        for act in (a for a in ruled if id(a) not in seen):
            host = harm_told_of(act, out)
            if host is None:
                out.append(Candidate(unseen_trigger(act), act.kind, _POINTED, act, act, adds=False))
            else:
                out[host] = replace(out[host], ruled=act)
        return told_once(sorted(out, key=lambda c: c.trigger.first))

    def _kind(self, trigger: Trigger, ruled: Act | None) -> tuple[str, float]:
        """The kind and its share by the model; the rules' own kind weighs ``rule_kind`` times as much as its share.

        Where the model rather sees no act, it knows nothing of the kind.
        """
        shares = dict(trigger.kinds)
        if ruled is not None and ruled.pointing is not None:
            return ruled.kind, _POINTED  # the kind is that of the act that is claimed or denied
        if ruled is not None:
            mine = shares.get(ruled.kind, self._options.unseen)
            if ruled.kind == "killing" and any(c.words and not c.classes and c.slot == "obj" for c in ruled.entry.when):
                return ruled.kind, mine  # an idiom of death: "embraced martyrdom"
            if trigger.score < DOUBTED or mine * self._options.rule_kind >= trigger.kinds[0][1]:
                return ruled.kind, mine
        return trigger.kinds[0]

    def _completed(
        self, candidate: Candidate, told: ToldAct, linked: LinkedCounts, places: list[tuple[int, PlaceMention]]
    ) -> ToldAct:
        """The act as the rules read it, with what the model says of it."""
        trigger, act = candidate.trigger, candidate.act
        actors, targets = self._sides(candidate, told)
        mood = self._mood(candidate, told)
        ruled_kind = candidate.ruled is not None and candidate.ruled.kind == candidate.kind
        return replace(
            told,
            actors=tuple(actors),
            targets=tuple(targets),
            places=tuple(self._linked_places(trigger, act, told, places)),
            time=self._since(act, when) if (when := self._linked_time(trigger, act, told)) else None,
            counts=linked.joined(told.counts, trigger),
            means=self._means(trigger, act.sentence) or told.means,
            mood=mood,
            score=trigger.score,
            share=candidate.share,
            ruled=candidate.ruled is not None,
            ruled_kind=ruled_kind,
            vouched=ruled_kind and told.mood != "hypothetical",
            adds=candidate.adds,
            claimed=trigger.mood == "claimed",
            background=trigger.background,
        )

    # ---------------------------------------------------------------- parts

    def _sides(self, candidate: Candidate, told: ToldAct) -> tuple[list[ActorMention], list[ActorMention]]:
        """(actors, targets), no word on both sides; the surer link decides.

        Of an act of the rules' own kind they are the rules', and what these leave open is what the model links. Of
        others they are what the model links in the sentence, else what the rules read, else what it links around.
        """
        trigger, act = candidate.trigger, candidate.act
        best: dict[tuple[int, int], Link] = {}
        hit = act.entry.target if candidate.ruled is act else ()
        suffering = {i for slot in hit if slot not in act.entry.actor for i in act.slots.get(slot, ())}
        sent = (
            {w for o in act.slots.get("obj", ()) for w in act.sentence.subtree(o)} if act.kind == "deployment" else ()
        )
        for link in trigger.links:  # the surest first
            if link.role == "actor" and link.sentence == 0 and act.sentence.tokens[act.index].relation == "amod":
                continue  # "a court sentenced nine captured fighters"
            if link.role == "actor" and link.sentence == 0 and act.index in act.slots.get("obj", ()):
                continue  # who puts the toll at 40
            if link.role == "actor" and link.sentence == 0 and link.word in suffering:
                continue  # who lost six soldiers
            if link.role == "target" and link.sentence == 0 and link.word in sent:
                continue  # whom one sends somewhere
            if link.role in ("actor", "target") and self._may_act(act.sentence, link):
                best.setdefault((link.sentence, link.word), link)
        ruled = candidate.ruled is act
        actors = self._side(act.sentence, "actor", best.values(), told.actors, ruled=ruled)
        targets = self._side(act.sentence, "target", best.values(), told.targets, ruled=ruled)
        if act.kind in TWO_SIDED and not targets and len(actors) > 1:
            actors, targets = actors[:1], actors[1:]
        if ruled and told.targets:
            return [a for a in actors if a not in targets], targets
        return actors, [t for t in targets if t not in actors]

    def _side(
        self, sentence: Sentence, role: str, links: Iterable[Link], told: Sequence[ActorMention], *, ruled: bool
    ) -> list[ActorMention]:
        mine = [k for k in links if k.role == role]
        here = sorted((k for k in mine if k.sentence == 0), key=lambda k: k.word)
        if told and (ruled or not here):
            return list(told)
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
            return is_state(host, token) or label in ("org", "nat", "nom")
        return True

    def _means(self, trigger: Trigger, sentence: Sentence) -> tuple[Span, ...]:
        """The phrases of what the act is done with, each once, without those that lie in another."""
        spans = {phrase_span(self.document, sentence, i) for i in trigger.words("means")}
        whole = [s for s in spans if not any(s != o and o.start <= s.start and s.end <= o.end for o in spans)]
        return tuple(sorted(whole, key=lambda s: s.start))

    @staticmethod
    def _mood(candidate: Candidate, told: ToldAct) -> Mood:
        """What the rules see around the act; where they see nothing, what the model says."""
        trigger, light = candidate.trigger, candidate.act.light
        if told.mood != "fact" or trigger.mood not in ("denied", "forecast", "hypothetical"):
            return told.mood
        if trigger.mood == "denied" and any(c.commitment in ("claim", "confirm") for c in told.credits):
            return told.mood  # "could not confirm that it fell" denies nothing, nor does "which claimed the bombing"
        if trigger.mood == "denied" and light is not None and light.entry.role == "speaker":
            return told.mood  # "nobody has owned up to the attack" does not deny that it happened
        words = {w.lemma for w in candidate.act.sentence.tokens}
        if trigger.mood == "denied" and not told.credits and words.isdisjoint(_NEGATIVE):
            return told.mood  # "condemned the strikes"
        return cast("Mood", trigger.mood)

    def _linked_time(self, trigger: Trigger, act: Act, told: ToldAct) -> TimeMention | None:
        """What the model links in the sentence, else what the rules read, else what it links around."""
        leans = told.time is not None and dict(told.time.terms).get("shift") in _LEANING
        if leans and told.time is not None and self._host(act.sentence, told.time) == act.index:
            return told.time  # "were seized on 30 January and freed the following day"
        links = [k for k in trigger.links if k.role == "time"]
        for link in sorted(links, key=lambda k: (k.sentence != 0, -k.score, k.sentence, k.word)):
            if link.sentence != 0 and (told.time is not None or told.before or told.tense in ("perfect", "pluperfect")):
                break
            if link.sentence < 0 and told.places and self._in_another_paragraph(act.sentence, link.sentence):
                continue  # a paragraph with a place of its own tells another incident
            at = self._sentence_of(act.sentence, link).tokens[link.word]
            found = next((t for t in self.times if t.span.start <= at.start < t.span.end), None)
            if found is None or (link.sentence == 0 and of_another_clause(act, at.index)):
                continue
            if told.claim and link.sentence == 0 and at.index not in act.sentence.subtree(act.index):
                continue  # when it was claimed
            if told.mood != "fact" and link.sentence == 0 and self._of_what_was_said(act, found):
                continue  # "on March 7 it warned of an attack"
            if names_days(found) or told.time is None:
                return found
        return told.time

    def _of_what_was_said(self, act: Act, time: TimeMention) -> bool:
        """Whether a time says when somebody spoke of an act to come."""
        host = self._host(act.sentence, time)
        above = {a.index for a in act.sentence.ancestors(act.index)}
        return host in above - {act.clause} and act.sentence.tokens[host].xpos in ("VBD", "VBN")

    def _linked_places(
        self, trigger: Trigger, act: Act, told: ToldAct, names: list[tuple[int, PlaceMention]]
    ) -> list[PlaceMention]:
        """The places that the model links in the sentence, else those of the rules, else what it links around."""
        links = [k for k in trigger.links if k.role == "place"]
        names = [(head, mention) for head, mention in names if not self._of_speaker(act, head)]
        aside = self._aside(act)
        names = [(head, mention) for head, mention in names if head in aside] or names
        here = self._places_at(act.sentence, names, [k.word for k in links if k.sentence == 0], act.index)
        if here or told.places:
            return here or list(told.places)
        for link in (k for k in links if k.sentence and self._may_look(act.sentence, k.sentence)):  # the surest first
            host = self._sentence_of(act.sentence, link)
            token = host.tokens[link.word]
            if token.relation == "nsubj" and is_state(host, token):
                continue  # "Moscow denied it"
            if host.end in self._datelines and self._names_since(host, act.sentence):
                continue  # filed in Beirut, told of Deir al-Zor
            found = self._places_at(host, self._told_places(host), [link.word], link.word)
            if found:
                return found
        return []

    def _names_since(self, host: Sentence, sentence: Sentence) -> bool:
        """Whether a place is named between two sentences."""
        between = self.document.sentences[host.index + 1 : sentence.index]
        return any(self._told_places(other) for other in between)

    @staticmethod
    def _aside(act: Act) -> set[int]:
        """Words of the clause of an act that only goes on at the same time: "while gunmen fired on a bus in Jos"."""
        sentence = act.sentence
        for word in (sentence.tokens[act.clause], *sentence.ancestors(act.clause)):
            marks = {c.lemma for c in sentence.children(word.index, "mark", "advmod")}
            if word.relation == "advcl" and marks & _MEANWHILE and sentence.children(word.index, "nsubj", "nsubj:pass"):
                return set(sentence.subtree(word.index))
        return set()

    def _in_another_paragraph(self, sentence: Sentence, steps: int) -> bool:
        """Whether a sentence before stands in another paragraph."""
        before = self.document.sentences[sentence.index + steps]
        return "\n\n" in self.document.text[before.end : sentence.start]

    def _may_look(self, sentence: Sentence, steps: int) -> bool:
        """Back, ahead from a headline, and ahead in the same paragraph: the next one may tell another incident.

        Not back over the label of a paragraph: "Kayah State - " begins anew.
        """
        if steps < 0:
            return not any(
                self.document.sentences[sentence.index + steps].start < at <= sentence.start for at, _ in self._labels
            )
        if sentence.index == 0:
            return True
        following = self.document.sentences[sentence.index + steps]
        return "\n" not in self.document.text[sentence.end : following.start]

    def _of_speaker(self, act: Act, word: int) -> bool:
        """Whether a word says where whoever speaks belongs: "a nurse at the hospital of Mopti said"."""
        sentence = act.sentence
        sources = {s.source for s in self.sayings.get(sentence.index, ()) if s.source is not None}
        above = {word, *(a.index for a in sentence.ancestors(word))}
        return act.index not in sources and any(source in above for source in sources)

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
