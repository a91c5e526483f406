"""How quick the desk is with many incidents: the first picture, the brush, the API.

python benchmarks/desk.py [--incidents 50000] [--chromium /usr/bin/chromium]

Prints one JSON object. The incidents are made up (seeded); the server is a process of its own, the browser Debian's
Chromium without a window, which draws WebGL on the processor.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import insert

from marsad.knowledge import load_kinds
from marsad.ledger import Ledger, open_ledger, tables

FIRST_DAY, DAYS = date(2012, 1, 1), 3650
CENTRES = (
    (36.2, 37.2),
    (33.5, 36.3),
    (34.7, 40.9),
    (36.3, 43.1),
    (33.3, 44.4),
    (14.4, 0.2),
    (-1.7, 29.2),
    (48.5, 37.9),
)
FLAGS = (
    "--no-sandbox --use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader --disable-background-networking"
    " --no-first-run --disable-component-update --disable-sync"
).split()
REQUESTS = 60
BRUSH_STEPS = 80
GRADES = ("weak", "weak", "weak", "fair", "confirmed", "contested")
PRECISIONS = ("exact",) * 7 + ("near", "area", "admin1")


def fill(ledger: Ledger, count: int, seed: int = 7) -> None:
    """Rows of incidents in a few regions over ten years; they have no members, which no list or map asks for."""
    choice = random.Random(seed)
    kinds = list(load_kinds())
    places = [_place(choice, number) for number in range(3000)]
    rows = [_row(choice, number, kinds, places) for number in range(count)]
    terms = [
        {"part": part, "term": str(row[name]), "incident": number}
        for number, row in enumerate(rows, 1)
        for part, name in (("place", "place"), ("actor", "actors"))
    ]
    with ledger.writing() as connection:
        connection.execute(insert(tables.INCIDENTS), rows)
        connection.execute(insert(tables.INCIDENT_TERMS), terms)


def _place(choice: random.Random, number: int) -> dict[str, object]:
    lat, lon = choice.choice(CENTRES)
    return {
        "place": f"p{number}", "place_name": f"Place {number}", "lat": lat + choice.gauss(0, 0.7),
        "lon": lon + choice.gauss(0, 0.9), "precision": choice.choice(PRECISIONS),
    }  # fmt: skip


def _row(
    choice: random.Random, number: int, kinds: Sequence[str], places: Sequence[dict[str, object]]
) -> dict[str, object]:
    day = FIRST_DAY + timedelta(days=min(int(abs(choice.gauss(0.4, 0.25)) * DAYS), DAYS))
    end = day + timedelta(days=choice.choice((0, 0, 0, 0, 0, 1, 6, 29)))
    low = int(choice.expovariate(0.15)) or None
    return choice.choice(places) | {
        "number": number + 1, "id": f"i-{number:012x}", "kind": choice.choice(kinds), "start": day, "end": end,
        "day": end, "grade": choice.choice(GRADES), "deaths": low, "deaths_low": low,
        "deaths_high": low and low + choice.choice((0, 0, 5)), "sources": choice.randrange(1, 4), "reports": 1,
        "members": 1, "time_precision": "day", "actors": f"Group {choice.randrange(400)}",
        "targets": f"Group {choice.randrange(400)}",
    }  # fmt: skip


def serve(count: int, folder: str, port: int) -> None:
    """The server, on a ledger without reports, in which rows of incidents lie."""
    import uvicorn

    from marsad.views.desk import desk_app

    with open_ledger(Path(folder) / "empty.db") as ledger:
        fill(ledger, count)
        uvicorn.run(desk_app(ledger), port=port, log_level="warning")


def measured_api(address: str) -> dict[str, float]:
    """The 95th percentile of some requests, in milliseconds; and how large the map's columns are."""
    pages = {
        "columns": "/api/incidents/columns",
        "page": "/api/incidents?limit=100&offset=20000",
        "page by place": "/api/incidents?place=p7&limit=100",
        "filtered page": "/api/incidents?kind=raid&since=2015-01-01&until=2016-01-01&limit=100",
        "vocabulary": "/api/vocabulary",
        "stats": "/api/stats",
        "control": "/api/control?at=2016-01-01",
    }
    told: dict[str, float] = {}
    for name, page in pages.items():
        request = urllib.request.Request(address + page, headers={"Accept-Encoding": "gzip"})
        taken = []
        for _ in range(REQUESTS):
            began = time.perf_counter()
            with urllib.request.urlopen(request) as answer:
                body = answer.read()
            taken.append((time.perf_counter() - began) * 1000)
        told[f"{name}, p95 ms"] = round(statistics.quantiles(taken, n=20)[18], 1)
        if name == "columns":
            told["columns, KiB sent"] = round(len(body) / 1024)
            told["columns, KiB"] = round(len(gzip.decompress(body)) / 1024)
    return told


