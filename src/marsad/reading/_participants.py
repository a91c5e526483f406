"""Who acts, who suffers, where, by what means: the fillers of an act's slots that can play the part."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.knowledge import load_countries
from marsad.language import Sentence, Token
from marsad.reading._acts import Act
from marsad.reading._classes import Classes
from marsad.reading._frames import Frames, is_verbal
from marsad.reading._mentions import PlaceMention
from marsad.reading._phrases import relative_pronoun

ACTOR_CLASSES = frozenset(
    "PERSON ORG NATIONALITY armed police civilian crowd leader captive government military PEOPLE GROUP "
    "territory_side".split()
)
NO_ACTOR = frozenset({"violence", "disaster", "abstract", "attention", "body", "economy", "sport", "movement"})
HARDWARE = frozenset(
    {"aircraft", "drone", "artillery", "firearm", "explosive", "weapons", "vehicle", "blade", "chemical"}
)
GROUND = frozenset({"ground", "site", "base", "post"})
_ON_GROUND = frozenset(
    "offensive territory-captured air-strike shelling raid drone-strike siege destruction battle".split()
)
OWNED = HARDWARE | GROUND | {"property", "operation", "PLACE"}
TWO_SIDED = frozenset({"battle", "talks", "agreement", "ceasefire", "cooperation"})
LOCATIVE = ("in", "at", "on", "near", "inside", "outside", "around", "across", "along", "throughout", "within", "over",
            "against", "to", "into", "from", "through", "towards", "toward", "between", "of", "off", "onto")  # fmt: skip


class Participants:
    """Reads the participants of the acts of one sentence.

    Args:
        sentence: The sentence.
        frames: Its frames.
        classes: Classes of its words.
        speakers: Words that name who says something; they are no part of what they say.
    """

    def __init__(self, sentence: Sentence, frames: Frames, classes: Classes, *, speakers: set[int]) -> None:
        self._sentence, self._frames, self._classes, self._speakers = sentence, frames, classes, speakers

    def of(self, act: Act) -> tuple[list[int], list[int]]:
        """(actors, targets) of an act as head words, no word on both sides."""
        actors = self._side(act, act.entry.actor)
        targets = self._side(act, act.entry.target, owners=True)
        if act.light and act.light.entry.role and act.light.subject:
            people = [i for i in act.light.subject if self._may_act(i)]
            role = act.light.entry.role
            claims = role == "speaker" and self._sentence.tokens[act.light.verb].lemma in ("claim", "admit")
            if role in ("actor", "both") or claims:
                actors = self._merged(people, actors)
            elif role == "target":
                targets = self._merged(people, targets)
        for joined in act.joined:
            extra_actors, extra_targets = (
                self._side(joined, joined.entry.actor),
                self._side(joined, joined.entry.target),
            )
            actors = actors or [i for i in extra_actors if i != act.index]
            targets = targets or extra_targets
        if not targets and act.kind in _ON_GROUND:
            targets = self._ground_owners(act)
        if not actors and not is_verbal(self._sentence.tokens[act.index]):
            actors = self._from_around(act)
        if act.kind == "deployment":  # whom one sends is no target
            targets = [i for part in (act, *act.joined) for i in part.slots.get("against", ()) if self._may_act(i)]
        actors, targets = self._both(actors), self._both(targets)
        targets = [t for t in targets if t not in actors]
        if act.kind in TWO_SIDED and not targets and len(actors) > 1:
            actors, targets = actors[:1], actors[1:]
        return actors, targets

    def _ground_owners(self, act: Act) -> list[int]:
        """Whose ground an act is done on, where the place is an argument: "pushed into ISIS-held territory"."""
        out: list[int] = []
        for part in (act, *act.joined):
            for slot in (*part.entry.place, "obj", "of", "into", "on", "against", "through"):
                for filler in part.slots.get(slot, ()):
                    if self._owned(filler, owners=True):
                        out += [i for i in self._owners(filler, depth=3) if "PLACE" not in self._classes.of(i)]
        return list(dict.fromkeys(out))

    def _from_around(self, act: Act) -> list[int]:
        """The actor of a noun act that names none: where it comes from ("shelling from French forces"), or the subject
        of the clause whose means it is ("has supported them with air strikes")."""
        for filler in act.slots.get("from", ()):
            if self._names_party(self._sentence.tokens[filler]):
                return [filler]
        token = self._sentence.tokens[act.index]
        for _ in range(3):
            if token.head < 0:
                return []
            if token.relation == "obl" and self._frames.case(token.index) in ("via", "with", "through", "using", "by"):
                subjects = self._frames.slots(token.head).get("subj", [])
                return [i for i in subjects if self._may_act(i)]
            if token.relation not in ("nmod", "conj", "compound"):
                return []
            case = self._frames.case(token.index)
            token = self._sentence.tokens[token.head]
            if case in ("via", "with", "through", "using") and token.relation == "obj":
                subjects = self._frames.slots(token.head).get("subj", [])
                return [i for i in subjects if self._may_act(i)]
        return []

    def _both(self, heads: list[int]) -> list[int]:
        """ "Iraqi and Syrian forces" are two: the adjectives stand for the sides that the noun names together."""
        out: list[int] = []
        for head in heads:
            for child in self._sentence.children(head, "amod"):
                nations = [child.index, *(c.index for c in self._sentence.children(child.index, "conj"))]
                if len(nations) > 1 and all("NATIONALITY" in self._classes.of(i) for i in nations):
                    out += nations
                    break
            else:
                out.append(head)
        return list(dict.fromkeys(out))

    @staticmethod
    def _merged(first: list[int], second: list[int]) -> list[int]:
        return first or second

    def _side(self, act: Act, slots: Iterable[str], *, owners: bool = False) -> list[int]:
        """The fillers of the first slot that holds somebody; with ``owners`` also whose thing or ground stands there."""
        for slot in slots:
            out: list[int] = []
            for filler in act.slots.get(slot, ()):
                if filler == act.index:
                    continue
                if self._may_act(filler, slot):
                    out.append(self._substance(filler))
                elif self._owned(filler, owners=owners):
                    out += self._owners(filler, depth=3 if owners else 1)
            if out:
                return list(dict.fromkeys(out))
        return []

    def _owned(self, index: int, *, owners: bool) -> bool:
        """Whether a filler is a thing, a place or ground that somebody holds."""
        place = owners and self._sentence.tokens[index].noun_class == "place"
        return place or bool(self._classes.of(index) & (OWNED if owners else HARDWARE))

    def _owners(self, index: int, *, depth: int) -> list[int]:
        """Whose a thing, a place or ground is: "SDF positions", "pockets of Islamic State territory", "ISIS-held
        ground", "a convoy of US troops"."""
        if depth == 0:
            return []
        out: list[int] = []
        for child in self._sentence.children(index):
            relation = child.relation.partition(":")[0]
            if (
                relation == "nmod"
                and child.relation != "nmod:poss"
                and self._frames.case(child.index) not in ("of", None)
            ):
                continue
            if relation not in ("nmod", "compound", "amod", "acl", "flat"):
                continue
            if relation == "compound" and "aircraft" in self._classes.of(index) and not self._is_named(child):
                continue  # "fighter jets" are nobody's fighters
            if self._names_party(child):
                out += [i for i in self._frames.conjuncts(child.index) if self._names_party(self._sentence.tokens[i])]
            else:
                out += self._owners(child.index, depth=depth - 1)
        return out

    def _is_named(self, token: Token) -> bool:
        return bool(self._classes.of(token.index) & {"NATIONALITY", "ORG", "PLACE"})

    def _names_party(self, token: Token) -> bool:
        """Whether a word names a side of a conflict, not merely people of a sort."""
        classes = self._classes.of(token.index)
        if "NATIONALITY" in classes or "ORG" in classes and "PLACE" not in classes:
            return token.upos != "VERB"
        if "PLACE" in classes:
            return token.relation in ("compound", "nmod:poss", "amod") and self._is_state(token)
        return bool(classes & {"armed", "police", "civilian", "crowd"}) and token.upos in ("NOUN", "PROPN")

    def _substance(self, index: int) -> int:
        """Looks through "dozens of fighters", "a group of gunmen", "a number of": to the people themselves."""
        token = self._sentence.tokens[index]
        if token.upos == "NUM" or token.lemma in _HOLLOW:
            for child in self._sentence.children(index, "nmod"):
                if any(c.lemma == "of" for c in self._sentence.children(child.index, "case")):
                    return child.index
        return index

    def _may_act(self, index: int, slot: str = "subj") -> bool:
        token = self._sentence.tokens[index]
        if relative_pronoun(token) and token.head >= 0:
            return False
        if token.upos == "PRON":
            return token.lemma in _PRONOUNS and (token.lemma != "it" or slot in ("subj", "poss"))
        classes = self._classes.of(index)
        if token.upos == "ADJ":
            return "NATIONALITY" in classes
        if token.lemma in _HOLLOW or token.upos == "NUM":
            return True
        if "PLACE" in classes and token.upos == "PROPN":
            return (slot in _CORE and self._is_state(token)) or (
                slot in ("against", "on", "with", "to") and self._is_state(token)
            )
        if classes & NO_ACTOR and not classes & {"PERSON", "ORG", "armed"}:
            return False
        if classes & GROUND and not classes & {"PERSON", "ORG", "PEOPLE", "armed", "police", "civilian"}:
            return False
        if classes & HARDWARE and not classes & {"PERSON", "ORG", "armed"} - (
            {"armed"} if "suicide" in classes else set()
        ):
            return slot in ("subj", "by", "mod", "poss") and self._named_inside(index)
        if "suicide" in classes:
            return False  # the bomber is the means; who sent him is said elsewhere or not at all
        return bool(classes & ACTOR_CLASSES)

    def _named_inside(self, index: int) -> bool:
        """Whether a nationality, a state or an organisation stands before a thing: "Turkish jets", "SDF artillery"."""
        for child in self._sentence.children(index, "amod", "compound", "nmod"):
            if self._classes.of(child.index) & {"NATIONALITY", "ORG"}:
                return True
            if "PLACE" in self._classes.of(child.index) and self._is_state(child) and child.relation != "nmod":
                return True
        return False

    @staticmethod
    def _is_state(token: Token) -> bool:
        countries = load_countries()
        return bool(countries.by_name(token.text) or countries.by_capital(token.text))

    # ---------------------------------------------------------------- means

    def means(self, act: Act) -> list[int]:
        """Weapons, vehicles and aircraft that the act is done with."""
        out = []
        for part in (act, *act.joined):
            for slot in ("with", "using", "by", "subj", "mod", "from", "in"):
                for filler in part.slots.get(slot, ()):
                    if filler not in act.words and self._classes.of(filler) & HARDWARE and filler not in out:
                        out.append(filler)
        return out

    # ---------------------------------------------------------------- places

    def places(self, act: Act, acts: list[Act], places: list[tuple[int, PlaceMention]]) -> list[PlaceMention]:
        """The places of an act, the likeliest first: where the lexicon says, then locative phrases of its clause, then
        other names of the sentence that belong to no other act.
        """
        if not places:
            return []
        ranked: list[tuple[int, int, PlaceMention]] = []
        argument = self._below(
            [f for part in (act, *act.joined) for s in part.entry.place for f in part.slots.get(s, ())]
        )
        clause = self._clause_words(act)
        elsewhere = set().union(*(self._clause_words(a) for a in acts if a is not act)) if len(acts) > 1 else set()
        apart = {i for speaker in self._speakers for i in self._sentence.subtree(speaker)} - {act.index}
        for head, mention in places:
            if self._names_somebody(head, act) or head in apart:
                continue
            if head in argument:
                ranked.append((0, head, mention))
            elif head in clause:
                ranked.append((1, abs(head - act.index), mention))
            elif head not in elsewhere or len(acts) == 1:
                ranked.append((2, abs(head - act.index), mention))
        ranked.sort(key=lambda r: r[:2])
        if ranked and ranked[0][0] < 2:
            ranked = [r for r in ranked if r[0] < 2]
        return [mention for _, _, mention in ranked]

    def _below(self, heads: list[int]) -> set[int]:
        return {i for h in heads for i in self._sentence.subtree(h)}

    def _clause_words(self, act: Act) -> set[int]:
        """Words below the act's verb or noun, without the relative clauses of others and without what it reports."""
        out: set[int] = set()
        for part in (act, *act.joined):
            for top in {part.index, part.clause}:
                out |= self._near_below(top)
        token = self._sentence.tokens[act.clause]
        if not is_verbal(token) and token.head >= 0 and token.relation.partition(":")[0] in ("obl", "obj", "nsubj"):
            verb = self._sentence.tokens[token.head]
            for child in self._sentence.children(verb.index, "obl", "nmod"):
                out |= self._near_below(child.index)
        return out

    def _near_below(self, top: int) -> set[int]:
        out, todo = set(), [top]
        while todo:
            at = todo.pop()
            out.add(at)
            for child in self._sentence.children(at):
                if child.relation in ("acl:relcl", "ccomp", "parataxis") or (
                    child.relation == "conj" and is_verbal(child)
                ):
                    continue
                todo.append(child.index)
        return out

    def _names_somebody(self, head: int, act: Act) -> bool:
        """Whether a place name stands for people: a subject, a possessor, a modifier of people ("Turkey's army")."""
        token = self._sentence.tokens[head]
        if not self._is_state(token):
            if token.relation in ("compound", "nmod:poss", "amod") and token.head >= 0:
                return bool(self._classes.of(token.head) & {"armed", "government", "police", "leader"})
            return False
        after = self._sentence.tokens[head + 1].text if head + 1 < len(self._sentence.tokens) else ""
        if after in ("-", "–") and token.relation not in ("root", "obl"):
            return True  # "U.S.-backed", "Russian-led"
        if token.relation in ("nsubj", "nsubj:pass", "obl:agent", "nmod:poss", "compound", "amod", "nmod:desc"):
            return not (token.relation == "nmod:poss" and self._classes.of(token.head) & (GROUND | {"PLACE"}))
        if token.relation == "conj":
            return self._names_somebody(token.head, act) if token.head >= 0 else False
        cases = {c.lemma for c in self._sentence.children(head, "case")}
        return bool(cases & {"against", "by", "with"})

    # ---------------------------------------------------------------- claims

    def claimed(self, act: Act) -> bool:
        """Whether the act stands only as what somebody claims to have done ("claimed responsibility for the blast")."""
        token = self._sentence.tokens[act.index]
        for above in self._sentence.ancestors(act.index):
            if above.lemma in ("claim", "admit") and is_verbal(above):
                direct = token.head == above.index and token.relation == "obj" and not is_verbal(token)
                own = self._sentence.children(above.index, "obj")
                return direct or any(c.lemma in ("responsibility", "credit") for c in own)
            if is_verbal(above):
                return False
        return False


_HOLLOW = frozenset("group number dozen score hundred thousand million member series couple handful band wave team unit "
                    "column crew contingent force fleet majority half part element remnant rest most many several some "
                    "other both all few one two three".split())  # fmt: skip
_PRONOUNS = frozenset("they he she it we i who them him her us both their his its our".split())
_CORE = frozenset({"subj", "by", "poss", "mod", "obj", "between"})
