"""Suggestions of actors and relations, and a desk's own, as lines for people and as JSON Lines."""

from __future__ import annotations

import json as json_form
from dataclasses import asdict
from typing import TYPE_CHECKING

from marsad.records import one_line
from marsad.views._table import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.knowledge import OwnActors
    from marsad.suggestions import Suggestion

_SHOWN = 3  # reports whose words are shown of each


def in_words(told: Suggestion) -> str:
    """A suggestion in one line."""
    if told.object is None:
        where = f", {told.subject.country}" if told.subject.country else ""
        return plain(f"{told.subject.name} ({told.subject.kind}{where})")
    return plain(f"{told.subject.name} {told.predicate} {told.object.name}")


def print_suggestions(found: Iterable[Suggestion], *, json: bool) -> None:
    """Each suggestion with the reports that state it and their words."""
    for told in found:
        if json:
            print(json_form.dumps(asdict(told), ensure_ascii=False))
            continue
        reports = "1 report" if told.reports == 1 else f"{told.reports} independent reports"
        days = f", {told.first}" + (f" to {told.last}" if told.last != told.first else "") if told.first else ""
        taken = f"  [accepted by {plain(told.accepted_by)}; not in your tables]" if told.accepted_by else ""
        new = [end.name for end in (told.subject, told.object) if end and not end.known and told.object]
        unknown = f"  (new: {', '.join(map(plain, new))})" if new else ""
        print(f"{told.id}  {in_words(told)}  {reports}{days}{unknown}{taken}")
        for witness in told.witnesses[:_SHOWN]:
            where = " ".join(filter(None, (witness.published, witness.outlet)))
            print(
                f"    {plain(witness.report)}{f' ({plain(where)})' if where else ''}: {_words(witness.evidence.exact)}"
            )


def print_own(own: OwnActors) -> None:
    """What a desk added."""
    for entry in own.actors:
        names = f" ({plain('; '.join(entry.aliases))})" if entry.aliases else ""
        kind = f"{entry.kind}, {entry.country}" if entry.country else entry.kind
        print(f"{plain(entry.id)}  {plain(entry.name)}{names}, {kind}\t{plain(entry.source)}")
    for added in own.relations:
        told = added.relation
        dates = f" {told.valid_from or ''}..{told.valid_to or ''}" if told.valid_from or told.valid_to else ""
        print(f"{added.id}  {plain(f'{told.subject} {told.predicate} {told.object}')}{dates}\t{plain(added.source)}")


def _words(text: str) -> str:
    return plain(one_line(text))
