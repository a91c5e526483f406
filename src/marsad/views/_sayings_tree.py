"""Who says what as a tree: the outlet, its sources, their sources, and what each says, with the acts in it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from rich.text import Text
from rich.tree import Tree

from marsad.views import _wording as wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.records import Event, Reading, Statement

_LONGEST = 240  # characters of what is said; the whole stands in the record


def sayings_tree(reading: Reading, plain: Callable[[str], str]) -> Tree:
    """The statements of a report under those who make them; who is quoted through somebody stands below him.

    Args:
        reading: The reading.
        plain: Makes text of a report safe for a terminal.
    """
    root = Tree(Text(plain(reading.report.outlet or "the report"), style="bold"))
    branches: dict[tuple[str, ...], Tree] = {}
    events = {event.id: event for event in reading.events}
    for statement in reading.statements:
        at = root
        path: tuple[str, ...] = ()
        for source in reversed(statement.sources):
            path = (*path, wording.says_who([source]) or "unnamed")
            if path not in branches:
                branches[path] = at.add(Text(plain(path[-1]), style="bold"))
            at = branches[path]
        said = at.add(Text.assemble((_shown(statement, plain), "italic"), f" ({statement.quote})"))
        for event in _own_events(statement, reading, events):
            said.add(Text.assemble((event.kind, "cyan"), "  ", plain(wording.who_to_whom(event))))
    return root


def _shown(statement: Statement, plain: Callable[[str], str]) -> str:
    content = plain(" … ".join(span.exact for span in statement.content))
    return textwrap.shorten(content, _LONGEST, placeholder=" …")


def _own_events(statement: Statement, reading: Reading, events: dict[str, Event]) -> list[Event]:
    """The acts that a statement tells of itself and not through one within it."""
    depth = len(statement.sources)
    deeper = {ident for other in reading.statements if len(other.sources) > depth for ident in other.events}
    return [events[ident] for ident in statement.events if ident in events and ident not in deeper]
