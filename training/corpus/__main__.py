"""``python -m training.corpus VERB PATH...``: what is done to the corpus.

Verbs: check, count, offsets, agreement, stories, sentences, store, show. ``stories`` checks the stories of
``corpus/incidents``, ``sentences`` the single sentences. ``store FILE...`` takes documents of real reporting, annotated
in the inline form, into ``corpus/real``; ``show DOCUMENT`` prints one in that form, to be corrected and stored again.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from marsad.knowledge import load_kinds
from training.corpus.agreement import agreement
from training.corpus.check import slips
from training.corpus.inline import Annotated, CorpusError, read_file
from training.corpus.real import show, store
from training.corpus.sentences import check_sentences, items, sentences
from training.corpus.stories import check_stories

ROOT = Path(__file__).resolve().parents[2]


def files(paths: Sequence[Path]) -> list[Path]:
    """The report files under files and folders, in order."""
    out: list[Path] = []
    for path in paths:
        out += sorted(path.rglob("*.txt")) if path.is_dir() else [path]
    return out


def reports(paths: Sequence[Path]) -> Iterator[Annotated | CorpusError]:
    """Each report under the paths, or why it cannot be read."""
    for path in files(paths):
        try:
            yield read_file(path)
        except CorpusError as error:
            yield error


def check(paths: Sequence[Path]) -> int:
    """Prints every slip; how many there are."""
    number = found = 0
    for report in reports(paths):
        number += 1
        for slip in [str(report)] if isinstance(report, CorpusError) else slips(report):
            found += 1
            print(slip)
    print(f"{number} reports, {found} slips")
    return found


def count(paths: Sequence[Path]) -> None:
    """Prints how much there is of what."""
    read = [r for r in reports(paths) if isinstance(r, Annotated)]
    words = {r.id: len(r.text.split()) for r in read}
    negative = sum(words[r.id] for r in read if r.header.get("negative") == "yes")
    kinds = Counter(m.kind for r in read for m in r.marks if m.type == "act")
    types = Counter(m.type for r in read for m in r.marks)
    total = sum(words.values())
    share = negative / max(total, 1)
    print(f"{len(read)} reports, {total} words, of them {negative} ({share:.0%}) in reports without acts")
    print("marks: " + ", ".join(f"{t} {n}" for t, n in types.most_common()))
    print("kinds: " + ", ".join(f"{k} {kinds[k]}" for k in sorted(load_kinds(), key=lambda k: (kinds[k], k))))
    print("styles: " + ", ".join(f"{s} {n}" for s, n in Counter(r.header.get("style") for r in read).most_common()))


def offsets(paths: Sequence[Path]) -> None:
    """Prints the reports as JSON Lines: header, text, and every mark by its offsets."""
    for report in reports(paths):
        if isinstance(report, CorpusError):
            raise report
        marks = [
            {"type": m.type, "kind": m.kind or None, "id": m.id or None, "start": m.start, "end": m.end, **m.attributes}
            for m in report.marks
        ]
        print(json.dumps({**report.header, "text": report.text, "marks": marks}, ensure_ascii=False))


def agree(corpus: Path) -> None:
    """Prints how far the first and the second annotation agree."""
    first = {path.stem: path for path in files([corpus / "reports"])}
    second = files([corpus / "second"])
    pairs = [(read_file(first[path.stem]), read_file(path)) for path in second]
    print(f"{len(pairs)} reports annotated twice")
    for layer, figure in agreement(pairs).items():
        print(f"  {layer:18} {figure:5.1f}")
    told = {item.text: item for item in sentences(corpus)}
    again = [item for path in files([corpus / "second-sentences"]) for item in items(path)]
    print(f"{len(again)} single sentences annotated twice")
    for layer, figure in agreement((told[item.text], item) for item in again).items():
        if layer != "entity F1":  # only mentions that take part in an act are marked there
            print(f"  {layer:18} {figure:5.1f}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one of the verbs; 1 where the check found slips."""
    parser = argparse.ArgumentParser(prog="python -m training.corpus")
    parser.add_argument(
        "verb", choices=("check", "count", "offsets", "agreement", "stories", "sentences", "store", "show")
    )
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared" / "data", help="the folder of open sets")
    args = parser.parse_args(arguments)
    if args.verb == "check":
        return 1 if check(args.paths) else 0
    if args.verb == "stories":
        return 1 if check_stories(args.paths) else 0
    if args.verb == "sentences":
        return 1 if check_sentences(args.paths) else 0
    if args.verb == "agreement":
        agree(args.paths[0])
    elif args.verb == "store":
        print(f"{store(files(args.paths), args.corpus, args.shared)} documents stored")
    elif args.verb == "show":
        print(show(str(args.paths[0]), args.corpus, args.shared), end="")
    else:
        {"count": count, "offsets": offsets}[args.verb](args.paths)
    return 0


if __name__ == "__main__":
    sys.exit(main())
