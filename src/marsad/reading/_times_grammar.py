"""The grammar of time expressions, written over classes of words.

A rule is a regular expression whose letters are word classes: ``weekday comma? month=month`` compiles into a pattern
over one character per item, so that a text of 600 words is a string of 700 characters and a rule costs microseconds.
``name=class`` keeps the value of an item as a term; ``base=CLASS`` takes over all terms of an expression that an
earlier rule has built, and ``from``, ``to`` and ``within`` keep them behind a prefix (``from.month``). Classes in
capitals are built by rules, the others are classes of words.

The rules stand in three layers, each rewriting what the one before has left: atoms ("16 December", "last week"), atoms
with a part or an hour ("early in 2016", "Sunday dawn"), and ranges. Within a layer the longest match wins, then the
leftmost, then the earlier rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from marsad.reading._times_words import Item

_MACROS = {
    "MON": "month/short_month/may",
    "WKD": "weekday/short_weekday",
    "UNIT": "day/unit/hour/weekend/century",
    "ANY_UNIT": "day/unit/hour/units/weekend/century",
    "this": "this/current",
    "INTEGER": "number31/number/year/integer/big",
    "D": "DAY/WEEKDAY/FEAST",
    "PERIOD": "MONTH/SEASONAL/YEAR/RELATIVE/DECADE/FEAST",
    "X": "DAY/WEEKDAY/MONTH/SEASONAL/YEAR/RELATIVE/DECADE/AGO/FEAST",
    "PREP": "in/on/at/over/by/since/until/before/after/from/between/for",
}
_FRAGMENTS = {
    # "about three", "more than two", "at least a", "several", "a few", "a couple of".
    "COUNT": "(?:approx than?|more than|at more|over|some)? (?:a (?= few))? n=few/some/INTEGER/a of?",
    # "three years old" and "two years of age" tell an age, not a time.
    "NO_AGE": "(?! dash? old| of age)",
    "AND": "(?:dash|to|and)",
    "YEAR_AFTER": "(?:comma? year=year)?",
    # No hour of the next day: "on Sunday, at dawn on Monday".
    "ALONE": "(?! (?:on|of)? the? D)",
    "BC_YEAR": "(?:of|comma)? circa? year=INTEGER era=era",
    # What gives "the last three weeks" a frame: "of May", "of this year".
    "FRAMED": " of (?:part|year|MON|feast|the? season|this/last)",
    "COMPLETE": "(?= comma| stop|$)",
}
_ATOMS = """
DAY date              | iso=date
DAY date              | weekday=WKD comma? month=MON day=number31/nth (?:comma? year=year)?
DAY date              | month=MON day=number31/nth comma? year=year
DAY date              | (?<!in) month=MON day=number31/nth (?! people)
DAY date              | month=MON day=number31/nth (?:of year=year)? (?= comma| stop| in|$)
DAY date              | (?:weekday=WKD comma?)? the? day=number31/nth of? month=MON (?:comma? year=year)?
DAY date              | weekday=weekday comma? the? day=nth (?! word)
DAY date              | between? month=MON day=number31/nth (?:dash|to|and) day_to=number31/nth (?:comma? year=year)?
DAY date              | (?:between|from)? the? day=number31/nth AND the? day_to=number31/nth of? month=MON YEAR_AFTER
DAY date              | (?<=on) the day=nth (?= comma| stop| and|$)
OTHER unclear         | unclear
FEAST feast           | (?<!capital) (?:the? (?:word/capital)? word? unit of)? feast=feast (?! capital| dash)
FEAST feast           | feast=feast (?:comma/of/in)? year=year
FEAST feast           | the? shift=this/next/last/past feast=feast (?! capital)
MONTH month           | month=MON (?:of|comma|dash)? year=year
MONTH month           | month=month
MONTH month           | (?<=PREP/part/of/to/dash/edge) month=may (?! capital)
MONTH month           | (?<=month and) month=may
MONTH month           | the? shift=this/next/last/that month=month/may
MONTH month           | the shift=shift month=month/may
SEASONAL season       | the? season=season/fall (?:of|comma)? year=year
SEASONAL season       | year=year season=season
SEASONAL season       | the? season=season/fall (?:of|comma)? year=year dash (?:number31/integer/year)
SEASONAL season anchored=yes | the shift=next/shift/last season=season
SEASONAL season       | the? shift=this/next/last/that season=season/fall
SEASONAL season       | the season=season (?! capital)
SEASONAL season       | (?<=PREP/part) season=season (?! capital| plural| word)
YEAR year             | (?<=in/circa/part) year=year
YEAR year             | (?<=part dash) year=year
YEAR year             | (?<=since/until/before/after/from/over/by/between) year=year (?! people| plural)
YEAR year             | (?<=of) year=year (?! people| plural)
YEAR year             | (?<=for) year=year (?! people| plural| word)
YEAR year             | (?<=open) year=year (?! people| plural)
YEAR year             | (?:^|(?<=stop)) year=year (?= stop| singular|$)
YEAR year             | (?<=edge of|units of|part of|most of) year=year
YEAR year             | (?<=month and|year and) year=year (?! people| plural| word)
YEAR year             | (?<=possess) year=year (?= word| capital)
YEAR year             | (?<=a) year=year (?= word)
YEAR year             | (?<=into/to) year=year (?! people| plural| word)
YEAR year             | year=year (?= possessive)
YEAR year             | (?<=the/possessive) year=year (?= word| capital| plural)
YEAR year             | the? unit/units year=year
YEAR year             | year=year dash year_to=year
YEAR year             | (?<=in/over/of/the/open/from) year=year dash year_to=number31/integer (?! capital| month)
DECADE decade         | the? decade=decade
DECADE century        | the? century=nth/ordinal dash? century
OTHER bc              | the? (?:(?:day|number31)? month=MON|season=season|part)? BC_YEAR
OTHER bc              | the? part? decade era=era
OTHER bc              | the? edge? of? the? century=nth/ordinal century era
WEEKDAY weekday       | weekday=weekday
WEEKDAY weekday       | the? this? shift=this/next/last/that/past/coming weekday=weekday
WEEKDAY weekday       | the shift=shift weekday=weekday
OTHER set             | every? weekdays
OTHER set             | every weekday/daypart
OTHER set rate=per    | per unit=ANY_UNIT
OTHER set             | every (?:n=few/number/number31)? unit=ANY_UNIT
OTHER set             | unit=often
OTHER set rate=vague  | rarely
OTHER set             | on a unit=often/regular basis
OTHER set             | (?:n=few/number/number31)? fold (?:a/every) unit=UNIT
RELATIVE unit         | shift=this/next/last unit=unit/hour/weekend/century (?! of)
DAY unit              | shift=this/next/last unit=day (?! of)
RELATIVE unit anchored=yes | the shift=next/shift unit=unit/hour/weekend/century
RELATIVE unit anchored=yes | shift=that shift? unit=unit/hour/weekend/century
OTHER window direction=past n=1 | (?<=over/in/for) the last unit=day/unit/hour (?! of)
RELATIVE unit         | the shift=last unit=unit (?! of)
DAY unit anchored=yes | the shift=next/shift unit=day
DAY unit anchored=yes | shift=that shift? unit=day
RELATIVE unit shift=previous anchored=yes | the unit=unit before COMPLETE
RELATIVE unit shift=following anchored=yes | the unit=unit (?:after|later|shift) COMPLETE
DAY unit shift=previous anchored=yes  | the? unit=day before COMPLETE
DAY unit shift=following anchored=yes | the unit=day (?:after|shift) COMPLETE
OTHER event           | the unit=day/unit (?:after|before)
RELATIVE unit shift=this | (?<=PREP) the unit=weekend
DAY unit unit=day anchored=yes | the shift=shift/next clock=daypart
DAY unit unit=day anchored=yes | shift=that shift? clock=daypart
DAY deictic           | offset=deictic
DAY deictic further=-1 | the? day before offset=deictic
DAY deictic further=1 | the? day after offset=deictic
DAY deictic offset=-1 | last clock=daypart
DAY deictic offset=0  | this clock=daypart
OVERNIGHT overnight   | overnight
OTHER window direction=past   | the? (?:last|past) COUNT unit=ANY_UNIT (?! of)
OTHER window direction=past n=1 | (?:the|this) past unit=UNIT
OTHER window direction=past   | the? recent unit=units
OTHER window direction=coming | the? (?:coming|next) COUNT unit=ANY_UNIT
OTHER window direction=coming | the? (?:coming|next) unit=units
OTHER window direction=coming n=1 | (?:the|this) coming unit=unit/day/weekend
OTHER window          | the direction=shift (?:n=few/number/number31)? unit=units
OTHER window direction=previous | the? n=number/number31 shift unit=units
OTHER span            | the? (?:nth|ordinal|last|past) COUNT? unit=units (?!FRAMED)
AGO ago               | COUNT unit=ANY_UNIT ago
AGO ago               | unit=units ago
OTHER offset          | COUNT unit=ANY_UNIT direction=later
OTHER offset          | unit=units direction=later
OTHER offset direction=earlier | COUNT unit=ANY_UNIT before COMPLETE
OTHER offset direction=later   | COUNT unit=ANY_UNIT (?:after|shift) COMPLETE
OTHER event           | COUNT unit=ANY_UNIT (?:before|after)
OTHER duration        | (?<!ordinal)(?<!nth)(?<!last) COUNT unit=ANY_UNIT long? NO_AGE
OTHER duration        | n=few/number/number31/integer/a dash unit=ANY_UNIT (?:dash? long)? NO_AGE
OTHER duration        | (?<=for/in/over/of/within) unit=units (?! of age)
OTHER duration        | unit=units dash long
OTHER duration n=1    | unit=unit/day dash long
OTHER duration        | the unit=units
OTHER vague           | ref=vague
OTHER vague ref=future | (?:any time|anytime) soon?
OTHER vague ref=future | (?<=in/for) the near time
OTHER vague           | (?<=since/until/by/before) then
OTHER duration        | (?<=for) how long
OTHER event           | (?:the (?:nth/ordinal)?|nth/ordinal) anniv
OTHER vague ref=future | soon COMPLETE
OTHER vague           | (?<=at) the shift? time
OTHER vague           | (?<=at/by/for/over/in) that shift? time
OTHER vague ref=present | (?<=at/by/for/over/in) this shift? time
OTHER vague ref=present | current (?! dash)
OTHER vague           | (?<=in) the past
OTHER vague           | (?<=for) some time
CLOCK clock           | clock=clock ampm=ampm? zone?
CLOCK clock           | clock=number31 ampm=ampm zone?
CLOCK clock           | clock=number31/integer/year/number zone
CLOCK clock           | clock=daypart
"""
_MODIFIED = """
DAY -           | base=D comma? at/in/on/over/by/before/after/until? more? approx? the? part? clock=CLOCK units? ALONE
DAY - lead=clock | (?:the part|part in the|part|the)? clock=CLOCK units? (?:on|of|in|over)? the? base=D
DAY - lead=clock | (?:between|from) CLOCK (?:and|to|until|dash) clock=CLOCK comma? (?:on|of)? base=D
DAY - lead=clock | (?:between|from) (?:number31|number) (?:and|to|until|dash) clock=CLOCK comma? (?:on|of)? base=D
DAY - lead=clock | the? (?:part|word) units of base=D
DAY - lead=clock | soon (?:after|before) clock=CLOCK (?:on|of)? the? base=D
DAY - lead=clock | part on? base=D (?:clock=CLOCK units?)?
FEAST - eve=yes | (?:the eve|eve) of base=FEAST
DAY - lead=clock | later on? base=D
DAY - overnight=from | OVERNIGHT on? base=D
DAY - overnight=from | base=D OVERNIGHT
DAY - overnight=into | OVERNIGHT (?:into|to) base=D
DAY -           | base=WEEKDAY of? within=RELATIVE
DAY -           | base=DAY of? within=RELATIVE
DAY date        | the? day=nth/number31 of within=RELATIVE
MONTH -         | base=MONTH of? within=RELATIVE
SEASONAL -      | base=SEASONAL of? within=RELATIVE
YEAR -          | the? part=part dash? (?:in|of)? the? base=YEAR
MONTH -         | the? part=part dash? (?:in|of)? the? base=MONTH
SEASONAL -      | the? part=part dash? (?:in|of)? the? base=SEASONAL/RELATIVE/DECADE
RELATIVE -      | the? part=edge of base=PERIOD
RELATIVE -      | part=later in? base=PERIOD
RELATIVE -      | the? ordinal=nth/ordinal/latter/last part=half of base=PERIOD
RELATIVE -      | the? ordinal=nth/ordinal/last (?:n=number/number31/few)? part_unit=units/unit/day of the? base=PERIOD
RELATIVE unit shift=the | part=later/part in the unit=UNIT
RELATIVE unit shift=the | the? part=edge of the unit=UNIT
RELATIVE unit shift=the | the? ordinal=nth/ordinal/latter part=half of the unit=UNIT
"""
_RANGES = """
RANGE range     | between from=X and (?:approx|part)? to=X/year
RANGE range     | from from=X (?:to|until|dash|into) (?:approx|part)? to=X/year
RANGE range     | from=X (?:to|dash|until) to=X/year
RANGE range     | the? CLOCK from from=D (?:to|into|dash|and) to=D
RANGE range     | OVERNIGHT from? from=D (?:to|into|dash) to=D
"""
_PREFIXED = frozenset({"from", "to", "within"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to build an expression.

    Attributes:
        kind: Class of what it builds.
        form: Form of the mention, or "-" for that of its base.
        pattern: Over the characters of the classes.
        terms: Terms that the words do not carry themselves.
    """

    kind: str
    form: str
    pattern: re.Pattern[str]
    terms: tuple[tuple[str, str], ...]


