"""Trains the reader: ``python -m training.train --stage acts --start FILE --encoder FOLDER --out .work/acts``.

Stages: syntax and entities from the pretrained encoder, acts from the weights of an earlier run, and a finish: the same
sets at a low rate.

Seeds are fixed; a checkpoint every few minutes makes a run resumable (call it again with the same ``--out``). The
learning rate follows the steps, so a run on a busy machine gives the same weights as on a quiet one.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import torch

from marsad.language import Network
from marsad.language._wordpiece import WordPiece
from training.act_scores import measure_acts
from training.batches import collate, epoch
from training.data import held_out_sets
from training.losses import loss
from training.mixture import Mixture, kept_sets, syntax_mixture
from training.model import Encoder, Reader
from training.scores import BF16, measure

# Peak learning rates of encoder and heads by stage.
PEAKS = {"syntax": (1.5e-4, 1.2e-3), "acts": (1.0e-4, 1.0e-3), "finish": (6.0e-5, 6.0e-4)}
WARMUP = 0.06
AVERAGE = 0.998  # of the weights over steps; the average is what ships


def average(kept: torch.Tensor, new: torch.Tensor, number: torch.Tensor | int) -> torch.Tensor:
    """The running average of the weights; over fewer steps at the beginning, so that it does not lag behind."""
    seen = int(number)
    return kept + (new - kept) * (1 - min(AVERAGE, (1 + seen) / (10 + seen)))


def prepared(args: argparse.Namespace) -> tuple[Mixture, dict[str, list]]:
    """The mixture of the stage, and the held-out parts that are measured after each epoch."""
    held_out = {name: part for name, part in held_out_sets(args.shared).items() if name in ("ewt-dev", "gum-dev")}
    if args.stage == "syntax":
        return syntax_mixture(args.shared), held_out
    network = Network(args.network)
    mixture, parts = kept_sets(args.sets, args.shared, args.corpus, network)
    return mixture.without(frozenset(args.without)), held_out | parts


def main() -> None:
    """Trains, measures after each epoch, and writes ``model.pt`` (averaged weights) and ``log.jsonl``."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--stage", choices=tuple(PEAKS), default="syntax")
    parser.add_argument("--start", type=Path, help="weights of an earlier run")
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--network", type=Path, help="model folder whose trees the sentences get; english_v1")
    parser.add_argument("--still", type=int, default=0, help="how many lower layers stay as they are")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--share", type=float, default=1.0, help="of an epoch that is drawn, for short runs")
    parser.add_argument("--seed", type=int, default=20260901)
    parser.add_argument("--sets", type=Path, help="file that keeps the sets as read, for several runs over one corpus")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--without", nargs="*", default=(), help="sets and layers left out, for ablations")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)

    wordpiece = WordPiece.load(args.encoder / "vocab.txt")
    mixture, held_out = prepared(args)
    for name, part in mixture.sets.items():
        print(f"{name}: {len(part)} sentences, {mixture.shares[name]} an epoch", flush=True)
    model = Reader(Encoder.pretrained(args.encoder))
    if args.start:
        stored = torch.load(args.start)
        model.load_state_dict(model.state_dict() | {n: v for n, v in stored.items() if n in model.state_dict()})
    if args.still:
        encoder = model.encoder
        for part in (encoder.words, encoder.positions, encoder.norm, *encoder.layers[: args.still]):
            part.requires_grad_(False)
        encoder.segment.requires_grad_(False)
    averaged = torch.optim.swa_utils.AveragedModel(model, avg_fn=average)
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        [
            {
                "params": [p for n, p in named if n.startswith("encoder.") and "casing" not in n],
                "lr": PEAKS[args.stage][0],
            },
            {
                "params": [p for n, p in named if not n.startswith("encoder.") or "casing" in n],
                "lr": PEAKS[args.stage][1],
            },
        ],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )
    drawn = args.seed + (1000 if args.stage == "finish" else 0)  # no draw of the stage before again
    batches_of = lambda n: epoch(mixture.epoch(drawn + n, share=args.share), seed=drawn + n)
    steps = sum(len(batches_of(number)) for number in range(args.epochs))
    shape = lambda step: min((step + 1) / (WARMUP * steps), max(0.01, (steps - step) / (steps * (1 - WARMUP))))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, shape)

    state_file, done = args.out / "state.pt", 0
    if state_file.exists():
        state = torch.load(state_file)
        model.load_state_dict(state["model"])
        averaged.load_state_dict(state["averaged"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["rng"])
        done = state["done"]
    print(f"{steps} steps, {done} done", flush=True)

    step, saved, began, words = 0, time.monotonic(), time.monotonic(), 0
    for number in range(args.epochs):
        for chosen in batches_of(number):
            step += 1
            if step <= done:
                continue
            model.train()
            batch = collate(chosen, wordpiece)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=BF16):
                value = loss(model, batch, without=frozenset(args.without))
            optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            averaged.update_parameters(model)
            words += int(batch.words.sum())
            if step % 50 == 0:
                speed = words / (time.monotonic() - began)
                print(f"step {step}/{steps} loss {value.item():.3f} {speed:.0f} words/s", flush=True)
            if time.monotonic() - saved > 240:
                save(state_file, model, averaged, optimiser, schedule, step)
                saved = time.monotonic()
        if step > done:
            figures = {
                name: (measure if name in ("ewt-dev", "gum-dev") else measure_acts)(averaged.module, part, wordpiece)
                for name, part in held_out.items()
            }
            with (args.out / "log.jsonl").open("a") as log:
                log.write(json.dumps({"epoch": number + 1, "step": step, **figures}) + "\n")
            print(number + 1, figures, flush=True)
            save(state_file, model, averaged, optimiser, schedule, step)
            torch.save(averaged.module.state_dict(), args.out / "model.pt")


def save(path: Path, model: Reader, averaged, optimiser, schedule, step: int) -> None:
    """Writes a resumable checkpoint, whole or not at all."""
    state = {
        "rng": torch.get_rng_state(),
        "model": model.state_dict(),
        "averaged": averaged.state_dict(),
        "optimiser": optimiser.state_dict(),
    }
    torch.save({**state, "schedule": schedule.state_dict(), "done": step}, path.with_suffix(".tmp"))
    path.with_suffix(".tmp").replace(path)


if __name__ == "__main__":
    main()
