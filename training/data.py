"""Reads the open sets into one form: sentences of words with the layers that each set labels.

A layer that a set does not label is ``None`` for its sentences and costs no loss. Which sets are read, from which
repository and commit, and under which licence: docs/data-and-licences.md.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from training.labels import ENTITY_TAGS, NOUN_CLASSES, RELATIONS, UPOS, XPOS

if TYPE_CHECKING:
    from training.acts import Links

TAG = {tag: number for number, tag in enumerate(ENTITY_TAGS)}
CLASS = {name: number for number, name in enumerate(NOUN_CLASSES)}
IGNORE = -100


@dataclass
class Sentence:
    """One sentence; every label list is as long as ``words``, or None where the set lacks the layer."""

    origin: str
    words: list[str]
    upos: list[int] | None = None
    xpos: list[int] | None = None
    heads: list[int] | None = None  # 0 is the root, else 1 + index of the governor
    relations: list[int] | None = None
    entities: list[int] | None = None
    classes: list[int] | None = None  # IGNORE where nothing is known
    mentions: list[int] | None = None
    triggers: list[int] | None = None
    moods: list[int] | None = None  # IGNORE but at the first word of a trigger
    background: list[int] | None = None  # the same
    links: list[Links] | None = None
    allowed: list[frozenset[int]] | None = None  # triggers that a set with other types leaves possible, per word
    frames: list[tuple[int, list[tuple[int, int]]]] | None = None  # predicate, (frame role, head word)
    tree: tuple[list[int], list[str]] | None = None  # the program's own: governors (-1 the root) and relations
    document: str = ""  # sentences that stand one after the other in one document may share a window
    start: int = 0  # its first word in the document, where the links count from
    weight: float = 1.0
    lemmas: list[str] = field(default_factory=list)
    text: str = ""


def rows(path: Path) -> Iterator[dict]:
    """Objects of a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def entity_tags(length: int, spans: list[tuple[int, int, str]]) -> list[int]:
    """BIES tags of non-overlapping spans (start, end exclusive, label); where spans overlap the longest stays."""
    tags, taken = [TAG["O"]] * length, [False] * length
    for start, end, label in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if any(taken[start:end]) or end <= start:
            continue
        taken[start:end] = [True] * (end - start)
        if end - start == 1:
            tags[start] = TAG[f"S-{label}"]
            continue
        tags[start:end] = [TAG[f"I-{label}"]] * (end - start)
        tags[start], tags[end - 1] = TAG[f"B-{label}"], TAG[f"E-{label}"]
    return tags


def conllu(path: Path) -> Iterator[tuple[Sentence, list[list[str]], str]]:
    """Sentences of a CoNLL-U file with their raw columns and sent_id; multiword and empty tokens are left out."""
    upos, xpos, rel = ({v: i for i, v in enumerate(space)} for space in (UPOS, XPOS, RELATIONS))
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for block in stream.read().strip().split("\n\n"):
            lines = block.split("\n")
            meta = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line)
            cols = [c for c in (line.split("\t") for line in lines if not line.startswith("#")) if c[0].isdigit()]
            if not cols:
                continue
            relation = [rel.get(c[7], rel.get(c[7].split(":")[0], rel["dep"])) for c in cols]
            yield (
                Sentence(
                    origin=path.name.split(".")[0],
                    words=[c[1] for c in cols],
                    upos=[upos[c[3]] for c in cols],
                    xpos=[xpos.get(c[4], IGNORE) for c in cols],
                    heads=[int(c[6]) for c in cols],
                    relations=relation,
                    lemmas=[c[2] for c in cols],
                    text=meta.get("text", ""),
                    document=meta["sent_id"].rpartition("-")[0],
                ),
                cols,
                meta["sent_id"],
            )


# ---------------------------------------------------------------- English Web Treebank with UNER

UNER = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}  # OTH and the stray B-O of the first release are no entity here


