"""Places: where they are, how reports call them, and who is told to hold them over time."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query

from marsad.control import DEFAULT_RULE, timeline
from marsad.ledger import tables as schema
from marsad.views.desk import _page_answers as answers
from marsad.views.desk._answers import Fault
from marsad.views.desk._desk import MustRead, OfDesk
from marsad.views.desk._named import matching, names_used, readings_naming
from marsad.views.desk._statements import lane_answer, statement_answer

routes = APIRouter(tags=["places"], dependencies=[MustRead])


@routes.get("/index/places")
def places(
    desk: OfDesk,
    q: Annotated[str | None, Query(max_length=300, description="Words of the name.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> answers.PlacePageOf:
    """The places that reports name, those that most name first."""
    found = matching(desk.names.get().places, q)
    return answers.PlacePageOf(total=len(found), limit=limit, offset=offset, items=found[offset : offset + limit])


@routes.get("/places/{id_:path}", responses={404: {"model": Fault}})
def place(
    desk: OfDesk,
    id_: str,
    rule: Annotated[str, Query(max_length=40, description="How long a statement stands.")] = DEFAULT_RULE,
) -> answers.PlaceAnswer:
    """A place, as the reports of the ledger have it; rival statements of who holds it stand side by side."""
    line = next((one for one in desk.names.get().places if one.id == id_), None)
    if line is None:
        raise HTTPException(404, f"no report of the ledger names a place {id_[:200]}")
    readings, lines = readings_naming(desk.ledger, schema.PLACES, id_)
    used = (
        [span["exact"] for one in reading["places"] if one["id"] == id_ for span in one["mentions"]]
        for reading in readings
    )
    found = timeline(desk.ledger, id_, rule=rule)
    return answers.PlaceAnswer(
        place=line, names=names_used(used), rule=rule,
        statements=[statement_answer(told, one.place) for one in found for told in one.statements],
        lanes=[lane_answer(tenure) for one in found for tenure in one.tenures],
        wider=[statement_answer(told, wide.place) for one in found for wide in one.wider for told in wide.statements],
        reports=lines, read=len(readings),
    )  # fmt: skip
