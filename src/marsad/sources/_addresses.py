"""Which addresses may be fetched: http and https, without credentials, on machines of the public internet.

A name is resolved once, here, and whoever connects is given the numeric addresses, so that a second answer of the name
server cannot lead elsewhere.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from marsad._errors import InputError
from marsad.sources._ids import shown

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Target", "is_address", "normal_address", "resolved", "target_of"]

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)
_PORTS = {"http": 80, "https": 443}
_SAFE = "/:?#[]@!$&'()*+,;=%~"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_IN_IPV6 = 0xFFFFFFFF  # the low bits, in which an IPv4 address stands


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: what to connect to and what to ask there."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, which have one ``robots.txt``."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")


def is_address(name: str) -> bool:
    """Whether an input is an address rather than a path."""
    return _SCHEME.match(name) is not None


def target_of(url: str) -> Target:
    """An address that may be fetched, in normal form, without its fragment.

    Raises:
        InputError: It is of another scheme, holds a user name or password, or is no address.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
        scheme = parts.scheme.lower()
        if scheme in _PORTS and host:
            host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise InputError(shown(url), "is no address; correct it") from None
    if "@" in parts.netloc:
        told = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        raise InputError(shown(told), "is given with a user name or password, which marsad never sends; leave them out")
    if scheme not in _PORTS or not host:
        raise InputError(shown(url), "is not fetched: only http:// and https:// are; save it and give the file")
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    target = Target("", scheme, host, port or _PORTS[scheme], path)
    return Target(target.origin + path, scheme, host, target.port, path)


def normal_address(url: str) -> str:
    """An address in the form in which fetches are kept; as it is where it cannot be fetched."""
    try:
        return target_of(url).url
    except InputError:
        return url


def resolved(
    target: Target, *, allow_private: bool, resolve: Callable[..., list[tuple[object, ...]]] | None = None
) -> list[str]:
    """The numeric addresses of a target that may be connected to, in the order of the name server.

    Args:
        target: The address.
        allow_private: Whether machines of the own network may be asked too.
        resolve: As :func:`socket.getaddrinfo`.

    Raises:
        InputError: The name is unknown, or leads to this machine or a private network.
    """
    try:
        found = (resolve or socket.getaddrinfo)(target.host, target.port, type=socket.SOCK_STREAM)
        numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))  # type: ignore[index]
        allowed = [number for number in numbers if allow_private or is_public(number)]
    except (OSError, UnicodeError, ValueError):
        raise InputError(target.url, f"cannot be fetched: the name {target.host} is unknown; correct it") from None
    if not allowed:
        raise InputError(
            target.url, "is on this machine or in a private network, which marsad does not ask; --allow-private does"
        )
    return allowed


def is_public(number: str) -> bool:
    """Whether a numeric address is one of the public internet, also where an IPv6 address wraps an IPv4 one."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & _IN_IPV6)
        if inner is not None:
            return is_public(str(inner))
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
