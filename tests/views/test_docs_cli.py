from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from marsad.records import incident_schema, json_schema
from marsad.views.cli import app
from marsad.views.evaluation._table import METRICS

ROOT = Path(__file__).resolve().parents[2]
CLI_PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
CONTRACT_PAGE = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def test_the_help_in_the_docs_is_current() -> None:
    tool = ROOT / "tools" / "document_cli.py"
    done = subprocess.run([sys.executable, tool, "--check"], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", sorted(COMMANDS["places"].commands))
def test_every_command_for_places_is_in_the_docs(name: str) -> None:
    block = re.search(rf"<!-- help: marsad places {name} -->(.*?)<!-- end of help -->", CLI_PAGE, re.DOTALL)
    assert block
    for parameter in COMMANDS["places"].commands[name].params:
        assert parameter.param_type_name == "argument" or all(option in block[1] for option in parameter.opts)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_in_the_docs(name: str) -> None:
    assert f"## marsad {name}\n" in CLI_PAGE
    block = re.search(rf"<!-- help: marsad {name} -->(.*?)<!-- end of help -->", CLI_PAGE, re.DOTALL)
    assert block
    for parameter in COMMANDS[name].params:
        assert parameter.param_type_name == "argument" or all(option in block[1] for option in parameter.opts)
    assert COMMANDS[name].help


def test_every_metric_is_in_the_docs() -> None:
    for metric in METRICS:
        family = "status.*" if metric.startswith("status.") else metric
        assert f"`{family}`" in CLI_PAGE, metric


SCHEMA = json_schema()["$defs"] | incident_schema()["$defs"]


@pytest.mark.parametrize("record", sorted(SCHEMA))
def test_every_field_is_in_the_contract(record: str) -> None:
    for field, schema in SCHEMA[record]["properties"].items():
        assert f"`{field}`" in CONTRACT_PAGE, f"{record}.{field}"
        enum = schema.get("enum") or schema.get("anyOf", [{}])[0].get("enum", [])
        for word in enum:
            assert f"`{word}`" in CONTRACT_PAGE, f"{record}.{field}: {word}"
