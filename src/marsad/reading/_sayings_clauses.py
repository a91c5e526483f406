"""Verbs and nouns of saying with what is said: a clause, an infinitive, an object, or a quotation beside them."""

from __future__ import annotations

from dataclasses import replace

from marsad.knowledge import Cue, Lexicon, load_unsaid
from marsad.language import Sentence, Token
from marsad.reading._frames import Frames, is_verbal
from marsad.reading._saying import Saying
from marsad.reading._sayings_phrases import clause_around
from marsad.reading._sayings_sources import QUOTING, SourceFinder

_PARTNER = "partner:"  # in the note of a cue: the preposition before others who say the same
_GOING_ON = frozenset({"go", "continue", "hold"})
_LIKELY = 0.5  # least share of a cue that only the model sees
_ENDS = frozenset({",", ".", "?", "!", "…"})  # before the mark that closes a quotation
_OPENING, _CLOSING = frozenset({"“", "«", "‘", '"', "``", "''"}), frozenset({"”", "»", "’", '"', "''"})


class ClauseFinder:
    """Finds the sayings whose cue is a word of the lexicon.

    Args:
        sentence: An analysed sentence.
        frames: Its frames.
        lexicon: The tables.
    """

    def __init__(self, sentence: Sentence, frames: Frames, lexicon: Lexicon) -> None:
        self._sentence, self._frames, self._lexicon = sentence, frames, lexicon
        self._sources = SourceFinder(sentence, frames, lexicon)

    def at(self, token: Token) -> Saying | None:
        """The saying whose cue a word is, or null."""
        for listed in self._lexicon.cues.get(token.lemma, ()):
            if listed.pos != token.upos and not (listed.pos == "VERB" and is_verbal(token)):
                continue
            cue = self._as_refutation(token, listed)
            content, about = self._content(token, cue), False
            if not content:
                content, about = self._matter(token, cue), True
            content = self._without_relative(token, content)
            if content:
                if any(self._nobody(f) for slot in cue.source for f in self._frames.slots(token.index).get(slot, ())):
                    return None  # "no group has claimed it": nobody says so
                source = self._sources.of(token, cue)
                if about and cue.act and self._ahead(token):
                    return None  # "ministers will blame India"
                if token.lemma in _GOING_ON and not self._goes_on(token, source):
                    return None  # "as long as the war goes on", "will continue to secure"
                if cue.pos == "NOUN" and (source in content or self._counts(token, source)):
                    continue  # "the request of the mayor": whose, and not what
                return Saying(
                    self._sentence.index,
                    (token.index,),
                    source,
                    content - self._joints(content),
                    self._commitment(token, cue),
                    cue.act,
                    partners=self._partners(token, cue),
                    joined=bool(self._joints(content)),
                    about=about,
                    impression=cue.note == "impression" or (source is None and cue.commitment == "predict"),
                    shown=self._shown(token, content),
                )
        return self._beside_quotation(token) or self._behind_quotation(token) or self._seen(token)

    def _without_relative(self, token: Token, content: frozenset[int]) -> frozenset[int]:
        """Content without a pronoun that only ties it to what stands before: "..., which has reportedly fallen"."""
        said = sorted(i for i in content if self._sentence.tokens[i].upos != "PUNCT")
        if not said or self._sentence.tokens[said[0]].xpos != "WDT" or said[0] == 0:
            return content
        if self._sentence.tokens[said[0] - 1].text != ",":
            return content
        return frozenset() if is_verbal(token) and self._frames.passive(token.index) else content - {said[0]}

    def _ahead(self, token: Token) -> bool:
        """Whether an act of speech lies ahead."""
        return any(c.text.lower() in ("will", "may", "might") for c in self._sentence.children(token.index, "aux"))

    def _goes_on(self, token: Token, source: int | None) -> bool:
        """Whether a verb of going on may be one of going on to speak."""
        if self._sentence.children(token.index, "xcomp") or (source is not None and not self._is_somebody(source)):
            return False
        behind = self._sentence.tokens[token.index + 1].lemma if token.index + 1 < len(self._sentence.tokens) else ""
        return token.lemma != "go" or behind == "on"

    def _counts(self, token: Token, source: int | None) -> bool:
        """Whether a number only says how many there are: "five questions about the war"."""
        return source is not None and self._sentence.tokens[source].upos == "NUM" and source < token.index

    def _is_somebody(self, source: int) -> bool:
        token = self._sentence.tokens[source]
        return token.upos != "NOUN" or token.noun_class in ("person", "organization")

    def _seen(self, token: Token) -> Saying | None:
        """A verb that only the model takes for one of saying, with a clause and somebody who says it."""
        seen = next((c for c in self._sentence.cues if c.first <= token.index < c.last and c.score >= _LIKELY), None)
        if seen is None or not is_verbal(token) or token.lemma in self._lexicon.cues:
            return None
        content = self._clauses(token)
        source = next(iter(self._frames.slots(token.index).get("subj", ())), self._sources.linked(token))
        if not content or source is None:
            return None
        return Saying(self._sentence.index, (token.index,), source, content - {source}, "neutral", act=False)

    def _beside_quotation(self, token: Token) -> Saying | None:
        """A verb of any sort with a subject and a quotation as its clause: "We ran," he laughed."""
        if (
            token.upos != "VERB"
            or token.lemma in self._lexicon.cues
            or not self._sentence.children(token.index, "nsubj")
        ):
            return None
        words = self._sentence.tokens
        if token.relation == "parataxis":
            mine = self._sentence.subtree(token.index)
            if mine[0] == 0 or words[mine[0] - 1].text not in _CLOSING:
                return None
            content = frozenset(range(mine[0]))
        else:
            said = [self._sentence.subtree(c.index) for c in self._sentence.children(token.index, "ccomp", "parataxis")]
            quoted = [s for s in said if words[s[0]].text in _OPENING or words[s[-1]].text in _CLOSING]
            content = frozenset(i for s in quoted for i in s)
        if not content or token.index in content:
            return None
        source = self._sentence.children(token.index, "nsubj")[0].index
        return Saying(self._sentence.index, (token.index,), source, content - {source}, "neutral", act=False)

    def _behind_quotation(self, token: Token) -> Saying | None:
        """A verb of saying behind a quotation, wherever the tree hangs what is quoted: "... gone," the nurse said.

        The mark inside the quotation tells it from words set apart ("the 'free army' said").
        """
        cue = next((c for c in self._lexicon.cues.get(token.lemma, ()) if c.pos == "VERB" and not c.act), None)
        if cue is None or token.xpos not in ("VBD", "VBZ", "VBP"):
            return None
        words = self._sentence.tokens
        for subject in self._sentence.children(token.index, "nsubj"):
            end = min(token.index, self._sentence.subtree(subject.index)[0]) - 1
            begin = next((i for i in range(end - 1, -1, -1) if words[i].text in _OPENING), None)
            ended = words[end].text in _CLOSING and words[end - 1].text in _ENDS
            if begin is not None and ended:
                content = frozenset(range(begin, end + 1))
                return Saying(self._sentence.index, (token.index,), subject.index, content, cue.commitment, act=False)
        return None

    def _as_refutation(self, token: Token, cue: Cue) -> Cue:
        """Who rejects a claim, or reports that it is so, denies what they say; who rejects a proposal does not."""
        if cue.note != "refutes":
            return cue
        objects = [self._sentence.tokens[i] for i in self._frames.slots(token.index).get("obj", ())]
        claims = (
            noun.pos == "NOUN" and self._is_claim(thing, noun)
            for thing in objects
            for noun in self._lexicon.cues.get(thing.lemma, ())
        )
        return replace(cue, commitment="deny", act=False) if any(claims) else cue

    def _is_claim(self, thing: Token, noun: Cue) -> bool:
        """Whether a noun stands for what others say: "claims", "reports that it fell", "accusations that they shot"."""
        if noun.commitment == "claim" and not noun.act:
            return True
        return (noun.commitment == "claim" or not noun.act) and bool(self._own_clauses(thing))

    def _commitment(self, token: Token, cue: Cue) -> str:
        """That of the cue; who does not deny says nothing against it."""
        if cue.commitment == "deny" and any(c.lemma in ("not", "never") for c in self._sentence.children(token.index)):
            return "neutral"
        return cue.commitment

    def _joints(self, content: frozenset[int]) -> frozenset[int]:
        """The word that joins the content to its cue, which nobody says: "that"."""
        first = self._sentence.tokens[min(content)]
        return frozenset({first.index} if first.lemma == "that" and first.relation == "mark" else ())

    def _partners(self, token: Token, cue: Cue) -> tuple[int, ...]:
        """Others who say the same: "agreed with X that"."""
        slot = cue.note.removeprefix(_PARTNER) if cue.note.startswith(_PARTNER) else None
        return tuple(self._frames.slots(token.index).get(slot, ())) if slot else ()

    def _shown(self, token: Token, content: frozenset[int]) -> tuple[int, int]:
        """The cue with its auxiliaries and particles ("had declared", "called for")."""
        first, last = token.index, token.index + 1
        words = self._sentence.tokens
        parts = {c.index for c in self._sentence.children(token.index, "aux", "compound", "advmod", "cop")}
        while first - 1 in parts and (words[first - 1].relation.startswith("aux") or first - 2 in parts):
            first -= 1
        if last in parts and words[last].relation == "compound:prt":
            last += 1
        if last in content and words[last].relation == "case":
            last += 1
        return first, last

    # ---------------------------------------------------------------- what is said

    def _content(self, token: Token, cue: Cue) -> frozenset[int]:
        """The words of what is said, by the first frame of the cue that is filled."""
        if is_verbal(token) and not cue.act and (held := self._held_to(token)):
            return held
        if token.lemma in QUOTING and (carried := self._carried(token)):
            return carried
        done = any(c.xpos == "VBG" for c in self._sentence.children(token.index, "xcomp"))  # "reports having fled"
        done = done and cue.commitment == "neutral" and "obj" in cue.frame and is_verbal(token)
        told = cue.commitment in ("claim", "confirm", "deny") or done
        frames = (*cue.frame, "xcomp") if told and not cue.act else cue.frame
        for frame in frames:
            if frame == "host":
                return self._hosted(token)
            if frame == "ccomp":
                content = self._clauses(token)
            elif cue.act and frame in ("of", "for"):
                content = self._gerund(token, frame)
            elif frame == "obj" and cue.commitment == "predict" and (held := self._foreseen(token)):
                return held
            elif not cue.act or cue.commitment == "deny":
                content = self._complement(token, frame)
            else:
                continue
            if content:
                return content
        return frozenset()

    def _carried(self, token: Token) -> frozenset[int]:
        """Whom somebody quotes as saying what, with the words: "quoted the mayor as saying that"."""
        said = [
            c for c in self._sentence.children(token.index, "advcl", "xcomp") if self._sources.quoted_as(c) is not None
        ]
        if not said:
            return frozenset()
        if self._frames.passive(token.index) and not self._frames.slots(token.index).get("subj"):
            return frozenset()  # who "was quoted as saying" it says it; nobody else is named
        whom = self._sentence.children(token.index, "obj", "nsubj:pass") if said else []
        return frozenset(i for t in (*whom, *said) for i in self._sentence.subtree(t.index))

    def _held_to(self, token: Token) -> frozenset[int]:
        """What somebody is said, reported or believed to do: the infinitive with the passive's subject."""
        infinitives = self._sentence.children(token.index, "xcomp")
        if not infinitives or not self._frames.passive(token.index):
            return frozenset()
        subjects = self._sentence.children(token.index, "nsubj:pass")
        return frozenset(i for t in (*subjects, *infinitives) for i in self._sentence.subtree(t.index))

    def _foreseen(self, token: Token) -> frozenset[int]:
        """What somebody expects of others: "expect the police to arrive before May"."""
        infinitives = self._sentence.children(token.index, "xcomp")
        whom = self._sentence.children(token.index, "obj") if infinitives else []
        return (
            frozenset(i for t in (*whom, *infinitives) for i in self._sentence.subtree(t.index))
            if whom
            else frozenset()
        )

    def _matter(self, token: Token, cue: Cue) -> frozenset[int]:
        """What an act of speech is about: who or what is condemned, what somebody is urged to do."""
        if not cue.act or cue.note == "deed" or self._nobodys(token, cue):
            return frozenset()
        slots = self._frames.slots(token.index)
        if "on" in cue.frame and slots.get("on") and not slots.get("xcomp"):
            asked = self._sentence.children(token.index, "advcl")  # "called on both sides to respect the truce"
            asked = [c for c in asked if any(m.lemma == "to" for m in self._sentence.children(c.index, "mark"))]
            if asked:
                return frozenset(i for c in asked for i in self._sentence.subtree(c.index))
        if "of" in cue.frame and (charge := self._charge(token)):
            return charge
        for frame in ("xcomp", *cue.frame):
            fillers = [
                f for f in slots.get(frame, ()) if f not in {a.index for a in self._sentence.ancestors(token.index)}
            ]
            if fillers:
                return frozenset(i for f in fillers for i in self._sentence.subtree(f)) - {token.index}
        return frozenset()

    def _charge(self, token: Token) -> frozenset[int]:
        """Of what somebody is accused who is no noun that "of" could belong to: "accuse him of extortion"."""
        for whom in self._sentence.children(token.index, "obj"):
            for child in self._sentence.children(token.index, "obl"):
                if child.index > whom.index and self._frames.case(child.index) == "of":
                    return frozenset(self._sentence.subtree(child.index))
            for child in self._sentence.children(whom.index, "nmod"):
                charged = any(c.lemma == "of" for c in self._sentence.children(child.index, "case"))
                if charged and whom.upos in ("PRON", "DET") and child.upos == "NOUN":
                    return frozenset(self._sentence.subtree(child.index))
        return frozenset()

    def _nobodys(self, token: Token, cue: Cue) -> bool:
        """Whether no one is told to speak: neither a subject nor a possessor."""
        slots = self._frames.slots(token.index)
        return not any(slots.get(slot) for slot in cue.source)

    def _hosted(self, token: Token) -> frozenset[int]:
        """The clause that an adverb ("reportedly") hangs on."""
        if token.head < 0:
            return frozenset()
        return clause_around(self._sentence, token.head) - frozenset(self._sentence.subtree(token.index))

    def _clauses(self, token: Token) -> frozenset[int]:
        """The clause below a verb of saying, the one that it stands beside, or the quotation after it."""
        clauses = self._own_clauses(token)
        if clauses:
            doing = [c for c in clauses if c.xpos == "VBG" and not self._sentence.children(c.index, "nsubj", "aux")]
            seen = self._sentence.children(token.index, "obj") if doing else []  # "shows men beating a prisoner"
            return frozenset(i for c in (*seen, *clauses) for i in self._sentence.subtree(c.index))
        if token.relation in ("parataxis", "advcl") and token.head >= 0 and self._framing(token):
            if any(c.noun_class != "person" for c in self._sentence.children(token.index, "obj")):
                return frozenset()  # "...; the army claimed the raid"
            if self._sources.quoted_as(token) is not None:
                return self._beside_quoted(token)
            return frozenset(range(len(self._sentence.tokens))) - frozenset(self._sentence.subtree(token.index))
        if not is_verbal(token) or self._sentence.children(token.index, "obj"):
            return frozenset()
        quoted = [c for c in self._sentence.children(token.index, "parataxis") if c.lemma not in self._lexicon.cues]
        return frozenset(i for c in quoted for i in self._sentence.subtree(c.index))

    def _beside_quoted(self, token: Token) -> frozenset[int]:
        """What somebody "was quoted as saying", before the words that say so."""
        own = self._sentence.children(token.head, "nsubj", "nsubj:pass", "aux", "aux:pass", "obl")
        taken = {i for t in (*own, token) for i in self._sentence.subtree(t.index)} | {token.head}
        return frozenset(i for i in range(min(token.head, token.index)) if i not in taken)

    def _own_clauses(self, token: Token) -> list[Token]:
        """The clauses below a verb; behind another verb of saying that stands beside it they are that one's."""
        if not is_verbal(token):
            told = self._sentence.children(token.index, "ccomp", "acl")
            return [c for c in told if any(m.lemma == "that" for m in self._sentence.children(c.index, "mark"))]
        beside = self._sentence.children(token.index, "parataxis", "conj")
        rivals = [
            t.index for t in beside if t.lemma in self._lexicon.cues and self._sentence.children(t.index, "nsubj")
        ]
        own = [
            c
            for c in self._sentence.children(token.index, "ccomp")
            if not any(token.index < r < c.index for r in rivals)
        ]
        if own or token.relation not in ("parataxis", "conj") or not self._sentence.children(token.index, "nsubj"):
            return own
        return [c for c in self._sentence.children(token.head, "ccomp") if token.head < token.index < c.index]

    def _gerund(self, token: Token, mark: str) -> frozenset[int]:
        """What somebody is accused or suspected of: "accused Chad of arming the rebels"."""
        objects = self._sentence.children(token.index, "obj")
        below = [c for o in objects for c in self._sentence.children(o.index, "acl")]
        clauses = [
            *self._sentence.children(token.index, "advcl", "xcomp"),
            *(c for c in self._sentence.children(token.index, "obl") if self._sentence.children(c.index, "cop")),
            *(c for c in below if c.xpos == "VBG" or self._sentence.children(c.index, "cop")),
        ]
        marked = [c for c in clauses if any(m.lemma == mark for m in self._sentence.children(c.index, "mark", "case"))]
        return frozenset(i for c in marked for i in self._sentence.subtree(c.index))

    def _complement(self, token: Token, frame: str) -> frozenset[int]:
        """What stands in a slot of the cue; of a passive ("is said to have fled") the infinitive with its subject."""
        slots = self._frames.slots(token.index)
        above = {a.index for a in self._sentence.ancestors(token.index)}
        passive = is_verbal(token) and self._frames.passive(token.index)
        if passive and frame == "obj" and not slots.get("subj") and not slots.get("xcomp"):
            return frozenset()  # "a drop is expected": nobody says so
        infinitive = slots.get("xcomp", []) if passive else []
        fillers = infinitive or [f for f in slots.get(frame, ()) if f not in above]
        if not is_verbal(token):  # "a post on the border", "the questions of the day"
            words = [self._sentence.tokens[f] for f in fillers]
            channels = load_unsaid()["channel"]  # "videos on social media"
            fillers = [w.index for w in words if w.noun_class not in ("place", "time") and w.lemma not in channels]
        if frame == "at":  # "puts the dead at 40"
            objects = slots.get("obj", ())
            within = [i for o in objects for i in self._sentence.subtree(o)]
            fillers = fillers or [i for i in within if any(m.lemma == "at" for m in self._sentence.children(i, "case"))]
            numbers = [i for f in fillers for i in self._sentence.subtree(f) if self._sentence.tokens[i].upos == "NUM"]
            fillers = [*fillers, *objects] if numbers else []
        return frozenset(i for f in fillers for i in self._sentence.subtree(f))

    def _framing(self, token: Token) -> bool:
        """Whether a verb of saying stands beside its content ("..., the army said") rather than under it."""
        if token.relation == "parataxis":
            return True
        marks = [c.lemma for c in self._sentence.children(token.index, "mark", "advmod")]
        return "as" in marks

    def _nobody(self, index: int) -> bool:
        determiners = {c.lemma for c in self._sentence.children(index, "det")}
        return bool(determiners & {"no", "neither"}) or self._sentence.tokens[index].lemma in ("nobody", "none")
