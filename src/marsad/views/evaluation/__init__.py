"""Measures printed records against a folder of hand-coded gold.

``_gold`` reads the folder, ``_predictions`` the printed lines (and ``_contract`` holds them to the output contract),
``_names`` and ``_agreement`` say what is right, ``_matching`` who is paired with whom, ``_metrics`` adds up, ``_table``
shows. docs/cli.md says what each figure means.
"""

from marsad.views.evaluation._gold import GoldFolder, load_gold
from marsad.views.evaluation._metrics import Evaluation, evaluate
from marsad.views.evaluation._predictions import Predictions, read_clusters, read_predictions
from marsad.views.evaluation._table import as_json, as_text

__all__ = [
    "Evaluation",
    "GoldFolder",
    "Predictions",
    "as_json",
    "as_text",
    "evaluate",
    "load_gold",
    "read_clusters",
    "read_predictions",
]
