"""The figures of an evaluation as a table for people and as one JSON object."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marsad.views.evaluation._metrics import Evaluation, Figures

METRICS = {
    "events.detect": "events found, whatever their type",
    "events.type": "... with the right PLOVER type",
    "events.kind": "... with the right kind",
    "events.full": "... with type, actor, target, place, time right",
    "actor": "who did it, on found events",
    "target": "to whom",
    "place": "where",
    "time": "when, both bounds within a day",
    "time.overlap": "... a day in common",
    "counts.exact": "how many, all three bounds",
    "counts.lenient": "... best or low",
    "source": "who says so",
    "status": "status, and of each class how much is found",
    "status.asserted": "",
    "status.reported": "",
    "status.claimed": "",
    "status.denied": "",
    "status.forecast": "",
    "status.hypothetical": "",
    "status.background": "",
    "forecasts": "forecasts found",
    "forecasts.word": "... with the operative word",
    "control.detect": "control records found",
    "control": "... with place and holder right",
    "control.relation": "... and of these the relation",
    "incidents.pairs": "pairs of mentions put together",
    "incidents.b3": "B-cubed over mentions",
}
_SHOWN_VIOLATIONS = 20


def as_json(evaluation: Evaluation, *, errors: int = 0) -> str:
    """An evaluation as one line of JSON.

    Args:
        evaluation: The figures.
        errors: How many mistakes to list for each metric.

    Returns:
        An object with ``gold``, ``reports``, ``coded``, ``metrics``, ``violations`` and ``errors``.
    """
    value: dict[str, Any] = {
        "gold": evaluation.gold,
        "reports": evaluation.reports,
        "coded": evaluation.coded,
        "metrics": evaluation.metrics,
        "violations": evaluation.violations[:_SHOWN_VIOLATIONS],
        "errors": {
            name: [{"report": one.report, "gold": one.gold, "pred": one.printed} for one in told]
            for name, told in _listed(evaluation, errors).items()
        },
    }
    return json.dumps(value, ensure_ascii=False)


def as_text(evaluation: Evaluation, *, errors: int = 0) -> str:
    """An evaluation as a table, precision and recall or shares, with the meaning of each metric.

    Args:
        evaluation: The figures.
        errors: How many mistakes to list for each metric.

    Returns:
        Lines for a terminal of about 110 columns.
    """
    contract = evaluation.metrics["contract"]
    lines = [
        f"{evaluation.gold}: {evaluation.reports} reports, {evaluation.coded} of them scored",
        f"contract: {contract['right']} of {contract['of']} lines clean, {contract['violations']} violations",
        *(f"  ! {line}" for line in evaluation.violations[:_SHOWN_VIOLATIONS]),
        "",
        f"{'':20} {'P':>6} {'R':>6} {'F1':>6}  {'right':>6} {'gold':>6} {'printed':>7}",
    ]
    lines += [_row(name, evaluation.metrics[name]) for name in METRICS if name in evaluation.metrics]
    for name, told in _listed(evaluation, errors).items():
        lines += ["", name]
        for one in told:
            lines += [f"  {one.report}  gold:    {one.gold}", f"  {'':{len(one.report)}}  printed: {one.printed}"]
    return "\n".join(lines)


def _listed(evaluation: Evaluation, errors: int) -> Mapping[str, Any]:
    return {name: evaluation.mistakes[name][:errors] for name in METRICS if errors and evaluation.mistakes.get(name)}


def _row(name: str, figures: Figures) -> str:
    label = f"  {name.partition('.')[2]}" if name.startswith("status.") else name
    if "share" in figures:
        cells = f"{'':14}{_share(figures['share'])}  {figures['right']:6g} {figures['of']:6g} {'':7}"
    elif "mentions" in figures:
        cells = " ".join(_share(figures[key]) for key in ("p", "r", "f1"))
        cells += f"  {'':6} {figures['mentions']:6g} {'':7}"
    else:
        cells = " ".join(_share(figures[key]) for key in ("p", "r", "f1"))
        cells += f"  {figures['right']:6g} {figures['gold']:6g} {figures['pred']:7g}"
    return f"{label:20} {cells}  {METRICS[name]}".rstrip()


def _share(value: float | None) -> str:
    return "     -" if value is None else f"{value:6.3f}"
