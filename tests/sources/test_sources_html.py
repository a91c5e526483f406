"""HTML pages: body, metadata, and dates that are stated or absent, never guessed."""

import hashlib
import json
from pathlib import Path

import pytest

from marsad._errors import InputError, UsageError
from marsad.sources import report_from_html
from marsad.sources._html import looks_like_html

DATA = Path(__file__).parent / "data"
BODY = (
    "<article><p>The Orlen Brigade shelled the village of Tarsk on 12 February 2029, killing at least 15 people, "
    "the Valley Monitor said in a statement on Tuesday.</p><p>Two soldiers were wounded near the old ferry on Friday, "
    "March 7, 2031, and the governor closed the road to the hills until further notice.</p></article>"
)


def page(head: str = "", body: str = BODY, *, html: str = "<html>") -> bytes:
    return f"<!doctype html>{html}<head>{head}</head><body>{body}</body></html>".encode()


def linked(*nodes: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)


def published(head: str) -> str | None:
    report = report_from_html(page(head), name="a.html")
    assert report.published_basis == ("unknown" if report.published is None else "metadata")
    return report.published


def test_page_with_graph() -> None:
    raw = (DATA / "graph.html").read_bytes()
    report = report_from_html(raw, name="dir/graph.html", published="2000-01-01")
    assert report.id == "graph"
    assert report.title == "Shells fall on Tarsk market – monitor"
    assert report.outlet == "Valley Wire"
    assert report.byline == "Ada Kovel, Ben Ruhl"
    assert report.url == "https://valleywire.example/news/tarsk-market"
    assert (report.published, report.published_basis) == ("2031-03-05T14:05:00+03:00", "metadata")
    assert report.language == "en"
    assert report.sha256 == hashlib.sha256(raw).hexdigest()
    assert report.text.split("\n\n") == [
        "Shells fired by the Orlen Brigade struck the market of Tarsk on Tuesday, killing at least 15 people, the "
        "Valley Monitor said in a statement sent to reporters in the capital.",
        "“We heard four blasts,” a trader told Valley Wire.",
        "The road to the old ferry was closed at dawn.",
        "The army had claimed on 12 February 2031 that the brigade was beaten. Residents of three villages nearby fled "
        "to the hills, and the governor asked for tents, blankets and medicine.",
        "Village | Families",
        "Upper Tarsk | 40",
    ]


def test_page_without_date_has_none_whatever_its_body_says() -> None:
    report = report_from_html((DATA / "undated.html").read_bytes(), name="undated.html")
    assert (report.published, report.published_basis) == (None, "unknown")
    assert "7 March 2031" in report.text
    assert report.title == "Brigade leaves the ferry"
    assert report.outlet == "Valley Wire"
    assert report.byline == "Ada Kovel"
    assert report.url is None


def test_given_date_only_where_the_page_has_none() -> None:
    report = report_from_html(page(), name="a", published="2031-04-01T10:00Z")
    assert (report.published, report.published_basis) == ("2031-04-01T10:00Z", "given")
    with pytest.raises(UsageError, match="'April' is no date"):
        report_from_html(page(), name="a", published="April")


def test_date_in_the_address() -> None:
    head = '<link rel="alternate" href="/x"><link rel="Canonical" href="https://a.example/2031/03/05/shells">'
    report = report_from_html(page(head), name="a", published="2031-04-01")
    assert (report.published, report.published_basis) == ("2031-03-05", "url")
    assert report.url == "https://a.example/2031/03/05/shells"


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (
            '<meta property="article:published_time" content="2031-03-05T14:05:00+0300">',
            "2031-03-05T14:05:00+03:00",
        ),
        ('<meta content="2031-03-05 14:05:00" name="sailthru.date">', "2031-03-05T14:05:00"),
        ('<meta itemprop="datePublished" content="2031-03-05T14:05Z">', "2031-03-05T14:05Z"),
        ('<meta name="DC.date.issued" content="2031-03-05">', "2031-03-05"),
        ('<meta name="pubdate" content="Wed, 05 Mar 2031 14:05:00 GMT">', "2031-03-05T14:05:00+00:00"),
        ('<meta name="date" content="March 5, 2031">', "2031-03-05"),
        # the more trusted field, with the time that another gives for the same day
        (
            '<meta name="date" content="2031-03-07"><meta name="pubdate" content="2031-03-05T01:00Z">'
            '<meta property="article:published_time" content="2031-03-05">',
            "2031-03-05T01:00Z",
        ),
        # ambiguous, of the last change, no date at all
        ('<meta name="date" content="05/03/2031">', None),
        ('<meta property="article:modified_time" content="2031-03-05T14:05:00Z">', None),
        ('<meta http-equiv="last-modified" content="2031-03-05">', None),
        ('<meta property="article:published_time" content="">', None),
        ('<meta property="article:published_time" content="0001-01-01T00:00:00Z">', None),
        ('<meta name="description" content="Published 2031-03-05">', None),
    ],
)
def test_dates_of_meta_elements(head: str, date: str | None) -> None:
    assert published(head) == date


