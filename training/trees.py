"""The parser learns the trees of news again, over frozen states: ``python -m training.trees --run .work/run2``.

The stages of acts know trees of the treebanks only, and on news the parser drifts from the encoder (in one sentence
of three its arcs were no tree). Here it learns the trees that english_v1 reads in the train part of the corpus,
beside a draw of the treebanks. Reads ``roles/model.pt``, writes ``trees/model.pt``; everything but the heads of arcs
and relations stays as it is.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import torch
from torch.nn import functional as fn

from marsad.language import Network, analyse
from marsad.language._analyse import for_network
from marsad.language._wordpiece import WordPiece
from training.batches import Batch, arcs_within, collate, windows_of
from training.corpus.inline import Annotated
from training.corpus.splits import real, written
from training.data import IGNORE, Sentence, ewt, gum
from training.labels import RELATIONS
from training.losses import masked
from training.model import Encoder, Reader

RATE, EPOCHS, BATCH = 6.0e-4, 5, 20
TREEBANK_WINDOWS = 2600
HEADS = ("arc_dependent", "arc_governor", "arc", "arc_bias", "rel_dependent", "rel_governor", "relations")


def read_trees(reports: Iterable[Annotated], network: Network) -> Iterator[Sentence]:
    """The sentences of reports with the trees that a network reads in them."""
    number = {name: i for i, name in enumerate(RELATIONS)}
    for report in reports:
        for sentence in analyse(report.text, network).sentences:
            yield Sentence(
                origin="trees",
                words=for_network([t.text for t in sentence.tokens]),
                heads=[t.head + 1 for t in sentence.tokens],
                relations=[number[t.relation] for t in sentence.tokens],
                document=report.id,
            )


def loss(model: Reader, states: torch.Tensor, batch: Batch) -> torch.Tensor:
    """The parser's loss over states that are given."""
    _, arcs, dependents, governors, *_ = model.heads(states)
    heads = batch.labels["heads"]
    known = heads != IGNORE
    governor = governors.gather(1, heads.clamp(min=0)[:, :, None].expand(-1, -1, governors.shape[2]))
    scores = model.relations(dependents[known], governor[known])
    wrong = fn.cross_entropy(scores, batch.labels["relations"][known])
    return masked(arcs_within(arcs, batch), heads, torch.ones_like(batch.weights)) + wrong


def main() -> None:
    """Trains the parser's heads."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(2)
    torch.manual_seed(3)
    rng = random.Random(2)
    wordpiece, network = WordPiece.load(args.encoder / "vocab.txt"), Network()
    model = Reader(Encoder.pretrained(args.encoder))
    model.load_state_dict(torch.load(args.run / "roles" / "model.pt"))
    news = [*written(args.corpus, "train"), *real(args.corpus, args.shared, "train")]
    treebanks = [s for s in (*ewt(args.shared, "train"), *gum(args.shared, "train")) if len(s.words) <= 120]
    windows = windows_of(read_trees(news, network)) + rng.sample(windows_of(treebanks), TREEBANK_WINDOWS)
    windows.sort(key=lambda w: len(w.words))
    model.eval()
    batches = []
    with torch.no_grad():
        for at in range(0, len(windows), BATCH):
            batch = collate(windows[at : at + BATCH], wordpiece)
            batches.append((model.states(batch.pieces, batch.casings, batch.first), batch))
    own = [p for name in HEADS for p in getattr(model, name).parameters()] + [model.root]
    optimiser = torch.optim.AdamW(own, lr=RATE, weight_decay=0.01)
    steps = EPOCHS * len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(0.03, 1 - step / steps))
    for number in range(EPOCHS):
        model.train()
        total = 0.0
        for states, batch in rng.sample(batches, len(batches)):
            value = loss(model, states, batch)
            optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(own, 5.0)
            optimiser.step()
            schedule.step()
            total += value.item()
        print(number + 1, round(total / len(batches), 3), flush=True)
    (args.run / "trees").mkdir(exist_ok=True)
    torch.save(model.state_dict(), args.run / "trees" / "model.pt")


if __name__ == "__main__":
    main()
