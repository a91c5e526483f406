"""Ids of one run: each report has its own, and two runs over the same inputs give the same ones."""

from __future__ import annotations

from marsad._errors import InputError

__all__ = ["Ids", "shown"]


def shown(name: str) -> str:
    """``name`` as it can stand in one line of output: control characters and undecodable bytes are escaped."""
    plain = name.encode("utf-8", errors="backslashreplace").decode("utf-8")
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in plain)


class Ids:
    """The ids given out so far, each with where it stands. Grows by about 200 bytes with every report of a run."""

    __slots__ = ("_where",)

    def __init__(self) -> None:
        self._where: dict[str, tuple[str, int] | None] = {}

    def free(self, stem: str) -> str:
        """An id for a file of that name: ``stem``, or ``stem-2``, ``stem-3`` and so on where that is taken."""
        stem = shown(stem) or "unnamed"
        candidate, number = stem, 1
        while candidate in self._where:
            number += 1
            candidate = f"{stem}-{number}"
        self._where[candidate] = None
        return candidate

    def take(self, id: str, *, file: str, line: int) -> None:  # noqa: A002
        """Take the id that a row states.

        Raises:
            InputError: Another report of the run has it.
        """
        if id not in self._where:
            self._where[id] = (file, line)
            return
        earlier = self._where[id]
        place = "a file of this run" if earlier is None else f"{earlier[0]}, line {earlier[1]}"
        raise InputError(f"{file}, line {line}", f"has the id {id!r}, which {place} has already; give it its own id")
