"""What stands on the terminal: its text, its colours, and what of it is cut off or overlaps.

One run of an application is drawn at every size in turn, by resizing it as a user would.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar

from rich.style import Style
from textual.app import App
from textual.binding import BindingType
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input, TextArea

from data.store.sitting_record import SittingRecord
from epa_tui.looks import Dressed
from screens.actions import EVERYWHERE, bindings
from screens.help import HelpScreen
from screens.live import LiveScreen
from screens.prepare import PrepareScreen
from tests.looks.geometry import faults
from tests.looks.smaller import smaller
from tests.screens.acted import Around

SIZES = {
    "40x12": (40, 12),
    "60x20": (60, 20),
    "80x24": (80, 24),
    "96x40": (96, 40),
    "120x40": (120, 40),
    "200x50": (200, 50),
}
"""Columns and lines that every screen is drawn at."""

FIRST = "80x24"
"""The size at which keys are pressed."""

_HEAD = re.compile(r"(?<=\bhead)(\s|&#160;)([0-9a-f]{2,12})(?![0-9a-z])")
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


class Looked(Around, Dressed):
    """Shows a screen as the application does."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EVERYWHERE)]

    def __init__(
        self, screen: Screen[Any], theme: str = "epa-dark", *, ascii_only: bool = False
    ) -> None:
        super().__init__(screen)
        self.dress(theme, ascii_only=ascii_only)

    def action_help(self) -> None:
        self.push_screen(HelpScreen(self.screen))


