"""What the task of MUC-4 wants, learnt from its training part: a small network over what is known of the candidates.

Sums of an embedding of everything that is known of a candidate, its numbers, the reader's states of it, and the words
of its report; one hidden layer; a yes or no for each role. What it says and what the encoder of ``muc_whole.py`` says
are put together in ``muc_learnt.py``. Nothing of that goes into marsad. Needs torch: the environment of
``make -C training environment``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from muc_fillers import NUMBERS, ROLES, Told

HIDDEN, BATCH, EPOCHS, RATE, DECAY = 64, 1024, 4, 2e-3, 1e-4
DROPPED, FORGOTTEN = 0.3, 0.2  # of the hidden values; of what is known
USUAL, USUAL_OF_WHOLE = 4, 8  # candidates or reports that something must be known of
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
    sizes: list[int]  # candidates of each report
    scale: Tensor  # what states are divided by

    @classmethod
    def of(cls, reports: Sequence[Told], vocabulary: Vocabulary, scale: Tensor | None = None) -> Table:
        """All candidates of the reports, in order; their states by a scale, their own where none is given."""
        every = [c for r in reports for c in r.candidates]
        own = [sorted(vocabulary.own[k] for k in c.known if k in vocabulary.own) for c in every]
        wholes = torch.zeros(len(reports), len(vocabulary.whole))
        for row, report in enumerate(reports):
            for name, value in report.known.items():
                if name in vocabulary.whole:
                    wholes[row, vocabulary.whole[name]] = value
        states = torch.tensor(np.array([c.states for c in every]))
        divisor = states.std(0) if scale is None else scale
        return cls(
            torch.tensor([k for ks in own for k in ks], dtype=torch.long),
            torch.tensor([0, *np.cumsum([len(ks) for ks in own])], dtype=torch.long),
            torch.tensor([c.numbers for c in every], dtype=torch.float32),
            states / divisor,
            fn.normalize(wholes),
            torch.tensor([row for row, r in enumerate(reports) for _ in r.candidates], dtype=torch.long),
            [len(r.candidates) for r in reports],
            divisor,
        )

    def rows_of(self, reports: Sequence[int]) -> Tensor:
        """The candidates of some reports."""
        first = np.cumsum([0, *self.sizes])
        return torch.cat([torch.arange(first[r], first[r + 1]) for r in reports])

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

    def forward(
        self,
        known: Tensor,
        row: Tensor,
        numbers: Tensor,
        states: Tensor,
        whole: Tensor,
        *,
        beside: tuple[Tensor, Tensor] | None = None,
    ) -> Tensor:
        """(candidates, roles); ``beside`` is what adds to the hidden values and to the scores."""
        kept = torch.ones(len(known))
        if self.training:
            kept = (torch.rand(len(known)) > FORGOTTEN).float() / (1 - FORGOTTEN)
        summed = lambda table: torch.zeros(len(numbers), table.weight.shape[1]).index_add_(
            0, row, table.weight[known] * kept[:, None]
        )
        hidden = summed(self.own) + self.numbers(numbers)
        hidden = hidden + self.states(self.dropout(states)) + self.whole(self.dropout(whole))
        straight = summed(self.straight) + self.whole_straight(whole)
        if beside is not None:
            hidden, straight = hidden + beside[0], straight + beside[1]
        return self.out(self.dropout(fn.gelu(hidden))) + straight


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
def scores(network: Network, table: Table, rows: Tensor) -> Tensor:
    """(rows, roles): log odds that the task wants them."""
    return torch.cat([network(*table.batch(own)) for own in rows.split(8 * BATCH)])
