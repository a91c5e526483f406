from __future__ import annotations

import json
from dataclasses import is_dataclass
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad._errors import InputError
from marsad.records import Control, Reading, Report, Span, Unread, dumps, from_json, to_json


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a field's type; lists are short, since a reading has a hundred of them."""
    if get_origin(kind) is UnionType:
        return st.none() | values(get_args(kind)[0])
    if get_origin(kind) is tuple:
        return st.lists(values(get_args(kind)[0]), max_size=2).map(tuple)
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if kind is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    if is_dataclass(kind):
        return st.builds(kind, **{name: values(hint) for name, hint in get_type_hints(kind).items()})
    return st.from_type(kind)


readings = st.deferred(lambda: values(Reading))


def test_fields_are_printed_in_the_order_of_the_record(sample: Reading) -> None:
    assert list(to_json(sample)) == [
        "report", "actors", "relations", "places", "times", "events", "statements", "forecasts", "control", "model",
    ]  # fmt: skip


def test_what_is_unknown_is_null_and_never_left_out(sample: Reading) -> None:
    assert to_json(sample)["report"]["byline"] is None
    assert to_json(sample)["events"][0]["acled"] is None


def test_from_is_printed_without_its_underscore(sample: Reading) -> None:
    printed = to_json(sample.control[0])
    assert "from" in printed
    assert "from_" not in printed


def test_an_unread_report_is_its_id_and_its_error() -> None:
    assert json.loads(dumps(Unread("a.txt", "a.txt: empty"))) == {"id": "a.txt", "error": "a.txt: empty"}


def test_letters_are_printed_as_letters(sample: Reading) -> None:
    assert "“We will" in dumps(sample)


@pytest.mark.parametrize("separator", ["\n", "\r", "\x85", "\u2028", "\u2029", "\x1e"])
def test_a_line_stays_one_line_for_every_reader(separator: str) -> None:
    line = dumps(Unread("id", f"one{separator}two"))
    assert len(line.splitlines()) == 1
    assert json.loads(line)["error"] == f"one{separator}two"


def test_half_a_surrogate_pair_can_be_written() -> None:
    line = dumps(Unread("id", "broken \ud83d emoji"))
    assert json.loads(line.encode()) == {"id": "id", "error": "broken \ud83d emoji"}


def test_the_sample_comes_back_the_same(sample: Reading) -> None:
    assert from_json(json.loads(dumps(sample))) == sample


@given(readings)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_reading_comes_back_the_same(reading: Reading) -> None:
    assert from_json(json.loads(dumps(reading))) == reading


def test_a_missing_field_is_named(sample: Reading) -> None:
    value = to_json(sample)
    del value["events"][1]["trigger"]["exact"]
    with pytest.raises(InputError, match=r"reading\.events\[1\]\.trigger: .*exact"):
        from_json(value)


def test_a_value_of_another_type_is_named(sample: Reading) -> None:
    value = to_json(sample)
    value["events"][0]["background"] = "yes"
    with pytest.raises(InputError, match=r"reading\.events\[0\]\.background: 'yes' is not of type bool"):
        from_json(value)


@pytest.mark.parametrize("value", [None, 3, [], {}, {"report": {}}])
def test_what_is_no_reading_is_refused(value: object) -> None:
    with pytest.raises(InputError):
        from_json(value)


def test_a_field_of_a_later_version_is_passed_over(sample: Reading) -> None:
    assert from_json(to_json(sample) | {"mood": "grim"}) == sample


def test_a_whole_number_is_a_number(sample: Reading) -> None:
    value = to_json(sample)
    value["events"][0]["confidence"] = 1
    assert from_json(value).events[0].confidence == 1.0


def test_records_below_a_reading_print_too() -> None:
    assert to_json(Span(0, 2, "ab")) == {"start": 0, "end": 2, "exact": "ab"}
    assert to_json(Control("c", "p", None, "holds", None, None, "2031-01-01", None, (), Span(0, 0, "")))["from"] == (
        "2031-01-01"
    )
    assert to_json(Report("i", "", None, None, None, None, None, "unknown", "en", ""))["published_basis"] == "unknown"
