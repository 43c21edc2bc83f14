"""Makes an apprentice unreadable: the key is destroyed, what stands in clear is blanked.

Entries and results stay as ciphertexts that nobody can read, so every chain still verifies. The
same is done in each backup, where the key would live on otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from data.record.body import Erased, Line
from data.record.instant import Instant
from data.store.backup import backups, remove_copy, unchecked
from data.store.columns import entry_row
from data.store.connection import Connection, connect_copy, driver_errors
from data.store.erased import erased_ids as erased_ids
from data.store.erased import is_erased as is_erased
from data.store.errors import StoreError, StoreNewer
from data.store.version import CURRENT, stored_version

_BLANK = (
    "DELETE FROM draft WHERE sitting_id IN (SELECT id FROM sitting WHERE assessment_id = :id)",
    "UPDATE sitting SET place = '', exceptional = '' WHERE assessment_id = :id",
    "UPDATE assessment SET family_name = '(erased)', given_names = '', uln = '', employer = '', "
    "provider = '', breaks = '', adjustment_reference = '', assessor = '', folded = '(erased)' "
    "WHERE id = :id",
    "UPDATE apprentice_key SET secret = NULL, erased_at = :at "
    "WHERE assessment_id = :id AND erased_at IS NULL",
)


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


def destroy(connection: Connection, assessment_id: str, at_ms: int) -> None:
    """Destroy the key and blank what stands in clear.

    Args:
        connection: In a transaction; `secure_delete` is on.
        assessment_id: Whose.
        at_ms: When: UTC milliseconds since 1970.
    """
    for statement in _BLANK:
        connection.execute(statement, {"id": assessment_id, "at": at_ms})


def erase_in_copies(home: Path, key: bytes | None, erased: list[tuple[str, int]]) -> list[Path]:
    """Destroy keys in every backup as well; doing it again is harmless.

    A backup of an older version, in which texts are not enciphered, is removed where it holds an
    erased assessment.

    Args:
        home: The folder of the store.
        key: The data key.
        erased: Id and time of each erased assessment.

    Returns:
        The copies that could not be opened: whoever keeps them has to destroy them.
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
            current = _is_current(opened, copy)
            if current:
                destroy_all(opened, erased)
            else:
                held = {r[0] for r in opened.execute("SELECT id FROM assessment")}
    finally:
        opened.close()
    if not current and held & {name for name, _ in erased}:
        remove_copy(copy)


def _is_current(opened: Connection, copy: Path) -> bool:
    with suppress(StoreNewer):
        return stored_version(opened, copy) == CURRENT
    return True


def destroy_all(opened: Connection, erased: list[tuple[str, int]]) -> None:
    """Destroy the keys of several assessments in a copy, and every trace of them."""
    opened.execute("BEGIN IMMEDIATE")
    for name, at in erased:
        if not is_erased(opened, name):
            destroy(opened, name, at)
    opened.execute("COMMIT")
    # On the pages lie parts of rows that were moved or changed.
    opened.execute("VACUUM")
