"""Checks our WordPiece against the encoder's own tokeniser, word by word over the treebanks.

``python -m training.check_wordpiece --encoder FOLDER [--shared ../shared/data]``; fails on the first words that differ.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tokenizers import Tokenizer

from marsad.language._wordpiece import MAX_PIECES, WordPiece
from training.data import conllu


def main() -> None:
    """Compares every distinct word of the development parts of EWT and GUM."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    args = parser.parse_args()
    ours = WordPiece.load(args.encoder / "vocab.txt")
    theirs = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    theirs.no_padding()
    theirs.no_truncation()
    parts = [args.shared / f"syntax/{name}-dev.conllu.gz" for name in ("ewt", "gum")]
    words = sorted({word for part in parts for sentence, _, _ in conllu(part) for word in sentence.words})
    wrong = []
    for word in words:
        expected = theirs.encode(word, add_special_tokens=False).ids[:MAX_PIECES] or [ours.unknown]
        if list(ours.pieces(word)) != expected:
            wrong.append((word, list(ours.pieces(word)), expected))
    print(f"{len(words)} words, {len(wrong)} differ")
    if wrong:
        raise SystemExit(f"first differences: {wrong[:10]}")


if __name__ == "__main__":
    main()