ARTICLE = {"@type": "NewsArticle", "headline": "H", "datePublished": "2031-03-05T14:05:00Z"}
OTHER = {"@type": "NewsArticle", "headline": "Other", "datePublished": "2029-01-01"}


@pytest.mark.parametrize(
    ("nodes", "date"),
    [
        ([ARTICLE], "2031-03-05T14:05:00Z"),
        ([[{"@type": "Organization", "name": "O"}, ARTICLE]], "2031-03-05T14:05:00Z"),
        ([{"@type": "WebPage", "mainEntity": ARTICLE}], "2031-03-05T14:05:00Z"),
        ([{"@graph": [[ARTICLE]]}], "2031-03-05T14:05:00Z"),
        ([ARTICLE | {"@type": "https://schema.org/ReportageNewsArticle"}], "2031-03-05T14:05:00Z"),
        ([{"@type": "WebPage", "datePublished": "2031-03-05"}], "2031-03-05"),
        ([{"@type": "ItemList", "itemListElement": [ARTICLE]}], None),
        ([{"@type": "JobPosting", "datePublished": "2031-03-05"}], None),
        ([ARTICLE, OTHER], None),
        ([{"@type": "NewsArticle", "headline": "H", "dateModified": "2031-03-05"}], None),
        ([{"@type": "NewsArticle", "datePublished": {"@value": "2031-03-05"}}], None),
        ([{"@type": None, "datePublished": 2031}, 7, None, "text", []], None),
    ],
)
def test_dates_of_linked_data(nodes: list[object], date: str | None) -> None:
    assert published(linked(*nodes)) == date


def test_own_article_among_several() -> None:
    by_title = '<meta property="og:title" content="H">' + linked(OTHER, ARTICLE)
    assert published(by_title) == "2031-03-05T14:05:00Z"
    own = ARTICLE | {"url": "http://www.a.example/h/?utm=1"}
    by_address = '<link rel="canonical" href="https://a.example/h">' + linked(
        OTHER | {"url": "https://a.example/o"}, own
    )
    assert published(by_address) == "2031-03-05T14:05:00Z"


@pytest.mark.parametrize(
    "script", ["", "{", '{"@type": "NewsArticle", "datePublished": ', "[" * 100_000, "<!-- -->", "1" * 5_000]
)
def test_broken_linked_data_is_passed_over(script: str) -> None:
    head = f'<script type="application/ld+json">{script}</script><meta name="pubdate" content="2031-03-05">'
    assert published(head) == "2031-03-05"


def test_linked_data_in_a_comment_and_with_raw_line_ends() -> None:
    head = (
        '<script type="application/ld+json"><!-- {"@type": "Article", "headline": "Two\nlines",'
        '"author": "Ada Kovel", "publisher": [{"name": ["Valley Wire"]}], "datePublished": "2031-03-05"}; --></script>'
    )
    report = report_from_html(page(head), name="a")
    assert (report.title, report.byline, report.outlet) == ("Two lines", "Ada Kovel", "Valley Wire")


def test_microdata_counts_where_it_is_the_only_one() -> None:
    one = '<time itemprop="datePublished" datetime="2031-03-05T10:00Z">5 March</time>'
    assert report_from_html(page(body=one + BODY), name="a").published == "2031-03-05T10:00Z"
    assert report_from_html(page(body=one * 2 + BODY), name="a").published == "2031-03-05T10:00Z"
    two = one + '<time itemprop="datePublished" datetime="2029-01-01">old</time>'
    assert report_from_html(page(body=two + BODY), name="a").published is None
    plain = '<time datetime="2031-03-05T10:00Z">5 March</time>'
    assert report_from_html(page(body=plain + BODY), name="a").published is None


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Shells fall - Valley Wire</title>", "Shells fall - Valley Wire"),
        ('<title>Shells fall - Valley Wire</title><meta property="og:site_name" content="valley wire">', "Shells fall"),
        ("<title>Shells &amp; mud</title>", "Shells & mud"),
        ('<title>T</title><meta property="og:title" content="  Shells\n fall ">', "Shells fall"),
        ('<meta name="twitter:title" content="Shells fall">', "Shells fall"),
        ("", None),
    ],
)
def test_title(head: str, title: str | None) -> None:
    assert report_from_html(page(head), name="a").title == title


