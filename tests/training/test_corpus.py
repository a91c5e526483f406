"""The corpus as it ships: clean, large enough, of every kind, and parted by conflict."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from training.corpus.check import slips
from training.corpus.inline import Annotated, read_file
from training.corpus.real import joined, stored_rows
from training.corpus.splits import PARTS, part_of_document, settings, written

from marsad.knowledge import load_kinds

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture(scope="module")
def reports(corpus: Path) -> list[Annotated]:
    return [read_file(path) for path in sorted((corpus / "reports").rglob("*.txt"))]


@pytest.fixture(scope="module")
def real_rows(corpus: Path) -> list[dict]:
    return stored_rows(corpus)


def test_no_report_has_a_slip(reports: list[Annotated]) -> None:
    assert [slip for report in reports for slip in slips(report)] == []


def test_it_is_as_large_as_promised(reports: list[Annotated]) -> None:
    words = {r.id: len(r.text.split()) for r in reports}
    negative = sum(words[r.id] for r in reports if r.header.get("negative") == "yes")
    assert len(reports) >= 400
    assert sum(words.values()) >= 75_000
    assert sum(m.type == "act" for r in reports for m in r.marks) >= 5_000
    assert negative / sum(words.values()) >= 0.15


def test_every_kind_is_there_sixty_times(reports: list[Annotated]) -> None:
    kinds = Counter(m.kind for r in reports for m in r.marks if m.type == "act")
    assert {kind: kinds[kind] for kind in load_kinds() if kinds[kind] < 60} == {}


def test_every_layer_is_there(reports: list[Annotated]) -> None:
    types = Counter(m.type for r in reports for m in r.marks)
    assert (
        min(types[t] for t in ("per", "org", "loc", "fac", "nat", "nom", "pro", "wea", "num", "time", "cue", "say"))
        > 200
    )
    assert min(types[t] for t in ("fore", "word", "cond", "ctl")) > 100
    relations = Counter(key for r in reports for m in r.marks for key in m.attributes)
    assert min(relations[k] for k in ("part_of", "backed_by", "led_by", "member_of", "spokesperson_of", "role")) >= 20


def test_the_parts_are_whole_conflicts(corpus: Path) -> None:
    parts = settings(corpus)
    ids = {part: {r.id for r in written(corpus, part)} for part in PARTS}
    assert sum(len(own) for own in ids.values()) == len(list((corpus / "reports").rglob("*.txt")))
    assert {ident.rpartition("-")[0] for ident in ids["test"]} == {s for s, part in parts.items() if part == "test"}
    assert len(ids["test"]) >= 60


def test_real_reporting_keeps_labels_only(real_rows: list[dict]) -> None:
    assert sum(len(row["pieces"]) for row in real_rows) >= 1_500
    for row in real_rows:
        length = sum(size for _, size, _ in row["pieces"]) + 2 * (len(row["pieces"]) - 1)
        assert all(0 <= start < end <= length for start, end, *_ in row["marks"]), row["document"]
        assert set(row) == {"set", "document", "pieces", "marks"}
    assert {part_of_document(row["document"]) for row in real_rows} == set(PARTS)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the data folder ../shared/data is not beside this checkout")
def test_real_reporting_joins_with_its_texts(real_rows: list[dict]) -> None:
    found = list(joined(real_rows, SHARED))
    assert len(found) == len(real_rows)
    for report in found:
        assert all(report.words_of(m).strip() == report.words_of(m) != "" for m in report.marks)
        told = [
            slip
            for slip in slips(report)
            if "header" not in slip and "negative" not in slip and "published" not in slip
        ]
        assert told == []
