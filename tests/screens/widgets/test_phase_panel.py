"""The clock says how long is left, when the phase ends, and what its state is, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data.record.phase_clock import ClockState
from data.rules import clock_guards, gate, talk_guards
from data.rules.pause_reasons import PRESET
from screens.widgets.clock_facts import ClockFacts, clock_facts, minimum_questions
from screens.widgets.phase_panel import STATE_STYLES, PhasePanel
from tests.screens.acted import Acted, made_up, seen
from tests.screens.living import closing
from tests.screens.widgets.showing import showing


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path, "M2").asking()) as made:
        yield made


def facts(acted: Acted, *, hidden: bool = False) -> ClockFacts:
    return clock_facts(acted.record.state, acted.ticker.now, hidden=hidden)


def test_the_facts_of_a_running_phase(acted: Acted) -> None:
    acted.wait(1).do(talk_guards.ask).wait(0.5)
    found = facts(acted)
    assert (found.left, found.state, found.ends) == ("1:58:30", ClockState.RUNNING, "13:00:00")
    assert (found.ceiling, found.discretion) == ("13:12:00", "extension 0:00 of 12:00")
    assert (found.asked, found.beside) == ("questions 1/10", "this question 0:30")
    assert not found.soon


def test_a_follow_up_does_not_start_the_question_anew(acted: Acted) -> None:
    acted.do(talk_guards.ask).wait(2).do(talk_guards.ask, main=False).wait(1)
    assert facts(acted).beside == "this question 3:00"


def test_the_last_two_minutes_are_told_apart(acted: Acted) -> None:
    assert facts(acted.wait(118)).soon
    assert facts(acted.wait(2)).soon
    late = facts(acted.wait(1))
    assert (late.soon, late.left, late.state) == (False, "+1:00", ClockState.OVERTIME)
    assert late.discretion == "extension 1:00 of 12:00"
    assert facts(acted.wait(12)).state is ClockState.OVER_CEILING


def test_a_pause_says_why_and_for_how_long_and_when_it_would_end(acted: Acted) -> None:
    found = facts(acted.wait(5).do(clock_guards.pause, "welfare", 60_000).wait(1))
    assert found.ends == "for 2:00: welfare   1-5 another reason"
    assert found.beside == "would end 13:02:00"


def test_a_reason_that_nobody_chose_is_called_a_preset(acted: Acted) -> None:
    found = facts(acted.wait(5).do(clock_guards.pause, PRESET).wait(1))
    assert found.ends == "preset: technical failure, 1-5 choose   for 1:00"


def test_a_pool_that_is_used_up_is_told_and_a_plan_without_one_is_not(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "A", "a", made_up()).begun()) as acted:
        acted.wait(40).do(clock_guards.end_phase).do(clock_guards.start_phase)
        found = facts(acted)
        assert found.discretion == "no extension is left"
        assert (found.ends[:5], found.ceiling) == ("ends ", "")
        assert acted.record.state.clock is not None
        acted.wait(acted.record.state.clock.allotted / 60_000 - 1)
        assert facts(acted).ends.startswith("must stop ")


def test_hidden_counts_leave_the_clock(acted: Acted) -> None:
    found = facts(acted.do(talk_guards.ask), hidden=True)
    assert (found.asked, found.beside) == ("", "")
    assert found.ends == "13:00:00"


async def test_a_narrow_terminal_shows_the_pace_beside_the_questions(acted: Acted) -> None:
    acted.asked(1).wait(20)
    panel = PhasePanel()
    async with showing(panel) as shown:
        panel.facts = facts(acted)
        await shown.pilot.resize_terminal(40, 12)
        await shown.pilot.pause()
        assert "Q 1/10    21 behind" in seen(shown.app)
        await shown.pilot.resize_terminal(80, 24)
        await shown.pilot.pause()
        assert "behind" not in seen(shown.app), "it stands beside the codes"


def test_hidden_counts_leave_no_pace(acted: Acted) -> None:
    assert facts(acted.wait(20), hidden=True).pace.whole == ""


def test_before_the_start_open_checks_are_counted(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "M1", extra_per_mille=250)) as acted:
        found = facts(acted)
        assert (found.state, found.left) == (ClockState.WAITING, "25:00")
        assert found.ends.startswith("7 checks are open")
        assert "for a reason" in found.discretion
        for check in gate.CHECKS[1:]:
            acted.do(gate.check, check.name, True, "passport" if check.name == "identity" else "")
        assert facts(acted).ends.startswith("1 check is open")


def test_between_phases_the_next_one_waits(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "M1").begun().over()) as acted:
        found = facts(acted)
        assert (found.phase, found.left, found.ends) == (
            "Questioning",
            "40:00",
            "s starts the clock",
        )


def test_after_the_last_phase_the_way_leads_on(acted: Acted) -> None:
    acted.over()
    assert facts(acted).state is ClockState.ENDED
    assert facts(acted).ends == "y reads the closing, j judges"


def test_an_abandoned_sitting_leads_home(acted: Acted) -> None:
    acted.do(clock_guards.end_sitting, "abandoned", "power cut")
    assert facts(acted).phase == "The sitting ended: abandoned"
    assert facts(acted).ends == "h goes back to the list"


def test_minima_and_listening_are_the_standards(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "A", "a", made_up()).begun()) as acted:
        assert minimum_questions(acted.record.state) == 4
        assert facts(acted).asked == "listening   a asks later"
        acted.do(talk_guards.park, "why a tail")
        assert facts(acted).asked == "listening   1 parked"


def test_every_state_has_its_look() -> None:
    assert set(STATE_STYLES) == set(ClockState)


LATE = ClockFacts(
    "Professional discussion",
    ClockState.OVER_CEILING,
    "+12:00:59",
    "13:00:00",
    "13:12:00",
    "extended 12:00 of 12:00",
    "questions 12/10   +14 follow-ups",
    "this question 1:12:40",
)


@pytest.mark.parametrize(
    ("width", "word", "ends", "asked"),
    [
        (44, "OVER CEILING", "stop 13:12:00", "questions"),
        (60, "OVER CEILING", "had to stop 13:12:00", "questions 12/10   +14 follow-ups"),
        (
            80,
            "OVER CEILING",
            "ended 13:00:00   had to stop 13:12:00",
            "questions 12/10   +14 follow-ups",
        ),
        (
            120,
            "OVER CEILING",
            "ended 13:00:00   had to stop 13:12:00",
            "questions 12/10   +14 follow-ups",
        ),
        (44, "RUNNING", "13:00:00", "questions"),
        (60, "RUNNING", "ends 13:00:00 / 13:12:00", "questions 12/10   +14 follow-ups"),
        (
            80,
            "RUNNING",
            "ends 13:00:00   discretion ends 13:12:00",
            "questions 12/10   +14 follow-ups",
        ),
    ],
)
async def test_the_state_and_the_ends_are_there_at_every_width(
    width: int, word: str, ends: str, asked: str
) -> None:
    panel = PhasePanel()
    async with showing(panel, size=(width, 12)) as shown:
        panel.facts = replace(LATE, state=ClockState(word))
        await shown.pilot.pause()
        written = "\n".join(shown.lines)
        assert word in written
        assert ends in written
        assert asked in written
        assert len(shown.lines[0]) <= width


async def test_the_last_minutes_say_when_to_stop_and_a_signal_takes_a_line() -> None:
    panel = PhasePanel()
    late = replace(LATE, state=ClockState.RUNNING, left="2:00", soon=True, banner="2:00 LEFT")
    for width in (40, 80):
        async with showing(panel, size=(width, 12)) as shown:
            panel.facts = late
            await shown.pilot.pause()
            assert "must stop 13:12:00" in shown.lines[1]
            assert "2:00 LEFT" in shown.lines[2]
            assert "extension" not in shown.lines[2]
            assert ("questions 12/10" in shown.lines[2]) == (width == 80)
            panel.facts = replace(late, banner="")
            await shown.pilot.pause()
            assert "LEFT" not in "".join(shown.lines)
        panel = PhasePanel()


def test_a_signal_is_told_in_words(acted: Acted) -> None:
    assert facts(acted.wait(60)).banner == "HALF-TIME"
    assert facts(acted.wait(55)).banner == "5:00 LEFT"
    assert facts(acted.wait(4.5)).banner == "0:30 LEFT"
    assert facts(acted.wait(0.4)).banner == ""


@pytest.mark.parametrize(("width", "height"), [(20, 5), (35, 20), (80, 9)])
async def test_a_terminal_that_is_too_small_keeps_time_and_word(width: int, height: int) -> None:
    panel = PhasePanel()
    async with showing(panel, size=(width, height)) as shown:
        panel.facts = ClockFacts("Discussion", ClockState.RUNNING, "1:59:00", "13:00:00")
        await shown.pilot.pause()
        assert shown.lines[0].strip().startswith("1:59:00  RUNNING")
        assert shown.lines[1].strip() == "too small: 40x12"


@pytest.mark.parametrize("state", list(ClockState))
@pytest.mark.parametrize("width", [40, 60])
async def test_the_lines_beside_the_digits_begin_in_one_column(
    state: ClockState, width: int
) -> None:
    panel = PhasePanel()
    async with showing(panel, size=(width, 12)) as shown:
        panel.facts = replace(LATE, state=state, left="1:12:59")
        await shown.pilot.pause()
        beside = [line[20:] for line in shown.lines[:3]]
        own_ground = "reverse" in STATE_STYLES[state]
        assert beside[0].startswith(f" {state} " if own_ground else f"{state} ")
        assert all(line[0] != " " for line in beside[1:])
