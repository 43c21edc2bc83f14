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
from data.store.version import ENCIPHERED, TRAVELLED, stored_version

_LINES = "SELECT seq, id, at_wall, at_tick, at_boot, kind, ciphertext, prev, hash FROM "
LINES = _LINES + "entry WHERE sitting_id = ? ORDER BY seq"
"""Every entry of a sitting, as it is kept."""
JOURNEY_LINES = _LINES + "journey_entry WHERE assessment_id = ? ORDER BY seq"
"""Every entry of an assessment's own record, as it is kept."""

JOURNEY = "journey"
"""What stands in the place of the method, where an assessment's own record is meant."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of one sitting, or of an assessment outside its sittings."""

    sitting: str
    """Id of the sitting, or of the assessment."""
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
    """By id: of the sitting, or of an assessment that has a record of its own."""

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
                _check(path, f"sitting {held.sitting}", list(lines_of(connection, held.sitting)))
            hashes = tuple(_hashes(connection, held.sitting))
            sittings[held.sitting] = replace(held, hashes=hashes)
            breathe()
        for held in list(_journeys(connection)) if version >= TRAVELLED else ():
            lines = list(lines_of(connection, held.sitting, JOURNEY_LINES))
            _check(path, f"assessment {held.sitting}", lines)
            sittings[held.sitting] = replace(held, hashes=tuple(line.hash for line in lines))
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
    with suppress(DriverError):
        for held in _journeys(connection):
            hashes = _readable_hashes(connection, held.sitting, JOURNEY_LINES)
            sittings[held.sitting] = replace(held, hashes=hashes)
    return Contents(assessments, sittings)


def _readable_hashes(connection: Connection, of: str, query: str = LINES) -> tuple[str, ...]:
    hashes: list[str] = []
    with suppress(DriverError):
        for line in lines_of(connection, of, query):
            # What it is now, not what it says it is: a changed entry differs from a backup's.
            hashes.append(
                entry_hash(line.seq, line.id, line.at, line.kind, line.ciphertext, line.prev)
            )
    if not hashes:
        with suppress(DriverError):  # of an older version: its chains are checked elsewhere
            hashes += _hashes(connection, of)
    return tuple(hashes)


def _hashes(connection: Connection, sitting: str) -> Iterator[str]:
    """Go through the hashes of a sitting's entries, whatever the version of the store."""
    query = "SELECT hash FROM entry WHERE sitting_id = ? ORDER BY seq"
    for (one,) in connection.execute(query, (sitting,)):
        yield one


def lines_of(connection: Connection, of: str, query: str = LINES) -> Iterator[Line]:
    """Go through the entries of a record as they are kept, oldest first.

    Args:
        connection: To the store or a copy of it.
        of: Id of the sitting, or of the assessment.
        query: `LINES`, or `JOURNEY_LINES` for the own record of an assessment.
    """
    for seq, name, wall, tick, boot, *rest in connection.execute(query, (of,)):
        yield Line(seq, name, Instant(wall, tick, boot), *rest)


def _check(path: Path, whose: str, lines: list[Line]) -> None:
    try:
        verify(lines)
    except BrokenChain as error:
        raise StoreDamaged(path, f"{whose}: entry {error.seq} was changed") from error


def _sittings(connection: Connection) -> Iterator[Held]:
    rows = connection.execute(
        "SELECT s.id, trim(a.given_names || ' ' || a.family_name), s.method FROM sitting AS s "
        "JOIN assessment AS a ON a.id = s.assessment_id ORDER BY a.folded, s.method, s.number"
    )
    for name, apprentice, method in rows:
        yield Held(name, apprentice, method, ())


def _journeys(connection: Connection) -> Iterator[Held]:
    rows = connection.execute(
        "SELECT a.id, trim(a.given_names || ' ' || a.family_name) FROM assessment AS a "
        "WHERE a.id IN (SELECT assessment_id FROM journey_entry) ORDER BY a.folded"
    )
    for name, apprentice in rows:
        yield Held(name, apprentice, JOURNEY, ())