def test_byline_that_is_an_address_is_none() -> None:
    head = '<meta property="article:author" content="https://a.example/ada"><meta name="byl" content="By Ada Kovel">'
    assert report_from_html(page(head), name="a").byline == "Ada Kovel"


def test_title_is_not_repeated_in_the_text() -> None:
    raw = page("<title>Shells  fall</title>", "<h1>Shells fall</h1>" + BODY)
    assert report_from_html(raw, name="a").text.startswith("The Orlen Brigade")


def test_sentence_broken_over_lines_is_one_paragraph() -> None:
    lines = "Fighters shelled the village<br>of Tarsk on Tuesday<br>and left.<br>Two soldiers fled."
    report = report_from_html(page(body=f"<article><p>{lines}</p>{BODY}</article>"), name="a")
    assert report.text.startswith(
        "Fighters shelled the village of Tarsk on Tuesday and left.\n\nTwo soldiers fled.\n\n"
    )


@pytest.mark.parametrize(
    ("encoding", "meta"),
    [
        ("cp1256", '<meta charset="windows-1256">'),
        ("cp1250", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">'),
        ("cp1252", '<meta charset="iso-8859-1">'),
        ("cp1252", ""),
        ("utf-8", '<meta charset="iso-8859-1">'),
        ("utf-16", '<meta charset="utf-16">'),
    ],
)
def test_encodings(encoding: str, meta: str) -> None:
    raw = page(meta + "<title>The “brigade” – and the town’s market</title>").decode().encode(encoding)
    assert report_from_html(raw, name="a").title == "The “brigade” – and the town’s market"


def test_encoding_in_an_xml_declaration() -> None:
    raw = b'<?xml version="1.0" encoding="windows-1250"?>' + page("<title>Plzeň</title>").decode().encode("cp1250")
    assert report_from_html(raw, name="a").title == "Plzeň"


def test_a_fragment_is_read() -> None:
    assert report_from_html(b"<p>Troops shelled the village of Tarsk.</p>", name="a").text == (
        "Troops shelled the village of Tarsk."
    )


def test_id_is_stated_or_the_name() -> None:
    assert report_from_html(page(), name="https://a.example/news/shells").id == "shells"
    assert report_from_html(page(), name="dir/a.b.html").id == "a.b"
    assert report_from_html(page(), name="a", id="r1").id == "r1"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "a.html: holds no article that could be found; save its text as plain text"),
        (page(body=""), "a.html: holds no article that could be found"),
        (page(body="<script>alert('The army said so on Tuesday.')</script>"), "a.html: holds no article"),
        (page(body="<div>" * 100_000 + BODY), "a.html: holds no article"),
        (b"%PDF-1.4 <html>", "a.html: is a PDF"),
        (
            page(body="<p>Die Armee teilte am Dienstag mit, dass drei Soldaten im Norden getötet wurden.</p>"),
            "a.html: is not in English (language de)",
        ),
        (page(body="<p>Kein Wort.</p>", html='<html lang="de">'), "a.html: is not in English (language de)"),
    ],
)
def test_errors(raw: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        report_from_html(raw, name="a.html")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    "body",
    [
        BODY + "<b>" * 50_000,
        BODY + "<table><tr><td>" * 5_000,
        BODY + "<" * 50_000,
        "<div " + " ".join(f"a{number}=1" for number in range(50_000)) + ">" + BODY + "</div>",
        "<script>" + "document.write('<p>The army fled.</p>');" * 2_000 + "</script>" + BODY,
        "\x00\x01" * 3 + BODY,
        BODY + "<!-- never closed",
    ],
    ids=["nesting", "tables", "brackets", "attributes", "script", "control", "comment"],
)
def test_hostile_pages(body: str) -> None:
    raw = page(body=body).replace(b"\x00", b"\x0c")
    text = report_from_html(raw, name="a").text
    assert "The Orlen Brigade shelled the village of Tarsk" in text
    assert "document.write" not in text


@pytest.mark.parametrize(
    ("head", "html"),
    [
        (b"<!DOCTYPE html>", True),
        (b"\xef\xbb\xbf \n<html lang=en>", True),
        (b"<?xml version='1.0'?><!-- saved -->\n<html>", True),
        (b"<head><title>", True),
        (b"The <html> tag", False),
        (b"<header", False),
        (b"<p>", False),
        (b"", False),
    ],
)
def test_looks_like_html(head: bytes, html: bool) -> None:
    assert looks_like_html(head) is html
