"""Which sentences an epoch holds: the sets of a stage and how much of each is drawn anew for every epoch."""

from __future__ import annotations

import hashlib
import pickle
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from marsad.language import Network
from training.acts import act_sentences
from training.batches import Window, windows_of
from training.corpus.real import sources
from training.corpus.sentences import sentences
from training.corpus.splits import real, written
from training.data import Sentence, entity_set, ewt, gum, m2e2, training_set
from training.events import event_locations, lexicon_examples, m2e2_triggers, silver, with_frames
from training.trees import with_trees

LONGEST = 120


@dataclass(frozen=True, slots=True)
class Mixture:
    """Sets of sentences by name, and the share of each in an epoch (2.0: every sentence twice)."""

    sets: dict[str, list[Sentence]]
    shares: dict[str, float]

    def epoch(self, seed: int, *, share: float = 1.0) -> list[Window]:
        """The windows of one epoch, cut anew; ``share`` of them for a short run."""
        rng = random.Random(seed)
        out: list[Window] = []
        for name, part in self.sets.items():
            whole, rest = divmod(self.shares[name], 1)
            for _ in range(int(whole)):
                out += windows_of(part, rng=rng)
            last = windows_of(part, rng=rng)
            out += rng.sample(last, round(rest * len(last)))
        return out if share == 1.0 else rng.sample(out, round(share * len(out)))

    def without(self, names: frozenset[str]) -> Mixture:
        """The mixture less some sets, for ablations."""
        return replace(self, sets={n: s for n, s in self.sets.items() if n not in names})


def syntax_mixture(shared: Path) -> Mixture:
    """The first stage: syntax and entities."""
    return Mixture({"all": training_set(shared)}, {"all": 1.0})


# How much of each set an epoch draws.
SHARES = {
    "written": 1.0, "real": 1.5, "sentences": 1.0, "lexicon": 1.0,
    "ewt": 0.35, "gum": 0.35, "wikigold": 0.15, "crossner": 0.3, "btc": 0.1, "m2e2": 0.2,
    "m2e2-triggers": 0.3, "locations": 0.15, "silver": 0.15,
}  # fmt: skip


def acts_mixture(shared: Path, corpus: Path, network: Network) -> Mixture:
    """The second stage: the corpus, with enough of the first stage's sets that nothing is forgotten.

    Args:
        shared: The folder of open sets.
        corpus: The corpus of the project.
        network: Whose trees the sentences outside the treebanks get.
    """
    treebank = ewt(shared, "train")
    with_frames(treebank, shared)
    coarse = m2e2_triggers(shared)
    marked = {" ".join(s.words) for s in coarse}
    sets = {
        "written": list(act_sentences(written(corpus, "train"), network)),
        "real": list(act_sentences(real(corpus, shared, "train"), network)),
        "sentences": list(act_sentences(sentences(corpus), network)),
        "lexicon": lexicon_examples(network),
        "ewt": treebank,
        "gum": gum(shared, "train"),
        "wikigold": entity_set(shared, "wikigold", keep=(), weight=1.0),
        "crossner": entity_set(shared, "crossner-politics", keep=("train",), weight=1.0),
        "btc": entity_set(shared, "btc", keep=("E", "G"), weight=0.5),
        "m2e2": [s for s in m2e2(shared, held_out=False) if " ".join(s.words) not in marked],
        "m2e2-triggers": coarse,
        "locations": event_locations(shared, network),
        "silver": silver(_reporting(shared), network),
    }
    held_out = {r.id for part in ("dev", "test") for r in real(corpus, shared, part)}  # in no other set's guise either
    annotated = held_out | {r.id for r in real(corpus, shared, "train")}  # elsewhere their labels are coarser
    sets = {
        name: [
            s
            for s in part
            if 0 < len(s.words) <= LONGEST
            and s.document not in (annotated if name in ("silver", "m2e2-triggers") else held_out)
        ]
        for name, part in sets.items()
    }
    for part in sets.values():
        with_trees(part, network)
    return Mixture(sets, SHARES)


def _reporting(shared: Path) -> Iterator[tuple[str, str]]:
    """(document, text) of half of the MUC training documents and a fifth of the headlines of UCDP."""
    for number, source in enumerate(s for s in sources(shared) if s.set in ("muc", "ucdp")):
        if number % (2 if source.set == "muc" else 5) == 0:
            yield source.document, source.text


def act_parts(shared: Path, corpus: Path, network: Network, part: str) -> dict[str, list[Sentence]]:
    """The written and the real sentences of a held-out part."""
    return {
        f"written-{part}": list(act_sentences(written(corpus, part), network)),
        f"real-{part}": list(act_sentences(real(corpus, shared, part), network)),
    }


def kept_sets(
    kept: Path | None, shared: Path, corpus: Path, network: Network
) -> tuple[Mixture, dict[str, list[Sentence]]]:
    """The sets of the second stage and the held-out parts, read once for all stages.

    Args:
        kept: A file that keeps them; made anew where the corpus or the shares are no longer those it was made of.
        shared: The folder of open sets.
        corpus: The corpus of the project.
        network: Whose trees the sentences get.
    """
    whole = hashlib.sha256(repr(SHARES).encode())
    for path in sorted(p for p in corpus.rglob("*") if p.is_file() and p.suffix != ".md"):
        whole.update(path.read_bytes())
    if kept and kept.exists():
        made_of, mixture, parts = pickle.loads(kept.read_bytes())
        if made_of == whole.hexdigest():
            return mixture, parts
    mixture, parts = acts_mixture(shared, corpus, network), act_parts(shared, corpus, network, "dev")
    if kept:
        kept.write_bytes(pickle.dumps((whole.hexdigest(), mixture, parts)))
    return mixture, parts
