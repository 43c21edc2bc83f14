"""An organisation's record in one file: SQLite, for a small organisation.

Several collectors may use it at once; a write waits for its turn. It is not the store of a laptop:
it is not encrypted, so it belongs on an encrypted disk.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from data.store.errors import StoreError, StoreNewer
from data.store.hub_rows import (
    DOCUMENT_COLUMNS,
    HEAD_COLUMNS,
    VERSION,
    VIEWS,
    Batch,
    HeadRow,
    Wish,
)
from data.store.private_files import private_file

PATIENCE_S = 60.0
"""How long a write waits for those of others, in seconds."""

_NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"

_TABLES = (
    "CREATE TABLE hub_version (version INTEGER NOT NULL)",
    f"""
CREATE TABLE device (
    public_key TEXT PRIMARY KEY, name TEXT NOT NULL, first_seen TEXT NOT NULL DEFAULT ({_NOW})
) STRICT, WITHOUT ROWID
""",
    f"""
CREATE TABLE document (
    sha256 TEXT PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, sitting TEXT NOT NULL,
    assessment TEXT NOT NULL, revision INTEGER NOT NULL, supersedes TEXT, device TEXT NOT NULL,
    public_key TEXT NOT NULL REFERENCES device, time TEXT NOT NULL, standard TEXT NOT NULL,
    version TEXT NOT NULL, method TEXT NOT NULL, option TEXT, assessed_on TEXT, grade TEXT,
    overall TEXT, facts TEXT NOT NULL, body TEXT NOT NULL,
    received_at TEXT NOT NULL DEFAULT ({_NOW})
) STRICT
""",
    "CREATE INDEX document_sitting ON document (sitting, revision)",
    """
CREATE TABLE place (
    source TEXT NOT NULL, name TEXT NOT NULL, mark TEXT NOT NULL, sha256 TEXT NOT NULL,
    PRIMARY KEY (source, name)
) STRICT, WITHOUT ROWID
""",
    f"""
CREATE TABLE quarantine (
    source TEXT NOT NULL, name TEXT NOT NULL, mark TEXT NOT NULL, signature_mark TEXT NOT NULL,
    sha256 TEXT NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL, public_key TEXT,
    content BLOB NOT NULL, first_seen TEXT NOT NULL DEFAULT ({_NOW}),
    PRIMARY KEY (source, name)
) STRICT
""",
    *VIEWS,
)

_INSERT_DOCUMENT = (
    f"INSERT INTO document ({', '.join(DOCUMENT_COLUMNS)}) "
    f"VALUES ({', '.join('?' * len(DOCUMENT_COLUMNS))}) ON CONFLICT (sha256) DO NOTHING"
)
_INSERT_DEVICE = (
    "INSERT INTO device (public_key, name) VALUES (?, ?) ON CONFLICT (public_key) DO NOTHING"
)
_INSERT_PLACE = """
INSERT INTO place (source, name, mark, sha256) VALUES (?, ?, ?, ?)
ON CONFLICT (source, name) DO UPDATE SET mark = excluded.mark, sha256 = excluded.sha256
"""
_INSERT_ASIDE = """
INSERT INTO quarantine
    (source, name, mark, signature_mark, sha256, code, reason, public_key, content)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (source, name) DO UPDATE SET
    mark = excluded.mark, signature_mark = excluded.signature_mark, sha256 = excluded.sha256,
    code = excluded.code, reason = excluded.reason, public_key = excluded.public_key,
    content = excluded.content
"""


class HubFileRefused(StoreError):
    """The file of an organisation's record cannot be used."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The record {path} cannot be used: {why}. What was kept before is there still. "
            "Put this right; the next pass goes on."
        )


