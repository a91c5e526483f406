"""Names of places within names of bodies: no places of the report, but witnesses for what its places mean.

"The Gwinnett County Police" happened nowhere and is nowhere; that the report speaks of it says which Lawrenceville it
means. Only bodies that are called after where they are ("police", "council", "hospital") bear witness: a newspaper or a
party is read and heard far away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.knowledge._place_words import load_place_words
from marsad.resolving._places_queries import Query

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.knowledge._gazetteer import Gazetteer
    from marsad.records import Span

_LONGEST = 3


def witnesses(bodies: Iterable[Span], gazetteer: Gazetteer) -> list[tuple[Span, Query]]:
    """The bodies that are called after a place, each with the query for its name, in their order.

    Args:
        bodies: Names of organisations.
        gazetteer: Tells which names are places.
    """
    found: list[tuple[Span, Query]] = []
    for body in bodies:
        words = [word.strip(".,") for word in body.exact.removeprefix("the ").removeprefix("The ").split()]
        local = load_place_words().local_bodies
        if not any(word.casefold().removesuffix("'s").removesuffix("\u2019s") in local for word in words[1:]):
            continue
        for length in range(min(_LONGEST, len(words) - 1), 0, -1):
            name = " ".join(words[:length])
            if name[:1].isupper() and any(e.kind != "country" for e in gazetteer.lookup(name)):
                found.append((body, Query(name, None, None, ())))
                break
    return found
