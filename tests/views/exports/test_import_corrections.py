from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad import InputError, UsageError
from marsad.ledger import Ledger, open_ledger
from marsad.views.exports import export, import_corrections


@pytest.fixture
def table(ledger: Ledger, tmp_path: Path) -> Path:
    target = tmp_path / "events.csv"
    export(ledger, target)
    return target


def edit(table: Path, report: str, *, delimiter: str = ",", hxl: bool = False, **cells: str) -> Path:
    with table.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    if hxl:
        writer.writerow(dict.fromkeys(rows[0], "#meta"))
    writer.writerows(row | cells if row["report"] == report else row for row in rows)
    table.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    return table


def outcomes(ledger: Ledger, table: Path, **asked: bool) -> list[tuple[str, str, str]]:
    done = import_corrections(ledger, table, who="A. Desk", why="weekly check", **asked)
    return [(one.record, one.outcome, one.told) for one in done]


def test_a_table_as_it_was_exported_changes_nothing(ledger: Ledger, table: Path) -> None:
    assert {outcome for _, outcome, _ in outcomes(ledger, table)} == {"unchanged"}
    assert ledger.judgements() == []


def test_what_a_person_changed_comes_back_as_their_judgement(ledger: Ledger, table: Path, tmp_path: Path) -> None:
    edit(
        table, "first", kind="shelling", actors="Orlen Brigade", start="2031-03-03", end="2031-03-04", killed_best="8",
        killed_low="8", killed_high="9", note="by telephone",
    )  # fmt: skip
    told = [one for one in outcomes(ledger, table) if one[1] != "unchanged"]
    assert [(record, outcome) for record, outcome, _ in told] == [("first/e1", "judged")]
    judgements = ledger.judgements()
    assert [judgement.field for judgement in judgements] == ["actors", "counts", "kind", "time"]
    assert {(judgement.who, judgement.why) for judgement in judgements} == {("A. Desk", "by telephone")}
    again = tmp_path / "again.csv"
    export(ledger, again)
    with again.open(encoding="utf-8", newline="") as lines:
        row = next(row for row in csv.DictReader(lines) if row["report"] == "first")
    assert (row["kind"], row["start"], row["actors"], row["killed_high"]) == (
        "shelling", "2031-03-03", "Orlen Brigade", "9",
    )  # fmt: skip
    assert {outcome for _, outcome, _ in outcomes(ledger, again)} == {"unchanged"}


def test_accept_reject_and_notes(ledger: Ledger, table: Path) -> None:
    edit(edit(table, "first", verdict="Reject", note="a drill"), "second", note="ask the monitor")
    outcomes(ledger, table)
    assert [(one.verdict, one.why) for one in ledger.judgements()] == [
        ("reject", "a drill"),
        ("note", "ask the monitor"),
    ]


def test_a_table_saved_with_semicolons_and_a_row_of_tags_is_read(ledger: Ledger, table: Path) -> None:
    edit(table, "first", delimiter=";", hxl=True, kind="shelling")
    assert ("first/e1", "judged", "kind: shelling") in outcomes(ledger, table)


def test_a_dry_run_only_tells(ledger: Ledger, table: Path) -> None:
    edit(table, "first", kind="shelling")
    assert ("first/e1", "judged", "kind: shelling") in outcomes(ledger, table, dry_run=True)
    assert ledger.judgements() == []


def test_a_dry_run_refuses_what_the_real_one_would(ledger: Ledger, table: Path) -> None:
    edit(table, "first", actors="Orlen Brigade", kind="fisticuffs")
    tried = outcomes(ledger, table, dry_run=True)
    (refused,) = [words for _, outcome, words in tried if outcome == "refused"]
    assert refused.startswith("'fisticuffs' is no kind")
    assert "kept" not in refused
    assert ledger.judgements() == []


def test_a_table_can_be_read_back_twice(ledger: Ledger, table: Path) -> None:
    edit(edit(table, "first", kind="shelling", verdict="accept"), "second", note="ask the monitor")
    assert {record for record, outcome, _ in outcomes(ledger, table) if outcome == "judged"} == {
        "first/e1",
        "second/e1",
    }
    kept = ledger.judgements()
    assert {outcome for _, outcome, _ in outcomes(ledger, table)} == {"unchanged"}
    assert ledger.judgements() == kept


def test_a_verdict_that_somebody_turned_round_since_is_refused(ledger: Ledger, table: Path) -> None:
    outcomes(ledger, edit(table, "first", verdict="accept"))
    ledger.judge("reject", ("first", "e1"), who="B. Desk", why="a drill")
    told = {record: outcome for record, outcome, _ in outcomes(ledger, table)}
    assert told["first/e1"] == "refused"


def test_a_row_that_nobody_edited_is_left_alone_although_it_was_judged_since(ledger: Ledger, table: Path) -> None:
    ledger.judge("correct", ("first", "e1"), who="B. Desk", why="seen", field="kind", value="bombing")
    edit(table, "second", kind="shelling")
    told = {record: outcome for record, outcome, _ in outcomes(ledger, table)}
    assert (told["first/e1"], told["second/e1"]) == ("unchanged", "judged")


def test_a_row_that_somebody_judged_since_is_refused_and_the_others_are_done(ledger: Ledger, table: Path) -> None:
    edit(edit(table, "first", kind="shelling"), "second", kind="shelling")
    ledger.judge("correct", ("first", "e1"), who="B. Desk", why="seen", field="kind", value="bombing")
    told = {record: (outcome, words) for record, outcome, words in outcomes(ledger, table)}
    assert told["first/e1"] == ("refused", "the ledger has moved on since this row was exported; export it anew")
    assert told["second/e1"] == ("judged", "kind: shelling")


def test_what_is_unfit_is_refused_with_the_way_out(ledger: Ledger, table: Path) -> None:
    edit(edit(table, "first", kind="fisticuffs"), "second", killed_best="many")
    told = {record: words for record, outcome, words in outcomes(ledger, table) if outcome == "refused"}
    assert "there are" in told["first/e1"]
    assert told["second/e1"] == "killed_best 'many': a whole number, or nothing"
    assert ledger.judgements() == []


def test_a_row_of_another_ledger_is_refused(table: Path, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "other.db") as other:
        told = outcomes(other, table)
    assert {outcome for _, outcome, _ in told} == {"refused"}


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "report,event\nx,e1\n"])
def test_another_table_is_told_apart(ledger: Ledger, tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="has no column"):
        outcomes(ledger, path)


def test_nobody_decides_nothing(ledger: Ledger, table: Path) -> None:
    with pytest.raises(UsageError, match="who and why"):
        list(import_corrections(ledger, table, who=" ", why="x"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_garbage_is_refused_and_harms_nothing(ledger: Ledger, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "garbage.csv"
    path.write_bytes(data)
    with pytest.raises(InputError):
        outcomes(ledger, path)
    assert ledger.judgements() == []
