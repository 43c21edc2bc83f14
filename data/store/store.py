"""The store: opened raw and quick, made ready for writing when something is to be written.

A write is one transaction and returns only when it is durable. Screens hold a
`data.store.sitting_record.SittingRecord`; lists and the command line come here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Self

from data.store.columns import (
    booking,
    document_row,
    draft_row,
    entry_row,
    outbox_row,
    queued_row,
    summary_row,
)
from data.store.connection import Connection, DriverError, connect, is_plain
from data.store.erased import refuse_erased, refuse_erased_sitting
from data.store.errors import KeyLost, RecordConflict, StoreDamaged, StoreError
from data.store.file_system import refuse_shared_drive
from data.store.folding import searchable
from data.store.handing import Handing
from data.store.instance_lock import NAME as LOCK
from data.store.instance_lock import InstanceLock
from data.store.leavings import FOLDER, clear_leavings, refuse_lost
from data.store.log_tail import lost_commits
from data.store.private_files import home_folder
from data.store.rows import DELIVERED, Assessment, Document, Draft, Outcome, Sitting, Summary
from data.store.transactions import with_reserve
from data.store.version import stored_version

if TYPE_CHECKING:
    from data.record.entries import Entry
    from data.record.head import DeviceKey
    from data.record.instant import Instant

NAME = "store.db"
"""Name of the store's file in its folder."""

_OURS = (NAME, LOCK, "store.key", "demonstration")


