"""A folder and feeds, watched: what is new is added, once, and nothing stops it but a word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from tests.ledger.killing import _MODEL, read_quickly
from tests.ledger.test_retrievals import feed, rows
from tests.serving import BODY, PAGE, Answer, Site, serving

from marsad import LedgerError, UsageError, _read
from marsad.ledger import Added, Ledger, _ledger
from marsad.ledger._watch import feeds_of
from marsad.sources import Fetcher, FetchLimits


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads without the model, and fetches without a pause."""
    monkeypatch.setattr(_read, "read_report", read_quickly)
    monkeypatch.setattr(_read, "program_of", lambda reader, setting: _MODEL)
    monkeypatch.setattr(_ledger, "Fetcher", partial(Fetcher, limits=FetchLimits(pause=0.0)))


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


class Rounds(Event):
    """Stands for the word to stop, and for the time between two rounds: each wait does one."""

    def __init__(self, *things: Callable[[], object]) -> None:
        super().__init__()
        self.things = list(things)

    def wait(self, timeout: float | None = None) -> bool:
        if timeout == SETTLE:
            self.settling()
            return False
        if not self.things:
            self.set()
            return True
        self.things.pop(0)()
        return False

    def settling(self) -> None:
        """What happens between the two looks at a folder."""


SETTLE = 0.125


def watch(ledger: Ledger, target: Path, *things: Callable[[], object], **options: Any) -> list[tuple[str, str]]:
    """What became of each report over as many rounds as there are things, and one more."""
    stop = options.pop("stop", None) or Rounds(*things)
    results = ledger.watch(target, stop=stop, settle_s=SETTLE, allow_private=True, **options)
    return [(one.id, one.state if isinstance(one, Added) else one.error) for one in results]


