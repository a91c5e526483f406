"""What a forecast foretells, in plain words: its clause without the words of probability, in the present tense.

"The town will likely not fall" is about "The town" and foretells "does not fall"; a mere noun ("a truce is unlikely")
"does not come about". The words are the report's own, only the verb is put into form.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad.language import Token
from marsad.reading._claims import Context
from marsad.reading._foretold import Foretold
from marsad.reading._frames import is_verbal
from marsad.reading._phrases import relative_pronoun

_SUBJECTS = ("nsubj", "csubj")
_PLURAL = frozenset({"they", "we", "you", "these", "those", "people", "police", "i"})
_NEGATIONS = frozenset({"not", "n't", "never", "no", "neither"})
_CLOSING = frozenset({")", "]", "”", "’"})
_AGAINST = frozenset({"although", "though", "whereas"})  # begin what is told beside it
_HISSING = ("s", "sh", "ch", "x", "z", "o")
_NO_ADVERB = frozenset({"however", "also", "so", "thus", "therefore", "then", "but", "too"})


@dataclass(frozen=True, slots=True)
class Proposition:
    """What is foretold.

    Attributes:
        subject: The word that heads what it is about, or null.
        about: What it is about, in the text's words; empty where the clause has no subject.
        predicate: What is foretold of it.
    """

    subject: int | None
    about: str
    predicate: str


def proposition(context: Context, foretold: Foretold, *, negative: bool) -> Proposition:
    """The proposition of a forecast.

    Args:
        context: Its sentence.
        foretold: Its words.
        negative: Whether it is foretold not to happen.
    """
    return _Proposer(context, foretold, negative).propose()


class _Proposer:
    def __init__(self, context: Context, foretold: Foretold, negative: bool) -> None:
        self._context, self._foretold, self._negative = context, foretold, negative
        self._sentence = context.sentence
        self._tokens = context.sentence.tokens
        self._left_out = set(range(*foretold.words))
        if foretold.condition:
            self._left_out |= set(range(*foretold.condition))

    def propose(self) -> Proposition:
        if not self._foretold.wordings:
            return Proposition(None, "", self._context.text(range(*self._foretold.clause)).strip(" “”\"'"))
        verb = self._tokens[self._foretold.content]
        told = self._is_told(verb)
        subject = self._subject(verb.index)
        if subject is not None and self._tokens[subject].lemma in ("nobody", "none"):
            self._negative = False  # "nobody will come" holds its negation
        if told:
            return self._clause(verb, subject)
        complement = self._complement()
        if complement is not None and is_verbal(self._tokens[complement]):
            return self._clause(self._tokens[complement], subject)
        about = complement if complement is not None else subject
        return self._mere(about)

    def _is_told(self, verb: Token) -> bool:
        """Whether the foretold is a clause rather than a noun that the words of probability say something of."""
        own = set(range(*self._foretold.words))
        return verb.index not in own and (is_verbal(verb) or bool(self._sentence.children(verb.index, "cop", "aux")))

    def _subject(self, index: int) -> int | None:
        if (whom := self._of_whom(index)) is not None:
            return whom
        for host in dict.fromkeys((index, self._foretold.host)):
            subjects = self._sentence.children(host, *_SUBJECTS)
            there = [c.index for c in self._sentence.children(host, "expl")]
            if there and any(c.index > host for c in subjects):  # "my guess is that there will be no offensive"
                subjects = [c for c in subjects if c.index > there[0]]
            for child in subjects:
                if child.index not in self._left_out and child.upos != "SCONJ" and child.relation != "nsubj:outer":
                    return self._antecedent(child, host)
            if (raised := self._raised(host)) is not None:
                return raised
        token = self._tokens[index]
        climbs = token.relation in ("conj", "xcomp") and token.head >= 0  # "will lead to it, but will not end it"
        return self._subject(token.head) if climbs else None

    def _of_whom(self, index: int) -> int | None:
        """Of whom somebody expects something, or whom he gives a chance of it: "expects the group to hit back"."""
        host = self._foretold.host
        token = self._tokens[index]
        if self._sentence.children(host, "aux:pass", "nsubj:pass"):
            return None
        if index != host and token.relation == "xcomp" and token.head == host:
            return self._raised(index)
        given = self._sentence.children(host, "iobj") if self._tokens[host].lemma == "give" else []
        return given[0].index if given else None

    def _raised(self, index: int) -> int | None:
        """Whom somebody expects to do it: "expect the truce to hold"."""
        token = self._tokens[index]
        if token.relation != "xcomp" or token.head < 0:
            return None
        objects = (o.index for o in self._sentence.children(token.head, "obj"))
        return next((o for o in objects if token.head < o < index), None)

    def _antecedent(self, child: Token, host: int) -> int:
        """The noun that a relative pronoun stands for."""
        relative = relative_pronoun(child) and self._tokens[host].relation == "acl:relcl"
        return self._tokens[host].head if relative else child.index

    def _complement(self) -> int | None:
        """What a chance is of, or what somebody expects."""
        slots = {slot for wording in self._foretold.wordings[:1] for slot in wording.content}
        loose = (
            ("obl", "nmod") if self._foretold.wordings[:1] and self._foretold.wordings[0].pos == "pred" else ("obl",)
        )
        for word in range(*self._foretold.words):
            for child in self._sentence.children(word, "nmod", "acl", "obj", "csubj", "obl"):
                case = {c.lemma for c in self._sentence.children(child.index, "case")}
                if child.index not in self._left_out and (child.relation not in loose or case & slots):
                    return child.index
        return None

    # ---------------------------------------------------------------- words

    def _clause(self, verb: Token, subject: int | None) -> Proposition:
        taken = set(self._noun_words(subject)) if subject is not None else set()
        children = self._sentence.children(verb.index)
        auxiliaries = [c for c in children if c.relation.partition(":")[0] in ("aux", "cop")]
        told = [a for a in auxiliaries if a.index not in self._left_out or a.xpos == "VB"]
        out = set(self._sentence.subtree(verb.index)) - taken - self._left_out - {c.index for c in auxiliaries}
        out -= {i for c in children if self._is_left_out(c, verb) for i in self._sentence.subtree(c.index)}
        out -= {c.index for c in children if c.lemma in _NEGATIONS or c.relation == "expl"}
        there = [c.index for c in children if c.relation == "expl"]
        outer = [  # "my guess is that it falls", "my guess is that there will be a truce"
            c.index
            for c in children
            if c.relation == "nsubj:outer" or (c.relation == "nsubj" and c.index < min(there, default=0))
        ]
        out -= {i for c in outer for i in range(self._sentence.subtree(c)[-1] + 1)}
        if verb.relation == "acl:relcl":
            out -= {c.index for c in children if c.xpos in ("WDT", "WP")}
        out |= {verb.index}
        first, last = self._foretold.clause
        out = {i for i in out if first <= i < last or i >= verb.index}
        behind = self._trimmed([i for i in sorted(out) if i > verb.index])
        before = self._trimmed([i for i in sorted(out) if i < verb.index])
        lead = self._lead(verb, told, plural=self._is_plural(subject))
        near = [
            i for i in before if self._tokens[i].head == verb.index and (i >= verb.index - 2 or not is_verbal(verb))
        ]
        if verb.lemma == "be" and subject is not None and self._sentence.children(verb.index, "expl"):
            lead = self._coming(subject)  # "there will be no offensive"
        words = [lead, self._context.text([*near, verb.index]) if self._kept(told) else ""]
        words += [self._context.text(behind), self._context.text([i for i in before if i not in near])]
        return Proposition(subject, self._about(subject), " ".join(w for w in words if w))

    def _is_left_out(self, child: Token, verb: Token) -> bool:
        if child.relation in ("punct", "parataxis", "cc", "mark", "discourse") or child.lemma in _NO_ADVERB:
            return True
        if child.relation == "conj":
            finite = child.xpos in ("VBZ", "VBP", "VBD") and verb.xpos == "VB"
            return finite or bool(self._sentence.children(child.index, "nsubj", "aux"))
        if child.relation != "advcl" or child.index < verb.index:
            return False
        marks = {m.lemma for m in self._sentence.children(child.index, "mark")}
        apart = bool(marks & _AGAINST) or (
            "as" in marks and bool(self._sentence.children(child.index, "nsubj", "expl"))
        )
        return apart or child.lemma in self._context.lexicon.cues

    @staticmethod
    def _kept(auxiliaries: list[Token]) -> bool:
        """Whether the verb itself stands behind its leading form ("is taken", "is a success")."""
        return bool([a for a in auxiliaries if a.lemma in ("be", "have") or a.relation == "cop"])

    def _lead(self, verb: Token, auxiliaries: list[Token], *, plural: bool) -> str:
        """The verb in the present, or the form that leads it, with the negation."""
        no = " not" if self._negative else ""
        forms = [a for a in auxiliaries if a.lemma in ("be", "have", "'s", "’s", "'") or a.relation.startswith("cop")]
        if forms:
            return self._leading_form(verb, forms, plural=plural)
        if verb.xpos in ("VBZ", "VBP", "VBD") and verb.index not in self._left_out:
            does = {"VBZ": "does", "VBP": "do", "VBD": "did"}[verb.xpos]
            return f"{does} not {verb.lemma}" if self._negative else verb.text
        if verb.lemma == "be":
            return f"{'are' if plural else 'is'}{no}"
        if self._negative:
            return f"{'do' if plural else 'does'} not {verb.lemma}"
        return verb.lemma if plural else _third_person(verb.lemma)

    def _leading_form(self, verb: Token, forms: list[Token], *, plural: bool) -> str:
        """A form of be or have, as it stands or in the present."""
        no = " not" if self._negative else ""
        first = forms[0]
        if first.xpos in ("VBD", "VBZ", "VBP") and first.lemma != "have":
            stands = "is" if first.text.lower() in ("’s", "'s") else first.text.lower()
            return f"{stands}{no}"
        form = {"have": ("has", "have")}.get(first.lemma, ("is", "are"))[plural]
        form = "am" if form == "are" and self._is_speaker(verb) else form
        return " ".join([f"{form}{no}", *(f.text for f in forms[1:])])

    def _is_speaker(self, verb: Token) -> bool:
        return any(c.text.lower() == "i" for c in self._sentence.children(verb.index, "nsubj", "nsubj:pass"))

    def _coming(self, about: int | None) -> str:
        plural = self._is_plural(about)
        if self._negative:
            return f"{'do' if plural else 'does'} not come about"
        return ("come" if plural else "comes") + " about"

    def _mere(self, about: int | None) -> Proposition:
        """A noun of which it is only said how likely it is."""
        come = self._coming(about)
        taken = set(self._noun_words(about)) if about is not None else set()
        rest = set()
        for child in self._sentence.children(self._foretold.host, "obl", "advmod"):
            if child.index > self._foretold.host and child.index not in self._left_out | taken:
                words = self._sentence.subtree(child.index)
                end = next((i for i in words if self._tokens[i].text.lower() == "according"), len(self._tokens))
                rest |= {i for i in words if i < end} - taken - self._left_out
        return Proposition(
            about, self._about(about), f"{come} {self._context.text(self._trimmed(sorted(rest)))}".strip()
        )

    def _about(self, subject: int | None) -> str:
        words = self._noun_words(subject) if subject is not None else []
        kept = [i for i in words if self._tokens[i].lemma not in ("no", "neither") or not self._negative]
        return self._context.text(self._trimmed(kept or words))

    def _noun_words(self, subject: int) -> list[int]:
        left = {
            i
            for c in self._sentence.children(subject)
            if c.relation in ("case", "cop", "mark", "parataxis", "punct") or c.relation == "acl:relcl"
            for i in (self._sentence.subtree(c.index) if c.relation == "acl:relcl" else [c.index])
        }
        words = [i for i in self._sentence.subtree(subject) if i not in left and i not in self._left_out]
        return self._unbroken(words, subject)

    @staticmethod
    def _unbroken(words: list[int], head: int) -> list[int]:
        """The words around the head without a gap of more than two."""
        out = [head]
        for step in (1, -1):
            edge = head
            for index in sorted((i for i in words if (i - head) * step > 0), key=lambda i: abs(i - head)):
                if abs(index - edge) > 3:
                    break
                out.append(index)
                edge = index
        return sorted(out)

    def _trimmed(self, words: list[int]) -> list[int]:
        while words and self._tokens[words[0]].upos in ("PUNCT", "CCONJ"):
            words = words[1:]
        while (
            words
            and self._tokens[words[-1]].upos in ("PUNCT", "CCONJ")
            and self._tokens[words[-1]].text not in _CLOSING
        ):
            words = words[:-1]
        return words

    def _is_plural(self, subject: int | None) -> bool:
        if subject is None:
            return False
        token = self._tokens[subject]
        if token.lemma in _PLURAL or token.text.lower() in _PLURAL:
            return True
        if self._sentence.children(subject, "conj"):
            return True
        return token.xpos in ("NNS", "NNPS") and self._sentence.entity_at(subject) is None


def _third_person(lemma: str) -> str:
    if lemma in ("be", "have"):
        return {"be": "is", "have": "has"}[lemma]
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(_HISSING) else "s")
