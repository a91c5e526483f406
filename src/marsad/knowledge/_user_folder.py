"""Where a desk's own knowledge lies: a folder named by a variable, else one in the user's folder for data."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def user_folder(variable: str, name: str) -> Path:
    """The folder that a variable of the environment names, else ``marsad/NAME`` in the user's folder for data."""
    if named := os.environ.get(variable):
        return Path(named)
    home = Path("~").expanduser()
    if sys.platform == "win32":
        data = Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local")
    elif sys.platform == "darwin":
        data = home / "Library/Application Support"
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    return data / "marsad" / name
