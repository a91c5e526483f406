"""Reports made from reports: other places, actors, days and figures put into the readings of the corpus, by a seed.

A synthetic report belongs to a theatre (a country with its towns and the sides that fight there) and to a day, so that
a ledger of many has as much to tell on a day as a busy desk, and no more the longer it runs. Text and records
are changed alike: the offsets of all spans hold in the new text.
"""

from __future__ import annotations

import random
import re
import sys
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from marsad.knowledge import load_actors, packaged_gazetteer  # noqa: E402
from marsad.records import Reading, from_json, to_json  # noqa: E402

THEATRES = 24
TOWNS = 60  # of a theatre
SIDES = 8  # of a theatre
A_DAY = 20  # reports
FIRST_DAY = date(2015, 1, 1)
OUTLETS = tuple(
    f"{name} {kind}" for name in ("Northern", "Valley", "Harbour", "Hill") for kind in ("Wire", "Post", "Radio")
)
COUNTRIES = "SYR IRQ YEM LBY SDN SOM NGA MLI BFA NER TCD CMR COD ETH MOZ AFG PAK IND MMR PHL UKR COL MEX TUR".split()
_ARMED = frozenset({"armed-group", "state-forces", "militia", "police", "coalition"})
_DAYS = frozenset("start end published made_on date valid_from valid_to as_of from until".split())
_NAMED = frozenset("actor place controller subject object id name affiliation".split())
_NUMBER = re.compile(r"\d{1,3}")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Town:
    """A place that reports are moved to."""

    id: str
    name: str
    country: str
    admin1: str | None
    lat: float
    lon: float


@cache
def towns(country: str) -> tuple[Town, ...]:
    """The larger towns of a country whose name no other of them has."""
    gazetteer = packaged_gazetteer()
    connection = gazetteer._open()[0]
    query = "select id from place where slug is null and country = ? and population > 0 order by population desc, id"
    found: dict[str, Town] = {}
    for (number,) in connection.execute(f"{query} limit {TOWNS * 3}", (country,)):
        entry = gazetteer.by_number(number)
        if entry and entry.lat is not None and entry.lon is not None and entry.name.isascii():
            found.setdefault(entry.name, Town(entry.id, entry.name, country, entry.admin1, entry.lat, entry.lon))
    return tuple(found.values())[:TOWNS]


@cache
def sides() -> tuple[tuple[str, str], ...]:
    """Ids and names of armed actors that reports may be told of."""
    entries = sorted(load_actors().entries, key=lambda entry: entry.id)
    return tuple((entry.id, entry.name) for entry in entries if entry.kind in _ARMED)


