"""Words of probability in a sentence, each with the clause that it is said of.

The words are a table (``knowledge/data/sayings/probability.tsv``). A word counts where the syntax shows its use: a
modal on a verb, a predicate with a subject, a verb with what it expects. What a modal means besides (ability, duty,
refusal in the past) is told apart here; what is foretold, and how surely, is read in ``_foretold``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from marsad.knowledge import Probabilities, Wording
from marsad.language import Sentence, Token
from marsad.reading._frames import is_predicate, is_verbal

_SUBJECTS = ("nsubj", "csubj", "expl")
_NEGATIONS = frozenset({"not", "n't", "never", "neither", "nor"})
_HAVING = frozenset(
    {"be", "have", "make", "see", "stand", "give", "leave", "offer", "face", "consider", "deem", "judge"}
)
_SURE = frozenset({"sure", "certain", "confident"})
_RATING = frozenset({"put", "set", "estimate", "rate"})  # "puts the chance that it falls at 70 per cent"
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


@dataclass(frozen=True, slots=True)
class Operator:
    """A use of words of probability.

    Attributes:
        words: The words, in order.
        wording: Their row in the table.
        host: The word that heads the clause they stand in.
        content: The word that heads what is foretold, where that is a clause of its own, else the host.
        negated: Whether the clause is negated, where the row does not take that up already.
    """

    words: tuple[int, ...]
    wording: Wording
    host: int
    content: int
    negated: bool


class WordFinder:
    """Finds the words of probability of one sentence."""

    def __init__(self, sentence: Sentence, table: Probabilities) -> None:
        self._sentence, self._table = sentence, table
        self._tokens = sentence.tokens

    def find(self) -> list[Operator]:
        """The operators in text order; of phrases that share words the longest."""
        out: list[Operator] = []
        taken: set[int] = set()
        for token in self._tokens:
            if token.index in taken or not self._may_begin(token):
                continue
            operator = next(self._operators(token), None)
            if operator is not None and taken.isdisjoint(operator.words):
                out.append(operator)
                taken.update(operator.words)
        return out

    def _may_begin(self, token: Token) -> bool:
        """Whether a phrase of the table begins with this word; few do."""
        wordings = self._table.wordings
        return token.lemma in wordings or token.text.lower() in wordings

    def _operators(self, token: Token) -> Iterator[Operator]:
        lower = token.text.lower()
        rows = [w for key in dict.fromkeys((token.lemma, lower)) for w in self._table.wordings.get(key, ())]
        for wording in sorted(rows, key=lambda w: (-len(w.words), not w.negated)):
            last = token.index + len(wording.words)
            words = self._tokens[token.index : last]
            if len(words) == len(wording.words) and self._same(wording, words):
                operator = self._used(wording, tuple(t.index for t in words))
                if operator is not None:
                    yield operator

    @staticmethod
    def _same(wording: Wording, words: tuple[Token, ...]) -> bool:
        if wording.pos == "pred" and len(words) == 1 and words[0].upos != "NOUN":
            return words[0].text.lower() == wording.words[0]  # "close", not "closed"
        return all(w in (t.lemma, t.text.lower()) for w, t in zip(wording.words, words, strict=True))

    def _used(self, wording: Wording, words: tuple[int, ...]) -> Operator | None:
        """The operator that a phrase is in this sentence, or null where it is used otherwise."""
        anchor = next((i for i in words if self._tokens[i].head not in words), words[0])
        match wording.pos:
            case "aux":
                found = self._modal(anchor, words)
            case "adv":
                found = self._adverb(wording, words)
            case "pred":
                found = self._predicate(anchor, wording, words)
            case "verb":
                found = self._verb(anchor, wording, words)
            case "noun":
                found = self._noun(anchor)
            case "question":
                found = self._question(anchor, wording)
        if found is None:
            return None
        host, content = found
        negated = self._negated({anchor, host} | ({content} if wording.pos in ("aux", "adv") else set()), words)
        if wording.negated and not negated:
            return None
        return Operator(words, wording, host, content, negated and not wording.negated)

    # ---------------------------------------------------------------- negation

    def _negated(self, indices: set[int], words: tuple[int, ...]) -> bool:
        """Whether one of the words that make a predicate is negated, or its subject is nobody."""
        return sum(self._negations(index, words) for index in indices) % 2 == 1

    def _negations(self, index: int, words: tuple[int, ...] = ()) -> int:
        count = 0
        for child in self._sentence.children(index):
            if any(i in words for i in (child.index, *(c.index for c in self._sentence.children(child.index)))):
                continue  # the table's words hold their own negation
            if child.lemma in _NEGATIONS or child.text.lower() in ("n't", "n’t", "nor"):
                count += child.relation.partition(":")[0] in ("advmod", "cc", "dep", "discourse", "aux")
            elif child.lemma == "long" and any(c.lemma == "no" for c in self._sentence.children(child.index)):
                count += 1  # no longer
            elif child.relation in ("nsubj", "nsubj:pass", "obj") and self._nobody(child):
                count += 1
        return count

    def _nobody(self, token: Token) -> bool:
        """Whether a noun is nobody, or as good as nobody: "no side", "few expect"; "a few" and "the few" are some."""
        modifiers = self._sentence.children(token.index, "det", "amod", "advmod")
        if self._table.has(token.lemma, "few"):
            return token.relation != "obj" and not modifiers
        words = [token.lemma, *(c.lemma for c in modifiers)]
        return any(self._table.has(word, "nobody") for word in words)

    # ---------------------------------------------------------------- uses

    def _modal(self, anchor: int, words: tuple[int, ...]) -> tuple[int, int] | None:
        token = self._tokens[anchor]
        if len(words) > 1:  # "is to visit": both words hang on the verb
            host = self._tokens[words[-1]].head
            linked = host >= 0 and self._tokens[words[0]].head == host and self._tokens[host].xpos == "VB"
            return (host, host) if linked and not self._explained(host) else None
        if token.xpos != "MD":
            return None
        host = token.head if token.relation.partition(":")[0] in ("aux", "cop") else anchor
        if host < anchor or self._asked(host) or (host == anchor and not self._has_verb(anchor)):
            return None  # "a strike that killed sailors would", "how long it would last"
        return (host, host) if self._foretells(token, host) else None

    def _has_verb(self, modal: int) -> bool:
        """Whether a modal that heads its clause leads a verb or has a condition: "it may, if", not "it will"."""
        if any(t.lemma in ("if", "unless") for t in self._tokens[modal + 1 : modal + 3]):
            return True
        return any(self._tokens[i].xpos == "VB" for i in self._sentence.subtree(modal) if i > modal)

    def _asked(self, host: int) -> bool:
        """Whether a clause is a question that somebody leaves open: "would not say how long it would last"."""
        verb = self._tokens[host]
        words = [self._tokens[i] for i in self._sentence.subtree(host) if i < host]
        below = (verb.relation == "ccomp" and verb.head < host) or verb.relation.startswith(("csubj", "nsubj"))
        led = bool(words) and (words[0].xpos in ("WRB", "WP") or (words[0].lemma == "if" and verb.relation == "ccomp"))
        return below and led

    def _explained(self, host: int) -> bool:
        """Whether the infinitive says what a purpose is ("the aim is to win")."""
        subjects = self._sentence.children(host, "nsubj", "csubj")
        unsaid = ("what", "this", "that", "it")
        return not subjects or any(self._table.has(t.lemma, "purpose") or t.lemma in unsaid for t in subjects)

    def _foretells(self, modal: Token, host: int) -> bool:
        """Whether a modal tells what is to come, rather than ability, duty, leave, wish or habit."""
        verb = self._tokens[host]
        perfect = any(c.lemma == "have" for c in self._sentence.children(host, "aux"))
        if modal.text.lower() == "can":
            return any(c.lemma in ("hardly", "scarcely") for c in self._sentence.children(host, "advmod"))
        if modal.text.lower() == "could":
            return not perfect and not self._ability(host) and not self._purpose(host)
        if modal.lemma in ("can", "could"):
            return False
        if modal.lemma in ("should", "ought"):
            return not perfect and self._guess(modal, verb)
        if modal.lemma == "would" or modal.text.lower() in ("would", "'d"):
            wish = [verb.lemma, *(c.lemma for c in self._sentence.children(host, "advmod"))]
            return not perfect and not any(self._table.has(w, "wish") for w in wish) and not self._refused(host)
        return not (perfect and modal.lemma in ("may", "might"))

    def _ability(self, host: int) -> bool:
        """Could of the past: of what was, or could not be, seen, heard, reached, checked."""
        passive = bool(self._sentence.children(host, "aux:pass"))
        sensed = self._table.has(self._tokens[host].lemma, "sensed") and (passive or self._negations(host) > 0)
        if sensed or self._negations(host) > 0:
            return True
        verb = self._tokens[host]
        if verb.relation == "acl:relcl" or any(
            c.lemma in ("before", "that") for c in self._sentence.children(host, "mark")
        ):
            return verb.relation.partition(":")[0] not in ("ccomp", "csubj", "conj", "root", "parataxis")
        return False

    def _guess(self, modal: Token, verb: Token) -> bool:
        """Should as a guess: beside a word of probability, or of what nobody can be told to do."""
        adverbs = {c.lemma for c in self._sentence.children(verb.index, "advmod")}
        if any(self._table.has(adverb, "guessing") for adverb in adverbs):
            return True
        subject = next(iter(self._sentence.children(verb.index, "nsubj")), None)
        if subject is None or subject.index > modal.index:  # "should it move against him"
            return False
        if subject.relation == "nsubj:pass":
            return self._dated(verb.index) and subject.noun_class not in ("person", "organization")
        agent = subject.noun_class in ("person", "organization") or subject.upos == "PRON"
        if not agent and self._dated(verb.index):
            return True
        return self._table.has(verb.lemma, "happens") and (not agent or not is_verbal(verb))

    def _dated(self, index: int) -> bool:
        """Whether the clause says by when."""
        return any(c.noun_class == "time" for c in self._sentence.children(index, "obl", "obl:unmarked", "nmod"))

    def _purpose(self, host: int) -> bool:
        """Whether a clause only says what something was for ("so that people could leave")."""
        return any(c.lemma == "so" for c in self._sentence.children(host, "mark"))

    def _refused(self, host: int) -> bool:
        """Would of the past, where nobody foretells: of a refusal ("would not comment"), a purpose ("so that")."""
        verb = self._tokens[host]
        if self._purpose(host):
            return True
        if self._negations(host) == 0 or verb.relation not in ("root", "conj", "acl:relcl", "parataxis"):
            return False
        beside = [c for c in self._sentence.children(host, "parataxis", "advcl") if is_verbal(c)]
        framed = any(c.xpos != "VBG" or self._sentence.children(c.index, "nsubj") for c in beside)
        return not framed

    def _adverb(self, wording: Wording, words: tuple[int, ...]) -> tuple[int, int] | None:
        """An adverb counts beside a modal, wherever the parser hangs it."""
        for neighbour in (words[0] - 1, words[-1] + 1, words[0] - 2, words[-1] + 2):
            if 0 <= neighbour < len(self._tokens) and self._tokens[neighbour].xpos == "MD":
                modal = self._tokens[neighbour]
                if wording.words == ("well",) and modal.lemma not in ("may", "might", "could"):
                    return None
                host = modal.head if modal.relation.partition(":")[0] in ("aux", "cop") else neighbour
                return host, host
        return None

    def _predicate(self, anchor: int, wording: Wording, words: tuple[int, ...]) -> tuple[int, int] | None:
        token = self._tokens[anchor]
        if len(words) == 1 and token.xpos in ("VB", "VBP", "VBZ", "VBD"):
            return None
        if self._own_doubt(anchor) or (token.upos == "NOUN" and self._sentence.children(anchor, "acl", "ccomp")):
            return None  # of "an even chance that it lasts" the noun tells
        host = self._predicating(anchor)
        if host is None:
            return self._due_to(words)
        content = next(iter(self._sentence.children(anchor, "xcomp", "ccomp", "csubj")), None)
        content = content or next(iter(self._sentence.children(host, "csubj")), None)
        if "event" in wording.content and not self._of_event(host):
            return None
        if "xcomp" in wording.content and (content is None or not content.xpos.startswith("VB")):
            return None
        return host, content.index if content is not None else host

    def _own_doubt(self, anchor: int) -> bool:
        """Whether it is only somebody who is sure or not, and nobody says of what ("his colleague is less sure")."""
        people = any(
            c.noun_class == "person" or c.upos in ("PRON", "PROPN") for c in self._sentence.children(anchor, "nsubj")
        )
        said = self._sentence.children(anchor, "xcomp", "ccomp", "csubj", "obl", "advcl")
        return self._tokens[anchor].lemma in _SURE and people and not said

    def _of_event(self, host: int) -> bool:
        """Whether it is an event that is said to be close."""
        subjects = self._sentence.children(host, "nsubj")
        return any(t.noun_class == "event" for t in subjects)

    def _due_to(self, words: tuple[int, ...]) -> tuple[int, int] | None:
        """A predicate that the parser takes for a marker of its infinitive ("is due to start")."""
        before, behind = words[0] - 1, words[-1] + 1
        if before < 0 or behind + 1 >= len(self._tokens) or self._tokens[before].lemma != "be":
            return None
        verb = self._tokens[words[0]].head
        if self._tokens[behind].lemma != "to" or verb < behind or self._tokens[verb].xpos != "VB":
            return None
        return verb, verb

    def _predicating(self, anchor: int) -> int | None:
        """The verb or predicate that says the word of a subject; null where it only describes a noun."""
        token = self._tokens[anchor]
        above = self._tokens[token.head] if token.head >= 0 else None
        if above is not None and token.relation in ("xcomp", "advmod", "obl", "obj", "amod"):
            if self._table.has(above.lemma, "seeming") and self._sentence.children(above.index, *_SUBJECTS):
                return above.index
            if token.relation in ("xcomp", "obj") and above.lemma in _HAVING:
                return above.index
            outcome = token.relation == "amod" and self._table.has(above.lemma, "outcome")
            return above.index if outcome and self._sentence.children(above.index, "cop") else None
        own = self._sentence.children(anchor, *_SUBJECTS)
        copular = self._sentence.children(anchor, "cop", "aux:pass", "aux")
        if own and (copular or token.relation != "acl"):
            return anchor
        return (
            anchor
            if copular and token.relation in ("conj", "root", "ccomp", "acl:relcl", "parataxis", "advcl")
            else None
        )

    def _verb(self, anchor: int, wording: Wording, words: tuple[int, ...]) -> tuple[int, int] | None:
        token = self._tokens[anchor]
        if not is_verbal(token):
            return None
        clauses = [c for i in words for c in self._sentence.children(i, "xcomp", "ccomp") if c.index not in words]
        clause = next(iter(clauses), None)
        passive = bool(self._sentence.children(anchor, "aux:pass", "nsubj:pass"))
        if passive and self._sentence.children(anchor, *_SUBJECTS):
            return anchor, clause.index if clause is not None else anchor
        if clause is not None and clause.relation in wording.content:
            told = (
                clause.relation == "ccomp"
                or clause.xpos.startswith("VB")
                or self._sentence.children(clause.index, "cop")
            )
            return (anchor, clause.index) if told else None
        if clause is None and "obj" in wording.content and token.xpos in _FINITE | {"VB", "VBG"}:
            subject = next(iter(self._sentence.children(anchor, "nsubj")), None)
            headline = (
                token.xpos == "VBD" and subject is not None and subject.noun_class not in ("person", "organization")
            )
            return (anchor, anchor) if headline or self._sentence.children(anchor, "obj") else None
        for slot in self._sentence.children(anchor, "obl"):
            if any(c.lemma in wording.content for c in self._sentence.children(slot.index, "case")):
                return anchor, anchor
        return None

    def _noun(self, anchor: int) -> tuple[int, int] | None:
        """A chance that there is, or that somebody has."""
        token = self._tokens[anchor]
        if token.upos != "NOUN" or (token.text.lower() == "odds" and self._tokens[anchor - 1].lemma == "at"):
            return None  # who is at odds with somebody foretells nothing
        above = self._tokens[token.head] if token.head >= 0 else None
        clause = next(iter(self._sentence.children(anchor, "acl", "ccomp", "csubj")), None)
        content = clause.index if clause is not None and self._says_what(clause) else anchor
        if above is None or token.relation.partition(":")[0] not in ("nsubj", "obj", "ccomp", "xcomp"):
            held = bool(self._sentence.children(anchor, "expl", "cop"))
            return (anchor, content) if held else None
        rated = above.lemma in _RATING and self._rated(above.index, anchor, content)
        if not (rated or above.lemma in _HAVING) or not is_predicate(above, self._sentence):
            return None
        return above.index, content

    def _rated(self, verb: int, anchor: int, content: int) -> bool:
        """Whether a figure is put on the chance of something, wherever the parser hangs the figure."""
        cases = (c for i in self._sentence.subtree(verb) for c in self._sentence.children(i, "case"))
        figures = (self._tokens[c.head] for c in cases if c.lemma == "at" and c.index > anchor)
        figured = any(
            t.upos == "NUM" or self._sentence.children(t.index, "nummod") for t in figures if t.noun_class != "time"
        )
        return figured and (content != anchor or bool(self._sentence.children(anchor, "nmod")))

    def _says_what(self, clause: Token) -> bool:
        """Whether a clause on a chance says of what it is; "that" as a mark rules a relative clause out."""
        marked = any(c.lemma == "that" for c in self._sentence.children(clause.index, "mark"))
        return marked or clause.relation != "acl:relcl"

    def _question(self, anchor: int, wording: Wording) -> tuple[int, int] | None:
        token = self._tokens[anchor]
        if wording.words == ("whether",):
            host = token.head
            return (host, host) if host >= 0 and self._open(host) else None
        if token.upos == "NOUN" and token.relation in ("nsubj", "nsubj:outer", "nsubj:pass"):
            return token.head, token.head
        host_of = self._predicating(anchor) if token.upos != "VERB" else anchor
        return (host_of, host_of) if host_of is not None else None

    def _open(self, host: int) -> bool:
        """Whether a clause with "whether" is of what is, or is to come."""
        tags = [c.xpos for c in self._sentence.children(host, "aux", "cop", "aux:pass")] + [self._tokens[host].xpos]
        words = [c.text.lower() for c in self._sentence.children(host, "aux")]
        return "VBD" not in tags or "would" in words or "could" in words
