from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from data.record.entries import (
    Body,
    GapJudged,
    Mark,
    Marked,
    Noted,
    Paused,
    PhaseEnded,
    PhaseStarted,
    ReportMarked,
    Resumed,
    Undone,
)
from data.rules.pace import Pace, pace
from data.standards.model import Phase
from tests.data.record.sittings import MINUTE, Sitting, made_up, shipped


def now(sitting: Sitting) -> Pace:
    found = pace(sitting.state, sitting.now)
    assert found is not None
    return found


def discussion(extra: int = 0) -> Sitting:
    """A sitting of M2, option 1, whose discussion has just begun: 22 pass descriptors open."""
    sitting = Sitting(shipped(), "M2", "1", extra)
    sitting.add(PhaseStarted("discussion"))
    return sitting


def two_talks() -> Sitting:
    """A sitting of a method that asks in two phases, of 20 and 30 minutes: two pass descriptors."""
    loaded = made_up()
    phases = (
        Phase(code="first", title="First", minutes=20),
        Phase(code="second", title="Second", minutes=30),
    )
    methods = tuple(
        method.model_copy(update={"phases": phases}) if method.code == "B" else method
        for method in loaded.standard.methods
    )
    changed = loaded.standard.model_copy(update={"methods": methods})
    return Sitting(replace(loaded, standard=changed), "B", "a")


def heard(sitting: Sitting, *codes: str) -> None:
    for code in codes:
        sitting.add(Marked(Mark(code)))


