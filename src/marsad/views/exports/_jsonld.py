"""Events and incidents as linked data: Web Annotations on the words they rest on, with the provenance of each.

W3C Web Annotation Data Model (selectors by position and by quote), W3C PROV-O (who or what made a record, from what).
The text of a report is named by the SHA-256 of its raw bytes; positions are code points into the text as read. A
judgement is an annotation by a person on the event's annotation. An incident is a collection of events.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO

from marsad.records import to_json
from marsad.views.exports._composed import LatestReadings
from marsad.views.exports._own import corrected_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marsad.ledger import Found, Judgement, Ledger
    from marsad.records import Incident, Reading, Span
    from marsad.views.exports._shapes import About

_CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "prov": "http://www.w3.org/ns/prov#", "dcterms": "http://purl.org/dc/terms/",
        "marsad": "urn:marsad:terms#", "record": {"@id": "marsad:record", "@type": "@json"},
    },
]  # fmt: skip
_AROUND = 32  # letters of prefix and suffix
_MOTIVES = {"correct": "editing", "note": "commenting"}


def write_jsonld(target: BinaryIO, ledger: Ledger, found: Iterator[Found], about: About) -> int:
    """A JSON-LD document with an annotation per event; returns how many events."""
    _open(target, about)
    readings = LatestReadings(ledger)
    judgements = {judgement.number: judgement for judgement in ledger.judgements()}
    told: set[str] = set()
    written = 0
    for one in found:
        reading = readings.of(one.report.id)
        things = [] if one.report.id in told else list(_report(reading, about))
        told.add(one.report.id)
        things.append(_event(one, readings, reading))
        things += [_judgement(one, judgements[standing.number]) for standing in one.judgements]
        _add(target, things)
        written += 1
    target.write(b"\n]}\n")
    return written


def write_incidents_jsonld(target: BinaryIO, ledger: Ledger, found: Iterator[Incident], about: About) -> int:
    """A JSON-LD document with a collection per incident, of events under their names in an export of events.

    Returns:
        How many incidents.
    """
    _open(target, about)
    readings = LatestReadings(ledger)
    told: set[str] = set()
    written = 0
    for incident in found:
        things: list[dict[str, Any]] = []
        for report in dict.fromkeys(member[0] for member in incident.members):
            things += _report(readings.of(report), about) if report not in told else ()
            told.add(report)
        _add(target, [*things, _incident(incident, readings, about)])
        written += 1
    target.write(b"\n]}\n")
    return written


def _open(target: BinaryIO, about: About) -> None:
    target.write(f'{{"@context":{json.dumps(_CONTEXT)},"marsad:about":{_text(dict(about.pairs()))},"@graph":['.encode())
    target.write(b"\n" + _text(_agent(about)).encode())


def _add(target: BinaryIO, things: Iterable[dict[str, Any]]) -> None:
    for thing in things:
        target.write(b",\n" + _text(thing).encode("utf-8", "surrogatepass"))


def _text(thing: object) -> str:
    return json.dumps(thing, ensure_ascii=False, allow_nan=False)


def _agent(about: About) -> dict[str, Any]:
    return {"id": _program(about), "type": ["prov:SoftwareAgent", "Software"], "name": about.program}


def _program(about: About) -> str:
    return "urn:marsad:program:" + about.program.replace(" ", ":")


def _report(reading: Reading, about: About) -> Iterator[dict[str, Any]]:
    report = reading.report
    yield {
        "id": _source(reading), "type": "prov:Entity", "dcterms:identifier": report.id, "dcterms:title": report.title,
        "dcterms:publisher": report.outlet, "dcterms:issued": report.published, "dcterms:source": report.url,
        "dcterms:language": report.language,
    }  # fmt: skip
    yield {
        "id": _activity(reading), "type": "prov:Activity", "prov:used": {"id": _source(reading)},
        "prov:wasAssociatedWith": {"id": _program(about)}, "marsad:version": reading.model.version,
        "marsad:weights": reading.model.model_sha256,
    }  # fmt: skip


def _source(reading: Reading) -> str:
    return f"urn:sha256:{reading.report.sha256}"


def _activity(reading: Reading) -> str:
    return f"urn:marsad:reading:{reading.report.sha256}:{reading.model.version}"


def _event(one: Found, readings: LatestReadings, reading: Reading) -> dict[str, Any]:
    event, corrected = corrected_of(one, readings)
    return {
        "id": _id(one), "type": ["Annotation", "prov:Entity"], "motivation": "describing",
        "body": {"type": "marsad:Event", "record": to_json(event), "marsad:corrected": list(corrected)},
        "target": {"source": _source(reading), "selector": _selectors(event.evidence, one.report.text)},
        "prov:wasGeneratedBy": {"id": _activity(reading)}, "prov:wasDerivedFrom": {"id": _source(reading)},
    }  # fmt: skip


def _incident(incident: Incident, readings: LatestReadings, about: About) -> dict[str, Any]:
    members = [_event_name(readings.of(member[0]).report.sha256, member[1]) for member in incident.members]
    return {
        "id": f"urn:marsad:incident:{incident.id}", "type": ["prov:Collection", "marsad:Incident"],
        "prov:hadMember": [{"id": member} for member in members], "record": to_json(incident),
        "prov:wasAttributedTo": {"id": _program(about)},
    }  # fmt: skip


def _id(one: Found) -> str:
    return _event_name(one.report.sha256, one.event.id)


def _event_name(sha256: str, event: str) -> str:
    return f"urn:marsad:event:{sha256}:{event}"


def _selectors(span: Span, text: str) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector", "exact": span.exact, "prefix": text[max(0, span.start - _AROUND) : span.start],
            "suffix": text[span.end : span.end + _AROUND],
        },
    ]  # fmt: skip


def _judgement(one: Found, judgement: Judgement) -> dict[str, Any]:
    return {
        "id": f"urn:marsad:judgement:{judgement.number}:{one.report.sha256}:{one.event.id}", "type": "Annotation",
        "motivation": _MOTIVES.get(judgement.verdict, "assessing"),
        "creator": {"type": "Person", "name": judgement.who}, "created": judgement.made_at,
        "body": {
            "type": "marsad:Judgement", "marsad:verdict": judgement.verdict, "marsad:field": judgement.field,
            "record": judgement.value, "marsad:why": judgement.why,
        },
        "target": _id(one),
    }  # fmt: skip
