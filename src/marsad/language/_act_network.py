"""The model session with act heads: windows of sentences in, syntax, names, and acts with their links out.

The model folder holds, besides what :class:`Network` reads, ``roles.onnx`` (scores of the roles for chosen pairs of
words). The network sees a window of sentences of one report at a time, so that it may look over the sentence's edge.
Invariant: windows never hold two reports and are cut in a fixed way; the int8 arithmetic scales a window by its largest
value.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from marsad.language._entities import decode
from marsad.language._network import Analysis, Network, Scores
from marsad.language._paths import Ways, paths
from marsad.language._tree import best_tree
from marsad.language._triggers import ActDecoder, Candidate


class ActNetwork(Network):
    """The encoder with all heads.

    Args:
        folder: A model folder; the packaged one by default.
        least_role: Least share of a link that is told, in place of the folder's; for measurements.

    Raises:
        ModelError: A file of the folder is missing.
    """

    model = "english_v2"
    weights = ("reader.onnx", "relations.onnx", "roles.onnx")

    def __init__(self, folder: Path | None = None, *, least_role: float | None = None) -> None:
        super().__init__(folder)
        (self._roles,) = self._further
        least = self.config["least_role"] if least_role is None else {"other": least_role}
        self._acts = ActDecoder(
            self.config["labels"],
            least_act=self.config["least_act"],
            least_role=least,
            least_cue=self.config.get("least_cue", 0.5),
        )

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """Analyses the sentences (lists of words, none empty) of one report.

        Sentences that stand one after the other are seen together, in windows of at most ``window_pieces`` pieces.
        """
        windows: list[list[int]] = []
        room = 0
        for number, words in enumerate(sentences):
            cost = sum(map(self.pieces, words))
            if not windows or cost > room:
                windows.append([])
                room = self.config["window_pieces"]
            windows[-1].append(number)
            room -= cost
        out: list[Analysis] = []
        for window in windows:
            out += self._read([sentences[number] for number in window])
        return out

    def _coded(self, sentences: Sequence[Sequence[str]]) -> dict[str, npt.NDArray[np.int64]]:
        """The window as the network takes it: pieces, their casing, and the first piece of each word; one row each."""
        ids, cases, first = [self._wordpiece.cls], [0], []
        for words in sentences:
            own_ids, own_cases, own_first = self._encode(words)
            first += [len(ids) - 1 + at for at in own_first]  # the window's first piece stands for each sentence's own
            ids += own_ids[1:]
            cases += own_cases[1:]
        named = zip(("pieces", "casings", "first"), (ids, cases, first), strict=True)
        return {name: np.array([values], dtype=np.int64) for name, values in named}

    def _read(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """Analyses one window."""
        feed = self._coded(sentences)
        began = time.perf_counter()
        outputs = self._reader.run(None, feed)
        self.seconds += time.perf_counter() - began
        tags, arcs, dependents, governors, acts, triggers, arguments = (output[0] for output in outputs)
        bounds = [*itertools.pairwise(itertools.accumulate((len(words) for words in sentences), initial=0))]
        heads = [best_tree(arcs[first:last, [0, *range(first + 1, last + 1)]]) for first, last in bounds]
        above = [0 if h == 0 else h + first for (first, _), own in zip(bounds, heads, strict=True) for h in own]
        began = time.perf_counter()
        (scores,) = self._relations.run(None, {"dependents": dependents, "governors": governors[above]})
        self.seconds += time.perf_counter() - began
        relations: list[int] = scores.argmax(1).tolist()
        first_cut, second_cut, third_cut = self._cuts
        upos = tags[:, :first_cut].argmax(1).tolist()
        xpos = tags[:, first_cut:second_cut].argmax(1).tolist()
        classes = tags[:, third_cut:].argmax(1).tolist()
        names = [
            ["root" if h == 0 else self._arc_names[r] for h, r in zip(own, relations[first:last], strict=True)]
            for (first, last), own in zip(bounds, heads, strict=True)
        ]
        ways = [
            Ways([h - 1 for h in own], told, words) for own, told, words in zip(heads, names, sentences, strict=True)
        ]
        found = self._acts.find(acts, bounds)
        cues = self._acts.cues(acts, bounds)
        self._score_roles(found, triggers, arguments, ways=ways, bounds=bounds)
        self._score_sources(cues, triggers, arguments, ways=ways, bounds=bounds)
        return [
            Analysis(
                upos=[self._upos[t] for t in upos[first:last]],
                xpos=[self._xpos[t] for t in xpos[first:last]],
                heads=[h - 1 for h in own],
                relations=names[number],
                noun_classes=[self._classes[t] for t in classes[first:last]],
                entities=decode(tags[first:last, second_cut:third_cut], self._entity_tags),
                mentions=self._acts.mentions(acts[first:last]),
                triggers=self._acts.triggers(found[number], bounds, number),
                cues=self._acts.cues_seen(cues[number], bounds, number),
            )
            for number, ((first, last), own) in enumerate(zip(bounds, heads, strict=True))
        ]

    def _score_sources(
        self,
        cues: Sequence[Sequence[Candidate]],
        triggers: Scores,
        arguments: Scores,
        *,
        ways: Sequence[Ways],
        bounds: Sequence[tuple[int, int]],
    ) -> None:
        """Scores the roles of the words of its own sentence to each cue; apart, so that cues never sway acts."""
        hosted = [(bounds[host], ways[host], c) for host, own in enumerate(cues) for c in own]
        if not hosted:
            return
        sizes = [last - first for (first, last), _, _ in hosted]
        feed = {
            "triggers": np.repeat(triggers[[c.first for _, _, c in hosted]], sizes, 0),
            "arguments": np.concatenate([arguments[first:last] for (first, last), _, _ in hosted]),
            "paths": np.array(
                [n for (first, _), own, c in hosted for n in own.to_all(c.first - first)], dtype=np.int64
            ),
        }
        began = time.perf_counter()
        (scores,) = self._roles.run(None, feed)
        self.seconds += time.perf_counter() - began
        ends = itertools.accumulate(sizes)
        for end, size, (_, _, candidate) in zip(ends, sizes, hosted, strict=True):
            candidate.roles = scores[end - size : end]

    def _score_roles(
        self,
        found: Sequence[Sequence[Candidate]],
        triggers: Scores,
        arguments: Scores,
        *,
        ways: Sequence[Ways],
        bounds: Sequence[tuple[int, int]],
    ) -> None:
        """Scores the roles of all words of a window to each candidate of it."""
        hosted = [(host, c) for host, own in enumerate(found) for c in own]
        if not hosted:
            return
        size = arguments.shape[0]
        feed = {
            "triggers": np.repeat(triggers[[c.first for _, c in hosted]], size, 0),
            "arguments": np.tile(arguments, (len(hosted), 1)),
            "paths": np.array(paths(ways, bounds, [(host, c.first) for host, c in hosted]), dtype=np.int64).reshape(-1),
        }
        began = time.perf_counter()
        (scores,) = self._roles.run(None, feed)
        self.seconds += time.perf_counter() - began
        for number, (_, candidate) in enumerate(hosted):
            candidate.roles = scores[number * size : (number + 1) * size]