def test_at_the_start_every_descriptor_has_its_even_share() -> None:
    assert now(discussion()) == Pace(22, 120 * MINUTE, 120 * MINUTE // 22, 0)


def test_approved_extra_time_is_part_of_the_plan() -> None:
    assert now(discussion(extra=250)).left_ms == 150 * MINUTE


def test_hearing_as_planned_is_neither_ahead_nor_behind() -> None:
    sitting = discussion()
    sitting.wait(60 * MINUTE)
    heard(sitting, *(f"P{n}" for n in range(1, 12)))
    assert now(sitting) == Pace(11, 60 * MINUTE, 60 * MINUTE // 11, 0)


def test_silence_is_behind_and_haste_is_ahead() -> None:
    sitting = discussion()
    sitting.wait(12 * MINUTE)
    assert now(sitting).ahead_ms == -12 * MINUTE
    heard(sitting, *(f"P{n}" for n in range(1, 12)))
    assert now(sitting).ahead_ms == 48 * MINUTE


def test_a_ksb_is_enough_and_a_distinction_does_not_count() -> None:
    sitting = discussion()
    heard(sitting, "OD1", "D1")
    assert now(sitting).open == 22
    heard(sitting, "S25")
    assert now(sitting).open == 21


def test_with_all_heard_the_time_left_is_ahead() -> None:
    sitting = discussion()
    sitting.wait(100 * MINUTE)
    heard(sitting, *(d.code for d in sitting.state.criteria if d.grade == "pass"))
    assert now(sitting) == Pace(0, 20 * MINUTE, None, 20 * MINUTE)


def test_overtime_leaves_nothing_and_borrows_nothing() -> None:
    sitting = discussion()
    sitting.wait(125 * MINUTE)
    assert now(sitting) == Pace(22, 0, 0, -120 * MINUTE)


def test_a_pause_stops_the_pace() -> None:
    sitting = discussion()
    sitting.wait(10 * MINUTE)
    sitting.add(Paused("comfort break"))
    before = now(sitting)
    sitting.wait(15 * MINUTE)
    assert now(sitting) == before
    sitting.add(Resumed())
    assert now(sitting) == before


def test_a_silent_phase_has_no_pace_nor_has_the_time_around_phases() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    assert pace(sitting.state, sitting.now) is None
    sitting.add(PhaseStarted("presentation"))
    assert pace(sitting.state, sitting.now) is None
    sitting.add(PhaseEnded("presentation"))
    assert pace(sitting.state, sitting.now) is None
    sitting.add(PhaseStarted("questioning"))
    assert pace(sitting.state, sitting.now) is not None
    sitting.add(PhaseEnded("questioning"))
    assert pace(sitting.state, sitting.now) is None


def test_the_plan_begins_with_what_report_and_presentation_left_open() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    sitting.add(ReportMarked("P1", evidenced=True))
    sitting.add(PhaseStarted("presentation"))
    slip = sitting.add(Noted("", (Mark("P7"),)))
    sitting.add(Noted("showed the schedule", (Mark("P2"), Mark("K4"))))
    sitting.add(PhaseEnded("presentation"))
    sitting.add(PhaseStarted("questioning"))
    assert now(sitting) == Pace(3, 40 * MINUTE, 40 * MINUTE // 3, 0)
    sitting.add(Undone(slip))
    assert now(sitting) == Pace(4, 40 * MINUTE, 10 * MINUTE, 0)
    sitting.wait(10 * MINUTE)
    heard(sitting, "P5")
    assert now(sitting) == Pace(3, 30 * MINUTE, 10 * MINUTE, 0)


def test_with_nothing_left_open_the_whole_phase_is_ahead() -> None:
    sitting = Sitting(made_up(), "A", "a")
    sitting.add(PhaseStarted("display"))
    heard(sitting, "P1", "P2")
    sitting.add(PhaseEnded("display"))
    sitting.add(PhaseStarted("questions"))
    assert now(sitting) == Pace(0, 25 * MINUTE, None, 25 * MINUTE)


def test_two_asking_phases_make_one_plan() -> None:
    sitting = two_talks()
    sitting.add(PhaseStarted("first"))
    assert now(sitting) == Pace(2, 50 * MINUTE, 25 * MINUTE, 0)
    sitting.wait(15 * MINUTE)
    heard(sitting, "P1")
    assert now(sitting) == Pace(1, 35 * MINUTE, 35 * MINUTE, 10 * MINUTE)


def test_time_not_used_in_a_phase_does_not_move_on() -> None:
    sitting = two_talks()
    sitting.add(PhaseStarted("first"))
    sitting.wait(15 * MINUTE)
    sitting.add(PhaseEnded("first"))
    sitting.add(PhaseStarted("second"))
    assert now(sitting) == Pace(2, 30 * MINUTE, 15 * MINUTE, -20 * MINUTE)


def test_overtime_of_one_phase_is_not_taken_from_the_next() -> None:
    sitting = two_talks()
    sitting.add(PhaseStarted("first"))
    sitting.wait(22 * MINUTE)
    sitting.add(PhaseEnded("first"))
    sitting.add(PhaseStarted("second"))
    assert now(sitting).left_ms == 30 * MINUTE


def test_time_left_out_is_given_back() -> None:
    sitting = discussion()
    sitting.wait(10 * MINUTE)
    sitting.add(GapJudged(4 * MINUTE, counts=False, cause="closed", reason="the call had dropped"))
    assert now(sitting).left_ms == 114 * MINUTE


STEPS = st.lists(
    st.one_of(
        st.integers(0, 40 * MINUTE),
        st.sampled_from(["P1", "O1", "K2", "K3", "OD1"]).map(lambda code: Marked(Mark(code, "?"))),
        st.sampled_from(["P1", "O1"]).map(lambda code: ReportMarked(code, evidenced=True)),
        st.sampled_from([Paused("comfort break"), Resumed()]),
    ),
    max_size=15,
)


def take(sitting: Sitting, steps: list[int | Body]) -> None:
    for step in steps:
        if isinstance(step, int):
            sitting.wait(step)
        else:
            sitting.add(step)


@settings(deadline=None)
@given(STEPS, STEPS, STEPS)
def test_hearing_never_sets_back_and_time_never_helps(
    before: list[int | Body], first: list[int | Body], second: list[int | Body]
) -> None:
    sitting = two_talks()
    take(sitting, before)
    sitting.add(PhaseStarted("first"))
    last = now(sitting)
    between: list[int | Body] = [PhaseEnded("first"), PhaseStarted("second")]
    for step in (*first, None, *second):
        take(sitting, between if step is None else [step])
        found = now(sitting)
        if step is None or isinstance(step, int):
            assert found.ahead_ms <= last.ahead_ms
        else:
            assert found.ahead_ms >= last.ahead_ms
        assert found.open <= last.open
        assert 0 <= found.left_ms <= last.left_ms
        assert -50 * MINUTE <= found.ahead_ms <= found.left_ms
        last = found
