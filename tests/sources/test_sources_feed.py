"""Feeds: an entry is a report, of what the feed has of it or of the page that it links."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.serving import BODY, PAGE, Answer, Site, serving

from marsad.records import Report, Unread
from marsad.sources import Arrival, Fetcher, FetchLimits, Web, read_arrivals, read_inputs

WHOLE = f"<p>{BODY}</p><p>The mayor of the town denied it, and said that the &lsquo;bridge&rsquo; was held.</p>"
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet href="style.xsl"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Valley Wire</title><link>https://wire.example/</link><language>en-gb</language>
<item><title>Three villages &amp;amp; a bridge</title><link>https://wire.example/2018/villages.html</link><guid>1</guid>
<pubDate>Sun, 23 Sep 2018 14:05:00 +0300</pubDate><dc:creator>A. Reporter</dc:creator>
<description>The army said on Tuesday &#8230;</description><content:encoded><![CDATA[{WHOLE}]]></content:encoded></item>
<item><title>Shells on the mill</title><link>/mill</link>
<description>Shells fell on the mill of the town, the mayor said on Sunday. [&#8230;]</description></item>
<item><title>Empty</title><link>https://wire.example/empty</link></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Valley Wire</title>
<entry><id>x</id><title>Villages</title><updated>2018-09-24T10:00:00Z</updated>
<published>2018-09-23T14:05:00+03:00</published><author><name>A. Reporter</name></author>
<link href="https://wire.example/villages"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{BODY}</p></div>
</content></entry>
<entry><id>y</id><title>Mill</title>
<updated>2018-09-24T10:00:00Z</updated><summary>Shells fell on the mill.</summary></entry>
</feed>"""


def read(feed: str, *, name: str = "wire.xml", folder: Path) -> list[Arrival]:
    path = folder / name
    path.write_text(feed, encoding="utf-8")
    return list(read_arrivals([path]))


