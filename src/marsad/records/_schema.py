"""The output contract as JSON Schema (draft 2020-12), generated from the record types.

One line of ``marsad read --json`` is a :class:`Reading` or an :class:`Unread`. Every field is required and no other is
allowed, so a consumer never has to ask whether an absent field means "unknown" (that is ``null``). What a schema cannot
say (spans slice back to the text, ids refer to records of the same line) is checked by ``marsad evaluate``.
"""

from __future__ import annotations

import re
from dataclasses import is_dataclass
from inspect import cleandoc, getdoc
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from marsad.records._claims import Control, Probability
from marsad.records._events import Count, Event, EventTime
from marsad.records._incidents import Figure, Incident, IncidentCount, IncidentPlace, IncidentTime
from marsad.records._json import field_types
from marsad.records._reading import Reading
from marsad.records._report import Report, Unread
from marsad.records._resolved import Place, TimeExpression
from marsad.records._spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCALARS: dict[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}
_SHARE = {"minimum": 0, "maximum": 1}
_DAY = {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_FROM_NONE_UP = {"minimum": 0}

# What the contract asks beyond the type. A pattern or bound says nothing about null, so it may stand beside it.
_BOUNDS: dict[tuple[type, str], dict[str, Any]] = {
    (Span, "start"): _FROM_NONE_UP,
    (Span, "end"): _FROM_NONE_UP,
    (Report, "sha256"): {"pattern": "^[0-9a-f]{64}$"},
    (Event, "confidence"): _SHARE,
    (EventTime, "start"): _DAY,
    (EventTime, "end"): _DAY,
    (TimeExpression, "start"): _DAY,
    (TimeExpression, "end"): _DAY,
    (Count, "low"): _FROM_NONE_UP,
    (Count, "best"): _FROM_NONE_UP,
    (Count, "high"): _FROM_NONE_UP,
    (Count, "subset_of"): _FROM_NONE_UP,
    (Place, "lat"): {"minimum": -90, "maximum": 90},
    (Place, "lon"): {"minimum": -180, "maximum": 180},
    (Control, "as_of"): _DAY,
    (Control, "from"): _DAY,
    (Control, "until"): _DAY,
    (Probability, "low"): _SHARE,
    (Probability, "median"): _SHARE,
    (Probability, "high"): _SHARE,
    **{(record, bound): _FROM_NONE_UP for record in (Figure, IncidentCount) for bound in ("low", "best", "high")},
    (Figure, "date"): _DAY,
    (IncidentPlace, "lat"): {"minimum": -90, "maximum": 90},
    (IncidentPlace, "lon"): {"minimum": -180, "maximum": 180},
    (IncidentTime, "start"): _DAY,
    (IncidentTime, "end"): _DAY,
}


def json_schema(kinds: Sequence[str] = ()) -> dict[str, Any]:
    """The schema of one output line.

    Args:
        kinds: The kinds of acts, which are data and not part of the record types; without them any string passes.

    Returns:
        A JSON Schema of draft 2020-12.
    """
    definitions: dict[str, Any] = {}
    for record in (Reading, Unread):
        _define(record, definitions)
    if kinds:
        definitions["Event"]["properties"]["kind"]["enum"] = list(kinds)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One line of marsad read --json",
        "oneOf": [{"$ref": "#/$defs/Reading"}, {"$ref": "#/$defs/Unread"}],
        "$defs": dict(sorted(definitions.items())),
    }


def incident_schema(kinds: Sequence[str] = ()) -> dict[str, Any]:
    """The schema of one line of ``marsad incidents --json``.

    Args:
        kinds: The kinds of acts; without them any string passes.

    Returns:
        A JSON Schema of draft 2020-12.
    """
    definitions: dict[str, Any] = {}
    _define(Incident, definitions)
    if kinds:
        for record in ("Incident", "IncidentKind"):
            definitions[record]["properties"]["kind"]["enum"] = list(kinds)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One line of marsad incidents --json",
        "$ref": "#/$defs/Incident",
        "$defs": dict(sorted(definitions.items())),
    }


def _define(record: type, definitions: dict[str, Any]) -> None:
    """Adds a record type and every type it refers to."""
    if record.__name__ in definitions:
        return
    definitions[record.__name__] = {}  # holds the place while the fields are walked
    summary, told = _documentation(record)
    properties: dict[str, Any] = {}
    for name, kind in field_types(record).items():
        schema = _type_schema(kind, definitions) | _BOUNDS.get((record, name), {})
        if name in told:
            schema["description"] = told[name]
        properties[name] = schema
    definitions[record.__name__] = {
        "description": summary,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _type_schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is UnionType:
        return _nullable(_type_schema(arguments[0], definitions))
    if origin is tuple:
        return {"type": "array", "items": _type_schema(arguments[0], definitions)}
    if origin is Literal:
        return {"type": "string", "enum": list(arguments)}
    if is_dataclass(kind):
        assert isinstance(kind, type)
        _define(kind, definitions)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    return {"type": _SCALARS[kind]}


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema or "enum" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return schema | {"type": [schema["type"], "null"]}


def _documentation(record: type) -> tuple[str, dict[str, str]]:
    """The summary of a record's docstring, and what its ``Attributes`` say of each field."""
    text = cleandoc(getdoc(record) or "")
    summary, _, attributes = text.partition("\nAttributes:\n")
    told = re.findall(r"^    (\w+): (.+(?:\n {8}.+)*)", attributes, re.MULTILINE)
    return _one_line(summary), {name.removesuffix("_"): _one_line(what) for name, what in told}


def _one_line(text: str) -> str:
    """Prose without line breaks and without the marks of reStructuredText."""
    text = re.sub(r":\w+:`([^`]+)`", r"\1", " ".join(text.split()))
    return text.replace("``", "")
