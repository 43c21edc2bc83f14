"""An organisation's record in PostgreSQL.

Locks are taken in one order by everybody, table by table and there by key, and are held for one
batch: any number of collectors may write at once and none waits for a ring of others.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from typing import Any

import psycopg
from psycopg import conninfo
from psycopg.sql import SQL, Composed

from data.hub.errors import EXCUSED, NoRecord, Reason, RowRefused
from data.hub.postgres_tables import make_tables, refuse_newer
from data.store.hub_rows import DOCUMENT_COLUMNS, HEAD_COLUMNS, Batch, HeadRow, Wish

_TYPES = {"time": "timestamptz", "assessed_on": "date", "facts": "jsonb", "revision": "integer"}
_COLUMNS = SQL(", ".join(DOCUMENT_COLUMNS))
_CAST = SQL(", ".join(f"{name}::{_TYPES.get(name, 'text')}" for name in DOCUMENT_COLUMNS))
_ARRAYS = SQL(
    ", ".join(f"%b::{'integer' if name == 'revision' else 'text'}[]" for name in DOCUMENT_COLUMNS)
)
_UTC = "to_char(time AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
_HEAD = SQL(", ".join(_UTC if name == "time" else f"{name}::text" for name in HEAD_COLUMNS))

_INSERT_DOCUMENTS = SQL(
    "INSERT INTO document ({}) SELECT {} FROM unnest({}) AS given ({}) "
    "ON CONFLICT (sha256) DO NOTHING"
).format(_COLUMNS, _CAST, _ARRAYS, _COLUMNS)
_INSERT_DEVICES = """
INSERT INTO device (public_key, name) SELECT * FROM unnest(%b::text[], %b::text[])
ON CONFLICT (public_key) DO NOTHING
"""
_INSERT_PLACES = """
INSERT INTO place (source, name, mark, sha256) VALUES (%s, %s, %s, %s)
ON CONFLICT (source, name) DO UPDATE SET mark = excluded.mark, sha256 = excluded.sha256
"""
_INSERT_ASIDE = """
INSERT INTO quarantine
    (source, name, mark, signature_mark, sha256, code, reason, public_key, content)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %b)
ON CONFLICT (source, name) DO UPDATE SET
    mark = excluded.mark, signature_mark = excluded.signature_mark, sha256 = excluded.sha256,
    code = excluded.code, reason = excluded.reason, public_key = excluded.public_key,
    content = excluded.content
"""
_LEAVE = """
DELETE FROM quarantine WHERE (source, name) IN (
    SELECT source, name FROM quarantine WHERE source = %s AND name = ANY(%s)
    ORDER BY name FOR UPDATE)
"""
_LOOK_AGAIN = """
UPDATE quarantine SET mark = '' WHERE source = %s AND name IN (
    SELECT name FROM quarantine WHERE source = %s AND mark <> '' AND (
        (code = 'unknown device' AND (%s::text[] IS NULL OR public_key = ANY(%s::text[])))
        OR (code = ANY(%s) AND sha256 IN (SELECT sha256 FROM document))
        OR (code = %s AND right(mark, length(%s)) <> %s))
    ORDER BY name FOR UPDATE)
