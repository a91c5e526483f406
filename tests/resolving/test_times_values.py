"""The normal form in which ``benchmarks/times.py`` compares values."""

from __future__ import annotations

import runpy
from datetime import date
from pathlib import Path

import pytest

from marsad.reading._times import find_times
from marsad.resolving._times import time_expression

VALUES = runpy.run_path(str(Path(__file__).resolve().parents[2] / "benchmarks" / "times_values.py"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on 6 June 1944", "1944-06-06"),
        ("in June 1944", "1944-06"),
        ("in the summer of 1944", "1944-SU"),
        ("in the second half of 1944", "1944-H2"),
        ("in 1944", "1944"),
        ("in the 1940s", "194"),
        ("in the 19th century", "18"),
        ("in April 480 BC", "BC0480-04"),
        ("in the 4th century BC", "BC03"),
        ("on the morning of 6 June 1944", "1944-06-06TMO"),
        ("at 5:30 p.m. on 6 June 1944", "1944-06-06T17:30"),
        ("for three days", "P3D"),
        ("for five hours", "PT5H"),
        ("for months", "PXM"),
        ("a year-long siege", "P1Y"),
        ("every day", "XXXX-XX-XX"),
        ("per month", "P1M"),
        ("now", "PRESENT_REF"),
        ("recently", "PAST_REF"),
        ("in the last week of August 1944", "P1W"),
        ("last week", "1944-W22"),
        ("two days after the landing", ""),
    ],
)
def test_value(text: str, value: str) -> None:
    (mention,) = find_times(text)
    assert VALUES["own_value"](mention, time_expression(mention, published=date(1944, 6, 6))) == value


@pytest.mark.parametrize(("second", "value"), [(False, "1939"), (True, "1945")])
def test_the_ends_of_a_range_are_apart(second: bool, value: str) -> None:
    (mention,) = find_times("from 1939 to 1945")
    expression = time_expression(mention, published=None)
    assert VALUES["end_value"](mention, expression, second=second) == value


@pytest.mark.parametrize(
    ("gold", "value"),
    [
        ("2003-03-19T21:34-05", "2003-03-19T21:34"),
        ("1915-XX-XX", "1915"),
        ("1950-06-25TXX", "1950-06-25"),
        ("P1DT", "P1D"),
        ("XXXX-WXX-5", "XXXX-WXX-5"),
        ("P7D", "P7D"),
        ("", ""),
    ],
)
def test_gold_is_folded(gold: str, value: str) -> None:
    assert VALUES["gold_value"](gold) == value
