"""The one model session: words of sentences in, scores of all heads out.

The model folder (``models/<name>``) holds ``reader.onnx`` (encoder and heads, int8), ``relations.onnx`` (scores of the
relations for chosen arcs), ``vocab.txt``, ``config.json`` (label spaces, limits, thresholds) and ``metadata.json``
(hashes, data, figures).

Invariant: batches are made within one report and in a fixed order. The int8 arithmetic scales a batch by its largest
value, so a batch over two reports would let one change the other.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from marsad._errors import ModelError
from marsad.language._document import CueSeen, Trigger
from marsad.language._entities import decode
from marsad.language._tree import best_tree
from marsad.language._wordpiece import WordPiece, casing

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the heads say of one sentence; lists are as long as its words."""

    upos: list[str]
    xpos: list[str]
    heads: list[int]
    relations: list[str]
    noun_classes: list[str]
    entities: list[tuple[int, int, str]]
    mentions: list[tuple[int, int, str]] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    cues: list[CueSeen] = field(default_factory=list)


class Network:
    """The encoder with the heads of syntax and names, over single sentences.

    Args:
        folder: A model folder; the packaged one by default.

    Raises:
        ModelError: A file of the folder is missing or is not the one that ``metadata.json`` names.
    """

    model = "english_v1"
    weights: tuple[str, ...] = ("reader.onnx", "relations.onnx")

    def __init__(self, folder: Path | None = None) -> None:
        import onnxruntime as ort

        self.folder = folder or Path(str(resources.files("marsad") / "models" / self.model))
        self.config: dict[str, Any] = self._json("config.json")
        self.metadata: dict[str, Any] = self._json("metadata.json")
        self._wordpiece = WordPiece.load(self._file("vocab.txt"))
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Where the processor multiplies bytes into words that overflow (AVX2, AVX-512 without VNNI), the slower exact
        # product is taken, so that every machine reads the same.
        options.add_session_config_entry("session.x64quantprecision", "1")
        self._reader, self._relations, *self._further = (
            ort.InferenceSession(self._file(name).read_bytes(), options, providers=["CPUExecutionProvider"])
            for name in self.weights
        )
        spaces = self.config["labels"]
        self._upos, self._xpos = tuple(spaces["upos"]), tuple(spaces["xpos"])
        self._entity_tags, self._classes = tuple(spaces["entity_tags"]), tuple(spaces["noun_classes"])
        # Only the tree decides what the root is: scored so elsewhere, an arc is of no told relation.
        self._arc_names = tuple("dep" if name == "root" else name for name in spaces["relations"])
        sizes = [len(space) for space in (self._upos, self._xpos, self._entity_tags, self._classes)]
        self._cuts = np.cumsum(sizes)[:-1].tolist()
        self.seconds = 0.0  # spent in the network alone, for the benchmark

    def _file(self, name: str) -> Path:
        path = self.folder / name
        if not path.is_file():
            raise ModelError(f"{path}: missing from the model folder; install marsad again or name a whole folder")
        return path

    def _json(self, name: str) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads(self._file(name).read_text(encoding="utf-8"))
        return loaded

    @property
    def sha256(self) -> str:
        """Hash of the weights, as metadata.json states it."""
        return str(self.metadata["sha256"])

    def verify(self) -> None:
        """Checks the weights against the stated hash.

        Raises:
            ModelError: They differ.
        """
        found = hashlib.sha256(b"".join(self._file(name).read_bytes() for name in self.weights))
        if found.hexdigest() != self.sha256:
            raise ModelError(f"{self.folder}: the weights are not those of metadata.json; install marsad again")

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """Analyses the sentences (lists of words, none empty) of one report."""
        coded = [self._encode(words) for words in sentences]
        order = sorted(range(len(coded)), key=lambda i: (len(coded[i][0]), i))
        out: list[Analysis | None] = [None] * len(coded)
        batch: list[int] = []
        for number in order:
            if batch and (len(batch) + 1) * len(coded[number][0]) > self.config["batch_pieces"]:
                self._run(batch, coded, out)
                batch = []
            batch.append(number)
        if batch:
            self._run(batch, coded, out)
        return [analysis for analysis in out if analysis is not None]

    def _encode(self, words: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
        ids, cases, first = [self._wordpiece.cls], [0], []
        for word in words:
            first.append(len(ids))
            pieces = self._wordpiece.pieces(word)
            ids.extend(pieces)
            cases.extend([casing(word)] * len(pieces))
        if len(ids) >= self.config["max_pieces"]:
            raise ModelError(f"a sentence of {len(ids)} pieces is too long for the model; the caller must cut it")
        ids.append(self._wordpiece.sep)
        cases.append(0)
        return ids, cases, first

    def pieces(self, word: str) -> int:
        """How many pieces a word costs."""
        return len(self._wordpiece.pieces(word))

    def _run(
        self, batch: list[int], coded: list[tuple[list[int], list[int], list[int]]], out: list[Analysis | None]
    ) -> None:
        rows = [coded[i] for i in batch]
        length, width = max(len(r[0]) for r in rows), max(len(r[2]) for r in rows)
        feed = {
            name: np.zeros((len(rows), size), dtype=np.int64)
            for name, size in (("pieces", length), ("casings", length), ("first", width))
        }
        for number, row in enumerate(rows):
            for name, values in zip(feed, row, strict=True):
                feed[name][number, : len(values)] = values
        began = time.perf_counter()
        tags, arcs, dependents, governors = self._reader.run(None, feed)
        self.seconds += time.perf_counter() - began
        sizes = [len(r[2]) for r in rows]
        heads = [best_tree(arcs[n, :size, : size + 1]) for n, size in enumerate(sizes)]
        pairs_dependent = np.concatenate([dependents[n, :size] for n, size in enumerate(sizes)])
        pairs_governor = np.concatenate([governors[n, heads[n]] for n in range(len(rows))])
        began = time.perf_counter()
        (scores,) = self._relations.run(None, {"dependents": pairs_dependent, "governors": pairs_governor})
        self.seconds += time.perf_counter() - began
        relations: list[int] = scores.argmax(1).tolist()
        first, second, third = self._cuts
        upos = tags[:, :, :first].argmax(2).tolist()
        xpos = tags[:, :, first:second].argmax(2).tolist()
        classes = tags[:, :, third:].argmax(2).tolist()
        at = 0
        for n, size in enumerate(sizes):
            out[batch[n]] = Analysis(
                upos=[self._upos[t] for t in upos[n][:size]],
                xpos=[self._xpos[t] for t in xpos[n][:size]],
                heads=[h - 1 for h in heads[n]],
                relations=[
                    "root" if h == 0 else self._arc_names[r]
                    for h, r in zip(heads[n], relations[at : at + size], strict=True)
                ],
                noun_classes=[self._classes[t] for t in classes[n][:size]],
                entities=decode(tags[n, :size, second:third], self._entity_tags),
            )
            at += size
