"""Sayings: cue, source and content of what somebody is reported to have said.

Reads verbs of saying with a clause, quotations before or after their verb, "according to X", adverbs ("reportedly"),
and quotations that go on over sentences. The content is a set of words of one sentence, or a whole quoted sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from marsad.knowledge import Cue, Lexicon
from marsad.language import Document, Sentence, Token
from marsad.reading._frames import Frames, is_verbal

OPENING, CLOSING = "“«", "”»"


@dataclass(frozen=True, slots=True)
class Saying:
    """One saying within a sentence.

    Attributes:
        sentence: Index of the sentence of the cue.
        cue: Words of the cue.
        source: Head word of who says it, or null.
        content: Words of the content in the same sentence.
        commitment: How cue and content stand to each other: neutral, claim, confirm, deny, doubt, predict.
        act: True where the cue may be an act of speech of its own.
    """

    sentence: int
    cue: tuple[int, ...]
    source: int | None
    content: frozenset[int]
    commitment: str
    act: bool


class SayingFinder:
    """Finds the sayings of one sentence."""

    def __init__(self, sentence: Sentence, frames: Frames, lexicon: Lexicon) -> None:
        self._sentence, self._frames, self._lexicon = sentence, frames, lexicon

    def find(self) -> list[Saying]:
        """Sayings, in the order of their cues."""
        out = []
        cues = self._lexicon.cues
        for token in self._sentence.tokens:
            if token.lemma not in cues and token.text.lower() not in ("according", "per"):
                continue
            saying = self._phrase(token) or self._word(token)
            if saying and saying.content:
                out.append(saying)
        return [replace(s, content=self._reach(s, out)) for s in out]

    @staticmethod
    def _reach(saying: Saying, others: list[Saying]) -> frozenset[int]:
        """The content with what is said within it: "..., the army said, according to an agency" credits it all."""
        reach = saying.content
        for other in others:
            if other is not saying and set(other.cue) <= saying.content and not set(saying.cue) <= other.content:
                reach |= other.content
        return reach - frozenset(saying.cue)

    def _word(self, token: Token) -> Saying | None:
        cues = self._lexicon.cues.get(token.lemma)
        if not cues:
            return None
        for cue in cues:
            fits = cue.pos == token.upos or (cue.pos == "VERB" and is_verbal(token))
            if not fits:
                continue
            content = self._content(token, cue)
            if content:
                if any(self._nobody(f) for slot in cue.source for f in self._frames.slots(token.index).get(slot, ())):
                    return None  # "no group has claimed it": nobody says so
                source = self._source(token, cue)
                return Saying(self._sentence.index, (token.index,), source, content, cue.commitment, cue.act)
        return None

    def _content(self, token: Token, cue: Cue) -> frozenset[int]:
        """The words of what is said, by the first frame of the cue that is filled."""
        frames = (*cue.frame, "xcomp") if cue.commitment in ("claim", "confirm", "deny") and not cue.act else cue.frame
        for frame in frames:
            if frame == "host":
                return self._hosted(token)
            if frame == "ccomp":
                content = self._clauses(token)
            elif cue.act and frame in ("of", "for"):
                content = self._gerund(token, frame)
            elif not cue.act or cue.commitment == "deny":
                content = self._complement(token, frame)
            else:
                continue
            if content:
                return content
        return frozenset()

    def _hosted(self, token: Token) -> frozenset[int]:
        """The clause that an adverb ("reportedly") hangs on."""
        return (
            self._clause(token.head) - frozenset(self._sentence.subtree(token.index))
            if token.head >= 0
            else frozenset()
        )

    def _clauses(self, token: Token) -> frozenset[int]:
        """The clause below a verb of saying, the one that it stands beside, or the quotation after it."""
        clauses = self._sentence.children(token.index, "ccomp")
        if clauses:
            return frozenset(i for c in clauses for i in self._sentence.subtree(c.index))
        if token.relation in ("parataxis", "advcl") and token.head >= 0 and self._framing(token):
            return frozenset(range(len(self._sentence.tokens))) - frozenset(self._sentence.subtree(token.index))
        if not is_verbal(token) or self._sentence.children(token.index, "obj"):
            return frozenset()
        quoted = [c for c in self._sentence.children(token.index, "parataxis") if c.lemma not in self._lexicon.cues]
        return frozenset(i for c in quoted for i in self._sentence.subtree(c.index))

    def _gerund(self, token: Token, mark: str) -> frozenset[int]:
        """What somebody is accused or suspected of: "accused Chad of arming the rebels"."""
        clauses = self._sentence.children(token.index, "advcl", "xcomp")
        marked = [c for c in clauses if any(m.lemma == mark for m in self._sentence.children(c.index, "mark", "case"))]
        return frozenset(i for c in marked for i in self._sentence.subtree(c.index))

    def _complement(self, token: Token, frame: str) -> frozenset[int]:
        """What stands in a slot of the cue; of a passive ("is said to have fled") the infinitive with its subject."""
        slots = self._frames.slots(token.index)
        above = {a.index for a in self._sentence.ancestors(token.index)}
        infinitive = slots.get("xcomp", []) if is_verbal(token) and self._frames.passive(token.index) else []
        fillers = infinitive or [f for f in slots.get(frame, ()) if f not in above]
        return frozenset(i for f in fillers for i in self._sentence.subtree(f))

    def _framing(self, token: Token) -> bool:
        """Whether a verb of saying stands beside its content ("..., the army said") rather than under it."""
        if token.relation == "parataxis":
            return True
        marks = [c.lemma for c in self._sentence.children(token.index, "mark", "advmod")]
        return "as" in marks

    def _clause(self, index: int) -> frozenset[int]:
        """The clause that a phrase hangs on: up to its verb, with everything below."""
        at = index
        for above in self._sentence.ancestors(index):
            if self._sentence.tokens[at].relation in (
                "nsubj",
                "obj",
                "obl",
                "nmod",
                "appos",
                "conj",
                "nsubj:pass",
                "obl:agent",
            ):
                at = above.index
            else:
                break
        return frozenset(self._sentence.subtree(at))

    def _source(self, token: Token, cue: Cue) -> int | None:
        slots = self._frames.slots(token.index)
        for slot in cue.source:
            fillers = [f for f in slots.get(slot, ()) if self._speaks(f)]
            if fillers:
                return fillers[0]
        return None

    def _nobody(self, index: int) -> bool:
        determiners = {c.lemma for c in self._sentence.children(index, "det")}
        return bool(determiners & {"no", "neither"}) or self._sentence.tokens[index].lemma in ("nobody", "none")

    def _speaks(self, index: int) -> bool:
        token = self._sentence.tokens[index]
        return (
            token.lemma not in ("it",)
            or not self._sentence.children(token.head, "ccomp")
            or (token.relation != "nsubj:pass")
        )

    # ---------------------------------------------------------------- phrases

    def _phrase(self, token: Token) -> Saying | None:
        """Reads "according to X": the phrase hangs on the clause that it credits."""
        if token.text.lower() not in ("according", "per"):
            return None
        cues = self._lexicon.cues.get("according to" if token.lemma.lower().startswith("accord") else "per", ())
        if not cues or token.head < 0:
            return None
        source = self._phrase_source(token)
        if source is None:
            return None
        top = source if token.relation in ("case", "fixed") else token.index
        host = self._sentence.tokens[top].head
        if host < 0:
            return None
        content = self._clause(host) - frozenset(self._sentence.subtree(top))
        words = [token.index]
        if token.index + 1 < len(self._sentence.tokens) and self._sentence.tokens[token.index + 1].lemma == "to":
            words.append(token.index + 1)
        return Saying(self._sentence.index, tuple(words), source, content, cues[0].commitment, act=False)

    def _phrase_source(self, token: Token) -> int | None:
        if token.relation in ("case", "fixed"):
            at = token.head
            while self._sentence.tokens[at].relation in ("case", "fixed") and self._sentence.tokens[at].head >= 0:
                at = self._sentence.tokens[at].head
            return at
        for child in self._sentence.children(token.index, "obl", "nmod", "obj"):
            return child.index
        return None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation by its offsets, the marks included. It may run over sentences and paragraphs."""

    start: int
    end: int


