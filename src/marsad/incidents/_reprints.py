"""Reports that are one text: an agency's copy that several outlets print counts once as a source.

Two texts are one where they share most of their runs of words. Boilerplate around a reprint and a cut at its end are
forgiven: the shorter text is what is compared.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from hashlib import blake2b
from itertools import combinations
from typing import TYPE_CHECKING

from marsad.knowledge import load_merging

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.records import Report

_WORD = re.compile(r"\w+")


def originals(reports: Sequence[Report]) -> Mapping[str, str]:
    """For each report, the id of the earliest report with the same text; its own id where there is none.

    Args:
        reports: All reports, in any order. Earliest is by date of publication, then by id.
    """
    order = sorted(reports, key=lambda report: (report.published or "9999", report.id))
    runs = {report.id: _runs(report.text) for report in order}
    holders: dict[int, list[str]] = defaultdict(list)
    for report in order:
        for run in runs[report.id]:
            holders[run].append(report.id)
    shared = Counter(pair for names in holders.values() for pair in combinations(names, 2))
    least = load_merging().bounds["reprint-share"]
    original = {report.id: report.id for report in order}
    rank = {report.id: number for number, report in enumerate(order)}
    for one, other in sorted(shared, key=lambda pair: (rank[pair[0]], rank[pair[1]])):
        if shared[one, other] >= least * min(len(runs[one]), len(runs[other])) and original[other] == other:
            original[other] = original[one]
    return original


def _runs(text: str) -> frozenset[int]:
    """A sample of the text's runs of words, chosen by their hashes, so that equal passages give equal samples."""
    bounds = load_merging().bounds
    length, one_in = int(bounds["reprint-words"]), int(bounds["reprint-one-in"])
    words = _WORD.findall(text.casefold())
    whole = {
        int.from_bytes(blake2b(" ".join(words[at : at + length]).encode(), digest_size=8).digest())
        for at in range(max(1, len(words) - length + 1))
    }
    sample = frozenset(run for run in whole if run % one_in == 0)
    return sample or frozenset(whole)