def uner_train(path: Path) -> dict[str, tuple[list[str], list[int]]]:
    """sent_id -> (words, entity tags) of the first UNER release."""
    out = {}
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for block in stream.read().strip().split("\n\n"):
            lines = block.split("\n")
            ident = next(line.split(" = ", 1)[1] for line in lines if line.startswith("# sent_id"))
            cols = [line.split("\t") for line in lines if not line.startswith("#")]
            spans, start = [], None
            for i, (_, _, tag, *_) in enumerate([*cols, ["", "", "O"]]):
                label = UNER.get(tag[2:]) if tag != "O" else None
                if start is not None and (tag[:2] != "I-" or label != spans[-1]):
                    spans[-1] = (start, i, spans[-1])
                    start = None
                if label and start is None:
                    spans.append(label)
                    start = i
            out[ident] = ([c[1] for c in cols], entity_tags(len(cols), spans))
    return out


def ewt(shared: Path, part: str) -> list[Sentence]:
    """A part of UD English-EWT; train and dev carry UNER entities where the tokenisation agrees."""
    if part == "train":
        named = uner_train(shared / "ner/uner-ewt-train-first-release.iob2.gz")
    elif part == "dev":
        named = {
            row["id"]: (
                row["tokens"],
                entity_tags(len(row["tokens"]), [(s, e, UNER[t]) for s, e, t in row["entities"]]),
            )
            for row in rows(shared / "ner/uner-ewt-dev.jsonl.gz")
        }
    else:
        named = {}
    out = []
    for sentence, _, ident in conllu(shared / f"syntax/ewt-{part}.conllu.gz"):
        words, tags = named.get(ident, ((), None))
        if list(words) == sentence.words:
            sentence.entities = tags
        out.append(sentence)
    return out


# ---------------------------------------------------------------- GUM

GUM_NAMED = {"person": "PER", "organization": "ORG", "place": "LOC"}
BRIDGES = {"of", "the", "de", "al", "-", "&", "and", "for", "el", "ez", "von", "van", "bin", "'s", "in", "on"}


def named_core(words: list[str], upos: list[int], start: int, end: int) -> tuple[int, int] | None:
    """The run of proper nouns in a mention: its name, without article, titles apart or modifying clauses.

    GUM marks whole noun phrases; the name begins at the first proper noun and goes on over bridges ("of", "-") that
    another proper noun follows.
    """
    proper = [UPOS[u] == "PROPN" for u in upos]
    first = next((i for i in range(start, end) if proper[i]), None)
    if first is None or any(UPOS[upos[i]] == "NOUN" for i in range(start, first)):
        return None
    last = first
    i = first + 1
    while i < end:
        if proper[i]:
            last = i
        elif (words[i].lower() not in BRIDGES and UPOS[upos[i]] not in ("ADP", "DET", "PUNCT", "NUM")) or words[
            i
        ] in ",;:(":
            break
        i += 1
    return first, last + 1


def gum(shared: Path, part: str) -> list[Sentence]:
    """A part of GUM: syntax, named entities read off the mentions, and the class of the head of every mention."""
    mentions = {row["id"]: row for row in rows(shared / "ner/gum-entities.jsonl.gz") if row["split"] == part}
    out = []
    for sentence, _, ident in conllu(shared / f"syntax/gum-{part}.conllu.gz"):
        row = mentions.get(ident)
        if row and row["tokens"] == sentence.words:
            spans = []
            classes = [CLASS["none"] if UPOS[u] not in ("NOUN", "PROPN", "PRON") else IGNORE for u in sentence.upos]
            for start, end, label, *_ in row["entities"]:
                head = head_of(sentence.heads, start, end)
                classes[head] = CLASS.get(label, IGNORE)
                core = named_core(sentence.words, sentence.upos, start, end) if label in GUM_NAMED else None
                if core and core[0] <= head < core[1]:
                    spans.append((*core, GUM_NAMED[label]))
            sentence.entities = entity_tags(len(sentence.words), spans)
            sentence.classes = classes
        out.append(sentence)
    return out


def head_of(heads: list[int], start: int, end: int) -> int:
    """The word of a span whose governor lies outside."""
    return next((i for i in range(start, end) if not start < heads[i] <= end), start)


