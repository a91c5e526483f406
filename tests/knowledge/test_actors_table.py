"""The tables of actors: shipped data, lookups, and what is refused."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad._errors import KnowledgeError
from marsad.knowledge import load_countries
from marsad.knowledge._actors import ActorEntry, ActorTable, load_actors, packaged_tables, read_actors
from marsad.knowledge._actors_names import NameIndex, fold, key_of, slug, words_of
from marsad.knowledge._actors_read import ENTRY_COLUMNS, KINDS

TABLE = load_actors()
HEADER = "\t".join(ENTRY_COLUMNS)


def row(**cells: str) -> str:
    given_cells = {"id": "test-group", "name": "Test Group", "kind": "armed-group", "source": "own", **cells}
    return "\t".join(given_cells.get(column, "") for column in ENTRY_COLUMNS)


def region(*rows: str) -> str:
    return "\n".join((HEADER, *rows)) + "\n"


def with_rows(*rows: str) -> dict[str, str]:
    """The shipped table of the world with rows added."""
    shipped = files("marsad.knowledge").joinpath("data/actors/world.tsv").read_text(encoding="utf-8")
    return {"world": shipped + "\n".join(rows) + "\n"}


class TestShippedData:
    def test_every_actor_is_found_by_each_of_its_names(self) -> None:
        lost = [
            (entry.id, name)
            for entry in TABLE.entries
            for name in (entry.name, *entry.aliases)
            if (found := TABLE.match(name)) is None or found.id != entry.id
        ]
        assert lost == []

    def test_every_actor_is_found_by_id(self) -> None:
        assert all(TABLE.by_id(entry.id) is entry for entry in TABLE.entries)

    def test_every_relation_joins_actors_that_exist(self) -> None:
        ends = [end for relation in TABLE.relations for end in (relation.subject, relation.object)]
        assert len(ends) > 600
        assert [end for end in ends if TABLE.by_id(end) is None] == []

    def test_every_kind_of_the_contract_has_an_actor_or_a_noun(self) -> None:
        generated = [TABLE.by_id(actor_id) for actor_id in ("syria", "syrian-government", "syrian-police")]
        nouns = [TABLE.agent("resident"), TABLE.agent("protester")]
        kinds = {thing.kind for thing in (*TABLE.entries, *generated, *nouns) if thing is not None}
        assert kinds == KINDS

    @pytest.mark.parametrize(
        ("name", "least"),
        [
            ("middle-east", 700),
            ("africa", 600),
            ("asia", 500),
            ("europe-caucasus", 350),
            ("americas", 300),
            ("world", 350),
        ],
    )
    def test_no_region_is_thin(self, name: str, least: int) -> None:
        text = files("marsad.knowledge").joinpath(f"data/actors/{name}.tsv").read_text(encoding="utf-8")
        assert sum(not line.startswith("#") for line in text.splitlines()) > least

    def test_the_readme_names_every_column_and_table(self) -> None:
        readme = files("marsad.knowledge").joinpath("data/actors/README.md").read_text(encoding="utf-8")
        assert [column for column in ENTRY_COLUMNS if f"`{column}`" not in readme] == []
        assert [name for name in packaged_tables() if f"`{name}.tsv`" not in readme] == []

    def test_the_tables_have_no_faults(self) -> None:
        faults: list[str] = []
        ActorTable(packaged_tables(), load_countries(), fault=faults.append)
        assert faults == []

    def test_there_are_at_least_the_actors_asked_for(self) -> None:
        assert len(TABLE.entries) >= 1600

    def test_every_source_is_one_of_three(self) -> None:
        assert {entry.source for entry in TABLE.entries} == {"own", "UCDP GED", "Phoenix"}

    def test_splits_join_actors_that_exist_and_are_no_printed_relation(self) -> None:
        assert len(TABLE.splits) > 15
        assert all(TABLE.by_id(split.actor) and TABLE.by_id(split.origin) for split in TABLE.splits)
        assert "split_from" not in {relation.predicate for relation in TABLE.relations}

    def test_groups_have_an_inter_code(self) -> None:
        without = [entry.id for entry in TABLE.entries if TABLE.inter(entry) is None and entry.kind != "person"]
        assert {TABLE.by_id(actor_id).kind for actor_id in without} <= {"other", "party", "coalition"}  # type: ignore[union-attr]

    def test_descriptions_speak_of_actors_that_exist(self) -> None:
        for phrase in ("coalition", "jihadists", "regime forces"):
            description = TABLE.description(phrase)
            assert description is not None
            named = [*description.actors, *([description.default_actor] if description.default_actor else [])]
            assert [actor_id for actor_id in named if TABLE.by_id(actor_id) is None] == []


@pytest.mark.parametrize(
    ("text", "actor_id"),
    [
        ("SDF", "syrian-democratic-forces"),
        ("the Syrian Democratic Forces", "syrian-democratic-forces"),
        ("SYRIAN DEMOCRATIC FORCES", "syrian-democratic-forces"),
        ("IS", "islamic-state"),
        ("is", None),
        ("Is", None),
        ("US", "united-states"),
        ("U.S.", "united-states"),
        ("us", None),
        ("UN", "united-nations"),
        ("U.N.", "united-nations"),
        ("un", None),
        ("AU", "african-union"),
        ("au", None),
        ("who", None),
        ("WHO", "who"),
        ("Da'esh", "islamic-state"),
        ("Da’esh", "islamic-state"),
        ("Daesh", "islamic-state"),
        ("daesh", None),
        ("al-Shabaab", "al-shabaab"),
        ("Al Shabaab", "al-shabaab"),
        ("ambassador", None),
        ("Assad", "bashar-al-assad"),
        ("Erdoğan", "recep-tayyip-erdogan"),
        ("Erdogan's", "recep-tayyip-erdogan"),
        ("JEM", "jem"),
        ("JeM", "jaish-e-mohammed"),
        ("ISIS-held", None),
        ("U.S.-backed", None),
        ("Turkey's army", "turkish-armed-forces"),
        ("Turkish", None),
        ("Damascus", None),
        ("Russians", "russia"),
        ("", None),
        ("—", None),
    ],
)
def test_match(text: str, actor_id: str | None) -> None:
    entry = TABLE.match(text)
    assert (entry.id if entry else None) == actor_id


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the Kurdish-led Syrian Democratic Forces said", (2, 5, "syrian-democratic-forces")),
        ("fighters of Islamic State of Iraq and Syria fled", (2, 8, "islamic-state")),
        ("SDF spokesman Kino Gabriel", (2, 4, "kino-gabriel")),
        ("ISIS-held ground", None),
        ("nothing is here", None),
        ("", None),
    ],
)
def test_longest(words: str, expected: tuple[int, int, str] | None) -> None:
    found = TABLE.longest(words.split())
    assert (found if found is None else (found[0], found[1], found[2].id)) == expected


@pytest.mark.parametrize(
    ("actor_id", "name", "kind", "country"),
    [
        ("syria", "Syria", "state", "SYR"),
        ("syrian-government", "Syrian government", "government", "SYR"),
        ("syrian-air-force", "Syrian Air Force", "state-forces", "SYR"),
        ("turkish-armed-forces", "Turkish Armed Forces", "state-forces", "TUR"),
        ("united-states-navy", "US Navy", "state-forces", "USA"),
        ("south-sudanese-police", "South Sudanese police", "police", "SSD"),
    ],
)
def test_states_and_their_organs(actor_id: str, name: str, kind: str, country: str) -> None:
    entry = TABLE.by_id(actor_id)
    assert isinstance(entry, ActorEntry)
    assert (entry.name, entry.kind, entry.country) == (name, kind, country)


@pytest.mark.parametrize("actor_id", ["", "nobody", "atlantean-navy", "navy", "syrian"])
def test_unknown_ids(actor_id: str) -> None:
    assert TABLE.by_id(actor_id) is None


@pytest.mark.parametrize(
    ("lemma", "actor_id", "kind"),
    [
        ("resident", "civilians", "civilians"),
        ("women", "civilians", "civilians"),
        ("gunman", "gunmen", "armed-group"),
        ("gunmen", "gunmen", "armed-group"),
        ("suicide bombers", "suicide-bombers", "armed-group"),
        ("Demonstrator", "protesters", "protesters"),
        ("policeman", "police", "police"),
    ],
)
def test_agents(lemma: str, actor_id: str, kind: str) -> None:
    agent = TABLE.agent(lemma)
    assert agent is not None
    assert (agent.id, agent.kind) == (actor_id, kind)


@pytest.mark.parametrize("lemma", ["village", "", "wind", "ambassadorship"])
def test_nouns_for_no_people(lemma: str) -> None:
    assert TABLE.agent(lemma) is None


class TestRefusals:
    @pytest.mark.parametrize(
        ("rows", "message"),
        [
            ([row(kind="gang")], "'gang' is no kind"),
            ([row(sector="XYZ")], "'XYZ' is no sector"),
            ([row(id="Test Group")], "an id of lower-case words"),
            ([row(source="")], "a source"),
            ([row(aliases="SDF")], "'SDF' is already a name of 'syrian-democratic-forces'"),
            ([row(id="islamic-state")], "id 'islamic-state' is taken"),
            ([row(relations="part_of:nobody-at-all")], "no actor has the id 'nobody-at-all'"),
            ([row(relations="likes:islamic-state")], "is no relation"),
            ([row(relations="part_of:")], "is no relation"),
            ([row(**{"from": "2020", "to": "2019"})], "2020 is after 2019"),
            ([row(**{"from": "2020-13"})], "'2020-13' is no date"),
            ([row(country="ATL")], "'ATL' is no code"),
            ([row(inter="9")], "'9' is no ACLED inter code"),
            ([row(relations="part_of:islamic-state@2019")], "'2019' is no span of time"),
            ([row(relations="part_of:islamic-state@..")], "is no span of time"),
            ([row(relations="part_of:islamic-state@2020..2019")], "2020 is after 2019"),
            ([row(relations="split_from:nobody-at-all")], "no actor has the id 'nobody-at-all'"),
            ([row(relations="split_from:islamic-state@2019-13")], "'2019-13' is no date"),
            ([row(ucdp_name="FARC")], "'FARC' is already the UCDP name of 'farc'"),
            (
                [row(kind="person", office="President of Ghana", **{"from": "2013"})],
                "are both President of GHA at once",
            ),
            (["test-group\tTest Group"], "2 cells, 13 are due"),
        ],
    )
    def test_unfit_row(self, rows: list[str], message: str) -> None:
        with pytest.raises(KnowledgeError, match=message):
            read_actors(with_rows(*rows))

    def test_message_names_file_and_row(self) -> None:
        with pytest.raises(KnowledgeError, match=r"^asia\.tsv, row 3: 'gang'"):
            read_actors({"asia": region(row(), row(id="other-group", name="Other Group", kind="gang"))})

    def test_header_is_checked(self) -> None:
        with pytest.raises(KnowledgeError, match=r"^asia\.tsv, row 1: the columns must be"):
            read_actors({"asia": "id\tname\n"})

    def test_noun_twice(self) -> None:
        header = "noun\tplural\tclass\tkind\tsector\tid\tsource"
        noun = "gunman\tgunmen\tarmed\tarmed-group\tUAF\tgunmen\town"
        with pytest.raises(KnowledgeError, match=r"agents\.tsv, row 3: 'gunman' stands twice"):
            read_actors({"agents": "\n".join((header, noun, noun))})

    def test_fit_row_is_added(self) -> None:
        table = read_actors(with_rows(row(aliases="TGX|Testers", relations="part_of:islamic-state")))
        found = table.match("TGX")
        assert found is not None
        assert found.id == "test-group"
        assert [relation.object for relation in table.relations_of("test-group")] == ["islamic-state"]

    def test_same_letters_in_other_capitals_are_two_acronyms(self) -> None:
        table = read_actors(with_rows(row(aliases="SdF")))
        found = table.match("SdF")
        assert found is not None
        assert found.id == "test-group"


@given(st.text(max_size=60))
def test_any_text_can_be_looked_up(text: str) -> None:
    entry = TABLE.match(text)
    assert entry is None or TABLE.by_id(entry.id) == entry
    for start, end, found in TABLE.find(words_of(text)):
        assert 0 <= start < end <= len(words_of(text))
        assert TABLE.by_id(found.id) is found


@given(st.text(min_size=1, max_size=40))
def test_ids_are_made_of_words_and_hyphens(text: str) -> None:
    assert slug(text)
    assert all(letter.isascii() and (letter.isalnum() or letter == "-") for letter in slug(text))
    assert slug(text) == slug(text).lower().strip("-")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Da'esh", "Da’esh"), ("al-Nusra", "Al Nusra"), ("Erdoğan", "ERDOGAN"), ("U.S.", "US"), ("ISIS’s", "ISIS")],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_a_word_keeps_what_tells_it_from_others() -> None:
    assert fold("ISIS-held") != fold("ISIS")
    assert fold("Houthis") != fold("Houthi")


SHARED = "name\tactor\tcountries\tfrom\tto\tsource"


def shared(*rows: str) -> dict[str, str]:
    return {"shared-names": "\n".join((SHARED, *rows)) + "\n"}


class TestSharedNames:
    @pytest.mark.parametrize(
        ("name", "country", "published", "actor_id"),
        [
            ("ADF", None, None, "adf"),
            ("ADF", "COD", "2022-03-01", "adf"),
            ("ADF", "AUS", "2022-03-01", "australian-armed-forces"),
            ("ADF", "CMR", "2022-03-01", "ambazonia-defence-forces"),
            ("adf", "AUS", "2022-03-01", None),
            ("the National Guard", None, None, None),
            ("the National Guard", "UKR", None, "national-guard-of-ukraine"),
            ("the National Guard", "SYR", "2020-01-01", None),
            ("the National Guard", "SYR", "2025-09-01", "national-guard-of-suwayda"),
            ("FDS", "MLI", None, "malian-security-forces"),
            ("Kabila", "COD", "2000-05-01", "laurent-desire-kabila"),
            ("Kabila", "COD", "2012-05-01", "joseph-kabila"),
            ("Kabila", "COD", None, None),
            ("Kabila", "RWA", "2012-05-01", None),
            ("National Guard of Ukraine", "RUS", None, "national-guard-of-ukraine"),
        ],
    )
    def test_the_story_decides(
        self, name: str, country: str | None, published: str | None, actor_id: str | None
    ) -> None:
        entry = TABLE.in_story(country, published).match(name)
        assert (entry.id if entry else None) == actor_id

    def test_names_are_found_among_other_words(self) -> None:
        words = "a patrol of the ADF and the National Guard of Ukraine".split()
        found = TABLE.in_story("AUS", None).find(words)
        assert [entry.id for _, _, entry in found] == ["australian-armed-forces", "national-guard-of-ukraine"]

    def test_the_table_itself_stays_as_it_was(self) -> None:
        TABLE.in_story("AUS", None)
        assert TABLE.find(["ADF"])[0][2].id == "adf"

    @pytest.mark.parametrize(
        ("rows", "message"),
        [
            (["ADF\tadf\tCOD\t\t\town"], "'ADF' means its bearer without a rule already"),
            (["ADF\tnobody-at-all\tAUS\t\t\town"], "no actor has the id 'nobody-at-all'"),
            (["ADF\thamas\t\t\t\town"], "'ADF' needs countries or dates"),
            (["ADF\thamas\tATL\t\t\town"], "'ATL' is no code"),
            (["ADF\thamas\tAUS\t2020\t2019\town"], "2020 is after 2019"),
            (["ADF\thamas\tAUS|FRA\t\t\town", "ADF\tfatah\tFRA\t\t\town"], "may mean 'hamas' and 'fatah'"),
            (["ADF\thamas\tAUS\t\t2020\town", "ADF\tfatah\tAUS\t2019\t\town"], "may mean 'hamas' and 'fatah'"),
        ],
    )
    def test_unfit_rule(self, rows: list[str], message: str) -> None:
        with pytest.raises(KnowledgeError, match=message):
            read_actors(shared(*rows))

    def test_rules_that_follow_one_another_are_fit(self) -> None:
        table = read_actors(shared("ADF\thamas\tAUS\t\t2019\town", "ADF\tfatah\tAUS\t2020\t\town"))
        assert [table.in_story("AUS", day).match("ADF").id for day in ("2019-12-31", "2020-01-01")] == [  # type: ignore[union-attr]
            "hamas",
            "fatah",
        ]


@pytest.mark.parametrize(
    ("title", "country", "on", "actor_id"),
    [
        ("prime minister", "IRQ", "2018-06-01", "haider-al-abadi"),
        ("Premier", "IRQ", "2019-06-01", "adil-abdul-mahdi"),
        ("president", "USA", "2018-01-01", "donald-trump"),
        ("president", "USA", "2022-01-01", "joe-biden"),
        ("secretary of state", "USA", "2014-01-01", "john-kerry"),
        ("president", "USA", "1850-01-01", None),
        ("goalkeeper", "USA", "2018-01-01", None),
        ("president", "ATL", "2018-01-01", None),
    ],
)
def test_holders_of_offices(title: str, country: str, on: str, actor_id: str | None) -> None:
    entry = TABLE.holder(title, country, on)
    assert (entry.id if entry else None) == actor_id


@pytest.mark.parametrize(
    ("actor_id", "inter"),
    [
        ("syrian-armed-forces", 1),
        ("syria", 1),
        ("ypg", 2),
        ("sinaloa-cartel", 3),
        ("national-defence-forces", 3),
        ("dinka", 7),
        ("yellow-vests", 6),
        ("white-helmets", 7),
        ("us-led-coalition", 8),
        ("united-nations", 8),
        ("bashar-al-assad", 1),
    ],
)
def test_inter_codes(actor_id: str, inter: int | None) -> None:
    entry = TABLE.by_id(actor_id)
    assert entry is not None
    assert TABLE.inter(entry) == inter


def test_a_row_overrides_the_inter_code_of_its_kind() -> None:
    table = read_actors(with_rows(row(inter="4")))
    entry = table.by_id("test-group")
    assert entry is not None
    assert table.inter(entry) == 4


def test_dated_relations() -> None:
    rows = row(kind="person", relations="role:ghana@2001..2005|leads:hamas", **{"from": "2010", "to": "2012"})
    relations = read_actors(with_rows(rows)).relations_of("test-group")
    assert [(r.predicate, r.valid_from, r.valid_to) for r in relations] == [
        ("role", "2001", "2005"),
        ("led_by", "2010", "2012"),
    ]


def test_all_faults_are_told_at_once() -> None:
    faults: list[str] = []
    tables = {**packaged_tables(), **with_rows(row(kind="gang"), row(id="other-group", name="Other", country="ATL"))}
    ActorTable(tables, load_countries(), fault=faults.append)
    assert len(faults) == 2
    assert all(fault.startswith("world.tsv, row ") for fault in faults)


@pytest.mark.parametrize(
    "words",
    [
        "the ambassador told reporters",
        "a talented gunsmith at the fort",
        "the economist warned of inflation",
        "they want peace now",
        "a fanatic of the game",
        "their mandate ran out in maliciously vague terms",
    ],
)
def test_names_inside_plain_words_are_not_found(words: str) -> None:
    assert TABLE.find(words_of(words)) == []


@given(st.sampled_from([e for e in TABLE.entries if e.country]), st.sampled_from(["SYR", "AUS", "COD", None]))
def test_a_canonical_name_means_its_actor_in_any_story(entry: ActorEntry, country: str | None) -> None:
    found = TABLE.in_story(country, "2020-01-01").match(entry.name)
    assert found is not None
    assert found.id == entry.id or TABLE.shares(words_of(entry.name))


@given(st.text(alphabet="abAB -'.é1", max_size=14), st.text(alphabet="abAB -'.é1", max_size=14))
def test_two_spellings_meet_in_the_index_as_their_keys_do(one: str, other: str) -> None:
    index: NameIndex[int] = NameIndex()
    index.add(one, 1)
    expected = bool(key_of(one)) and key_of(one) == key_of(other)
    assert index.get(words_of(other)) in ({1, None} if expected else {None})
    assert not key_of(one) or index.get(words_of(one)) == 1
