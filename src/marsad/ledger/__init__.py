"""Many reports, kept for good: what they said, how they were read, and what people decided.

What a report said is never changed: a newer program adds a reading, a person adds a judgement. Does not merge events of
different reports; that is for the next room.
"""

from marsad.ledger._events import EventFilter, Found
from marsad.ledger._judgements import Json, Judgement, Standing, Subject, Verdict
from marsad.ledger._ledger import DEFAULT_LEDGER, Ledger, open_ledger
from marsad.ledger._search import Hit, Snippet
from marsad.ledger._stats import Stats
from marsad.ledger._store import Added

__all__ = [
    "DEFAULT_LEDGER",
    "Added",
    "EventFilter",
    "Found",
    "Hit",
    "Json",
    "Judgement",
    "Ledger",
    "Snippet",
    "Standing",
    "Stats",
    "Subject",
    "Verdict",
    "open_ledger",
]
