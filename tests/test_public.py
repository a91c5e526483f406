from __future__ import annotations

import pkgutil
import re
from pathlib import Path

import marsad

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "python.md").read_text(encoding="utf-8")


def test_the_public_names_are_those_of_the_docs() -> None:
    rooms = {found.name for found in pkgutil.iter_modules(marsad.__path__)} - set(marsad.__all__)
    documented = set(re.findall(r"`marsad\.([A-Za-z_]+)", PAGE)) - rooms
    assert sorted(documented) == sorted(name for name in marsad.__all__ if not name.startswith("__"))


def test_every_public_name_is_there_and_documented() -> None:
    assert list(marsad.__all__) == sorted(marsad.__all__)
    for name in marsad.__all__:
        public = getattr(marsad, name)
        assert name.startswith("__") or public.__doc__
