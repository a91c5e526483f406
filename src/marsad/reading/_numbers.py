"""Numbers as news writes them, in digits and in words, and the vague ones ("dozens", "several hundred").

Invariant: figures stand in text order and do not overlap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from marsad.knowledge import load_figure_words

_SMALL_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL, _TENS = _SMALL_WORDS.split(), _TEN_WORDS.split()
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_VALUES = {
    **{word: n for n, word in enumerate(_SMALL, 1)},
    **{word: 10 * n for n, word in enumerate(_TENS, 2)},
    **_SCALES,
    "a": 1,
    "an": 1,
}
_VAGUE = {word: known.least for word, known in load_figure_words().vague.items()}
_PLURALS = [word for word in _VAGUE if word.endswith("s")]  # "dozens"; the others ("a few") stand before a scale too
_PHRASES = [word for word in _VAGUE if word not in _PLURALS]
_WORD = "(?:" + "|".join((*_SMALL, *_TENS)) + ")"
_SCALE = "(?:dozen|hundred|thousand|million|billion)"
_PLURAL = "(?:" + "|".join(_PLURALS) + ")"
_CORE = re.compile(
    r"(?P<phone>\+[0-9][0-9 ()-]{5,}[0-9]|(?<![\w,.-])[0-9]{2,4}(?:[ -][0-9]{2,4}){2,}(?![\w,-]))"
    rf"|(?P<digits>(?<![\w.])[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?(?![0-9]))(?:[ \u00a0-](?P<scale>{_SCALE})\b)?"
    rf"|\b(?:(?P<vague>(?:(?P<few>several|a few|a couple(?: of)?|many|some) (?P<few_scale>{_SCALE})"
    rf"(?: (?P<few_more>thousand|million))?(?!s)|{_PLURAL} (?:and {_PLURAL} )?of {_PLURAL}|{_PLURAL}"
    rf"|{'|'.join(_PHRASES)})\b)"
    r"|(?P<nobody>no[ -]one|nobody)\b"
    r"|(?P<half>half(?: a|-a)? (?P<half_scale>dozen|million|thousand)|half-(?P<half_hyphen>dozen|million))\b"
    r"|(?P<pair>a pair)\b(?= of\b)"
    rf"|(?P<words>(?:{_WORD}|an? (?={_SCALE}\b))(?:[ -]?(?:{_WORD}|{_SCALE})\b"
    rf"|(?:(?<=hundred)|(?<=thousand)) and {_WORD}\b)*)"
    r"(?![a-z]))",
)  # for lower-case text: matching without regard to case would take twice as long


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the text.

    Attributes:
        start: First code point.
        end: One past the last.
        value: The number; for a vague word the least it can mean. Null for a broken number that must not be read
            as a whole one (3.5).
        vague: Whether the value is only the least possible.
        written: The words, lower case.
    """

    start: int
    end: int
    value: int | None
    vague: bool
    written: str

    @property
    def scale(self) -> int:
        """The factor that the last word of the figure carries over to a range before it: "2 to 3 million"."""
        return _SCALES.get(re.split(r"[ -]", self.written)[-1], 1)


def find_figures(text: str) -> list[Figure]:
    """Every number of ``text``, whatever it counts."""
    lowered = text.replace("İ", "I").lower()  # the one letter whose lower case is two code points
    return [figure for found in _CORE.finditer(lowered) if (figure := _figure(found)) is not None]


def _figure(found: re.Match[str]) -> Figure | None:
    if found["phone"]:
        return None
    written = found[0]
    value = _least(found, written) if found["vague"] else _value(found, written)
    return Figure(found.start(), found.end(), value, bool(found["vague"]), written)


def _value(found: re.Match[str], written: str) -> int | None:
    if found["digits"]:
        return _exact(found["digits"], found["scale"])
    if found["half"]:
        return _SCALES[found["half_scale"] or found["half_hyphen"]] // 2
    if found["nobody"]:
        return 0
    return 2 if found["pair"] else _worth(written)


def _exact(digits: str, scale: str | None) -> int | None:
    """The whole number, or null where a fraction is left over."""
    value = Fraction(digits.replace(",", "")) * (_SCALES[scale] if scale else 1)
    return int(value) if value.denominator == 1 else None


def _least(found: re.Match[str], written: str) -> int:
    if found["few"]:
        more = found["few_more"]
        return 2 * _SCALES[found["few_scale"]] * (_SCALES[more] if more else 1)
    plurals = [word for word in re.findall(r"[a-z]+", written) if word in _PLURALS]
    if not plurals:
        return _VAGUE[written]
    least = _VAGUE[plurals[0]]
    # "Tens of thousands" is twice ten thousand, "hundreds and hundreds of" no more than hundreds.
    return least * (_VAGUE[plurals[-1]] // 2) if len(plurals) > 1 and plurals[-1] != plurals[0] else least


def _worth(written: str) -> int:
    """The value of a number in words: "two hundred and twenty-five thousand"."""
    total = part = 0
    for word in re.findall(r"[a-z]+", written):
        value = _VALUES.get(word, 0)
        if word in ("dozen", "hundred"):
            part = max(part, 1) * value
        elif word in _SCALES:
            total, part = total + max(part, 1) * value, 0
        else:
            part += value
    return total + part
