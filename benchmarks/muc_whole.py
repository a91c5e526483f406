"""What the task of MUC-4 wants, by the reader's encoder trained further on whole reports.

The reader sees a hundred words at a time; who is behind an act is often told in another paragraph. Here its encoder,
read back from the shipped file, sees the report at once (long ones in few parts), and its states of a candidate's heads
and of all words add to what the small network of ``muc_wanted.py`` makes of the candidate. Both learn together.
Nothing of that goes into marsad.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as fn
from training.batches import eights
from training.model import Encoder
from training.restore import restored
from training.scores import BF16

from marsad.language._wordpiece import WordPiece
from muc_fillers import ROLES, Told
from muc_wanted import HIDDEN, SEED, Network, Table

PART = 500  # pieces that the encoder sees at once, at most; it has learnt places for 512
STILL = 2  # lower layers that stay as they are, with the embeddings
EPOCHS, REPORTS = 5, 4  # reports of a step
RATES = (1.5e-4, 2e-3)  # of the encoder, of the rest
DECAY, WARMUP, LEAST_RATE, CLIPPED = 1e-2, 0.06, 0.02, 5.0
DROPPED = 0.1


@dataclass(frozen=True, slots=True)
class Pages:
    """A report as the encoder sees it.

    Attributes:
        parts: Piece ids.
        heads: Of each candidate, (part, piece) of its heads.
    """

    parts: list[list[int]]
    heads: list[list[tuple[int, int]]]

    @classmethod
    def of(cls, report: Told, wordpiece: WordPiece) -> Pages:
        """The pages of a report: runs of sentences of about one size, none longer than the encoder can take."""
        coded = [[wordpiece.pieces(word) for word in sentence] for sentence in report.words]
        sizes = [1 + sum(map(len, sentence)) for sentence in coded]
        goal = sum(sizes) / -(-sum(sizes) // PART) if sizes else 0
        parts: list[list[int]] = [[wordpiece.cls]]
        where: dict[tuple[int, int], tuple[int, int]] = {}
        for number, (sentence, size) in enumerate(zip(coded, sizes, strict=True)):
            if len(parts[-1]) > 1 and (len(parts[-1]) + size > PART or len(parts[-1]) >= goal):
                parts.append([wordpiece.cls])
            for word, pieces in enumerate(sentence):
                where[number, word] = (len(parts) - 1, min(len(parts[-1]), PART - 1))
                parts[-1] += pieces
            parts[-1].append(wordpiece.sep)
        return cls(
            [part[:PART] for part in parts], [sorted(where[head] for head in c.heads) for c in report.candidates]
        )


class Whole(nn.Module):
    """The small network with an encoder of the whole report beside it."""

    def __init__(self, network: Network, encoder: Encoder) -> None:
        super().__init__()
        self.network, self.encoder = network, encoder
        width = encoder.words.embedding_dim
        self.heads, self.report = nn.Linear(2 * width, HIDDEN), nn.Linear(width, HIDDEN)
        self.straight = nn.Linear(width, len(ROLES))
        nn.init.zeros_(self.straight.weight)
        nn.init.zeros_(self.straight.bias)
        self.dropout = nn.Dropout(DROPPED)
        for part in (encoder.words, encoder.positions, encoder.norm, encoder.casing, *encoder.layers[:STILL]):
            part.requires_grad_(requires_grad=False)
        encoder.segment.requires_grad_(requires_grad=False)

    def forward(self, batch: tuple[Tensor, ...], pages: Sequence[Pages]) -> Tensor:
        """(candidates of all reports, roles).

        Args:
            batch: Of the candidates, as ``Table.batch`` gives it.
            pages: The reports that they are of, in order.
        """
        states, kept = self._read(pages)
        reports = self.dropout(_means(states, kept, [len(p.parts) for p in pages]))
        sizes = torch.tensor([len(p.heads) for p in pages])
        hidden = self.heads(self.dropout(_of_heads(states, pages))) + self.report(reports).repeat_interleave(sizes, 0)
        return self.network(*batch, beside=(hidden, self.straight(reports).repeat_interleave(sizes, 0)))

    def _read(self, pages: Sequence[Pages]) -> tuple[Tensor, Tensor]:
        """States (parts, pieces, width), and which pieces are none (parts, pieces)."""
        parts = [part for page in pages for part in page.parts]
        length = eights(max(map(len, parts)))
        pieces = torch.tensor([part + [0] * (length - len(part)) for part in parts])
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=BF16):
            states = self.encoder(pieces, torch.zeros_like(pieces))
        return states.float(), pieces != 0


def _means(states: Tensor, kept: Tensor, sizes: Sequence[int]) -> Tensor:
    """(reports, width): the mean state of a report's pieces."""
    sums = (states * kept[..., None]).sum(1).split(list(sizes))
    counts = kept.sum(1).split(list(sizes))
    return torch.stack([one.sum(0) / count.sum() for one, count in zip(sums, counts, strict=True)])


