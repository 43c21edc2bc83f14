"""Sends results while the application runs: in threads of its own, a little at a time.

Whoever types goes first: between two documents the pump rests, longer while a clock runs. What it
does ends in one call that tells that something changed; it touches no widget.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from data.exchange.destinations.urls import Named
from data.exchange.sending import Sender
from data.record.instant import Clock
from data.store.errors import StoreError
from data.store.store import Store
from epa_tui.destinations import connect

REST_S = 0.002
"""Pause after each document, in seconds."""

REST_LIVE_S = 0.5
"""Pause after each document while a clock runs, in seconds."""

LONGEST_REST_S = 60.0
"""How long nothing is looked for at the most, in seconds: the machine may have slept."""


class Pump:
    """Sends what waits to every destination.

    Args:
        store: Ready to be written to.
        clock: Tells the time.
        destinations: Where to; those that are filled by hand are sent to when asked.
        running: Tells whether the clock of a sitting runs.
        changed: Called in a thread of the pump when something was sent or kept from it.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        destinations: Iterable[Named],
        running: Callable[[], bool],
        changed: Callable[[], object],
    ) -> None:
        self._store, self._clock, self._running = store, clock, running
        self._changed = changed
        self._ended = threading.Event()
        self._lines = {one.url: _Line(one) for one in destinations}

    def begin(self) -> None:
        """Queue what has arrived nowhere yet, and send it."""
        for line in self._lines.values():
            # A daemon: a server that never answers must not keep the program from ending.
            work = threading.Thread(target=self._run, args=(line,), name="epa-pump", daemon=True)
            work.start()

    def wake(self) -> None:
        """Look for something to send: a result was made."""
        for line in self._lines.values():
            line.woken.set()

    def send_now(self, url: str, *, refused: bool = False) -> None:
        """Send what waits for a destination at once, whatever kept it; a person asked for it.

        Args:
            url: The destination.
            refused: Also what was refused there.

        Raises:
            StoreError: It cannot be kept that this is wanted.
        """
        self._store.try_now(url, refused=refused)
        if line := self._lines.get(url):
            line.asked = refused
            line.woken.set()

    def sending(self, url: str) -> bool:
        """Tell whether something is on its way to a destination just now."""
        return url in self._lines and self._lines[url].busy

    def end(self) -> None:
        """Send nothing more; what is on its way may still arrive, and is sent again one day."""
        self._ended.set()
        self.wake()

    def _run(self, line: _Line) -> None:
        sender: Sender | None = None
        while not self._ended.is_set():
            rest_s = LONGEST_REST_S
            try:
                if sender is None:
                    self._store.queue(self._lines)
                    sender = self._sender(line)
                    self._changed()
                asked, line.asked = line.asked, None
                if asked is not None:
                    # Once more: a try that just failed may have been kept after it was asked for.
                    self._store.try_now(line.named.url, refused=asked)
                if line.named.automatic or asked is not None:
                    rest_s = self._pass(line, sender)
            except StoreError:
                pass  # it is being closed, or tells of its trouble elsewhere; tried again later
            except Exception as error:  # noqa: BLE001 - a thread that ends sends nothing any more
                line.report(error)
            line.woken.wait(rest_s)
            line.woken.clear()
        if sender is not None:
            sender.close()

    def _sender(self, line: _Line) -> Sender:
        return Sender(self._store, line.named.url, lambda: connect(line.named), self._clock)

    def _pass(self, line: _Line, sender: Sender) -> float:
        """Send what is due; return how long there is nothing to do, in seconds."""
        line.busy = True
        try:
            sender.send(
                self._ended.is_set,
                self._rest,
                lambda sent: self._tell_progress(),
                together=lambda: not self._running(),
            )
        finally:
            line.busy = False
            sender.close()  # days may pass before the next result
        self._changed()
        return self._until_due(line)

    def _tell_progress(self) -> None:
        """Tell how far it is; while a clock runs nobody looks at it, and a repaint costs a key."""
        if not self._running():
            self._changed()

    def _until_due(self, line: _Line) -> float:
        state = self._store.destinations().get(line.named.url)
        if state is None or state.paused or not state.waiting:
            return LONGEST_REST_S
        wait_ms = max(state.due_at, state.next_due) - self._clock().wall
        return min(LONGEST_REST_S, max(0.2, wait_ms / 1000))

    def _rest(self) -> None:
        """Let whoever types go first; whoever leaves does not wait for the end of it."""
        self._ended.wait(REST_LIVE_S if self._running() else REST_S)


class _Line:
    """One destination, and what its thread waits for."""

    def __init__(self, named: Named) -> None:
        self.named = named
        self.woken = threading.Event()
        self.asked: bool | None = None
        """A person wants it sent now; True where also what was refused."""
        self.busy = False
        self._reported = False

    def report(self, error: Exception) -> None:
        """Report a fault of ours as if it had ended the thread; the first one only."""
        if not self._reported:
            self._reported = True
            thread = threading.current_thread()
            threading.excepthook(
                threading.ExceptHookArgs((type(error), error, error.__traceback__, thread))
            )
