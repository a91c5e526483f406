from __future__ import annotations

from typing import Any

import pytest
from tests.control.conftest import record
from tests.indicators.conftest import act, put, report

from marsad import UsageError
from marsad.indicators import Series, series
from marsad.ledger import Ledger


def figures(found: Series, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(getattr(period, name) for name in ("period", *names)) for period in found.periods]


def test_an_act_told_twice_counts_once(ledger: Ledger) -> None:
    put(
        ledger,
        report("a", "2031-03-05", act("bombing", "2031-03-04"), act("battle", "2031-03-02")),
        report("b", "2031-03-06", act("bombing", "2031-03-04"), act("raid", "2031-03-05", place="Old Ferry")),
        report("c", "2031-04-06", act("protest", "2031-04-04"), act("raid", "2031-04-05", by="lake-army")),
    )
    found = series(ledger, "orlen brigade")
    assert figures(found, "hit_and_run", "open", "share", "reports") == [
        ("2031-03", 2, 1, 0.667, 2), ("2031-04", 0, 0, None, 1),
    ]  # fmt: skip
    assert (found.actor, found.by, found.undated) == ("orlen brigade", "month", 0)


def test_what_is_denied_foretold_or_rejected_is_not_counted(ledger: Ledger) -> None:
    put(
        ledger,
        report("a", "2031-03-05", act("bombing", "2031-03-04", status="denied")),
        report("b", "2031-03-05", act("bombing", "2031-03-01", status="forecast", place="Karth")),
        report("c", "2031-03-05", act("abduction", "2031-03-01", place="Old Ferry")),
    )
    ledger.judge("reject", ("c", "e1"), who="A", why="a drill")
    found = series(ledger, "orlen-brigade")
    assert (figures(found, "hit_and_run", "open"), found.undated) == ([("2031-03", 0, 0)], 0)


def test_what_no_single_period_holds_is_told_apart(ledger: Ledger) -> None:
    put(
        ledger,
        report("a", "2031-03-05", act("raid", None)),
        report("b", "2031-03-05", act("siege", "2031-01-01", until="2031-03-05", place="Karth")),
    )
    found = series(ledger, "orlen-brigade")
    assert (figures(found, "hit_and_run", "open"), found.undated) == ([("2031-03", 0, 0)], 2)


def test_ground_at_the_end_of_each_period(ledger: Ledger) -> None:
    put(
        ledger,
        report(
            "a", "2031-01-10",
            control=(record("holds", as_of="2031-01-10"), record("holds", place="Old Ferry", as_of="2031-01-10")),
        ),
        report("b", "2031-02-10", control=(record("captured", place="Karth", since="2031-02-09"),)),
        report("c", "2031-03-10", control=(record("lost", until="2031-03-09"),)),
        report("d", "2031-09-10", control=(record("holds", place="Valley", as_of="2031-09-10"),)),
    )  # fmt: skip
    found = series(ledger, "orlen-brigade", by="quarter")
    assert figures(found, "held", "taken", "lost", "silent") == [
        ("2031-Q1", 2, 1, 1, 0), ("2031-Q2", 2, 0, 0, 0), ("2031-Q3", 0, 0, 0, 2),
    ]  # fmt: skip
    assert [period.lost for period in series(ledger, "lake-army", by="quarter").periods] == [0, 0, 0]


def test_a_capture_told_by_another_is_a_loss_and_a_rival_statement_a_dispute(ledger: Ledger) -> None:
    put(ledger, report("a", "2031-01-10", control=(record("holds", as_of="2031-01-10"),)))
    put(ledger, report("b", "2031-02-10", control=(record("captured", "lake-army", since="2031-02-09"),)))
    assert figures(series(ledger, "orlen-brigade"), "held", "lost") == [("2031-01", 1, 0), ("2031-02", 0, 1)]
    put(ledger, report("a2", "2031-02-20", control=(record("holds", as_of="2031-02-20"),)))
    assert figures(series(ledger, "orlen-brigade"), "held", "disputed") == [("2031-01", 1, 0), ("2031-02", 1, 1)]


def test_from_territory_to_sleeper_cells(ledger: Ledger) -> None:
    for month in range(1, 25):
        year, number = 2030 + (month - 1) // 12, (month - 1) % 12 + 1
        stamp = f"{year}-{number:02d}"
        acts = [
            act("bombing", f"{stamp}-{day:02d}", place=place)
            for day in (2, 9, 16, 23)
            for place in (("Tarsk", "Karth", "Old Ferry") if month > 12 else ("Tarsk",) if day == 2 else ())
        ]
        control = [record("holds", place=p, as_of=f"{stamp}-20") for p in ("Tarsk", "Old Ferry")] if month < 13 else []
        if month == 13:
            control = [record("lost", place=p, until=f"{stamp}-20") for p in ("Tarsk", "Old Ferry")]
        reading = report(f"r{month:02d}", f"{stamp}-28", *acts, control=tuple(control))
        put(ledger, type(reading)(*(getattr(reading, name) for name in reading.__slots__)))
    found = series(ledger, "orlen-brigade")
    (rupture,) = found.ruptures
    assert rupture.since == "2031-01"
    assert (rupture.hit_and_run_before, rupture.hit_and_run_after) == (1.0, 12.0)
    assert rupture.words.startswith("since 2031-01: ground ")
    assert "hit-and-run 12 a month (from 1)" in rupture.words
    assert found.periods[12].lost > 0
    assert found.periods[12].short.band == "much more"


def test_filters_of_place_and_time(ledger: Ledger) -> None:
    put(
        ledger,
        report("a", "2031-03-05", act("bombing", "2031-03-04"), act("raid", "2031-03-04", place="Karth")),
        report("b", "2031-03-19", control=(record("holds", place="Karth", as_of="2031-03-18"),)),
    )
    weeks = ("2031-W10", 2, 0), ("2031-W11", 0, 0), ("2031-W12", 0, 1)
    assert tuple(figures(series(ledger, "orlen-brigade", by="week"), "hit_and_run", "held")) == weeks
    assert figures(series(ledger, "orlen-brigade", place="Tarsk"), "hit_and_run", "held") == [("2031-03", 1, 0)]
    box = (43.0, 36.0, 44.0, 37.0)
    assert figures(series(ledger, "orlen-brigade", box=box), "hit_and_run", "held") == [("2031-03", 1, 1)]
    early = series(ledger, "orlen-brigade", since="2031-01-01", until="2031-02-01")
    assert figures(early, "hit_and_run") == [("2031-01", 0), ("2031-02", 0)]
    assert early.undated == 2


def test_an_empty_ledger(ledger: Ledger) -> None:
    assert series(ledger, "SDF").periods == ()
    assert series(ledger, "SDF").name == "Syrian Democratic Forces"


@pytest.mark.parametrize(
    "wanted",
    [
        {"by": "day"}, {"since": "soon"}, {"since": "2031-02-01", "until": "2031-01-01"}, {"box": (0, 1, 0, 0)},
        {"place": "Nowhere"}, {"rule": "x"}, {"by": "week", "since": "1931-01-01"},
    ],
)  # fmt: skip
def test_wrong_use_of_series(ledger: Ledger, wanted: dict[str, Any]) -> None:
    put(ledger, report("a", "2031-03-05"))
    with pytest.raises(UsageError):
        series(ledger, "SDF", **wanted)
