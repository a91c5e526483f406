"""Reading of the tables under ``data/actors``: rows to records, each cell checked where it stands.

A line that begins with ``#`` is a heading for readers. Every message names file and row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

from marsad._errors import KnowledgeError
from marsad.knowledge._actors_names import key_of, word_set
from marsad.knowledge._actors_states import ActorEntry, Organ
from marsad.records import ActorKind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator

ENTRY_COLUMNS = (
    "id", "name", "aliases", "kind", "country", "sector", "relations", "office", "from", "to", "source",
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


@dataclass(frozen=True, slots=True)
class EntryRelation:
    """A relation between two known actors; ``subject`` and ``object`` are ids."""

    subject: str
    predicate: Predicate
    object: str
    valid_from: str | None
    valid_to: str | None


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


def read_entries(text: str, origin: str) -> Iterator[tuple[ActorEntry, tuple[EntryRelation, ...], str]]:
    """Actors of one region with their relations and where they stand.

    Raises:
        KnowledgeError: A cell is unfit.
    """
    for cells, where in rows(text, ENTRY_COLUMNS, origin):
        actor_id, name, aliases, kind, country, sector, relations, office, since, until, source = cells
        if not (_ID.fullmatch(actor_id) and name and source):
            raise KnowledgeError(f"{where}: an actor needs an id of lower-case words and hyphens, a name and a source")
        _check_dates(since, until, where)
        entry = ActorEntry(
            id=actor_id,
            name=name,
            aliases=_many(aliases),
            kind=_kind(kind, where),
            country=country or None,
            sector=_sector(sector, where),
            office=office or None,
            since=since or None,
            until=until or None,
            source=source,
        )
        yield entry, tuple(_relation(entry, part, where) for part in _many(relations)), where


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


def _many(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _kind(cell: str, where: str) -> ActorKind:
    if cell not in KINDS:
        raise KnowledgeError(f"{where}: {cell!r} is no kind of actor; use one of {', '.join(sorted(KINDS))}")
    return cast("ActorKind", cell)


def _sector(cell: str, where: str) -> str | None:
    if cell and cell not in SECTORS:
        raise KnowledgeError(f"{where}: {cell!r} is no sector; use one of {', '.join(sorted(SECTORS))}")
    return cell or None


def _check_dates(since: str, until: str, where: str) -> None:
    for date in (since, until):
        if date and not _DATE.fullmatch(date):
            raise KnowledgeError(f"{where}: {date!r} is no date; write 2019, 2019-03 or 2019-03-23")
    shared = min(len(since), len(until))
    if since and until and since[:shared] > until[:shared]:
        raise KnowledgeError(f"{where}: {since} is after {until}; the first date must not be the later one")


def _relation(entry: ActorEntry, part: str, where: str) -> EntryRelation:
    predicate, _, other = part.partition(":")
    subject, target = (other, entry.id) if predicate in _INVERSE else (entry.id, other)
    predicate = _INVERSE.get(predicate, predicate)
    if predicate not in PREDICATES or not other:
        raise KnowledgeError(f"{where}: {part!r} is no relation; write predicate:id with one of {sorted(PREDICATES)}")
    # The dates of a row are those of a person's office; an organisation's life says nothing about its relations.
    dated = entry.kind == "person"
    since, until = (entry.since, entry.until) if dated else (None, None)
    return EntryRelation(subject, cast("Predicate", predicate), target, since, until)