class Maker:
    """Makes synthetic reports: the n-th is the same for the same templates and seed."""

    def __init__(self, templates: list[Reading], seed: int = 7) -> None:
        self.templates = [to_json(one) for one in templates if one.report.published]
        self.seed = seed

    def make(self, number: int) -> Reading:
        """The report with this number, as a reading."""
        chance = random.Random(f"{self.seed} {number}")
        template = chance.choice(self.templates)
        country = COUNTRIES[chance.randrange(THEATRES)]
        day = FIRST_DAY + timedelta(days=number // A_DAY)
        return from_json(_Changed(template, country, day, chance).reading(number))


class _Changed:
    """One template with what is put into it."""

    def __init__(self, template: dict[str, Any], country: str, day: date, chance: random.Random) -> None:
        self.template, self.country, self.chance = template, country, chance
        report = template["report"]
        self.shift = day - date.fromisoformat(report["published"][:10])
        theatre = random.Random(country)
        local = theatre.sample(sides(), SIDES)
        here = towns(country)
        self.towns = {place["id"]: chance.choice(here) for place in template["places"]}
        armed = [actor for actor in template["actors"] if actor["kind"] in _ARMED]
        self.sides = dict(
            zip((actor["id"] for actor in armed), chance.sample(local, min(len(armed), SIDES)), strict=False)
        )
        self.names = {actor["name"]: self.sides[actor["id"]][1] for actor in armed if actor["id"] in self.sides}
        self.names |= {
            place["name"]: self.towns[place["id"]].name for place in template["places"] if place["id"] in self.towns
        }
        self.edits = sorted(self._edits().items())
        self.ends = [end for (_, end), _ in self.edits]
        self.text = self._text()

    def reading(self, number: int) -> dict[str, Any]:
        """The changed reading as JSON."""
        made = self._walk(self.template)
        made["report"] |= {
            "id": f"synthetic-{number}", "text": self.text, "sha256": f"{number:064x}",
            "outlet": self.chance.choice(OUTLETS), "title": None,
        }  # fmt: skip
        for actor in made["actors"]:
            actor["aliases_in_text"] = sorted({span["exact"] for span in actor["mentions"]})
        return made

    def _edits(self) -> dict[tuple[int, int], str]:
        """What stands where, by the spans of the template; overlapping ones give way to the first."""
        wanted: dict[tuple[int, int], str] = {}
        for place in self.template["places"]:
            if place["id"] in self.towns:
                wanted |= {(s["start"], s["end"]): self.towns[place["id"]].name for s in place["mentions"]}
        for actor in self.template["actors"]:
            if actor["id"] in self.sides:
                wanted |= {
                    (s["start"], s["end"]): self.sides[actor["id"]][1]
                    for s in actor["mentions"]
                    if s["exact"][:1].isupper()
                }
        for event in self.template["events"]:
            for count in event["counts"]:
                span = count["span"]
                if span and _NUMBER.fullmatch(span["exact"]):
                    wanted.setdefault((span["start"], span["end"]), str(self._figure(int(span["exact"]))))
        for time in self.template["times"]:
            span = time["span"]
            if time["precision"] == "day" and time["start"] and re.search(r"\d{4}", span["exact"]):
                moved = date.fromisoformat(time["start"][:10]) + self.shift
                wanted.setdefault((span["start"], span["end"]), f"{moved.day} {moved:%B %Y}")
        kept: dict[tuple[int, int], str] = {}
        last = 0
        for (start, end), text in sorted(wanted.items()):
            if start >= last:
                kept[start, end] = text
                last = end
        return kept

    def _figure(self, number: int) -> int:
        return max(
            1, number + random.Random(f"{number} {self.shift.days} {self.country}").randint(-number // 3, number)
        )

    def _text(self) -> str:
        parts, last, source = [], 0, self.template["report"]["text"]
        for (start, end), text in self.edits:
            parts += [source[last:start], text]
            last = end
        return "".join([*parts, source[last:]])

    def _moved(self, offset: int, *, end: bool) -> int:
        """Where an offset of the template lies in the new text; one within what was replaced goes to its rim."""
        at = bisect_right(self.ends, offset)
        grown = sum(len(text) - (stop - start) for (start, stop), text in self.edits[:at])
        if at < len(self.edits):
            (start, stop), text = self.edits[at]
            if start < offset < stop:
                return start + grown + (len(text) if end else 0)
        return offset + grown

    def _walk(self, value: Any, key: str = "") -> Any:
        if isinstance(value, list):
            return [self._walk(item, key) for item in value]
        if isinstance(value, dict):
            return self._record(value)
        if isinstance(value, str):
            if key in _DAYS and _ISO.match(value):
                return (date.fromisoformat(value[:10]) + self.shift).isoformat()
            if key in _NAMED:
                return self._renamed(value)
        return value

    def _record(self, value: dict[str, Any]) -> dict[str, Any]:
        if set(value) == {"start", "end", "exact"}:
            start, end = self._moved(value["start"], end=False), self._moved(value["end"], end=True)
            return {"start": start, "end": end, "exact": self.text[start:end]}
        made = {key: self._walk(item, key) for key, item in value.items()}
        town = self.towns.get(value.get("place") or value.get("id") or "")
        if "lat" in value and town:
            made |= {"name": town.name, "lat": town.lat, "lon": town.lon, "precision": "exact"}
            if "geonameid" in value:
                made |= {"country": town.country, "admin1": town.admin1, "geonameid": int(town.id.split("-")[1])}
        span = value.get("span")
        if "cumulative" in value and span and _NUMBER.fullmatch(span["exact"]):
            told = int(span["exact"])
            made |= {
                bound: self._figure(told) if value[bound] == told else value[bound] for bound in ("low", "best", "high")
            }
        return made

    def _renamed(self, value: str) -> str:
        if value in self.towns:
            return self.towns[value].id
        if value in self.sides:
            return self.sides[value][0]
        return self.names.get(value, value)


def templates(stored: Path | None) -> list[Reading]:
    """The readings of the train part of the corpus, from a file of ``marsad read --json`` or read anew."""
    import json

    if stored is not None:
        with stored.open(encoding="utf-8") as lines:
            return [from_json(json.loads(line)) for line in lines]
    from training.corpus.splits import written

    from corpus import as_report
    from marsad._read import read_report

    return [read_report(as_report(one)) for one in written(ROOT / "corpus", "train")]
