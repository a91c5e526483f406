"""From what is known of the candidates of MUC-4 to the fillers that the task wants, learnt from its training part.

Two networks give log odds, and their mean decides: the small one of ``muc_wanted.py``, and the one of ``muc_whole.py``
that reads whole reports, of which there are ``WHOLES``, each trained without another fifth. The least share of each
role is where F1 is best on the reports that the networks asked did not see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from muc_fillers import ROLES, Candidate, Told
from muc_wanted import SEED, Network, Table, Vocabulary, scores, trained
from muc_whole import Library, Whole, read_whole, trained_whole
from texts import prf

Gold = Mapping[str, list[set[str]]]
FOLDS = 3  # of the training part, for the small network
FIFTHS, WHOLES = 5, 2
LEASTS = np.arange(0.05, 0.7, 0.025)


def chosen(candidates: Sequence[Candidate], likely: Sequence[float], least: float) -> set[str]:
    """The names that are likely enough, of those that share a head or hold each other's words the likeliest."""
    names: list[set[str]] = []
    heads: set[tuple[int, int]] = set()
    out: set[str] = set()
    for share, one in sorted(zip(likely, candidates, strict=True), key=lambda pair: -pair[0]):
        words = set(one.name.split())
        if share < least:
            break
        if one.heads.isdisjoint(heads) and not any(words <= other or other <= words for other in names):
            names.append(words)
            heads |= one.heads
            out.add(one.name)
    return out


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the task wants: the networks, what they know, how states are scaled, and the least share of each role."""

    small: Network
    wholes: Sequence[Whole]
    vocabulary: Vocabulary
    scale: Tensor
    library: Callable[[Sequence[Told]], Library]
    least: Mapping[str, float]

    def of(self, reports: Sequence[Told]) -> list[dict[str, set[str]]]:
        """The fillers of each role, report by report."""
        table, library = Table.of(reports, self.vocabulary, self.scale), self.library(reports)
        every = range(len(reports))
        read = [read_whole(whole, table, library, every) for whole in self.wholes]
        likely = _together(scores(self.small, table, table.rows_of(every)), read)
        return [
            {role: chosen(r.candidates, own[:, n].tolist(), self.least[role]) for n, role in enumerate(ROLES)}
            for r, own in zip(reports, likely.split(table.sizes), strict=True)
        ]


def learnt(
    reports: Sequence[Told],
    gold: Sequence[Gold],
    matched: Callable[[set[str], list[set[str]]], int],
    *,
    encoder: Path,
    model: Path,
) -> Wanted:
    """What the training part wants.

    Args:
        reports: Its reports.
        gold: Of each, the entities (sets of strings) by role.
        matched: How many names can be paired with entities.
        encoder: Folder of the pretrained encoder.
        model: The model folder of the reader, whose encoder is trained further.
    """
    vocabulary = Vocabulary.of(reports)
    table = Table.of(reports, vocabulary)
    right = _right(reports, gold)
    of_library = lambda some: Library(some, encoder, model)
    library = of_library(reports)
    wholes, unseen, likely = [], [], []
    small = _unseen_by_small(table, right, vocabulary)
    for number in range(WHOLES):
        apart = [r for r in range(len(reports)) if r % FIFTHS == number]
        others = [r for r in range(len(reports)) if r % FIFTHS != number]
        torch.manual_seed(SEED)
        begun = Network(vocabulary, table.states.shape[1])
        wholes.append(trained_whole(table, right, library, others, begun))
        read = read_whole(wholes[-1], table, library, apart)
        unseen += apart
        likely += _together(small[table.rows_of(apart)], [read]).split([table.sizes[r] for r in apart])
    told = [(reports[r].candidates, own, gold[r]) for r, own in zip(unseen, likely, strict=True)]
    least = {role: _best_least(told, role, matched) for role in ROLES}
    every = trained(table, right, torch.arange(len(right)), vocabulary)
    return Wanted(every, wholes, vocabulary, table.scale, of_library, least)


def _right(reports: Sequence[Told], gold: Sequence[Gold]) -> Tensor:
    return torch.tensor(
        [
            [float(any(c.name in e for e in own[role])) for role in ROLES]
            for r, own in zip(reports, gold, strict=True)
            for c in r.candidates
        ]
    )


def _unseen_by_small(table: Table, right: Tensor, vocabulary: Vocabulary) -> Tensor:
    """Of all candidates, what a small network says that has not seen their third."""
    out = torch.zeros_like(right)
    for fold in range(FOLDS):
        inside = table.report % FOLDS == fold
        network = trained(table, right, (~inside).nonzero()[:, 0], vocabulary)
        out[inside] = scores(network, table, inside.nonzero()[:, 0])
    return out


def _together(small: Tensor, wholes: Sequence[Tensor]) -> Tensor:
    """The share by the mean of the log odds."""
    return ((small + torch.stack(list(wholes)).mean(0)) / 2).sigmoid()


def _best_least(
    told: Sequence[tuple[list[Candidate], Tensor, Gold]],
    role: str,
    matched: Callable[[set[str], list[set[str]]], int],
) -> float:
    number = ROLES.index(role)

    def f1(least: float) -> float:
        names = [chosen(candidates, own[:, number].tolist(), least) for candidates, own, _ in told]
        hits = sum(matched(has, gold[role]) for has, (_, _, gold) in zip(names, told, strict=True))
        return prf(hits, sum(map(len, names)), sum(len(gold[role]) for *_, gold in told))[2]

    return max(LEASTS.tolist(), key=f1)
