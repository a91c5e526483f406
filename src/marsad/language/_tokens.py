"""Text to tokens and sentences, with exact offsets.

The token rules follow the English Web Treebank: clitics ("did n't", "Syria 's"), hyphens and slashes between words
stand apart, numbers, initials, addresses and model names stay whole.

Invariant: tokens never overlap, are in text order, hold no white space, and cover every character that is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

TITLES = frozenset(
    "adm amb brig capt cmdr col cpl cpt det dr fr gen gov hon insp lt maj mr mrs ms msgr mt pfc pres prof pvt rep rev "
    "sen sgt spc st sr jr supt mssrs messrs pte ret".split()
)
MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
INSIDE = frozenset(
    "vs etc inc co corp ltd no nos vol art fig approx est dept bros ave blvd rd al cf eg ie "
    "mon tue wed thu fri sat sun".split()
)
ABBREVIATIONS = TITLES | MONTHS | INSIDE
STARTERS = frozenset(
    "the a an in on at he she it they we i you but and this that these those there his her its their our as after "
    "before when while if although however some many no one two three several meanwhile since for from by with".split()
)

_TOKEN = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]’'] # addresses
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                        # mail
  | [@\#]\w+                                            # handles, tags
  | (?:[A-Z]\.){2,}(?:[A-Z](?![\w]))?                   # U.S., U.N., J.F.K
  | (?:[ap]\.m\.|e\.g\.|i\.e\.)
  | \w+(?=n[’']t\b)                                     # did n't
  | n[’']t\b
  | [’'](?:s|re|ve|ll|d|m)\b
  | (?<![\w])[’'](?:\d0s|em|n|til|cause)\b
  | \d+(?:[.,:]\d+)+(?:st|nd|rd|th|s|m|k|bn)?(?![\w])    # 1,500  3.5  10:30
  | \d+(?:st|nd|rd|th|s|m|k|bn|mm|km|kg)?(?![\w])
  | [A-Za-z]{1,4}-\d+[A-Za-z]{0,3}(?![\w])               # F-16, T-72, AK-47
  | [Cc]an(?=not\b) | [Gg]on(?=na\b) | [Ww]an(?=na\b)
  | (?:non|pre|re|post|mis|anti|counter|co|ex|pro|semi|sub|un|multi|inter|e|ultra|de|mid|vice)-[A-Za-z]\w*  # prefixes
  | [DdOLl][’'][A-Z]\w*                                  # O'Brien, d'Ivoire, L'Aquila
  | \w+(?:[’'](?!(?:s|re|ve|ll|d|m|t)\b)\w+)*             # Sha'fah
  | \.{2,} | …
  | --+ | [–—]
  | ([$€£¥])
  | \S
    """,
    re.VERBOSE,
)
_CLOSERS = "\"”’')]»"
_ENDERS = frozenset(".!?…") | {"...", "....", "?!", "!!", "??", ".."}


@dataclass(frozen=True, slots=True)
class RawToken:
    """A token by its offsets."""

    start: int
    end: int


_CAPITALS = r"[A-Z][A-Z'’.-]+(?:[ /-][A-Z][A-Z'’.-]+){0,3}"
_WITHIN = r"(?:, (?:[A-Z][\w. ]{1,40}|\d{1,2} [A-Z][\w. ]{2,40}|\d{4})){0,4}"  # a country, a day, a year
_AGENCY = r"(?: ?\([^)\n]{2,40}\))"
_NAME = r"[A-Z][\w'’.-]+(?:[ -][A-Z][\w'’.-]+){0,3}(?:, [A-Z][\w. ]{1,40}){0,2}"
_DAY = r"(?:, (?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*(?: \d{1,2})?(?:,? \d{4})?)"
_CLOCK = r"\d{1,2}[:.]\d{2}(?:\s?(?:[ap]m|GMT|UTC|[A-Z]{2,4}))?"  # of a live blog
_DATELINE = re.compile(
    rf"^(?:{_CLOCK}\s?(?:-{{1,2}}|–|—|\||:)"
    rf"|{_CAPITALS}{_WITHIN}(?:{_AGENCY}?\s?(?:-{{1,2}}|–|—|:)|{_AGENCY})"
    rf"|{_NAME}(?:{_DAY}{_AGENCY}?|{_AGENCY})\s?(?:-{{1,2}}|–|—))(?=\s)",
    re.MULTILINE,
)

_UNIT = (
    r"(?:State|Region|Province|Governorate|District|Oblast|Department|County|Prefecture|Territory|Division|Township)"
)
_LABEL = re.compile(
    rf"^(?:[-–—•*] )?(?P<place>(?:[A-Z][\w'’-]+ ){{1,3}}{_UNIT})(?: ?[–—:]| -{{1,2}})(?=[ \t][\"“A-Z0-9])", re.MULTILINE
)