def _of_heads(states: Tensor, pages: Sequence[Pages]) -> Tensor:
    """(candidates, twice the width): greatest and mean state of the heads of each candidate."""
    first = accumulate((len(p.parts) for p in pages), initial=0)
    heads = [
        [(base + part, piece) for part, piece in one] for base, p in zip(first, pages, strict=False) for one in p.heads
    ]
    row = torch.tensor([number for number, one in enumerate(heads) for _ in one])
    part, piece = torch.tensor([where for one in heads for where in one]).T
    found = states[part, piece]
    into = row[:, None].expand(-1, found.shape[1])
    shape = (len(heads), found.shape[1])
    return torch.cat(
        [
            torch.zeros(shape).scatter_reduce(0, into, found, "amax", include_self=False),
            torch.zeros(shape).scatter_reduce(0, into, found, "mean", include_self=False),
        ],
        1,
    )


class Library:
    """The pages of reports, and the encoder that reads them."""

    def __init__(self, reports: Sequence[Told], encoder: Path, model: Path) -> None:
        """Args: the reports; the folder of the pretrained encoder; the model folder of the reader."""
        self._folders = model, encoder
        wordpiece = WordPiece.load(encoder / "vocab.txt")
        self.pages = [Pages.of(report, wordpiece) for report in reports]

    def encoder(self) -> Encoder:
        """The reader's own encoder, to be trained further."""
        return restored(*self._folders).encoder


def trained_whole(table: Table, right: Tensor, library: Library, reports: Sequence[int], network: Network) -> Whole:
    """A network that has seen some reports, whole.

    Args:
        table: All candidates.
        right: (candidates, roles): what is wanted.
        library: Their reports.
        reports: Numbers of those to learn from.
        network: The small network, as it begins.
    """
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    whole = Whole(network, library.encoder())
    own = {id(p) for p in whole.encoder.parameters()}
    learning = [p for p in whole.parameters() if p.requires_grad]
    groups = [[p for p in learning if id(p) in own], [p for p in learning if id(p) not in own]]
    optimiser = torch.optim.AdamW(
        [{"params": group, "lr": rate} for group, rate in zip(groups, RATES, strict=True)], weight_decay=DECAY
    )
    steps = EPOCHS * -(-len(reports) // REPORTS)
    shape = lambda s: min((s + 1) / (WARMUP * steps), max(LEAST_RATE, (steps - s) / (steps * (1 - WARMUP))))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, shape)
    whole.train()
    for _ in range(EPOCHS):
        order = chance.sample(reports, len(reports))
        for some in (order[n : n + REPORTS] for n in range(0, len(order), REPORTS)):
            rows = table.rows_of(some)
            scores = whole(table.batch(rows), [library.pages[report] for report in some])
            value = fn.binary_cross_entropy_with_logits(scores, right[rows], reduction="sum") / REPORTS
            optimiser.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(learning, CLIPPED)
            optimiser.step()
            schedule.step()
    return whole.eval()


@torch.no_grad()
def read_whole(whole: Whole, table: Table, library: Library, reports: Sequence[int]) -> Tensor:
    """(candidates of the reports, roles): the scores."""
    return torch.cat([whole(table.batch(table.rows_of([r])), [library.pages[r]]) for r in reports])
