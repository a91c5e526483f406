"""The web page on a ledger, and who may use it."""

from __future__ import annotations

import signal
import socket
import sys
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from marsad._errors import MarsadError, UsageError
from marsad.views._options import LedgerOption
from marsad.views._output import pipe_may_close, write_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.ledger import Ledger
    from marsad.views.desk import Access, Tiles

desk_app_commands = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Look after the web page of a ledger: who may use it.",
    short_help="Say who may use the web page.",
)
users_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="""Say who may use the web page of a ledger.

    As soon as a ledger has users, everybody logs in, on this machine too.
    """,
    short_help="Add, list and remove users.",
)
desk_app_commands.add_typer(users_app, name="users")

DEFAULT_PORT = 8765


class RoleOption(StrEnum):
    """What a user may do."""

    reader = "reader"
    reviewer = "reviewer"
    admin = "admin"


def serve(
    ledger: LedgerOption = "marsad.db",
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen; by default only this machine.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="0 takes a free one.")] = DEFAULT_PORT,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Show the page in the browser.")] = True,
    token: Annotated[
        str | None,
        typer.Option(
            metavar="SECRET", envvar="MARSAD_DESK_TOKEN", show_envvar=False,
            help="What everybody logs in with; new makes one. Also taken from MARSAD_DESK_TOKEN.",
        ),
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A further name that the machine is reached by.")
    ] = None,
    tiles: Annotated[
        str | None,
        typer.Option(
            metavar="SOURCE",
            help="Tiles for the map: a .pmtiles file, the address of one, or an address with {z}/{x}/{y}.",
        ),
    ] = None,
    tiles_credit: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What the map says of where the tiles are from.")
    ] = None,
) -> None:  # fmt: skip
    """Show a ledger as a web page: map and timeline, incidents, reports.

    Nothing is loaded from outside, unless --tiles names an address: then the browser fetches tiles from there, and
    that server learns which parts of the map are looked at. Only this machine can reach the page, without a password,
    unless --host says otherwise; then --token or users (marsad desk users add) are needed. The connection is not
    encrypted: beyond a network that you trust, put a server with TLS before it.

    \b
    Examples:
      marsad serve
      marsad serve --ledger campaign.db --port 9000 --no-open
      marsad serve --host 0.0.0.0 --token new --allow-host desk.example.org
      marsad serve --tiles syria.pmtiles
      marsad serve --tiles "https://tiles.example.org/{z}/{x}/{y}.png" --tiles-credit "Example Maps"
    """
    import secrets

    from marsad.ledger import open_ledger
    from marsad.views.desk import access_of, missing_page, tiles_of

    if tiles_credit is not None and tiles is None:
        raise UsageError("--tiles-credit says where tiles are from: name them with --tiles")
    ground = tiles_of(tiles, credit=tiles_credit) if tiles is not None else None
    if missing := missing_page():
        raise MarsadError(missing)
    if token == "new":  # noqa: S105 - a word of the command line
        token = secrets.token_urlsafe(18)
        typer.echo(f"marsad: the token is {token}", err=True)
    with _ended_by_signals(), open_ledger(ledger, create=False) as opened:
        access = access_of(opened, host=host, token=token, names=allow_host or ())
        listening = _listen(host, port)
        address = _address(host, listening.getsockname()[1])
        if ground is not None and ground.origin is not None:
            typer.echo(f"marsad: the browser fetches map tiles from {ground.origin}", err=True)
        typer.echo(f"marsad: {opened.name} at {address} ({_way_in(access)}); Ctrl+C ends it", err=True)
        if open_page:
            _show(address)
        _run(opened, access, ground, listening)


def register_desk_commands(app: typer.Typer) -> None:
    """Adds the verbs of the web page."""
    app.command(short_help="Show a ledger as a web page.")(serve)
    app.add_typer(desk_app_commands, name="desk")


class _Ended(SystemExit):
    """A signal has asked for the end."""


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """SIGINT and SIGTERM end what is within in good order; uvicorn hands them on when its connections are closed."""

    def end(*_: object) -> NoReturn:
        raise _Ended(0)

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except _Ended:
        typer.echo("marsad: stopped", err=True)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(
            host.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(where)
        listening.listen(128)
    except OSError as error:
        raise UsageError(f"cannot listen at {host}, port {port} ({error.strerror}); try --port 0") from None
    return listening


def _address(host: str, port: int) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 - how it is shown
    return f"http://{f'[{shown}]' if ':' in shown and '[' not in shown else shown}:{port}/"


def _way_in(access: Access) -> str:
    return {
        "open": "open to this machine alone",
        "token": "whoever has the token may log in",
        "accounts": "its users log in by name and password",
    }[access.mode]


def _show(address: str) -> None:
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _run(opened: Ledger, access: Access, tiles: Tiles | None, listening: socket.socket) -> None:
    import uvicorn

    from marsad.views.desk import desk_app

    config = uvicorn.Config(
        desk_app(opened, access=access, tiles=tiles), log_level="warning", access_log=False, server_header=False,
        proxy_headers=False, timeout_graceful_shutdown=3,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])


@users_app.command(short_help="Let somebody use the web page.")
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As judgements will show it.")],
    ledger: LedgerOption = "marsad.db",
    role: Annotated[
        RoleOption, typer.Option(help="A reader looks; a reviewer and an admin judge too.")
    ] = RoleOption.reviewer,
) -> None:
    """Let somebody use the web page, or give them another role and password.

    The password is asked for; where standard input is no terminal, it is its first line. Only its argon2 hash is kept.

    \b
    Examples:
      marsad desk users add "A. Desk"
      marsad desk users add intern --role reader < password.txt
    """
    from marsad.ledger import open_ledger

    if sys.stdin.isatty():
        password = typer.prompt(f"Password of {name}", hide_input=True, confirmation_prompt=True, err=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    with open_ledger(ledger, create=False) as opened:
        opened.set_account(name, role.value, password)
    typer.echo(f"marsad: {name} may log in as {role.value}", err=True)


@users_app.command(name="list", short_help="List who may use the web page.")
def list_(ledger: LedgerOption = "marsad.db") -> None:
    """List who may use the web page: name, role, since when.

    \b
    Example:
      marsad desk users list
    """
    from marsad.ledger import open_ledger

    with open_ledger(ledger, create=False) as opened, pipe_may_close():
        write_utf8()
        for account in opened.accounts():
            print(f"{account.name}\t{account.role}\t{account.since}")


@users_app.command(short_help="Let somebody use the web page no more.")
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As the list shows it.")],
    ledger: LedgerOption = "marsad.db",
) -> None:
    """Let somebody use the web page no more, from now on; what they decided stays.

    \b
    Example:
      marsad desk users remove intern
    """
    from marsad.ledger import open_ledger

    with open_ledger(ledger, create=False) as opened:
        opened.remove_account(name)
        left = opened.accounts()
    typer.echo(f"marsad: {name} may not log in any more", err=True)
    if not left:
        typer.echo("marsad: no user is left: the web page asks for no password now, on this machine alone", err=True)
