"""Acts as told and events in the making, built by hand: every field has a plain value that a test may change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from marsad.reading import Credit, TimeMention, ToldAct
from marsad.records import Actor, ActorKind, EventTime, Party, Source, Span, Spot
from marsad.resolving._draft import Draft

NOWHEN = EventTime(None, "2025-02-05", "unknown", "published", None)
HERE = Span(0, 6, "attack")


def told_act(kind: str = "raid", **changes: Any) -> ToldAct:
    """A finite verb in the past, in the outlet's own voice, with nothing around it."""
    fields: dict[str, Any] = {
        "trigger": HERE, "evidence": HERE, "sentence": 0, "actors": (), "targets": (), "places": (), "time": None,
        "counts": (), "means": (), "mood": "fact", "credits": (), "tense": "past", "speech": False, "nominal": False,
        "definite": False, "light": False, "claim": False, "ordinal": 1,
    }  # fmt: skip
    return ToldAct(kind=kind, **(fields | changes))


def credit_of(commitment: str = "neutral") -> Credit:
    return Credit(None, Span(10, 14, "said"), commitment)


def party_of(ident: str, words: str | None = None) -> Party:
    return Party(ident, ident.replace("-", " ").title(), Span(0, len(words), words) if words else None)


def source_of(ident: str | None) -> Source:
    return Source(ident, ident, None, None, Span(10, 14, "said"), None)


def spot_of(place: str, *, precision: str = "exact", relation: str = "in") -> Spot:
    return Spot(place, place.title(), 1.0, 2.0, precision, None, relation)  # type: ignore[arg-type]


def actor_of(ident: str, kind: ActorKind, country: str | None = None) -> Actor:
    return Actor(ident, ident.replace("-", " ").title(), kind, country, None, (), (Span(0, 1, "x"),))


def day_of(iso: str) -> EventTime:
    return EventTime(iso, iso, "day", "stated", Span(20, 26, "Monday"))


def draft_of(kind: str = "raid", **changes: Any) -> Draft:
    """A draft of one act; names of :class:`ToldAct` change the act, the others the draft."""
    names = set(Draft.__dataclass_fields__) - {"act", "kind"}
    own = {name: value for name, value in changes.items() if name in names}
    act = told_act(kind, **{name: value for name, value in changes.items() if name not in names})
    if "time" in own:  # a draft that is dated was told a time
        act = told_act(
            kind,
            time=TimeMention(Span(20, 26, "Monday"), "weekday"),
            **{name: value for name, value in changes.items() if name not in names},
        )
    fields: dict[str, Any] = {name: [] for name in ("actors", "targets", "places", "counts", "means", "sources")}
    return Draft(act=act, kind=kind, **(fields | {"time": NOWHEN} | own))


class Made:
    """The builders, as one fixture."""

    act = staticmethod(told_act)
    credit = staticmethod(credit_of)
    party = staticmethod(party_of)
    source = staticmethod(source_of)
    spot = staticmethod(spot_of)
    actor = staticmethod(actor_of)
    day = staticmethod(day_of)
    draft = staticmethod(draft_of)


Make = Callable[..., Any]


@pytest.fixture(scope="session")
def made() -> type[Made]:
    """Builders: ``made.act(...)``, ``made.draft(...)``, ``made.party("sdf")`` and so on."""
    return Made
