"""What every reader shares: mentions, who they stand for, who says so, when, and in what form."""

from __future__ import annotations

import re
from dataclasses import replace

from marsad.knowledge import Lexicon
from marsad.language import Document, Sentence
from marsad.reading._acts import Act
from marsad.reading._chains import FIRST, Chains, Speakers
from marsad.reading._frames import Frames, is_verbal
from marsad.reading._mentions import ActorMention, PlaceMention, Quantity, TimeMention
from marsad.reading._phrases import actor_mention, named_head
from marsad.reading._places import place_mentions
from marsad.reading._quantities import find_quantities
from marsad.reading._quotations import quotations
from marsad.reading._saying import Saying
from marsad.reading._sayings import SayingFinder
from marsad.reading._spoken import SpokenReader
from marsad.reading._times import find_times
from marsad.reading._told import Tense, ToldAct, ToldReport
from marsad.records import Span

_STANDING = frozenset({"support", "cooperation", "siege"})
_BEFORE = frozenset({"before", "previously", "formerly", "once", "historically"})
_EARLIER = re.compile(
    r"\b(?:days|weeks|months|years|week|month|year) (?:earlier|before)\b|\b(?:months|years) ago\b", re.IGNORECASE
)
SPEECH = frozenset({"demand", "refusal", "accusation", "threat", "concession", "support"})


