"""The losses of the heads; each is zero where a batch labels nothing of its layer."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as fn

from training.batches import Batch, Pairs, arcs_within
from training.data import IGNORE
from training.model import Reader, Roles

# What each layer weighs in the sum.
WEIGHTS = {
    "entities": 2.0,
    "mentions": 1.0,
    "triggers": 3.0,
    "kinds": 1.0,
    "moods": 1.0,
    "background": 0.5,
    "links": 2.0,
    "frames": 0.5,
}


def loss(model: Reader, batch: Batch, *, without: frozenset[str] = frozenset()) -> Tensor:
    """Sum over the layers of the mean loss per known label; sentences of noisy sets weigh less.

    Args:
        model: The network.
        batch: Sentences with the layers that their sets label.
        without: Layers that are left out, for ablations.
    """
    words = model.states(batch.pieces, batch.casings, batch.first)
    tags, arcs, dependents, governors, acts, triggers, arguments = (t.float() for t in model.heads(words))
    per_word = batch.weights
    total = torch.zeros(())
    layers = dict(zip(("upos", "xpos", "entities", "classes"), tags.split(Reader.spaces, -1), strict=True))
    act_layers = zip(("mentions", "triggers", "moods", "background"), acts.split(Reader.act_spaces, -1), strict=True)
    layers |= dict(act_layers)
    for name, scores in layers.items():
        if name not in without:
            total = total + masked(scores, batch.labels[name], per_word) * WEIGHTS.get(name, 1.0)
    if "triggers" not in without:
        total = total + _kinds(layers["triggers"], batch) * WEIGHTS["kinds"]
    heads = batch.labels["heads"]
    total = total + masked(arcs_within(arcs, batch), heads, per_word)
    known = heads != IGNORE
    if known.any():
        governor = governors.gather(1, heads.clamp(min=0)[:, :, None].expand(-1, -1, governors.shape[2]))
        scores = model.relations(dependents[known], governor[known])
        total = total + fn.cross_entropy(scores, batch.labels["relations"][known])
    if batch.allowed is not None and "allowed" not in without:
        total = total + _possible(layers["triggers"], batch) * WEIGHTS["triggers"]
    if batch.links is not None and "links" not in without:
        total = total + _pairs(model.roles, triggers, arguments, batch.links, batch.weights) * WEIGHTS["links"]
    if batch.frames is not None and "frames" not in without:
        predicates, fillers = model.frame_predicate(words).float(), model.frame_argument(words).float()
        total = total + _pairs(model.frames, predicates, fillers, batch.frames, batch.weights) * WEIGHTS["frames"]
    return total


def masked(scores: Tensor, labels: Tensor, weights: Tensor) -> Tensor:
    """Mean cross-entropy over known labels, weighted."""
    known = labels != IGNORE
    if not known.any():
        return torch.zeros(())
    each = fn.cross_entropy(scores[known], labels[known], reduction="none")
    return (each * weights[known]).sum() / known.sum()


def _kinds(scores: Tensor, batch: Batch) -> Tensor:
    """Mean cross-entropy of the kind over the words that name an act or a saying; they are few among all words."""
    labels = batch.labels["triggers"]
    known = labels > 0
    if not known.any():
        return torch.zeros(())
    each = fn.cross_entropy(scores[:, :, 1:][known], labels[known] - 1, reduction="none")
    return (each * batch.weights[known]).sum() / known.sum()


def _possible(scores: Tensor, batch: Batch) -> Tensor:
    """Mean of minus the log of what falls to the kinds that a coarser set leaves possible."""
    assert batch.allowed is not None
    told = batch.words & ~batch.allowed.all(-1)
    if not told.any():
        return torch.zeros(())
    shares = scores.log_softmax(-1)[told].masked_fill(~batch.allowed[told], -1e4).logsumexp(-1)
    return -(shares * batch.weights[told]).sum() / told.sum()


def _pairs(scorer: Roles, first: Tensor, second: Tensor, pairs: Pairs, weights: Tensor) -> Tensor:
    """Binary cross-entropy over the roles of all words to each trigger: summed over a sentence, mean over triggers."""
    heads = first[pairs.rows, pairs.words][:, None, :].expand(-1, second.shape[1], -1)
    scores = scorer(heads, second[pairs.rows])
    each = fn.binary_cross_entropy_with_logits(scores, pairs.right, reduction="none")
    per_trigger = (each * pairs.known).sum((1, 2)) * weights[pairs.rows, pairs.words]
    return per_trigger.mean() * 0.25
