"""Exceptional circumstances, and the end of the EPA period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from data.record.journey.again import Excepted
from data.rules.again_part import PART
from data.rules.journey_undoing import given_back, undo_told
from data.rules.refused import Refused
from data.rules.standing import Attempt
from data.rules.step import Booking
from tests.data.rules.sat_again import (
    OPEN_M1,
    STEPS,
    a_view,
    after,
    agreed,
    at,
    best,
    done,
    excepted,
    run_out_of,
    sealed,
    told,
)


def test_what_lifts_the_cap_is_kept_with_the_attempt_before_or_after_the_agreement() -> None:
    view = a_view(*OPEN_M1)
    plain = after(view, agreed(view))
    assert (best(plain), told(plain)["Overall grade"]) == ("pass", "at most pass")
    assert told(view)["Overall grade"] == "at most pass"
    before = after(view, excepted(view, "cap", method="M1"))
    assert told(before)["Overall grade"] == "cap lifted by exceptional circumstances"
    lifted_first = after(before, agreed(before))
    lifted_later = after(plain, excepted(plain, "cap", method="M1"))
    for lifted in (lifted_first, lifted_later):
        assert lifted.newest["M1"].exceptional == "EX-1"
        assert best(lifted) == "distinction"
        assert told(lifted)["Overall grade"] == "cap lifted by exceptional circumstances"
        assert told(lifted)["Exceptional"] == "EX-1 (Olga Sample): cap of M1, attempt 2"


def test_every_second_attempt_needs_its_own_circumstances() -> None:
    view = a_view(at("M1", "fail"), at("M2", "fail"))
    view = after(view, excepted(view, "cap", method="M1"))
    for method in ("M1", "M2"):
        assert told(view)["Overall grade"] == "at most pass"
        view = after(view, agreed(view, method=method))
    assert (view.newest["M1"].exceptional, view.newest["M2"].exceptional) == ("EX-1", "")
    assert told(view)["Overall grade"] == "at most pass"
    assert best(sealed(view, "M2", "distinction")) == "pass"


def test_circumstances_can_extend_the_period() -> None:
    late = a_view(*OPEN_M1, today=date(2026, 11, 20))
    with pytest.raises(Refused, match="the entire EPA has to be taken again"):
        agreed(late)
    outcome = excepted(late, "period", ends_on=date(2027, 1, 31))
    assert dict(outcome.changes) == {"epa_ends_on": "2027-01-31"}
    extended = after(late, outcome)
    assert told(extended)["Exceptional"] == "EX-1 (Olga Sample): period, now until 31 Jan 2027"
    held = after(extended, agreed(extended, when=datetime(2027, 1, 31, 10)))
    assert (held.at, held.newest["M1"].exceptional) == ("again agreed", "")
    assert best(held) == "pass"


def test_circumstances_can_lift_both() -> None:
    view = a_view(*OPEN_M1)
    outcome = excepted(view, "cap", "period", method="M1", ends_on=date(2026, 12, 1))
    ends = ("2026-12-01", "2026-11-01")
    assert outcome.bodies == (Excepted("EX-1", "Olga Sample", "2026-09-01", "M1", 2, *ends),)


def test_what_is_taken_back_gives_the_booking_back_what_it_had() -> None:
    view = a_view(*OPEN_M1, at("M1", None, 2, exceptional="EX-0"))
    lifted = after(view, excepted(view, "cap", "period", method="M1", ends_on=date(2026, 12, 1)))
    assert lifted.newest["M1"].exceptional == "EX-1"
    assert given_back(lifted) == {
        "changes": {"epa_ends_on": "2026-11-01"},
        "bookings": (Booking("M1", "re-sit", 2, exceptional="EX-0", exact=True),),
        "cancelled": (),
    }
    moved = replace(lifted, epa_ends_on=date(2026, 12, 24))
    assert given_back(moved)["changes"] == {}
    assert "The EPA period was changed since" in undo_told(moved)
    begun = replace(lifted, attempts=(*OPEN_M1, at("M1", None, 2, begun=True)))
    assert given_back(begun)["bookings"] == ()
    assert "keeps what it is held under" in undo_told(begun)
    assert given_back(view) == {"changes": {}, "bookings": (), "cancelled": ()}


def test_what_is_booked_in_a_period_that_is_taken_back_is_told() -> None:
    view = a_view(*OPEN_M1)
    longer = after(view, excepted(view, "period", ends_on=date(2026, 12, 1)))
    late = at("M1", None, 2, scheduled_on="2026-11-24")
    told = undo_told(replace(longer, attempts=(*OPEN_M1, late)))
    assert "The EPA period ends on 1 Nov 2026 again. M1-2 stays booked for 24 Nov 2026" in told


EXCEPT_REFUSED: list[tuple[tuple[str, ...], dict[str, Any], str]] = [
    ((), {}, "Choose what it lifts"),
    (("cap",), {}, "Choose the method"),
    (("cap",), {"method": "M2"}, "Only a failed method"),
    (("cap",), {"method": "M1", "reference": " "}, "Enter the reference"),
    (("cap",), {"method": "M1", "by": ""}, "Enter who determined it"),
    (("period",), {}, "enter the later day"),
    (("period",), {"ends_on": date(2026, 11, 1)}, "enter the later day"),
    (("period",), {"method": "M1", "ends_on": date(2027, 1, 1)}, "choose both or neither"),
    (("cap",), {"method": "M1", "ends_on": date(2027, 1, 1)}, "choose both"),
]


@pytest.mark.parametrize(("lifts", "given", "reason"), EXCEPT_REFUSED)
def test_circumstances_say_what_they_lift(
    lifts: tuple[str, ...], given: dict[str, Any], reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        excepted(a_view(*OPEN_M1), *lifts, **given)


@pytest.mark.parametrize("grade", [None, "pass"])
def test_circumstances_come_too_late_for_an_attempt_that_has_begun(grade: str | None) -> None:
    view = a_view(*OPEN_M1, at("M1", grade, 2, begun=True))
    with pytest.raises(Refused, match="The re-sit of M1 has begun"):
        excepted(view, "cap", method="M1")


def test_where_no_end_is_known_none_is_extended() -> None:
    view = a_view(*OPEN_M1, epa_ends_on=None)
    with pytest.raises(Refused, match="not known"):
        excepted(view, "period", ends_on=date(2027, 1, 1))


RUN_OUT: list[tuple[tuple[Attempt, ...], date | None, date, str]] = [
    (OPEN_M1, date(2026, 11, 1), date(2026, 11, 2), "have the fail confirmed"),
    (OPEN_M1, date(2026, 11, 1), date(2026, 11, 1), "lasts until 1 Nov 2026"),
    (OPEN_M1, None, date(2026, 11, 2), "is not known"),
    ((at("M1", "pass"), at("M2", "pass")), date(2026, 11, 1), date(2026, 12, 1), "passed"),
]


@pytest.mark.parametrize(("attempts", "ends", "today", "reason"), RUN_OUT)
def test_a_period_is_over_once_its_last_day_is_and_something_is_missing(
    attempts: tuple[Attempt, ...], ends: date | None, today: date, reason: str
) -> None:
    view = a_view(*attempts, epa_ends_on=ends, today=today)
    with pytest.raises(Refused, match=reason):
        done(view, "run-out", by="Olga Sample")
    assert reason in STEPS["run-out"].closed(view)


def test_after_the_period_the_entire_assessment_is_taken_again() -> None:
    over = run_out_of(a_view(at("M1", "fail"), today=date(2026, 11, 2)))
    assert (over.at, PART.line(over).words) == ("period over", "EPA period over since 1 Nov 2026")
    for verb in ("agree", "run-out"):
        assert STEPS[verb].closed(over)
    with pytest.raises(Refused, match="the entire EPA has to be taken again"):
        agreed(over)


def test_out_of_a_period_that_is_over_only_circumstances_lead() -> None:
    over = run_out_of(a_view(at("M1", "fail"), today=date(2026, 11, 2)))
    outcome = excepted(over, "period", ends_on=date(2027, 1, 31))
    assert "agree on the next attempt now" in outcome.told
    extended = after(over, outcome)
    again = after(extended, agreed(extended))
    assert (extended.at, again.at) == ("period over", "again agreed")
    assert PART.line(again).words == "M1 re-sit, no date yet"
