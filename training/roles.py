"""The last stage: the roles, over the states of the stage before, which stay as they are.

``python -m training.roles --run .work/run2`` reads ``finish/model.pt`` (``--after acts``: ``acts/model.pt``), trains
the pair heads with the ways through the syntax, and writes ``roles/model.pt``. The states are worked out once,
so that an epoch takes seconds. The epoch that ships is the one with the best F1 on the dev part of the corpus, given
its triggers.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as fn

from marsad.language import Network
from marsad.language._paths import Ways, paths
from marsad.language._wordpiece import WordPiece
from training.batches import Pairs, Window, collate, windows_of
from training.labels import ROLES
from training.mixture import kept_sets
from training.model import Encoder, Reader

RATE, BATCH = 1.0e-3, 24
PRINTED = ("actor", "target", "place", "time", "means")


@dataclass(slots=True)
class Item:
    """A batch of windows with the encoder's states, the links, and the ways of each linked trigger to all words."""

    states: Tensor  # (windows, words, width)
    links: Pairs
    ways: Tensor  # (links, words)
    weights: Tensor  # per link


def ways_of(window: Window, width: int) -> list[list[int]]:
    """The ways of each labelled trigger of a window to its words, padded with 0."""
    own = [Ways(*s.tree, s.words) for s in window.sentences if s.tree is not None]
    ends = [start + len(s.words) for start, s in zip(window.starts, window.sentences, strict=True)]
    bounds = list(zip(window.starts, ends, strict=True))
    host = lambda at: next(n for n, (_, end) in enumerate(bounds) if at < end)
    found = paths(own, bounds, [(host(link.at), link.at) for link in window.links()])
    return [row + [0] * (width - len(row)) for row in found]


@torch.no_grad()
def items(model: Reader, windows: list[Window], wordpiece: WordPiece) -> Iterator[Item]:
    """Batches of windows of like length, with their states."""
    model.eval()
    linked = sorted((w for w in windows if w.links()), key=lambda w: len(w.words))
    for at in range(0, len(linked), BATCH):
        batch = collate(linked[at : at + BATCH], wordpiece)
        assert batch.links is not None
        width = batch.first.shape[1]
        ways = [row for window in batch.windows for row in ways_of(window, width)]
        yield Item(
            states=model.states(batch.pieces, batch.casings, batch.first),
            links=batch.links,
            ways=torch.tensor(ways),
            weights=batch.weights[batch.links.rows, batch.links.words],
        )


def scores(model: Reader, item: Item) -> Tensor:
    """(links, words, roles)."""
    triggers, arguments = model.pair_trigger(item.states), model.pair_argument(item.states)
    first = triggers[item.links.rows, item.links.words][:, None, :].expand(-1, arguments.shape[1], -1)
    return model.roles(first, arguments[item.links.rows], item.ways)


@torch.no_grad()
def measured(model: Reader, parts: Iterable[Item]) -> dict[str, float]:
    """F1 of each role given the triggers, in per cent; figures together, and all that records print."""
    model.eval()
    both, has, want = (torch.zeros(len(ROLES)) for _ in range(3))
    for item in parts:
        found = (scores(model, item) > 0) & item.links.known
        right = (item.links.right > 0) & item.links.known
        both, has, want = both + (found & right).sum((0, 1)), has + found.sum((0, 1)), want + right.sum((0, 1))
    groups = {name: [ROLES.index(name)] for name in (*PRINTED, "whom", "cue", "source")}
    groups["figure"] = [n for n, name in enumerate(ROLES) if name not in groups]
    groups["all"] = [n for name in (*PRINTED, "figure") for n in groups[name]]
    f1 = lambda own: float(200 * both[own].sum() / (has[own].sum() + want[own].sum()).clamp(min=1))
    return {name: round(f1(own), 1) for name, own in groups.items()}


def main() -> None:
    """Trains, and keeps the best epoch."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--network", type=Path, help="model folder whose trees give heads and ways; english_v1")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--sets", type=Path, help="the sets as training.train kept them")
    parser.add_argument("--after", choices=("acts", "finish"), default="finish", help="the stage whose states are used")
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--seed", type=int, default=20260901)
    args = parser.parse_args()
    torch.set_num_threads(2)
    torch.manual_seed(args.seed)
    wordpiece, network = WordPiece.load(args.encoder / "vocab.txt"), Network(args.network)
    model = Reader(Encoder.pretrained(args.encoder))
    stored = torch.load(args.run / args.after / "model.pt")
    model.load_state_dict(model.state_dict() | {n: v for n, v in stored.items() if not n.startswith("roles.ways")})
    mixture, parts = kept_sets(args.sets, args.shared, args.corpus, network)
    linked = [s for name in ("written", "real", "sentences", "locations") for s in mixture.sets[name]]
    train = list(items(model, windows_of(linked), wordpiece))
    dev = {name.removesuffix("-dev"): list(items(model, windows_of(part), wordpiece)) for name, part in parts.items()}
    heads = [*model.pair_trigger.parameters(), *model.pair_argument.parameters(), *model.roles.parameters()]
    optimiser = torch.optim.AdamW(heads, lr=RATE, weight_decay=0.01)
    steps = args.epochs * len(train)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(0.02, 1 - step / steps))
    rng, best, kept = random.Random(args.seed), -1.0, None
    for number in range(args.epochs):
        model.train()
        for item in rng.sample(train, len(train)):
            each = fn.binary_cross_entropy_with_logits(scores(model, item), item.links.right, reduction="none")
            value = ((each * item.links.known).sum((1, 2)) * item.weights).mean()
            optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(heads, 5.0)
            optimiser.step()
            schedule.step()
        figures = {name: measured(model, part) for name, part in dev.items()}
        print(number + 1, round(value.item(), 3), json.dumps(figures), flush=True)
        total = figures["written"]["all"] + figures["real"]["all"]
        if total > best:
            best, kept = total, copy.deepcopy(model.state_dict())
    assert kept is not None
    (args.run / "roles").mkdir(exist_ok=True)
    torch.save(kept, args.run / "roles" / "model.pt")


if __name__ == "__main__":
    main()
