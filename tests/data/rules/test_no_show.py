"""An apprentice who is not there: when the wait is over, what was done, and how it ends."""

from __future__ import annotations

import pytest

from data.record.entries import Deviation, SittingEnded
from data.record.script_entries import Arrived
from data.rules import clock_guards, no_show
from data.rules.no_show import arrived, begin_wait, left_to_wait, step, waiting
from data.rules.undoing import undo
from tests.data.rules.acting import MINUTE, Acting


def waited_for(minutes: float, booked_ago: float = 0) -> Acting:
    sitting = Acting()
    sitting.do(begin_wait, sitting.now.wall - int(booked_ago * MINUTE))
    return sitting.wait(minutes)


@pytest.mark.parametrize(
    ("booked_ago", "late"),
    [(0, 0), (3, 3), (-5, -5), (239, 239), (300, 0), (-239, -239)],
)
def test_the_wait_counts_from_the_booked_time_unless_that_is_hours_ago(
    booked_ago: int, late: int
) -> None:
    sitting = waited_for(0, booked_ago)
    wait = waiting(sitting.state)
    assert wait is not None
    assert wait.waited(sitting.now) == late * MINUTE


def test_nobody_waits_for_a_sitting_that_is_booked_for_hours_from_now() -> None:
    sitting = Acting()
    refused = sitting.refused(begin_wait, sitting.now.wall + 5 * 60 * MINUTE)
    assert "hours from now" in refused.sentence
    assert waiting(sitting.state) is None


def test_without_a_booked_time_it_counts_from_its_begin_and_begins_once() -> None:
    sitting = Acting()
    sitting.do(begin_wait)
    sitting.wait(4)
    assert sitting.do(begin_wait) == ()
    wait = waiting(sitting.state)
    assert wait is not None
    assert left_to_wait(wait, sitting.now) == 6 * MINUTE


def test_a_no_show_is_recorded_when_the_wait_is_over_with_what_was_done() -> None:
    sitting = waited_for(9.99)
    assert sitting.refused(no_show.no_show).deviation
    sitting.do(step, "waited")
    sitting.do(step, "phoned")
    sitting.do(step, "told")
    sitting.wait(0.02)
    assert sitting.do(no_show.no_show) == (SittingEnded("no-show", "waited 10:00; phoned, told"),)
    assert waiting(sitting.state) is None


def test_an_earlier_one_takes_a_reason_and_the_setting_says_how_early_it_is() -> None:
    sitting = waited_for(12)
    assert "3:00 are left" in sitting.refused(no_show.no_show, 15).sentence
    made = sitting.do(no_show.no_show, 15, deviation="they wrote that they are ill")
    assert made[0] == Deviation("no-show before the wait was over", "they wrote that they are ill")


def test_a_step_is_taken_back_by_its_own_key_or_by_undo() -> None:
    sitting = waited_for(1)
    sitting.do(step, "phoned")
    sitting.do(step, "phoned")
    assert waiting(sitting.state).steps == ()  # type: ignore[union-attr]  # it waits
    sitting.do(step, "wrote")
    sitting.do(undo)
    assert waiting(sitting.state).steps == ()  # type: ignore[union-attr]  # it waits
    assert "Choose one" in sitting.refused(step, "prayed").sentence


def test_who_comes_after_all_ends_the_wait_with_the_lateness() -> None:
    sitting = waited_for(4, booked_ago=2)
    assert sitting.do(arrived) == (Arrived(6 * MINUTE),)
    assert waiting(sitting.state) is None
    assert sitting.state.conduct.waits[0].late_ms == 6 * MINUTE
    assert "Nobody is waited for" in sitting.refused(arrived).sentence
    assert waited_for(1, booked_ago=-5).do(arrived) == (Arrived(0),)


def test_nobody_is_waited_for_who_was_there_or_when_it_has_ended() -> None:
    begun, ended = Acting().begun(), Acting()
    ended.do(clock_guards.end_sitting, "no-show")
    assert "was there" in begun.refused(begin_wait).sentence
    assert "ended already" in ended.refused(begin_wait).sentence
    assert "Nobody is waited for" in Acting().refused(no_show.no_show).sentence
