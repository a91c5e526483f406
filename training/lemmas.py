"""Writes ``language/data/lemmas.tsv``: known lemmas and irregular forms, from the treebanks' training parts.

``python -m training.lemmas --shared ../shared/data``
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from marsad.language._lemmas import Lemmatiser
from training.data import conllu
from training.labels import UPOS

KEPT = ("NOUN", "VERB", "AUX", "ADJ", "ADV")


def main() -> None:
    """Counts (form, tag, lemma), keeps lemmas, and keeps as irregular what the rules get wrong."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("src/marsad/language/data/lemmas.tsv"))
    args = parser.parse_args()
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for name in ("ewt-train", "gum-train"):
        for sentence, cols, _ in conllu(args.shared / f"syntax/{name}.conllu.gz"):
            for col, upos in zip(cols, sentence.upos, strict=True):
                form, lemma = col[1].lower(), col[2].lower()
                if UPOS[upos] in KEPT and form.isalpha() and lemma.isalpha() and "Typo=Yes" not in col[5]:
                    seen[form, col[4]][lemma] += 1
    lemmas: Counter[tuple[str, str]] = Counter()
    stands = {(form, tag[0]) for form, tag in seen if tag in ("NN", "VB", "VBP")}  # seen as the bare word
    for (_, tag), counts in seen.items():
        for lemma, n in counts.items():
            lemmas[lemma, tag[0]] += n
    known = sorted(
        {(lemma, kind) for (lemma, kind), n in lemmas.items() if kind in "NVJR" and (n > 2 or (lemma, kind) in stands)}
    )
    rules = Lemmatiser({kind: frozenset(w for w, k in known if k == kind) for kind in "NVJR"}, {})
    lines = [f"{kind}\t{lemma}\t" for lemma, kind in known if kind in "NV"]
    for (form, tag), counts in sorted(seen.items()):
        lemma = counts.most_common(1)[0][0]
        if rules.lemma(form, tag) != lemma and counts[lemma] > 1:
            lines.append(f"{tag}\t{form}\t{lemma}")
    args.out.parent.mkdir(parents=True, exist_ok=True)
    header = "# tag, form, lemma; with an empty lemma a known lemma of nouns (N) or verbs (V). By training/lemmas.py\n"
    args.out.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