@dataclass(frozen=True)
class Drawn:
    """A screen at one size."""

    size: tuple[int, int]
    cells: tuple[tuple[tuple[str, Style], ...], ...]
    """Lines, each in runs of one style."""
    faults: tuple[str, ...]
    """What is cut off, overlaps or lies outside."""
    svg: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The text, without blanks at the ends of lines."""
        return tuple("".join(text for text, _ in line).rstrip() for line in self.cells)

    @property
    def text(self) -> str:
        """The text as one."""
        return "\n".join(self.lines)

    def written(self) -> str:
        """Return text and styles, to be compared and read."""
        width, height = self.size
        edge = "-" * width
        lines = [f"+{edge}+ {width}x{height}"]
        lines += [f"|{line:{width}}|" for line in self.lines]
        lines += [f"+{edge}+"]
        for number, runs in enumerate(self.cells, start=1):
            lines.append(f"{number:>2}: {'  '.join(_runs(runs))}")
        return "\n".join(lines)


def _runs(cells: Iterable[tuple[str, Style]]) -> Iterable[str]:
    for style, group in groupby(cells, key=lambda run: _named(*run)):
        yield f"{sum(len(text) for text, _ in group)} {style}"


def _named(text: str, style: Style) -> str:
    """Return colours and weights in a few letters; of blanks, what can be seen."""
    marks = {
        "b": style.bold,
        "d": style.dim,
        "i": style.italic,
        "u": style.underline,
        "r": style.reverse,
        "s": style.strike,
    }
    colour = style.color.name if style.color else "default"
    ground = style.bgcolor.name if style.bgcolor else "default"
    weight = "".join(mark for mark, on in marks.items() if on)
    if text.isspace() and not {*"urs"} & {*weight}:
        return f"-/{ground}"
    return f"{colour}/{ground}" + (f":{weight}" if weight else "")


def _without_colours(app: Dressed) -> None:
    app.dress("epa-dark", ascii_only=False)
    app.no_color = True


OTHERWISE: dict[str, Callable[[Dressed], None]] = {
    "epa-dark": lambda app: app.dress("epa-dark", ascii_only=False),
    "epa-light": lambda app: app.dress("epa-light", ascii_only=False),
    "epa-contrast": lambda app: app.dress("epa-contrast", ascii_only=False),
    "epa-ansi": lambda app: app.dress("epa-ansi", ascii_only=False),
    "ascii": lambda app: app.dress("epa-dark", ascii_only=True),
    "no colours": _without_colours,
}
"""Other terminals and other tastes, one after the other in one run."""


async def draw_otherwise(app: App[None], keys: Collection[str]) -> dict[str, Drawn]:
    """Draw an application at one size in each theme, in ASCII and without colours."""
    assert isinstance(app, Dressed)
    async with app.run_test(size=SIZES[FIRST], notifications=True) as pilot:
        await _pressed(app, pilot, keys)
        drawn = {}
        for name, change in OTHERWISE.items():
            change(app)
            app.refresh_css(animate=False)
            await pilot.pause()
            drawn[name] = taken(app, app.screen._compositor.render_strips())
        return drawn


async def draw(
    app: App[None],
    sizes: Iterable[str] = SIZES,
    keys: Collection[str] = (),
    *,
    svg: Collection[str] = (),
    last: Callable[[Pilot[None]], Awaitable[None]] | None = None,
) -> dict[str, Drawn]:
    """Draw an application after some keys, at each size.

    Args:
        app: Not running yet.
        sizes: Names of sizes.
        keys: Pressed at the first size before anything is drawn.
        svg: Names of sizes that pictures are wanted of.
        last: Done with it in the end.
    """
    async with app.run_test(size=SIZES[FIRST], notifications=True) as pilot:
        await _pressed(app, pilot, keys)
        drawn = {}
        for name in sizes:
            await pilot.resize_terminal(*SIZES[name])
            strips = await settled(app, pilot)
            drawn[name] = taken(app, strips, svg=name in svg)
        if last is not None:
            await last(pilot)
        return drawn


async def _pressed(app: App[None], pilot: Pilot[None], keys: Collection[str]) -> None:
    await settled(app, pilot)
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    if keys:
        await settled(app, pilot)


async def settled(app: App[None], pilot: Pilot[None]) -> list[Strip]:
    """Wait until everything is read, saved and painted, as it is a moment after each key.

    Returns:
        The lines of the screen as they stay.
    """
    for worker in list(app.workers):
        if worker.is_running and worker._thread_worker:
            await worker.wait()
    for screen in app.screen_stack:
        record = getattr(screen, "_record", None)
        if isinstance(record, SittingRecord):
            assert record.flush(60)
        if isinstance(screen, LiveScreen):
            screen.show_lamp()
        if isinstance(screen, PrepareScreen):
            screen._paint_facts()
    for line in app.screen.query(Input):
        line.cursor_blink = False
    for text in app.screen.query(TextArea):
        text.cursor_blink = False
    return await _come_to_rest(app, pilot)


async def _come_to_rest(app: App[None], pilot: Pilot[None]) -> list[Strip]:
    """Wait until two pauses change nothing: a busy machine paints a new size bit by bit."""
    calm, before = 0, app.screen._compositor.render_strips()
    while calm < 2:
        await pilot.pause()
        now = app.screen._compositor.render_strips()
        calm, before = (calm + 1 if now == before else 0), now
    return before


def taken(app: App[None], strips: list[Strip], *, svg: bool = False) -> Drawn:
    """Return what the application shows now, of which these are the lines."""
    cells = tuple(
        tuple((_steady(segment.text), segment.style or Style()) for segment in strip)
        for strip in strips
    )
    size = (app.size.width, app.size.height)
    return Drawn(size, cells, tuple(faults(app.screen)), picture(app) if svg else "")


def picture(app: App[None]) -> str:
    """Return a picture without the fonts that a browser would fetch, and without a made-up name."""
    drawn = _FONTS.sub("", app.export_screenshot(title="epa_tui"))
    # Blanks at the ends of runs would be lost in viewers that are strict about them.
    drawn = drawn.replace("<svg ", '<svg xml:space="preserve" ', 1)
    return _steady(smaller(re.sub(r"terminal-\d+", "terminal", drawn)))


def _steady(text: str) -> str:
    """Return a text without the head of a chain: it is another each time, for ids are random."""
    return _HEAD.sub(lambda found: found[1] + "0123456789ab"[: len(found[2])], text)
