"""The desk: a web page on a ledger, to look, check and correct, and the JSON that it lives on.

Everything comes from this package and the ledger; nothing is loaded from elsewhere, unless a source of map tiles is
named. Whoever writes is named, and writes
judgements only.
"""

from marsad.views.desk._access import Access, access_of
from marsad.views.desk._app import desk_app, missing_page
from marsad.views.desk._tiles import Tiles, tiles_of

__all__ = ["Access", "Tiles", "access_of", "desk_app", "missing_page", "tiles_of"]
