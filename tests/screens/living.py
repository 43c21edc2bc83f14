"""A live screen in a window of a given size, and an assessor who presses keys on it."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.binding import BindingType
from textual.pilot import Pilot
from textual.widgets import Static

from data.record.entries import Body
from data.record.state import SittingState
from data.standards.bank import NO_BANK, Bank
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from screens.actions import EVERYWHERE, bindings
from screens.help import HelpScreen
from screens.live import LiveScreen
from screens.live_jumps import notice_closing
from screens.navigation import Retitle
from screens.save_watch import SaveWatch
from screens.widgets.note_line import NoteLine
from tests.screens.acted import LOOKS, Acted, Around, seen
from tests.screens.ticking import Ticker

NAMED = {
    " ": "space",
    "#": "number_sign",
    "?": "question_mark",
    "+": "plus",
    "-": "minus",
    "!": "exclamation_mark",
    '"': "quotation_mark",
    "'": "apostrophe",
    "=": "equals_sign",
    ":": "colon",
    "@": "at",
    "/": "slash",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    ".": "full_stop",
    ",": "comma",
}


class Window(Around):
    """An application around the screen, with the keys that act everywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EVERYWHERE)]

    def __init__(self, screen: LiveScreen) -> None:
        super().__init__(screen)
        self.titles: list[str] = []

    def on_retitle(self, message: Retitle) -> None:
        self.titles.append(message.text)

    def action_help(self) -> None:
        self.push_screen(HelpScreen(self.screen))


class Live:
    """What an assessor sees and does."""

    def __init__(
        self, window: Window, pilot: Pilot[None], ticker: Ticker, record: SittingRecord
    ) -> None:
        self.window, self.pilot, self.ticker, self.record = window, pilot, ticker, record

    @property
    def screen(self) -> LiveScreen:
        screen = self.window.shown
        assert isinstance(screen, LiveScreen)
        return screen

    @property
    def state(self) -> SittingState:
        return self.record.state

    @property
    def bodies(self) -> list[Body]:
        return [entry.body for entry in self.state.entries]

    def of(self, kind: type[Body]) -> list[Any]:
        return [body for body in self.bodies if isinstance(body, kind)]

    @property
    def line(self) -> NoteLine:
        return self.screen.query_one(NoteLine)

    @property
    def writing(self) -> bool:
        return self.line.line.has_focus

    @property
    def seen(self) -> str:
        return seen(self.window)

    async def sees(self, text: str) -> None:
        """Wait until something is shown that another thread has to tell of first."""
        for _ in range(LOOKS):
            if text in self.seen:
                return
            await self.pilot.pause()
        raise AssertionError(f"never showed {text!r}:\n{self.seen}")

    @property
    def hint(self) -> str:
        """What stands above the note line."""
        strips = self.window.screen._compositor.render_strips()
        above = self.line.query(Static).first().region
        lines = ("".join(segment.text for segment in strip) for strip in strips)
        shown = [line[above.x : above.right] for line in lines][above.y : above.bottom]
        return " ".join(line.strip() for line in shown)

    @property
    def refused(self) -> str:
        """What the assessor was last told that cannot be done."""
        return self.window.refused[-1] if self.window.refused else ""

    @property
    def title(self) -> str:
        return self.window.titles[-1]

    async def press(self, *keys: str) -> Live:
        await self.pilot.press(*keys)
        await self.pilot.pause()
        return self

    async def type(self, text: str) -> Live:
        """Type as fast as a paste would come, key by key."""
        last = text[-1]
        for letter in text[:-1]:
            self.window.post_message(events.Key(NAMED.get(letter, letter), letter))
        return await self.press(NAMED.get(last, last))

    async def note(self, text: str) -> Live:
        """Type a note from the keys, and come back to them."""
        await self.press("n")
        await self.type(text)
        return await self.press("enter", "enter")

    async def go(self, milliseconds: int) -> Live:
        """Let time go by, and the screen notice it."""
        self.ticker.go(milliseconds)
        return await self.look()

    async def sleep(self, milliseconds: int) -> Live:
        """Let the machine sleep."""
        now = self.ticker.now
        slept = now.later(milliseconds)
        self.ticker.now = replace(slept, awake=now.awake)
        return await self.look()

    async def move_clock(self, milliseconds: int) -> Live:
        """Let somebody move the clock on the wall."""
        now = self.ticker.now
        self.ticker.now = replace(now, wall=now.wall + milliseconds)
        return await self.look()

    async def look(self) -> Live:
        self.screen.read_clock()
        await self.pilot.pause()
        return self


@contextlib.asynccontextmanager
async def showing(
    record: SittingRecord,
    ticker: Ticker,
    watch: SaveWatch | None = None,
    *,
    size: tuple[int, int] = (80, 24),
    returning: bool = True,
    bank: Bank = NO_BANK,
) -> AsyncIterator[Live]:
    """Show a record on the live screen."""
    watch = watch or SaveWatch()
    if not returning:
        notice_closing(record, watch, ticker.now)
    screen = LiveScreen(record, ticker, watch, bank=bank)
    window = Window(screen)
    async with window.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield Live(window, pilot, ticker, record)


@contextlib.asynccontextmanager
async def live(acted: Acted, **more: Any) -> AsyncIterator[Live]:
    """Show a sitting that was brought to where a test wants it."""
    async with showing(acted.record, acted.ticker, **more) as shown:
        yield shown


@contextlib.contextmanager
def closing(acted: Acted) -> Iterator[Acted]:
    """Close record and store afterwards."""
    try:
        yield acted
    finally:
        acted.close()


@contextlib.contextmanager
def after_a_kill(acted: Acted, home: Path) -> Iterator[SittingRecord]:
    """Open what a killed program would have left, as another program finds it.

    Args:
        acted: The sitting, still open: nothing of it is closed first.
        home: An empty folder to copy the store into.
    """
    assert acted.record.flush()
    home.mkdir()
    for path in acted.store.path.parent.iterdir():
        if path.is_file() and path.name.startswith(acted.store.path.name):
            (home / path.name).write_bytes(path.read_bytes())
    store = Store.open(home)
    record = SittingRecord.open(store, "sitting-0", acted.loaded.standard)
    try:
        yield record
    finally:
        record.close()
        store.close()
