from __future__ import annotations

import pytest

from data.record import entries as e
from data.record.effects import EFFECTS
from data.record.entries import KINDS, Mark
from data.record.instant import Instant
from data.record.phase_clock import ClockState, PhaseClock
from tests.data.record.sittings import MINUTE, Sitting, made_up, shipped


def live(phase: str = "presentation") -> Sitting:
    sitting = Sitting(shipped(), "M1", "1")
    sitting.add(e.PhaseStarted(phase))
    return sitting


def clock(sitting: Sitting, phase: str) -> PhaseClock:
    return sitting.state.phases[phase]


def run(sitting: Sitting, phase: str, minutes: float) -> None:
    sitting.add(e.PhaseStarted(phase))
    sitting.wait(round(minutes * MINUTE))
    sitting.add(e.PhaseEnded(phase))


def test_every_kind_but_undone_has_an_effect() -> None:
    assert set(EFFECTS) == set(KINDS.values()) - {e.Undone}
    assert len(KINDS) == len([k for k in e.Body.__subclasses__() if k.kind]), (
        "no two kinds share a name in the store"
    )


def test_approved_extra_time_reaches_the_clock() -> None:
    sitting = Sitting(shipped(), "M1", "1", extra=250)
    sitting.add(e.PhaseStarted("presentation"))
    assert clock(sitting, "presentation").allotted == 25 * MINUTE
    assert clock(sitting, "presentation").ceiling == 27.5 * MINUTE


def test_time_not_used_does_not_move_to_the_next_phase() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    run(sitting, "presentation", 12)
    sitting.add(e.PhaseStarted("questioning"))
    assert clock(sitting, "questioning").allotted == 40 * MINUTE
    assert clock(sitting, "questioning").ceiling == 44 * MINUTE


@pytest.mark.parametrize(
    ("display", "left"),
    [(8, 5.25), (10, 5.25), (12, 3.25), (15.25, 0), (19, 0)],
)
def test_a_pool_is_shared_by_the_phases_and_grows_by_no_time_unused(
    display: float, left: float
) -> None:
    sitting = Sitting(made_up(), "A", "a")
    sitting.add(e.PhaseStarted("display"))
    assert clock(sitting, "display").discretion == 5.25 * MINUTE
    sitting.wait(round(display * MINUTE))
    sitting.add(e.PhaseEnded("display"))
    sitting.add(e.PhaseStarted("questions"))
    assert clock(sitting, "questions").discretion == left * MINUTE


def test_a_pool_that_is_not_used_up_by_a_pause() -> None:
    sitting = Sitting(made_up(), "A", "a")
    sitting.add(e.PhaseStarted("display"))
    sitting.wait(10 * MINUTE)
    sitting.add(e.Paused("welfare"))
    sitting.wait(30 * MINUTE)
    sitting.add(e.PhaseEnded("display"))
    sitting.add(e.PhaseStarted("questions"))
    assert clock(sitting, "questions").discretion == 5.25 * MINUTE


def test_only_one_phase_runs_at_a_time() -> None:
    sitting = Sitting(made_up(), "A", "a")
    sitting.add(e.PhaseStarted("display"))
    sitting.wait(11 * MINUTE)
    sitting.add(e.PhaseStarted("questions"))
    sitting.wait(MINUTE)
    assert clock(sitting, "display").ended
    assert clock(sitting, "display").elapsed(sitting.now) == 11 * MINUTE
    assert clock(sitting, "questions").discretion == 4.25 * MINUTE, "its overrun is off the pool"
    assert sitting.state.current == "questions"


def test_a_second_start_does_not_give_the_time_back() -> None:
    sitting = live()
    sitting.wait(15 * MINUTE)
    sitting.add(e.PhaseStarted("presentation"))
    assert clock(sitting, "presentation").elapsed(sitting.now) == 15 * MINUTE
    sitting.add(e.PhaseEnded("presentation"))
    sitting.add(e.PhaseStarted("presentation"))
    assert sitting.state.current is None
    assert sitting.state.next_phase == "questioning"


def test_the_end_of_another_phase_does_not_end_this_one() -> None:
    sitting = live("questioning")
    sitting.add(e.PhaseEnded("presentation"))
    assert sitting.state.current == "questioning"
    assert sitting.state.clock_state(sitting.now) is ClockState.RUNNING


