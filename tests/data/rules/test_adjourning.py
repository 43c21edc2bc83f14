"""An adjourned sitting: what is locked, what is asked again, and that no night ever counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.record.entries import Body, Deviation
from data.record.fold import fold
from data.record.script_entries import Adjourned, TakenUp
from data.rules import adjourning, clock_guards, gate, prepare_guards, talk_guards, undoing
from data.rules.adjourning import adjourn, left_words, take_up, to_ask_again
from data.rules.judging import unlocked
from data.rules.stage import Stage, stage_of
from data.rules.unwatched import between_readings, between_runs, judge_open_gap, open_gap
from tests.data.rules.acting import MINUTE, Acting

DAY = 24 * 60


def adjourned(method: str = "M1", minutes: float = 5) -> Acting:
    sitting = Acting(method).begun().wait(minutes)
    sitting.do(adjourn, "fire alarm")
    return sitting


def asked_again(sitting: Acting) -> Acting:
    sitting.do(adjourning.recording_again, 4_000)
    sitting.do(gate.check, gate.IDENTITY, True, "passport")
    sitting.do(gate.check, gate.ALONE, True)
    return sitting


def test_the_clock_stands_until_it_is_taken_up_with_the_time_that_was_left() -> None:
    sitting = adjourned()
    assert stage_of(sitting.state) is Stage.ADJOURNED
    assert left_words(sitting.state) == "15:00 left"
    assert left_words(adjourned("M2").state) == "1:55:00 left"
    assert left_words(adjourned("M1", 20.5).state) == "0:30 over"
    sitting.wait(3 * DAY)
    asked_again(sitting).wait(2).do(take_up)
    clock = sitting.state.clock
    assert clock is not None
    assert clock.remaining(sitting.now) == 15 * MINUTE
    sitting.wait(1)
    assert clock.remaining(sitting.now) == 14 * MINUTE
    assert (stage_of(sitting.state), left_words(sitting.state)) == (Stage.LIVE, None)
    assert not clock.pauses, "a night is no pause"


def test_a_pause_that_lasts_is_over_when_the_sitting_is_adjourned() -> None:
    sitting = Acting("M1").begun().wait(5)
    sitting.do(clock_guards.pause, "technical failure")
    sitting.wait(4).do(adjourn, "their line is gone")
    at = sitting.now
    asked_again(sitting.wait(DAY)).do(take_up)
    clock = sitting.state.clock
    assert clock is not None
    assert clock.pauses[0].ended == at
    assert clock.remaining(sitting.now) == 15 * MINUTE
    sitting.refused(clock_guards.pause, "welfare", 60_000)


def test_between_phases_the_next_phase_waits() -> None:
    sitting = Acting("M1").begun().over()
    sitting.do(adjourn, "the building closes")
    assert left_words(sitting.state) == "before questioning"
    sitting.refused(clock_guards.start_phase)
    asked_again(sitting.wait(DAY)).do(take_up)
    sitting.do(clock_guards.start_phase)
    clock = sitting.state.clock
    assert clock is not None
    assert clock.remaining(sitting.now) == 40 * MINUTE


@pytest.mark.parametrize(
    "guard",
    [
        lambda state, now: clock_guards.pause(state, now, "welfare"),
        clock_guards.resume,
        lambda state, now: clock_guards.end_phase(state, now, "done"),
        lambda state, now: clock_guards.extend(state, now, "to finish"),
        talk_guards.ask,
        clock_guards.start_phase,
    ],
)
def test_nothing_goes_on_while_it_is_adjourned(guard: object) -> None:
    refused = adjourned("M2").refused(guard)  # type: ignore[arg-type]  # any guard
    assert "Take it up again" in refused.sentence


def test_it_needs_a_begin_and_a_reason_and_happens_once() -> None:
    assert "No phase has begun" in Acting().checked().refused(adjourn, "fire").sentence
    assert Acting().begun().refused(adjourn, " ").rule == "reason"
    assert "already" in adjourned().refused(adjourn, "again").sentence
    assert "not adjourned" in Acting().begun().refused(take_up).sentence
    assert "is over" in Acting().heard().refused(adjourn, "late").sentence


def test_judgements_stay_locked_even_where_the_organisation_allows_them_early() -> None:
    sitting = Acting("M2").begun()
    assert unlocked(sitting.state, during=True)
    sitting.do(adjourn, "fire alarm")
    assert not unlocked(sitting.state, during=True)


def test_it_is_taken_up_when_everything_was_asked_again_or_for_a_reason() -> None:
    sitting = adjourned()
    names = [check.name for check in to_ask_again(sitting.state)]
    assert names == ["recording", "identity", "alone"]
    refused = sitting.refused(take_up)
    assert refused.deviation
    assert "recording, identity, alone" in refused.sentence
    sitting.do(gate.check, gate.ALONE, False)
    assert [check.name for check in to_ask_again(sitting.state)] == ["recording", "identity"]
    made = sitting.do(take_up, deviation="the recorder broke")
    assert made == (Deviation("incomplete checks", "the recorder broke"), TakenUp())


def test_the_answers_of_the_first_day_stay_and_each_day_is_asked_anew() -> None:
    sitting = adjourned()
    asked_again(sitting.wait(DAY)).do(gate.check, gate.ALONE, False)
    assert sitting.state.checks[gate.ALONE].ok
    assert not sitting.state.conduct.adjournments[0].checks[gate.ALONE].ok
    sitting.do(take_up, deviation="their mother is in the room")
    sitting.wait(1).do(adjourn, "unwell")
    assert len(to_ask_again(sitting.state)) == 3


def test_the_counter_of_the_other_day_stamps_no_note() -> None:
    sitting = Acting("M1").begun()
    sitting.do(prepare_guards.set_recording, 60_000)
    sitting.wait(5).do(adjourn, "fire alarm")
    sitting.wait(DAY).do(talk_guards.note, "remembered in between")
    asked_again(sitting).do(take_up)
    sitting.wait(1).do(talk_guards.note, "on the second day")
    between, after = (note.recording_ms for note in sitting.state.notes.values())
    assert (between, after) == (None, 64_000)


def test_undo_does_not_reach_over_an_adjournment() -> None:
    sitting = Acting("M1").begun()
    sitting.do(talk_guards.note, "of the first day")
    sitting.do(adjourn, "fire alarm")
    sitting.refused(undoing.undo)
    asked_again(sitting.wait(DAY)).do(take_up)
    sitting.refused(undoing.undo)
    sitting.do(talk_guards.note, "of the second day")
    sitting.do(undoing.undo)
    assert [note.text for note in sitting.state.notes.values()] == ["of the first day"]


def test_it_can_be_abandoned_instead_and_is_no_no_show() -> None:
    sitting = adjourned().wait(DAY)
    assert "was there" in sitting.refused(clock_guards.end_sitting, "no-show").sentence
    sitting.do(clock_guards.end_sitting, "abandoned", "did not come back")
    assert stage_of(sitting.state) is Stage.ABANDONED
    clock = sitting.state.phases["presentation"]
    assert (clock.ended, clock.elapsed(sitting.now)) == (sitting.now, 5 * MINUTE)


def test_nights_of_a_machine_ask_and_record_nothing() -> None:
    sitting = adjourned()
    before = sitting.now
    asleep = replace(before.later(8 * 60 * MINUTE), awake=before.awake)
    assert between_readings(sitting.state, before, asleep) == ()
    other = replace(asleep, wall=asleep.wall - DAY * 90 * MINUTE, tick=9, boot="another")
    assert between_runs(sitting.state, before, other) == ()
    assert open_gap(sitting.state) is None


class Days:
    """A sitting over several days and starts of the machine, beside a ledger of what counts."""

    def __init__(self) -> None:
        self.sitting = Acting("M2").begun()
        self.counted, self.runs, self.starts = 0, True, 0

    def go(self, ms: int) -> None:
        self.sitting.now = self.sitting.now.later(ms)
        self.counted += ms if self.runs else 0

    def do(self, what: str, ms: int, flag: bool) -> None:
        """Do something; what does not fit where the sitting stands does nothing."""
        self.go(ms)
        lasts = self.sitting.state.adjourned
        if what == "pause" and self.runs:
            self._made(clock_guards.pause, "welfare", runs=False)
        elif what == "resume" and not self.runs and not lasts:
            self._made(clock_guards.resume, runs=True)
        elif what == "adjourn" and not lasts:
            self._made(adjourn, "another day", runs=False)
        elif what == "take up" and lasts:
            self._made(take_up, deviation="no need", runs=True)
        elif what == "restart":
            self._restart(ms * 3, flag)
        assert fold(self.sitting.standard, self.sitting.entries) == self.sitting.state

    def _made(self, guard: object, *args: object, runs: bool, **more: object) -> None:
        self.sitting.do(guard, *args, **more)  # type: ignore[arg-type]  # any guard
        self.runs = runs

    def _restart(self, ms: int, leave_out: bool) -> None:
        """Start the machine anew; between two days its wall clock may be moved as well."""
        seen, lasts = self.sitting.now, self.sitting.state.adjourned
        self.starts += 1
        self.go(ms)
        now = self.sitting.now
        moved = ms * 7 if lasts and leave_out else 0
        self.sitting.now = replace(now, wall=now.wall - moved, tick=50, boot=f"b{self.starts}")
        found: tuple[Body, ...] = between_runs(self.sitting.state, seen, self.sitting.now)
        if found:
            self.sitting.do(lambda state, now: found)
        gap = open_gap(self.sitting.state)
        assert (gap is None) or self.runs
        if gap is not None:
            reason = "the call was cut" if leave_out else ""
            self.sitting.do(judge_open_gap, gap, reason)
            self.counted -= ms if leave_out else 0


_DEEDS = ("pause", "resume", "adjourn", "take up", "restart", "wait")


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(_DEEDS), st.integers(1, 9 * MINUTE), st.booleans()), max_size=25
    )
)
def test_over_pauses_adjournments_and_starts_of_the_machine_the_time_used_is_right(
    deeds: list[tuple[str, int, bool]],
) -> None:
    days = Days()
    for what, ms, flag in deeds:
        days.do(what, ms, flag)
        clock = days.sitting.state.clock
        assert clock is not None
        assert clock.elapsed(days.sitting.now) == days.counted
    turns = [e.body for e in days.sitting.entries if isinstance(e.body, Adjourned | TakenUp)]
    assert all(isinstance(body, Adjourned) == (n % 2 == 0) for n, body in enumerate(turns))
