"""Whom pronouns of the third person stand for, by weights fitted on texts with marked chains.

For each pronoun, in text order, the phrases of its own and the last sentences are weighed by how near they stand, what
they are, their part in the sentence, how often they have been named, and who speaks. What cannot be meant for number,
gender or syntax is left out first. The likeliest is taken where it is likely enough, else nobody: the weights say
also how likely it is that none is meant ("it is raining"). Weights: ``data/references/weights.tsv``.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from marsad.knowledge import Pronoun, load_references
from marsad.language import Document, Sentence, Token
from marsad.reading._phrases import phrase
from marsad.reading._quotations import Quotation
from marsad.reading._referents import Referent, referents
from marsad.reading._saying import Saying

REACH = 3  # sentences back
WHO = frozenset({"person", "organisation", "state"})
MOST = 4  # higher ranks and counts are one


@dataclass(frozen=True, slots=True)
class Choice:
    """What a pronoun stands for: the phrase named last, and how likely that is."""

    antecedent: Referent
    probability: float


@dataclass(slots=True)
class Chain:
    """What is told of one thing so far."""

    first: Referent
    last: Referent
    told: int = 1
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pronoun with the phrases that it may stand for, and the features of each and of none."""

    pronoun: Referent
    series: str
    candidates: tuple[Referent, ...]
    chains: tuple[Chain, ...]
    features: tuple[tuple[str, ...], ...]
    none: tuple[str, ...]


class Antecedents:
    """Walks one document and chooses for each pronoun."""

    def __init__(self, document: Document, quotes: Sequence[Quotation], sayings: Mapping[int, list[Saying]]) -> None:
        self._document, self._sayings = document, sayings
        self._quotes = [q for q in quotes if q.end - q.start > 40]  # shorter ones are scare quotes
        self._starts = [q.start for q in self._quotes]
        self._referents = [referents(s) for s in document.sentences]
        self._chains: dict[tuple[int, int, str], Chain] = {}
        self._named: dict[tuple[str, str], Chain] = {}
        self.last: dict[str, Chain] = {}
        self._paragraphs = _paragraphs(document)

    def choices(self) -> dict[tuple[int, int], Choice]:
        """The choice for each pronoun that is plain enough, by sentence and word."""
        out = {}
        for weighed in self.weighed():
            choice = self.choose(weighed)
            if choice is not None:
                out[weighed.pronoun.sentence, weighed.pronoun.head] = choice
        return out

    def weighed(self) -> Iterator[Weighed]:
        """The pronouns in text order; what is chosen between two of them is known to the later one."""
        for found in self._referents:
            for referent in found:
                if referent.form == "pronoun":
                    weighed = self._weigh(referent)
                    if weighed is not None:
                        yield weighed
                        continue
                self.tell(referent, self._named.get((referent.sort, referent.key)) if referent.key else None)

    def choose(self, weighed: Weighed) -> Choice | None:
        """Weighs the candidates; the phrases of one chain are weighed together. Notes what was chosen."""
        known = load_references()
        weights = known.weights[weighed.series]  # type: ignore[index]
        scores = [sum(weights.get(f, 0.0) for f in features) for features in (*weighed.features, weighed.none)]
        top = max(scores)
        odds = [math.exp(score - top) for score in scores]
        shares: dict[int, float] = {}
        for chain, share in zip(weighed.chains, odds, strict=False):
            shares[id(chain)] = shares.get(id(chain), 0.0) + share
        best = max(weighed.chains, key=lambda chain: shares[id(chain)], default=None)
        if best is None or shares[id(best)] < odds[-1]:
            self.tell(weighed.pronoun, None)
            return None
        probability = shares[id(best)] / sum(odds)
        choice = Choice(best.last, probability)
        self.tell(weighed.pronoun, best)
        return choice if probability >= known.least[weighed.series] else None  # type: ignore[index]

    def tell(self, referent: Referent, chain: Chain | None) -> None:
        """Notes a phrase: as one more of a chain, or as the first of a new one."""
        if chain is None:
            chain = Chain(referent, referent, gender=referent.gender)
        else:
            chain.told += 1
            chain.gender = chain.gender or referent.gender
            if referent.form != "pronoun":
                chain.last = referent
            else:
                self.last[load_references().pronouns[referent.word or ""].series] = chain
        self._chains[_at(referent)] = chain
        if referent.key:
            self._named[referent.sort, referent.key] = chain

    def chain(self, referent: Referent) -> Chain:
        """The chain of a phrase told before."""
        return self._chains[_at(referent)]

    # ---------------------------------------------------------------- candidates

    def _weigh(self, pronoun: Referent) -> Weighed | None:
        known = load_references().pronouns[pronoun.word or ""]
        sentence = self._document.sentences[pronoun.sentence]
        if _reflexive(known.word):
            return None
        before = [r for found in self._referents[max(0, pronoun.sentence - REACH) : pronoun.sentence] for r in found]
        before += [r for r in self._referents[pronoun.sentence] if r.head < pronoun.head]
        fitting = [r for r in before if self._fits(r, pronoun, known, sentence)]
        chains = tuple(self.chain(r) for r in fitting)
        around = _Around(self, pronoun, known, sentence)
        around.rank(fitting, chains)
        features = tuple(around.features(r, len(fitting) - 1 - n) for n, r in enumerate(fitting))
        return Weighed(pronoun, known.series, tuple(fitting), chains, features, around.none())

    def _fits(self, referent: Referent, pronoun: Referent, known: Pronoun, sentence: Sentence) -> bool:
        """Whether number, gender and syntax let a pronoun stand for a phrase."""
        if _at(referent) not in self._chains or (
            referent.sentence == pronoun.sentence and _bound(sentence, referent, pronoun)
        ):
            return False
        chain = self._chains[_at(referent)]
        gender = chain.gender or referent.gender
        if known.series == "person":
            many = (referent.plural and referent.form != "pronoun") or referent.form == "pair"
            if many or gender not in (None, known.gender) or chain.first.sort not in ("person", "other"):
                return False
        elif known.series == "thing":
            if referent.plural or chain.first.plural or chain.first.sort == "person" or referent.form == "pair":
                return False
        elif referent.form == "pronoun" and referent.plural is False:
            return False
        return referent.form != "pronoun" or known.series == load_references().pronouns[referent.word or ""].series

    def paragraph(self, sentence: int) -> int:
        """The number of the paragraph of a sentence."""
        return self._paragraphs[sentence]

    def quote_at(self, at: int) -> int:
        """The number of the quotation that holds an offset, or -1."""
        number = bisect_right(self._starts, at) - 1
        return number if number >= 0 and at < self._quotes[number].end else -1

    def sayings_at(self, sentence: int) -> list[Saying]:
        """The sayings of a sentence."""
        return self._sayings.get(sentence, [])


