"""Words that time expressions are made of: a text becomes a row of classed items.

Every item carries a class (``weekday``, ``month``, ``since`` ...) and the stretch of text it stands for, so that the
grammar can be written over classes and never sees letters. A word without a part in any time expression keeps a
class of its own (``word``, ``capital``), because it must stop an expression from running on.

Invariant: items stand in text order and do not overlap; only white space lies between them.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from marsad.knowledge import load_feasts

# One class a line; a word may carry a value ("september=9"), else its value is empty.
_CLASSES = """
month      january=1 february=2 april=4 june=6 july=7 august=8 september=9 october=10 november=11 december=12
weekday    monday=1 tuesday=2 wednesday=3 thursday=4 friday=5 saturday=6 sunday=7
weekdays   mondays tuesdays wednesdays thursdays fridays saturdays sundays
season     spring=spring summer=summer autumn=autumn winter=winter
fall       fall=autumn
ordinal    first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 final=last
number     one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13
number     fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40
number     fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 hundred=100
few        few several couple many numerous
a          a=1 an=1
day        day=day
unit       week=week month=month year=year decade=decade fortnight=fortnight
weekend    weekend=weekend
century    century=century
hour       hour=hour minute=minute
units      days=day weeks=week months=month years=year hours=hour minutes=minute decades=decade centuries=century
units      fortnights=fortnight weekends=weekend seconds=minute
nights     nights mornings afternoons evenings summers winters
daypart    morning=morning afternoon=afternoon evening=evening night=night dawn=dawn dusk=dusk noon=noon
daypart    midnight=midnight midday=noon sunrise=dawn sunset=dusk daybreak=dawn nightfall=dusk sundown=dusk
daypart    daytime=day nighttime=night
deictic    today=0 yesterday=-1 tomorrow=1 tonight=0
overnight  overnight
this       this=this
current    current=this
shift      previous=previous preceding=previous prior=previous following=following ensuing=following
shift      subsequent=following same=same
next       next=next
coming     coming=coming upcoming=coming
last       last=last
past       past=past
that       that=same
recent     recent these
ago        ago=earlier
later      later=later earlier=earlier afterwards=later afterward=later thereafter=later previously=earlier
part       early=early late=late mid=mid
edge       beginning=start start=start outset=start onset=start end=end close=end middle=mid height=mid turn=start
half       half=half quarter=quarter
latter     latter=2
approx     about around roughly nearly almost approximately just only another exactly
some       some
more       more less fewer least under most
than       than
every      every each
per        per
often      daily=day weekly=week monthly=month annually=year yearly=year nightly=day
rarely     sporadically regularly periodically intermittently occasionally routinely
regular    regular
basis      basis
fold       once twice thrice times
how        how
possess    his her its their
singular   was is has saw
then       then
any        any
anytime    anytime
near       near foreseeable distant
anniv      anniversary
eve        eve
vague      now=present currently=present recently=past lately=past nowadays=present presently=present
soon       soon shortly
as         as
time       time moment present future period
in         in
on         on
at         at
over       over during throughout within inside across
for        for
to         to through thru
by         by
since      since
until      until till
before     before
after      after
from       from
between    between
and        and
or         or
of         of
the        the
into       into
circa      circa ca
long       long
old        old
people     people men women children civilians soldiers fighters troops militants rebels families houses homes tanks
people     residents refugees members others prisoners tons tonnes dollars floor
"""
_MONTH_NAMES = "January February March April May June July August September October November December"
_MONTHS = _MONTH_NAMES.split()
_SHORT_MONTHS = {name[:3]: str(n) for n, name in enumerate(_MONTHS, 1) if name != "May"} | {"Sept": "9"}
_SHORT_WEEKDAYS = {
    "Mon": 1,
    "Tue": 2,
    "Tues": 2,
    "Wed": 3,
    "Thu": 4,
    "Thur": 4,
    "Thurs": 4,
    "Fri": 5,
    "Sat": 6,
    "Sun": 7,
}
_WORDS = {
    word: (line[:11].strip(), value)
    for line in _CLASSES.strip().splitlines()
    for word, _, value in (entry.partition("=") for entry in line[11:].split())
}
# Words that tell of time only with a capital. May and March are verbs as well, so they have a class apart.
_CAPITALISED = {
    **{name: ("short_month", n) for name, n in _SHORT_MONTHS.items()},
    **{name: ("short_weekday", str(n)) for name, n in _SHORT_WEEKDAYS.items()},
    **dict.fromkeys(("May", "MAY"), ("may", "5")),
    **dict.fromkeys(("March", "MARCH"), ("may", "3")),
}
_MONTH = "(?:" + "|".join(_MONTHS) + ")"
_DATE = rf"(?:{_MONTH} [0-9]{{1,2}}(?:th|st|nd|rd)?|[0-9]{{1,2}}(?:th|st|nd|rd)?(?: of)? {_MONTH})"
_BEARERS = (
    r"[Aa]lliance|[Cc]oalition|[Mm]ovement|[Rr]evolution|[Bb]rigades?|[Bb]attalion|Front|Martyrs?|Youth|Bridge|Square"
    r"|Street|City|Hospital|Airport|University|Stadium|Camp|Mosque|Bloc|Forces"
)
# Names that contain a word of time and say nothing of when.
_NAMES = "|".join(
    (
        r"(?:Sunday|Daily|Friday|Monday) (?:Times|Telegraph|Mail|Mirror|Express|Herald|Star|Sabah|Independent|World)",
        r"(?:Black|Red|Bloody) (?:September|October|Friday|Sunday|Monday)(?! [0-9])",
        r"(?:Theresa|Brian|Mrs\.?|Ms\.?|Mr\.?|Minister) (?:May|March)(?! [0-9])",
        r"(?:Arab|Prague|Damascus|Peace|Euphrates) Spring",
        r"(?:Sept(?:ember|\.)?) 11(?:th)? (?:terror(?:ist)? )?[Aa]ttacks",
        rf"(?<!On )(?<!on ){_DATE} (?:{_BEARERS})",
    )
)
_FEASTS = {name: feast.name for feast in load_feasts().values() for name in feast.names}
_FEAST_NAMES = "|".join(re.escape(name) for name in sorted(_FEASTS, key=lambda name: (-len(name), name)))
_SHORT = "(?:" + "|".join((*_SHORT_MONTHS, *_SHORT_WEEKDAYS)) + ")"
_TOKEN = re.compile(
    r"(?P<stop>\n\s*\n)|(?=\S)(?:"
    # Most words are plain ones in lower case; they come first because every other branch would have to fail on them.
    r"(?P<word>(?<!\w)(?!(?:[ap]m|hrs|hours (?:GMT|UTC|local)|local time|o)\b)[a-z]+(?![\w’'.-]))"
    rf"|(?P<name>\b(?:{_NAMES})\b)"
    rf"|(?P<feast>(?=[A-Z])\b(?:{_FEAST_NAMES})\b)"
    r"|(?P<iso>(?<![\w.-])[0-9]{4}(?P<iso_mark>[-/.])[0-9]{2}(?P=iso_mark)[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?Z?)?(?!\w))"
    r"|(?P<numeric>(?<![\w.-])[0-9]{1,2}(?P<mark_of_date>[-/.])[0-9]{1,2}(?P=mark_of_date)[0-9]{4}(?!\w))"
    r"|(?P<junk>[$€£#]\s?[0-9][0-9,.]*|[0-9]+(?:[./][0-9]+){2,}|[0-9]+/[0-9]+"
    rf"|\b(?!(?:mid|pre|post|{_MONTH})-)[^\W\d_]{{1,6}}-?[0-9][\w-]*)"
    r"|(?P<clock>\b[012]?[0-9][:.][0-5][0-9](?=\s?(?:hrs|h\b|[aApP]\.?[mM]\b|GMT|UTC|EST|local))"
    r"|\b[012]?[0-9]:[0-5][0-9]\b(?!:))"
    r"|(?P<zone>(?<![^\W\d_])(?:GMT|UTC|ES?T|EDT|PST|hrs|o['’]clock|[Ll]ocal time|hours (?:GMT|UTC|local time))\b)"
    r"|(?P<ampm>(?<![^\W\d_])[aApP](?:\.[mM]\.|[mM]\b))"
    r"|(?P<era>\bBCE?\b|\bB\.C\.|\bAD\b|\bA\.D\.)"
    r"|(?P<decade>\b(?:1[0-9]|20)[0-9]0['’]?s\b|['’][2-9]0s\b)"
    r"|(?P<nth>\b[0-9]{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<big>\b[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|\b[0-9]+\.[0-9]+)"
    r"|(?P<digits>[0-9]+)"
    rf"|(?P<short>\b{_SHORT}\.(?=[ ,]))"
    r"|(?P<other_word>\b(?:[tT]wen|[tT]hir|[fF]or|[fF]if|[sS]ix|[sS]even|[eE]igh|[nN]ine)ty-"
    r"(?:one|two|three|four|five|six|seven|eight|nine)\b|[^\W\d_]+)"
    r"|(?P<comma>,)|(?P<dash>[-‐‑–—])|(?P<possessive>['’]s?)|(?P<open>[(\[])|(?P<mark>\S))"
)
_TRIGGER_NAMES = """
soon recent weekend century month weekday weekdays season fall day unit hour units nights daypart deictic overnight ago
vague time may short_month short_weekday feast date unclear year clock ampm decade era often rarely basis how anytime
anniv nth then current
"""
_TRIGGERS = frozenset(_TRIGGER_NAMES.split())


class Item(NamedTuple):
    """A token, or what the grammar has built from several.

    Attributes:
        kind: Its class.
        start: First code point.
        end: One past the last.
        value: The token's value in its class ("9" for September), or "".
        terms: What the grammar has built, or null for a plain token.
    """

    kind: str
    start: int
    end: int
    value: str
    terms: dict[str, str] | None = None


def items_of(text: str) -> list[Item]:
    """The classed tokens of ``text`` around its words of time.

    What stands further off than any expression reaches is left out, a stop in its place.
    """
    items = [_item(found) for found in _TOKEN.finditer(text)]
    near: list[Item] = []
    covered = 0
    for at, item in enumerate(items):
        if item.kind in _TRIGGERS and at + _REACH > covered:
            if at - _REACH > covered:
                near.append(_GAP)
            near += items[max(covered, at - _REACH) : at + _REACH]
            covered = at + _REACH
    return near


# The longest stretch of words before or after a word of time that any rule looks at.
_REACH = 12
_GAP = Item("stop", 0, 0, "")


def _item(found: re.Match[str]) -> Item:
    group = found.lastgroup or "stop"
    if group in ("word", "other_word"):
        kind, value = _word(found[0])
    elif group in _READERS:
        kind, value = _READERS[group](found[0])
    else:
        kind, value = "stop" if group == "mark" else group, found[0] if group in _VALUED else ""
    return Item(kind, found.start(), found.end(), value)


_VALUED = frozenset({"clock", "ampm", "zone", "decade", "era"})


@lru_cache(maxsize=16_384)
def _word(word: str) -> tuple[str, str]:
    if word in _CAPITALISED:
        return _CAPITALISED[word]
    known = _WORDS.get(word.lower())
    if known is not None and word != "august":
        return known
    first, last = _split_tens(word.lower())
    if first:
        return "number", str(first + last)
    return ("capital" if word[0].isupper() else "plural" if word.endswith("s") else "word"), ""


def _split_tens(word: str) -> tuple[int, int]:
    """The two parts of "twenty-five", or zeros."""
    tens, dash, digit = word.partition("-")
    return (int(_WORDS[tens][1]), int(_WORDS[digit][1])) if dash else (0, 0)


def _digits(digits: str) -> tuple[str, str]:
    value = int(digits)
    if len(digits) <= 2 and 1 <= value <= 31:
        return "number31", str(value)
    if len(digits) == 4 and 1700 <= value < 2100:
        return "year", digits
    return "integer", str(value)


def _nth(word: str) -> tuple[str, str]:
    value = int(word[:-2])
    return "nth", str(value)


def _iso(word: str) -> tuple[str, str]:
    return _calendar(int(word[:4]), int(word[5:7]), int(word[8:10]))


def _numeric(word: str) -> tuple[str, str]:
    """The day first behind dots; else in the one order that is possible, or in both where they say the same."""
    first, second, year = (int(part) for part in re.split(r"[-/.]", word))
    if first > 12 or first == second or "." in word:
        return _calendar(year, second, first)
    return _calendar(year, first, second) if second > 12 else ("unclear", "")


def _calendar(year: int, month: int, day: int) -> tuple[str, str]:
    try:
        return "date", date(year, month, day).isoformat()
    except ValueError:
        return "junk", ""


def _feast(word: str) -> tuple[str, str]:
    return "feast", _FEASTS[word]


def _short(word: str) -> tuple[str, str]:
    return _CAPITALISED[word.rstrip(".")]


_READERS = {"digits": _digits, "nth": _nth, "iso": _iso, "numeric": _numeric, "short": _short, "feast": _feast}
