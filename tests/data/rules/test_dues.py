"""What is due and by when: until it is done, and never for longer than it matters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.record.journey.gateway import GatewayAccepted, GatewaySubmitted
from data.record.journey.machine import AGAIN_AGREED, CLAIMED, WITHDRAWN
from data.record.journey.planning import MeetingBooked
from data.record.journey.project import ProjectSubmitted
from data.record.journey.results import ReplacementAsked
from data.rules.certificate import claim, request_replacement
from data.rules.confirming import confirm
from data.rules.due import RULES, due_words, left_words, worth_telling
from data.rules.dues import ELSEWHERE_DAYS, dues
from data.rules.publishing import publish
from data.rules.standing import Attempt
from data.standards.journey_loader import journey_of
from data.standards.own_holidays import OwnHolidays
from tests.data.rules.acting import made_up
from tests.data.rules.after import HEARD, After, sat
from tests.data.rules.projects import DUE, ENDS, GATEWAY, project_view

RESULT_DUE, CLAIM_DUE = date(2026, 6, 1), date(2026, 6, 12)


def told(after: After) -> list[tuple[str, str, date]]:
    return [(due.what, due.method, due.on) for due in dues(after.view)]


def test_a_result_is_due_from_the_end_of_the_sitting_until_it_is_published() -> None:
    judging = After(sat("M1", None))
    assert told(judging) == [("result", "M1", RESULT_DUE)]
    after = After(sat("M1"), sat("M2", None, heard_on=""))
    assert told(after) == [("result", "M1", RESULT_DUE)]
    assert told(after.do(publish, "M1", HEARD)) == []
    after.change("M1", head="sealed anew")
    assert told(after) == [("result", "M1", RESULT_DUE)]


def test_the_users_own_holidays_move_what_is_due() -> None:
    own = OwnHolidays(added=frozenset({date(2026, 5, 29)}))
    assert told(After(sat("M1"), holidays=own)) == [("result", "M1", date(2026, 6, 2))]


def test_every_attempt_has_its_own_result() -> None:
    after = After(sat("M1", "fail"), sat("M1", None, 2), sat("M2"))
    assert [due.method for due in dues(after.view)] == ["M1", "M1-2", "M2"]


def test_the_claim_is_due_from_the_upload_of_the_final_result() -> None:
    after = After(sat("M1"), sat("M2"), today=HEARD + timedelta(days=20))
    after.do(publish, "M1", HEARD)
    assert [due.what for due in dues(after.view)] == ["result"]
    after.do(publish, "M2", HEARD + timedelta(days=1))
    assert told(after) == [("claim", "", CLAIM_DUE)]
    after.do(confirm, "Ingrid Invented", HEARD)
    assert told(after) == [("claim", "", CLAIM_DUE)]
    assert told(after.do(claim, HEARD + timedelta(days=2), "CL-1")) == []


def test_a_fail_has_no_claim() -> None:
    after = After(sat("M1", "fail"), sat("M2")).do(publish, "M1", HEARD).do(publish, "M2", HEARD)
    assert told(after) == []


def test_a_replacement_is_due_in_two_working_days() -> None:
    friday = date(2026, 5, 22)
    after = After(today=friday).keep(ReplacementAsked(friday.isoformat(), "Sample Films"))
    assert told(after) == [("replacement", "", date(2026, 5, 27))]
    assert told(after.do(request_replacement, friday)) == []


def test_the_period_ends_while_something_is_left_to_be_sat() -> None:
    ends = date(2026, 7, 5)
    assert told(After(epa_ends_on=ends)) == [("period", "", ends)]
    graded = After(sat("M1"), sat("M2"), epa_ends_on=ends)
    assert "period" not in [due.what for due in dues(graded.view)]
    failed = After(sat("M1", "fail"), sat("M2"), epa_ends_on=ends).do(confirm, "Ingrid", HEARD)
    assert ("period", "", ends) in told(failed)


@pytest.mark.parametrize("recorded", [False, True])
def test_what_nobody_records_here_is_overdue_for_four_weeks(recorded: bool) -> None:
    last = RESULT_DUE + timedelta(days=ELSEWHERE_DAYS)
    for today, shown in ((last, True), (last + timedelta(days=1), recorded)):
        after = After(sat("M1"), today=today)
        if recorded:
            after.keep()
        assert bool(told(after)) == shown


def test_the_earliest_comes_first_and_every_kind_has_its_words() -> None:
    after = After(sat("M1"), sat("M2", None), epa_ends_on=date(2026, 5, 31))
    assert [due.what for due in dues(after.view)] == ["period", "result", "result"]
    earlier = After(sat("M1"), sat("M2", heard_on="2026-05-12"))
    assert [due.method for due in dues(earlier.view)] == ["M2", "M1"]
    for what in RULES:
        assert due_words(what, "M1")
        assert len(due_words(what, "M1-2", short=True)) <= 14
    assert due_words("something newer", "M1") == "something newer M1"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "in 1 day"),
        (3, "in 3 days"),
        (-1, "1 day overdue"),
        (-9, "9 days overdue"),
    ],
)
def test_how_far_off_is_said(days: int, words: str) -> None:
    assert left_words(HEARD + timedelta(days=days), HEARD) == words


def test_the_end_of_the_period_is_told_earlier_than_a_result() -> None:
    in_three_weeks = HEARD + timedelta(days=21)
    assert worth_telling("period", in_three_weeks, HEARD)
    assert not worth_telling("result", in_three_weeks, HEARD)
    assert worth_telling("result", HEARD - timedelta(days=900), HEARD)


def test_the_reworked_project_is_due_until_it_is_there_or_its_sitting_begins() -> None:
    failed = Attempt("M1-1", "M1", "first", 1, True, "fail", ended_on="2026-05-19")
    booked = Attempt("M1-2", "M1", "re-sit", 2, False, None)
    view = project_view(attempts=(failed, booked), rework="2026-06-10")
    view = replace(view, state=replace(view.state, at=AGAIN_AGREED))
    due = [(one.what, one.on) for one in dues(view) if one.what in ("project", "rework")]
    assert due == [("rework", date(2026, 6, 10))]
    begun = replace(view, attempts=(failed, replace(booked, begun=True)))
    sent = ProjectSubmitted(2, "2026-06-01", "2026-06-10")
    there = replace(view, state=project_view(sent, rework="2026-06-10").state)
    for over in (begun, there, replace(view, state=replace(view.state, at=WITHDRAWN))):
        assert not [one for one in dues(over) if one.what == "rework"]


def test_the_project_is_due_from_the_gateway_on_that_is_accepted_here() -> None:
    submitted = GatewaySubmitted("2026-01-26")
    accepted = GatewayAccepted(GATEWAY.isoformat(), "Robin Specimen", ENDS.isoformat())
    assert ("project", "", DUE) in [
        (one.what, one.method, one.on) for one in dues(project_view(submitted, accepted))
    ]
    assert "project" not in [one.what for one in dues(project_view(submitted))]


def test_what_a_standard_sets_no_time_for_is_never_due() -> None:
    submitted = GatewaySubmitted("2026-05-01")
    accepted = GatewayAccepted("2026-05-02", "Robin Specimen", ENDS.isoformat())
    booked = MeetingBooked("2026-05-25T10:00+00:00")
    without = journey_of(made_up())
    for bodies in ((submitted,), (submitted, accepted)):
        assert dues(project_view(*bodies))[0].what in ("gateway", "project")
        view = replace(project_view(*bodies), journey=without, epa_ends_on=None)
        assert dues(view) == ()
    on_the_way = project_view(submitted, accepted, booked)
    assert "planning" in [one.what for one in dues(on_the_way)]
    over = replace(on_the_way, state=replace(on_the_way.state, at=CLAIMED))
    assert dues(over) == ()
