"""Reports that are one text: an agency's copy that several outlets print counts once as a source.

Two texts are one where they share most of their runs of words. Boilerplate around a reprint and a cut at its end are
forgiven: the shorter text is what is compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from marsad.knowledge import load_merging
from marsad.sources import runs_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.records import Report


def originals(reports: Sequence[Report]) -> Mapping[str, str]:
    """For each report, the id of the earliest report with the same text; its own id where there is none.

    Args:
        reports: All reports, in any order. Earliest is by date of publication, then by id.
    """
    order = sorted(reports, key=lambda report: (report.published or "9999", report.id))
    runs = {report.id: runs_of(report.text) for report in order}
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
