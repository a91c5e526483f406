"""Checks reports of the corpus against corpus/GUIDELINE.md: forms, ids, kinds, links. Sense is left to readers.

Invariant: :func:`slips` reports every slip of a report, none stops the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from marsad.knowledge import load_kinds
from training.corpus.inline import Annotated, Mark

STYLES = frozenset("wire monitor military ngo local print timeline qa brief feature government un".split())
ENTITIES = frozenset("per org loc fac nat nom pro wea num time".split())
TYPES = ENTITIES | {"act", "cue", "say", "fore", "word", "cond", "ctl"}
RELATIONS = frozenset("part_of backed_by led_by member_of spokesperson_of role".split())
WHATS = frozenset(
    "killed wounded killed-or-wounded captured arrested abducted surrendered displaced evacuated released missing "
    "participants strikes destroyed".split()
)
STATUSES = frozenset("claimed denied forecast hypothetical".split())
PLACE_RELATIONS = frozenset("in near from to".split())
CONTROL = frozenset("captured lost holds contested".split())

_WHO = frozenset("per org loc nat nom pro fac".split())
_WHERE = frozenset("loc fac nom pro org".split())
# What each attribute may refer to, by type of mark.
_LINKS: dict[str, dict[str, frozenset[str]]] = {
    "act": {
        "a": _WHO | {"wea"},
        "t": _WHO | {"wea"},
        "p": _WHERE,
        "d": frozenset({"time"}),
        "w": frozenset({"wea", "nom", "fac"}),
        "by": frozenset({"cue"}),
    },
    "cue": {"src": _WHO},
    "fore": {"h": frozenset({"time"})},
    "ctl": {
        "p": _WHERE,
        "by": _WHO,
        "from": frozenset({"time"}),
        "until": frozenset({"time"}),
        "asof": frozenset({"time"}),
    },
}
_FREE = {"act": {"n", "s", "bg"}, "say": {"q"}, "fore": {"pol", "vague"}, "ctl": {"r", "ext"}}
_ARTICLE = re.compile(r"(?:the|a|an)\s", re.IGNORECASE)
_EDGE = re.compile(r"\w")


def slips(report: Annotated) -> list[str]:
    """Every slip of form in a report, each with file, line and what to do."""
    name = str(report.path or report.id)
    out = [f"{name}: {slip}" for slip in _header(report)]
    out += mark_slips(report)
    out += [f"{name}: {slip}" for slip in _sayings(report)]
    return out


def mark_slips(report: Annotated) -> list[str]:
    """Every slip of the marks, each looked at alone: their form, kinds and links."""
    name, ids = str(report.path or report.id), _ids(report)
    return [
        f"{name}:{mark.line}: {{{words[:40]}|{_shown(mark)}}}: {slip}"
        for mark in report.marks
        for words in (report.words_of(mark),)
        for slip in _mark(report, mark, words, ids)
    ]


def _shown(mark: Mark) -> str:
    return f"!{mark.kind}" if mark.kind else mark.type + (f"#{mark.id}" if mark.id else "")


def _header(report: Annotated) -> Iterator[str]:
    for key in ("id", "style", "outlet", "published", "title"):
        if not report.header.get(key):
            yield f"the header has no {key}; add it"
    if report.path and report.path.stem != report.id:
        yield f"id is {report.id!r}; it must be the file's name"
    if report.header.get("style") not in STYLES:
        yield f"style {report.header.get('style')!r} is none of {', '.join(sorted(STYLES))}"
    try:
        date.fromisoformat(report.header.get("published", ""))
    except ValueError:
        yield f"published {report.header.get('published')!r} is no ISO date"
    if report.header.get("negative") == "yes" and any(m.type == "act" for m in report.marks):
        yield "the header says negative, but there are acts; drop one of them"
    if report.header.get("negative") != "yes" and not any(m.type == "act" for m in report.marks):
        yield "no act is marked; if there is none, add 'negative: yes' to the header"


def _ids(report: Annotated) -> dict[str, set[str]]:
    """The types of the marks that have an id, by id."""
    out: dict[str, set[str]] = {}
    for mark in report.marks:
        if mark.id:
            out.setdefault(mark.id, set()).add(mark.type)
    return out


def _mark(report: Annotated, mark: Mark, words: str, ids: dict[str, set[str]]) -> Iterator[str]:
    if mark.type not in TYPES:
        yield f"no type {mark.type!r}; the types are {', '.join(sorted(TYPES))}, and !kind"
        return
    if not words.strip() or words != words.strip():
        yield "the words are empty or have a blank at an edge; move the blank out"
    yield from _edges(report, mark)
    if mark.type in ("nom", "fac", "loc") and _ARTICLE.match(words) and words[0].islower():
        yield "an article stands in the span; move it out"
    if mark.type == "act":
        yield from _act(mark, words, ids)
    yield from _attributes(mark, ids)


def _edges(report: Annotated, mark: Mark) -> Iterator[str]:
    """Slips of spans that cut through a word."""
    text = report.text
    for at in (mark.start, mark.end):
        if 0 < at < len(text) and _EDGE.match(text[at - 1]) and _EDGE.match(text[at]):
            yield f"the span cuts through a word at {text[max(0, at - 8) : at]!r}; mark whole words"


def _act(mark: Mark, words: str, ids: dict[str, set[str]]) -> Iterator[str]:
    if mark.kind not in load_kinds():
        yield f"no kind {mark.kind!r}; see src/marsad/knowledge/data/kinds.tsv"
    if len(words.split()) > 4:
        yield "a trigger of over four words; mark the word that names the act"
    status = mark.attributes.get("s")
    if status is not None and status not in STATUSES:
        yield f"status {status!r} is none of {', '.join(sorted(STATUSES))}; the plain ones are left out"
    for piece in filter(None, mark.attributes.get("n", "").split(",")):
        what, _, rest = piece.partition(":")
        figure, _, whom = rest.partition(":")
        if what not in WHATS:
            yield f"{what!r} is nothing that is counted; one of {', '.join(sorted(WHATS))}"
        for ident in filter(None, (figure, whom)):
            if not ids.get(ident, set()) & (_WHO | {"num", "wea"}):
                yield f"n={piece}: no entity has the id {ident!r}"


def _attributes(mark: Mark, ids: dict[str, set[str]]) -> Iterator[str]:
    links = _LINKS.get(mark.type, {})
    free = _FREE.get(mark.type, set()) | (set(RELATIONS) if mark.type in ENTITIES else set())
    for key, value in mark.attributes.items():
        if key in RELATIONS and mark.type in ENTITIES:
            if not ids.get(value, set()) & ENTITIES:
                yield f"{key}={value}: no mention has the id {value!r}"
        elif key in links:
            yield from _link(key, value, links[key], ids)
        elif key not in free:
            known = sorted({*links, *free})
            yield f"{mark.type} has no attribute {key!r}" + (f"; it has {', '.join(known)}" if known else "")
    if mark.type == "ctl" and mark.attributes.get("r") not in CONTROL:
        yield f"r= is none of {', '.join(sorted(CONTROL))}"
    if mark.type in ("say", "fore", "word", "cond") and not mark.id:
        yield f"a {mark.type} needs an id"
    if mark.type in ("word", "cond") and "fore" not in ids.get(mark.id, set()):
        yield f"no forecast has the id {mark.id!r}; mark its statement as fore#{mark.id}"
    if mark.type == "fore" and "word" not in ids.get(mark.id, set()):
        yield f"no operative words are marked; add word#{mark.id} inside it"


def _link(key: str, value: str, allowed: frozenset[str], ids: dict[str, set[str]]) -> Iterator[str]:
    if key == "by" and value == "none" and allowed == {"cue"}:
        return
    for target in value.split(","):
        ident, _, relation = target.partition("/")
        if relation and (key != "p" or relation not in PLACE_RELATIONS):
            yield f"{key}={value}: no relation {relation!r}; places have {', '.join(sorted(PLACE_RELATIONS))}"
        found = ids.get(ident)
        if found is None:
            yield f"{key}={value}: nothing has the id {ident!r}"
        elif not found & allowed:
            yield f"{key}={value}: {ident!r} is {', '.join(sorted(found))}; {key} takes {', '.join(sorted(allowed))}"


def _sayings(report: Annotated) -> Iterator[str]:
    cues = {m.id: m for m in report.marks if m.type == "cue" and m.id}
    said = {m.id for m in report.marks if m.type == "say"}
    used = {i for m in report.marks if m.type == "act" for i in m.attributes.get("by", "").split(",")}
    for ident in sorted(said - set(cues)):
        yield f"a content refers to cue {ident!r}, which is marked nowhere; mark it as cue#{ident}"
    for ident, mark in sorted(cues.items()):
        if ident not in said | used:
            yield f"cue {ident!r} (line {mark.line}) has no content and credits no act; add a say#{ident}, or drop it"
    for mark in report.marks:
        if mark.type == "cue" and not mark.id:
            yield f"the cue {report.words_of(mark)!r} (line {mark.line}) has no id"
    own = [m for m in report.marks if m.type == "cue"]
    if len({m.id for m in own}) < len(own):
        yield "two cues have one id; give each its own"
