"""Pictures of the desk on the story of one campaign, for the docs: docs/pictures/*.png.

python tools/screenshots.py                      builds the story's ledger anew and takes all pictures
python tools/screenshots.py --ledger story.db    takes them of a ledger that is there
python tools/screenshots.py map week             takes only these

Needs the built page (make desk) and Chromium. A page that the desk does not have is told and left out.
"""

from __future__ import annotations

import argparse
import io
import shutil
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import uvicorn
from PIL import Image
from playwright.sync_api import sync_playwright

from marsad.incidents import IncidentFilter, incident_rows
from marsad.ledger import open_ledger
from marsad.views.desk import desk_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from marsad.ledger import Ledger

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
STORY = ROOT / "examples" / "campaign"
WIDTH, HEIGHT = 1440, 900
MOST_BYTES = 200_000
FREQUENT = 180  # colours of a palette that are taken as they are
FLAGS = (
    "--no-sandbox --use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader --disable-background-networking"
    " --no-first-run --disable-component-update --disable-sync --font-render-hinting=none --force-color-profile=srgb"
).split()
MISSING = "There is no such page"


def shots(ledger: Ledger) -> dict[str, tuple[str, str]]:
    """What is pictured: the address, and what has to be there before."""
    wanted = IncidentFilter(kind="suicide-attack", place="Hajin")
    rivals = max(incident_rows(ledger, wanted), key=lambda row: (row.members, row.id))
    return {
        "map": ("/map?range=2018-09-01..2018-12-31&at=6.7/35.3/39.4&layers=control", "canvas[data-marks]"),
        "incident": (f"/incidents/{rivals.id}", "main h2"),
        "reader": ("/reports/2018-12-14-hajin-captured", "h1[dir]"),
        "review": ("/review", "main h2"),
        "forecasts": ("/forecasts", "main h2"),
        "table": ("/table/incidents?order=-source_count", "tbody tr"),
        "actor": ("/actors/islamic-state", "svg[role=img]"),
        "place": ("/places/geonames-174506", ".lanes svg"),
        "week": ("/week?since=2018-12-10", "svg[role=img]"),
        "search": ("/search?q=ambush", "mark"),
    }


@contextmanager
def story(given: str | None) -> Iterator[Path]:
    """The ledger of the story: a given one, else a fresh one with the desk's decisions."""
    if given is not None:
        yield Path(given)
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "campaign.db"
        program = Path(sys.executable).with_name("marsad")
        for line in (
            [program, "add", STORY / "reports", "--ledger", path],
            [sys.executable, ROOT / "tools" / "apply_decisions.py", STORY / "decisions.json", path],
        ):
            subprocess.run(line, check=True, stdout=subprocess.DEVNULL)
        yield path


@contextmanager
def served(ledger: Ledger) -> Iterator[str]:
    """The address of a desk on a ledger."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(64)
    server = uvicorn.Server(uvicorn.Config(desk_app(ledger), log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
    listening.close()


def packed(picture: bytes) -> bytes:
    """A picture as it is, or where that is too large with a palette."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for shown in (image, _with_palette(image)):
        target = io.BytesIO()
        shown.save(target, "PNG", optimize=True)
        if target.tell() < MOST_BYTES:
            return target.getvalue()
    raise SystemExit(f"a picture has over {MOST_BYTES:,} bytes")


def _with_palette(image: Image.Image) -> Image.Image:
    """A picture in 256 colours: the most frequent ones as they are, so that grounds stay, and some for all the rest."""
    counted = sorted(image.getcolors(WIDTH * HEIGHT) or (), key=lambda one: (-one[0], one[1]))
    colours = [colour for _, colour in counted[:FREQUENT]]
    rest = image.quantize(256 - FREQUENT, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in colours for part in colour] + (rest.getpalette() or []))
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def take(page: Page, address: str, ready: str) -> bytes | None:
    """A picture of a page when all of it is there, or None where the desk has no such page."""
    page.goto(address)
    page.locator(f"{ready}, main h1:has-text('{MISSING}')").first.wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)  # the map draws its fine countries last
    return None if page.get_by_text(MISSING).count() else page.screenshot()


def main() -> None:
    """Takes the pictures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("names", nargs="*", help="which; all without")
    arguments.add_argument("--ledger", help="a ledger that holds the story")
    given = arguments.parse_args()
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    if browser_path is None:
        raise SystemExit("no Chromium is installed (Debian: apt-get install chromium)")
    PICTURES.mkdir(exist_ok=True)
    with story(given.ledger) as path, open_ledger(path) as ledger, served(ledger) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path, args=FLAGS)
        page = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce", locale="en-GB"
        ).new_page()
        for name, (where, ready) in shots(ledger).items():
            if given.names and name not in given.names:
                continue
            picture = take(page, address + where, ready)
            if picture is None:
                print(f"{name}: the desk has no page {where}", file=sys.stderr)
                continue
            target = PICTURES / f"{name}.png"
            target.write_bytes(packed(picture))
            print(f"{target.relative_to(ROOT)}: {target.stat().st_size:,} bytes")
        browser.close()


if __name__ == "__main__":
    main()
