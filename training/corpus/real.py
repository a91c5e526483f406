"""Real reporting in the corpus: labels and offsets only; the texts lie in the open sets and are joined by their ids.

A document is a run of pieces of one set (sentences of M2E2 and GUM, the beginning of a MUC document, headlines of UCDP,
single sentences of CNC). Its text is the pieces, each with its white space made single, parted by an empty line.
``corpus/real/*.jsonl`` keeps one document a line: set, document, the pieces' ids with their length and a hash of their
text, and the marks.

Sets: limanling/m2e2@5d44972c (VOA), xinyadu/gtt@d829ed82 (MUC-3/4 training documents), amir-zeldes/gum@72ce5ac1,
knapply/data4ds4da@a1a309a0 (UCDP GED), tanfiona/CausalNewsCorpus@4796c7e8 (CNC, its training part). All are marked
``train: yes``.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from training.corpus.inline import Annotated, CorpusError, Mark, read_file, write_inline

HEADLINES = 25  # of UCDP in one document
SENTENCES = 15  # of CNC in one document
MUC_WORDS = 330  # of a MUC document are annotated at most, cut between paragraphs


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an open set: its id there and its text with single blanks."""

    id: str
    text: str

    @property
    def sha(self) -> str:
        """The first hex digits of the hash of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Source:
    """A document of real reporting as the open sets hold it."""

    set: str
    document: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The pieces, parted by empty lines."""
        return "\n\n".join(p.text for p in self.pieces)


def sources(shared: Path) -> Iterator[Source]:
    """Every document of the sets that the corpus may draw on. ``shared`` is the data folder."""
    yield from _m2e2(shared / "events/m2e2.jsonl.gz")
    yield from _muc(shared / "events/muc34-train.jsonl.gz")
    yield from _gum(shared / "syntax/gum-train.conllu.gz")
    yield from _ucdp(shared / "events/ucdp-syria.csv.gz")
    yield from _cnc(shared / "events/cnc.jsonl.gz")


def _single(text: str) -> str:
    """The text with single blanks; the signs of the inline form are replaced, as no text of the corpus holds them."""
    return " ".join(text.translate(_SIGNS).split())


_SIGNS = str.maketrans({"{": "(", "}": ")", "|": "/"})


