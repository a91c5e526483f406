"""Coming in and going out."""

from __future__ import annotations

from importlib.metadata import version
from math import ceil
from pathlib import PurePath

from fastapi import APIRouter, HTTPException, Request, Response

from marsad.views.desk._access import Session, same_secret
from marsad.views.desk._answers import Fault, SessionAnswer, SignIn, TilesAnswer
from marsad.views.desk._desk import Desk, OfDesk, OfSession, cookie_of

routes = APIRouter(tags=["session"])


@routes.get("/session")
def session(request: Request, response: Response, desk: OfDesk, there: OfSession) -> SessionAnswer:
    """Who is in; where no password is asked for, whoever asks comes in."""
    if there is None and desk.access.mode == "open":
        there = _start(request, response, desk, None, None)
    return _answer(desk, there)


@routes.post("/session", responses={401: {"model": Fault}, 429: {"model": Fault}})
def sign_in(request: Request, response: Response, desk: OfDesk, asked: SignIn) -> SessionAnswer:
    """Logs in by name and password, or by name and token."""
    if desk.access.mode == "open":
        raise HTTPException(409, "nobody logs in here: the desk is open to this machine alone")
    address = request.client.host if request.client else ""
    wait = desk.attempts.wait_s(asked.name, address)
    if wait > 0:
        raise HTTPException(
            429, f"too many failed log-ins; try again in {ceil(wait)} s", {"Retry-After": f"{ceil(wait)}"}
        )
    account = None
    if desk.access.mode == "accounts":
        account = desk.ledger.check_password(asked.name, asked.secret)
        known = account is not None
    else:
        known = same_secret(asked.secret, desk.access.token or "")
    if not known:
        desk.attempts.failed(asked.name, address)
        raise HTTPException(401, "name and password do not fit" if desk.access.mode == "accounts" else "a wrong token")
    desk.attempts.succeeded(asked.name, address)
    return _answer(desk, _start(request, response, desk, asked.name.strip(), account))


@routes.delete("/session", status_code=204)
def sign_out(request: Request, response: Response, desk: OfDesk) -> None:
    """Goes out."""
    desk.sessions.end(request.cookies.get(cookie_of(request)))
    response.delete_cookie(cookie_of(request), path="/", httponly=True, samesite="strict")


def _start(request: Request, response: Response, desk: Desk, who: str | None, account: object) -> Session:
    from marsad.ledger import Account

    role, since = (account.role, account.since) if isinstance(account, Account) else ("reviewer", None)
    secret, started = desk.sessions.start(who, role, since=since)  # type: ignore[arg-type]
    response.set_cookie(
        cookie_of(request), secret, path="/", httponly=True, samesite="strict", secure=request.url.scheme == "https"
    )
    return started


def _answer(desk: Desk, there: Session | None) -> SessionAnswer:
    may_read = there is not None or desk.access.mode == "open"
    tiles = desk.tiles if may_read else None
    return SessionAnswer(
        mode=desk.access.mode, signed_in=may_read, who=there.who if there else None,
        role=there.role if there else None, csrf=there.csrf if there else None,
        ledger=PurePath(desk.ledger.name).name if may_read else "", version=version("marsad"),
        tiles=TilesAnswer(form=tiles.form, address=tiles.address, credit=tiles.credit) if tiles else None,
    )  # fmt: skip
