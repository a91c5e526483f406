"""Countries: names, demonyms, capitals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad._errors import KnowledgeError
from marsad.knowledge._countries import Country, load_countries, read_countries

COUNTRIES = load_countries()
HEADER = "iso2\tiso3\tname\tother_names\tadjectives\tpeople\tcapital\tlat\tlon"


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Syria", "SYR"),
        ("the U.S.", "USA"),
        ("US", "USA"),
        ("USA", "USA"),
        ("America", "USA"),
        ("Britain", "GBR"),
        ("the UK", "GBR"),
        ("Türkiye", "TUR"),
        ("Turkiye", "TUR"),
        ("Cote d’Ivoire", "CIV"),
        ("Côte d'Ivoire", "CIV"),
        ("DR Congo", "COD"),
        ("Republic of the Congo", "COG"),
        ("SYRIA", "SYR"),
        ("  Sri   Lanka ", "LKA"),
        ("Kosovo", "XKX"),
        ("Palestine", "PSE"),
        ("Taiwan", "TWN"),
        ("Western Sahara", "ESH"),
        ("Burma", "MMR"),
    ],
)
def test_by_name(name: str, iso3: str) -> None:
    found = COUNTRIES.by_name(name)
    assert found is not None
    assert found.iso3 == iso3


@pytest.mark.parametrize("text", ["us", "Us", "car", "", "the", "Aleppo", "Syrian", "opt"])
def test_what_is_no_name(text: str) -> None:
    assert COUNTRIES.by_name(text) is None


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Syrian", "SYR"),
        ("Syrians", "SYR"),
        ("Turks", "TUR"),
        ("Turkish", "TUR"),
        ("South Sudanese", "SSD"),
        ("Sudanese", "SDN"),
        ("Congolese", "COD"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
        ("Filipinos", "PHL"),
        ("U.S.", "USA"),
        ("Dominican", "DOM"),
    ],
)
def test_by_demonym(text: str, iso3: str) -> None:
    found = COUNTRIES.by_demonym(text)
    assert found is not None
    assert found.iso3 == iso3


@pytest.mark.parametrize(
    ("text", "iso3"),
    [("Kyiv", "UKR"), ("Kiev", "UKR"), ("Washington, D.C.", "USA"), ("Moscow", "RUS"), ("N’Djamena", "TCD")],
)
def test_by_capital(text: str, iso3: str) -> None:
    found = COUNTRIES.by_capital(text)
    assert found is not None
    assert found.iso3 == iso3


def test_unknown_words_are_nothing() -> None:
    assert COUNTRIES.by_demonym("us") is None
    assert COUNTRIES.by_demonym("Kurdish") is None
    assert COUNTRIES.by_capital("Aleppo") is None
    assert COUNTRIES.by_code("ZZZ") is None


def test_every_state_of_the_united_nations_is_there() -> None:
    # 193 members, two observers, and Kosovo, Taiwan, Western Sahara.
    assert len(COUNTRIES) >= 198
    for code in ("AND", "PLW", "SSD", "TLS", "VAT", "PSE", "XKX", "TWN", "ESH"):
        assert COUNTRIES.by_code(code) is not None


@pytest.mark.parametrize("country", list(COUNTRIES), ids=lambda c: c.iso3)
def test_each_form_finds_its_country(country: Country) -> None:
    assert all(COUNTRIES.by_name(name) is country for name in country.names)
    assert all(COUNTRIES.by_demonym(form) is country for form in country.demonyms)
    assert all(COUNTRIES.by_capital(capital) is country for capital in country.capitals)
    assert COUNTRIES.by_code(country.iso2) is COUNTRIES.by_code(country.iso3) is country
    assert -90 <= country.lat <= 90
    assert -180 <= country.lon <= 180


@given(st.text(max_size=40))
def test_any_text_may_be_asked(text: str) -> None:
    found = COUNTRIES.by_name(text)
    assert found is None or found in list(COUNTRIES)


def test_one_form_for_two_countries_is_refused() -> None:
    rows = f"{HEADER}\nAA\tAAA\tAland\tNowhere\t\t\t\t1\t1\nBB\tBBB\tBland\tnowhere\t\t\t\t1\t1\n"
    with pytest.raises(KnowledgeError, match=r"nowhere.*AAA and BBB"):
        read_countries(rows, origin="x.tsv")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\tb\n", "row 1"),
        ("", "row 1"),
        (f"{HEADER}\nAA\tAAA\tAland\t\t\t\t\tnorth\t1\n", "x.tsv, row 2"),
        (f"{HEADER}\nAA\tAAA\tAland\n", "x.tsv, row 2"),
        (f"{HEADER}\nA\tAAA\tAland\t\t\t\t\t1\t1\n", "two letters"),
    ],
)
def test_a_malformed_table_is_refused(text: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        read_countries(text, origin="x.tsv")
