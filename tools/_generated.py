"""A page with blocks that a tool writes: made anew, or checked against what it would be."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable
from pathlib import Path


def write_or_check(page: Path, documented: Callable[[str], str], *, source: str, tool: str) -> int:
    """Writes the page anew, or with ``--check`` prints how it differs; returns the exit code.

    Args:
        page: The page.
        documented: From the page's text to the text as it should be.
        source: What the blocks come from, for the difference.
        tool: Name of the tool's file, for the way out.
    """
    text = page.read_text(encoding="utf-8")
    current = documented(text)
    if "--check" not in sys.argv[1:]:
        page.write_text(current, encoding="utf-8")
        return 0
    named = f"{page.parent.name}/{page.name}"
    difference = "\n".join(difflib.unified_diff(text.splitlines(), current.splitlines(), named, source, lineterm=""))
    if difference:
        print(difference, f"write it anew with: python tools/{tool}", sep="\n")
    return 1 if difference else 0
