"""Which language."""

import pytest

from marsad.sources._language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army said on Tuesday that its troops had taken three villages near the river.", "en"),
        ("قال المرصد إن عشرين شخصا قتلوا في غارات جوية على البلدة يوم الثلاثاء", "ar"),
        ("Die Armee teilte am Dienstag mit, dass drei Soldaten im Norden getötet wurden.", "de"),
        ("Los militantes atacaron la aldea y mataron a diez personas el martes.", "es"),
        ("Армия заявила во вторник, что три деревни на реке были взяты под контроль.", "ru"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kein Wort.",
        "1,200 - 3,400 - 5,600",
        "Daesh captures Deir Ez-Zor villages from SDF in al-Hasakah, says Amaq",
        "Ar-Raqqah, Manbij, Al-Bab, Tabqa, Hajin, Baghuz, Sousa, Al-Shafah, Deir ez-Zor",
        "Bandits kill five for Zamfara village attack, police tell reporters",  # more like Pidgin than English
        "KILLED 5 WOUNDED 10 IDLIB HAMA ALEPPO LATAKIA DAMASCUS HOMS",
        "12 45 78 % 33 a b c " * 40,
    ],
)
def test_short_or_doubtful_texts_are_taken_as_english(text: str) -> None:
    assert language_of(text) == "en"


def test_declaration_counts_only_for_a_short_text() -> None:
    assert language_of("Kein Wort.", declared="de-AT") == "de"
    assert language_of("Kein Wort.", declared="nonsense!") == "en"
    long = "The army said on Tuesday that its troops had taken three villages near the river."
    assert language_of(long, declared="ar") == "en"


def test_only_the_beginning_is_asked() -> None:
    english = "The army said on Tuesday that its troops had taken three villages near the river. " * 60
    assert language_of(english + "Die Armee teilte mit, dass drei Soldaten getötet wurden. " * 200) == "en"
