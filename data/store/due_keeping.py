"""Keeps what is due of each assessment, so that no list has to compute it.

Triggers of the store name the assessments of which something changed, whatever wrote it. Every
start of the program imports this, so nothing heavy is; the computing is in `due_counting`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, NamedTuple

from data.store.journeys import Journeys
from data.store.transactions import with_reserve

if TYPE_CHECKING:
    from data.store.rows import DueRow

_SETTLED = """
    DELETE FROM due_change WHERE assessment_id IN (
        SELECT a.id FROM assessment AS a
        WHERE coalesce(a.epa_ends_on, '') < ?
            AND NOT EXISTS (SELECT 1 FROM journey AS j WHERE j.assessment_id = a.id)
            AND NOT EXISTS (SELECT 1 FROM due AS d WHERE d.assessment_id = a.id)
            AND NOT EXISTS (
                SELECT 1 FROM sitting AS s
                WHERE s.assessment_id = a.id AND s.entries > 0 AND s.updated_at >= ?
            )
    )
"""
"""Those of which nothing can be due: of most former years nothing has to be read."""
_PAST = """
    DELETE FROM due WHERE due_on < ?
        AND NOT EXISTS (SELECT 1 FROM journey AS j WHERE j.assessment_id = due.assessment_id)
"""
_HEARD = """
    SELECT s.id, coalesce(
        max(CASE e.kind WHEN 'phase-ended' THEN e.at_wall END),
        max(CASE e.kind WHEN 'sitting-ended' THEN e.at_wall END),
        s.updated_at)
    FROM sitting AS s LEFT JOIN entry AS e ON e.sitting_id = s.id
    WHERE s.assessment_id = ? AND s.stage IN ('judging', 'sealed')
    GROUP BY s.id
"""


class Changed(NamedTuple):
    """An assessment of which something changed."""

    assessment_id: str
    seen: int
    """Number of the last change that is known."""


class DueKeeping(Journeys):
    """A store that keeps what is due."""

    def heard(self, assessment_id: str) -> dict[str, int]:
        """Return when the live part of each sitting ended that is to be judged, or sealed.

        Read from the kinds of the entries, which stand in clear: nothing is deciphered.

        Args:
            assessment_id: Whose.

        Returns:
            UTC milliseconds since 1970, by the id of the sitting.
        """
        return {name: int(wall) for name, wall in self._rows(_HEARD, assessment_id)}

    def changed_dues(self, limit: int = 10_000) -> tuple[Changed, ...]:
        """Return the assessments of which what is due has to be computed anew, newest first.

        Args:
            limit: How many at the most.
        """
        query = (
            "SELECT assessment_id, max(id) FROM due_change GROUP BY assessment_id "
            "ORDER BY 2 DESC LIMIT ?"
        )
        return tuple(Changed(*row) for row in self._rows(query, limit))

    @with_reserve
    def keep_dues(self, changed: Changed, dues: Sequence[DueRow]) -> None:
        """Keep what is due of an assessment, in the place of what was.

        Args:
            changed: The assessment; what changed later stays named.
            dues: All that is due.

        Raises:
            NotSaved: The disk refused.
        """
        name = changed.assessment_id
        with self._writing() as (connection, sql):
            connection.execute(sql.drop_dues, {"assessment_id": name})
            for due in dues:
                connection.execute(sql.add_due, asdict(due))
            connection.execute(
                "DELETE FROM due_change WHERE assessment_id = ? AND id <= ?", (name, changed.seen)
            )

    @with_reserve
    def settle_dues(self, basis: str, past: str, settled: str, settled_ms: int) -> None:
        """Let go of what nobody has to compute, and name all that is due where its basis changed.

        Args:
            basis: What is counted with now: the library, and the user's own table and files.
            past: ISO date before which nothing is said of assessments without a record.
            settled: ISO date of an end of the EPA period after which nothing can be due.
            settled_ms: The same as UTC milliseconds since 1970, for entries of sittings.

        Raises:
            NotSaved: The disk refused.
        """
        with self._writing() as (connection, _):
            connection.execute(_PAST, (past,))
            connection.execute(_SETTLED, (settled, settled_ms))
            known = connection.execute("SELECT told FROM due_basis").fetchone()
            if known and known[0] == basis:
                return
            connection.execute(
                "INSERT INTO due_change (assessment_id) SELECT assessment_id FROM due "
                "UNION SELECT assessment_id FROM journey"
            )
            connection.execute(
                "INSERT OR REPLACE INTO due_basis (id, told) VALUES (1, ?)", (basis,)
            )
