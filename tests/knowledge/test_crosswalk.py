"""The tables of the crosswalk: what they say, and what they refuse."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from marsad._errors import KnowledgeError
from marsad.knowledge import Term, load_crosswalk, load_kinds
from marsad.knowledge._crosswalk import COLUMNS, DATA, TABLES, read_crosswalk
from marsad.records import ActorKind


@pytest.mark.parametrize("kind", get_args(ActorKind))
def test_every_kind_of_actor_has_a_row_that_fits_any_sector(kind: str) -> None:
    rows = [row for row in load_crosswalk().sides if row.kind == kind]
    assert (rows[-1].sector, rows[-1].act) == (None, None)
    assert all(row.sector or row.act for row in rows[:-1]), "a row behind one that fits all is never reached"


def test_the_types_of_the_kinds_are_types_of_acled() -> None:
    pairs = {
        (kind.acled_event_type, choice)
        for kind in load_kinds().values()
        if kind.acled_event_type
        for choice in (kind.acled_sub_event_type or "").split(" / ")
    }
    assert pairs <= set(load_crosswalk().acled_types)
    assert len(load_crosswalk().acled_types) == 25


def test_every_type_of_acled_is_reached() -> None:
    tables = load_crosswalk()
    reached = {(r.event_type, r.sub_event_type) for kind in load_kinds() for r in tables.acled_rules(kind)}
    reached |= {(kind.acled_event_type, kind.acled_sub_event_type) for kind in load_kinds().values()}
    assert set(tables.acled_types) <= reached


def test_no_rule_stands_behind_one_without_conditions() -> None:
    for kind in load_kinds():
        assert all(rule.when for rule in load_crosswalk().acled_rules(kind)[:-1]), kind


def test_a_kind_whose_type_is_a_choice_has_a_rule_for_what_is_left() -> None:
    for kind in load_kinds().values():
        if " / " in (kind.acled_sub_event_type or ""):
            assert load_crosswalk().acled_rules(kind.name)[-1].when == ()


@pytest.mark.parametrize(
    ("kind", "sector", "act", "inter", "ucdp"),
    [
        ("state-forces", "MIL", None, 1, "state"),
        ("armed-group", "REB", None, 2, "group"),
        ("armed-group", "UAF", None, 3, None),
        ("government", "GOV", None, 1, "state"),
        ("government", "OPP", None, 2, "group"),
        ("coalition", "REB", None, 2, "group"),
        ("coalition", "IGO", None, 8, "state"),
        ("protesters", "OPP", "protest", 6, "civilians"),
        ("protesters", "OPP", "riot", 5, "civilians"),
        ("person", "GOV", None, 1, "state"),
        ("person", "MIL", None, None, None),
        ("person", None, None, None, None),
        ("media", "MED", None, 7, "civilians"),
    ],
)
def test_what_an_actor_is(kind: str, sector: str | None, act: str | None, *, inter: int | None, ucdp: Any) -> None:
    side = load_crosswalk().side(kind, sector=sector, act=act)
    assert (side.inter, side.ucdp) == (inter, ucdp)


def test_a_kind_of_actor_that_there_is_not_is_on_no_side() -> None:
    assert load_crosswalk().side("weather").words == frozenset()


def test_a_condition_is_written_as_it_is_read() -> None:
    written = {row.split("\t")[1] for row in (DATA / "acled.tsv").read_text(encoding="utf-8").splitlines()[1:]}
    read = {" & ".join(map(str, r.when)) for kind in load_kinds() for r in load_crosswalk().acled_rules(kind)}
    assert read == written
    assert str(Term("target", "all", ("armed",))) == "target:=armed"


def row(table: str, *cells: str) -> dict[str, str]:
    """A table of one row."""
    return {table: "\t".join(COLUMNS[table]) + "\n" + "\t".join(cells) + "\n"}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"acled": "kind\twhen\n"}, "acled.tsv, row 1: the columns must be"),
        (row("acled", "picnic", "", "", "", "own"), "acled.tsv, row 2: 'picnic' is no kind of act"),
        (row("acled", "raid", "", "Battles", "Attack", "own"), "'Battles' with 'Attack' is no type of ACLED"),
        (row("acled", "raid", "", "Battles", "", "own"), "'Battles' with '' is no type of ACLED"),
        (row("acled", "raid", "", "Battles", "Armed clash", ""), "a rule needs its source"),
        (row("acled", "raid", "actor:tall", "", "", "own"), "'actor:tall' is no condition"),
        (row("acled", "raid", "weather:state", "", "", "own"), "'weather:state' is no condition"),
        (row("acled", "raid", "count:!killed", "", "", "own"), "'count:!killed' is no condition"),
        (row("acled", "raid", "count:sung", "", "", "own"), "'count:sung' is no condition"),
        (row("acled", "raid", "means:", "", "", "own"), "'means:' is no condition"),
        (row("sides", "elves", "", "", "", "", "", "own"), "sides.tsv, row 2: 'elves' is no kind of actor"),
        (row("sides", "state", "", "picnic", "", "", "", "own"), "'picnic' is no kind of act"),
        (row("sides", "state", "", "", "tall", "", "", "own"), "'tall' is no side"),
        (row("sides", "state", "", "", "", "9", "", "own"), "'9' is no inter code"),
        (row("sides", "state", "", "", "", "", "elves", "own"), "'elves' is no side for UCDP"),
        (row("sides", "state", "", "", "", "", "", ""), "needs its source"),
        (row("ucdp", "picnic", "mutual", "", "own"), "ucdp.tsv, row 2: 'picnic' is no kind of act"),
        (row("ucdp", "raid", "friendly", "", "own"), "'friendly' is no use of force"),
        (row("ucdp", "raid", "mutual", "sung", "own"), "'sung' is nothing that is counted"),
        (row("ucdp", "raid", "mutual", "", ""), "needs its source"),
        ({"ucdp": row("ucdp", "raid", "mutual", "", "own")["ucdp"] + "raid\tmutual\t\town\n"}, "stands twice"),
    ],
)
def test_a_malformed_table_names_file_and_row(changed: dict[str, str], message: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        read_crosswalk(changed)
    assert message in str(caught.value)
    assert str(caught.value).startswith(f"{next(iter(changed))}.tsv, row ")


def test_the_packaged_tables_read_the_same_twice() -> None:
    texts = {name: (DATA / f"{name}.tsv").read_text(encoding="utf-8") for name in TABLES}
    assert read_crosswalk(texts).sides == load_crosswalk().sides
    assert read_crosswalk(texts).forces == load_crosswalk().forces
