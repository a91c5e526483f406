"""How sure a reader is of an event.

Each reader has a scale of its own, data of the model folder (``rules.json``, ``trained.json``): weights of named
features on a logistic scale, and the three settings. The rules reader's score is a rank; the trained reader's is
calibrated (of the events printed with 0.8, eight in ten are right), see the model card.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from marsad._errors import ModelError, UsageError
from marsad.reading import ToldAct
from marsad.resolving._draft import Draft, family


@dataclass(frozen=True, slots=True)
class Scale:
    """Weights of the features and thresholds of the settings."""

    weights: Mapping[str, float]
    settings: Mapping[str, float]

    def threshold(self, setting: str) -> float:
        """The least confidence that a setting prints.

        Raises:
            UsageError: There is no such setting.
        """
        if setting not in self.settings:
            raise UsageError(f"setting {setting!r}: there are {', '.join(self.settings)}")
        return self.settings[setting]

    def confidence(self, draft: Draft) -> float:
        """How much speaks for a draft, between 0 and 1."""
        return self._share(features(draft)) if draft.act.score is None else self.confidence_of_act(draft.act)

    def confidence_of_act(self, act: ToldAct) -> float:
        """How sure the trained reader is of an act; what is looked up later does not change it."""
        return self._share(trained_features(act))

    def _share(self, values: Mapping[str, float]) -> float:
        total = self.weights["bias"] + sum(self.weights.get(name, 0.0) * value for name, value in values.items())
        return round(1 / (1 + math.exp(-max(-60.0, min(60.0, total)))), 3)


def load_scale(folder: Path, reader: str) -> Scale:
    """Reads the scale of a reader ("rules" or "trained") from a model folder.

    Raises:
        ModelError: The folder has none, or one that was fitted for other weights.
    """
    path = folder / f"{reader}.json"
    if not path.is_file():
        raise ModelError(f"{path}: missing from the model folder; install marsad again or name a whole folder")
    stored = json.loads(path.read_text(encoding="utf-8"))
    weights = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))["sha256"]
    if stored.get("fitted_for", weights) != weights:
        raise ModelError(f"{path}: fitted for other weights than the folder's; run make -C training calibrate")
    return Scale(stored["weights"], stored["settings"])


def trained_features(act: ToldAct) -> dict[str, float]:
    """What speaks for or against an act by the trained reader: the model's own odds, and what it found around."""
    assert act.score is not None
    assert act.share is not None
    out = {"act": _log_odds(act.score), "kind": _log_odds(act.share), f"family {family(act.kind)}": 1.0}
    if act.ruled:
        out["ruled"] = 1.0
        out["ruled kind" if act.ruled_kind else "ruled otherwise"] = 1.0
        out["ruled act"] = out["act"]
    if act.adds:
        out["adds"] = 1.0
    parts = {"actors": act.actors, "targets": act.targets, "places": act.places, "counts": act.counts}
    out |= {name: 1.0 for name, found in parts.items() if found}
    if act.time is not None:
        out["time"] = 1.0
    if act.mood in ("negated", "purpose"):
        out[f"mood {act.mood}"] = 1.0
    return out


def _log_odds(share: float) -> float:
    bounded = min(max(share, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))


def features(draft: Draft) -> dict[str, float]:
    """What speaks for or against a draft by the rules reader, each with 1."""
    act = draft.act
    form = "verb" if not act.nominal else "light noun" if act.light else "noun"
    out = [form, f"kind {draft.kind}", f"family {family(draft.kind)}", f"mood {act.mood}"]
    parts = {"actors": draft.actors, "targets": draft.targets, "places": draft.places}
    out += [name for name, values in parts.items() if values and name not in draft.inherited]
    if draft.counts:
        out.append("counts")
    if act.time is not None:
        out.append("time")
    if act.ordinal == 0:
        out.append("bare entry")
    if not draft.actors and not draft.targets and not draft.counts:
        out.append("nobody")
        if act.nominal:
            out.append("bare noun")
    return dict.fromkeys(out, 1.0)
