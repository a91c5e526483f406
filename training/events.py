"""What else knows of acts: triggers of M2E2 by a mapping of types, frames of PropBank, places of verbs, the lexicon.

The types of M2E2 are coarser than the kinds, and it marks what the codebook does not; so a word of that set is told
only which kinds are possible there (``allowed``), and the loss is that of all other kinds together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from marsad.knowledge import load_lexicon
from marsad.language import Document, Network, analyse
from marsad.language._analyse import for_network
from marsad.reading import read_rules
from training.acts import ROLE, Links, tree_of
from training.data import Sentence, head_of, m2e2, rows
from training.labels import FRAME_ROLES, TRIGGERS

_TRIGGER = {name: number for number, name in enumerate(TRIGGERS)}
_FORCE = (
    "battle offensive raid shelling air-strike drone-strike bombing suicide-attack chemical-attack armed-attack "
    "assassination execution killing destruction riot crowd-control territory-captured torture"
).split()
# Which kinds a trigger of theirs may be.
KINDS_OF = {
    "Conflict:Attack": _FORCE,
    "Life:Die": [*_FORCE, "O"],
    "Justice:Arrest-Jail": ["arrest", "combatants-captured", "abduction", "O"],
    "Conflict:Demonstrate": ["protest", "riot"],
    "Contact:Meet": ["talks"],
    "Movement:Transport": ["deployment", "displacement", "evacuation", "withdrawal", "talks", "aid", "O"],
}
# What they would have marked: no other word of theirs is one of these.
_MARKED = frozenset("battle shelling air-strike bombing suicide-attack armed-attack arrest protest riot talks".split())


def half_of(document: str) -> str:
    """The half of M2E2 that a document is in; the benchmark takes its figure from "figure", training never reads it."""
    return "development" if hashlib.md5(document.encode(), usedforsecurity=False).digest()[0] % 2 else "figure"


def m2e2_triggers(shared: Path) -> list[Sentence]:
    """Sentences of the development half with the kinds that its types allow, besides the layers of ``data.m2e2``."""
    everything = frozenset(range(len(TRIGGERS)))
    rest = everything - {_TRIGGER[k] for k in _MARKED}
    out = []
    found = {" ".join(s.words): s for s in m2e2(shared, held_out=False)}
    for row in rows(shared / "events/m2e2.jsonl.gz"):
        sentence = found.get(" ".join(row["tokens"]))
        if sentence is None or half_of(row["id"].rpartition("_")[0]) == "figure":
            continue
        allowed = [rest] * len(sentence.words)
        for event in row["events"]:
            first, last = event["trigger"]
            kinds = KINDS_OF.get(event["type"])
            possible = frozenset(_TRIGGER[k] for k in kinds) if kinds else everything
            allowed[first:last] = [possible] * (last - first)
        sentence.allowed = allowed
        out.append(sentence)
    return out


def with_frames(sentences: list[Sentence], shared: Path, part: str = "train") -> int:
    """Adds PropBank's frames to the sentences of the Web Treebank, by their words; how many got some."""
    number = {name: i for i, name in enumerate(FRAME_ROLES)}
    known = {" ".join(r["tokens"]): r["frames"] for r in rows(shared / f"srl/ewt-propbank-{part}.jsonl.gz")}
    count = 0
    for sentence in sentences:
        frames = known.get(" ".join(sentence.words))
        if not sentence.origin.startswith("ewt") or frames is None or sentence.heads is None:
            continue
        sentence.frames = [
            (
                frame["pred"],
                [
                    (number[role], head_of(sentence.heads, start, end))
                    for role, start, end in frame["args"]
                    if role in number
                ],
            )
            for frame in frames
            if frame["lemma"] not in ("be", "have", "do") and frame["pred"] < len(sentence.words)
        ]
        count += 1
    return count


def event_locations(shared: Path, network: Network) -> list[Sentence]:
    """Halterman's sentences whose licence allows training: which place belongs to a verb. No other role is known."""
    out = []
    for row in rows(shared / "events/event-location.jsonl.gz"):
        document = analyse(row["text"], network) if row["train"] else None
        if document is None or len(document.sentences) != 1:
            continue
        (sentence,) = document.sentences
        inside = lambda start, end, tokens=sentence.tokens: [t.index for t in tokens if t.start < end and start < t.end]
        verbs = [w for s, e, label in row["spans"] if label == "VERB" for w in inside(s, e)[:1]]
        places = [w for s, e, label in row["spans"] if label == "LOCATION" for w in inside(s, e)[-1:]]
        if not verbs:
            continue
        link = Links(verbs[0], {(ROLE["place"], w) for w in places}, only=frozenset({ROLE["place"]}))
        words = for_network([t.text for t in sentence.tokens])
        out.append(Sentence(origin="location", words=words, links=[link], tree=tree_of(sentence)))
    return out


def silver(texts: Iterable[tuple[str, str]], network: Network) -> list[Sentence]:
    """Sentences of open reporting with the triggers that the rules reader sees; texts are (document, text).

    They hand the lexicon's words on to the model.
    """
    out = []
    for name, text in texts:
        document = analyse(text, network)
        for sentence, allowed in zip(document.sentences, _by_rules(document), strict=True):
            words = for_network([t.text for t in sentence.tokens])
            out.append(Sentence(origin="silver", words=words, allowed=allowed, document=name, weight=0.3))
    return out


def _by_rules(document: Document) -> list[list[frozenset[int]]]:
    """What each word may be by the rules reader, sentence by sentence.

    A word that the rules take for an act is of that kind; a word that can name none (no noun, verb or adjective) is
    none; of all other words nothing is known, since the rules miss much.
    """
    everything, nothing = frozenset(range(len(TRIGGERS))), frozenset({_TRIGGER["O"]})
    out = [
        [everything if t.upos in ("NOUN", "VERB", "ADJ", "PROPN") else nothing for t in s.tokens]
        for s in document.sentences
    ]
    for act in read_rules(document).acts:
        tokens = document.sentences[act.sentence].tokens
        words = [t.index for t in tokens if act.trigger.start <= t.start < act.trigger.end]
        if len(words) == 1 and act.mood not in ("negated", "purpose"):
            out[act.sentence][words[0]] = frozenset({_TRIGGER[act.kind]})
    return out


def lexicon_examples(network: Network) -> list[Sentence]:
    """The example sentences of the lexicon's rows: the marked word is of the row's kind, or none; the rest by rules."""
    lexicon = load_lexicon()
    entries = [e for table in (lexicon.verbs, lexicon.nouns) for uses in table.values() for e in uses]
    out = []
    for entry in {(e.lemma, e.example, e.kind): e for e in entries}.values():
        document = analyse(entry.example.replace("*", ""), network)
        at = entry.example.index("*")
        for sentence, allowed in zip(document.sentences, _by_rules(document), strict=True):
            for token in sentence.tokens:
                if token.start <= at < token.end:
                    allowed[token.index] = frozenset({_TRIGGER[entry.kind or "O"]})
            words = for_network([t.text for t in sentence.tokens])
            out.append(Sentence(origin="lexicon", words=words, allowed=allowed, weight=0.7))
    return out
