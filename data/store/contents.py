"""What a store or a copy of it holds, checked entry by entry: the ground of backup and restore.

Checking reads page after page and entry after entry on a connection of its own kind; it never
needs an apprentice's key, because the chain speaks of ciphertexts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from data.record.body import Line
from data.record.chain import entry_hash, verify
from data.record.errors import BrokenChain
from data.record.instant import Instant
from data.store.connection import Connection, DriverError, driver_errors
from data.store.errors import StoreDamaged
from data.store.version import ENCIPHERED, stored_version

LINES = (
    "SELECT seq, id, at_wall, at_tick, at_boot, kind, ciphertext, prev, hash FROM entry "
    "WHERE sitting_id = ? ORDER BY seq"
)
"""Every entry of a sitting, as it is kept."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of one sitting."""

    sitting: str
    apprentice: str = field(repr=False)
    """The name, for the person who restores."""
    method: str
    hashes: tuple[str, ...] = field(repr=False)
    """Of every entry, oldest first."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a store holds."""

    assessments: frozenset[str]
    """Their ids."""
    sittings: dict[str, Held]
    """By id of the sitting."""

    @property
    def entries(self) -> int:
        """How many entries there are."""
        return sum(len(held.hashes) for held in self.sittings.values())


def check_pages(connection: Connection, path: Path) -> None:
    """Check that every page can be read and is what was written, where the file is encrypted.

    Raises:
        StoreDamaged: Says what is wrong.
    """
    with driver_errors(path):
        bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        if not bad:
            bad = [r for r in connection.execute("PRAGMA integrity_check(5)") if r != ("ok",)]
    if bad:
        raise StoreDamaged(path, str(bad[0][0])[:80])


def contents(
    connection: Connection, path: Path, breathe: Callable[[], object] = lambda: None
) -> Contents:
    """Read what a store holds, and check every chain on the way.

    The chains of version 0001 are checked by the step that brings it up.

    Args:
        connection: To the store or a copy of it.
        path: Its file.
        breathe: Called after each sitting, so that whoever types need not wait.

    Raises:
        StoreDamaged: It cannot be read, or an entry was changed; says which sitting and entry.
    """
    sittings = {}
    if (version := stored_version(connection, path)) is None:
        raise StoreDamaged(path, "it is empty")
    with driver_errors(path):
        assessments = frozenset(r[0] for r in connection.execute("SELECT id FROM assessment"))
        for held in list(_sittings(connection)):
            if version >= ENCIPHERED:
                _check(path, held.sitting, list(lines_of(connection, held.sitting)))
            hashes = tuple(_hashes(connection, held.sitting))
            sittings[held.sitting] = replace(held, hashes=hashes)
            breathe()
    return Contents(assessments, sittings)


def readable(connection: Connection) -> Contents:
    """Read what can still be read of a damaged store, without a word about the rest."""
    assessments: frozenset[str] = frozenset()
    sittings: dict[str, Held] = {}
    with suppress(DriverError):
        assessments = frozenset(r[0] for r in connection.execute("SELECT id FROM assessment"))
    with suppress(DriverError):
        for held in _sittings(connection):
            hashes = _readable_hashes(connection, held.sitting)
            sittings[held.sitting] = replace(held, hashes=hashes)
    return Contents(assessments, sittings)


def _readable_hashes(connection: Connection, sitting: str) -> tuple[str, ...]:
    hashes: list[str] = []
    with suppress(DriverError):
        for line in lines_of(connection, sitting):
            # What it is now, not what it says it is: a changed entry differs from a backup's.
            hashes.append(
                entry_hash(line.seq, line.id, line.at, line.kind, line.ciphertext, line.prev)
            )
    if not hashes:
        with suppress(DriverError):  # of an older version: its chains are checked elsewhere
            hashes += _hashes(connection, sitting)
    return tuple(hashes)


def _hashes(connection: Connection, sitting: str) -> Iterator[str]:
    """Go through the hashes of a sitting's entries, whatever the version of the store."""
    query = "SELECT hash FROM entry WHERE sitting_id = ? ORDER BY seq"
    for (one,) in connection.execute(query, (sitting,)):
        yield one


def lines_of(connection: Connection, sitting: str) -> Iterator[Line]:
    """Go through the entries of a sitting as they are kept, oldest first."""
    for seq, name, wall, tick, boot, *rest in connection.execute(LINES, (sitting,)):
        yield Line(seq, name, Instant(wall, tick, boot), *rest)


def _check(path: Path, sitting: str, lines: list[Line]) -> None:
    try:
        verify(lines)
    except BrokenChain as error:
        raise StoreDamaged(path, f"sitting {sitting}: entry {error.seq} was changed") from error


def _sittings(connection: Connection) -> Iterator[Held]:
    rows = connection.execute(
        "SELECT s.id, trim(a.given_names || ' ' || a.family_name), s.method FROM sitting AS s "
        "JOIN assessment AS a ON a.id = s.assessment_id ORDER BY a.folded, s.method, s.number"
    )
    for name, apprentice, method in rows:
        yield Held(name, apprentice, method, ())
