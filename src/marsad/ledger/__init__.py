"""Many reports, kept for good: what they said, how they were read, and what people decided.

What a report said is never changed: a newer program adds a reading, a person adds a judgement. Does not merge events of
different reports; that is for the next room.
"""

from marsad.ledger import _schema as tables
from marsad.ledger._accounts import Account, Role
from marsad.ledger._areas import Area
from marsad.ledger._control import FoundControl, KnownPlace
from marsad.ledger._corrections import CORRECTABLE, corrected
from marsad.ledger._database import portions
from marsad.ledger._events import EventFilter, Found, actor_ids, day_asked, is_latest
from marsad.ledger._folding import folded
from marsad.ledger._forecast_corrections import corrected_forecast, forecast_value
from marsad.ledger._judgements import Json, Judgement, Standing, Subject, Verdict, standing_on_events
from marsad.ledger._ledger import DEFAULT_LEDGER, Ledger, open_ledger
from marsad.ledger._met import asked_of, events_met, published_within
from marsad.ledger._reprints import changed_between
from marsad.ledger._resolutions import OutcomeState
from marsad.ledger._search import Hit, Snippet
from marsad.ledger._stats import Stats
from marsad.ledger._store import Added

__all__ = [
    "CORRECTABLE",
    "DEFAULT_LEDGER",
    "Account",
    "Added",
    "Area",
    "EventFilter",
    "Found",
    "FoundControl",
    "Hit",
    "Json",
    "Judgement",
    "KnownPlace",
    "Ledger",
    "OutcomeState",
    "Role",
    "Snippet",
    "Standing",
    "Stats",
    "Subject",
    "Verdict",
    "actor_ids",
    "asked_of",
    "changed_between",
    "corrected",
    "corrected_forecast",
    "day_asked",
    "events_met",
    "folded",
    "forecast_value",
    "is_latest",
    "open_ledger",
    "portions",
    "published_within",
    "standing_on_events",
    "tables",
]
