"""Trains the reader: ``python -m training.train --shared ../shared/data --encoder FOLDER --out .work/run1``.

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
from torch import Tensor
from torch.nn import functional as fn

from marsad.language._wordpiece import WordPiece
from training.batches import Batch, collate, epoch
from training.data import IGNORE, held_out_sets, training_set
from training.model import Encoder, Reader
from training.scores import measure

PEAK_ENCODER, PEAK_HEADS, WARMUP = 1.5e-4, 1.2e-3, 0.06
AVERAGE = 0.998  # of the weights over steps; the average is what ships


def loss(model: Reader, batch: Batch) -> Tensor:
    """Sum over the layers of the mean loss per known label; sentences of noisy sets weigh less."""
    tags, arcs, dependents, governors = model(batch.pieces, batch.casings, batch.first)
    tags, arcs = tags.float(), arcs.float()
    per_word = batch.weights[:, None].expand(batch.first.shape)
    total = torch.zeros(())
    for name, scores in zip(("upos", "xpos", "entities", "classes"), tags.split(Reader.spaces, -1), strict=True):
        total = total + masked(scores, batch.labels[name], per_word) * (2.0 if name == "entities" else 1.0)
    heads = batch.labels["heads"]
    columns = torch.cat([torch.ones_like(batch.words[:, :1]), batch.words], 1)
    total = total + masked(arcs.masked_fill(~columns[:, None, :], -1e4), heads, per_word)
    known = heads != IGNORE
    if known.any():
        governor = governors.gather(1, heads.clamp(min=0)[:, :, None].expand(-1, -1, governors.shape[2]))
        scores = model.relations(dependents[known], governor[known]).float()
        total = total + fn.cross_entropy(scores, batch.labels["relations"][known])
    return total


def masked(scores: Tensor, labels: Tensor, weights: Tensor) -> Tensor:
    """Mean cross-entropy over known labels, weighted."""
    known = labels != IGNORE
    if not known.any():
        return torch.zeros(())
    each = fn.cross_entropy(scores[known], labels[known], reduction="none")
    return (each * weights[known]).sum() / known.sum()


def main() -> None:
    """Trains, measures after each epoch, and writes ``model.pt`` (averaged weights) and ``log.jsonl``."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=20260901)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)

    wordpiece = WordPiece.load(args.encoder / "vocab.txt")
    sentences = training_set(args.shared)
    held_out = {name: part for name, part in held_out_sets(args.shared).items() if name in ("ewt-dev", "gum-dev")}
    model = Reader(Encoder.pretrained(args.encoder))
    averaged = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGE)
    )
    named = list(model.named_parameters())
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for n, p in named if n.startswith("encoder.") and "casing" not in n], "lr": PEAK_ENCODER},
            {"params": [p for n, p in named if not n.startswith("encoder.") or "casing" in n], "lr": PEAK_HEADS},
        ],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )
    per_epoch = [len(epoch(sentences, seed=args.seed + number)) for number in range(args.epochs)]
    steps = sum(per_epoch)
    shape = lambda step: min((step + 1) / (WARMUP * steps), max(0.01, (steps - step) / (steps * (1 - WARMUP))))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, shape)

    state_file, done = args.out / "state.pt", 0
    if state_file.exists():
        state = torch.load(state_file)
        model.load_state_dict(state["model"])
        averaged.load_state_dict(state["averaged"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        done = state["done"]
    print(
        f"{len(sentences)} sentences, {sum(len(s.words) for s in sentences)} words, {steps} steps, {done} done",
        flush=True,
    )

    step, saved, began, words = 0, time.monotonic(), time.monotonic(), 0
    for number in range(args.epochs):
        for chosen in epoch(sentences, seed=args.seed + number):
            step += 1
            if step <= done:
                continue
            model.train()
            batch = collate(chosen, wordpiece)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                value = loss(model, batch)
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
            figures = {name: measure(averaged.module, part, wordpiece) for name, part in held_out.items()}
            with (args.out / "log.jsonl").open("a") as log:
                log.write(json.dumps({"epoch": number + 1, "step": step, **figures}) + "\n")
            print(number + 1, figures, flush=True)
            save(state_file, model, averaged, optimiser, schedule, step)
            torch.save(averaged.module.state_dict(), args.out / "model.pt")


def save(path: Path, model: Reader, averaged, optimiser, schedule, step: int) -> None:
    """Writes a resumable checkpoint, whole or not at all."""
    state = {"model": model.state_dict(), "averaged": averaged.state_dict(), "optimiser": optimiser.state_dict()}
    torch.save({**state, "schedule": schedule.state_dict(), "done": step}, path.with_suffix(".tmp"))
    path.with_suffix(".tmp").replace(path)


if __name__ == "__main__":
    main()
