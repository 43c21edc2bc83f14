"""Who was erased, and that nothing more is written about them.

Asked at every write, so nothing heavy is imported here; erasing itself is in `data.store.erasing`.
"""

from __future__ import annotations

from data.store.connection import Connection
from data.store.errors import TextErased


def is_erased(connection: Connection, assessment_id: str) -> bool:
    """Tell whether the key of an assessment was destroyed."""
    query = "SELECT erased_at FROM apprentice_key WHERE assessment_id = ?"
    row = connection.execute(query, (assessment_id,)).fetchone()
    return row is not None and row[0] is not None


def refuse_erased(connection: Connection, assessment_id: str) -> None:
    """Refuse to fill an assessment again.

    Raises:
        TextErased: Its key was destroyed.
    """
    if is_erased(connection, assessment_id):
        raise TextErased


def refuse_erased_sitting(connection: Connection, sitting_id: str) -> None:
    """Refuse to add to a sitting of which nobody could read it.

    Raises:
        TextErased: The key of its assessment was destroyed.
    """
    query = "SELECT assessment_id FROM sitting WHERE id = ?"
    for (assessment,) in connection.execute(query, (sitting_id,)).fetchall():
        refuse_erased(connection, assessment)


def erased_ids(connection: Connection) -> list[tuple[str, int]]:
    """Return the erased assessments: id, and when (UTC milliseconds since 1970)."""
    query = "SELECT assessment_id, erased_at FROM apprentice_key WHERE erased_at IS NOT NULL"
    return [(str(name), int(at)) for name, at in connection.execute(query)]
