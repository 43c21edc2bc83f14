"""What any application of ours owes to the terminal and to the people in its texts.

The half of `app` that knows nothing of sittings: the guard on what is drawn, the title, the help,
pastes that nothing takes, errors that nobody foresaw, signals, and the way to the shell and back.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Sequence
from pathlib import Path

from rich.console import RenderableType
from textual import on
from textual.filter import LineFilter
from textual.worker import Worker, WorkerFailed, WorkerState

from epa_tui.crash import report_lost_tasks, sentence, tell, write_report
from epa_tui.looks import Dressed
from epa_tui.terminal import (
    Guard,
    has_a_shell,
    survive_a_stray_continue,
    survive_pastes,
    title_sequence,
)
from screens.navigation import Retitle, SayRefused
from screens.widgets.fitting import lines_within


class GuardedApp(Dressed):
    """An application that nothing typed, shown or failed can turn against its user.

    Args:
        reports: Folder for reports of errors; made when the first is written.
    """

    def __init__(self, reports: Path) -> None:
        super().__init__()
        self._reports = reports
        self._guard = Guard()
        self._told = ""
        """The sentence to stop with."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let no control character of a text reach the terminal."""
        return [*super().get_line_filters(), self._guard]

    def on_load(self) -> None:
        """Close Textual's holes before the driver reads the first character."""
        survive_pastes()
        survive_a_stray_continue()
        report_lost_tasks(self._reports)

    def on_mount(self) -> None:
        """Obey signals; draw the whole screen when we come back from the shell."""
        for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
            asyncio.get_running_loop().add_signal_handler(number, self.leave)
        # Textual alone draws what changed meanwhile.
        self.app_resume_signal.subscribe(self, lambda app: app.refresh())

    def retitle(self, text: str) -> None:
        """Write the title of the terminal's window.

        Args:
            text: Never anything about a person.
        """
        self.titled = text
        if self._driver is not None and not self.is_headless:
            self._driver.write(title_sequence(text))

    def say(self, sentence: str) -> None:
        """Tell the user something that has to be seen, in front of all else.

        Args:
            sentence: What happened, and what to do.
        """
        # One at a time: a pile would cover what an assessor must always see.
        self.clear_notifications()
        # The heading and what was typed stay in sight, however much is wrong with a file.
        width, height = self.size.width * 9 // 10 - 4, self.size.height * 2 // 3 - 2
        self.notify(
            lines_within(sentence, width, height), severity="warning", timeout=8, markup=False
        )

    def on_paste(self) -> None:
        """Say that nothing took a paste, where there is no line to type in."""
        self.say("Nothing to paste into here. Open a line first, then paste again.")

    @on(SayRefused)
    def _refused(self, event: SayRefused) -> None:
        event.stop()
        self.say(event.sentence)

    @on(Retitle)
    def _title(self, event: Retitle) -> None:
        event.stop()
        self.retitle(event.text)

    def action_help(self) -> None:
        """Show every key."""
        from screens.help import HelpScreen

        self.push_screen(HelpScreen(self.screen))

    def leave(self) -> None:
        """Close, as a signal asks."""
        self.exit()

    async def all_saved(self) -> bool:
        """Write what is left to the disk; return False where something is not saved."""
        return True

    async def action_shell(self) -> None:
        """Go to the shell, when everything is saved and there is a shell that can bring us back."""
        if not has_a_shell():
            self.say("There is no shell to go to from here: epa-tui was started without one.")
        elif not await self.all_saved():
            self.say("Not everything is saved. Mend what the top line says, then try again.")
        elif self._driver is not None and self._driver.can_suspend:
            self._suspend_signal()
            # The whole group: a wrapper such as `make` has to stop with us, or the shell waits.
            os.killpg(os.getpgrp(), signal.SIGTSTP)

    @on(Worker.StateChanged)
    def _worker_changed(self, event: Worker.StateChanged) -> None:
        """Stop, too, where what fails was allowed to: it is not foreseen either."""
        if event.state is WorkerState.ERROR and isinstance(event.worker.error, Exception):
            self._handle_exception(event.worker.error)

    def _handle_exception(self, error: Exception) -> None:
        """Write a report of the first error, and stop."""
        if self._exception is None:
            cause = error.error if isinstance(error, WorkerFailed) else error
            self._stop_with(sentence(write_report(self._reports, cause)))
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Stop without a traceback: it would hold names and notes."""
        self.panic()

    def panic(self, *renderables: RenderableType) -> None:
        """Stop with a sentence in place of what Textual would print.

        Args:
            renderables: Pictures of an error, perhaps with names in them; not shown.
        """
        self._stop_with(sentence(None))

    def _stop_with(self, told: str) -> None:
        self._return_code = 1
        self._told = self._told or told
        super().panic()

    def _print_error_renderables(self) -> None:
        """Print the sentence, plain and in one piece: the name of a file stands in it."""
        if self._told:
            tell(self._told)
