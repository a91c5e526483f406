"""Writes what ``--help`` says into docs/cli.md, between the marks of each command.

python tools/document_cli.py          writes the blocks anew
python tools/document_cli.py --check  fails and shows the difference where a block is not current
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from typer.testing import CliRunner

from _generated import write_or_check
from marsad.views.cli import app

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cli.md"
COLUMNS = "100"
BLOCK = re.compile(r"(<!-- help: marsad ?([\w -]*) -->\n).*?(<!-- end of help -->)", re.DOTALL)


def help_of(command: str) -> str:
    """What ``marsad COMMAND --help`` prints, on a terminal of fixed width."""
    runner = CliRunner(env={"COLUMNS": COLUMNS, "TERMINAL_WIDTH": COLUMNS, "NO_COLOR": "1"})
    result = runner.invoke(app, [*command.split(), "--help"], prog_name="marsad")
    if result.exit_code:
        raise SystemExit(f"{PAGE.name} names a command that has no help: marsad {command}")
    return "\n".join(line.rstrip() for line in result.stdout.strip().splitlines())


def documented(page: str) -> str:
    """The page with every block as it should be."""
    return BLOCK.sub(lambda found: f"{found[1]}```text\n{help_of(found[2])}\n```\n{found[3]}", page)


def main() -> int:
    """Writes or checks the page; returns the exit code."""
    return write_or_check(PAGE, documented, source="--help", tool="document_cli.py")


if __name__ == "__main__":
    sys.exit(main())
