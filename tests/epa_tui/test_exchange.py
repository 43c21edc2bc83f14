"""The running application sends by itself, tells quietly, and never lets the assessor wait."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from data.store.rows import DELIVERED
from data.store.store import Store
from epa_tui.app import EpaApp
from epa_tui.settings import Settings
from screens.exchange import ExchangeScreen
from screens.home import HomeScreen
from screens.live import LiveScreen
from tests.data.store.building import a_sitting, an_assessment
from tests.data.store.queued import a_document, keep
from tests.epa_tui.hands import MINUTE, Hands
from tests.screens.acted import LOOKS, seen
from tests.screens.ticking import NOON, Ticker
from tests.servers.https_server import receiver
from tests.servers.trouble import Script


@asynccontextmanager
async def running(home: Path, *destinations: str, waiting: int = 2) -> AsyncIterator[Hands]:
    """The application with one sitting to come, and results of others that have not left yet."""
    ticker = Ticker()
    with Store.open(home) as store:
        sitting = a_sitting(method="M1", scheduled_at=NOON.wall + 10 * MINUTE)
        done = [a_sitting(n, assessment_id="assessment-0", number=n + 2) for n in range(1, 9)]
        store.save_bookings([replace(an_assessment(), option="1")], [sitting, *done])
        for number in range(1, waiting + 1):
            keep(store, a_document(number))
        settings = Settings(destinations=destinations)
        app = EpaApp(store, ticker, settings, store.agenda(NOON.wall - 600 * MINUTE))
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            yield Hands(app, pilot, ticker)
            await pilot.press("ctrl+q")
            await pilot.pause()


async def until(hands: Hands, true: Callable[[], bool]) -> None:
    for _ in range(LOOKS):
        if true():
            return
        await hands.pilot.pause(0.02)
    raise AssertionError(f"it never came: {seen(hands.app)}")


async def test_what_waits_is_sent_without_a_key(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    async with running(tmp_path / "home", there.as_uri()) as hands:
        await until(hands, lambda: len(list(there.glob("*.json"))) == 2)
    with Store.open(tmp_path / "home") as store:
        assert len(store.sendings(there.as_uri(), DELIVERED)) == 2


async def test_the_folder_of_results_is_filled_only_when_somebody_says_so(tmp_path: Path) -> None:
    results = tmp_path / "home" / "results"
    async with running(tmp_path / "home") as hands:
        await hands.sees("2 to send (x)")
        assert not results.exists()
        await hands.press("x")
        await hands.shows(ExchangeScreen)
        await hands.sees("2 waiting")
        await hands.press("s")
        await hands.sees("nothing waits")
        assert len(list(results.glob("*.json"))) == 2
        await hands.press("h")
        await hands.shows(HomeScreen)
        await until(hands, lambda: "to send" not in seen(hands.app))


async def test_the_live_screen_shows_no_more_than_a_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiver(tmp_path / "there", Script("401")) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.authority))
        async with running(tmp_path / "home", server.url) as hands:
            await hands.sees("2 to send, STOPPED (x)")
            await hands.prepared()
            await hands.shows(LiveScreen)
            await hands.sees("2 to send")
            assert "401" not in seen(hands.app) and "STOPPED" not in seen(hands.app)
            assert "example" not in seen(hands.app).split("\n")[-1]


async def test_a_server_that_never_answers_holds_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiver(tmp_path / "there", Script(*["trickle headers"] * 9)) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.authority))
        async with running(tmp_path / "home", server.url) as hands:
            await until(hands, lambda: bool(server.requests))
            await hands.press("x")
            await hands.shows(ExchangeScreen)
            await hands.sees("sending")
            await hands.press("h")
            await hands.shows(HomeScreen)
        # Leaving did not wait for it: else the patience of 20 seconds would be over.
        assert len(server.requests) == 1
    with Store.open(tmp_path / "home") as store:
        assert store.unsent([server.url]) == 2