def _lines(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def _m2e2(path: Path) -> Iterator[Source]:
    by_document: dict[str, list[tuple[int, Piece]]] = {}
    for row in _lines(path):
        document, _, number = row["id"].rpartition("_")
        text = _single(row["text"])
        if text:
            by_document.setdefault(document, []).append((int(number), Piece(row["id"], text)))
    for document, pieces in by_document.items():
        yield Source("m2e2", document, tuple(p for _, p in sorted(pieces, key=lambda n: n[0])))


def _muc(path: Path) -> Iterator[Source]:
    for row in _lines(path):
        pieces: list[Piece] = []
        words = 0
        for number, paragraph in enumerate(row["text"].split("\n\n")):
            text = _single(paragraph)
            words += len(text.split())
            if pieces and words > MUC_WORDS:
                break
            if text:
                pieces.append(Piece(f"{row['docid']}.{number}", text))
        yield Source("muc", row["docid"], tuple(pieces))


def _gum(path: Path) -> Iterator[Source]:
    document, pieces, ident = "", [], ""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            if line.startswith("# newdoc id = "):
                if pieces:
                    yield Source("gum", document, tuple(pieces))
                document, pieces = line.split(" = ", 1)[1].strip(), []
            elif line.startswith("# sent_id = "):
                ident = line.split(" = ", 1)[1].strip()
            elif line.startswith("# text = "):
                pieces.append(Piece(ident, _single(line.split(" = ", 1)[1])))
    if pieces:
        yield Source("gum", document, tuple(pieces))


def _ucdp(path: Path) -> Iterator[Source]:
    seen: set[str] = set()
    pieces: list[Piece] = []
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            for number, headline in enumerate(row["source_headline"].split(";")):
                text = _single(headline)
                if len(text.split()) > 4 and text.lower() not in seen:
                    seen.add(text.lower())
                    pieces.append(Piece(f"{row['id']}.{number}", text))
    for number, first in enumerate(range(0, len(pieces) - HEADLINES, HEADLINES)):
        yield Source("ucdp", f"headlines-{number:03}", tuple(pieces[first : first + HEADLINES]))


# The set parts words and signs by blanks; printed text does not.
_CLOSING = re.compile(r" (?=[,.;:?!%)\]]|'s\b|'(?:re|ve|ll|d|m)\b|n't\b)|(?<=[(\[$]) |(?<=\w) (?='\s)")
_QUOTED = re.compile(r'" ([^"]*) "')


def _cnc(path: Path) -> Iterator[Source]:
    pieces: list[Piece] = []
    for row in _lines(path):
        text = _single(row["text"])
        if row["split"] == "train" and text:
            pieces.append(Piece(row["id"], _QUOTED.sub(r'"\1"', _CLOSING.sub("", text))))
    for number, first in enumerate(range(0, len(pieces), SENTENCES)):
        yield Source("cnc", f"causal-{number:03}", tuple(pieces[first : first + SENTENCES]))


def stored_rows(corpus: Path) -> list[dict]:
    """Every document of ``corpus/real``: labels and offsets."""
    return [row for path in sorted((corpus / "real").glob("*.jsonl")) for row in _stored_rows(path)]


def _stored_rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def store(paths: Iterable[Path], corpus: Path, shared: Path) -> int:
    """Puts annotated documents, in the inline form, into ``corpus/real`` as labels and offsets; how many.

    Raises:
        CorpusError: A document is in no set, or its text is not the set's.
    """
    known = {(s.set, s.document): s for s in sources(shared)}
    kept: dict[str, dict[str, dict]] = {}
    for path in sorted((corpus / "real").glob("*.jsonl")):
        kept[path.stem] = {row["document"]: row for row in _stored_rows(path)}
    number = 0
    for path in paths:
        report = read_file(path)
        source = known.get((report.header.get("set", ""), report.id))
        if source is None:
            raise CorpusError(f"{path}: no document {report.id!r} in the set {report.header.get('set')!r} of {shared}")
        kept.setdefault(source.set, {})[source.document] = stored(report, source)
        number += 1
    for name, rows in kept.items():
        lines = [json.dumps(rows[document], ensure_ascii=False, separators=(",", ":")) for document in sorted(rows)]
        (corpus / "real" / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return number


def show(document: str, corpus: Path, shared: Path) -> str:
    """The inline form of a document of ``corpus/real``, or of one that is not annotated yet.

    Raises:
        CorpusError: The sets hold no such document.
    """
    rows = stored_rows(corpus)
    found = next(joined((r for r in rows if r["document"] == document), shared), None)
    if found is None:
        source = next((s for s in sources(shared) if s.document == document), None)
        if source is None:
            raise CorpusError(f"no document {document!r} in the sets of {shared}")
        found = Annotated({"id": document, "set": source.set, "style": "wire"}, source.text)
    return write_inline(found)


def stored(report: Annotated, source: Source) -> dict:
    """A document's labels without its text.

    Raises:
        CorpusError: The annotated text is not the source's; the message shows where they part.
    """
    if report.text != source.text:
        at = next((i for i, (a, b) in enumerate(zip(report.text, source.text, strict=False)) if a != b), 0)
        raise CorpusError(
            f"{report.path}: the text is not that of {source.document}: {report.text[at - 20 : at + 20]!r} "
            f"in place of {source.text[at - 20 : at + 20]!r}; only marks may be added"
        )
    return {
        "set": source.set,
        "document": source.document,
        "pieces": [[p.id, len(p.text), p.sha] for p in source.pieces],
        "marks": [[m.start, m.end, f"!{m.kind}" if m.kind else m.type, m.id, m.attributes] for m in report.marks],
    }


def joined(rows: Iterable[dict], shared: Path) -> Iterator[Annotated]:
    """The documents of ``corpus/real`` with their texts.

    Raises:
        CorpusError: A text of the sets is missing or not the one that was annotated.
    """
    known = {(s.set, s.document): s for s in sources(shared)}
    for row in rows:
        source = known.get((row["set"], row["document"]))
        if source is None or [[p.id, len(p.text), p.sha] for p in source.pieces] != row["pieces"]:
            raise CorpusError(
                f"{row['document']}: the set {row['set']} in {shared} does not hold the text that was annotated; "
                "take the commit that training/corpus/real.py names"
            )
        marks = [
            Mark(
                "act" if kind[0] == "!" else kind,
                kind[1:] if kind[0] == "!" else "",
                ident,
                attributes,
                start,
                end,
                0,
                0,
            )
            for start, end, kind, ident, attributes in row["marks"]
        ]
        header = {"id": row["document"], "style": "wire", "set": row["set"]}
        yield Annotated(header, source.text, marks)
