"""Whether the clause around a time expression looks ahead: "will meet on Tuesday" is not the Tuesday that was.

A matter of words, not of syntax: the nearest word of tense before the expression decides, within its sentence; where
the expression opens the sentence, the first one after it. A participle directly before the expression, or before an
article, looks back ("the port captured on Friday"), unless an auxiliary carries it ("will be freed on Friday").
"""

from __future__ import annotations

import re
from functools import cache

from marsad.knowledge import load_tenses

__all__ = ["looks_ahead"]

_REACH = 240  # code points; longer than most clauses
_END = re.compile(r"[.!?;:]['\"’”)]*\s|[\"“”]|\n")
_PARTICIPLE = (
    r"(?<!\bbe )(?<!\bbeen )(?<!\bbeing )(?<!\bhave )\b[a-z]{3,}ed\b"
    r"(?=(?:\s+(?:on|in|at|late|early|before|since|the|last))*\s*$|\s+(?:the|a|an|his|her|its|their|that|it|him|them|at|by|in|from|into|out)\b)"
)


def looks_ahead(text: str, start: int, end: int) -> bool:
    """Whether the clause of the expression ``text[start:end]`` tells of what is to come.

    Args:
        text: The text.
        start: First code point of the expression.
        end: One past its last.
    """
    before = _END.split(text[max(0, start - _REACH) : start])[-1]
    cues = list(_cues().finditer(before))
    nearest = cues[-1] if cues else _cues().search(_END.split(text[end : end + _REACH], maxsplit=1)[0])
    return nearest is not None and nearest["ahead"] is not None


@cache
def _cues() -> re.Pattern[str]:
    """One pattern for all words of tense; "would have" looks back."""
    words: dict[str, list[str]] = {"ahead": [], "back": []}
    for word, tense in load_tenses().items():
        words[tense].append(re.escape(word))
    ahead, back = ("|".join(sorted(words[tense], key=lambda word: (-len(word), word))) for tense in ("ahead", "back"))
    return re.compile(rf"(?<!\w)(?P<ahead>(?:{ahead})(?!\w)(?! have\b))|(?P<back>\b(?:{back})\b)|{_PARTICIPLE}")
