"""Which place "there", "the town" and "the enclave" stand for."""

from __future__ import annotations

import pytest

from marsad.knowledge._gazetteer import packaged_gazetteer
from marsad.reading._mentions import PlaceMention
from marsad.records import Span
from marsad.resolving._place_nouns import with_nouns
from marsad.resolving._places import PlaceIndex, resolve_places


def index_of(text: str, names: dict[str, str | None], **details: str) -> tuple[PlaceIndex, list[PlaceMention]]:
    """The places of a text whose mentions are the keys, in text order; a value says how a word points."""
    mentions, position = [], 0
    for words, points in names.items():
        start = text.index(words, position)
        position = start + len(words)
        relation = details.get(words, "in")
        mentions.append(PlaceMention(Span.of(text, start, position), relation=relation, points=points))  # type: ignore[arg-type]
    named = resolve_places([m for m in mentions if m.points is None], text)
    return with_nouns(named, mentions, text, packaged_gazetteer()), mentions


def meant(text: str, names: dict[str, str | None], **details: str) -> str | None:
    """The name of the place that the last mention means, or null."""
    index, mentions = index_of(text, names, **details)
    place = index.of(mentions[-1])
    return place.name if place else None


@pytest.mark.parametrize(
    ("text", "names", "wanted"),
    [
        ("A missile hit a hospital in Kyiv. Shells fell on Kharkiv. Two people died at the hospital.",
         {"Kyiv": None, "Kharkiv": None, "the hospital": "site"}, "Kyiv"),
        ("Shells hit Baidoa airport and Kismayo. Soldiers returned to the airport.",
         {"Baidoa": None, "Kismayo": None, "the airport": "site"}, "Baidoa"),
        ("Shells fell on Kharkiv. The wounded were taken to the hospital.",
         {"Kharkiv": None, "the hospital": "site"}, None),
        ("Shells fell on Kharkiv. Mourners gathered in the Ukrainian capital.",
         {"Kharkiv": None, "the Ukrainian capital": "capital"}, "Kyiv"),
        ("The army left Bamako for Gao. Shops in the capital stayed shut.",
         {"Bamako": None, "Gao": None, "the capital": "capital"}, "Bamako"),
        ("Rebels left Goma for Bukavu. The army took the city.",
         {"Goma": None, "Bukavu": None, "the city": "settlement"}, "Bukavu"),
        ("Shells hit Kidal in northern Mali. Aid was sent there.",
         {"Kidal": None, "Mali": None, "there": "here"}, "Kidal"),
        ("Clashes went on in Mali. Troops were sent there.", {"Mali": None, "there": "here"}, "Mali"),
        ("Fighting near Hajin went on. Civilians left the enclave.", {"Hajin": None, "the enclave": "pocket"},
         "Hajin pocket"),
    ],
)  # fmt: skip
def test_the_place_that_is_meant(text: str, names: dict[str, str | None], wanted: str) -> None:
    assert meant(text, names) == wanted


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Clashes went on in Mali. Shells fell in the area.", {"Mali": None, "the area": "here"}),
        ("Civilians left the enclave. Goma was calm.", {"the enclave": "pocket", "Goma": None}),
        ("The town was calm. Goma was not.", {"The town": "settlement", "Goma": None}),
    ],
)
def test_where_nothing_fits_the_word_means_nothing(text: str, names: dict[str, str | None]) -> None:
    index, mentions = index_of(text, names)
    assert [m.span.exact for m in mentions if m.points and index.of(m)] == []


def test_where_somebody_comes_from_is_not_there() -> None:
    text = "Fighters from Goma took Sake. Others went there."
    names = {"Goma": None, "Sake": None, "there": "here"}
    assert meant(text, names, Goma="from") == "Sake"


def test_a_word_far_from_every_name_means_nothing() -> None:
    text = f"Goma fell.{' The talks went on.' * 40} Aid was sent there."
    assert meant(text, {"Goma": None, "there": "here"}) is None


def test_the_word_is_a_mention_of_its_place() -> None:
    index, mentions = index_of("Rebels took Goma. The town was calm.", {"Goma": None, "The town": "settlement"})
    (place,) = index.places
    assert [m.exact for m in place.mentions] == ["Goma", "The town"]
    assert index.spot(mentions[-1]).lat == place.lat


def test_a_capital_that_speaks_is_no_town_to_come_back_to() -> None:
    text = "Shells hit Kobani on Sunday. Ankara said that it had fired on the town."
    _, mentions = index_of(text, {"Kobani": None, "Ankara": None, "the town": "settlement"})
    named = resolve_places(mentions[:2], text)
    index = with_nouns(named, mentions, text, packaged_gazetteer(), acting=[mentions[1].span])
    place = index.of(mentions[2])
    assert place
    assert place.name == "Kobani"
