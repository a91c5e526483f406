"""Tiles on the map, in a real browser: they are drawn below the marks, and where they fail the plain map stays."""

from __future__ import annotations

import base64
import socket
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.serving import Answer, serving
from tests.views.desk.conftest import served
from tests.views.desk.tile_files import VECTOR, png, vector_tile, write_pmtiles

from marsad.ledger import Ledger
from marsad.views.desk import tiles_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

GREEN = (0, 160, 0)
AT = "/map?at=1.5/20/20"
EVERYWHERE = [(0, 0), (4096, 0), (4096, 4096), (0, 4096)]
_PIXELS = """async (told) => {
  const picture = new Image()
  picture.src = 'data:image/png;base64,' + told
  await picture.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height })
  const context = canvas.getContext('2d')
  context.drawImage(picture, 0, 0)
  const { data } = context.getImageData(0, 0, picture.width, picture.height)
  const found = new Map()
  for (let i = 0; i < data.length; i += 4) {
    const colour = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2]
    found.set(colour, (found.get(colour) ?? 0) + 1)
  }
  return [...found]
}"""
ANYBODY = {"Access-Control-Allow-Origin": "*"}
Colour = tuple[int, int, int]


def commonest(page: Page) -> Colour:
    """The colour that most of the map has."""
    return colours(page).most_common(1)[0][0]


def colours(page: Page) -> Counter[Colour]:
    """How many pixels of the map have which colour."""
    shot = base64.b64encode(page.locator(".frame").screenshot()).decode()
    return Counter({(one >> 16, one >> 8 & 255, one & 255): count for one, count in page.evaluate(_PIXELS, shot)})


def colour_of(page: Page, token: str) -> Colour:
    """A colour of the theme."""
    told = page.evaluate(f"getComputedStyle(document.documentElement).getPropertyValue('{token}').trim()")
    red, green, blue = bytes.fromhex(told.removeprefix("#"))
    return red, green, blue


def is_green(colour: Colour) -> bool:
    red, green, blue = colour
    return green > 1.5 * max(red, blue)


def until(page: Page, is_so: Any) -> Colour:
    """The commonest colour, once it is as it should be; fails where it never is."""
    for _ in range(60):
        if is_so(colour := commonest(page)):
            return colour
        page.wait_for_timeout(100)
    raise AssertionError(colour)


def everywhere(tile: Answer) -> dict[str, Any]:
    """One answer for the tiles of the first zooms."""
    return {f"/{z}/{x}/{y}.png": tile for z in range(5) for x in range(2**z) for y in range(2**z)}


def credits_of(page: Page) -> str:
    return page.locator(".maplibregl-ctrl-attrib-inner").inner_text()


def test_a_file_of_pictures_is_drawn_and_dimmed_in_the_dark(page: Page, war: Ledger, tmp_path: Path) -> None:
    said = '<img src="http://evil.example/a"><a href="javascript:window.hurt=1">Example</a> Maps'
    said += "<script>window.hurt=1</script>"
    file = write_pmtiles(tmp_path / "a.pmtiles", png(*GREEN), png(*GREEN), metadata={"attribution": said})
    statuses: list[int] = []
    page.on("response", lambda got: statuses.append(got.status) if got.url.endswith("/api/tiles") else None)
    with served(war, tiles=tiles_of(str(file))) as address:
        page.emulate_media(color_scheme="light")
        page.goto(address + AT)
        page.wait_for_selector('.frame[data-tiles="raster"]')
        light = until(page, is_green)
        page.emulate_media(color_scheme="dark")
        dark = until(page, lambda colour: is_green(colour) and max(colour) < max(light) - 40)
        assert max(dark) < 110
        assert set(statuses) == {206}
        assert "Example Maps" in credits_of(page)
        assert "Natural Earth" in credits_of(page)
        expect(page.locator('a[href^="javascript"]')).to_have_count(0)
        assert page.evaluate("window.hurt") is None
        assert int(page.locator("canvas[data-marks]").get_attribute("data-marks") or 0) > 0
        expect(page.locator(".frame p.tiles")).to_have_text("", use_inner_text=True)


