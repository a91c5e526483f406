"""Reading of the tables under ``data/actors``: rows to records, each cell checked where it stands.

A line that begins with ``#`` is a heading for readers. Every message names file and row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

from marsad._errors import KnowledgeError
from marsad.knowledge._actors_names import key_of, word_set
from marsad.knowledge._actors_states import ActorEntry, Organ, Term
from marsad.records import ActorKind, Predicate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENTRY_COLUMNS = (
    "id", "name", "aliases", "kind", "country", "sector", "inter", "relations", "office", "from", "to",
    "ucdp_name", "source",
)  # fmt: skip
KINDS = frozenset(get_args(ActorKind))
PREDICATES = frozenset(get_args(Predicate))
SECTORS = word_set(
    "AGR BUS COP CRM CVL EDU ELI GOV HLH IGO JRN JUD LAB LEG MED MIL NGO OPP PRM PTY REB REF REL SET SPY UAF"
)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
# "leads" on the leader's row says "led_by" of the organisation, so that the dates of the office stand with the person.
_INVERSE = {"leads": "led_by"}
_SPLIT = "split_from"
INTER_CODES = frozenset("12345678")


@dataclass(frozen=True, slots=True)
class EntryRelation:
    """A relation between two known actors; ``subject`` and ``object`` are ids."""

    subject: str
    predicate: Predicate
    object: str
    valid_from: str | None
    valid_to: str | None


@dataclass(frozen=True, slots=True)
class Split:
    """That one actor came out of another: knowledge about both, no relation of the output contract.

    Attributes:
        actor: Id of the younger one.
        origin: Id of the one that it left.
        since: When it left, or null.
    """

    actor: str
    origin: str
    since: str | None


@dataclass(frozen=True, slots=True)
class SharedName:
    """That a name means one of its several bearers where the story is of some countries or times.

    Attributes:
        name: The name as the table writes it.
        actor: Id of the bearer meant.
        countries: ISO alpha-3 codes of the countries of the story; empty where the date alone decides.
        since: First day of publication for which it holds, or null.
        until: Last day, or null.
    """

    name: str
    actor: str
    countries: frozenset[str]
    since: str | None
    until: str | None

    def holds(self, country: str | None, published: str | None) -> bool:
        """Whether a story of this country, published on this day, means this bearer."""
        if self.countries and country not in self.countries:
            return False
        return not (self.since or self.until) or within(published, self.since, self.until)

    def excludes(self, other: SharedName) -> bool:
        """Whether no story can mean both."""
        if self.countries and other.countries and not self.countries & other.countries:
            return True
        return not overlap((self.since, self.until), (other.since, other.until))


@dataclass(frozen=True, slots=True)
class Agent:
    """A common noun for people or groups.

    Attributes:
        noun: Singular.
        plural: Plural.
        group: Class of such nouns: armed, civilian, protester, official, medic, journalist, analyst, source ...
        kind: Kind of the actor that the noun alone names.
        sector: PLOVER sector code, or null.
        id: Id of that actor; several nouns may share one ("civilians").
        name: Its canonical name.
    """

    noun: str
    plural: str
    group: str
    kind: ActorKind
    sector: str | None
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Description:
    """What a definite description may stand for.

    Attributes:
        kinds: Kinds of actor that fit.
        actors: Ids that fit, their parts included; empty where any actor of those kinds fits.
        default_actor: Who is meant where the report names nobody that fits, or null.
        default_countries: ISO alpha-3 codes of the countries of the story for which that default holds.
    """

    kinds: frozenset[str]
    actors: frozenset[str]
    default_actor: str | None
    default_countries: frozenset[str]


def rows(text: str, columns: tuple[str, ...], origin: str) -> Iterator[tuple[list[str], str]]:
    """Rows of a table with where they stand.

    Args:
        text: Tab-separated, with a header.
        columns: The header due.
        origin: Name of the file for messages.

    Raises:
        KnowledgeError: Header or number of cells is not as due.
    """
    lines = text.splitlines()
    if not lines or tuple(lines[0].split("\t")) != columns:
        raise KnowledgeError(f"{origin}, row 1: the columns must be {' '.join(columns)}")
    for number, line in enumerate(lines[1:], 2):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise KnowledgeError(f"{origin}, row {number}: {len(cells)} cells, {len(columns)} are due")
        yield cells, f"{origin}, row {number}"


def refuse(message: str) -> None:
    """What happens to an unfit row where nobody gathers the faults: the table is refused.

    Raises:
        KnowledgeError: Always.
    """
    raise KnowledgeError(message)


def read_entries(
    text: str, origin: str, fault: Callable[[str], None] = refuse
) -> Iterator[tuple[ActorEntry, tuple[EntryRelation | Split, ...], str]]:
    """Actors of one region with their relations and where they stand.

    Args:
        text: The table.
        origin: Name of the file for messages.
        fault: Told of each unfit row, which is then left out; raises an error by default.
    """
    for cells, where in rows(text, ENTRY_COLUMNS, origin):
        try:
            entry, relations = _entry(cells, where)
        except KnowledgeError as error:
            fault(str(error))
            continue
        yield entry, relations, where


def _entry(cells: list[str], where: str) -> tuple[ActorEntry, tuple[EntryRelation | Split, ...]]:
    actor_id, name, aliases, kind, country, sector, inter, relations, office, since, until, ucdp, source = cells
    if not (_ID.fullmatch(actor_id) and name and source):
        raise KnowledgeError(f"{where}: an actor needs an id of lower-case words and hyphens, a name and a source")
    if inter and inter not in INTER_CODES:
        raise KnowledgeError(f"{where}: {inter!r} is no ACLED inter code; use one of 1 to 8, or leave it empty")
    if since or until:
        check_dates(since, until, where)
    entry = ActorEntry(
        id=actor_id,
        name=name,
        aliases=_many(aliases),
        kind=_kind(kind, where),
        country=country or None,
        sector=_sector(sector, where),
        terms=tuple(_term(part, (since, until), where) for part in _many(office)),
        since=since or None,
        until=until or None,
        source=source,
        inter=int(inter) if inter else None,
        ucdp_names=_many(ucdp),
    )
    return entry, tuple(_relation(entry, part, where) for part in _many(relations))


def _term(part: str, office_dates: tuple[str, str], where: str) -> Term:
    title, at, dates = part.partition("@")
    since, until = _dated(dates, where) if at else office_dates
    return Term(title.strip(), since or None, until or None)


def _dated(cell: str, where: str) -> tuple[str, str]:
    """The two ends of "2014-06..2019", either of which may be open."""
    since, dots, until = cell.partition("..")
    if not dots or not (since or until):
        raise KnowledgeError(f"{where}: {cell!r} is no span of time; write 2014-06..2019, 2014.. or ..2019")
    check_dates(since, until, where)
    return since, until


def read_organs(text: str, origin: str) -> tuple[Organ, ...]:
    """Organs of states, from ``state-organs.tsv``."""
    columns = ("organ", "name", "kind", "sector", "heads", "source")
    return tuple(
        Organ(organ, name, _kind(kind, where), _sector(sector, where), _many(heads))
        for (organ, name, kind, sector, heads, _), where in rows(text, columns, origin)
    )


def read_adjectives(text: str, origin: str) -> dict[str, tuple[str, str]]:
    """Demonym and id prefix by alpha-3 code, from ``state-adjectives.tsv``."""
    return {cells[0]: (cells[1], cells[2]) for cells, _ in rows(text, ("iso3", "adjective", "id", "source"), origin)}


def read_agents(text: str, origin: str) -> dict[str, Agent]:
    """Common nouns for people by key of singular and plural, from ``agents.tsv``.

    Raises:
        KnowledgeError: A noun stands twice, or a cell is unfit.
    """
    agents: dict[str, Agent] = {}
    for cells, where in rows(text, ("noun", "plural", "class", "kind", "sector", "id", "source"), origin):
        noun, plural, group, kind, sector, actor_id, _ = cells
        if key_of(noun) in agents:
            raise KnowledgeError(f"{where}: {noun!r} stands twice; keep one row")
        name = actor_id.replace("-", " ")
        agent = Agent(noun, plural, group, _kind(kind, where), _sector(sector, where), actor_id, name)
        agents[key_of(noun)] = agent
        agents.setdefault(key_of(plural), agent)
    return agents


def read_descriptions(text: str, origin: str) -> dict[str, Description]:
    """Definite descriptions by key, from ``descriptions.tsv``."""
    columns = ("phrase", "kinds", "actors", "default_actor", "default_countries", "source")
    return {
        key_of(phrase): Description(
            frozenset(_kind(kind, where) for kind in _many(kinds)),
            frozenset(_many(actors)),
            default or None,
            frozenset(_many(countries)),
        )
        for (phrase, kinds, actors, default, countries, _), where in rows(text, columns, origin)
    }


def read_name_parts(text: str, origin: str) -> tuple[frozenset[str], dict[str, tuple[ActorKind, str | None]]]:
    """Titles before a person's name, and what the last word of an unknown name says of its kind."""
    titles: set[str] = set()
    heads: dict[str, tuple[ActorKind, str | None]] = {}
    for (word, part, kind, sector, _), where in rows(text, ("word", "part", "kind", "sector", "source"), origin):
        if part == "title":
            titles.add(word)
        else:
            heads[word] = (_kind(kind, where), _sector(sector, where))
    return frozenset(titles), heads


