"""Who acts, who suffers, by what means: the fillers of an act's slots that can play the part."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.language import Sentence, Token
from marsad.reading._act import Act
from marsad.reading._classes import Classes
from marsad.reading._frames import Frames, is_verbal
from marsad.reading._phrases import names_state, relative_pronoun

ACTOR_CLASSES = frozenset(
    "PERSON ORG NATIONALITY armed police civilian crowd leader captive government military PEOPLE GROUP "
    "territory_side".split()
)
NO_ACTOR = frozenset({"violence", "disaster", "abstract", "attention", "body", "economy", "sport", "movement"})
HARDWARE = frozenset(
    {"aircraft", "drone", "artillery", "firearm", "explosive", "weapons", "vehicle", "blade", "chemical"}
)
GROUND = frozenset({"ground", "site", "base"})
_ON_GROUND = frozenset(
    "offensive territory-captured air-strike shelling raid drone-strike siege destruction battle".split()
)
OWNED = HARDWARE | GROUND | {"property", "operation", "PLACE"}
_BY_MEANS_OF = ("via", "with", "through", "using")
_HELD = HARDWARE | {"base", "property", "operation", "military", "violence"}
SPEECH = frozenset({"demand", "refusal", "accusation", "threat", "concession", "support"})
TWO_SIDED = frozenset({"battle", "talks", "agreement", "ceasefire", "cooperation"})


def is_state(sentence: Sentence, token: Token) -> bool:
    """Whether a word is, or heads, the name of a country or of its capital, which may stand for it."""
    entity = sentence.entity_at(token.index)
    whole = " ".join(t.text for t in sentence.tokens[entity.first : entity.last]) if entity is not None else ""
    return any(names_state(name) for name in (token.text, whole.removeprefix("the ").removeprefix("The ")) if name)


class Participants:
    """Reads the participants of the acts of one sentence.

    Args:
        sentence: The sentence.
        frames: Its frames.
        classes: Classes of its words.
    """

    def __init__(self, sentence: Sentence, frames: Frames, classes: Classes) -> None:
        self._sentence, self._frames, self._classes = sentence, frames, classes

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
            if act.kind not in TWO_SIDED or len(actors) < 2:  # "fighting between A and B has killed five people"
                targets = targets or extra_targets
        for swallowed in act.swallowed:  # who is fought in "suspended operations against the group"
            inner_actors, inner_targets = self.of(swallowed)
            actors, targets = actors or inner_actors, targets or inner_targets
        if not targets and act.kind in _ON_GROUND:
            targets = self._ground_owners(act)
        if not actors and not is_verbal(self._sentence.tokens[act.index]):
            actors = self._ascribed(act) or self._from_around(act)
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

    def _ascribed(self, act: Act) -> list[int]:
        """To whom somebody ascribes a noun act: "blamed the ambush on the rebels", "it was the work of rebels"."""
        token = self._sentence.tokens[act.index]
        above = self._sentence.tokens[token.head] if token.head >= 0 else token
        slot = _ASCRIBED.get((token.relation, above.lemma), "")
        return [i for i in self._frames.slots(above.index).get(slot, []) if self._may_act(i)]

    def _from_around(self, act: Act) -> list[int]:
        """The actor of a noun act that names none.

        It is where the act comes from ("shelling from French forces"), or the subject of the clause whose means it is
        ("has supported them with air strikes").
        """
        for filler in act.slots.get("from", ()):
            if self._names_party(self._sentence.tokens[filler]):
                return [filler]
        token = self._sentence.tokens[act.index]
        for _ in range(3):
            if token.head < 0:
                return []
            case = self._frames.case(token.index)
            if token.relation == "obl" and case in (*_BY_MEANS_OF, "by"):
                return self._acting_subjects(token.head)
            if token.relation not in ("nmod", "conj", "compound"):
                return []
            token = self._sentence.tokens[token.head]
            if case in _BY_MEANS_OF and token.relation == "obj":
                return self._acting_subjects(token.head)
        return []

    def _acting_subjects(self, verb: int) -> list[int]:
        return [i for i in self._frames.slots(verb).get("subj", []) if self._may_act(i)]

    def _both(self, heads: list[int]) -> list[int]:
        """Makes two of "Iraqi and Syrian forces": the adjectives stand for the sides that the noun names together."""
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
        """The fillers of the first slot that holds somebody; with ``owners`` also whose thing or ground is there."""
        for slot in slots:
            out: list[int] = []
            for filler in act.slots.get(slot, ()):
                if filler == act.index:
                    continue
                if self._may_act(filler, slot):
                    out += self._gunners(filler) or [self._substance(filler)]
                elif self._owned(filler, owners=owners):
                    out += self._owners(filler, depth=3 if owners else 1)
            if out:
                return list(dict.fromkeys(out))
        return []

    def _gunners(self, index: int) -> list[int]:
        """Whose guns, shells and rockets act: "Turkish shells hit", where "Turkish jets" are an air force."""
        classes = self._classes.of(index)
        if not classes & {"artillery", "explosive", "firearm"} or classes & {"PERSON", "ORG", "armed", "military"}:
            return []
        return self._owners(index, depth=1)

    def _owned(self, index: int, *, owners: bool) -> bool:
        """Whether a filler is a thing, a place or ground that somebody holds."""
        place = owners and self._sentence.tokens[index].noun_class == "place"
        return place or bool(self._classes.of(index) & (OWNED if owners else HARDWARE))

    def _owners(self, index: int, *, depth: int) -> list[int]:
        """Whose a thing, a place or ground is.

        "SDF positions", "pockets of Islamic State territory", "ISIS-held ground", "a convoy of US troops".
        """
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
            if "NATIONALITY" in self._classes.of(child.index) and not self._classes.of(index) & _HELD:
                continue  # "the Syrian city" is nobody's, "Syrian positions" are Syria's
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
        if "NATIONALITY" in classes or ("ORG" in classes and "PLACE" not in classes):
            return token.upos != "VERB"
        if "PLACE" in classes:
            return token.relation in ("compound", "nmod:poss", "amod") and is_state(self._sentence, token)
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
        """Whether a word can stand for somebody in a slot: by its form, else by what it names."""
        token = self._sentence.tokens[index]
        if token.upos == "PRON":
            return not relative_pronoun(token) and token.lemma in _PRONOUNS and (token.lemma != "it" or slot in _OF_IT)
        if token.upos == "ADJ":
            return "NATIONALITY" in self._classes.of(index)
        if token.lemma in _HOLLOW or token.upos == "NUM":
            return slot != "mod"  # "22 assaults"
        if token.upos == "PROPN" and "PLACE" in self._classes.of(index):
            return slot in _STATE_SLOTS and is_state(self._sentence, token)
        return self._names_actor(index, slot)

    def _names_actor(self, index: int, slot: str) -> bool:
        """Whether a common noun or a name is of people, groups, or somebody's weapons."""
        classes = self._classes.of(index)
        named = bool(classes & {"PERSON", "ORG"})
        if "suicide" in classes and not named:
            return False  # the bomber is the means; who sent him is said elsewhere or not at all
        if classes & NO_ACTOR and not named and "armed" not in classes:
            return False
        if "base" in classes and not classes & {"PERSON", "PEOPLE"}:
            return False  # a post is attacked, but it is its owner that suffers
        if classes & GROUND and not named and not classes & {"PEOPLE", "armed", "police", "civilian"}:
            return False
        if classes & HARDWARE and not named and "armed" not in classes:
            return slot in ("subj", "by", "mod", "poss") and self._named_inside(index)
        return bool(classes & ACTOR_CLASSES)

    def _named_inside(self, index: int) -> bool:
        """Whether a nationality, a state or an organisation stands before a thing: "Turkish jets", "SDF artillery"."""
        for child in self._sentence.children(index, "amod", "compound", "nmod"):
            if self._classes.of(child.index) & {"NATIONALITY", "ORG"}:
                return True
            if (
                child.relation != "nmod"
                and "PLACE" in self._classes.of(child.index)
                and is_state(self._sentence, child)
            ):
                return True
        return False

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

    def owners_of_means(self, act: Act, linked: Iterable[int]) -> list[int]:
        """Whose weapons do an act that names nobody: "Turkish shells", "rebel rockets".

        Args:
            act: The act.
            linked: Further words that the act is done with.
        """
        for index in (*linked, *self.means(act)):
            if self._classes.of(index) & HARDWARE and (owners := self._owners(index, depth=1)):
                return owners
        return []

    # ---------------------------------------------------------------- claims

    def claimed(self, act: Act) -> bool:
        """Whether the act stands only as what somebody claims to have done ("claimed responsibility for the blast")."""
        token = self._sentence.tokens[act.index]
        for above in self._sentence.ancestors(act.index):
            if above.lemma in ("claim", "admit") and is_verbal(above):
                direct = token.head == above.index and token.relation == "obj" and not is_verbal(token)
                own = self._sentence.children(above.index, "obj")
                claimants = self._sentence.children(above.index, "nsubj")
                if any(
                    c.lemma in ("no", "neither") for s in claimants for c in self._sentence.children(s.index, "det")
                ):
                    return False
                return direct or any(c.lemma in ("responsibility", "credit") for c in own)
            if is_verbal(above):
                return False
        return False


# Where he stands to whom something is ascribed.
_ASCRIBED = {("obj", "blame"): "on", ("nsubj", "work"): "of"}
_HOLLOW = frozenset(
    "group number dozen score hundred thousand million member series couple handful band wave team unit column crew "
    "contingent force fleet majority half part element remnant rest most many several some other both all few one two "
    "three".split()
)
_PRONOUNS = frozenset("they he she it we i who them him her us both their his its our".split())
_OF_IT = frozenset({"subj", "poss"})
_STATE_SLOTS = frozenset({"subj", "by", "poss", "mod", "obj", "between", "against", "on", "with", "to"})
