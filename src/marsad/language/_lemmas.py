"""Lemmas of nouns and verbs: a table of irregular forms, then endings checked against known lemmas."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources

_WITH_E = ("at", "iz", "is", "uc", "us", "v", "c", "dg", "rg", "ieg", "ur", "u")  # stems that mostly lost an e
_VOWELS = frozenset("aeiou")


class Lemmatiser:
    """Finds lemmas by Penn tag.

    Args:
        known: Known lemmas by first letter of their tags (N, V).
        irregular: (form, tag) to lemma, lower case.
    """

    def __init__(self, known: Mapping[str, frozenset[str]], irregular: Mapping[tuple[str, str], str]) -> None:
        self._known = known
        self._irregular = irregular
        self._found: dict[tuple[str, str], str] = {}

    def lemma(self, form: str, tag: str, upos: str = "") -> str:
        """The lemma of a form, lower case; the form itself for other tags than nouns and verbs.

        Where the two taggers disagree and ``upos`` has a verb, the ending says which form it is.
        """
        if upos == "VERB" and not tag.startswith("VB"):
            tag = "VBG" if form.endswith("ing") else "VBD" if form.endswith("ed") else "VBZ"
        key = (form, tag)
        found = self._found.get(key)
        if found is None:
            lower = form.lower().replace("’", "'")
            found = self._irregular.get((lower, tag)) or self._by_rule(lower, tag)
            if len(self._found) < 100_000:
                self._found[key] = found
        return found

    def _by_rule(self, form: str, tag: str) -> str:
        if tag in ("VB", "VBP", "VBZ") and form not in self._known.get("V", frozenset()):
            tag = "VBD" if form.endswith("ed") else tag  # a past form that the tagger took for a bare one
        if tag == "NN" and "-" in form:  # the tagger knows few words with a hyphen: "counter-attacks"
            front, _, last = form.rpartition("-")
            one = self._plural(last, "N")
            return f"{front}-{one}" if one != last and one in self._known.get("N", frozenset()) else form
        if tag in ("NNS", "NNPS"):
            return self._plural(form, "N")
        if tag == "VBZ":
            return self._plural(form, "V")
        if tag in ("VBD", "VBN"):
            return self._suffix(form, "ed", ("ied", "y"))
        if tag == "VBG":
            return self._suffix(form, "ing", ("ying", "ie"))
        return form

    def _plural(self, form: str, kind: str) -> str:
        known = self._known.get(kind, frozenset())
        if form.endswith("men") and kind == "N" and len(form) > 4:
            return form[:-2] + "an"
        if not form.endswith("s") or form.endswith("ss"):
            return form
        if form.endswith("ies") and len(form) > 4:
            return form[:-3] + "y" if form[:-1] not in known else form[:-1]
        if form.endswith("ves") and (form[:-3] + "f") in known:
            return form[:-3] + "f"
        if form.endswith("es") and form[:-1] not in known:
            stem = form[:-2]
            if stem in known or stem.endswith(("s", "x", "z", "ch", "sh")):
                return stem
        return form[:-1]

    def _suffix(self, form: str, ending: str, special: tuple[str, str]) -> str:
        """Past and -ing forms: the stem itself, with e, or without its doubled consonant, whichever is known."""
        known = self._known.get("V", frozenset())
        if form.endswith(special[0]):
            candidate = form[: -len(special[0])] + special[1]
            if candidate in known or special[0] == "ied":
                return candidate
        if not form.endswith(ending) or len(form) < len(ending) + 2:
            return form
        stem = form[: -len(ending)]
        doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS
        candidates = [stem, stem + "e", *([stem[:-1]] if doubled else [])]
        hits = [c for c in candidates if c in known]
        if hits:
            return hits[-1] if doubled and stem[-1] not in "ls" else hits[0]
        if doubled and stem[-1] not in "lsfz":
            return stem[:-1]
        return stem + "e" if stem.endswith(_WITH_E) else stem


@functools.cache
def load_lemmatiser(extra_verbs: frozenset[str] = frozenset(), extra_nouns: frozenset[str] = frozenset()) -> Lemmatiser:
    """The lemmatiser over the packaged table, with lemmas that the lexicon knows besides."""
    known: dict[str, set[str]] = {"N": set(extra_nouns), "V": set(extra_verbs)}
    irregular: dict[tuple[str, str], str] = {}
    folder = resources.files("marsad.language") / "data"
    lines = [
        line for name in ("lemmas.tsv", "irregular.tsv") for line in (folder / name).read_text("utf-8").splitlines()
    ]
    for line in lines:  # the hand-made table comes last and wins
        if line.startswith("#"):
            continue
        tag, form, lemma = line.split("\t")
        if lemma:
            irregular[form, tag] = lemma
        else:
            known[tag].add(form)
    return Lemmatiser({kind: frozenset(words) for kind, words in known.items()}, irregular)
