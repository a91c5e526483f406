"""Measures whether the program knows what happened from what did not and from what is open (optional data folder).

Run ``python benchmarks/factuality.py [--split train|dev] [--errors N]``. UDS-IH2 asks of each verb of English web texts
how surely it happened (-3 to 3): from 1 up it happened, from -1 down it did not, between it is open. What is to come
has not happened for those who were asked. Ours is the mood that the reader gives a word, and who denies or doubts it
(``OURS``). Every verb is asked, not only acts of conflict. The baseline says of each that it happened.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator

from marsad.knowledge import ActEntry, load_lexicon
from marsad.language import ActNetwork, Sentence, analyse
from marsad.reading._act import Act
from marsad.reading._frames import Frames
from marsad.reading._mood import MoodFinder
from marsad.reading._repairs import repaired
from marsad.reading._sayings import SayingFinder
from texts import prf, rows

CLASSES = ("happened", "did not", "open")
SURE = 1.0  # from here up it happened, from its negative down it did not
OURS = {
    "fact": "happened",
    "negated": "did not",
    "denied": "did not",
    "forecast": "did not",
    "purpose": "did not",
    "hypothetical": "did not",
    "doubted": "open",
}


def theirs(value: float) -> str:
    """The class of a judgement."""
    return "happened" if value >= SURE else "did not" if value <= -SURE else "open"


def mood_of(sentence: Sentence, index: int) -> str:
    """The mood of a word, as of an act that it would name."""
    lexicon, frames = load_lexicon(), Frames(sentence)
    sayings = SayingFinder(sentence, frames, lexicon).find()
    entry = ActEntry(sentence.tokens[index].lemma, None, (), "other", (), (), (), (), (), (), "")
    act = Act(sentence, index, (index,), entry, frames.slots(index))
    mood = MoodFinder(sentence, frames, lexicon, cues=frozenset(i for s in sayings for i in s.cue)).of(act)
    around = {s.commitment for s in sayings if index in s.content and not s.about}
    if mood == "fact" and "deny" in around:
        return "denied"
    return "doubted" if mood == "fact" and "doubt" in around else mood


def judged(split: str) -> Iterator[tuple[str, str, str, str]]:
    """(their class, mood, word, sentence) of each judged word of a split."""
    network, lexicon = ActNetwork(), load_lexicon()
    for row in rows("factuality/uds-ih2.jsonl.gz"):
        if row["split"] != split:
            continue
        text, at, starts = " ".join(row["tokens"]), 0, []
        for token in row["tokens"]:
            starts.append(at)
            at += len(token) + 1
        document = repaired(analyse(text, network), lexicon)
        places = {t.start: (s, t.index) for s in document.sentences for t in s.tokens}
        for first, _, value in row["targets"]:
            if starts[first] in places:
                yield theirs(value), mood_of(*places[starts[first]]), row["tokens"][first], text


def show(name: str, pairs: list[tuple[str, str]]) -> None:
    """Prints the figures of (their class, ours)."""
    figures = []
    for label in CLASSES:
        tests = ((t == o == label, o == label, t == label) for t, o in pairs)
        both, has, want = (sum(test) for test in zip(*tests, strict=True))
        figures.append(prf(both, has, want))
        print(f"  {name:10} {label:10} P {{:5.1f}} R {{:5.1f}} F1 {{:5.1f}}  ({want})".format(*figures[-1]))
    right = 100 * sum(t == o for t, o in pairs) / max(len(pairs), 1)
    print(f"  {name:10} macro F1 {sum(f for *_, f in figures) / len(figures):.1f}, right {right:.1f} of {len(pairs)}")


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--errors", type=int, default=0, help="show so many errors, of the train part only")
    args = parser.parse_args()
    found = list(judged(args.split))
    print(f"UDS-IH2 {args.split}: {dict(Counter(t for t, *_ in found))}")
    show("baseline", [(t, "happened") for t, *_ in found])
    show("marsad", [(t, OURS[mood]) for t, mood, *_ in found])
    for mood in OURS:
        print(f"    {mood}: {dict(Counter(t for t, m, *_ in found if m == mood))}")
    if args.split == "train":
        wrong = [f for f in found if OURS[f[1]] != f[0]]
        for label, mood, word, text in random.Random(7).sample(wrong, min(args.errors, len(wrong))):
            print(f"    {label}, ours {mood}: {word} | {text}")


if __name__ == "__main__":
    main()