def datelines(text: str) -> list[tuple[int, int]]:
    """Where reports open with a place, and entries of a live blog with the hour: offsets, dash included.

    "GOMA, Jan 29 (Lakeside Wire) - ", "Goma (LW) – ", "14:20 - ".
    """
    return [found.span() for found in _DATELINE.finditer(text)]


def labels(text: str) -> list[tuple[int, int]]:
    """Where paragraphs open with the part of a country that they are about ("Rakhine State - "): offsets with mark."""
    return [(found.start("place"), found.end()) for found in _LABEL.finditer(text)]


def tokenise(text: str) -> list[RawToken]:
    """The tokens of a text."""
    out: list[RawToken] = []
    position, length = 0, len(text)
    match = _TOKEN.match
    while position < length:
        if text[position].isspace():
            position += 1
            continue
        found = match(text, position)
        end = found.end() if found else position + 1
        while end > position + 1 and text[end - 1] == "_":
            end -= 1
        if end < length and text[end] == "." and _keeps_full_stop(text, position, end):
            end += 1
        out.append(RawToken(position, end))
        position = end
    return out


def _keeps_full_stop(text: str, start: int, end: int) -> bool:
    """Whether the full stop after a word belongs to it: an abbreviation or an initial before another name."""
    word = text[start:end]
    if word.lower() in ABBREVIATIONS:
        if word.lower() in ("no", "al", "art", "fig", "co", "sat", "sun", "mar", "est"):  # words too: need what follows
            after = text[end + 1 : end + 3]
            return (word.lower() in ("no", "fig", "art") and after[:1] == " " and after[1:2].isdigit()) or (
                word in ("Co", "Sat", "Sun", "Mar") and bool(re.match(r" [A-Z\d]|,", after))
            )
        return True
    single = len(word) == 1 and word.isupper() and word != "I"
    if word == "X" and text[:start].endswith(" on "):
        return False  # "posted on X. The army ..."
    return single and bool(re.match(r"\s?[A-Z]", text[end + 1 : end + 3]))


def split_sentences(text: str, tokens: list[RawToken]) -> list[tuple[int, int]]:
    """Sentences as (first token, one past the last), in order, covering all tokens.

    A dateline is a sentence of its own, and so is the label of a paragraph. A sentence never runs over a blank line. A
    single line break ends one unless the text is wrapped by hand.
    """
    out: list[tuple[int, int]] = []
    start = 0
    opened = {end for _, end in (*datelines(text), *labels(text))}
    for at in range(len(tokens)):
        if at + 1 == len(tokens) or tokens[at].end in opened or _ends(text, tokens, start, at):
            out.append((start, at + 1))
            start = at + 1
    return out


def _ends(text: str, tokens: list[RawToken], start: int, at: int) -> bool:
    token, following = tokens[at], tokens[at + 1]
    gap = text[token.end : following.start]
    if "\n" in gap:
        return gap.count("\n") > 1 or _line_ends(text, token, following)
    if not gap:
        return False
    word = text[token.start : token.end]
    first = text[following.start]
    if word in _ENDERS or (len(word) == 1 and word in _CLOSERS and _ended_before(text, tokens, start, at)):
        return not first.islower() and not (
            first in ")]," or (first in _CLOSERS and _odd_quotes(text, tokens, start, at, first))
        )
    if word.endswith(".") and len(word) > 1:
        return _abbreviation_ends(text, word, following)
    return False


def _ended_before(text: str, tokens: list[RawToken], start: int, at: int) -> bool:
    """Whether what stands before closing quotes or brackets ends a sentence."""
    while at > start and text[tokens[at].start : tokens[at].end] in _CLOSERS:
        at -= 1
    return text[tokens[at].start : tokens[at].end] in _ENDERS


def _odd_quotes(text: str, tokens: list[RawToken], start: int, at: int, quote: str) -> bool:
    """Whether a straight quotation mark would close one that this sentence opened."""
    return sum(text[t.start : t.end] == quote for t in tokens[start : at + 1]) % 2 == 1


def _abbreviation_ends(text: str, word: str, following: RawToken) -> bool:
    stem = word.rstrip(".").lower()
    if stem in TITLES or stem in MONTHS or len(stem) == 1:
        return False
    after = text[following.start : following.end]
    return after[:1].isupper() and after.lower() in STARTERS


def _line_ends(text: str, token: RawToken, following: RawToken) -> bool:
    """Whether a single line break is a paragraph's end rather than a wrap by hand at 60 to 100 characters."""
    begin = text.rfind("\n", 0, token.end) + 1
    length = token.end - begin
    if text[token.end - 1] in '.!?:"”…':
        return True
    return not 55 <= length <= 105 or (text[following.start] in "•*-–" and length < 80)
