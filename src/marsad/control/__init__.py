"""Who holds which place, since when, and who says so: the statements of a ledger set side by side, nothing settled."""

from marsad.control._accounts import Account, accounts, actor_ids, holders, last_day, timeline
from marsad.control._holders import Claim, PlaceOnDay, Said, State
from marsad.control._places import Box, check_box, ids_of, inside, is_wide
from marsad.control._statements import Statement, Status
from marsad.control._tenures import DEFAULT_RULE, Tenure
from marsad.control._voices import belongs_to

__all__ = [
    "DEFAULT_RULE",
    "Account",
    "Box",
    "Claim",
    "PlaceOnDay",
    "Said",
    "State",
    "Statement",
    "Status",
    "Tenure",
    "accounts",
    "actor_ids",
    "belongs_to",
    "check_box",
    "holders",
    "ids_of",
    "inside",
    "is_wide",
    "last_day",
    "timeline",
]
