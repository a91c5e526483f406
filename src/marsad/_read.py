"""From inputs to readings: the way of the data through the rooms, one report at a time."""

from __future__ import annotations

import functools
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

from marsad._defaults import DEFAULT_READER, DEFAULT_SETTING
from marsad._errors import InputError, MarsadError, UsageError
from marsad.language import ActNetwork, Document, Network, analyse
from marsad.reading import Options, ToldReport, read_rules, read_trained
from marsad.records import ModelInfo, Reading, Report, Unread
from marsad.resolving import Scale, load_scale, resolve
from marsad.sources import read_inputs, report_from_text

READERS: dict[str, type[Network]] = {"rules": Network, "trained": ActNetwork}


@dataclass(frozen=True, slots=True)
class _Program:
    """What a reader needs, loaded once: its model session and its scale of confidence."""

    network: Network
    scale: Scale
    model: ModelInfo

    def told(self, document: Document) -> ToldReport:
        """What the reader finds in a document."""
        if isinstance(self.network, ActNetwork):
            return read_trained(document, Options(**self.network.config["weighing"]))
        return read_rules(document)


@functools.cache
def _program(reader: str) -> _Program:
    if reader not in READERS:
        raise UsageError(f"reader {reader!r}: there are {', '.join(READERS)}")
    network = READERS[reader]()
    network.verify()
    model = ModelInfo(program="marsad", version=version("marsad"), model_sha256=network.sha256)
    return _Program(network, load_scale(network.folder, reader), model)


def read_report(report: Report, *, setting: str = DEFAULT_SETTING, reader: str = DEFAULT_READER) -> Reading:
    """Reads one report.

    Args:
        report: As ``marsad.sources`` gives it.
        setting: ``precise``, ``balanced`` or ``everything``.
        reader: ``trained``, or ``rules`` for comparison.

    Raises:
        UsageError: There is no such setting or reader.
    """
    program = _program(reader)
    told = program.told(analyse(report.text, program.network))
    return resolve(report, told, scale=program.scale, setting=setting, model=program.model)


def told_of(text: str, *, reader: str = DEFAULT_READER) -> tuple[Document, ToldReport]:
    """A text analysed, and what the reading room finds in it: for whoever needs more than the records say."""
    program = _program(reader)
    document = analyse(text, program.network)
    return document, program.told(document)


def read_timed(
    report: Report, *, setting: str = DEFAULT_SETTING, reader: str = DEFAULT_READER
) -> tuple[Reading, dict[str, float]]:
    """As :func:`read_report`, with the seconds spent in each room, and in the network alone as part of language."""
    program = _program(reader)
    marks = [time.perf_counter()]
    before = program.network.seconds
    document = analyse(report.text, program.network)
    marks.append(time.perf_counter())
    told = program.told(document)
    marks.append(time.perf_counter())
    reading = resolve(report, told, scale=program.scale, setting=setting, model=program.model)
    marks.append(time.perf_counter())
    seconds = dict(zip(("language", "reading", "resolving"), (b - a for a, b in pairwise(marks)), strict=True))
    seconds["network"] = program.network.seconds - before
    return reading, seconds


def read_reports(
    inputs: Sequence[str | os.PathLike[str]],
    *,
    published: str | None = None,
    setting: str = DEFAULT_SETTING,
    reader: str = DEFAULT_READER,
    follow: bool = False,
    allow_private: bool = False,
) -> Iterator[Reading | Unread]:
    """Reads files, folders, globs, addresses (``https://...``) or "-" (standard input), lazily and in order.

    Args:
        inputs: Names of inputs.
        published: ISO date for inputs that bring none.
        setting: ``precise``, ``balanced`` or ``everything``.
        reader: ``trained`` or ``rules``.
        follow: Fetch the pages that feeds link, instead of reading what the feed has of them.
        allow_private: Fetch also from this machine and private networks.

    Yields:
        A reading, or for a report that cannot be read an :class:`Unread` in its place.

    Raises:
        UsageError: ``published`` is no ISO date, or there is no such setting or reader.
    """
    program_of(reader, setting)
    for report in read_inputs(inputs, published=published, follow=follow, allow_private=allow_private):
        if isinstance(report, Unread):
            yield report
        else:
            yield read_or_unread(report, setting=setting, reader=reader)


def program_of(reader: str, setting: str) -> ModelInfo:
    """Which program and weights a reader is.

    Raises:
        UsageError: There is no such reader or setting.
    """
    program = _program(reader)
    program.scale.threshold(setting)
    return program.model


def read_or_unread(report: Report, *, setting: str, reader: str) -> Reading | Unread:
    """As :func:`read_report`, but a report that cannot be read stops nothing."""
    try:
        return read_report(report, setting=setting, reader=reader)
    except MarsadError as error:
        return Unread(report.id, f"{report.id}: {error}")
    except Exception as error:  # an error of the program's own: the rest of the batch is still read
        told = f"{type(error).__name__}: {error}"
        return Unread(report.id, f"{report.id}: cannot be read for an error of marsad ({told}); please report it")


def read(
    path_or_text: str | os.PathLike[str],
    *,
    published: str | None = None,
    setting: str = DEFAULT_SETTING,
    reader: str = DEFAULT_READER,
) -> Reading:
    """Reads one report, from a file or from its text.

    Args:
        path_or_text: A path, or the text itself: a string with a line break or of over 300 characters, or one that
            names no file and holds a blank, is a text.
        published: ISO date of publication, where the input brings none.
        setting: ``precise``, ``balanced`` or ``everything``.
        reader: ``trained`` or ``rules``.

    Raises:
        InputError: The file or text cannot be read, or the file holds several reports.
        UsageError: ``published`` is no ISO date, or there is no such setting or reader.
    """
    if isinstance(path_or_text, str) and _is_text(path_or_text):
        return read_report(report_from_text(path_or_text, published=published), setting=setting, reader=reader)
    found = list(read_reports([path_or_text], published=published, setting=setting, reader=reader))
    if len(found) != 1:
        raise UsageError(f"{path_or_text}: holds {len(found)} reports; use read_reports")
    (reading,) = found
    if isinstance(reading, Unread):
        name = str(path_or_text)
        raise InputError(name, reading.error.removeprefix(f"{name}: "))
    return reading


def _is_text(value: str) -> bool:
    if "\n" in value or len(value) > 300:
        return True
    return not value.strip() or (" " in value and not _names_file(value))


def _names_file(value: str) -> bool:
    try:
        return Path(value).exists()
    except OSError:  # too long for a name
        return False