def test_new_files_of_a_folder_are_added_once(ledger: Ledger, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text(BODY)
    (inbox / "ignored.png").write_text("x")

    def later() -> None:
        (inbox / "sub").mkdir()
        (inbox / "sub" / "b.txt").write_text(BODY + "Nobody confirmed it.")
        (inbox / "c.txt").write_bytes(b"")

    told = watch(ledger, inbox, later, lambda: None, lambda: (inbox / "a.txt").write_text(BODY + "It was denied."))
    assert [(name, state.rpartition(":")[2][:15]) for name, state in told] == [
        ("a", "added"), ("c", " holds no text;"), ("b", "added"), ("a-2", "added"),
    ]  # fmt: skip
    # a new start reads the files again and finds that they are known
    assert {state for _, state in watch(ledger, inbox, once=True) if "text" not in state} == {"known"}
    assert list(ledger.check()) == []


def test_a_file_that_is_still_being_written_waits(
    ledger: Ledger, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    path = inbox / "a.txt"
    path.write_text(BODY[:30])
    stop = Rounds(lambda: None)
    left = [BODY[30:]]

    def go_on() -> None:
        if left:
            with path.open("a") as file:
                file.write(left.pop())

    stop.settling = go_on  # type: ignore[method-assign]
    assert watch(ledger, inbox, stop=stop) == [("a", "added")]
    assert caplog.messages == [f"{path}: is still being written; the next round reads it"]
    reading = ledger.reading("a")
    assert reading is not None
    assert reading.report.text == BODY


def test_an_empty_or_missing_folder(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert watch(ledger, tmp_path / "empty", lambda: None) == []
    with pytest.raises(UsageError, match="does not exist; name a folder, or a file that lists feeds"):
        watch(ledger, tmp_path / "nowhere")


def test_feeds_are_asked_for_what_is_new(ledger: Ledger, site: Site, tmp_path: Path) -> None:
    state = {"tag": '"1"', "feed": feed("mill")}

    def answer(headers: dict[str, str]) -> Answer:
        if headers.get("If-None-Match") == state["tag"]:
            return Answer("", status=304)
        return Answer(state["feed"], kind="application/rss+xml", headers={"ETag": state["tag"]})

    site.answers["/feed"] = answer
    feeds = tmp_path / "feeds.txt"
    feeds.write_text(f"# our feeds\n\n{site.url}/feed # the wire\n{site.url}/gone\n")

    def news() -> None:
        state.update(tag='"2"', feed=feed("bridge", "mill"))

    told = watch(ledger, feeds, lambda: None, news)
    assert [(name, state.partition(": ")[2][:11] or state) for name, state in told] == [
        ("mill", "added"), ("gone", "answers 404"), ("gone", "answers 404"), ("bridge", "added"), ("mill", "known"),
        ("gone", "answers 404"),
    ]  # fmt: skip
    assert [row["etag"] for row in rows(ledger) if row["id"] is None] == ['"1"', '"2"']
    # the tags lie in the ledger: a new start asks with them
    assert watch(ledger, feeds, once=True)[0][0] == "gone"
    assert site.headers[site.asked.index("/feed")].get("If-None-Match") is None
    asked = [headers for path, headers in zip(site.asked, site.headers, strict=True) if path == "/feed"]
    assert [headers.get("If-None-Match") for headers in asked] == [None, '"1"', '"1"', '"2"']


def test_pages_that_are_known_are_not_fetched_again(ledger: Ledger, site: Site, tmp_path: Path) -> None:
    state = {"feed": feed("mill")}
    site.answers["/feed"] = lambda _: Answer(state["feed"], kind="application/rss+xml")
    site.answers |= {"/mill": Answer(PAGE), "/bridge": Answer(PAGE.replace("three", "four"))}
    feeds = tmp_path / "feeds.opml"
    feeds.write_text(f'<opml version="2.0"><body><outline text="Wire" xmlUrl="{site.url}/feed"/></body></opml>')
    told = watch(ledger, feeds, lambda: state.update(feed=feed("bridge", "mill")), follow=True)
    assert told == [("mill", "added"), ("bridge", "added")]
    assert [path for path in site.pages if path != "/feed"] == ["/mill", "/bridge"]


def test_a_feed_that_was_not_read_to_its_end_is_read_again(ledger: Ledger, site: Site, tmp_path: Path) -> None:
    site.answers["/feed"] = Answer(feed("mill", "bridge"), kind="application/rss+xml", headers={"ETag": '"1"'})
    feeds = tmp_path / "feeds.txt"
    feeds.write_text(f"{site.url}/feed\n")
    stop = Event()
    for one in ledger.watch(feeds, stop=stop, allow_private=True):
        assert isinstance(one, Added)
        stop.set()  # as a signal does, while the first report is told
    assert [row["id"] for row in rows(ledger)] == ["mill"]
    assert watch(ledger, feeds, once=True) == [("mill", "known"), ("bridge", "added")]


def test_an_error_of_the_database_is_tried_again(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from marsad.ledger import _adding

    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_text(BODY)
    store = _adding._store.store
    failures = [LedgerError("marsad.db: no room is left")]

    def fail(*arguments: Any) -> Added:
        if failures:
            raise failures.pop()
        return store(*arguments)

    monkeypatch.setattr(_adding._store, "store", fail)
    assert watch(ledger, tmp_path / "inbox", lambda: None) == [("a", "added")]
    assert caplog.messages == ["marsad.db: no room is left; the next round tries it again"]
    failures.append(LedgerError("marsad.db: no room is left"))
    (tmp_path / "inbox" / "b.txt").write_text(BODY * 2)
    with pytest.raises(LedgerError, match="no room"):
        watch(ledger, tmp_path / "inbox", once=True)


def test_lists_of_feeds(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "feeds"
    path.write_text("\ufeff<?xml version='1.0'?><opml><outline><outline xmlUrl='http://a/?x=1&amp;y=2'/><outline xmlURL='http://b'/>"
                    "<outline text='none'/></outline></opml>", encoding="utf-8")  # fmt: skip
    assert feeds_of(path) == ["http://a/?x=1&y=2", "http://b"]
    path.write_text("http://a/#part\nhttp://a/#part\n  # remark\n")
    assert feeds_of(path) == ["http://a/#part"]
    path.write_text("# nothing\n")
    ((_, error),) = watch(ledger, path, once=True)
    assert "names no feeds; write one address" in error
    path.unlink()
    path.mkdir()
    assert watch(ledger, path, once=True) == []
