"""Spellings of one town: Arabic, Pashto and Persian, Ukrainian and Russian, Burmese, Amharic, Somali."""

from __future__ import annotations

import pytest

from marsad.knowledge import packaged_gazetteer

# Country, and the spellings of one town; names are common knowledge.
SPELLINGS = [
    ("SYR", "Deir ez-Zor,Deir Ezzor,Deir al-Zour,Dayr al-Zawr,Deir Azzour"),
    ("SYR", "Hajin,Hajjin"),
    ("SYR", "Sousa,al-Susah,as-Susah,Al Soussa"),
    ("SYR", "Raqqa,ar-Raqqah,al-Raqqah,Rakka"),
    ("SYR", "Idlib,Edlib,Idleb"),
    ("SYR", "Qamishli,Kamishly,al-Qamishly"),
    ("SYR", "Latakia,Lattakia,al-Ladhiqiyah"),
    ("SYR", "Jisr al-Shughour,Jisr ash-Shughur,Jisr al-Shoughour"),
    ("SYR", "Maarrat al-Numan,Ma'arat al-Nu'man,Maaret al-Numan"),
    ("SYR", "Saraqib,Saraqeb"),
    ("SYR", "Tal Abyad,Tell Abyad,Tall Abyad"),
    ("SYR", "Hasakah,al-Hasaka,Hassakeh"),
    ("IRQ", "Mosul,al-Mawsil"),
    ("IRQ", "Fallujah,al-Falluja,Falluja"),
    ("IRQ", "Baqubah,Baquba,Ba'quba"),
    ("IRQ", "Sulaymaniyah,Sulaimaniya,As Sulaymaniyah,Sulaimani"),
    ("IRQ", "Tal Afar,Tall 'Afar,Tel Afar"),
    ("IRQ", "Kirkuk,Karkuk"),
    ("YEM", "Hodeidah,al-Hudaydah,Hudaida"),
    ("YEM", "Taiz,Ta'izz,Taizz"),
    ("YEM", "Marib,Ma'rib,Mareb"),
    ("LBY", "Benghazi,Banghazi"),
    ("LBY", "Sirte,Surt"),
    ("LBY", "Misrata,Misratah"),
    ("UKR", "Kharkiv,Kharkov"),
    ("UKR", "Kyiv,Kiev"),
    ("UKR", "Mykolaiv,Nikolaev"),
    ("UKR", "Zaporizhzhia,Zaporozhye,Zaporizhia"),
    ("UKR", "Luhansk,Lugansk"),
    ("UKR", "Odesa,Odessa"),
    ("UKR", "Lviv,Lvov"),
    ("UKR", "Bakhmut,Artemivsk,Artyomovsk"),
    ("UKR", "Chernihiv,Chernigov"),
    ("UKR", "Dnipro,Dnepropetrovsk"),
    ("RUS", "Grozny,Groznyy"),
    ("RUS", "Makhachkala,Mahachkala"),
    ("AFG", "Lashkar Gah,Lashkargah"),
    ("AFG", "Kandahar,Qandahar"),
    ("AFG", "Kunduz,Konduz,Qunduz"),
    ("AFG", "Jalalabad,Jelalabad"),
    ("AFG", "Mazar-i-Sharif,Mazar-e Sharif"),
    ("PAK", "Peshawar,Pishawar"),
    ("PAK", "Miranshah,Miran Shah,Miramshah"),
    ("MMR", "Yangon,Rangoon"),
    ("MMR", "Sittwe,Sittway,Akyab"),
    ("MMR", "Mawlamyine,Moulmein,Mawlamyaing"),
    ("MMR", "Myitkyina,Myitkyinaa"),
    ("MMR", "Lashio,Lasho"),
    ("ETH", "Mekelle,Mek'ele,Makale"),
    ("ETH", "Addis Ababa,Addis Abeba"),
    ("ETH", "Bahir Dar,Bahar Dar"),
    ("ETH", "Gondar,Gonder"),
    ("ETH", "Dire Dawa,Diredawa"),
    ("ETH", "Aksum,Axum"),
    ("SOM", "Mogadishu,Muqdisho"),
    ("SOM", "Kismayo,Kismaayo"),
    ("SOM", "Baidoa,Baydhabo"),
    ("SDN", "El Fasher,Al-Fashir,al-Fasher"),
    ("SDN", "El Geneina,al-Junaynah,Geneina"),
    ("SDN", "Omdurman,Umm Durman"),
]


def towns(name: str, country: str) -> list[str]:
    found = packaged_gazetteer().lookup(name, country=country, loose=True)
    return [entry.id for entry in found if entry.kind == "city"]


@pytest.mark.parametrize(("country", "spellings"), SPELLINGS)
def test_all_spellings_meet_one_town(country: str, spellings: str) -> None:
    usual, *others = spellings.split(",")
    (wanted, *_) = towns(usual, country)
    for other in others:
        assert wanted in towns(other, country)[:2], other


@pytest.mark.parametrize(
    ("short", "written"),
    [("St. Petersburg", "Saint Petersburg"), ("Ft. Worth", "Fort Worth"), ("Mt. Pleasant", "Mount Pleasant"),
     ("W. Columbia", "West Columbia"), ("Champaign Co.", "Champaign County")],
)  # fmt: skip
def test_short_forms_are_written_out(short: str, written: str) -> None:
    meant = {entry.id for entry in packaged_gazetteer().lookup(written)}
    assert meant & {entry.id for entry in packaged_gazetteer().lookup(short)}
