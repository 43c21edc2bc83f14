"""The outbox: what is to be sent where, and how far that is.

Results that are in the store already are queued by the program when it knows the destinations.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

_STATEMENTS = (
    """
    CREATE TABLE destination (
        url TEXT NOT NULL PRIMARY KEY,
        paused INTEGER NOT NULL CHECK (paused IN (0, 1)),
        told TEXT NOT NULL,
        tries INTEGER NOT NULL,
        due_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE outbox (
        document_id TEXT NOT NULL REFERENCES document (id),
        destination TEXT NOT NULL,
        queued_at INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'refused', 'delivered')),
        tries INTEGER NOT NULL,
        due_at INTEGER NOT NULL,
        told TEXT NOT NULL,
        place TEXT NOT NULL,
        PRIMARY KEY (document_id, destination)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE INDEX outbox_waiting ON outbox (destination, tries, queued_at, document_id)
    WHERE state = 'waiting'
    """,
    # What is not queued yet is looked for at every start: without it, by reading every body's page.
    "CREATE INDEX document_by_time ON document (made_at, id, sitting_id)",
    "CREATE INDEX outbox_states ON outbox (destination, state, queued_at)",
    """
    CREATE TRIGGER outbox_remains BEFORE DELETE ON outbox BEGIN
        SELECT RAISE(ABORT, 'what is to be sent is never dropped');
    END
    """,
    """
    CREATE TRIGGER outbox_stays BEFORE UPDATE ON outbox
    WHEN OLD.state = 'delivered' AND NEW.state <> 'delivered' BEGIN
        SELECT RAISE(ABORT, 'what has arrived has arrived');
    END
    """,
)


def upgrade() -> None:
    """Make the tables."""
    for statement in _STATEMENTS:
        op.execute(statement)
