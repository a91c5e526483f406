"""What the terms of a text mean: actors, places, days, bounds, status, codes."""

from marsad.resolving._confidence import Scale, load_scale
from marsad.resolving._resolve import resolve

__all__ = ["Scale", "load_scale", "resolve"]
