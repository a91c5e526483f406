"""Statements end to end, with the shipped model: who says what through whom, and the traps of reported speech.

Every sentence is invented, and so is everybody who speaks.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import marsad
from marsad.records import Event, Reading, Statement

DAY = "2025-02-05"
ACCEPTANCE = Path(__file__).resolve().parents[2] / "shared" / "acceptance"


def reading_of(text: str) -> Reading:
    return marsad.read(f"{text}\n", published=DAY)


def names(told: Statement | Event) -> list[str | None]:
    return [source.name for source in told.sources]


def chains(reading: Reading) -> list[list[str | None]]:
    return [names(statement) for statement in reading.statements]


def content(statement: Statement) -> str:
    return " … ".join(span.exact for span in statement.content)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Three security officials said that rebels shelled the town of Homs on Monday.", ["Three security officials"]),
        ("Rebels shelled the town of Homs on Monday, according to residents.", ["civilians"]),
        ("Rebels shelled the town of Homs on Monday, the Tarsk Observatory reported.", ["Tarsk Observatory"]),
        ("Five soldiers killed in raid near Homs - Reuters", ["Reuters"]),
        ("Analysts believe that rebels shelled the market.", ["analysts"]),
    ],
)
def test_plain_forms(text: str, wanted: list[str]) -> None:
    reading = reading_of(text)
    assert chains(reading) == [wanted]
    assert [names(event) for event in reading.events] == [wanted]
    assert reading.statements[0].events == tuple(event.id for event in reading.events)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Reuters said the defence ministry had told it that the army captured Homs.",
            ["defence ministry", "Reuters"],
        ),
        ("Five soldiers were killed near Homs, the governor said, according to Reuters.", ["governor", "Reuters"]),
        (
            "Five soldiers were killed near Homs, Reuters reported, citing a police spokesman.",
            ["a police spokesman", "Reuters"],
        ),
        (
            "The mayor was quoted by state television as saying that rebels had shelled the market.",
            ["mayor", "state television"],
        ),
    ],
)
def test_second_hand_chains(text: str, wanted: list[str]) -> None:
    reading = reading_of(text)
    assert wanted in chains(reading)
    (event,) = reading.events
    assert names(event) == wanted


def test_an_unclosed_quote_goes_on_in_the_next_paragraph_with_one_speaker() -> None:
    reading = reading_of(
        "“The garrison has lost forty men,” Piotr Hasek, a photographer who lives in Tarsk, told Valley Radio. “Its "
        "guns were destroyed on Sunday.\n\n“The rebels bombed the last depot on Monday,” he went on, but added that "
        "“they will not storm the town.”"
    )
    assert set(map(tuple, chains(reading))) == {("Piotr Hasek",)}
    assert [s.quote for s in reading.statements] == ["direct", "direct", "mixed"]
    assert "Its guns were destroyed on Sunday" in content(reading.statements[0])
    assert "photographer" in (reading.statements[-1].sources[0].role or "")


def test_a_question_belongs_to_who_is_named_behind_it() -> None:
    reading = reading_of(
        "One man told the team of a raid. “They burned the mill on Sunday. Where is my husband?” Lena, a nurse, asked."
    )
    asked = reading.statements[-1]
    assert names(asked) == ["Lena"]
    assert "They burned the mill" in content(asked)


def test_two_credits_in_a_row_are_a_chain() -> None:
    reading = reading_of("The bridge was shelled twice, a police source said, the Tarsk agency reported.")
    assert chains(reading)[0] == ["a police source", "the Tarsk agency"]


def test_square_brackets_are_the_outlets_words_inside_a_quote() -> None:
    (statement,) = reading_of(
        "“They [the rebels, who took Homs in May] shelled the market twice,” said Lena Mostov, a nurse."
    ).statements
    assert "Homs" not in content(statement)
    assert "shelled the market twice" in content(statement)


def test_single_quotes_inside_a_quote_are_scare_quotes_and_no_speech() -> None:
    reading = reading_of("“Nine men have surrendered to the ‘Free Army’ group,” the Tarsk Observatory wrote on Monday.")
    (statement,) = reading.statements
    assert statement.quote == "direct"
    assert "‘Free Army’" in content(statement)
    assert names(statement) == ["Tarsk Observatory"]


def test_agreed_with_another_makes_two_sources() -> None:
    reading = reading_of("Colonel Adem agreed with Piotr Hasek that rebels had shelled the mill on Sunday.")
    assert chains(reading) == [["Adem"], ["Piotr Hasek"]]
    assert len({content(statement) for statement in reading.statements}) == 1


def test_a_declaration_told_by_another_is_second_hand() -> None:
    reading = reading_of(
        "The envoy said that while President Idris Hama had declared victory over the rebels in March, the rebels "
        "still attacked convoys."
    )
    assert ["Idris Hama", "envoy"] in chains(reading)
    declared = next(event for event in reading.events if event.kind == "victory-declared")
    assert [party.name for party in declared.actors] == ["Idris Hama"]
    assert names(declared) == ["envoy"]
    assert declared.status == "reported"


def test_a_sentence_without_a_cue_after_a_saying_is_the_outlets() -> None:
    reading = reading_of(
        "Rebels shelled the town of Homs on Monday, the mayor said. The army bombed a depot on Tuesday."
    )
    first, second = reading.events
    assert names(first) == ["mayor"]
    assert (names(second), second.status) == ([], "asserted")


def test_it_said_and_the_watchdog_wrote_go_on_with_the_monitor() -> None:
    reading = reading_of(
        "The Tarsk Observatory reported that troops shelled the mill on Monday. It said that nine people were killed. "
        "“Rebels bombed a depot on Tuesday,” the watchdog wrote."
    )
    assert set(map(tuple, chains(reading))) == {("Tarsk Observatory",)}
    assert len(reading.statements) == 3


def test_means_to_a_purpose_are_no_acts() -> None:
    reading = reading_of(
        "It said that the rebels rely on tunnels to repel attacks and inflict heavy casualties on the army."
    )
    assert not reading.events


def test_beliefs_without_a_believer_have_no_source() -> None:
    (statement,) = reading_of("The rebels are believed to have shelled the market on Monday.").statements
    assert names(statement) == [None]
    assert statement.content[0].exact.startswith("The rebels")


def test_what_is_denied_is_paired_with_the_denial() -> None:
    reading = reading_of("Rebels shelled the camp on Monday, the army claimed. The rebels denied this.")
    told, denied = reading.events
    assert (told.kind, told.status, names(told)) == ("shelling", "claimed", ["army"])
    assert (denied.kind, denied.status, names(denied)) == ("shelling", "denied", ["rebels"])


def test_of_what_somebody_is_accused_the_accuser_tells() -> None:
    reading = reading_of("Residents accused the army of shelling the market on Monday.")
    shelling = next(event for event in reading.events if event.kind == "shelling")
    assert names(shelling) == ["civilians"]
    assert shelling.status == "reported"


def test_what_is_condemned_keeps_the_outlets_voice() -> None:
    reading = reading_of("Rebels killed nine people in an attack on Homs on Monday. The mayor condemned the attack.")
    assert next(names(event) for event in reading.events if event.kind != "accusation") == []
    assert reading.statements[-1].events == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The defence ministry issued a statement saying that rebels had shelled Homs.", [["defence ministry"]]),
        ("The rebels published a video claiming that they had captured Homs.", [["rebels"]]),
        ("Officials said rebels attacked the post on Monday, though the rebels denied that they had attacked it.",
         [["officials"], ["rebels"]]),
        ("The mayor says rebels shelled the market and the governor says the army did it.", [["mayor"], ["governor"]]),
        ("Police said they could not confirm that the bridge was shelled.", [["police"], ["police"]]),
    ],
)  # fmt: skip
def test_each_speaks_for_himself(text: str, wanted: list[list[str]]) -> None:
    assert chains(reading_of(text)) == wanted


def test_what_nobody_can_confirm_is_not_denied() -> None:
    (event,) = reading_of("Police said they could not confirm that the bridge was shelled.").events
    assert (event.status, names(event)) == ("reported", ["police"])


def test_a_quotation_before_its_speaker_is_said_wherever_the_tree_hangs_it() -> None:
    (statement,) = reading_of(
        "“The big question is if the allies will not sell the town,” Lena Mostov said."
    ).statements
    assert names(statement) == ["Lena Mostov"]
    assert content(statement).startswith("“The big question is if")


def test_words_set_apart_are_no_quotation() -> None:
    assert chains(reading_of("The “free army” attacked Homs, the mayor said.")) == [["mayor"]]


def test_what_a_speaker_has_done_is_no_role() -> None:
    (statement,) = reading_of(
        "The drone was shot down, said the Orlen Brigade, whose fighters have been shelling the north since May."
    ).statements
    assert statement.sources[0].role is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The army battled dozens of gunmen in Homs.", [("participants", 24, None)]),
        ("Troops are fighting about 300 militants in Homs.", [("participants", None, 300)]),
        ("Clashes with rebels left 20 soldiers dead.", [("killed", 20, 20)]),
    ],
)
def test_whom_a_side_fights_is_no_toll(text: str, wanted: list[tuple[str, int | None, int | None]]) -> None:
    (event,) = reading_of(text).events
    assert [(c.what, c.low, c.best) for c in event.counts] == wanted


def test_role_and_affiliation_as_the_report_gives_them() -> None:
    (statement,) = reading_of(
        "Rebels shelled the town of Homs on Monday, said Lena Mostov, the head of the War Studies Programme at Orlen "
        "College."
    ).statements
    (source,) = statement.sources
    assert source.name == "Lena Mostov"
    assert source.role == "head of the War Studies Programme"
    assert source.affiliation == "Orlen College"


A00 = [  # who speaks, by the statement's id in the full reading of the report
    ("S1", "experts"), ("S2", "analysts"), ("S3", None), ("S4", "Ofra Bengio"), ("S5", "Ofra Bengio"),
    ("S6", "Owen Holdaway"), ("S7", "Owen Holdaway"), ("S8", "Owen Holdaway"), ("S9", "Owen Holdaway"),
    ("S10", "Owen Holdaway"), ("S11", "Owen Holdaway"), ("S12", "Ofra Bengio"), ("S13", "Ofra Bengio"),
    ("S14", "Ofra Bengio"), ("S15", "Haider al-Abadi"), ("S17", "Syrian Observatory for Human Rights"),
    ("S18", "Syrian Observatory for Human Rights"), ("S19", "Syrian Observatory for Human Rights"),
]  # fmt: skip
ROLES = {
    "Ofra Bengio": "the Kurdish Studies Program",
    "Owen Holdaway": "freelance journalist",
    "Haider al-Abadi": "Prime Minister",
}


@pytest.fixture(scope="module")
def a00() -> tuple[Reading, dict[str, dict[str, Any]]]:
    """The acceptance report as read, and the statements of its full reading by hand, by id."""
    by_hand = json.loads((ACCEPTANCE / "a00_reading.json").read_text(encoding="utf-8"))
    rows = (ACCEPTANCE / "dev" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    row = next(r for r in map(json.loads, filter(None, rows)) if r["id"] == "a00")
    reading = marsad.read(row["text"], published=row["published"])
    return reading, {s["id"]: s for s in by_hand["statements"]}


def matching(reading: Reading, by_hand: dict[str, Any]) -> list[Statement]:
    """Our statements that say some of the same words, those with the most first."""
    spans = [(s["start"], s["end"]) for s in by_hand["content_spans"]]
    meets = lambda s: sum(max(0, min(c.end, end) - max(c.start, start)) for c in s.content for start, end in spans)
    return sorted((s for s in reading.statements if meets(s)), key=meets, reverse=True)


@pytest.mark.shared
@pytest.mark.skipif(not ACCEPTANCE.is_dir(), reason="the shared folder is not beside this checkout")
class TestAcceptanceReport:
    """The report that the program is to read perfectly: speakers, roles, and the traps it sets."""

    @pytest.mark.parametrize(("ident", "speaker"), A00)
    def test_speaker_and_role(
        self, a00: tuple[Reading, dict[str, dict[str, Any]]], ident: str, speaker: str | None
    ) -> None:
        reading, by_hand = a00
        found = matching(reading, by_hand[ident])
        own = next((s for s in found if s.sources[0].name == speaker), None)
        assert own is not None, [names(s) for s in found]
        if speaker in ROLES:
            assert ROLES[speaker] in (own.sources[0].role or "")

    def test_quote_of_paragraph_16_runs_on_in_18_with_one_speaker(
        self, a00: tuple[Reading, dict[str, dict[str, Any]]]
    ) -> None:
        reading, by_hand = a00
        for ident in ("S7", "S8", "S9"):
            assert names(matching(reading, by_hand[ident])[0])[-1] == "Owen Holdaway"

    def test_brackets_are_not_said(self, a00: tuple[Reading, dict[str, dict[str, Any]]]) -> None:
        reading, by_hand = a00
        inserted = [span for s in by_hand.values() for span in s.get("editorial_insertions", ())]
        assert inserted
        for span in inserted:
            for statement in reading.statements:
                assert not any(c.start < span["end"] and span["start"] < c.end for c in statement.content)

    def test_scare_quotes_are_no_speech(self, a00: tuple[Reading, dict[str, dict[str, Any]]]) -> None:
        reading, by_hand = a00
        (span,) = by_hand["S19"]["inner_scare_quotes"]
        inside = [s for s in reading.statements if any(c.start <= span["start"] < c.end for c in s.content)]
        assert [names(s) for s in inside] == [["Syrian Observatory for Human Rights"]]

    def test_agreement_makes_two_sources(self, a00: tuple[Reading, dict[str, dict[str, Any]]]) -> None:
        reading, by_hand = a00
        assert {names(s)[0] for s in matching(reading, by_hand["S12"])} == {"Ofra Bengio", "Owen Holdaway"}

    def test_the_declaration_is_second_hand(self, a00: tuple[Reading, dict[str, dict[str, Any]]]) -> None:
        reading, by_hand = a00
        assert ["Haider al-Abadi", "Ofra Bengio"] in [names(s) for s in matching(reading, by_hand["S15"])]
        declared = next(e for e in reading.events if e.kind == "victory-declared")
        assert names(declared) == ["Ofra Bengio"]

    def test_the_sentence_without_a_cue_is_the_outlets(self, a00: tuple[Reading, dict[str, dict[str, Any]]]) -> None:
        reading, by_hand = a00
        assert matching(reading, by_hand["S16"]) == []

    def test_no_casualties_from_the_purpose_clause(self, a00: tuple[Reading, dict[str, dict[str, Any]]]) -> None:
        reading, by_hand = a00
        (span,) = by_hand["S18"]["content_spans"]
        inside = [e for e in reading.events if span["start"] <= e.trigger.start < span["end"]]
        assert inside == []


SIGNED = """Residents of Tarsk spoke of the shelling.