def test_entries_are_reports(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    first, second, third = read(RSS, folder=tmp_path)
    report = first.result
    assert isinstance(report, Report)
    assert report.text.split("\n\n") == [
        BODY.strip(), "The mayor of the town denied it, and said that the ‘bridge’ was held.",
    ]  # fmt: skip
    assert (report.id, report.title, report.outlet) == ("villages", "Three villages & a bridge", "Valley Wire")
    assert (report.url, report.byline) == ("https://wire.example/2018/villages.html", "A. Reporter")
    assert (report.published, report.published_basis) == ("2018-09-23T14:05:00+03:00", "metadata")
    assert (first.part, first.note) == ("entry 1", None)
    assert isinstance(second.result, Report)
    assert second.result.text == "Shells fell on the mill of the town, the mayor said on Sunday. […]"
    assert second.result.url == "https://wire.example/mill"
    assert second.note == "only a teaser; --follow fetches the whole"
    assert caplog.messages == [f"{tmp_path / 'wire.xml'}, entry 2: {second.note}"]
    assert isinstance(third.result, Unread)
    assert third.result.error.startswith(f"{tmp_path / 'wire.xml'}, entry 3: holds no text")


def test_atom_and_the_date_of_the_last_change(tmp_path: Path) -> None:
    first, second = (arrival.result for arrival in read(ATOM, name="wire.atom", folder=tmp_path))
    assert isinstance(first, Report)
    assert (first.text, first.published) == (BODY.strip(), "2018-09-23T14:05:00+03:00")
    assert isinstance(second, Report)
    assert (second.id, second.text, second.published) == ("wire-2", "Shells fell on the mill.", None)


@pytest.mark.parametrize("name", ["wire.xml", "wire", "wire.php", "wire.html"])
def test_a_feed_shows_by_its_content(tmp_path: Path, name: str) -> None:
    for feed in (RSS, ATOM, "\ufeff\n" + RSS, "<!-- made by hand -->" + ATOM):
        assert [arrival.part for arrival in read(feed, name=name, folder=tmp_path)][:1] == ["entry 1"]


def test_the_same_entry_in_another_feed_is_the_same_report(tmp_path: Path) -> None:
    first = read(RSS, folder=tmp_path)[0]
    later = RSS.replace("<item>", "<item><title>New</title><description>Shells fell.</description></item><item>", 1)
    second = read(later, folder=tmp_path)[1]
    assert first.sha256 == second.sha256
    changed = read(RSS.replace("three villages", "four villages"), folder=tmp_path)[0]
    assert changed.sha256 != first.sha256


@pytest.mark.parametrize(
    ("feed", "reason"),
    [
        ("<rss><channel><title>Wire</title></channel></rss>", "is a feed without entries"),
        ("<rss", "is XML, but no feed that can be read"),
        ("<?xml version='1.0'?><urlset/>", "is XML, but no feed"),
    ],
)
def test_what_is_no_feed(tmp_path: Path, feed: str, reason: str) -> None:
    (arrival,) = read(feed, folder=tmp_path)
    assert isinstance(arrival.result, Unread)
    assert reason in arrival.result.error


def test_entities_do_not_explode(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE rss [<!ENTITY e0 "ha">{levels}]><rss><channel><item><title>&e9;</title></item></channel></rss>'
    for arrival in read(f"<?xml version='1.0'?>{bomb}", folder=tmp_path):
        assert isinstance(arrival.result, Unread)
        assert len(arrival.result.error) < 500


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def feed_of(site: Site) -> str:
    return RSS.replace("https://wire.example", site.url)


def followed(site: Site, source: str) -> list[Arrival]:
    web = Web(True, Fetcher(allow_private=True, limits=FetchLimits(pause=0.0)))
    return list(read_arrivals([source], web=web))


def test_links_are_followed_where_asked(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "wire.xml"
    path.write_text(feed_of(site), encoding="utf-8")
    site.answers |= {"/2018/villages.html": Answer(PAGE), "/mill": Answer("gone", status=410)}
    first, second, third = followed(site, str(path))
    assert isinstance(first.result, Report)
    # the page says what it says itself, and the feed the rest
    assert (first.result.text, first.result.title) == (BODY.strip(), "Three villages")
    assert (first.result.published, first.result.outlet) == ("2018-09-23T14:05:00+03:00", "Valley Wire")
    assert first.url == f"{site.url}/2018/villages.html"
    assert isinstance(second.result, Report)
    assert second.note is not None
    assert "only a teaser is read, for its page cannot be fetched" in second.note
    assert "answers 410 Gone" in second.note
    assert isinstance(third.result, Unread)


def test_a_feed_at_an_address_is_kept_behind_its_entries(site: Site) -> None:
    site.answers["/feed"] = Answer(feed_of(site), kind="application/rss+xml", headers={"ETag": '"7"'})
    first, second, third, feed = followed(site, f"{site.url}/feed")
    assert [isinstance(one.result, Report) for one in (first, second, third)] == [True, True, False]
    assert feed.result is None
    assert feed.trace is not None
    assert (feed.trace.etag, feed.trace.url) == ('"7"', f"{site.url}/feed")
    assert site.pages == ["/feed", "/2018/villages.html", "/mill", "/empty"]


def test_links_into_the_own_network_are_not_followed(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "wire.xml"
    path.write_text(feed_of(site), encoding="utf-8")
    found = list(read_arrivals([path], web=Web(True, Fetcher(limits=FetchLimits(pause=0.0)))))
    assert site.asked == []
    assert "private network" in str(found[0].note)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 400))
def test_damage_is_told_and_never_raised(garbage: bytes, place: int) -> None:
    raw = RSS.encode()
    for broken in (b"<rss>" + garbage, raw[: 100 + place] + garbage + raw[100 + place :]):
        for result in read_inputs(["-"], stdin=io.BytesIO(broken)):
            assert isinstance(result, (Report, Unread))