"""
_TRIES = 5
"""How often a batch is tried when the server ends one of two that wait for each other."""


class PostgresRecord:
    """A record in PostgreSQL.

    Args:
        url: `postgresql://...`; what it leaves out comes from the environment (PGPASSWORD ...).
        make: Make its tables where there are none.

    Raises:
        NoRecord: It cannot be opened.
    """

    def __init__(self, url: str, *, make: bool) -> None:
        try:
            conninfo.conninfo_to_dict(url)
        except psycopg.ProgrammingError as error:  # its text quotes the address
            raise NoRecord("its address is not one that PostgreSQL understands") from error
        with self._refusals():
            self._connection = psycopg.connect(url, autocommit=True, connect_timeout=10)
        try:
            with self._refusals():
                (make_tables if make else refuse_newer)(self._connection)
        except BaseException:
            self.close()
            raise

    def known(self, addresses: Sequence[str]) -> set[str]:
        """Return those of some addresses whose documents are kept."""
        rows = self._rows("SELECT sha256 FROM document WHERE sha256 = ANY(%s)", list(addresses))
        return {row[0] for row in rows}

    def places(self, source: str, names: Sequence[str]) -> dict[str, str]:
        """Return the marks of names, other than addresses, whose documents are kept."""
        return dict(
            self._rows(
                "SELECT name, mark FROM place WHERE source = %s AND name = ANY(%s)",
                source,
                list(names),
            )
        )

    def aside(self, source: str, names: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Return the marks, of document and signature, of names that are in quarantine."""
        rows = self._rows(
            "SELECT name, mark, signature_mark FROM quarantine "
            "WHERE source = %s AND name = ANY(%s)",
            source,
            list(names),
        )
        return {name: (mark, signature) for name, mark, signature in rows}

    def keep(self, source: str, batch: Batch) -> int:
        """Keep a batch whole; return how many of its documents were new."""
        for _ in range(_TRIES):
            try:
                with self._refusals():
                    return self._keep(source, batch)
            except psycopg.errors.TransactionRollback:
                continue  # the server ended ours so that another's could go on
        raise NoRecord("other programs keep it busy")

    def _keep(self, source: str, batch: Batch) -> int:
        documents = sorted(batch.documents, key=lambda row: row.sha256)
        devices = sorted({(row.public_key, row.device) for row in documents})
        places = sorted(batch.places, key=lambda place: place.name)
        aside = sorted(batch.set_aside, key=lambda one: one.name)
        new = 0
        with self._connection.transaction(), self._connection.cursor() as cursor:
            if documents:
                cursor.execute(
                    _INSERT_DEVICES, [list(column) for column in zip(*devices, strict=True)]
                )
                columns = zip(*map(_values, documents), strict=True)
                cursor.execute(_INSERT_DOCUMENTS, [list(column) for column in columns])
                new = cursor.rowcount
            if places:
                rows = [(source, one.name, one.mark, one.sha256) for one in places]
                cursor.executemany(_INSERT_PLACES, rows)
            if batch.mended:
                cursor.execute(_LEAVE, [source, sorted(batch.mended)])
            if aside:
                cursor.executemany(_INSERT_ASIDE, [(source, *astuple(one)) for one in aside])
        return new

    def look_again(self, source: str, devices: Sequence[str] | None, shape: str) -> None:
        """Have looked at anew what may be taken now: known, kept elsewhere, or of a new shape."""
        whose = None if devices is None else list(devices)
        with self._refusals():
            given = [source, source, whose, whose, [*EXCUSED], Reason.NO_SHAPE, shape, shape]
            self._connection.execute(_LOOK_AGAIN, given)

    def quarantined(self, source: str | None = None) -> dict[str, int]:
        """Return how many are in quarantine by the kind of the reason, all or of one inbox."""
        rows = self._rows(
            "SELECT code, count(*) FROM quarantine WHERE source = coalesce(%s, source) "
            "GROUP BY code ORDER BY code",
            source,
        )
        return dict(rows)

    def heads(self, wish: Wish) -> Iterator[HeadRow]:
        """Go through the results that hold, a part at a time."""
        query = SQL(
            "SELECT {} FROM head WHERE NOT withdrawn "
            "AND sitting NOT IN (SELECT sitting FROM conflict){}"
        ).format(_HEAD, SQL(wish.conditions("%s")))
        with (
            self._refusals(),
            self._connection.transaction(),
            self._connection.cursor("heads") as cursor,
        ):
            cursor.execute(query, wish.values())
            for row in cursor:
                yield HeadRow(*row)

    def conflicts(self, wish: Wish) -> list[str]:
        """Return the ids of the sittings that have several heads."""
        query = SQL("SELECT DISTINCT sitting FROM conflict WHERE {} ORDER BY 1").format(_of(wish))
        return [row[0] for row in self._rows(query, *wish.values())]

    def withdrawn(self, wish: Wish) -> int:
        """Return how many sittings have been withdrawn and were not graded anew."""
        query = SQL(
            "SELECT count(*) FROM head WHERE withdrawn "
            "AND sitting NOT IN (SELECT sitting FROM conflict) AND {}"
        ).format(_of(wish))
        ((count,),) = self._rows(query, *wish.values())
        return int(count)

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _rows(self, query: str | Composed, *values: Any) -> list[Any]:
        asked = query.encode() if isinstance(query, str) else query
        with self._refusals():
            return self._connection.execute(asked, values).fetchall()

    @contextlib.contextmanager
    def _refusals(self) -> Iterator[None]:
        """Turn what the server says into errors of ours, without the password."""
        try:
            yield
        except psycopg.errors.TransactionRollback:
            raise
        except (psycopg.DataError, psycopg.IntegrityError) as error:
            raise RowRefused from error
        except psycopg.Error as error:
            raise NoRecord(_said(error)) from error


_MEANINGS = (
    ("password", "the server refuses this user or password"),
    ("does not exist", "the server has no such database or user"),
    ("certificate", "its server's certificate is not one that is trusted"),
)


def _said(error: psycopg.Error) -> str:
    """Return what the server says; of what the driver says, which quotes addresses, the meaning."""
    if error.diag.message_primary:
        return " ".join(error.diag.message_primary.split())
    meant = [meaning for words, meaning in _MEANINGS if words in str(error)]
    return meant[0] if meant else "no server answers at its address"


def _values(row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in DOCUMENT_COLUMNS)


def _of(wish: Wish) -> Composed:
    """Return the condition that one of a sitting's documents is what a report is about."""
    return SQL("sitting IN (SELECT sitting FROM document WHERE true{})").format(
        SQL(wish.conditions("%s"))
    )
