"""Exports trained weights to the model folder: ``python -m training.export --run .work/run1 --encoder FOLDER``.

Writes fp32 and int8 (dynamic, per channel) ONNX, checks fp32 against torch, measures both on the held-out parts, and
fills the folder: reader.onnx, relations.onnx, roles.onnx, vocab.txt, config.json, metadata.json.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from marsad.language import ActNetwork, Network
from training.batches import collate, windows_of
from training.data import held_out_sets
from training.labels import ENTITY_TAGS, MENTION_TAGS, MOODS, NOUN_CLASSES, RELATIONS, ROLES, TRIGGERS, UPOS, XPOS
from training.model import PAIR, REL, Encoder, Reader
from training.onnx_scores import measure

SETTINGS = {
    "max_words": 100,
    "max_pieces": 250,
    "window_pieces": 128,
    "least_act": 0.02,
    "least_cue": 0.15,
    "least_role": {"target": 0.3, "other": 0.5},
    "weighing": {"least": 0.2, "rule_kind": 4.0, "unseen": 0.02},
}


def export(model: Reader, folder: Path) -> None:
    """Writes ``reader-fp32.onnx``, ``relations.onnx`` and ``roles.onnx``; eval mode is set on the outermost module."""
    model.eval()
    example = (torch.randint(5, 2000, (2, 7)), torch.ones(2, 7, dtype=torch.long), torch.tensor([[1, 2, 3], [1, 3, 0]]))
    axes = {"pieces": {0: "b", 1: "p"}, "casings": {0: "b", 1: "p"}, "first": {0: "b", 1: "w"}}
    torch.onnx.export(
        model,
        example,
        folder / "reader-fp32.onnx",
        input_names=list(axes),
        output_names=["tags", "arcs", "dependents", "governors", "acts", "triggers", "arguments"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    for module, name, width, inputs in (
        (model.relations, "relations", REL, ["dependents", "governors"]),
        (model.roles, "roles", PAIR, ["triggers", "arguments", "paths"]),
    ):
        pairs = (torch.randn(3, width), torch.randn(3, width), torch.tensor([0, 1, 2]))
        torch.onnx.export(
            module,
            pairs[: len(inputs)],
            folder / f"{name}.onnx",
            input_names=inputs,
            output_names=[name],
            dynamic_axes={i: {0: "n"} for i in inputs},
            opset_version=17,
            dynamo=False,
        )


def difference(model: Reader, folder: Path, network: ActNetwork, shared: Path) -> float:
    """Greatest difference between torch and the fp32 file over a real batch."""
    sentences = held_out_sets(shared)["gum-dev"][:16]
    batch = collate(windows_of(sentences), network._wordpiece)
    session = ort.InferenceSession(folder / "reader-fp32.onnx", providers=["CPUExecutionProvider"])
    feed = {"pieces": batch.pieces.numpy(), "casings": batch.casings.numpy(), "first": batch.first.numpy()}
    with torch.no_grad():
        ours = model(batch.pieces, batch.casings, batch.first)
    return max(float(np.abs(a.numpy() - b).max()) for a, b in zip(ours, session.run(None, feed), strict=True))


def main() -> None:
    """Exports, checks, measures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--run", type=Path, required=True, help="folder that training.train wrote")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    parser.add_argument("--to", type=Path, default=Path("src/marsad/models/english_v2"))
    parser.add_argument("--weights", default="model.pt")
    parser.add_argument("--no-figures", action="store_true", help="leave out the measurements (for a look in between)")
    args = parser.parse_args()
    args.to.mkdir(parents=True, exist_ok=True)
    model = Reader(Encoder.pretrained(args.encoder))
    model.load_state_dict(torch.load(args.run / args.weights))
    work = args.run / "onnx"
    work.mkdir(exist_ok=True)
    export(model, work)
    quantize_dynamic(
        work / "reader-fp32.onnx",
        args.to / "reader.onnx",
        per_channel=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )
    for name in ActNetwork.weights[1:]:
        shutil.copy(work / name, args.to / name)
    shutil.copy(args.encoder / "vocab.txt", args.to / "vocab.txt")
    shutil.copy(Network().folder / "rules.json", args.to / "rules.json")  # for what they vouch for
    labels = {
        "upos": UPOS,
        "xpos": XPOS,
        "relations": RELATIONS,
        "entity_tags": ENTITY_TAGS,
        "noun_classes": NOUN_CLASSES,
        "mentions": MENTION_TAGS,
        "triggers": TRIGGERS,
        "moods": MOODS,
        "roles": ROLES,
    }
    config_file = args.to / "config.json"
    config = json.loads(config_file.read_text()) if config_file.exists() else {}
    config |= {"labels": labels, **SETTINGS}
    config_file.write_text(json.dumps(config, indent=1) + "\n")
    weights = [(args.to / name).read_bytes() for name in ActNetwork.weights]
    metadata = {"name": args.to.name, "sha256": hashlib.sha256(b"".join(weights)).hexdigest()}
    (args.to / "metadata.json").write_text(json.dumps(metadata, indent=1) + "\n")

    if args.no_figures:
        return
    network = ActNetwork(args.to)
    metadata["fp32_difference_from_torch"] = difference(model, work, network, args.shared)
    fp32 = args.run / "fp32"
    fp32.mkdir(exist_ok=True)
    for name in (*ActNetwork.weights[1:], "vocab.txt", "config.json", "metadata.json"):
        shutil.copy(args.to / name, fp32 / name)
    shutil.copy(work / "reader-fp32.onnx", fp32 / "reader.onnx")
    parts = held_out_sets(args.shared)
    metadata["figures"] = {
        "int8": {name: measure(network, part) for name, part in parts.items()},
        "fp32": {name: measure(ActNetwork(fp32), part) for name, part in parts.items()},
    }
    (args.to / "metadata.json").write_text(json.dumps(metadata, indent=1) + "\n")
    print(json.dumps(metadata, indent=1))


if __name__ == "__main__":
    main()
