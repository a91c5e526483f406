"""What sort of thing a word names, as far as conditions of the lexicon ask: word classes, entities, known actors."""

from __future__ import annotations

from marsad.knowledge import Lexicon, load_actors, load_countries
from marsad.language import Sentence, Token

_OF_ENTITY = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}
_OF_ACTOR = {
    "armed-group": ("armed", "ORG"),
    "state-forces": ("armed", "ORG"),
    "militia": ("armed", "ORG"),
    "coalition": ("armed", "ORG"),
    "police": ("police", "ORG"),
    "government": ("government", "ORG"),
    "civilians": ("civilian",),
    "protesters": ("crowd",),
    "person": ("PERSON",),
}
_ROUND = frozenset(
    {"dozen", "score", "hundred", "thousand", "million", "number", "group", "couple", "handful", "tonne", "ton"}
)
_MEANS = frozenset({"suicide", "drone", "explosive", "chemical"})
_HOLDERS = frozenset({"armed", "police", "military"})  # "army convoy", "police station"
_HELD = frozenset({"base", "vehicle"})
_OF_NOUN_CLASS = {"person": "PEOPLE", "organization": "GROUP"}


class Classes:
    """Classes of the words of one sentence, remembered."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self._sentence = sentence
        self._lexicon = lexicon
        self._found: dict[int, frozenset[str]] = {}

    def of(self, index: int) -> frozenset[str]:
        """Classes of the word at ``index``: of its lemma, of the entity it stands in, of the actor that entity is."""
        found = self._found.get(index)
        if found is None:
            found = self._found[index] = frozenset(self._classes(index))
        return found

    def _classes(self, index: int) -> set[str]:
        token = self._sentence.tokens[index]
        counted = self._counted(token)
        if counted is not None:
            return {*self.of(counted), "NUMBER"}
        out: set[str] = set()
        entity = self._sentence.entity_at(index)
        if token.upos != "PROPN" or (entity is None and any(map(str.isdigit, token.text))):  # "F-16s" are no name
            out |= self._of_word(token)
        if token.upos == "NUM":
            out.add("NUMBER")
        if token.upos in ("ADJ", "PROPN", "NOUN") and load_countries().by_demonym(token.text):
            out.add("NATIONALITY")
        if entity is not None:
            out.add(_OF_ENTITY[entity.label])
            words = [t.text for t in self._sentence.tokens[entity.first : entity.last]]
            if entity.label != "LOC":
                out |= self._actor(words)
            if token.upos == "PROPN" and entity.last - entity.first > 1:
                out |= self._lexicon.classes.get(token.lemma.lower(), frozenset())
        elif token.upos == "PROPN":
            out |= self._actor([token.text]) or self._lexicon.classes.get(token.lemma.lower(), frozenset())
        held = bool(out & _HELD)
        for child in self._sentence.children(index, "compound"):  # "suicide bomber", "car bomb", "drone operator"
            known = self._lexicon.classes.get(child.lemma.lower(), frozenset())
            out |= known & _MEANS
            if held and known & _HOLDERS:  # "army convoy": no longer a vehicle like any other
                out = (out | known & _HOLDERS) - {"vehicle", "civilian"}
        if token.noun_class in _OF_NOUN_CLASS:
            out.add(_OF_NOUN_CLASS[token.noun_class])
        return out

    def _counted(self, token: Token) -> int | None:
        """What "thousands of fighters" is about: the fighters."""
        if token.lemma not in _ROUND and token.upos != "NUM":
            return None
        for child in self._sentence.children(token.index, "nmod"):
            if any(c.lemma == "of" for c in self._sentence.children(child.index, "case")):
                return child.index
        return None

    def _of_word(self, token: Token) -> frozenset[str]:
        """Of a compound where the lexicon has it ("suicide bomber"), else of the word."""
        known = self._lexicon.classes
        if token.index > 0:
            before = self._sentence.tokens[token.index - 1]
            whole = known.get(f"{before.text.lower()} {token.lemma}")
            if whole is not None:
                return whole
            if before.lemma == "suicide":
                return frozenset({"suicide"})
        singular = token.text.lower().removesuffix("s")  # of "F-16s", which no lemmatiser takes for a plural
        return known.get(token.lemma) or known.get(token.text.lower()) or known.get(singular, frozenset())

    @staticmethod
    def _actor(words: list[str]) -> set[str]:
        hit = load_actors().longest(words)
        return set(_OF_ACTOR.get(hit[2].kind, ("ORG",))) if hit else set()
