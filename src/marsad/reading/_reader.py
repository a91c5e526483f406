"""What every reader shares: mentions, who they stand for, who says so, when, and in what form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from marsad.knowledge import Lexicon, load_references
from marsad.language import Document, Sentence
from marsad.reading._act import Act
from marsad.reading._antecedents import WHO, Antecedents
from marsad.reading._chains import FIRST, Chains, Speakers
from marsad.reading._claims import Context, word_act
from marsad.reading._control import told_control
from marsad.reading._count_acts import with_nobody, with_replaced
from marsad.reading._forecasts import told_forecasts
from marsad.reading._frames import Frames, is_verbal
from marsad.reading._headings import headings
from marsad.reading._mentions import ActorMention, PlaceMention, Quantity, TimeMention
from marsad.reading._naming import actor_words
from marsad.reading._phrases import actor_mention, relative_pronoun, victims_above
from marsad.reading._place_nouns import place_nouns
from marsad.reading._places import place_mentions
from marsad.reading._quantities import find_quantities
from marsad.reading._quotations import at as quotation_at
from marsad.reading._quotations import quotations
from marsad.reading._referents import may_stand, referents
from marsad.reading._relations import told_relations
from marsad.reading._saying import Saying
from marsad.reading._sayings import SayingFinder
from marsad.reading._spoken import SpokenReader
from marsad.reading._times import find_times, names_days
from marsad.reading._told import RelationMention, Tense, ToldAct, ToldControl, ToldForecast, ToldReport
from marsad.reading._transcripts import paragraph_behind, sayings_of_turns, turns, with_turns
from marsad.records import Span

_STANDING = frozenset({"support", "cooperation", "siege"})
_BEFORE = frozenset({"before", "previously", "formerly", "once", "historically"})
_EARLIER = re.compile(
    r"\b(?:days|weeks|months|years|week|month|year) (?:earlier|before)\b|\b(?:months|years) ago\b", re.IGNORECASE
)


_Placed = TypeVar("_Placed", TimeMention, Quantity)


def _by_sentence(document: Document, mentions: Iterable[_Placed]) -> dict[int, list[_Placed]]:
    """Mentions by the index of the sentence that they begin in, each list in their order."""
    out: dict[int, list[_Placed]] = {}
    for mention in mentions:
        sentence = document.sentence_at(mention.span.start)
        if sentence is not None and sentence.start <= mention.span.start:
            out.setdefault(sentence.index, []).append(mention)
    return out


def _in_dated_name(text: str, at: int) -> bool:
    """Whether a number is the day in a name: "the March 23 Movement"."""
    return _DAY_OF_NAME.match(text, at) is not None and text[:at].rstrip().endswith(_MONTHS)


_DAY_OF_NAME = re.compile(
    r"[1-9]\d?(?:st|nd|rd|th)? (?:[A-Z]\w+ ){0,2}(?:Movement|Brigades?|Army|Front|Coalition|Alliance|Group|Forces)\b"
)
_MONTHS = tuple("January February March April May June July August September October November December".split())


class ReportReader:
    """Reads one document, sentence by sentence; sayings are found first, since quotations run over sentences.

    What both readers share; which acts a sentence tells is up to ``_sentence``.
    """

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document, self.lexicon = document, lexicon
        self.times = find_times(document.text)
        busy = [t.span for t in self.times]
        quantities = (
            q
            for q in find_quantities(document.text, times=self.times)
            if not any(q.span.overlaps(s) for s in busy) and not _in_dated_name(document.text, q.span.start)
        )
        self._times_of = _by_sentence(document, self.times)
        self._quantities_of = _by_sentence(document, quantities)
        spoken = turns(document.text)
        labelled = sayings_of_turns(document, spoken)
        self.quotes = with_turns(quotations(document.text), [t for t in spoken if t.start in labelled])
        self.frames = {s.index: Frames(s) for s in document.sentences}
        self.sayings: dict[int, list[Saying]] = {}  # those that tell of acts
        everything: dict[int, list[Saying]] = {}
        for sentence in document.sentences:
            finder = SayingFinder(sentence, self.frames[sentence.index], lexicon)
            found = finder.find()
            if here := [s for s in labelled.values() if s.sentence == sentence.index]:
                found = [*here, *(s for s in found if s.cue[0] > here[0].cue[0])]
            everything[sentence.index] = found or [s for s in [finder.bare()] if s is not None]
            behind = paragraph_behind(document, sentence) if everything[sentence.index] and not found else None
            if behind is not None and not any(q.start < behind.end and behind.start < q.end for q in self.quotes):
                labelled[behind.start] = everything[sentence.index][0]
                self.quotes = sorted([*self.quotes, behind], key=lambda q: q.start)
            if telling := [s for s in found if not s.about]:
                self.sayings[sentence.index] = telling
        self.choices = Antecedents(document, self.quotes, self.sayings).choices()
        self.actors: dict[tuple[int, int], ActorMention] = {}
        self._places: dict[int, list[tuple[int, PlaceMention]]] = {}
        self.speakers = Speakers(self.document, self._mention)
        self.chains = Chains(document, SpokenReader(document, everything, self.quotes, labelled).read(), self.speakers)

    def read(self) -> ToldReport:
        acts: list[ToldAct] = []
        places: list[PlaceMention] = []
        forecasts: list[ToldForecast] = []
        control: list[ToldControl] = []
        headed = headings(self.document, self._told_places, lambda sentence: self._times_of.get(sentence.index, []))
        for sentence in self.document.sentences:
            if not sentence.tokens:
                continue
            local = self._told_places(sentence)
            places += [mention for _, mention in local]
            self._names(sentence)
            told = with_nobody(self._sentence(sentence, local))
            told = with_replaced(told, self.document.text, self._quantities(sentence))
            heading = headed.get(sentence.index)
            acts += told if heading is None else [heading.over(act) for act in told]
            context = self._context(sentence, local)
            forecasts += told_forecasts(context)
            control += told_control(context, self.frames[sentence.index])
        relations = tuple(r for s in self.document.sentences if s.tokens for r in self._relations(s))
        sayings = tuple(self.chains.sayings())
        ordered = sorted(self.actors.values(), key=lambda m: (m.span.start, m.span.end))
        return ToldReport(
            tuple(acts),
            tuple(ordered),
            tuple(places),
            self.times,
            relations=relations,
            forecasts=tuple(forecasts),
            control=tuple(control),
            sayings=sayings,
        )

    def _told_places(self, sentence: Sentence) -> list[tuple[int, PlaceMention]]:
        """(head word, mention) of the names of places of a sentence and of the words that stand for one."""
        if sentence.index not in self._places:
            found = [*place_mentions(self.document, sentence), *place_nouns(self.document, sentence)]
            self._places[sentence.index] = found
        return self._places[sentence.index]

    def _context(self, sentence: Sentence, places: list[tuple[int, PlaceMention]]) -> Context:
        """What the reading of forecasts and of control asks of a sentence."""
        return Context(
            document=self.document,
            sentence=sentence,
            lexicon=self.lexicon,
            places=places,
            times=self._times_of.get(sentence.index, []),
            sayings=self.sayings.get(sentence.index, []),
            mention=lambda head: self._mention(sentence, head),
            speaker=lambda head: self.speakers.voice(sentence, head),
            credited=lambda word: self.chains.of(word_act(sentence, word), speech=False),
            host=lambda time: self._host(sentence, time),
        )

    def _names(self, sentence: Sentence) -> None:
        """Notes whom the sentence names, and the pronouns that are plain."""
        for head in actor_words(sentence):
            self._mention(sentence, head)
        for token in sentence.tokens:
            if (sentence.index, token.index) in self.choices:
                self._mention(sentence, token.index)

    def _relations(self, sentence: Sentence) -> Iterator[RelationMention]:
        """The relations that the sentence states."""
        for told in told_relations(self.document, sentence):
            one, other = self._mention(sentence, told.subject), self._mention(sentence, told.object)
            yield RelationMention(one, told.predicate, other, told.evidence)

    def _mention(self, sentence: Sentence, head: int) -> ActorMention:
        mention = actor_mention(self.document, sentence, head)
        known = self.actors.get((mention.span.start, mention.span.end))
        if known is None:
            if mention.pronoun:
                mention = replace(mention, antecedent=self._antecedent(sentence, head))
            known = self.actors[mention.span.start, mention.span.end] = mention
        return known

    def _antecedent(self, sentence: Sentence, head: int) -> Span | None:
        """The phrase that a pronoun stands for: for the first person who speaks, else whom the weights choose."""
        if sentence.tokens[head].lemma in FIRST:
            speaker = self._speaker_around(sentence, head)
            if speaker is not None:
                return self._mention(sentence, speaker).span
            return self.speakers.last.span if self.speakers.last and self._is_said(sentence, head) else None
        if relative_pronoun(sentence.tokens[head]):
            clause = next((a for a in sentence.ancestors(head) if a.relation == "acl:relcl"), None)
            return self._mention(sentence, clause.head).span if clause is not None else None
        choice = self.choices.get((sentence.index, head))
        if choice is None and any(s.source == head for s in self.sayings.get(sentence.index, ())):
            return self._subject_before(sentence, head)
        if choice is None or choice.antecedent.form == "pair" or choice.antecedent.sort not in WHO:
            return None
        return self._mention(self.document.sentences[choice.antecedent.sentence], choice.antecedent.head).span

    def _is_said(self, sentence: Sentence, head: int) -> bool:
        """Whether a word stands in what somebody says; "we" elsewhere is the outlet."""
        if quotation_at(self.quotes, sentence.tokens[head].start) is not None:
            return True
        return any(head in s.content for s in self.sayings.get(sentence.index, ()))

    def _subject_before(self, sentence: Sentence, head: int) -> Span | None:
        """The subject that a speaker goes on with: the last one of the sentence, else the first of the one before."""
        known = load_references().pronouns.get(sentence.tokens[head].text.lower())
        for host in (sentence, *self.document.sentences[max(0, sentence.index - 1) : sentence.index]):
            limit = head if host is sentence else len(host.tokens)
            found = [r for r in referents(host) if r.head < limit and r.part == "subject" and r.form != "pair"]
            fitting = [r for r in found if known is not None and may_stand(known, r)]
            if fitting:
                return self._mention(host, (fitting[-1] if host is sentence else fitting[0]).head).span
        return None

    def _speaker_around(self, sentence: Sentence, head: int) -> int | None:
        """Who says the clause that a word stands in, where that is a name or a noun."""
        around = [s for s in self.sayings.get(sentence.index, ()) if head in s.content and s.source is not None]
        around.sort(key=lambda s: len(s.content))
        return next((s.source for s in around if sentence.tokens[s.source or 0].upos != "PRON"), None)

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
        return self._quantities_of.get(sentence.index, [])

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
        pieces += [*told.means, *self._what_did_it(sentence, told.trigger)]
        inside = [p for p in pieces if sentence.start <= p.start and p.end <= sentence.end]
        span = Span.of(self.document.text, min(p.start for p in inside), max(p.end for p in inside))
        return replace(told, evidence=span)

    def _what_did_it(self, sentence: Sentence, trigger: Span) -> list[Span]:
        """The thing or event that a verb has for a subject: "an explosion tore through", "a bomb killed"."""
        verbs = [t for t in sentence.tokens if trigger.start <= t.start < trigger.end and is_verbal(t)]
        subjects = [s for verb in verbs for s in sentence.children(verb.index, "nsubj")]
        return [
            Span.of(self.document.text, subject.start, subject.end)
            for subject in subjects
            if subject.noun_class in ("event", "object")
        ]

    # ---------------------------------------------------------------- when

    def _time(self, act: Act, mood: str) -> TimeMention | None:
        """The time expression that hangs on the act's clause, or, for what happened, on a clause above it."""
        sentence = act.sentence
        local = self._times_of.get(sentence.index)
        if not local:
            return None
        cues = {i for s in self.sayings.get(sentence.index, ()) for i in s.cue}
        hosts = {t: h for t in local if (h := self._host(sentence, t)) not in cues or h == act.index}
        victims = victims_above(sentence, act.index)
        for when in sentence.children(act.clause, "advmod", "mark"):
            if when.lemma == "when":  # "last week, when a bomber struck a hotel"
                told = [t for t in local if self.document.text[t.span.end : when.start].strip() == ","]
                if told and mood == "fact":
                    return told[-1]
        if victims is not None:  # when they are mourned is not when they were struck
            hosts = {t: h for t, h in hosts.items() if h in sentence.subtree(victims)}
        own = self._clauses(act) if mood == "fact" else [act.index, act.clause]
        ranked = [(not names_days(t), own.index(h), t.span.start, t) for t, h in hosts.items() if h in own]
        return self._since(act, min(ranked, key=lambda r: r[:3])[3]) if ranked else None

    def _since(self, act: Act, time: TimeMention) -> TimeMention | None:
        """What has gone on since a day told in a clause: "have been killed since the offensive began on Monday".

        "The first attack since they took the town on Monday" says no more of its day than that it was later.
        """
        sentence = act.sentence
        if dict(time.terms).get("signal") or not sentence.start <= time.span.start < sentence.end:
            return time
        host = self._host(sentence, time)
        for above in (sentence.tokens[host], *sentence.ancestors(host)):
            marks = {c.lemma for c in sentence.children(above.index, "mark")}
            if above.relation == "advcl" and "since" in marks and act.index not in sentence.subtree(above.index):
                lasting = self._tense(sentence, act) in ("perfect", "pluperfect")
                return replace(time, terms=(*time.terms, ("signal", "since"))) if lasting else None
        return time

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
