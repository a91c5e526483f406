"""Lets the tests of this folder import the small reports beside them."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from tests.ledger.conftest import ledger, make_database, new_database, postgres, where

__all__ = ["ledger", "make_database", "new_database", "postgres", "where"]
