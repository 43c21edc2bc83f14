"""How many more questions fit is measured by what the questions of this sitting took."""

from __future__ import annotations

from statistics import median

from hypothesis import given, settings
from hypothesis import strategies as st

from data.record.entries import Paused, PhaseEnded, PhaseStarted, QuestionAsked, Resumed
from data.rules.horizon import Horizon, answered_lengths, horizon
from tests.data.record.sittings import MINUTE, Sitting, made_up, shipped


def discussion(extra: int = 0) -> Sitting:
    sitting = Sitting(shipped(), "M2", "1", extra)
    sitting.add(PhaseStarted("discussion"))
    return sitting


def ask(sitting: Sitting, *minutes: float, main: bool = True) -> None:
    """Ask, and let the answer take so many minutes, once for each."""
    for length in minutes:
        clock = sitting.state.clock
        assert clock is not None
        sitting.add(QuestionAsked(main=main, clock_ms=clock.elapsed(sitting.now)))
        sitting.wait(int(length * MINUTE))


def now(sitting: Sitting) -> Horizon:
    found = horizon(sitting.state, sitting.now)
    assert found is not None
    return found


def test_the_even_plan_holds_until_three_were_answered() -> None:
    sitting = discussion()
    assert now(sitting) == Horizon(12 * MINUTE, 0, 10, 108 * MINUTE)
    ask(sitting, 5, 5, 5)
    assert now(sitting).each_ms == 12 * MINUTE, "the third is still being answered"
    ask(sitting, 0)
    assert now(sitting) == Horizon(5 * MINUTE, 3, 20, 100 * MINUTE)


def test_a_first_question_asked_late_still_leaves_room_for_the_minimum() -> None:
    sitting = discussion()
    sitting.wait(MINUTE)
    assert now(sitting).room == 10
    ask(sitting, 4)
    assert now(sitting).room == 9, "ten are the minimum, and one is asked"
    sitting.wait(97 * MINUTE + MINUTE // 2)
    assert now(sitting).room == 1
    sitting.wait(6 * MINUTE)
    assert now(sitting).room == 0, "what is less than a question is none"


def test_approved_extra_time_is_part_of_the_even_plan() -> None:
    assert now(discussion(extra=250)).each_ms == 15 * MINUTE


def test_one_long_answer_does_not_move_the_median() -> None:
    sitting = discussion()
    ask(sitting, 6, 30, 6, 6)
    assert now(sitting).each_ms == 6 * MINUTE


def test_follow_ups_belong_to_their_question() -> None:
    sitting = discussion()
    ask(sitting, 4, 4)
    ask(sitting, 3, main=False)
    ask(sitting, 4, 0)
    assert answered_lengths(sitting.state) == (4 * MINUTE, 7 * MINUTE, 4 * MINUTE)


def test_a_pause_is_no_part_of_an_answer() -> None:
    sitting = discussion()
    ask(sitting, 5)
    sitting.add(Paused("comfort break"))
    before = now(sitting)
    sitting.wait(15 * MINUTE)
    assert now(sitting) == before
    sitting.add(Resumed())
    ask(sitting, 5, 5, 0)
    assert now(sitting).each_ms == 5 * MINUTE


def test_the_open_question_gets_what_the_others_took() -> None:
    sitting = discussion()
    ask(sitting, 10, 10, 10, 80)
    assert (now(sitting).room, now(sitting).safe_ms) == (1, 0), "the last safe moment"
    sitting.wait(1)
    assert (now(sitting).room, now(sitting).safe_ms) == (0, -1)
    fresh = discussion()
    ask(fresh, 10, 10, 10, 65, 1)
    # 24 minutes are left, and 9 of them are for the answer that has just begun.
    assert (now(fresh).room, now(fresh).safe_ms) == (1, 14 * MINUTE)


def test_overtime_has_room_for_nothing() -> None:
    sitting = discussion()
    sitting.wait(125 * MINUTE)
    assert now(sitting).room == 0
    assert now(sitting).safe_ms < 0


def test_where_nothing_is_asked_there_is_no_horizon() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    assert horizon(sitting.state, sitting.now) is None
    sitting.add(PhaseStarted("presentation"))
    assert horizon(sitting.state, sitting.now) is None
    sitting.add(PhaseEnded("presentation"))
    sitting.add(PhaseStarted("questioning"))
    assert now(sitting) == Horizon(40 * MINUTE // 6, 0, 6, 40 * MINUTE - 40 * MINUTE // 6)


def test_the_end_of_a_phase_ends_its_last_answer() -> None:
    sitting = discussion()
    ask(sitting, 4, 8)
    sitting.wait(MINUTE)
    sitting.add(PhaseEnded("discussion"))
    sitting.wait(20 * MINUTE)
    assert answered_lengths(sitting.state) == (4 * MINUTE, 9 * MINUTE)


def test_a_plan_without_a_minimum_gives_nothing_to_go_by() -> None:
    sitting = Sitting(made_up(), "A", "a")
    sitting.add(PhaseStarted("display"))
    sitting.add(PhaseEnded("display"))
    sitting.add(PhaseStarted("questions"))
    minimum = sitting.state.method.phase("questions").minimum_questions
    assert (horizon(sitting.state, sitting.now) is None) == (minimum == 0)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 20 * MINUTE), min_size=4, max_size=9), st.integers(0, 20 * MINUTE))
def test_the_median_is_exact_and_time_never_makes_room(lengths: list[int], later: int) -> None:
    sitting = discussion()
    ask(sitting, *(length / MINUTE for length in lengths))
    answered = answered_lengths(sitting.state)
    before = now(sitting)
    assert before.each_ms == max(1000, int(median(answered)))
    sitting.wait(later)
    after = now(sitting)
    assert after.room <= before.room
    assert after.safe_ms == before.safe_ms - later
