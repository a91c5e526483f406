"""Who may come in: the address asked for, the log-in, and what a session may do.

Three ways in. ``open``: only on this machine, no password; whoever writes gives a name. ``token``: one secret for all.
``accounts``: the users of the ledger. Sessions live as long as the process.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from marsad._errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from marsad.ledger import Ledger, Role

Mode = Literal["open", "token", "accounts"]
SHORTEST_TOKEN = 16  # characters
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
_IDLE_S = 12 * 3600.0
_MOST_SESSIONS = 1000
_TRIES = {"name": 5, "address": 20}  # failures before waiting begins
_FIRST_WAIT_S, _LONGEST_WAIT_S = 30.0, 900.0
_MOST_KEYS = 10_000


@dataclass(frozen=True, slots=True)
class Access:
    """How one comes in.

    Attributes:
        mode: ``open``, ``token`` or ``accounts``.
        names: Host names that may be asked for, lower case, without a port.
        any_address: Whether an IP address may be asked for as well.
        token: The secret of ``token``.
    """

    mode: Mode
    names: frozenset[str] = _LOOPBACK_NAMES
    any_address: bool = False
    token: str | None = None

    def may_be_asked_as(self, host: str) -> bool:
        """Whether a request may be meant for this host: a foreign name that points here is not."""
        name = _without_port(host.lower())
        return name in self.names or (self.any_address and _is_address(name))


def access_of(ledger: Ledger, *, host: str, token: str | None, names: Iterable[str] = ()) -> Access:
    """How one comes in when the desk is served at an address.

    Args:
        ledger: The ledger; where it has users, everybody logs in.
        host: The address to listen on.
        token: A secret for all, or None.
        names: Further names that the machine is reached by.

    Raises:
        UsageError: Others could come in without a password, or the token will not do.
    """
    has_users = bool(ledger.accounts())
    if token is not None and has_users:
        raise UsageError("the ledger has users, who log in by name and password: leave out --token")
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise UsageError(f"a token has {SHORTEST_TOKEN} characters or more; --token new makes one")
    mode: Mode = "accounts" if has_users else "token" if token is not None else "open"
    here = is_loopback(host)
    if mode == "open" and not here:
        raise UsageError(
            f"--host {host} lets other machines in: say --token new, or add users with: marsad desk users add NAME"
        )
    asked = {name.lower() for name in names} | ({_bracketed(host)} if not here else set())
    return Access(mode, frozenset(asked | _LOOPBACK_NAMES), any_address=not here, token=token)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(slots=True)
class Session:
    """Somebody who is in.

    Attributes:
        who: Name; None where it is given with each judgement.
        role: What they may do.
        csrf: What a write must bring along.
        since: Of the account, so that a change of it ends the session.
        seen: When the last request came, by the clock of the sessions.
    """

    who: str | None
    role: Role
    csrf: str
    since: str | None
    seen: float


class Sessions:
    """Who is in, by the secret in their cookie. Safe for threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._by_secret: OrderedDict[str, Session] = OrderedDict()

    def start(self, who: str | None, role: Role, *, since: str | None = None) -> tuple[str, Session]:
        """Lets somebody in; returns the secret and the session."""
        secret = secrets.token_urlsafe(32)
        session = Session(who, role, secrets.token_urlsafe(24), since, self._clock())
        with self._lock:
            self._by_secret[secret] = session
            while len(self._by_secret) > _MOST_SESSIONS:
                self._by_secret.popitem(last=False)
        return secret, session

    def find(self, secret: str | None) -> Session | None:
        """The session of a cookie, if it has not been idle for too long."""
        if not secret:
            return None
        with self._lock:
            session = self._by_secret.get(secret)
            if session is None:
                return None
            now = self._clock()
            if now - session.seen > _IDLE_S:
                del self._by_secret[secret]
                return None
            session.seen = now
            self._by_secret.move_to_end(secret)
            return session

    def end(self, secret: str | None) -> None:
        """Lets somebody out."""
        with self._lock:
            self._by_secret.pop(secret or "", None)


class Attempts:
    """How often a log-in failed: after some failures the next one has to wait, each time twice as long."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failed: OrderedDict[tuple[str, str], tuple[int, float]] = OrderedDict()

    def wait_s(self, name: str, address: str) -> float:
        """Seconds until somebody may try again; 0 where they may now."""
        with self._lock:
            now = self._clock()
            return max(max(0.0, self._failed.get(key, (0, now))[1] - now) for key in _keys(name, address))

    def failed(self, name: str, address: str) -> None:
        """Notes a failure."""
        with self._lock:
            for key in _keys(name, address):
                count = self._failed.get(key, (0, 0.0))[0] + 1
                over = count - _TRIES[key[0]]
                wait = min(_FIRST_WAIT_S * 2.0 ** min(over, 10), _LONGEST_WAIT_S) if over >= 0 else 0.0
                self._failed[key] = count, self._clock() + wait
                self._failed.move_to_end(key)
            while len(self._failed) > _MOST_KEYS:
                self._failed.popitem(last=False)

    def succeeded(self, name: str, address: str) -> None:
        """Forgets the failures of a name at an address."""
        with self._lock:
            self._failed.pop(_keys(name, address)[0], None)


def same_secret(one: str, other: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))


def _keys(name: str, address: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("name", f"{name[:200]}\0{address}"), ("address", address)


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]


def _bracketed(host: str) -> str:
    return f"[{host}]".lower() if ":" in host and not host.startswith("[") else host.lower()


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
