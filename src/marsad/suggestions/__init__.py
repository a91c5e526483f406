"""What reports state of actors that the tables of actors lack: suggestions, which only a person makes into knowledge.

Reads the ledger's latest readings; an accepted one is kept as a judgement in the ledger and as a row in the desk's own
tables (``marsad.knowledge``), which later readings use. Nothing is accepted by itself, however many reports state it.
"""

from marsad.suggestions._decide import accept, refuse
from marsad.suggestions._gather import DEFAULT_REPORTS, End, Suggestion, Witness, suggestion, suggestions

__all__ = ["DEFAULT_REPORTS", "End", "Suggestion", "Witness", "accept", "refuse", "suggestion", "suggestions"]