def read_shared_names(text: str, origin: str) -> Iterator[tuple[SharedName, str]]:
    """Bearers of shared names with where they stand, from ``shared-names.tsv``.

    Raises:
        KnowledgeError: A date is unfit, or a row says neither country nor time.
    """
    for (name, actor, countries, since, until, _), where in rows(
        text, ("name", "actor", "countries", "from", "to", "source"), origin
    ):
        check_dates(since, until, where)
        if not (countries or since or until):
            raise KnowledgeError(f"{where}: {name!r} needs countries or dates; without them it is a plain alias")
        yield SharedName(name, actor, frozenset(_many(countries)), since or None, until or None), where


def read_offices(text: str, origin: str) -> dict[str, str]:
    """The office that a title means ("premier": "Prime Minister"), by key of the title, from ``offices.tsv``."""
    return {
        key_of(title): office
        for (office, titles, _), _ in rows(text, ("office", "titles", "source"), origin)
        for title in (office, *_many(titles))
    }


def _many(cell: str) -> tuple[str, ...]:
    if not cell:
        return ()
    parts = cell.split("|")
    if " |" in cell or "| " in cell or "" in parts or cell[0] == " " or cell[-1] == " ":
        return tuple(part.strip() for part in parts if part.strip())
    return tuple(parts)  # nearly every cell


