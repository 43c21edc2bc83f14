"""The first tables, and the triggers that keep the record append-only and its chain whole."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

_TABLES = (
    """
    CREATE TABLE assessment (
        id TEXT NOT NULL PRIMARY KEY,
        family_name TEXT NOT NULL,
        given_names TEXT NOT NULL,
        uln TEXT NOT NULL,
        employer TEXT NOT NULL,
        provider TEXT NOT NULL,
        reference TEXT NOT NULL,
        version TEXT NOT NULL,
        option TEXT,
        extra_per_mille INTEGER NOT NULL,
        breaks TEXT NOT NULL,
        adjustment_reference TEXT NOT NULL,
        gateway_on TEXT,
        epa_ends_on TEXT,
        assessor TEXT NOT NULL,
        folded TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX assessment_by_name ON assessment (folded, id)",
    """
    CREATE TABLE sitting (
        id TEXT NOT NULL PRIMARY KEY,
        assessment_id TEXT NOT NULL REFERENCES assessment (id),
        method TEXT NOT NULL,
        attempt TEXT NOT NULL,
        number INTEGER NOT NULL,
        scheduled_at INTEGER,
        place TEXT NOT NULL,
        exceptional TEXT NOT NULL,
        stage TEXT NOT NULL,
        grade TEXT,
        outcome TEXT,
        digest TEXT,
        entries INTEGER NOT NULL,
        head TEXT NOT NULL,
        updated_at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX sitting_by_assessment ON sitting (assessment_id, method, number)",
    "CREATE INDEX sitting_by_time ON sitting (scheduled_at)",
    """
    CREATE INDEX sitting_open ON sitting (scheduled_at)
    WHERE stage NOT IN ('sealed', 'no-show', 'abandoned')
    """,
    """
    CREATE INDEX sitting_under_way ON sitting (scheduled_at)
    WHERE stage NOT IN ('booked', 'sealed', 'no-show', 'abandoned')
    """,
    """
    CREATE TABLE entry (
        sitting_id TEXT NOT NULL REFERENCES sitting (id),
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        at_wall INTEGER NOT NULL,
        at_tick INTEGER NOT NULL,
        at_boot TEXT NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        prev TEXT NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (sitting_id, seq)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE draft (
        sitting_id TEXT NOT NULL PRIMARY KEY REFERENCES sitting (id),
        text TEXT NOT NULL,
        cursor INTEGER NOT NULL,
        first_wall INTEGER,
        first_tick INTEGER,
        first_boot TEXT,
        seen_wall INTEGER NOT NULL,
        seen_tick INTEGER NOT NULL,
        seen_boot TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE document (
        id TEXT NOT NULL PRIMARY KEY,
        sitting_id TEXT NOT NULL REFERENCES sitting (id),
        revision INTEGER NOT NULL,
        supersedes TEXT,
        sha256 TEXT NOT NULL,
        body BLOB NOT NULL,
        made_at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX document_by_sitting ON document (sitting_id, revision)",
)

# An entry that is there already may come again, to the letter (a retry after an error that did
# not mean "not stored"); ON CONFLICT DO NOTHING then drops it. Anything else in its place is
# refused, and so is a gap, and an entry that does not carry the hash of the one before it.
_TRIGGERS = (
    """
    CREATE TRIGGER entry_fits BEFORE INSERT ON entry BEGIN
        SELECT CASE
            WHEN EXISTS (
                SELECT 1 FROM entry AS e
                WHERE e.sitting_id = NEW.sitting_id AND e.seq = NEW.seq AND e.id = NEW.id
                    AND e.at_wall = NEW.at_wall AND e.at_tick = NEW.at_tick
                    AND e.at_boot = NEW.at_boot AND e.kind = NEW.kind AND e.body = NEW.body
                    AND e.prev = NEW.prev AND e.hash = NEW.hash
            ) THEN NULL
            WHEN NEW.seq <> 1 + (
                SELECT coalesce(max(e.seq), 0) FROM entry AS e WHERE e.sitting_id = NEW.sitting_id
            ) THEN RAISE(ABORT, 'an entry out of its place')
            WHEN NEW.prev <> coalesce((
                SELECT e.hash FROM entry AS e
                WHERE e.sitting_id = NEW.sitting_id AND e.seq = NEW.seq - 1
            ), '') THEN RAISE(ABORT, 'an entry that breaks the chain')
        END;
    END
    """,
    """
    CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN
        SELECT RAISE(ABORT, 'an entry is never changed');
    END
    """,
    """
    CREATE TRIGGER entry_remains BEFORE DELETE ON entry BEGIN
        SELECT RAISE(ABORT, 'an entry is never deleted');
    END
    """,
    """
    CREATE TRIGGER document_fits BEFORE INSERT ON document
    WHEN EXISTS (
        SELECT 1 FROM document AS d
        WHERE d.id = NEW.id AND (d.sitting_id <> NEW.sitting_id OR d.revision <> NEW.revision
            OR d.supersedes IS NOT NEW.supersedes OR d.sha256 <> NEW.sha256 OR d.body <> NEW.body)
    )
    BEGIN
        SELECT RAISE(ABORT, 'another document of this id');
    END
    """,
    """
    CREATE TRIGGER document_stays BEFORE UPDATE ON document BEGIN
        SELECT RAISE(ABORT, 'a document is never changed');
    END
    """,
    """
    CREATE TRIGGER document_remains BEFORE DELETE ON document BEGIN
        SELECT RAISE(ABORT, 'a document is never deleted');
    END
    """,
)


def upgrade() -> None:
    """Make the tables of a brand-new store."""
    for statement in (*_TABLES, *_TRIGGERS):
        op.execute(statement)
