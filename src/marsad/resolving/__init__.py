"""What the terms of a text mean: actors, places, days, bounds, status, codes."""

from marsad.resolving._codes import Codes, Deed, acled_type, codes, codes_of, deed_of, inter_of, ucdp_type
from marsad.resolving._confidence import Scale, load_scale
from marsad.resolving._resolve import resolve

__all__ = [
    "Codes",
    "Deed",
    "Scale",
    "acled_type",
    "codes",
    "codes_of",
    "deed_of",
    "inter_of",
    "load_scale",
    "resolve",
    "ucdp_type",
]
