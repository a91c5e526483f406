"""What can go wrong, as a tree.

::

    MarsadError
    ├── InputError        an input cannot be read; the message names it and the way out
    ├── ModelError        the model folder is incomplete or does not fit this version
    ├── KnowledgeError    a data table is malformed; the message names file and row
    ├── LedgerError       a ledger cannot be opened or written, or does not fit this version
    └── UsageError        a call or an option makes no sense
"""

from __future__ import annotations

__all__ = ["InputError", "KnowledgeError", "LedgerError", "MarsadError", "ModelError", "UsageError"]


class MarsadError(Exception):
    """Root of everything that marsad raises on purpose."""


class InputError(MarsadError):
    """An input cannot be read. The batch goes on; the report's line carries this message.

    Attributes:
        name: The input, as the user named it.
        reason: What is wrong and what to do about it.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class ModelError(MarsadError):
    """The model folder is missing a file, or its file does not match its stated hash."""


class KnowledgeError(MarsadError):
    """A table of knowledge is malformed. The message names the file and the row."""


class LedgerError(MarsadError):
    """A ledger cannot be opened or written, or does not fit this version. The message names it and the way out."""


class UsageError(MarsadError):
    """A call or an option makes no sense; the message says which and what would."""
