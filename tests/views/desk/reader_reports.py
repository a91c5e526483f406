"""Reports of the small war with all that the reader marks: letters of any plane, sayings in sayings, a long one."""

from __future__ import annotations

from dataclasses import replace

from tests.views.desk.desk_reports import HOSTILE, PLACES, act

from marsad.records import (
    Actor,
    Count,
    EventTime,
    Forecast,
    Horizon,
    Party,
    Place,
    Probability,
    Reading,
    Source,
    Span,
    Spot,
    Statement,
    TimeExpression,
)

TOLD = (
    "📡 Tarsk, 4 March: shells hit Tarsk on Tuesday, killing 15 people.\n\n"
    'A doctor said that a nurse had told him: "the brigade fired 20 shells from the hill".\n\n'
    "وقال طبيب إن القصف استمر ساعات.\n\n"
    "Mediators fear that the truce will probably collapse by June."
)


def words(text: str, told: str, after: int = 0) -> Span:
    """The span of words of a text, in code points."""
    start = text.index(told, after)
    return Span.of(text, start, start + len(told))


def _source(text: str, name: str, cue: str, told: str) -> Source:
    return Source(None, name, None, None, words(text, cue), words(text, told))


def layered() -> Reading:
    """A report with marks of every layer that lie on one another."""
    reading = act("layered-1", "shelling", "Tarsk", "2031-03-04", title="Shells, as a doctor tells it", text=TOLD)
    text = reading.report.text
    lat, lon, precision = PLACES["Tarsk"]
    told = replace(
        reading.events[0],
        trigger=words(text, "hit"), evidence=words(text, "shells hit Tarsk on Tuesday, killing 15 people"),
        actors=(), places=(Spot("p-Tarsk", "Tarsk", lat, lon, precision, words(text, "Tarsk", 20), "in"),),
        time=EventTime("2031-03-04", "2031-03-04", "day", "stated", words(text, "on Tuesday")),
        counts=(Count("killed", "people", 15, 15, 15, False, None, words(text, "15")),), sources=(),
    )  # fmt: skip
    fired = replace(
        told, id="e2", trigger=words(text, "fired"), evidence=words(text, "the brigade fired 20 shells from the hill"),
        actors=(Party("orlen-brigade", "Orlen Brigade", words(text, "the brigade")),), places=told.places, counts=(),
        time=replace(told.time, span=None), status="claimed",
        sources=(_source(text, "a nurse", "told him", "a nurse"), _source(text, "a doctor", "said", "A doctor")),
    )  # fmt: skip
    outer = Statement("s1", fired.sources[1:], words(text, "said"),
                      (words(text, 'a nurse had told him: "the brigade fired 20 shells from the hill"'),),
                      "indirect", (), ())  # fmt: skip
    inner = Statement("s2", fired.sources, words(text, "told him"), (fired.evidence,), "direct", ("e2",), ())
    forecast = Forecast(
        "f1", None, (_source(text, "mediators", "fear", "Mediators"),), None, None, "the truce collapses",
        words(text, "will probably"), words(text, "the truce will probably collapse by June"), "positive",
        Probability(0.55, 0.7, 0.85, "own"), False, None, "2031-06-01", Horizon("2031-06-30", "stated"),
    )  # fmt: skip
    brigade = Actor("orlen-brigade", "Orlen Brigade", "armed-group", None, None, (), (words(text, "the brigade"),))
    place = Place("p-Tarsk", "Tarsk", None, None, lat, lon, precision, None,
                  (words(text, "Tarsk"), words(text, "Tarsk", 20)))  # fmt: skip
    times = (TimeExpression("2031-03-04", "2031-03-04", "day", "stated", words(text, "on Tuesday"), "t1"),)
    return replace(
        reading, actors=(brigade,), places=(place,), times=times, events=(told, fired), statements=(outer, inner),
        forecasts=(forecast,),
    )  # fmt: skip


def long_report(size: int = 100_000) -> Reading:
    """A report of so many characters, with a name in every sentence and some acts."""
    sentence = "Shells hit the market of Karth on Monday, and people fled over the bridge. "
    text = "\n\n".join([sentence * 4] * (size // (len(sentence) * 4) + 1))
    reading = act("long-1", "shelling", "Karth", "2031-02-01", text=text, title="A long night in Karth")
    starts = [number for number in range(len(text)) if text.startswith("Shells hit", number)]
    events = [
        replace(reading.events[0], id=f"e{number}", trigger=words(text, "hit", start),
                evidence=Span.of(text, start, start + len(sentence) - 2))
        for number, start in enumerate([*starts[:: len(starts) // 8], starts[-1]], 1)
    ]  # fmt: skip
    mentions = tuple(words(text, "Karth", start) for start in starts)
    return replace(reading, events=tuple(events), places=(replace(reading.places[0], mentions=mentions),))


def hostile() -> Reading:
    """A report whose every field would run, were it not text."""
    reading = act("hostile-2", "killing", "Old Ferry", "2031-06-10", killed=(1, 1, 1), outlet=HOSTILE, title=HOSTILE,
                  text=f"{HOSTILE} Shells fell, killing one.\n{HOSTILE}")  # fmt: skip
    event = reading.events[0]
    source = Source(None, HOSTILE, HOSTILE, HOSTILE, None, Span.of(reading.report.text, 0, len(HOSTILE)))
    count = replace(event.counts[0], whom=HOSTILE)
    party = Party("orlen-brigade", HOSTILE, None)
    event = replace(event, sources=(source,), counts=(count,), actors=(party,), targets=(party,),
                    trigger=Span.of(reading.report.text, 0, len(HOSTILE)))  # fmt: skip
    statement = Statement("s1", (source,), None, (event.evidence,), "direct", ("e1",), ())
    return replace(reading, events=(event,), statements=(statement,))


def tolls() -> list[Reading]:
    """A toll that a monitor brings up to date each month."""
    found = []
    for number, (day, killed) in enumerate([("2031-02-01", 120), ("2031-03-01", 180), ("2031-04-01", 260)]):
        text = f"Since January {killed} villagers have been killed around Karth, the monitor counted."
        reading = act(
            f"toll-{number}", "killing", "Karth", "2031-01-01", day, published=day, text=text, outlet="Monitor"
        )
        count = Count("killed", "villagers", killed, killed, killed, True, None, words(text, str(killed)))
        event = replace(reading.events[0], counts=(count,), trigger=words(text, "killed"))
        found.append(replace(reading, events=(event,)))
    return found


def reprinted() -> list[Reading]:
    """An agency's report, and a paper that prints it a day later."""
    text = (
        "Two lorries of the convoy were burnt at the old ferry on Monday night, and three drivers were killed there,"
        " the governor of the district told reporters who had come to see what was left of the bridge and of the camp."
    )
    first = act("agency-1", "armed-attack", "Old Ferry", "2031-04-14", killed=(3, 3, 3), text=text, outlet="Agency",
                published="2031-04-15", title="Convoy burnt")  # fmt: skip
    second = act("paper-1", "armed-attack", "Old Ferry", "2031-04-14", killed=(3, 3, 3), text=text, outlet="Paper",
                 published="2031-04-16", title="Night at the ferry")  # fmt: skip
    return [first, second]
