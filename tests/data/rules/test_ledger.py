"""Time that was not used stays with its phase."""

from __future__ import annotations

from data.record.entries import Paused, PhaseEnded, PhaseStarted, Resumed
from data.rules.ledger import PhaseTime, phase_times
from tests.data.record.sittings import MINUTE, Sitting, ms, shipped


def test_an_under_run_is_not_given_to_the_next_phase() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    assert phase_times(sitting.state, sitting.now) == ()
    sitting.add(PhaseStarted("presentation"))
    sitting.wait(ms("10:00"))
    sitting.add(Paused("technical failure"))
    sitting.wait(ms("5:00"))
    sitting.add(Resumed())
    sitting.wait(ms("7:40"))
    sitting.add(PhaseEnded("presentation"))
    (presented,) = phase_times(sitting.state, sitting.now)
    assert presented == PhaseTime("Presentation", 20 * MINUTE, ms("17:40"))
    assert presented.unused_ms == ms("2:20")
    sitting.add(PhaseStarted("questioning"))
    _, asked = phase_times(sitting.state, sitting.now)
    assert (asked.allotted_ms, asked.used_ms) == (40 * MINUTE, 0)


def test_what_ran_over_leaves_nothing_unused() -> None:
    sitting = Sitting(shipped(), "M1", "1", extra=250)
    sitting.add(PhaseStarted("presentation"))
    sitting.wait(26 * MINUTE)
    (presented,) = phase_times(sitting.state, sitting.now)
    assert (presented.allotted_ms, presented.unused_ms) == (25 * MINUTE, 0)
