"""The table of kinds, and what it refuses."""

from __future__ import annotations

import pytest

from marsad._errors import KnowledgeError
from marsad.knowledge._kinds import COLUMNS, KINDS_FILE, load_kinds, read_kinds

HEADER = "\t".join(COLUMNS)
BATTLE = "battle\tASSAULT\tfirearms\tBattles\tArmed clash\t19\tarmed sides fight"


def test_the_kinds_stand_in_the_order_of_the_table():
    names = list(load_kinds())
    assert len(names) == 51
    assert names[0] == "battle"
    assert names[-1] == "other"


def test_a_kind_carries_its_crosswalk():
    kind = load_kinds()["air-strike"]
    assert (kind.plover, kind.mode) == ("ASSAULT", "aerial")
    assert (kind.acled_event_type, kind.acled_sub_event_type) == ("Explosions/Remote violence", "Air/drone strike")
    assert kind.cameo == "19"
    assert "aircraft" in kind.meaning


def test_an_empty_cell_is_null():
    assert load_kinds()["killing"].mode is None
    assert load_kinds()["other"].cameo is None


@pytest.mark.parametrize(
    ("name", "root"),
    [
        ("demand", "10"),
        ("refusal", "12"),
        ("threat", "13"),
        ("protest", "14"),
        ("deployment", "15"),
        ("sanction", "16"),
        ("arrest", "17"),
        ("suicide-attack", "18"),
        ("chemical-attack", "20"),
        ("ceasefire", "08"),
        ("talks", "04"),
    ],
)
def test_cameo_roots(name, root):
    assert load_kinds()[name].cameo == root


def test_every_kind_but_other_has_a_plover_type_and_a_cameo_root():
    without = [kind.name for kind in load_kinds().values() if kind.plover is None or kind.cameo is None]
    assert without == ["other"]


def test_the_mapping_cannot_be_changed():
    with pytest.raises(TypeError):
        load_kinds()["battle"] = load_kinds()["raid"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", ":1: the header"),
        ("kind\tplover\n", ":1: the header"),
        (f"{HEADER}\nbattle\tASSAULT\n", ":2: 2 columns, 7 wanted"),
        (f"{HEADER}\n{BATTLE}\n{BATTLE}\n", ":3: the kind 'battle' stands twice"),
        (f"{HEADER}\n{BATTLE.replace('19', '21')}\n", ":2: '21' is no CAMEO root code"),
        (f"{HEADER}\n{BATTLE.removeprefix('battle')}\n", ":2: a kind needs a name"),
    ],
)
def test_a_malformed_table_names_file_and_line(tmp_path, text, message):
    path = tmp_path / "kinds.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        read_kinds(path)
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)


def test_the_packaged_table_reads_the_same_twice():
    assert dict(read_kinds(KINDS_FILE)) == dict(load_kinds())
