"""Acts as told to events: who, where and when are looked up, then status, codes, confidence and what is printed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from marsad import UsageError
from marsad.reading import ActorMention, Credit, PlaceMention, ToldAct, ToldReport
from marsad.reading._times import find_times
from marsad.records import Event, ModelInfo, Reading, Report, Span
from marsad.resolving import Scale, resolve

TEXT = (
    "On Monday the Syrian army captured Hajin, the Syrian Democratic Forces said. Boko Haram captured Baga. "
    "The army shelled Homs, Idlib, Aleppo, Raqqa and Hama. Gunmen captured a hill. Reuters wrote it on 3 March 2012."
)
MODEL = ModelInfo("marsad", "0", "f" * 64)
SCALE = Scale({"bias": 0.0, "verb": 0.5, "actors": 1.0}, {"precise": 0.8, "balanced": 0.6, "everything": 0.0})


def span(words: str) -> Span:
    return Span.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


def who(words: str, head: str, entity: Any = "organisation") -> ActorMention:
    return ActorMention(span(words), head, entity, span(words) if entity else None)


def where(*names: str) -> tuple[PlaceMention, ...]:
    return tuple(PlaceMention(span(name)) for name in names)


SDF = who("the Syrian Democratic Forces", "forces")
ARMY = who("the Syrian army", "army", None)
BOKO = who("Boko Haram", "haram")
GUNMEN = who("Gunmen", "gunman", None)
REUTERS = who("Reuters", "reuters")


def reading_of(
    *acts: ToldAct, setting: str = "everything", published: str | None = "2018-12-20", outlet: str | None = None
) -> Reading:
    report = Report("r", TEXT, None, None, outlet, None, published, "given", "en", "0" * 64)
    actors = {m.span: m for act in acts for m in (*act.actors, *act.targets)}
    actors |= {c.speaker.span: c.speaker for act in acts for c in act.credits if c.speaker}
    places = {m.span: m for act in acts for m in act.places}
    told = ToldReport(
        acts,
        tuple(sorted(actors.values(), key=lambda m: m.span)),
        tuple(sorted(places.values(), key=lambda m: m.span)),
        find_times(TEXT),
    )
    return resolve(report, told, scale=SCALE, setting=setting, model=MODEL)


def event_of(act: ToldAct, **options: Any) -> Event:
    (event,) = reading_of(act, **options).events
    return event


def captured(made: Any, *actors: ActorMention, **changes: Any) -> ToldAct:
    act: ToldAct = made.act(
        "territory-captured", trigger=span("captured"), evidence=span("captured Hajin"), actors=actors
    )
    return replace(act, **({"places": where("Hajin")} | changes))


@pytest.mark.parametrize(
    ("actor", "sub_event"),
    [
        (ARMY, "Government regains territory"),
        (SDF, "Non-state actor overtakes territory"),
        (BOKO, "Non-state actor overtakes territory"),
        (GUNMEN, "Non-state actor overtakes territory"),
    ],
)
def test_acled_tells_ground_apart_by_who_takes_it(made: Any, actor: ActorMention, sub_event: str) -> None:
    event = event_of(captured(made, actor))
    assert event.acled is not None
    assert (event.acled.event_type, event.acled.sub_event_type) == ("Battles", sub_event)


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("shelling", ("ASSAULT", "heavy-weapons", "Shelling/artillery/missile attack")),
        ("protest", ("PROTEST", "demo", "Peaceful protest")),
        ("withdrawal", ("RETREAT", "withdraw", "Non-violent transfer of territory")),
    ],
)
def test_codes_follow_from_the_kind(made: Any, kind: str, codes: tuple[str, str, str]) -> None:
    event = event_of(replace(captured(made, ARMY), kind=kind))
    assert event.acled is not None
    assert (event.plover, event.mode, event.acled.sub_event_type) == codes


def test_a_killing_has_no_acled_type(made: Any) -> None:
    assert event_of(replace(captured(made, ARMY), kind="killing")).acled is None


def test_a_setting_prints_those_at_least_so_sure(made: Any) -> None:
    sure = captured(made, ARMY)  # verb and actor: 0.818
    fair = captured(made)  # verb: 0.622
    weak = replace(captured(made), nominal=True)  # neither: 0.5
    printed = {
        setting: [e.confidence for e in reading_of(sure, fair, weak, setting=setting).events]
        for setting in SCALE.settings
    }
    assert printed == {"precise": [0.818], "balanced": [0.818, 0.622], "everything": [0.818, 0.622, 0.5]}


def test_an_event_keeps_its_id_over_settings(made: Any) -> None:
    def printed(setting: str) -> list[tuple[str, float | None]]:
        events = reading_of(captured(made), captured(made, ARMY), captured(made, BOKO), setting=setting).events
        return [(event.id, event.confidence) for event in events]

    everything = printed("everything")
    assert [name for name, _ in everything] == ["e1", "e2", "e3"]
    assert len(printed("precise")) < len(printed("balanced"))
    for setting in ("precise", "balanced"):
        assert set(printed(setting)) <= set(everything)


def test_an_unknown_setting_is_refused(made: Any) -> None:
    with pytest.raises(UsageError, match="balanced"):
        reading_of(captured(made), setting="0.5")


@pytest.mark.parametrize("mood", ["negated", "purpose"])
def test_what_was_not_done_is_no_event_at_any_setting(made: Any, mood: str) -> None:
    assert reading_of(replace(captured(made, ARMY), mood=mood)).events == ()


@pytest.mark.parametrize("kind", ["support", "battle", "cooperation", "siege"])
def test_a_clause_that_only_says_who_somebody_is_is_no_event(made: Any, kind: str) -> None:
    assert reading_of(replace(captured(made, ARMY), kind=kind, describes=True)).events == ()
    assert len(reading_of(replace(captured(made, ARMY), kind=kind)).events) == 1


def test_every_place_of_a_list_stays_and_where_from_comes_last(made: Any) -> None:
    many = replace(captured(made, ARMY), places=where("Homs", "Idlib", "Aleppo", "Raqqa", "Hama"))
    assert len(event_of(many).places) == 5
    left, taken = where("Homs", "Idlib")
    event = event_of(replace(captured(made, ARMY), places=(replace(left, relation="from"), taken)))
    assert [(spot.name, spot.relation) for spot in event.places] == [("Idlib", "in"), ("Homs", "from")]


# ---------------------------------------------------------------- when


def times(words: str) -> Any:
    return next(mention for mention in find_times(TEXT) if words in mention.span.exact)


def test_a_weekday_is_the_latest_before_publication(made: Any) -> None:
    event = event_of(replace(captured(made, ARMY), time=times("Monday")))
    assert (event.time.start, event.time.end, event.time.basis) == ("2018-12-17", "2018-12-17", "stated")


def test_without_a_date_of_publication_a_weekday_stays_open(made: Any) -> None:
    event = event_of(replace(captured(made, ARMY), time=times("Monday")), published=None)
    assert (event.time.start, event.time.end) == (None, None)


@pytest.mark.parametrize(
    ("changes", "start", "end", "basis"),
    [
        ({"tense": "past"}, None, "2018-12-20", "published"),
        ({"tense": "perfect"}, None, "2018-12-20", "published"),
        ({"tense": "present"}, "2018-12-20", "2018-12-20", "published"),
        ({"tense": "present", "speech": True}, None, "2018-12-20", "published"),
        ({"mood": "forecast"}, None, None, "none"),
        ({"mood": "hypothetical"}, None, None, "none"),
    ],
)
def test_an_act_without_a_day(made: Any, changes: dict[str, Any], start: Any, *, end: Any, basis: str) -> None:
    event = event_of(replace(captured(made, ARMY), **changes))
    assert (event.time.start, event.time.end, event.time.basis) == (start, end, basis)


def test_every_time_of_the_text_is_printed_also_those_that_date_no_act(made: Any) -> None:
    found = reading_of(captured(made, ARMY))
    assert [(t.span.exact.partition(" ")[2], t.start) for t in found.times] == [
        ("Monday", "2018-12-17"),
        ("3 March 2012", "2012-03-03"),
    ]
    assert len({t.id for t in found.times}) == 2


def test_an_old_act_is_background(made: Any) -> None:
    assert event_of(replace(captured(made, ARMY), time=times("2012"))).background
    assert not event_of(replace(captured(made, ARMY), time=times("Monday"))).background


# ---------------------------------------------------------------- who says so


def said(*speakers: ActorMention | None) -> tuple[Credit, ...]:
    return tuple(Credit(speaker, span("said"), "neutral") for speaker in speakers)


@pytest.mark.parametrize(
    ("speaker", "status"), [(SDF, "claimed"), (REUTERS, "reported"), (None, "reported"), (ARMY, "reported")]
)
def test_status_by_the_speaker(made: Any, speaker: ActorMention | None, status: str) -> None:
    event = event_of(captured(made, SDF, credits=said(speaker)))
    assert event.status == status
    assert len(event.sources) == 1
    assert event.sources[0].cue == span("said")
    assert (event.sources[0].actor is None) is (speaker is None)


def test_the_chain_of_sources_keeps_its_order(made: Any) -> None:
    event = event_of(captured(made, BOKO, credits=said(SDF, REUTERS)))
    assert [source.actor for source in event.sources] == ["syrian-democratic-forces", "reuters"]


def test_of_an_act_of_speech_the_speaker_is_no_source(made: Any) -> None:
    act = replace(captured(made, SDF, credits=said(SDF)), kind="demand", speech=True)
    event = event_of(act)
    assert (event.sources, event.status) == ((), "asserted")
    reported = event_of(replace(act, credits=said(REUTERS)))
    assert [source.actor for source in reported.sources] == ["reuters"]
    assert reported.status == "reported"


def test_a_force_that_tells_of_an_operation_tells_of_its_own(made: Any) -> None:
    own = event_of(replace(captured(made, credits=said(SDF)), kind="offensive"))
    assert [party.actor for party in own.actors] == ["syrian-democratic-forces"]
    assert own.status == "claimed"
    other = event_of(replace(captured(made, credits=said(REUTERS)), kind="offensive"))
    assert other.actors == ()


@pytest.mark.parametrize(("outlet", "status"), [("SDF", "claimed"), ("Reuters", "asserted"), (None, "asserted")])
def test_an_outlet_that_is_a_force_claims(made: Any, outlet: str | None, status: str) -> None:
    assert event_of(captured(made, BOKO), outlet=outlet).status == status


# ---------------------------------------------------------------- what the reading holds


def test_actors_are_those_of_the_events_and_whom_they_belong_to(made: Any) -> None:
    silent = replace(captured(made, GUNMEN), mood="negated")
    found = reading_of(captured(made, SDF, credits=said(REUTERS)), silent)
    assert {"syrian-democratic-forces", "reuters"} <= {actor.id for actor in found.actors}
    assert "gunmen" not in {actor.id for actor in found.actors}


def test_the_same_actor_twice_is_one_party(made: Any) -> None:
    assert len(event_of(captured(made, SDF, SDF)).actors) == 1


def test_evidence_and_trigger_slice_back(made: Any) -> None:
    event = event_of(captured(made, SDF))
    for one in (event.trigger, event.evidence, event.actors[0].span):
        assert one is not None
        assert TEXT[one.start : one.end] == one.exact
    assert re.fullmatch(r"e\d+", event.id)


def test_nobody_acts_on_himself(made: Any) -> None:
    event = event_of(replace(captured(made, SDF), targets=(SDF, BOKO)))
    assert [(p.actor) for p in event.targets] == ["boko-haram"]
