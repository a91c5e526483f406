"""Who mentions mean: names, states, descriptions, pronouns, common nouns, unknown names."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.reading._mentions import ActorMention, EntityLabel
from marsad.records import Relation, Span
from marsad.resolving._actors import ActorIndex, resolve_actors


@dataclass(frozen=True)
class Said:
    """A phrase as a test writes it; ``name`` is the part that the entity label is about."""

    phrase: str
    entity: EntityLabel | None = None
    name: str | None = None
    apposed: tuple[str, ...] = ()
    pronoun: bool = False
    antecedent: str | None = None


def person(name: str, phrase: str | None = None, apposed: tuple[str, ...] = ()) -> Said:
    return Said(phrase or name, "person", name, apposed)


def organisation(name: str, phrase: str | None = None, apposed: tuple[str, ...] = ()) -> Said:
    return Said(phrase or name, "organisation", name, apposed)


def pronoun(word: str, antecedent: str | None = None) -> Said:
    return Said(word, pronoun=True, antecedent=antecedent)


def mentions(text: str, *phrases: Said | str) -> list[ActorMention]:
    """The mentions of ``phrases``, looked for one after the other."""
    found: list[ActorMention] = []
    at = 0
    for said in (phrase if isinstance(phrase, Said) else Said(phrase) for phrase in phrases):
        start = text.index(said.phrase, at)
        span = Span.of(text, start, start + len(said.phrase))
        named = text.index(said.name, start) if said.name else None
        entity_span = Span.of(text, named, named + len(said.name)) if named is not None and said.name else None
        apposed = tuple(Span.of(text, text.index(a, at), text.index(a, at) + len(a)) for a in said.apposed)
        head = (said.name or said.phrase).split()[-1].lower().rstrip("s")
        meant = text.index(said.antecedent) if said.antecedent else 0
        antecedent = Span.of(text, meant, meant + len(said.antecedent)) if said.antecedent else None
        found.append(ActorMention(span, head, said.entity, entity_span, said.pronoun, apposed, antecedent))
        at = start if said.pronoun else start + len(said.phrase)  # "its" begins "its fighters"
    return found


def ids(text: str, *phrases: Said | str) -> list[str | None]:
    """Id per mention, null where it names nobody."""
    made = mentions(text, *phrases)
    index = resolve_actors(made, text)
    return [next((actor.id for actor in index.of(mention)), None) for mention in made]


def index_of(text: str, *phrases: Said | str) -> ActorIndex:
    return resolve_actors(mentions(text, *phrases), text)


NAMED = [
    ("the Kurdish-led Syrian Democratic Forces (SDF)", "syrian-democratic-forces"),
    ("Islamic State group fighters", "islamic-state"),
    ("the Islamic State", "islamic-state"),
    ("IS", "islamic-state"),
    ("so-called Islamic State", "islamic-state"),
    ("ISIS members", "islamic-state"),
    ("several ISIS members", "islamic-state"),
    ("fighters from the Islamic State group", "islamic-state"),
    ("members of Islamic State of Iraq and Syria", "islamic-state"),
    ("dozens of IS militants", "islamic-state"),
    ("a group of Daesh fighters", "islamic-state"),
    ("Da’esh", "islamic-state"),
    ("ISIS positions", "islamic-state"),
    ("an ISIS commander", "islamic-state"),
    ("an SDF spokesman", "syrian-democratic-forces"),
    ("a spokesman for the SDF", "syrian-democratic-forces"),
    ("the Syrian Democratic Forces’", "syrian-democratic-forces"),
    ("US-led Coalition", "us-led-coalition"),
    ("the U.S.-led coalition", "us-led-coalition"),
    ("Operation Inherent Resolve", "us-led-coalition"),
    ("the Turkish-backed Free Syrian Army", "syrian-national-army"),
    ("Turkish-backed rebels", "syrian-national-army"),
    ("Hashd al-Sha'abi", "popular-mobilization-forces"),
    ("Reuters journalists", "reuters"),
    ("the Britain-based Syrian Observatory for Human Rights", "syrian-observatory-for-human-rights"),
    ("the director of the Syrian Observatory for Human Rights", "syrian-observatory-for-human-rights"),
    ("Boko Haram insurgents", "boko-haram"),
    ("Al Shabab", "al-shabaab"),
    ("M23 rebels", "m23"),
    ("UN peacekeepers", "un-peacekeepers"),
    ("Médecins Sans Frontières", "msf"),
    ("Haftar's forces", "libyan-national-army"),
    ("forces loyal to Khalifa Haftar", "libyan-national-army"),
    ("the Trump administration", "united-states-government"),
    ("a Reuters witness", "reuters"),
    ("G9 gang members", "g9"),
    ("Chinese President Xi Jinping", "xi-jinping"),
    ("ISIS families", "civilians"),
    ("families of ISIS fighters", "civilians"),
    ("civilians in ISIS-held areas", "civilians"),
]
STATES = [
    ("Turkey", "turkey"),
    ("the United States", "united-states"),
    ("the US", "united-states"),
    ("the Russians", "russia"),
    ("Ankara", "turkey"),
    ("Washington", "united-states"),
    ("Damascus", "syria"),
    ("Turkish forces", "turkish-armed-forces"),
    ("Turkey's army", "turkish-armed-forces"),
    ("several Turkish soldiers", "turkish-armed-forces"),
    ("soldiers from Turkey", "turkish-armed-forces"),
    ("the armed forces of Ukraine", "ukrainian-armed-forces"),
    ("U.S. troops", "united-states-armed-forces"),
    ("US special operations forces", "united-states-armed-forces"),
    ("American warplanes", "united-states-air-force"),
    ("Iraqi F-16s", "iraqi-air-force"),
    ("Russian jets", "russian-air-force"),
    ("Syrian government forces", "syrian-armed-forces"),
    ("the Syrian army", "syrian-armed-forces"),
    ("Iraqi forces", "iraqi-armed-forces"),
    ("Iraqi security forces", "iraqi-security-forces"),
    ("the government of Iraq", "iraqi-government"),
    ("Nigerian police", "nigerian-police"),
    ("Nigerian officers", "nigerian-armed-forces"),
    ("French officials", "french-government"),
    ("the Syrian regime", "syrian-government"),
    ("Congolese troops", "congolese-armed-forces"),
    ("the Saudi foreign ministry", "saudi-foreign-ministry"),
    ("South Sudanese soldiers", "south-sudanese-armed-forces"),
    ("U.S.-backed Syrian forces", "syrian-democratic-forces"),
    ("U.S.-backed Iraqi troops", "iraqi-armed-forces"),
    ("Iranian-backed gunmen", "gunmen"),
    ("Syrian rebels", "syrian-rebels"),
    ("Palestinian gunmen", "palestinian-gunmen"),
    ("Haitian gangs", "haitian-gangs"),
    ("two U.S. service members", "united-states-armed-forces"),
    ("three Russians", "civilians"),
    ("Iraqi civilians", "civilians"),
    ("the Turkish side", "turkey"),
]
AGENTS = [
    ("residents", "civilians"),
    ("villagers", "civilians"),
    ("three women", "civilians"),
    ("dozens of children", "civilians"),
    ("demonstrators", "protesters"),
    ("unknown gunmen", "gunmen"),
    ("masked men", "gunmen"),
    ("a suicide bomber", "suicide-bombers"),
    ("rebels", "rebels"),
    ("police officers", "police"),
    ("local journalists", "journalists"),
    ("eyewitnesses", "witnesses"),
    ("aid workers", "aid-workers"),
]
NOBODY = ["the ambassadorship", "us", "is", "both sides", "another group", "the village", "the wind", "the", "Aleppo"]


@pytest.mark.parametrize(("phrase", "actor_id"), NAMED + STATES + AGENTS)
def test_phrase_alone_means(phrase: str, actor_id: str) -> None:
    assert ids(f"On Monday {phrase} moved.", phrase) == [actor_id]


@pytest.mark.parametrize("phrase", NOBODY)
def test_phrase_alone_means_nobody(phrase: str) -> None:
    assert ids(f"On Monday {phrase} moved.", phrase) == [None]


def test_names_inside_other_words_are_not_found() -> None:
    assert ids("The ambassador left. Assad stayed.", "ambassador", "Assad") == ["diplomats", "bashar-al-assad"]


def test_capital_of_a_person_label_is_no_state() -> None:
    assert ids("Jordan spoke.", person("Jordan")) == ["jordan"]
    index = index_of("Michael Jordan spoke. Jordan left.", person("Michael Jordan"), person("Jordan"))
    assert [actor.id for actor in index.actors] == ["michael-jordan"]


def test_canonical_names_are_the_full_ones() -> None:
    index = index_of("SDF, IS, SOHR and Turkish forces.", "SDF", "IS", "SOHR", "Turkish forces")
    assert [actor.name for actor in index.actors] == [
        "Syrian Democratic Forces",
        "Islamic State",
        "Syrian Observatory for Human Rights",
        "Turkish Armed Forces",
    ]


class TestPersons:
    def test_known_person_with_title(self) -> None:
        text = "Iraqi Prime Minister Adel Abdul Mahdi spoke."
        assert ids(text, person("Adel Abdul Mahdi", "Iraqi Prime Minister Adel Abdul Mahdi")) == ["adil-abdul-mahdi"]

    def test_unknown_person_without_titles(self) -> None:
        index = index_of("Professor Owen Holdaway's team met.", person("Professor Owen Holdaway's"))
        assert (index.actors[0].id, index.actors[0].name, index.actors[0].kind) == (
            "owen-holdaway",
            "Owen Holdaway",
            "person",
        )

    def test_surname_means_the_full_name_of_the_report(self) -> None:
        text = "Holdaway was there. Owen Holdaway said so. Dr. Holdaway left."
        found = ids(text, person("Holdaway"), person("Owen Holdaway"), person("Dr. Holdaway"))
        assert found == ["owen-holdaway"] * 3

    def test_surname_of_two_people_stays_apart(self) -> None:
        text = "Omar Haddad and Sami Haddad met. Haddad left."
        assert ids(text, person("Omar Haddad"), person("Sami Haddad"), person("Haddad"))[2] == "haddad"

    def test_known_surname_of_two_falls_to_the_best_known(self) -> None:
        text = "Bashar al-Assad met Maher al-Assad. Assad left."
        found = ids(text, person("Bashar al-Assad"), person("Maher al-Assad"), person("Assad"))
        assert found == ["bashar-al-assad", "maher-al-assad", "bashar-al-assad"]

    def test_person_in_apposition_to_a_common_noun(self) -> None:
        text = "A spokesman, Mustafa Bali, said so."
        assert ids(text, Said("A spokesman", apposed=("Mustafa Bali",))) == ["mustafa-bali"]

    def test_unknown_person_in_apposition(self) -> None:
        text = "A freelance journalist, Owen Holdaway, said so."
        assert ids(text, Said("A freelance journalist", apposed=("Owen Holdaway",))) == ["owen-holdaway"]


class TestUnknownOrganisations:
    @pytest.mark.parametrize(
        ("name", "kind", "country"),
        [
            ("Falcons of Hajin Brigade", "armed-group", None),
            ("Eastern Liberation Front", "armed-group", None),
            ("Ministry of Oil", "government", None),
            ("Iraqi Ministry of Electricity", "government", "IRQ"),
            ("Euphrates News Agency", "media", None),
            ("Future Tomorrow Party", "party", None),
            ("University of Raqqa", "ngo", None),
            ("Hope Foundation", "ngo", None),
            ("Zorbax", "other", None),
        ],
    )
    def test_kind_follows_from_the_head_noun(self, name: str, kind: str, country: str | None) -> None:
        actor = index_of(f"The {name} spoke.", organisation(name, f"The {name}")).actors[0]
        assert (actor.name, actor.kind, actor.country) == (name, kind, country)

    def test_short_form_in_brackets_means_the_long_form(self) -> None:
        text = "The Eastern Liberation Front (ELF) attacked. ELF fighters fled."
        found = ids(text, organisation("Eastern Liberation Front", "The Eastern Liberation Front"), "ELF fighters")
        assert found == ["eastern-liberation-front"] * 2

    def test_short_form_of_the_report_wins_over_the_tables(self) -> None:
        text = "The Maritime Industry Trust (MIT) said so. Later MIT denied it."
        found = ids(text, organisation("Maritime Industry Trust"), organisation("MIT"))
        assert found == ["maritime-industry-trust"] * 2

    def test_bracket_that_spells_something_else_is_no_short_form(self) -> None:
        text = "Fighters in the old town (SDF) fled. SDF fighters came."
        assert ids(text, "SDF fighters") == ["syrian-democratic-forces"]


class TestDescriptions:
    def test_group_means_the_one_group(self) -> None:
        assert ids("ISIS attacked. The group fled.", "ISIS", "The group") == ["islamic-state"] * 2

    def test_group_with_two_candidates_means_nobody(self) -> None:
        text = "ISIS fought Boko Haram. The group fled."
        assert ids(text, "ISIS", "Boko Haram", "The group")[2] is None

    def test_description_that_fits_one_of_two(self) -> None:
        text = "ISIS fought the YPG. The jihadists fled."
        assert ids(text, "ISIS", "the YPG", "The jihadists")[2] == "islamic-state"

    def test_alliance_and_coalition(self) -> None:
        text = "The SDF met ISIS. The alliance advanced with the coalition."
        found = ids(text, "The SDF", "ISIS", "The alliance", "the coalition")
        assert found[2:] == ["syrian-democratic-forces", "us-led-coalition"]

    def test_coalition_of_another_war(self) -> None:
        text = "The Saudi-led coalition bombed Sanaa. The coalition denied it."
        assert ids(text, "The Saudi-led coalition", "The coalition") == ["saudi-led-coalition"] * 2

    def test_coalition_with_no_war_known_means_nobody(self) -> None:
        assert ids("In Berlin the coalition agreed.", "the coalition") == [None]

    def test_army_and_regime_of_the_story(self) -> None:
        text = "In Syria's south the regime bombed. Syria said nothing. The army advanced."
        assert ids(text, "the regime", "The army") == ["syrian-government", "syrian-armed-forces"]

    def test_army_with_two_armies_means_no_known_army(self) -> None:
        text = "The Turkish army met the Syrian army. The army left."
        assert ids(text, "The Turkish army", "the Syrian army", "The army")[2] == "army"

    def test_monitor_may_be_named_later(self) -> None:
        text = "A battle raged, the monitor said. The Syrian Observatory for Human Rights counted ten."
        found = ids(text, "the monitor", "The Syrian Observatory for Human Rights")
        assert found == ["syrian-observatory-for-human-rights"] * 2

    def test_council_means_the_one_told(self) -> None:
        text = "The Manbij Military Council spoke. The Council left."
        assert ids(text, "The Manbij Military Council", "The Council")[1] == "manbij-military-council"

    def test_nearest_sentences_decide_first(self) -> None:
        text = "The Syrian army left. It rained. Then the Turkish army came. The army stayed."
        assert ids(text, "The Syrian army", "the Turkish army", "The army")[2] == "turkish-armed-forces"

    def test_regime_is_not_any_government(self) -> None:
        text = "Turkish officials met in Syria. The regime bombed."
        assert ids(text, "Turkish officials", "The regime")[1] == "syrian-government"

    def test_a_war_monitor_is_the_one_of_the_report(self) -> None:
        text = "Ten died, a war monitor said. The Syrian Observatory for Human Rights named them."
        assert ids(text, "a war monitor") == ["syrian-observatory-for-human-rights"]
        assert ids("Ten died, a war monitor said.", "a war monitor") == ["monitors"]

    def test_possessive_is_looked_through(self) -> None:
        text = "The SDF said its fighters advanced. ISIS met the YPG and its fighters fled."
        its = pronoun("its", "The SDF")
        found = ids(text, "The SDF", its, "its fighters", "ISIS", "the YPG", "its fighters")
        assert (found[2], found[5]) == ("syrian-democratic-forces", "fighters")

    def test_indefinite_group_is_not_looked_up(self) -> None:
        assert ids("ISIS attacked. A group fled.", "ISIS", "A group")[1] is None


class TestPronouns:
    def test_a_pronoun_means_whom_its_antecedent_means(self) -> None:
        text = "Kino Gabriel met the SDF. He left."
        assert ids(text, person("Kino Gabriel"), "the SDF", pronoun("He", "Kino Gabriel"))[2] == "kino-gabriel"

    def test_we_of_a_quotation_stands_before_its_speaker(self) -> None:
        text = '"We hold the bridge," the SDF said.'
        assert ids(text, pronoun("We", "the SDF"), "the SDF") == ["syrian-democratic-forces"] * 2

    def test_a_pronoun_without_an_antecedent_means_nobody(self) -> None:
        assert ids("ISIS fled. It rained.", "ISIS", pronoun("It"))[1] is None

    def test_its_fighters_are_the_owners(self) -> None:
        text = "Boko Haram fled. Its fighters came back."
        assert ids(text, "Boko Haram", pronoun("Its", "Boko Haram"), "Its fighters")[2] == "boko-haram"


class TestCutNames:
    def test_a_name_goes_on_without_its_backer(self) -> None:
        text = "U.S.-backed Syrian forces attacked. Syrian forces went on."
        assert ids(text, "U.S.-backed Syrian forces", "Syrian forces") == ["syrian-democratic-forces"] * 2

    def test_without_it_the_words_mean_the_army(self) -> None:
        assert ids("Syrian forces went on.", "Syrian forces") == ["syrian-armed-forces"]


def test_militias_of_a_people_have_an_id_of_their_own() -> None:
    assert ids("Circassian militias came.", "Circassian militias") == ["circassian-militias"]


class TestRelations:
    def test_office_before_the_name(self) -> None:
        text = "SDF spokesperson Kino Gabriel spoke."
        index = index_of(text, person("Kino Gabriel", "SDF spokesperson Kino Gabriel"))
        evidence = Span.of(text, 0, 29)
        assert sorted(index.by_id) == ["kino-gabriel", "syrian-democratic-forces"]
        assert index.relations == (
            Relation("kino-gabriel", "spokesperson_of", "syrian-democratic-forces", "2018", None, evidence),
        )

    def test_office_after_the_name(self) -> None:
        text = "Ali Hassan, head of the Eastern office of UNHCR, spoke."
        said = person("Ali Hassan", apposed=("head of the Eastern office of UNHCR",))
        stated = index_of(text, said).relations[0]
        assert (stated.subject, stated.predicate, stated.object) == ("ali-hassan", "role", "unhcr")
        assert stated.evidence is not None
        assert stated.evidence.exact == "head of the Eastern office of UNHCR"

    def test_office_of_a_state(self) -> None:
        text = "Iraqi Prime Minister Adel Abdul Mahdi spoke."
        index = index_of(text, person("Adel Abdul Mahdi", "Iraqi Prime Minister Adel Abdul Mahdi"))
        stated = index.relations[0]
        assert (stated.predicate, stated.object, stated.valid_from) == ("role", "iraq", "2018-10-25")

    def test_tables_relate_actors_of_the_report_only(self) -> None:
        index = index_of("The YPG and SDF met.", "The YPG", "SDF")
        assert index.relations == (Relation("ypg", "part_of", "syrian-democratic-forces", None, None, None),)
        assert index_of("The YPG met.", "The YPG").relations == ()

    def test_leader_with_dates(self) -> None:
        index = index_of("Baghdadi leads ISIS.", person("Baghdadi"), "ISIS")
        assert index.relations == (
            Relation("islamic-state", "led_by", "abu-bakr-al-baghdadi", "2010-05-16", "2019-10-27", None),
        )


class TestRecords:
    TEXT = "ISIS attacked. Daesh fighters fled, and ISIS said nothing. It left."

    def test_one_record_with_all_mentions_and_names(self) -> None:
        actor = index_of(self.TEXT, "ISIS", "Daesh fighters", "ISIS", pronoun("It", "ISIS")).actors[0]
        assert actor.aliases_in_text == ("ISIS", "Daesh")
        assert [span.exact for span in actor.mentions] == ["ISIS", "Daesh fighters", "ISIS", "It"]

    def test_actors_stand_in_the_order_of_first_mention(self) -> None:
        made = mentions("Residents saw Turkish jets and ISIS.", "Residents", "Turkish jets", "ISIS")
        index = resolve_actors(list(reversed(made)), "Residents saw Turkish jets and ISIS.")
        assert [actor.id for actor in index.actors] == ["civilians", "turkish-air-force", "islamic-state"]

    def test_civilian_nouns_share_one_record(self) -> None:
        index = index_of("Residents and two women fled.", "Residents", "two women")
        assert [(actor.id, actor.kind, len(actor.mentions)) for actor in index.actors] == [
            ("civilians", "civilians", 2)
        ]


LIKELY = """
the a several ISIS IS is us US U.S. Syrian Turkish forces army group coalition Assad Owen Holdaway said (SDF) SDF
of from fighters residents He they who . , Democratic Forces Front 's ’ ü Dr. president Da'esh F-16s 12 at
"""
WORDS = st.sampled_from([*LIKELY.split(), "\n"])
LABELS: tuple[EntityLabel | None, ...] = (None, "person", "organisation", "place", "nationality")


@st.composite
def reports(draw: st.DrawFn) -> tuple[str, list[ActorMention]]:
    """A text of likely words with mentions cut anywhere into it."""
    text = " ".join(draw(st.lists(WORDS, min_size=1, max_size=40)))
    offsets = st.integers(0, len(text))
    made = []
    for _ in range(draw(st.integers(0, 8))):
        start, end = sorted((draw(offsets), draw(offsets)))
        inner = sorted((draw(st.integers(start, end)), draw(st.integers(start, end))))
        label = draw(st.sampled_from(LABELS))
        apposed = (Span.of(text, *inner),) if draw(st.booleans()) else ()
        head = text[start:end].split()[-1].lower() if text[start:end].split() else ""
        entity = Span.of(text, *inner) if label else None
        made.append(ActorMention(Span.of(text, start, end), head, label, entity, draw(st.booleans()), apposed))
    return text, made


@settings(max_examples=150, deadline=None)
@given(reports())
def test_any_mentions_resolve_and_slice_back(report: tuple[str, list[ActorMention]]) -> None:
    text, made = report
    index = resolve_actors(made, text)
    spans = [span for actor in index.actors for span in actor.mentions]
    spans += [relation.evidence for relation in index.relations if relation.evidence is not None]
    assert all(text[span.start : span.end] == span.exact for span in spans)
    assert [actor.mentions[0] for actor in index.actors] == sorted(actor.mentions[0] for actor in index.actors)
    assert all(len(index.of(mention)) <= 1 for mention in made)
    assert all(actor.id and actor.name for actor in index.actors)


@settings(max_examples=60, deadline=None)
@given(reports(), st.randoms(use_true_random=False))
def test_order_of_input_does_not_matter(report: tuple[str, list[ActorMention]], random: Random) -> None:
    text, made = report
    shuffled = list(made)
    random.shuffle(shuffled)
    one, other = resolve_actors(made, text), resolve_actors(shuffled, text)
    assert (one.actors, one.relations) == (other.actors, other.relations)


class TestSharedNames:
    def test_the_country_of_the_story_decides(self) -> None:
        text = "Australia sent ships. The ADF said that Australian sailors were safe."
        assert ids(text, "The ADF") == ["australian-armed-forces"]

    def test_without_a_plain_country_the_best_known_bearer_stays(self) -> None:
        assert ids("The ADF burned two villages.", "The ADF") == ["adf"]

    def test_two_countries_alike_decide_nothing(self) -> None:
        text = "Ukraine and Mexico met. The National Guard was there."
        assert ids(text, "The National Guard") != ["mexican-national-guard"]

    @pytest.mark.parametrize(
        ("published", "actor_id"), [("2000-03-01", "laurent-desire-kabila"), ("2010-03-01", "joseph-kabila")]
    )
    def test_the_day_decides_who_is_meant_by_a_surname(self, published: str, actor_id: str) -> None:
        text = "Kabila spoke in Kinshasa about the Congolese army."
        made = mentions(text, person("Kabila"))
        index = resolve_actors(made, text, published=published)
        assert [actor.id for actor in index.of(made[0])] == [actor_id]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Zumara Military Council", "armed-group"),
        ("Zumara City Council", "government"),
        ("Zumara Operations Room", "coalition"),
        ("Zumara Liberation Army", "armed-group"),
        ("Zumara News Agency", "media"),
        ("Zumara Intelligence Agency", "government"),
        ("Zumara Red Crescent", "ngo"),
        ("Zumara Brigade", "armed-group"),
        ("Zumara Defence Forces", "militia"),
    ],
)
def test_two_last_words_tell_the_kind_before_one(name: str, kind: str) -> None:
    text = f"The {name} spoke."
    made = mentions(text, organisation(name, f"The {name}"))
    assert [actor.kind for actor in resolve_actors(made, text).of(made[0])] == [kind]


@pytest.mark.parametrize(
    ("phrase", "actor_id"),
    [
        ("the Ghanaian president", "ghanaian-government"),
        ("Ghanaian officials", "ghanaian-government"),
        ("the Ghanaian navy", "ghanaian-navy"),
        ("Ghanaian border guards", "ghanaian-border-guards"),
        ("the Ghanaian coast guard", "ghanaian-coast-guard"),
        ("Ghanaian intelligence", "ghanaian-intelligence"),
        ("the Ghanaian opposition", "ghanaian-opposition"),
        ("Ghanaian rebels", "ghanaian-rebels"),
        ("the Ghanaian parliament", "ghanaian-parliament"),
        ("the Syrian Democratic Forces", "syrian-democratic-forces"),
        ("the Syrian National Army", "syrian-national-army"),
    ],
)
def test_an_organ_is_not_its_state(phrase: str, actor_id: str) -> None:
    assert ids(f"Reporters met {phrase} there.", phrase) == [actor_id]
