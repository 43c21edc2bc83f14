"""One widget alone in a window."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Sequence
from typing import ClassVar, TypeVar

from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.widget import Widget

Kind = TypeVar("Kind", bound=Message)


class Around(App[None]):
    """Shows a widget and keeps what it posts."""

    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False

    def __init__(self, widgets: Sequence[Widget]) -> None:
        super().__init__()
        self.widgets = widgets

    def compose(self) -> ComposeResult:
        yield from self.widgets


class Shown:
    """A widget on a terminal."""

    def __init__(self, app: Around, pilot: Pilot[None], posted: list[Message]) -> None:
        self.app, self.pilot, self._posted = app, pilot, posted

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    def posted(self, kind: type[Kind]) -> list[Kind]:
        """Return messages of a kind, each once on whatever way it bubbled up."""
        once = {id(message): message for message in self._posted}.values()
        return [message for message in once if isinstance(message, kind)]

    @property
    def lines(self) -> list[str]:
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in line).rstrip() for line in strips]


@contextlib.asynccontextmanager
async def showing(*widgets: Widget, size: tuple[int, int] = (80, 10)) -> AsyncIterator[Shown]:
    """Show widgets on a terminal of a size."""
    app, posted = Around(widgets), list[Message]()
    async with app.run_test(size=size, message_hook=posted.append, notifications=True) as pilot:
        await pilot.pause()
        yield Shown(app, pilot, posted)
