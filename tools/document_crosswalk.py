"""Writes the tables of docs/crosswalk.md from the tables of knowledge, between their marks.

python tools/document_crosswalk.py          writes them anew
python tools/document_crosswalk.py --check  fails and shows the difference where one is not current
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from _generated import write_or_check
from marsad.knowledge import AcledRule, Kind, Term, load_crosswalk, load_kinds

PAGE = Path(__file__).resolve().parents[1] / "docs" / "crosswalk.md"
BLOCK = re.compile(r"(<!-- table: ([\w-]+) -->\n).*?(<!-- end of table -->)", re.DOTALL)

WHO = {"actor": "who acts", "target": "who suffers it", "any": "on either side"}
SIDE = {
    "state": "a state",
    "home": "a state in its own country",
    "foreign": "a state in another country",
    "group": "an armed group",
    "armed": "armed",
    "unarmed": "unarmed",
    "external": "an outside force",
    "protesters": "a protester",
}


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def in_words(term: Term) -> str:
    """A condition of a rule in words."""
    if term.slot == "count":
        return f"`{term.words[0]}` is counted"
    if term.slot == "means":
        return f"the means is {', '.join(term.words)}"
    amount = {"some": "somebody", "all": "everybody", "none": "nobody"}[term.mode]
    return f"{amount} {WHO[term.slot]} is {SIDE[term.words[0]]}"


def of_rule(rule: AcledRule) -> str:
    """A rule in words."""
    given = f"{rule.event_type}: {rule.sub_event_type}" if rule.event_type else "none"
    return f"{given}, where {' and '.join(map(in_words, rule.when))}" if rule.when else f"else {given}"


def acled(kind: Kind) -> str:
    """ACLED's types of a kind: the rules in their order, then what holds where none does."""
    rules = load_crosswalk().acled_rules(kind.name)
    plain = f"{kind.acled_event_type}: {kind.acled_sub_event_type}" if kind.acled_event_type else "none"
    if not rules:
        return plain
    told = [of_rule(rule) for rule in rules]
    if rules[-1].when:
        told.append(f"else {plain}")
    return "<br>".join(told).removeprefix("else ")


def ucdp(kind: Kind) -> str:
    """Whether UCDP's types apply to a kind."""
    force = load_crosswalk().forces.get(kind.name)
    if force is None:
        return ""
    return "by the sides" + (f", where `{force.needs}` is counted" if force.needs else "")


def kinds() -> str:
    """One row a kind."""
    return table(
        ("kind", "meaning", "PLOVER", "CAMEO", "ACLED", "UCDP"),
        (
            (
                f"`{kind.name}`",
                kind.meaning,
                " ".join(filter(None, (kind.plover, f"({kind.mode})" if kind.mode else ""))),
                kind.cameo or "",
                acled(kind),
                ucdp(kind),
            )
            for kind in load_kinds().values()
        ),
    )


def sides() -> str:
    """One row a kind of actor, as far as sector and act matter."""
    return table(
        ("kind of actor", "of sector", "in", "counts as", "ACLED inter", "UCDP side"),
        (
            (
                f"`{row.kind}`",
                row.sector or "",
                f"`{row.act}`" if row.act else "",
                ", ".join(sorted(row.side.words)),
                str(row.side.inter or ""),
                row.side.ucdp or "",
            )
            for row in load_crosswalk().sides
        ),
    )


def sources() -> str:
    """Where each rule is from."""
    rules = [rule for kind in load_kinds() for rule in load_crosswalk().acled_rules(kind)]
    return table(("kind", "rule", "from"), ((f"`{rule.kind}`", of_rule(rule), rule.source) for rule in rules))


def unused() -> str:
    """ACLED's types that no kind and no rule leads to."""
    used = {
        (rule.event_type, rule.sub_event_type) for kind in load_kinds() for rule in load_crosswalk().acled_rules(kind)
    }
    used |= {(kind.acled_event_type, kind.acled_sub_event_type) for kind in load_kinds().values()}
    left = [
        f"{event}: {sub_event}" for event, sub_event in load_crosswalk().acled_types if (event, sub_event) not in used
    ]
    return "\n".join(f"- {name}" for name in left) or "None."


TABLES: dict[str, Callable[[], str]] = {"kinds": kinds, "sides": sides, "sources": sources, "unused": unused}


def documented(page: str) -> str:
    """The page with every table as it should be."""
    return BLOCK.sub(lambda found: f"{found[1]}{TABLES[found[2]]()}\n{found[3]}", page)


def main() -> int:
    """Writes or checks the page; returns the exit code."""
    return write_or_check(PAGE, documented, source="tables", tool="document_crosswalk.py")


if __name__ == "__main__":
    sys.exit(main())
