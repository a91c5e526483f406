"""From what an input tells to a :class:`Report`: the one place for the rules common to all forms of input.

Invariants of every report that leaves here: its text is not empty and can be written as UTF-8; its language is
English; ``published`` is a valid ISO date or date-time, and ``published_basis`` is ``unknown`` exactly where it is
null.
"""

from __future__ import annotations

from dataclasses import dataclass

from marsad._errors import InputError
from marsad.records import PublishedBasis, Report
from marsad.sources._dates import from_url
from marsad.sources._language import ENGLISH, language_of

__all__ = ["Draft", "report_of"]


@dataclass(frozen=True, slots=True)
class Draft:
    """What an input tells of itself.

    Attributes:
        text: The body, normalised; spans point into it.
        title: Headline.
        url: Address.
        outlet: Publisher.
        byline: Author.
        published: ISO date or date-time that the input states outside its body.
        basis: Where ``published`` stands; of no meaning where that is None.
        language: Language that the input declares.
    """

    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    basis: PublishedBasis = "metadata"
    language: str | None = None


def report_of(draft: Draft, *, id: str, name: str, sha256: str, given: str | None) -> Report:  # noqa: A002
    """The report of a draft.

    Args:
        draft: What the input tells.
        id: The report's id.
        name: The input, for messages.
        sha256: Hash of the raw input.
        given: The caller's date, for an input without one.

    Raises:
        InputError: The text is empty, cannot be written as Unicode, or is not English.
    """
    _check_text(draft.text, name)
    language = language_of(draft.text, declared=draft.language)
    if language != ENGLISH:
        raise InputError(name, f"is not in English (language {language}); marsad reads English: give a translation")
    published, basis = _published(draft, given)
    return Report(
        id=id,
        text=draft.text,
        title=draft.title,
        url=draft.url,
        outlet=draft.outlet,
        byline=draft.byline,
        published=published,
        published_basis=basis,
        language=language,
        sha256=sha256,
    )


def _check_text(text: str, name: str) -> None:
    if not text.strip():
        raise InputError(name, "holds no text; give the body of the report, or leave it out")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            name, f"holds half a character (a lone surrogate) at character {error.start}; write the text anew as UTF-8"
        ) from None


def _published(draft: Draft, given: str | None) -> tuple[str | None, PublishedBasis]:
    if draft.published is not None:
        return draft.published, draft.basis
    in_url = from_url(draft.url)
    if in_url is not None:
        return in_url, "url"
    return (None, "unknown") if given is None else (given, "given")
