"""A signal comes when its moment comes, once, and is the same after a new start."""

from __future__ import annotations

import pytest

from data.record.entries import Body, Extended, Paused, PhaseEnded, PhaseStarted, Resumed
from data.rules.signals import LEFT_MS, SHOWN_MS, Signal, signal, since_half
from tests.data.record.sittings import MINUTE, Sitting, made_up, shipped

SECOND = 1000


def discussion(extra: int = 0) -> Sitting:
    sitting = Sitting(shipped(), "M2", "1", extra)
    sitting.add(PhaseStarted("discussion"))
    return sitting


def now(sitting: Sitting) -> Signal | None:
    return signal(sitting.state, sitting.now)


def shown(sitting: Sitting, seconds: int) -> list[Signal | None]:
    """Return what is signalled while so many seconds go by; a run of the same counts once."""
    seen: list[Signal | None] = [now(sitting)]
    state = sitting.state
    for _ in range(seconds):
        sitting.wait(SECOND)
        if (found := signal(state, sitting.now)) != seen[-1]:
            seen.append(found)
    return seen


def test_a_whole_discussion_signals_half_time_and_the_last_minutes_once_each() -> None:
    sitting = discussion()
    signals = [found for found in shown(sitting, 133 * 60) if found is not None]
    assert signals == [Signal(None), *(Signal(left) for left in LEFT_MS)]


@pytest.mark.parametrize("left", LEFT_MS)
def test_a_signal_lasts_for_one_glance(left: int) -> None:
    sitting = discussion()
    sitting.wait(120 * MINUTE - left - 1)
    assert now(sitting) is None
    sitting.wait(1)
    assert now(sitting) == Signal(left)
    sitting.wait(SHOWN_MS - 1)
    assert now(sitting) == Signal(left)
    sitting.wait(1)
    assert now(sitting) is None


def test_a_pause_keeps_a_signal_for_afterwards_and_an_extension_does_not_repeat_it() -> None:
    sitting = discussion()
    sitting.wait(115 * MINUTE - SECOND)
    sitting.add(Paused("comfort break"))
    sitting.wait(10 * MINUTE)
    assert now(sitting) is None
    sitting.add(Resumed())
    sitting.wait(SECOND)
    assert now(sitting) == Signal(300_000)
    sitting.wait(3 * MINUTE + SHOWN_MS)
    assert now(sitting) is None
    sitting.add(Extended("to finish"))
    assert now(sitting) is None
    sitting.wait(90 * SECOND - SHOWN_MS)
    assert now(sitting) == Signal(30_000)


def test_only_a_long_asking_phase_has_a_half() -> None:
    presentation = Sitting(shipped(), "M1", "1", extra=2000)
    presentation.add(PhaseStarted("presentation"))
    presentation.wait(30 * MINUTE)
    assert since_half(presentation.state, presentation.now) is None, "silent"
    steps: list[Body] = [PhaseEnded("presentation"), PhaseStarted("questioning")]
    for step in steps:
        presentation.add(step)
    presentation.wait(61 * MINUTE)
    assert since_half(presentation.state, presentation.now) == MINUTE
    short = Sitting(shipped(), "M1", "1")
    short.add(PhaseStarted("presentation"))
    short.add(PhaseEnded("presentation"))
    short.add(PhaseStarted("questioning"))
    short.wait(20 * MINUTE)
    assert now(short) is None


def test_the_half_is_that_of_the_allotted_time() -> None:
    sitting = discussion(extra=250)
    sitting.wait(75 * MINUTE - 1)
    assert since_half(sitting.state, sitting.now) is None
    sitting.wait(1)
    assert since_half(sitting.state, sitting.now) == 0
    assert now(sitting) == Signal(None)


def test_a_phase_that_is_shorter_begins_without_a_signal() -> None:
    loaded = made_up()
    sitting = Sitting(loaded, "A", "a")
    sitting.add(PhaseStarted("display"))
    clock = sitting.state.clock
    assert clock is not None
    signals = {found.left_ms for found in shown(sitting, clock.allotted // SECOND) if found}
    assert signals == {left for left in LEFT_MS if left < clock.allotted}
    assert signal(Sitting(loaded, "A", "a").state, sitting.now) is None
