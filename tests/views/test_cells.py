from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.views._cells import guarded, printed, unguarded


@given(st.text())
def test_a_guarded_text_comes_back_and_is_no_formula(text: str) -> None:
    cell = guarded(text)
    assert isinstance(cell, str)
    assert unguarded(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize(("value", "cell"), [(None, ""), (True, "yes"), (False, "no"), (-3.5, "-3.5"), (12, "12")])
def test_figures_and_flags_as_text(value: object, cell: str) -> None:
    assert printed(guarded(value)) == cell  # type: ignore[arg-type]
