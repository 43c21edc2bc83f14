"""Which method may be sat again, and when: every case of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.record.journey.again import PeriodRanOut
from data.rules.again import (
    agree_closed,
    failed_methods,
    following,
    refuse_attempt_day,
    refuse_period_over,
    refuse_second_day,
    rework_due,
)
from data.rules.refused import Refused
from data.rules.standing import Attempt
from tests.data.rules.sat_again import ENDS, a_view, at

GRADES = (None, "fail", "pass", "distinction")
days = st.dates(date(2026, 5, 1), date(2027, 12, 31))


def histories(method: str) -> Sequence[tuple[Attempt, ...]]:
    """Return every way in which up to three attempts at a method can stand."""
    found: list[tuple[Attempt, ...]] = [()]
    for length in (1, 2, 3):
        for grades in product(GRADES, repeat=length):
            found.append(tuple(at(method, g, n) for n, g in enumerate(grades, start=1)))
    return found


@pytest.mark.parametrize("mine", histories("M1"), ids=lambda m: "-".join(str(a.grade) for a in m))
def test_only_a_method_whose_newest_grade_is_a_fail_is_sat_again(mine: tuple[Attempt, ...]) -> None:
    graded = [attempt.grade for attempt in mine if attempt.grade]
    view = a_view(*mine, at("M2", "distinction"))
    if graded[-1:] == ["fail"]:
        follows = following(view, "M1")
        assert follows.number == (mine[-1].number if mine[-1].grade is None else len(mine) + 1)
        assert (follows.fails, follows.booked is None) == (
            graded.count("fail"),
            bool(mine[-1].grade),
        )
        assert failed_methods(view) == ("M1",)
    else:
        with pytest.raises(Refused):
            following(view, "M1")
        assert "No method was failed" in agree_closed(view)


NO_DISTINCTION = (
    "M1 was graded pass. Re-sits and re-takes are not offered to apprentices wishing to move from "
    "pass to distinction."
)


@pytest.mark.parametrize(
    ("grade", "sentence"),
    [
        ("pass", NO_DISTINCTION),
        ("distinction", "M1 was graded distinction. Only a failed method is sat again."),
    ],
)
def test_a_pass_is_not_sat_again_for_a_distinction(grade: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        following(a_view(at("M1", grade)), "M1")
    assert refused.value.sentence == sentence
    _, _, reason = sentence.partition(". ")
    assert agree_closed(a_view(at("M1", grade))) == f"No method was failed. {reason}"


def test_what_is_being_held_is_sealed_first() -> None:
    view = a_view(at("M1", "fail"), at("M1", None, 2, begun=True))
    with pytest.raises(Refused, match="judge and seal it first"):
        following(view, "M1")
    assert "The re-sit of M1 is not sealed" in agree_closed(view)


@pytest.mark.parametrize("stage", ["no-show", "abandoned", "withdrawn"])
def test_what_ended_without_a_result_is_agreed_on_anew(stage: str) -> None:
    missed = at("M1", None, 2, begun=True, stage=stage)
    follows = following(a_view(at("M1", "fail"), missed), "M1")
    assert (follows.number, follows.booked, follows.fails) == (3, None, 1)


@given(days)
def test_a_day_lies_after_the_fail_and_inside_the_period(day: date) -> None:
    view = a_view(at("M1", "fail"))
    allowed = date(2026, 5, 20) < day <= ENDS
    for period, fits in ((ENDS, allowed), (None, day > date(2026, 5, 20))):
        bounded = replace(view, epa_ends_on=period)
        if fits:
            refuse_attempt_day(bounded, following(bounded, "M1"), day)
        else:
            with pytest.raises(Refused, match="hoose a"):
                refuse_attempt_day(bounded, following(bounded, "M1"), day)


def test_a_booked_second_attempt_is_moved_inside_the_period_only() -> None:
    booked = at("M1", None, 2)
    view = a_view(at("M1", "fail"), booked)
    for day, reason in (
        (date(2026, 11, 2), "after the EPA period"),
        (date(2026, 5, 20), "later day"),
    ):
        with pytest.raises(Refused, match=reason):
            refuse_second_day(view, booked, day)
        refuse_second_day(view, at("M1", None, 1), day)
        refuse_second_day(view, None, day)
    refuse_second_day(view, booked, ENDS)
    refuse_second_day(view, replace(booked, exceptional="EX-1"), date(2026, 11, 2))


@given(days)
def test_after_the_period_nothing_is_sat_again(today: date) -> None:
    view = a_view(at("M1", "fail"), today=today)
    assert bool(agree_closed(view)) == (today > ENDS)
    refuse_period_over(replace(view, epa_ends_on=None))


@given(days)
def test_the_project_is_reworked_in_three_weeks_and_nothing_else_is(agreed: date) -> None:
    view = a_view(at("M1", "fail"), at("M2", "fail"))
    assert rework_due(view, "M1", agreed) == (agreed + timedelta(days=21)).isoformat()
    assert rework_due(view, "M2", agreed) == ""


def test_an_attempt_that_was_booked_elsewhere_can_be_agreed_on() -> None:
    """The other method was not held yet, so its fail alone says that the assessing has begun."""
    view = a_view(at("M1", "fail"), at("M1", None, 2))
    assert (view.at, agree_closed(view)) == ("assessing", "")


def test_an_assessment_that_has_ended_is_told_as_such() -> None:
    over = PeriodRanOut("2026-11-01", "Olga Sample", "2026-11-02")
    view = a_view(at("M1", "fail"), bodies=[over], today=date(2026, 11, 2))
    assert "the entire EPA has to be taken again" in agree_closed(view)
