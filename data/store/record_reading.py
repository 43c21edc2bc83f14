"""What is read of single sittings: records, deciphered, note lines and results."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.record.instant import Instant
from data.store.connection import Connection
from data.store.errors import NotFound, TextErased
from data.store.reading import Reading, columns
from data.store.rows import Document, Draft, JourneySummary

if TYPE_CHECKING:
    from data.record.body import Entry, Line
    from data.record.cipher import Cipher
    from data.record.head import DeviceKey
    from data.store.contents import Contents

ENTRIES_AT_ONCE = 500
"""How many are read while a save has to wait: a few milliseconds."""

_ENTRIES = (
    "SELECT seq, id, at_wall, at_tick, at_boot, kind, ciphertext, prev, hash FROM {0} "
    "WHERE {1} = ? AND seq > ? ORDER BY seq LIMIT ?"
)
_DOCUMENTS = f"SELECT {columns(Document, 'd')} FROM document AS d"


class RecordReading(Reading):
    """A store of which single sittings can be read, too.

    Args:
        connection: The one connection to the store.
        path: Its file.
        version: What it has; None where it is brand-new, and everything is empty.
    """

    def __init__(self, connection: Connection, path: Path, version: str | None) -> None:
        super().__init__(connection, path, version)
        self._ciphers: dict[str, Cipher] = {}

    def entries(self, sitting_id: str) -> tuple[Entry, ...]:
        """Return the record of a sitting, oldest entry first; the chain is not checked here.

        Raises:
            TextErased: Nobody can read it any more.
            data.record.errors.RecordError: This version or this key cannot read an entry.
        """
        if not (lines := self.lines(sitting_id)):
            return ()
        # It brings every kind of entry: not before the first paint.
        from data.record.chain import read_line

        cipher = self.cipher_of(sitting_id)
        return tuple(read_line(line, cipher) for line in lines)

    def lines(self, sitting_id: str) -> tuple[Line, ...]:
        """Return the record of a sitting as it is kept: ciphertexts, oldest entry first."""
        return self._lines(_ENTRIES.format("entry", "sitting_id"), sitting_id)

    def _lines(self, query: str, of: str) -> tuple[Line, ...]:
        """Read a record in chunks, between which a save may pass."""
        from data.record.body import Line

        read: list[Line] = []
        while chunk := self._rows(
            query,
            of,
            read[-1].seq if read else 0,
            ENTRIES_AT_ONCE,
        ):
            read += (Line(row[0], row[1], Instant(*row[2:5]), *row[5:]) for row in chunk)
            if len(chunk) < ENTRIES_AT_ONCE:
                break
        return tuple(read)

    def journey_lines(self, assessment_id: str) -> tuple[Line, ...]:
        """Return the own record of an assessment as it is kept, oldest entry first."""
        return self._lines(_ENTRIES.format("journey_entry", "assessment_id"), assessment_id)

    def journey_entries(self, assessment_id: str) -> tuple[Entry, ...]:
        """Return the own record of an assessment, oldest first; the chain is not checked here.

        Raises:
            TextErased: Nobody can read it any more.
            data.record.errors.RecordError: This version or this key cannot read an entry.
        """
        if not (lines := self.journey_lines(assessment_id)):
            return ()
        from data.record.chain import read_line
        from data.record.journey.kinds import KINDS

        cipher = self.cipher(assessment_id)
        return tuple(read_line(line, cipher, KINDS) for line in lines)

    def journeys(self) -> tuple[JourneySummary, ...]:
        """Return what lists show of every assessment that has a record of its own."""
        rows = self._rows(f"SELECT {columns(JourneySummary, 'j')} FROM journey AS j")
        return tuple(_summary(row) for row in rows)

    def journey(self, assessment_id: str) -> JourneySummary | None:
        """Return what lists show of one assessment; None where nothing was recorded of it."""
        query = f"SELECT {columns(JourneySummary, 'j')} FROM journey AS j WHERE assessment_id = ?"
        return next((_summary(row) for row in self._rows(query, assessment_id)), None)

    def cipher(self, assessment_id: str) -> Cipher:
        """Return what the texts of an assessment are enciphered with.

        Raises:
            NotFound: There is no such assessment.
            TextErased: Its key was destroyed.
            data.record.errors.Unreadable: What is kept of the key is no key.
        """
        if assessment_id not in self._ciphers:
            from data.record.cipher import ApprenticeKey

            query = "SELECT secret FROM apprentice_key WHERE assessment_id = ?"
            if not (rows := self._rows(query, assessment_id)):
                raise NotFound("assessment")
            if rows[0][0] is None:
                raise TextErased
            self._ciphers[assessment_id] = ApprenticeKey(rows[0][0])
        return self._ciphers[assessment_id]

    def cipher_of(self, sitting_id: str) -> Cipher:
        """Return what the texts of a sitting are enciphered with.

        Raises:
            NotFound: There is no such sitting.
            TextErased: Its key was destroyed.
            data.record.errors.Unreadable: What is kept of the key is no key.
        """
        for (assessment,) in self._rows(
            "SELECT assessment_id FROM sitting WHERE id = ?", sitting_id
        ):
            return self.cipher(assessment)
        raise NotFound("sitting")

    def draft(self, sitting_id: str) -> Draft | None:
        """Return what stood on the note line of a sitting; None where nothing ever did."""
        for row in self._rows(
            "SELECT text, cursor, first_wall, first_tick, first_boot, seen_wall, seen_tick, "
            "seen_boot FROM draft WHERE sitting_id = ?",
            sitting_id,
        ):
            text, cursor, *first = row[:5]
            first_key = None if first[0] is None else Instant(*first)
            return Draft(text, cursor, first_key, Instant(*row[5:]))
        return None

    def latest(self) -> int:
        """Return the newest wall time in the store, in milliseconds since 1970; 0 where none is."""
        rows = self._rows(
            "SELECT max(updated_at) FROM sitting UNION ALL SELECT max(seen_wall) FROM draft "
            "UNION ALL SELECT max(updated_at) FROM journey"
        )
        return max((latest or 0 for (latest,) in rows), default=0)

    def documents(self, sitting_id: str) -> tuple[Document, ...]:
        """Return the result documents of a sitting, oldest revision first."""
        where = "WHERE d.sitting_id = ? ORDER BY d.revision, d.made_at"
        if not (rows := self._rows(f"{_DOCUMENTS} {where}", sitting_id)):
            return ()
        cipher = self.cipher_of(sitting_id)
        kept = (Document(*row) for row in rows)
        return tuple(replace(one, body=cipher.decipher(one.body, one.id)) for one in kept)

    def known_device(self) -> DeviceKey | None:
        """Return the signing key of this installation; None where it has signed nothing yet."""
        from data.record.head import DeviceKey

        rows = self._rows("SELECT secret FROM device")
        return DeviceKey(rows[0][0]) if rows else None

    def readable(self) -> Contents:
        """Return what can still be read of the store, however damaged it is."""
        from data.store.contents import readable

        with self._turns.reading():
            return readable(self._connection)

    def erased(self) -> tuple[tuple[str, int], ...]:
        """Return the erased assessments: id, and when (UTC milliseconds since 1970)."""
        query = "SELECT assessment_id, erased_at FROM apprentice_key WHERE erased_at IS NOT NULL"
        return tuple((str(name), int(at)) for name, at in self._rows(query))

    def strays(self) -> tuple[tuple[str, str], ...]:
        """Return what lacks something: the id of a sitting or assessment, and what is missing.

        That is `assessment`, `usable key`, `summary` of an assessment's own record, or `booking`:
        the last are known by what is kept of them alone, entries, a result or a note line.
        """
        from data.record.cipher import KEY_BYTES

        rows = self._rows(
            "SELECT id, 'assessment' FROM sitting "
            "WHERE assessment_id NOT IN (SELECT id FROM assessment) "
            "UNION ALL SELECT id, 'usable key' FROM sitting WHERE assessment_id NOT IN (SELECT "
            "assessment_id FROM apprentice_key WHERE length(secret) = ? OR erased_at NOTNULL) "
            "UNION ALL SELECT sitting_id, 'booking' FROM (SELECT sitting_id FROM entry "
            "UNION SELECT sitting_id FROM document UNION SELECT sitting_id FROM draft) "
            "WHERE sitting_id NOT IN (SELECT id FROM sitting) "
            "UNION ALL SELECT DISTINCT assessment_id, 'summary' FROM journey_entry "
            "WHERE assessment_id NOT IN (SELECT assessment_id FROM journey) "
            "UNION ALL SELECT DISTINCT assessment_id, 'assessment' FROM journey_entry "
            "WHERE assessment_id NOT IN (SELECT id FROM assessment)",
            KEY_BYTES,
        )
        return tuple((str(name), str(missing)) for name, missing in rows)

    def undelivered(self, assessment_id: str = "") -> tuple[str, ...]:
        """Return the newest result documents that have arrived nowhere yet, by their ids.

        Args:
            assessment_id: Only those of this assessment; of all where empty.
        """
        rows = self._rows(
            "SELECT d.id FROM document AS d JOIN sitting AS s ON s.id = d.sitting_id "
            "WHERE (?1 = '' OR s.assessment_id = ?1) AND NOT EXISTS ("
            "  SELECT 1 FROM document AS l WHERE l.sitting_id = d.sitting_id "
            "  AND l.revision > d.revision) "
            "AND NOT EXISTS (SELECT 1 FROM delivery AS v WHERE v.document_id = d.id) "
            "ORDER BY d.made_at",
            assessment_id,
        )
        return tuple(name for (name,) in rows)


def _summary(row: tuple[Any, ...]) -> JourneySummary:
    name, state, held, *rest = row
    return JourneySummary(name, state, bool(held), *rest)
