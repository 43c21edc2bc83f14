"""The part of second attempts: its steps one after the other, and what it tells."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from data.record.journey.again import AgainAgreed
from data.record.journey.conduct_kinds import AssessmentWithdrawn, Suspected
from data.rules.again import refuse_second_day
from data.rules.again_part import PART
from data.rules.refused import Refused
from data.rules.step import Booking
from tests.data.rules.sat_again import (
    OPEN_M1,
    STEPS,
    TODAY,
    a_view,
    after,
    agreed,
    at,
    done,
    excepted,
    told,
)


def test_a_re_sit_is_agreed_and_booked_with_three_weeks_to_rework() -> None:
    outcome = agreed(a_view(*OPEN_M1), when=datetime(2026, 9, 24, 10))
    assert outcome.bookings == (Booking("M1", "re-sit", 2, datetime(2026, 9, 24, 10)),)
    view = after(a_view(*OPEN_M1), outcome)
    assert (view.at, view.state.again.rework_due_on) == ("again agreed", "2026-09-22")
    assert "due by 22 Sep 2026" in outcome.told
    assert told(view) == {
        "M1": "first fail, then re-sit open, 24 Sep 2026",
        "Action plan": "none noted yet",
        "Agreed by": "Emma Employer, 1 Sep 2026: re-sit",
        "Reworked project": "submit by 22 Sep 2026",
        "EPA period": "ends 1 Nov 2026, 61 days left",
        "Overall grade": "at most pass",
    }
    assert PART.line(view).words == "M1 re-sit, 24 Sep 2026"


def test_a_sitting_before_the_rework_is_due_is_told_and_not_refused() -> None:
    view = a_view(*OPEN_M1)
    outcome = agreed(view, when=datetime(2026, 9, 10, 10))
    assert "after the sitting on 10 Sep 2026" in outcome.told
    words = told(after(view, outcome))["Reworked project"]
    assert words == "submit by 22 Sep 2026, after the sitting"


def test_nothing_is_agreed_on_a_result_that_is_held() -> None:
    suspected = Suspected("Pat Pretend", "2026-08-30T10:00", "a second voice was heard")
    view = a_view(*OPEN_M1, bodies=[suspected])
    assert "held for a suspicion" in STEPS["agree"].closed(view)
    with pytest.raises(Refused, match="record first what came of it"):
        agreed(view)


def test_nobody_is_told_to_agree_on_what_is_not_to_be_agreed() -> None:
    open_ = a_view(*OPEN_M1)
    assert PART.line(open_).words == "M1 failed: agree on another attempt"
    gone = [AssessmentWithdrawn("Olga Sample", "2026-08-30", "employer")]
    for shut in (a_view(*OPEN_M1, bodies=gone), a_view(*OPEN_M1, today=date(2026, 11, 2))):
        assert (PART.line(shut).words, PART.line(shut).tone) == ("M1 failed", "")


def test_what_is_agreed_on_is_not_offered_again() -> None:
    view = a_view(at("M1", "fail"), at("M2", "fail"))
    view = after(view, agreed(view))
    assert STEPS["agree"].closed(view) == ""
    view = after(view, agreed(view, method="M2"))
    assert "is agreed on" in STEPS["agree"].closed(view)


def test_the_portfolio_stays_the_same() -> None:
    view = a_view(at("M2", "fail"))
    outcome = agreed(view)
    assert "The same portfolio is used" in outcome.told
    assert after(view, outcome).state.again.rework_due_on == ""
    assert told(after(view, outcome))["Portfolio"] == "the same: nothing to submit"


def test_the_day_is_kept_for_the_calendar_and_moved_after_the_learning_only() -> None:
    view = a_view(at("M2", "fail"))
    outcome = agreed(
        view, kind="re-take", learning_until=date(2026, 9, 20), when=datetime(2026, 9, 24, 10)
    )
    view = after(view, outcome)
    booked = view.state.planning.sittings["M2", 2]
    assert booked.at == "2026-09-24T09:00Z"
    refuse_second_day(view, view.newest["M2"], date(2026, 9, 21))
    with pytest.raises(Refused, match="Further learning lasts until 20 Sep 2026"):
        refuse_second_day(view, view.newest["M2"], date(2026, 9, 20))


def test_both_methods_are_agreed_on_one_after_the_other() -> None:
    view = a_view(at("M1", "fail"), at("M2", "fail"))
    view = after(view, agreed(view))
    view = after(view, agreed(view, method="M2", kind="re-take", learning_until=date(2026, 10, 1)))
    assert view.at == "again agreed"
    assert told(view)["Further learning"] == "until 1 Oct 2026"
    assert PART.line(view).words == "M1 re-sit, no date yet; M2 re-take, no date yet"


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"method": "M2"}, "Only a failed method is sat again"),
    ({"employer": "  "}, "Enter who agreed for the employer"),
    ({"on": date(2026, 9, 2)}, "lies ahead"),
    ({"on": date(2026, 5, 19)}, "was failed on 20 May 2026"),
    ({"kind": "re-take"}, "enter the day until which it lasts"),
    ({"learning_until": date(2026, 9, 20)}, "A re-sit does not require further learning"),
    ({"kind": "re-take", "learning_until": date(2026, 8, 31)}, "follows the agreement"),
    (
        {
            "kind": "re-take",
            "learning_until": date(2026, 9, 20),
            "when": datetime(2026, 9, 20, 10),
        },
        "Further learning lasts until 20 Sep 2026",
    ),
    ({"when": datetime(2026, 5, 20, 23)}, "choose a later day"),
    ({"when": datetime(2026, 11, 2, 10)}, "which ends Sun 1 Nov 2026"),
]


@pytest.mark.parametrize(("given", "reason"), REFUSED, ids=[reason for _, reason in REFUSED])
def test_what_the_plan_does_not_allow_is_refused_with_the_reason(
    given: dict[str, Any], reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        agreed(a_view(*OPEN_M1), **given)


def test_an_attempt_is_agreed_on_once_however_it_was_booked() -> None:
    first = a_view(*OPEN_M1)
    with pytest.raises(Refused, match="was agreed on 1 Sep 2026 already"):
        agreed(after(first, agreed(first)))
    imported = a_view(*OPEN_M1, at("M1", None, 2, kind="re-take"))
    (booking,) = agreed(imported).bookings
    assert (booking.number, booking.kind) == (2, "re-sit")


def test_an_agreement_that_was_taken_back_leaves_a_booking_that_can_be_agreed_on() -> None:
    view = a_view(*OPEN_M1)
    booked = a_view(*after(view, agreed(view)).attempts)
    assert (booked.at, PART.line(booked).words) == ("graded", "M1 re-sit not agreed")
    assert after(booked, agreed(booked)).at == "again agreed"


def test_a_method_failed_twice_is_told_and_may_be_sat_again() -> None:
    view = a_view(at("M1", "fail"), at("M1", "fail", 2))
    assert told(view)["M1 again"].startswith("failed 2 times: next action decision")
    outcome = agreed(view, decision="NAD-7")
    assert "failed 2 times: ask the organisation for its next action decision" in outcome.told
    body = outcome.bodies[0]
    assert isinstance(body, AgainAgreed) and (body.number, body.decision) == (3, "NAD-7")


def test_an_action_plan_is_noted_for_a_failed_method_only() -> None:
    view = a_view(*OPEN_M1)
    view = after(view, done(view, "note", text="two mock questions a week", by="Emma Employer"))
    assert told(view)["Action plan"] == "two mock questions a week (Emma Employer, 1 Sep 2026)"
    for wrong in ({"method": "M2", "text": "x", "by": "y"}, {"by": "y"}, {"text": "x"}):
        with pytest.raises(Refused):
            done(view, "note", **wrong)


def test_where_nothing_was_failed_nothing_is_offered() -> None:
    for view in (a_view(), a_view(at("M1", "pass")), a_view(at("M1", None))):
        assert PART.line(view).words == "nothing was failed"
        assert not PART.facts(view)
        assert STEPS["agree"].closed(view) and STEPS["note"].closed(view)


def test_the_timeline_tells_each_in_words() -> None:
    view = a_view(at("M1", "fail"))
    done_all = (
        done(view, "note", text="two mock questions a week", by="Emma Employer"),
        excepted(view, "cap", "period", method="M1", ends_on=date(2026, 12, 1)),
        agreed(view, kind="re-take", learning_until=date(2026, 9, 20)),
    )
    assert [body.told for outcome in done_all for body in outcome.bodies] == [
        "action plan for M1, by Emma Employer on 2026-09-01: two mock questions a week",
        "exceptional circumstances EX-1, by Olga Sample on 2026-09-01, lift the cap of M1, "
        "attempt 2, extend the EPA period until 2026-12-01",
        "re-take of M1 agreed, attempt 2, by Emma Employer on 2026-09-01, after learning until "
        "2026-09-20",
    ]


def test_labels_fit_their_column() -> None:
    view = a_view(at("M1", "fail"), at("M1", "fail", 2), at("M2", "fail"))
    view = after(view, excepted(view, "cap", method="M2"))
    view = after(view, agreed(view, kind="re-take", learning_until=TODAY, decision="NAD-1"))
    labels = [fact.label for fact in PART.facts(view)]
    labels += [ask.label for step in PART.steps for ask in step.asks(view)]
    assert max(map(len, labels)) <= 22
