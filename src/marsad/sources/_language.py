"""Which language a text is in: what is surely not English is refused, what is doubtful is read.

A wrong refusal loses a report, a wrong reading prints few or no records: so the identifier must be sure. Names
dominate short reports of conflict, and names look like any language; a text with hardly any letters is taken as
English.
"""

from __future__ import annotations

from functools import cache
from typing import Any

__all__ = ["ENGLISH", "language_of"]

ENGLISH = "en"
_FIRST = 1_000  # characters: enough to be sure, cheap enough to do for every report
_LETTERS_NEEDED = 40
_SURE = 0.5
_ENGLISH_RULED_OUT = 0.1
_KIN = ("pcm", "sco")  # Nigerian Pidgin and Scots: what the identifier says of short English news with names
_NO_LANGUAGE = ("zxx", "und")  # the identifier's codes for lists of figures and the like


@cache
def _identifier() -> Any:
    """The identifier with its model; an own one, since the package's own is shared and its settings may be changed."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str, *, declared: str | None = None) -> str:
    """The ISO 639-1 code of the language of ``text``.

    Args:
        text: The body of a report.
        declared: What the document says of itself (``ar-SY``); believed only where the text is too short to tell.
    """
    sample = text[:_FIRST]
    if sum(map(str.isalpha, sample)) < _LETTERS_NEEDED:
        return _primary(declared) or ENGLISH
    ranked = _identifier().rank(sample)
    best, probability = ranked[0]
    english = next(score for language, score in ranked if language == ENGLISH)
    if best in (ENGLISH, *_NO_LANGUAGE, *_KIN) or probability < _SURE or english > _ENGLISH_RULED_OUT:
        return ENGLISH
    return str(best)


def _primary(declared: str | None) -> str | None:
    subtag = (declared or "").strip().replace("_", "-").split("-")[0].lower()
    return subtag if subtag.isalpha() and len(subtag) == 2 else None
