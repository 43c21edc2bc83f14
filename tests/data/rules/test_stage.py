from __future__ import annotations

from data.rules import clock_guards, sealing, talk_guards
from data.rules.stage import Stage, stage_of
from tests.data.rules.acting import Acting


def test_a_sitting_goes_from_booked_to_sealed_and_back_to_judging() -> None:
    sitting = Acting("M1")
    stages = [stage_of(sitting.state)]
    sitting.checked()
    stages.append(stage_of(sitting.state))
    sitting.do(clock_guards.start_phase)
    stages.append(stage_of(sitting.state))
    sitting.do(clock_guards.pause, "welfare")
    stages.append(stage_of(sitting.state))
    sitting.do(clock_guards.resume)
    sitting.over()
    stages.append(stage_of(sitting.state))
    sitting.do(clock_guards.start_phase)
    for _ in range(6):
        sitting.do(talk_guards.ask)
    sitting.over()
    stages.append(stage_of(sitting.state))
    sitting.do(clock_guards.end_sitting, "completed")
    sitting.judged().do(sealing.seal, "mine")
    stages.append(stage_of(sitting.state))
    sitting.do(sealing.reopen, "a slip")
    stages.append(stage_of(sitting.state))
    assert stages == [
        Stage.BOOKED,
        Stage.PREPARING,
        Stage.LIVE,
        Stage.INTERRUPTED,
        Stage.LIVE,
        Stage.JUDGING,
        Stage.SEALED,
        Stage.JUDGING,
    ]


def test_a_no_show_and_an_abandoned_sitting_are_told_apart() -> None:
    absent, broken = Acting(), Acting().begun()
    absent.do(clock_guards.end_sitting, "no-show")
    broken.do(clock_guards.end_sitting, "abandoned", "taken ill")
    assert (stage_of(absent.state), stage_of(broken.state)) == (Stage.NO_SHOW, Stage.ABANDONED)


def test_stages_read_as_lists_show_them() -> None:
    assert [str(stage) for stage in Stage] == [
        "booked",
        "preparing",
        "live",
        "interrupted",
        "adjourned",
        "judging",
        "sealed",
        "handed over",
        "withdrawn",
        "no-show",
        "abandoned",
    ]
