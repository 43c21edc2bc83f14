"""How the store writes: one transaction at a time, durable when it is left, and carried over.

The floor under `data.store.store.Store`: what is written is decided there, how it reaches the disk
and what happens when the disk refuses is decided here.
"""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from data.store.ballast import Ballast
from data.store.connection import Connection, DriverError, driver_errors
from data.store.errors import NotSaved, StoreError, StoreUnwritable
from data.store.instance_lock import InstanceLock
from data.store.record_reading import RecordReading
from data.store.version import CURRENT

if TYPE_CHECKING:
    from data.store.statements import Statements

COMMITS_BETWEEN_CHECKPOINTS = 400
"""How many writes gather in the log before they are carried over into the store's file."""

_RESERVE_IN_USE = "THE DISK IS FULL. The reserve is in use: free some space soon."


_Args = ParamSpec("_Args")
_Kind = TypeVar("_Kind", bound="Transactions")


def with_reserve(
    write: Callable[Concatenate[_Kind, _Args], None],
) -> Callable[Concatenate[_Kind, _Args], None]:
    """Let a write that finds the disk full give up the reserve, and try it once more.

    Args:
        write: A method that may be repeated: its arguments are not used up.
    """

    def written(self: _Kind, /, *args: _Args.args, **more: _Args.kwargs) -> None:
        try:
            write(self, *args, **more)
        except NotSaved as error:
            if not (error.full and self.give_up_ballast()):
                raise
            write(self, *args, **more)

    functools.update_wrapper(written, write)
    return written


class Transactions(RecordReading):
    """A store that can be written to.

    Args:
        connection: The one connection to the file.
        path: The file.
        lock: Keeps every other epa_tui out.
        version: What the file has; None where it is brand-new.
        key: The data key; None where the store is not encrypted.
    """

    def __init__(
        self,
        connection: Connection,
        path: Path,
        lock: InstanceLock,
        version: str | None,
        key: bytes | None,
    ) -> None:
        super().__init__(connection, path, version)
        self._instance = lock
        self._key = key
        self._statements: Statements | None = None
        self._preparing = threading.Lock()
        self._copying = threading.Lock()
        self._commits = 0
        self._closed = False
        self.ballast = Ballast(path.parent)
        """The space that is given up when the disk is full."""
        self._reserve_used = False
        self._disk_trouble = ""
        self.damage = ""
        """What of the store cannot be read, and what to do; empty where nothing is known of it."""
        self.changes = 0
        """How many writes there were since the store was opened."""

    @property
    def path(self) -> Path:
        """The store's file. Never open it: that would drop SQLite's lock on it."""
        return self._path

    @property
    def key(self) -> bytes | None:
        """The data key; None where the store is not encrypted."""
        return self._key

    @property
    def trouble(self) -> str:
        """What is wrong although everything is saved, and what to do; empty where all is well."""
        return self.damage or self._disk_trouble

    @property
    def size(self) -> int:
        """Bytes of the store's file."""
        counted = self._rows(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        )
        return int(counted[0][0]) if counted else 0

    @property
    def ready(self) -> bool:
        """True when the next write need not wait for the ORM or a migration."""
        return self._statements is not None

    def make_ready(self) -> None:
        """Load the ORM, migrate where needed and compile the statements; at once when done before.

        Raises:
            StoreError: The migration failed; the store is as it was.
        """
        if self._statements is not None:
            return
        with self._preparing:
            if self._statements is not None:
                return
            from data.store.statements import compile_statements

            if self._version != CURRENT:
                self._migrate()
            self._statements = compile_statements()

    def checkpoint(self) -> None:
        """Carry the log over into the store's file.

        Nothing that was saved depends on it: the log is read again when the store is opened.

        Raises:
            NotSaved: The disk refused.
        """
        with self._turns.saving():
            self._checkpoint()

    def give_up_ballast(self) -> bool:
        """Make room on a full disk for the rest of the sitting; return False where none was left.

        From then on `trouble` says so, until `recover` finds room again.
        """
        if not self.ballast.give_up():
            return False
        self._reserve_used = True
        self._disk_trouble = _RESERVE_IN_USE
        return True

    def recover(self) -> None:
        """Lay the reserve again where it was used and the disk has room again."""
        if self.ballast.lay() and not self._closed:
            self._reserve_used = False
            with self._turns.saving():
                self._carry_over()

    def back_up(self, label: str) -> Path:
        """Copy the whole store into the folder of backups; saves go on meanwhile.

        Args:
            label: Why it is made; no personal data.

        Returns:
            The copy; it does not count before it was checked (`data.store.backup.check`).

        Raises:
            StoreDamaged: A page of the store cannot be read.
            StoreError: The copy could not be made.
        """
        from data.store.backup import back_up  # not before the first paint

        with self._copying, self._turns.reading():
            self._refuse_when_closed()
            return back_up(self._connection, self._path, self._key, label, self._turns.give_way)

    def close(self) -> None:
        """Carry the log over, close the file and let others have it. Twice is harmless."""
        with self._copying, self._turns.saving():
            if self._closed:
                return
            self._closed = True
            self._carry_over()
            with contextlib.suppress(DriverError):
                self._connection.close()
            self._instance.release()

    def _leave_no_trace(self) -> None:
        """Make the file anew where something was erased."""
        from data.store.erasing import tidy

        with self._copying, self._turns.saving(), driver_errors(self._path):
            tidy(self._connection)
            self._checkpoint("TRUNCATE")

    def _migrate(self) -> None:
        from data.store.migrate import migrate

        with self._turns.saving():
            migrate(self._connection, self._path, self._version, key=self._key)
            self._version = CURRENT

    @contextlib.contextmanager
    def _writing(self) -> Iterator[tuple[Connection, Statements]]:
        """Give the connection in a transaction, which is durable when the block is left."""
        self.make_ready()
        assert self._statements is not None
        with self._turns.saving():
            self._refuse_when_closed()
            with driver_errors(self._path):
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection, self._statements
                    self._connection.execute("COMMIT")
                except BaseException:
                    self._roll_back()
                    raise
            self._commits += 1
            self.changes += 1
            if self._commits >= COMMITS_BETWEEN_CHECKPOINTS:
                self._carry_over()

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise StoreUnwritable(self._path, "it was closed")

    def _roll_back(self) -> None:
        # A full disk may have ended the transaction already.
        with contextlib.suppress(DriverError):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _checkpoint(self, how: str = "PASSIVE") -> None:
        with driver_errors(self._path):
            busy, gathered, carried = self._connection.execute(
                f"PRAGMA wal_checkpoint({how})"
            ).fetchone()
        if busy or gathered != carried:
            raise NotSaved(full=False)
        self._disk_trouble = _RESERVE_IN_USE if self._reserve_used else ""

    def _carry_over(self) -> None:
        """Checkpoint; what was saved is safe in the log even where that fails."""
        self._commits = 0
        for attempt in _twice(self._checkpoint):
            try:
                attempt()
                return
            except StoreError as error:
                full = isinstance(error, NotSaved) and error.full
                why = "the disk is full" if full else "the disk refused"
                self._disk_trouble = f"Saved, but only in the log: {why}. Mend the disk."
                if not (full and self.give_up_ballast()):
                    return


def _twice(attempt: Callable[[], None]) -> Iterator[Callable[[], None]]:
    """Offer an attempt, and once more."""
    yield attempt
    yield attempt
