"""Who says so: the chain of sayings around an act or another saying, and the speakers behind pronouns.

Nearest first: who is himself told of by another stands before him. A hedge ("reportedly") is a link only where nobody
says so, and a speaker's own "I think" within what he says is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from marsad.knowledge import load_speakers
from marsad.language import Document, Sentence
from marsad.reading._act import Act
from marsad.reading._mentions import ActorMention
from marsad.reading._phrases import whole_phrase
from marsad.reading._spoken import Spoken
from marsad.reading._told import Credit, ToldSaying
from marsad.records import Span

FIRST = frozenset({"we", "our", "us", "i", "my", "me"})
_PERSONS, _THINGS = frozenset({"he", "she"}), frozenset({"it"})
_BESIDE = frozenset({"det", "compound", "amod", "nmod", "nmod:poss"})


class Speakers:
    """Those who spoke so far in a report, in order, for the pronouns that go on with them.

    Args:
        document: The report, analysed.
        mention: Gives the mention of a sentence's word.
    """

    def __init__(self, document: Document, mention: Callable[[Sentence, int], ActorMention]) -> None:
        self._document, self._mention = document, mention
        self._voices: dict[tuple[int, int], ActorMention] = {}
        self._spoke: list[tuple[ActorMention, str, int]] = []  # who, of which sort, in which sentence

    @property
    def last(self) -> ActorMention | None:
        """Who spoke last."""
        return self._spoke[-1][0] if self._spoke else None

    def voice(self, sentence: Sentence, source: int) -> ActorMention:
        """The mention of a speaker, the same wherever it is asked for; a pronoun is whoever spoke before."""
        key = (sentence.index, source)
        if key not in self._voices:
            self._voices[key] = self._meant(sentence, source)
        return self._voices[key]

    def note(self, sentence: Sentence, source: int) -> None:
        """Remembers who speaks."""
        self._spoke.append((self.voice(sentence, source), _sort(sentence, source), sentence.index))

    def _meant(self, sentence: Sentence, source: int) -> ActorMention:
        mention = self._mention(sentence, source)
        if mention.pronoun:
            word = sentence.tokens[source].lemma
            if word in FIRST and mention.antecedent is None:
                return mention  # the outlet's own "we"
            barred = "group" if word in _PERSONS else "person" if word in _THINGS else ""
            fitting = ((m, at) for m, sort, at in reversed(self._spoke) if sort != barred and not m.pronoun)
            spoke = (one for one in fitting if word != "they" or one[0].entity != "person")
            found, at = next(spoke, (mention, sentence.index))
            return mention if word in _PERSONS and self._is_named_since(sentence, mention, at) else found
        last = self.last
        return last if last is not None and self._goes_on(sentence, source, last) else mention

    def _is_named_since(self, sentence: Sentence, mention: ActorMention, spoke: int) -> bool:
        """Whether a pronoun stands for somebody of the sentence before, who spoke long ago being no match for him.

        "Guterres invoked the article. He warned that ...".
        """
        if mention.antecedent is None or spoke >= sentence.index - 1:
            return False
        return mention.antecedent.start >= self._document.sentences[sentence.index - 1].start

    @staticmethod
    def _goes_on(sentence: Sentence, source: int, last: ActorMention) -> bool:
        """Whether "the group", "the watchdog" that speaks is the organisation that spoke before."""
        token = sentence.tokens[source]
        again = load_speakers().get(token.lemma) in ("group", "outside") and token.noun_class == "organization"
        if not again or token.xpos != "NN" or last.entity != "organisation" or sentence.entity_at(source) is not None:
            return False
        words = {c.lemma for c in sentence.children(source) if c.relation in _BESIDE}
        return "the" in words and not any(c.xpos == "NNP" for c in sentence.children(source))


def _sort(sentence: Sentence, index: int) -> str:
    """Whether a speaker is a person or a group, or "" for one that may be both."""
    word = sentence.tokens[index].lemma
    if sentence.tokens[index].upos == "PRON":
        return "person" if word in _PERSONS else "group" if word in _THINGS else ""
    entity = sentence.entity_at(index)
    if entity is not None:
        return "person" if entity.label == "PER" else "group"
    named = sentence.tokens[index].noun_class
    return "group" if named == "organization" else "person" if named == "person" else ""


class Chains:
    """The chains of one report.

    Args:
        document: The report, analysed.
        spoken: Everything said in it.
        speakers: Its speakers.
    """

    def __init__(self, document: Document, spoken: Sequence[Spoken], speakers: Speakers) -> None:
        self._document, self._spoken, self._speakers = document, spoken, speakers
        self._telling = [s for s in spoken if not s.saying.about]
        self._starts = {id(s): self._cue(s).start for s in spoken}

    def of(self, act: Act, *, speech: bool) -> tuple[Credit, ...]:
        """Who says that an act happened; of an act of speech, who besides its speaker.

        Args:
            act: The act.
            speech: Whether it is an act of speech.
        """
        number, at = act.sentence.index, act.sentence.tokens[act.index].start
        covering = [s for s in self._telling if s.holds(at) and not _is_cue(s, act)]
        if speech:
            own = (s.saying.source for s in self._spoken if _is_cue(s, act))
            heads = {(number, i) for i in (*act.slots.get("subj", ()), *own)}
            covering = [s for s in covering if (s.saying.sentence, s.saying.source) not in heads]
        return self._chain(covering)

    def sayings(self) -> Iterator[ToldSaying]:
        """Every saying with its chain; one for each of several who say the same.

        Impressions ("seems"), a speaker's own "I think", and hedges within what somebody says are none.
        """
        for spoken in self._spoken:
            around = [s for s in self._telling if s is not spoken and self._tells_of(s, spoken)]
            sourceless = spoken.saying.source is None
            if spoken.saying.impression or self._is_own(spoken, around) or (around and sourceless):
                continue
            above = tuple(c for c in self._chain(around) if c.speaker is not None)
            content = tuple(Span.of(self._document.text, *stretch) for stretch in spoken.stretches)
            for source in (spoken.saying.source, *spoken.saying.partners):
                yield ToldSaying((self._credit(spoken, source), *above), content, spoken.form, not spoken.saying.about)

    def _chain(self, covering: Iterable[Spoken]) -> tuple[Credit, ...]:
        ranked = self._nearest_first(covering)
        speaking = [s for s in ranked if s.saying.source is not None and not self._is_own(s, ranked)]
        return tuple(self._credit(s, s.saying.source) for s in speaking or ranked)

    def _is_own(self, spoken: Spoken, around: Sequence[Spoken]) -> bool:
        """Whether a saying is a speaker's own "I think" within what he says."""
        source = spoken.saying.source
        if source is None or self._document.sentences[spoken.saying.sentence].tokens[source].lemma not in FIRST:
            return False
        return any(o is not spoken and self._tells_of(o, spoken) for o in around)

    def _tells_of(self, outer: Spoken, inner: Spoken) -> bool:
        """Whether one saying is told within another, or is what that goes back to."""
        through = inner.saying.through
        cited = through is not None and inner.saying.sentence == outer.saying.sentence and through in outer.saying.cue
        return cited or outer.holds(self._starts[id(inner)])

    def _nearest_first(self, covering: Iterable[Spoken]) -> list[Spoken]:
        ranked = list(covering)
        if len(ranked) < 2:
            return ranked
        inside = {id(s): sum(self._tells_of(o, s) for o in ranked if o is not s) for s in ranked}
        return sorted(ranked, key=lambda s: (-inside[id(s)], len(s.saying.content), s.saying.sentence, s.saying.cue))

    def _cue(self, spoken: Spoken) -> Span:
        saying = spoken.saying
        first, last = saying.shown or (min(saying.cue), max(saying.cue) + 1)
        return self._document.span(self._document.sentences[saying.sentence], first, last)

    def _credit(self, spoken: Spoken, source: int | None) -> Credit:
        saying = spoken.saying
        if source is None:
            return Credit(None, self._cue(spoken), saying.commitment)
        sentence = self._document.sentences[saying.sentence]
        phrase = whole_phrase(self._document, sentence, source, without={*saying.cue, *saying.content})
        return Credit(self._speakers.voice(sentence, source), self._cue(spoken), saying.commitment, phrase)


def _is_cue(spoken: Spoken, act: Act) -> bool:
    """Whether an act's word is the cue of a saying."""
    return spoken.saying.sentence == act.sentence.index and act.index in spoken.saying.cue
