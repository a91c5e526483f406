"""What the task of MUC-4 wants, learnt from its training part: a small network over what is known of the candidates.

Sums of an embedding of everything that is known of a candidate, its numbers, the reader's states of it, and the words
of its report; one hidden layer; a yes or no for each role. The least share of each role is where F1 is best on
thirds of the training part that the network of the other two did not see. Nothing of that goes into marsad. Needs
torch: the environment of ``make -C training environment``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from muc_fillers import NUMBERS, ROLES, Candidate, Told
from texts import prf

Gold = Mapping[str, list[set[str]]]
HIDDEN, BATCH, EPOCHS, RATE, DECAY = 64, 1024, 4, 2e-3, 1e-4
DROPPED, FORGOTTEN = 0.3, 0.2  # of the hidden values; of what is known
USUAL, USUAL_OF_WHOLE = 4, 8  # candidates or reports that something must be known of
FOLDS = 3
SEED = 20260901


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Numbers for what is known of candidates and of reports."""

    own: dict[str, int]
    whole: dict[str, int]

    @classmethod
    def of(cls, reports: Sequence[Told]) -> Vocabulary:
        """What is known often enough in the reports, and not of most of them."""
        own = Counter(k for r in reports for c in r.candidates for k in c.known)
        whole = Counter(k for r in reports for k in r.known)
        most = 0.7 * len(reports)
        return cls(
            {k: n for n, k in enumerate(sorted(k for k, seen in own.items() if seen >= USUAL))},
            {k: n for n, k in enumerate(sorted(k for k, seen in whole.items() if USUAL_OF_WHOLE <= seen < most))},
        )


