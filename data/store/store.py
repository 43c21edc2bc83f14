"""The store: opened raw and quick, made ready for writing when something is to be written.

A write is one transaction and returns only when it is durable. Screens hold a
`data.store.sitting_record.SittingRecord`; lists and the command line come here.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Self

from data.store.backup import back_up
from data.store.columns import booking, draft_row, entry_row, summary_row
from data.store.connection import Connection, DriverError, connect, driver_errors
from data.store.errors import NotSaved, RecordConflict, StoreError, StoreUnwritable
from data.store.folding import searchable
from data.store.instance_lock import InstanceLock
from data.store.private_files import private_folder
from data.store.reading import Reading
from data.store.rows import Assessment, Document, Draft, Sitting, Summary
from data.store.version import CURRENT, stored_version

if TYPE_CHECKING:
    from data.record.entries import Entry
    from data.store.statements import Statements

COMMITS_BETWEEN_CHECKPOINTS = 400
"""How many writes gather in the log before they are carried over into the store's file."""


class Store(Reading):
    """Everything that is kept, in one folder. Open it with `Store.open`.

    Args:
        connection: The one connection to the file.
        path: The file.
        lock: Keeps every other epa_tui out.
        version: What the file has; None where it is brand-new.
    """

    def __init__(
        self, connection: Connection, path: Path, lock: InstanceLock, version: str | None
    ) -> None:
        super().__init__(connection, path, version)
        self._instance = lock
        self._statements: Statements | None = None
        self._preparing = threading.Lock()
        self._commits = 0
        self._closed = False
        self.trouble = ""
        """What went wrong when the log was last carried over; empty where all is well."""

    @classmethod
    def open(cls, home: Path) -> Self:
        """Open the store in a folder, made where it is missing; nothing is migrated yet.

        Args:
            home: The folder of the store, its lock and its backups.

        Raises:
            StoreInUse: Another epa_tui has it open.
            StoreNewer: A newer epa_tui wrote it.
            StoreDamaged: The file is no store.
            StoreUnwritable: The folder or file cannot be made or opened.
        """
        private_folder(home)
        path = home / "store.db"
        lock = InstanceLock(home / "store.lock")
        try:
            connection = connect(path)
            try:
                return cls(connection, path, lock, stored_version(connection, path))
            except BaseException:
                connection.close()
                raise
        except BaseException:
            lock.release()
            raise

    @property
    def path(self) -> Path:
        """The store's file. Never open it: that would drop SQLite's lock on it."""
        return self._path

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

    def save_assessment(self, assessment: Assessment) -> None:
        """Insert an assessment, or change the one of its id."""
        self.save_bookings([assessment])

    def save_sitting(self, sitting: Sitting) -> None:
        """Insert a sitting, or change the booking of the one of its id; never its summary.

        Raises:
            NotFound: Its assessment is not in the store.
            RecordConflict: Its record has begun, and says another method or attempt.
        """
        self.save_bookings((), [sitting])

    def save_bookings(
        self, assessments: Iterable[Assessment], sittings: Iterable[Sitting] = ()
    ) -> None:
        """Save assessments and bookings in one transaction: all of them, or none.

        Raises:
            NotFound: An assessment of a sitting is not in the store.
            RecordConflict: The record of a sitting has begun, and says another method or attempt.
        """
        with self._writing() as (connection, sql):
            for assessment in assessments:
                row = {**asdict(assessment), "folded": searchable(assessment)}
                connection.execute(sql.save_assessment, row)
            for sitting in sittings:
                if connection.execute(sql.save_sitting, booking(sitting)).rowcount != 1:
                    raise RecordConflict

    def append(
        self,
        sitting_id: str,
        entries: Sequence[Entry],
        summary: Summary,
        digest: str | None = None,
        draft: Draft | None = None,
        drop_draft: bool = False,
        document: Document | None = None,
    ) -> None:
        """Append to the record of a sitting, in one transaction; returns when it is durable.

        Doing it again with the same entries is harmless: after an error nobody knows whether
        they were stored.

        Args:
            sitting_id: The sitting.
            entries: What to append, in order; may be empty.
            summary: What lists are to show from then on.
            digest: SHA-256 of the standard's file, with the first entry.
            draft: What stands on the note line now; None leaves it as it is.
            drop_draft: Forget the note line instead.
            document: A result document to keep with it.

        Raises:
            NotSaved: The disk refused; nothing of it was stored, or all.
            NotFound: There is no such sitting.
            RecordConflict: The record holds another entry there, or this one does not follow.
        """
        with self._writing() as (connection, sql):
            for entry in entries:
                connection.execute(sql.add_entry, entry_row(sitting_id, entry))
            if entries:
                row = summary_row(sitting_id, entries[-1], summary, digest)
                connection.execute(sql.summarize, row)
            if draft is not None:
                connection.execute(sql.keep_draft, draft_row(sitting_id, draft))
            elif drop_draft:
                connection.execute(sql.drop_draft, {"sitting_id": sitting_id})
            if document is not None:
                connection.execute(sql.add_document, asdict(document))

    def keep_draft(self, sitting_id: str, draft: Draft) -> None:
        """Keep what stands on the note line; returns when it is durable.

        Raises:
            NotSaved: The disk refused.
            NotFound: There is no such sitting.
        """
        with self._writing() as (connection, sql):
            connection.execute(sql.keep_draft, draft_row(sitting_id, draft))

    def checkpoint(self) -> None:
        """Carry the log over into the store's file.

        Nothing that was saved depends on it: the log is read again when the store is opened.

        Raises:
            NotSaved: The disk refused.
        """
        with self._turns.saving():
            self._checkpoint()

    def back_up(self, label: str) -> Path:
        """Copy the whole store into the folder of backups; a save waits until it is done.

        Args:
            label: What the name of the copy begins with; no personal data.

        Returns:
            The copy.
        """
        with self._turns.saving():
            return back_up(self._connection, self._path, label)

    def close(self) -> None:
        """Carry the log over, close the file and let others have it. Twice is harmless."""
        with self._turns.saving():
            if self._closed:
                return
            self._closed = True
            self._carry_over()
            with contextlib.suppress(DriverError):
                self._connection.close()
            self._instance.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _migrate(self) -> None:
        from data.store.migrate import migrate

        with self._turns.saving():
            migrate(self._connection, self._path, self._version)
            self._version = CURRENT

    @contextlib.contextmanager
    def _writing(self) -> Iterator[tuple[Connection, Statements]]:
        """Give the connection in a transaction, which is durable when the block is left."""
        self.make_ready()
        assert self._statements is not None
        with self._turns.saving():
            if self._closed:
                raise StoreUnwritable(self._path, "it was closed")
            with driver_errors(self._path):
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection, self._statements
                    self._connection.execute("COMMIT")
                except BaseException:
                    self._roll_back()
                    raise
            self._commits += 1
            if self._commits >= COMMITS_BETWEEN_CHECKPOINTS:
                self._carry_over()

    def _roll_back(self) -> None:
        # A full disk may have ended the transaction already.
        with contextlib.suppress(DriverError):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _checkpoint(self) -> None:
        with driver_errors(self._path):
            busy, gathered, carried = self._connection.execute(
                "PRAGMA wal_checkpoint(PASSIVE)"
            ).fetchone()
        if busy or gathered != carried:
            raise NotSaved(full=False)
        self.trouble = ""

    def _carry_over(self) -> None:
        """Checkpoint; what was saved is safe in the log even where that fails."""
        self._commits = 0
        try:
            self._checkpoint()
        except StoreError as error:
            self.trouble = str(error)
