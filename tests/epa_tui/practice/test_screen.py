"""The practice by keys: all right, all wrong, other ways, and the look of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from data.store.store import Store
from epa_tui.practice.app import PracticeApp, ScoreScreen
from epa_tui.practice.course import Outcome
from epa_tui.practice.screen import PracticeScreen
from epa_tui.practice.tasks import TASKS
from epa_tui.settings import Settings
from tests.screens.acted import seen
from tests.screens.living import NAMED
from tests.screens.ticking import Ticker

KEYS = {
    "live.start": "s",
    "live.park": "a",
    "live.note": "n",
    "live.end_phase": "E",
    "live.planned": "w",
    "live.follow_up": "f",
    "live.tag": "t",
    "live.unclear": "x",
    "live.question": "q",
    "live.pause": "p",
    "live.resume": "r",
    "live.incident": "m",
    "live.undo": "u",
    "live.blank": "b",
    "live.extend": "e",
}
"""A key for each action, whatever the first one is."""


class Practising:
    """An assessor who practises."""

    def __init__(self, app: PracticeApp, pilot: Pilot[None], ticker: Ticker) -> None:
        self.app, self.pilot, self.ticker = app, pilot, ticker

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(NAMED.get(key, key))
        await self.pilot.pause()

    async def type(self, words: str) -> None:
        """Type as fast as a paste would come, key by key."""
        for letter in words:
            self.app.post_message(events.Key(NAMED.get(letter, letter), letter))
        await self.pilot.pause()

    async def go(self, *steps: str) -> None:
        """Go the quickest way of a task."""
        for step in steps:
            if step in KEYS or step in ("enter", "y"):
                await self.press(KEYS.get(step, step))
            else:
                await self.type(step)
        if self.writing:
            await self.press("enter")

    @property
    def writing(self) -> bool:
        screen = self.app.screen
        return isinstance(screen, PracticeScreen) and screen.query_one("Line").has_focus

    @property
    def last(self) -> Outcome:
        return self.app.course.outcomes[-1]

    @property
    def text(self) -> str:
        return seen(self.app)


@asynccontextmanager
async def practising(home: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Practising]:
    ticker = Ticker()
    with Store.open(home) as store:
        app = PracticeApp(store, ticker, Settings())
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield Practising(app, pilot, ticker)
        app.record.close()


async def test_all_done_right_gives_no_misses(tmp_path: Path) -> None:
    async with practising(tmp_path / "home") as hands:
        for number, task in enumerate(TASKS, start=1):
            assert f"{number}/20  {task.happens[:20]}" in hands.text
            hands.ticker.go(500)
            await hands.go(*task.quickest)
            assert len(hands.app.course.outcomes) == number, task.title
        assert isinstance(hands.app.screen, ScoreScreen)
        assert "20 of 20 tasks in 10.0 s, no misses." in hands.text
        lines = hands.text.splitlines()
        assert "n  budget #p4+  Enter" in next(line for line in lines if "note with a tag" in line)
        assert all(task.title in hands.text for task in TASKS)
        assert [outcome.misses for outcome in hands.app.course.outcomes] == [0] * 20
        assert hands.app.course.outcomes[0].keys == 1
        assert hands.app.course.outcomes[2].keys == len("n") + len("call sheet") + len("e")
        await hands.press("enter")
        assert not hands.app.is_running


async def test_wrong_keys_count_enter_nothing_and_bring_the_hint(tmp_path: Path) -> None:
    async with practising(tmp_path / "home", (60, 20)) as hands:
        assert "Ctrl+N skips" in hands.text
        before = len(hands.app.record.state.entries)
        await hands.press("z")  # does nothing
        assert "wrong key: press s" in hands.text
        await hands.press("q", "m")  # refused; entered at any time, but not asked
        assert len(hands.app.record.state.entries) == before
        await hands.press("s")
        assert (hands.last.misses, hands.last.keys) == (3, 4)
        assert "2/20" in hands.text
        await hands.press("ctrl+n")
        assert (hands.last.task.title, hands.last.skipped, hands.last.misses) == (
            *("ask later", True, 1),
        )
        assert len(hands.app.record.state.parked) == 1
        await hands.press("n")
        await hands.type("half a note")
        await hands.press("ctrl+n")
        assert not hands.writing
        assert len(hands.app.record.state.notes) == 1
        assert "4/20" in hands.text
        await hands.press("N")  # confirmed with y where it is asked
        assert hands.app.course.misses == 1
        assert hands.app.record.state.outcome is None
        for number in range(4, 21):
            assert f"{number}/20" in hands.text
            await hands.press("ctrl+n")
        assert "1 of 20 tasks" in hands.text
        assert hands.text.count("skipped") >= 10


async def test_other_ways_count_and_wrong_tags_stay_to_be_corrected(tmp_path: Path) -> None:
    async with practising(tmp_path / "home") as hands:
        await hands.press(*["s"], *["ctrl+n"] * 3, "s", "n", "?", "1", "enter")
        assert hands.last.task.title == "planned question"
        assert hands.writing
        await hands.type("budget #p5+")
        await hands.press("enter")
        assert "nothing was entered" in hands.text
        await hands.press("backspace", "backspace", *"4+", "enter", "enter")
        assert (hands.last.task.title, hands.last.misses) == ("note with a tag", 1)
        await hands.press(*["ctrl+n"] * 4, "f5", "p", "n")
        await hands.type("! visitor")
        await hands.press("enter", "enter")
        assert (hands.last.task.title, hands.last.misses) == ("incident", 0)
        await hands.press("c", "slash", "p", "6", "enter", "enter")
        assert (hands.last.task.title, hands.last.misses) == ("tick", 0)
        await hands.press("enter")
        assert (hands.last.task.title, hands.last.misses) == ("undo", 0)
        await hands.press("c", "c", "h")
        assert not hands.app.is_running
