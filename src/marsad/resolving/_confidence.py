"""How sure the rules reader is of an event, from what stands around its trigger.

The weights and the three settings are data of the model folder (``rules.json``); the score is a rank between 0 and 1.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from marsad._errors import ModelError, UsageError
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
        """How much speaks for a draft, between 0 and 1: a rank, not calibrated on outside data."""
        total = self.weights["bias"] + sum(self.weights.get(name, 0.0) for name in features(draft))
        return round(1 / (1 + math.exp(-total)), 3)


def load_scale(folder: Path) -> Scale:
    """Reads ``rules.json`` of a model folder."""
    path = folder / "rules.json"
    if not path.is_file():
        raise ModelError(f"{path}: missing from the model folder; install marsad again or name a whole folder")
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Scale(stored["weights"], stored["settings"])


def features(draft: Draft) -> list[str]:
    """Names of what speaks for or against a draft."""
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
    return out