class Store(Handing):
    """Everything that is kept, in one folder. Open it with `Store.open`."""

    lost_commits = 0
    """How many writes stood in the log and could not be read any more when it was opened."""

    @classmethod
    def open(cls, home: Path, key: bytes | None = None) -> Self:
        """Open the store in a folder, made where it is missing; nothing is migrated yet.

        Args:
            home: The folder of the store, its lock and its backups.
            key: The data key, 32 bytes; None for a store that is not encrypted.

        Raises:
            StoreInUse: Another epa_tui has it open.
            StoreNewer: A newer epa_tui wrote it.
            StoreDamaged: The file is no store, or not one of this key.
            KeyLost: It is encrypted, and there is no key.
            StoreUnwritable: The folder or file cannot be made or opened, or is not safe there.
        """
        refuse_shared_drive(home)
        home_folder(home, _OURS)
        path = home / NAME
        lock = InstanceLock(home / LOCK)
        try:
            return cls._opened(path, lock, key)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _opened(cls, path: Path, lock: InstanceLock, key: bytes | None) -> Self:
        clear_leavings(path, path.parent / FOLDER)
        refuse_lost(path, path.parent / FOLDER)
        log = path.with_name(path.name + "-wal")
        interrupted = log.exists() and log.stat().st_size > 0
        try:
            connection = connect(path, key)
        except StoreDamaged as error:
            if key is None and looks_encrypted(path):
                raise KeyLost(path.with_name("store.key")) from error
            raise
        try:
            store = cls(connection, path, lock, stored_version(connection, path), key)
            if interrupted:
                store.lost_commits = _lost(connection, log)
        except BaseException:
            connection.close()
            raise
        return store

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
            TextErased: An assessment was erased: it cannot be filled again.
            RecordConflict: The record of a sitting has begun, and says another method or attempt.
        """
        # As lists: a write may be repeated, and what is gone through once would be empty then.
        self._save_bookings(list(assessments), list(sittings))

    @with_reserve
    def _save_bookings(self, assessments: list[Assessment], sittings: list[Sitting]) -> None:
        with self._writing() as (connection, sql):
            for assessment in assessments:
                row = {**asdict(assessment), "folded": searchable(assessment)}
                connection.execute(sql.save_assessment, row)
                key = {"assessment_id": assessment.id, "secret": os.urandom(32), "erased_at": None}
                connection.execute(sql.add_key, key)
                refuse_erased(connection, assessment.id)
            for sitting in sittings:
                refuse_erased(connection, sitting.assessment_id)
                if connection.execute(sql.save_sitting, booking(sitting)).rowcount != 1:
                    raise RecordConflict

    @with_reserve
    def append(
        self,
        sitting_id: str,
        entries: Sequence[Entry],
        summary: Summary,
        digest: str | None = None,
        draft: Draft | None = None,
        drop_draft: bool = False,
        document: Document | None = None,
        destinations: Sequence[str] = (),
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
            destinations: Where that document is to be sent.

        Raises:
            NotSaved: The disk refused; nothing of it was stored, or all.
            NotFound: There is no such sitting.
            TextErased: Its apprentice was erased: nothing is added any more.
            RecordConflict: The record holds another entry there, or this one does not follow.
        """
        cipher = self.cipher_of(sitting_id) if document else None
        with self._writing() as (connection, sql):
            refuse_erased_sitting(connection, sitting_id)
            for entry in entries:
                connection.execute(sql.add_entry, entry_row(sitting_id, entry))
            if entries:
                row = summary_row(sitting_id, entries[-1], summary, digest)
                connection.execute(sql.summarize, row)
            if draft is not None:
                connection.execute(sql.keep_draft, draft_row(sitting_id, draft))
            elif drop_draft:
                connection.execute(sql.drop_draft, {"sitting_id": sitting_id})
            if document is not None and cipher is not None:
                connection.execute(sql.add_document, document_row(document, cipher))
                for url in destinations:
                    connection.execute(sql.add_to_outbox, queued_row(document, url))

    @with_reserve
    def keep_draft(self, sitting_id: str, draft: Draft) -> None:
        """Keep what stands on the note line; returns when it is durable.

        Raises:
            NotSaved: The disk refused.
            NotFound: There is no such sitting.
            TextErased: Its apprentice was erased: nothing is kept any more.
        """
        with self._writing() as (connection, sql):
            refuse_erased_sitting(connection, sitting_id)
            connection.execute(sql.keep_draft, draft_row(sitting_id, draft))

    @with_reserve
    def keep_delivery(self, document_id: str, destination: str, at_ms: int) -> None:
        """Keep that a result document has arrived somewhere; the first time counts.

        Args:
            document_id: The document.
            destination: Where, without personal data.
            at_ms: When: UTC milliseconds since 1970.
        """
        row = {"document_id": document_id, "destination": destination, "at": at_ms}
        sent = Outcome(document_id, DELIVERED)
        with self._writing() as (connection, sql):
            connection.execute(sql.add_delivery, row)
            connection.execute(sql.keep_outcome, outbox_row(destination, sent))

    def erase(
        self,
        assessment_id: str,
        now: Instant,
        reason: str,
        then: Callable[[], object] = lambda: None,
    ) -> str:
        """Destroy the key of an apprentice, and blank what is kept of the person in clear.

        The chains of the sittings go on with an entry that says so. Copies of the store are not
        touched: see `data.store.erasing.erase_in_copies`. Doing it again goes on where it stopped.

        Args:
            assessment_id: Whose.
            now: The time.
            reason: Which rule asks for it; goes into the record, without personal data.
            then: Called when the key is destroyed, before the file is made anew, which needs room.

        Returns:
            What is left to do where the disk refused to make the file anew; empty where nothing is.

        Raises:
            NotFound: There is no such assessment.
            NotSaved: The disk refused.
        """
        from data.store import erasing

        self.assessment(assessment_id)
        with self._writing() as (connection, sql):
            for entry in erasing.last_entries(connection, assessment_id, now, reason):
                connection.execute(sql.add_entry, entry)
            for entry in erasing.last_of_journey(connection, assessment_id, now, reason):
                connection.execute(sql.add_journey_entry, entry)
            connection.execute(sql.drop_dues, {"assessment_id": assessment_id})
            erasing.destroy(connection, assessment_id, now.wall)
        self._ciphers.pop(assessment_id, None)
        then()
        try:
            self._leave_no_trace()
        except StoreError:
            return erasing.NOT_TIDIED
        return ""

    def device(self) -> DeviceKey:
        """Return the signing key of this installation, made at its first use."""
        while (known := self.known_device()) is None:
            with self._writing() as (connection, sql):
                connection.execute(sql.add_device, {"id": 1, "secret": os.urandom(32)})
        return known

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def _lost(connection: Connection, log: Path) -> int:
    """Return how many writes are in the log that cannot be read any more."""
    with suppress(DriverError):
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        _, frames, _ = connection.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
        return lost_commits(log, int(size), max(0, frames))  # the driver tells it in words, too
    return 0


def looks_encrypted(path: Path) -> bool:
    """Tell whether a file that SQLite could not read may be an encrypted store: whole pages.

    Nobody has it open when this is asked.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
        # The name of the format may be what is damaged: three bytes further on never vary.
        plain = head[21:24] == b"\x40\x20\x20" or is_plain(path)
        return any(head) and not plain and path.stat().st_size % 4096 == 0
    except OSError:
        return False
