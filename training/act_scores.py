"""Figures of the act heads on annotated sentences, from the network alone: triggers with kind, roles end to end, moods.

Greedy decoding, gold words and sentences; links out of the window are left out on both sides. The figures of the
program as a whole are those of ``benchmarks/corpus.py``.
"""

from __future__ import annotations

from collections import Counter

import torch
from torch import Tensor

from marsad.language._wordpiece import WordPiece
from training.batches import Window, collate, windows_of
from training.data import IGNORE, Sentence
from training.labels import MENTION_TAGS, ROLES, SAYING, TRIGGERS
from training.model import Reader
from training.spans import spans


def runs(labels: list[int]) -> dict[int, tuple[int, int]]:
    """Stretches of one trigger label: first word to (one past the last, label)."""
    out: dict[int, tuple[int, int]] = {}
    start = None
    for i, label in enumerate([*labels, 0]):
        if start is not None and label != labels[start]:
            out[start] = (i, labels[start])
            start = None
        if start is None and i < len(labels) and label:
            start = i
    return out


@torch.no_grad()
def measure_acts(model: Reader, sentences: list[Sentence], wordpiece: WordPiece) -> dict[str, float]:
    """F1 in per cent: acts found (``detect``), with kind (``kind``), roles, cues; moods and background right."""
    model.eval()
    tally: Counter[str] = Counter()
    ordered = sorted(windows_of(s for s in sentences if s.triggers is not None), key=lambda w: len(w.words))
    for at in range(0, len(ordered), 12):
        batch = collate(ordered[at : at + 12], wordpiece)
        out = [t.float() for t in model(batch.pieces, batch.casings, batch.first)]
        acts, triggers, arguments = out[4:7]
        mentions, kinds, moods, background = acts.split(Reader.act_spaces, -1)
        for row, window in enumerate(batch.windows):
            size = len(window.words)
            _mentions(tally, mentions[row, :size], window)
            has, want = runs(kinds[row, :size].argmax(-1).tolist()), runs(window.layer("triggers"))
            matched = _triggers(tally, has, want)
            told, context = window.layer("moods"), window.layer("background")
            for first in matched.values():
                if told[first] != IGNORE:
                    tally["mood known"] += 1
                    tally["mood right"] += int(moods[row, first].argmax()) == told[first]
                    tally["background right"] += int(background[row, first].argmax()) == context[first]
            _roles(tally, has, matched, window, _scores(model, triggers[row], arguments[row], list(has), size))
    return _figures(tally)


def _scores(model: Reader, triggers: Tensor, arguments: Tensor, heads: list[int], size: int) -> dict[int, Tensor]:
    """(words, roles) scores of each trigger found."""
    if not heads:
        return {}
    first = triggers[heads][:, None, :].expand(-1, size, -1)
    scores = model.roles(first, arguments[None, :size].expand(len(heads), -1, -1))
    return dict(zip(heads, scores, strict=True))


def _mentions(tally: Counter[str], scores: Tensor, window: Window) -> None:
    has = spans([MENTION_TAGS[t] for t in scores.argmax(-1).tolist()])
    want = spans([MENTION_TAGS[t] for t in window.layer("mentions")])
    tally["mention has"] += len(has)
    tally["mention want"] += len(want)
    tally["mention both"] += len(has & want)


def _triggers(tally: Counter[str], has: dict, want: dict) -> dict[int, int]:
    """Counts triggers that meet, and gives those with the right kind: found first word to gold first word."""
    matched = {}
    for kind, sort in (("act", False), ("saying", True)):
        mine = {f: v for f, v in has.items() if (TRIGGERS[v[1]] == SAYING) == sort}
        gold = {f: v for f, v in want.items() if (TRIGGERS[v[1]] == SAYING) == sort}
        tally[f"{kind} has"] += len(mine)
        tally[f"{kind} want"] += len(gold)
        meets = sorted(
            (gold[g][1] != label, g, first)
            for first, (last, label) in mine.items()
            for g, (end, _) in gold.items()
            if g < last and first < end
        )
        taken: set[tuple[str, int]] = set()
        for other, g, first in meets:
            if not {("mine", first), ("gold", g)} & taken:
                taken |= {("mine", first), ("gold", g)}
                tally[f"{kind} met"] += 1
                if not other:
                    tally[f"{kind} both"] += 1
                    matched[first] = g
    return matched


def _roles(tally: Counter[str], has: dict, matched: dict[int, int], window: Window, scores: dict) -> None:
    links = {link.at: link for link in window.links()}
    for link in links.values():
        for role, _word in link.right:
            tally[f"{_sort(role)} want"] += 1
    for first in has:
        chosen = {(int(r), int(w)) for w, r in (scores[first] > 0).nonzero().tolist()}
        gold = links.get(matched.get(first, -1))
        for role, word in chosen:
            if gold and (role, word) in gold.open:
                continue
            tally[f"{_sort(role)} has"] += 1
            tally[f"{_sort(role)} both"] += bool(gold and (role, word) in gold.right)


def _sort(role: int) -> str:
    name = ROLES[role]
    return name if name in ("actor", "target", "place", "time", "means", "whom", "cue", "source") else "figure"


def _figures(tally: Counter[str]) -> dict[str, float]:
    def f1(name: str, both: str = "both") -> float:
        total = tally[f"{name} has"] + tally[f"{name} want"]
        return round(200 * tally[f"{name} {both}"] / total, 1) if total else 0.0

    roles = ("actor", "target", "place", "time", "means", "figure")
    for role in roles:
        for part in ("has", "want", "both"):
            tally[f"role {part}"] += tally[f"{role} {part}"]
    out = {
        "detect": f1("act", "met"),
        "kind": f1("act"),
        "mention": f1("mention"),
        "saying": f1("saying"),
        "roles": f1("role"),
    }
    out |= {role: f1(role) for role in (*roles, "whom", "source")} | {"credit": f1("cue")}
    known = max(tally["mood known"], 1)
    out["mood"] = round(100 * tally["mood right"] / known, 1)
    out["background"] = round(100 * tally["background right"] / known, 1)
    return out