“We heard the shells all night and nobody came to help us.” — Karim Odeh, a baker

“They fired on the market again.” ― Salma Hadid

"The army shelled the school."
- SOHR
"""


def test_a_line_behind_a_quotation_signs_it() -> None:
    told = [one for one in reading_of(SIGNED).statements if one.quote == "direct"]
    assert [(names(one), content(one)[1:-1]) for one in told] == [
        (["Karim Odeh"], "We heard the shells all night and nobody came to help us."),
        (["Salma Hadid"], "They fired on the market again."),
        (["Syrian Observatory for Human Rights"], "The army shelled the school."),
    ]
    assert [one.cue.exact for one in told if one.cue] == ["—", "―", "-"]


def test_a_list_behind_a_quotation_signs_nothing() -> None:
    text = "“We will not leave the town,” the mayor said.\n\n- Two roads to Tarsk were closed.\n- The bridge fell.\n"
    assert chains(reading_of(text)) == [["mayor"]]


@pytest.mark.parametrize(
    ("speaker", "role"),
    [
        ("The army's spokeswoman, Rana Haddad,", "spokeswoman"),
        ("The spokeswoman of the army, Rana Haddad,", "spokeswoman"),
        ("Rana Haddad, the army's spokeswoman,", "army's spokeswoman"),
    ],
)
def test_whose_office_it_is(speaker: str, role: str) -> None:
    reading = reading_of(f"DAMASCUS - {speaker} said rebels shelled Homs on Monday.")
    (source,) = reading.statements[0].sources
    assert (source.name, source.role, source.affiliation) == ("Rana Haddad", role, "Syrian Armed Forces")


TALK = """The governor spoke with the radio.

