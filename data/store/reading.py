"""The lists that are read from the store: raw and quick, and before the ORM is loaded.

Lists read the summaries that were written with the record and never the record itself. Long
reads go in chunks, between which a save may pass.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

from data.store.connection import Connection, driver_errors
from data.store.errors import NotFound
from data.store.folding import folded
from data.store.rows import (
    AgendaRow,
    Assessment,
    AssessmentRow,
    DueRow,
    Owed,
    Page,
    Sitting,
)
from data.store.turns import Turns
from data.store.version import CURRENT

OPEN = "stage NOT IN ('sealed', 'no-show', 'abandoned')"
"""Sittings in which something is left to do. Also the condition of an index."""

UNDER_WAY = "stage NOT IN ('booked', 'sealed', 'no-show', 'abandoned')"
"""Sittings that were begun and not finished. Also the condition of an index."""

LEFT_OPEN, LEFT_UNDER_WAY = (f"{there} AND stage <> 'withdrawn'" for there in (OPEN, UNDER_WAY))
"""The same without what was withdrawn, which the indexes do not know: they serve for these too."""

NARROWED = {
    # One pass over the few that were withdrawn, not a look at the journey of every sitting.
    "open": f"SELECT assessment_id FROM sitting WHERE {LEFT_OPEN} AND NOT (stage IN "
    "('booked', 'preparing') AND assessment_id IN "
    "(SELECT assessment_id FROM journey WHERE state = 'withdrawn'))",
    "to judge": f"SELECT assessment_id FROM sitting WHERE {UNDER_WAY} AND stage = 'judging'",
    "due": "SELECT assessment_id FROM due WHERE due_on <= ?",
}
"""What a list of assessments can be narrowed to: each is read from an index."""

ASSESSMENTS_AT_ONCE = 5000
"""How much is read while a save has to wait: a few milliseconds each."""

FEW = 500
"""Of so many that are found all are read; of more only a page."""


def columns(made: type[Any], alias: str) -> str:
    """Return the columns of a row, as a query names them."""
    return ", ".join(f"{alias}.{field.name}" for field in fields(made))


_WIDTH = len(fields(Sitting))
_SITTINGS = f"SELECT {columns(Sitting, 's')} FROM sitting AS s"
_ASSESSMENTS = f"SELECT {columns(Assessment, 'a')} FROM assessment AS a"
_GIVEN_UP = (
    "(s.stage IN ('booked', 'preparing') AND EXISTS (SELECT 1 FROM journey AS j "
    "WHERE j.assessment_id = s.assessment_id AND j.state = 'withdrawn'))"
)
"""A sitting that nobody sits any more: its whole assessment was withdrawn."""
_AGENDA = (
    f"SELECT {columns(Sitting, 's')}, {columns(Assessment, 'a')} "
    "FROM sitting AS s JOIN assessment AS a ON a.id = s.assessment_id"
).replace("s.stage", f"CASE WHEN {_GIVEN_UP} THEN 'withdrawn' ELSE s.stage END")
_STANDINGS = (
    "SELECT j.assessment_id, j.state, j.held FROM journey AS j "
    "WHERE j.assessment_id IN (SELECT value FROM json_each(?))"
)
_DUES = (
    f"SELECT {columns(DueRow, 'd')}, {columns(Assessment, 'a')}, coalesce(j.held, 0) "
    "FROM due AS d JOIN assessment AS a ON a.id = d.assessment_id "
    "LEFT JOIN journey AS j ON j.assessment_id = d.assessment_id "
    "WHERE d.due_on <= ? ORDER BY d.due_on, d.assessment_id LIMIT ?"
)
_SPAN = "FROM assessment WHERE rowid > ? AND rowid <= ?"
_IN_SPAN, _COUNT_SPAN = f"SELECT folded, id {_SPAN}", f"SELECT count(*) {_SPAN}"
_BY_NAME, _PAGED = "SELECT id FROM assessment WHERE 1", "ORDER BY folded, id LIMIT ? OFFSET ?"
_OF_DUE = len(fields(DueRow))


class Reading(ABC):
    """What can be read from a store.

    Args:
        connection: The one connection to the store.
        path: Its file.
        version: What it has; None where it is brand-new, and everything is empty.
    """

    def __init__(self, connection: Connection, path: Path, version: str | None) -> None:
        self._connection = connection
        self._path = path
        self._version = version
        self._turns = Turns()

    def agenda(
        self, since_ms: int, until_ms: int | None = None, limit: int = 200
    ) -> tuple[AgendaRow, ...]:
        """Return what is to be done: first what was left open before `since_ms`, then what comes.

        Args:
            since_ms: Begin of the agenda, UTC milliseconds since 1970: the begin of today.
            until_ms: Its end, exclusive; None for no end.
            limit: How many rows at the most; what was left open takes half of them at the most.

        Returns:
            Sittings begun and never scheduled, then overdue ones, then those from `since_ms` on,
            each in the order of their times.
        """
        before = self._agenda_rows(
            f"WHERE {LEFT_UNDER_WAY} AND NOT {_GIVEN_UP} AND s.scheduled_at IS NULL "
            "ORDER BY s.updated_at DESC LIMIT ?",
            max(1, limit // 4),
        )
        before += self._agenda_rows(
            f"WHERE {LEFT_OPEN} AND NOT {_GIVEN_UP} AND s.scheduled_at < ? "
            "ORDER BY s.scheduled_at DESC LIMIT ?",
            since_ms,
            max(1, limit // 4),
        )[::-1]
        coming = self._agenda_rows(
            "WHERE s.scheduled_at >= ? AND s.scheduled_at < ? ORDER BY s.scheduled_at LIMIT ?",
            since_ms,
            2**63 - 1 if until_ms is None else until_ms,
            max(0, limit - len(before)),
        )
        return (*before[:limit], *coming)

    def dues(self, until: str, limit: int = 200) -> tuple[Owed, ...]:
        """Return what is due, as it was computed last, the longest overdue first.

        Args:
            until: ISO date of the last day that is looked at.
            limit: How many rows at the most.
        """
        return tuple(
            Owed(DueRow(*row[:_OF_DUE]), Assessment(*row[_OF_DUE:-1]), bool(row[-1]))
            for row in self._rows(_DUES, until, limit)
        )

    def search(
        self, text: str, offset: int = 0, limit: int = 100, only: str = "", until: str = ""
    ) -> Page[AssessmentRow]:
        """Return the assessments in whose names, ULN, employer or provider every word occurs.

        Args:
            text: Words or parts of words, in any case, with or without accents.
            offset: How many rows to leave out at the begin.
            limit: How many rows at the most.
            only: One of `NARROWED`; empty for all.
            until: With `due` the ISO date of the last day that is looked at.

        Returns:
            The page, in the order of the names; all assessments where `text` is empty.
        """
        words = folded(text).split()
        within = f" AND id IN ({NARROWED[only]})" if only else ""
        days = (until,) if only == "due" else ()
        if words:
            where = " AND instr(folded, ?)" * len(words) + within
            found, number = self._matching(where, (*words, *days), offset, limit)
            return Page(self._assessment_rows(found), number)
        # Without a condition SQLite counts by the pages of an index, and reads no row.
        counted = f"SELECT count(*) FROM assessment{' WHERE 1' if only else ''}{within}"
        total = self._rows(counted, *days)
        page = self._rows(f"{_BY_NAME}{within} {_PAGED}", *days, limit, offset)
        return Page(self._assessment_rows([name for (name,) in page]), total[0][0] if total else 0)

    def assessment(self, assessment_id: str) -> Assessment:
        """Return an assessment.

        Raises:
            NotFound: There is none of this id.
        """
        for row in self._rows(f"{_ASSESSMENTS} WHERE a.id = ?", assessment_id):
            return Assessment(*row)
        raise NotFound("assessment")

    def sittings(self, assessment_id: str) -> tuple[Sitting, ...]:
        """Return the sittings of an assessment: method by method, attempt by attempt."""
        return self._sittings_of([assessment_id])

    def sitting(self, sitting_id: str) -> Sitting:
        """Return a sitting.

        Raises:
            NotFound: There is none of this id.
        """
        for row in self._rows(f"{_SITTINGS} WHERE s.id = ?", sitting_id):
            return Sitting(*row)
        raise NotFound("sitting")

    def begun(self) -> tuple[Sitting, ...]:
        """Return every sitting that has a record or a result, or is listed as if; in no order."""
        return tuple(
            Sitting(*row)
            for row in self._rows(
                f"{_SITTINGS} WHERE s.entries <> 0 OR s.stage <> 'booked' OR s.grade NOTNULL "
                "OR s.outcome NOTNULL OR s.digest NOTNULL "
                "OR EXISTS (SELECT 1 FROM entry AS e WHERE e.sitting_id = s.id) "
                "OR s.id IN (SELECT sitting_id FROM document)"
            )
        )

    def schema(self) -> dict[str, str]:
        """Return the SQL of every table, index and trigger, by its name."""
        self._rows("SELECT 1")  # brings the store to this version
        with self._turns.reading(), driver_errors(self._path):
            return schema_of(self._connection)

    @abstractmethod
    def make_ready(self) -> None:
        """Bring the store to the version of this program."""

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        if self._version is None:
            return []
        if self._version != CURRENT:
            self.make_ready()
        with self._turns.reading(), driver_errors(self._path):
            rows: list[tuple[Any, ...]] = self._connection.execute(sql, values).fetchall()
        return rows

    def _agenda_rows(self, where: str, *values: object) -> list[AgendaRow]:
        return [
            AgendaRow(Sitting(*row[:_WIDTH]), Assessment(*row[_WIDTH:]))
            for row in self._rows(f"{_AGENDA} {where}", *values)
        ]

    def _matching(
        self, where: str, values: tuple[str, ...], offset: int, limit: int
    ) -> tuple[list[str], int]:
        """Return a page of the ids that fit a condition, in order of the names, and how many do.

        Of few all are read, in chunks. Of many the chunks are only counted: the order of the names
        soon gives as many of them as a page has.
        """
        found: list[tuple[str, str]] = []
        total = 0
        last = self._rows("SELECT coalesce(max(rowid), 0) FROM assessment")
        for start in range(0, last[0][0] if last else 0, ASSESSMENTS_AT_ONCE):
            span = (start, start + ASSESSMENTS_AT_ONCE, *values)
            some = self._rows(f"{_IN_SPAN}{where} LIMIT ?", *span, FEW + 1) if total <= FEW else []
            if total <= FEW and len(some) <= FEW:
                found += some
                total += len(some)
            else:
                total += self._rows(f"{_COUNT_SPAN}{where}", *span)[0][0]
        if len(found) == total:
            return [name for _, name in sorted(found)[offset : offset + limit]], total
        page = self._rows(f"{_BY_NAME}{where} {_PAGED}", *values, limit, offset)
        return [name for (name,) in page], total

    def _assessment_rows(self, ids: list[str]) -> tuple[AssessmentRow, ...]:
        within = "WHERE a.id IN (SELECT value FROM json_each(?))"
        found = (Assessment(*row) for row in self._rows(f"{_ASSESSMENTS} {within}", _json(ids)))
        by_id = {assessment.id: assessment for assessment in found}
        of: dict[str, list[Sitting]] = {name: [] for name in by_id}
        for sitting in self._sittings_of(ids):
            of[sitting.assessment_id].append(sitting)
        stand = {name: (state, bool(held)) for name, state, held in self._standings(ids)}
        return tuple(
            AssessmentRow(by_id[name], tuple(of[name]), *stand.get(name, ("", False)))
            for name in ids
            if name in by_id
        )

    def _standings(self, ids: list[str]) -> list[tuple[Any, ...]]:
        return self._rows(_STANDINGS, _json(ids))

    def _sittings_of(self, ids: list[str]) -> tuple[Sitting, ...]:
        where = (
            "WHERE s.assessment_id IN (SELECT value FROM json_each(?)) "
            "ORDER BY s.assessment_id, s.method, s.number"
        )
        return tuple(Sitting(*row) for row in self._rows(f"{_SITTINGS} {where}", _json(ids)))


def _json(ids: Iterable[str]) -> str:
    return json.dumps(list(ids))


def schema_of(connection: Connection) -> dict[str, str]:
    """Return the SQL of every table, index and trigger of a database, by its name."""
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql NOTNULL")
    return {name: " ".join(sql.split()) for name, sql in rows}
