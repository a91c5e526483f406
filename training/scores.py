"""Figures on held-out parts: tags, attachment, entities. Gold words and sentences."""

from __future__ import annotations

import torch

from marsad.language._wordpiece import WordPiece
from training.batches import arcs_within, collate, windows_of
from training.data import IGNORE, Sentence
from training.labels import ENTITY_TAGS, RELATIONS
from training.model import Reader
from training.spans import spans

BF16 = torch.cpu._is_avx512_bf16_supported()  # emulated it is many times slower than single precision


@torch.no_grad()
def measure(model: Reader, sentences: list[Sentence], wordpiece: WordPiece) -> dict[str, float]:
    """UPOS, UAS, LAS (universal relations, no subtypes), entity F1 in per cent, of what the sentences label."""
    model.eval()
    right = dict.fromkeys(("upos", "xpos", "uas", "las", "words"), 0)
    found = gold = both = 0
    ordered = sorted(windows_of(sentences), key=lambda w: len(w.words))
    for at in range(0, len(ordered), 32):
        batch = collate(ordered[at : at + 32], wordpiece)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=BF16):
            tags, arcs, dependents, governors = model(batch.pieces, batch.casings, batch.first)[:4]
        dependents, governors = dependents.float(), governors.float()
        upos, xpos, entities, _ = tags.float().split(Reader.spaces, -1)
        heads = arcs_within(arcs.float(), batch).argmax(-1)
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
        for row, window in enumerate(batch.windows):
            for start, sentence in zip(window.starts, window.sentences, strict=True):
                if sentence.entities is None:
                    continue
                tags_here = entities[row, start : start + len(sentence.words)].argmax(-1).tolist()
                has = spans([ENTITY_TAGS[t] for t in tags_here])
                want = spans([ENTITY_TAGS[t] for t in sentence.entities])
                found, gold, both = found + len(has), gold + len(want), both + len(has & want)
    share = lambda name: round(100 * right[name] / right["words"], 2)
    figures = {name: share(name) for name in ("upos", "xpos", "uas", "las")} if right["words"] else {}
    if gold:
        figures["entities"] = round(200 * both / (found + gold), 2)
    return figures