def quotations(text: str) -> list[Quotation]:
    """Quotations in double marks, in order. A paragraph that ends open goes on where the next one opens again."""
    out: list[Quotation] = []
    opened: int | None = None
    for position, mark in enumerate(text):
        char = mark if mark != '"' else OPENING[0] if opened is None else CLOSING[0]
        if char in OPENING and opened is None:
            opened = position
        elif char in CLOSING and opened is not None:
            out.append(Quotation(opened, position + 1))
            opened = None
        elif char == "\n" and opened is not None and text[position : position + 2] == "\n\n":
            if text[position + 2 : position + 3] in ("“", '"', "«") or position - opened < 1500:
                out.append(Quotation(opened, position))
            opened = None
    return out


def continued_source(document: Document, sentence: Sentence, sayings: dict[int, list[Saying]]) -> Saying | None:
    """The saying whose speaker a sentence inside a quotation goes on with.

    It is the nearest before it, or the one after it in the same paragraph.
    """
    before = next(
        (sayings[i][-1] for i in range(sentence.index - 1, max(-1, sentence.index - 5), -1) if sayings.get(i)), None
    )
    after_index = sentence.index + 1
    if sayings.get(after_index) and after_index < len(document.sentences):
        gap = document.text[sentence.end : document.sentences[after_index].start]
        if "\n" not in gap and (
            before is None or "\n\n" in document.text[document.sentences[before.sentence].end : sentence.start]
        ):
            return sayings[after_index][0]
    return before
