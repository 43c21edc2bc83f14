"""Bookings as JSON: in the words of the table, or as `epa-tui list --json` writes them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data.exchange.incoming.columns import template_json
from data.exchange.incoming.errors import BrokenJson, UnreadableBookings
from data.exchange.incoming.plan import Kind
from data.exchange.incoming.reading import read_bookings
from tests.data.exchange.incoming.building import ROW, bad, planned

WHOSE = {name: text for name, text in ROW.items() if name not in ("method", "date", "time")}


def file(*assessments: Any, **more: Any) -> str:
    return json.dumps({"format": 1, "assessments": assessments, **more})


def test_the_template_is_taken_in_whole() -> None:
    made = planned(template_json())
    assert made.whole and len(made.assessments) == len(made.sittings) == 1


def test_numbers_and_nulls_are_what_they_say() -> None:
    whose = {**WHOSE, "uln": 1000159801, "option": 1, "gateway_on": None, "extra_per_mille": 125}
    whose |= {"adjustment_reference": "RA-0000"}
    sitting = {"method": "M1", "number": 1, "scheduled_at": "2026-11-24T10:00:00.000Z"}
    made = planned("\ufeff" + file({**whose, "sittings": [sitting]}))
    assert made.whole
    assert (made.assessments[0].uln, made.assessments[0].extra_per_mille) == ("1000159801", 125)
    assert made.sittings[0].scheduled_at == 1_795_514_400_000


def test_a_value_that_is_neither_text_nor_number_is_refused_by_its_name() -> None:
    made = planned(file({**WHOSE, "employer": ["Testa"], "sittings": []}))
    assert bad(made) == [("assessment 1", "employer", Kind.REFUSED)]


def test_keys_that_nobody_knows_are_told() -> None:
    sitting = {"method": "M1", "stage": "booked", "employer": "of a sitting?"}
    read = read_bookings(file({**WHOSE, "cat": "x", "sittings": [sitting]}).encode())
    assert read.notices == ("Columns that are not known were left out: cat, stage, employer.",)
    assert "employer" not in read.rows[0].cells


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "line 1"),
        ("[]", "no object"),
        ('{"format": 2, "assessments": []}', '"format": 1'),
        ('{"format": 1}', "assessments"),
        (file(1), "assessment 1 is no object"),
        (file({"sittings": [1]}), "sittings of assessment 1"),
        (file({"sittings": {"a": 1}}), "sittings of assessment 1"),
        ('{"format": 1, "assessments": [{"extra_time": 12.5}]}', "write it as text"),
        ("[" * 100_000, "nested deeper"),
        ('{"a": 1, "a": 2}', "twice"),
    ],
)
def test_what_is_no_json_of_bookings(content: str, said: str) -> None:
    with pytest.raises(BrokenJson, match=said) as refused:
        read_bookings(content.encode())
    assert "--template json" in str(refused.value)
    assert isinstance(refused.value, UnreadableBookings)
