"""Makes an apprentice unreadable: the key is destroyed, what stands in clear is blanked.

Entries and results stay as ciphertexts that nobody can read, so every chain still verifies. The
same is done in each backup, where the key would live on otherwise.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from data.record.body import Erased, Line
from data.record.instant import Instant
from data.store.backup import backups, remove_copy, unchecked
from data.store.columns import entry_row, journey_entry_row
from data.store.connection import Connection, connect_copy, driver_errors
from data.store.erased import erased_ids as erased_ids
from data.store.erased import is_erased as is_erased
from data.store.errors import StoreError, StoreNewer, StoreUnwritable
from data.store.version import ENCIPHERED, stored_version

_BLANK = (
    "DELETE FROM draft WHERE sitting_id IN (SELECT id FROM sitting WHERE assessment_id = :id)",
    "UPDATE sitting SET place = '', exceptional = '' WHERE assessment_id = :id",
    "UPDATE assessment SET family_name = '(erased)', given_names = '', uln = '', employer = '', "
    "provider = '', breaks = '', adjustment_reference = '', assessor = '', folded = '(erased)' "
    "WHERE id = :id",
    "UPDATE apprentice_key SET secret = NULL, erased_at = :at "
    "WHERE assessment_id = :id AND erased_at IS NULL",
)


_TO_BE_TIDIED = 1
"""What a file is marked with from the destruction of a key until its pages are made anew."""

NOT_TIDIED = (
    "Parts of the erased text may still lie between the pages of the store's file, because the "
    "disk refused to make it anew. Free some space, then run the same `epa-tui erase` again."
)
"""What is said where a key was destroyed and no more could be done."""


def last_entries(
    connection: Connection, assessment_id: str, now: Instant, reason: str
) -> Iterator[dict[str, object]]:
    """Go through the rows that end the records of an assessment, and bring its lists up to them.

    Args:
        connection: In a transaction.
        assessment_id: Whose records.
        now: The time.
        reason: Which rule asks for it.
    """
    from data.record.chain import link
    from data.record.cipher import IN_CLEAR
    from data.store.contents import lines_of

    query = "SELECT id FROM sitting WHERE assessment_id = ? AND entries > 0"
    for (sitting,) in connection.execute(query, (assessment_id,)).fetchall():
        last: Line = list(lines_of(connection, sitting))[-1]
        if last.kind == Erased.kind:
            continue
        entry = link(Erased(reason), now, str(uuid4()), last, IN_CLEAR)
        yield entry_row(sitting, entry)
        connection.execute(
            "UPDATE sitting SET entries = ?, head = ?, updated_at = ? WHERE id = ?",
            (entry.seq, entry.hash, now.wall, sitting),
        )


def last_of_journey(
    connection: Connection, assessment_id: str, now: Instant, reason: str
) -> Iterator[dict[str, object]]:
    """Go through the row that ends the own record of an assessment; none where it has none.

    Args:
        connection: In a transaction.
        assessment_id: Whose record.
        now: The time.
        reason: Which rule asks for it.
    """
    from data.record.chain import link
    from data.record.cipher import IN_CLEAR
    from data.store.contents import JOURNEY_LINES, lines_of

    lines = list(lines_of(connection, assessment_id, JOURNEY_LINES))
    if not lines or lines[-1].kind == Erased.kind:
        return
    entry = link(Erased(reason), now, str(uuid4()), lines[-1], IN_CLEAR)
    yield journey_entry_row(assessment_id, entry)
    connection.execute(
        "UPDATE journey SET entries = ?, head = ?, updated_at = ? WHERE assessment_id = ?",
        (entry.seq, entry.hash, now.wall, assessment_id),
    )


def destroy(connection: Connection, assessment_id: str, at_ms: int) -> None:
    """Destroy the key and blank what stands in clear; `tidy` does the rest.

    Args:
        connection: In a transaction; `secure_delete` is on.
        assessment_id: Whose.
        at_ms: When: UTC milliseconds since 1970.
    """
    for statement in _BLANK:
        connection.execute(statement, {"id": assessment_id, "at": at_ms})
    connection.execute(f"PRAGMA user_version={_TO_BE_TIDIED}")


def tidy(connection: Connection) -> None:
    """Make a file anew in which a key was destroyed; it is left alone where that was done.

    On its pages lie parts of rows that were moved or changed.

    Args:
        connection: Outside a transaction.
    """
    if connection.execute("PRAGMA user_version").fetchone() == (_TO_BE_TIDIED,):
        connection.execute("VACUUM")
        connection.execute("PRAGMA user_version=0")


def erase_in_copies(home: Path, key: bytes | None, erased: list[tuple[str, int]]) -> list[Path]:
    """Destroy keys in every backup as well; doing it again goes on where it was cut off.

    A backup keeps its age, and one in which there is nothing to destroy is not touched. One of an
    older version, in which texts are not enciphered, is removed where it holds an erased
    assessment.

    Args:
        home: The folder of the store.
        key: The data key.
        erased: Id and time of each erased assessment.

    Returns:
        The copies in which it could not be done: whoever keeps them has to destroy them.
    """
    done: set[Path] = set()
    left = []
    # One that gets its name meanwhile is found under the new one.
    while waiting := [path for path in _copies(home) if path not in done]:
        for copy in waiting:
            try:
                _erase_in(copy, key, erased)
            except StoreError:
                left.append(copy)
        done.update(waiting)
    return [copy for copy in left if copy.exists()]


def _copies(home: Path) -> list[Path]:
    """Return every copy beside the store; one that is being checked will count in a moment."""
    return [*(backup.path for backup in backups(home)), *unchecked(home)]


def _erase_in(copy: Path, key: bytes | None, erased: list[tuple[str, int]]) -> None:
    opened = connect_copy(copy, key, writable=True)
    try:
        with driver_errors(copy):
            keyed = _has_keys(opened, copy)
            if keyed:
                _keeping_age(copy, opened, erased)
            else:
                held = {r[0] for r in opened.execute("SELECT id FROM assessment")}
    finally:
        opened.close()
    if not keyed and held & {name for name, _ in erased}:
        remove_copy(copy)


def _has_keys(opened: Connection, copy: Path) -> bool:
    with suppress(StoreNewer):
        return (stored_version(opened, copy) or "") >= ENCIPHERED
    return True


def _keeping_age(copy: Path, opened: Connection, erased: list[tuple[str, int]]) -> None:
    """Destroy the keys in a copy; which copies are kept is decided by their time."""
    try:
        before = copy.stat()
        destroy_all(opened, erased)
        if copy.stat().st_mtime_ns != before.st_mtime_ns:
            os.utime(copy, ns=(before.st_atime_ns, before.st_mtime_ns))
    except OSError as error:
        raise StoreUnwritable(copy, error.strerror or "the disk refused") from error


def destroy_all(opened: Connection, erased: list[tuple[str, int]]) -> None:
    """Destroy the keys of several assessments in a copy, and every trace of them.

    Args:
        opened: The copy; it stays as it is where nothing of them is in it any more.
        erased: Id and time of each erased assessment.
    """
    waiting = _still_held(opened, {name for name, _ in erased})
    if waiting:
        opened.execute("BEGIN IMMEDIATE")
        for name, at in erased:
            if name in waiting:
                destroy(opened, name, at)
        opened.execute("COMMIT")
    tidy(opened)


def _still_held(opened: Connection, erased: set[str]) -> set[str]:
    """Return which of the erased a copy still has the keys of."""
    query = "SELECT assessment_id FROM apprentice_key WHERE erased_at IS NULL"
    return erased & {str(name) for (name,) in opened.execute(query)}