def measured_page(address: str, chromium: str) -> dict[str, float]:
    """First picture and frames of a brush, in milliseconds."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        firsts = []
        for _ in range(3):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(f"{address}/map")
            while not page.evaluate("performance.getEntriesByName('drawn').length"):
                page.wait_for_timeout(50)  # the page's policy forbids to wait by an evaluated word
            firsts.append(page.evaluate("performance.getEntriesByName('drawn')[0].startTime"))
        while not page.evaluate("performance.getEntriesByName('map drawn').length"):
            page.wait_for_timeout(100)
        page.wait_for_timeout(3000)  # the fine countries have come
        frames, busy = _brushed(page)
        browser.close()
    return {
        "first picture, ms": round(statistics.median(firsts)),
        "brush: median ms of a frame": round(statistics.median(frames), 1),
        "brush: p95 ms of a frame": round(statistics.quantiles(frames, n=20)[18], 1),
        "brush: longest frame, ms": round(max(frames), 1),
        "brush: processor ms of the page a frame": round(busy, 1),
    }


def _brushed(page: Any) -> tuple[list[float], float]:
    """Drags a range over the timeline; milliseconds from frame to frame, and what the page itself worked for one."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = _worked_s(devtools)
    box = page.locator("section[aria-label=Timeline] canvas").bounding_box()
    left, middle = box["x"] + box["width"] * 0.2, box["y"] + box["height"] / 2
    page.evaluate(
        """() => {
            window.frames_seen = []
            let before = performance.now()
            const next = (now) => { window.frames_seen.push(now - before); before = now; requestAnimationFrame(next) }
            requestAnimationFrame(next)
        }"""
    )
    page.mouse.move(left, middle)
    page.mouse.down()
    for step in range(BRUSH_STEPS):
        page.mouse.move(left + box["width"] * 0.6 * step / BRUSH_STEPS, middle)
    page.mouse.up()
    frames = list(page.evaluate("window.frames_seen.slice(2)"))
    return frames, (_worked_s(devtools) - before) * 1000 / len(frames)


def _worked_s(devtools: Any) -> float:
    """Seconds that the page's own thread was on a processor."""
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


def main() -> int:
    """Starts the server, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=50_000)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--port", type=int, default=8797)
    parser.add_argument("--serve", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        serve(asked.incidents, asked.serve, asked.port)
        return 0
    address = f"http://127.0.0.1:{asked.port}"
    with TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--serve", folder, "--port", str(asked.port)]
        server = subprocess.Popen([*command, "--incidents", str(asked.incidents)])
        try:
            _wait_for(f"{address}/api/incidents/columns")
            told = {"incidents": asked.incidents} | measured_api(address) | measured_page(address, asked.chromium)
        finally:
            server.terminate()
            server.wait()
    print(json.dumps(told, indent=2))
    return 0


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address) as answer:
                answer.read()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"{address}: the server does not answer")


if __name__ == "__main__":
    sys.exit(main())