class _Around:
    """The features of the phrases before one pronoun."""

    def __init__(self, walk: Antecedents, pronoun: Referent, known: Pronoun, sentence: Sentence) -> None:
        self._walk, self._pronoun, self._known, self._sentence = walk, pronoun, known, sentence
        self._token = sentence.tokens[pronoun.head]
        self._quote = walk.quote_at(pronoun.start)
        self._above = {
            c.index
            for above in sentence.ancestors(pronoun.head)
            for c in sentence.children(above.index, "nsubj")
            if c.index < pronoun.head
        }
        sayings = walk.sayings_at(pronoun.sentence)
        self._speaks = any(s.source == pronoun.head for s in sayings)
        self._speakers = {s.source for s in sayings if pronoun.head in s.content}
        self._owns = sentence.tokens[self._token.head].noun_class if self._token.relation == "nmod:poss" else None

    def rank(self, fitting: Sequence[Referent], chains: Sequence[Chain]) -> None:
        """Notes which chain comes how near, and the subject told last."""
        nearest = [id(c) for c in reversed(chains) if c.first.sort in WHO]
        self._ranks = {chain: rank for rank, chain in enumerate(dict.fromkeys(nearest))}
        self._subject = next((_at(r) for r in reversed(fitting) if r.part == "subject"), None)

    def features(self, referent: Referent, rank: int) -> tuple[str, ...]:
        """The features of a phrase, and its place among those that fit, the nearest first."""
        chain = self._walk.chain(referent)
        sort, form = chain.first.sort, referent.form
        if form == "pronoun" and chain.first.form == "pronoun":
            sort = "other"
        distance = self._pronoun.sentence - referent.sentence
        out = [
            f"distance {distance}",
            f"distance {distance} {referent.part}",
            f"{sort} {form}",
            f"{self._pronoun.part} from {referent.part}",
            f"rank {min(rank, MOST)}",
            f"told {min(chain.told, MOST)}",
            f"number {'open' if referent.plural is None else referent.plural == self._known.plural}",
        ]
        if chain.gender is not None:
            out.append("gender")
        out.append(f"{self._token.noun_class} for {sort}")
        out += self._of_chain(referent, chain)
        if self._speaks:
            spoke = any(s.source == referent.head for s in self._walk.sayings_at(referent.sentence))
            out += [f"speaks {sort}", f"speaks on {spoke}"]
        if self._owns is not None:
            out.append(f"owns {self._owns} {sort}")
        out += self._of_saying(referent)
        return tuple(out)

    def _of_chain(self, referent: Referent, chain: Chain) -> list[str]:
        """How salient the thing is: the order of chains, who was meant last, new paragraphs, the opening."""
        out = []
        order = self._ranks.get(id(chain))
        if order is not None:
            out.append(f"chain {min(order, MOST)} of {min(len(self._ranks), MOST)}")
        if _at(referent) == self._subject:
            out.append("last subject")
        if self._walk.last.get(self._known.series) is chain:
            out.append("goes on")
        if self._walk.paragraph(referent.sentence) != self._walk.paragraph(self._pronoun.sentence):
            out.append("new paragraph")
        if chain.first.sentence < 2:
            out.append("opens")
        return out

    def _of_saying(self, referent: Referent) -> list[str]:
        """How the two stand to quotations and sayings, and whether the phrase is subject of a clause above."""
        out = []
        quote = self._walk.quote_at(referent.start)
        if quote != self._quote:
            out.append("into quotation" if self._quote >= 0 else "out of quotation")
        elif quote >= 0:
            out.append("within quotation")
        if self._pronoun.sentence == referent.sentence:
            if referent.head in self._above:
                out.append("subject above")
            if referent.head in self._speakers:
                out.append("speaker quoted" if self._quote >= 0 else "speaker")
        return out

    def none(self) -> tuple[str, ...]:
        """The features of standing for nothing before it."""
        governor = self._sentence.tokens[self._token.head] if self._token.head >= 0 else self._token
        out = ["none", f"none {self._pronoun.part}", f"none {self._token.relation}", f"none {self._token.noun_class}"]
        if self._token.relation.startswith(("nsubj", "expl")):
            clauses = self._sentence.children(governor.index, "csubj", "ccomp", "xcomp", "advcl")
            out += [f"none over {c.relation}" for c in clauses]
            out.append(f"none {governor.upos}")
        if self._quote >= 0:
            out.append("none quoted")
        if self._speaks:
            out.append("none speaks")
        return tuple(out)