@dataclass(slots=True)
class Table:
    """The candidates of reports as tensors: what is known as numbers one after the other, with where each begins."""

    known: Tensor
    starts: Tensor
    numbers: Tensor
    states: Tensor
    wholes: Tensor  # (reports, words)
    report: Tensor  # of each candidate

    @classmethod
    def of(cls, reports: Sequence[Told], vocabulary: Vocabulary) -> Table:
        """All candidates of the reports, in order."""
        every = [c for r in reports for c in r.candidates]
        own = [sorted(vocabulary.own[k] for k in c.known if k in vocabulary.own) for c in every]
        wholes = torch.zeros(len(reports), len(vocabulary.whole))
        for row, report in enumerate(reports):
            for name, value in report.known.items():
                if name in vocabulary.whole:
                    wholes[row, vocabulary.whole[name]] = value
        return cls(
            torch.tensor([k for ks in own for k in ks], dtype=torch.long),
            torch.tensor([0, *np.cumsum([len(ks) for ks in own])], dtype=torch.long),
            torch.tensor([c.numbers for c in every], dtype=torch.float32),
            torch.tensor(np.array([c.states for c in every])),
            fn.normalize(wholes),
            torch.tensor([row for row, r in enumerate(reports) for _ in r.candidates], dtype=torch.long),
        )

    def batch(self, rows: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """(what is known, which row it is of, numbers, states, words of the report) of some candidates."""
        first, size = self.starts[rows], self.starts[rows + 1] - self.starts[rows]
        row = torch.repeat_interleave(torch.arange(len(rows)), size)
        ends = size.cumsum(0)
        at = torch.arange(len(row)) - (ends - size)[row] + first[row]
        return self.known[at], row, self.numbers[rows], self.states[rows], self.wholes[self.report[rows]]


class Network(nn.Module):
    """From what is known of candidates to a score for each role."""

    def __init__(self, vocabulary: Vocabulary, states: int) -> None:
        super().__init__()
        self.own = nn.Embedding(len(vocabulary.own), HIDDEN)
        self.straight = nn.Embedding(len(vocabulary.own), len(ROLES))
        self.numbers, self.states = nn.Linear(len(NUMBERS), HIDDEN), nn.Linear(states, HIDDEN)
        self.whole, self.whole_straight = (nn.Linear(len(vocabulary.whole), n) for n in (HIDDEN, len(ROLES)))
        self.out = nn.Linear(HIDDEN, len(ROLES))
        self.dropout = nn.Dropout(DROPPED)
        nn.init.normal_(self.own.weight, std=0.02)
        nn.init.constant_(self.out.bias, -4.0)  # hardly any candidate is wanted
        for weights in (self.straight.weight, self.whole_straight.weight):
            nn.init.zeros_(weights)

    def forward(self, known: Tensor, row: Tensor, numbers: Tensor, states: Tensor, whole: Tensor) -> Tensor:
        """(candidates, roles)."""
        kept = torch.ones(len(known))
        if self.training:
            kept = (torch.rand(len(known)) > FORGOTTEN).float() / (1 - FORGOTTEN)
        summed = lambda table: torch.zeros(len(numbers), table.weight.shape[1]).index_add_(
            0, row, table.weight[known] * kept[:, None]
        )
        hidden = summed(self.own) + self.numbers(numbers)
        hidden = hidden + self.states(self.dropout(states)) + self.whole(self.dropout(whole))
        return self.out(self.dropout(fn.gelu(hidden))) + summed(self.straight) + self.whole_straight(whole)


def trained(table: Table, right: Tensor, rows: Tensor, vocabulary: Vocabulary) -> Network:
    """A network that has seen some rows."""
    torch.manual_seed(SEED)
    network = Network(vocabulary, table.states.shape[1])
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * (len(rows) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(0.02, 1 - step / steps))
    network.train()
    for _ in range(EPOCHS):
        for own in rows[torch.randperm(len(rows))].split(BATCH):
            value = fn.binary_cross_entropy_with_logits(network(*table.batch(own)), right[own], reduction="sum")
            optimiser.zero_grad()
            (value * 10 / BATCH).backward()
            optimiser.step()
            schedule.step()
    return network.eval()


@torch.no_grad()
def shares(network: Network, table: Table, rows: Tensor) -> Tensor:
    """(rows, roles): how likely the task wants them."""
    return torch.cat([network(*table.batch(own)).sigmoid() for own in rows.split(8 * BATCH)])


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
    """What the task wants: a network, how its states are scaled, and the least share of each role."""

    network: Network
    vocabulary: Vocabulary
    scale: Tensor
    least: Mapping[str, float]

    def of(self, reports: Sequence[Told]) -> list[dict[str, set[str]]]:
        """The fillers of each role, report by report."""
        table = Table.of(reports, self.vocabulary)
        table.states /= self.scale
        found = shares(self.network, table, torch.arange(len(table.report)))
        return [
            {role: chosen(c, likely[:, n].tolist(), self.least[role]) for n, role in enumerate(ROLES)}
            for c, likely in _by_report(reports, found)
        ]


def _by_report(reports: Sequence[Told], found: Tensor) -> list[tuple[list[Candidate], Tensor]]:
    sizes = [len(r.candidates) for r in reports]
    return [(r.candidates, own) for r, own in zip(reports, found.split(sizes), strict=True)]


def learnt(reports: Sequence[Told], gold: Sequence[Gold], matched: Callable[[set[str], list[set[str]]], int]) -> Wanted:
    """What the training part wants.

    Args:
        reports: Its reports.
        gold: Of each, the entities (sets of strings) by role.
        matched: How many names can be paired with entities.
    """
    vocabulary = Vocabulary.of(reports)
    table = Table.of(reports, vocabulary)
    scale = table.states.std(0)
    table.states /= scale
    right = torch.tensor(
        [
            [float(any(c.name in e for e in own[role])) for role in ROLES]
            for r, own in zip(reports, gold, strict=True)
            for c in r.candidates
        ]
    )
    apart = torch.zeros_like(right)
    for fold in range(FOLDS):
        inside = table.report % FOLDS == fold
        network = trained(table, right, (~inside).nonzero()[:, 0], vocabulary)
        apart[inside] = shares(network, table, inside.nonzero()[:, 0])
    least = {}
    for number, role in enumerate(ROLES):
        told = [
            (candidates, likely[:, number].tolist(), own[role])
            for (candidates, likely), own in zip(_by_report(reports, apart), gold, strict=True)
        ]
        least[role] = max(np.arange(0.05, 0.7, 0.05).tolist(), key=lambda t: _f1(told, t, matched))
    network = trained(table, right, torch.arange(len(right)), vocabulary)
    return Wanted(network, vocabulary, scale, least)


def _f1(
    told: Sequence[tuple[list[Candidate], list[float], list[set[str]]]],
    least: float,
    matched: Callable[[set[str], list[set[str]]], int],
) -> float:
    names = [chosen(candidates, likely, least) for candidates, likely, _ in told]
    hits = sum(matched(own, entities) for own, (_, _, entities) in zip(names, told, strict=True))
    return prf(hits, sum(map(len, names)), sum(len(entities) for *_, entities in told))[2]
