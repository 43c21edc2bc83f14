"""The application with keys that fail; run in a terminal by the tests of crash reports.

`python -m tests.epa_tui.failing HOME`: the keys 1 to 5 and F11 fail in different places, with a
name in its values, in its message and in the line of code itself.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from pathlib import Path

from textual import work

from data.record.instant import system_clock
from data.store.store import Store
from epa_tui.app import EpaApp
from epa_tui.crash import FOLDER, guarded

CANARY = "Canary Example"


def fail(name: str) -> None:
    """Fail with a name among the local values and in the message."""
    note = f"{name} said that"
    raise ValueError(f"cannot keep {note!r}")


class FailingApp(EpaApp):
    """Fails where it is told to."""

    def key_1(self) -> None:
        """Fail in the handler of a message."""
        fail(CANARY)

    def key_f11(self) -> None:
        """Fail while something is typed."""
        fail(CANARY)

    def key_2(self) -> None:
        """Fail in a worker."""
        self.fail_in_worker()

    @work
    async def fail_in_worker(self) -> None:
        """Fail as a worker that stops the application."""
        fail(CANARY)

    def key_3(self) -> None:
        """Fail in a worker that runs in a thread."""
        self.fail_in_thread()

    @work(thread=True, exit_on_error=False)
    def fail_in_thread(self) -> None:
        """Fail as a worker that is allowed to."""
        fail(CANARY)

    def key_4(self) -> None:
        """Fail in a task that nobody waits for, and in a thread; both are lost without a word."""

        async def lost() -> None:
            fail(CANARY)

        asyncio.get_running_loop().create_task(lost()).add_done_callback(lambda task: None)
        thread = threading.Thread(target=fail, args=(CANARY,))
        thread.start()
        thread.join()

    def key_5(self) -> None:
        """Fail as the thread that reads keys would."""
        from rich.traceback import Traceback

        try:
            fail(CANARY)
        except ValueError:
            self.panic(Traceback(show_locals=True))


def run(home: Path) -> int:
    """Open the application on a store; a folder that is none is an unforeseen error."""
    with Store.open(home) as store:
        app = FailingApp(store, system_clock())
        app.run()
        return app.return_code or 0


if __name__ == "__main__":
    folder = Path(sys.argv[-1])
    sys.exit(guarded(folder / FOLDER, lambda: run(folder)))
