"""The crosswalk beyond the kind of an act: sides by kind of actor, ACLED's rules, UCDP's uses of force.

``kinds.tsv`` gives each kind its codes. The tables read here refine them where a scheme asks who acts on whom:

- ``acled_types.tsv``: the types and sub-types that ACLED has;
- ``sides.tsv``: what a kind of actor is to ACLED (its *inter* code) and to UCDP; the first row that fits holds;
- ``acled.tsv``: for a kind and a condition the sub-type in place of the one in ``kinds.tsv``; the first row that fits
  holds, and empty codes say that ACLED records no such event;
- ``ucdp.tsv``: the kinds that are armed force in UCDP's sense.

Invariants, checked whenever a table is read: columns and words are known ones, every row names its source, and no
sub-type is written that ACLED does not have. This module knows no event; ``marsad.resolving`` applies the rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast, get_args

from marsad._errors import KnowledgeError
from marsad.knowledge._actors_read import INTER_CODES, rows
from marsad.knowledge._actors_read import KINDS as ACTOR_KINDS
from marsad.knowledge._kinds import load_kinds
from marsad.records import CountWhat

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA = Path(__file__).parent / "data"
TABLES = ("acled_types", "sides", "acled", "ucdp")
COLUMNS = {
    "acled_types": ("event_type", "sub_event_type"),
    "sides": ("kind", "sector", "act", "side", "inter", "ucdp", "source"),
    "acled": ("kind", "when", "event_type", "sub_event_type", "source"),
    "ucdp": ("kind", "force", "needs", "source"),
}

UcdpSide = Literal["state", "group", "civilians", "community"]
SIDES = frozenset({"state", "group", "armed", "unarmed", "external", "protesters"})
PLACED = frozenset({"home", "foreign"})  # a state in its own country, or in another
SLOTS = frozenset({"actor", "target", "any"})
COUNTED = frozenset(get_args(CountWhat))


@dataclass(frozen=True, slots=True)
class Side:
    """What a kind of actor is to other schemes.

    Attributes:
        words: Sides in the sense of the conditions of ``acled.tsv``.
        inter: ACLED's code of the actor's type in its own country, or null where the kind leaves it open.
        ucdp: Its side in UCDP's sense, or null where the kind leaves it open.
    """

    words: frozenset[str]
    inter: int | None
    ucdp: UcdpSide | None


@dataclass(frozen=True, slots=True)
class SideRow:
    """One row of ``sides.tsv``; null in ``sector`` and ``act`` fits all."""

    kind: str
    sector: str | None
    act: str | None
    side: Side


@dataclass(frozen=True, slots=True)
class Term:
    """One condition of a rule.

    Attributes:
        slot: ``actor``, ``target`` or ``any`` of the two; ``count`` or ``means``.
        mode: ``some``: somebody is on that side; ``all``: somebody is, and nobody else; ``none``: nobody is.
        words: The side; what is counted; or names of means.
    """

    slot: str
    mode: Literal["some", "all", "none"]
    words: tuple[str, ...]

    def __str__(self) -> str:
        sign = {"some": "", "all": "=", "none": "!"}[self.mode]
        return f"{self.slot}:{sign}{'|'.join(self.words)}"


@dataclass(frozen=True, slots=True)
class AcledRule:
    """One row of ``acled.tsv``: under which conditions a kind has which ACLED type; null where ACLED has none."""

    kind: str
    when: tuple[Term, ...]
    event_type: str | None
    sub_event_type: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Force:
    """A kind that is armed force in UCDP's sense.

    Attributes:
        mutual: Whether both sides fight, so that both may stand among the actors.
        needs: What must be counted for it to be one ("killed"), or null.
    """

    mutual: bool
    needs: str | None


class Crosswalk:
    """The four tables. Immutable after loading."""

    def __init__(self, tables: Mapping[str, str]) -> None:
        self.acled_types = tuple((cells[0], cells[1]) for cells, _ in _rows(tables, "acled_types"))
        self.sides = tuple(_side_row(cells, where) for cells, where in _rows(tables, "sides"))
        rules = [self._rule(cells, where) for cells, where in _rows(tables, "acled")]
        self._rules = {kind: tuple(rule for rule in rules if rule.kind == kind) for kind in load_kinds()}
        self.forces: dict[str, Force] = {}
        for cells, where in _rows(tables, "ucdp"):
            if cells[0] in self.forces:
                raise KnowledgeError(f"{where}: the kind {cells[0]!r} stands twice; delete one of its rows")
            self.forces[cells[0]] = _force(cells, where)

    def side(self, kind: str, *, sector: str | None = None, act: str | None = None) -> Side:
        """What an actor of this kind is to the other schemes: the first row that fits.

        Args:
            kind: Kind of the actor.
            sector: Its PLOVER sector, which tells persons apart.
            act: Kind of the act: protesters in a riot are rioters.
        """
        for row in self.sides:
            if row.kind == kind and row.sector in (None, sector) and row.act in (None, act):
                return row.side
        return Side(frozenset(), None, None)

    def acled_rules(self, kind: str) -> tuple[AcledRule, ...]:
        """The rules for a kind of act, in the order in which they are tried."""
        return self._rules.get(kind, ())

    def _rule(self, cells: list[str], where: str) -> AcledRule:
        kind, when, event_type, sub_event_type, source = cells
        _check_kind(kind, where)
        if (event_type or sub_event_type) and (event_type, sub_event_type) not in self.acled_types:
            raise KnowledgeError(
                f"{where}: {event_type!r} with {sub_event_type!r} is no type of ACLED; see acled_types.tsv"
            )
        _check_source(source, where)
        terms = tuple(_term(part.strip(), where) for part in when.split(" & ")) if when else ()
        return AcledRule(kind, terms, event_type or None, sub_event_type or None, source)


@cache
def load_crosswalk() -> Crosswalk:
    """The packaged tables, read once per process.

    Raises:
        KnowledgeError: A table is malformed.
    """
    return read_crosswalk({})


def read_crosswalk(changed: Mapping[str, str]) -> Crosswalk:
    """The packaged tables with some of them replaced, for checking a table before it is put in place.

    Args:
        changed: Text of a table by its name without ending ("acled").

    Raises:
        KnowledgeError: A table is malformed; the message names file and row.
    """
    return Crosswalk({name: (DATA / f"{name}.tsv").read_text(encoding="utf-8") for name in TABLES} | dict(changed))


def _rows(tables: Mapping[str, str], name: str) -> list[tuple[list[str], str]]:
    return list(rows(tables[name], COLUMNS[name], f"{name}.tsv"))


def _check_kind(kind: str, where: str) -> None:
    if kind not in load_kinds():
        raise KnowledgeError(f"{where}: {kind!r} is no kind of act; use one of kinds.tsv")


def _check_source(source: str, where: str) -> None:
    if not source:
        raise KnowledgeError(f"{where}: a rule needs its source; name the codebook and its section")


def _side_row(cells: list[str], where: str) -> SideRow:
    kind, sector, act, words, inter, ucdp, source = cells
    if kind not in ACTOR_KINDS:
        raise KnowledgeError(f"{where}: {kind!r} is no kind of actor; use one of {', '.join(sorted(ACTOR_KINDS))}")
    if act:
        _check_kind(act, where)
    named = frozenset(words.split("|")) if words else frozenset()
    if not named <= SIDES:
        raise KnowledgeError(f"{where}: {words!r} is no side; use some of {', '.join(sorted(SIDES))}")
    if inter and inter not in INTER_CODES:
        raise KnowledgeError(f"{where}: {inter!r} is no inter code of ACLED; write 1 to 8 or nothing")
    if ucdp and ucdp not in get_args(UcdpSide):
        raise KnowledgeError(f"{where}: {ucdp!r} is no side for UCDP; use one of {', '.join(get_args(UcdpSide))}")
    _check_source(source, where)
    side = Side(named, int(inter) if inter else None, cast("UcdpSide", ucdp) if ucdp else None)
    return SideRow(kind, sector or None, act or None, side)


def _term(text: str, where: str) -> Term:
    slot, _, rest = text.partition(":")
    mode: Literal["some", "all", "none"] = "all" if rest[:1] == "=" else "none" if rest[:1] == "!" else "some"
    words = tuple(word for word in rest.lstrip("=!").split("|") if word)
    known = (
        (slot in SLOTS and len(words) == 1 and words[0] in SIDES | PLACED)
        or (slot == "count" and mode == "some" and len(words) == 1 and words[0] in COUNTED)
        or (slot == "means" and mode == "some" and bool(words))
    )
    if not known:
        raise KnowledgeError(
            f"{where}: {text!r} is no condition; write actor, target or any with =, ! or nothing and a side "
            f"({', '.join(sorted(SIDES | PLACED))}), or count with what is counted, or means with their names"
        )
    return Term(slot, mode, words)


def _force(cells: list[str], where: str) -> Force:
    kind, force, needs, source = cells
    _check_kind(kind, where)
    if force not in ("mutual", "one-way"):
        raise KnowledgeError(f"{where}: {force!r} is no use of force; write mutual or one-way")
    if needs and needs not in COUNTED:
        raise KnowledgeError(f"{where}: {needs!r} is nothing that is counted; use one of {', '.join(sorted(COUNTED))}")
    _check_source(source, where)
    return Force(force == "mutual", needs or None)
