"""Speech without quotation marks: transcripts ("ODEH: We left.", "Q: Where to?"), and paragraphs behind "She added:".

In a transcript lines begin with who speaks and a colon. A text is one where two such lines by different speakers follow
each other and one speaks again, or where questions and answers are marked; headings ("UPDATE: ...") are no labels. A
turn ends with its paragraph, or with the next label where at least every second paragraph has one. What is said in it
counts as a quotation, the label as its speaker, the colon as the cue.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from marsad.language import Document, Sentence
from marsad.reading._quotations import Quotation
from marsad.reading._saying import Saying

_LABEL = re.compile(
    r"^[ \t]*(?P<label>[QA]|[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,3}|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3})"
    r"(?P<mark>:)[ \t]+(?=\S)",
    re.MULTILINE,
)
_GAP = re.compile(r"[ \t]*\n[ \t]*\n\s*")
_MARKS = re.compile("[“”«»\"]|``|''")
_NAMELESS = frozenset({"Q", "A"})


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says in a transcript: the colon behind the label, and the words."""

    label: str
    mark: int
    start: int
    end: int

    @property
    def begin(self) -> int:
        """Where the label begins."""
        return self.mark - len(self.label)

    @property
    def voice(self) -> str:
        """Whose turn it is: the last word of the label."""
        return self.label.rpartition(" ")[2]


def turns(text: str) -> list[Turn]:
    """The turns of a transcript in order; none where the text is none."""
    found = list(_LABEL.finditer(text))
    if len(found) < 2:
        return []
    mostly = 2 * len(found) >= len(re.findall(r"\S\n\n", text)) + 1
    out = []
    for number, one in enumerate(found):
        following = found[number + 1].start() if number + 1 < len(found) else None
        paragraph = text.find("\n\n", one.end())
        end = following if mostly and following is not None else paragraph if paragraph >= 0 else len(text)
        end = end if following is None else min(end, following)
        out.append(Turn(one.group("label"), one.start("mark"), one.end(), len(text[:end].rstrip())))
    voices = Counter(t.voice for t in out)
    taken = set(voices) >= _NAMELESS or (len(voices) > 1 and max(voices.values()) > 1)
    beside = any(one.voice != other.voice and not text[one.end : other.begin].strip() for one, other in pairwise(out))
    return out if taken and beside else []


def with_turns(quotes: Sequence[Quotation], spoken: Sequence[Turn]) -> list[Quotation]:
    """The quotations of a text with its turns, which take in those within them."""
    apart = [q for q in quotes if not any(q.start < t.end and t.mark < q.end for t in spoken)]
    return sorted([*apart, *(Quotation(t.start, t.end) for t in spoken)], key=lambda q: q.start)


def sayings_of_turns(document: Document, spoken: Sequence[Turn]) -> dict[int, Saying]:
    """One saying for each turn, by where its words begin; what it says is left to the turn."""
    out: dict[int, Saying] = {}
    for turn in spoken:
        sentence = document.sentence_at(turn.mark)
        mark = None if sentence is None else _token(sentence, turn.mark)
        if sentence is not None and mark is not None:
            source = None if turn.label in _NAMELESS else _speaker(sentence, mark)
            entity = None if source is None else sentence.entity_at(source)
            if entity is not None and entity.label == "LOC" and not turn.label.isupper():
                continue  # "Tal Dara: ..."
            out[turn.start] = Saying(sentence.index, (mark,), source, frozenset(), "neutral", act=False)
    return out


def paragraph_behind(document: Document, sentence: Sentence) -> Quotation | None:
    """The paragraph behind a sentence that ends with a colon, where it is not quoted: "She added:", and what she added.

    A list or a heading behind the colon is none.
    """
    text, begin = document.text, sentence.tokens[-1].end if sentence.tokens else 0
    gap = _GAP.match(text, begin)
    if gap is None or sentence.tokens[-1].text != ":":
        return None
    stop = text.find("\n\n", gap.end())
    said = text[gap.end() : stop if stop >= 0 else len(text)].rstrip()
    plain = said[:1].isupper() and said[-1] in ".!?" and not _MARKS.search(said) and "\n" not in said
    return Quotation(gap.end(), gap.end() + len(said)) if plain else None


def _token(sentence: Sentence, offset: int) -> int | None:
    return next((t.index for t in sentence.tokens if t.start <= offset < t.end), None)


def _speaker(sentence: Sentence, mark: int) -> int | None:
    """The last word of the label."""
    return next((i for i in range(mark - 1, -1, -1) if sentence.tokens[i].upos != "PUNCT"), None)
