"""Days that can only be typing errors are refused wherever a step asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.record.journey.again import AgainAgreed
from data.record.journey.body import JourneyBody
from data.record.journey.gateway import GatewayProgrammeBegan, GatewaySubmitted
from data.record.journey.machine import ACCEPTED, AT_GATEWAY, FAILED, PERIOD_OVER, STATES
from data.record.journey.planning import MeetingBooked, MeetingStarted
from data.rules.journey_view import JourneyView
from data.rules.refused import Refused
from data.rules.sensible_days import longer_doubt, period_doubt, refuse_unlikely, unlikely
from data.rules.step import Ask, Step
from epa_tui.journey_parts import parts
from tests.data.rules.journeys import TODAY, after, attempt, booked, standing_at, view_of

DAY = timedelta(days=1)
GATEWAY, ENDS = date(2026, 5, 4), date(2026, 11, 4)
IN_PERIOD: dict[str, Any] = {"gateway_on": GATEWAY, "epa_ends_on": ENDS}
STEPS = {step.id: step for part in parts() for step in part.steps}
ASKED = [
    (step, ask)
    for step in STEPS.values()
    for ask in step.asks(view_of())
    if ask.kind in ("day", "moment")
]


def _given(step: Step, view: JourneyView, **said: Any) -> dict[str, Any]:
    """Return the answers of a step with every needed field filled."""
    said = {name.replace("_", "-"): value for name, value in said.items()}
    found: dict[str, Any] = {}
    for ask in step.asks(view):
        codes = tuple(choice.code for choice in ask.choices)
        plain = {"text": "Quinn Example", "day": TODAY, "choice": next(iter(codes), None)}
        plain |= {"moment": _at(TODAY), "many": codes, "yes": True, "whole": 1}
        empty = {"text": "", "many": ()}.get(ask.kind)
        found[ask.name] = plain.get(ask.kind) if ask.needed else empty
    assert said.keys() <= found.keys()
    return {**found, **said}


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10)


def _open(step: Step) -> Iterator[JourneyView]:
    views = (standing_at(at, **IN_PERIOD) for at in STATES)
    return (view for view in views if not step.closed(view))


def _refusal(step: str, view: JourneyView, **said: Any) -> str:
    with pytest.raises(Refused) as caught:
        STEPS[step].carry_out(view, _given(STEPS[step], view, **said))
    return caught.value.sentence


@pytest.mark.parametrize(("step", "ask"), ASKED, ids=[f"{s.id} {a.name}" for s, a in ASKED])
def test_no_step_takes_a_year_that_cannot_be_meant(step: Step, ask: Ask) -> None:
    wrong = [TODAY.replace(year=2006), TODAY.replace(year=2062)]
    wrong += [] if ask.ahead else [TODAY.replace(year=2027)]
    for view in _open(step):
        for day in wrong:
            value = day if ask.kind == "day" else _at(day)
            with pytest.raises(Refused, match=r"Look at the year\.$"):
                step.carry_out(view, {**_given(step, view), ask.name: value})


@pytest.mark.parametrize(("step", "ask"), ASKED, ids=[f"{s.id} {a.name}" for s, a in ASKED])
def test_nothing_that_follows_gateway_comes_a_year_before_it(step: Step, ask: Ask) -> None:
    if ask.since != "gateway":
        return
    for view in _open(step):
        day = TODAY.replace(year=2025)
        value = day if ask.kind == "day" else _at(day)
        with pytest.raises(Refused, match="4 May 2026, the day of gateway"):
            step.carry_out(view, {**_given(step, view), ask.name: value})


def test_the_day_itself_is_taken_and_a_gateway_to_come_orders_nothing() -> None:
    began = after(view_of(gateway_on=GATEWAY), GatewayProgrammeBegan("2026-05-01"))
    refuse_unlikely(began, GATEWAY, since="gateway")
    refuse_unlikely(began, date(2026, 5, 1))
    refuse_unlikely(view_of(gateway_on=TODAY + DAY), TODAY, since="gateway")


def test_nothing_comes_before_the_programme() -> None:
    began = GatewayProgrammeBegan("2026-05-11")
    view = after(view_of(), began)
    told = _refusal("adjusting.request", view, on=date(2026, 5, 10))
    assert "before 11 May 2026, when the apprentice came on programme" in told
    submitted = _refusal("gateway.submit", view, on=date(2026, 5, 10))
    assert "The programme cannot begin after 10 May 2026" in submitted


@given(st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_what_may_be_meant_lies_between_ten_years_ago_and_two_years_ahead(day: date) -> None:
    assert (unlikely(day, TODAY) == "") == (date(2016, 5, 20) <= day <= date(2028, 5, 20))


def test_an_extension_is_a_year_at_most_and_ends_after_what_was_determined() -> None:
    view = standing_at(FAILED, **IN_PERIOD)
    lifts = {"lifts": ("period",), "method": None}
    for ends, reason in [
        (ENDS, "enter the later day"),
        (ENDS - DAY, "enter the later day"),
        (date(2027, 11, 5), "more than 12 months after 4 Nov 2026"),
    ]:
        assert reason in _refusal("again.except", view, ends_on=ends, **lifts)
    over = replace(view, today=date(2027, 1, 10))
    late = _refusal("again.except", over, ends_on=ENDS + DAY, on=date(2027, 1, 9), **lifts)
    assert "would end before 9 Jan 2027" in late
    step = STEPS["again.except"]
    for ends in (ENDS + DAY, date(2027, 11, 4)):
        outcome = step.carry_out(view, _given(step, view, ends_on=ends, **lifts))
        assert outcome.changes == {"epa_ends_on": ends.isoformat()}


@pytest.mark.parametrize("kept", [None, GATEWAY])
def test_a_period_may_be_as_long_as_the_plans_and_one_extension(kept: date | None) -> None:
    standard = view_of().standard
    assert period_doubt(kept, date(2027, 11, 4), standard) == ""
    assert bool(period_doubt(kept, date(2027, 11, 5), standard)) == (kept is not None)
    assert longer_doubt(date(2028, 2, 29), date(2029, 3, 1)) != ""


def _planned(body: JourneyBody) -> JourneyView:
    """Return an accepted assessment whose planning meeting stands where an entry left it."""
    view = standing_at(ACCEPTED, **IN_PERIOD)
    planning = after(view, body).state.planning
    return replace(view, state=replace(view.state, planning=planning))


REFUSED: list[tuple[str, JourneyView, dict[str, Any], str]] = [
    ("planning.book", standing_at(ACCEPTED, **IN_PERIOD), {"at": _at(ENDS + DAY)},
     "after the EPA period, which ends Wed 4 Nov 2026. Choose a day in the period."),
    ("planning.miss", _planned(MeetingBooked("2026-05-20T10:00Z")),
     {"at": datetime(2026, 5, 20, 8)}, "nobody is missed before it begins"),
    ("planning.hold", _planned(MeetingStarted()),
     {"on": date(2026, 5, 19)}, "This meeting began on Wed 20 May 2026"),
    ("project.start", standing_at(ACCEPTED, **IN_PERIOD), {"on": ENDS + DAY}, "a day within it"),
    ("project.deadline", standing_at(ACCEPTED, **{**IN_PERIOD, "gateway_on": TODAY + 30 * DAY}),
     {"on": TODAY + 20 * DAY}, "agree a"),
    ("again.note", standing_at(FAILED, **IN_PERIOD), {"on": date(2026, 5, 5)}, "M1 was failed"),
    ("again.agree", standing_at(FAILED, **IN_PERIOD), {"when": _at(TODAY - DAY)}, "is over"),
    ("again.agree", standing_at(FAILED, **IN_PERIOD),
     {"kind": "re-take", "learning_until": ENDS + DAY}, "the re-take follows the learning"),
    ("again.run-out", standing_at(ACCEPTED, **{**IN_PERIOD, "epa_ends_on": TODAY - DAY}),
     {"on": TODAY - DAY}, "lasted until 19 May 2026"),
    ("conduct.appeal", standing_at(FAILED, **IN_PERIOD), {"result": date(2026, 5, 5)},
     "The result cannot be before"),
]  # fmt: skip


def _failed(view: JourneyView) -> JourneyView:
    """Return a view whose graded sittings were held and sealed five days before."""
    day = (TODAY - 5 * DAY).isoformat()
    held = [
        replace(one, heard_on=day, sealed_on=day) if one.grade else one for one in view.attempts
    ]
    return replace(view, attempts=tuple(held))


@pytest.mark.parametrize(("step", "view", "said", "reason"), REFUSED,
                         ids=[f"{one[0]} {one[3]}" for one in REFUSED])  # fmt: skip
def test_a_day_that_does_not_fit_is_refused_with_what_to_do(
    step: str, view: JourneyView, said: dict[str, Any], reason: str
) -> None:
    assert reason in _refusal(step, _failed(view), **said)


def test_a_meeting_may_lie_outside_the_period_where_a_sitting_does() -> None:
    late = replace(booked("M1"), scheduled_on=(ENDS + 9 * DAY).isoformat())
    view = replace(standing_at(ACCEPTED, **IN_PERIOD), attempts=(late,))
    given = _given(STEPS["planning.book"], view, at=_at(ENDS + DAY))
    told = STEPS["planning.book"].carry_out(view, given).told
    assert "is after the EPA period, which ends Wed 4 Nov 2026." in told


def test_the_report_of_a_second_attempt_comes_after_it_was_agreed() -> None:
    failed = _failed(standing_at(FAILED, **IN_PERIOD))
    agreed = AgainAgreed("M1", "re-sit", 2, "Emma Employer", (TODAY - 2 * DAY).isoformat())
    view = replace(after(failed, agreed), attempts=(*failed.attempts, booked("M1", 2)))
    assert "agreed on 18 May 2026" in _refusal("project.submit", view, on=TODAY - 3 * DAY)
    given = _given(STEPS["project.submit"], view, on=TODAY - 2 * DAY)
    assert STEPS["project.submit"].carry_out(view, given).bodies


def test_nobody_is_withdrawn_before_a_sitting_that_was_held() -> None:
    held = replace(attempt("M1", stage="judging"), heard_on="2026-05-19")
    view = view_of(attempts=[held], **IN_PERIOD)
    assert "cannot be before 19 May 2026" in _refusal(
        "conduct.withdraw", view, on=date(2026, 5, 18)
    )


def test_states_that_are_over_stay_closed_whatever_day_is_typed() -> None:
    view = standing_at(PERIOD_OVER, **IN_PERIOD)
    assert "period over" in _refusal("planning.book", view, at=_at(date(2062, 1, 1)))


def test_the_gateway_is_decided_between_its_submission_and_today() -> None:
    view = after(view_of(), GatewaySubmitted("2026-05-18"))
    assert view.at == AT_GATEWAY
    for verb in ("gateway.accept", "gateway.reject"):
        assert "lies ahead" in _refusal(verb, view, on=TODAY + DAY)
        assert "submitted on 18 May 2026" in _refusal(verb, view, on=date(2025, 5, 19))
