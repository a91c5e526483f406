"""Sentences to tensors: batches of equal cost, in a fixed order for a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

import torch
from torch import Tensor

from marsad.language._wordpiece import WordPiece, casing
from training.data import IGNORE, Sentence

LAYERS = ("upos", "xpos", "entities", "classes", "heads", "relations")


@dataclass
class Batch:
    """Tensors of one batch; labels are IGNORE where unknown."""

    pieces: Tensor
    casings: Tensor
    first: Tensor
    words: Tensor  # bool (batch, words)
    weights: Tensor
    labels: dict[str, Tensor]
    sentences: list[Sentence]


def encode(words: list[str], wordpiece: WordPiece) -> tuple[list[int], list[int], list[int]]:
    """(piece ids, casing ids, index of the first piece of each word)."""
    ids, cases, first = [wordpiece.cls], [0], []
    for word in words:
        first.append(len(ids))
        pieces = wordpiece.pieces(word)
        ids += pieces
        cases += [casing(word)] * len(pieces)
    return [*ids, wordpiece.sep], [*cases, 0], first


def eights(size: int) -> int:
    """The next multiple of eight: few distinct shapes, so that compiled kernels are used again."""
    return -(-size // 8) * 8


def collate(sentences: list[Sentence], wordpiece: WordPiece) -> Batch:
    """Pads sentences to one batch."""
    coded = [encode(s.words, wordpiece) for s in sentences]
    length, width = eights(max(len(c[0]) for c in coded)), eights(max(len(s.words) for s in sentences))
    pad = lambda values, size, fill: values + [fill] * (size - len(values))
    labels = {}
    for layer in LAYERS:
        known = [getattr(s, layer) or [IGNORE] * len(s.words) for s in sentences]
        labels[layer] = torch.tensor([pad(list(k), width, IGNORE) for k in known])
    return Batch(
        pieces=torch.tensor([pad(c[0], length, 0) for c in coded]),
        casings=torch.tensor([pad(c[1], length, 0) for c in coded]),
        first=torch.tensor([pad(c[2], width, 0) for c in coded]),
        words=torch.tensor([[i < len(s.words) for i in range(width)] for s in sentences]),
        weights=torch.tensor([s.weight for s in sentences]),
        labels=labels,
        sentences=sentences,
    )


def recased(sentence: Sentence, rng: random.Random) -> Sentence:
    """Now and then the sentence as a headline: ALL CAPS or Every Word Capitalised; labels stay."""
    roll = rng.random()
    if roll > 0.05:
        return sentence
    change = str.upper if roll < 0.03 else (lambda w: w[:1].upper() + w[1:])
    return Sentence(**{**sentence.__dict__, "words": [change(w) for w in sentence.words]})


def epoch(sentences: list[Sentence], *, seed: int, words: int = 1200) -> list[list[Sentence]]:
    """Batches of about ``words`` padded words, sentences of like length together, in random order."""
    rng = random.Random(seed)
    order = [recased(s, rng) for s in sentences]
    order.sort(key=lambda s: len(s.words) + rng.random() * 4)
    batches: list[list[Sentence]] = [[]]
    for sentence in order:
        if batches[-1] and (len(batches[-1]) + 1) * eights(len(sentence.words)) > words:
            batches.append([])
        batches[-1].append(sentence)
    rng.shuffle(batches)
    return batches
