"""The lexicon: words that name acts, carry them, govern them or say them, over dependency syntax.

The tables are ``data/acts/*.tsv`` and ``data/sayings/cues.tsv``; adding a word never needs code. Syntax is Universal
Dependencies as in English-EWT, with passives and relative clauses undone: ``subj`` is the active subject or the agent,
``obj`` the active object or the passive subject, a preposition names its complement, ``mod`` an adjective or compound.

Invariants: entries of one lemma stand from the most conditions to the fewest, then in file order, and the first that
holds wins. A row that names a particle needs it, which counts as a condition; a row without one does not ask for it.
Every class that a condition names is in ``classes.tsv`` or in ``ENTITY_CLASSES``, which the matcher knows by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar, cast, get_args

from marsad._errors import KnowledgeError
from marsad.knowledge._kinds import load_kinds
from marsad.knowledge._lexicon_entries import (
    ANY,
    ENTITY_CLASSES,
    GOVERNOR,
    SLOTS,
    ActEntry,
    Commitment,
    Condition,
    Cue,
    Effect,
    Lexicon,
    LightEffect,
    LightEntry,
    OperatorEntry,
    Role,
    Test,
)
from marsad.knowledge._tables import filled_rows
from marsad.records import CountWhat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from marsad.knowledge._kinds import Kind

__all__ = [
    "ActEntry",
    "Condition",
    "Cue",
    "Lexicon",
    "LightEntry",
    "OperatorEntry",
    "load_lexicon",
    "parse_conditions",
    "read_lexicon",
]

DATA = Path(__file__).parent / "data"
Entry = TypeVar("Entry", LightEntry, OperatorEntry, Cue)


@cache
def load_lexicon() -> Lexicon:
    """Returns the lexicon that the program carries."""
    return read_lexicon(DATA)


def read_lexicon(folder: Path) -> Lexicon:
    """Reads and checks the tables of a folder laid out like the package's ``data``.

    Args:
        folder: Folder with ``acts/*.tsv`` and ``sayings/cues.tsv``.

    Returns:
        The lexicon, indexed by lemma.

    Raises:
        KnowledgeError: If a row is malformed; the message names file and line.
    """
    acts = folder / "acts"
    classes = _read_classes(acts / "classes.tsv")
    known = ENTITY_CLASSES.union(*classes.values()) if classes else ENTITY_CLASSES
    return Lexicon(
        verbs=_read_acts(acts / "verbs.tsv", VERB_COLUMNS, known),
        nouns=_read_acts(acts / "nouns.tsv", NOUN_COLUMNS, known),
        light=_indexed(_light_of(row) for row in _rows(acts / "light.tsv", LIGHT_COLUMNS)),
        operators=_indexed(_operator_of(row) for row in _rows(acts / "operators.tsv", OPERATOR_COLUMNS)),
        cues=_indexed(_cue_of(row) for row in _rows(folder / "sayings" / "cues.tsv", CUE_COLUMNS)),
        classes=classes,
    )


def parse_conditions(text: str) -> tuple[tuple[Condition, ...], ...]:
    """Parses the ``when`` column: conditions joined by " & ".

    ``slot`` (filled), ``!slot`` (empty), ``slot:class|class``, ``slot:"word|word"``, ``slot:!class``,
    ``slot:!"word|word"``; ``any`` stands for any slot. Classes and words may be mixed: ``obj:base|"position"``.
    Several slots (``on|against:armed``) stand for as many rows, which is why alternatives are returned.

    Args:
        text: The column; "-" for no condition.

    Returns:
        The alternatives, each a tuple of conditions that must all hold.

    Raises:
        ValueError: If a condition makes no sense; the message says which.
    """
    if text == "-":
        return ((),)
    alternatives: tuple[tuple[Condition, ...], ...] = ((),)
    for part in text.split(" & "):
        choices = _choices(part)
        alternatives = tuple((*head, choice) for head in alternatives for choice in choices)
    return alternatives


@cache
def _choices(part: str) -> tuple[Condition, ...]:
    """Parses one condition into one for each slot that it names."""
    slots, colon, filler = part.partition(":")
    absent = slots.startswith("!")
    names = slots.removeprefix("!").split("|")
    for name in names:
        if name != ANY and name not in SLOTS:
            raise ValueError(f"unknown slot {name!r} in {part!r}")
    if not colon:
        return tuple(Condition(name, "absent" if absent else "present") for name in names)
    if absent:
        raise ValueError(f"{part!r}: an empty slot has no class; write slot:!class")
    classes, words = _fillers(filler.removeprefix("!"))
    if not classes and not words:
        raise ValueError(f"{part!r} names neither class nor word")
    test: Test = "is_not" if filler.startswith("!") else "is"
    return tuple(Condition(name, test, classes, words) for name in names)


def _fillers(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Splits ``class|"word|word"|class`` into classes and words."""
    pieces = text.split('"')
    if len(pieces) % 2 == 0:
        raise ValueError(f"unbalanced quotation mark in {text!r}")
    classes = frozenset(name for piece in pieces[::2] for name in piece.split("|") if name)
    words = frozenset(word for piece in pieces[1::2] for word in piece.split("|") if word)
    return classes, words


@dataclass(frozen=True, slots=True)
class _Row:
    """Cells of a row by column, and where it stands."""

    where: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fail(self, problem: object) -> KnowledgeError:
        return KnowledgeError(f"{self.where}: {problem}")

    def names(self, column: str, *, extra: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Slots joined by ``|``; "-" is none."""
        cell = self.cells[column]
        slots = () if cell == "-" else tuple(cell.split("|"))
        for slot in slots:
            if slot not in SLOTS and slot not in extra:
                raise self.fail(f"unknown slot {slot!r} in column {column}")
        return slots

    def one_of(self, column: str, choices: tuple[str, ...]) -> str | None:
        """A word of a closed list; "-" is null."""
        cell = self.cells[column]
        if cell != "-" and cell not in choices:
            raise self.fail(f"{cell!r} in column {column} is none of {', '.join(choices)}")
        return None if cell == "-" else cell


_ACT_TAIL = ("when", "kind", "actor", "target", "place", "count", "takes", "joins", "example")
VERB_COLUMNS = ("lemma", "particle", *_ACT_TAIL)
NOUN_COLUMNS = ("lemma", *_ACT_TAIL)
LIGHT_COLUMNS = ("lemma", "particle", "slot", "role", "effect", "example")
OPERATOR_COLUMNS = ("lemma", "pos", "effect", "takes", "example")
CUE_COLUMNS = ("lemma", "pos", "frame", "source", "commitment", "note")
CLASS_COLUMNS = ("lemma", "class", "source")


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[_Row]:
    """Yields the rows of a table; lines that are empty or begin with ``#`` are comments."""
    for where, cells in filled_rows(path, columns):
        yield _Row(where, dict(zip(columns, cells, strict=True)))


def _read_classes(path: Path) -> Mapping[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for row in _rows(path, CLASS_COLUMNS):
        named = classes.setdefault(row["lemma"], set())
        for name in row["class"].split("|"):
            if name in named:
                raise row.fail(f"{row['lemma']!r} is in the class {name!r} already")
            named.add(name)
    return MappingProxyType({lemma: frozenset(named) for lemma, named in classes.items()})


def _read_acts(path: Path, columns: tuple[str, ...], known: frozenset[str]) -> Mapping[str, tuple[ActEntry, ...]]:
    kinds = load_kinds()
    seen: dict[tuple[object, ...], str] = {}
    index: dict[str, list[ActEntry]] = {}
    for row in _rows(path, columns):
        for entry in _acts_of(row, kinds, known):
            key = (entry.lemma, entry.particle, frozenset(entry.when))
            if key in seen:
                raise row.fail(f"same lemma, particle and conditions as {seen[key]}; one of them never applies")
            seen[key] = row.where
            index.setdefault(entry.lemma, []).append(entry)
    return MappingProxyType(
        {lemma: tuple(sorted(entries, key=lambda entry: -entry.specificity)) for lemma, entries in index.items()}
    )


def _acts_of(row: _Row, kinds: Mapping[str, Kind], known: frozenset[str]) -> Iterator[ActEntry]:
    try:
        alternatives = parse_conditions(row["when"])
    except ValueError as problem:
        raise row.fail(problem) from problem
    kind = None if row["kind"] == "none" else row["kind"]
    if kind is not None and kind not in kinds:
        raise row.fail(f"{kind!r} is no kind of kinds.tsv")
    actor, target, place = (row.names(column) for column in ("actor", "target", "place"))
    count, takes, joins = _counts(row), row.names("takes"), row.names("joins", extra=frozenset({GOVERNOR}))
    _check_example(row)
    for when in alternatives:
        for condition in when:
            if not condition.classes <= known:
                raise row.fail(f"unknown class {', '.join(sorted(condition.classes - known))}; add it to classes.tsv")
        yield ActEntry(
            row["lemma"], _particle(row), when, kind, actor, target, place, count, takes, joins, row["example"]
        )


def _particle(row: _Row) -> str | None:
    particle = row.cells.get("particle", "-")
    return None if particle == "-" else particle


_COUNTED = frozenset(get_args(CountWhat))


def _counts(row: _Row) -> tuple[tuple[CountWhat, str], ...]:
    if row["count"] == "-":
        return ()
    pairs = [pair.partition("=")[::2] for pair in row["count"].split(",")]
    for what, slot in pairs:
        if what not in _COUNTED or slot not in SLOTS:
            raise row.fail(f"{what}={slot} in column count: write what=slot, with what one of {sorted(_COUNTED)}")
    return tuple((cast("CountWhat", what), slot) for what, slot in pairs)


def _check_example(row: _Row) -> None:
    if row["example"].count("*") != 2:
        raise row.fail("the example must have its word in *asterisks*, once")


def _light_of(row: _Row) -> LightEntry:
    slots = row.names("slot")
    if len(slots) != 1:
        raise row.fail("a light verb carries its act in one slot")
    role, effect = row.one_of("role", get_args(Role)), row.one_of("effect", get_args(LightEffect))
    _check_example(row)
    return LightEntry(
        row["lemma"],
        _particle(row),
        slots[0],
        cast("Role | None", role),
        cast("LightEffect | None", effect),
        row["example"],
    )


def _operator_of(row: _Row) -> OperatorEntry:
    effect = row.one_of("effect", get_args(Effect))
    if effect is None:
        raise row.fail("an operator needs an effect")
    _check_example(row)
    takes = row.names("takes", extra=frozenset({GOVERNOR}))
    return OperatorEntry(row["lemma"], row["pos"], cast("Effect", effect), takes, row["example"])


def _cue_of(row: _Row) -> Cue:
    commitment = row.one_of("commitment", get_args(Commitment))
    if commitment is None:
        raise row.fail("a cue needs a commitment")
    frame, source = row.names("frame", extra=frozenset({"host"})), row.names("source")
    act, _, rest = row["note"].partition(" ")
    note = "" if row["note"] in ("-", "act") else rest if act == "act" else row["note"]
    return Cue(row["lemma"], row["pos"], frame, source, cast("Commitment", commitment), act == "act", note)


def _indexed(entries: Iterator[Entry]) -> Mapping[str, tuple[Entry, ...]]:
    index: dict[str, list[Entry]] = {}
    for entry in entries:
        index.setdefault(entry.lemma, []).append(entry)
    return MappingProxyType({lemma: tuple(named) for lemma, named in index.items()})
