"""Keeps what is due as it should be while the application runs: the half of `app` that does it.

Whatever changed since the last time is computed in a thread; home shows what was kept before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from data.store.errors import StoreError
from epa_tui.journey_app import JourneyApp

if TYPE_CHECKING:
    from collections.abc import Sequence


class DueApp(JourneyApp):
    """An application that tells what is due."""

    _told_wrong_files = False

    @work(thread=True, exclusive=True, group="dues", exit_on_error=False)
    def count_dues(self) -> None:
        """Compute what is due of the assessments of which something changed."""
        from data.standards.own_holidays import read_own_holidays
        from data.store.due_counting import DueCounting

        worker = get_current_worker()
        own = read_own_holidays(self._store.path.parent)
        counting = DueCounting(self._store)
        try:
            done = counting.count(self._clock(), lambda: worker.is_cancelled)
        except StoreError:
            return  # the next time does it; whoever writes is told by the line of the store
        if worker.is_cancelled:
            return
        if done:
            self.call_from_thread(self.refresh_home)
        if problems := (*own.problems, *counting.problems):
            self.call_from_thread(self._tell_wrong_files, problems)

    def _tell_wrong_files(self, problems: Sequence[str]) -> None:
        """Say once what is wrong in the user's own files, so that something may be missing here."""
        if self._told_wrong_files:
            return
        self._told_wrong_files = True
        for problem in problems:
            self.notify(problem, severity="warning", timeout=10, markup=False)