# ---------------------------------------------------------------- sets with entities only

MAPS = {
    "btc": {"PER": "PER", "ORG": "ORG", "LOC": "LOC"},
    "wnut17": {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG"},
    "crossner-politics": {
        "person": "PER",
        "politician": "PER",
        "organisation": "ORG",
        "politicalparty": "ORG",
        "country": "LOC",
        "location": "LOC",
    },
    "wikigold": {"PER": "PER", "ORG": "ORG", "LOC": "LOC"},
}


def entity_set(shared: Path, name: str, *, keep: tuple[str, ...], weight: float) -> list[Sentence]:
    """Sentences of a flat entity set. ``keep`` names the splits (or sections) that are used."""
    out = []
    for row in rows(shared / f"ner/{name}.jsonl.gz"):
        part = row.get("split", row.get("section", ""))
        if keep and part not in keep:
            continue
        spans = [(s, e, MAPS[name][t]) for s, e, t in row["entities"] if t in MAPS[name]]
        tags = entity_tags(len(row["tokens"]), spans)
        out.append(Sentence(origin=f"{name}-{part}", words=row["tokens"], entities=tags, weight=weight))
    return out


M2E2_NAMED = {"PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
M2E2_CLASS = {
    "PER": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "VEH": "vehicle",
    "WEA": "weapon",
}
DEMONYM = re.compile(r"(?:ish|ian|ean|ese|can|[^d]ani|[aq]i|aeli|eni|ench|utch|reek|zbek|hai|ajik|fghan|Arab|men)s?$")


def m2e2(shared: Path, *, held_out: bool) -> list[Sentence]:
    """VOA sentences: capitalised mentions as names, the heads of the others as classes. Its entities are partly wrong.

    A nationality ("Turkish", marked as a place there) is no entity here. Every 25th document is held out for
    measurement.
    """
    out = []
    for row in rows(shared / "events/m2e2.jsonl.gz"):
        document = row["id"].rsplit("_", 1)[0]
        if (sum(map(ord, document)) % 25 == 0) != held_out:
            continue
        words = row["tokens"]
        spans, classes = [], [IGNORE] * len(words)
        for start, end, label in row["entities"]:
            if label in M2E2_CLASS:
                classes[end - 1] = CLASS[M2E2_CLASS[label]]
            capital = words[start][0].isupper() and (start > 0 or end - start > 1 or words[start][1:].islower())
            nationality = end - start == 1 and label in ("GPE", "LOC", "PER") and DEMONYM.search(words[start])
            if label in M2E2_NAMED and capital and words[end - 1][0].isupper() and not nationality:
                spans.append((start, end, M2E2_NAMED[label]))
        out.append(
            Sentence(
                origin="m2e2",
                words=words,
                entities=entity_tags(len(words), spans),
                classes=classes,
                document=document,
                weight=0.5,
            )
        )
    return out


def training_set(shared: Path) -> list[Sentence]:
    """Everything the model learns from, as stated in the model card."""
    sets = [
        *ewt(shared, "train"),
        *gum(shared, "train"),
        *entity_set(shared, "wikigold", keep=(), weight=1.0),
        *entity_set(shared, "crossner-politics", keep=("train",), weight=1.0),
        *entity_set(shared, "btc", keep=("E", "G"), weight=0.5),
        *m2e2(shared, held_out=False),
    ]
    return [s for s in sets if 0 < len(s.words) <= 120]


def held_out_sets(shared: Path) -> dict[str, list[Sentence]]:
    """The parts that figures are measured on, by name; none of them is trained on."""
    return {
        "ewt-dev": ewt(shared, "dev"),
        "ewt-test": ewt(shared, "test"),
        "gum-dev": gum(shared, "dev"),
        "gum-test": gum(shared, "test"),
        "crossner-politics-dev": entity_set(shared, "crossner-politics", keep=("dev",), weight=1.0),
        "wnut17-dev": entity_set(shared, "wnut17", keep=("dev",), weight=1.0),
        "m2e2-held-out": m2e2(shared, held_out=True),
    }
