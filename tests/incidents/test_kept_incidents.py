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
from sqlalchemy import select, text

from marsad import UsageError, incidents
from marsad.incidents import (
    IncidentFilter,
    KeptRows,
    find_incident,
    find_incidents,
    incident_problems,
    incident_rows,
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
    story, kept = Story(ledger), KeptRows(ledger)
    for step in steps:
        story.happens(step)
        if step[0] == "update":
            assert kept.get(IncidentFilter()) == incident_rows(ledger)
    assert kept.get(IncidentFilter()) == incident_rows(ledger)
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
    assert kept.get(IncidentFilter()) == incident_rows(ledger)


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


# ---------------------------------------------------------------- ids, people, reprints, filters


def ids(ledger: Ledger) -> dict[str, str]:
    """The incident of each event, by the words of the event."""
    words = {
        (one.report.id, e.id): e.trigger.exact
        for one in map(ledger.reading, reports(ledger))
        if one
        for e in one.events
    }
    return {words[member]: one.id for one in find_incidents(ledger) for member in one.members}


def reports(ledger: Ledger) -> list[str]:
    with ledger.looking() as connection:
        return list(connection.execute(select(tables.REPORTS.c.id)).scalars())


def test_an_id_outlives_new_reports_and_an_old_one_leads_on(ledger: Ledger) -> None:
    put(ledger, told("north", STRIKE))
    before = ids(ledger)["act-north-0"]
    put(ledger, told("west", LATER), told("south", STRIKE))
    after = ids(ledger)
    assert after["act-north-0"] == after["act-south-0"] == before
    younger = after["act-west-0"]
    assert younger != before
    number = ledger.judge("same", ("north", "e1"), ("west", "e1"), **WHO)
    joined = find_incident(ledger, younger)
    assert joined is not None
    assert (joined.id, len(joined.members)) == (before, 3)
    assert [(j.verdict, j.members) for j in joined.judgements] == [("same", (("north", "e1"), ("west", "e1")))]
    ledger.undo(number, **WHO)
    assert ids(ledger) == after
    assert find_incident(ledger, "i-000000000000") is None


def test_a_person_s_different_holds_for_good(ledger: Ledger) -> None:
    put(ledger, told("north", STRIKE), told("south", STRIKE))
    ledger.judge("different", ("north", "e1"), ("south", "e1"), **WHO)
    ledger.judge("same", ("north", "e1"), ("south", "e1"), **WHO)
    put(ledger, told("west", STRIKE))
    found = ids(ledger)
    assert found["act-north-0"] != found["act-south-0"]


def test_what_a_person_rejects_leaves_and_what_is_corrected_counts(ledger: Ledger) -> None:
    put(ledger, told("north", STRIKE, STRIKE), told("south", STRIKE))
    ledger.judge("reject", ("north", "e2"), **WHO)
    ledger.judge("correct", ("north", "e1"), field="kind", value="drone-strike", **WHO)
    found = {one.members: one for one in find_incidents(ledger)}
    assert {member for members in found for member in members} == {("north", "e1"), ("south", "e1")}
    (corrected_one,) = [one for one in found.values() if ("north", "e1") in one.members]
    assert "drone-strike" in {kind.kind for kind in corrected_one.kinds}
    (judgement,) = corrected_one.judgements
    assert (judgement.verdict, judgement.field, judgement.value, judgement.who) == (
        "correct", "kind", '"drone-strike"', "A. Desk",
    )  # fmt: skip


def test_a_reprint_is_told_and_counts_once(ledger: Ledger) -> None:
    story = STORY * 3 + "It was the third day on which the market stood empty, and nobody could say for how long. "
    first = told("agency", STRIKE, text=story, published="2031-03-04", outlet="The Agency")
    copy = told("paper", STRIKE, text=f"From our agency. {story}", published="2031-03-05", outlet="The Paper")
    assert ledger.add_reading(copy, setting="balanced", reader="trained").reprint_of is None
    (alone,) = find_incidents(ledger)
    assert alone.sources == ("The Paper",)
    put(ledger, first)
    assert ledger.add_reading(copy, setting="balanced", reader="trained").reprint_of == "agency"
    (both,) = find_incidents(ledger)
    assert (both.sources, both.reprints, both.grade) == (("The Agency",), ("paper",), "weak")
    assert [*ledger.check(), *incident_problems(ledger)] == []


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    dead = event("shelling", "Orlen Brigade", "villagers", "Old Ferry", counts=(figure("killed", 7, "villagers"),))
    denied = event(
        "raid", "Harun Guard", "Lake Army", "Karth", "2031-03-20", status="denied", sources=(source("Lake Army"),)
    )
    undated = event("talks", "Lake Army", "", "", None, background=True)
    put(ledger, told("north", STRIKE, dead), told("south", STRIKE, denied), told("west", undated, published=""))
    return ledger


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        ({}, ["air-strike", "shelling", "raid", "talks"]),
        ({"since": "2031-03-10"}, ["raid"]),
        ({"until": "2031-03-10"}, ["air-strike", "shelling"]),
        ({"place": "old ferry"}, ["shelling"]),
        ({"place": "p-karth"}, ["raid"]),
        ({"box": (40, 35, 40.5, 36)}, ["air-strike"]),
        ({"near": (35.5, 40.25, 100)}, ["air-strike", "shelling"]),
        ({"actor": "Harun Guard"}, ["raid"]),
        ({"kind": "shelling"}, ["shelling"]),
        ({"source": "the south"}, ["air-strike", "raid"]),
        ({"source": "lake-army"}, ["raid"]),
        ({"status": "denied"}, ["raid"]),
        ({"grade": "fair"}, ["air-strike"]),
        ({"report": "north"}, ["air-strike", "shelling"]),
        ({"limit": 1, "offset": 1}, ["shelling"]),
        ({"kind": "raid", "report": "north"}, []),
    ],
)
def test_incidents_by_filter(filled: Ledger, wanted: dict[str, object], kinds: list[str]) -> None:
    found = [one.kind for one in find_incidents(filled, IncidentFilter(**wanted))]  # type: ignore[arg-type]
    assert sorted(found) == sorted(kinds)


@pytest.mark.parametrize("wanted", [{"grade": "good"}, {"rule": "loudest"}, {"since": "yesterday"}])
def test_a_filter_for_what_cannot_be_is_refused(ledger: Ledger, wanted: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        list(find_incidents(ledger, IncidentFilter(**wanted)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("UPDATE incidents SET grade = 'confirmed'", "is not what its members say"),
        ("DELETE FROM incident_terms WHERE part = 'place'", "is not what its members say"),
        ("UPDATE mentions SET told = replace(told, 'Tarsk', 'Torsk')", "is not what the reading"),
        ("DELETE FROM mention_pairs", "has other neighbours"),
        ("DELETE FROM mention_keys", "cannot be found by all that it says"),
        ("UPDATE mentions SET incident = NULL", "are in no incident"),
    ],
)
def test_what_is_wrong_is_found_and_mended(filled: Ledger, change: str, problem: str) -> None:
    before = list(find_incidents(filled))
    with filled.writing() as connection:
        connection.execute(text(change))
    assert any(problem in line for line in incident_problems(filled))
    rebuild_incidents(filled)
    assert list(incident_problems(filled)) == []
    assert list(find_incidents(filled)) == before
