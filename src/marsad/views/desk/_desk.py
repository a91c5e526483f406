"""What every request of the desk shares, and who sends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, cast

from fastapi import Depends, HTTPException, Request

from marsad.views.desk._access import Access, Attempts, Session, Sessions, same_secret

if TYPE_CHECKING:
    from marsad.incidents import KeptRows
    from marsad.ledger import Ledger
    from marsad.views.desk._columns import KeptColumns
    from marsad.views.desk._named import KeptNames
    from marsad.views.desk._tables import KeptTables
    from marsad.views.desk._tiles import Tiles

CSRF_HEADER = "x-marsad-desk"


@dataclass(frozen=True, slots=True)
class Desk:
    """A ledger that is served; map, tables and review queue share the rows of its incidents."""

    ledger: Ledger
    rows: KeptRows
    access: Access
    columns: KeptColumns
    sessions: Sessions
    attempts: Attempts
    names: KeptNames
    tables: KeptTables
    tiles: Tiles | None = None


def desk_of(request: Request) -> Desk:
    """The desk that a request is for."""
    return cast("Desk", request.app.state.desk)


OfDesk = Annotated[Desk, Depends(desk_of)]


def cookie_of(request: Request) -> str:
    """The name of the session's cookie; desks on other ports of a machine have others."""
    return f"marsad-desk-{request.url.port or 80}"


def session_of(request: Request, desk: OfDesk) -> Session | None:
    """The session of a request; a change of an account ends the account's sessions."""
    secret = request.cookies.get(cookie_of(request))
    session = desk.sessions.find(secret)
    if session is not None and desk.access.mode == "accounts":
        known = {account.name: account for account in desk.ledger.accounts()}
        account = known.get(session.who or "")
        if account is None or (account.role, account.since) != (session.role, session.since):
            desk.sessions.end(secret)
            return None
    return session


OfSession = Annotated[Session | None, Depends(session_of)]


def must_read(desk: OfDesk, session: OfSession) -> None:
    """Lets through who may look."""
    if session is None and desk.access.mode != "open":
        raise HTTPException(401, "log in first")


def must_write(request: Request, session: OfSession) -> Session:
    """Lets through who may judge, and whose request comes from the page itself."""
    if session is None:
        raise HTTPException(401, "log in first")
    if not same_secret(request.headers.get(CSRF_HEADER, ""), session.csrf):
        raise HTTPException(403, "the page is out of date; load it again")
    if session.role == "reader":
        raise HTTPException(403, "a reader looks only; a reviewer or admin judges")
    return session


MustRead = Depends(must_read)
Writer = Annotated[Session, Depends(must_write)]
