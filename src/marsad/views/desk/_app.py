"""The app: the guard before it, the API under ``/api``, the built page for everything else."""

from __future__ import annotations

import threading
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse
from starlette.middleware.gzip import GZipMiddleware

from marsad._errors import LedgerError, MarsadError
from marsad.incidents import IncidentFilter, KeptRows
from marsad.views.desk import (
    _actor_routes,
    _forecast_routes,
    _incident_routes,
    _judgement_routes,
    _names_routes,
    _place_routes,
    _reader_routes,
    _review_routes,
    _search_routes,
    _session_routes,
    _table_routes,
    _tiles_routes,
    _week_routes,
)
from marsad.views.desk._access import Access, Attempts, Sessions
from marsad.views.desk._columns import KeptColumns
from marsad.views.desk._desk import Desk
from marsad.views.desk._guard import Guard
from marsad.views.desk._named import KeptNames
from marsad.views.desk._openapi import with_contract
from marsad.views.desk._tables import KeptTables

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from marsad.ledger import Ledger
    from marsad.views.desk._tiles import Tiles

STATIC = Path(__file__).with_name("static")
# Addresses of the page. Each with .json is what the API answers for it.
_PAGES = {
    "map": "incidents", "incidents": "incidents", "brief": "incidents/brief", "reports": "reports",
    "actors": "index/actors", "places": "index/places", "table": "tables/incidents", "search": "search", "week": "week",
    "review": "review", "forecasts": "forecasts",
}  # fmt: skip
_OF_API = {"order": "sort", "row": "offset"}  # what the address of a page calls otherwise
_OF_FORECASTS = {"source": "maker"}
_FIRST_FORECASTS = {"state": "due", "limit": "200"}  # what the page of forecasts opens on
_ITEMS = {
    "brief": "incidents",
    "table": "tables",
    "actors": "actors",
    "places": "places",
    "review": "review/items",
}  # of one thing
_ROUTES = (
    _session_routes, _incident_routes, _reader_routes, _judgement_routes, _table_routes, _actor_routes, _place_routes,
    _search_routes, _week_routes, _review_routes, _names_routes, _forecast_routes, _tiles_routes,
)  # fmt: skip
_FOR_EVER = "public, max-age=31536000, immutable"
_DESCRIPTION = "What the desk of marsad lives on. Reading needs a session only where one logs in; writing always."


def missing_page() -> str | None:
    """What is missing of the built page and how to get it, or None."""
    if (STATIC / "index.html").is_file():
        return None
    return (
        f"the web page is not built ({STATIC} lacks index.html). The wheel of marsad carries it;"
        " in a checkout build it with: make desk (needs Node 20.19 or newer, with npm)"
    )


def desk_app(ledger: Ledger, *, access: Access | None = None, tiles: Tiles | None = None) -> FastAPI:
    """The desk on a ledger, as an ASGI app.

    Args:
        ledger: The ledger, which stays open as long as the app is used.
        access: How one comes in; by default only from this machine, without a password.
        tiles: Where map tiles come from; by default there are none.
    """
    access = access or Access("open")

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        first = threading.Thread(target=app.state.desk.columns.get, args=(IncidentFilter(),), daemon=True)
        first.start()  # the incidents are brought up to date while the browser loads the page
        yield

    app = FastAPI(
        title="marsad desk", version=version("marsad"), description=_DESCRIPTION, lifespan=lifespan,
        openapi_url="/api/openapi.json", docs_url=None, redoc_url=None, redirect_slashes=False,
    )  # fmt: skip
    app.openapi = lambda: with_contract(app)  # type: ignore[method-assign]
    rows = KeptRows(ledger)
    app.state.desk = Desk(
        ledger, rows, access, KeptColumns(ledger, rows), Sessions(), Attempts(), KeptNames(ledger),
        KeptTables(ledger, rows), tiles,
    )  # fmt: skip
    for one in _ROUTES:
        app.include_router(one.routes, prefix="/api")
    app.add_exception_handler(MarsadError, _told)
    app.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=5)
    app.add_middleware(Guard, access=access, also_asked=tiles.origin if tiles else None)
    _add_page(app)
    return app


async def _told(_: Request, error: Exception) -> Response:
    return JSONResponse({"detail": str(error)}, status_code=503 if isinstance(error, LedgerError) else 422)


def _add_page(app: FastAPI) -> None:
    @app.get("/api/{rest:path}", include_in_schema=False)
    def unknown(rest: str) -> None:
        raise HTTPException(404, f"/api/{rest[:200]}: there is no such page of the API; /api/openapi.json lists all")

    @app.get("/{path:path}", include_in_schema=False)
    def page(request: Request, path: str) -> Response:
        """A file of the page; for every address of the desk the page itself, which reads the address."""
        if path.endswith(".json") and (target := _as_json(path.removesuffix(".json"))) is not None:
            return RedirectResponse(f"/api/{target}{_asked(target, request.query_params)}", 307)
        file = (STATIC / path).resolve()
        if path and file.is_relative_to(STATIC.resolve()) and file.is_file():
            hashed = path.startswith("assets/")
            return FileResponse(file, headers={"Cache-Control": _FOR_EVER if hashed else "no-cache"})
        if path.endswith(".json"):
            raise HTTPException(404, f"/{path[:200]}: there is no such page; docs/desk.md lists those with JSON")
        if missing := missing_page():
            raise HTTPException(503, missing)
        if path.startswith("assets/"):
            raise HTTPException(404, f"/{path[:200]}: there is no such file; load the page again")
        return FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-cache"})


def _as_json(page: str) -> str | None:
    """The address below /api that answers what a page shows."""
    from urllib.parse import quote

    name, slash, rest = page.partition("/")
    name = name or "map"
    if name not in _PAGES:
        return None
    if slash and rest:
        return f"{_ITEMS.get(name, _PAGES[name])}/{quote(rest)}"
    return _PAGES[name] if name != "reports" else None


def _asked(target: str, query: Mapping[str, str]) -> str:
    """What the address of a page asks for, in the words of the API: its days, its order, its first row."""
    from urllib.parse import urlencode

    asked = {_OF_API.get(name, name): value for name, value in query.items() if name not in ("range", "t")}
    first, between, last = (query.get("range") or query.get("t") or "").partition("..")
    if between:
        asked = {"since": first, "until": last} | asked
    if target == "forecasts":
        asked = _FIRST_FORECASTS | {_OF_FORECASTS.get(name, name): value for name, value in asked.items()}
    return f"?{urlencode(asked)}" if asked else ""
