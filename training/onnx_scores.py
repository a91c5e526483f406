"""Figures of a model folder as it ships, trees and constrained entities included, on gold words and sentences.

``python -m training.onnx_scores [--model FOLDER] [--shared ../shared/data]`` prints them as a table; needs no torch.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Iterator
from pathlib import Path

from marsad.language import ActNetwork, Network
from training.data import Sentence, held_out_sets
from training.labels import ENTITY_TAGS, RELATIONS, UPOS, XPOS
from training.spans import spans


def _reports(sentences: list[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences of one document together, those of no known document alone: as the program meets them."""
    for name, part in itertools.groupby(sentences, key=lambda s: s.document):
        if name:
            yield list(part)
        else:
            yield from ([s] for s in part)


def measure(network: Network, sentences: list[Sentence]) -> dict[str, float]:
    """UPOS, XPOS, UAS, LAS (universal relations), LAS with subtypes, entity precision, recall, F1, in per cent."""
    right = dict.fromkeys(("upos", "xpos", "uas", "las", "las_subtypes"), 0)
    words = found = gold = both = 0
    short = [s for s in sentences if len(s.words) <= network.config["max_words"] * 2]
    for part in _reports(short):
        for sentence, analysis in zip(part, network.analyse([s.words for s in part]), strict=True):
            if sentence.entities is not None:
                want, has = spans([ENTITY_TAGS[t] for t in sentence.entities]), set(analysis.entities)
                found, gold, both = found + len(has), gold + len(want), both + len(has & want)
            if sentence.heads is None:
                continue
            words += len(sentence.words)
            for i in range(len(sentence.words)):
                relation = RELATIONS[sentence.relations[i]]
                same = analysis.heads[i] == sentence.heads[i] - 1
                right["upos"] += analysis.upos[i] == UPOS[sentence.upos[i]]
                right["xpos"] += sentence.xpos[i] >= 0 and analysis.xpos[i] == XPOS[sentence.xpos[i]]
                right["uas"] += same
                right["las"] += same and analysis.relations[i].split(":")[0] == relation.split(":")[0]
                right["las_subtypes"] += same and analysis.relations[i] == relation
    out = {name: round(100 * n / words, 2) for name, n in right.items()} if words else {}
    if gold:
        shares = (100 * both / found if found else 0.0, 100 * both / gold, 200 * both / (found + gold))
        out |= {f"entity_{name}": round(share, 2) for name, share in zip(("p", "r", "f1"), shares, strict=True)}
    return out


def main() -> None:
    """Prints the figures of a folder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--model", type=Path, default=None)
    parser.add_argument("--acts", action="store_true", help="the model with act heads")
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    args = parser.parse_args()
    network = (ActNetwork if args.acts else Network)(args.model)
    for name, part in held_out_sets(args.shared).items():
        print(f"{name:24}", "  ".join(f"{k} {v:.2f}" for k, v in measure(network, part).items()))


if __name__ == "__main__":
    main()
