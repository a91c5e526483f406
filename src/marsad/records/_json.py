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
from functools import cache
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
    """A record by the quick way; what does not fit is gone through once more, to say where it lies."""
    try:
        return cast("Part", _maker(cast("Any", kind))(value))
    except (KeyError, TypeError):
        return cast("Part", _record(kind, value, where))


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    """Makes a value of a type from JSON; where that does not fit, a ``KeyError`` or ``TypeError`` comes of it."""
    origin = get_origin(kind)
    if origin is UnionType:
        inner = _maker(get_args(kind)[0])
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        inner = _maker(get_args(kind)[0])
        return lambda value: tuple([inner(item) for item in _of(list, value)])
    plain = str if origin is Literal else kind
    if plain is float:
        return lambda value: float(value) if type(value) is int else _of(float, value)
    if plain in _PLAIN:
        return lambda value: _of(plain, value)
    parts = [(name, _maker(part)) for name, part in field_types(kind).items()]
    return lambda value: kind(*[make(value[name]) for name, make in parts])


def _of(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError
    return value


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


def _record(record: type, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise _unfit(where, "an object", value)
    types = field_types(record)
    if missing := [name for name in types if name not in value]:
        raise InputError(where, f"without {', '.join(missing)}; was it printed by marsad read --json?")
    return record(*(_read(kind, value[key], f"{where}.{key}") for key, kind in types.items()))


def _read(kind: Any, value: Any, where: str) -> Any:
    origin = get_origin(kind)
    if origin is UnionType:
        inner, other = get_args(kind)
        assert other is NoneType
        return None if value is None else _read(inner, value, where)
    if origin is tuple:
        if not isinstance(value, list):
            raise _unfit(where, "a list", value)
        inner = get_args(kind)[0]
        return tuple(_read(inner, item, f"{where}[{number}]") for number, item in enumerate(value))
    if origin is Literal:
        kind = str
    if kind in _PLAIN:
        return _scalar(kind, value, where)
    return _record(kind, value, where)


def _scalar(kind: type, value: Any, where: str) -> Any:
    if kind is float and type(value) is int:  # JSON has one sort of number: 1.0 may come back as 1
        return float(value)
    if type(value) is not kind:
        raise _unfit(where, f"of type {kind.__name__}", value)
    return value


def _unfit(where: str, wanted: str, value: Any) -> InputError:
    return InputError(where, f"{value!r:.60} is not {wanted}")
