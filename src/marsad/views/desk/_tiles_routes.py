"""The one file of map tiles that the desk was started with."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse

from marsad.views.desk._answers import Fault
from marsad.views.desk._desk import MustRead, OfDesk
from marsad.views.desk._tiles import MEDIA_TYPE

if TYPE_CHECKING:
    from pathlib import Path

routes = APIRouter(tags=["map"], dependencies=[MustRead])


@routes.get("/tiles", response_class=FileResponse, responses={404: {"model": Fault}})
def tiles(desk: OfDesk) -> FileResponse:
    """The PMTiles file that the desk was started with; parts of it by the header Range."""
    if desk.tiles is None or desk.tiles.file is None:
        raise HTTPException(404, "the desk was started without a file of tiles (--tiles)")
    # Kept by the browser, and asked again whether the file is still the same.
    return FileResponse(
        desk.tiles.file,
        media_type=MEDIA_TYPE,
        stat_result=_found(desk.tiles.file),
        headers={"Cache-Control": "no-cache"},
    )


def _found(file: Path) -> os.stat_result:
    try:
        found = file.stat()
    except OSError:
        found = None
    if found is None or not stat.S_ISREG(found.st_mode):
        raise HTTPException(404, "the file of tiles is not there any more")
    return found
