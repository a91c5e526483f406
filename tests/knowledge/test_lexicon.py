"""The lexicon: the shipped tables hold what they promise, and malformed ones are refused by line."""

from __future__ import annotations

import re
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad._errors import KnowledgeError
from marsad.knowledge._kinds import load_kinds
from marsad.knowledge._lexicon import (
    DATA,
    Condition,
    load_lexicon,
    parse_conditions,
    read_lexicon,
)
from marsad.knowledge._lexicon_entries import ENTITY_CLASSES, SLOTS

LEXICON = load_lexicon()
VERBS = [entry for entries in LEXICON.verbs.values() for entry in entries]
NOUNS = [entry for entries in LEXICON.nouns.values() for entry in entries]
LIGHT = [entry for entries in LEXICON.light.values() for entry in entries]
OPERATORS = [entry for entries in LEXICON.operators.values() for entry in entries]
CUES = [cue for cues in LEXICON.cues.values() for cue in cues]
CLASSES = frozenset().union(*LEXICON.classes.values())

IRREGULAR = {
    "beaten": "beat", "began": "begin", "blew": "blow", "broke": "break", "came": "come", "dug": "dig", "fell": "fall",
    "fled": "flee", "forbade": "forbid", "fought": "fight", "found": "find", "froze": "freeze", "frozen": "freeze",
    "gave": "give", "had": "have", "held": "hold", "hung": "hang", "is": "be", "kept": "keep", "laid": "lay",
    "led": "lead", "left": "leave", "lost": "lose", "made": "make", "met": "meet", "mutilated": "mutilate",
    "overran": "overrun", "overthrew": "overthrow", "ran": "run", "retook": "retake", "rose": "rise", "ruled": "rule",
    "sank": "sink", "saw": "see", "sent": "send", "shot": "shoot", "slain": "slay", "sought": "seek",
    "spoke": "speak", "stole": "steal", "struck": "strike", "taken": "take", "threw": "throw", "took": "take",
    "tore": "tear", "underwent": "undergo", "went": "go", "withdrew": "withdraw", "withstood": "withstand",
    "wrested": "wrest", "heard": "hear", "swore": "swear", "drove": "drive",
    "shook": "shake", "swept": "sweep", "got": "get", "caught": "catch",
    "undertook": "undertake", "built": "build", "dealt": "deal",
    "dying": "die", "lies": "lie", "foresaw": "foresee", "sworn": "swear", "oversaw": "oversee",
}  # fmt: skip


def same_word(form: str, lemma: str) -> bool:
    """Whether a form can be an inflection of a lemma, by the endings of English."""
    form = form.lower()
    stem = lemma.removesuffix("e")
    endings = ("", "s", "es", "ed", "d", "ing", "e", "led", "ling")
    doubled = lemma + lemma[-1]
    stems = {lemma, stem, doubled, lemma + "k"} | ({lemma[:-1] + "i"} if lemma.endswith("y") else set())
    return IRREGULAR.get(form) == lemma or any(form == start + end for start in stems for end in endings)


@pytest.mark.parametrize("entry", [*VERBS, *NOUNS, *LIGHT, *OPERATORS], ids=lambda entry: entry.example)
def test_every_example_marks_its_word(entry):
    (marked,) = re.findall(r"\*([^*]+)\*", entry.example)
    assert same_word(marked, entry.lemma)


def test_the_tables_are_as_large_as_promised():
    assert len(VERBS) >= 350
    assert len(NOUNS) >= 250
    assert len(LIGHT) >= 60
    assert len(OPERATORS) >= 80
    assert len(CUES) >= 150
    assert len(LEXICON.classes) >= 900


@pytest.mark.parametrize("kind", [name for name in load_kinds() if name != "other"])
def test_every_kind_has_four_uses_at_least(kind):
    assert sum(entry.kind == kind for entry in [*VERBS, *NOUNS]) >= 4


def test_no_use_names_an_unknown_kind_class_or_slot():
    for entry in [*VERBS, *NOUNS]:
        assert entry.kind is None or entry.kind in load_kinds()
        for condition in entry.when:
            assert condition.slot == "any" or condition.slot in SLOTS
            assert condition.classes <= CLASSES | ENTITY_CLASSES


def test_a_use_that_is_no_act_gives_nothing():
    for entry in [*VERBS, *NOUNS]:
        if entry.kind is None:
            assert (entry.actor, entry.target, entry.place, entry.count) == ((), (), (), ())


