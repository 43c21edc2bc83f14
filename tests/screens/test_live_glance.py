"""Credit, doors, the stocktake and signals, by keys alone on the live screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.record.entries import Marked, QuestionAsked
from data.rules import talk_guards
from data.standards.bank import Bank
from screens.live import LiveScreen
from screens.save_watch import SaveWatch
from screens.widgets.stocktake import Stocktake
from screens.widgets.whisper import Whisper
from tests.screens.acted import MINUTE, Acted, Around, seen
from tests.screens.living import closing, live

STEM = "What else could you have done [K1]?"
BANK = Bank(stems={("P1", "D2"): STEM})


@pytest.fixture
def acted(tmp_path: Path) -> Iterator[Acted]:
    with closing(Acted(tmp_path, "M2").asking()) as made:
        yield made


async def test_a_credit_opens_a_door_and_l_goes_through(acted: Acted) -> None:
    async with live(acted, bank=BANK) as shown:
        await shown.press("q", "1")
        assert shown.of(Marked)[0].mark.code == "P1"
        assert f"door   l  D2  {STEM}" in shown.seen
        await shown.press("l")
        assert shown.of(QuestionAsked)[-1] == QuestionAsked(STEM, False, ("D2",), None, 0)
        assert "door   l" not in shown.seen
        await shown.press("1")
        assert shown.refused.startswith("P1 was heard already")
        await shown.press("2", "u")
        assert "2P2-9P9" in shown.seen, "undone, and its digit is the same"
        await shown.press("l")
        assert shown.refused.startswith("No door is open")
        await shown.press("p", "2")
        assert "comfort break" in shown.seen
        await shown.press("7")
        assert shown.refused.startswith("The clock is paused")


async def test_any_key_closes_the_stocktake_and_does_nothing_else(acted: Acted) -> None:
    async with live(acted) as shown:
        before = len(shown.state.entries)
        for key in ("g", "escape", "enter", "q", "n", "1", "space", "f2", "u", "question_mark"):
            await shown.press("g")
            assert "even plan" in shown.seen, key
            await shown.press(key)
            assert not shown.screen.query_one(Stocktake).display, key
            assert len(shown.state.entries) == before, key
            assert not shown.writing, key
        await shown.press("q")
        assert shown.state.main_asked == 1


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_clock_runs_on_through_the_stocktake(acted: Acted, size: tuple[int, int]) -> None:
    async with live(acted, size=size) as shown:
        await shown.press("n")
        await shown.type("half a note")
        await shown.press("escape", "g")
        await shown.go(1000)
        assert shown.title.startswith("1:59:59 RUNNING")
        assert "5:27 each, on plan" in shown.seen
        assert "half a note" not in shown.seen
        await shown.go(4 * MINUTE)
        assert "4 min behind" in shown.seen
        await shown.press("b")
        assert "PRIVACY" in shown.seen
        assert "behind" not in shown.seen
        for key in "gykN":  # each would show words or a name
            await shown.press(key)
            assert shown.refused == f"Everything is hidden. b shows it again, then {key}."
            assert "PRIVACY" in shown.seen
        await shown.press("b")
        assert shown.line.text == "half a note"


async def test_privacy_hides_the_whisper_and_listening_has_nothing_to_take_stock_of(
    acted: Acted, tmp_path: Path
) -> None:
    async with live(acted, bank=BANK) as shown:
        await shown.press("q", "1", "b")
        assert "What else" not in shown.seen
        await shown.go(1000)
        assert shown.screen.query_one(Whisper).words.text == ""
    with closing(Acted(tmp_path / "other", "M1").begun()) as listening:
        async with live(listening) as shown:
            await shown.press("g")
            assert "before questioning" in shown.refused


@pytest.mark.parametrize("bell", [False, True])
async def test_a_signal_is_seen_for_a_glance_and_rings_only_where_that_is_wanted(
    acted: Acted, bell: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[int] = []
    monkeypatch.setattr(Around, "bell", lambda app: rung.append(1))
    acted.wait(115).do(talk_guards.ask)
    screen = LiveScreen(acted.record, acted.ticker, SaveWatch(), bell=bell)
    window = Around(screen)
    async with window.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "5:00 LEFT" in seen(window), "also right after a start"
        screen.read_clock()
        assert len(rung) == bell, "once"
        acted.ticker.go(8_000)
        screen.read_clock()
        await pilot.pause()
        assert "LEFT" not in seen(window)
        acted.ticker.go(172_000)
        screen.read_clock()
        await pilot.pause()
        assert "2:00 LEFT" in seen(window)
        assert "must stop 13:12:00" in seen(window)
        assert len(rung) == 2 * bell
