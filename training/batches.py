"""Windows of sentences to tensors: batches of equal cost, in a fixed order for a seed.

A window is a run of sentences of one document that the encoder sees together, parted by its separator. Every layer is
of words; arcs stay within their sentence, links may cross.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import accumulate

import torch
from torch import Tensor

from marsad.language._wordpiece import WordPiece, casing
from training.data import IGNORE, Sentence
from training.labels import FRAME_ROLES, ROLES, TRIGGERS

WINDOW = 96  # words that the encoder sees together
LAYERS = (
    "upos", "xpos", "entities", "classes", "heads", "relations", "mentions", "triggers", "moods", "background",
)  # fmt: skip


@dataclass
class Batch:
    """Tensors of one batch; labels are IGNORE where unknown."""

    pieces: Tensor
    casings: Tensor
    first: Tensor
    words: Tensor  # bool (batch, words)
    weights: Tensor
    labels: dict[str, Tensor]
    segments: Tensor  # (batch, words): which sentence of the window a word is in
    windows: list[Window]
    allowed: Tensor | None = None  # bool (batch, words, triggers); all true where nothing is told
    links: Pairs | None = None
    frames: Pairs | None = None


@dataclass
class Pairs:
    """Words that have links, and what every word of their sentence is to them."""

    rows: Tensor  # of the batch
    words: Tensor  # the trigger or predicate
    right: Tensor  # float (pairs, words, roles)
    known: Tensor  # bool, the same shape: false where both answers are as good, and for padding


@dataclass(frozen=True)
class Labelled:
    """A trigger or predicate in a window: (role, word) that hold, that cost nothing, and which roles are known."""

    at: int
    right: set[tuple[int, int]]
    open: set[tuple[int, int]] = field(default_factory=set)
    only: frozenset[int] | None = None


@dataclass
class Window:
    """Sentences that stand one after the other. Their words are counted through."""

    sentences: list[Sentence]

    @property
    def words(self) -> list[str]:
        """The words of all sentences."""
        return [word for sentence in self.sentences for word in sentence.words]

    @property
    def starts(self) -> list[int]:
        """The first word of each sentence."""
        return list(accumulate((len(s.words) for s in self.sentences[:-1]), initial=0))

    def layer(self, name: str) -> list[int]:
        """The labels of a layer, IGNORE where a sentence lacks it; governors are counted through."""
        out: list[int] = []
        for start, sentence in zip(self.starts, self.sentences, strict=True):
            known = getattr(sentence, name) or [IGNORE] * len(sentence.words)
            out += [k + start if name == "heads" and k > 0 else k for k in known]
        return out

    def links(self) -> list[Labelled]:
        """The links of each trigger; what lies outside the window is left out."""
        base, size = self.sentences[0].start, len(self.words)
        inside = lambda pairs: {(role, word - base) for role, word in pairs if 0 <= word - base < size}
        return [
            Labelled(k.at - base, inside(k.right), inside(k.open), k.only)
            for s in self.sentences
            for k in s.links or ()
        ]

    def frames(self) -> list[Labelled]:
        """The roles of each predicate."""
        return [
            Labelled(at + start, {(role, word + start) for role, word in args})
            for start, sentence in zip(self.starts, self.sentences, strict=True)
            for at, args in sentence.frames or ()
        ]


def encode(window: Window, wordpiece: WordPiece) -> tuple[list[int], list[int], list[int]]:
    """(piece ids, casing ids, index of the first piece of each word); a separator ends each sentence."""
    ids, cases, first = [wordpiece.cls], [0], []
    for sentence in window.sentences:
        for word in sentence.words:
            first.append(len(ids))
            pieces = wordpiece.pieces(word)
            ids += pieces
            cases += [casing(word)] * len(pieces)
        ids.append(wordpiece.sep)
        cases.append(0)
    return ids, cases, first


def eights(size: int) -> int:
    """The next multiple of eight: few distinct shapes, so that compiled kernels are used again."""
    return -(-size // 8) * 8


def collate(windows: list[Window], wordpiece: WordPiece) -> Batch:
    """Pads windows to one batch."""
    coded = [encode(w, wordpiece) for w in windows]
    sizes = [len(c[2]) for c in coded]
    length, width = eights(max(len(c[0]) for c in coded)), eights(max(sizes))
    pad = lambda values, size, fill: values + [fill] * (size - len(values))
    labels = {layer: torch.tensor([pad(w.layer(layer), width, IGNORE) for w in windows]) for layer in LAYERS}
    segments = [[n for n, s in enumerate(w.sentences) for _ in s.words] for w in windows]
    weights = [[s.weight for s in w.sentences for _ in s.words] for w in windows]
    return Batch(
        pieces=torch.tensor([pad(c[0], length, 0) for c in coded]),
        casings=torch.tensor([pad(c[1], length, 0) for c in coded]),
        first=torch.tensor([pad(c[2], width, 0) for c in coded]),
        words=torch.tensor([[i < size for i in range(width)] for size in sizes]),
        weights=torch.tensor([pad(w, width, 0.0) for w in weights]),
        labels=labels,
        segments=torch.tensor([pad(s, width, -1) for s in segments]),
        windows=windows,
        allowed=_allowed(windows, width),
        links=_pairs([w.links() for w in windows], sizes, width, len(ROLES)),
        frames=_pairs([w.frames() for w in windows], sizes, width, len(FRAME_ROLES)),
    )


def arcs_within(arcs: Tensor, batch: Batch) -> Tensor:
    """Arc scores with governors in other sentences and padding made impossible; the root is open to all."""
    same = batch.segments[:, :, None] == batch.segments[:, None, :]
    columns = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    return arcs.masked_fill(~columns, -1e4)


def _allowed(windows: list[Window], width: int) -> Tensor | None:
    if not any(s.allowed for w in windows for s in w.sentences):
        return None
    allowed = torch.ones(len(windows), width, len(TRIGGERS), dtype=torch.bool)
    for row, window in enumerate(windows):
        for start, sentence in zip(window.starts, window.sentences, strict=True):
            for at, possible in enumerate(sentence.allowed or ()):
                allowed[row, start + at] = False
                allowed[row, start + at, list(possible)] = True
    return allowed


def _pairs(links: list[list[Labelled]], sizes: list[int], width: int, roles: int) -> Pairs | None:
    """The links of each window as tensors; null where there are none."""
    flat = [(row, link) for row, own in enumerate(links) for link in own]
    if not flat:
        return None
    right = torch.zeros(len(flat), width, roles)
    known = torch.zeros(len(flat), width, roles, dtype=torch.bool)
    for number, (row, link) in enumerate(flat):
        known[number, : sizes[row]] = True
        for role, word in link.right:
            right[number, word, role] = 1.0
        for role, word in link.open:
            known[number, word, role] = False
        if link.only is not None:
            known[number, :, [r for r in range(roles) if r not in link.only]] = False
    return Pairs(torch.tensor([f[0] for f in flat]), torch.tensor([f[1].at for f in flat]), right, known)


def recased(window: Window, rng: random.Random) -> Window:
    """Now and then the window as a headline: ALL CAPS or Every Word Capitalised; labels stay."""
    roll = rng.random()
    if roll > 0.05:
        return window
    change = str.upper if roll < 0.03 else (lambda w: w[:1].upper() + w[1:])
    return Window([replace(s, words=[change(w) for w in s.words]) for s in window.sentences])


def windows_of(sentences: Iterable[Sentence], *, most: int = WINDOW, rng: random.Random | None = None) -> list[Window]:
    """Runs of sentences of one document of at most ``most`` words; with ``rng`` of random length, one in four alone."""
    out: list[Window] = []
    room = 0
    for sentence in sentences:
        last = out[-1].sentences[-1] if out else None
        follows = last is not None and last.document == sentence.document != "" and last.origin == sentence.origin
        if follows and sentence.links is not None:  # links count through the document: no sentence may be left out
            follows = last.start + len(last.words) == sentence.start
        cost = sum(1 if len(w) < 9 else len(w) // 3 for w in sentence.words)  # addresses make many pieces
        if follows and cost <= room:
            out[-1].sentences.append(sentence)
        else:
            limit = most if rng is None else 0 if rng.random() < 0.25 else rng.randint(most // 3, most)
            out.append(Window([sentence]))
            room = limit
        room -= cost
    return out


def epoch(windows: list[Window], *, seed: int, words: int = 1200) -> list[list[Window]]:
    """Batches of about ``words`` padded words, windows of like length together, in random order."""
    rng = random.Random(seed)
    order = [recased(w, rng) for w in windows]
    sized = sorted(((len(w.words) + rng.random() * 4, n) for n, w in enumerate(order)))
    batches: list[list[Window]] = [[]]
    for size, number in sized:
        if batches[-1] and (len(batches[-1]) + 1) * eights(int(size)) > words:
            batches.append([])
        batches[-1].append(order[number])
    rng.shuffle(batches)
    return batches
