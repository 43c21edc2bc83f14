"""However often a sitting changes laptops, its clock shows the time that went by for everybody."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.record.entries import ClockJumped, HandedOver, Resumed, TakenBack, TakenOver, Unwatched
from data.record.fold import fold
from data.record.instant import Instant
from data.rules import clock_guards
from data.rules.handover import hand_over, take_back, take_over
from data.rules.stage import Stage, stage_of
from data.rules.talk_guards import mark, note
from data.rules.undoing import undo, undo_label
from data.rules.unwatched import between_readings, between_runs, judge_open_gap, open_gap
from tests.data.rules.acting import BEGIN, MINUTE, Acting


class Carried(Acting):
    """A sitting that is carried from laptop to laptop."""

    laptops = 1

    def carried(self, minutes: float, ahead_ms: int = 0) -> Carried:
        """Hand it over and take it on another laptop some minutes later.

        Args:
            minutes: How long nobody had it.
            ahead_ms: How far the clock on the wall of the other laptop is ahead.
        """
        self.do(hand_over, "ill", device=f"device-{self.laptops}")
        self.laptops += 1
        wall = self.now.wall + int(minutes * MINUTE) + ahead_ms
        self.now = Instant(wall, 1_000 * self.laptops, f"boot-{self.laptops}")
        self.do(take_over, f"device-{self.laptops}")
        return self

    @property
    def elapsed(self) -> int:
        assert self.state.clock is not None
        return self.state.clock.elapsed(self.now)

    def counted(self, reason: str = "") -> Carried:
        gap = open_gap(self.state)
        assert gap is not None and gap.carried
        self.do(judge_open_gap, gap, reason)
        return self


def begun() -> Carried:
    sitting = Carried()
    sitting.begun()
    return sitting


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 20), st.integers(1, 9), st.booleans()), max_size=5))
def test_the_clock_shows_what_went_by_and_was_not_left_out(
    legs: list[tuple[int, int, bool]],
) -> None:
    sitting, counted = begun(), 0
    for heard, without, counts in legs:
        sitting.wait(heard)
        sitting.carried(without)
        assert sitting.elapsed == (counted + heard + without) * MINUTE
        sitting.counted("" if counts else "the call was cut")
        counted += heard + (without if counts else 0)
    assert sitting.elapsed == counted * MINUTE
    assert fold(sitting.standard, sitting.entries) == sitting.state


def test_a_laptop_whose_clock_is_behind_goes_on_from_the_time_used() -> None:
    sitting = begun()
    sitting.wait(10)
    sitting.carried(1, ahead_ms=-5 * MINUTE)
    assert sitting.elapsed == 10 * MINUTE
    kinds = [type(entry.body) for entry in sitting.entries[-2:]]
    assert kinds == [TakenOver, ClockJumped]
    sitting.wait(2)
    assert sitting.elapsed == 12 * MINUTE


def test_a_paused_clock_stays_paused_on_the_other_laptop() -> None:
    sitting = begun()
    sitting.wait(10).do(clock_guards.pause, "welfare")
    sitting.carried(30)
    assert (sitting.elapsed, open_gap(sitting.state)) == (10 * MINUTE, None)
    assert sitting.do(clock_guards.resume) == (Resumed(),)
    sitting.wait(1)
    assert sitting.elapsed == 11 * MINUTE


def test_it_says_who_gave_it_and_who_took_it() -> None:
    sitting = begun().carried(1)
    given, taken = (
        entry for entry in sitting.entries if type(entry.body) in (HandedOver, TakenOver)
    )
    assert given.body == HandedOver("ill", "", "device-1")
    assert taken.body == TakenOver("device-2", "device-1", given.hash, given.at.wall)
    sitting.do(hand_over, "ill\x1b[2J", " ask\nabout P4 ", "device-2")
    assert sitting.state.handed is not None and sitting.state.handed.body == HandedOver(
        "ill\u241b[2J", " ask\u240aabout P4 ", "device-2"
    )
    sitting.wait(1).do(take_back, "lost")
    assert TakenBack("lost", "device-2") in [entry.body for entry in sitting.entries[-2:]]


def test_while_it_is_elsewhere_nothing_is_added_and_no_clock_is_asked_about() -> None:
    sitting = begun()
    sitting.do(hand_over, "ill")
    assert stage_of(sitting.state) is Stage.HANDED_OVER
    later = sitting.now.later(60 * MINUTE)
    asleep = Instant(later.wall + MINUTE, later.tick + MINUTE, later.boot, later.awake)
    assert between_readings(sitting.state, sitting.now, asleep) == ()
    assert between_runs(sitting.state, sitting.now, asleep) == ()
    sitting.wait(1)
    for guard, *more in ((note, "x"), (mark, "P1", "+"), (undo,), (clock_guards.end_phase, "x")):
        said = sitting.refused(guard, *more).sentence
        assert f"{BEGIN.local():%H:%M}" in said and "another laptop" in said
    sitting.do(take_back, "lost")
    assert stage_of(sitting.state) is Stage.LIVE
    assert isinstance(sitting.state.last.body, Unwatched)
    assert "was not handed over" in sitting.refused(take_back, "lost").sentence
    assert "was not handed over" in sitting.refused(take_over, "device").sentence


def test_undo_does_not_reach_what_another_laptop_kept() -> None:
    sitting = begun()
    sitting.do(note, "compared three quotes")
    sitting.carried(0)
    assert undo_label(sitting.state) is None
    assert "nothing to undo" in sitting.refused(undo).sentence
    sitting.do(note, "picked the middle one")
    sitting.do(undo)
    assert [kept.text for kept in sitting.state.notes.values()] == ["compared three quotes"]


@pytest.mark.parametrize("outcome", ["no-show", "abandoned"])
def test_what_has_ended_without_a_grade_stays(outcome: str) -> None:
    sitting = Acting() if outcome == "no-show" else Acting().begun()
    sitting.do(clock_guards.end_sitting, outcome, "ill")
    assert f"ended as {outcome}" in sitting.refused(hand_over, "ill").sentence
