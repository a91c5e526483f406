"""Standard output as records need it: UTF-8, and quiet where its reader has seen enough."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator


def write_utf8() -> None:
    """Records are UTF-8 with line feeds, whatever the terminal's locale says."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")


@contextmanager
def pipe_may_close() -> Iterator[None]:
    """Ends quietly where the reader of standard output has seen enough (``| head``); that is no failure."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_what_is_unwritten()
        raise typer.Exit(0) from None
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO):
            raise
        _drop_what_is_unwritten()
        typer.echo(f"marsad: standard output: {error.strerror}; the output is cut off, write it elsewhere", err=True)
        raise typer.Exit(1) from None


def _drop_what_is_unwritten() -> None:
    """Points standard output at nothing, or Python complains when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