class ReportReader:
    """Reads one document, sentence by sentence; sayings are found first, since quotations run over sentences.

    What both readers share; which acts a sentence tells is up to ``_sentence``.
    """

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document, self.lexicon = document, lexicon
        self.times = find_times(document.text)
        busy = [t.span for t in self.times]
        self.quantities = [
            q for q in find_quantities(document.text, times=self.times) if not any(q.span.overlaps(s) for s in busy)
        ]
        self.quotes = quotations(document.text)
        self.frames = {s.index: Frames(s) for s in document.sentences}
        self.sayings: dict[int, list[Saying]] = {}  # those that tell of acts
        everything: dict[int, list[Saying]] = {}
        for sentence in document.sentences:
            finder = SayingFinder(sentence, self.frames[sentence.index], lexicon)
            found = finder.find()
            everything[sentence.index] = found or [s for s in [finder.bare()] if s is not None]
            if telling := [s for s in found if not s.about]:
                self.sayings[sentence.index] = telling
        self.actors: dict[tuple[int, int], ActorMention] = {}
        self.speakers = Speakers(self._mention)
        self.chains = Chains(document, SpokenReader(document, everything, self.quotes).read(), self.speakers)

    def read(self) -> ToldReport:
        acts: list[ToldAct] = []
        places: list[PlaceMention] = []
        for sentence in self.document.sentences:
            if not sentence.tokens:
                continue
            local = place_mentions(self.document, sentence)
            places += [mention for _, mention in local]
            self._names(sentence)
            acts += self._sentence(sentence, local)
        sayings = tuple(self.chains.sayings())
        ordered = sorted(self.actors.values(), key=lambda m: (m.span.start, m.span.end))
        return ToldReport(tuple(acts), tuple(ordered), tuple(places), self.times, sayings)

    def _names(self, sentence: Sentence) -> None:
        """Notes the persons and organisations that the sentence names."""
        for entity in sentence.entities:
            if entity.label != "LOC":
                self._mention(sentence, named_head(sentence, entity.first, entity.last))

    def _mention(self, sentence: Sentence, head: int) -> ActorMention:
        mention = actor_mention(self.document, sentence, head)
        known = self.actors.get((mention.span.start, mention.span.end))
        if known is None:
            if mention.pronoun:
                mention = replace(mention, antecedent=self._antecedent(sentence, head))
            known = self.actors[mention.span.start, mention.span.end] = mention
        return known

    def _antecedent(self, sentence: Sentence, head: int) -> Span | None:
        """The subject that a pronoun goes on with: of a clause before it in the sentence, else of the sentence before.

        A pronoun in front of its clause's speaker ("..., they said") goes back into the content that it says.
        """
        word = sentence.tokens[head].lemma
        speaker = self._speaker_around(sentence, head)
        if speaker is not None and (word in FIRST or (speaker < head and self._fits(word, sentence, speaker))):
            return self._mention(sentence, speaker).span
        if word in FIRST:
            return self.speakers.last.span if self.speakers.last else None
        for host in (sentence, *self.document.sentences[max(0, sentence.index - 1) : sentence.index]):
            limit = head if host is sentence else len(host.tokens)
            subjects = [t for t in host.tokens[:limit] if t.relation in ("nsubj", "nsubj:pass") and t.upos != "PRON"]
            fitting = [t for t in subjects if self._fits(word, host, t.index)]
            if fitting:
                chosen = fitting[0] if host is not sentence else fitting[-1]
                mention = self._mention(host, chosen.index)
                return mention.span
        return None

    def _speaker_around(self, sentence: Sentence, head: int) -> int | None:
        """Who says the clause that a word stands in, where that is a name or a noun."""
        around = [s for s in self.sayings.get(sentence.index, ()) if head in s.content and s.source is not None]
        around.sort(key=lambda s: len(s.content))
        return next((s.source for s in around if sentence.tokens[s.source or 0].upos != "PRON"), None)

    @staticmethod
    def _fits(pronoun: str, sentence: Sentence, index: int) -> bool:
        token = sentence.tokens[index]
        entity = sentence.entity_at(index)
        person = entity.label == "PER" if entity else token.noun_class == "person" and token.xpos in ("NN", "NNP")
        if pronoun in ("he", "she", "him", "her", "his"):
            return person
        group = (entity is not None and entity.label == "ORG") or token.noun_class == "organization"
        if pronoun in ("it", "its"):
            return group and token.xpos not in ("NNS",)
        return group or (token.xpos == "NNS" and token.noun_class == "person")

    # ---------------------------------------------------------------- one sentence

    def _sentence(self, sentence: Sentence, places: list[tuple[int, PlaceMention]]) -> list[ToldAct]:
        """The acts of one sentence, given its place mentions by head word."""
        raise NotImplementedError

    def _note_speakers(self, sentence: Sentence) -> None:
        """Remembers who spoke last, for the pronouns that go on with him."""
        for saying in self.sayings.get(sentence.index, []):
            if saying.source is not None:
                self.speakers.note(sentence, saying.source)

    def _quantities(self, sentence: Sentence) -> list[Quantity]:
        return [q for q in self.quantities if sentence.start <= q.span.start < sentence.end]

    @staticmethod
    def _before(sentence: Sentence, act: Act, when: TimeMention | None) -> bool:
        if when is not None and _EARLIER.search(when.span.exact):
            return True
        return any(c.lemma in _BEFORE for c in sentence.children(act.clause, "advmod"))

    @staticmethod
    def _describes(sentence: Sentence, act: Act) -> bool:
        """A participle or relative clause on somebody's name or description, in the present or without a time."""
        token = sentence.tokens[act.clause]
        if act.kind == "support" and token.relation == "advcl" and token.xpos == "VBN":
            return True
        if not token.relation.startswith("acl") or token.head < 0 or not is_verbal(token):
            return False
        host = sentence.tokens[token.head]
        going_on = token.xpos in ("VBG", "VBZ", "VBP") or act.kind in _STANDING
        return going_on and (
            host.noun_class in ("person", "organization") or sentence.entity_at(host.index) is not None
        )

    def _with_evidence(self, sentence: Sentence, told: ToldAct) -> ToldAct:
        """The act with the stretch of its sentence that holds what is told of it; what stands elsewhere is left out."""
        pieces = [told.trigger, *(m.span for m in (*told.actors, *told.targets)), *(m.span for m in told.places)]
        pieces += [c.quantity.span for c in told.counts if c.quantity] + [c.whom for c in told.counts if c.whom]
        pieces += [c.cue for c in told.credits if c.cue] + [c.speaker.span for c in told.credits if c.speaker]
        pieces += [told.time.span] if told.time else []
        inside = [p for p in pieces if sentence.start <= p.start and p.end <= sentence.end]
        span = Span.of(self.document.text, min(p.start for p in inside), max(p.end for p in inside))
        return replace(told, evidence=span)

    # ---------------------------------------------------------------- when

    def _time(self, act: Act, mood: str) -> TimeMention | None:
        """The time expression that hangs on the act's clause, or, for what happened, on a clause above it."""
        sentence = act.sentence
        local = [t for t in self.times if sentence.start <= t.span.start < sentence.end]
        if not local:
            return None
        cues = {i for s in self.sayings.get(sentence.index, ()) for i in s.cue}
        hosts = {t: h for t in local if (h := self._host(sentence, t)) not in cues or h == act.index}
        own = self._clauses(act) if mood == "fact" else [act.index, act.clause]
        ranked = [(own.index(h), t.span.start, t) for t, h in hosts.items() if h in own]
        if ranked:
            return min(ranked, key=lambda r: r[:2])[2]
        return None

    def _host(self, sentence: Sentence, time: TimeMention) -> int:
        """The verb or act noun that a time expression hangs on."""
        words = [t for t in sentence.tokens if time.span.start <= t.start < time.span.end]
        if not words:
            return -1
        starts = {t.index for t in words}
        top = next((t for t in words if t.head not in starts), words[0])
        for above in sentence.ancestors(top.index):
            if is_verbal(above) or above.lemma in self.lexicon.nouns or above.head < 0:
                return above.index
        return top.index

    def _clauses(self, act: Act) -> list[int]:
        """The act's word and the clauses it belongs to, from the inside out, up to a verb of saying."""
        sentence = act.sentence
        out = [act.index, *(j.index for j in act.joined)]
        if act.light:
            out.append(act.light.verb)
        cues = {i for s in self.sayings.get(sentence.index, ()) for i in s.cue}
        at = act.clause
        while sentence.tokens[at].head >= 0:
            token = sentence.tokens[at]
            governor = sentence.tokens[token.head]
            if governor.index in cues and token.relation.partition(":")[0] in ("ccomp", "parataxis", "obj"):
                break
            if token.relation == "acl:relcl":
                break
            out.append(governor.index)
            at = governor.index
        return out

    # ---------------------------------------------------------------- form

    def _tense(self, sentence: Sentence, act: Act) -> Tense:
        verb = sentence.tokens[act.clause]
        if not is_verbal(verb):
            above = next((a for a in sentence.ancestors(act.index) if is_verbal(a)), None)
            if above is None:
                return "none"
            verb = above
        auxiliaries = sentence.children(verb.index, "aux")
        forms = {(c.lemma, c.xpos) for c in auxiliaries}
        if any(lemma == "have" for lemma, _ in forms):
            return "pluperfect" if ("have", "VBD") in forms else "perfect"
        tags = (
            [tag for _, tag in forms] + [c.xpos for c in sentence.children(verb.index, "aux:pass", "cop")] + [verb.xpos]
        )
        if "VBD" in tags:
            return "past"
        return "present" if {"VBZ", "VBP"} & set(tags) else "none"

    @staticmethod
    def _definite(sentence: Sentence, index: int) -> bool:
        determiners = [c.lemma for c in sentence.children(index, "det", "nmod:poss")]
        return bool(determiners) and not {"a", "an", "another", "some", "no", "any"} & set(determiners)