class HubFile:
    """A record in one file, readable by its owner only.

    Args:
        path: The file.
        make: Make it, with its tables, where there is none.

    Raises:
        StoreError: It cannot be opened, or a newer epa_tui made it.
    """

    def __init__(self, path: Path, *, make: bool) -> None:
        self._path = path
        if not make and not path.exists():
            raise HubFileRefused(path, "there is none yet; `epa-tui collect` makes it")
        private_file(path)
        with self._refusals():
            self._connection = dbapi2.connect(str(path), timeout=PATIENCE_S, isolation_level=None)
        try:
            with self._refusals():
                self._prepare(make)
        except BaseException:
            self.close()
            raise

    def _prepare(self, make: bool) -> None:
        for pragma in ("cipher_log_level=NONE", "foreign_keys=ON", "trusted_schema=OFF"):
            self._connection.execute(f"PRAGMA {pragma}")
        # Two that turn the log on at once are not made to wait by SQLite; one of them has then.
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("COMMIT")
        with contextlib.suppress(dbapi2.OperationalError):
            self._connection.execute("PRAGMA journal_mode=WAL").fetchall()
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute("PRAGMA fullfsync=ON")
        if make:
            with self._transaction():
                if self._version() is None:
                    for table in _TABLES:
                        self._connection.execute(table)
                    self._connection.execute("INSERT INTO hub_version VALUES (?)", (VERSION,))
        found = self._version()
        if found is None:
            raise HubFileRefused(self._path, "it holds none; `epa-tui collect` makes it")
        if found > VERSION:
            raise StoreNewer(str(found), str(VERSION))

    def _version(self) -> int | None:
        there = "SELECT count(*) FROM sqlite_schema WHERE name = 'hub_version'"
        if not self._rows(there)[0][0]:
            return None
        return int(self._rows("SELECT max(version) FROM hub_version")[0][0])

    def known(self, addresses: Sequence[str]) -> set[str]:
        """Return those of some addresses whose documents are kept."""
        rows = self._rows(
            f"SELECT sha256 FROM document WHERE sha256 IN ({_marks(addresses)})", *addresses
        )
        return {row[0] for row in rows}

    def places(self, source: str, names: Sequence[str]) -> dict[str, str]:
        """Return the marks of names, other than addresses, whose documents are kept."""
        query = f"SELECT name, mark FROM place WHERE source = ? AND name IN ({_marks(names)})"
        return dict(self._rows(query, source, *names))

    def aside(self, source: str, names: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Return the marks, of document and signature, of names that are in quarantine."""
        rows = self._rows(
            "SELECT name, mark, signature_mark FROM quarantine "
            f"WHERE source = ? AND name IN ({_marks(names)})",
            source,
            *names,
        )
        return {name: (mark, signature) for name, mark, signature in rows}

    def keep(self, source: str, batch: Batch) -> int:
        """Keep a batch whole; return how many of its documents were new."""
        devices = {(row.public_key, row.device) for row in batch.documents}
        with self._refusals(), self._transaction():
            run = self._connection.executemany
            run(_INSERT_DEVICE, sorted(devices))
            before = self._connection.total_changes
            run(_INSERT_DOCUMENT, [astuple(row) for row in batch.documents])
            new = self._connection.total_changes - before
            run(_INSERT_PLACE, [(source, *astuple(one)) for one in batch.places])
            run(
                "DELETE FROM quarantine WHERE source = ? AND name = ?",
                [(source, name) for name in batch.mended],
            )
            run(_INSERT_ASIDE, [(source, *astuple(one)) for one in batch.set_aside])
        return int(new)

    def look_again(self, source: str, devices: Sequence[str] | None, shape: str) -> None:
        """Have looked at anew what may be taken now: known, kept elsewhere, or of a new shape."""
        whose = "" if devices is None else f" AND public_key IN ({_marks(devices)})"
        self._rows(
            "UPDATE quarantine SET mark = '' WHERE source = ? AND (code = 'unknown device'"
            f"{whose} OR code IN ('unknown device', 'no signature yet', 'not genuine') "
            "AND sha256 IN (SELECT sha256 FROM document)"
            " OR code = 'not in order' AND mark NOT LIKE '%' || ?)",
            source,
            *(devices or ()),
            shape,
        )

    def quarantined(self, source: str | None = None) -> dict[str, int]:
        """Return how many are in quarantine by the kind of the reason, all or of one inbox."""
        return dict(
            self._rows(
                "SELECT code, count(*) FROM quarantine WHERE source = coalesce(?, source) "
                "GROUP BY code ORDER BY code",
                source,
            )
        )

    def heads(self, wish: Wish) -> Iterator[HeadRow]:
        """Go through the results that hold, a part at a time."""
        query = (
            f"SELECT {', '.join(HEAD_COLUMNS)} FROM head WHERE NOT withdrawn "
            f"AND sitting NOT IN (SELECT sitting FROM conflict){wish.conditions('?')}"
        )
        with self._refusals():
            for row in self._connection.execute(query, wish.values()):
                yield HeadRow(*row)

    def conflicts(self, wish: Wish) -> list[str]:
        """Return the ids of the sittings that have several heads."""
        query = f"SELECT DISTINCT sitting FROM conflict WHERE {_of(wish)} ORDER BY 1"
        return [row[0] for row in self._rows(query, *wish.values())]

    def withdrawn(self, wish: Wish) -> int:
        """Return how many sittings have been withdrawn and were not graded anew."""
        query = (
            "SELECT count(*) FROM head WHERE withdrawn "
            f"AND sitting NOT IN (SELECT sitting FROM conflict) AND {_of(wish)}"
        )
        return int(self._rows(query, *wish.values())[0][0])

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _rows(self, query: str, *values: Any) -> list[Any]:
        with self._refusals():
            return list(self._connection.execute(query, values).fetchall())

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    @contextlib.contextmanager
    def _refusals(self) -> Iterator[None]:
        """Turn what the driver raises into an error of ours."""
        try:
            yield
        except dbapi2.Error as error:
            name = str(getattr(error, "sqlite_errorname", None) or "")
            raise HubFileRefused(self._path, _MEANINGS.get(name, "SQLite refuses")) from error


_MEANINGS = {
    "SQLITE_BUSY": "other programs keep it busy",
    "SQLITE_FULL": "the disk is full",
    "SQLITE_IOERR": "the disk refuses",
    "SQLITE_READONLY": "it may only be read",
    "SQLITE_CANTOPEN": "it cannot be opened",
    "SQLITE_CORRUPT": "it is damaged",
    "SQLITE_NOTADB": "it is damaged, or something else",
}


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _of(wish: Wish) -> str:
    """Return the condition that one of a sitting's documents is what a report is about."""
    return f"sitting IN (SELECT sitting FROM document WHERE true{wish.conditions('?')})"
