"""The record of an assessment around its sittings, what lists show of it, and what is due."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

_STATEMENTS = (
    """
    CREATE TABLE journey_entry (
        assessment_id TEXT NOT NULL REFERENCES assessment (id),
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        at_wall INTEGER NOT NULL,
        at_tick INTEGER NOT NULL,
        at_boot TEXT NOT NULL,
        kind TEXT NOT NULL,
        ciphertext BLOB NOT NULL,
        prev TEXT NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (assessment_id, seq)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE journey (
        assessment_id TEXT NOT NULL PRIMARY KEY REFERENCES assessment (id),
        state TEXT NOT NULL,
        held INTEGER NOT NULL CHECK (held IN (0, 1)),
        entries INTEGER NOT NULL,
        head TEXT NOT NULL,
        updated_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE due (
        assessment_id TEXT NOT NULL REFERENCES assessment (id),
        what TEXT NOT NULL,
        method TEXT NOT NULL,
        due_on TEXT NOT NULL,
        PRIMARY KEY (assessment_id, what, method)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX due_by_day ON due (due_on, assessment_id)",
    # As with a sitting, an entry that is there already may come again to the letter.
    """
    CREATE TRIGGER journey_entry_fits BEFORE INSERT ON journey_entry BEGIN
        SELECT CASE
            WHEN EXISTS (
                SELECT 1 FROM journey_entry AS e
                WHERE e.assessment_id = NEW.assessment_id AND e.seq = NEW.seq AND e.id = NEW.id
                    AND e.at_wall = NEW.at_wall AND e.at_tick = NEW.at_tick
                    AND e.at_boot = NEW.at_boot AND e.kind = NEW.kind
                    AND e.ciphertext = NEW.ciphertext
                    AND e.prev = NEW.prev AND e.hash = NEW.hash
            ) THEN NULL
            WHEN NEW.seq <> 1 + (
                SELECT coalesce(max(e.seq), 0) FROM journey_entry AS e
                WHERE e.assessment_id = NEW.assessment_id
            ) THEN RAISE(ABORT, 'an entry out of its place')
            WHEN NEW.prev <> coalesce((
                SELECT e.hash FROM journey_entry AS e
                WHERE e.assessment_id = NEW.assessment_id AND e.seq = NEW.seq - 1
            ), '') THEN RAISE(ABORT, 'an entry that breaks the chain')
        END;
    END
    """,
    """
    CREATE TRIGGER journey_entry_stays BEFORE UPDATE ON journey_entry BEGIN
        SELECT RAISE(ABORT, 'an entry is never changed');
    END
    """,
    """
    CREATE TRIGGER journey_entry_remains BEFORE DELETE ON journey_entry BEGIN
        SELECT RAISE(ABORT, 'an entry is never deleted');
    END
    """,
)


def upgrade() -> None:
    """Make the tables."""
    for statement in _STATEMENTS:
        op.execute(statement)
