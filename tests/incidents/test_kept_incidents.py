"""Incidents of a ledger are those of all its readings at once, however they came in."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from conftest_incidents import event, figure, reading, source
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from sqlalchemy import select

from marsad import incidents
from marsad.incidents import (
    IncidentFilter,
    find_incident,
    find_incidents,
    incident_problems,
    rebuild_incidents,
    update_incidents,
)
from marsad.knowledge import load_kinds
from marsad.ledger import Ledger, corrected, open_ledger, standing_on_events, tables
from marsad.records import Event, Incident, Reading, Span, dumps, incident_schema

WHO = {"who": "A. Desk", "why": "compared the texts"}
STRIKE = event("air-strike", "Lake Army", "Orlen Brigade", "Tarsk")
LATER = event("air-strike", "Lake Army", "Orlen Brigade", "Tarsk", "2031-03-09")
STORY = (
    "Shells fell on the market of Tarsk while traders were setting up their stalls and went on falling for an hour. "
)


def told(name: str, *events: Event, text: str = "", **about: str) -> Reading:
    """A report whose acts are each named by words of their own, which a judgement can point to."""
    words = [f"act-{name}-{number}" for number in range(len(events))]
    body = f"{text} {' '.join(words)} and that is all that {name} tells."
    spans = [Span(body.index(word), body.index(word) + len(word), word) for word in words]
    placed = [replace(one, trigger=at, evidence=at) for one, at in zip(events, spans, strict=True)]
    made = reading(name, *placed, text=body, **about)  # type: ignore[arg-type]
    return replace(made, report=replace(made.report, sha256=name.encode().hex().ljust(64, "0")[:64]))


def put(ledger: Ledger, *readings: Reading) -> None:
    for one in readings:
        ledger.add_reading(one, setting="balanced", reader="trained")


def nameless(found: Iterator[Incident] | list[Incident]) -> list[Incident]:
    """Incidents without what only a ledger has, in one order."""
    return sorted((replace(one, id="", judgements=()) for one in found), key=lambda one: one.members)


def expected(
    ledger: Ledger, same: list[tuple[str, ...]], different: list[tuple[str, ...]], rule: str
) -> list[Incident]:
    """What merging all latest readings at once gives; pairs are of words, as a judgement keeps them."""
    latest = []
    with ledger.looking() as connection:
        numbers = connection.execute(select(tables.REPORTS.c.number, tables.REPORTS.c.id)).all()
        standing = standing_on_events(connection)
    for number, name in numbers:
        one = ledger.reading(name)
        assert one is not None
        here = {(start, end): judged for (report, start, end), judged in standing.items() if report == number}
        latest.append(corrected(one, here))
    members = {event.trigger.exact: (one.report.id, event.id) for one in latest for event in one.events}

    def pairs(words: list[tuple[str, ...]]) -> list[tuple[tuple[str, str], tuple[str, str]]]:
        return [(members[one], members[other]) for one, other in words if one in members and other in members]

    return nameless(incidents(latest, rule=rule, same=pairs(same), different=pairs(different)))


# ---------------------------------------------------------------- whatever comes in, in whatever order

ACTS = st.builds(
    event,
    st.sampled_from(("air-strike", "shelling", "killing", "battle", "raid")),
    st.sampled_from(("", "Lake Army", "Orlen Brigade", "villagers")),
    st.sampled_from(("", "Lake Army", "Orlen Brigade", "villagers")),
    st.sampled_from(("", "Tarsk", "Old Ferry", "Valley", "Tarsk,Karth")),
    st.sampled_from(("2031-03-03", "2031-03-04", "2031-03-06", None)),
    since=st.sampled_from(("", None)),
    status=st.sampled_from(("asserted", "claimed", "denied", "forecast")),
    background=st.booleans(),
    sources=st.sampled_from(((), (source("Valley Monitor"),), (source("a trader"),))),
    counts=st.lists(st.builds(figure, st.just("killed"), st.integers(0, 4), cumulative=st.booleans()), max_size=1).map(
        tuple
    ),
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("read"), st.integers(0, 4), st.lists(ACTS, max_size=3), st.integers(0, 1)),
        st.tuples(st.sampled_from(("same", "different", "unsure")), st.integers(0, 99), st.integers(0, 99)),
        st.tuples(st.sampled_from(("reject", "accept")), st.integers(0, 99)),
        st.tuples(
            st.just("correct"), st.integers(0, 99),
            st.sampled_from((("kind", "raid"), ("time", "2031-03-05"), ("place", "Karth"), ("status", "denied"),
                             ("actors", ["Lake Army"]), ("counts", {"killed": [2, 3, 4]}))),
        ),
        st.tuples(st.just("undo"), st.integers(0, 99)),
        st.tuples(st.just("update")),
    ),
    min_size=4, max_size=14,
)  # fmt: skip


class Story:
    """A ledger to which things happen, and what a person has said of it."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.said: dict[int, tuple[str, tuple[str, ...]]] = {}

    def happens(self, step: tuple) -> None:  # type: ignore[type-arg]
        what, *rest = step
        if what == "read":
            report, acts, copied = rest
            day = f"2031-03-0{5 + report % 3}"
            made = told(f"r{report}", *acts, text=STORY * copied * 4 or f"Of {report}.", published=day)
            before = self.ledger.reading(f"r{report}")
            if before is not None:  # read anew: the same text, whose acts may be others
                at = {event.trigger.exact: event.trigger for event in before.events}
                made = replace(
                    made, report=before.report, events=tuple(e for e in made.events if e.trigger.exact in at)
                )
                made = replace(made, events=tuple(
                    replace(e, trigger=at[e.trigger.exact], evidence=at[e.trigger.exact]) for e in made.events
                ))  # fmt: skip
            put(self.ledger, made)
        elif what == "update":
            update_incidents(self.ledger)
        elif what == "undo":
            standing = sorted(self.said)
            if standing:
                number = standing[rest[0] % len(standing)]
                del self.said[number]
                self.ledger.undo(number, **WHO)
        else:
            self.judges(what, rest)

    def judges(self, verdict: str, rest: list) -> None:  # type: ignore[type-arg]
        events = [(one.report.id, e.id, e.trigger.exact) for one in self.readings() for e in one.events]
        wanted = [place for place in rest if isinstance(place, int)]
        chosen = [events[place % len(events)] for place in wanted] if events else []
        if len(set(chosen)) < len(wanted):
            return
        field, value = rest[-1] if verdict == "correct" else (None, None)
        subjects = [(report, record) for report, record, _ in chosen]
        number = self.ledger.judge(verdict, *subjects, field=field, value=value, **WHO)  # type: ignore[arg-type]
        self.said[number] = verdict, tuple(word for *_, word in chosen)

    def readings(self) -> list[Reading]:
        return [one for one in (self.ledger.reading(f"r{report}") for report in range(5)) if one is not None]

    def pairs(self, verdict: str) -> list[tuple[str, ...]]:
        return [words for said, words in self.said.values() if said == verdict]