RANIA SALEH: What happened in Homs?

ODEH: Gunmen attacked the police station at dawn.

SALEH: Who were they?

ODEH: Nobody knows."""
ADDED = """The governor met reporters on Monday.

Governor Karim Odeh added:

Gunmen attacked the police station at dawn.

The roads were empty."""
LISTED = ADDED.replace("Gunmen attacked", "- Gunmen attacked")
LETTER = "The governor said in a letter to the council that gunmen attacked the police station on Sunday."


def test_labels_of_a_transcript_say_who_speaks() -> None:
    told = [(names(s), s.cue.exact if s.cue else None, content(s)) for s in reading_of(TALK).statements]
    assert told == [
        (["RANIA SALEH"], ":", "What happened in Homs?"),
        (["ODEH"], ":", "Gunmen attacked the police station at dawn."),
        (["SALEH"], ":", "Who were they?"),
        (["ODEH"], ":", "Nobody knows."),
    ]


def test_a_paragraph_behind_a_colon_is_said_and_the_next_one_is_not() -> None:
    (statement,) = reading_of(ADDED).statements
    assert (names(statement), content(statement)) == (["Karim Odeh"], "Gunmen attacked the police station at dawn.")
    assert reading_of(LISTED).statements == ()


def test_what_is_said_in_a_letter_its_writer_says() -> None:
    assert chains(reading_of(LETTER)) == [["governor"]]
