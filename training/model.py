"""The network: the encoder (BERT layout, 6 layers of 384) and the heads over the first piece of each word."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from marsad.language._paths import PATHS
from marsad.language._wordpiece import CASINGS
from training.labels import (
    ENTITY_TAGS,
    FRAME_ROLES,
    MENTION_TAGS,
    MOODS,
    NOUN_CLASSES,
    RELATIONS,
    ROLES,
    TRIGGERS,
    UPOS,
    XPOS,
)

ARC, REL, PAIR = 256, 160, 128  # sizes of the arc, relation and pair spaces


class Dropout(nn.Module):
    """Dropout from random bytes: torch's own draws one double a value, which on a CPU costs more than the products."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.kept = 256 - round(256 * share)

    def forward(self, x: Tensor) -> Tensor:
        """Zeroes about ``share`` of the values and scales the rest; nothing outside training."""
        if not self.training:
            return x
        words = torch.randint(-(2**63), 2**63 - 1, (x.numel() // 8 + 1,))
        keep = (words.view(torch.uint8)[: x.numel()] < self.kept).view(x.shape)
        return x * (keep * (256 / self.kept)).to(x.dtype)


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.out, self.norm1 = nn.Linear(width, width), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down, self.norm2 = (
            nn.Linear(width, inner),
            nn.Linear(inner, width),
            nn.LayerNorm(width, eps=1e-12),
        )
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """(batch, pieces, width) to the same; ``bias`` is 0 for pieces and very low for padding."""
        batch, length, width = x.shape
        split = lambda t: t.view(batch, length, self.heads, width // self.heads).transpose(1, 2)
        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = q @ k.transpose(-1, -2) / (width // self.heads) ** 0.5 + bias
        mixed = (self.dropout(scores.softmax(-1)) @ v).transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(fn.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT with a casing embedding that starts at zero, so that it starts as the pretrained encoder."""

    def __init__(self, config: dict, dropout: float = 0.1) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.segment = nn.Parameter(torch.zeros(width))
        self.casing = nn.Embedding(CASINGS, width)
        nn.init.zeros_(self.casing.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = Dropout(dropout)
        shape = (width, config["num_attention_heads"], config["intermediate_size"], dropout)
        self.layers = nn.ModuleList(Layer(*shape) for _ in range(config["num_hidden_layers"]))

    def forward(self, pieces: Tensor, casings: Tensor) -> Tensor:
        """Ids (batch, pieces) to states (batch, pieces, width); id 0 is padding."""
        x = self.words(pieces) + self.positions.weight[: pieces.shape[1]] + self.segment + self.casing(casings)
        x = self.dropout(self.norm(x))
        bias = (pieces == 0)[:, None, None, :].to(x.dtype) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    @classmethod
    def pretrained(cls, folder: Path) -> Encoder:
        """Reads all-MiniLM-L6-v2 from a folder with config.json and model.safetensors."""
        from safetensors.torch import load_file

        encoder = cls(json.loads((folder / "config.json").read_text()))
        stored = load_file(folder / "model.safetensors")
        stored = {name.removeprefix("bert."): value for name, value in stored.items()}
        own = {
            "words.weight": stored["embeddings.word_embeddings.weight"],
            "positions.weight": stored["embeddings.position_embeddings.weight"],
            "segment": stored["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": stored["embeddings.LayerNorm.weight"],
            "norm.bias": stored["embeddings.LayerNorm.bias"],
        }
        parts = {
            "attention.self.query": "query",
            "attention.self.key": "key",
            "attention.self.value": "value",
            "attention.output.dense": "out",
            "attention.output.LayerNorm": "norm1",
            "intermediate.dense": "up",
            "output.dense": "down",
            "output.LayerNorm": "norm2",
        }
        for number in range(len(encoder.layers)):
            for theirs, ours in parts.items():
                for kind in ("weight", "bias"):
                    own[f"layers.{number}.{ours}.{kind}"] = stored[f"encoder.layer.{number}.{theirs}.{kind}"]
        missing, unexpected = encoder.load_state_dict(own, strict=False)
        if unexpected or set(missing) != {"casing.weight"}:
            raise ValueError(f"{folder}: weights do not fit: missing {missing}, unexpected {unexpected}")
        return encoder


def mlp(width: int, size: int) -> nn.Sequential:
    """A projection with dropout, as the parser's heads use it."""
    return nn.Sequential(Dropout(0.2), nn.Linear(width, size), nn.GELU(), Dropout(0.25))


class Reader(nn.Module):
    """Encoder and heads.

    Outputs, for a batch of sentences of W words: ``tags`` (B, W, all label spaces side by side), ``arcs`` (B, W, W + 1;
    column 0 is the root), ``dependents`` and ``governors`` (B, W, REL) and (B, W + 1, REL), which :class:`Relations`
    turns into relation scores for the arcs that the tree keeps; ``acts`` (B, W, the label spaces of acts side by side),
    ``triggers`` and ``arguments`` (B, W, PAIR), which :class:`Roles` turns into scores of roles for pairs of words.
    """

    spaces = (len(UPOS), len(XPOS), len(ENTITY_TAGS), len(NOUN_CLASSES))
    act_spaces = (len(MENTION_TAGS), len(TRIGGERS), len(MOODS), 2)

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        width = encoder.norm.normalized_shape[0]
        self.encoder = encoder
        self.tag_in = nn.Sequential(Dropout(0.15), nn.Linear(width, width), nn.GELU(), Dropout(0.15))
        self.tag = nn.Linear(width, sum(self.spaces))
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.arc_dependent, self.arc_governor = mlp(width, ARC), mlp(width, ARC)
        self.arc = nn.Linear(ARC, ARC, bias=False)
        nn.init.xavier_uniform_(self.arc.weight)
        self.arc_bias = nn.Linear(ARC, 1, bias=False)
        self.rel_dependent, self.rel_governor = mlp(width, REL), mlp(width, REL)
        self.relations = Relations()
        self.act_in = nn.Sequential(Dropout(0.15), nn.Linear(width, width), nn.GELU(), Dropout(0.15))
        self.act = nn.Linear(width, sum(self.act_spaces))
        self.pair_trigger, self.pair_argument = mlp(width, PAIR), mlp(width, PAIR)
        self.roles = Roles(len(ROLES), PATHS)
        self.frame_predicate, self.frame_argument = mlp(width, PAIR), mlp(width, PAIR)  # in training only
        self.frames = Roles(len(FRAME_ROLES))

    def states(self, pieces: Tensor, casings: Tensor, first: Tensor) -> Tensor:
        """The encoder's states of the first piece of each word: (batch, words, width)."""
        states = self.encoder(pieces, casings)
        return states.gather(1, first[:, :, None].expand(-1, -1, states.shape[2]))

    def heads(self, words: Tensor) -> tuple[Tensor, ...]:
        """All outputs for the states of words."""
        tags = self.tag(self.tag_in(words))
        governors = torch.cat([self.root.expand(words.shape[0], 1, -1).to(words.dtype), words], 1)
        dependent, governor = self.arc_dependent(words), self.arc_governor(governors)
        arcs = self.arc(dependent) @ governor.transpose(1, 2) + self.arc_bias(governor).transpose(1, 2)
        acts = self.act(self.act_in(words))
        pairs = self.pair_trigger(words), self.pair_argument(words)
        return tags, arcs, self.rel_dependent(words), self.rel_governor(governors), acts, *pairs

    def forward(self, pieces: Tensor, casings: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """``first`` (batch, words): index of the first piece of each word, 0 for padding."""
        return self.heads(self.states(pieces, casings, first))


class Relations(nn.Module):
    """Scores of the relations for pairs (dependent, governor): a low-rank bilinear form beside an additive one."""

    def __init__(self) -> None:
        super().__init__()
        self.score = nn.Linear(2 * REL, len(RELATIONS))

    def forward(self, dependents: Tensor, governors: Tensor) -> Tensor:
        """(pairs, REL) twice to (pairs, relations)."""
        return self.score(torch.cat([dependents * governors, fn.gelu(dependents + governors)], -1))


class Roles(nn.Module):
    """Scores of the roles for pairs (trigger, word): each role is a yes or no of its own.

    ``ways``, if given, are the numbers of the ways through the syntax between the two (``marsad.language._paths``).
    """

    def __init__(self, roles: int, ways: int = 0) -> None:
        super().__init__()
        self.score = nn.Linear(2 * PAIR, roles)
        nn.init.constant_(self.score.bias, -5.0)  # hardly any pair has a role: without it the start drowns all else
        self.ways = nn.Embedding(ways, PAIR) if ways else None
        if self.ways is not None:
            nn.init.normal_(self.ways.weight, std=0.1)

    def forward(self, triggers: Tensor, arguments: Tensor, ways: Tensor | None = None) -> Tensor:
        """(pairs, PAIR) twice, and (pairs,) numbers, to (pairs, roles)."""
        both = triggers + arguments
        if self.ways is not None and ways is not None:
            both = both + self.ways(ways)
        return self.score(torch.cat([triggers * arguments, fn.gelu(both)], -1))
