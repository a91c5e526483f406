"""The way to the network, taken only where the user names an address or asks to follow links."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marsad.sources._draft import Draft
from marsad.sources._fetch import Fetcher
from marsad.sources._run import Input, stem_of_address
from marsad.sources._web_types import charset_of, form_of_type, media_type

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Page", "Web"]


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave, as an input."""

    raw: bytes
    about: Input
    is_new: bool


def _nothing_known(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Web:
    """How a run goes to the network.

    Attributes:
        follow: Whether the pages that feeds link are fetched.
        fetcher: Who fetches.
        is_known: Whether the page at an address need not be fetched again.
    """

    follow: bool = False
    fetcher: Fetcher = field(default_factory=Fetcher)
    is_known: Callable[[str], bool] = _nothing_known

    def input_of(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Page:
        """What an address gives.

        Raises:
            InputError: It may not or cannot be fetched.
        """
        found = self.fetcher.fetch(url, etag=etag, last_modified=last_modified)
        final = found.trace.url
        about = Input(
            final, stem_of_address(final), hint=form_of_type(media_type(found.content_type), final),
            size=len(found.raw), charset=charset_of(found.content_type), trace=found.trace, told=Draft("", url=final),
        )  # fmt: skip
        return Page(found.raw, about, found.is_new)