@pytest.mark.parametrize(
    ("layers", "token"),
    [
        ({"earth": (3, EVERYWHERE, {"kind": "earth"})}, "--land"),
        ({"water": (3, EVERYWHERE, {"kind": "ocean"})}, "--sea"),
        ({"water": (3, [*EVERYWHERE[:2], (2048, 20)], {"class": "lake"})}, "--land"),  # land of its own below
    ],
)
def test_shapes_have_the_colours_of_the_theme(
    page: Page, war: Ledger, tmp_path: Path, layers: dict[str, Any], token: str
) -> None:
    told = {"vector_layers": [{"id": name, "fields": {}} for name in layers]}
    tile = vector_tile(**layers, places=(1, [(3000, 1500)], {"kind": "locality", "name": "الرقة"}))
    told["vector_layers"].append({"id": "places", "fields": {}})
    file = write_pmtiles(tmp_path / "a.pmtiles", tile, tile, kind=VECTOR, metadata=told)
    with served(war, tiles=tiles_of(str(file), credit="Own & <b>Maps</b>")) as address:
        page.goto(address + AT)
        page.wait_for_selector('.frame[data-tiles="vector"]')
        wanted = colour_of(page, token)
        until(page, lambda found: found == wanted)
        assert "Own & <b>Maps</b>" in credits_of(page)


SNAKE = [(x, y + part) for part in (0, 16) for y in range(0, 4096, 128) for x in ((0, 4096) if y % 256 else (4096, 0))]
PROTOMAPS: dict[str, Any] = {
    "earth": (3, EVERYWHERE, {"kind": "earth"}),
    "water": (2, SNAKE, {"kind": "river"}),
    "roads": (2, [(x + 32, y + 32) for x, y in SNAKE], {"kind": "major_road"}),
    "boundaries": (2, [(x + 64, y + 64) for x, y in SNAKE], {"kind": "country"}),
    "places": (1, [(2000, 2000)], {"kind": "locality", "name": "الرقة", "population_rank": 9}),
}
OPENMAPTILES: dict[str, Any] = {
    "waterway": (2, SNAKE, {"class": "river"}),
    "transportation": (2, [(x + 32, y + 32) for x, y in SNAKE], {"class": "primary"}),
    "boundary": (2, [(x + 64, y + 64) for x, y in SNAKE], {"admin_level": 2, "maritime": 0}),
    "place": (1, [(2000, 2000)], {"class": "town", "name": "Deir ez-Zor", "rank": 4}),
}


@pytest.mark.parametrize("layers", [PROTOMAPS, OPENMAPTILES], ids=["protomaps", "openmaptiles"])
def test_both_schemas_are_drawn_with_rivers_roads_and_borders(
    page: Page, war: Ledger, tmp_path: Path, layers: dict[str, Any]
) -> None:
    wrong: list[str] = []
    page.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    tiles = [vector_tile(**layers)] * 10
    told = {"vector_layers": [{"id": name} for name in layers]}
    file = write_pmtiles(tmp_path / "a.pmtiles", *tiles, kind=VECTOR, metadata=told)
    with served(war, tiles=tiles_of(str(file))) as address:
        page.goto(address + "/map?at=10.5/20/20")
        page.wait_for_selector('.frame[data-tiles="vector"]')
        for token in ("--land", "--river", "--road", "--strong-line"):
            wanted = colour_of(page, token)
            for _ in range(60):
                if any(max(abs(a - b) for a, b in zip(found, wanted, strict=True)) < 8 for found in colours(page)):
                    break
                page.wait_for_timeout(100)
            else:
                raise AssertionError(f"nothing is drawn in {token}")
        assert wrong == []
        expect(page.locator(".frame p.tiles")).to_have_text("", use_inner_text=True)


