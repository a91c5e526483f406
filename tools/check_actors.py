"""Checks the tables of actors and counts what is in them.

Run from the repository: ``python tools/check_actors.py``. The checks are those of the reader itself; it is only told
to gather the faults instead of stopping at the first. Exit code 1 where there is one.
"""

from __future__ import annotations

import sys
from collections import Counter

from marsad._errors import KnowledgeError
from marsad.knowledge import load_countries
from marsad.knowledge._actors import ActorTable, packaged_tables


def main() -> int:
    """Prints counts per file and kind, then every fault."""
    faults: list[str] = []
    try:
        table = ActorTable(packaged_tables(), load_countries(), fault=faults.append)
    except KnowledgeError as error:
        print(error)
        return 1
    for title, counts in (
        ("file", Counter(table.place_of(entry.id).partition(",")[0] for entry in table.entries)),
        ("kind", Counter(entry.kind for entry in table.entries)),
        ("inter", Counter(str(table.inter(entry) or "none") for entry in table.entries)),
    ):
        print(f"by {title}: " + ", ".join(f"{name} {number}" for name, number in sorted(counts.items())))
    names = sum(1 + len(entry.aliases) for entry in table.entries)
    dated = sum(1 for relation in table.relations if relation.valid_from or relation.valid_to)
    print(
        f"{len(table.entries)} actors, {names} names, {len(table.relations)} relations ({dated} dated), "
        f"{len(table.splits)} splits, {sum(bool(e.ucdp_names) for e in table.entries)} with a UCDP name"
    )
    print("\n".join(faults) or "no faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
