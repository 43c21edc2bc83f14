"""By keys alone a sitting leaves the live screen for a stick, and is taken back from its record."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.exchange.handover_file import read_sealed, unseal
from data.store.store import Store
from epa_tui.app import EpaApp
from epa_tui.settings import Settings
from screens.dialogs import Read
from screens.home import HomeScreen
from screens.judge import JudgeScreen
from screens.live import LiveScreen
from screens.record import RecordScreen
from screens.teleprompter import Teleprompter
from tests.epa_tui.hands import Hands
from tests.screens.acted import Acted, seen


def heard(home: Path) -> Acted:
    """Leave a sitting that is under way on the disk."""
    acted = Acted(home, "M2").begun().wait(10).noted("compared three quotes")
    acted.close()
    return acted


async def hands_over(hands: Hands, stick: Path) -> tuple[bytes, str]:
    """Hand the sitting over; return what lies on the stick, opened, and its passphrase."""
    await hands.press("H")
    await hands.sees("Why is the sitting handed over?")
    await hands.write("ill")
    await hands.press("enter", "enter")  # and there is nothing that the other has to know
    await hands.sees("Into which folder?")
    await hands.write("sti")
    await hands.press("enter")
    await hands.sees("There is no such folder")
    await hands.write("ck")
    await hands.press("enter")
    await hands.sees("Hand the sitting over?")
    await hands.press("y")
    await hands.shows(Read)
    (path,) = stick.iterdir()
    passphrase = seen(hands.app).partition("Passphrase:")[2].split()[0]
    return unseal(read_sealed(path), passphrase), passphrase


async def takes_back(hands: Hands) -> None:
    await hands.sees("H takes it back. It continues on another laptop.")
    await hands.press("H")
    await hands.sees("Why is the sitting taken back?")
    await hands.write("lost")
    await hands.press("enter")
    await hands.sees("Go on here?")
    await hands.press("y")
    await hands.sees("Nobody had the sitting for 2:00")
    await hands.press("1")


@pytest.mark.asyncio
async def test_a_sitting_leaves_by_keys_and_comes_back_with_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    stick, home = tmp_path / "stick", tmp_path / "home"
    stick.mkdir()
    ticker = heard(home).ticker
    with Store.open(home) as store:
        app = EpaApp(store, ticker, Settings(), store.agenda(0))
        async with app.run_test(size=(80, 24)) as pilot:
            hands = Hands(app, pilot, ticker)
            await hands.press("enter")
            await hands.shows(LiveScreen)
            told, passphrase = await hands_over(hands, stick)
            assert b"assessment-0" in told
            await hands.press("enter")
            await hands.shows(HomeScreen)
            await hands.sees("Handed over to another laptop")
            assert passphrase not in seen(app)
            hands.wait(2)
            await hands.press("enter")
            await hands.shows(RecordScreen)
            await takes_back(hands)
            await hands.shows(LiveScreen)
            assert hands.left == "1:47:00"
            await hands.press("q", "h")
        kinds = [line.kind for line in store.lines("sitting-0")]
    assert kinds[-5:] == ["handed-over", "taken-back", "unwatched", "gap", "question"]


@pytest.mark.asyncio
async def test_a_sitting_leaves_before_its_seal_with_the_words_that_wait_for_a_judgement(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    stick, home = tmp_path / "stick", tmp_path / "home"
    stick.mkdir()
    acted = Acted(home, "M2").begun().noted("compared three quotes").over()
    acted.close()
    with Store.open(home) as store:
        app = EpaApp(store, acted.ticker, Settings(), store.agenda(0))
        async with app.run_test(size=(80, 24)) as pilot:
            hands = Hands(app, pilot, acted.ticker)
            await hands.press("enter")
            await hands.shows(Teleprompter)
            await hands.press("q")
            await hands.shows(JudgeScreen)
            await hands.press("o")
            await hands.write("prepare the budget earlier")
            await hands.press("escape")
            told, _ = await hands_over(hands, stick)
            assert b"prepare the budget earlier" in told
        assert [line.kind for line in store.lines("sitting-0")][-1] == "handed-over"
