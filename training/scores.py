"""Figures on held-out parts: tags, attachment, entities. Gold words and sentences."""

from __future__ import annotations

import torch

from marsad.language._wordpiece import WordPiece
from training.batches import collate
from training.data import IGNORE, Sentence
from training.labels import ENTITY_TAGS, RELATIONS
from training.model import Reader
from training.spans import spans


@torch.no_grad()
def measure(model: Reader, sentences: list[Sentence], wordpiece: WordPiece) -> dict[str, float]:
    """UPOS, UAS, LAS (universal relations, no subtypes), entity F1 in per cent, of what the sentences label."""
    model.eval()
    right = dict.fromkeys(("upos", "xpos", "uas", "las", "words"), 0)
    found = gold = both = 0
    ordered = sorted(sentences, key=lambda s: len(s.words))
    for at in range(0, len(ordered), 32):
        batch = collate(ordered[at : at + 32], wordpiece)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            tags, arcs, dependents, governors = model(batch.pieces, batch.casings, batch.first)
        dependents, governors = dependents.float(), governors.float()
        upos, xpos, entities, _ = tags.float().split(Reader.spaces, -1)
        columns = torch.cat([torch.ones_like(batch.words[:, :1]), batch.words], 1)
        heads = arcs.float().masked_fill(~columns[:, None, :], -1e4).argmax(-1)
        governor = governors.gather(1, heads[:, :, None].expand(-1, -1, governors.shape[2]))
        relations = model.relations(dependents, governor).float().argmax(-1)
        known = batch.labels["heads"] != IGNORE
        attached = (heads == batch.labels["heads"]) & known
        plain = torch.tensor([[RELATIONS.index(RELATIONS[r].split(":")[0]) for r in range(len(RELATIONS))]])[0]
        same = plain[relations] == plain[batch.labels["relations"].clamp(min=0)]
        right["words"] += int(known.sum())
        right["uas"] += int(attached.sum())
        right["las"] += int((attached & same).sum())
        right["upos"] += int(((upos.argmax(-1) == batch.labels["upos"]) & known).sum())
        right["xpos"] += int(((xpos.argmax(-1) == batch.labels["xpos"]) & known).sum())
        for row, sentence in enumerate(batch.sentences):
            if sentence.entities is None:
                continue
            has = spans([ENTITY_TAGS[t] for t in entities[row, : len(sentence.words)].argmax(-1).tolist()])
            want = spans([ENTITY_TAGS[t] for t in sentence.entities])
            found, gold, both = found + len(has), gold + len(want), both + len(has & want)
    share = lambda name: round(100 * right[name] / right["words"], 2)
    figures = {name: share(name) for name in ("upos", "xpos", "uas", "las")} if right["words"] else {}
    if gold:
        figures["entities"] = round(200 * both / (found + gold), 2)
    return figures
