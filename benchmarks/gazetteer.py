"""What the gazetteer costs: size on disk, seconds until the first answer, memory after many answers.

python benchmarks/gazetteer.py
"""

from __future__ import annotations

import gzip
import json
import os
import time
from pathlib import Path

import marsad.knowledge
from marsad.knowledge import Gazetteer
from texts import DATA

FILE = Path(marsad.knowledge.__file__).parent / "data" / "places" / "gazetteer.sqlite"


def resident() -> float:
    """Megabytes of this process in memory (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> int:
    """Measure and print."""
    with gzip.open(DATA / "places" / "lgl.jsonl.gz", "rt", encoding="utf-8") as lines:
        names = [toponym["text"] for line in lines for toponym in json.loads(line)["toponyms"]]
    before = resident()
    start = time.perf_counter()
    gazetteer = Gazetteer(added=())
    gazetteer.lookup("Hajin")
    ready = time.perf_counter() - start
    for name in names:
        gazetteer.lookup(name, loose=True)
    print(f"installed {FILE.stat().st_size / 1e6:.1f} MB, ready in {1000 * ready:.1f} ms")
    print(f"resident {resident() - before:.1f} MB after {len(names)} lookups")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
