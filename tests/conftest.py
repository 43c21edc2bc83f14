"""What holds for every test: one time zone, no deadline, no blinking, no safe for secrets."""

from __future__ import annotations

import asyncio
import gc
import os
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

MOST_TURNS = 10_000
"""Of the event loop, after which a pause ends in any case."""

# A test says what is right, never how fast: a busy machine must not fail one. The same code passes
# each time: what nobody has thought of is searched for by `make fuzz`, which asks for examples.
settings.register_profile(
    "untimed",
    deadline=None,
    derandomize="EPA_TUI_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("untimed")

os.environ["TZ"] = "Europe/London"
os.environ["TEXTUAL_ANIMATIONS"] = "none"
# The size of the terminal in which the tests run is not that of the ones which they make.
for name in ("NO_COLOR", "EPA_TUI_HOME", "COLORTERM", "COLUMNS", "LINES"):
    os.environ.pop(name, None)
# Else the library takes any safe that some test has defined for the system's, or a developer's own.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
time.tzset()

# A screen makes thousands of things that live for a test: to look for garbage seldom is enough.
gc.set_threshold(20_000, 10, 10)


def pytest_collection_finish() -> None:
    """Leave out of every search for garbage what lives to the end: all modules and all tests.

    A search through them takes half a second, and a third of the time of tests with a screen.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def steady_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the cursor of inputs from blinking: a drawing must be the same each time."""
    from textual.widgets import Input, TextArea

    monkeypatch.setattr(Input, "_toggle_cursor", lambda self: None)
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda self: None)


@pytest.fixture(autouse=True)
def styles_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Share what was read of a style sheet among applications: each test starts one or more anew.

    Textual keeps it only for one application, and never changes it.
    """
    from textual.css.stylesheet import Stylesheet

    read = Stylesheet._parse_rules

    def remembered(self: Stylesheet, *source: Any, **more: Any) -> Any:
        key = (source, *more.items(), *self._variables.items())
        if key not in _STYLES:
            _STYLES[key] = read(self, *source, **more)
        return _STYLES[key]

    monkeypatch.setattr(Stylesheet, "_parse_rules", remembered)


_STYLES: dict[tuple[Any, ...], Any] = {}


@pytest.fixture(autouse=True)
def whole_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a pilot pause until the application has nothing left to do.

    Textual's own takes a process for idle that used no processor time for 20 ms: on a busy machine
    it was only not let run, and a test would look at a screen that is half drawn.
    """
    from textual import pilot
    from textual._wait import wait_for_idle

    async def idle_and_done(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
        await wait_for_idle(min_sleep, max_sleep)
        loop = asyncio.get_running_loop()
        for _ in range(MOST_TURNS):
            await asyncio.sleep(0)
            if not loop._ready:  # type: ignore[attr-defined]  # it has no public name
                return

    monkeypatch.setattr(pilot, "wait_for_idle", idle_and_done)