def _kind(cell: str, where: str) -> ActorKind:
    if cell not in KINDS:
        raise KnowledgeError(f"{where}: {cell!r} is no kind of actor; use one of {', '.join(sorted(KINDS))}")
    return cast("ActorKind", cell)


def _sector(cell: str, where: str) -> str | None:
    if cell and cell not in SECTORS:
        raise KnowledgeError(f"{where}: {cell!r} is no sector; use one of {', '.join(sorted(SECTORS))}")
    return cell or None


def check_dates(since: str, until: str, where: str) -> None:
    """Holds the two ends of a span of time, either of which may be empty, to their form and order.

    Raises:
        KnowledgeError: One is no date, or the first is the later one.
    """
    for date in (since, until):
        if date and not _DATE.fullmatch(date):
            raise KnowledgeError(f"{where}: {date!r} is no date; write 2019, 2019-03 or 2019-03-23")
    if since and until and _later(since, until):
        raise KnowledgeError(f"{where}: {since} is after {until}; the first date must not be the later one")


def _later(one: str, other: str) -> bool:
    """Whether a date is surely later than another, as far as both are told."""
    shared = min(len(one), len(other))
    return one[:shared] > other[:shared]


def within(day: str | None, since: str | None, until: str | None) -> bool:
    """Whether a day is known and lies in a span of time; ends told by month or year are taken as whole ones."""
    if day is None:
        return False
    return not (since and _later(since, day)) and not (until and _later(day, until))


def overlap(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Whether two spans of time have more than a boundary in common; unknown ends count as open."""
    (since, until), (other_since, other_until) = one, other
    return _begins_before_end(since, other_until) and _begins_before_end(other_since, until)


def _begins_before_end(since: str | None, until: str | None) -> bool:
    return since is None or until is None or _later(until, since)


def _relation(entry: ActorEntry, part: str, where: str) -> EntryRelation | Split:
    told, at, dates = part.partition("@")
    predicate, _, other = told.partition(":")
    if predicate == _SPLIT and other:
        check_dates(dates, "", where)
        return Split(entry.id, other, dates or None)
    subject, target = (other, entry.id) if predicate in _INVERSE else (entry.id, other)
    predicate = _INVERSE.get(predicate, predicate)
    if predicate not in PREDICATES or not other:
        known = ", ".join(sorted((*PREDICATES, *_INVERSE, _SPLIT)))
        raise KnowledgeError(f"{where}: {part!r} is no relation; write predicate:id with one of {known}")
    # The dates of a row are those of a person's office; an organisation's life says nothing about its relations.
    since, until = (entry.since, entry.until) if entry.kind == "person" else (None, None)
    if at:
        since, until = _dated(dates, where)
    return EntryRelation(subject, cast("Predicate", predicate), target, since or None, until or None)
