"""Where map tiles come from, if somebody names a source: a file here, a file elsewhere, or a template of addresses.

By default there is none, and the page loads nothing from elsewhere. Of a file here the server sends that file alone;
of a source elsewhere the browser may ask that one origin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from marsad._errors import UsageError

Form = Literal["pmtiles", "template"]
OWN_ADDRESS = "/api/tiles"
MEDIA_TYPE = "application/vnd.pmtiles"
_HEADER_BYTES = 127
_MAGIC = b"PMTiles"
_COMPRESSIONS = {1, 2}  # none, gzip: what a browser unpacks
_TILE_TYPES = {1, 2, 3, 4, 5}  # MVT, PNG, JPEG, WebP, AVIF
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?=//)")
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
_PLACEHOLDERS = ("{z}", "{x}", "{y}")
_FORMS = "a .pmtiles file, the http(s) address of one, or an http(s) address with {z}, {x} and {y}"


@dataclass(frozen=True, slots=True)
class Tiles:
    """A source of tiles.

    Attributes:
        form: One PMTiles file, or an address for each tile.
        address: What the page asks: below this server for a file here.
        file: The file here, or None.
        origin: What the page may ask beside this server, or None.
        credit: What the map says of where they are from, or None for what the source says of itself.
    """

    form: Form
    address: str
    file: Path | None = None
    origin: str | None = None
    credit: str | None = None


def tiles_of(source: str, *, credit: str | None = None) -> Tiles:
    """The source that somebody named. A file is looked into; nothing is asked of an address.

    Args:
        source: A PMTiles file, its http(s) address, or an http(s) template with ``{z}``, ``{x}`` and ``{y}``.
        credit: What the map says of where the tiles are from.

    Raises:
        UsageError: It is none of these, or the page could not use it.
    """
    credit = (credit or "").strip() or None
    scheme = _SCHEME.match(source)
    if scheme is None:
        return Tiles("pmtiles", OWN_ADDRESS, file=_checked(source), credit=credit)
    if scheme[1].lower() not in {"http", "https"}:
        raise UsageError(f"--tiles {source}: neither http nor https; name {_FORMS}")
    address, origin = _checked_address(source)
    path = urlsplit(address).path
    if "{" not in address and "}" not in address:
        if not path.lower().endswith(".pmtiles"):
            raise UsageError(f"--tiles {source}: no .pmtiles, and no {{z}}, {{x}} and {{y}}; name {_FORMS}")
        return Tiles("pmtiles", address, origin=origin, credit=credit)
    rest = address
    for place in _PLACEHOLDERS:
        rest = rest.replace(place, "")
    if re.search(r"[{}]", rest) or not all(place in address for place in _PLACEHOLDERS):
        raise UsageError(f"--tiles {source}: the places of a template are {{z}}, {{x}} and {{y}}, each of them there")
    return Tiles("template", address, origin=origin, credit=credit)


def _checked(name: str) -> Path:
    """A PMTiles file whose tiles a browser can show."""
    path = Path(name).expanduser()
    try:
        if not path.is_file():
            raise UsageError(f"--tiles {name}: {'is no file' if path.exists() else 'does not exist'}; name {_FORMS}")
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "is no name of a file"
        raise UsageError(f"--tiles {name}: {why}") from None
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise UsageError(f"--tiles {name}: is no PMTiles file")
    version, inner, packing, kind = header[7], header[97], header[98], header[99]
    if version != 3:
        raise UsageError(f"--tiles {name}: PMTiles of version {version}; convert it to version 3")
    if inner not in _COMPRESSIONS or packing not in _COMPRESSIONS:
        raise UsageError(f"--tiles {name}: packed in a way that browsers cannot unpack; convert it to gzip")
    if kind not in _TILE_TYPES:
        raise UsageError(
            f"--tiles {name}: tiles of an unknown type ({kind}); MVT, PNG, JPEG, WebP or AVIF can be shown"
        )
    return path.resolve()


def _checked_address(source: str) -> tuple[str, str]:
    """The address as the page asks it, and its origin as a policy names it."""
    if re.search(r"[\s\x00-\x1f\x7f]", source):
        raise UsageError("--tiles: an address has no blanks")
    try:
        parts = urlsplit(source)
        port = parts.port
    except ValueError:
        raise UsageError(f"--tiles {source}: is no address") from None
    if parts.username is not None or parts.password is not None:
        # Not repeated: what was typed has a password in it.
        raise UsageError("--tiles: a browser asks no address with a name and password in it; give one without")
    host = _plain_host(parts)
    if host is None:
        raise UsageError(f"--tiles {source}: its host must be written out as a name or an IPv4 address")
    netloc = host if port is None else f"{host}:{port}"
    scheme = parts.scheme.lower()
    return parts._replace(scheme=scheme, netloc=netloc, fragment="").geturl(), f"{scheme}://{netloc}"


def _plain_host(parts: SplitResult) -> str | None:
    """The host in ASCII, which alone a content security policy takes; None where it has no such form."""
    try:
        host = (parts.hostname or "").encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    return host if _HOST.fullmatch(host) else None
