"""Undo in an assessment's own record: the newest step goes whole, where nothing relies on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data.record.body import Erased
from data.record.chain import link
from data.record.cipher import IN_CLEAR
from data.record.journey.adjusting import AdjustingApproved
from data.record.journey.again import AgainAgreed
from data.record.journey.conduct import (
    AssessmentWithdrawn,
    ComplaintMade,
    InterestDeclared,
    Suspected,
)
from data.record.journey.fold import fold_journey
from data.record.journey.gateway import GatewayAccepted, GatewaySubmitted
from data.record.journey.machine import AGAIN_AGREED, ON_PROGRAMME, WITHDRAWN
from data.rules.journey_undoing import given_back, undo, undo_told, why_no_undo
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from tests.data.rules.journeys import after, attempt, booked, recorded, view_of

WITHDRAWAL = AssessmentWithdrawn("Olga Officer", "2026-05-20", "employer")
COMPLAINT = ComplaintMade("Testa Example", "2026-05-20", "the line")


def _undone(view: JourneyView) -> JourneyView:
    return after(view, *undo(view))


def test_nothing_recorded_is_nothing_to_undo() -> None:
    for view in (view_of(), replace(view_of(), state=fold_journey(recorded()))):
        assert why_no_undo(view) and undo_told(view) == ""
        with pytest.raises(Refused, match="Nothing was recorded"):
            undo(view)


def test_a_withdrawal_is_taken_back_and_stays_readable() -> None:
    view = after(view_of(), COMPLAINT, WITHDRAWAL)
    assert view.at == WITHDRAWN
    then = _undone(view)
    assert (then.at, then.state.conduct.withdrawn) == (ON_PROGRAMME, None)
    assert then.state.conduct.complaints and len(then.state.entries) == 4
    assert _undone(then).state.conduct.complaints == ()


def test_what_one_step_recorded_goes_together() -> None:
    view = after(view_of(), COMPLAINT)
    last = view.state.entries[-1]
    same = link(COMPLAINT, last.at, "same-step", last, IN_CLEAR)
    view = replace(view, state=fold_journey((*view.state.entries, same)))
    assert [one.target for one in undo(view)] == [3, 2]


def test_a_move_stays_once_a_sitting_has_gone_on() -> None:
    # The gateway of a booking counts as accepted; a withdrawal from there ends everything.
    moved = after(view_of(), WITHDRAWAL)
    assert why_no_undo(replace(moved, attempts=(attempt("M1", stage="judging"),))) == ""
    state = replace(moved.state, at=ON_PROGRAMME)
    gone_on = replace(moved, state=state, attempts=(attempt("M1"),))
    assert "The sittings have gone on since: the apprentice is being assessed" in why_no_undo(
        gone_on
    )
    with pytest.raises(Refused, match="record what is right beside it"):
        undo(gone_on)


def test_a_complaint_can_be_taken_back_while_sittings_go_on() -> None:
    view = replace(after(view_of(), COMPLAINT), attempts=(attempt("M1"),))
    assert _undone(view).state.conduct.complaints == ()


def test_it_says_what_would_go_and_what_the_booking_keeps() -> None:
    view = after(
        view_of(), InterestDeclared("Vera Example", True, "2026-05-20", "", "Nora Example")
    )
    told = undo_told(view)
    assert "Nora Example" in told and told.endswith("change them back in the booking.")


def test_the_record_of_the_erased_stays_as_it_is() -> None:
    assert "erased" in why_no_undo(after(view_of(), COMPLAINT, Erased("retention")))


def test_nobody_frees_a_held_result_by_undo() -> None:
    view = after(view_of(), Suspected("Vera Example", "2026-05-19T10:40", "a second voice"))
    with pytest.raises(Refused, match="somebody else releases the result"):
        undo(view)
    assert undo_told(view) == ""


def test_the_booking_gets_back_what_it_had_unless_it_changed_since() -> None:
    approved = AdjustingApproved(
        "2026-05-20", "Olga", "RA-2", 250, before=("100", "3 x 5 min", "RA-1")
    )
    view = replace(after(view_of(), approved), extra_per_mille=250, adjustment_reference="RA-2")
    assert "gets back what it had" in undo_told(view)
    assert given_back(view)["changes"] == {
        "extra_per_mille": 100,
        "breaks": "3 x 5 min",
        "adjustment_reference": "RA-1",
    }
    assert given_back(replace(view, extra_per_mille=500))["changes"] == {}
    assert given_back(replace(view, adjustment_reference="RA-3"))["changes"] == {}
    ends = date(2026, 11, 18)
    submitted = GatewaySubmitted("2026-05-12")
    accepted = GatewayAccepted("2026-05-18", "Olga", ends.isoformat(), before=("", ""))
    view = after(view_of(), submitted, accepted)
    through = replace(view, gateway_on=date(2026, 5, 18), epa_ends_on=ends)
    nothing = {"gateway_on": None, "epa_ends_on": None}
    assert given_back(through)["changes"] == nothing
    moved = replace(through, epa_ends_on=date(2026, 12, 1))
    assert given_back(moved)["changes"] == {}


def test_of_a_record_of_an_earlier_version_the_sitting_stays_and_undo_says_so() -> None:
    agreed = AgainAgreed("M1", "re-sit", 2, "Emma Employer", "2026-05-20")
    failed = attempt("M1", "fail"), attempt("M2", "pass"), booked("M1", 2)
    view = replace(after(view_of(), agreed), attempts=failed)
    state = replace(view.state, at=AGAIN_AGREED)
    view = replace(view, state=state)
    assert undo_told(view).endswith("The sitting stays booked.")
    assert given_back(view) == {"changes": {}, "bookings": (), "cancelled": ()}
