"""Records as JSON and back.

A record is printed field by field in the order of its dataclass, so the bytes of a line depend on nothing but the
record. ``from_`` (a keyword in Python) is printed as ``from``; tuples are lists; what is unknown is ``null`` and never
left out. Reading back asks for every field and its type, passes over fields that it does not know, and leaves
vocabularies to the schema, so that a line from a later version can still be read.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields
from functools import cache, partial
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast, get_args, get_origin, get_type_hints

from marsad._errors import InputError
from marsad.records._reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.records._incidents import Incident
    from marsad.records._report import Unread

Part = TypeVar("Part")
_PLAIN = frozenset({str, int, float, bool, NoneType})
# Half a surrogate pair cannot be written as UTF-8; the other three end a line for some readers of JSON Lines.
_UNSAFE_IN_A_LINE = re.compile("[\ud800-\udfff\x85\u2028\u2029]")


def to_json(record: object) -> dict[str, Any]:
    """A record as plain JSON values.

    Args:
        record: Any record of :mod:`marsad.records`.

    Returns:
        Its fields, nested records and tuples turned into dictionaries and lists.
    """
    kind: Any = type(record)
    return {key: _value(getattr(record, attribute)) for attribute, key in _printed(kind)}


def dumps(record: Reading | Unread | Incident) -> str:
    """One line of JSON Lines, without the line feed.

    Args:
        record: What was read, or why nothing was, or an incident.

    Returns:
        The object as ``marsad read --json`` or ``marsad incidents --json`` prints it, safe to encode as UTF-8 and free
        of line separators.
    """
    return one_line(json.dumps(to_json(record), ensure_ascii=False, allow_nan=False))


def one_line(text: str) -> str:
    """JSON as one line of JSON Lines: with what cannot be written as UTF-8, or would end a line for some, escaped."""
    return _UNSAFE_IN_A_LINE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def from_json(value: Any) -> Reading:
    """The reading that :func:`to_json` made ``value`` from.

    Args:
        value: One parsed line of ``marsad read --json``.

    Returns:
        The same records again.

    Raises:
        InputError: A field is missing or of another type; the message says which.
    """
    return _part(Reading, value, "reading")


def part_from_json(kind: type[Part], value: Any) -> Part:
    """A record of a reading alone, where the rest is not wanted.

    Args:
        kind: Its type, as ``Event``.
        value: What :func:`to_json` made of it.

    Raises:
        InputError: A field is missing or of another type; the message says which.
    """
    return _part(kind, value, kind.__name__.casefold())


def _part(kind: type[Part], value: Any, where: str) -> Part:
    try:
        return cast("Part", _maker(cast("Any", kind))(value))
    except _UnfitError as unfit:
        raise InputError("".join((where, *reversed(unfit.path))), unfit.why) from None


class _UnfitError(Exception):
    """A value does not fit; the way to it is put together while the exception passes what it is in."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
        self.path: list[str] = []


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    """Makes a value of a type from JSON, or raises :class:`_UnfitError`."""
    origin = get_origin(kind)
    if origin is UnionType:
        inner, other = get_args(kind)
        assert other is NoneType
        make = _maker(inner)
        return lambda value: None if value is None else make(value)
    if origin is tuple:
        return partial(_tuple_of, _maker(get_args(kind)[0]))
    plain = str if origin is Literal else kind
    if plain is float:  # JSON has one sort of number: 1.0 may come back as 1
        return lambda value: float(value) if type(value) is int else _scalar(float, value)
    if plain in _PLAIN:
        return partial(_scalar, plain)
    parts = tuple((name, _maker(part)) for name, part in field_types(kind).items())
    return partial(_record_of, kind, parts)


def _scalar(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise _unfit(f"of type {kind.__name__}", value)
    return value


def _tuple_of(make: Callable[[Any], Any], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise _unfit("a list", value)
    made: list[Any] = []
    try:
        for item in value:
            made.append(make(item))
    except _UnfitError as unfit:
        unfit.path.append(f"[{len(made)}]")
        raise
    return tuple(made)


def _record_of(kind: type, parts: tuple[tuple[str, Callable[[Any], Any]], ...], value: Any) -> Any:
    if not isinstance(value, dict):
        raise _unfit("an object", value)
    made: list[Any] = []
    try:
        for name, make in parts:
            made.append(make(value[name]))
    except KeyError:
        raise _without(parts, value) from None
    except _UnfitError as unfit:
        if not all(name in value for name, _ in parts):
            raise _without(parts, value) from None
        unfit.path.append(f".{parts[len(made)][0]}")
        raise
    return kind(*made)


def _without(parts: tuple[tuple[str, Callable[[Any], Any]], ...], value: dict[str, Any]) -> _UnfitError:
    missing = ", ".join(name for name, _ in parts if name not in value)
    return _UnfitError(f"without {missing}; was it printed by marsad read --json?")


def _unfit(wanted: str, value: Any) -> _UnfitError:
    return _UnfitError(f"{value!r:.60} is not {wanted}")


def _value(value: Any) -> Any:
    if type(value) in _PLAIN:
        return value
    if type(value) is tuple:
        return [_value(item) for item in value]
    return to_json(value)


@cache
def _printed(record: type) -> tuple[tuple[str, str], ...]:
    """(attribute, printed name) of every field."""
    return tuple((field.name, field.name.removesuffix("_")) for field in fields(record))


@cache
def field_types(record: type) -> dict[str, Any]:
    """Printed name and resolved type of every field of a record type, in order."""
    hints = get_type_hints(record)
    return {key: hints[attribute] for attribute, key in _printed(record)}
