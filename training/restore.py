"""Reads trained weights back from a shipped model folder: ``python -m training.restore --encoder FOLDER --out FILE``.

The shipped file is int8, so what comes back differs from the weights that were trained by half a step of the
quantisation. It is where a later training starts when the first stage (an hour on two cores) need not be repeated.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper

from training.model import Encoder, Reader

_LAYER = ("query", "key", "value", "out", "up", "down")
_SYNTAX = ("tag_in.1", "tag", "arc_dependent.1", "arc_governor.1", "arc", "arc_bias")
_ACTS = ("act_in.1", "act", "pair_trigger.1", "pair_argument.1")
_RELATIONS = ("rel_dependent.1", "rel_governor.1")


def dequantised(path: Path) -> dict[str, torch.Tensor]:
    """The initialisers of an ONNX file by name, quantised ones as numbers."""
    stored = {i.name: torch.tensor(numpy_helper.to_array(i)) for i in onnx.load(path).graph.initializer}
    out = {}
    for name, value in stored.items():
        if name.endswith("_quantized"):
            base = name.removesuffix("_quantized")
            scale, zero = stored[f"{base}_scale"], stored[f"{base}_zero_point"]
            out[base] = (value.float() - zero.float()) * scale
        elif not name.endswith(("_scale", "_zero_point")):
            out[name] = value
    return out


def restored(folder: Path, encoder: Path) -> Reader:
    """The network of a shipped folder; heads that the folder does not have keep their random start.

    Matrix products carry no names in the file, but stand in the order of the network.
    """
    model = Reader(Encoder.pretrained(encoder))
    known = dequantised(folder / "reader.onnx")
    products = sorted((n for n in known if n.startswith("onnx::MatMul")), key=lambda n: int(n.rpartition("_")[2]))
    acts = (folder / "roles.onnx").exists()  # the first stage has none
    layers = [f"encoder.layers.{i}.{part}" for i in range(len(model.encoder.layers)) for part in _LAYER]
    names = [*layers, *_SYNTAX, *(_ACTS if acts else ()), *_RELATIONS]
    if len(products) != len(names):
        raise ValueError(f"{folder}: {len(products)} products, {len(names)} expected; not a folder of this network")
    state = {f"{name}.weight": known.pop(product).T for name, product in zip(names, products, strict=True)}
    state |= {n: v for n, v in known.items() if not n.startswith("onnx::")}
    for name in ("relations", "roles") if acts else ("relations",):
        pairs = dequantised(folder / f"{name}.onnx")
        state |= {f"{name}.{part}": value for part, value in pairs.items() if part.startswith(("score.", "ways."))}
    own = model.state_dict()
    state = {n: v for n, v in state.items() if n in own and own[n].shape == v.shape}
    model.load_state_dict(own | state)
    fresh = sorted(set(own) - set(state))
    print(f"{len(state)} tensors restored, {len(fresh)} start anew: {', '.join(fresh)}")
    return model


def main() -> None:
    """Writes the restored weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True, help="a model folder, of the first stage or of both")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(1)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(restored(args.folder, args.encoder).state_dict(), args.out)


if __name__ == "__main__":
    main()
