"""The lexicon measured on its own examples, through the shipped model: the marked word is read as its row says.

A floor and not every row: the model misreads some short sentences. What it misses is shown when the floor breaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from marsad.knowledge import ActEntry, load_lexicon
from marsad.language import Document, Network, analyse
from marsad.reading._act import Act
from marsad.reading._acts import ActFinder
from marsad.reading._classes import Classes
from marsad.reading._frames import Frames

LEXICON = load_lexicon()
FLOOR_ACTS = 0.93  # rows that name a kind
FLOOR_NONE = 0.97  # rows that say that the use is no act
BATCH = 60
SHOWN = 30


@dataclass(frozen=True)
class Example:
    """A row's example without its asterisks, and where the marked word begins."""

    entry: ActEntry
    text: str
    at: int


def examples() -> list[Example]:
    entries = [e for table in (LEXICON.verbs, LEXICON.nouns) for uses in table.values() for e in uses]
    unique = {(e.lemma, e.example, e.kind): e for e in entries}
    return [Example(e, e.example.replace("*", ""), e.example.index("*")) for e in unique.values()]


def analysed(rows: list[Example], network: Network) -> Iterator[tuple[Example, Document, int]]:
    """Each example with the document that it stands in, a paragraph of its own, and the offset of its word."""
    for first in range(0, len(rows), BATCH):
        batch = rows[first : first + BATCH]
        text = "\n\n".join(row.text for row in batch)
        document, start = analyse(text, network), 0
        for row in batch:
            yield row, document, start + row.at
            start += len(row.text) + 2


def acts_at(document: Document, offset: int) -> tuple[list[Act], bool]:
    """The acts that the word at ``offset`` is part of, and whether it is joined to another act."""
    sentence = document.sentence_at(offset)
    assert sentence is not None
    found, joined = [], False
    for act in ActFinder(sentence, Frames(sentence), Classes(sentence, LEXICON), LEXICON).find():
        for one in (act, *act.joined):
            words = [sentence.tokens[i] for i in {*one.words, one.index}]
            if any(t.start <= offset < t.end for t in words):
                found.append(one)
                joined = joined or one is not act
    return found, joined


def is_right(row: Example, document: Document, offset: int) -> bool:
    found, joined = acts_at(document, offset)
    if row.entry.kind is None:
        return not found
    return joined or row.entry.kind in [act.kind for act in found]


@pytest.fixture(scope="module")
def missed() -> list[Example]:
    return [row for row, document, offset in analysed(examples(), Network()) if not is_right(row, document, offset)]


@pytest.mark.parametrize(("with_kind", "floor"), [(True, FLOOR_ACTS), (False, FLOOR_NONE)], ids=["acts", "no acts"])
def test_examples_are_read_as_their_rows_say(missed: list[Example], *, with_kind: bool, floor: float) -> None:
    asked = [row for row in examples() if (row.entry.kind is not None) is with_kind]
    wrong = [row for row in missed if (row.entry.kind is not None) is with_kind]
    share = 1 - len(wrong) / len(asked)
    shown = "\n".join(f"{row.entry.lemma}: {row.entry.kind}: {row.entry.example}" for row in wrong[:SHOWN])
    assert share >= floor, (
        f"{share:.3f} of {len(asked)} examples are right; among the {len(wrong)} wrong ones:\n{shown}"
    )


def test_the_measure_can_tell_right_from_wrong() -> None:
    """A row given another kind must miss, else the share would say nothing."""
    document = analyse("Rebels captured the town of Sake. Rain fell.", Network())
    found, joined = acts_at(document, document.text.index("captured"))
    assert [act.kind for act in found] == ["territory-captured"]
    assert not joined
    assert acts_at(document, document.text.index("fell")) == ([], False)
