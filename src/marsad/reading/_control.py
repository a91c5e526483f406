"""Who holds which place, as the sentence says it: held, lost, contested; captures are acts and read as such.

Six forms, with their words in a table (``knowledge/data/control/words.tsv``): verbs ("controls the town"), what is in
somebody's hands or under his control, mastery ("in control of"), a seat ("the group's last stronghold"), participles
("rebel-held") and possession ("the town is ours"). Whatever is wanted, foretold, denied or asked is no control, and
neither is whom the people of a place are for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from marsad.knowledge import ControlWord, load_control_words
from marsad.language import Token
from marsad.reading._claims import Context
from marsad.reading._control_clauses import Clauses
from marsad.reading._control_holders import OWNERS, Holders
from marsad.reading._control_places import Held, HeldPlaces
from marsad.reading._frames import Frames, Slots, is_verbal
from marsad.reading._mentions import ActorMention
from marsad.reading._phrases import phrase
from marsad.reading._place_nouns import LAST
from marsad.reading._told import ToldControl
from marsad.records import ControlRelation, Span

_OWN = frozenset({"ours", "theirs", "his", "hers", "mine"})
_TELLING = frozenset({"verb", "hands", "mastery", "seat", "participle"})
_GROUND = frozenset({"area", "territory", "region", "country"})
_OF_WHAT = frozenset({"of", "over", "on"})
_HOLDING = frozenset({"have", "keep", "hold", "take", "lose", "retain"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A statement as words of the sentence.

    Attributes:
        word: The word that says it.
        relation: What it says.
        holder: Head word of who holds, or null.
        place: What is held.
        clause: The word that heads the clause, for tense, time and credit.
        nominal: Whether a noun phrase takes it for granted.
        ends: Words that the evidence must hold besides.
    """

    word: int
    relation: ControlRelation
    holder: int | None
    place: Held
    clause: int
    nominal: bool
    ends: tuple[int, ...] = ()


def told_control(context: Context, frames: Frames) -> list[ToldControl]:
    """The statements of who holds a place in a sentence, in text order.

    Args:
        context: The sentence.
        frames: Its frames.
    """
    words = load_control_words()
    if not any(_may_tell(token) for token in context.sentence.tokens):
        return []
    return _Finder(context, frames, words).find()


@cache
def _telling_words() -> frozenset[str]:
    return _OWN | LAST | {word for word, pos in load_control_words() if pos in _TELLING}


def _may_tell(token: Token) -> bool:
    """Whether a word could tell of control; most sentences hold none."""
    telling = _telling_words()
    return token.lemma in telling or token.text.lower() in telling


