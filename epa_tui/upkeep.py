"""Looks after the store while the application runs: copies of it, the reserve, and what is wrong.

Everything slow happens in threads of its own; what is found ends in a sentence on the screen. The
note line and the clock never wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.worker import get_current_worker

from data.record.instant import Clock
from data.store.errors import StoreDamaged, StoreError
from data.store.store import Store

if TYPE_CHECKING:
    from textual.app import App

EVERY_S = 600.0
"""How often a copy is made while a clock runs, in seconds."""


class Told(NamedTuple):
    """What is wrong, and what to do."""

    short: str
    """For the top line of the live screen, which has room for some forty letters."""
    sentence: str
    """The whole of it."""


class Upkeep:
    """Keeps the store of a running application restorable.

    Args:
        app: Shows what is wrong.
        store: Ready to be written to.
        clock: Tells the time.
        running: Tells whether the clock of a sitting runs.
        every_s: How often a copy is made while one does, in seconds.
    """

    def __init__(
        self,
        app: App[None],
        store: Store,
        clock: Clock,
        running: Callable[[], bool],
        every_s: float = EVERY_S,
    ) -> None:
        self._app, self._store, self._clock, self._running = app, store, clock, running
        self._every_s = every_s
        self._changes = -1
        self._said = ""

    def begin(self) -> None:
        """Make the first copy, which reads every page and every chain, and go on from there."""
        if self._store.lost_commits:
            self._tell(Told("STEPS MISSING? Compare the last entries", _lost(self._store)))
            self._said = ""  # the copy that follows is in order, and does not bring them back
        self._in_thread("start")
        self._app.set_interval(self._every_s, self.go_on)

    def go_on(self) -> None:
        """Make a copy while a clock runs, where something was written since the last."""
        if self._running() and self._store.changes != self._changes:
            self._in_thread("live")

    def _in_thread(self, label: str) -> None:
        work = partial(self._keep, label)
        self._app.run_worker(work, thread=True, group="upkeep", exit_on_error=False)

    def _keep(self, label: str) -> None:
        self._store.recover()
        self._changes = self._store.changes
        worker = get_current_worker()
        told = keep(self._store, self._clock, label, lambda: worker.is_cancelled)
        if worker.is_cancelled:
            return
        if told:
            self._app.call_from_thread(self._tell, told)
        elif self._store.damage == self._said:
            self._store.damage = self._said = ""

    def _tell(self, told: Told) -> None:
        """Say it, and go on saying it in the top line of the live screen."""
        self._store.damage = self._said = told.short
        self._app.notify(
            told.sentence, title="The store", severity="error", timeout=60, markup=False
        )


def keep(
    store: Store, clock: Clock, label: str, leaving: Callable[[], bool] = lambda: False
) -> Told | None:
    """Make a copy of the store; return what is wrong, and what to do, or None.

    Args:
        store: Open.
        clock: Tells the time.
        label: Why the copy is made.
        leaving: Tells that nobody waits for it any more.
    """
    from data.store.upkeep import CutShort, keep_backup

    try:
        keep_backup(store, label, clock().wall / 1000, leaving)
    except CutShort:
        return None
    except StoreDamaged as error:
        short = "STORE DAMAGED: finish, then epa-tui doctor"
        return Told(short, f"{error} {_differs(store)}")
    except StoreError as error:
        return Told(_NO_BACKUP, str(error))
    except OSError as error:
        why = error.strerror or "the disk refused"
        sentence = f"No backup was made ({why}). Run `epa-tui doctor` when this sitting has ended."
        return Told(_NO_BACKUP, sentence)
    return None


def keep_at_close(store: Store, clock: Clock) -> str:
    """Make the last copy when the application has closed, where something was written.

    Returns:
        What is wrong, and what to do; empty where all is well.
    """
    told = keep(store, clock, "close") if store.changes else None
    return told.sentence if told else ""


_NO_BACKUP = "NO BACKUP: finish, then epa-tui doctor"


def _lost(store: Store) -> str:
    return (
        f"The end of the log could not be read: {store.lost_commits} saved steps may be missing. "
        "Look at the last sitting before you go on, and compare it with the newest backup: "
        "`epa-tui restore --dry-run`."
    )


def _differs(store: Store) -> str:
    """Say how the store differs from its newest good backup, as far as it can be read."""
    from data.store.backup import newest_good
    from data.store.difference import difference
    from data.store.restore import nameless

    found = newest_good(store.path.parent, store.key)
    if found is None:
        return "There is no good backup."
    backup, theirs = found
    lines = " ".join(nameless(difference(store.readable(), theirs)).lines())
    return f"Newest good backup: {backup.path.name}. {lines}"
