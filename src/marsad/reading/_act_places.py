"""Where an act is told to happen: which names of places of a sentence belong to which act."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.language import Sentence, Token
from marsad.reading._act import Act
from marsad.reading._classes import Classes
from marsad.reading._frames import is_verbal
from marsad.reading._mentions import PlaceMention
from marsad.reading._participants import GROUND, SPEECH, TWO_SIDED, is_state
from marsad.reading._places import QUARTERS


class ActPlaces:
    """Reads the places of the acts of one sentence.

    Args:
        sentence: The sentence.
        classes: Classes of its words.
        places: Head word and mention of each of its names of places.
        speakers: Words that name who says something; places in their phrases are no place of an act.
    """

    def __init__(
        self,
        sentence: Sentence,
        classes: Classes,
        places: list[tuple[int, PlaceMention]],
        *,
        speakers: set[int],
    ) -> None:
        self._sentence, self._classes, self._places, self._speakers = sentence, classes, places, speakers

    def of(self, act: Act, acts: Sequence[Act]) -> list[PlaceMention]:
        """The places of an act, the likeliest first.

        First where the lexicon says, then locative phrases of its clause, then other names of the sentence that belong
        to no other act.

        Args:
            act: The act.
            acts: All acts of the sentence.
        """
        if not self._places:
            return []
        heads = {i for a in acts for i in (a.index, a.clause)}
        ranked: list[tuple[int, int, PlaceMention]] = []
        argument = self._below(
            [f for part in (act, *act.joined) for s in part.entry.place for f in part.slots.get(s, ())]
        )
        clause = self._clause_words(act, heads)
        elsewhere = {i for a in acts if a is not act for i in self._clause_words(a, heads)}
        apart = {i for speaker in self._speakers for i in self._sentence.subtree(speaker)} - {act.index}
        for head, mention in self._places:
            if self._is_part(mention) or self._has_quarter(head) or head in apart or not self.may_hold(head, act):
                continue
            if head in argument:
                ranked.append((0, head, mention))
            elif head in clause:
                ranked.append((1, abs(head - act.index), mention))
            elif head not in elsewhere and self._same_clause(head, act):
                ranked.append((2, abs(head - act.index), mention))
        ranked.sort(key=lambda r: r[:2])
        if ranked and ranked[0][0] < 2:
            ranked = [r for r in ranked if r[0] < 2]
        return [mention for _, _, mention in ranked]

    def may_hold(self, head: int, act: Act) -> bool:
        """Whether a name can be where an act happens: no side of it, and in no clause that tells something else.

        Args:
            head: Head word of the name.
            act: The act.
        """
        return not (
            self._left_out(head)
            or self._opens(head)
            or self._names_somebody(head, act)
            or self._told_apart(head, act)
            or self._led_to(head, act)
        )

    def _led_to(self, head: int, act: Act) -> bool:
        """Whether a name is where another act goes: "the fighting has driven thousands towards Goma"."""
        cases = {c.lemma for c in self._sentence.children(head, "case")}
        return bool(cases & _TOWARDS) and self._sentence.tokens[head].head not in (act.index, act.clause)

    def _told_apart(self, head: int, act: Act) -> bool:
        """Whether a name stands in a clause that tells who somebody is, or of another time, and the act does not.

        "Said a trader who fled to Diapaga", "a week after a plane crashed near Belgorod"; "the attack that took place
        in Diapaga" and "incidents that occurred in Diapaga" are no such clauses.
        """
        words = self._sentence.tokens
        around = {act.index, *(a.index for a in self._sentence.ancestors(act.index))}
        for above in (words[head], *self._sentence.ancestors(head)):
            if above.index in around:
                return False
            if above.relation == "acl:relcl" and self._is_somebody(words[above.head]):
                return True
            if above.relation == "advcl" and self._is_beside(above, _REASONS | _BEFORE):
                return True
        return False

    def _is_somebody(self, token: Token) -> bool:
        entity = self._sentence.entity_at(token.index)
        return token.noun_class in ("person", "organization") or (entity is not None and entity.label != "LOC")

    def _is_part(self, mention: PlaceMention) -> bool:
        """Whether a name only says what a longer one is a part of: Mali in "Mali's north"."""
        return any(o.span != mention.span and mention.span.overlaps(o.span) and o.whole for _, o in self._places)

    def _has_quarter(self, head: int) -> bool:
        """Whether a name only says of which town a quarter with a name is: "the Karrada district of Baghdad"."""
        token = self._sentence.tokens[head]
        if token.relation != "nmod" or self._sentence.tokens[token.head].lemma not in QUARTERS:
            return False
        of = any(c.lemma in ("of", "in") for c in self._sentence.children(head, "case"))
        named = {c.index for c in self._sentence.children(token.head, "compound")}
        return of and any(other in named for other, _ in self._places)

    def _same_clause(self, head: int, act: Act) -> bool:
        """Whether a name stands in a clause that the act is in, not in one beside it ("because they hold Kidal")."""
        above = {act.index, *(a.index for a in self._sentence.ancestors(act.index))}
        for word in self._sentence.ancestors(head):
            if is_verbal(word) and word.relation.partition(":")[0] in ("advcl", "conj", "parataxis", "ccomp"):
                return word.index in above
        return True

    def _left_out(self, head: int) -> bool:
        """Whether a place is named as one where it does not hold: "all flights, with the exception of Havana"."""
        cases = {c.lemma for c in self._sentence.children(head, "case")}
        return bool(cases & _EXCEPT) or any(a.lemma == "exception" for a in self._sentence.ancestors(head))

    def _opens(self, head: int) -> bool:
        """Whether a name only says where a report was filed: "Peshawar: Three men were killed in Wana"."""
        words = self._sentence.tokens
        if head > _OPENING or head + 1 >= len(words) or words[head + 1].text != ":":
            return False
        return any(other > head for other, _ in self._places)

    def _below(self, heads: list[int]) -> set[int]:
        return {i for h in heads for i in self._sentence.subtree(h)}

    def _clause_words(self, act: Act, heads: set[int]) -> set[int]:
        """Words below the act's verb or noun, without the relative clauses of others and without what it reports."""
        out: set[int] = set()
        own = {i for part in (act, *act.joined) for i in (part.index, part.clause)}
        for top in own:
            out |= self._near_below(top, heads - own, speech=act.kind in SPEECH)
        if not out & {head for head, _ in self._places}:
            out |= self._shared_subject(act)
        token = self._sentence.tokens[act.clause]
        if not is_verbal(token) and token.head >= 0 and token.relation.partition(":")[0] in ("obl", "obj", "nsubj"):
            verb = self._sentence.tokens[token.head]
            for child in self._sentence.children(verb.index, "obl", "nmod"):
                out |= self._near_below(child.index, heads - own)
        return out

    def _shared_subject(self, act: Act) -> set[int]:
        """Words of an event that is subject of this verb and the one before: "war in Darfur killed and drove"."""
        token = self._sentence.tokens[act.clause]
        if token.relation != "conj" or token.head < 0 or self._sentence.children(token.index, "nsubj", "nsubj:pass"):
            return set()
        subjects = self._sentence.children(token.head, "nsubj")
        return {i for s in subjects if s.noun_class == "event" for i in self._sentence.subtree(s.index)}

    def _near_below(self, top: int, others: set[int], *, speech: bool = False) -> set[int]:
        """Words below a word, down to clauses that tell something else and to other acts.

        What an act of speech is about ("blamed the raids along the border") is not where it is said.
        """
        out, todo = set(), [top]
        while todo:
            at = todo.pop()
            out.add(at)
            for child in self._sentence.children(at):
                if child.relation in ("acl:relcl", "ccomp", "parataxis") or (
                    child.relation == "conj" and is_verbal(child)
                ):
                    continue
                if self._is_beside(child, _REASONS):
                    continue
                if child.index in others and (speech or child.relation.partition(":")[0] in ("advcl", "acl", "conj")):
                    continue
                todo.append(child.index)
        return out

    def _is_beside(self, token: Token, marks: frozenset[str]) -> bool:
        """Whether a clause that one of some words joins has a subject of its own: "because they hold Kidal"."""
        if token.relation != "advcl" or not self._sentence.children(token.index, "nsubj", "nsubj:pass"):
            return False
        return any(c.lemma in marks for c in self._sentence.children(token.index, "mark"))

    def _names_somebody(self, head: int, act: Act) -> bool:
        """Whether a place name stands for people: a subject, a possessor, a modifier of people ("Turkey's army")."""
        token = self._sentence.tokens[head]
        governor = self._sentence.tokens[token.head] if token.head >= 0 else None
        if not is_state(self._sentence, token):
            people = {"armed", "government", "police", "leader"}
            held = token.relation in ("compound", "nmod:poss", "amod") and governor is not None
            return held and bool(self._classes.of(token.head) & people)
        if token.relation == "conj" and governor is not None:
            return self._names_somebody(token.head, act)
        if token.relation == "obj" and (act.kind in SPEECH or self._sentence.children(token.head, "xcomp")):
            return True  # "accused Moscow", "helped Moscow to evade the cap"
        if self._is_prefix(token):
            return True
        if token.relation in _PEOPLE_RELATIONS:
            return not (token.relation == "nmod:poss" and self._classes.of(token.head) & (GROUND | {"PLACE"}))
        return self._by_preposition(token, governor, act)

    def _is_prefix(self, token: Token) -> bool:
        """Whether a name begins a compound: "U.S.-backed", "Russian-led"."""
        after = self._sentence.tokens[token.index + 1].text if token.index + 1 < len(self._sentence.tokens) else ""
        return after in ("-", "–") and token.relation not in ("root", "obl")

    def _by_preposition(self, token: Token, governor: Token | None, act: Act) -> bool:
        """Whether the preposition before a state makes it a side: "against Iraq", "the ministers of Armenia"."""
        cases = {c.lemma for c in self._sentence.children(token.index, "case")}
        if governor is not None and governor.lemma in ("border", "frontier", "boundary"):
            return False
        if "of" in cases and governor is not None and governor.noun_class == "person":
            return True
        if "between" in cases:
            return act.kind in TWO_SIDED
        return bool(cases & {"against", "by", "with"})


_OPENING = 2  # words of a name before a colon
_REASONS = frozenset({"because", "although", "though", "whereas", "if", "unless"})
_BEFORE = frozenset({"before", "after", "since", "until"})
_TOWARDS = frozenset({"towards", "toward"})
_EXCEPT = frozenset({"except", "excluding", "besides", "barring"})
_PEOPLE_RELATIONS = frozenset({"nsubj", "nsubj:pass", "obl:agent", "nmod:poss", "compound", "amod", "nmod:desc"})
