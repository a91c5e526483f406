from __future__ import annotations

from marsad.knowledge import load_feasts, load_tenses


def test_a_spelling_names_one_feast() -> None:
    names = [name for feast in load_feasts().values() for name in feast.names]
    assert len(names) == len(set(names))
    assert {"Eid al-Fitr", "Ramadan", "Orthodox Easter", "Nowruz"} <= set(names)


def test_listed_days_stand_with_their_feast() -> None:
    for feast in load_feasts().values():
        assert (feast.calendar == "listed") == bool(feast.listed)
        years = [day.year for day in feast.listed]
        assert years == sorted(set(years))


def test_every_word_of_tense_looks_one_way() -> None:
    tenses = load_tenses()
    assert (tenses["will"], tenses["said"]) == ("ahead", "back")
