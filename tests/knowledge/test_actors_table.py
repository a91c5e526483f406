"""The tables of actors: shipped data, lookups, and what is refused."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad._errors import KnowledgeError
from marsad.knowledge._actors import REGIONS, ActorEntry, load_actors, read_actors
from marsad.knowledge._actors_names import fold, key_of, slug, words_of
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

    @pytest.mark.parametrize(("name", "least"), [("middle-east", 250), ("africa", 120), ("asia", 90), ("world", 200)])
    def test_no_region_is_thin(self, name: str, least: int) -> None:
        text = files("marsad.knowledge").joinpath(f"data/actors/{name}.tsv").read_text(encoding="utf-8")
        assert sum(not line.startswith("#") for line in text.splitlines()) > least

    def test_the_readme_names_every_column_and_table(self) -> None:
        readme = files("marsad.knowledge").joinpath("data/actors/README.md").read_text(encoding="utf-8")
        assert [column for column in ENTRY_COLUMNS if f"`{column}`" not in readme] == []
        assert [name for name in REGIONS if f"`{name}.tsv`" not in readme] == []

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
