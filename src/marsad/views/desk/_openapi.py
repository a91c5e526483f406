"""The OpenAPI page of the desk, in which whole records are typed by the contract of the program's output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marsad.knowledge import load_kinds
from marsad.records import incident_schema, json_schema
from marsad.views.desk._answers import CONTRACT

if TYPE_CHECKING:
    from fastapi import FastAPI

_WHERE = "#/components/schemas/"


def with_contract(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI object of an app with the records of the contract among its schemas."""
    if app.openapi_schema is None:
        from fastapi.openapi.utils import get_openapi

        page = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        kinds = tuple(load_kinds())
        records = json_schema(kinds)["$defs"] | incident_schema(kinds)["$defs"]
        page["components"]["schemas"] |= records
        app.openapi_schema = _pointed(page)
    return app.openapi_schema


def _pointed(node: Any) -> Any:
    """Every mark of a record of the contract turned into a pointer to its schema."""
    if isinstance(node, list):
        return [_pointed(item) for item in node]
    if not isinstance(node, dict):
        return node
    if CONTRACT in node:
        return {"$ref": _WHERE + node[CONTRACT]}
    return {key: _pointed(value) for key, value in node.items() if key != "$schema"} | (
        {"$ref": _WHERE + node["$ref"].rpartition("/")[2]} if isinstance(node.get("$ref"), str) else {}
    )
