"""What holds for every test: one time zone, no deadline, no blinking, no safe for secrets."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import settings

# A test says what is right, never how fast: a busy machine must not fail one.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

os.environ["TZ"] = "Europe/London"
os.environ["TEXTUAL_ANIMATIONS"] = "none"
for name in ("NO_COLOR", "EPA_TUI_HOME", "COLORTERM"):
    os.environ.pop(name, None)
# Else the library takes any safe that some test has defined for the system's, or a developer's own.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
time.tzset()


@pytest.fixture(autouse=True)
def steady_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the cursor of inputs from blinking: a drawing must be the same each time."""
    from textual.widgets import Input, TextArea

    monkeypatch.setattr(Input, "_toggle_cursor", lambda self: None)
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda self: None)
