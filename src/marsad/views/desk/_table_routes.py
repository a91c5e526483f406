"""Everything as tables: pages of rows for the screen, files of what is filtered."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Query, Response

from marsad.views.desk._desk import MustRead, OfDesk
from marsad.views.desk._incident_routes import Wanted
from marsad.views.desk._page_answers import TableColumn, TableName, TablePage
from marsad.views.desk._tables import FILTERS, TABLES, about_table, event_filter
from marsad.views.exports import export, write_csv, write_geojson, write_xlsx

if TYPE_CHECKING:
    from marsad.incidents import IncidentFilter
    from marsad.views.desk._desk import Desk

routes = APIRouter(tags=["tables"], dependencies=[MustRead])
FileForm = Literal["csv", "xlsx", "geojson"]
_MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
}


@routes.get("/tables/{name}")
def table(
    desk: OfDesk,
    wanted: Wanted,
    name: TableName,
    *,
    sort: Annotated[str, Query(max_length=40, description="A column; - before it: the highest first.")] = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> TablePage:
    """Some rows of a table that a filter asks for."""
    total, rows = desk.tables.page(name, wanted, sort, limit, offset)
    return TablePage(
        total=total, limit=limit, offset=offset,
        columns=[TableColumn(name=column.name, type=column.type) for column in TABLES[name].columns],
        rows=[list(row.cells) for row in rows], unused=_unused(name, wanted),
    )  # fmt: skip


@routes.get("/tables/{name}/file", response_class=Response)
def file(desk: OfDesk, wanted: Wanted, name: TableName, form: FileForm = "csv") -> Response:
    """All rows that a filter asks for as a file, incidents and events as ``marsad export`` writes them.

    The name of the file bears a hash of what was asked for: the same question gives the same name.
    """
    headers = {"Content-Disposition": f'attachment; filename="{file_name(name, wanted, form)}"'}
    return Response(_file(desk, name, wanted, form), media_type=_MEDIA[form], headers=headers)


def file_name(name: str, wanted: IncidentFilter, form: str) -> str:
    """The name of a file of a table."""
    asked = "\n".join(f"{one}={getattr(wanted, one)}" for one in FILTERS if getattr(wanted, one) is not None)
    return f"marsad-{name}-{hashlib.sha256(asked.encode()).hexdigest()[:8]}.{form}"


def _file(desk: Desk, name: str, wanted: IncidentFilter, form: str) -> bytes:
    target = io.BytesIO()
    if name in ("incidents", "events"):
        asked = wanted if name == "incidents" else event_filter(wanted)
        export(desk.ledger, target, shape=name, form=form, wanted=asked)
        return target.getvalue()
    rows, columns, about = desk.tables.get(name, wanted), TABLES[name].columns, about_table(name, wanted)
    if form == "csv":
        write_csv(target, columns, rows, about, hxl=False, bom=False)
    elif form == "xlsx":
        write_xlsx(target, columns, rows, about, hxl=False)
    else:
        write_geojson(target, columns, rows, about)
    return target.getvalue()


def _unused(name: str, wanted: IncidentFilter) -> list[str]:
    return [one for one in FILTERS if getattr(wanted, one) is not None and one not in TABLES[name].knows]