class _Alphabet:
    """One character for each class of items, handed out as the classes come up."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}

    def spell(self, items: list[Item]) -> str:
        codes = self._codes
        return "".join([codes.get(item.kind, ".") for item in items])

    def compile(self, pattern: str) -> re.Pattern[str]:
        for name, fragment in _FRAGMENTS.items():
            pattern = pattern.replace(name, fragment)
        return re.compile(re.sub(r"(?:\b([a-z_]+)=)?\b([A-Za-z_0-9]+(?:/\w+)*)", self._group, pattern).replace(" ", ""))

    def _group(self, found: re.Match[str]) -> str:
        kinds = [part for kind in found[2].split("/") for part in _MACROS.get(kind, kind).split("/")]
        codes = "".join(self._codes.setdefault(kind, chr(0xE000 + len(self._codes))) for kind in dict.fromkeys(kinds))
        return f"(?P<{found[1]}>[{codes}])" if found[1] else f"[{codes}]"


_ALPHABET = _Alphabet()


def _layer(rows: str) -> tuple[Rule, ...]:
    """Rules from lines of the form ``KIND form term=value ... | pattern``."""
    rules = []
    for row in rows.strip().splitlines():
        head, _, pattern = row.partition("|")
        kind, form, *fixed = head.split()
        terms = tuple((name, value) for name, _, value in (entry.partition("=") for entry in fixed))
        rules.append(Rule(kind, form, _ALPHABET.compile(pattern), terms))
    return tuple(rules)


_LAYERS = (_layer(_ATOMS), _layer(_MODIFIED), _layer(_RANGES))


def parse(items: list[Item]) -> list[Item]:
    """The row of items with every expression that the grammar knows built into one item with terms."""
    for rules in _LAYERS:
        items = _rewrite(items, rules)
    return items


def _rewrite(items: list[Item], rules: tuple[Rule, ...]) -> list[Item]:
    spelled = _ALPHABET.spell(items)
    matches = [
        (found.start() - found.end(), found.start(), order, found)
        for order, rule in enumerate(rules)
        for found in rule.pattern.finditer(spelled)
    ]
    matches.sort(key=lambda match: match[:3])
    chosen: dict[int, tuple[int, Item]] = {}
    taken: set[int] = set()
    for _, start, order, found in matches:
        stretch = range(start, found.end())
        if taken.isdisjoint(stretch):
            taken.update(stretch)
            chosen[start] = found.end(), _build(items, rules[order], found)
    return _replaced(items, chosen)


def _replaced(items: list[Item], chosen: dict[int, tuple[int, Item]]) -> list[Item]:
    row, at = [], 0
    while at < len(items):
        after, item = chosen.get(at, (at + 1, items[at]))
        row.append(item)
        at = after
    return row


def _build(items: list[Item], rule: Rule, found: re.Match[str]) -> Item:
    terms = {"form": rule.form} if rule.form != "-" else {}
    for name, group in found.groupdict().items():
        if group is not None:
            terms |= _captured(name, items[found.start(name)])
    terms |= dict(rule.terms)
    return Item(rule.kind, items[found.start()].start, items[found.end() - 1].end, terms.get("clock", ""), terms)


def _captured(name: str, item: Item) -> dict[str, str]:
    if name == "base":
        return dict(item.terms or {})
    if name == "clock" and item.terms is not None:
        return {term: item.terms[term] for term in ("clock", "ampm") if term in item.terms}
    if name in _PREFIXED:
        # A bare year after "from 2014 to" has not been built by a rule of its own.
        terms = item.terms or {"form": "year", "year": item.value}
        return {f"{name}.{term}": value for term, value in terms.items()}
    return {name: item.value} if item.value else {}
