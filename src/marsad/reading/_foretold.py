"""Forecasts: statements about what is not yet known, in the text's own terms.

The operative words of one clause (modal, adverb, predicate, a verb of belief above it) make one forecast. Polarity is
settled before any number is looked up: whether it is foretold that something will not happen, by a negation in the
clause or by words that hold one themselves ("unlikely"). An open question takes up everything that is asked in it. A
judgement of what an event would be worth ("would mark a victory") is no forecast.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from marsad.knowledge import Probabilities, Wording
from marsad.language import Sentence
from marsad.reading._forecast_words import Operator, WordFinder

_CARRIERS = frozenset({"will", "shall", "would"})
_BELIEF = frozenset({"believe", "think", "reckon"})
_CONDITIONS = frozenset({"if", "unless", "provided", "providing"})
_INVERTED = frozenset({"should", "had", "were"})
_FIRST = frozenset({"i", "we"})
_JOINING = frozenset({"however", "so", "thus", "therefore", "also", "still", "but"})


@dataclass(frozen=True, slots=True)
class Foretold:
    """A forecast as words of one sentence.

    Attributes:
        host: The word that heads the clause of the operative words.
        content: The word that heads what is foretold.
        words: The operative words with what stands between them, first and last (exclusive).
        clause: The clause, first and last (exclusive) word.
        condition: The same for its condition, or null.
        negated: Whether it is foretold not to happen, by a negation outside the table's words.
        wordings: The table's rows that bear on it, the words of its own clause first; empty for an open question.
        present: Whether it is an estimate of what is ("are believed to be hiding").
    """

    host: int
    content: int
    words: tuple[int, int]
    clause: tuple[int, int]
    condition: tuple[int, int] | None
    negated: bool
    wordings: tuple[Wording, ...]
    present: bool = False


def find_forecasts(sentence: Sentence, table: Probabilities, cues: Container[str] = ()) -> list[Foretold]:
    """The forecasts of a sentence, in text order.

    Args:
        sentence: An analysed sentence.
        table: Words of probability.
        cues: Words of saying, whose clauses are no part of what they say.
    """
    operators = WordFinder(sentence, table).find()
    return _Finder(sentence, table, operators, cues).find() if operators else []


class _Finder:
    def __init__(
        self, sentence: Sentence, table: Probabilities, operators: list[Operator], cues: Container[str]
    ) -> None:
        self._sentence, self._table, self._operators, self._cues = sentence, table, operators, cues
        self._tokens = sentence.tokens

    def find(self) -> list[Foretold]:
        asked = [o for o in self._operators if o.wording.pos == "question"]
        told = [o for o in self._operators if o.wording.pos != "question"]
        out = [self._question(o) for o in asked[:1]]
        covered = {i for o in asked for i in self._sentence.subtree(o.host)}
        if self._tokens[-1].text == "?" or any(t.text == "?" for t in self._tokens[-2:]):
            return out or [self._question(o) for o in told[:1]]
        groups: dict[int, list[Operator]] = {}
        for operator in told:
            if operator.host not in covered and operator.content not in covered and not self._carries(operator, told):
                groups.setdefault(operator.content, []).append(operator)
        for members in groups.values():
            found = self._forecast(members)
            if found is not None:
                out.append(found)
        return sorted(out, key=lambda f: f.words)

    @staticmethod
    def _carries(operator: Operator, told: list[Operator]) -> bool:
        """Whether a modal only leads a verb of expecting, which tells: "we would expect them to leave"."""
        return operator.wording.pos == "aux" and any(
            o.wording.pos == "verb" and o.host == operator.host and o.content != o.host for o in told
        )

    # ---------------------------------------------------------------- one forecast

    def _forecast(self, members: list[Operator]) -> Foretold | None:
        main = self._main(members)
        if main is None or self._judges(main.content):
            return None
        own = [o for o in members if o.host == main.host]
        negated = self._is_negated(members)
        stack = [o.wording for o in self._telling([*own, *(o for o in members if o.host != main.host)])]
        stack += self._above(main)
        first, last = self._hull(own, main)
        return Foretold(
            host=main.host,
            content=main.content,
            words=(first, last),
            clause=self.clause(main.host if main.wording.pos != "verb" or self._passive(main.host) else main.content),
            condition=self._condition(main),
            negated=negated,
            wordings=tuple(stack),
            present=self._is_belief(main) and self._estimate(main),
        )

    def _main(self, members: list[Operator]) -> Operator | None:
        """The operator whose clause is the forecast; null where a belief is about what is, not about what will be."""
        inner = [o for o in members if o.wording.pos in ("aux", "adv")]
        outer = [o for o in members if o.wording.pos not in ("aux", "adv")]
        beliefs = [o for o in outer if o.wording.pos == "verb" and self._is_belief(o)]
        for belief in beliefs:
            if belief.wording.negated or belief.wording.negative or (not inner and self._estimate(belief)):
                return belief
        others = [o for o in outer if o not in beliefs]
        if others:
            return others[0]
        modals = [o for o in inner if o.wording.pos == "aux"]
        return modals[0] if modals else None

    def _is_belief(self, operator: Operator) -> bool:
        return self._tokens[operator.words[0]].lemma in _BELIEF | {"doubt"}

    def _estimate(self, belief: Operator) -> bool:
        """Whether a passive of belief tells an estimate of what is ("are believed to be hiding")."""
        clause = self._tokens[belief.content]
        perfect = any(c.lemma == "have" for c in self._sentence.children(clause.index, "aux"))
        return (
            self._passive(belief.host) and belief.content != belief.host and clause.relation == "xcomp" and not perfect
        )

    def _passive(self, index: int) -> bool:
        return bool(self._sentence.children(index, "aux:pass", "nsubj:pass"))

    def _is_negated(self, members: Iterable[Operator]) -> bool:
        """Whether an odd number of clauses is negated, where no row of the table takes that up."""
        taken = {o.host for o in members if o.wording.negated}
        return len({o.host for o in members if o.negated} - taken) % 2 == 1

    @staticmethod
    def _telling(members: list[Operator]) -> list[Operator]:
        """Without the modals that only carry another word ("will likely", "would probably")."""
        carriers = _CARRIERS | ({"should", "ought"} if any(o.wording.pos == "adv" for o in members) else set())
        other = [o for o in members if not (o.wording.pos == "aux" and set(o.wording.words) & carriers)]
        return other or members

    def _above(self, main: Operator) -> list[Wording]:
        """Verbs of belief over the clause, or beside it ("..., analysts believe")."""
        out = []
        at = self._tokens[main.host]
        seen = {main.host}
        while at.relation in ("ccomp", "conj", "parataxis") and at.head >= 0:
            at = self._tokens[at.head]
            seen.add(at.index)
        seen |= {c.index for i in tuple(seen) for c in self._sentence.children(i, "parataxis")}
        for index in sorted(seen - {main.host}):
            word = self._tokens[index]
            if word.lemma in _BELIEF and not self._passive(index):
                rows = self._table.wordings.get(word.lemma, ())
                out += [w for w in rows if w.pos == "verb" and not w.negated and w.words == (word.lemma,)]
        return out

    def _judges(self, index: int) -> bool:
        """Whether a clause only says what an event would be worth ("would mark a significant blow")."""
        token = self._tokens[index]
        judged = [token.lemma] if self._sentence.children(index, "cop") else []
        if self._table.has(token.lemma, "judging"):
            judged += [c.lemma for c in self._sentence.children(index, "obj", "xcomp", "attr")]
        return any(self._table.has(word, "judgement") for word in judged)

    # ---------------------------------------------------------------- stretches

    def _hull(self, own: list[Operator], main: Operator) -> tuple[int, int]:
        """The operative words of the clause: with the copula and negation before, adverbs between, and "to" behind."""
        kept = [o for o in own if o.wording.pos == main.wording.pos or o.wording.pos in ("aux", "adv")]
        words = {i for o in kept for i in o.words}
        host = self._tokens[main.host]
        for child in self._sentence.children(host.index, "cop", "aux", "advmod"):
            if child.relation.partition(":")[0] in ("cop", "aux") or child.lemma in ("not", "n't", "never"):
                words.add(child.index)
        if main.host != main.words[0] and main.wording.pos == "pred":
            words.add(main.host)  # "looks unlikely"
        first, last = self._near(set(main.words), words)
        while last + 1 < len(self._tokens) and self._extends(last + 1, main):
            last += 1
        return self._first_person(first, main), last + 1

    @staticmethod
    def _near(core: set[int], words: set[int]) -> tuple[int, int]:
        """The stretch around the core words without gaps of more than two words."""
        left, right = min(core), max(core)
        while step := [w for w in words if 0 < left - w <= 3]:
            left = min(step)
        while step := [w for w in words if 0 < w - right <= 3]:
            right = max(step)
        return left, right

    def _extends(self, index: int, main: Operator) -> bool:
        token = self._tokens[index]
        if token.lemma == "to" and token.relation == "mark" and token.head == main.content:
            return True
        if token.lemma == "that" and self._is_belief(main) and token.head == main.content:
            return True
        adverb = token.upos == "ADV" and token.head == main.host and index < main.host
        return adverb and main.wording.pos == "aux"

    def _first_person(self, first: int, main: Operator) -> int:
        """The wording of a belief of one's own begins with who holds it ("I do not think that")."""
        if self._is_belief(main) and first > 0 and self._tokens[first - 1].text.lower() in _FIRST:
            return first - 1
        return first

    def clause(self, host: int) -> tuple[int, int]:
        """First and last (exclusive) word of a clause, without conjoined clauses, sayings beside it and conditions."""
        out = {host}
        for child in self._sentence.children(host):
            if child.relation in ("parataxis", "punct", "cc", "discourse", "vocative") or self._clausal_conjunct(
                child.index
            ):
                continue
            said = child.relation == "advcl" and child.lemma in self._cues and child.index > host
            if said or child.relation == "mark" or (child.relation == "advcl" and self._is_condition(child.index)):
                continue
            out |= set(self._sentence.subtree(child.index))
        first, last = min(out), max(out)
        while first < host and self._is_lead(first):
            first += 1
        while last > host and self._tokens[last].upos == "PUNCT":
            last -= 1
        return first, last + 1

    def _is_lead(self, index: int) -> bool:
        """Whether a word only joins the clause to what stands before it ("However, ...", "so", "where")."""
        token = self._tokens[index]
        joins = token.lemma in _JOINING or token.xpos in ("WRB", "WDT")
        return token.upos in ("PUNCT", "CCONJ") or (joins and token.relation in ("advmod", "cc", "nsubj", "mark"))

    def _clausal_conjunct(self, index: int) -> bool:
        token = self._tokens[index]
        if token.relation != "conj":
            return False
        return bool(self._sentence.children(index, "nsubj", "aux", "cop")) or token.xpos.startswith("VB")

    def _condition(self, main: Operator) -> tuple[int, int] | None:
        """The conditional clause on the forecast's clause or on what is foretold."""
        if (leading := self._leading_condition(main)) is not None:
            return leading
        for host in dict.fromkeys((main.content, main.host)):
            for child in self._sentence.children(host, "advcl"):
                if self._is_condition(child.index):
                    words = self._sentence.subtree(child.index)
                    first, last = words[0], words[-1]
                    while last > first and self._tokens[last].upos == "PUNCT":
                        last -= 1
                    while first < last and self._tokens[first].upos == "PUNCT":
                        first += 1
                    if first > 0 and self._tokens[first - 1].lemma in ("even", "only"):
                        first -= 1
                    return first, last + 1
        return None

    def _leading_condition(self, main: Operator) -> tuple[int, int] | None:
        """A condition by its order of words at the head of the sentence, wherever the tree hangs it."""
        first = next((t.index for t in self._tokens if t.upos not in ("PUNCT", "CCONJ")), 0)
        if self._tokens[first].text.lower() not in _INVERTED or self._tokens[-1].text == "?":
            return None
        end = next((t.index for t in self._tokens[first:] if t.text == ","), None)
        subjects = self._sentence.children(self._tokens[first].head, "nsubj", "nsubj:pass", "expl")
        before = any(s.index == first for s in subjects)
        return (first, end) if end is not None and first + 2 < end < main.words[0] and not before else None

    def _is_condition(self, index: int) -> bool:
        return any(c.lemma in _CONDITIONS for c in self._sentence.children(index, "mark")) or self._inverted(index)

    def _inverted(self, index: int) -> bool:
        """Whether a clause is a condition by its order of words: "Should it fall", "Had they stayed"."""
        if self._tokens[index].relation != "advcl":
            return False
        first = next((i for i in self._sentence.subtree(index) if self._tokens[i].upos != "PUNCT"), index)
        subjects = self._sentence.children(index, "nsubj", "nsubj:pass", "expl")
        leads = self._tokens[first].text.lower() in _INVERTED and self._tokens[first].head == index
        return leads and any(first < s.index <= index for s in subjects)

    # ---------------------------------------------------------------- open questions

    def _question(self, operator: Operator) -> Foretold:
        first, last = operator.words[0], operator.words[-1] + 1
        anchor = next((i for i in operator.words if self._tokens[i].head not in operator.words), first)
        if self._tokens[anchor].upos == "NOUN":
            around = [i for i in self._sentence.subtree(anchor) if i <= anchor]
            first, last = around[0], anchor + 1
        begin, end = self.clause(operator.host)
        nested = [self._sentence.subtree(c.index)[-1] + 1 for c in self._sentence.children(operator.host, "conj")]
        end = max([end, *nested]) if self._tokens[anchor].upos == "NOUN" else end
        return Foretold(
            operator.host, operator.host, (first, last), (min(begin, first), max(end, last)), None, False, ()
        )


__all__ = ["Foretold", "find_forecasts"]
