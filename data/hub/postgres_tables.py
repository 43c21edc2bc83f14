"""The tables of an organisation's record in PostgreSQL, and how a new database gets them."""

from __future__ import annotations

from typing import Any

from psycopg import Connection

from data.hub.errors import NoRecord, RecordNewer
from data.store.hub_rows import VERSION, VIEWS

_ONE_AT_A_TIME = 0x65706100
"""Number of the lock under which the tables are made; held for that moment only."""

_TABLES = (
    "CREATE TABLE hub_version (version integer NOT NULL)",
    """
CREATE TABLE device (
    public_key text PRIMARY KEY,
    name text NOT NULL,
    first_seen timestamptz NOT NULL DEFAULT now())
""",
    """
CREATE TABLE document (
    sha256 text PRIMARY KEY,
    id text NOT NULL,
    type text NOT NULL,
    sitting text NOT NULL,
    assessment text NOT NULL,
    revision integer NOT NULL,
    supersedes text,
    device text NOT NULL,
    public_key text NOT NULL REFERENCES device,
    time timestamptz NOT NULL,
    standard text NOT NULL,
    version text NOT NULL,
    method text NOT NULL,
    option text,
    assessed_on date,
    grade text,
    overall text,
    facts jsonb NOT NULL,
    body text{compression} NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now())
""",
    "CREATE INDEX document_sitting ON document (sitting, revision)",
    """
CREATE TABLE place (
    source text NOT NULL,
    name text NOT NULL,
    mark text NOT NULL,
    sha256 text NOT NULL,
    PRIMARY KEY (source, name))
""",
    """
CREATE TABLE quarantine (
    source text NOT NULL,
    name text NOT NULL,
    mark text NOT NULL,
    signature_mark text NOT NULL,
    sha256 text NOT NULL,
    code text NOT NULL,
    reason text NOT NULL,
    public_key text,
    content bytea NOT NULL,
    first_seen timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source, name))
""",
    *VIEWS,
)


def make_tables(connection: Connection[Any]) -> None:
    """Make the tables of a new database; several programs may do so at once.

    Args:
        connection: Open, and outside of a transaction.

    Raises:
        NoRecord: It keeps text in another encoding than UTF-8, or is newer.
    """
    encoding = connection.execute("SHOW server_encoding").fetchone()
    if encoding is None or encoding[0] != "UTF8":
        raise NoRecord(
            "its database does not keep text as UTF-8: make one with "
            "`createdb --encoding UTF8 --template template0`"
        )
    if version(connection) is None:
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
            if version(connection) is None:
                _make(connection)
    refuse_newer(connection)


def refuse_newer(connection: Connection[Any]) -> None:
    """Refuse a record that a newer program made, or that is none.

    Raises:
        RecordNewer: A newer epa_tui made it.
        NoRecord: There is none.
    """
    found = version(connection)
    if found is None:
        raise NoRecord("there is none in this database yet: `epa-tui collect` makes it")
    if found > VERSION:
        raise RecordNewer(found, VERSION)


def version(connection: Connection[Any]) -> int | None:
    """Return the version of the tables; None where there are none."""
    # Asked of the catalogue as it is now: a name that was looked up in vain is remembered.
    there = connection.execute(
        "SELECT 1 FROM pg_tables WHERE tablename = 'hub_version' "
        "AND schemaname = ANY(current_schemas(false))"
    ).fetchone()
    if there is None:
        return None
    row = connection.execute("SELECT max(version) FROM hub_version").fetchone()
    return None if row is None else row[0]


def _make(connection: Connection[Any]) -> None:
    quick = connection.execute(
        "SELECT enumvals @> '{lz4}' FROM pg_settings WHERE name = 'default_toast_compression'"
    ).fetchone()
    # Where the server has it: five times as quick as what it does by itself.
    compression = " COMPRESSION lz4" if quick and quick[0] else ""
    for table in _TABLES:
        connection.execute(table.replace("{compression}", compression).encode())
    connection.execute("INSERT INTO hub_version VALUES (%s)", [VERSION])
