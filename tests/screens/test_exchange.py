"""The exchange says what has left, what waits, and what to do about the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.exchange.destinations.urls import Named
from data.store.rows import DELIVERED, REFUSED, DestinationState, Outcome
from data.store.store import Store
from screens.exchange import ExchangeScreen
from tests.data.store.building import BOOKED, an_assessment
from tests.data.store.queued import a_document, book, keep
from tests.screens.acted import Around, seen
from tests.screens.ticking import NOON, Ticker

URL = "https://results.example.org/inbox"
FOLDER = "file:///srv/results"
DAY = 86_400_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "home") as opened:
        yield opened


def fill(store: Store, count: int = 4) -> None:
    """Queue results of which one was delivered and one refused at the server."""
    book(store, *range(count))
    store.save_assessment(an_assessment(1, family_name="[Example]", given_names="Demo"))
    for number in range(count):
        keep(store, a_document(number), URL)
    outcomes = [
        Outcome("document-00000", DELIVERED, place=f"{URL}/1.json"),
        Outcome("document-00001", REFUSED, "The server refused this result (422).", tries=1),
    ]
    store.keep_outcomes(DestinationState(URL), outcomes, NOON.wall + 60_000)


class Pressed(Around):
    """Notes what was asked for."""

    def __init__(self, store: Store, *named: Named, days: int = 2) -> None:
        self.wanted: list[tuple[str, bool]] = []
        ticker = Ticker()
        ticker.go(days * DAY)
        screen = ExchangeScreen(
            store,
            ticker,
            named or (Named(URL, automatic=True),),
            send_now=lambda url, refused: self.wanted.append((url, refused)),
            busy=lambda url: False,
        )
        super().__init__(screen)


async def test_everything_is_listed_with_what_to_do(store: Store) -> None:
    fill(store)
    app = Pressed(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        shown = seen(app)
        assert "2 waiting, 1 refused, oldest 5 days" in shown
        assert "x refused    Demo [Example]" in shown
        assert shown.index("x refused") < shown.index("○ waiting") < shown.index("● delivered")
        await pilot.press("down")
        await pilot.pause()
        assert "The server refused this result (422)." in seen(app)
        assert "R sends it once more" in seen(app)
        await pilot.press("R", "s")
        await app.workers.wait_for_complete()
        assert app.wanted == [(URL, True), (URL, False)]
        await pilot.press("end")
        await pilot.pause()
        assert f"{URL}/1.json" in seen(app)


async def test_where_no_destination_can_be_used_it_says_so_and_not_that_nothing_waits(
    store: Store,
) -> None:
    fill(store)
    screen = ExchangeScreen(
        store, Ticker(), (), send_now=lambda url, refused: None, busy=lambda url: False
    )
    app = Around(screen)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "nothing is sent" in seen(app)
        assert "settings.toml" in seen(app)
        assert "nothing waits" not in seen(app)


async def test_a_pause_says_why_and_what_ends_it(store: Store) -> None:
    fill(store)
    told = "The server does not know this laptop (401). Keep its token anew."
    store.keep_outcomes(DestinationState(URL, paused=True, told=told), [], NOON.wall)
    app = Pressed(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        shown = " ".join(seen(app).split())
        assert "PAUSED" in shown and told in shown
        assert "press s to send what waits" in shown
        await pilot.press("down", "down")
        await pilot.pause()
        shown = " ".join(seen(app).split())
        assert "Server, 1 delivered" not in shown
        assert told in shown, "what is to be put right stands beside each result that waits for it"


async def test_a_try_on_another_day_tells_the_day(store: Store) -> None:
    fill(store)
    now = NOON.wall + 2 * DAY
    store.keep_outcomes(DestinationState(URL, told="Busy (503).", due_at=now + DAY), [], now)
    app = Pressed(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert re.search(r"Tried again \d+ \w+ \d{4} at \d\d:\d\d:\d\d; s", seen(app))


async def test_a_folder_that_nobody_named_says_that_it_is_filled_by_hand(store: Store) -> None:
    book(store, 0)
    keep(store, a_document(0), FOLDER)
    app = Pressed(store, Named(FOLDER, automatic=False))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        shown = " ".join(seen(app).split())
        assert "/srv/results by hand: s" in shown
        assert "anybody who has the disk can read it" in shown


async def test_with_nothing_to_send_the_keys_say_so(store: Store) -> None:
    app = Pressed(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "nothing waits" in seen(app)
        await pilot.press("s", "R")
        await pilot.pause()
        assert len(app.refused) == 2 and app.wanted == []


async def test_of_very_many_the_first_are_listed_and_the_rest_counted(store: Store) -> None:
    book(store, 0)
    for number in range(130):
        document = a_document(number, number + 1, sitting=0)
        store.append("sitting-0", (), BOOKED, document=document, destinations=(URL,))
    app = Pressed(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press("end")
        await pilot.pause()
        assert "and 30 more waiting" in seen(app)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 50)])
async def test_it_fits_every_terminal(store: Store, size: tuple[int, int]) -> None:
    fill(store)
    app = Pressed(store)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        shown = seen(app)
        assert "refused" in shown and "Send now" in shown
