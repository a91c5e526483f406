"""A report from text that the caller already holds."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.sources._dates import given
from marsad.sources._decode import normalise
from marsad.sources._draft import report_of
from marsad.sources._plain import plain_draft

if TYPE_CHECKING:
    from marsad.records import Report

__all__ = ["report_from_text"]


def report_from_text(
    text: str,
    *,
    id: str = "text",  # noqa: A002
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
) -> Report:
    r"""The report that a plain text or the text of a print page is.

    Args:
        text: The body; kept unchanged but for a byte-order mark and ``\r\n``.
        id: The report's id.
        published: Date of publication, ISO; counts where neither a print page's head nor the path of ``url`` gives one.
        title: Headline; without it, the one that the text itself shows.
        url: Address; without it, that of a print page's head.
        outlet: Publisher; without it, that of a print page's head.

    Raises:
        InputError: The text is empty, or not in English.
        UsageError: ``published`` is no ISO date.
    """
    day = given(published)
    draft = plain_draft(normalise(text))
    draft = replace(draft, title=title or draft.title, url=url or draft.url, outlet=outlet or draft.outlet)
    digest = hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
    return report_of(draft, id=id, name=id, sha256=digest, given=day)
