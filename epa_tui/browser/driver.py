"""How the application talks to the tab: Textual's driver for it, with what it leaves open closed.

Named in the environment of the child (`TEXTUAL_DRIVER`), so that the application itself is the
same everywhere.
"""

from __future__ import annotations

import asyncio
import codecs
import functools
import os
import signal

from textual.drivers import web_driver
from textual.drivers.web_driver import WebDriver

from epa_tui.terminal import CalmParser

NAME = f"{__name__}:BrowserDriver"
"""What `TEXTUAL_DRIVER` has to be."""

_TITLE, _TITLE_END = "\x1b]0;", "\x07"


def survive_what_a_browser_sends() -> None:
    """Let the driver read pastes calmly and bytes that are no UTF-8 as U+FFFD."""
    # The driver asks these names of its module each time it starts, as the one of a terminal does.
    tolerant = functools.partial(codecs.getincrementaldecoder("utf-8"), errors="replace")
    vars(web_driver)["XTermParser"] = CalmParser
    vars(web_driver)["getincrementaldecoder"] = lambda encoding: tolerant


def end() -> None:
    """End this program as a signal does: everything is saved first."""
    os.kill(os.getpid(), signal.SIGTERM)


class BrowserDriver(WebDriver):
    """Carries keys and drawings between the application and the server in front of it.

    Textual's driver ends the application at once where the tab is closed, and not at all where the
    server is gone (Textual 8.2.8, `drivers/web_driver.py`; no upstream issue was found).
    """

    def start_application_mode(self) -> None:
        """Begin, and let an interrupt be an orderly end as well."""
        survive_what_a_browser_sends()
        super().start_application_mode()
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, end)

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Take what the server says besides keys; the end of the tab is an orderly end."""
        if packet_type == "quit":
            self._end_behind_the_keys()
        else:
            super().on_meta(packet_type, payload)

    def run_input_thread(self) -> None:
        """Read keys until the end; where the server is gone there will be no more."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._end_behind_the_keys()

    def _end_behind_the_keys(self) -> None:
        """End when every key that came before has been taken, by whatever has the keyboard."""

        def taken() -> None:
            screen = self._app.screen
            (screen.focused or screen).call_after_refresh(screen.call_after_refresh, end)

        self._app.call_later(taken)

    def write(self, data: str) -> None:
        """Write what is drawn; the title goes beside it, for the page has one of its own."""
        if data.startswith(_TITLE) and data.endswith(_TITLE_END):
            text = data[len(_TITLE) : -len(_TITLE_END)]
            self.write_meta({"type": "title", "text": text})
        else:
            super().write(data)