def test_entries_stand_from_the_most_conditions_to_the_fewest():
    for entries in [*LEXICON.verbs.values(), *LEXICON.nouns.values()]:
        order = [entry.specificity for entry in entries]
        assert order == sorted(order, reverse=True)


def test_a_particle_counts_as_a_condition():
    entry = next(entry for entry in LEXICON.verbs["gun"] if not entry.when)
    assert (entry.particle, entry.specificity) == ("down", 1)


def test_a_known_use():
    entry = next(entry for entry in LEXICON.verbs["shoot"] if entry.kind == "armed-attack" and entry.count)
    assert entry.actor == ("subj",)
    assert entry.target == ("obj",)
    assert entry.count == (("killed", "obj"),)


def test_deaths_join_the_act_that_caused_them():
    plain = LEXICON.verbs["kill"][-1]
    assert (plain.when, plain.kind) == ((), "killing")
    assert {"subj", "in", "head"} <= set(plain.joins)


def test_light_verbs_and_operators_say_what_they_do():
    (launch,) = LEXICON.light["launch"]
    assert (launch.slot, launch.role, launch.effect) == ("obj", "actor", "begun")
    assert LEXICON.operators["will"][0].effect == "forecast"
    assert LEXICON.operators["deny"][0].takes == ("ccomp", "obj", "xcomp")


def test_cues_tell_acts_of_speech_from_plain_saying():
    assert not LEXICON.cues["say"][0].act
    assert all(cue.act for cue in LEXICON.cues["accuse"])
    assert LEXICON.cues["according to"][0].source == ("of",)
    assert LEXICON.cues["reportedly"][0].source == ()


def test_conditions_parse():
    assert parse_conditions("-") == ((),)
    assert parse_conditions("obj & !subj") == ((Condition("obj", "present"), Condition("subj", "absent")),)
    assert parse_conditions('obj:armed|"post|fort"') == (
        (Condition("obj", "is", frozenset({"armed"}), frozenset({"post", "fort"})),),
    )
    assert parse_conditions("any:!police") == ((Condition("any", "is_not", frozenset({"police"})),),)


def test_several_slots_are_several_rows():
    assert [tuple(part.slot for part in when) for when in parse_conditions("on|at:armed & subj|by")] == [
        ("on", "subj"),
        ("on", "by"),
        ("at", "subj"),
        ("at", "by"),
    ]


@pytest.mark.parametrize(
    "text", ["", "obj:", "onto-ish:armed", '"obj":armed', 'obj:"bridge', "!obj:armed", "obj &subj", "obj:!", 'obj:""']
)
def test_a_condition_that_makes_no_sense_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        parse_conditions(text)


@given(st.text(alphabet='obj:!|"& armedsuy', max_size=30))
def test_any_text_parses_or_is_refused(text):
    try:
        alternatives = parse_conditions(text)
    except ValueError:
        return
    assert alternatives
    assert all(condition.slot == "any" or condition.slot in SLOTS for when in alternatives for condition in when)


WORDS = st.text(alphabet="abcdefghij-", min_size=1, max_size=8)


@st.composite
def written_conditions(draw):
    slot = draw(st.sampled_from(sorted(SLOTS)))
    test = draw(st.sampled_from(["present", "absent", "is", "is_not"]))
    if test in ("present", "absent"):
        return Condition(slot, test), ("!" if test == "absent" else "") + slot
    classes, words = draw(st.frozensets(WORDS, max_size=3)), draw(st.frozensets(WORDS, min_size=1, max_size=3))
    quoted = '"' + "|".join(sorted(words)) + '"'
    text = f"{slot}:{'!' if test == 'is_not' else ''}{'|'.join([*sorted(classes), quoted])}"
    return Condition(slot, test, classes, words), text


@given(st.lists(written_conditions(), min_size=1, max_size=4))
def test_what_is_written_is_what_is_read(conditions):
    text = " & ".join(written for _, written in conditions)
    assert parse_conditions(text) == (tuple(condition for condition, _ in conditions),)


@given(written_conditions(), WORDS, st.frozensets(WORDS, max_size=3))
def test_is_and_is_not_are_opposites(condition, lemma, classes):
    condition, _ = condition
    if condition.test in ("is", "is_not"):
        other = Condition(
            condition.slot, "is" if condition.test == "is_not" else "is_not", condition.classes, condition.words
        )
        assert condition.accepts(lemma, classes) != other.accepts(lemma, classes)
    else:
        assert condition.accepts(lemma, classes) == (condition.test == "present")


