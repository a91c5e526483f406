"""One search over reports, actors, places and incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from sqlalchemy import or_, select

from marsad._errors import UsageError
from marsad.incidents import incident_rows_by_id
from marsad.ledger import folded
from marsad.ledger import tables as schema
from marsad.views.desk import _page_answers as answers
from marsad.views.desk._desk import MustRead, OfDesk
from marsad.views.desk._named import matching

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.ledger import Hit, Ledger

routes = APIRouter(tags=["search"], dependencies=[MustRead])
_MOST_EVENTS = 300  # whose incidents are looked up


@routes.get("/search")
def search(
    desk: OfDesk,
    q: Annotated[str, Query(max_length=300, description='Words, "words in a row", begin*, -without.')] = "",
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> answers.SearchAnswer:
    """What reports, actors, places and incidents hold some words, of each the best few."""
    try:
        hits = list(desk.ledger.search(q, limit=limit + 1)) if q.strip() else []
    except UsageError:  # nothing but signs: names may still hold them
        hits = []
    names = desk.names.get()
    is_asked = bool(folded(q).strip())
    ids = _incidents(desk.ledger, q, hits[:limit], limit) if is_asked else []
    return answers.SearchAnswer(
        words=q, reports=[_found(hit) for hit in hits[:limit]], more=len(hits) > limit,
        actors=matching(names.actors, q)[:limit] if is_asked else [],
        places=matching(names.places, q)[:limit] if is_asked else [],
        incidents=incident_rows_by_id(desk.ledger, ids),
    )  # fmt: skip


def _found(hit: Hit) -> answers.ReportFound:
    report = hit.report
    line = answers.ReportLine(id=report.id, title=report.title, outlet=report.outlet, published=report.published)
    shown = [answers.SnippetFound(text=one.text, marks=list(one.marks)) for one in hit.snippets]
    return answers.ReportFound(report=line, snippets=shown)


def _incidents(ledger: Ledger, words: str, hits: Sequence[Hit], limit: int) -> list[str]:
    """Incidents that bear the id, whose parties or place hold the words, or whose own words in a report do."""
    term, incident = schema.INCIDENT_TERMS, schema.INCIDENTS
    mention, report = schema.MENTIONS, schema.REPORTS
    told = [(hit.report.id, event.id) for hit in hits for event in hit.events][:_MOST_EVENTS]
    named = select(term.c.incident).where(
        term.c.part.in_(("actor", "place")), term.c.term.contains(folded(words).strip(), autoescape=True)
    )
    by_words = select(mention.c.incident, report.c.id, mention.c.event).select_from(mention.join(report))
    with ledger.looking() as connection:
        spoken: set[int] = set()
        if told:
            wanted = set(told)
            rows = connection.execute(by_words.where(report.c.id.in_(sorted({name for name, _ in told}))))
            spoken = {number for number, name, event in rows if (name, event) in wanted and number is not None}
        query = select(incident.c.id).where(
            or_(incident.c.id == words.strip(), incident.c.number.in_(sorted(spoken)), incident.c.number.in_(named))
        )
        ranked = query.order_by(incident.c.members.desc(), incident.c.day.desc(), incident.c.id).limit(limit)
        return list(connection.execute(ranked).scalars())
