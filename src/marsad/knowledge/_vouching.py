"""How long a statement of who holds a place stands, by named rules: ``data/control/vouching.tsv``."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, cast, get_args

from marsad._errors import KnowledgeError
from marsad.knowledge._tables import packaged_rows
from marsad.records import ControlRelation

if TYPE_CHECKING:
    from collections.abc import Mapping

    Vouching = Mapping[str, Mapping[ControlRelation, int | None]]

_TABLE = "control/vouching.tsv"


@cache
def load_vouching() -> Vouching:
    """Days for which a statement stands after the last day that it speaks of, by rule and relation.

    None where it stands until its source tells otherwise.

    Raises:
        KnowledgeError: A row is malformed, or a rule lacks a relation.
    """
    rules: dict[str, dict[ControlRelation, int | None]] = {}
    for where, (rule, relation, days, _) in packaged_rows(_TABLE, 4):
        if relation not in get_args(ControlRelation) or not (days == "-" or days.isdecimal()):
            raise KnowledgeError(f"{where}: a rule, a relation of control, and days or - are due; mend the row")
        rules.setdefault(rule, {})[cast("ControlRelation", relation)] = None if days == "-" else int(days)
    for rule, days_of in rules.items():
        if missing := set(get_args(ControlRelation)) - set(days_of):
            raise KnowledgeError(f"{_TABLE}: the rule {rule!r} has no row for {', '.join(sorted(missing))}")
    return MappingProxyType({rule: MappingProxyType(days_of) for rule, days_of in rules.items()})
