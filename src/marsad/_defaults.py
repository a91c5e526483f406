"""How a report is read where nothing else is said; apart from ``_read``, which loads the whole reader."""

from __future__ import annotations

DEFAULT_SETTING = "balanced"
DEFAULT_READER = "trained"
