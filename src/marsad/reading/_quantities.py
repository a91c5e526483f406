"""Quantities: how many, with the bounds that the words give them (codebook, section 3).

``find_quantities`` reads "68", "at least 15", "more than 60", "1,500 to 2,000", "dozens of" by rules over the plain
text. What counts no people or things keeps its ``unit`` (percent, money, distance, age) or is left out (dates, hours,
ordinals, the names of weapons, units and documents), so that it never becomes a toll.

Invariant: quantities stand in text order and do not overlap, and low <= best <= high where they are set.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from marsad.reading._mentions import Quantity, TimeMention
from marsad.reading._numbers import Figure, find_figures
from marsad.reading._times import find_times
from marsad.records import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["find_quantities"]

_Bounds = tuple[int | None, int | None, int | None]
_APPROXIMATE = r"about|around|some|roughly|approximately|an estimated|estimated|circa|ca\.|approx\.|in the region of"
_TOTAL = r"(?P<total>(?:(?:a|the) (?:combined |cumulative )?total of|in (?:total|all),?|altogether,?)\s+)?"
_OVER = r"(?<!hand )(?<!handed )(?<!hands )(?<!turned )(?<!took )(?<!taken )(?<!gave )over"  # "handed over 150" is 150
_BEFORE = re.compile(
    rf"(?<![\w-]){_TOTAL}(?:(?P<word>"
    r"(?P<least>at (?:the very )?least|(?:no|not) (?:fewer|less) than|a minimum of|upwards? of)"
    rf"|(?P<more>(?:(?:well|far|slightly|just|a little|many) )?(?:more than|{_OVER}|above|in excess of|exceeding))"
    r"|(?P<most>up to|nearly|almost|(?:very )?close to|as many as|as much as|approaching|a maximum of|at (?:the )?most"
    r"|(?:no|not) more than)"
    r"|(?P<fewer>fewer than|less than|(?:just |well )?under|below)"
    rf"|(?P<about>{_APPROXIMATE}))\s+)?(?:(?:{_APPROXIMATE})\s+)?"
    r"(?P<total_after>(?:a|the) (?:combined )?total of\s+)?(?P<between>between\s+)?\Z",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?P<least>\+(?!\w)|-plus\b|\s+(?:people )?or more\b)|(?P<about>-odd\b|\s+or so\b)"
    r"|(?P<most>\s+or (?:fewer|less)\b)"
)
_TOTAL_AFTER = re.compile(r"(?:\s+[a-z]+){0,3}\s+(?:in (?:total|all)|altogether)\b")
_TOLL = re.compile(
    r"\b(?:toll|tally|total)\b[^.;:\n]{0,60}?\b(?:to|at|of|is|was|reached|hit|passed|topped|exceeded|surpassed)\s+\Z",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s?(?P<sign>-|–|—|‑)\s?|\s+(?P<word>to|or|and)\s+")
_CHANGE = re.compile(
    r"\b(?:rose|risen|rising|rises|up|increas\w+|grew|grown|jump\w+|climb\w+|f[ae]ll\w*|down|dropp\w+|drop|declin\w+"
    r"|decreas\w+|went|revis\w+|rais\w+|reduc\w+|cut)\b[^.;]{0,25}\bfrom\s+(?:\w+ )?\Z",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\s?(?P<sign>%|°|€|£)|[ \u00a0]?(?P<short>(?:k?m|[cm]m|kgs?|sq|ft|mph|kph|km/h"
    r"|MW|GW|TNT|USD|EUR|[kKMG]?[tT]|k|bn|mn?)(?![\w-]))²?"
    r"|(?P<hyphen>(?:-[A-Za-z]+)+)"
    r"|\s+(?P<word>(?:square |cubic |nautical |US |Syrian |Turkish |American |metric )?"
    r"(?:per ?cent(?:age)?|percent|pct|points?|kilomet(?:er|re)s?|met(?:er|re)s?|miles?|feet|foot|inch(?:es)?|yards?"
    r"|millimet(?:er|re)s?|centimet(?:er|re)s?|kilos?|kilograms?|grams?|tonn?es?|tons?|pounds?|lit(?:er|re)s?|gallons?"
    r"|barrels?|hectares?|acres?|degrees?|dollars?|euros?|cents|lira|liras|rubles|riyals?|dinars?|shekels?|dirhams?|yuan"
    r"|rupees?|rials?|years? old|years? of age|years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?"
    r"|centur(?:y|ies)|times|votes|megawatts?|caliber|calibre|thirds?|quarters?|fifths?|tenths?|halves)\b)",
)
_STRENGTH = frozenset(
    ("strong", "man", "men", "woman", "women", "member", "members", "person", "people", "vehicle", "truck", "soldier")
)
_DESIGNATOR = re.compile(
    r"(?:\b(?:No|Nos|Art|Res|Sec|Fig|Vol|pp?)\.|\b(?:Number|Numbers|Article|Articles|Resolution|Resolutions|Brigade|Division"
    r"|Battalion|Regiment|Unit|Base|Sector|Channel|Route|Highway|Road|Phase|Chapter|Flight|Room|Camp|Gate|Area|Zone|Line"
    r"|Page|Section|Paragraph|Annex|Grade|Level|Category|Type|Mark|Model|Boeing|Airbus|Apollo|Operation|Group|Point|Part"
    r"|Stage|Block|Building"
    r"|Radio|TV|Formula|Windows|Ward|District|magnitude|magnitude of"
    r"|version|number|phase|chapter|page|article|resolution))\s*\Z"
)
_AGED = re.compile(
    r"\b(?:(?:aged?|ages|age of|ages of)\s+(?:between\s+)?(?:\w+\s+(?:to|and)\s+)?"
    r"|(?:boy|girl|man|woman|child|son|daughter|teenager|toddler|baby|youth) of )\Z",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(
    r"(?:\b[A-Z][\w’'-]+|\b(?:boy|girl|man|woman|child|son|daughter|teenager|mother|father)),\s?\Z"
)
_NOT_ONE = re.compile(
    r"(?:\W*\Z|[^\w\s]|\s+(?:of|another|day|week|month|year|night|morning|hour|time|thing|that|which|who|whose|whom|by|to"
    r"|in|on|at|or|for|from|with|has|had|is|can|could|will|would|may|might|must|should|as|after|before|day's|reason|way"
    r"|side|hand|point|another's|where|when|if|but|it|he|she|they|we|I)\b)"
)
_THE_ONE = re.compile(
    r"(?:\b(?:the|this|that|any|each|every|which|no|only|a|an|as|first|last|next|other|latest)\s+|[A-Za-z]-)\Z",
    re.IGNORECASE,
)
_VICTIM = re.compile(
    r"\b(?:kill|wound|injur|arrest|captur|detain|behead|execut|abduct|kidnapp|hurt|shot|shoot)\w*\s+(?:at least )?\Z"
)
_SHARE = re.compile(r"\s+(?:in|out of)(?: every)?\s+")
_RECENT_YEAR = re.compile(r"(?:19|20)[0-9]{2}\Z")


def find_quantities(text: str, *, times: tuple[TimeMention, ...] | None = None) -> tuple[Quantity, ...]:
    """Every quantity of ``text``, with its bounds.

    Args:
        text: Plain text in English.
        times: What ``find_times`` gave for it, where that is at hand; numbers within are no quantities.
    """
    spans = [mention.span for mention in (find_times(text) if times is None else times)]
    figures = [figure for figure in find_figures(text) if not any(_within(figure, span) for span in spans)]
    return tuple(_quantities(text, figures))


def _within(figure: Figure, span: Span) -> bool:
    return span.start < figure.end and figure.start < span.end


def _quantities(text: str, figures: list[Figure]) -> Iterator[Quantity]:
    at = free = 0
    while at < len(figures):
        first = figures[at]
        last = figures[at + 1] if at + 1 < len(figures) else None
        joined = last is not None and _is_range(text, first, last)
        at += 2 if joined else 1
        if _is_score(text, first, last) or _is_share(text, first, last):
            at += 1
            continue
        if first.start >= free and (quantity := _quantity(text, first, last if joined else None, free)) is not None:
            free = quantity.span.end
            yield quantity


def _is_range(text: str, first: Figure, last: Figure) -> bool:
    joint = _JOINT.fullmatch(text, first.end, last.start)
    if joint is None or first.value is None or last.value is None or first.vague or last.vague:
        return False
    low = first.value * (last.scale if first.scale == 1 and first.value < last.value else 1)
    if low >= last.value and first.value >= last.value:
        return False
    before = text[max(0, first.start - 60) : first.start]
    if joint["word"] == "and":
        return bool(re.search(r"\bbetween\s+\Z", before, re.IGNORECASE))
    return joint["word"] != "to" or not _CHANGE.search(before)


def _is_score(text: str, first: Figure, last: Figure | None) -> bool:
    """Two numbers that fall, joined by a hyphen ("3-1"), are a result and no quantity."""
    return (
        last is not None
        and not _is_range(text, first, last)
        and bool(re.fullmatch(r"[-–]", text[first.end : last.start]))
    )


def _is_share(text: str, first: Figure, last: Figure | None) -> bool:
    """Two small numbers that make a rate ("two in five", "one out of every ten") count nobody."""
    if last is None or first.value is None or last.value is None or not 0 < first.value < last.value <= 100:
        return False
    if _VICTIM.search(text[max(0, first.start - 30) : first.start]):
        return False  # "killed two in five attacks"
    counted = re.match(r"\s+[a-z]", text[last.end : last.end + 3])
    return bool(_SHARE.fullmatch(text, first.end, last.start)) and counted is not None


def _quantity(text: str, first: Figure, last: Figure | None, free: int) -> Quantity | None:
    end = (last or first).end
    if _is_name(text, first, end):
        return None
    lead = text[max(free, first.start - 60) : first.start]
    before = _BEFORE.search(lead)
    if before is None or (first.written == "one" and last is None and not _counts_one(text, first, before)):
        return None
    unit = _unit(text, first, end)
    if unit is None and _is_bare(text, first, end, before):
        return None
    after = _AFTER.match(text, end)
    bounds = _bounds(first, last, before, after)
    end = after.end() if after else end
    if (first.vague or first.written == "a pair") and last is None and text.startswith(" of ", end):
        end += 3
    total = bool(before["total"] or before["total_after"]) or bool(_TOTAL_AFTER.match(text, end))
    start = first.start - len(lead) + before.start()
    total = total or bool(_TOLL.search(text[max(0, start - 100) : start]))
    return Quantity(Span.of(text, start, end), *bounds, unit=unit, cumulative=total and unit is None)


def _is_name(text: str, figure: Figure, end: int) -> bool:
    """Numbers inside names, hours, fractions and lists: F-16, Resolution 2254, 11:30, 9/11, [1], "1." in front."""
    before, after = text[max(0, figure.start - 30) : figure.start], text[end : end + 12]
    if re.search(r"[A-Za-z0-9][-‑/:.]\Z|[#@_\\]\Z|\[\Z|[0-9],\Z", before) or re.match(
        r"/\w|:[0-9]|\]|[.,][0-9]", after
    ):
        return True
    if figure.written[0].isdigit() and re.match(r"(?!(?:k?m|[cm]m|kgs?|ft|t|k|bn|mn?|mph)\b)[A-Za-z]", after):
        return True
    if re.search(r"(?:^|\n)\s*\Z", before) and re.match(r"[.)](?:\s|$)", after):
        return True
    return figure.written[0].isdigit() and bool(_DESIGNATOR.search(before))


def _counts_one(text: str, figure: Figure, before: re.Match[str]) -> bool:
    """Whether "one" is a number ("one soldier", "killing one") and no pronoun ("one of", "the one", "one can")."""
    if before["word"] or _VICTIM.search(text[max(0, figure.start - 30) : figure.start]):
        return True
    return not _NOT_ONE.match(text, figure.end) and not _THE_ONE.search(text[max(0, figure.start - 12) : figure.start])


def _unit(text: str, figure: Figure, end: int) -> str | None:
    money = re.search(r"(?:US|C|A)?[$€£]\s?\Z", text[max(0, figure.start - 4) : figure.start])
    if money:
        return money[0].strip()
    found = _UNIT.match(text, end)
    if found is not None and found.lastgroup is not None:
        unit = found[found.lastgroup].strip().strip("-")
        if found.lastgroup != "hyphen":
            return unit
        words = unit.split("-")
        if words[0] not in (*_STRENGTH, "plus", "odd"):
            return unit
    if _AGED.search(text[max(0, figure.start - 30) : figure.start]) or _is_age_apposed(text, figure, end):
        return "years old"
    return None


def _is_age_apposed(text: str, figure: Figure, end: int) -> bool:
    """An age between commas: "Ahmad Hassan, 34, said"."""
    if figure.value is None or not 0 < figure.value < 110 or not figure.written.isdigit():
        return False
    return text[end : end + 1] in (",", ")") and bool(
        _NAME_BEFORE.search(text[max(0, figure.start - 30) : figure.start])
    )


def _is_bare(text: str, figure: Figure, end: int, before: re.Match[str]) -> bool:
    """A broken number without a unit, or four digits that look like a year and count nothing."""
    if figure.value is None:
        return True
    if not _RECENT_YEAR.match(figure.written) or before["word"] or before["total"]:
        return False
    return not re.match(r"\s+[a-z]", text[end : end + 3])


def _bounds(first: Figure, last: Figure | None, before: re.Match[str], after: re.Match[str] | None) -> _Bounds:
    if first.value is None:
        return None, None, None
    if last is not None and last.value is not None:
        scaled = first.value * last.scale if first.scale == 1 and first.value * last.scale < last.value else first.value
        return scaled, None, last.value
    word = (after.lastgroup if after else None) or next(
        (name for name in ("least", "more", "most", "fewer", "about") if before[name]), "exact"
    )
    if first.vague:
        return (None if word in ("most", "fewer") else first.value), None, None
    return _BY_WORD[word](first.value)


_BY_WORD: dict[str, Callable[[int], _Bounds]] = {
    "exact": lambda n: (n, n, n),
    "least": lambda n: (n, n, None),
    "more": lambda n: (n + 1, None, None),
    "about": lambda n: (None, n, None),
    "most": lambda n: (None, n, n),
    "fewer": lambda n: (None, None, max(n - 1, 0)),
}
