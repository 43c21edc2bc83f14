"""Adjustments and special considerations: effects that are approved, shown, and kept apart."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from data.record.journey import adjusting
from data.record.journey.body import JourneyBody
from data.record.journey.machine import WITHDRAWN
from data.rules import adjusting_part
from data.rules.adjusted import LATE
from tests.data.rules.ways import Way

BY = {"by": "Quinn Sample"}
APPROVED = {**BY, "extra": "25", "breaks": "3 x 5 min", "also": "questions in writing"}


def way(**booked: Any) -> Way:
    return Way(adjusting_part.PART, **booked)


def asked() -> Way:
    one = way()
    one.do("adjusting.request", effect="a quarter more time", by="Specimen Training")
    return one


def test_a_request_is_approved_and_changes_the_booking() -> None:
    one = asked()
    assert one.line("adjusting").words == "1 request not decided"
    outcome = one.do("adjusting.approve", **APPROVED, reference="RA-0001")
    assert outcome.changes == {
        "extra_per_mille": 250,
        "breaks": "3 x 5 min; also: questions in writing",
        "adjustment_reference": "RA-0001",
    }
    assert one.line("adjusting").words == "+25 %, breaks 3 x 5 min, questions in writing"
    told = one.facts("adjusting")["Request 1"]
    assert "approved 12 May 2026 by Quinn Sample under RA-0001" in told.words
    assert not one.opened("adjusting.decline")


def test_a_request_is_declined_and_changes_nothing() -> None:
    one = asked()
    outcome = one.do("adjusting.decline", **BY, reference="RA-0002")
    assert not outcome.changes
    told = one.facts("adjusting")["Request 1"]
    assert "declined 12 May 2026 by Quinn Sample under RA-0002" in told.words
    assert not one.opened("adjusting.decline")


def test_an_approval_holds_whole_and_the_next_one_begins_with_it() -> None:
    one = asked()
    one.do("adjusting.approve", **APPROVED, reference="RA-0001")
    outcome = one.do("adjusting.approve", **BY, extra="33.5", reference="RA-0003")
    assert outcome.changes["extra_per_mille"] == 335
    assert outcome.changes["breaks"] == "3 x 5 min; also: questions in writing"


@pytest.mark.parametrize(("gateway", "late"), [(11, True), (12, True), (13, False)])
def test_after_gateway_a_change_needs_a_decision_of_its_own(gateway: int, late: bool) -> None:
    one = asked()
    one.do("adjusting.approve", **APPROVED, reference="RA-0001")
    one.changed(gateway_on=date(2026, 5, gateway))
    if late:
        assert one.refused("adjusting.approve", **BY, extra="50", reference="RA-0001") == LATE
        one.do("adjusting.approve", **BY, extra="50", reference="RA-0009")
    else:
        one.do("adjusting.approve", **BY, extra="50", reference="RA-0001")
    assert one.view.extra_per_mille == 500


def test_special_consideration_is_shown_at_the_sittings_only_where_that_was_said() -> None:
    one = way(gateway_on=date(2026, 4, 1), adjustment_reference="RA-0001", breaks="3 x 5 min")
    one.do("adjusting.raise", method="M1", by="Specimen Training")
    effect = {**BY, "given": "yes", "effect": "the line is tested beforehand", "live": "yes"}
    assert "reference" in one.refused("adjusting.consider", **effect)
    assert one.refused("adjusting.consider", **effect, reference="RA-0001") == LATE
    outcome = one.do("adjusting.consider", **effect, reference="SC-0001")
    assert outcome.changes["breaks"] == "3 x 5 min; also: the line is tested beforehand"
    assert outcome.changes["adjustment_reference"] == "RA-0001; SC-0001"
    # A later adjustment leaves it, and does not double it.
    later = one.do("adjusting.approve", **BY, extra="25", reference="RA-0002")
    assert later.changes["breaks"] == "3 x 5 min; also: the line is tested beforehand"
    assert later.changes["adjustment_reference"] == "RA-0002; SC-0001"
    one.do("adjusting.raise", method="M2")
    quiet = one.do("adjusting.consider", **BY, given="yes", effect="held again in June")
    assert not quiet.changes
    assert "given" in one.facts("adjusting")["Special 2"].words
    one.do("adjusting.raise")
    one.do("adjusting.consider", **BY, given="no")
    assert "not given 12 May 2026" in one.facts("adjusting")["Special 3"].words


def test_what_changed_elsewhere_is_told() -> None:
    one = asked()
    one.do("adjusting.approve", **APPROVED, reference="RA-0001")
    assert "Changed since" not in one.facts("adjusting")
    one.changed(extra_per_mille=500)
    assert one.facts("adjusting")["Changed since"].tone == "warn"


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("adjusting.request", {"effect": "more time", "on": "13/5/2026"}, "lies ahead"),
        ("adjusting.approve", {**BY, "reference": "RA-1", "extra": "a lot"}, "like 25"),
        ("adjusting.approve", {**BY, "reference": "RA-1", "extra": "250"}, "More than 200"),
        ("adjusting.approve", {**BY, "reference": "RA-1", "on": "11/5/2026"}, "before it was"),
        ("adjusting.approve", {**BY, "reference": "RA-1", "also": "x" * 200}, "shorter"),
        ("adjusting.request", {"effect": "a reader because of dyslexia"}, "never why"),
        (
            "adjusting.approve",
            {**BY, "reference": "RA-1", "also": "a reader due to X"},
            "never why",
        ),
        (
            "adjusting.approve",
            {**BY, "reference": "RA-1", "breaks": "3 x 5, diagnosed"},
            "never why",
        ),
    ],
)
def test_what_does_not_fit_is_refused(name: str, typed: dict[str, str], said: str) -> None:
    assert said in asked().refused(name, **typed)


def test_when_it_is_over_nothing_is_adjusted() -> None:
    one = asked()
    view = replace(one.view, state=replace(one.view.state, at=WITHDRAWN))
    closed = {step.id: step.closed(view) for step in adjusting_part.PART.steps}
    assert "withdrawn" in closed["adjusting.request"]
    assert "withdrawn" in closed["adjusting.approve"]


def test_no_line_of_the_record_has_room_for_a_reason() -> None:
    kinds = [kind for kind in adjusting.EFFECTS if issubclass(kind, JourneyBody)]
    names = {field.name for kind in kinds for field in fields(kind)}
    assert names == {
        *("on", "by", "reference", "number", "before"),
        *("effect", "extra_per_mille", "breaks", "also", "given", "live", "method"),
    }
