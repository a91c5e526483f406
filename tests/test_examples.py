"""The examples are what their README says they are. Nothing here needs the model."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from marsad.records import Report
from marsad.sources import read_inputs

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
README = EXAMPLES / "README.md"
FILES = sorted(path.name for path in EXAMPLES.iterdir() if path.is_file() and path != README)
TEXTS = [name for name in FILES if name.endswith(".txt")]
ROW_KEYS = {"id", "text", "title", "url", "outlet", "published"}
WORDS = range(150, 651)
WORDS_OF_A_SHORT_REPORT = range(100, 200)


def table(heading: str) -> dict[str, list[str]]:
    """The cells of the README's first table whose header line starts with ``heading``, by file name."""
    lines = README.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(heading)) + 2
    rows: dict[str, list[str]] = {}
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        name = cells[0].strip("`")
        assert name not in rows, f"{name} stands twice"
        rows[name] = cells[1:]
    return rows


CATALOGUE = table("| file | style |")
SOURCES = table("| file | sources")
PRINT_PAGES = sorted(name for name, cells in CATALOGUE.items() if "print page" in cells[0])
UNDATED_TEXTS = sorted(set(TEXTS) - set(PRINT_PAGES))


class Page(HTMLParser):
    """What the tests need of an HTML page: scripts by type, meta tags, and the text inside and outside the article."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.metas: dict[str, str] = {}
        self.article: list[str] = []
        self.around: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta":
            self.metas[values.get("property") or values.get("name") or ""] = values.get("content") or ""
        elif tag == "link":
            pass
        else:
            self._open.append("ld" if values.get("type") == "application/ld+json" else tag)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "ld":
            self.scripts.append(data)
        elif not {"script", "style", "head"} & set(self._open):
            inside = "article" in self._open and "aside" not in self._open
            (self.article if inside else self.around).append(data)


def page() -> Page:
    parsed = Page()
    parsed.feed((EXAMPLES / "kherson-page.html").read_text(encoding="utf-8"))
    parsed.close()
    return parsed


def rows() -> list[dict[str, str]]:
    lines = (EXAMPLES / "tinzaouaten-reports.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    """Every report of the examples by its id, as the program reads it."""
    read = list(read_inputs([EXAMPLES / name for name in FILES]))
    return {report.id: report for report in read if isinstance(report, Report)}


def words(text: str) -> int:
    return len(text.split())


def test_every_example_is_in_the_catalogue_and_the_reverse() -> None:
    assert sorted(CATALOGUE) == FILES
    assert len(FILES) >= 10


def test_examples_come_from_many_conflicts_and_styles() -> None:
    assert len({cells[1] for cells in CATALOGUE.values()}) >= 10
    assert len({cells[0] for cells in CATALOGUE.values()}) >= 10


def test_every_example_says_whether_it_is_fact_and_names_the_sources_of_facts() -> None:
    factual = [name for name, cells in CATALOGUE.items() if cells[2].startswith("fact")]
    fiction = [name for name, cells in CATALOGUE.items() if cells[2].startswith("**fiction**")]
    assert sorted(factual + fiction) == FILES
    assert sorted(SOURCES) == sorted(factual)


@pytest.mark.parametrize("name", FILES)
def test_bytes_are_plain_utf8(name: str) -> None:
    raw = (EXAMPLES / name).read_bytes()
    raw.decode("utf-8", errors="strict")
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert not raw.endswith(b"\n\n")


@pytest.mark.parametrize("name", FILES)
def test_every_address_is_invented(name: str) -> None:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    hosts = set(re.findall(r"https?://([^/\s\"<]+)", text)) - {"schema.org"}
    hosts |= set(re.findall(r"@([\w.-]+\.\w+)", text))
    assert all(host.endswith(".example") for host in hosts), hosts


@pytest.mark.parametrize("name", TEXTS)
def test_texts_are_as_long_as_a_report(name: str) -> None:
    assert words((EXAMPLES / name).read_text(encoding="utf-8")) in WORDS


@pytest.mark.parametrize("name", TEXTS)
def test_texts_have_paragraphs_and_no_stray_spaces(name: str) -> None:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    assert len(re.findall(r"\n\n(?!\n)", text)) >= 5
    assert not re.search(r"[ \t]\n|\n{3}|[^\n]  ", text)


@pytest.mark.parametrize("name", PRINT_PAGES)
def test_print_pages_tell_outlet_title_and_date(name: str, reports: dict[str, Report]) -> None:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    head = re.match(r"- (.+) - (https://\S+\.example) -\n\n(.+)\n", text)
    assert head is not None
    stated = re.findall(r"^Published: (\d+ \w+ \d{4})$", text, re.MULTILINE)
    assert len(stated) == 1
    report = reports[name.removesuffix(".txt")]
    assert (report.outlet, report.url, report.title) == head.groups()
    assert report.published_basis == "text"
    assert report.published == f"{datetime.strptime(stated[0], '%d %B %Y'):%Y-%m-%d}"
    assert report.text == text
    assert CATALOGUE[name][3] == "in the head"


@pytest.mark.parametrize("name", UNDATED_TEXTS)
def test_the_catalogue_gives_the_date_that_a_plain_text_lacks(name: str, reports: dict[str, Report]) -> None:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    assert reports[name.removesuffix(".txt")].published is None
    day = date.fromisoformat(CATALOGUE[name][3])
    assert str(day.year) in text or f"{day:%b} {day.day}" in text


def test_there_are_several_print_pages_and_several_undated_texts() -> None:
    assert len(PRINT_PAGES) >= 2
    assert len(UNDATED_TEXTS) >= 2


def test_fiction_cannot_be_taken_for_news() -> None:
    for name, cells in CATALOGUE.items():
        if cells[2].startswith("**fiction**"):
            text = (EXAMPLES / name).read_text(encoding="utf-8")
            years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", text)}
            assert years == {2031}, name


def test_the_web_page_states_its_metadata_twice_and_alike() -> None:
    parsed = page()
    (script,) = parsed.scripts
    article = json.loads(script)
    assert article["@type"] == "NewsArticle"
    assert datetime.fromisoformat(article["datePublished"]).tzinfo is not None
    assert article["datePublished"] == parsed.metas["article:published_time"]
    assert article["headline"] == parsed.metas["og:title"]
    assert article["publisher"]["name"] == parsed.metas["og:site_name"]
    assert article["author"]["name"] == parsed.metas["author"]


def test_the_web_page_has_an_article_and_things_around_it_that_are_none() -> None:
    parsed = page()
    article, around = " ".join(parsed.article), " ".join(parsed.around)
    assert words(article) in WORDS
    assert "Ukrainian soldiers entered the city of Kherson" in article
    for trap in ("Advertisement", "bombed our football team", "Newsletters", "Explosion damages", "Sponsored"):
        assert trap in around
        assert trap not in article


def test_of_the_web_page_the_article_alone_is_read(reports: dict[str, Report]) -> None:
    report = reports["kherson-page"]
    around = " ".join(page().around)
    assert report.text.startswith("Ukrainian soldiers entered the city of Kherson on Friday")
    assert report.text.endswith("could not be ruled out.")
    for trap in ("football", "Advertisement", "Newsletters", "Privacy"):
        assert trap in around
        assert trap not in report.text
    assert report.byline == "Lena Hofstad"
    assert report.published == "2022-11-11T18:40:00+02:00"


def test_every_example_can_be_read(reports: dict[str, Report]) -> None:
    assert len(reports) == len(FILES) - 1 + 3


def test_rows_are_three_short_reports_with_everything_stated() -> None:
    reports = rows()
    assert len(reports) == 3
    assert len({row["id"] for row in reports}) == 3
    assert len({row["outlet"] for row in reports}) == 3
    for row in reports:
        assert row.keys() == ROW_KEYS
        assert all(isinstance(value, str) and value.strip() for value in row.values())
        assert words(row["text"]) in WORDS_OF_A_SHORT_REPORT
        day = date.fromisoformat(row["published"])
        assert f"/{day:%Y/%m/%d}/" in row["url"]


def test_rows_tell_one_incident_with_rival_figures() -> None:
    texts = [row["text"] for row in rows()]
    assert all("Tinzaouaten" in text for text in texts)
    dead = [set(re.findall(r"\b(?:two|\d+)(?= (?:Malian )?soldiers| Russian)", text)) for text in texts]
    assert dead == [{"two"}, {"84", "47"}, {"50", "10", "84", "47"}]
