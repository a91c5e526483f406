from __future__ import annotations

import json
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from tests.views.exports.conftest import HOSTILE

Exported = Callable[..., bytes]
KML = {"k": "http://www.opengis.net/kml/2.2"}


def test_geojson_has_points_and_keeps_what_has_none(exported: Exported) -> None:
    told = json.loads(exported(form="geojson"))
    assert told["marsad"]["rule"] == "as read, with people's corrections"
    points = [feature["geometry"] for feature in told["features"]]
    assert points[1] == {"type": "Point", "coordinates": [43.1, 36.9]}
    assert points[3] is None
    assert [feature["properties"]["precision"] for feature in told["features"]] == ["exact", "exact", "exact", "near"]


@pytest.mark.parametrize("shape", ["events", "incidents"])
def test_kml_is_xml_with_times_and_words(exported: Exported, shape: str) -> None:
    tree = ET.fromstring(exported(form="kml", shape=shape))
    marks = tree.findall(".//k:Placemark", KML)
    assert len(marks) == {"events": 4, "incidents": 3}[shape]
    strike = next(mark for mark in marks if (mark.findtext("k:name", "", KML)).startswith("air-strike"))
    assert strike.findtext("k:name", "", KML) == "air-strike: Lake Army → villagers"
    assert strike.findtext(".//k:begin", "", KML) == "2031-03-04"
    assert strike.findtext(".//k:coordinates", "", KML) == "43.1,36.9"


def test_hostile_words_are_words_in_kml(exported: Exported) -> None:
    data = exported(form="kml")
    assert b"<script>" not in data
    values = [value.text for value in ET.fromstring(data).findall(".//k:Data[@name='outlet']/k:value", KML)]
    assert HOSTILE in values