def test_shapes_without_a_known_layer_leave_the_plain_map(page: Page, war: Ledger, tmp_path: Path) -> None:
    tile = vector_tile(blobs=(3, EVERYWHERE, {}))
    file = write_pmtiles(tmp_path / "a.pmtiles", tile, kind=VECTOR, metadata={"vector_layers": [{"id": "blobs"}]})
    with served(war, tiles=tiles_of(str(file))) as address:
        page.goto(address + AT)
        page.get_by_text("no layer of its tiles is known (blobs)").wait_for()


def test_a_template_is_asked_and_nothing_else(page: Page, war: Ledger) -> None:
    tile = Answer(png(*GREEN), "image/png", headers=ANYBODY)
    answers = everywhere(tile) | {"/other": Answer("other", headers=ANYBODY)}
    with serving(answers) as site, serving(answers) as other:
        with served(war, tiles=tiles_of(site.url + "/{z}/{x}/{y}.png")) as address:
            page.goto(address + AT)
            page.wait_for_selector('.frame[data-tiles="raster"]')
            until(page, is_green)
            assert f"Tiles: {site.url.removeprefix('http://')}" in credits_of(page)
            assert all("Referer" not in headers for headers in site.headers)
            assert page.evaluate(f"fetch('{site.url}/other').then(() => 'let', () => 'refused')") == "let"
            assert page.evaluate(f"fetch('{other.url}/other').then(() => 'let', () => 'refused')") == "refused"
        assert other.asked == []


def test_a_file_elsewhere_is_read_in_parts(page: Page, war: Ledger, tmp_path: Path) -> None:
    whole = write_pmtiles(tmp_path / "a.pmtiles", png(*GREEN), png(*GREEN)).read_bytes()

    def part(headers: dict[str, str]) -> Answer:
        first, last = map(int, headers["Range"].removeprefix("bytes=").split("-"))
        body = whole[first : last + 1]
        told = {"Content-Range": f"bytes {first}-{first + len(body) - 1}/{len(whole)}"}
        return Answer(body, "application/octet-stream", 206, ANYBODY | told)

    with serving({"/a.pmtiles": part}) as site, served(war, tiles=tiles_of(site.url + "/a.pmtiles")) as address:
        page.goto(address + AT)
        page.wait_for_selector('.frame[data-tiles="raster"]')
        until(page, is_green)
        assert {headers.get("Cookie") for headers in site.headers} == {None}


def test_what_fails_leaves_the_plain_map_and_says_so(page: Page, war: Ledger, tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        gone = f"127.0.0.1:{closed.getsockname()[1]}"
    told = {
        f"http://{gone}/{{z}}/{{x}}/{{y}}.png": f"Map tiles do not come from {gone}",
        f"http://{gone}/a.pmtiles": f"No map tiles from {gone}",
    }
    for source, words in told.items():
        with served(war, tiles=tiles_of(source)) as address:
            page.goto(address + AT)
            page.get_by_text(words).wait_for()
            expect(page.locator(".frame[data-tiles]")).to_have_count(0)
            assert int(page.locator("canvas[data-marks]").get_attribute("data-marks") or 0) > 0
            plain = commonest(page)
            assert not is_green(plain)
            assert min(plain) > 200
    nothing = everywhere(Answer(status=404, headers=ANYBODY))
    with serving(nothing) as empty, served(war, tiles=tiles_of(empty.url + "/{z}/{x}/{y}.png")) as address:
        page.goto(address + AT)
        page.get_by_text("for this part of the map").wait_for()


def test_without_a_source_no_tile_is_asked_for(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + AT)
    page.wait_for_selector("canvas[data-marks]")
    page.wait_for_selector(".ground:not(.hidden)")
    page.wait_for_timeout(300)
    assert not [url for url in asked if "/api/tiles" in url or "/tiles-" in url]
