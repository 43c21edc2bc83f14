"""Keeps the own record of an assessment, with what follows from it, in one transaction.

What follows: what lists show, what is due, and the bookings that a step changes. Every start of
the program imports this, so nothing heavy is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from data.store.columns import booking, journey_entry_row
from data.store.erased import refuse_erased
from data.store.errors import RecordConflict
from data.store.folding import searchable
from data.store.outbox import Outbox
from data.store.transactions import with_reserve

if TYPE_CHECKING:
    from data.record.body import Entry
    from data.store.rows import Assessment, DueRow, JourneySummary, Sitting


_THERE = "SELECT 1 FROM sitting WHERE id = ?"


class Journeys(Outbox):
    """A store that keeps what happens around the sittings."""

    @with_reserve
    def keep_journey(
        self,
        summary: JourneySummary,
        entries: Sequence[Entry],
        dues: Sequence[DueRow],
        *,
        assessment: Assessment | None = None,
        sittings: Sequence[Sitting] = (),
        cancelled: Sequence[str] = (),
    ) -> None:
        """Append to the own record of an assessment; returns when it is durable.

        Doing it again with the same entries is harmless.

        Args:
            summary: What lists are to show from then on; says which assessment it is.
            entries: What to append, in order; may be empty.
            dues: All that is due now, in the place of what was.
            assessment: The assessment as it is from then on; None leaves it.
            sittings: Bookings that come or change with it.
            cancelled: Ids of sittings that are not to be held: they go, where nothing is recorded
                in them.

        Raises:
            NotSaved: The disk refused; nothing of it was stored.
            TextErased: Its apprentice was erased: nothing is added any more.
            RecordConflict: The record holds another entry there, or a sitting has begun and says
                otherwise.
        """
        name = summary.assessment_id
        with self._writing() as (connection, sql):
            refuse_erased(connection, name)
            if assessment is not None:
                row = {**asdict(assessment), "folded": searchable(assessment)}
                connection.execute(sql.save_assessment, row)
            for entry in entries:
                connection.execute(sql.add_journey_entry, journey_entry_row(name, entry))
            connection.execute(sql.keep_journey, {**asdict(summary), "held": int(summary.held)})
            connection.execute(sql.drop_dues, {"assessment_id": name})
            for due in dues:
                connection.execute(sql.add_due, asdict(due))
            for sitting in sittings:
                if connection.execute(sql.save_sitting, booking(sitting)).rowcount != 1:
                    raise RecordConflict
            for sitting_id in cancelled:
                connection.execute(sql.cancel_sitting, {"id": sitting_id})
                if connection.execute(_THERE, (sitting_id,)).fetchone():
                    raise RecordConflict
