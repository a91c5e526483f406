"""Cells of a spreadsheet: text that no program takes for a formula, and back."""

from __future__ import annotations

from typing import TypeVar

Value = TypeVar("Value")

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def guarded(value: Value) -> Value | str:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it.

    So does one that begins with an apostrophe, so that :func:`unguarded` gives back what was there.
    Source: OWASP, "CSV Injection".
    """
    return f"'{value}" if isinstance(value, str) and value.startswith((*_FORMULA, "'")) else value


def unguarded(text: str) -> str:
    """The text of a cell without the apostrophe that :func:`guarded` put there."""
    return text[1:] if text.startswith("'") and text[1:].startswith((*_FORMULA, "'")) else text


def printed(value: object) -> str:
    """A cell as text: nothing for null, yes or no for a flag, figures without a thousands mark."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
