"""The inline form of the corpus: ``{words|tag}`` in a text, read into the plain text and its marks.

Invariant: the plain text is the file without markup, line breaks inside a paragraph turned to blanks; every mark is a
stretch of it (code points, end exclusive), and marks nest or lie apart, they never cross. The form is described in
corpus/GUIDELINE.md. This module knows the form only; what the tags mean is checked in ``check``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

_ATTRIBUTE = re.compile(r'([a-z_]+)=("[^"]*"|\S+)|([a-z_+-]+)')
_HEAD = re.compile(r"(!?[a-z-]+)(?:#([A-Za-z0-9_-]+))?(?:\s+|$)")


class CorpusError(ValueError):
    """A file of the corpus is not in its form; the message names the file, the line and the way out."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked stretch.

    Attributes:
        type: "per", "say", ...; for an act "act".
        kind: Kind of an act, else "".
        id: What others refer to it by, or "".
        attributes: Values by key; a flag has the value "yes".
        start: First code point in the plain text.
        end: One past the last.
        depth: How many marks it lies in.
        line: Line of the file where it ends, for messages.
    """

    type: str
    kind: str
    id: str
    attributes: dict[str, str]
    start: int
    end: int
    depth: int
    line: int


@dataclass(slots=True)
class Annotated:
    """A report of the corpus.

    Attributes:
        header: The header's values by name.
        text: The plain text.
        marks: Ordered by start, the outer before the inner.
        path: Where it was read from.
    """

    header: dict[str, str]
    text: str
    marks: list[Mark] = field(default_factory=list)
    path: Path | None = None

    @property
    def id(self) -> str:
        """The report's id."""
        return self.header.get("id", "")

    def words_of(self, mark: Mark) -> str:
        """The marked words."""
        return self.text[mark.start : mark.end]


def read_file(path: Path) -> Annotated:
    """Reads a file of the corpus.

    Raises:
        CorpusError: It is not in the inline form.
    """
    return read_inline(path.read_text(encoding="utf-8"), path)


def read_inline(source: str, path: Path | None = None) -> Annotated:
    """Reads the inline form.

    Args:
        source: Header, a line ``---``, text with marks.
        path: For messages.

    Raises:
        CorpusError: The header or a mark is not in the form.
    """
    name = str(path) if path else "text"
    head, rule, body = source.replace("\r\n", "\n").partition("\n---\n")
    if not rule:
        raise CorpusError(f"{name}: no line '---' between header and text; add it")
    header: dict[str, str] = {}
    for number, line in enumerate(head.split("\n"), start=1):
        key, colon, value = line.partition(":")
        if not colon:
            raise CorpusError(f"{name}:{number}: header line without a colon: {line!r}; write 'name: value'")
        header[key.strip()] = value.strip()
    first = head.count("\n") + 3
    text, marks = _marks(body.strip("\n"), name, first + (len(body) - len(body.lstrip("\n"))))
    return Annotated(header, text, marks, path)


def _marks(body: str, name: str, line: int) -> tuple[str, list[Mark]]:
    """The plain text and the marks of a body whose first line is ``line``."""
    out: list[str] = []
    length = 0
    marks: list[Mark] = []
    open_: list[tuple[int, int]] = []  # where each open mark starts, in text and in lines
    at = 0
    while at < len(body):
        sign = body[at]
        if sign == "{":
            open_.append((length, line))
        elif sign == "|":
            end = body.find("}", at)
            if not open_ or end < 0:
                raise CorpusError(f"{name}:{line}: '|' outside a mark; the text itself holds no '|'")
            start, _ = open_.pop()
            marks.append(_mark(body[at + 1 : end], start, length, depth=len(open_), where=f"{name}:{line}", line=line))
            line += body.count("\n", at, end)
            at = end
        elif sign == "}":
            raise CorpusError(f"{name}:{line}: '}}' closes a mark without a tag; write {{words|tag}}")
        elif sign == "\n":
            blank = re.match(r"\n[ \t]*(?:\n[ \t]*)*", body[at:])
            assert blank
            line += blank.group().count("\n")
            at += blank.end() - 1
            piece = "\n\n" if blank.group().count("\n") > 1 else " "
            out.append(piece)
            length += len(piece)
        else:
            out.append(sign)
            length += 1
        at += 1
    if open_:
        raise CorpusError(f"{name}:{open_[-1][1]}: a mark is opened here and never closed")
    marks.sort(key=lambda m: (m.start, -m.end, m.depth))
    return "".join(out), marks


def _mark(tag: str, start: int, end: int, *, depth: int, where: str, line: int) -> Mark:
    tag = " ".join(tag.split())
    head = _HEAD.match(tag)
    if not head:
        raise CorpusError(f"{where}: cannot read the tag {tag!r}; it begins with a type, as in 'org#sdf'")
    kind = head.group(1)[1:] if head.group(1).startswith("!") else ""
    attributes: dict[str, str] = {}
    at = head.end()
    while at < len(tag):
        found = _ATTRIBUTE.match(tag, at)
        if not found:
            raise CorpusError(f"{where}: cannot read {tag[at:]!r} in the tag {tag!r}; write key=value, or a flag")
        key = found.group(1) or found.group(3)
        if key in attributes:
            raise CorpusError(f"{where}: {key} stands twice in the tag {tag!r}; join its values by a comma")
        attributes[key] = found.group(2).strip('"') if found.group(1) else "yes"
        at = found.end()
        while at < len(tag) and tag[at] == " ":
            at += 1
    return Mark("act" if kind else head.group(1), kind, head.group(2) or "", attributes, start, end, depth, line)


def write_inline(report: Annotated) -> str:
    """The inline form of a report: what :func:`read_inline` reads back into the same text and marks."""
    opens: dict[int, int] = {}
    closes: dict[int, list[Mark]] = {}
    for mark in report.marks:
        opens[mark.start] = opens.get(mark.start, 0) + 1
        closes.setdefault(mark.end, []).append(mark)
    out = []
    for at in range(len(report.text) + 1):
        # Those that began last end first; of two with one beginning, the later in the list is the inner one.
        ending = sorted(enumerate(closes.get(at, ())), key=lambda m: (-m[1].start, -m[1].depth, -m[0]))
        out += [f"|{_tag(mark)}}}" for _, mark in ending]
        out.append("{" * opens.get(at, 0))
        out.append(report.text[at : at + 1])
    header = "\n".join(f"{name}: {value}" for name, value in report.header.items())
    return f"{header}\n---\n{''.join(out)}\n"


def _tag(mark: Mark) -> str:
    head = (f"!{mark.kind}" if mark.kind else mark.type) + (f"#{mark.id}" if mark.id else "")
    quoted = lambda value: f'"{value}"' if " " in value else value
    rest = [key if value == "yes" else f"{key}={quoted(value)}" for key, value in mark.attributes.items()]
    return " ".join([head, *rest])