def compare_with_all_at_once(ledger: Ledger, steps: list, rule: str) -> None:  # type: ignore[type-arg]
    story = Story(ledger)
    for step in steps:
        story.happens(step)
    found = list(find_incidents(ledger, IncidentFilter(rule=rule)))
    assert nameless(found) == expected(ledger, story.pairs("same"), story.pairs("different"), rule)
    assert [*ledger.check(), *incident_problems(ledger)] == []
    ids = {one.id: one.members for one in found}
    assert len(ids) == len(found)
    for one in found:
        VALIDATOR.validate(json.loads(dumps(one)))
        assert find_incident(ledger, one.id, rule=rule) == one
    rebuild_incidents(ledger)
    assert list(find_incidents(ledger, IncidentFilter(rule=rule))) == found


VALIDATOR = Draft202012Validator(incident_schema(tuple(load_kinds())))
RULES = st.sampled_from(("conservative", "most-sourced", "latest"))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger without reports, to be copied: to make one takes longer than to fill it."""
    path = tmp_path_factory.mktemp("empty") / "marsad.db"
    open_ledger(path).close()
    return path


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, RULES)
def test_incidents_are_those_of_all_at_once(empty: Path, steps: list, rule: str) -> None:  # type: ignore[type-arg]
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(empty, folder)
        with open_ledger(Path(folder) / "marsad.db") as ledger:
            compare_with_all_at_once(ledger, steps, rule)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, RULES)
def test_so_they_are_on_postgresql(make_database: Callable[[], str], steps: list, rule: str) -> None:  # type: ignore[type-arg]
    with open_ledger(make_database()) as ledger:
        compare_with_all_at_once(ledger, steps, rule)
