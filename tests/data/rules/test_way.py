"""The way as it is drawn: every state has one place, and what is not known is not claimed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data.record.journey.machine import (
    ACCEPTED,
    AGAIN_AGREED,
    ASSESSING,
    FAILED,
    ON_PROGRAMME,
    PERIOD_OVER,
    PLANNED,
    STATES,
    WITHDRAWN,
)
from data.record.journey.state import JourneyState
from data.rules.way import MAIN, part_at, way
from tests.data.rules.journeys import attempt, standing_at, view_of


@pytest.mark.parametrize("at", STATES)
def test_every_state_is_drawn_once_where_it_stands(at: str) -> None:
    posts = way(standing_at(at))
    states = [post.state for post in posts]
    assert [post.state for post in posts if post.mark == "here"] == [at]
    assert len(states) == len(set(states))
    here = states.index(at)
    assert all(post.mark in ("passed", "not recorded") for post in posts[:here])
    assert all(post.mark == "ahead" for post in posts[here + 1 :])
    assert at in (WITHDRAWN, PERIOD_OVER) or set(MAIN) <= set(states)


def test_a_gateway_known_from_the_booking_is_passed_and_a_meeting_is_not() -> None:
    view = replace(standing_at(ASSESSING), gateway_on=date(2026, 4, 1))
    marks = {post.state: post.mark for post in way(view)}
    assert marks[ACCEPTED] == "passed" and marks[PLANNED] == "not recorded"


def test_a_second_attempt_stands_before_its_sittings() -> None:
    state = JourneyState(at=AGAIN_AGREED, been=(ON_PROGRAMME, ACCEPTED, FAILED))
    sat = (attempt("M1", "fail"), attempt("M2", "pass"), attempt("M1", None, 2))
    posts = way(view_of(state, sat))
    assert [(p.state, p.mark) for p in posts][4:8] == [
        (FAILED, "passed"),
        (AGAIN_AGREED, "passed"),
        (ASSESSING, "here"),
        ("graded", "ahead"),
    ]


def test_a_withdrawn_assessment_shows_how_far_it_came_and_nothing_ahead() -> None:
    state = JourneyState(at=WITHDRAWN, been=(ON_PROGRAMME, "at gateway", ACCEPTED))
    posts = way(view_of(state, [attempt("M1", "fail")]))
    assert [post.state for post in posts] == [
        ON_PROGRAMME, "at gateway", ACCEPTED, PLANNED, ASSESSING, WITHDRAWN,
    ]  # fmt: skip
    assert posts[3].mark == "not recorded"


@pytest.mark.parametrize(
    ("at", "part"),
    [
        (ON_PROGRAMME, "gateway"),
        (ACCEPTED, "planning"),
        (ASSESSING, "results"),
        (FAILED, "again"),
        (WITHDRAWN, "conduct"),
    ],
)
def test_the_next_is_done_in_one_part(at: str, part: str) -> None:
    assert part_at(at) == part
