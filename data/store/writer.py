"""Writes in the background, in order, so that neither the note line nor the clock ever waits.

An append that fails stays where it is and is tried again: nothing that was submitted is dropped.
Of what stands on the note line only the newest is written, and never before the entries that
came before it.
"""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from data.record.entries import Entry
from data.store.errors import StoreError
from data.store.rows import Document, Draft, Summary
from data.store.store import Store

RETRY_SECONDS = 2.0
"""How long a failed write waits, unless something new is submitted before."""


class SaveState(StrEnum):
    """Whether everything is on the disk."""

    SAVED = "saved"
    SAVING = "saving"
    NOT_SAVED = "NOT SAVED"


@dataclass(frozen=True, slots=True)
class Append:
    """What `Store.append` is called with."""

    sitting_id: str
    entries: tuple[Entry, ...]
    summary: Summary
    digest: str | None = None
    draft: Draft | None = None
    drop_draft: bool = False
    document: Document | None = None
    destinations: tuple[str, ...] = ()


class Writer:
    """One background thread that writes to the store.

    Args:
        store: Where to.
        on_change: Called with each new state, always in the thread of the writer.
    """

    def __init__(self, store: Store, on_change: Callable[[SaveState], None]) -> None:
        self._store = store
        self._on_change = on_change
        self._appends: deque[Append] = deque()
        self._drafts: dict[str, Draft] = {}
        self._state = SaveState.SAVED
        self._problem = ""
        self._hurry = False
        self._closing = False
        self._changed = threading.Condition()
        # A daemon: a disk that never answers must not keep the program from ending.
        self._thread = threading.Thread(target=self._run, name="epa-writer", daemon=True)
        self._thread.start()

    @property
    def state(self) -> SaveState:
        """Whether everything submitted so far is on the disk."""
        return self._state

    @property
    def problem(self) -> str:
        """Why it is not, and what to do; empty where nothing is wrong."""
        return self._problem

    def submit(self, job: Append) -> None:
        """Have entries appended; they are kept here until they are durable.

        Raises:
            StoreError: The writer was closed: nobody would write them.
        """
        with self._changed:
            self._refuse_when_closed()
            self._appends.append(job)
            if job.draft is not None or job.drop_draft:
                self._drafts.pop(job.sitting_id, None)
            self._wake()

    def submit_draft(self, sitting_id: str, draft: Draft) -> None:
        """Have the note line kept; an older draft that still waits is forgotten.

        Raises:
            StoreError: The writer was closed: nobody would write it.
        """
        with self._changed:
            self._refuse_when_closed()
            self._drafts[sitting_id] = draft
            self._wake()

    def flush(self, timeout_s: float) -> bool:
        """Wait until all is on the disk; return False where it is not after `timeout_s` seconds."""
        with self._changed:
            self._hurry = True
            self._changed.notify_all()
            return self._changed.wait_for(self._idle, timeout_s)

    def close(self, timeout_s: float = 5.0) -> bool:
        """Write what is left and end the thread.

        Args:
            timeout_s: How long the disk may take, in seconds.

        Returns:
            False where something is not saved: then nothing was ended, and it is tried again.
        """
        with self._changed:
            self._hurry = True
            self._changed.notify_all()
            if not self._changed.wait_for(self._idle, timeout_s):
                return False
            self._closing = True
            self._changed.notify_all()
        self._thread.join(timeout_s)
        return True

    def _refuse_when_closed(self) -> None:
        if self._closing:
            raise StoreError("This sitting was closed. Open it again to go on with it.")

    def _wake(self) -> None:
        # A failure is shown until it is mended, not until the next key.
        if self._state is SaveState.SAVED:
            self._state = SaveState.SAVING
        self._hurry = True
        self._changed.notify_all()

    def _idle(self) -> bool:
        return self._state is SaveState.SAVED

    def _run(self) -> None:
        shown = SaveState.SAVED
        while self._wait_for_work():
            if shown is SaveState.SAVED:
                shown = self._show(SaveState.SAVING)
            self._note_outcome(self._write_all())
            if self._state is not shown:
                shown = self._show(self._state)

    def _show(self, state: SaveState) -> SaveState:
        # Whoever shows it may be gone already; writing goes on.
        with contextlib.suppress(Exception):
            self._on_change(state)
        return state

    def _wait_for_work(self) -> bool:
        """Wait until there is something to write; return False when the writer shall end."""
        with self._changed:
            while not self._closing:
                if self._appends or self._drafts:
                    if self._hurry or self._state is not SaveState.NOT_SAVED:
                        break
                    # After the timeout it is tried again, whoever woke us.
                    if not self._changed.wait(RETRY_SECONDS):
                        break
                else:
                    self._changed.wait()
            self._hurry = False
            return not self._closing

    def _write_all(self) -> str:
        """Write what waits, in order; return the problem where one stopped it."""
        try:
            while self._appends:
                self._append(self._appends[0])
                with self._changed:
                    self._appends.popleft()
            self._write_drafts()
        except StoreError as error:
            return str(error)
        except Exception as error:
            # A fault of ours must not end the thread: what waits would never be written.
            return f"NOT SAVED. epa_tui made a mistake ({type(error).__name__}). Please report it."
        return ""

    def _append(self, job: Append) -> None:
        self._store.append(
            job.sitting_id,
            job.entries,
            job.summary,
            job.digest,
            job.draft,
            job.drop_draft,
            job.document,
            job.destinations,
        )

    def _write_drafts(self) -> None:
        for sitting_id, draft in list(self._drafts.items()):
            with self._changed:
                # While we wrote, an append may have come that ends this draft, or a newer one.
                if self._appends or self._drafts.get(sitting_id) is not draft:
                    continue
            self._store.keep_draft(sitting_id, draft)
            with self._changed:
                if self._drafts.get(sitting_id) is draft:
                    del self._drafts[sitting_id]

    def _note_outcome(self, problem: str) -> None:
        with self._changed:
            self._problem = problem
            if problem:
                self._state = SaveState.NOT_SAVED
            elif self._appends or self._drafts:
                self._state = SaveState.SAVING
            else:
                self._state = SaveState.SAVED
            self._changed.notify_all()
