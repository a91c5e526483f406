"""What a ledger keeps of an event is all that merging and the fields of an incident look at."""

from __future__ import annotations

from dataclasses import fields, replace

from conftest_incidents import event, figure, reading, source

from marsad.incidents import Mention, mentions_of
from marsad.incidents._kept_form import kept, texts_of
from marsad.incidents._tellings import tellings_of
from marsad.records import Means, Reading, Span

LOOKED_AT = ("id", "kind", "status", "background", "actors", "targets", "places")
TOLD = event(
    "shelling", "Orlen Brigade", "villagers,Lake Army", "Tarsk,Valley", "2031-03-04", background=True, status="claimed",
    counts=(figure("killed", 3, "villagers"), figure("wounded", 40, cumulative=True)), means=(Means("Mortar", None),),
    sources=(source("Aron Veld", "Valley Monitor"), source("a trader")),
    evidence=Span(0, 25, "Mortars hit a market hall"),
)  # fmt: skip


def readings(sample: Reading) -> list[Reading]:
    loose = event("raid", "", "", "", None, until="2031-03-05")
    return [sample, reading("north", TOLD, loose), reading("west", event("talks", "", "", "", None), published="")]


def test_the_mention_is_the_same_again(sample: Reading) -> None:
    for one in readings(sample):
        for mention, (told, text) in zip(mentions_of(one), texts_of(one), strict=True):
            again = kept(one.report.id, told.id, text).mention
            for field in (field.name for field in fields(Mention)):
                wanted = getattr(mention, field)
                if field == "counts":
                    wanted = tuple(replace(count, span=None) for count in wanted)
                assert getattr(again, field) == wanted, field


def test_so_is_who_tells_it_and_what(sample: Reading) -> None:
    for one in readings(sample):
        for telling, (told, text) in zip(tellings_of(one, "The Outlet"), texts_of(one), strict=True):
            again = kept(one.report.id, told.id, text).told_by("The Outlet")
            assert (again.report, again.day, again.source, again.voices) == (
                telling.report, telling.day, telling.source, telling.voices,
            )  # fmt: skip
            assert (again.event.time.start, again.event.time.end, again.event.time.precision) == (
                told.time.start, told.time.end, told.time.precision,
            )  # fmt: skip
            spanless = {
                side: tuple(replace(part, span=None) for part in getattr(told, side))
                for side in ("actors", "targets", "places", "counts")
            }
            for field in {*LOOKED_AT, "counts"}:
                assert getattr(again.event, field) == spanless.get(field, getattr(told, field)), field