def test_a_clock_that_no_phase_has_is_not_paused_or_extended() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    before = sitting.state
    for body in (
        e.Paused("other"),
        e.Resumed(),
        e.Extended("last point"),
        e.PhaseEnded("presentation"),
    ):
        sitting.add(body)
    sitting.add(e.GapJudged(MINUTE, False, "closed"))
    assert sitting.state.phases == before.phases == {}


def test_pause_and_extension_reach_the_clock_of_the_phase() -> None:
    sitting = live()
    sitting.wait(5 * MINUTE)
    sitting.add(e.Paused("technical failure", back_ms=30_000))
    sitting.wait(MINUTE)
    sitting.add(e.Resumed())
    sitting.add(e.Extended("last point"))
    now = clock(sitting, "presentation")
    assert now.elapsed(sitting.now) == 4.5 * MINUTE
    assert now.extended == ("last point",)
    assert [pause.reason for pause in now.pauses] == ["technical failure"]


@pytest.mark.parametrize(("counts", "used"), [(True, 10), (False, 3)])
def test_a_gap_counts_or_not_as_the_assessor_says(counts: bool, used: int) -> None:
    sitting = live()
    sitting.wait(10 * MINUTE)
    sitting.add(e.GapJudged(7 * MINUTE, counts, "closed", "the call was down"))
    assert clock(sitting, "presentation").elapsed(sitting.now) == used * MINUTE


def test_a_gap_within_a_pause_changes_nothing() -> None:
    sitting = live()
    sitting.wait(5 * MINUTE)
    sitting.add(e.Paused("comfort break"))
    sitting.wait(8 * MINUTE)
    sitting.add(e.GapJudged(7 * MINUTE, False, "closed"))
    sitting.add(e.Resumed())
    assert clock(sitting, "presentation").elapsed(sitting.now) == 5 * MINUTE


def test_after_a_restart_the_users_clock_changes_do_not_move_the_phase() -> None:
    sitting = live()
    sitting.wait(10 * MINUTE)
    sitting.now = Instant(sitting.now.wall, 900, "boot-two", 900)
    sitting.add(e.GapJudged(MINUTE, True, "closed"))
    sitting.wait(MINUTE)
    changed = Instant(sitting.now.wall - 5 * MINUTE, sitting.now.tick, "boot-two")
    assert clock(sitting, "presentation").elapsed(changed) == 11 * MINUTE


def test_a_pause_with_a_restart_in_it_keeps_its_begin_when_its_reason_is_corrected() -> None:
    sitting = live()
    sitting.wait(10 * MINUTE)
    pause = sitting.add(e.Paused("other"))
    sitting.wait(8 * MINUTE)
    sitting.now = Instant(sitting.now.wall, 900, "boot-two", 900)
    sitting.add(e.GapJudged(8 * MINUTE, True, "closed"))
    sitting.wait(MINUTE)
    sitting.add(e.Undone(pause))
    sitting.add(e.Paused("technical failure", back_ms=9 * MINUTE))
    assert clock(sitting, "presentation").elapsed(sitting.now) == 10 * MINUTE


def test_a_moved_wall_clock_is_recorded_and_moves_nothing() -> None:
    sitting = live()
    sitting.wait(10 * MINUTE)
    before = sitting.state
    sitting.add(e.ClockJumped(wall_ms=3_600_000))
    assert sitting.state.phases == before.phases


def test_a_note_belongs_to_the_open_question_and_its_phase() -> None:
    sitting = live("questioning")
    before = sitting.add(e.Noted("arrived on time"))
    asked = sitting.add(e.QuestionAsked("How did you budget the shoot", aims=("P4",), clock_ms=7))
    during = sitting.add(e.Noted("three quotes", (Mark("P4", "+"),), evidence=("r12",), clock_ms=9))
    sitting.add(e.PhaseEnded("questioning"))
    after = sitting.add(e.Noted("remembered later"))
    notes = sitting.state.notes
    assert (notes[before].question, notes[before].phase) == (None, "questioning")
    assert (notes[during].question, notes[during].phase) == (asked, "questioning")
    assert (notes[after].question, notes[after].phase) == (None, None)
    assert notes[during].clock_ms == 9
    assert notes[during].evidence == ("r12",)


def test_an_undone_question_hands_its_notes_to_the_one_before() -> None:
    sitting = live("questioning")
    first = sitting.add(e.QuestionAsked("How did you budget the shoot"))
    second = sitting.add(e.QuestionAsked("And who signed it off", main=False))
    note = sitting.add(e.Noted("the line producer"))
    sitting.add(e.Undone(second))
    assert sitting.state.notes[note].question == first
    assert (sitting.state.main_asked, sitting.state.followups_asked) == (1, 0)