class _Finder:
    def __init__(self, context: Context, frames: Frames, words: Mapping[tuple[str, str], ControlWord]) -> None:
        self._context, self._frames, self._words = context, frames, words
        self._sentence, self._tokens = context.sentence, context.sentence.tokens
        self._places = HeldPlaces(context, words)
        self._holders = Holders(context.sentence, frames, words)
        self._clauses = Clauses(context.sentence, frames)

    def find(self) -> list[ToldControl]:
        out: list[ToldControl] = []
        taken: set[tuple[int | None, int]] = set()
        for token in self._tokens:
            for found in self._at(token):
                key = (found.holder, found.place.head)
                if key not in taken:
                    taken.add(key)
                    out.append(self._told(found))
        return out

    def _at(self, token: Token) -> Iterator[_Found]:
        for pos, key, read in (
            ("hands", token.lemma, self._hands),
            ("mastery", token.lemma, self._mastery),
            ("participle", token.text.lower(), self._participle),
            ("verb", token.lemma, self._holding),
            ("seat", token.lemma, self._seat),
        ):
            word = self._words.get((key, pos))
            found = read(token, word) if word is not None else None
            if found is not None:
                yield from self._apart(found)
                return
        last = self._last(token)
        if last is not None:
            yield last
        if token.lemma in _OWN or token.text.lower() in _OWN:
            own = self._possession(token)
            if own is not None:
                yield own

    def _apart(self, found: _Found) -> Iterator[_Found]:
        """A share of one place beside another place is told apart: "holds Bunagana and most of Masisi"."""
        shares = (c.index for c in self._sentence.children(found.place.head, "conj"))
        parts = [p for i in shares if self._places.is_share(i) and (p := self._places.held(i)) is not None]
        named = {m for part in parts for m in part.mentions}
        rest = tuple(m for m in found.place.mentions if m not in named)
        if not named or not rest:
            yield found
            return
        yield replace(found, place=replace(found.place, mentions=rest))
        for part in parts:
            yield replace(found, place=part)

    # ---------------------------------------------------------------- forms

    def _holding(self, token: Token, word: ControlWord) -> _Found | None:
        return self._holding_out(token) or self._verb(token, word)

    def _holding_out(self, token: Token) -> _Found | None:
        """Reads "soldiers are holding out in the town"."""
        out = any(c.lemma == "out" for c in self._sentence.children(token.index, "compound:prt"))
        if token.lemma != "hold" or not out or not is_verbal(token) or not self._clauses.real(token.index):
            return None
        slots = self._frames.slots(token.index)
        holder = next((i for i in slots.get("subj", ()) if self._holders.may_hold(i)), None)
        places = (self._places.held(i) for case in ("in", "at", "inside") for i in slots.get(case, ()))
        place = next((p for p in places if p is not None), None)
        if holder is None or place is None or self._clauses.negated(token.index):
            return None
        return _Found(token.index, "holds", holder, place, token.index, nominal=False)

    def _verb(self, token: Token, word: ControlWord) -> _Found | None:
        slots = self._frames.slots(token.index)
        if not is_verbal(token) or token.relation == "amod" or not self._clauses.real(token.index):
            return None
        if word.place == "from":
            return self._driven(token, word)
        holders = [i for i in slots.get(word.holder or "", ()) if self._holders.may_hold(i)]
        place = self._object(token, [i for i in slots.get(word.place or "", ()) if i not in holders])
        ended = self._clauses.ended(token.index)
        open_ = word.holder is not None and not holders
        if place is not None and word.relation == "lost" and place.noun in _GROUND:
            return None  # "recover the areas it lost": which, nobody says
        if (
            place is None
            or open_
            or self._other_sense(token, slots)
            or (self._clauses.negated(token.index) and not ended)
        ):
            return None
        place = self._equated(place)
        if holders and self._holders.is_nobody(holders[0]):
            return _Found(token.index, "contested", None, place, token.index, nominal=False, ends=(holders[0],))
        relation = "lost" if ended and word.relation == "holds" else word.relation
        assert relation is not None
        return _Found(token.index, relation, holders[0] if holders else None, place, token.index, nominal=False)

    def _object(self, token: Token, objects: list[int]) -> Held | None:
        """What a verb says is held, or the place of "has lost control of the town"."""
        place = next((p for p in map(self._places.held, objects) if p is not None), None)
        if place is None and token.lemma in _HOLDING:
            place = next((p for i in objects if (p := self._controlled(i)) is not None), None)
        return place

    def _other_sense(self, token: Token, slots: Slots) -> bool:
        """Whether a verb means something else here: "holding out", "held the visitors to a draw"."""
        ends = (i for i in slots.get("to", ()) if token.lemma in _HOLDING)
        return bool(self._sentence.children(token.index, "compound:prt")) or any(
            self._tokens[i].noun_class != "place" for i in ends
        )

    def _driven(self, token: Token, word: ControlWord) -> _Found | None:
        """Who is driven out of a place has lost it."""
        slots = self._frames.slots(token.index)
        holder = next((i for i in slots.get(word.holder or "", ()) if self._holders.may_hold(i)), None)
        sources = [i for case in ("from", "out") for i in slots.get(case, ())]
        if holder is not None and not sources:
            sources = self._right_behind(holder)
        place = next((p for p in map(self._places.held, sources) if p is not None), None)
        if holder is None or place is None or self._clauses.negated(token.index):
            return None
        return _Found(token.index, "lost", holder, place, token.index, nominal=False)

    def _right_behind(self, holder: int) -> list[int]:
        """The noun of "from" or "out of" right behind a word, wherever the parser hangs it."""
        at = holder + 1
        if at < len(self._tokens) and self._tokens[at].lemma in ("from", "out"):
            noun = self._tokens[at].head
            return [noun] if noun > at else []
        return []

    def _equated(self, place: Held) -> Held:
        """The place that is said to be this one ("Hajin is the last town that they control", "Hajin, a town that")."""
        token = self._tokens[place.head]
        if token.relation == "appos":
            known = self._places.held(token.head)
            return known.seen_as(place) if known is not None and known.mentions else place
        subject = next(iter(self._sentence.children(place.head, "nsubj")), None)
        named = self._places.held(subject.index) if subject is not None and self._clauses.copular(place.head) else None
        return named.seen_as(place) if named is not None else place

    def _controlled(self, index: int) -> Held | None:
        """The place of "control of the town" as an object."""
        if (self._tokens[index].lemma, "mastery") not in self._words:
            return None
        of = (c.index for c in self._sentence.children(index, "nmod") if self._frames.case(c.index) in _OF_WHAT)
        return next((p for p in map(self._places.held, of) if p is not None), None)

    def _hands(self, token: Token, word: ControlWord) -> _Found | None:
        """What is in somebody's hands, or under his control."""
        case = self._frames.case(token.index)
        if case not in (("in", "into") if token.lemma == "hand" else ("under",)):
            return None
        holder = self._holders.owner(token.index, states=True)
        if holder is None:
            return None
        top, subject = self._clauses.said_of(token)
        place = self._places.held(subject) if subject is not None else None
        if place is None or not self._clauses.real(top) or self._clauses.negated(top) or case == "into":
            return None
        assert word.relation is not None
        return _Found(
            token.index,
            word.relation,
            holder,
            place,
            top,
            nominal=top == token.index and not self._clauses.copular(top),
        )

    def _mastery(self, token: Token, word: ControlWord) -> _Found | None:
        case = self._frames.case(token.index)
        if token.upos != "NOUN" or (token.lemma != "master" and case not in ("in", "for")):
            return None
        of = [c.index for c in self._sentence.children(token.index, "nmod") if self._frames.case(c.index) in _OF_WHAT]
        if case == "for":
            return self._fought_for(token, of)
        top, subject = self._clauses.said_of(token)
        place = next((p for p in map(self._places.held, of) if p is not None), None)
        if (
            place is None
            or subject is None
            or not self._holders.may_hold(subject)
            or not self._clauses.real(top)
            or self._clauses.negated(top)
        ):
            return None
        assert word.relation is not None
        return _Found(token.index, word.relation, subject, place, top, nominal=False)

    def _fought_for(self, token: Token, of: list[int]) -> _Found | None:
        """Reads "fighting is raging for control of the town", "the battle for control of the port"."""
        place = next((p for p in map(self._places.held, of) if p is not None), None)
        above = [a.index for a in self._sentence.ancestors(token.index)][:1]
        fought = [*above, *(c.index for i in above for c in self._sentence.children(i, "nsubj"))]
        fights = any((self._tokens[i].lemma, "fight") in self._words for i in fought)
        if place is None or not fights or not all(map(self._clauses.real, above)):
            return None
        return _Found(token.index, "contested", None, place, above[0], nominal=False, ends=tuple(fought))

    def _participle(self, token: Token, word: ControlWord) -> _Found | None:
        """Reads "rebel-held town" and "Kurdish-held territory"; the holder stands before the hyphen."""
        if token.xpos not in ("VBN", "JJ", "VBD") or token.index < 2 or self._tokens[token.index - 1].text != "-":
            return None
        holder = token.index - 2
        noun = token.head if token.relation in ("amod", "compound", "acl") else -1
        if noun < 0 or noun < token.index:
            return None
        place = self._places.held(noun)
        if place is None:
            return None
        assert word.relation is not None
        return _Found(token.index, word.relation, holder, place, noun, nominal=True)

    def _seat(self, token: Token, _word: ControlWord) -> _Found | None:
        """A stronghold, pocket or enclave of somebody; the noun takes for granted that he holds it."""
        if token.upos not in ("NOUN", "PROPN") or (
            token.head >= 0 and self._is_seat(token.head) and token.relation == "nmod"
        ):
            return None
        holder = self._holders.owner(token.index)
        if holder is None:
            holder = self._holders.owner_of_part(token.index)
        if holder is None and token.lemma != "territory":
            holder = self._holders.haver(token.index)
        if holder is None or (token.lemma == "territory" and self._holders.is_state(holder)):
            return None
        return self._seat_of(token, holder)

    def _seat_of(self, token: Token, holder: int) -> _Found | None:
        place = self._places.held(token.index)
        if place is None:
            return None
        subject = next(iter(self._sentence.children(token.index, "nsubj")), None)
        said = subject is not None and self._clauses.copular(token.index)
        if said and subject is not None:
            named = self._places.held(subject.index)
            place = named.seen_as(place) if named is not None else place
            if not self._clauses.real(token.index) or self._clauses.negated(token.index):
                return None
        ends = (subject.index,) if said and subject is not None else ()
        return _Found(token.index, "holds", holder, place, token.index, nominal=not said, ends=ends)

    def _last(self, token: Token) -> _Found | None:
        """Reads "the group's last town": what is said to be the last of somebody's is his."""
        if (token.lemma, "place") not in self._words or not self._places.is_left(token.index):
            return None
        holder = self._holders.owner(token.index)
        if holder is None or not (
            self._holders.is_somebody(self._tokens[holder]) or self._tokens[holder].lemma in OWNERS
        ):
            return None
        return self._seat_of(token, holder)

    def _possession(self, token: Token) -> _Found | None:
        """Reads "the town is ours"."""
        subject = next(iter(self._sentence.children(token.index, "nsubj")), None)
        place = self._places.held(subject.index) if subject is not None and self._clauses.copular(token.index) else None
        if place is None or not self._clauses.real(token.index) or self._clauses.negated(token.index):
            return None
        return _Found(token.index, "holds", token.index, place, token.index, nominal=False)

    # ---------------------------------------------------------------- whether it is so

    def _sits(self, found: _Found) -> bool:
        """Whether the place is told as somebody's seat, so that the words beside it only say where it lies."""
        head = found.place.head
        return self._is_seat(head) or (found.word == head and found.nominal and self._places.is_left(head))

    def _is_seat(self, index: int) -> bool:
        return (self._tokens[index].lemma, "seat") in self._words

    # ---------------------------------------------------------------- as told

    def _told(self, found: _Found) -> ToldControl:
        words = [found.word, *found.place.words, *found.ends]
        holder = self._context.mention(found.holder) if found.holder is not None else None
        words += [] if found.holder is None else [found.holder]
        words += [phrase(self._sentence, i)[0] for i in (found.place.head, *found.ends) if not found.nominal]
        first, last = min(words), max(words)
        if found.nominal and found.holder is not None:
            first = min(
                [first, *(c.index for c in self._sentence.children(found.place.head, "det", "amod") if c.index < first)]
            )
        span = self._context.span((first, last + 1))
        told = [] if found.nominal else list(self._context.times)
        inside = [t for t in told if self._context.host(t) in self._clause(found)]
        inside = inside or [t for t in told if span.contains(t.span)]
        return ToldControl(
            relation=found.relation,
            evidence=self._whole(span, found, holder),
            holder=holder,
            places=found.place.mentions,
            noun=found.place.noun,
            seat=self._tokens[found.word].lemma if self._sits(found) else None,
            pronoun=found.place.pronoun,
            extent=found.place.extent,
            time=next(iter(inside), None),
            tense=self._clauses.tense(found.clause),
            credits=() if found.nominal else self._context.credited(found.word),
        )

    def _whole(self, span: Span, found: _Found, holder: ActorMention | None) -> Span:
        """The evidence with the whole phrases of who holds and of what is held."""
        inside = [m.span for m in found.place.mentions] + ([holder.span] if holder is not None else [])
        stretches = [span, *(s for s in inside if s.overlaps(span))]
        first, last = min(s.start for s in stretches), max(s.end for s in stretches)
        return Span.of(self._context.document.text, first, last)

    def _clause(self, found: _Found) -> tuple[int, ...]:
        return (found.clause, found.word, *(c.index for c in self._sentence.children(found.clause, "obl", "nmod")))
