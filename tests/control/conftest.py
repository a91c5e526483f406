"""Small reports of who holds what, as readings, and ledgers in both databases to put them into."""

from __future__ import annotations

from tests.ledger.conftest import ledger, make_database, new_database, postgres, where

from marsad.ledger import Ledger
from marsad.records import Actor, Control, ModelInfo, Place, Reading, Report, Source, Span

__all__ = ["ledger", "make_database", "new_database", "postgres", "where"]

PLACES = {
    "Tarsk": Place("tarsk", "Tarsk", "SYR", "Valley", 35.5, 40.25, "exact", None, ()),
    "Old Ferry": Place("old-ferry", "Old Ferry", "SYR", "Valley", 35.9, 40.9, "exact", None, ()),
    "Valley": Place("valley", "Valley", "SYR", "Valley", 35.6, 40.4, "admin1", None, ()),
    "Karth": Place("karth", "Karth", "IRQ", "North", 36.9, 43.1, "exact", None, ()),
}
ACTORS = {"orlen-brigade": "Orlen Brigade", "lake-army": "Lake Army", "valley-monitor": "Valley Monitor"}


def says(name: str | None = None, *, affiliation: str | None = None) -> Source:
    """One link of a chain; known actors by their name."""
    known = {title: actor for actor, title in ACTORS.items()}
    return Source(known.get(name or ""), name, None, affiliation, None, None)


def record(
    relation: str,
    controller: str | None = "orlen-brigade",
    place: str = "Tarsk",
    *,
    as_of: str | None = None,
    since: str | None = None,
    until: str | None = None,
    extent: str | None = None,
    by: Source | None = None,
) -> Control:
    """A control record without a place in the text; :func:`report` gives it one."""
    return Control(
        "", PLACES[place].id, controller, relation, extent, as_of, since, until,  # type: ignore[arg-type]
        (by,) if by else (), Span(0, 0, ""),
    )  # fmt: skip


def report(name: str, *records: Control, outlet: str = "Valley Wire", published: str | None = None) -> Reading:
    """A report whose control records stand in sentences of their own, save equal ones in a row of one day."""
    text, made = "", []
    for number, one in enumerate(records, start=1):
        sentence = f"Sentence {number} of {name}. "
        made.append(_replaced(one, f"c{number}", Span(len(text), len(text) + len(sentence) - 1, sentence[:-1])))
        text += sentence
    return _reading(name, text or "Nothing.", tuple(made), outlet, published)


def in_one_sentence(name: str, *records: Control, outlet: str = "Valley Wire") -> Reading:
    """A report whose control records rest on the same words."""
    text = f"All of {name} in one sentence."
    made = tuple(_replaced(one, f"c{n}", Span(0, len(text), text)) for n, one in enumerate(records, start=1))
    return _reading(name, text, made, outlet, None)


def put(ledger: Ledger, *readings: Reading) -> None:
    for reading in readings:
        ledger.add_reading(reading, setting="balanced", reader="trained")


def _replaced(one: Control, id_: str, evidence: Span) -> Control:
    return Control(
        id_, one.place, one.controller, one.relation, one.extent, one.as_of, one.from_, one.until, one.sources, evidence
    )


def _reading(name: str, text: str, control: tuple[Control, ...], outlet: str | None, published: str | None) -> Reading:
    days = [day for one in control for day in (one.as_of, one.from_, one.until) if day]
    actors = tuple(Actor(id_, title, "armed-group", None, None, (title,), ()) for id_, title in ACTORS.items())
    told = Report(
        name, text, None, None, outlet, None, published or max(days, default=None), "given", "en",
        name.encode().hex().ljust(64, "0")[:64],
    )  # fmt: skip
    return Reading(
        told, actors, (), tuple(PLACES.values()), (), (), (), (), control, ModelInfo("marsad", "0", "0" * 64)
    )
