"""What a person should look at first: rule ``doubt-times-weight``, whose figures stand in ``desk/worth.tsv``.

Doubt is ``1 - |2p - 1|`` of the chance ``p`` that a record is right (that a pair is one act): 1 where it is even, near
0 where the program is sure. Weight is a product of what the act is, who died, how it is attested.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, log10, prod

from marsad.knowledge import load_families, load_worth

RULE = "doubt-times-weight"
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of a worth: what it looks at, what it finds, and what that counts."""

    part: str
    found: str
    factor: float


@dataclass(frozen=True, slots=True)
class Worth:
    """How much a person's look is worth: the product of the factors."""

    value: float
    factors: tuple[Factor, ...]


@lru_cache(maxsize=1 << 16)  # tens of thousands of events have few thousand worths
def event_worth(
    confidence: float, *, kind: str, status: str, background: bool, killed: int | None, grade: str | None
) -> Worth:
    """Of one event.

    Args:
        confidence: Chance that it is right.
        kind: What it is.
        status: How it is told.
        background: Whether it is context to the news.
        killed: The dead of its incident, or null.
        grade: How its incident is attested; null where it is in none.
    """
    return _product((doubt(confidence, "confidence"), *weights(kind, status, killed, grade, background=background)))


@lru_cache(maxsize=1 << 14)
def weights(kind: str, status: str, killed: int | None, grade: str | None, *, background: bool) -> tuple[Factor, ...]:
    """What an act counts, however sure it is."""
    table, family = load_worth(), _families()[kind]
    found = [Factor("kind", family, table["family", family])]
    if killed:
        found.append(Factor("deaths", f"{killed}", round(1 + table["deaths", "tenfold"] * log10(1 + killed), _DIGITS)))
    if grade is not None:
        found.append(Factor("grade", grade, table["grade", grade]))
    found.append(Factor("status", status, table["status", status]))
    if background:
        found.append(Factor("background", "yes", table["background", "yes"]))
    return tuple(found)


def pair_worth(margin: float, weight: Worth, *, one_report: bool) -> Worth:
    """Of the question whether two events are one act.

    Args:
        margin: Log odds above the score that joins.
        weight: Worth of the weightier of the two; its doubt is left out.
        one_report: Whether one report tells both.
    """
    rest = [factor for factor in weight.factors if factor.part != "doubt"]
    value = "one-report" if one_report else "two-reports"
    asked = Factor("pair", value, load_worth()["pair", value])
    return _product((doubt(1 / (1 + exp(-margin)), "chance that they are one act"), *rest, asked))


def actor_worth(reports: int) -> Worth:
    """Of a suggestion for the tables of actors.

    Args:
        reports: How many independent reports state it.
    """
    table = load_worth()
    return _product(
        (Factor("actors", f"{reports} reports", table["actor", "question"] * min(reports, table["actor", "most"])),)
    )


@lru_cache(maxsize=1 << 14)
def doubt(chance: float, what: str) -> Factor:
    """How open it is whether something holds."""
    least = load_worth()["doubt", "least"]
    return Factor("doubt", f"{what} {chance:.2f}", round(max(least, 1 - abs(2 * chance - 1)), _DIGITS))


def _product(factors: tuple[Factor, ...]) -> Worth:
    return Worth(round(prod([one.factor for one in factors]), _DIGITS), factors)


@cache
def _families() -> dict[str, str]:
    return {kind: family.name for family in load_families() for kind in family.kinds}
