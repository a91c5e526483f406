"""Who is meant, and how actors belong together, on whole sentences read by the packaged model."""

from __future__ import annotations

import pytest

from marsad import read
from marsad.records import Reading


def reading_of(text: str) -> Reading:
    return read(f"{text}\n", published="2024-05-06")


def stated(text: str) -> set[tuple[str, str, str]]:
    """The relations that the text itself states."""
    return {(r.subject, r.predicate, r.object) for r in reading_of(text).relations if r.evidence is not None}


def meant(text: str, words: str) -> set[str]:
    """Ids of the actors that the last occurrence of some words names."""
    at = text.rindex(words)
    return {a.id for a in reading_of(text).actors for m in a.mentions if m.start == at and m.exact.endswith(words)}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Iran-backed Hezbollah fired rockets at the town.", ("hezbollah", "backed_by", "iran")),
        ("The Houthis, backed by Iran, fired on a ship on Friday.", ("houthis", "backed_by", "iran")),
        (
            "Hamza Deli, a member of Boko Haram, was arrested in Diffa.",
            ("hamza-deli", "member_of", "boko-haram"),
        ),
        (
            "The SDF, made up of Kurdish and Arab militias, took two hamlets.",
            ("arab-militias", "part_of", "syrian-democratic-forces"),
        ),
        (
            "Rana Osman, who heads the Orchard Studies Institute, doubted the figure.",
            ("orchard-studies-institute", "led_by", "rana-osman"),
        ),
    ],
)
def test_a_stated_relation_is_read_with_its_words(text: str, relation: tuple[str, str, str]) -> None:
    assert relation in stated(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Houthis, not backed by Iran, fired on a ship on Friday.",
        "Hezbollah fired rockets at a base near Iran.",
        "Boko Haram fought the army in Diffa on Monday.",
    ],
)
def test_no_relation_is_invented(text: str) -> None:
    assert stated(text) == set()


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Boko Haram raided Diffa on Monday. The group burned two trucks.", "The group", "boko-haram"),
        ("Al-Shabaab said on Monday it had taken the town.", "it", "al-shabaab"),
        ("Rana Osman fled Diffa on Monday. She said soldiers burned her house.", "She", "rana-osman"),
        ("Turkish troops shelled the town. Talks with Russia broke down.", "Russia", "russia"),
    ],
)
def test_a_later_word_means_who_was_named(text: str, words: str, who: str) -> None:
    assert meant(text, words) == {who}


def test_those_who_never_act_are_named_too() -> None:
    text = "Soldiers shelled the camp. Rana Osman of the Orchard Studies Institute lives there."
    assert {"rana-osman", "orchard-studies-institute"} <= {a.id for a in reading_of(text).actors}


def test_common_nouns_that_never_act_are_not_actors() -> None:
    text = "The SDF took Hajin on Monday. Three men drank tea."
    assert "civilians" not in {a.id for a in reading_of(text).actors}


def test_every_printed_relation_is_between_printed_actors() -> None:
    reading = reading_of("Iran-backed Hezbollah fired rockets. The Houthis, backed by Iran, fired on a ship.")
    ids = {a.id for a in reading.actors}
    assert reading.relations
    assert all({r.subject, r.object} <= ids for r in reading.relations)
