"""One thing to be checked with all that is needed to decide: its words, its fields, what others said."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from sqlalchemy import and_, select

from marsad.incidents import find_incident, mentions_of, score
from marsad.knowledge import load_actors, load_merging
from marsad.ledger import corrected, standing_on_events, tables
from marsad.records import to_json
from marsad.views.desk import _review_answers as answers
from marsad.views.desk._answers import ReportCard
from marsad.views.desk._judgement_routes import judgement_answer
from marsad.views.desk._queue import ACTOR, decided_suggestions
from marsad.views.desk._waiting import PAIR, key_of
from marsad.views.desk._worth import RULE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.ledger import Judgement, Ledger, Standing
    from marsad.records import Event, Reading, Report, Span
    from marsad.suggestions import End, Suggestion, Witness
    from marsad.views.desk._waiting import Waiting
    from marsad.views.desk._worth import Worth

Member = tuple[str, str]
_AROUND = 700  # code points of context on each side
_LITTLE = 120  # before the words; then the paragraph before is shown too


def members_of_key(ledger: Ledger, key: str) -> list[Member] | None:
    """The events that a key names, or None; ids of reports may hold any character."""
    cuts = [at for at, letter in enumerate(key) if letter == PAIR]
    for parts in ([key], *([key[:at], key[at + 1 :]] for at in cuts)):
        members = [(report, event) for report, _, event in (part.rpartition("/") for part in parts)]
        if all(_event(ledger.reading(report), event) is not None for report, event in members):
            return members
    return None


def item_of(
    ledger: Ledger, key: str, waiting: Waiting | None, suggested: Iterable[Suggestion], last: int
) -> answers.ReviewItem | None:
    """An item by its key; None where there is none.

    Args:
        ledger: The ledger.
        key: Its key.
        waiting: Its place in the queue, or None where the queue lacks it.
        suggested: The suggestions for the tables of actors.
        last: Number of the last judgement.
    """
    if key.startswith(ACTOR):
        return _suggestion_item(ledger, key, waiting, suggested, last)
    members = members_of_key(ledger, key)
    if members is None:
        return None
    events = [_review_event(ledger, *member) for member in members]
    spans = {(one.report.id, one.read["trigger"]["start"], one.read["trigger"]["end"]) for one in events}
    told = {judgement.number: judgement for report, _ in members for judgement in ledger.judgements(report)}
    on_it = _on(told.values(), spans)
    return answers.ReviewItem(
        key=key_of(members), sort="event" if len(members) == 1 else "pair",
        state=_state(on_it), worth=worth_answer(waiting.worth) if waiting else None,
        events=events, pair=_pair(ledger, members) if len(members) > 1 else None, suggestion=None,
        judgements=[judgement_answer(one) for one in on_it], last=last,
    )  # fmt: skip


def worth_answer(worth: Worth) -> answers.WorthAnswer:
    """A worth as it is sent."""
    return answers.WorthAnswer(
        rule=RULE, value=worth.value, factors=[answers.FactorAnswer(**asdict(one)) for one in worth.factors]
    )


def _on(told: Iterable[Judgement], spans: set[tuple[str, int, int]]) -> list[Judgement]:
    """Of judgements those on exactly these events, in their order."""
    return [
        one
        for one in sorted(told, key=lambda judgement: judgement.number)
        if one.subjects and {(s.report, s.start, s.end) for s in one.subjects if s.record == "event"} == spans
    ]


def _state(judged: Sequence[Judgement]) -> answers.State:
    verdicts = [one.verdict for one in judged if one.undone_by is None and one.verdict != "note"]
    return "todo" if not verdicts else "unsure" if verdicts[-1] == "unsure" else "decided"


# ---------------------------------------------------------------- events


def _event(reading: Reading | None, id_: str) -> Event | None:
    return None if reading is None else next((event for event in reading.events if event.id == id_), None)


def _review_event(ledger: Ledger, report: str, id_: str) -> answers.ReviewEvent:
    reading = ledger.reading(report)
    event = _event(reading, id_)
    assert reading is not None  # its key was found
    assert event is not None
    standing = _standing(ledger, report, event.trigger)
    here = event.trigger.start, event.trigger.end
    kept = [one for one in standing if one.verdict == "correct"]
    after = corrected(replace(reading, events=(event,)), {here: kept})
    incident = _incident(ledger, report, id_)
    known = {actor.id for actor in load_actors().entries}
    return answers.ReviewEvent(
        report=card_of(reading.report), read=to_json(event), event=to_json(after.events[0]),
        corrected=sorted({one.field for one in kept if one.field}),
        rejected=any(one.verdict == "reject" for one in standing),
        passage=passage_of(reading.report.text, event.evidence), incident=incident,
        actors=[
            answers.NamedActor(actor=a.id, name=a.name, kind=a.kind, country=a.country, reports=1, known=a.id in known)
            for a in after.actors
        ],
        places=[
            answers.NamedPlace(
                place=p.id, name=p.name, country=p.country, admin1=p.admin1, lat=p.lat, lon=p.lon, reports=1
            )
            for p in after.places
        ],
    )  # fmt: skip


def _standing(ledger: Ledger, report: str, trigger: Span) -> Sequence[Standing]:
    with ledger.looking() as connection:
        number = connection.execute(select(tables.REPORTS.c.number).where(tables.REPORTS.c.id == report)).scalar_one()
        return standing_on_events(connection, [number]).get((number, trigger.start, trigger.end), ())


def _incident(ledger: Ledger, report: str, event: str) -> answers.ReviewIncident | None:
    mention, incident, table = tables.MENTIONS, tables.INCIDENTS, tables.REPORTS
    query = (
        select(incident.c.id)
        .select_from(mention)
        .join(incident, mention.c.incident == incident.c.number)
        .join(table, mention.c.report == table.c.number)
        .where(and_(table.c.id == report, mention.c.event == event))
    )
    with ledger.looking() as connection:
        name = connection.execute(query).scalar()
    found = None if name is None else find_incident(ledger, name)
    if found is None:
        return None
    return answers.ReviewIncident(id=found.id, grade=found.grade, reason=found.reason, reports=len(found.reports))


def card_of(report: Report) -> ReportCard:
    """A report without its text."""
    return ReportCard(
        id=report.id,
        title=report.title,
        outlet=report.outlet,
        url=report.url,
        published=report.published,
        reprint=False,
    )


def passage_of(text: str, span: Span) -> answers.Passage:
    """The text around some words: whole paragraphs, where they are not too long."""
    first = max(0, span.start - _AROUND)
    start = _paragraph(text, first, span.start)
    if span.start - start < _LITTLE:
        start = _paragraph(text, first, max(first, start - 2))
    end = text.find("\n\n", span.end, span.end + _AROUND)
    end = min(len(text), span.end + _AROUND) if end < 0 else end
    start = _at_word(text, start, -1)
    end = _at_word(text, end, 1)
    return answers.Passage(start=start, text=text[start:end], before=start > 0, after=end < len(text))


def _paragraph(text: str, first: int, at: int) -> int:
    """Where the paragraph of a place begins, or the place to begin at where it is a long one."""
    found = text.rfind("\n\n", first, at)
    return first if found < 0 else found + 2


def _at_word(text: str, at: int, step: int) -> int:
    """The next place outside a word, some letters away at most."""
    for place in range(at, at + 30 * step, step):
        if place <= 0 or place >= len(text):
            return max(0, min(place, len(text)))
        if text[place - 1].isspace() or text[place].isspace():
            return place
    return at


# ---------------------------------------------------------------- pairs


def _pair(ledger: Ledger, members: Sequence[Member]) -> answers.ReviewPair | None:
    mentions = []
    for report, id_ in members:
        reading = ledger.corrected_reading(report)
        mentions += [one for one in mentions_of(reading) if one.event == id_] if reading else []
    if len(mentions) != len(members):
        return None  # one is rejected
    scored = score(*mentions)
    homes = {home.id for member in members if (home := _incident(ledger, *member)) is not None}
    return answers.ReviewPair(
        score=scored.score if scored else None, joins=load_merging().bounds["score-join"],
        joined=len(homes) == 1,
        parts=[answers.PairPart(name=p.name, found=p.found, weight=p.weight) for p in scored.parts] if scored else [],
    )  # fmt: skip


# ---------------------------------------------------------------- suggestions


def _suggestion_item(
    ledger: Ledger, key: str, waiting: Waiting | None, suggested: Iterable[Suggestion], last: int
) -> answers.ReviewItem | None:
    id_ = key.removeprefix(ACTOR)
    found = next((one for one in suggested if one.id == id_), None)
    if found is None:
        return None
    judged = decided_suggestions(ledger).get(id_, [])
    standing = [one for one in judged if one.undone_by is None]
    accepted = next((one.who for one in reversed(standing) if one.verdict == "accept"), found.accepted_by)
    return answers.ReviewItem(
        key=key, sort="actor", state="decided" if standing else "todo",
        worth=worth_answer(waiting.worth) if waiting else None, events=[], pair=None,
        suggestion=answers.ActorSuggestion(
            id=found.id, subject=_end(found.subject), predicate=found.predicate,
            object=_end(found.object) if found.object else None, reports=found.reports, accepted_by=accepted,
            witnesses=[told for one in found.witnesses[:5] if (told := _witness(ledger, one)) is not None],
        ),
        judgements=[judgement_answer(one) for one in judged], last=last,
    )  # fmt: skip


def _end(end: End) -> answers.NamedActor:
    return answers.NamedActor(
        actor=end.id, name=end.name, kind=end.kind, country=end.country, reports=0, known=end.known
    )


def _witness(ledger: Ledger, witness: Witness) -> answers.ActorWitness | None:
    reading = ledger.reading(witness.report)
    if reading is None:
        return None
    span = witness.evidence
    return answers.ActorWitness(
        report=card_of(reading.report), passage=passage_of(reading.report.text, span), start=span.start, end=span.end
    )