def test_an_amended_note_keeps_when_it_was_made() -> None:
    sitting = live()
    note = sitting.add(e.Noted("compard quotes", clock_ms=4_000))
    made = sitting.state.notes[note].at
    sitting.wait(MINUTE)
    sitting.add(e.NoteAmended(note, "compared quotes", verbatim=True, evidence=("7",)))
    now = sitting.state.notes[note]
    assert (now.text, now.verbatim, now.evidence) == ("compared quotes", True, ("7",))
    assert (now.at, now.clock_ms) == (made, 4_000)


def test_amending_a_note_that_is_not_there_makes_none() -> None:
    sitting = live()
    sitting.add(e.NoteAmended(77, "of nothing", (Mark("P6"),)))
    assert not sitting.state.notes
    assert not sitting.state.standings


def test_what_was_parked_disturbed_or_deviated_is_kept_with_its_time() -> None:
    sitting = live()
    sitting.add(e.Parked("ask about the budget", clock_ms=5))
    sitting.add(e.Incident("their line dropped", clock_ms=6))
    sitting.add(e.Deviation("minimum questions", "the line was lost for good"))
    state = sitting.state
    assert [(r.text, r.clock_ms) for r in state.parked] == [("ask about the budget", 5)]
    assert [(r.text, r.at) for r in state.incidents] == [("their line dropped", sitting.now)]
    assert [(r.rule, r.text) for r in state.deviations] == [
        ("minimum questions", "the line was lost for good")
    ]


def test_the_plan_and_the_portfolio_are_kept_in_order_of_their_numbers() -> None:
    sitting = Sitting(shipped(), "M2", "1")
    for number in (3, 1, 2):
        sitting.add(e.QuestionPlanned(number, f"question {number}"))
        sitting.add(e.PortfolioListed(number, f"evidence {number}", ("K1",)))
    sitting.add(e.QuestionPlanned(2, ""))
    sitting.add(e.QuestionPlanned(1, "reworded"))
    state = sitting.state
    assert [(n, q.text) for n, q in state.plan.items()] == [(1, "reworded"), (3, "question 3")]
    assert list(state.portfolio) == [1, 2, 3]


def test_the_last_word_on_a_check_a_report_mark_and_feedback_holds() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    sitting.add(e.Checked("identity", False, "no document"))
    sitting.add(e.Checked("identity", True, "passport"))
    sitting.add(e.ReportMarked("P1", True))
    sitting.add(e.ReportMarked("P1", False))
    sitting.add(e.FeedbackGiven("P1", "first"))
    sitting.add(e.FeedbackGiven("P1", "second"))
    state = sitting.state
    assert state.checks["identity"].ok
    assert state.report == {"P1": False}
    assert state.feedback == {"P1": "second"}


def test_a_judgement_can_be_changed_and_taken_back() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    sitting.add(e.Judged("P1", True))
    sitting.add(e.Judged("P2", True))
    sitting.add(e.Judged("P1", False, "no budget was shown"))
    assert sitting.state.judgements["P1"].met is False
    sitting.add(e.Judged("P1", None))
    sitting.add(e.Judged("P7", None))
    assert list(sitting.state.judgements) == ["P2"]


def test_the_end_of_the_sitting_stops_its_clock() -> None:
    sitting = live()
    sitting.wait(3 * MINUTE)
    sitting.add(e.SittingEnded("abandoned", "the apprentice was taken ill"))
    ended = sitting.now
    sitting.wait(MINUTE)
    state = sitting.state
    assert (state.outcome, state.ended_at, state.current) == ("abandoned", ended, None)
    assert state.phases["presentation"].elapsed(sitting.now) == 3 * MINUTE
    assert state.clock_state(sitting.now) is ClockState.ENDED


def test_a_seal_holds_until_it_is_broken_for_a_reason() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    note = sitting.add(e.Noted("small talk"))
    sitting.add(e.NoteSetAside(note, "supports nothing"))
    sitting.add(e.Sealed("pass", "I assessed what I saw"))
    assert sitting.state.sealed is sitting.entries[-1]
    sitting.add(e.Reopened("a slip in P3"))
    assert sitting.state.sealed is None
    sitting.add(e.Sealed("fail"))
    state = sitting.state
    assert state.sealed is sitting.entries[-1]
    assert (state.seals, state.reopenings, state.set_aside) == (2, ("a slip in P3",), {note})
