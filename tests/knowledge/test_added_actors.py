"""A desk's own tables of actors: written whole, read beside the package, never before it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad import MarsadError
from marsad.knowledge import (
    ActorEntry,
    AddedRelation,
    EntryRelation,
    load_actors,
    own_actors,
    relation_id,
    remove_added_actor,
    write_added,
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MARSAD_ACTORS", str(tmp_path / "actors"))
    return tmp_path / "actors"


def front(name: str = "Tarsk Front", **changes: object) -> ActorEntry:
    return ActorEntry("tarsk-front", name, ("Tarsk Riders",), "armed-group", "SYR", "REB", source="A. Desk", **changes)  # type: ignore[arg-type]


def relation(subject: str, object_: str) -> AddedRelation:
    told = EntryRelation(subject, "part_of", object_, "2031-02", None)
    return AddedRelation(relation_id(subject, "part_of", object_), told, "A. Desk")


def test_nothing_added_is_nothing(folder: Path) -> None:
    assert own_actors().actors == ()
    assert not folder.exists()


def test_what_is_added_is_known_and_what_is_removed_is_not() -> None:
    write_added([front()], [relation("tarsk-front", "syrian-national-army")])
    entry = load_actors().match("the Tarsk Riders")
    assert entry == front()
    assert [r.object for r in load_actors().relations_of("tarsk-front")] == ["syrian-national-army"]
    remove_added_actor(relation_id("tarsk-front", "part_of", "syrian-national-army"))
    assert not load_actors().relations_of("tarsk-front")
    write_added((), [relation("tarsk-front", "syrian-national-army")])
    remove_added_actor("tarsk-front")
    assert load_actors().by_id("tarsk-front") is None
    assert own_actors().relations == ()


def test_the_package_goes_before() -> None:
    known = load_actors().match("Hezbollah")
    assert known is not None
    write_added([front("Hezbollah"), ActorEntry(known.id, "Another", (), "militia", None, None, source="A. Desk")])
    assert load_actors().match("Hezbollah") == known
    assert load_actors().by_id(known.id) == known
    assert load_actors().match("Tarsk Riders") is not None


def test_the_order_of_adding_changes_no_byte(folder: Path) -> None:
    other = ActorEntry("orlen-guard", "Orlen Guard", (), "militia", None, None, source="B. Desk")
    write_added([front()])
    write_added([other])
    one = (folder / "actors.tsv").read_bytes()
    remove_added_actor("tarsk-front")
    remove_added_actor("orlen-guard")
    write_added([other])
    write_added([front()])
    assert (folder / "actors.tsv").read_bytes() == one


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("actors.tsv", "id\tname\n", "columns"),
        ("relations.tsv", "id\tsubject\tpredicate\tobject\tfrom\tto\tsource\nx\ta\tfond_of\tb\t\t\tme\n", "one of"),
        ("relations.tsv", "id\tsubject\tpredicate\tobject\tfrom\tto\tsource\nx\ta\tpart_of\tb\tMay\t\tme\n", "no date"),
        ("relations.tsv", b"\xff\xfe", "cannot be read"),
    ],
)
def test_a_broken_table_names_file_and_way_out(folder: Path, name: str, text: str | bytes, problem: str) -> None:
    folder.mkdir()
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(MarsadError, match=problem) as caught:
        own_actors()
    assert name in str(caught.value)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("MARSAD_ACTORS", str(tmp_path / "file" / "actors"))
    with pytest.raises(MarsadError, match="MARSAD_ACTORS"):
        write_added([front()])


def test_removing_what_is_not_there_says_what_is() -> None:
    write_added([front()])
    with pytest.raises(MarsadError, match="there are: tarsk-front"):
        remove_added_actor("nobody")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(min_size=1).filter(lambda t: bool(t.split())),
    source=st.text(min_size=1).filter(lambda t: bool(t.split())),
)
def test_any_name_and_reason_are_read_back_on_one_line(name: str, source: str) -> None:
    write_added([ActorEntry("a", name, (), "other", None, None, source=source)])
    (entry,) = own_actors().actors
    assert entry.name.split() == name.split()
