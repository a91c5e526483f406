"""The fingerprint of a text: a sample of its runs of words, by which reprints of one copy are known."""

from __future__ import annotations

import re
from hashlib import blake2b

from marsad.knowledge import load_merging

_WORD = re.compile(r"\w+")


def runs_of(text: str) -> frozenset[int]:
    """A sample of the text's runs of words, chosen by their hashes, so that equal passages give equal samples.

    Args:
        text: The body of a report.

    Returns:
        Hashes of 64 bits, signed; how long a run is and how many are taken stands in ``data/incidents/bounds.tsv``.
    """
    bounds = load_merging().bounds
    length, one_in = int(bounds["reprint-words"]), int(bounds["reprint-one-in"])
    words = _WORD.findall(text.casefold())
    whole = {
        int.from_bytes(
            blake2b(" ".join(words[at : at + length]).encode("utf-8", "surrogatepass"), digest_size=8).digest(),
            signed=True,
        )
        for at in range(max(1, len(words) - length + 1))
    }
    sample = frozenset(run for run in whole if run % one_in == 0)
    return sample or frozenset(whole)
