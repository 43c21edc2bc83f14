"""Time that nobody watched is noticed and asked about, and the assessor decides what it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data.record.entries import ClockJumped, GapJudged, Paused, PhaseEnded
from data.rules import clock_guards
from screens.save_watch import SaveWatch
from tests.screens.acted import MINUTE, Acted
from tests.screens.living import Live, after_a_kill, closing, live, showing


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path, "M2").asking()) as made:
        yield made


def elapsed(shown: Live) -> int:
    clock = shown.state.clock
    assert clock is not None
    return clock.elapsed(shown.ticker.now)


async def test_a_sleep_that_counts(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.go(MINUTE)
        await shown.sleep(190_000)
        assert "The machine slept for 3:10" in shown.seen
        await shown.press("1")
        assert shown.of(GapJudged) == [GapJudged(190_000, True, "asleep")]
        assert elapsed(shown) == MINUTE + 190_000


async def test_a_sleep_that_is_left_out_wants_a_reason(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.go(MINUTE)
        await shown.sleep(190_000)
        await shown.press("2", "escape")
        assert "Does this time count?" in shown.seen
        await shown.press("2")
        await shown.type("call dropped")
        await shown.press("enter")
        assert shown.of(GapJudged) == [GapJudged(190_000, False, "asleep", "call dropped")]
        assert elapsed(shown) == MINUTE


async def test_no_answer_counts_the_time(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.sleep(190_000)
        await shown.press("q")
        assert shown.of(GapJudged)[0].counts


@pytest.mark.parametrize("keys", ["p", "Ey"])
async def test_what_stops_the_clock_waits_for_the_answer_about_a_sleep(
    acted: Acted, keys: str
) -> None:
    async with live(acted) as shown:
        await shown.go(MINUTE)
        now = acted.ticker.now
        acted.ticker.now = replace(now.later(190_000), awake=now.awake)
        await shown.press(*keys)  # before the screen has read the clocks
        assert "The machine slept for 3:10" in shown.seen
        await shown.press("2")
        await shown.type("lid")
        await shown.press("enter", *keys)
        (gap,) = shown.of(GapJudged)
        assert not gap.counts
        assert shown.of(Paused) or shown.of(PhaseEnded)
        (clock,) = shown.state.phases.values()
        assert clock.elapsed(acted.ticker.now) == MINUTE


async def test_short_sleeps_are_recorded_and_asked_about_together(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.sleep(3_000)
        assert "Does this time count?" not in shown.seen
        await shown.go(MINUTE)
        await shown.sleep(3_000)
        assert "The machine slept for 0:06" in shown.seen
        assert shown.of(ClockJumped) == [ClockJumped(0, 3_000)] * 2


async def test_a_second_sleep_is_asked_together_with_the_first(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.go(MINUTE)
        await shown.sleep(100_000)
        await shown.sleep(80_000)
        assert "The machine slept for 3:00" in shown.seen
        await shown.press("2")
        await shown.type("lid")
        await shown.press("enter")
        assert [gap.gap_ms for gap in shown.of(GapJudged)] == [180_000]
        assert elapsed(shown) == MINUTE
        assert not shown.refused


async def test_a_sleep_during_a_pause_is_recorded_and_not_asked_about(acted: Acted) -> None:
    async with live(acted) as shown:
        await shown.press("p")
        await shown.sleep(190_000)
        assert "Does this time count?" not in shown.seen
        assert shown.of(ClockJumped) == [ClockJumped(0, 190_000)]


async def test_a_sleep_before_the_start_is_not_asked_about(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "M2").begun().do(clock_guards.pause, "other")) as acted:
        async with live(acted) as shown:
            now = acted.ticker.now
            await shown.sleep(0)
            acted.ticker.now = type(now)(now.wall + MINUTE, now.tick + MINUTE, now.boot, now.awake)
            await shown.press("r")
            assert "Does this time count?" not in shown.seen
            assert elapsed(shown) == 0


async def test_a_sleep_while_the_list_is_shown_is_noticed_on_the_way_back(acted: Acted) -> None:
    watch = SaveWatch()
    async with live(acted, watch=watch) as shown:
        await shown.press("h")
    async with live(acted, watch=watch, returning=True) as shown:
        await shown.press("h")
        assert "Does this time count?" not in shown.seen
        await shown.sleep(190_000)
        await shown.press("1")
    async with live(acted, watch=watch, returning=True) as shown:
        assert "Does this time count?" not in shown.seen
        assert len(shown.of(GapJudged)) == 1
    now = acted.ticker.now
    acted.ticker.now = type(now)(now.wall + MINUTE, now.tick + MINUTE, now.boot, now.awake)
    async with live(acted, watch=watch, returning=True) as shown:
        assert "The machine slept for 1:00" in shown.seen


@pytest.mark.parametrize("moved", [3_600_000, -3_600_000])
async def test_a_clock_that_is_moved_is_recorded_and_moves_no_phase(
    acted: Acted, moved: int
) -> None:
    async with live(acted) as shown:
        await shown.go(MINUTE)
        await shown.move_clock(moved)
        assert shown.of(ClockJumped) == [ClockJumped(moved)]
        assert elapsed(shown) == MINUTE
        assert "Does this time count?" not in shown.seen


async def test_a_crash_asks_about_the_time_since_it_last_lived(
    acted: Acted, tmp_path: Path
) -> None:
    async with live(acted) as shown:
        await shown.go(MINUTE)
    with after_a_kill(acted, tmp_path / "copy") as record:
        acted.ticker.go(47_000)
        async with showing(record, acted.ticker, returning=False) as shown:
            assert "The program was closed for 0:47" in shown.seen
            await shown.press("2")
            await shown.type("call stopped")
            await shown.press("enter")
            assert elapsed(shown) == MINUTE


async def test_a_crash_while_paused_is_not_asked_about(acted: Acted, tmp_path: Path) -> None:
    acted.wait(1).do(clock_guards.pause, "welfare")
    with after_a_kill(acted, tmp_path / "copy") as record:
        acted.wait(3)
        async with showing(record, acted.ticker, returning=False) as shown:
            assert "Does this time count?" not in shown.seen
            assert "PAUSED" in shown.seen


async def test_home_and_back_asks_nothing(acted: Acted) -> None:
    watch = SaveWatch()
    async with live(acted, watch=watch) as shown:
        await shown.press("h")
    acted.wait(3)
    async with live(acted, watch=watch, returning=True) as shown:
        assert "Does this time count?" not in shown.seen
        assert elapsed(shown) == 3 * MINUTE
