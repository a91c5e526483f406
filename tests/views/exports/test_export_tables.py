from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from tests.views.exports.conftest import HOSTILE, rows

from marsad import LedgerError, UsageError
from marsad.ledger import EventFilter, Ledger
from marsad.views.exports import FORMS, SHAPES, export

Exported = Callable[..., bytes]


def test_csv_has_a_row_per_event_with_rule_and_version(exported: Exported) -> None:
    told = rows(exported(form="csv"))
    assert [row["kind"] for row in told] == ["shelling", "air-strike", "air-strike", "killing"]
    assert {row["program"].split()[0] for row in told} == {"marsad"}
    assert {row["rule"] for row in told} == {"as read, with people's corrections"}
    first = told[1]
    assert (first["killed_low"], first["place"], first["lat"], first["start"]) == ("7", "Karth", "36.9", "2031-03-04")


def test_no_cell_of_a_table_is_a_formula(exported: Exported) -> None:
    assert rows(exported(form="csv"))[0]["outlet"] == "'" + HOSTILE
    book = openpyxl.load_workbook(io.BytesIO(exported(form="xlsx")))
    for name in ("data", "table"):
        cells = [cell for row in book[name].iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
        assert not any(cell.hyperlink for cell in cells)


def test_a_row_of_tags_stands_below_the_header(exported: Exported) -> None:
    head, tags, *_ = exported(form="csv", hxl=True).decode().splitlines()
    told = dict(zip(head.split(","), tags.split(","), strict=True))
    assert (told["start"], told["lat"], told["killed_best"]) == ("#date+start", "#geo+lat", "#affected+killed")
    assert all(tag.startswith("#") for tag in told.values())
    for form in ("jsonl", "geojson", "kml", "parquet"):
        with pytest.raises(UsageError, match="HXL"):
            exported(form=form, hxl=True)


def test_every_tag_is_well_formed() -> None:
    import re

    for shape in SHAPES.values():
        for column in shape.columns:
            assert not column.hxl or re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", column.hxl), column


def test_csv_for_excel_begins_with_a_mark(exported: Exported) -> None:
    assert exported(form="csv", bom=True).startswith(b"\xef\xbb\xbfreport,")
    assert exported(form="csv").startswith(b"report,")


def test_a_workbook_has_data_a_table_to_read_and_how_it_came_about(exported: Exported) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported(form="xlsx", wanted=EventFilter(kind="air-strike"))))
    data, table, about = book["data"], book["table"], book["about"]
    column = [cell.value for cell in data[1]].index("start") + 1
    assert data.cell(2, column).value == "2031-03-04"
    assert table.cell(2, column).value == datetime(2031, 3, 4)
    assert {row[0].value: row[1].value for row in about.iter_rows()} | {"program": ""} == {
        "program": "", "shape": "events", "rule": "as read, with people's corrections", "filter": "kind=air-strike",
        "rows": "2",
    }  # fmt: skip


def test_parquet_is_typed_and_tells_how_it_came_about(exported: Exported) -> None:
    table = pq.read_table(io.BytesIO(exported(form="parquet")))
    told = {name.decode(): value.decode() for name, value in table.schema.metadata.items()}
    assert told["marsad.filter"] == "everything"
    row = table.to_pylist()[1]
    assert (row["start"], row["killed_low"], row["lat"], row["background"]) == (date(2031, 3, 4), 7, 36.9, False)


def test_lines_of_json_name_rule_and_version(exported: Exported) -> None:
    told = [json.loads(line) for line in exported(form="jsonl").splitlines()]
    assert len(told) == 4
    assert {one["rule"] for one in told} == {"as read, with people's corrections"}
    assert told[0]["outlet"] == HOSTILE


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_ledger_gives_the_same_bytes(exported: Exported, shape: str) -> None:
    for form in FORMS:
        if form != "jsonld" or shape == "events":
            assert exported(form=form, shape=shape) == exported(form=form, shape=shape)


@pytest.mark.parametrize("form", [form for form in FORMS if form not in ("jsonld", "kml")])
def test_the_filter_is_obeyed(exported: Exported, form: str) -> None:
    everything, some = exported(form=form), exported(form=form, wanted=EventFilter(report="first"))
    assert len(some) < len(everything)
    if form in ("csv", "jsonl", "geojson"):
        assert b"Lake Post" in everything
        assert b"Lake Post" not in some


def test_a_file_is_whole_or_not_there(ledger: Ledger, tmp_path: Path) -> None:
    target = tmp_path / "events.csv"
    assert export(ledger, target) == 4
    assert rows(target.read_bytes())[0]["kind"] == "shelling"
    assert not list(tmp_path.glob("*.part"))
    with pytest.raises(LedgerError, match="cannot be written"):
        export(ledger, tmp_path / "nowhere" / "events.csv")


def test_wrong_use_is_told(ledger: Ledger, tmp_path: Path) -> None:
    for target, asked, told in (
        ("events.txt", {}, "the ending tells no form"),
        ("events.csv", {"shape": "gdelt"}, "there are events"),
        ("events.csv", {"form": "pdf"}, "there are csv"),
        ("a.jsonld", {"shape": "plover"}, "jsonld is of our own events and incidents"),
        ("a.csv", {"shape": "acled", "wanted": EventFilter()}, "give an IncidentFilter"),
    ):
        with pytest.raises(UsageError, match=told):
            export(ledger, tmp_path / target, **asked)  # type: ignore[arg-type]
