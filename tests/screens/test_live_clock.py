"""Phases, pauses, the extension and the end of a sitting, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.record.entries import (
    Deviation,
    Extended,
    Paused,
    PhaseEnded,
    RecordingSet,
    Resumed,
    SittingEnded,
)
from data.rules import clock_guards
from screens.actions import DIGITS
from screens.navigation import OpenSitting
from tests.screens.acted import MINUTE, Acted, made_up
from tests.screens.living import closing, live


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path, "M1")) as made:
        yield made


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path, "M2").asking()) as made:
        yield made


def test_the_keys_for_reasons_are_those_of_the_rules() -> None:
    told = [action.tooltip.rpartition("the reason is ")[2] for action in DIGITS]
    assert told[:5] == [f"{reason}." for reason in clock_guards.REASONS]
    assert not any("paused" in tooltip for tooltip in told[5:])


async def test_a_shut_gate_says_so_and_a_reason_opens_it(waiting: Acted) -> None:
    async with live(waiting) as shown:
        assert "7 checks are open" in shown.seen
        await shown.press("s")
        assert "Not passed yet" in shown.seen
        await shown.press("escape")
        assert shown.state.current is None
        await shown.press("s")
        await shown.type("late")
        await shown.press("enter")
        assert shown.state.current == "presentation"
        assert shown.of(Deviation)[0].rule == "incomplete checks"


async def test_phases_follow_in_order_and_unused_time_is_not_moved(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "M1").begun()) as acted:
        async with live(acted) as shown:
            await shown.press("s")
            assert "Presentation is under way" in shown.refused
            await shown.go(15 * MINUTE)
            await shown.press("E")
            assert "5:00 left; it does not move to the next phase." in shown.seen
            await shown.press("E", "enter", "space")
            assert not shown.of(PhaseEnded)
            await shown.press("y")
            assert "WAITING" in shown.seen
            await shown.press("s")
            clock = shown.state.clock
            assert clock is not None
            assert (clock.phase, clock.allotted) == ("questioning", 40 * MINUTE)
            await shown.press("E")
            assert "6 main questions are missing" in shown.seen
            await shown.press("n")
            assert shown.state.current == "questioning"
            await shown.press("E", "y")
            assert shown.of(PhaseEnded)[1].reason
            assert shown.state.outcome == "completed"
            assert "ENDED" in shown.seen
            await shown.press("j")
            (message,) = shown.window.asked
            assert isinstance(message, OpenSitting)
            assert message.task == "judge"


@pytest.mark.parametrize("key", ["p", "f5"])
async def test_a_pause_stops_the_clock_and_the_same_key_lets_it_go_on(
    asking: Acted, key: str
) -> None:
    async with live(asking) as shown:
        await shown.go(MINUTE)
        await shown.press(key)
        await shown.go(35_000)
        assert "PAUSED" in shown.seen
        assert "preset: technical failure, 1-5 choose   for 0:35" in shown.seen
        assert "would end" in shown.seen
        await shown.press(key)
        assert "RUNNING" in shown.seen
        clock = shown.state.clock
        assert clock is not None
        assert clock.elapsed(asking.ticker.now) == MINUTE


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
async def test_a_digit_gives_the_pause_its_reason(asking: Acted, number: int) -> None:
    async with live(asking) as shown:
        await shown.press("p")
        await shown.go(3_000)
        await shown.press(str(number))
        clock = shown.state.clock
        assert clock is not None
        (pause,) = clock.pauses
        assert pause.reason == clock_guards.REASONS[number - 1]
        assert f"for 0:03: {pause.reason}   1-5 another reason" in shown.seen
        assert shown.of(Paused)[0].reason == "technical failure: preset", "the record tells them"
        assert clock.elapsed(asking.ticker.now) == 0
        assert pause.reason in shown.seen
        await shown.press("r")
        assert len(shown.of(Resumed)) == 1


async def test_a_question_during_a_pause_is_refused(asking: Acted) -> None:
    async with live(asking) as shown:
        await shown.press("p", "q")
        assert "The clock is paused" in shown.refused
        await shown.press("r", "r")
        assert "no pause to end" in shown.refused


async def test_a_pause_is_dated_back_after_two_answers(asking: Acted) -> None:
    async with live(asking) as shown:
        await shown.go(5 * MINUTE)
        await shown.press("P", "3", "5")
        await shown.go(4_000)
        await shown.press("enter", "4")
        (paused,) = shown.of(Paused)
        assert (paused.reason, paused.back_ms) == ("welfare", 39_000)
        clock = shown.state.clock
        assert clock is not None
        assert clock.elapsed(asking.ticker.now) == 5 * MINUTE - 35_000


@pytest.mark.parametrize(
    ("typed", "why"), [("121", "1 to 120"), ("-3", "1 to 120"), ("90", "last")]
)
async def test_a_pause_that_begins_too_early_is_refused_at_once(
    asking: Acted, typed: str, why: str
) -> None:
    async with live(asking) as shown:
        await shown.go(MINUTE)
        await shown.press("P")
        await shown.type(typed)
        await shown.press("enter")
        assert why in shown.seen
        await shown.press("escape")
        assert not shown.of(Paused)


async def test_two_minutes_back_are_granted_although_typing_takes_time(asking: Acted) -> None:
    async with live(asking) as shown:
        await shown.go(5 * MINUTE)
        await shown.press("P")
        await shown.type("120")
        await shown.go(5_000)
        await shown.press("enter", "1")
        assert shown.of(Paused)[0].back_ms == 120_000


async def test_an_adjustment_shows_as_its_effect_only(tmp_path: Path) -> None:
    acted = Acted(tmp_path, "M2", extra_per_mille=250, adjustment_reference="REF-9", breaks="2 x 5")
    with closing(acted.asking()):
        async with live(acted, size=(120, 40)) as shown:
            assert "+25%" in shown.seen
            assert "breaks 2 x 5" in shown.seen
            assert "REF-9" not in shown.seen
            clock = shown.state.clock
            assert clock is not None
            assert (clock.allotted, clock.ceiling) == (150 * MINUTE, 165 * MINUTE)


async def test_a_no_show_is_confirmed_with_another_key(waiting: Acted) -> None:
    async with live(waiting) as shown:
        await shown.press("N", "q")
        assert "waiting for the apprentice: N shows it" in shown.seen
        await shown.press("s")
        assert "says that they came" in shown.refused
        shown.ticker.go(10 * MINUTE)
        await shown.press("N", "N", "N")
        assert not shown.of(SittingEnded)
        await shown.press("y")
        assert shown.state.outcome == "no-show"
        assert "The sitting ended: no-show" in shown.seen
        await shown.press("j")
        assert "Nothing is judged here" in shown.refused


async def test_a_no_show_before_the_wait_is_over_takes_a_reason(waiting: Acted) -> None:
    async with live(waiting) as shown:
        await shown.press("N", "N")
        assert "10:00 are left" in shown.seen
        await shown.type("they wrote that they are ill")
        await shown.press("enter")
        assert not shown.of(SittingEnded)
        await shown.press("y")
        assert shown.state.outcome == "no-show"
        assert [remark.text for remark in shown.state.deviations] == [
            "they wrote that they are ill"
        ]


async def test_a_no_show_of_somebody_who_was_heard_is_refused_without_a_question(
    asking: Acted,
) -> None:
    async with live(asking) as shown:
        await shown.press("N", "y")
        assert "The apprentice was there" in shown.refused
        assert not shown.state.outcome


async def test_abandoning_takes_a_reason_and_a_yes(asking: Acted) -> None:
    async with live(asking) as shown:
        await shown.press("A")
        await shown.press("enter")
        assert "Type an answer first" in shown.seen
        await shown.type("power cut")
        await shown.press("enter", "n")
        assert not shown.state.outcome
        await shown.press("A")
        assert "power cut" in shown.seen
        await shown.press("enter", "y")
        (ended,) = shown.of(SittingEnded)
        assert (ended.outcome, ended.reason) == ("abandoned", "power cut")


async def test_the_counter_of_the_recording_is_typed_once(waiting: Acted) -> None:
    async with live(waiting) as shown:
        await shown.press("v")
        await shown.type("2.13")
        await shown.press("enter")
        assert not shown.of(RecordingSet)
        await shown.press("ctrl+u")
        await shown.press("0", "2", "colon", "1", "3")
        await shown.go(4_000)
        await shown.press("enter")
        assert shown.of(RecordingSet)[0].counter_ms == 137_000
        assert "rec 2:17" in shown.seen


async def test_the_title_of_the_window_has_clock_and_counts_and_no_name(asking: Acted) -> None:
    async with live(asking) as shown:
        await shown.press("q")
        await shown.go(MINUTE)
        assert shown.title == "1:59:00 RUNNING  Q 1  heard 0/22"
        await shown.press("p")
        assert "PAUSED" in shown.title
        assert not any("Testa" in title or "Example" in title for title in shown.window.titles)


async def test_a_made_up_standard_runs_with_its_own_words(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "A", "a", made_up()).begun()) as acted:
        async with live(acted, size=(96, 40)) as shown:
            assert "Display" in shown.seen
            assert "merit" in shown.seen
            await shown.go(10 * MINUTE)
            await shown.press("e")
            assert shown.of(Extended)[0].reason == "to let the kite come down"
            await shown.go(3 * MINUTE)
            await shown.press("E", "y", "s")
            clock = shown.state.clock
            assert clock is not None
            used, pool = 3 * MINUTE, 35 * MINUTE * 150 // 1000
            assert clock.discretion == pool - used
            assert "questions 0/4" in shown.seen
            await shown.press("E")
            assert "4 main questions are missing" in shown.seen
            await shown.press("n", "q", "q", "q", "E")
            assert "1 main question is missing" in shown.seen
            assert "Extend" not in shown.seen.splitlines()[-1]
