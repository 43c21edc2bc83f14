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
    # Whatever writes: what is due is computed anew of the assessments that are named in here.
    """
    CREATE TABLE due_change (
        id INTEGER NOT NULL PRIMARY KEY,
        assessment_id TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE due_basis (
        id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
        told TEXT NOT NULL
    ) STRICT
    """,
    "INSERT INTO due_change (assessment_id) SELECT id FROM assessment ORDER BY id",
    """
    CREATE TRIGGER due_of_new_assessment AFTER INSERT ON assessment BEGIN
        INSERT INTO due_change (assessment_id) VALUES (NEW.id);
    END
    """,
    """
    CREATE TRIGGER due_of_assessment AFTER UPDATE ON assessment
    WHEN OLD.gateway_on IS NOT NEW.gateway_on OR OLD.epa_ends_on IS NOT NEW.epa_ends_on
        OR OLD.reference IS NOT NEW.reference OR OLD.version IS NOT NEW.version
        OR OLD.family_name IS NOT NEW.family_name BEGIN
        INSERT INTO due_change (assessment_id) VALUES (NEW.id);
    END
    """,
    """
    CREATE TRIGGER due_of_new_sitting AFTER INSERT ON sitting WHEN NEW.stage <> 'booked' BEGIN
        INSERT INTO due_change (assessment_id) VALUES (NEW.assessment_id);
    END
    """,
    """
    CREATE TRIGGER due_of_sitting AFTER UPDATE OF stage, grade ON sitting
    WHEN OLD.stage IS NOT NEW.stage OR OLD.grade IS NOT NEW.grade BEGIN
        INSERT INTO due_change (assessment_id) VALUES (NEW.assessment_id);
    END
    """,
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
