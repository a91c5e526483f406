"""Single sentences about one kind of act: ``corpus/sentences/<name>.txt``.

A file has a header (``id``, ``about``: the kind it was written for), a line ``---``, and items parted by an empty
line; an item is one or two sentences that stand alone, as they might in any report. Marked are all acts and cues of
an item in the inline form, and of the mentions those that take part in one; contents, forecasts and control are not.
So the set tells the model what names an act and who takes part in it, and nothing of mentions or credits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from training.corpus.check import mark_slips
from training.corpus.inline import Annotated, CorpusError, Mark, read_file

SINGLE = "sentences"  # the style of an item
LONGEST = 75  # words of an item
_NOT_HERE = frozenset({"say", "fore", "word", "cond", "ctl"})


def items(path: Path) -> Iterator[Annotated]:
    """The items of a file, each a text of its own; ids hold within one.

    Raises:
        CorpusError: The file is not in the inline form.
    """
    whole = read_file(path)
    start = 0
    for number, text in enumerate(whole.text.split("\n\n"), start=1):
        end = start + len(text)
        marks = [_moved(m, start) for m in whole.marks if start <= m.start and m.end <= end]
        yield Annotated({"id": f"{whole.id}-{number:03}", "style": SINGLE}, text, marks, path)
        start = end + 2


def sentences(corpus: Path) -> Iterator[Annotated]:
    """All items of the corpus, in order; they are for training alone."""
    for path in sorted((corpus / "sentences").glob("*.txt")):
        yield from items(path)


def _moved(mark: Mark, start: int) -> Mark:
    return Mark(
        mark.type, mark.kind, mark.id, mark.attributes, mark.start - start, mark.end - start, mark.depth, mark.line
    )


def check_sentences(paths: Sequence[Path]) -> int:
    """Prints every slip of the files and how much there is of what; how many slips."""
    found = number = 0
    kinds: Counter[str] = Counter()
    without, seen = 0, set()
    for path in (p for root in paths for p in (sorted(root.rglob("*.txt")) if root.is_dir() else [root])):
        try:
            read = list(items(path))
        except CorpusError as error:
            print(error)
            found += 1
            continue
        for item in read:
            number += 1
            acts = [m for m in item.marks if m.type == "act"]
            kinds.update(m.kind for m in acts)
            without += not acts
            for slip in _slips(item, seen):
                found += 1
                print(slip)
    print(f"{number} items ({without} without an act), {kinds.total()} acts, {found} slips")
    print(", ".join(f"{k} {n}" for k, n in kinds.most_common()))
    return found


def _slips(item: Annotated, seen: set[str]) -> Iterator[str]:
    where = f"{item.path}: {item.id}"
    if len(item.text.split()) > LONGEST:
        yield f"{where}: over {LONGEST} words; an item is one or two sentences"
    key = "".join(filter(str.isalpha, item.text.lower()))
    if key in seen:
        yield f"{where}: the same words stand in an item before"
    seen.add(key)
    for mark in item.marks:
        if mark.type in _NOT_HERE:
            yield f"{where}: {mark.type} is not marked in single sentences; leave it out"
    yield from mark_slips(item)
    used = {
        part.partition("/")[0]
        for m in item.marks
        for key, value in m.attributes.items()
        if key in ("a", "t", "p", "d", "w", "src", "n")
        for piece in value.split(",")
        for part in (piece.split(":")[1:] if key == "n" else [piece])
    }
    for mark in item.marks:
        if mark.type not in ("act", "cue") and mark.id not in used:
            yield f"{where}: {{{item.words_of(mark)}|{mark.type}}} takes part in nothing; link it or leave it unmarked"
