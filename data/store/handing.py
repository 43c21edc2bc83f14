"""How a sitting comes into a store from another laptop: with its key, its ids and its whole record.

With it comes the own record of its assessment, where there is one.

Nothing is decided here but that nothing else is overwritten; the file is made and read by
`data.exchange`. Every start of the program imports this, so nothing heavy is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from data.store.columns import booking, draft_row, entry_row, journey_entry_row, summary_row
from data.store.due_keeping import DueKeeping
from data.store.erased import refuse_erased
from data.store.errors import NotFound, OtherApprenticeKey, RecordConflict, TextErased
from data.store.folding import searchable

if TYPE_CHECKING:
    from data.record.body import Entry, Line
    from data.store.connection import Connection
    from data.store.handed import Handed
    from data.store.rows import Draft, JourneySummary, Sitting, Summary
    from data.store.statements import Statements


class Handing(DueKeeping):
    """A store from which a sitting can go to another laptop, and to which one can come."""

    def secret_of(self, assessment_id: str) -> bytes:
        """Return the key of an apprentice, for a file that nobody else can open.

        Raises:
            NotFound: There is no such assessment.
            TextErased: It was destroyed.
        """
        query = "SELECT secret FROM apprentice_key WHERE assessment_id = ?"
        for (secret,) in self._rows(query, assessment_id):
            if secret is None:
                raise TextErased
            return bytes(secret)
        raise NotFound("assessment")

    def take_in(
        self,
        handed: Handed,
        entries: Sequence[Entry],
        summary: Summary,
        digest: str,
        draft: Draft | None,
        journey: JourneySummary | None = None,
    ) -> None:
        """Keep a sitting of another laptop and what follows here, in one transaction.

        Args:
            handed: The sitting.
            entries: What follows its record here.
            summary: What lists are to show of it.
            digest: SHA-256 of the standard's file.
            draft: What stands on the note line; None leaves what is here.
            journey: What lists are to show of the assessment's own record, which is kept with it;
                None leaves what is here.

        Raises:
            NotSaved: The disk refused; nothing of it was stored.
            TextErased: Its apprentice was erased here.
            OtherApprenticeKey: The apprentice is here under another key.
            RecordConflict: The record that is here does not fit.
        """
        sitting = handed.sitting
        lines: tuple[Entry | Line, ...] = (*handed.lines, *entries)
        with self._writing() as (connection, sql):
            _keep_person(connection, sql, handed)
            _keep_bookings(connection, sql, handed, sitting)
            for line in lines:
                connection.execute(sql.add_entry, entry_row(sitting.id, line))
            newest = summary_row(sitting.id, lines[-1], summary, digest)
            connection.execute(sql.summarize, newest)
            if draft is not None:
                connection.execute(sql.keep_draft, draft_row(sitting.id, draft))
            if journey is not None:
                _keep_journey(connection, sql, handed, journey)

    def join_journey(self, handed: Handed, journey: JourneySummary) -> None:
        """Keep what came of an assessment's own record, where its sitting is here already.

        Args:
            handed: The sitting, and what came with it.
            journey: What lists are to show of the record from then on.

        Raises:
            StoreError: As `take_in`.
        """
        with self._writing() as (connection, sql):
            _keep_person(connection, sql, handed)
            _keep_bookings(connection, sql, handed)
            _keep_journey(connection, sql, handed, journey)


def _keep_person(connection: Connection, sql: Statements, handed: Handed) -> None:
    """Keep whose it is, and the key."""
    _refuse_other_key(connection, handed)
    person = handed.assessment
    row = {**asdict(person), "folded": searchable(person)}
    connection.execute(sql.save_assessment, row)
    key = {"assessment_id": person.id, "secret": handed.secret, "erased_at": None}
    connection.execute(sql.add_key, key)


def _keep_bookings(connection: Connection, sql: Statements, handed: Handed, *own: Sitting) -> None:
    """Keep what is booked, the sitting itself first; what has begun is never cancelled."""
    for sitting_id in handed.cancelled:
        connection.execute(sql.cancel_sitting, {"id": sitting_id})
    for sitting in (*own, *handed.bookings):
        if connection.execute(sql.save_sitting, booking(sitting)).rowcount != 1:
            raise RecordConflict


def _keep_journey(
    connection: Connection, sql: Statements, handed: Handed, journey: JourneySummary
) -> None:
    """Add to an assessment's own record; what is due is counted anew by whoever comes next."""
    name = journey.assessment_id
    for line in handed.journey.lines if handed.journey else ():
        connection.execute(sql.add_journey_entry, journey_entry_row(name, line))
    connection.execute(sql.keep_journey, {**asdict(journey), "held": int(journey.held)})
    connection.execute("INSERT INTO due_change (assessment_id) VALUES (?)", (name,))


def _refuse_other_key(connection: Connection, handed: Handed) -> None:
    refuse_erased(connection, handed.assessment.id)
    query = "SELECT secret FROM apprentice_key WHERE assessment_id = ?"
    for (secret,) in connection.execute(query, (handed.assessment.id,)).fetchall():
        if secret != handed.secret:
            raise OtherApprenticeKey
