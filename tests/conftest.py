"""What every test may use: no network, and one reading made by hand that has a record of every type."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from marsad.records import (
    AcledType,
    Actor,
    Control,
    Count,
    Event,
    EventTime,
    Forecast,
    Horizon,
    Means,
    ModelInfo,
    Party,
    Place,
    Probability,
    Reading,
    Relation,
    Report,
    Source,
    Span,
    Spot,
    Statement,
    TimeExpression,
)

settings.register_profile("untimed", deadline=None)  # a busy machine is no failure
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

TEXT = (
    "The Orlen Brigade shelled the village of Tarsk on Tuesday, killing at least 15 people, "
    "the [bold]Valley Monitor[/bold] said. "
    "Two of its fighters were wounded near Old Ferry, a brigade spokesman claimed. "
    "“We will probably hold Tarsk by spring,” he added."
)


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Fails any test that opens a connection to another machine; this one may be asked."""
    patch = pytest.MonkeyPatch()
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if not isinstance(address, tuple) or address[0] not in ("127.0.0.1", "::1"):
            raise AssertionError(f"a test tried to connect to {address}")
        connect(self, address)

    patch.setattr(socket.socket, "connect", refuse)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def nothing_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Reads no places and no actors that whoever runs the tests has added."""
    patch = pytest.MonkeyPatch()
    patch.setenv("MARSAD_PLACES", str(tmp_path_factory.mktemp("places")))
    patch.setenv("MARSAD_ACTORS", str(tmp_path_factory.mktemp("actors")))
    yield
    patch.undo()


@pytest.fixture
def sample() -> Reading:
    """One report with two events, a statement, a forecast and a control record."""
    return build_sample()


def at(exact: str, occurrence: int = 0) -> Span:
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(exact, start + 1)
    return Span.of(TEXT, start, start + len(exact))


def build_sample() -> Reading:
    monitor = Source("valley-monitor", "Valley Monitor", None, None, at("said"), at("Valley Monitor"))
    spokesman = Source("orlen-brigade", None, "spokesman", "Orlen Brigade", at("claimed"), at("a brigade spokesman"))
    return Reading(
        report=Report(
            "sample", TEXT, "Shells fall on Tarsk", "https://news.example/tarsk", "Valley Wire", None,
            "2031-03-05", "metadata", "en", "0" * 64,
        ),
        actors=(
            Actor("orlen-brigade", "Orlen Brigade", "armed-group", None, "REB", ("Orlen Brigade",),
                  (at("The Orlen Brigade"),)),
            Actor("valley-monitor", "Valley Monitor", "monitor", None, "NGO", ("Valley Monitor",),
                  (at("Valley Monitor"),)),
        ),
        relations=(Relation("valley-monitor", "role", "monitor", None, None, None),),
        places=(
            Place("tarsk", "Tarsk", None, None, 35.5, 40.25, "exact", None, (at("Tarsk"),)),
            Place("old-ferry", "Old Ferry", None, None, None, None, "near", None, (at("Old Ferry"),)),
        ),
        times=(TimeExpression("2031-03-04", "2031-03-04", "day", "stated", at("Tuesday")),),
        events=(wounded_event(spokesman), shelling_event(monitor)),
        statements=(
            Statement("s1", (spokesman,), at("he added"), (at("We will probably hold Tarsk by spring,"),), "direct",
                      (), ("f1",)),
        ),
        forecasts=(
            Forecast("f1", "s1", (spokesman,), "spokesman", "Orlen Brigade", "The brigade will hold Tarsk by spring.",
                     at("will probably"), at("We will probably hold Tarsk by spring,"), "positive",
                     Probability(0.55, 0.7, 0.85, "common usage"), False, None, "2031-03-05",
                     Horizon("2032-03-01", "vague")),
        ),
        control=(
            Control("c1", "tarsk", "orlen-brigade", "holds", None, "2031-03-05", None, None, (spokesman,),
                    at("hold Tarsk")),
        ),
        model=ModelInfo("marsad", "0.0.0", "f" * 64),
    )  # fmt: skip


def shelling_event(monitor: Source) -> Event:
    return Event(
        id="e1", kind="shelling", plover="ASSAULT", mode="heavy-weapons", cameo="19",
        acled=AcledType("Explosions/Remote violence", "Shelling/artillery/missile attack"),
        trigger=at("shelled"), evidence=Span.of(TEXT, 0, TEXT.index(" Two of")),
        actors=(Party("orlen-brigade", "Orlen Brigade", at("The Orlen Brigade")),), targets=(),
        places=(Spot("tarsk", "Tarsk", 35.5, 40.25, "exact", at("Tarsk"), "in"),),
        time=EventTime("2031-03-04", "2031-03-04", "day", "stated", at("Tuesday")),
        counts=(Count("killed", "people", 15, 15, None, False, None, at("at least 15")),),
        means=(Means("artillery", None),), status="reported", background=False, sources=(monitor,), confidence=0.9,
    )  # fmt: skip


def wounded_event(spokesman: Source) -> Event:
    start, end = TEXT.index("Two of"), TEXT.index(" “We will")
    return Event(
        id="e2", kind="killing", plover="ASSAULT", mode=None, cameo="18", acled=None,
        trigger=at("wounded"), evidence=Span.of(TEXT, start, end), actors=(),
        targets=(Party("orlen-brigade", "Orlen Brigade", None),),
        places=(Spot("old-ferry", "Old Ferry", None, None, "near", at("Old Ferry"), "near"),),
        time=EventTime(None, "2031-03-05", "day", "published", None),
        counts=(Count("wounded", "fighters", 2, 2, 2, False, None, at("Two")),), means=(), status="claimed",
        background=True, sources=(spokesman,), confidence=0.5,
    )  # fmt: skip
