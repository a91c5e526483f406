"""What readings state of actors becomes knowledge only by a person's hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.conftest import build_sample

from marsad import MarsadError
from marsad.knowledge import load_actors, own_actors
from marsad.ledger import Ledger
from marsad.records import Actor, Reading, Relation, Span
from marsad.suggestions import accept, refuse, suggestion, suggestions

TEXT = "The Tarsk Front, part of the Syrian National Army, shelled Old Ferry, its spokesman Piotr Hasek said."
ARMY = "syrian-national-army"


def span(exact: str, text: str = TEXT) -> Span:
    return Span.of(text, text.index(exact), text.index(exact) + len(exact))


def stating(name: str, outlet: str | None, *, text: str = TEXT, day: str = "2031-03-05", **changes: object) -> Reading:
    """A report in which a front is part of an army that the tables know, and has a spokesman."""
    sample = build_sample()
    named = {"tarsk-front": "Tarsk Front", ARMY: "Syrian National Army", "piotr-hasek": "Piotr Hasek"}
    kinds = {"tarsk-front": "armed-group", ARMY: "coalition", "piotr-hasek": "person"}
    actors = tuple(
        Actor(id_, called, kinds[id_], None, None, (called,), (span(called, text),))  # type: ignore[arg-type]
        for id_, called in named.items()
    )
    relations = (
        Relation(
            "tarsk-front", "part_of", ARMY, None, None, span("Tarsk Front, part of the Syrian National Army", text)
        ),
        Relation("piotr-hasek", "spokesperson_of", "tarsk-front", None, None, span("spokesman Piotr Hasek", text)),
        Relation(ARMY, "backed_by", "turkey", None, None, None),  # from the tables, not stated
    )
    empty: dict[str, tuple[()]] = dict.fromkeys(("places", "times", "events", "statements", "forecasts", "control"), ())
    report = replace(
        sample.report, id=name, text=text, title=None, outlet=outlet, published=day,
        sha256=name.encode().hex().ljust(64, "0")[:64],
    )  # fmt: skip
    reading = replace(sample, report=report, actors=actors, relations=relations, **empty)  # type: ignore[arg-type]
    return replace(reading, **changes)  # type: ignore[arg-type]


def put(ledger: Ledger, *readings: Reading) -> None:
    for reading in readings:
        ledger.add_reading(reading, setting="balanced", reader="trained")


def told(ledger: Ledger, **options: object) -> list[tuple[str, str | None, str | None, int]]:
    found = suggestions(ledger, **options)  # type: ignore[arg-type]
    return [(s.subject.name, s.predicate, s.object.name if s.object else None, s.reports) for s in found]


def test_what_is_stated_and_unknown_is_suggested_with_its_words(ledger: Ledger) -> None:
    put(
        ledger,
        stating("one", "Valley Wire"),
        stating("two", "Hill Radio", text=f"{TEXT} It was late.", day="2031-03-09"),
    )
    assert told(ledger) == [
        ("Tarsk Front", None, None, 2),
        ("Piotr Hasek", "spokesperson_of", "Tarsk Front", 2),
        ("Tarsk Front", "part_of", "Syrian National Army", 2),
    ]
    part = suggestions(ledger)[-1]
    assert (part.first, part.last) == ("2031-03-05", "2031-03-09")
    assert part.object is not None
    assert (part.subject.known, part.object.known) == (False, True)
    assert [w.report for w in part.witnesses] == ["one", "two"]
    assert part.witnesses[0].evidence.exact == "Tarsk Front, part of the Syrian National Army"


def test_the_same_text_and_the_same_outlet_count_once(ledger: Ledger) -> None:
    put(
        ledger,
        stating("one", "Valley Wire"),
        stating("two", "Hill Radio"),
        stating("three", "Valley Wire", text=f"{TEXT} So."),
    )
    assert {reports for *_, reports in told(ledger, least=1)} == {1}
    assert not any(predicate is None for _, predicate, _, _ in told(ledger))


def test_common_nouns_and_what_the_tables_know_are_not_suggested(ledger: Ledger) -> None:
    text = "Three gunmen, backed by residents, shelled Old Ferry. The Tarsk Front and the Syrian National Army left."
    noun = Actor("militants", "Three gunmen", "armed-group", None, None, (), (span("Three gunmen", text),))
    people = Actor("civilians", "residents", "civilians", None, None, (), (span("residents", text),))
    backed = Relation("militants", "backed_by", "civilians", None, None, span("gunmen, backed by residents", text))
    reading = stating("one", None, relations=())
    put(ledger, replace(reading, report=replace(reading.report, text=text), actors=(noun, people), relations=(backed,)))
    assert told(ledger, least=1) == []


def test_an_accepted_relation_is_a_judgement_and_knowledge(ledger: Ledger) -> None:
    put(ledger, stating("one", "Valley Wire"))
    (part,) = (s for s in suggestions(ledger) if s.predicate == "part_of")
    accept(ledger, part.id, who="A. Desk", why="both sides say so", since="2031-02")
    (judgement,) = ledger.judgements()
    assert (judgement.verdict, judgement.who, judgement.subjects[0].record) == ("accept", "A. Desk", "relation")
    assert judgement.subjects[0].told == "Tarsk Front, part of the Syrian National Army"
    entry = load_actors().match("the Tarsk Front")
    assert entry is not None
    assert (entry.id, entry.kind) == ("tarsk-front", "armed-group")
    (relation,) = load_actors().relations_of("tarsk-front")
    assert (relation.predicate, relation.object, relation.valid_from) == ("part_of", ARMY, "2031-02")
    assert "A. Desk, judgement 1" in own_actors().relations[0].source
    assert [predicate for _, predicate, _, _ in told(ledger, least=1)] == ["spokesperson_of"]
    assert list(ledger.check()) == []


def test_an_accepted_actor_takes_what_the_person_knows_better(ledger: Ledger) -> None:
    put(ledger, stating("one", None))
    (front,) = (s for s in suggestions(ledger, least=1) if s.predicate is None)
    accept(ledger, front.id, who="A. Desk", why="seen", kind="militia", country="SYR", aliases=["Tarsk Riders"])
    entry = load_actors().match("Tarsk Riders")
    assert entry is not None
    assert (entry.name, entry.kind, entry.country) == ("Tarsk Front", "militia", "SYR")
    assert ledger.judgements()[0].subjects[0].record == "actor"


def test_what_is_refused_is_not_suggested_until_that_is_taken_back(ledger: Ledger) -> None:
    put(ledger, stating("one", None))
    (part,) = (s for s in suggestions(ledger) if s.predicate == "part_of")
    refuse(ledger, part.id, who="A. Desk", why="a rumour")
    assert part.id not in {s.id for s in suggestions(ledger)}
    assert part.id in {s.id for s in suggestions(ledger, refused=True)}
    assert load_actors().match("Tarsk Front") is None
    ledger.undo(1, who="B. Desk", why="it is so")
    assert part.id in {s.id for s in suggestions(ledger)}


def test_who_shares_the_ledger_sees_that_another_accepted_it(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(ledger, stating("one", None))
    (part,) = (s for s in suggestions(ledger) if s.predicate == "part_of")
    accept(ledger, part.id, who="A. Desk", why="seen")
    assert suggestion(ledger, part.id) is None
    monkeypatch.setenv("MARSAD_ACTORS", str(tmp_path / "of-another-desk"))
    again = suggestion(ledger, part.id)
    assert again is not None
    assert again.accepted_by == "A. Desk"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"kind": "armed-group"}, "is a relation"),
        ({"aliases": ["Front"]}, "is a relation"),
    ],
)
def test_what_does_not_go_with_a_relation_is_told(ledger: Ledger, options: dict[str, object], problem: str) -> None:
    put(ledger, stating("one", None))
    (part,) = (s for s in suggestions(ledger) if s.predicate == "part_of")
    with pytest.raises(MarsadError, match=problem):
        accept(ledger, part.id, who="A. Desk", why="seen", **options)  # type: ignore[arg-type]
    assert ledger.judgements() == []


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"since": "2031"}, "dates go with"),
        ({"kind": "club"}, "no kind of actor"),
        ({"country": "XQX"}, "no country"),
        ({"aliases": ["Syrian National Army"]}, "know already"),
    ],
)
def test_what_does_not_go_with_an_actor_is_told(ledger: Ledger, options: dict[str, object], problem: str) -> None:
    put(ledger, stating("one", None))
    (front,) = (s for s in suggestions(ledger, least=1) if s.predicate is None)
    with pytest.raises(MarsadError, match=problem):
        accept(ledger, front.id, who="A. Desk", why="seen", **options)  # type: ignore[arg-type]
    assert ledger.judgements() == []


def test_no_such_suggestion(ledger: Ledger) -> None:
    with pytest.raises(MarsadError, match="no such suggestion"):
        refuse(ledger, "0123456789", who="A. Desk", why="none")
