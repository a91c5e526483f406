"""Writes the types of the desk's API, and of the records it carries, for the web page: desk/src/api/contract.ts.

python tools/desk_types.py          writes the file anew
python tools/desk_types.py --check  fails and shows the difference where it is not current
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from _generated import write_or_check
from marsad.ledger import open_ledger
from marsad.views.desk import desk_app

PAGE = Path(__file__).resolve().parents[1] / "desk" / "src" / "api" / "contract.ts"
HEAD = "// Made by tools/desk_types.py from the API's OpenAPI page; not to be edited by hand.\n"
NOT_TYPED = {"HTTPValidationError", "ValidationError"}
SCALARS = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def type_of(schema: Any) -> str:
    """A JSON Schema as a TypeScript type."""
    if schema is True or not schema:
        return "unknown"
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    words = schema.get("enum") or ([schema["const"]] if "const" in schema else [])
    choices = [json.dumps(word) for word in words]
    choices += [type_of(one) for one in schema.get("anyOf", schema.get("oneOf", ()))]
    kinds = schema.get("type")
    if isinstance(kinds, list):
        choices += [type_of(schema | {"type": one}) for one in kinds]
    return " | ".join(dict.fromkeys(choices)) or _plain_type(schema, kinds)


def _plain_type(schema: Any, kind: str | None) -> str:
    if kind == "array":
        items = type_of(schema.get("items"))
        return f"({items})[]" if "|" in items else f"{items}[]"
    if kind == "object":
        values = schema.get("additionalProperties")
        return fields_of(schema) if "properties" in schema else f"Record<string, {type_of(values)}>"
    return SCALARS.get(kind or "", "unknown")


def fields_of(schema: Any) -> str:
    """An object's fields, one a line."""
    needed = set(schema.get("required", ()))
    lines = [
        f"  {json.dumps(name) if not name.isidentifier() else name}{'' if name in needed else '?'}: {type_of(field)}\n"
        for name, field in schema["properties"].items()
    ]
    return "{\n" + "".join(lines) + "}"


def contract(_: str) -> str:
    """The whole file."""
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "empty.db") as ledger:
        schemas = desk_app(ledger).openapi()["components"]["schemas"]
    told = [(name, schema) for name, schema in sorted(schemas.items()) if name not in NOT_TYPED]
    return HEAD + "".join(f"\nexport type {name} = {type_of(schema)}\n" for name, schema in told)


def main() -> int:
    """Writes or checks the file; returns the exit code."""
    return write_or_check(PAGE, contract, source="the API", tool="desk_types.py")


if __name__ == "__main__":
    sys.exit(main())
