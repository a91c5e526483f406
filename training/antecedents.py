"""Fits the weights by which pronouns find their antecedents: ``python -m training.antecedents``.

From the train parts of GUM (chains of coreference; courtroom and video talk left out) and of the corpus (mentions with
one id; pronouns that nobody marked are passed over). Each pronoun is a choice among the phrases before it and none:
weights of a log-linear model, with a decay, in which every phrase of the right chain counts as right. Writes
``data/references/weights.tsv``; how likely a choice must be (``LEAST``) is set by hand where the dev parts show
precision to be about 0.85 (``benchmarks/actors.py`` measures it).
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from marsad.knowledge import load_lexicon
from marsad.language import ActNetwork, Document, analyse
from marsad.reading._antecedents import Antecedents, Chain, Weighed
from marsad.reading._frames import Frames
from marsad.reading._known_names import with_known_names
from marsad.reading._quotations import quotations
from marsad.reading._referents import Referent
from marsad.reading._repairs import repaired
from marsad.reading._sayings import SayingFinder
from training.corpus.splits import written

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
WEIGHTS = ROOT / "src/marsad/knowledge/data/references/weights.tsv"
LEAST = {"person": 0.6, "thing": 0.7, "plural": 0.85}
LEFT_OUT = ("court", "vlog")
CORPUS_WEIGHS = 2  # how often a report of the corpus counts: it is of the field, and small
DECAY, STEPS, RATE = 1.0, 400, 0.05
SEEN = 3  # times that a feature must be met
SMALL = 0.02  # weights under it are not written
ENTITIES = {"per": "person", "org": "organization", "nom": "person", "loc": "place", "nat": "place", "pro": "person"}

Mark = tuple[int, int, str, str]  # start, end, sort, chain


@dataclass
class Marked:
    """A text with its chains; ``pronouns`` are those that were looked at, null where all were."""

    id: str
    genre: str
    text: str
    marks: list[Mark] = field(default_factory=list)
    pronouns: set[tuple[int, int]] | None = None

    def chain_at(self, start: int, end: int, *, exact: bool = False) -> str | None:
        """The chain of the smallest mark that holds a stretch, or of the mark that is the stretch."""
        holding = [m for m in self.marks if m[0] <= start and end <= m[1]]
        if exact:
            holding = [m for m in holding if m[:2] == (start, end)]
        return min(holding, key=lambda m: m[1] - m[0])[3] if holding else None

    def chain_of(self, referent: Referent, document: Document) -> str | None:
        """The chain of a phrase; of a list that of the whole list."""
        sentence = document.sentences[referent.sentence]
        token = sentence.tokens[referent.head]
        end = token.end
        if referent.form == "pair":
            end = sentence.children(referent.head, "conj")[-1].end
        return self.chain_at(token.start, end, exact=referent.form == "pronoun")

    def looked_at(self, pronoun: Referent) -> bool:
        """Whether the annotation says something of a pronoun."""
        return self.pronouns is None or (pronoun.start, pronoun.start + len(pronoun.word or "")) in self.pronouns


def gum(part: str) -> Iterator[Marked]:
    """The documents of one part of GUM."""
    entities = {}
    with gzip.open(DATA / "ner/gum-entities.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            entities[row["id"]] = row
    document: Marked | None = None
    fresh, sentence, text = False, "", ""
    with gzip.open(DATA / f"syntax/gum-{part}.conllu.gz", "rt", encoding="utf-8") as lines:
        for line in map(str.rstrip, lines):
            if line.startswith("# newdoc"):
                if document is not None:
                    yield document
                document = Marked(line.partition("= ")[2], line.partition("= ")[2].split("_")[1], "")
            elif line.startswith("# newpar") and "block" not in line:
                fresh = True
            elif line.startswith("# sent_id"):
                sentence = line.partition("= ")[2]
            elif line.startswith("# text ="):
                text = line[9:]
            elif not line and sentence and document is not None:
                _append(document, text, entities.get(sentence), paragraph=fresh)
                fresh, sentence = False, ""
    if document is not None:
        yield document


def _append(document: Marked, text: str, row: dict[str, list[list[object]]] | None, *, paragraph: bool) -> None:
    document.text += ("\n\n" if paragraph else " ") if document.text else ""
    at = len(document.text)
    document.text += text
    offsets = []
    for token in row["tokens"] if row else ():
        start = document.text.index(str(token), at)
        at = start + len(str(token))
        offsets.append((start, at))
    for first, last, sort, chain, *_ in row["entities"] if row else ():
        document.marks.append((offsets[int(str(first))][0], offsets[int(str(last)) - 1][1], str(sort), str(chain)))


def reports(part: str) -> Iterator[Marked]:
    """The reports of our own of one part of the corpus."""
    for annotated in written(ROOT / "corpus", part):
        marks = [m for m in annotated.marks if m.type in ENTITIES]
        yield Marked(
            annotated.id,
            "corpus",
            annotated.text,
            [(m.start, m.end, ENTITIES[m.type], m.id or f"@{m.start}") for m in marks],
            {(m.start, m.end) for m in marks if m.type == "pro"},
        )


def walk_of(marked: Marked, network: ActNetwork) -> tuple[Document, Antecedents]:
    """The document as the reading room has it, and the walk over it."""
    lexicon = load_lexicon()
    document = with_known_names(repaired(analyse(marked.text, network), lexicon))
    found = {s.index: SayingFinder(s, Frames(s), lexicon).find() for s in document.sentences}
    return document, Antecedents(document, quotations(document.text), {i: s for i, s in found.items() if s})


def choices(marked: Marked, network: ActNetwork) -> Iterator[tuple[Weighed, list[bool]]]:
    """Each pronoun with which of its candidates are right; the walk is told the truth each time."""
    document, walk = walk_of(marked, network)
    for weighed in walk.weighed():
        chain = marked.chain_of(weighed.pronoun, document)
        right = [chain is not None and marked.chain_of(c, document) == chain for c in weighed.candidates]
        if marked.looked_at(weighed.pronoun):
            yield weighed, right
        told: Chain | None = next(
            (c for c, r in zip(reversed(weighed.chains), reversed(right), strict=True) if r), None
        )
        walk.tell(weighed.pronoun, told)


def fitted(rows: list[tuple[Weighed, list[bool]]]) -> dict[str, float]:
    """Weights of the features: the likelihood of the right chains is raised step by step (Adam)."""
    options = [(n, f, r) for n, (w, right) in enumerate(rows) for f, r in _options(w, right)]
    met = Counter(name for _, features, _ in options for name in set(features))
    index = {name: i for i, name in enumerate(name for name, count in met.items() if count >= SEEN)}
    pairs = [(n, index[name]) for n, (_, features, _) in enumerate(options) for name in features if name in index]
    option, column = (np.array(side) for side in zip(*pairs, strict=True))
    row, good = np.array([n for n, _, _ in options]), np.array([float(r) for _, _, r in options])
    weights, mean, square = (np.zeros(len(index)) for _ in range(3))
    for step in range(1, STEPS + 1):
        score = np.bincount(option, weights[column], minlength=len(options))
        top = np.full(len(rows), -np.inf)
        np.maximum.at(top, row, score)
        odds = np.exp(score - top[row])
        share = odds / np.bincount(row, odds)[row]
        truth = odds * good / np.bincount(row, odds * good)[row]
        slope = np.bincount(column, (share - truth)[option], minlength=len(index)) + DECAY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return dict(zip(index, weights.tolist(), strict=True))


def _options(weighed: Weighed, right: list[bool]) -> Iterator[tuple[tuple[str, ...], bool]]:
    yield from zip(weighed.features, right, strict=True)
    yield weighed.none, not any(right)


def write(weights: dict[str, dict[str, float]]) -> None:
    """Writes the table."""
    lines = ["series\tfeature\tweight\tsource"]
    for series, values in weights.items():
        lines.append(f"{series}\tleast\t{LEAST[series]}\town")
        kept = sorted((name, value) for name, value in values.items() if abs(value) >= SMALL)
        lines += [f"{series}\t{name}\t{value:.3f}\tGUM and corpus, train" for name, value in kept]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def training_texts() -> Iterable[Marked]:
    """What the weights are fitted on."""
    yield from (document for document in gum("train") if document.genre not in LEFT_OUT)
    yield from reports("train")


def main() -> None:
    """Fits and writes."""
    network = ActNetwork()
    rows: dict[str, list[tuple[Weighed, list[bool]]]] = defaultdict(list)
    for marked in training_texts():
        for weighed, right in choices(marked, network):
            rows[weighed.series] += [(weighed, right)] * (CORPUS_WEIGHS if marked.genre == "corpus" else 1)
    write({series: fitted(rows[series]) for series in LEAST})
    print({series: len(found) for series, found in rows.items()})


if __name__ == "__main__":
    main()
