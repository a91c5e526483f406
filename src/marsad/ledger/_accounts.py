"""Who may use the web page: rows that stay, of which the last one of a name counts.

Of a password only its argon2 hash is kept. A row without a role says that the user was removed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, cast, get_args

from sqlalchemy import insert, select

from marsad._errors import UsageError
from marsad.ledger import _schema as schema

if TYPE_CHECKING:
    from argon2 import PasswordHasher
    from sqlalchemy import Connection

Role = Literal["reader", "reviewer", "admin"]
SHORTEST_PASSWORD = 10  # characters
LONGEST_PASSWORD = 1000
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the web page.

    Attributes:
        name: As judgements show it.
        role: ``reader`` looks; ``reviewer`` and ``admin`` judge too.
        since: When this role or password was given, ISO, UTC.
    """

    name: str
    role: Role
    since: str


def set_account(connection: Connection, name: str, role: str, password: str, *, at: str) -> None:
    """Adds a user, or gives one another role and password.

    Raises:
        UsageError: Name, role or password will not do.
    """
    if name != name.strip() or not 0 < len(name) <= _LONGEST_NAME or not name.isprintable():
        raise UsageError(f"{name!r} is no name of a user: 1 to {_LONGEST_NAME} characters, none at the ends blank")
    if role not in get_args(Role):
        raise UsageError(f"{role!r}: the roles are {', '.join(get_args(Role))}")
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise UsageError(f"a password has {SHORTEST_PASSWORD} characters or more")
    secret = _hasher().hash(password)
    connection.execute(insert(schema.DESK_USERS), {"at": at, "name": name, "role": role, "secret": secret})


def remove_account(connection: Connection, name: str, *, at: str) -> None:
    """Lets a user in no more.

    Raises:
        UsageError: There is no such user.
    """
    if all(account.name != name for account in accounts_of(connection)):
        raise UsageError(f"{name}: there is no such user; marsad desk users list shows all")
    connection.execute(insert(schema.DESK_USERS), {"at": at, "name": name, "role": None, "secret": None})


def accounts_of(connection: Connection) -> list[Account]:
    """The users by name."""
    users = schema.DESK_USERS
    rows = connection.execute(select(users.c.name, users.c.role, users.c.at).order_by(users.c.number))
    last = {name: (role, at) for name, role, at in rows}
    return [Account(name, cast("Role", role), at) for name, (role, at) in sorted(last.items()) if role is not None]


def check_password(connection: Connection, name: str, password: str) -> Account | None:
    """The user whose name and password these are; it takes as long where there is no such user."""
    from argon2.exceptions import VerificationError

    users = schema.DESK_USERS
    query = select(users.c.role, users.c.at, users.c.secret).where(users.c.name == name)
    row = connection.execute(query.order_by(users.c.number.desc()).limit(1)).first()
    role, at, secret = row or (None, None, None)
    try:
        _hasher().verify(secret or _nobodys_secret(), password)
    except VerificationError:
        return None
    return Account(name, cast("Role", role), at) if role is not None and at is not None else None


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobodys_secret() -> str:
    return _hasher().hash("nobody has this password")
