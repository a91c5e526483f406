"""Trains the layers and heads of acts alone: ``python -m training.branch --start FILE --encoder FOLDER --out FOLDER``.

Everything else stays as it is, so that trees and names, and with them the rules, read as before. What the layers below
give is worked out once for a few draws of the sets (``CUTS``), and an epoch goes through one of them. The weights that
are kept are the average over steps of the epoch that is best on the dev part.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor

from marsad.language import Network
from marsad.language._wordpiece import WordPiece
from training.act_scores import measure_acts
from training.batches import Batch, Window, collate, epoch
from training.losses import acts_loss
from training.mixture import Mixture, kept_sets
from training.model import BRANCH, Encoder, Reader
from training.train import average

CUTS = 2
RATES = (8.0e-5, 4.0e-4)  # of the layers, of the heads
WARMUP = 0.05
ACTS = ("branch.", "act_in.", "act.", "pair_trigger.", "pair_argument.", "roles.")
SETS = frozenset({"written", "real", "sentences", "lexicon", "m2e2-triggers"})
KEPT = ("triggers", "moods", "background")  # the layers that are learnt


@dataclass(slots=True)
class Below:
    """A batch with what the layers below the branch give."""

    states: Tensor  # (batch, pieces, width), half precision
    bias: Tensor
    batch: Batch


@torch.no_grad()
def below(model: Reader, chosen: list[Window], wordpiece: WordPiece) -> Below:
    """The batch of some windows."""
    batch = collate(chosen, wordpiece)
    x, bias = model.encoder.embedded(batch.pieces, batch.casings)
    for layer in model.encoder.layers[:-BRANCH]:
        x = layer(x, bias)
    return Below(x.half(), bias, replace(batch, windows=[], labels={n: batch.labels[n] for n in KEPT}))


def draws(model: Reader, mixture: Mixture, wordpiece: WordPiece, seed: int) -> Iterator[list[Below]]:
    """Each of the draws as batches."""
    model.eval()
    for cut in range(CUTS):
        began = time.monotonic()
        out = [below(model, chosen, wordpiece) for chosen in epoch(mixture.epoch(seed + cut), seed=seed + cut)]
        print(f"draw {cut + 1}: {len(out)} batches, {time.monotonic() - began:.0f} s", flush=True)
        yield out


def main() -> None:
    """Trains, measures after each epoch, and writes ``model.pt`` and ``log.jsonl``."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--start", type=Path, required=True, help="weights of an earlier run")
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--network", type=Path, help="model folder whose trees the sentences get; english_v1")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=20260901)
    parser.add_argument("--sets", type=Path, help="file that keeps the sets as read, for several runs over one corpus")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--without", nargs="*", default=(), help="sets left out, for ablations")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    wordpiece = WordPiece.load(args.encoder / "vocab.txt")
    mixture, held_out = kept_sets(args.sets, args.shared, args.corpus, Network(args.network))
    mixture = mixture.without(frozenset(mixture.sets) - SETS | frozenset(args.without))
    model = Reader(Encoder.pretrained(args.encoder))
    stored = torch.load(args.start)
    model.load_state_dict(model.state_dict() | {n: v for n, v in stored.items() if n in model.state_dict()})
    for name, part in model.named_parameters():
        part.requires_grad_(name.startswith(ACTS))

    def log(number: int, figures: dict[str, dict[str, float]]) -> None:
        print(number, json.dumps(figures), flush=True)
        with (args.out / "log.jsonl").open("a") as lines:
            lines.write(json.dumps({"epoch": number, **figures}) + "\n")

    measured = lambda net: {name: measure_acts(net, part, wordpiece) for name, part in held_out.items()}
    log(0, measured(model))
    averaged = torch.optim.swa_utils.AveragedModel(model, avg_fn=average)
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for n, p in named if n.startswith("branch.") == own], "lr": rate}
        for own, rate in zip((True, False), RATES, strict=True)
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    kept = list(draws(model, mixture, wordpiece, args.seed))
    steps = sum(len(kept[number % CUTS]) for number in range(args.epochs))
    shape = lambda step: min((step + 1) / (WARMUP * steps), max(0.01, (steps - step) / (steps * (1 - WARMUP))))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, shape)
    rng, best = random.Random(args.seed), -1.0
    for number in range(args.epochs):
        own = kept[number % CUTS]
        model.train()
        began = time.monotonic()
        for item in rng.sample(own, len(own)):
            states = model.branched(item.states.float(), item.bias, item.batch.first)
            value = acts_loss(model, item.batch, states)
            optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_([p for _, p in named], 5.0)
            optimiser.step()
            schedule.step()
            averaged.update_parameters(model)
        print(f"epoch {number + 1}: loss {value.item():.3f}, {time.monotonic() - began:.0f} s", flush=True)
        figures = measured(averaged.module)
        log(number + 1, figures)
        total = sum(f["kind"] for f in figures.values())
        if total > best:
            best = total
            torch.save(copy.deepcopy(averaged.module.state_dict()), args.out / "model.pt")


if __name__ == "__main__":
    main()
