"""Measures the words that name acts on M2E2, VOA news with eight ACE-like event types (optional data folder).

Run ``python benchmarks/m2e2.py [FILE] [--errors N] [--sample K]``. A trigger counts as found where a word of ours
overlaps theirs, as typed where moreover our kind stands for their type (``TYPES``). Our kinds cover far more than
their eight types, so that precision counts only the acts whose kind stands for one of the eight. An act that only
adds to another one ("the air strike killed 20") is counted with its own word, as they mark it.

Documents are parted by a hash of their name: the tables may be mended on errors of the development half, which alone
are shown; the other half gives the figure. Published figures are for exact spans on another split of the set, by
models trained on it: the two are not the same measure.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marsad.knowledge import load_lexicon
from marsad.language import Document, Network, analyse
from marsad.reading._acts import Act, ActFinder
from marsad.reading._classes import Classes
from marsad.reading._frames import Frames
from marsad.reading._known_names import with_known_names

BATCH = 20
ATTACK, DIE, ARREST, DEMONSTRATE = "Conflict:Attack", "Life:Die", "Justice:Arrest-Jail", "Conflict:Demonstrate"
MEET, PHONE, TRANSPORT, MONEY = (
    "Contact:Meet",
    "Contact:Phone-Write",
    "Movement:Transport",
    "Transaction:Transfer-Money",
)
# Which of their types a kind may stand for, the commonest first. Kinds that are not here stand for none of them.
TYPES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("battle", "offensive", "raid", "shelling", "air-strike", "drone-strike"), (ATTACK,)),
    **dict.fromkeys(("bombing", "suicide-attack", "chemical-attack", "armed-attack", "destruction"), (ATTACK,)),
    **dict.fromkeys(("crowd-control", "sexual-violence", "torture", "territory-captured"), (ATTACK,)),
    **dict.fromkeys(("assassination", "execution", "killing"), (DIE, ATTACK)),
    **dict.fromkeys(("arrest", "combatants-captured", "abduction"), (ARREST,)),
    "protest": (DEMONSTRATE,),
    "riot": (DEMONSTRATE, ATTACK),
    "talks": (MEET, PHONE, TRANSPORT),
    **dict.fromkeys(("deployment", "displacement", "evacuation", "withdrawal"), (TRANSPORT,)),
    "aid": (MONEY, TRANSPORT),
}
HARMLESS = frozenset({"torture", "sexual-violence", "territory-captured", "destruction", "aid"})
PUBLISHED = {"found": 53.6, "typed": 51.0}


@dataclass(frozen=True, slots=True)
class Found:
    """An act of ours: the characters of its words, its kind, and their types that it may stand for."""

    words: tuple[tuple[int, int], ...]
    kind: str
    types: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """Counts over one half, and the errors by sort."""

    count: Counter[str] = field(default_factory=Counter)
    types: dict[str, Counter[str]] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=lambda: {"missed": [], "false": [], "mistyped": []})

    def sentence(self, text: str, gold: list[tuple[int, int, str]], found: list[Found]) -> None:
        """Compares one sentence, each trigger with one act at most, one of the right type before any other."""
        self.count["gold"] += len(gold)
        free = list(found)
        for start, end, name in gold:
            here = [f for f in free if any(a < end and start < b for a, b in f.words)]
            match = next((f for f in here if name in f.types), here[0] if here else None)
            self._note(name, "gold")
            if match is None:
                self.errors["missed"].append(f"{name}: {_context(text, start, end)}")
                continue
            free.remove(match)
            self.count["found"] += 1
            self.count["mapped"] += 1  # an act of another kind that meets a trigger is a prediction all the same
            self.count["typed"] += name in match.types
            self._note(name, "typed" if name in match.types else "other")
            if name not in match.types:
                self.errors["mistyped"].append(f"{name}, not {match.kind}: {_context(text, start, end)}")
        for act in free:
            if act.types:
                self.count["mapped"] += act.kind not in HARMLESS
                self._note(act.types[0], "false")
                if act.kind not in HARMLESS:
                    self.errors["false"].append(f"{act.kind}: {_context(text, *act.words[0])}")

    def _note(self, name: str, what: str) -> None:
        self.types.setdefault(name, Counter())[what] += 1

    def figures(self, matched: str) -> tuple[float, float, float]:
        """Precision, recall and F1 in percent."""
        hits = self.count[matched]
        precision, recall = hits / max(1, self.count["mapped"]), hits / max(1, self.count["gold"])
        return 100 * precision, 100 * recall, 200 * precision * recall / max(1e-9, precision + recall)


def _context(text: str, start: int, end: int) -> str:
    return f"{text[:start]}[[{text[start:end]}]]{text[end:]}"


def half_of(name: str) -> str:
    """The half of a sentence's document, by a hash of the document's name."""
    document = name.rpartition("_")[0]
    return "development" if hashlib.md5(document.encode(), usedforsecurity=False).digest()[0] % 2 else "figure"


def text_of(row: dict[str, Any]) -> tuple[str, list[tuple[int, int]]]:
    """The sentence with its final stop, which the set keeps in the tokens only, and where each token stands."""
    text, at, places = row["text"].replace("\n", " "), 0, []
    for token in row["tokens"]:
        start = text.find(token, at)
        if start < 0 or start - at > 6:
            text, start = text[:at] + token + text[at:], at
        at = start + len(token)
        places.append((start, at))
    return text, places


def batches(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Some twenty sentences at a time, as paragraphs of one text: quicker to analyse than one by one."""
    for first in range(0, len(rows), BATCH):
        yield rows[first : first + BATCH]