def _paragraphs(document: Document) -> list[int]:
    """For each sentence the number of its paragraph; an empty line parts two."""
    out, number = [], 0
    end = 0
    for sentence in document.sentences:
        number += "\n\n" in document.text[end : sentence.start]
        out.append(number)
        end = sentence.end
    return out


def _at(referent: Referent) -> tuple[int, int, str]:
    return referent.sentence, referent.head, "pair" if referent.form == "pair" else ""


def _reflexive(word: str) -> bool:
    return word.endswith(("self", "selves"))


def _bound(sentence: Sentence, referent: Referent, pronoun: Referent) -> bool:
    """Whether syntax keeps the two apart: parts of one clause, or one inside the other's phrase."""
    one, other = sentence.tokens[referent.head], sentence.tokens[pronoun.head]
    first, last = phrase(sentence, referent.head)
    if first <= pronoun.head < last:
        return True
    return (
        _clause(sentence, one) == _clause(sentence, other)
        and other.relation != "nmod:poss"
        and one.relation != "nmod:poss"
    )


def _clause(sentence: Sentence, token: Token) -> int:
    """The verb whose argument a phrase is."""
    at = token
    while at.relation == "conj" and at.head >= 0:
        at = sentence.tokens[at.head]
    if at.relation.partition(":")[0] in ("nsubj", "obj", "iobj", "obl"):
        return at.head
    return at.index
