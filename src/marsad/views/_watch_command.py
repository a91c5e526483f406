"""``marsad watch``: looks at a folder or at feeds again and again, until it is told to stop."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated, Any

import typer

from marsad.views._ledger_commands import open_for
from marsad.views._options import (
    FollowOption,
    LedgerOption,
    PrivateOption,
    PublishedOption,
    Reader,
    ReaderOption,
    Setting,
    SettingOption,
)
from marsad.views._output import pipe_may_close, write_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def stopped_by_signals() -> Iterator[Event]:
    """An event that SIGINT and SIGTERM set; the same signal a second time does what it does elsewhere."""
    stop = Event()
    before: dict[int, Any] = {}

    def ask(number: int, _: object) -> None:
        stop.set()
        signal.signal(number, before[number])

    for number in (signal.SIGINT, signal.SIGTERM):
        before[number] = signal.signal(number, ask)
    try:
        yield stop
    finally:
        for caught, handler in before.items():
            signal.signal(caught, handler)


def watch(
    target: Annotated[
        Path, typer.Argument(metavar="FOLDER|FEEDLIST", help="A folder; or a file with one feed per line, or OPML.")
    ],
    ledger: LedgerOption = "marsad.db",
    every: Annotated[
        float, typer.Option("--every", metavar="MIN", min=0.01, help="Minutes between two rounds.")
    ] = 15.0,
    once: Annotated[bool, typer.Option("--once", help="One round only.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object per line.")] = False,
    published: PublishedOption = None,
    setting: SettingOption = Setting.balanced,
    reader: ReaderOption = Reader.trained,
    follow: FollowOption = False,
    allow_private: PrivateOption = False,
) -> None:
    """Add what is new in a folder, or in the feeds of a list, until stopped (Ctrl-C, or SIGTERM).

    Files are read when they have stopped changing; feeds only where their server says that they have changed. What
    cannot be read is told, and the watch goes on. Stopped, it finishes the report at hand.

    \b
    Examples:
      marsad watch inbox/ --every 1
      marsad watch feeds.txt --follow --ledger campaign.db
      marsad watch feeds.opml --once
    """
    from marsad.incidents import update_incidents
    from marsad.views._ledger_views import print_added

    with stopped_by_signals() as stop, open_for(ledger, create=True) as opened, pipe_may_close():
        write_utf8()
        results = opened.watch(
            target, every_s=every * 60, once=once, stop=stop, published=published, setting=setting.value,
            reader=reader.value, follow=follow, allow_private=allow_private,
            after_round=lambda: update_incidents(opened),
        )  # fmt: skip
        unread = print_added(results, json=json, often=lambda: update_incidents(opened))
    if stop.is_set():
        typer.echo("marsad: stopped", err=True)
    if unread and once:
        raise typer.Exit(1)