def acts_of(document: Document) -> list[Act]:
    """Every act of a text, those that only add to another one as well."""
    lexicon = load_lexicon()
    out: list[Act] = []
    for sentence in with_known_names(document).sentences:
        for act in ActFinder(sentence, Frames(sentence), Classes(sentence, lexicon), lexicon).find():
            out += [act, *act.joined]
    return out


def found_of(act: Act, offset: int) -> Found:
    """An act with its types; deaths alone make a killing one, wounds and bodies are no type of theirs."""
    tokens = act.sentence.tokens
    words = tuple((tokens[i].start - offset, tokens[i].end - offset) for i in act.words)
    counted = {what for what, _ in act.entry.count}
    types = TYPES.get(act.kind, ())
    if act.kind == "killing" and counted == {"wounded"}:
        types = ()
    elif "killed" in counted and types and DIE not in types:
        types = (*types, DIE)
    return Found(words, act.kind, types)


def score(analysed: list[tuple[list[dict[str, Any]], Document]]) -> dict[str, Tally]:
    """Tallies of both halves."""
    tallies = {"development": Tally(), "figure": Tally()}
    for rows, document in analysed:
        acts = acts_of(document)
        offset = 0
        for row in rows:
            text, places = text_of(row)
            end = offset + len(text)
            here = [a for a in acts if offset <= a.sentence.tokens[a.index].start < end]
            gold = [(places[e["trigger"][0]][0], places[e["trigger"][1] - 1][1], e["type"]) for e in row["events"]]
            tallies[half_of(row["id"])].sentence(text, gold, [found_of(a, offset) for a in here])
            offset = end + 2
    return tallies


def show(tallies: dict[str, Tally]) -> None:
    """Prints the table."""
    for half, tally in tallies.items():
        print(f"{half} half: {tally.count['gold']} triggers")
        for matched, peer in PUBLISHED.items():
            precision, recall, f1 = tally.figures(matched)
            print(f"  {matched}: P {precision:.1f} R {recall:.1f} F1 {f1:.1f} (EEQA, exact, another split: F1 {peer})")
        for name, c in sorted(tally.types.items()):
            print(f"    {name}: typed {c['typed']} of {c['gold']}, as another {c['other']}, false {c['false']}")


def main() -> None:
    """Prints the figures of both halves and, if asked, errors of the development half."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = Path(__file__).parents[2] / "shared/data/events/m2e2.jsonl.gz"
    parser.add_argument("file", nargs="?", type=Path, default=default)
    parser.add_argument("--errors", type=int, default=0, help="how many errors of each sort to show")
    parser.add_argument("--sample", type=int, default=0, help="read only the first so many sentences")
    options = parser.parse_args()
    with gzip.open(options.file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = rows[: options.sample or None]
    network, began = Network(), time.perf_counter()
    analysed = [(batch, analyse("\n\n".join(text_of(r)[0] for r in batch), network)) for batch in batches(rows)]
    tallies = score(analysed)
    show(tallies)
    print(f"{len(rows)} sentences in {time.perf_counter() - began:.0f} s")
    for sort, errors in tallies["development"].errors.items():
        for error in random.Random(7).sample(errors, min(options.errors, len(errors))):
            print(f"  {sort}: {error}")


if __name__ == "__main__":
    main()
