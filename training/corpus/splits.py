"""The parts of the corpus: whole settings (conflicts) for what we wrote, whole documents for real reporting.

``corpus/splits.tsv`` names the part of each setting; documents of real reporting are parted by a hash of their id,
which no choice of ours moves. The test part is for figures only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from training.corpus.inline import Annotated, CorpusError, read_file
from training.corpus.real import joined, stored_rows

PARTS = ("train", "dev", "test")


def settings(corpus: Path) -> dict[str, str]:
    """Part by setting.

    Raises:
        CorpusError: A line names no part.
    """
    out = {}
    for number, line in enumerate((corpus / "splits.tsv").read_text(encoding="utf-8").splitlines(), start=1):
        if line and not line.startswith("#"):
            setting, _, part = line.partition("\t")
            if part not in PARTS:
                raise CorpusError(f"{corpus / 'splits.tsv'}:{number}: {part!r} is none of {', '.join(PARTS)}")
            out[setting] = part
    return out


def part_of_document(ident: str) -> str:
    """The part of a document of real reporting: two in ten are test, one is dev."""
    digit = hashlib.sha256(ident.encode()).digest()[0] % 10
    return "test" if digit < 2 else "dev" if digit == 2 else "train"


def written(corpus: Path, part: str) -> Iterator[Annotated]:
    """The reports of our own of one part, in order.

    Raises:
        CorpusError: A setting is in no part, or a file is not in the inline form.
    """
    parts = settings(corpus)
    for folder in sorted((corpus / "reports").iterdir()):
        if not folder.is_dir():
            continue
        if folder.name not in parts:
            raise CorpusError(f"{folder}: the setting stands in no line of corpus/splits.tsv; add it")
        if parts[folder.name] == part:
            for path in sorted(folder.glob("*.txt")):
                yield read_file(path)


def real(corpus: Path, shared: Path, part: str) -> Iterator[Annotated]:
    """The documents of real reporting of one part, joined with their texts."""
    yield from joined((r for r in stored_rows(corpus) if part_of_document(r["document"]) == part), shared)