HEADERS = {
    "acts/verbs.tsv": "lemma\tparticle\twhen\tkind\tactor\ttarget\tplace\tcount\ttakes\tjoins\texample",
    "acts/nouns.tsv": "lemma\twhen\tkind\tactor\ttarget\tplace\tcount\ttakes\tjoins\texample",
    "acts/light.tsv": "lemma\tparticle\tslot\trole\teffect\texample",
    "acts/operators.tsv": "lemma\tpos\teffect\ttakes\texample",
    "acts/classes.tsv": "lemma\tclass\tsource",
    "sayings/cues.tsv": "lemma\tpos\tframe\tsource\tcommitment\tnote",
}
KILL = "kill\t-\tobj:armed\tkilling\tsubj\tobj\t-\tkilled=obj\t-\thead\tThey *killed* him."


@pytest.fixture
def folder(tmp_path):
    """The smallest lexicon that reads: headers, one class."""
    for name, header in HEADERS.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(header + "\n", encoding="utf-8")
    with (tmp_path / "acts/classes.tsv").open("a", encoding="utf-8") as file:
        file.write("soldier\tarmed\town\n")
    return tmp_path


def test_comments_and_empty_lines_are_skipped(folder):
    path = folder / "acts/verbs.tsv"
    path.write_text(f"# a comment\n{HEADERS['acts/verbs.tsv']}\n\n# another\n{KILL}\n", encoding="utf-8")
    assert read_lexicon(folder).verbs["kill"][0].kind == "killing"


@pytest.mark.parametrize(
    ("name", "row", "problem"),
    [
        ("acts/verbs.tsv", KILL.replace("armed", "armored"), "unknown class armored"),
        ("acts/verbs.tsv", KILL.replace("\tkilling\t", "\tslaughter\t"), "'slaughter' is no kind"),
        ("acts/verbs.tsv", KILL.replace("killed=obj", "slain=obj"), "slain=obj in column count"),
        ("acts/verbs.tsv", KILL.replace("killed=obj", "killed"), "killed= in column count"),
        ("acts/verbs.tsv", KILL.replace("*", ""), "asterisks"),
        ("acts/verbs.tsv", KILL.replace("\tsubj\t", "\tsubject\t"), "unknown slot 'subject' in column actor"),
        ("acts/verbs.tsv", KILL.replace("obj:armed", "obj:"), "names neither class nor word"),
        ("acts/verbs.tsv", KILL.replace("\thead", ""), "11 filled columns wanted"),
        ("acts/verbs.tsv", KILL.replace("\thead", "\t"), "11 filled columns wanted"),
        ("acts/verbs.tsv", f"{KILL}\n{KILL}", "same lemma, particle and conditions as"),
        ("acts/classes.tsv", "soldier\tarmed\town", "is in the class 'armed' already"),
        ("acts/light.tsv", "launch\t-\tobj\tdoer\t-\tThey *launched* it.", "'doer' in column role is none of"),
        ("acts/light.tsv", "launch\t-\t-\tactor\t-\tThey *launched* it.", "one slot"),
        ("acts/operators.tsv", "will\tAUX\t-\thead\tThey *will*.", "an operator needs an effect"),
        ("sayings/cues.tsv", "say\tVERB\tccomp\tsubj\t-\t-", "a cue needs a commitment"),
        ("sayings/cues.tsv", "say\tVERB\tthat\tsubj\tneutral\t-", "unknown slot 'that' in column frame"),
    ],
)
def test_a_malformed_row_is_named_by_file_and_line(folder, name, row, problem):
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    with pytest.raises(KnowledgeError) as caught:
        read_lexicon(folder)
    assert re.match(rf"{re.escape(str(folder / name))}:\d+: ", str(caught.value))
    assert problem in str(caught.value)


def test_a_wrong_header_is_refused(folder):
    (folder / "acts/light.tsv").write_text("lemma\tslot\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"light\.tsv:1: the columns must be"):
        read_lexicon(folder)


def test_reading_twice_gives_the_same(tmp_path):
    shutil.copytree(DATA / "acts", tmp_path / "acts")
    shutil.copytree(DATA / "sayings", tmp_path / "sayings")
    assert read_lexicon(tmp_path) == LEXICON
