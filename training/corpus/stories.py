"""Stories: a few reports of one matter, with what tells of one act marked across them (``corpus/incidents``).

A file holds one story: reports in the inline form, parted by a line of equal signs, whose only marks are
``{words|in#name}``: the words that name an act, and the incident that it belongs to by section 5 of the codebook. Names
hold within the story. The folder says the part: what stands in ``fit`` may be looked at when the comparison is made
better, what stands in ``check`` only gives a figure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.corpus.inline import Annotated, CorpusError, read_inline

PARTS = ("fit", "check")
FIELDS = ("id", "outlet", "published", "title")
_RULE = re.compile(r"\n={3,}\n")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Story:
    """A few reports of one matter.

    Attributes:
        name: Name of its file.
        reports: Its reports in the order of the file.
        path: Where it was read from.
    """

    name: str
    reports: tuple[Annotated, ...]
    path: Path


def stories(folder: Path, part: str) -> list[Story]:
    """The stories of a part, by name.

    Args:
        folder: ``corpus/incidents``.
        part: ``fit`` or ``check``.

    Raises:
        CorpusError: A file is not in the form.
    """
    return [read_story(path) for path in sorted((folder / part).glob("*.txt"))]


def read_story(path: Path) -> Story:
    """Reads one story.

    Raises:
        CorpusError: It is not in the form.
    """
    texts = _RULE.split(path.read_text(encoding="utf-8"))
    return Story(path.stem, tuple(read_inline(text.strip("\n"), path) for text in texts), path)


def story_slips(told: Iterable[Story]) -> Iterator[str]:
    """What is wrong with stories: a header, a mark, a report's id that stands twice, an act that is told but once."""
    ids: Counter[str] = Counter()
    for story in told:
        ids.update(report.id for report in story.reports)
        for report in story.reports:
            yield from (f"{story.path}: {slip}" for slip in _report_slips(report))
        marks = Counter(mark.id for report in story.reports for mark in report.marks)
        if len(story.reports) < 2 or not any(number > 1 for number in marks.values()):
            yield f"{story.path}: no act is told twice; a story has two reports or more of one matter"
    yield from (
        f"report id {name!r} stands {number} times; give each its own" for name, number in ids.items() if number > 1
    )


def _report_slips(report: Annotated) -> Iterator[str]:
    if tuple(report.header) != FIELDS:
        yield f"{report.id}: the header has {', '.join(report.header)}; it wants {', '.join(FIELDS)}"
    if not _DAY.fullmatch(report.header.get("published", "")):
        yield f"{report.id}: published {report.header.get('published')!r} is no ISO date"
    if not report.marks:
        yield f"{report.id}: no act is marked"
    for mark in report.marks:
        if mark.type != "in" or not mark.id or mark.attributes or mark.depth:
            words = report.words_of(mark)
            yield f"{report.id}: line {mark.line}: {words!r}: a mark here reads {{words|in#name}}, none in another"


def check_stories(paths: Sequence[Path]) -> int:
    """Prints every slip of the stories under the paths; how many there are."""
    files = [file for path in paths for file in (sorted(path.rglob("*.txt")) if path.is_dir() else [path])]
    told, found = [], []
    for file in files:
        try:
            told.append(read_story(file))
        except CorpusError as error:
            found.append(str(error))
    found += story_slips(told)
    print(*found, f"{len(files)} stories, {len(found)} slips", sep="\n")
    return len(found)
