"""A line of progress on standard error, for people who wait.

Shown only where standard error is a terminal, standard output is not (tables on the same terminal show progress
enough), and there is more than a second of work.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_PATIENCE_S = 1.0

Item = TypeVar("Item")


def with_progress(items: Iterable[Item], clock: Callable[[], float] = time.monotonic) -> Iterator[Item]:
    """Passes items on and shows how many there have been.

    Args:
        items: What is worked through.
        clock: Seconds since some moment.

    Yields:
        The items, unchanged.
    """
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    bar = Progress(
        SpinnerColumn(), TextColumn("{task.completed} reports"), TimeElapsedColumn(), console=Console(stderr=True),
        transient=True, redirect_stdout=False,
    )  # fmt: skip
    task = bar.add_task("read", total=None)
    began = clock()
    try:
        for item in items:
            if not bar.live.is_started and clock() - began > _PATIENCE_S:
                bar.start()
            yield item
            bar.advance(task)
    finally:
        bar.stop()
