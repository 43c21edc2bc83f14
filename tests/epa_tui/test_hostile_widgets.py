"""Twelve kinds of widget, eight hostile texts: not one byte of a text drives the terminal.

What is looked at are the characters that an application writes to its driver. Textual alone lets
each kind of widget through: the guard can go when the second test fails.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from rich.text import Text
from textual.app import App
from textual.content import Content
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import DataTable, Header, Label, Markdown, OptionList, RichLog, Static

from epa_tui.guarded_app import GuardedApp
from screens.widgets.text_input import TextInput
from screens.widgets.text_lines import TextLines

CONTROLS = {
    "clear": "\x1b[2J",
    "title": "\x1b]0;owned\x07",
    "clipboard": "\x1b]52;c;aGk=\x07",
    "c1": "\x9b31m",
    "dcs": "\x1bP1$r\x1b\\",
    "bidi": "\u202e\u2066",
    "lone": "\r\x07\x08",
}
"""What a terminal would obey."""

MARKUP = "[@click=app.quit]quit[/] [K1]"
"""What Textual would obey: shown letter by letter instead."""

HOSTILE = {**CONTROLS, "markup": MARKUP}

_OURS = re.compile(
    r"\x1b\[[0-9;]*[mH]"  # colours, and where to draw
    r"|\x1b\[\?(25|2026)[hl]"  # the cursor, and a drawing at once
    r"|\x1b\]8;[^\x1b]*\x1b\\"  # links of Markdown
    r"|\n"
)
"""What Textual writes of its own accord."""


class Wire(HeadlessDriver):
    """A driver that keeps what it would write to a terminal."""

    written = ""
    is_headless = False  # so that the application draws

    def write(self, data: str) -> None:
        self.written += data


async def _show(widget: Widget, app: App[None]) -> None:
    await app.mount(widget)


async def _table(text: str, app: App[None]) -> None:
    table = DataTable[Content]()
    await app.mount(table)
    table.add_column("name", width=60)
    table.add_row(Content(text))


async def _input(text: str, app: App[None]) -> None:
    line = TextInput()
    await app.mount(line)
    line.value = text


async def _log(text: str, app: App[None]) -> None:
    log = RichLog(markup=False)
    await app.mount(log)
    log.write(Text(text))


async def _toast(text: str, app: App[None]) -> None:
    app.clear_notifications()
    app.notify(text, markup=False)


async def _header(text: str, app: App[None]) -> None:
    app.title = text
    await app.mount(Header())


KINDS: dict[str, Callable[[str, App[None]], Awaitable[None]]] = {
    "Static": lambda text, app: _show(Static(text, markup=False), app),
    "Static with markup": lambda text, app: _show(
        Static(Content.from_markup("[b]note[/b] $text", text=text)), app
    ),
    "Label": lambda text, app: _show(Label(Content(text)), app),
    "rich Text": lambda text, app: _show(Static(Text(text)), app),
    "TextArea": lambda text, app: _show(TextLines(text), app),
    "Input": _input,
    "DataTable": _table,
    "OptionList": lambda text, app: _show(OptionList(Content(text), markup=False), app),
    "Markdown": lambda text, app: _show(Markdown(text), app),
    "notify": _toast,
    "RichLog": _log,
    "Header": _header,
}


async def drawn(app: App[None], kind: str) -> dict[str, str]:
    """Return what is written to the terminal for each hostile text, without Textual's own part."""
    found = {}

    async def hands(pilot: Pilot[Any]) -> None:
        wire = app._driver
        assert isinstance(wire, Wire)
        await pilot.pause()
        for name, text in HOSTILE.items():
            wire.written = ""
            await KINDS[kind](f"Ada {text} Example", app)
            await pilot.pause()
            app.refresh(layout=True)
            await pilot.pause()
            found[name] = _OURS.sub("", wire.written)
            await app.screen.query("*").exclude("ToastRack, Toast, ToastHolder").remove()
        app.exit()

    app.driver_class = Wire
    await app.run_async(headless=False, size=(80, 12), auto_pilot=hands)
    return found


def hits(found: dict[str, str]) -> list[str]:
    """Return the texts of which something reached the terminal that it would obey."""
    return [name for name, text in found.items() if not text.isprintable()]


@pytest.mark.parametrize("kind", KINDS)
async def test_no_text_drives_the_terminal_and_all_of_it_is_drawn(
    tmp_path: Path, kind: str
) -> None:
    found = await drawn(GuardedApp(tmp_path), kind)
    assert list(found) == list(HOSTILE)
    assert hits(found) == []
    assert all("Ada " in text and "Example" in text for text in found.values())
    assert MARKUP in found["markup"]


@pytest.mark.parametrize("kind", KINDS)
async def test_textual_alone_still_lets_it_through(kind: str) -> None:
    assert hits(await drawn(App(), kind))


async def test_a_title_of_the_window_drives_nothing_either(tmp_path: Path) -> None:
    app = GuardedApp(tmp_path)
    app.driver_class = Wire
    written = []

    async def hands(pilot: Pilot[Any]) -> None:
        wire = app._driver
        assert isinstance(wire, Wire)
        wire.written = ""
        app.retitle(f"31:42 {''.join(CONTROLS.values())} left")
        written.append(wire.written)
        app.exit()

    await app.run_async(headless=False, size=(80, 12), auto_pilot=hands)
    (title,) = written
    assert title.startswith("\x1b]0;31:42 ")
    assert title.endswith(" left\x07")
    assert title[2:-1].isprintable()
