"""How sure a reader is of an event.

Each reader has a scale of its own, data of the model folder (``rules.json``, ``trained.json``): weights of named
features on a logistic scale, and the three settings. The rules reader's score is a rank; the trained reader's is
calibrated (of the events printed with 0.8, eight in ten are right), see the model card.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from marsad._errors import ModelError, UsageError
from marsad.reading import ToldAct
from marsad.resolving._draft import Draft, family


@dataclass(frozen=True, slots=True)
class Scale:
    """Weights of the features and thresholds of the settings.

    Attributes:
        weights: Of the reader's features.
        settings: The least confidence that each setting prints.
        ruled: For the trained reader: settings that also print what the rules see, and how sure they must be; under
            "doubted" the confidence below which they are not heeded.
        rules: For the trained reader: the rules' own scale.
    """

    weights: Mapping[str, float]
    settings: Mapping[str, float]
    ruled: Mapping[str, float] = field(default_factory=dict)
    rules: Scale | None = None

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
        return self.share(features(draft)) if draft.act.score is None else self.confidence_of_act(draft.act)

    def confidence_of_act(self, act: ToldAct) -> float:
        """How sure the trained reader is of an act; what is looked up later does not change it."""
        return self.share(trained_features(act))

    def prints(self, draft: Draft, setting: str) -> bool:
        """Whether a setting prints a draft: it is likely enough, or the setting heeds the rules and they are sure.

        The trained reader's confidence is how likely an act is to be right in news of all sorts. On the plain agency
        news that the rules were written for they know better.
        """
        return draft.confidence >= self.threshold(setting) or self._vouched(draft.act, features(draft), setting)

    def prints_act(self, act: ToldAct, setting: str) -> bool:
        """The same for an act by the trained reader of which nothing is looked up yet."""
        likely = self.confidence_of_act(act) >= self.threshold(setting)
        return likely or self._vouched(act, features_of_act(act), setting)

    def _vouched(self, act: ToldAct, values: Mapping[str, float], setting: str) -> bool:
        if self.rules is None or setting not in self.ruled or not act.vouched:
            return False
        pointing = act.claim or act.denial or act.nobody  # words that name no act, so that the model has nothing to see
        if not pointing and self.confidence_of_act(act) < self.ruled["doubted"]:
            return False
        return self.rules.share(values) >= self.ruled[setting]

    def share(self, values: Mapping[str, float]) -> float:
        """How much speaks for what has these features."""
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
    rules = load_scale(folder, "rules") if reader == "trained" else None
    return Scale(stored["weights"], stored["settings"], stored.get("ruled", {}), rules)


def trained_features(act: ToldAct) -> dict[str, float]:
    """What speaks for or against an act by the trained reader: the model's own odds, and what it found around."""
    assert act.score is not None
    assert act.share is not None
    out = {"act": _log_odds(act.score), "kind": _log_odds(act.share), f"family {family(act.kind)}": 1.0}
    if act.ruled:
        out["ruled"] = 1.0
        out["ruled kind" if act.ruled_kind else "ruled otherwise"] = 1.0
        out["ruled act"] = out["act"]
        out["ruled noun" if act.nominal else "ruled verb"] = 1.0
    if act.score == 0.0:
        out["unseen"] = 1.0
    if act.adds:
        out["adds"] = 1.0
    parts = {"actors": act.actors, "targets": act.targets, "places": act.places, "counts": act.counts}
    out |= {name: 1.0 for name, found in parts.items() if found}
    if act.time is not None:
        out["time"] = 1.0
    if act.mood in ("negated", "purpose", "hypothetical", "forecast"):
        out[f"mood {act.mood}"] = 1.0
    return out


def _log_odds(share: float) -> float:
    bounded = min(max(share, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))


def features(draft: Draft) -> dict[str, float]:
    """What speaks for or against a draft by the rules reader, each with 1."""
    parts = {"actors": draft.actors, "targets": draft.targets, "places": draft.places}
    own = {name for name, values in parts.items() if values and name not in draft.inherited}
    nobody = not draft.actors and not draft.targets and not draft.counts
    return _of_rules(draft.act, draft.kind, own | ({"counts"} if draft.counts else set()), nobody=nobody)


def features_of_act(act: ToldAct) -> dict[str, float]:
    """The same of an act of which nothing is looked up yet."""
    parts = {"actors": act.actors, "targets": act.targets, "places": act.places, "counts": act.counts}
    own = {name for name, values in parts.items() if values}
    return _of_rules(act, act.kind, own, nobody=not own & {"actors", "targets", "counts"})


def _of_rules(act: ToldAct, kind: str, own: set[str], *, nobody: bool) -> dict[str, float]:
    form = "verb" if not act.nominal else "light noun" if act.light else "noun"
    out = [form, f"kind {kind}", f"family {family(kind)}", f"mood {act.mood}"]
    out += [name for name in ("actors", "targets", "places", "counts") if name in own]
    if act.time is not None:
        out.append("time")
    if act.ordinal == 0:
        out.append("bare entry")
    if nobody:
        out.append("nobody")
        if act.nominal:
            out.append("bare noun")
    return dict.fromkeys(out, 1.0)
