"""The outcomes of the whole assessment, worked out by hand from the service's rules."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.exchange.assessment_service.apprentice import Attempt
from data.exchange.assessment_service.history import history
from data.rules.grading import overall_of_attempts
from tests.data.exchange.assessment_service.sat import STANDARD, sat, told, wall

PASSED = "M1 pass 2026-05-20"
FAILED = "M1 fail 2026-05-20"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ((), []),
        ((PASSED,), []),
        ((PASSED, "M2 pass 2026-05-27"), ["2026-05-27 Pass first"]),
        (("M2 distinction 2026-05-27", PASSED), ["2026-05-27 Pass first"]),
        ((PASSED, "M2 pass 2026-05-20"), ["2026-05-20 Pass first"]),
        ((PASSED, "M2 fail 2026-05-20"), ["2026-05-20 Fail first"]),
        ((FAILED,), ["2026-05-20 Fail first"]),
        ((FAILED, "M2 pass 2026-05-27"), ["2026-05-20 Fail first"]),
        ((FAILED, "M2 fail 2026-05-27"), ["2026-05-20 Fail first", "2026-05-27 Fail first"]),
        (
            (FAILED, "M2 pass 2026-05-27", "M1 pass 2026-06-30 re-sit"),
            ["2026-05-20 Fail first", "2026-06-30 Pass re-sit"],
        ),
        (
            (FAILED, "M1 pass 2026-06-30 re-sit", "M2 pass 2026-07-02"),
            ["2026-05-20 Fail first", "2026-07-02 Pass re-sit"],
        ),
        (
            (
                FAILED,
                "M1 fail 2026-06-30 re-sit",
                "M1 pass 2026-09-01 re-take",
                "M2 pass 2026-09-01",
            ),
            ["2026-05-20 Fail first", "2026-06-30 Fail re-sit", "2026-09-01 Pass re-take"],
        ),
        (
            (FAILED, "M1 pass 2026-06-30 re-sit", "M2 fail 2026-07-02"),
            ["2026-05-20 Fail first", "2026-07-02 Fail first"],
        ),
        (
            (
                FAILED,
                "M2 fail 2026-05-20",
                "M1 pass 2026-06-30 re-sit",
                "M2 pass 2026-06-30 re-take",
            ),
            ["2026-05-20 Fail first", "2026-06-30 Pass re-take"],
        ),
        (
            (FAILED, "M2 fail 2026-05-27", "M1 pass 2026-06-30 re-sit"),
            ["2026-05-20 Fail first", "2026-05-27 Fail first"],
        ),
    ],
)
def test_an_outcome_for_each_day_on_which_something_was_decided(
    written: tuple[str, ...], expected: list[str]
) -> None:
    assert told(*written) == expected


def test_the_day_is_the_one_in_england() -> None:
    late = ("M1 pass 2026-07-01", "M2 pass 2026-07-14T23:30")  # 00:30 on the 15th in summer
    assert told(*late) == ["2026-07-15 Pass first"]
    assert told("M1 fail 2026-12-14T23:30") == ["2026-12-14 Fail first"]


@pytest.mark.parametrize("exceptional", ["", "  "])
def test_a_second_attempt_caps_the_grade(exceptional: str) -> None:
    again = sat(
        FAILED,
        "M1 distinction 2026-06-30 re-sit",
        "M2 distinction 2026-07-02",
        exceptional=exceptional,
    )
    assert overall_of_attempts(STANDARD, again).grade == "pass"


def test_exceptional_circumstances_lift_the_cap() -> None:
    again = sat(
        FAILED, "M1 distinction 2026-06-30 re-sit", "M2 distinction 2026-07-02", exceptional="EX-1"
    )
    assert overall_of_attempts(STANDARD, again).grade == "distinction"


def test_one_second_attempt_without_circumstances_keeps_the_cap() -> None:
    lifted = sat(FAILED, "M1 distinction 2026-06-30 re-sit", exceptional="EX-1")
    plain = sat("M2 fail 2026-05-20", "M2 distinction 2026-07-02 re-sit")
    assert overall_of_attempts(STANDARD, (*lifted, *plain)).grade == "pass"
    assert overall_of_attempts(STANDARD, (*plain, *lifted)).grade == "pass"


@st.composite
def lives(draw: st.DrawFn) -> list[Attempt]:
    """Return attempts as the plan allows them: failed methods only, on later days."""
    made: list[Attempt] = []
    for method in ("M1", "M2"):
        day = date(2026, 1, 5)
        for number in range(1, draw(st.integers(0, 4)) + 1):
            day += timedelta(days=draw(st.integers(1, 4)))
            kind = "first" if number == 1 else draw(st.sampled_from(["re-sit", "re-take"]))
            grade = draw(st.sampled_from(STANDARD.grades))
            exceptional = draw(st.sampled_from(["", "EX-1"])) if number > 1 else ""
            at = wall(f"{day}T11:00")
            made.append(Attempt(method, kind, number, exceptional, at, grade))
            if grade != "fail":
                break
    return made


@given(lives())
def test_days_are_distinct_and_in_order_and_only_the_last_may_be_a_pass(
    attempts: list[Attempt],
) -> None:
    outcomes = history(STANDARD, attempts)
    days = [outcome.day for outcome in outcomes]
    assert days == sorted(set(days))
    assert set(days) <= {attempt.day for attempt in attempts}
    assert all(outcome.outcome == "Fail" for outcome in outcomes[:-1])
    if outcomes:
        assert outcomes[0].kind == "first"


@given(lives())
def test_the_latest_outcome_is_that_of_the_whole(attempts: list[Attempt]) -> None:
    newest = {attempt.method: attempt.grade for attempt in attempts}
    passed = len(newest) == 2 and "fail" not in newest.values()
    outcomes = history(STANDARD, attempts)
    assert (bool(outcomes) and outcomes[-1].outcome == "Pass") == passed
    assert any(a.grade == "fail" for a in attempts) == any(o.outcome == "Fail" for o in outcomes)


@given(lives())
def test_a_pass_is_marked_where_anything_had_to_be_sat_again(attempts: list[Attempt]) -> None:
    outcomes = history(STANDARD, attempts)
    if outcomes and outcomes[-1].outcome == "Pass":
        again = any(attempt.kind != "first" for attempt in attempts)
        assert (outcomes[-1].kind != "first") == again


@given(lives())
def test_the_order_in_which_attempts_are_given_does_not_matter(attempts: list[Attempt]) -> None:
    told_once = {history(STANDARD, order) for order in permutations(attempts[:5])}
    assert len(told_once) == 1
